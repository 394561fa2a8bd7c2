//! What the operator may know of a running node: log lines and counters that name nobody.
//!
//! Counters only grow, from the start of the process. No organisation, person, question or address is in them.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use stn_protocol::exchange::effect::Counter;
use stn_protocol::id::OrgId;
use stn_protocol::time::Timestamp;
use tracing_subscriber::EnvFilter;

/// The environment variable that sets what is logged, as `tracing_subscriber` reads it.
pub const LOG_VARIABLE: &str = "STN_LOG";

/// Counts since the process began.
#[derive(Debug, Default)]
pub struct Report {
    steps: AtomicU64,
    commits: AtomicU64,
    works: AtomicU64,
    frames_in: AtomicU64,
    frames_out: AtomicU64,
    links_opened: AtomicU64,
    links_lost: AtomicU64,
    malformed_frames: AtomicU64,
    unsupported_frames: AtomicU64,
    idle_frames: AtomicU64,
    dead_frames: AtomicU64,
    unanswered_joins: AtomicU64,
    dropped_frames: AtomicU64,
    failed_proofs: AtomicU64,
    unfit_signatures: AtomicU64,
    links: Mutex<BTreeMap<OrgId, LinkView>>,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkChange {
    /// It opened.
    Up,
    /// It was lost.
    Down,
}

/// One link to a peer: for the admin alone, and in no log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// The peer.
    pub org: OrgId,
    /// Whether it is up.
    pub is_up: bool,
    /// Since when.
    pub since: Timestamp,
}

/// Something the driver counts besides what the engine does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The engine took an input.
    Step,
    /// A batch became durable.
    Commit,
    /// A worker finished.
    Work,
    /// A frame came in.
    FrameIn,
    /// A frame was handed to the network.
    FrameOut,
    /// A link to a peer opened.
    LinkOpened,
    /// A link to a peer was lost.
    LinkLost,
}

/// The counters at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Inputs the engine took.
    pub steps: u64,
    /// Batches made durable.
    pub commits: u64,
    /// Works finished.
    pub works: u64,
    /// Frames that came in.
    pub frames_in: u64,
    /// Frames handed to the network.
    pub frames_out: u64,
    /// Links opened.
    pub links_opened: u64,
    /// Links lost.
    pub links_lost: u64,
    /// Frames that were wrong from their bytes alone.
    pub malformed_frames: u64,
    /// Frames of an unknown version.
    pub unsupported_frames: u64,
    /// Frames of no effect.
    pub idle_frames: u64,
    /// Frames this node sent that a peer found wrong.
    pub dead_frames: u64,
    /// Strangers' requests that ended without a byte.
    pub unanswered_joins: u64,
    /// Frames dropped because as many waited for a peer as may.
    pub dropped_frames: u64,
    /// Evaluated chunks whose proof did not hold.
    pub failed_proofs: u64,
    /// Consents, receipts or answers that did not hold.
    pub unfit_signatures: u64,
}

impl Report {
    /// Counts what the engine asks to be counted.
    pub fn count(&self, counter: Counter) {
        let cell = match counter {
            Counter::MalformedFrame => &self.malformed_frames,
            Counter::UnsupportedFrame => &self.unsupported_frames,
            Counter::IdleFrame => &self.idle_frames,
            Counter::DeadFrame => &self.dead_frames,
            Counter::UnansweredJoin => &self.unanswered_joins,
            Counter::DroppedFrame => &self.dropped_frames,
            Counter::FailedProof => &self.failed_proofs,
            Counter::UnfitSignature => &self.unfit_signatures,
        };
        cell.fetch_add(1, Ordering::Relaxed);
        tracing::debug!(?counter, "counted");
    }

    /// Counts what the driver saw.
    pub fn saw(&self, happening: Happening) {
        let cell = match happening {
            Happening::Step => &self.steps,
            Happening::Commit => &self.commits,
            Happening::Work => &self.works,
            Happening::FrameIn => &self.frames_in,
            Happening::FrameOut => &self.frames_out,
            Happening::LinkOpened => &self.links_opened,
            Happening::LinkLost => &self.links_lost,
        };
        cell.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes that a link opened or was lost. A link said again to be what it is stays as old as it is.
    pub fn link(&self, org: OrgId, change: LinkChange, since: Timestamp) {
        let is_up = change == LinkChange::Up;
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        if links.get(&org).is_none_or(|link| link.is_up != is_up) {
            links.insert(org, LinkView { org, is_up, since });
        }
    }

    /// The links to peers.
    pub fn links(&self) -> Vec<LinkView> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).values().copied().collect()
    }

    /// The counters now.
    pub fn counts(&self) -> Counts {
        let read = |cell: &AtomicU64| cell.load(Ordering::Relaxed);
        Counts {
            steps: read(&self.steps),
            commits: read(&self.commits),
            works: read(&self.works),
            frames_in: read(&self.frames_in),
            frames_out: read(&self.frames_out),
            links_opened: read(&self.links_opened),
            links_lost: read(&self.links_lost),
            malformed_frames: read(&self.malformed_frames),
            unsupported_frames: read(&self.unsupported_frames),
            idle_frames: read(&self.idle_frames),
            dead_frames: read(&self.dead_frames),
            unanswered_joins: read(&self.unanswered_joins),
            dropped_frames: read(&self.dropped_frames),
            failed_proofs: read(&self.failed_proofs),
            unfit_signatures: read(&self.unfit_signatures),
        }
    }
}

/// Starts writing log lines to standard error: readable on a terminal, JSON elsewhere.
///
/// Other crates speak only of trouble: their lines name peers and addresses, ours name nobody. [`LOG_VARIABLE`] wins. Called twice, the second call changes nothing.
pub fn start_logging(level: &str) {
    let filter = EnvFilter::try_from_env(LOG_VARIABLE)
        .unwrap_or_else(|_| EnvFilter::new(format!("warn,stn_node={level},stn_protocol={level}")));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests, several nodes) finds the first one's lines going already.
    let _already_started =
        if std::io::stderr().is_terminal() { lines.with_target(false).try_init() } else { lines.json().try_init() };
}
