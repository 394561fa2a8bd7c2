//! What the node knows of its own health, for `stn doctor`: counts, dates, members and peers by name.

use serde::{Deserialize, Serialize};

use crate::id::OrgId;
use crate::local::view::{MemberView, OwnSuccessionView, PeerState, SuccessionView};
use crate::time::Timestamp;

/// A node's health, as far as its engine can tell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HealthView {
    /// The node's time.
    pub now: Timestamp,
    /// Whether something its members made is from later than that.
    pub is_clock_behind: bool,
    /// When the matching epoch ends.
    pub epoch_until: Timestamp,
    /// Members whose certificate ends soon, or has ended.
    pub certificates: Vec<MemberView>,
    /// Members without a letter key, for whom no offer is made.
    pub without_letter_keys: Vec<MemberView>,
    /// The peers.
    pub peers: Vec<PeerHealth>,
    /// Frames that wait for a tick.
    pub waiting: usize,
    /// How often the node was restored.
    pub incarnation: u64,
    /// The organisation's own change of key, where one was announced.
    #[serde(default)]
    pub succession: Option<OwnSuccessionView>,
}

/// One peer's part of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerHealth {
    /// The organisation.
    pub org: OrgId,
    /// As it calls itself.
    pub name: String,
    /// Where the peering stands.
    pub state: PeerState,
    /// Frames that wait for it.
    pub outbox: usize,
    /// Handles its questions can't find before its next epoch, as its grant is used up.
    pub not_matchable: usize,
    /// Changes of key it announced.
    #[serde(default)]
    pub successions: Vec<SuccessionView>,
}

/// One handle on the suppression list; which, the node can't tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuppressionView {
    /// Since when.
    pub since: Timestamp,
}
