//! What happens to an engine, and what it wants done: named as things that happened and things to do.
//!
//! The order of effects is a promise: whatever must survive a crash stands before whatever is sent
//! or shown because of it. The shell carries them out in order and needs no further thought.

use crate::change::Change;
use crate::exchange::work::{Done, Work};
use crate::exchange::{AdminCommand, Enrolment, MemberCommand, Refused, Reply};
use crate::id::{MemberKey, OrgId};
use crate::local::keys::KeyCall;
use crate::wire;
use crate::wire::record::Status;

/// Names a received block towards the link until it is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arrival(pub u64);

/// Names a frame in the outbox towards the link until it is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Names a stranger's request until it is answered or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exchange(pub u64);

/// Names a member's or admin's command until it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Call(pub u64);

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// The node has started, with its memory restored.
    Started,
    /// A link to a peer stands.
    LinkOpened {
        /// The peer.
        peer: OrgId,
        /// How often the peer was restored from a backup.
        incarnation: u64,
    },
    /// A block came from a peer.
    FrameArrived {
        /// The peer.
        peer: OrgId,
        /// To settle it by.
        arrival: Arrival,
        /// 2 048 or 16 384 B.
        block: Vec<u8>,
    },
    /// A peer settled a frame.
    FrameSettled {
        /// The peer.
        peer: OrgId,
        /// Which frame.
        ticket: Ticket,
        /// What became of it.
        status: Status,
        /// With [`Status::Busy`]: when to offer it again.
        retry_after_secs: u32,
    },
    /// A stranger asks to become a peer.
    JoinArrived {
        /// To answer by.
        exchange: Exchange,
        /// The stranger, authenticated by the transport.
        from: OrgId,
        /// 2 048 B.
        block: Vec<u8>,
    },
    /// Our own request to become a peer was answered, or not.
    JoinAnswered {
        /// The organisation asked.
        org: OrgId,
        /// What it said.
        reply: Option<Vec<u8>>,
    },
    /// A member did something.
    MemberActed {
        /// To answer by.
        call: Call,
        /// Who; the API has checked the device's signature.
        member: MemberKey,
        /// What.
        command: MemberCommand,
    },
    /// Somebody with an invitation wants to become a member.
    NewcomerCame {
        /// To answer by.
        call: Call,
        /// What they bring.
        enrolment: Enrolment,
    },
    /// The admin did something.
    AdminActed {
        /// To answer by.
        call: Call,
        /// What.
        command: AdminCommand,
    },
    /// Somebody who is no member's device yet asks about keys.
    KeysAsked {
        /// To answer by.
        call: Call,
        /// What.
        ask: KeyCall,
    },
    /// A worker finished.
    WorkDone(Done),
    /// The time named by `next_deadline` has come.
    DeadlinePassed,
}

/// Something to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Make these durable, all or none, before anything that follows.
    Persist(Vec<Change>),
    /// Tell the peer what became of its block.
    Settle {
        /// The peer.
        peer: OrgId,
        /// Which block.
        arrival: Arrival,
        /// What became of it.
        taken: Taken,
    },
    /// Send a block.
    Send {
        /// To whom.
        peer: OrgId,
        /// To settle it by.
        ticket: Ticket,
        /// 2 048 or 16 384 B.
        block: Vec<u8>,
    },
    /// Keep a link to a peer.
    Link {
        /// The peer.
        peer: OrgId,
        /// Where it listens.
        addrs: Vec<String>,
    },
    /// Keep no link any more.
    Unlink {
        /// The former peer.
        peer: OrgId,
    },
    /// Ask a node to become a peer.
    Join {
        /// Whom.
        org: OrgId,
        /// Where it listens.
        addrs: Vec<String>,
        /// 2 048 B.
        block: Vec<u8>,
    },
    /// Answer a stranger, or let the exchange end without a byte.
    AnswerJoin {
        /// Which exchange.
        exchange: Exchange,
        /// 2 048 B.
        reply: Option<Vec<u8>>,
    },
    /// Answer a command.
    Reply {
        /// Which command.
        call: Call,
        /// What to say.
        reply: Result<Reply, Refused>,
    },
    /// Let a worker do this, at low priority; it comes back as [`Input::WorkDone`].
    Work(Work),
    /// Something changed in front of a member.
    Show {
        /// Which member.
        member: MemberKey,
    },
    /// Count something. Counters name nobody.
    Count(Counter),
    /// Stop: peers know a later life of this node, restored from a backup and running elsewhere.
    Stop,
}

/// What became of a block, as far as a peer may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Taken, or of no use: the two look the same.
    Yes,
    /// Wrong from its bytes alone.
    Malformed,
    /// Of a version this node does not speak.
    Unsupported,
    /// Its sender is no peer.
    NotPeer,
    /// A later life of its sender is known.
    Outdated,
    /// Come again later: the disk is full or the node is stopping.
    Busy {
        /// How much later.
        retry_after_secs: u32,
    },
}

impl From<wire::verify::Refused> for Taken {
    /// Only what the bytes show by themselves is told; that a certificate has ended depends on the day.
    fn from(refused: wire::verify::Refused) -> Self {
        match refused {
            wire::verify::Refused::Malformed | wire::verify::Refused::BadSignature => Self::Malformed,
            wire::verify::Refused::WrongSigner | wire::verify::Refused::UnfitCertificate => Self::Yes,
        }
    }
}

/// What the node counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Frames that were wrong from their bytes alone.
    MalformedFrame,
    /// Frames of an unknown version.
    UnsupportedFrame,
    /// Frames of no effect: late, repeated, unknown or over a bound.
    IdleFrame,
    /// Frames this node sent that a peer found wrong.
    DeadFrame,
    /// Strangers' requests that ended without a byte.
    UnansweredJoin,
    /// Frames dropped because as many wait for a peer as may.
    DroppedFrame,
    /// Evaluated chunks whose proof did not hold.
    FailedProof,
    /// Consents, receipts or answers that did not hold.
    UnfitSignature,
}
