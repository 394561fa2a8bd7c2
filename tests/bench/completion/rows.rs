//! What is run: the product as it is, and one thing changed in each further row, so that it shows what limits.

use stn_protocol::time::Span;
use stn_tests::completion::outcome::Bothered;
use stn_tests::completion::{Habit, Life, Mind, Plan, Temper, Town, ask};
use stn_tests::completion::{Outcome, Sought};
use stn_tests::reach::Shape;

/// How large the towns are, and how much is asked in them.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) shape: Shape,
    /// Asks of each class in a town.
    pub(crate) of_each: usize,
    /// Towns, each from a seed of its own.
    pub(crate) towns: u64,
}

/// One way to run it.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    habit: Habit,
    temper: Temper,
    known_by: usize,
    /// Whether the goals are set for it.
    pub(crate) has_goals: bool,
}

/// The product as it is, where somebody is known by twelve members.
const DEFAULT: Row =
    Row { name: "as it is", habit: Habit::DEFAULT, temper: Temper::lazy(0), known_by: 12, has_goals: true };

pub(crate) const ROWS: [Row; 8] = [
    DEFAULT,
    Row { name: "known by four", known_by: 4, ..DEFAULT },
    Row { name: "three requests", habit: Habit::THREE, has_goals: false, ..DEFAULT },
    Row { name: "one request", habit: Habit::ONE, has_goals: false, ..DEFAULT },
    Row { name: "14 days", habit: Habit { question: Span::days(14), ..Habit::DEFAULT }, has_goals: false, ..DEFAULT },
    Row { name: "no caps", temper: Temper { has_limits: false, ..Temper::lazy(0) }, has_goals: false, ..DEFAULT },
    Row { name: "within hours", temper: Temper { median_hours: 2.0, ..Temper::lazy(0) }, has_goals: false, ..DEFAULT },
    Row {
        name: "two minds",
        temper: Temper { mind: Mind::OfEachThing, ..Temper::lazy(0) },
        has_goals: false,
        ..DEFAULT
    },
];

impl Row {
    /// Lives in a town for a month.
    pub(crate) fn live(&self, effort: Effort, seed: u64) -> (Vec<(Sought, Outcome)>, Vec<Bothered>) {
        let temper = Temper { seed: Temper::lazy(seed).seed, ..self.temper };
        let federation = Plan { shape: effort.shape, known_by: self.known_by }.drawn(seed);
        let asks = ask::drawn(&federation, effort.of_each, seed);
        let mut life = Life::new(Town::found(federation, &temper), temper, self.habit, asks, BEGIN_WITHIN);
        life.pass(Span::days(31));
        life.finish()
    }
}

/// All asks have begun by then, and each has 21 days.
const BEGIN_WITHIN: Span = Span::days(10);
