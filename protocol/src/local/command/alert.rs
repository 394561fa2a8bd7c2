//! What a member does with alerts: begins one, passes it on, takes it back.

use serde::{Deserialize, Serialize};

use crate::id::{AnswerId, ItemId, OfferRef, RequestId};
use crate::local::alert::AlertEdge;

/// What a member does. The API has checked that one of the member's devices signed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "alert", rename_all = "kebab-case")]
pub enum AlertCommand {
    /// Sends an alert to people of the member's choice.
    SendAlert {
        /// A `RequestCore` with an alert as the device wrote it; the organisation signs it.
        #[serde(with = "crate::id::bytes")]
        core: Vec<u8>,
        /// 1 to 20 people.
        edges: Vec<AlertEdge>,
    },
    /// Passes an alert on to people of the member's choice.
    PassAlert {
        /// The item, waiting or dealt with.
        item: ItemId,
        /// What the first who brought it calls it; the receipts name them.
        from: OfferRef,
        /// 1 to 20 people.
        edges: Vec<AlertEdge>,
    },
    /// Takes an own alert back.
    WithdrawAlert {
        /// The alert.
        request: RequestId,
    },
    /// Tells whether the device could verify an answer to an alert.
    RecordAlertOutcome {
        /// The first edge it came back over.
        offer: OfferRef,
        /// Which answer.
        answer: AnswerId,
        /// Whether the whole chain held.
        verified: bool,
    },
}
