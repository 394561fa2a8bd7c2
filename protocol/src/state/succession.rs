//! Rows about organisations that change their key: our own change, what peers announced, and what was followed.
//!
//! A change that was followed is kept, so that a device that is seldom opened, or one that was put back from a
//! copy, can go the same way later.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::OrgId;
use crate::limits;
use crate::message::{Succession, SuccessionTerms};
use crate::state::{Alarm, State, Table};
use crate::time::Timestamp;

/// This organisation's own change of key, announced or done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSuccession {
    /// As both keys signed it.
    pub signed: Succession,
    /// What it says.
    pub terms: SuccessionTerms,
    /// Peers that have taken it.
    pub told: BTreeSet<OrgId>,
    /// When this node went over to the new key.
    pub done: Option<Timestamp>,
}

/// A change of key a peer announced.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerSuccession {
    /// As both keys signed it.
    pub signed: Succession,
    /// From when on it holds.
    pub effective: Timestamp,
    /// When it came.
    pub arrived: Timestamp,
    /// When this node's admin confirmed it.
    pub confirmed: Option<Timestamp>,
}

/// A change of key that was followed: our own, or a peer's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Followed {
    /// As both keys signed it.
    pub signed: Succession,
    /// The organisation from then on.
    pub new_org: OrgId,
    /// When.
    pub at: Timestamp,
}

impl PeerSuccession {
    /// Until when it waits for the admin.
    pub fn keep_until(&self) -> Timestamp {
        self.arrived.max(self.effective).plus(limits::SUCCESSION_KEPT)
    }
}

impl State {
    /// Our own change of key, as long as it is announced and not done.
    pub fn pending_succession(&self) -> Option<&OwnSuccession> {
        self.own_succession.row(&()).filter(|row| row.done.is_none())
    }

    /// What a peer announced, by the new key.
    pub fn announced_by(&self, old: &OrgId) -> impl Iterator<Item = (OrgId, &PeerSuccession)> {
        let all = (*old, OrgId::from_bytes([0; 32]))..=(*old, OrgId::from_bytes([0xff; 32]));
        self.peer_successions.range(all).map(|((_, new), row)| (*new, row))
    }

    /// Notes that a change of key was followed. Beyond the bound the oldest of a peer goes, never one of `own`'s.
    pub fn note_followed(&mut self, old: OrgId, followed: Followed, own: &OrgId) {
        if self.followed.len() >= limits::SUCCESSIONS_FOLLOWED {
            let ours: BTreeSet<OrgId> = self.line_to(own).into_iter().map(|(old, _)| old).collect();
            let others = self.followed.iter().filter(|(old, _)| !ours.contains(old));
            let oldest = others.min_by_key(|(_, row)| row.at).map(|(old, _)| *old);
            oldest.map(|oldest| self.followed.remove(&oldest));
        }
        self.followed.put(old, followed);
    }

    /// The changes that led to an organisation's key, the latest first.
    pub fn line_to(&self, org: &OrgId) -> Vec<(OrgId, &Followed)> {
        let (mut line, mut at) = (Vec::new(), *org);
        while line.len() < self.followed.len() {
            let Some((old, row)) = self.followed.iter().find(|(_, row)| row.new_org == at) else { break };
            line.push((*old, row));
            at = *old;
        }
        line
    }

    /// The changes that lead from one key to another, in order; none if they don't.
    pub fn line_between(&self, from: &OrgId, to: &OrgId) -> Vec<Succession> {
        let line = self.line_to(to);
        let Some(first) = line.iter().position(|(old, _)| old == from) else { return Vec::new() };
        line[..=first].iter().rev().map(|(_, row)| row.signed.clone()).collect()
    }

    /// How our own key changes, in records that were not read otherwise.
    pub fn own_succession_in(records: &[(Vec<u8>, Vec<u8>)]) -> Option<OwnSuccession> {
        let mut rows = Table::<(), OwnSuccession>::new(OWN_TABLE);
        for (key, value) in records.iter().filter(|(key, _)| key.first() == Some(&OWN_TABLE)) {
            rows.restore(&key[1..], value).ok()?;
        }
        rows.row(&()).cloned()
    }

    /// Alarms of what peers announced.
    pub(super) fn alarms_of_successions(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        for ((old, _), row) in self.peer_successions.iter() {
            alarms.push((row.keep_until(), Alarm::Succession(*old)));
            alarms.extend(row.confirmed.map(|_| (row.effective, Alarm::Succession(*old))));
        }
    }
}

/// The table that holds our own change.
const OWN_TABLE: u8 = 76;
