//! What a run is made of, piece by piece: each ask, each end and each thing that goes wrong has its sort and a number.
//!
//! Every sort of thing is drawn from its own stream, and each draw takes as much of the stream whether or not it comes
//! to anything. So a run with some of its parts left out draws the rest as before, and can be told in a line of text.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use stn_protocol::time::Span;

use crate::simulation::chance::{Chance, Seed};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Somebody asks.
    Ask,
    /// Somebody ends something.
    End,
    /// A block or a settlement is lost.
    Loss,
    /// A block arrives twice.
    Twice,
    /// A block or a settlement takes its time.
    Delay,
    /// A node crashes.
    Crash,
    /// A link is cut.
    Cut,
    /// A clock is off.
    Skew,
    /// A liar lies.
    Lie,
}

/// One ask, one end, or one thing that goes wrong: the so-manieth draw of its sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its sort.
    pub sort: Sort,
    /// Its number within the sort.
    pub number: u32,
}

/// Which parts of a run are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All.
    All,
    /// These alone.
    Only(BTreeSet<Part>),
}

/// A text that tells of no parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoParts;

impl Sort {
    /// Every sort.
    pub const ALL: [Self; 9] =
        [Self::Ask, Self::End, Self::Loss, Self::Twice, Self::Delay, Self::Crash, Self::Cut, Self::Skew, Self::Lie];

    const fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::End => "end",
            Self::Loss => "loss",
            Self::Twice => "twice",
            Self::Delay => "delay",
            Self::Crash => "crash",
            Self::Cut => "cut",
            Self::Skew => "skew",
            Self::Lie => "lie",
        }
    }
}

impl Kept {
    /// Whether a part is there.
    pub fn has(&self, part: Part) -> bool {
        match self {
            Self::All => true,
            Self::Only(parts) => parts.contains(&part),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.sort.name(), self.number)
    }
}

impl FromStr for Part {
    type Err = NoParts;

    fn from_str(text: &str) -> Result<Self, NoParts> {
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or(NoParts)?;
        let sort = Sort::ALL.into_iter().find(|sort| sort.name() == &text[..digits]).ok_or(NoParts)?;
        Ok(Self { sort, number: text[digits..].parse().map_err(|_| NoParts)? })
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Only(parts) => f.write_str(&parts.iter().map(Part::to_string).collect::<Vec<_>>().join(",")),
        }
    }
}

impl FromStr for Kept {
    type Err = NoParts;

    /// Reads what [`fmt::Display`] wrote: `all`, or parts with commas between them.
    fn from_str(text: &str) -> Result<Self, NoParts> {
        if text == "all" {
            return Ok(Self::All);
        }
        let parts = text.split(',').filter(|part| !part.is_empty());
        parts.map(str::parse).collect::<Result<_, _>>().map(Self::Only)
    }
}

/// Draws of one sort, numbered.
pub(super) struct Dice {
    sort: Sort,
    chance: Chance,
    next: u32,
}

/// Something that happens, with what was drawn of how it happens.
pub(super) struct Drawn {
    /// Which part of the run it is.
    pub(super) part: Part,
    /// How: two numbers, each over its whole range.
    pub(super) how: [u64; 2],
}

impl Dice {
    pub(super) fn new(seed: Seed, sort: Sort) -> Self {
        Self { sort, chance: seed.chance(sort.name()), next: 0 }
    }

    /// Draws once: whether it happens, which it does so often in ten thousand, and how.
    pub(super) fn roll(&mut self, of_ten_thousand: u32) -> Option<Drawn> {
        let part = Part { sort: self.sort, number: self.next };
        self.next += 1;
        let happens = self.chance.happens(of_ten_thousand);
        let how = [self.chance.number(), self.chance.number()];
        happens.then_some(Drawn { part, how })
    }
}

impl Drawn {
    /// One of so many, by the first number.
    pub(super) fn below(&self, bound: usize) -> usize {
        scaled(self.how[0], bound as u64) as usize
    }

    /// A length of time, by the second number.
    pub(super) fn between(&self, least: Span, most: Span) -> Span {
        let width = most.as_millis().saturating_sub(least.as_millis()) + 1;
        Span::millis(least.as_millis() + scaled(self.how[1], width))
    }
}

fn scaled(drawn: u64, bound: u64) -> u64 {
    ((u128::from(drawn) * u128::from(bound)) >> 64) as u64
}
