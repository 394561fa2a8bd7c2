//! What a member sees of the own limits, and everybody of the organisation's policy.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{ItemId, OrgId};
use crate::message::Kind;
use crate::policy::{ConnectorLimits, OrgPolicy, PeerAudience};
use crate::time::Timestamp;

/// A member's own limits, and where they stand.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LimitsView {
    /// What the member set.
    pub limits: ConnectorLimits,
    /// New matters that came in the last 30 days.
    pub of_month: usize,
    /// What waits for later, the next first.
    pub later: Vec<LaterView>,
}

/// Something put off: by the member, by quiet hours or to the batch day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LaterView {
    /// When it shows.
    pub from: Timestamp,
    /// The item.
    pub item: ItemId,
}

/// The organisation's policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrgPolicyView {
    /// The policy.
    pub policy: OrgPolicy,
    /// What blocked organisations call themselves, in order; empty where that is not known.
    pub blocked_names: Vec<String>,
    /// What each peering serves.
    pub peers: Vec<PeerPolicyView>,
}

/// What one peering serves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerPolicyView {
    /// The organisation.
    pub org: OrgId,
    /// As it calls itself.
    pub name: String,
    /// The kinds of question that cross.
    pub kinds: BTreeSet<Kind>,
    /// Whose questions cross.
    pub audience: PeerAudience,
}
