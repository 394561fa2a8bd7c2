//! What a member does with words along a path: asks back, replies, sends a letter after an answer, stays connected.

use serde::{Deserialize, Serialize};

use crate::id::{Blob, ItemId, RequestId, WordId};
use crate::local::stay::StayTie;
use crate::message::Strength;
use crate::trust::EdgePolicy;

/// What a member does. The API has checked that one of the member's devices signed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "word", rename_all = "kebab-case")]
pub enum WordCommand {
    /// Asks the asker a question about a request that waits; the item goes on waiting.
    AskBack {
        /// The inbox item.
        item: ItemId,
        /// The question, as the device names it.
        word: WordId,
        /// The question, sealed to the asker.
        sealed: Blob,
    },
    /// Sends a word along an own request, or along one the member answered.
    SendWord {
        /// The request.
        request: RequestId,
        /// The word; a reply has the id of what it replies to.
        word: WordId,
        /// The word, sealed.
        sealed: Blob,
    },
    /// Puts away a word that came. Nothing leaves the node.
    DropWord {
        /// The request.
        request: RequestId,
        /// The word.
        word: WordId,
    },
    /// Keeps a bridge both ends have signed through an answered request.
    StayConnected {
        /// What both signed.
        tie: Box<StayTie>,
        /// How well the member knows the other.
        strength: Strength,
        /// What the bridge may serve.
        policy: EdgePolicy,
    },
}
