//! How limits are written: hours of the day, days of the week, lengths of time, and `none`.

use std::fmt;
use std::str::FromStr;

use stn_protocol::policy::{BatchDay, QuietHours, Weekday};
use stn_protocol::time::Span;

use super::NONE;
use crate::cli::words::{Lasting, counted};

/// The hour a batch day begins at where none is said.
const MORNING: u8 = 8;

/// A cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Cap(pub(in crate::cli) Option<u16>);

/// Quiet hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Quiet(pub(in crate::cli) Option<QuietHours>);

/// A batch day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Batch(pub(in crate::cli) Option<BatchDay>);

/// A time after a decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct CoolDown(pub(in crate::cli) Span);

/// Minutes a clock is ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Offset(pub(in crate::cli) i16);

/// What a text is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::cli) enum NotALimit {
    /// No cap.
    #[error("expected a number up to 500, or `none`")]
    Cap,
    /// No stretch of a day.
    #[error("expected two different times of day, such as 20:00-07:00, or `none`")]
    Quiet,
    /// No day.
    #[error("expected mon, tue, wed, thu, fri, sat or sun, with an hour if you like, such as tue@14, or `none`")]
    Batch,
    /// No length of time.
    #[error("expected a number of days, hours or minutes, such as 90d, or `none`")]
    CoolDown,
    /// No offset.
    #[error("expected hours and minutes from -14:00 to +14:00, such as +02:00")]
    Offset,
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl FromStr for Cap {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        match text {
            "none" => Ok(Self(None)),
            _ => Ok(Self(Some(
                text.parse().ok().filter(|cap| *cap <= stn_protocol::limits::CAP_MAX).ok_or(NotALimit::Cap)?,
            ))),
        }
    }
}

impl FromStr for Quiet {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        if text == "none" {
            return Ok(Self(None));
        }
        let (from, to) = text.split_once('-').ok_or(NotALimit::Quiet)?;
        let (from, to) = (minutes(from).ok_or(NotALimit::Quiet)?, minutes(to).ok_or(NotALimit::Quiet)?);
        if from == to || from >= 1_440 || to >= 1_440 {
            return Err(NotALimit::Quiet);
        }
        Ok(Self(Some(QuietHours { from, to })))
    }
}

impl FromStr for Batch {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        if text == "none" {
            return Ok(Self(None));
        }
        let (day, hour) = text.split_once('@').map_or((text, None), |(day, hour)| (day, Some(hour)));
        let weekday = DAYS.into_iter().find(|(name, _)| *name == day).ok_or(NotALimit::Batch)?.1;
        let hour: u8 = hour.map_or(Ok(MORNING), str::parse).map_err(|_| NotALimit::Batch)?;
        if hour < 24 { Ok(Self(Some(BatchDay { weekday, hour }))) } else { Err(NotALimit::Batch) }
    }
}

impl FromStr for CoolDown {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        match text {
            "none" => Ok(Self(NONE)),
            _ => text.parse().map(|Lasting(span)| Self(span)).map_err(|_| NotALimit::CoolDown),
        }
    }
}

impl FromStr for Offset {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        let (sign, rest) = match text.split_at_checked(1) {
            Some(("+", rest)) => (1, rest),
            Some(("-", rest)) => (-1, rest),
            Some(_) | None => return Err(NotALimit::Offset),
        };
        let minutes = minutes(rest).filter(|minutes| *minutes <= 14 * 60).ok_or(NotALimit::Offset)?;
        i16::try_from(minutes).map(|minutes| Self(sign * minutes)).map_err(|_| NotALimit::Offset)
    }
}

/// Minutes after midnight of a time such as `07:30`.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("none"),
            Some(QuietHours { from, to }) => {
                write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
            }
        }
    }
}

impl fmt::Display for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(BatchDay { weekday, hour }) = self.0 else { return f.write_str("none") };
        let name = DAYS.into_iter().find(|(_, day)| *day == weekday).map_or("", |(name, _)| name);
        write!(f, "{name}@{hour}")
    }
}

impl fmt::Display for CoolDown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == NONE {
            return f.write_str("the same may come again at once");
        }
        write!(f, "nothing about the same for {}", length(self.0))
    }
}

/// A length of time in the largest unit that says it whole.
fn length(span: Span) -> String {
    let secs = span.as_secs();
    let of = |unit: u64, one, many| counted(usize::try_from(secs / unit).unwrap_or(usize::MAX), one, many);
    match secs {
        _ if secs.is_multiple_of(86_400) => of(86_400, "day", "days"),
        _ if secs.is_multiple_of(3_600) => of(3_600, "hour", "hours"),
        _ => of(60, "minute", "minutes"),
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, minutes) = (if self.0 < 0 { '-' } else { '+' }, self.0.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_may_go_over_midnight() {
        assert_eq!("20:00-07:30".parse(), Ok(Quiet(Some(QuietHours { from: 1_200, to: 450 }))));
        assert_eq!("none".parse(), Ok(Quiet(None)));
        for bad in ["", "20-7", "20:00", "07:00-07:00", "24:00-07:00", "20:60-07:00", "20:00-+7:00", "a:b-c:d"] {
            assert_eq!(bad.parse::<Quiet>(), Err(NotALimit::Quiet), "{bad}");
        }
    }

    #[test]
    fn a_batch_day_begins_in_the_morning() {
        assert_eq!("mon".parse(), Ok(Batch(Some(BatchDay { weekday: Weekday::Monday, hour: 8 }))));
        assert_eq!("sun@14".parse(), Ok(Batch(Some(BatchDay { weekday: Weekday::Sunday, hour: 14 }))));
        for bad in ["", "monday", "mon@", "mon@24", "mon@-1"] {
            assert_eq!(bad.parse::<Batch>(), Err(NotALimit::Batch), "{bad}");
        }
    }

    #[test]
    fn caps_cool_downs_and_offsets_have_bounds() {
        assert_eq!("10".parse(), Ok(Cap(Some(10))));
        assert_eq!("none".parse(), Ok(Cap(None)));
        assert_eq!("501".parse::<Cap>(), Err(NotALimit::Cap));
        assert_eq!("90d".parse(), Ok(CoolDown(Span::days(90))));
        assert_eq!("none".parse(), Ok(CoolDown(NONE)));
        assert_eq!("-05:30".parse(), Ok(Offset(-330)));
        assert_eq!("+14:00".parse(), Ok(Offset(840)));
        for bad in ["", "2", "+2", "+14:01", "02:00", "+-2:00"] {
            assert_eq!(bad.parse::<Offset>(), Err(NotALimit::Offset), "{bad}");
        }
    }

    #[test]
    fn what_was_set_reads_as_it_is_written() {
        for text in ["20:00-07:30", "none"] {
            assert_eq!(text.parse::<Quiet>().unwrap().to_string(), text);
        }
        assert_eq!("tue@9".parse::<Batch>().unwrap().to_string(), "tue@9");
        assert_eq!("-05:30".parse::<Offset>().unwrap().to_string(), "-05:30");
        let cool_down = |text: &str| text.parse::<CoolDown>().unwrap().to_string();
        assert_eq!(cool_down("90d"), "nothing about the same for 90 days");
        assert_eq!(cool_down("36h"), "nothing about the same for 36 hours");
    }
}
