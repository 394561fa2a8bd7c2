//! How a node meets other nodes: blocks in, blocks out, over libp2p (TCP with Noise and Yamux, and QUIC).
//!
//! It knows peers, blocks and settlements, and nothing of what a block means. What must survive a
//! crash lives in the caller's outbox: a block handed to [`Net::send`] comes back as exactly one
//! [`NetEvent::Settled`], unless the program ends first; then the outbox offers it again.
//!
//! ```text
//!  Net ──► hub ──► swarm: gate (who gets in) · streams (which connection) · join · ping
//!   │                 │ streams
//!   └──► link ──► sending, receiving      one pair of tasks per configured peer
//! ```
//!
//! The hub carries out commands and hands streams over; blocks never pass through it.
//! Only configured peers get past `/stn/join/1`, and only configured addresses are dialled.
//! There is no identify: a stranger learns what a handshake tells, and that is the same for every node.

mod backoff;
mod bounds;
mod counters;
mod gate;
mod hub;
mod identity;
mod join;
mod link;
mod prefix;
mod streams;
mod transport;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

pub use libp2p::Multiaddr;
use libp2p::TransportError;
use stn_protocol::id::OrgId;
use stn_protocol::wire::block::announced_class;
use stn_protocol::wire::record::Status;
use tokio::sync::{mpsc, oneshot};

pub use counters::{Counters, Counts};

use hub::{Command, Hub};
use link::Link;

/// What an operator may set. [`NetConfig::default`] listens nowhere and dials public addresses only.
#[derive(Clone, Debug)]
pub struct NetConfig {
    /// Addresses to listen on, such as `/ip4/0.0.0.0/tcp/4001` and `/ip4/0.0.0.0/udp/4001/quic-v1`.
    pub listen: Vec<Multiaddr>,
    /// How often this node was restored from a backup; the first thing a peer reads on a link.
    pub incarnation: u64,
    /// First pause before a lost link is tried again; it doubles up to 15 minutes.
    pub reconnect_min: Duration,
    /// How long a link may wait for a settlement before its stream is opened afresh.
    pub stall_after: Duration,
    /// Whether addresses of private networks and of this machine may be dialled.
    pub allow_private: bool,
    /// Bytes of one link's blocks that may await settlement.
    pub unsettled_max_bytes: usize,
    /// No new connection is taken while the process uses more memory than this.
    pub memory_max_bytes: usize,
    /// Connections strangers of one address prefix may hold at once.
    pub strangers_per_prefix: usize,
    /// Join exchanges one address prefix may begin at once; one more every minute.
    pub join_burst: u32,
}

impl Default for NetConfig {
    fn default() -> Self {
        Self {
            listen: Vec::new(),
            incarnation: 0,
            reconnect_min: Duration::from_secs(1),
            stall_after: Duration::from_secs(20),
            allow_private: false,
            unsettled_max_bytes: bounds::UNSETTLED_MAX_BYTES,
            memory_max_bytes: bounds::MEMORY_MAX_BYTES,
            strangers_per_prefix: bounds::STRANGERS_PER_PREFIX,
            join_burst: bounds::JOIN_BURST,
        }
    }
}

/// Why the network could not be started.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The transports could not be set up.
    #[error("setting up the transports failed")]
    Transport(#[source] io::Error),
    /// The handshake could not be set up with this key.
    #[error("setting up the handshake failed")]
    Handshake(#[source] libp2p::noise::Error),
    /// An address to listen on is not one, or is taken.
    #[error("listening on {address} failed")]
    Listen {
        /// The address as configured.
        address: Multiaddr,
        /// What the system said.
        source: TransportError<io::Error>,
    },
}

/// What happened on the network.
#[derive(Debug)]
pub enum NetEvent {
    /// A configured peer opened its stream to us; said again for every new stream.
    LinkUp {
        /// The peer.
        peer: OrgId,
        /// What the peer says of its own restores.
        incarnation: u64,
    },
    /// The peer's stream to us is gone and no other took its place.
    LinkDown {
        /// The peer.
        peer: OrgId,
    },
    /// A block came in. It must be answered with [`Net::settle`], once it is durable.
    FrameArrived {
        /// Who sent it.
        peer: OrgId,
        /// What to hand to [`Net::settle`].
        arrival: Arrival,
        /// The block: 2 048 or 16 384 B whose first byte fits the length; nothing else is checked.
        block: Vec<u8>,
    },
    /// A block handed to [`Net::send`] is settled and forgotten here.
    Settled {
        /// To whom it went.
        peer: OrgId,
        /// The caller's number for it.
        ticket: u64,
        /// What the peer made of it. Busy: offer it again later; any other but taken: it is dead.
        status: Status,
        /// With busy: how long to wait.
        retry_after_secs: u32,
    },
    /// Somebody asks to become a peer. Answer with [`Net::answer_join`] within 20 s.
    JoinArrived {
        /// What to hand to [`Net::answer_join`].
        exchange: u64,
        /// Whose key the asker has proved to hold.
        from: OrgId,
        /// The block, 2 048 B.
        block: Vec<u8>,
    },
    /// Our own join exchange ended.
    JoinAnswered {
        /// The caller's number for it.
        call: u64,
        /// The block that came back, if one did.
        reply: Option<Vec<u8>>,
    },
}

/// What becomes of a block that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is durable, or of no use; the two look the same.
    Taken,
    /// It cannot be taken at this time.
    Busy {
        /// How long the peer should wait before offering it again.
        retry_after_secs: u32,
    },
    /// Its size, syntax or own signatures are wrong.
    Malformed,
    /// Its version is not spoken here.
    Unsupported,
    /// Its sender is no peer any more.
    NotPeer,
    /// A later life of its sender is known.
    Outdated,
}

/// One block's place on the stream it came by. If that stream is gone, settling has no effect.
#[derive(Clone, Debug)]
pub struct Arrival {
    index: u64,
    settlements: mpsc::UnboundedSender<(u64, Outcome)>,
}

/// The handle to the network; clones share it. When the last one is dropped, the network ends.
#[derive(Clone, Debug)]
pub struct Net {
    links: Arc<Mutex<BTreeMap<OrgId, Arc<Link>>>>,
    commands: mpsc::UnboundedSender<Command>,
    counters: Arc<Counters>,
}

impl Net {
    /// Starts listening and spawns the network's tasks on the current tokio runtime.
    /// The receiver of events ends when the network does.
    ///
    /// `seed` is the organisation's Ed25519 seed: the node's identity is the organisation's key.
    ///
    /// # Errors
    /// [`NetError`] if an address can't be listened on or the transports can't be set up.
    pub fn start(seed: &[u8; 32], config: NetConfig) -> Result<(Self, mpsc::Receiver<NetEvent>), NetError> {
        let (commands, orders) = mpsc::unbounded_channel();
        let (events, happened) = mpsc::channel(bounds::EVENTS_MAX);
        let counters = Arc::new(Counters::default());
        let hub = Hub::new(seed, &config, events, (commands.downgrade(), orders), counters.clone())?;
        tokio::spawn(hub.run());
        Ok((Self { links: Arc::default(), commands, counters }, happened))
    }

    /// Keeps a link to a configured peer. Called again, it replaces the addresses to dial.
    ///
    /// Without an address the node waits for the peer to dial.
    pub fn link(&self, peer: OrgId, addrs: Vec<String>) {
        let Some(link) = Link::new(peer) else { return };
        let link = self.links().entry(peer).or_insert_with(|| Arc::new(link)).clone();
        self.order(Command::Link { link, addrs });
    }

    /// Ends the link to a peer that is no longer configured. What was queued is forgotten without an event.
    pub fn unlink(&self, peer: OrgId) {
        if let Some(link) = self.links().remove(&peer) {
            self.order(Command::Unlink { link });
        }
    }

    /// Queues a block for a peer. The caller's outbox bounds the queue and outlives it.
    ///
    /// A block for somebody without a link is dropped; the outbox offers it again after [`Net::link`].
    pub fn send(&self, peer: OrgId, ticket: u64, block: Vec<u8>) {
        debug_assert!(is_whole(&block), "only whole blocks of `wire::block` can travel");
        if let Some(link) = self.links().get(&peer) {
            link.push(ticket, block);
        }
    }

    /// Settles a block that arrived, once it is durable. Any order will do; a second call has no effect.
    pub fn settle(&self, arrival: Arrival, outcome: Outcome) {
        if outcome == Outcome::Malformed {
            self.counters.malformed.add();
        }
        // A closed channel means that the stream is gone: the peer will send the block again.
        let _ = arrival.settlements.send((arrival.index, outcome));
    }

    /// Dials one of `addrs` and makes one join exchange with `org`; ends in [`NetEvent::JoinAnswered`].
    pub fn join(&self, call: u64, org: OrgId, addrs: Vec<String>, block: Vec<u8>) {
        self.order(Command::Join { call, org, addrs, block });
    }

    /// Answers a join exchange, or ends it without a byte.
    pub fn answer_join(&self, exchange: u64, reply: Option<Vec<u8>>) {
        self.order(Command::AnswerJoin { exchange, reply });
    }

    /// The addresses listened on, with the ports the system chose.
    pub fn listen_addrs(&self) -> impl Future<Output = Vec<String>> + use<> {
        let (reply, addresses) = oneshot::channel();
        self.order(Command::ListenAddrs { reply });
        async { addresses.await.unwrap_or_default() }
    }

    /// What has been counted since the start.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Closes every connection and ends the network's tasks.
    pub async fn shutdown(self) {
        let (done, ended) = oneshot::channel();
        self.order(Command::Shutdown { done });
        // An error means that the network has ended already.
        let _ = ended.await;
    }

    fn order(&self, command: Command) {
        // The hub's end drops the receiver; there is nothing left to order about then.
        let _ = self.commands.send(command);
    }

    fn links(&self) -> MutexGuard<'_, BTreeMap<OrgId, Arc<Link>>> {
        self.links.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn is_whole(block: &[u8]) -> bool {
    let class = block.first().and_then(|first| announced_class(*first));
    class.is_some_and(|class| class.block_len() == block.len())
}
