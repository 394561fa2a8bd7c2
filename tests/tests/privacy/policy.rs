//! A member's limits and an organisation's policy do not show: what they silence looks like nobody known.
//!
//! In the one world Matthias knows Jonas and something keeps the question away; in the other he knows somebody else and
//! nothing is limited.

use std::sync::LazyLock;

use stn_protocol::message::Kind;
use stn_protocol::policy::{BatchDay, ConnectorLimits, Hours, Muted, OrgPolicy, PeerAudience, PeerPolicy};
use stn_protocol::policy::{QuietHours, Weekday};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::people::policy::FIRST;
use stn_tests::seen::{View, assert_same_from};
use stn_tests::valley::{JONAS, valley, valley_knowing};

use super::STRANGER;

const UPSTREAM: [&str; 2] = ["Hillside", "Riverbend"];

/// Lucía asks for Jonas; what is before Matthias soon afterwards is counted.
fn asked(handle: &str, policy: EdgePolicy, before: impl FnOnce(&mut World)) -> (World, usize) {
    let mut world = valley(11, handle, policy);
    before(&mut world);
    world.ask_for("Lucía", JONAS, Kind::Introduction, Span::days(7)).unwrap();
    world.run(Span::secs(5));
    let waiting = world.inbox("Matthias").len();
    world.run(Span::days(9));
    (world, waiting)
}

/// The world in which nobody knows Jonas and nothing is limited.
static UNKNOWN: LazyLock<View> = LazyLock::new(|| View::of(&asked(STRANGER, network(), |_| ()).0, &UPSTREAM));

/// How much is before Matthias where he knows Jonas and nothing is limited.
static UNLIMITED: LazyLock<usize> = LazyLock::new(|| asked(JONAS, network(), |_| ()).1);

/// A world with a limit and one without anybody known look the same; without the limit Matthias would be asked.
fn assert_silent(before: impl FnOnce(&mut World)) {
    let (limited, waiting) = asked(JONAS, network(), before);

    assert_eq!((waiting, *UNLIMITED), (0, 1));
    View::of(&limited, &UPSTREAM).assert_same(&UNKNOWN);
}

fn limits() -> ConnectorLimits {
    ConnectorLimits::default()
}

fn with_hours(hours: Hours) -> ConnectorLimits {
    ConnectorLimits { hours, ..limits() }
}

#[test]
fn a_cap_reached_looks_like_no_match() {
    let capped = |handle: &str, cap| {
        let mut world = valley_knowing(11, &[handle, "ada@x.example"], &network());
        world.limit("Matthias", ConnectorLimits { per_month: cap, ..limits() });
        for handle in ["ada@x.example", JONAS] {
            world.ask("Lucía", handle);
            world.run(Span::secs(5));
        }
        let waiting = world.inbox("Matthias").len();
        world.run(Span::days(2));
        (world, waiting)
    };

    let (limited, one) = capped(JONAS, Some(1));
    let (unknown, _) = capped(STRANGER, None);
    let (_, two) = capped(JONAS, None);

    assert_eq!((one, two), (1, 2));
    assert_same_from(&limited, &unknown, &UPSTREAM);
}

#[test]
fn a_standing_offer_kept_back_by_the_cap_looks_like_no_match() {
    let standing = EdgePolicy { beyond: AnswerMode::Standing, ..network() };

    let (limited, _) = asked(JONAS, standing.clone(), |world| {
        world.limit("Matthias", ConnectorLimits { per_month: Some(0), ..limits() });
    });
    let (unknown, _) = asked(STRANGER, standing.clone(), |_| ());
    let (offered, _) = asked(JONAS, standing, |_| ());

    assert_same_from(&limited, &unknown, &UPSTREAM);
    assert_eq!((limited.asks("Lucía")[0].offers, offered.asks("Lucía")[0].offers), (0, 1));
}

#[test]
fn quiet_hours_look_like_no_match() {
    assert_silent(|world| {
        let quiet = Some(QuietHours { from: 7 * 60, to: 9 * 60 });
        world.limit("Matthias", with_hours(Hours { quiet, ..Hours::default() }));
    });
}

#[test]
fn a_batch_day_looks_like_no_match() {
    assert_silent(|world| {
        let batch = Some(BatchDay { weekday: Weekday::Monday, hour: 9 });
        world.limit("Matthias", with_hours(Hours { batch, ..Hours::default() }));
    });
}

#[test]
fn a_no_go_looks_like_no_match_whether_it_asks_or_hands_on() {
    for org in UPSTREAM {
        assert_silent(|world| {
            let no_go = [world.org(org)].into();
            world.limit("Matthias", ConnectorLimits { no_go, ..limits() });
        });
    }
}

#[test]
fn a_muted_asker_subject_or_kind_looks_like_no_match() {
    assert_silent(|world| world.mute("Matthias", Muted::Org(world.org("Hillside")), None));
    assert_silent(|world| world.mute("Matthias", Muted::Contact(FIRST), None));
    assert_silent(|world| world.mute("Matthias", Muted::Kind(Kind::Introduction), Some(Span::days(1))));
}

#[test]
fn a_snoozed_prompt_looks_like_no_match() {
    let mut snoozed = valley(11, JONAS, network());
    snoozed.ask_for("Lucía", JONAS, Kind::Introduction, Span::days(7)).unwrap();
    snoozed.run(Span::secs(5));
    snoozed.snooze("Matthias", Span::days(3)).unwrap();
    assert!(snoozed.inbox("Matthias").is_empty());
    snoozed.run(Span::days(9));

    View::of(&snoozed, &UPSTREAM).assert_same(&UNKNOWN);
}

#[test]
fn a_cool_down_after_a_decline_looks_like_no_match() {
    let twice = |handle: &str, decline: bool| {
        let mut world = valley(11, handle, network());
        world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        if decline {
            world.decline("Matthias");
        }
        world.run(Span::days(8));
        world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        let waiting = world.inbox("Matthias").len();
        world.run(Span::days(2));
        (world, waiting)
    };

    let (cooling, none) = twice(JONAS, true);
    let (unknown, _) = twice(STRANGER, false);
    let (_, again) = twice(JONAS, false);

    assert_eq!((none, again), (0, 1));
    assert_same_from(&cooling, &unknown, &UPSTREAM);
}

#[test]
fn an_edge_unconfirmed_for_a_year_looks_like_no_match() {
    let after = |handle: &str, days| {
        let mut world = valley(11, STRANGER, network());
        world.met("Matthias", handle, network());
        // The nodes are switched off meanwhile: what would have happened happens at once.
        world.now = world.now.plus(Span::days(days));
        world.run(Span::days(1));
        world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        let waiting = world.inbox("Matthias").len();
        world.run(Span::days(2));
        (world, waiting)
    };

    let (aged, none) = after(JONAS, 366);
    let (unknown, _) = after("nobody@x.example", 366);
    let (_, fresh) = after(JONAS, 30);

    assert_eq!((none, fresh), (0, 1));
    assert_same_from(&aged, &unknown, &UPSTREAM);
}

#[test]
fn a_peers_ceiling_looks_like_no_match() {
    let kinds = PeerPolicy { kinds: [Kind::Influence].into(), ..PeerPolicy::default() };
    let audience = PeerPolicy { audience: PeerAudience::Own, ..PeerPolicy::default() };
    for ceiling in [kinds, audience] {
        assert_silent(|world| world.serve_peer("Lindenhof", "Riverbend", ceiling));
    }
}

#[test]
fn a_blocked_organisation_or_kind_looks_like_no_match() {
    assert_silent(|world| {
        let blocked = [world.org("Hillside")].into();
        world.serve("Lindenhof", OrgPolicy { blocked, ..OrgPolicy::default() });
    });
    assert_silent(|world| {
        let kinds = [Kind::Influence].into();
        world.serve("Lindenhof", OrgPolicy { kinds, ..OrgPolicy::default() });
    });
}

#[test]
fn an_origin_beyond_its_measure_looks_like_no_match() {
    let after = |handle: &str, before: usize| {
        let mut world = valley(11, handle, network());
        for name in ["Ines", "Pia"] {
            world.join("Hillside", name);
        }
        let askers = ["Omar", "Ines", "Pia"];
        for nth in 0..before {
            world.ask(askers[nth % 3], &format!("nobody{nth}@x.example"));
            world.run(Span::secs(61));
        }
        world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        let waiting = world.inbox("Matthias").len();
        world.run(Span::days(2));
        (world, waiting)
    };

    let (over, none) = after(JONAS, 40);
    let (unknown, _) = after(STRANGER, 40);
    let (_, within) = after(JONAS, 39);

    assert_eq!((none, within), (0, 1));
    assert_same_from(&over, &unknown, &UPSTREAM);
}

#[test]
fn a_link_beyond_its_measure_looks_like_no_match() {
    let after = |handle: &str, before: usize| {
        let mut world = valley(11, handle, network());
        world.run(Span::secs(3_600));
        for nth in 0..before {
            world.ask("Omar", &format!("nobody{nth}@x.example"));
        }
        world.run(Span::secs(5));
        world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        let waiting = world.inbox("Matthias").len();
        world.run(Span::days(2));
        (world, waiting)
    };

    let (over, none) = after(JONAS, 20);
    let (unknown, _) = after(STRANGER, 20);
    let (_, within) = after(JONAS, 19);

    assert_eq!((none, within), (0, 1));
    assert_same_from(&over, &unknown, &UPSTREAM);
}

#[test]
fn a_request_kept_from_a_connector_looks_like_one_ignored() {
    let muted = |world: &mut World| world.mute("Henrike", Muted::Kind(Kind::Introduction), None);
    let capped = |world: &mut World| world.limit("Henrike", ConnectorLimits { per_month: Some(0), ..limits() });
    let limited = |limit: fn(&mut World)| {
        let mut world = valley(13, JONAS, EdgePolicy { beyond: AnswerMode::Standing, ..network() });
        limit(&mut world);
        world.request_jonas("Hello");
        world.run(Span::secs(2));
        world.approve("Nadia", "").unwrap();
        world.run(Span::secs(2));
        let waiting = world.inbox("Henrike").len();
        world.run(Span::days(3));
        (world, waiting)
    };

    let (ignored, one) = limited(|_| ());
    for limit in [muted as fn(&mut World), capped] {
        let (kept_back, none) = limited(limit);

        assert_eq!((one, none), (1, 0));
        assert_same_from(&ignored, &kept_back, &["Hillside"]);
    }
}
