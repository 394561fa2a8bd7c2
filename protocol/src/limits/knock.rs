//! Bounds of asking on and of knocking.

use crate::time::Span;

/// How long an ask may keep looking.
pub const KEEP_LOOKING_MAX: Span = Span::days(365);

/// An ask that keeps looking is asked afresh no more often.
pub const ASK_AFRESH_EVERY: Span = Span::days(7);

/// Between what makes an ask worth asking afresh and the asking lies up to so much, drawn at random: nobody outside
/// can tie the question to an import or a new bridge.
pub const ASK_AFRESH_WITHIN: Span = Span::days(1);

/// How long a knock may be answered.
pub const KNOCK_LIFE: Span = Span::days(30);

/// Knocks of one member that may still be answered.
pub const KNOCKS_PER_MEMBER: usize = 20;

/// How long a member waits before knocking at the same person again, whatever came of it.
pub const KNOCK_AGAIN: Span = Span::days(90);

/// How far apart the batches of knocks to one peer are.
pub const KNOCK_EVERY: Span = Span::days(1);

/// Knocks in a batch, always: those that stand for nobody fill it up.
pub const KNOCKS_PER_BATCH: usize = 8;

/// Knocks of one peer looked at in a day.
pub const KNOCKS_LOOKED_AT: u32 = 8;

/// The same with what a quiet day left over: two batches may arrive within one day of the receiver's.
pub const KNOCKS_LOOKED_AT_MAX: u32 = 2 * KNOCKS_LOOKED_AT;

/// Knocks shown to one member in a day.
pub const KNOCKS_SHOWN: usize = 3;

/// How long an epoch must have begun before knocks use it: peers fetch its table first.
pub const KNOCK_EPOCH_SETTLES: Span = Span::days(2);

/// A peer with more frames waiting gets no batch that day: what it did not fetch must not pile up.
pub const KNOCK_BACKLOG: usize = 64;
