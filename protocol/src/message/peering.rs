//! How two organisations' nodes become peers, and what they tell each other about themselves.

use serde::{Deserialize, Serialize};

use crate::id::{EpochKey, Mac};
use crate::time::Timestamp;

/// What a node tells its direct peers about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerInfo {
    /// The organisation's name, at most 64 B.
    pub name: String,
    /// The organisation's domain as A-label, empty where it has none.
    pub domain: String,
    /// Where the node listens, as multiaddresses; at most 8 of at most 128 B each.
    pub addrs: Vec<String>,
    /// Evaluation chunks this node grants the peer's own table in an epoch: 32, 128 or 512.
    pub grant: u32,
    /// The current epoch of this node's matching key.
    pub epoch: u32,
    /// The public matching key of that epoch.
    pub epoch_key: EpochKey,
    /// When the epoch ends.
    pub epoch_until: Timestamp,
    /// What the organisation says of its work.
    pub profile: OrgProfile,
}

/// What an organisation tells its direct peers about its work. All of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrgProfile {
    /// A sentence, at most 200 B.
    pub about: String,
    /// Topics, at most 6 of at most 32 B each.
    pub topics: Vec<String>,
    /// Regions as ISO 3166-1 or -2 codes, at most 8.
    pub regions: Vec<String>,
    /// Languages as ISO 639 codes, at most 8.
    pub languages: Vec<String>,
}

/// The epoch that comes after the current one, announced seven days ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextEpoch {
    /// Its number.
    pub epoch: u32,
    /// Its public matching key.
    pub epoch_key: EpochKey,
    /// When it begins.
    pub from: Timestamp,
}

/// A stranger with an invitation asks to become a peer. Travels on `/stn/join/1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerJoin {
    /// The one who asks.
    pub info: PeerInfo,
    /// `HMAC(secret, "stn/1/peer" ‖ inviter ‖ joiner)`.
    pub mac: Mac,
}

/// The inviting node agrees, after its admin confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerAccept {
    /// The one who invited.
    pub info: PeerInfo,
}

/// A node's news to a direct peer. Higher `seq` wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerUpdate {
    /// Counts up with every update.
    pub seq: u64,
    /// Counts up with every restore from a backup.
    pub incarnation: u64,
    /// What holds from here on.
    pub info: PeerInfo,
    /// The epoch to come, if announced.
    pub next_epoch: Option<NextEpoch>,
}

/// Two nodes are no longer peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerEnd {}
