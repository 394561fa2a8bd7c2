//! What goes wrong in a run, and when it stops: drawn once from the seed, then from a stream for each sort.

use stn_protocol::time::Span;

use crate::simulation::chance::{Chance, Seed};

/// How bad a run is. Chances are of ten thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faults {
    /// A block or its settlement is lost.
    pub loss: u32,
    /// A block arrives twice.
    pub twice: u32,
    /// The longest a block is under way: shorter and longer ones overtake each other.
    pub delay: Span,
    /// A node crashes in a step.
    pub crash: u32,
    /// A link is cut for a while; looked at once a minute for each.
    pub cut: u32,
    /// How far a clock is off at most; two may differ by twice that.
    pub skew: Span,
    /// A liar does something, looked at every ten seconds; 0 for a run without one.
    pub lies: u32,
    /// After this everything works, and stays so.
    pub until: Span,
}

/// How long a block is under way where nothing is wrong.
pub const LATENCY: Span = Span::millis(20);

impl Faults {
    /// Nothing goes wrong.
    pub const fn none() -> Self {
        let (none, delay) = (Span::millis(0), LATENCY);
        Self { loss: 0, twice: 0, delay, crash: 0, cut: 0, skew: none, lies: 0, until: none }
    }

    /// Draws how bad a run is: mostly a little of everything, sometimes much.
    pub fn drawn(seed: Seed) -> Self {
        let mut chance = seed.chance("faults");
        let hardness = 1 + chance.below(4) as u32;
        Self {
            loss: hardness * chance.below(700) as u32,
            twice: hardness * chance.below(700) as u32,
            delay: Span::millis(LATENCY.as_millis() + chance.below(hardness as usize * 5_000) as u64),
            crash: hardness * chance.below(150) as u32,
            cut: hardness * chance.below(200) as u32,
            skew: Span::secs(chance.below(151) as u64),
            lies: 0,
            until: Span::secs(1_800 + chance.below(4_200) as u64),
        }
    }

    /// The same with a liar among the peers.
    pub const fn with_lies(self) -> Self {
        Self { lies: 3_000, ..self }
    }
}

/// Draws the fate of each thing: a stream for each sort of fault.
pub struct Fates {
    faults: Faults,
    loss: Chance,
    twice: Chance,
    delay: Chance,
    crash: Chance,
    cut: Chance,
    again: Chance,
}

/// How a node crashes in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// Before the disk took anything: the step never happened.
    BeforeTheDisk,
    /// After the disk took the step and so many of the other effects were carried out.
    After(usize),
}

impl Fates {
    /// Fates of a run.
    pub fn new(seed: Seed, faults: Faults) -> Self {
        let [loss, twice, delay] = ["loss", "twice", "delay"].map(|sort| seed.chance(sort));
        let [crash, cut, again] = ["crash", "cut", "again"].map(|sort| seed.chance(sort));
        Self { faults, loss, twice, delay, crash, cut, again }
    }

    /// Nothing goes wrong any more.
    pub fn calm(&mut self) {
        self.faults = Faults { skew: self.faults.skew, ..Faults::none() };
    }

    /// When a block that leaves arrives: never, once or twice.
    pub fn arrivals(&mut self) -> Vec<Span> {
        if self.loss.happens(self.faults.loss) {
            return Vec::new();
        }
        let times = 1 + usize::from(self.twice.happens(self.faults.twice));
        (0..times).map(|_| self.delay.between(LATENCY, self.faults.delay)).collect()
    }

    /// When a settlement arrives, if it does.
    pub fn settlement(&mut self) -> Option<Span> {
        (!self.loss.happens(self.faults.loss)).then(|| self.delay.between(LATENCY, self.faults.delay))
    }

    /// Whether a node crashes in this step of so many effects.
    pub fn crash(&mut self, effects: usize) -> Option<Crash> {
        if !self.crash.happens(self.faults.crash) {
            return None;
        }
        let place = self.crash.below(effects + 2);
        Some(place.checked_sub(1).map_or(Crash::BeforeTheDisk, Crash::After))
    }

    /// How long a crashed node stays down.
    pub fn downtime(&mut self) -> Span {
        self.crash.between(Span::millis(1), Span::secs(120))
    }

    /// Whether a link is cut in this minute, and for how long.
    pub fn cut(&mut self) -> Option<Span> {
        let is_cut = self.cut.happens(self.faults.cut);
        is_cut.then(|| self.cut.between(Span::secs(1), Span::secs(600)))
    }

    /// How long a sender waits before what is unsettled goes out on a new stream.
    pub fn patience(&mut self) -> Span {
        self.again.between(Span::secs(20), Span::secs(40))
    }

    /// How far a clock is off: this much, or that much behind if the second is true.
    pub fn skew(&mut self) -> (Span, bool) {
        (self.delay.between(Span::millis(0), self.faults.skew), self.delay.happens(5_000))
    }
}
