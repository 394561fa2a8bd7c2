//! How people are: what they say, when they come to it, and what they let come before them.
//!
//! Everything follows from the seed and the matter alone, so two runs that differ in the product ask the same people.

use stn_protocol::policy::{BatchDay, ConnectorLimits, Hours, QuietHours, Weekday};
use stn_protocol::time::{Span, Timestamp};

use crate::graphs::Draw;
use crate::simulation::chance::Seed;
use crate::simulation::people::Choice;

/// Of how many minds a person is about one ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mind {
    /// Of one: whoever said yes or no to an ask says the same to whatever else of it comes before them.
    OfTheAsk,
    /// Of a new one for everything that comes before them: a prompt and its letter, two requests of one ask.
    OfEachThing,
}

/// How the people of a town are.
#[derive(Clone, Copy, Debug)]
pub struct Temper {
    /// Makes all of it.
    pub seed: Seed,
    /// How many of a hundred say yes.
    pub willing: u64,
    /// Of how many minds they are.
    pub mind: Mind,
    /// Hours that half of what comes before somebody waits.
    pub median_hours: f64,
    /// Whether some have caps, batch days and quiet hours; else all keep the product's defaults.
    pub has_limits: bool,
}

impl Temper {
    /// Thirty-five of a hundred say yes, and stay with it.
    pub const fn lazy(seed: u64) -> Self {
        Self { seed: Seed(seed), willing: 35, mind: Mind::OfTheAsk, median_hours: 20.0, has_limits: true }
    }

    /// What a member says to an ask, or to one thing of it. Who is unwilling declines or leaves it, evenly.
    pub fn choice(&self, member: u32, ask: usize, thing: &str) -> Choice {
        let about = match self.mind {
            Mind::OfTheAsk => format!("{member} about {ask}"),
            Mind::OfEachThing => format!("{member} about {ask}, {thing}"),
        };
        match (self.seed.decide(&about) % 100, self.seed.decide(&format!("{about}: how")) % 2) {
            (drawn, _) if drawn < self.willing => Choice::Yes,
            (_, 0) => Choice::No,
            _ => Choice::Nothing,
        }
    }

    /// Whether a member would say yes to an ask, where they are of one mind about it.
    pub fn is_willing(&self, member: u32, ask: usize) -> bool {
        self.choice(member, ask, "") == Choice::Yes
    }

    /// When a member comes to something that they could see from a moment on. Half of it waits 20 hours, one thing in
    /// ten longer than three days; who has a batch day comes to it on that day. Weekend hours count a third.
    pub fn acts_at(&self, member: u32, thing: &str, from: Timestamp) -> Timestamp {
        let has_batch_day = self.limits_of(member).hours.batch.is_some();
        let median = if has_batch_day { self.median_hours.min(ON_BATCH_DAY_HOURS) } else { self.median_hours };
        let mut draw = Draw::new(self.seed.decide(&format!("when {member} comes to {thing}")));
        let hours = median * (SPREAD * draw.normal()).exp();
        after_awake(from, hours)
    }

    /// What a member lets come: most keep the product's defaults. One in five has a cap of three to eight matters in
    /// a month, one in seven a batch day, one in four quiet hours.
    pub fn limits_of(&self, member: u32) -> ConnectorLimits {
        if !self.has_limits {
            return ConnectorLimits::default();
        }
        let drawn = |what: &str, of: u64| self.seed.decide(&format!("{what} of {member}")) % of;
        let per_month = (drawn("cap", 5) == 0).then(|| 3 + drawn("how large a cap", 6) as u16);
        let weekday = WEEKDAYS[drawn("weekday", 5) as usize];
        let batch = (drawn("batch day", 7) == 0).then_some(BatchDay { weekday, hour: 9 });
        let quiet = (drawn("quiet hours", 4) == 0).then_some(QuietHours { from: 20 * 60, to: 7 * 60 });
        ConnectorLimits { per_month, hours: Hours { quiet, batch, utc_offset: 0 }, ..ConnectorLimits::default() }
    }
}

/// The moment so many hours later, where an hour of a weekend counts a third.
fn after_awake(from: Timestamp, hours: f64) -> Timestamp {
    let (mut at, mut left) = (from, hours.min(LONGEST_HOURS));
    while left > 0.0 {
        left -= if is_weekend(at) { 1.0 / 3.0 } else { 1.0 };
        at = at.plus(HOUR);
    }
    at
}

/// 1970 began on a Thursday.
const fn is_weekend(at: Timestamp) -> bool {
    (at.as_secs() / 86_400 + 3) % 7 >= 5
}

/// An hour.
pub const HOUR: Span = Span::secs(3_600);
const ON_BATCH_DAY_HOURS: f64 = 3.0;
/// Of a log-normal distribution: one in ten takes four times the median.
const SPREAD: f64 = 1.1;
/// Nothing here lives longer than two months.
const LONGEST_HOURS: f64 = 1_500.0;
const WEEKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
