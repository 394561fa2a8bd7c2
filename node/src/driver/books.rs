//! What the driver keeps beside the engine: whom an answer goes to, and which block a settlement means.
//!
//! The engine knows numbers only; the things behind them (a waiting caller, a place on a stream) live here
//! until the engine speaks of them, once.

use std::collections::BTreeMap;
use std::fmt;

use stn_protocol::exchange::{Arrival, Call, Reply, Taken};
use stn_protocol::id::{MemberKey, OrgId};
use tokio::sync::watch;

use crate::desk::{Answer, NotDone};
use crate::net;

/// Something to carry out once its turn has come.
pub(super) enum Act {
    /// Tell a peer what became of its block.
    Settle { arrival: net::Arrival, outcome: net::Outcome },
    /// Hand a block to the network.
    Send { peer: OrgId, ticket: u64, block: Vec<u8> },
    /// Keep a link.
    Link { peer: OrgId, addrs: Vec<String> },
    /// Keep no link any more.
    Unlink { peer: OrgId },
    /// Ask a node to become a peer.
    Join { call: u64, org: OrgId, addrs: Vec<String>, block: Vec<u8> },
    /// Answer a stranger.
    AnswerJoin { exchange: u64, reply: Option<Vec<u8>> },
    /// Answer a command.
    Reply { answer: Answer<Reply>, reply: Result<Reply, NotDone> },
    /// Wake who waits for changes in front of a member.
    Show { member: MemberKey },
    /// Show somebody what they looked at.
    Tell(Box<dyn FnOnce() + Send>),
}

/// Numbers and the things behind them.
#[derive(Debug, Default)]
pub(super) struct Books {
    next: u64,
    arrivals: BTreeMap<Arrival, net::Arrival>,
    calls: BTreeMap<Call, Answer<Reply>>,
    joins: BTreeMap<u64, OrgId>,
    watches: BTreeMap<MemberKey, watch::Sender<u64>>,
}

impl Books {
    pub(super) fn open_arrival(&mut self, arrival: net::Arrival) -> Arrival {
        let number = Arrival(self.number());
        self.arrivals.insert(number, arrival);
        number
    }

    /// How to settle a block. `None` if it was settled before.
    pub(super) fn settlement(&mut self, arrival: Arrival, taken: Taken) -> Option<Act> {
        let arrival = self.arrivals.remove(&arrival);
        debug_assert!(arrival.is_some(), "each block is settled once");
        let outcome = match taken {
            Taken::Yes => net::Outcome::Taken,
            Taken::Malformed => net::Outcome::Malformed,
            Taken::Unsupported => net::Outcome::Unsupported,
            Taken::NotPeer => net::Outcome::NotPeer,
            Taken::Outdated => net::Outcome::Outdated,
            Taken::Busy { retry_after_secs } => net::Outcome::Busy { retry_after_secs },
        };
        Some(Act::Settle { arrival: arrival?, outcome })
    }

    pub(super) fn open_call(&mut self, answer: Answer<Reply>) -> Call {
        let number = Call(self.number());
        self.calls.insert(number, answer);
        number
    }

    /// Who waits for this answer. `None` if it was given before.
    pub(super) fn close_call(&mut self, call: Call) -> Option<Answer<Reply>> {
        let answer = self.calls.remove(&call);
        debug_assert!(answer.is_some(), "each command is answered once");
        answer
    }

    pub(super) fn open_join(&mut self, org: OrgId) -> u64 {
        let number = self.number();
        self.joins.insert(number, org);
        number
    }

    pub(super) fn close_join(&mut self, call: u64) -> Option<OrgId> {
        self.joins.remove(&call)
    }

    /// A number that grows with every change in front of the member.
    pub(super) fn watch(&mut self, member: MemberKey) -> watch::Receiver<u64> {
        self.watches.entry(member).or_insert_with(|| watch::Sender::new(1)).subscribe()
    }

    pub(super) fn changed(&mut self, member: MemberKey) {
        self.watches.entry(member).or_insert_with(|| watch::Sender::new(1)).send_modify(|count| *count += 1);
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

impl fmt::Debug for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Settle { .. } => "Settle",
            Self::Send { .. } => "Send",
            Self::Link { .. } => "Link",
            Self::Unlink { .. } => "Unlink",
            Self::Join { .. } => "Join",
            Self::AnswerJoin { .. } => "AnswerJoin",
            Self::Reply { .. } => "Reply",
            Self::Show { .. } => "Show",
            Self::Tell(_) => "Tell",
        })
    }
}
