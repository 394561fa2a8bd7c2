//! How much is asked over a link and by an origin. The sender hears nothing of it: everything is taken.
//!
//! A link's count is primary, as a peer can name any origin; an origin's count bounds what one organisation
//! learns of this node's people through several links.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::OrgId;
use crate::limits;
use crate::time::{Span, Timestamp};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Metered {
    /// Questions that come over the link to a peer.
    Link(OrgId),
    /// Questions of an origin, over whatever link.
    Origin(OrgId),
}

/// One count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedMeter {
    /// When it is empty or begins anew, and is forgotten.
    pub until: Timestamp,
    /// Questions with tags.
    pub questions: u32,
    /// Persons they matched, by number.
    pub persons: BTreeSet<u32>,
}

impl AskedMeter {
    /// Takes one question over a link, if there is room: a burst, then one a minute.
    pub fn take_over_link(&mut self, now: Timestamp) -> bool {
        let full = limits::LINK_EVERY.as_millis().saturating_mul(u64::from(limits::LINK_BURST));
        let next = self.until.max(now).plus(limits::LINK_EVERY);
        let has_room = next.since(now) <= Span::millis(full);
        if has_room {
            self.until = next;
        }
        has_room
    }

    /// Counts one question with tags. Returns whether it is within what is matched.
    pub fn take_question(&mut self, now: Timestamp) -> bool {
        self.begin_anew(now);
        self.questions = self.questions.saturating_add(1);
        self.questions <= limits::QUESTIONS_PER_ORIGIN
    }

    /// Counts a person matched. Returns whether they are within how many may be.
    pub fn take_person(&mut self, person: u32, now: Timestamp) -> bool {
        self.begin_anew(now);
        if self.persons.len() >= limits::PERSONS_PER_ORIGIN {
            return self.persons.contains(&person);
        }
        self.persons.insert(person);
        true
    }

    fn begin_anew(&mut self, now: Timestamp) {
        if self.until <= now {
            *self = Self { until: now.plus(limits::ORIGIN_WINDOW), ..Self::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    #[test]
    fn a_link_has_a_burst_of_twenty_and_then_one_a_minute() {
        let mut meter = AskedMeter::default();
        let mut taken = |after_secs: u64, tries: u32| {
            let now = NOW.plus(Span::secs(after_secs));
            (0..tries).filter(|_| meter.take_over_link(now)).count()
        };

        assert_eq!(taken(0, 30), 20);
        assert_eq!(taken(59, 1), 0);
        assert_eq!(taken(60, 5), 1);
        assert_eq!(taken(600, 30), 9);
        assert_eq!(taken(86_400, 30), 20);
    }

    #[test]
    fn an_origin_is_matched_forty_times_a_day() {
        let mut meter = AskedMeter::default();

        let today = (0..60).filter(|_| meter.take_question(NOW)).count();
        let tomorrow = (0..60).filter(|_| meter.take_question(NOW.plus(Span::days(1)))).count();

        assert_eq!((today, tomorrow), (40, 40));
    }

    #[test]
    fn an_origin_finds_twenty_persons_a_day_and_those_again() {
        let mut meter = AskedMeter::default();

        let found = (0..30).filter(|person| meter.take_person(*person, NOW)).count();

        assert_eq!(found, 20);
        assert!(meter.take_person(3, NOW));
        assert!(!meter.take_person(25, NOW));
        assert!(meter.take_person(25, NOW.plus(Span::days(1))));
    }
}
