//! Every bound of the network, each with its reason. What an operator may change stands in `NetConfig` as well.

use std::time::Duration;

/// Bytes of blocks on one link that may await settlement: as a sender, and what a reader holds for a sender.
///
/// On loopback 64 KiB carry some 70 000 small blocks a second, and four times as much is hardly faster
/// (`tests/bench/link.rs`). Where each block is stored before it is settled, four times as much would be two to three
/// times as fast; 64 KiB still settle about 10 000 a second then, more than a node answers. With 50 ms there and back they carry 640 a second, far above what a link may send.
/// More would only be more memory in the hands of every peer.
pub(super) const UNSETTLED_MAX_BYTES: usize = 64 * 1024;

/// Events the driver has not fetched yet. With large blocks 4 MiB at most; beyond it, readers wait.
pub(super) const EVENTS_MAX: usize = 256;

/// Bytes fetched from a stream at once. Memory grows with what arrived, in these steps.
pub(super) const READ_STEP: usize = 2 * 1024;

/// Bytes gathered before they are handed to the connection: fewer, fuller records on the wire.
pub(super) const WRITE_STEP: usize = 16 * 1024;

/// A handshake that takes longer is given up; it bounds what a silent stranger can hold.
pub(super) const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// A stream that was asked for and has not come by then is given up (dial and negotiation together).
pub(super) const OPEN_TIMEOUT: Duration = Duration::from_secs(30);

/// A peer that opens a stream has this long to say its incarnation.
pub(super) const OPENING_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest pause between two tries.
pub(super) const RECONNECT_MAX: Duration = Duration::from_secs(15 * 60);

/// A stream that lived this long without a settlement counts as a success all the same.
pub(super) const SETTLED_IN: Duration = Duration::from_secs(60);

/// Connections on which nothing keeps a stream are closed after this; links keep theirs.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(60);

/// How often the other side of a connection must prove that it lives, and how long it may take.
pub(super) const PING_EVERY: Duration = Duration::from_secs(15);
/// See [`PING_EVERY`].
pub(super) const PING_TIMEOUT: Duration = Duration::from_secs(20);

/// Connections to one identity: two sides may dial at the same moment.
pub(super) const CONNECTIONS_PER_PEER: usize = 2;

/// Connections of strangers at once. With two for every configured peer, this is the whole budget.
pub(super) const STRANGERS_MAX: usize = 32;

/// Strangers one address prefix may be: identities cost nothing, addresses do.
pub(super) const STRANGERS_PER_PREFIX: usize = 4;

/// A stranger's whole visit: one join exchange takes far less.
pub(super) const STRANGER_LIFE: Duration = Duration::from_secs(120);

/// How often visits that took too long are ended.
pub(super) const SWEEP_EVERY: Duration = Duration::from_secs(10);

/// Handshakes under way that others began.
pub(super) const PENDING_IN_MAX: usize = 64;

/// The part of [`PENDING_IN_MAX`] one address prefix may take, so that no single one can bar the door.
pub(super) const PENDING_IN_PER_PREFIX: usize = 16;

/// Links that may be dialling at once; the others wait for their turn.
pub(super) const DIALS_MAX: usize = 64;

/// Handshakes under way that we began: links and join exchanges.
pub(super) const PENDING_OUT_MAX: usize = DIALS_MAX + JOIN_CALLS_MAX;

/// Streams one connection may have open. A link needs two; Yamux holds up to 256 KiB for each.
pub(super) const STREAMS_MAX: usize = 16;

/// Streams of one connection in negotiation.
pub(super) const NEGOTIATING_MAX: usize = 16;

/// Accepted streams of one connection that wait for the hub; the peer needs one.
pub(super) const ACCEPTED_MAX: usize = 4;

/// QUIC: bytes in flight on one stream and on one connection.
pub(super) const QUIC_STREAM_BYTES: u32 = 64 * 1024;
/// See [`QUIC_STREAM_BYTES`].
pub(super) const QUIC_CONNECTION_BYTES: u32 = 512 * 1024;

/// Process memory above which no connection is taken: three quarters of 1 GiB.
pub(super) const MEMORY_MAX_BYTES: usize = 768 * 1024 * 1024;

/// Join exchanges waiting for an answer.
pub(super) const JOINS_MAX: usize = 64;

/// Join exchanges of our own under way.
pub(super) const JOIN_CALLS_MAX: usize = 16;

/// Join exchanges on one connection at once.
pub(super) const JOINS_PER_CONNECTION: usize = 4;

/// A join exchange not answered by then is closed without a byte.
pub(super) const JOIN_TIMEOUT: Duration = Duration::from_secs(20);

/// Join exchanges one address prefix may begin at once.
pub(super) const JOIN_BURST: u32 = 8;

/// After the burst, one join exchange each.
pub(super) const JOIN_EVERY: Duration = Duration::from_secs(60);

/// Address prefixes whose joins are remembered; beyond it, the one closest to a full allowance is forgotten.
pub(super) const JOIN_PREFIXES_MAX: usize = 4_096;

/// Addresses kept for one peer.
pub(super) const ADDRESSES_MAX: usize = 8;
