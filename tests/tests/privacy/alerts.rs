//! Of an alert, nobody upstream sees what became of it: who is interested and silent, who put it away, who passed it
//! to nobody and who is gone look the same.

use stn_protocol::exchange::{AdminCommand, Input};
use stn_protocol::message::{Frame, Kind};
use stn_protocol::policy::{ConnectorLimits, Muted};
use stn_protocol::time::Span;
use stn_tests::people::alerts::{ALERT_LIFE, job};
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};
use stn_tests::{World, wire_of};

use stn_tests::seen::{seen_at, settled_at};

/// Lucía's job, which Nadia passed on to Henrike; what happens then; and the rest of its life.
fn told(then: impl FnOnce(&mut World)) -> World {
    let mut world = valley(61, JONAS, network());
    world.join("Lindenhof", "Sofia");
    world.bridge("Nadia", "Sofia", &network());
    world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    world.run(Span::secs(1));
    world.pass("Nadia", &["Henrike", "Sofia"], "").unwrap();
    world.run(Span::secs(1));
    then(&mut world);
    world.run(ALERT_LIFE);
    world
}

/// The same, passed on to Matthias.
fn told_further(then: impl FnOnce(&mut World)) -> World {
    told(|world| {
        world.pass("Henrike", &["Matthias"], "").unwrap();
        world.run(Span::secs(1));
        then(world);
    })
}

fn assert_same_upstream(one: &World, other: &World, orgs: &[&str]) {
    for org in orgs {
        assert_eq!(seen_at(one, org), seen_at(other, org), "frames at {org}");
        assert_eq!(settled_at(one, org), settled_at(other, org), "settlements at {org}");
    }
    assert_eq!(shown(one), shown(other), "what the asker is shown");
}

/// What the asker's page could show.
fn shown(world: &World) -> Vec<(usize, usize, bool)> {
    world.alerts("Lucía").own.iter().map(|one| (one.to.len(), one.answers, one.is_open)).collect()
}

fn leaves(world: &mut World, name: &str) {
    let (org, member) = world.member(name);
    let command = AdminCommand::RemoveMember { member };
    world.call(org, |call| Input::AdminActed { call, command }).unwrap();
}

#[test]
fn an_alert_put_away_looks_like_one_ignored_to_every_node_before() {
    let ignored = told_further(|world| assert_eq!(world.inbox("Matthias").len(), 1));
    let put_away = told_further(|world| world.decline("Matthias"));

    assert_same_upstream(&ignored, &put_away, &["Hillside", "Riverbend", "Lindenhof"]);
}

#[test]
fn an_alert_nobody_passes_on_looks_like_one_that_went_far() {
    let stays = told(|_| ());
    let put_away = told(|world| world.decline("Henrike"));
    let goes_on = told_further(|_| ());
    let ends_further = told_further(|world| world.decline("Matthias"));

    for other in [&put_away, &goes_on, &ends_further] {
        assert_same_upstream(&stays, other, &["Hillside"]);
    }
    assert_same_upstream(&stays, &put_away, &["Hillside", "Riverbend", "Lindenhof"]);
}

#[test]
fn a_member_who_is_gone_looks_like_one_who_ignores() {
    let ignored = told(|_| ());
    let gone = told(|world| leaves(world, "Henrike"));

    assert_same_upstream(&ignored, &gone, &["Hillside"]);
}

/// Lucía's job as Matthias gets it with limits of his.
fn told_with(limits: impl FnOnce(&mut World)) -> World {
    let mut world = valley(63, JONAS, network());
    limits(&mut world);
    world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    world.run(Span::secs(1));
    for (from, to) in [("Nadia", "Henrike"), ("Henrike", "Matthias")] {
        world.pass(from, &[to], "").unwrap();
        world.run(Span::secs(1));
    }
    let shown = world.inbox("Matthias").len();
    let limited = world.limits("Matthias").limits != ConnectorLimits::default();
    assert_eq!(shown, usize::from(!limited), "what is limited does not come before him");
    world.run(ALERT_LIFE);
    world
}

#[test]
fn an_alert_a_member_lets_not_come_looks_like_one_ignored() {
    let ignored = told_with(|_| ());
    let muted_kind = told_with(|world| world.mute("Matthias", Muted::Kind(Kind::Opportunity), None));
    let muted_asker = told_with(|world| {
        let asker = world.org("Hillside");
        world.mute("Matthias", Muted::Org(asker), None);
    });
    let capped = told_with(|world| {
        world.limit("Matthias", ConnectorLimits { per_month: Some(0), ..ConnectorLimits::default() });
    });

    for other in [&muted_kind, &muted_asker, &capped] {
        assert_same_upstream(&ignored, other, &["Hillside", "Riverbend", "Lindenhof"]);
    }
}

#[test]
fn an_alert_to_somebody_who_has_left_looks_like_one_that_arrives() {
    let sent = |goes: bool| {
        let mut world = valley(62, JONAS, network());
        world.see_colleagues("Nadia");
        world.alert("Lucía", &job(), &["Nadia"]).unwrap();
        world.run(Span::secs(1));
        let to_henrike = world.passed_alert("Nadia", &["Henrike"], "").unwrap();
        if goes {
            leaves(&mut world, "Henrike");
        }
        let _ = world.act("Nadia", to_henrike);
        world.run(ALERT_LIFE);
        world
    };

    assert_same_upstream(&sent(false), &sent(true), &["Hillside"]);
}

#[test]
fn an_alert_that_comes_a_second_time_looks_like_the_first() {
    let once = told_further(|_| ());
    let twice = told_further(|world| {
        world.pass("Sofia", &["Matthias"], "").unwrap();
        assert_eq!(world.inbox("Matthias").len(), 1);
    });
    let further = told_further(|world| {
        world.join("Lindenhof", "Tom");
        world.pass("Sofia", &["Tom"], "").unwrap();
    });

    assert_same_upstream(&once, &twice, &["Hillside", "Riverbend"]);
    assert_same_upstream(&once, &further, &["Hillside", "Riverbend"]);
}

#[test]
fn an_answer_shows_five_receipts_however_near_it_comes_from() {
    let answers = |world: &World| -> Vec<(usize, Vec<usize>)> {
        let hillside = world.org("Hillside");
        let frames = world.trace.iter().filter(|traced| traced.to == hillside);
        let answers = frames.filter_map(|traced| match wire_of(&traced.block) {
            Some(Frame::Answer(answer)) => Some(answer),
            Some(_) | None => None,
        });
        answers.map(|answer| (answer.sealed.len(), answer.receipts.iter().map(Vec::len).collect())).collect()
    };
    let near = told(|world| drop(world.interested("Nadia", "Yes").unwrap()));
    let far = told_further(|world| drop(world.interested("Matthias", "Yes").unwrap()));

    assert_eq!(answers(&near).len(), 1);
    assert_eq!(answers(&near), answers(&far));
}

#[test]
fn the_asker_stays_unnamed_and_so_does_everybody_but_the_one_before() {
    let world = told_further(|world| drop(world.interested("Matthias", "only for Lucía").unwrap()));
    let forbidden: [(&str, &[&str]); 3] = [
        ("Hillside", &["Henrike", "Matthias", "Sofia", "only for Lucía"]),
        ("Riverbend", &["Omar", "only for Lucía"]),
        ("Lindenhof", &["Lucía", "Omar", "only for Lucía"]),
    ];

    for (org, secrets) in forbidden {
        for secret in secrets {
            let found = world.disk(&world.org(org)).values().any(|value| super::holds(value, secret));
            assert!(!found, "{org} stored something it must not know: {secret}");
        }
    }
    let lucia = world.member("Lucía").1;
    let lindenhof = world.disk(&world.org("Lindenhof"));
    assert!(!lindenhof.values().any(|value| value.windows(32).any(|window| window == lucia.as_bytes())));
    assert!(lindenhof.values().any(|value| super::holds(value, "knows hedges")), "what is passed on is in clear");
}
