//! What a run's queue holds: everything that is going to happen, apart from the nodes' own deadlines.

use std::sync::Arc;

use stn_protocol::exchange::Ticket;
use stn_protocol::exchange::work::Done;
use stn_protocol::wire::record::Status;

/// A node by its place in the setting.
pub(super) type Place = usize;

/// Something that is going to happen.
pub(super) enum Happening {
    /// A block arrives.
    Block { from: Place, life: u32, to: Place, ticket: Ticket, block: Arc<Vec<u8>> },
    /// A settlement arrives at the block's sender.
    Settled { to: Place, life: u32, by: Place, ticket: Ticket, status: Status, retry_after_secs: u32 },
    /// A worker is done.
    Done { at: Place, life: u32, done: Box<Done> },
    /// A sender gives up on a stream and sends what is unsettled on a new one.
    Again { from: Place, life: u32, to: Place },
    /// A node that crashed starts.
    Wake { at: Place },
    /// Whether links are cut is looked at.
    Minute,
    /// A link works again.
    Heal { from: Place, to: Place },
    /// Nothing goes wrong from here on.
    Calm,
    /// Somebody looks at what waits for them, and acts.
    Look { who: usize },
    /// Somebody asks.
    Ask { number: usize },
    /// Somebody closes an ask.
    Close { number: usize },
    /// Somebody ends something.
    End { number: usize },
    /// A liar may do something.
    Lie,
}
