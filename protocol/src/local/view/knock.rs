//! What a member sees of own knocks. Nothing tells whether anybody was found, asked, or declined.

use serde::{Deserialize, Serialize};

use crate::id::{BridgeId, KnockId};
use crate::time::Timestamp;
use crate::trust::Handle;

/// Where a knock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnockState {
    /// Nobody has said yes.
    Open,
    /// Somebody said yes; the inbox has it.
    Answered,
    /// A bridge came of it.
    Bridge,
    /// Its time is over, or its member ended it.
    Over,
}

/// One knock.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KnockView {
    /// The knock.
    pub knock: KnockId,
    /// Whom it is for.
    pub handles: Vec<Handle>,
    /// The bridge a yes takes up.
    pub bridge: BridgeId,
    /// When it was made.
    pub made: Timestamp,
    /// Until when it may be answered.
    pub expires: Timestamp,
    /// How many partners it goes to.
    pub peers: usize,
    /// For how many of them it has left.
    pub left: usize,
    /// Where it stands.
    pub state: KnockState,
}
