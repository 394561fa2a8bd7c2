//! What the admin sees of changes of key, and what devices are given to follow one: changing nothing.

use crate::exchange::look::Eyes;
use crate::exchange::view::{OwnSuccessionView, SuccessionView};
use crate::exchange::{Refused, Reply, Turn};
use crate::id::{MemberKey, OrgId};
use crate::message::Succession;

/// A device that knows this node by an earlier key asks what became of it. Whoever names that key hears it: peers
/// were told the same.
pub fn what_became_of(turn: &Turn<'_>, org: &OrgId) -> Result<Reply, Refused> {
    let successions = turn.state.line_between(org, &turn.org());
    if successions.is_empty() { Err(Refused::SuccessionUnknown) } else { Ok(Reply::Succeeded { successions }) }
}

impl Eyes<'_> {
    /// This organisation's own latest change.
    pub fn own_succession(&self) -> Option<OwnSuccessionView> {
        let row = self.state.own_succession.row(&())?;
        let not_told = match row.done {
            Some(_) => Vec::new(),
            None => self.state.active_peers().into_iter().filter(|peer| !row.told.contains(peer)).collect(),
        };
        Some(OwnSuccessionView {
            old_org: row.terms.old_org,
            new_org: row.terms.new_org,
            effective: row.terms.effective,
            told: row.told.iter().copied().collect(),
            not_told,
            done: row.done,
        })
    }

    /// What a peer announced.
    pub fn successions_of(&self, old: &OrgId) -> Vec<SuccessionView> {
        let announced = self.state.announced_by(old);
        announced
            .map(|(new_org, row)| SuccessionView {
                old_org: *old,
                new_org,
                effective: row.effective,
                is_confirmed: row.confirmed.is_some(),
            })
            .collect()
    }

    /// The changes by which the organisations at the far ends of a member's bridges came to their keys, in order.
    pub fn successions_across(&self, member: &MemberKey) -> Vec<Succession> {
        let mine = self.state.bridges.iter().map(|(_, row)| row).filter(|row| row.member == *member);
        let orgs: std::collections::BTreeSet<OrgId> = mine.filter_map(|row| Some(row.far.as_ref()?.org)).collect();
        let lines = orgs.iter().map(|org| self.state.line_to(org));
        lines.flat_map(|line| line.into_iter().rev().map(|(_, row)| row.signed.clone())).collect()
    }
}
