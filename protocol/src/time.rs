//! Points in time as the protocol counts them: whole seconds since 1970, handed in by the shell.
//!
//! Nothing here reads a clock. Arithmetic saturates, so that no peer's date can panic a node.

use serde::{Deserialize, Serialize};

/// A point in time, in milliseconds since 1970-01-01 UTC. On the wire, dates are whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(u64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(u64);

impl Timestamp {
    /// The point `millis` milliseconds after 1970.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// The point `secs` seconds after 1970, as dates travel on the wire: a whole second, also where there are no later ones.
    pub const fn from_secs(secs: u64) -> Self {
        let last = u64::MAX / 1_000;
        Self(if secs < last { secs } else { last } * 1_000)
    }

    /// Milliseconds since 1970.
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down.
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000
    }

    /// This point moved later by `span`.
    pub const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// This point moved earlier by `span`, not before 1970.
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }

    /// The span since an earlier point; none since a later one.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// This point rounded down to the hour, so that a signed date tells little of a person's day.
    pub const fn floor_hour(self) -> Self {
        Self(self.0 - self.0 % 3_600_000)
    }

    /// The first multiple of `grid` that lies strictly after this point.
    pub const fn next_on(self, grid: Span) -> Self {
        let width = if grid.0 == 0 { 1 } else { grid.0 };
        Self((self.0 / width).saturating_add(1).saturating_mul(width))
    }
}

impl Span {
    /// A span of `millis` milliseconds.
    pub const fn millis(millis: u64) -> Self {
        Self(millis)
    }

    /// A span of `secs` seconds.
    pub const fn secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1_000))
    }

    /// A span of `days` days of 24 hours.
    pub const fn days(days: u64) -> Self {
        Self::secs(days.saturating_mul(86_400))
    }

    /// The span in milliseconds.
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The span in whole seconds, rounded down.
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000
    }
}
