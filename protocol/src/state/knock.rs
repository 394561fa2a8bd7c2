//! What a node keeps of asks that keep looking, of its members' knocks, and of knocks at its own door.
//!
//! Of a knock at the door only what limits repeat is kept here; what its member sees stands in the inbox.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{Blob, BridgeId, KnockId, MemberKey, OrgId};
use crate::message::Attribute;
use crate::state::{Alarm, State};
use crate::time::{Span, Timestamp};
use crate::trust::Handle;

/// An ask that keeps looking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// What whoever is sought has, as each of its questions says it.
    pub attributes: Vec<Attribute>,
    /// Organisations they keep away from.
    pub avoid: Vec<Handle>,
    /// How long each of its questions lives.
    pub life: Span,
    /// When it was last asked.
    pub tried: Timestamp,
    /// When it is asked afresh; `None` as long as nothing has changed since.
    pub due: Option<Timestamp>,
}

/// A knock of an own member.
#[derive(Clone, Serialize, Deserialize)]
pub struct OwnKnock {
    /// Who knocks.
    pub member: MemberKey,
    /// At whom.
    pub handles: Vec<Handle>,
    /// The bridge a yes takes up.
    pub bridge: BridgeId,
    /// When it was made.
    pub made: Timestamp,
    /// Until when it may be answered.
    pub expires: Timestamp,
    /// How many peers it goes to.
    pub peers: usize,
    /// Those it has still to leave for.
    pub to: BTreeSet<OrgId>,
    /// Opens the content; empty once it has left for all.
    pub key: Blob,
    /// The content as sealed by the member's device; empty once it has left for all.
    pub sealed: Blob,
}

/// Counts and times the knocks of one link, in both directions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KnockMeter {
    /// When the next batch leaves.
    pub next: Timestamp,
    /// The day `left` belongs to.
    pub day: u64,
    /// How many of the peer's knocks are still looked at.
    pub left: u32,
    /// Knocks of the peer that members were shown in the last 30 days.
    pub shown: BTreeMap<KnockId, ShownKnock>,
}

/// A knock that was put before a member.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ShownKnock {
    /// Before whom.
    pub member: MemberKey,
    /// Who knocks.
    pub from: MemberKey,
    /// When.
    pub at: Timestamp,
}

impl State {
    /// Alarms of asks that keep looking, of knocks, and of batches.
    pub(super) fn alarms_of_knocks(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        alarms.extend(self.searches.iter().filter_map(|(ask, row)| Some((row.due?, Alarm::Search(*ask)))));
        alarms.extend(self.knocks.iter().map(|(id, row)| (row.kept_until(), Alarm::Knock(*id))));
        alarms.extend(self.knock_meters.iter().map(|(peer, row)| (row.next, Alarm::KnockBatch(*peer))));
    }
}

impl OwnKnock {
    /// Until when it is kept: as long as it keeps its member from knocking at the same person again.
    pub fn kept_until(&self) -> Timestamp {
        self.made.plus(crate::limits::KNOCK_AGAIN)
    }
}

impl fmt::Debug for OwnKnock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnKnock(to {} of {} peers)", self.to.len(), self.peers)
    }
}
