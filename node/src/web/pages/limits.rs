//! What the member lets come before them: how much, when, and what is left alone. Nobody learns of any of it.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::response::{Redirect, Response};
use axum::routing::post;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::id::OrgId;
use stn_protocol::policy::{BatchDay, ConnectorLimits, Muted, QuietHours, Weekday};
use stn_protocol::time::Span;

use super::trouble::Trouble;
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;

/// The limits as a form shows them.
pub(super) struct LimitsForm {
    pub(super) per_month: String,
    pub(super) quiet_from: String,
    pub(super) quiet_to: String,
    pub(super) days: Vec<Day>,
    pub(super) hour: u8,
    pub(super) offset: String,
    pub(super) cool_down_days: u64,
}

/// One day of the week to choose.
pub(super) struct Day {
    pub(super) word: &'static str,
    pub(super) name: String,
    pub(super) is_set: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/me/limits", post(set))
        .route("/me/mutes/end", post(end_mute))
        .route("/me/no-go/end", post(end_no_go))
}

async fn set(visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let limits = visitor.limits().await?.limits;
    let changed = over(limits, &Fields::of_form(&body)).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    visitor.act(MemberCommand::SetLimits { limits: Box::new(changed) }, "/me?said=limits").await
}

async fn end_mute(visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let fields = Fields::of_form(&body);
    let mut limits = visitor.limits().await?.limits;
    limits.mutes.retain(|mute| muted_code(mute.what) != fields.text("what"));
    visitor.act(MemberCommand::SetLimits { limits: Box::new(limits) }, "/me?said=unmuted").await
}

async fn end_no_go(visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let org: Option<OrgId> = Fields::of_form(&body).one("what");
    let mut limits = visitor.limits().await?.limits;
    limits.no_go.retain(|listed| Some(*listed) != org);
    visitor.act(MemberCommand::SetLimits { limits: Box::new(limits) }, "/me?said=no-go").await
}

/// The limits with what a form says; nothing if it says what can't be.
fn over(limits: ConnectorLimits, fields: &Fields) -> Option<ConnectorLimits> {
    let mut changed = limits;
    changed.per_month = match fields.text("per-month") {
        "" => None,
        number => Some(number.parse().ok()?),
    };
    changed.hours.quiet = match (fields.text("quiet-from"), fields.text("quiet-to")) {
        ("", "") => None,
        (from, to) => Some(QuietHours { from: minutes(from)?, to: minutes(to)? }),
    };
    changed.hours.batch = match fields.text("batch-day") {
        "" => None,
        day => Some(BatchDay { weekday: weekday(day)?, hour: fields.one("batch-hour")? }),
    };
    changed.hours.utc_offset = offset_minutes(fields.text("utc-offset"))?;
    changed.cool_down = Span::days(fields.one::<u64>("cool-down").filter(|days| *days <= 3_650)?);
    Some(changed)
}

/// Minutes after midnight, from `20:00`.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Minutes ahead of UTC, from `+02:00`.
fn offset_minutes(text: &str) -> Option<i16> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let minutes = i16::try_from(minutes(rest)?).ok()?;
    (minutes <= 14 * 60).then_some(sign * minutes)
}

fn weekday(word: &str) -> Option<Weekday> {
    DAYS.iter().find(|(known, _, _)| *known == word).map(|(_, day, _)| *day)
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What names something muted in a form.
pub(super) fn muted_code(what: Muted) -> String {
    match what {
        Muted::Org(org) => format!("org-{org}"),
        Muted::Contact(contact) => format!("contact-{contact}"),
        Muted::Kind(kind) => format!("kind-{}", super::words::kind(kind)),
    }
}

impl LimitsForm {
    /// The limits as they are.
    pub(super) fn of(t: &'static Tongue, limits: &ConnectorLimits) -> Self {
        let hours = &limits.hours;
        let batch = hours.batch;
        let quiet =
            |end: fn(&QuietHours) -> u16| hours.quiet.as_ref().map(|quiet| clock(end(quiet))).unwrap_or_default();
        let day = |(word, day, key): (&'static str, Weekday, &str)| Day {
            word,
            name: t.say(key),
            is_set: batch.is_some_and(|batch| batch.weekday == day),
        };
        let sign = if hours.utc_offset < 0 { '-' } else { '+' };
        Self {
            per_month: limits.per_month.map(|cap| cap.to_string()).unwrap_or_default(),
            quiet_from: quiet(|quiet| quiet.from),
            quiet_to: quiet(|quiet| quiet.to),
            days: DAYS.map(day).into(),
            hour: batch.map_or(MORNING, |batch| batch.hour),
            offset: format!("{sign}{}", clock(hours.utc_offset.unsigned_abs())),
            cool_down_days: limits.cool_down.as_secs() / 86_400,
        }
    }
}

/// The hour a batch day begins at where none was said.
const MORNING: u8 = 8;

const DAYS: [(&str, Weekday, &str); 7] = [
    ("mon", Weekday::Monday, "weekday-mon"),
    ("tue", Weekday::Tuesday, "weekday-tue"),
    ("wed", Weekday::Wednesday, "weekday-wed"),
    ("thu", Weekday::Thursday, "weekday-thu"),
    ("fri", Weekday::Friday, "weekday-fri"),
    ("sat", Weekday::Saturday, "weekday-sat"),
    ("sun", Weekday::Sunday, "weekday-sun"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said(form: &str) -> Option<ConnectorLimits> {
        over(ConnectorLimits::default(), &Fields::of_query(Some(form)))
    }

    const PLAIN: &str = "per-month=&quiet-from=&quiet-to=&batch-day=&batch-hour=8&utc-offset=%2B00:00&cool-down=90";

    #[test]
    fn a_form_that_says_nothing_sets_nothing() {
        let limits = said(PLAIN).unwrap();

        assert_eq!((limits.per_month, limits.hours.quiet, limits.hours.batch), (None, None, None));
    }

    #[test]
    fn hours_and_numbers_are_read_as_a_form_sends_them() {
        let form =
            "per-month=12&quiet-from=20:00&quiet-to=07:30&batch-day=tue&batch-hour=14&utc-offset=-05:30&cool-down=0";
        let limits = said(form).unwrap();

        assert_eq!(limits.per_month, Some(12));
        assert_eq!(limits.hours.quiet, Some(QuietHours { from: 1_200, to: 450 }));
        assert_eq!(limits.hours.batch, Some(BatchDay { weekday: Weekday::Tuesday, hour: 14 }));
        assert_eq!((limits.hours.utc_offset, limits.cool_down), (-330, Span::secs(0)));
    }

    #[test]
    fn what_can_not_be_is_refused_whole() {
        for (from, to) in [
            ("per-month=&", "per-month=many&"),
            ("quiet-from=&", "quiet-from=25:00&"),
            ("quiet-to=&", "quiet-to=7&"),
            ("batch-day=&", "batch-day=someday&"),
            ("utc-offset=%2B00:00", "utc-offset=%2B15:00"),
            ("cool-down=90", "cool-down=-1"),
        ] {
            assert!(said(&PLAIN.replace(from, to)).is_none(), "{to}");
        }
    }
}
