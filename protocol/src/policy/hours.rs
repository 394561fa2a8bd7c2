//! When things come before a member: not in quiet hours, and for who wants it only on one day of the week.
//!
//! Whatever is put off keeps time to be decided, and is never put off past its end. The member's clock is an
//! offset from UTC; changes to summer time are not followed.

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::time::{Span, Timestamp};

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;

/// A member's hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hours {
    /// When nothing comes.
    pub quiet: Option<QuietHours>,
    /// The one day things come on.
    pub batch: Option<BatchDay>,
    /// How many minutes the member's clock is ahead of UTC.
    pub utc_offset: i16,
}

/// A stretch of each day, in minutes after midnight; it may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// Its first minute.
    pub from: u16,
    /// The first minute after it.
    pub to: u16,
}

/// A day of the week, from an hour on until its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchDay {
    /// The day.
    pub weekday: Weekday,
    /// The hour.
    pub hour: u8,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Hours {
    /// Whether these hours can be.
    pub fn is_fit(&self) -> bool {
        let quiet = self.quiet.is_none_or(|quiet| quiet.from != quiet.to && quiet.from < 1_440 && quiet.to < 1_440);
        quiet && self.batch.is_none_or(|batch| batch.hour < 24) && self.utc_offset.abs() <= 14 * 60
    }

    /// When something that ends at `ends` comes before the member: the next hour that is theirs, if a day to decide
    /// is left then. Otherwise the last waking moment that leaves a day; where there is none any more, the end of
    /// the quiet hours if an hour is left then; and else at once.
    pub fn shows_from(&self, now: Timestamp, ends: Timestamp) -> Timestamp {
        let wanted = self.after_quiet(self.next_batch(now));
        if wanted == now || wanted.plus(limits::DECISION_TIME) <= ends {
            return wanted;
        }
        let latest = ends.minus(limits::DECISION_TIME).max(now);
        if !self.is_quiet(latest) {
            return latest;
        }
        let before = self.quiet_since(latest).minus(Span::secs(60));
        if before >= now && !self.is_quiet(before) {
            return before;
        }
        let woken = self.after_quiet(latest);
        if woken.plus(limits::DECISION_TIME_LEAST) <= ends { woken } else { now }
    }

    fn is_quiet(&self, at: Timestamp) -> bool {
        let Some(QuietHours { from, to }) = self.quiet else { return false };
        let (from, to, now) = (seconds(from), seconds(to), self.of_week(at) % DAY);
        if from < to { (from..to).contains(&now) } else { now >= from || now < to }
    }

    fn after_quiet(&self, at: Timestamp) -> Timestamp {
        match self.quiet {
            Some(quiet) if self.is_quiet(at) => later(at, (seconds(quiet.to) - self.of_week(at)).rem_euclid(DAY)),
            Some(_) | None => at,
        }
    }

    /// When the quiet hours that hold at this point began.
    fn quiet_since(&self, at: Timestamp) -> Timestamp {
        let from = self.quiet.map_or(0, |quiet| seconds(quiet.from));
        let secs = u64::try_from((self.of_week(at) - from).rem_euclid(DAY)).unwrap_or(0);
        Timestamp::from_secs(at.as_secs().saturating_sub(secs))
    }

    fn next_batch(&self, at: Timestamp) -> Timestamp {
        let Some(BatchDay { weekday, hour }) = self.batch else { return at };
        let day = weekday as i64 * DAY;
        let (begins, now) = (day + i64::from(hour) * 3_600, self.of_week(at));
        if (begins..day + DAY).contains(&now) { at } else { later(at, (begins - now).rem_euclid(WEEK)) }
    }

    /// Seconds since Monday midnight on the member's clock. 1970 began on a Thursday.
    fn of_week(&self, at: Timestamp) -> i64 {
        let secs = i64::try_from(at.as_secs()).unwrap_or(i64::MAX / 2);
        (secs + i64::from(self.utc_offset) * 60 + 3 * DAY).rem_euclid(WEEK)
    }
}

fn seconds(minutes: u16) -> i64 {
    i64::from(minutes) * 60
}

/// The whole second so much later.
fn later(at: Timestamp, secs: i64) -> Timestamp {
    Timestamp::from_secs(at.as_secs()).plus(Span::secs(u64::try_from(secs).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 5 January 1970, at midnight UTC.
    const MONDAY: u64 = 4 * 86_400;

    /// A moment of that week or a later one, by day and hour.
    fn at(day: u64, hour: u64) -> Timestamp {
        Timestamp::from_secs(MONDAY + day * 86_400 + hour * 3_600)
    }

    const NIGHT: QuietHours = QuietHours { from: 20 * 60, to: 7 * 60 };
    const NOON: QuietHours = QuietHours { from: 12 * 60, to: 14 * 60 };
    const TUESDAY: BatchDay = BatchDay { weekday: Weekday::Tuesday, hour: 9 };

    #[test]
    fn things_come_at_the_next_hour_that_is_the_members() {
        let hours = |quiet, batch| Hours { quiet, batch, utc_offset: 0 };
        let cases = [
            ("no hours", hours(None, None), at(0, 3), at(7, 0), at(0, 3)),
            ("by day", hours(Some(NIGHT), None), at(0, 10), at(7, 0), at(0, 10)),
            ("in the evening", hours(Some(NIGHT), None), at(0, 22), at(7, 0), at(1, 7)),
            ("after midnight", hours(Some(NIGHT), None), at(1, 3), at(7, 0), at(1, 7)),
            ("at noon", hours(Some(NOON), None), at(0, 13), at(7, 0), at(0, 14)),
            ("its last minute is over", hours(Some(NOON), None), at(0, 14), at(7, 0), at(0, 14)),
            ("before the batch day", hours(None, Some(TUESDAY)), at(0, 10), at(7, 0), at(1, 9)),
            ("on it, too early", hours(None, Some(TUESDAY)), at(1, 8), at(7, 0), at(1, 9)),
            ("on it", hours(None, Some(TUESDAY)), at(1, 23), at(7, 0), at(1, 23)),
            ("after it", hours(None, Some(TUESDAY)), at(2, 0), at(20, 0), at(8, 9)),
            (
                "a batch in quiet hours waits for their end",
                hours(Some(NIGHT), Some(TUESDAY)),
                at(1, 21),
                at(7, 0),
                at(2, 7),
            ),
        ];

        for (case, hours, now, ends, expected) in cases {
            assert_eq!(hours.shows_from(now, ends), expected, "{case}");
        }
    }

    #[test]
    fn what_ends_soon_shows_at_the_last_sensible_moment() {
        let hours = |quiet, batch| Hours { quiet, batch, utc_offset: 0 };
        let cases = [
            (
                "a day before the end, as the batch day is too late",
                hours(None, Some(TUESDAY)),
                at(2, 0),
                at(8, 0),
                at(7, 0),
            ),
            ("at once, as less than a day is left", hours(None, Some(TUESDAY)), at(2, 0), at(2, 20), at(2, 0)),
            (
                "before the night that holds a day before the end",
                hours(Some(NIGHT), Some(TUESDAY)),
                at(2, 8),
                at(8, 3),
                at(6, 20).minus(Span::secs(60)),
            ),
            ("in the morning, with less than a day left", hours(Some(NIGHT), None), at(0, 22), at(1, 12), at(1, 7)),
            ("at once, as the morning is too late", hours(Some(NIGHT), None), at(0, 22), at(1, 7), at(0, 22)),
        ];

        for (case, hours, now, ends, expected) in cases {
            assert_eq!(hours.shows_from(now, ends), expected, "{case}");
        }
    }

    #[test]
    fn the_members_clock_counts() {
        let east = Hours { quiet: Some(NIGHT), batch: None, utc_offset: 330 };
        let west = Hours { quiet: None, batch: Some(TUESDAY), utc_offset: -480 };

        assert_eq!(east.shows_from(at(0, 15), at(7, 0)), Timestamp::from_secs(at(1, 1).as_secs() + 1_800));
        assert_eq!(west.shows_from(at(1, 9), at(7, 0)), at(1, 17));
    }

    #[test]
    fn nothing_is_ever_put_off_past_its_end_or_into_the_past() {
        for quiet in [None, Some(NIGHT), Some(NOON), Some(QuietHours { from: 0, to: 1_439 })] {
            for batch in [None, Some(TUESDAY), Some(BatchDay { weekday: Weekday::Sunday, hour: 23 })] {
                for (start, life) in (0..200).flat_map(|start| [1, 5, 23, 25, 49, 168, 500].map(|life| (start, life))) {
                    let hours = Hours { quiet, batch, utc_offset: 90 };
                    let (now, ends) = (at(0, start), at(0, start + life));

                    let from = hours.shows_from(now, ends);

                    assert!(from >= now && from < ends, "{hours:?} {start} {life}");
                    assert!(
                        life < 49 || quiet.is_some_and(|q| q.to == 1_439) || from.plus(Span::secs(23 * 3_600)) <= ends,
                        "{hours:?} {start} {life}"
                    );
                }
            }
        }
    }

    #[test]
    fn hours_that_can_t_be_are_told() {
        let quiet = |from, to| Hours { quiet: Some(QuietHours { from, to }), ..Hours::default() };

        assert!(quiet(1_200, 420).is_fit());
        assert!(!quiet(420, 420).is_fit());
        assert!(!quiet(0, 1_440).is_fit());
        assert!(!Hours { utc_offset: 900, ..Hours::default() }.is_fit());
        let batch = Some(BatchDay { weekday: Weekday::Monday, hour: 24 });
        assert!(!Hours { batch, ..Hours::default() }.is_fit());
    }
}
