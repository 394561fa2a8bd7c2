//! Everything that may cross a link, and how large it looks there: one of two sizes, fixed by type.

use serde::{Deserialize, Serialize};

use crate::message::{
    Answer, BridgeAccept, BridgeConfirm, BridgeEnd, Cancel, CertUpdate, EvalRequest, EvalResponse, Knock, Offer,
    PeerAccept, PeerEnd, PeerJoin, PeerUpdate, Query, Request, Succession, Word,
};

/// How large a block is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SizeClass {
    /// 2 048 B.
    Small,
    /// 16 384 B.
    Large,
}

impl SizeClass {
    /// The block's length in bytes.
    pub const fn block_len(self) -> usize {
        match self {
            Self::Small => 2_048,
            Self::Large => 16_384,
        }
    }
}

/// A message between two peers, on `/stn/link/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// News of the peer itself.
    PeerUpdate(PeerUpdate),
    /// The peering ends.
    PeerEnd(PeerEnd),
    /// A member takes up a bridge link.
    BridgeAccept(BridgeAccept),
    /// The other member agrees.
    BridgeConfirm(BridgeConfirm),
    /// A bridge ends.
    BridgeEnd(BridgeEnd),
    /// A member's new certificate.
    CertUpdate(CertUpdate),
    /// A question.
    Query(Query),
    /// Blinded handles for evaluation.
    EvalRequest(EvalRequest),
    /// Evaluated handles.
    EvalResponse(EvalResponse),
    /// An offer to a question.
    Offer(Offer),
    /// A request along an offer.
    Request(Request),
    /// An answer to a request.
    Answer(Answer),
    /// A request is withdrawn.
    Cancel(Cancel),
    /// A member seeks a bridge to somebody here.
    Knock(Knock),
    /// The peer changes its key.
    Succession(Succession),
    /// A word along a path.
    Word(Word),
}

impl Frame {
    /// How large this type of message looks on the wire, whatever it holds.
    pub const fn size_class(&self) -> SizeClass {
        match self {
            Self::PeerUpdate(_)
            | Self::PeerEnd(_)
            | Self::BridgeAccept(_)
            | Self::BridgeConfirm(_)
            | Self::BridgeEnd(_)
            | Self::CertUpdate(_)
            | Self::Query(_)
            | Self::Offer(_)
            | Self::Cancel(_)
            | Self::Knock(_)
            | Self::Succession(_) => SizeClass::Small,
            Self::EvalRequest(_) | Self::EvalResponse(_) | Self::Request(_) | Self::Answer(_) | Self::Word(_) => {
                SizeClass::Large
            }
        }
    }
}

/// A message between a node and a stranger, on `/stn/join/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinFrame {
    /// A stranger with an invitation.
    Join(PeerJoin),
    /// The inviting node agrees.
    Accept(PeerAccept),
}
