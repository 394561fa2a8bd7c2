//! The suppression list: the admin says who doesn't want to be held as anybody's contact here.
//!
//! Contacts with such a handle are forgotten and refused, whoever's they are. Peers are never told.

use std::sync::Arc;

use crate::crypto::stream::Purpose;
use crate::exchange::{Refused, Reply, Turn, import};
use crate::id::{ContactId, MemberKey};
use crate::limits;
use crate::local::findable::Whom;
use crate::local::view::SuppressionView;
use crate::state::suppression::{Suppressed, suppression_hash};
use crate::state::{Item, State};
use crate::trust::Handle;

/// Puts a handle on the list, and forgets every contact that has it.
pub fn suppress(turn: &mut Turn<'_>, handle: &Handle) -> Result<Reply, Refused> {
    if turn.state.is_suppressed(handle) {
        return Ok(Reply::Suppressed { forgotten: 0 });
    }
    if turn.state.suppressed.len() >= limits::SUPPRESSED_MAX {
        return Err(Refused::Full);
    }
    let salt = turn.state.suppression_salt().unwrap_or_else(|| turn.random(Purpose::SuppressionSalt));
    turn.state.suppressed.put(suppression_hash(&salt, handle), Suppressed { salt, at: turn.now });
    let contacts = turn.state.contacts_saying(handle);
    for (owner, contact) in &contacts {
        turn.state.forget_contact(*owner, *contact);
        drop_prompts(turn, *owner, *contact);
    }
    import::forget_handle(turn.state, handle);
    turn.state.forget_evaluated(|held| held == handle);
    Ok(Reply::Suppressed { forgotten: contacts.len() })
}

/// Takes a handle off the list. What was forgotten stays forgotten.
pub fn lift(turn: &mut Turn<'_>, handle: &Handle) -> Result<Reply, Refused> {
    let salt = turn.state.suppression_salt().ok_or(Refused::NotSuppressed)?;
    let lifted = turn.state.suppressed.remove(&suppression_hash(&salt, handle));
    lifted.map(|_| Reply::Done).ok_or(Refused::NotSuppressed)
}

fn drop_prompts(turn: &mut Turn<'_>, owner: MemberKey, sought: ContactId) {
    let about = |item: &Item| item.kind.prompted().is_some_and(|prompted| prompted.whom == Whom::Contact(sought));
    let items = turn.state.inbox.iter().filter(|((of, _), item)| *of == owner && about(item));
    let items: Vec<_> = items.map(|((_, item), _)| *item).collect();
    for item in items {
        turn.drop_item(owner, item);
    }
}

impl State {
    /// The list as the admin sees it: when, and no handle.
    pub fn suppressions(&self) -> Vec<SuppressionView> {
        let mut list: Vec<_> = self.suppressed.iter().map(|(_, row)| SuppressionView { since: row.at }).collect();
        list.sort_by_key(|one| one.since);
        list
    }

    /// Contacts whose owner recorded this handle.
    fn contacts_saying(&self, handle: &Handle) -> Vec<(MemberKey, ContactId)> {
        let Some(person) = self.person_with(handle) else { return Vec::new() };
        let says = |(owner, contact): &(MemberKey, ContactId)| {
            self.contacts.row(owner, contact.0).is_some_and(|details| details.handles.contains(handle))
        };
        self.knowers(person).into_iter().filter(says).collect()
    }

    /// Forgets evaluated handles, and gives up chunks on their way that hold one.
    pub fn forget_evaluated(&mut self, is_gone: impl Fn(&Handle) -> bool) {
        let tables = self.match_tables.iter().filter(|(_, row)| row.entries.iter().any(|one| is_gone(&one.handle)));
        let tables: Vec<_> = tables.map(|(key, _)| *key).collect();
        for key in tables {
            if let Some(table) = self.match_tables.edit(&key) {
                Arc::make_mut(&mut table.entries).retain(|entry| !is_gone(&entry.handle));
            }
        }
        let chunks = self.evaluations.iter().filter(|(_, row)| row.handles.iter().any(&is_gone));
        let chunks: Vec<_> = chunks.map(|(eval, _)| *eval).collect();
        for eval in chunks {
            self.evaluations.remove(&eval);
        }
    }
}
