//! A member asks to be erased: the membership ends, and nothing of the member stays at this node.
//!
//! What others own stays until its own date: a request the member has passed on already, until its answer could
//! have come, and colleagues' ledgers that name the member by key. The partners the member had bridges to are told
//! that the certificate has ended, and nothing else.

use std::collections::BTreeSet;

use crate::exchange::{Refused, Reply, Turn, ends, membership, query, request};
use crate::id::{AskId, MemberKey, OfferRef, Signature};
use crate::message::{CoSigned, MemberCert};
use crate::private::Private;
use crate::state::{Child, HopStage, Item, Member, ReEnrolment, Relayed, Route, State};
use crate::time::Timestamp;
use crate::trust::Handle;

/// Erases a member.
pub fn erase(turn: &mut Turn<'_>, member: MemberKey) -> Result<Reply, Refused> {
    turn.state.members.row(&member).filter(|row| !row.removed).ok_or(Refused::ColleagueUnknown)?;
    let said = handles_said_by(turn.state, &member);
    forget_asks(turn, &member);
    forget_ways(turn, &member);
    membership::remove(turn, member)?;
    turn.state.forget_alerts_of(&member);
    forget_rows(turn.state, &member);
    forget_labels(turn, &member);
    turn.state.bury_member(&member);
    // What colleagues say as well stays matchable.
    let is_said = |handle: &Handle| turn.state.person_with(handle).is_some() || turn.state.is_findable_by(handle);
    let gone: BTreeSet<Handle> = said.into_iter().filter(|handle| !is_said(handle)).collect();
    turn.state.forget_evaluated(|handle| gone.contains(handle));
    Ok(Reply::Done)
}

/// The handles the member recorded, of others and of themself.
fn handles_said_by(state: &State, member: &MemberKey) -> BTreeSet<Handle> {
    let own = state.findable.row(member).map(|row| row.handles.clone()).unwrap_or_default();
    state.contacts_of(member).flat_map(|(_, contact)| contact.details.handles).chain(own).collect()
}

/// Withdraws what the member asked, and forgets it with its answers.
fn forget_asks(turn: &mut Turn<'_>, member: &MemberKey) {
    let asks: Vec<AskId> =
        turn.state.asks.iter().filter(|(_, row)| row.member == *member).map(|(ask, _)| *ask).collect();
    for ask in asks {
        query::close(turn, ask);
        for offer in turn.state.routes_of(&ask) {
            turn.state.drop_route(&offer);
        }
        turn.state.permissions.remove(&ask);
        turn.state.forget_ask(&ask);
        let queries = turn.state.queries.iter().filter(|(_, own)| own.ask == ask).map(|(query, _)| *query);
        for query in queries.collect::<Vec<_>>() {
            turn.state.drop_query(&query);
        }
        let answers: Vec<_> =
            turn.state.answers.iter().filter(|(_, row)| row.ask == ask).map(|(request, _)| *request).collect();
        for request in answers {
            turn.state.answers.remove(&request);
            turn.state.retained.remove(&request);
        }
    }
}

/// Forgets the paths of others through the member, but for requests the member has passed on already.
fn forget_ways(turn: &mut Turn<'_>, member: &MemberKey) {
    ends::leave_ways(turn, |way| way.segment.contains(member));
    let through = turn.state.routes.iter().filter(|(_, route)| route.segment.contains(member));
    let gone: Vec<OfferRef> =
        through.filter(|(_, route)| !has_passed(route, member)).map(|(offer, _)| *offer).collect();
    for offer in gone {
        request::end(turn, offer);
        turn.state.drop_route(&offer);
    }
}

/// Whether the member has passed on a request that is still under way.
fn has_passed(route: &Route, member: &MemberKey) -> bool {
    let Some(at) = route.segment.iter().position(|one| one == member) else { return false };
    route.hop.as_ref().is_some_and(|hop| match hop.stage {
        HopStage::Waiting | HopStage::Passed => at < hop.at,
        HopStage::Done | HopStage::Dead => false,
    })
}

/// Forgets every row that is the member's own.
fn forget_rows(state: &mut State, member: &MemberKey) {
    let keys: Vec<_> = state.letter_keys.iter().map(|(key, _)| *key).filter(|(owner, _)| owner == member).collect();
    for key in keys {
        state.letter_keys.remove(&key);
    }
    let bridges: Vec<_> =
        state.bridges.iter().filter(|(_, row)| row.member == *member).map(|(bridge, _)| *bridge).collect();
    for bridge in bridges {
        state.bridges.remove(&bridge);
    }
    let invites = state.member_invites.iter().filter(|(_, row)| row.used_by == Some(*member));
    let invites: Vec<_> = invites.map(|(invite, _)| *invite).collect();
    for invite in invites {
        state.member_invites.remove(&invite);
    }
    forget_keys(state, member);
    let records = state.organisations.iter().filter(|(_, row)| row.confirmed_by == *member);
    let records: Vec<_> = records.map(|(record, _)| *record).collect();
    for record in records {
        if let Some(row) = state.organisations.edit(&record) {
            row.confirmed_by = NOBODY;
        }
    }
}

/// What the node knew of the member's certificates, and of re-enrolments the member had a part in.
fn forget_keys(state: &mut State, member: &MemberKey) {
    let known: Vec<_> = state.known_certs.iter().map(|(id, _)| *id).filter(|(_, of)| of == member).collect();
    for id in known {
        state.known_certs.remove(&id);
    }
    let named: Vec<MemberKey> = state.re_enrolments.iter().map(|(old, _)| *old).collect();
    for old in named {
        let is_new = |row: &ReEnrolment| row.new.as_ref().is_some_and(|new| new.content.member == *member);
        if old == *member || state.re_enrolments.row(&old).is_some_and(is_new) {
            state.re_enrolments.remove(&old);
        } else if let Some(row) = state.re_enrolments.edit(&old) {
            row.confirmed.remove(member);
        }
    }
}

/// Takes the member out of others' questions that reached the node: nothing more comes of that way.
fn forget_labels(turn: &mut Turn<'_>, member: &MemberKey) {
    let queries: Vec<_> =
        turn.state.queries.iter().filter(|(_, row)| row.decided.contains(member)).map(|(id, _)| *id).collect();
    for query in queries {
        if let Some(row) = turn.state.queries.edit(&query) {
            row.decided.remove(member);
        }
    }
    let relayed: Vec<_> = turn.state.relayed.iter().filter(|(_, row)| names(row, member)).map(|(id, _)| *id).collect();
    for id in relayed {
        if let Some(row) = turn.state.relayed.edit(&id) {
            row.decided.remove(member);
            row.labels.retain(|_, label| !label.path.contains(member));
            row.children.values_mut().for_each(|child| close_ways(child, member));
        }
    }
    let through = |item: &Item| item.kind.prompted().is_some_and(|prompted| prompted.label.path.contains(member));
    let prompts = turn.state.inbox.iter().filter(|(_, item)| through(item));
    let prompts: Vec<_> = prompts.map(|(key, _)| *key).collect();
    for (owner, item) in prompts {
        turn.drop_item(owner, item);
    }
}

fn names(row: &Relayed, member: &MemberKey) -> bool {
    let in_children = row.children.values().flat_map(|child| &child.entries);
    row.decided.contains(member)
        || row.labels.values().any(|label| label.path.contains(member))
        || in_children.into_iter().any(|entry| entry.label.path.contains(member))
}

/// Entries keep their places, as peers name them by place; a closed one leads no offer up.
fn close_ways(child: &mut Child, member: &MemberKey) {
    for entry in child.entries.iter_mut().filter(|entry| entry.label.path.contains(member)) {
        entry.label.path.clear();
        entry.label.up = None;
    }
}

impl State {
    /// Whether a member lets themself be sought by a handle.
    fn is_findable_by(&self, handle: &Handle) -> bool {
        self.findable.iter().any(|(_, row)| row.handles.contains(handle))
    }

    /// Puts a row without key or name in a member's place: numbers of members are never given twice.
    fn bury_member(&mut self, member: &MemberKey) {
        let Some(row) = self.members.remove(member) else { return };
        let mut nobody = *NOBODY.as_bytes();
        nobody[..4].copy_from_slice(&row.number.to_be_bytes());
        let nobody = MemberKey::from_bytes(nobody);
        let (issued, expires) = (Timestamp::default(), Timestamp::default());
        let content =
            MemberCert { member: nobody, devices: Vec::new(), version: 0, issued, expires, org: row.content.org };
        let cert = CoSigned::new(Vec::new(), Signature::from_bytes([0; 64]), None);
        let number = row.number;
        let name = Private::default();
        self.members.put(nobody, Member { name, cert, content, removed: true, contacts_made: 0, number });
        self.derived.network.replace_member(*member, nobody);
    }
}

/// No member: a key of small order, which no device can have.
const NOBODY: MemberKey = MemberKey::from_bytes([0; 32]);
