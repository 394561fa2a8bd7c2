//! What became of asks, and the figures of many.

use std::collections::BTreeMap;

use stn_protocol::limits::SHOWN_FOR;
use stn_protocol::time::{Span, Timestamp};

/// What the best path there is takes, the last of them by who knows the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Two approvals.
    Two,
    /// Three.
    Three,
}

/// What became of one ask.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Paths offered.
    pub offers: usize,
    /// Requests written, those held back included.
    pub written: usize,
    /// How long after the ask an answer lay before the asker whose whole chain held, and was read.
    pub answered: Option<Span>,
    /// Whether anybody could have led there.
    pub within: bool,
}

/// What came before one member.
#[derive(Clone, Debug, Default)]
pub struct Bothered {
    /// When each new matter came: a prompt, a request to pass on, an offer that left without asking.
    pub at: Vec<Timestamp>,
    /// How many may come in a month.
    pub cap: Option<u16>,
}

/// The figures of one class.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Asks.
    pub asks: usize,
    /// Of these, answered in time.
    pub answered: usize,
    /// To which any path was offered.
    pub offered: usize,
    /// Which anybody could have been led to the end of.
    pub within: usize,
    /// Requests written for all of them.
    pub requests: usize,
    /// Offers shown for all of them.
    pub offers: usize,
    /// By how many requests each used.
    pub by_requests: BTreeMap<usize, usize>,
    /// How long each answer took, shortest first.
    pub took: Vec<Span>,
}

impl Class {
    /// The class of a path of so many approvals, if it is one that is measured.
    pub const fn of_approvals(approvals: u8) -> Option<Self> {
        match approvals {
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            _ => None,
        }
    }

    /// The share that is to be answered.
    pub const fn goal(self) -> f64 {
        match self {
            Self::Two => 0.30,
            Self::Three => 0.12,
        }
    }
}

impl Figures {
    /// Of asks whose answers count if they came within this span.
    pub fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>, within: Span) -> Self {
        let mut figures = Self::default();
        for outcome in outcomes {
            let answered = outcome.answered.filter(|took| *took <= within);
            figures.asks += 1;
            figures.answered += usize::from(answered.is_some());
            figures.offered += usize::from(outcome.offers > 0);
            figures.within += usize::from(outcome.within);
            figures.requests += outcome.written;
            figures.offers += outcome.offers;
            *figures.by_requests.entry(outcome.written).or_default() += 1;
            figures.took.extend(answered);
        }
        figures.took.sort_unstable();
        figures
    }

    /// The share answered.
    pub fn share(&self) -> f64 {
        self.answered as f64 / self.asks.max(1) as f64
    }

    /// Days that so many percent of the answers stay within.
    pub fn days(&self, percent: usize) -> f64 {
        let at = self.took.len().saturating_sub(1) * percent / 100;
        self.took.get(at).map_or(0.0, |took| took.as_secs() as f64 / 86_400.0)
    }
}

impl Bothered {
    /// The most that came in any month.
    pub fn most(&self) -> usize {
        let mut at = self.at.clone();
        at.sort_unstable();
        let since = |end: usize| at[..=end].iter().filter(|one| one.plus(SHOWN_FOR) > at[end]).count();
        (0..at.len()).map(since).max().unwrap_or(0)
    }

    /// Whether more came than may.
    pub fn is_over(&self) -> bool {
        self.cap.is_some_and(|cap| self.most() > usize::from(cap))
    }

    /// Whether as much came as may.
    pub fn is_full(&self) -> bool {
        self.cap.is_some_and(|cap| self.most() >= usize::from(cap))
    }
}
