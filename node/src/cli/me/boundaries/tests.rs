//! What the arguments change, and which organisation is meant.

use clap::Parser;
use stn_protocol::policy::{BatchDay, QuietHours, Weekday};

use super::*;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    args: LimitsArgs,
}

#[derive(Debug, Parser)]
struct Muting {
    #[command(subcommand)]
    command: MuteCommand,
}

fn said(line: &[&str]) -> LimitsArgs {
    Line::try_parse_from([&["limits"], line].concat()).unwrap().args
}

#[test]
fn only_the_limits_that_are_said_change() {
    let before = ConnectorLimits { per_month: Some(4), ..ConnectorLimits::default() };

    let args = said(&["--quiet", "20:00-07:00", "--batch-day", "mon", "--utc-offset", "-05:30"]);
    let after = over(before.clone(), &args);

    assert_eq!(after.per_month, Some(4));
    assert_eq!(after.hours.quiet, Some(QuietHours { from: 1_200, to: 420 }));
    assert_eq!(after.hours.batch, Some(BatchDay { weekday: Weekday::Monday, hour: 8 }));
    assert_eq!(after.hours.utc_offset, -330);
    assert!(args.needs_clock());
    let undone = said(&["--quiet", "none", "--batch-day", "none", "--utc-offset", "+00:00"]);
    assert!(!undone.needs_clock());
    assert_eq!(over(after, &undone), before);
}

#[test]
fn a_mute_names_what_and_may_end() {
    let parsed = |line: &[&str]| Muting::try_parse_from([&["mute"], line].concat());

    let kind = parsed(&["kind", "appraisal", "--until", "30d"]).unwrap().command;

    let MuteCommand::Kind { kind: KindWord::Appraisal, until } = kind else { panic!("a kind was muted") };
    assert_eq!(until.until, Some(Lasting(Span::days(30))));
    assert!(matches!(parsed(&["org", "Hillside"]).unwrap().command, MuteCommand::Org { .. }));
    assert!(matches!(parsed(&["contact", "ana"]).unwrap().command, MuteCommand::Contact { .. }));
    assert!(parsed(&["kind", "everything"]).is_err());
    assert!(parsed(&["org"]).is_err());
}

#[test]
fn an_organisation_is_named_by_name_digits_or_key() {
    let (hillside, riverbend) = (OrgId::from_bytes([0x1a; 32]), OrgId::from_bytes([0x2b; 32]));
    let names = Names::known(vec![
        (hillside, "Hillside Trust".to_owned()),
        (riverbend, "Riverbend Trust".to_owned()),
        (hillside, String::new()),
    ]);
    let elsewhere = OrgId::from_bytes([0x3c; 32]);

    assert_eq!(names.named("hillside").unwrap(), hillside);
    assert_eq!(names.named("2b2b").unwrap(), riverbend);
    assert_eq!(names.named(&elsewhere.to_string()).unwrap(), elsewhere);
    for unclear in ["trust", "", "nobody", "3c3c"] {
        assert!(names.named(unclear).is_err(), "{unclear}");
    }
}
