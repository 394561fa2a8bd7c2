//! What the network counts. Numbers only: no peer, no address, nothing that names anybody.

use std::sync::atomic::{AtomicU64, Ordering};

/// The running counters.
#[derive(Debug, Default)]
pub struct Counters {
    pub(super) frames_in: Counter,
    pub(super) frames_out: Counter,
    pub(super) malformed: Counter,
    pub(super) refused_strangers: Counter,
    pub(super) refused_connections: Counter,
    pub(super) joins_in: Counter,
    pub(super) refused_joins: Counter,
    pub(super) streams_opened: Counter,
    pub(super) stalls: Counter,
    pub(super) restarts: Counter,
}

/// The counters as they stood at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Blocks that arrived whole.
    pub frames_in: u64,
    /// Blocks written, repeats included.
    pub frames_out: u64,
    /// Blocks settled as malformed, and streams closed for bytes that were no block or no record.
    pub malformed: u64,
    /// Streams closed because their opener is no configured peer.
    pub refused_strangers: u64,
    /// Connections refused by a bound.
    pub refused_connections: u64,
    /// Join exchanges handed to the driver.
    pub joins_in: u64,
    /// Join exchanges closed by a bound.
    pub refused_joins: u64,
    /// Streams opened to peers.
    pub streams_opened: u64,
    /// Streams closed because nothing was settled for too long.
    pub stalls: u64,
    /// Tasks of a link that failed and were started again.
    pub restarts: u64,
}

impl Counters {
    /// Reads all counters.
    pub fn read(&self) -> Counts {
        Counts {
            frames_in: self.frames_in.read(),
            frames_out: self.frames_out.read(),
            malformed: self.malformed.read(),
            refused_strangers: self.refused_strangers.read(),
            refused_connections: self.refused_connections.read(),
            joins_in: self.joins_in.read(),
            refused_joins: self.refused_joins.read(),
            streams_opened: self.streams_opened.read(),
            stalls: self.stalls.read(),
            restarts: self.restarts.read(),
        }
    }
}

/// One number that only grows.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    /// Counts one more.
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
