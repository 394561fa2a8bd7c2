//! Each limit alone, as a table: what comes, and what does not.

use super::*;
use crate::policy::{BatchDay, QuietHours, Weekday};

const HILLSIDE: OrgId = OrgId::from_bytes([1; 32]);
const RIVERBEND: OrgId = OrgId::from_bytes([2; 32]);
const JONAS: ContactId = ContactId(7);

/// Friday, 15 January 2027, 08:00 UTC.
const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

fn prompt() -> Occasion {
    Occasion {
        sort: Sort::Prompt,
        origin: HILLSIDE,
        is_own: false,
        from: RIVERBEND,
        subject: Subject::Contact(JONAS),
        kind: Some(Kind::Introduction),
        ends: NOW.plus(Span::days(7)),
    }
}

fn hop() -> Occasion {
    Occasion { sort: Sort::Hop, subject: Subject::Question(QueryId::from_bytes([3; 16])), ..prompt() }
}

fn judged(limits: &ConnectorLimits, occasion: &Occasion) -> Verdict {
    verdict(limits, &ConnectorMeters::default(), occasion, NOW)
}

fn muted(what: Muted, until: Option<Timestamp>) -> ConnectorLimits {
    ConnectorLimits { mutes: vec![Mute { what, until }], ..ConnectorLimits::default() }
}

#[test]
fn without_limits_everything_comes_at_once() {
    for occasion in [prompt(), hop(), Occasion { sort: Sort::Letter, ..prompt() }] {
        assert_eq!(judged(&ConnectorLimits::default(), &occasion), Verdict::Show);
    }
}

#[test]
fn a_mute_silences_what_it_names_and_nothing_else() {
    let other = OrgId::from_bytes([9; 32]);
    let ended = Some(NOW);
    let running = Some(NOW.plus(Span::secs(1)));
    let cases = [
        (Muted::Org(HILLSIDE), None, prompt(), Verdict::Silence),
        (Muted::Org(HILLSIDE), running, hop(), Verdict::Silence),
        (Muted::Org(HILLSIDE), ended, prompt(), Verdict::Show),
        (Muted::Org(RIVERBEND), None, prompt(), Verdict::Show),
        (Muted::Org(other), None, prompt(), Verdict::Show),
        (Muted::Contact(JONAS), None, prompt(), Verdict::Silence),
        (Muted::Contact(JONAS), None, Occasion { sort: Sort::Standing, ..prompt() }, Verdict::Silence),
        (Muted::Contact(JONAS), None, Occasion { sort: Sort::Letter, ..prompt() }, Verdict::Silence),
        (Muted::Contact(ContactId(8)), None, prompt(), Verdict::Show),
        (Muted::Contact(JONAS), None, hop(), Verdict::Show),
        (Muted::Kind(Kind::Introduction), None, prompt(), Verdict::Silence),
        (Muted::Kind(Kind::Appraisal), None, prompt(), Verdict::Show),
        (Muted::Kind(Kind::Introduction), None, Occasion { kind: None, ..prompt() }, Verdict::Show),
    ];

    for (what, until, occasion, expected) in cases {
        assert_eq!(judged(&muted(what, until), &occasion), expected, "{what:?} {until:?} {occasion:?}");
    }
}

#[test]
fn a_no_go_holds_for_who_asks_and_for_who_hands_on() {
    for org in [HILLSIDE, RIVERBEND] {
        let limits = ConnectorLimits { no_go: [org].into(), ..ConnectorLimits::default() };
        for occasion in [prompt(), hop(), Occasion { sort: Sort::Standing, ..prompt() }] {
            assert_eq!(judged(&limits, &occasion), Verdict::Silence, "{org:?} {occasion:?}");
        }
    }
}

#[test]
fn a_cap_counts_new_matters_of_thirty_days() {
    let limits = ConnectorLimits { per_month: Some(2), ..ConnectorLimits::default() };
    let mut meters = ConnectorMeters::default();
    let letter = Occasion { sort: Sort::Letter, ..prompt() };
    meters.note(&hop(), NOW);
    meters.note(&letter, NOW);

    assert_eq!(verdict(&limits, &meters, &hop(), NOW), Verdict::Show);
    meters.note(&Occasion { sort: Sort::Standing, ..prompt() }, NOW.plus(Span::days(1)));

    let at = |days| verdict(&limits, &meters, &hop(), NOW.plus(Span::days(days)));
    assert_eq!(at(2), Verdict::Silence);
    assert_eq!(at(30), Verdict::Show);
    assert_eq!(verdict(&limits, &meters, &letter, NOW.plus(Span::days(2))), Verdict::Show);
    let none = ConnectorLimits { per_month: Some(0), ..ConnectorLimits::default() };
    assert_eq!(judged(&none, &prompt()), Verdict::Silence);
}

#[test]
fn a_decline_cools_down_for_that_organisation_and_subject() {
    let limits = ConnectorLimits::default();
    let mut meters = ConnectorMeters::default();
    meters.decline(&prompt(), NOW, limits.cool_down);

    let after = |days, occasion: &Occasion| verdict(&limits, &meters, occasion, NOW.plus(Span::days(days)));
    let other_subject = Occasion { subject: Subject::Contact(ContactId(8)), ..prompt() };
    let other_origin = Occasion { origin: RIVERBEND, ..prompt() };
    assert_eq!(after(89, &prompt()), Verdict::Silence);
    assert_eq!(after(89, &Occasion { sort: Sort::Standing, ..prompt() }), Verdict::Silence);
    assert_eq!(after(89, &Occasion { ends: NOW.plus(Span::days(99)), ..other_subject }), Verdict::Show);
    assert_eq!(after(89, &Occasion { ends: NOW.plus(Span::days(99)), ..other_origin }), Verdict::Show);
    assert_eq!(after(90, &Occasion { ends: NOW.plus(Span::days(99)), ..prompt() }), Verdict::Show);
}

#[test]
fn one_organisation_prompts_a_member_three_times_a_day_and_once_a_week_about_one_contact() {
    let limits = ConnectorLimits::default();
    let mut meters = ConnectorMeters::default();
    let about = |contact| Occasion { subject: Subject::Contact(ContactId(contact)), ..prompt() };
    for contact in 1..=3 {
        meters.note(&about(contact), NOW);
    }
    let far = |occasion: Occasion| Occasion { ends: NOW.plus(Span::days(99)), ..occasion };
    let after = |days, occasion: Occasion| verdict(&limits, &meters, &far(occasion), NOW.plus(Span::days(days)));

    assert_eq!(after(0, about(4)), Verdict::Silence);
    assert_eq!(after(1, about(4)), Verdict::Show);
    assert_eq!(after(6, about(1)), Verdict::Silence);
    assert_eq!(after(7, about(1)), Verdict::Show);
    assert_eq!(after(0, Occasion { origin: RIVERBEND, ..about(1) }), Verdict::Show);
    assert_eq!(after(0, Occasion { is_own: true, ..about(1) }), Verdict::Show);
    assert_eq!(after(0, hop()), Verdict::Show);
}

#[test]
fn hours_put_off_what_waits_for_a_person_and_nothing_else() {
    let quiet = Some(QuietHours { from: 7 * 60, to: 9 * 60 });
    let hours = Hours { quiet, batch: None, utc_offset: 0 };
    let limits = ConnectorLimits { hours, ..ConnectorLimits::default() };
    let batch = Some(BatchDay { weekday: Weekday::Monday, hour: 9 });
    let weekly = ConnectorLimits { hours: Hours { batch, ..Hours::default() }, ..ConnectorLimits::default() };

    for occasion in [prompt(), hop(), Occasion { sort: Sort::Letter, ..prompt() }] {
        assert_eq!(judged(&limits, &occasion), Verdict::ShowFrom(NOW.plus(Span::secs(3_600))));
        assert_eq!(judged(&weekly, &occasion), Verdict::ShowFrom(NOW.plus(Span::secs(3 * 86_400 + 3_600))));
    }
    assert_eq!(judged(&limits, &Occasion { sort: Sort::Standing, ..prompt() }), Verdict::Show);
}

#[test]
fn what_is_counted_is_forgotten_in_time_and_bounded() {
    let mut meters = ConnectorMeters::default();
    for _ in 0..limits::SHOWN_MAX + 10 {
        meters.note(&prompt(), NOW);
    }
    for subject in 0..u32::try_from(limits::DECLINES_MAX).unwrap() + 10 {
        let subject = Subject::Contact(ContactId(subject));
        meters.decline(&Occasion { subject, ..prompt() }, NOW, limits::COOL_DOWN);
    }

    assert_eq!((meters.shown.len(), meters.declined.len()), (limits::SHOWN_MAX, limits::DECLINES_MAX));
    assert!(meters.prune(NOW.plus(Span::days(31))));
    assert!(meters.shown.is_empty());
    assert!(!meters.prune(NOW.plus(Span::days(91))));
}

#[test]
fn limits_that_can_t_be_are_told() {
    let fit = ConnectorLimits::default();
    assert!(fit.is_fit());
    assert!(!ConnectorLimits { per_month: Some(501), ..fit.clone() }.is_fit());
    assert!(!ConnectorLimits { cool_down: Span::days(731), ..fit.clone() }.is_fit());
    let mutes = vec![Mute { what: Muted::Kind(Kind::Appraisal), until: None }; limits::LIMIT_LIST + 1];
    assert!(!ConnectorLimits { mutes, ..fit }.is_fit());
}
