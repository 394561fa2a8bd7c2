//! What goes wrong in a run, and when it stops: drawn once from the seed, then from a stream for each sort. Everything
//! that goes wrong is a part of the run, which may be left out: `part`.

use stn_protocol::time::Span;

use crate::simulation::chance::{Chance, Seed};
use crate::simulation::part::{Dice, Drawn, Kept, Part, Sort};

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
    /// A liar does something, looked at every ten seconds.
    pub lies: u32,
    /// How many of the nodes lie.
    pub liars: usize,
    /// After this everything works, and stays so.
    pub until: Span,
}

/// How long a block is under way where nothing is wrong.
pub const LATENCY: Span = Span::millis(20);

impl Faults {
    /// Nothing goes wrong.
    pub const fn none() -> Self {
        let (none, delay) = (Span::millis(0), LATENCY);
        Self { loss: 0, twice: 0, delay, crash: 0, cut: 0, skew: none, lies: 0, liars: 0, until: none }
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
            liars: 0,
            until: Span::secs(1_800 + chance.below(4_200) as u64),
        }
    }

    /// The same with so many liars among the peers.
    pub const fn with_liars(self, liars: usize) -> Self {
        Self { lies: if liars > 0 { 3_000 } else { 0 }, liars, ..self }
    }
}

/// Draws the fate of each thing, and writes down what went wrong.
pub struct Fates {
    faults: Faults,
    kept: Kept,
    happened: Vec<Part>,
    loss: Dice,
    twice: Dice,
    delay: Dice,
    crash: Dice,
    cut: Dice,
    skew: Dice,
    lie: Dice,
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
    /// Fates of a run with some of its parts.
    pub fn new(seed: Seed, faults: Faults, kept: Kept) -> Self {
        let dice = |sort| Dice::new(seed, sort);
        Self {
            faults,
            kept,
            happened: Vec::new(),
            loss: dice(Sort::Loss),
            twice: dice(Sort::Twice),
            delay: dice(Sort::Delay),
            crash: dice(Sort::Crash),
            cut: dice(Sort::Cut),
            skew: dice(Sort::Skew),
            lie: dice(Sort::Lie),
            again: seed.chance("again"),
        }
    }

    /// Nothing goes wrong any more; liars go on.
    pub fn calm(&mut self) {
        let Faults { skew, lies, liars, .. } = self.faults;
        self.faults = Faults { skew, lies, liars, ..Faults::none() };
    }

    /// The parts that happened so far.
    pub fn happened(&self) -> &[Part] {
        &self.happened
    }

    /// Whether a part that was drawn is there.
    pub fn has(&mut self, part: Part) -> bool {
        let has = self.kept.has(part);
        self.happened.extend(has.then_some(part));
        has
    }

    /// When a block that leaves arrives: never, once or twice.
    pub fn arrivals(&mut self) -> Vec<Span> {
        if self.is_lost() {
            return Vec::new();
        }
        let twice = self.twice.roll(self.faults.twice);
        let times = 1 + usize::from(self.happens(twice).is_some());
        (0..times).map(|_| self.lasting()).collect()
    }

    /// When a settlement arrives, if it does.
    pub fn settlement(&mut self) -> Option<Span> {
        if self.is_lost() { None } else { Some(self.lasting()) }
    }

    /// Whether a node crashes in this step of so many effects, and how long it stays down.
    pub fn crash(&mut self, effects: usize) -> Option<(Crash, Span)> {
        let drawn = self.crash.roll(self.faults.crash);
        let drawn = self.happens(drawn)?;
        let crash = drawn.below(effects + 2).checked_sub(1).map_or(Crash::BeforeTheDisk, Crash::After);
        Some((crash, drawn.between(Span::millis(1), Span::secs(120))))
    }

    /// Whether a link is cut in this minute, and for how long.
    pub fn cut(&mut self) -> Option<Span> {
        let drawn = self.cut.roll(self.faults.cut);
        Some(self.happens(drawn)?.between(Span::secs(1), Span::secs(600)))
    }

    /// Whether a liar may lie, and the number of the lie.
    pub fn lie(&mut self) -> Option<u32> {
        let drawn = self.lie.roll(self.faults.lies);
        Some(self.happens(drawn)?.part.number)
    }

    /// How long a sender waits before what is unsettled goes out on a new stream.
    pub fn patience(&mut self) -> Span {
        self.again.between(Span::secs(20), Span::secs(40))
    }

    /// How far a clock is off: this much, or that much behind if the second is true.
    pub fn skew(&mut self) -> (Span, bool) {
        let none = Span::millis(0);
        let drawn = self.skew.roll(if self.faults.skew > none { ALWAYS } else { 0 });
        let most = self.faults.skew;
        self.happens(drawn).map_or((none, false), |drawn| (drawn.between(none, most), drawn.below(2) == 1))
    }

    fn is_lost(&mut self) -> bool {
        let drawn = self.loss.roll(self.faults.loss);
        self.happens(drawn).is_some()
    }

    /// How long something is under way.
    fn lasting(&mut self) -> Span {
        let drawn = self.delay.roll(if self.faults.delay > LATENCY { ALWAYS } else { 0 });
        let most = self.faults.delay;
        self.happens(drawn).map_or(LATENCY, |drawn| drawn.between(LATENCY, most))
    }

    fn happens(&mut self, drawn: Option<Drawn>) -> Option<Drawn> {
        let drawn = drawn?;
        self.has(drawn.part).then_some(drawn)
    }
}

/// Of ten thousand.
const ALWAYS: u32 = 10_000;
