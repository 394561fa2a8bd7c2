//! The simulated network: blocks take a moment, arrive in order, and every one is written down.
//!
//! What a link has not seen settled is offered again when the other side comes back, as the real one does.

use stn_protocol::exchange::{Arrival, Call, Exchange, Input, Ticket};
use stn_protocol::id::OrgId;
use stn_protocol::message::Frame;
use stn_protocol::time::Timestamp;
use stn_protocol::wire;
use stn_protocol::wire::record::Status;

/// One block that crossed a link, as a tap on the line sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// When it left.
    pub at: Timestamp,
    /// Who sent it.
    pub from: OrgId,
    /// Who received it.
    pub to: OrgId,
    /// All of it.
    pub block: Vec<u8>,
}

/// Something that will happen to a node.
#[derive(Clone, Debug)]
pub enum Event {
    /// A block arrives.
    Block {
        /// Who sent it.
        from: OrgId,
        /// The sender's name for it.
        ticket: Ticket,
        /// All of it.
        block: Vec<u8>,
    },
    /// Anything else.
    Input(Input),
}

/// A command whose answer is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Awaited(pub Call);

/// Where a received block came from, so that it can be settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Received {
    /// The receiving node's name for it.
    pub arrival: Arrival,
    /// The sender.
    pub from: OrgId,
    /// The sender's name for it.
    pub ticket: Ticket,
}

/// Where a join came from, so that it can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Joining {
    /// The receiving node's name for it.
    pub exchange: Exchange,
    /// Who asked.
    pub from: OrgId,
}

impl Traced {
    /// The type of message inside.
    pub fn kind(&self) -> &'static str {
        kind_of(&self.block)
    }
}

/// The type of message a block holds.
pub fn kind_of(block: &[u8]) -> &'static str {
    match wire::frame::decode(block) {
        Ok(Frame::PeerUpdate(_)) => "peer-update",
        Ok(Frame::PeerEnd(_)) => "peer-end",
        Ok(Frame::BridgeAccept(_)) => "bridge-accept",
        Ok(Frame::BridgeConfirm(_)) => "bridge-confirm",
        Ok(Frame::BridgeEnd(_)) => "bridge-end",
        Ok(Frame::CertUpdate(_)) => "cert-update",
        Ok(Frame::Query(_)) => "query",
        Ok(Frame::EvalRequest(_)) => "eval-request",
        Ok(Frame::EvalResponse(_)) => "eval-response",
        Ok(Frame::Offer(_)) => "offer",
        Ok(Frame::Request(_)) => "request",
        Ok(Frame::Answer(_)) => "answer",
        Ok(Frame::Cancel(_)) => "cancel",
        Ok(Frame::Knock(_)) => "knock",
        Ok(Frame::Succession(_)) => "succession",
        Ok(Frame::Word(_)) => "word",
        Err(_) => "unreadable",
    }
}

/// The status a peer hears for what an engine decided.
pub fn status_of(taken: stn_protocol::exchange::Taken) -> (Status, u32) {
    use stn_protocol::exchange::Taken;
    match taken {
        Taken::Yes => (Status::Taken, 0),
        Taken::Malformed => (Status::Malformed, 0),
        Taken::Unsupported => (Status::Unsupported, 0),
        Taken::NotPeer => (Status::NotPeer, 0),
        Taken::Outdated => (Status::Outdated, 0),
        Taken::Busy { retry_after_secs } => (Status::Busy, retry_after_secs),
    }
}

/// The frame a block holds, if it holds one.
pub fn wire_of(block: &[u8]) -> Option<Frame> {
    wire::frame::decode(block).ok()
}
