//! Days as people say them, with the day as machines write it beside. Days are counted in UTC.

use stn_protocol::time::Timestamp;

use super::Tongue;

/// A day to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// As ISO 8601 writes it.
    pub(crate) iso: String,
    /// As people say it.
    pub(crate) said: String,
}

impl Tongue {
    /// A day, seen from `now`: *today*, *in 3 days*, *4 May*, or with the year where it is another.
    pub(crate) fn day(&self, at: Timestamp, now: Timestamp) -> Moment {
        let (Some(date), Some(today)) = (date(at), date(now)) else {
            return Moment { iso: String::new(), said: self.say("day-far") };
        };
        let away = days(at).abs_diff(days(now));
        let said = match (days(at) >= days(now), away) {
            (_, 0) => self.say("day-today"),
            (true, 1) => self.say("day-tomorrow"),
            (false, 1) => self.say("day-yesterday"),
            (true, 2..=NEAR) => self.say1("day-in", "days", away),
            (false, 2..=NEAR) => self.say1("day-ago", "days", away),
            _ => self.date(date, date.year() == today.year()),
        };
        Moment { iso: date.to_string(), said }
    }

    fn date(&self, date: jiff::civil::Date, is_this_year: bool) -> String {
        let month = self.say(MONTHS[usize::from(date.month().unsigned_abs()) - 1]);
        let day = usize::from(date.day().unsigned_abs());
        if is_this_year {
            return self.say2("day-date", "day", day, "month", month);
        }
        let year = date.year().to_string();
        self.with("day-date-year", &[("day", &day), ("month", &month), ("year", &year)])
    }
}

fn date(at: Timestamp) -> Option<jiff::civil::Date> {
    let second = i64::try_from(at.as_secs()).ok()?;
    Some(jiff::Timestamp::from_second(second).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn days(at: Timestamp) -> u64 {
    at.as_secs() / 86_400
}

/// So many days away are said as a number of days.
const NEAR: u64 = 6;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

#[cfg(test)]
mod tests {
    use stn_protocol::time::Span;

    use super::*;

    fn said(tag: &str, at: Timestamp) -> String {
        let now = Timestamp::from_secs(1_800_000_000);
        let said = Tongue::tagged(tag).unwrap().day(at, now).said;
        said.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        // 15 January 2027.
        let now = Timestamp::from_secs(1_800_000_000);

        assert_eq!(said("en", now), "today");
        assert_eq!(said("en", now.plus(Span::days(1))), "tomorrow");
        assert_eq!(said("en", now.plus(Span::days(3))), "in 3 days");
        assert_eq!(said("en", now.minus(Span::days(2))), "2 days ago");
        assert_eq!(said("en", now.plus(Span::days(20))), "4 February");
        assert_eq!(said("es", now.minus(Span::days(300))), "21 de marzo de 2026");
        assert_eq!(said("fr", now.minus(Span::days(1))), "hier");
        assert_eq!(Tongue::tagged("en").unwrap().day(now, now).iso, "2027-01-15");
    }

    #[test]
    fn a_day_beyond_every_calendar_is_said_to_be_so() {
        let end = Tongue::tagged("en").unwrap().day(Timestamp::from_millis(u64::MAX), Timestamp::from_secs(0));

        assert_eq!((end.iso.as_str(), end.said.as_str()), ("", "far away"));
    }
}
