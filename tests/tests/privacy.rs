//! What must not show: two worlds that differ only in the secret look the same from outside.
//!
//! The same seed makes both. Compared is everything a node upstream can see: each block's bytes, its
//! moment, and every settlement. Blinded elements are fresh random points in each world, so of
//! evaluation frames only type, size and moment are compared. Most worlds stand in for that
//! evaluation; a decline, what is matched and the twins of matching are tried in earnest.

#![allow(clippy::unwrap_used, reason = "a story that goes wrong is a failed test")]

#[path = "privacy/alerts.rs"]
mod alerts;
#[path = "privacy/appraisal.rs"]
mod appraisal;
#[path = "privacy/keys.rs"]
mod keys;
#[path = "privacy/knock.rs"]
mod knock;
#[path = "privacy/ledger.rs"]
mod ledger;
#[path = "privacy/matching.rs"]
mod matching;
#[path = "privacy/policy.rs"]
mod policy;
#[path = "privacy/twins.rs"]
mod twins;
#[path = "privacy/words.rs"]
mod words;

use std::collections::BTreeSet;

use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::seen::{assert_same_from, seen_at};
use stn_tests::valley::{JONAS, valley, valley_in};

const STRANGER: &str = "somebody.else@lindenhof.example";

/// A world in which Lucía asks for Jonas, and what happens to the prompt.
fn asked(handle: &str, policy: EdgePolicy, then: impl FnOnce(&mut World)) -> World {
    asked_in(World::new(11), handle, &policy, then)
}

fn asked_in(world: World, handle: &str, policy: &EdgePolicy, then: impl FnOnce(&mut World)) -> World {
    let mut world = valley_in(world, &[handle], policy);
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    then(&mut world);
    world.run(Span::days(2));
    world
}

#[test]
fn a_decline_looks_like_no_match() {
    let real = || World::in_earnest(11);
    let declined = asked_in(real(), JONAS, &network(), |world| world.decline("Matthias"));
    let unknown = asked_in(real(), STRANGER, &network(), |world| assert!(world.inbox("Matthias").is_empty()));

    assert_same_from(&declined, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn an_ignored_prompt_looks_like_no_match() {
    let ignored = asked(JONAS, network(), |world| assert_eq!(world.inbox("Matthias").len(), 1));
    let unknown = asked(STRANGER, network(), |_| ());

    assert_same_from(&ignored, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn a_contact_that_is_never_offered_looks_like_no_match() {
    let never = EdgePolicy { beyond: AnswerMode::Never, ..network() };
    let kept_back = asked(JONAS, never.clone(), |world| assert!(world.inbox("Matthias").is_empty()));
    let unknown = asked(STRANGER, never, |_| ());

    assert_same_from(&kept_back, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn a_contact_outside_its_audience_looks_like_no_match() {
    let peers_only = asked(JONAS, EdgePolicy::default(), |world| assert!(world.inbox("Matthias").is_empty()));
    let unknown = asked(STRANGER, EdgePolicy::default(), |_| ());

    assert_same_from(&peers_only, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn an_owner_without_letter_keys_looks_like_no_match() {
    let standing = EdgePolicy { beyond: AnswerMode::Standing, ..network() };
    let drained = |handle: &str| {
        let mut world = valley(12, handle, standing.clone());
        for _ in 0..8 {
            world.ask("Lucía", handle);
            world.run(Span::secs(3));
        }
        world.trace.clear();
        world.settlements.clear();
        world.ask("Lucía", JONAS);
        world.run(Span::days(1));
        world
    };
    let (empty_pool, unknown) = (drained(JONAS), drained(STRANGER));

    assert_same_frames_since(&empty_pool, &unknown);
}

/// As the worlds differ before, only the frames of the last ask are compared, without their random bytes.
fn assert_same_frames_since(one: &World, other: &World) {
    let kinds = |world: &World| -> Vec<_> {
        seen_at(world, "Hillside").into_iter().map(|(at, from, to, kind, len, _)| (at, from, to, kind, len)).collect()
    };
    assert_eq!(kinds(one), kinds(other));
    let is_usual = |kind: &str| kind == "query" || kind == "knock" || kind.starts_with("eval");
    assert!(kinds(one).iter().all(|(_, _, _, kind, _)| is_usual(kind)));
}

/// A world in which a request is under way, and what becomes of it.
fn requested(then: impl FnOnce(&mut World)) -> World {
    let mut world = valley(13, JONAS, EdgePolicy { beyond: AnswerMode::Standing, ..network() });
    world.request_jonas("Hello");
    world.run(Span::secs(2));
    then(&mut world);
    world.run(Span::days(3));
    world
}

#[test]
fn a_request_declined_anywhere_looks_like_one_ignored() {
    let ignored = requested(|_| ());
    let declined_first = requested(|world| world.decline("Nadia"));
    let declined_second = requested(|world| {
        world.approve("Nadia", "").unwrap();
        world.run(Span::secs(2));
        world.decline("Henrike");
    });
    let declined_last = requested(|world| {
        for connector in ["Nadia", "Henrike"] {
            world.approve(connector, "").unwrap();
            world.run(Span::secs(2));
        }
        world.decline("Matthias");
    });

    for world in [&declined_first, &declined_second, &declined_last] {
        assert_same_from(&ignored, world, &["Hillside"]);
    }
}

#[test]
fn a_decline_at_the_end_looks_the_same_to_every_node_before() {
    let to_the_end = |last: fn(&mut World)| {
        requested(|world| {
            for connector in ["Nadia", "Henrike"] {
                world.approve(connector, "").unwrap();
                world.run(Span::secs(2));
            }
            last(world);
        })
    };
    let ignored = to_the_end(|_| ());
    let declined = to_the_end(|world| world.decline("Matthias"));

    assert_same_from(&ignored, &declined, &["Hillside", "Riverbend"]);
}

#[test]
fn who_asks_does_not_show() {
    let by = |name: &str| {
        let mut world = valley(14, JONAS, network());
        world.trace.clear();
        world.ask(name, JONAS);
        world.run(Span::days(1));
        world
    };
    let (lucia, omar) = (by("Lucía"), by("Omar"));

    assert_eq!(seen_at(&lucia, "Hillside"), seen_at(&omar, "Hillside"));
}

#[test]
fn two_questions_for_one_person_share_nothing_a_relay_could_link() {
    let (count, different) = tags_of_two_questions(valley(15, JONAS, network()));

    assert_eq!((count, different), (8, 8));
}

/// Lucía and Omar ask for the same person: how many tags leave, and how many different ones.
fn tags_of_two_questions(mut world: World) -> (usize, usize) {
    world.trace.clear();
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.ask("Omar", JONAS);
    world.run(Span::secs(5));
    let mut tags = BTreeSet::new();
    let mut count = 0;
    for traced in world.trace.iter().filter(|traced| traced.from == world.org("Hillside")) {
        let Ok(stn_protocol::message::Frame::Query(query)) = stn_protocol::wire::frame::decode(&traced.block) else {
            continue;
        };
        let core = stn_protocol::wire::verify::verify_by_origin(&query.core).unwrap();
        count += core.tags.len();
        tags.extend(core.tags.iter().map(|tag| tag.as_bytes()[..8].to_vec()));
    }
    (count, tags.len())
}

#[test]
fn no_letter_name_or_handle_reaches_a_disk_or_frame_it_should_not() {
    let world = whole_story();
    let forbidden: [(&str, &[&str]); 3] = [
        ("Hillside", &["Henrike", "Matthias", "Jonas Weidt", "a letter only Matthias reads", "only for Lucía"]),
        ("Riverbend", &["Omar", JONAS, "Jonas Weidt", "a letter only Matthias reads", "only for Lucía"]),
        ("Lindenhof", &["Lucía", "Omar", "Nadia", "a letter only Matthias reads", "only for Lucía"]),
    ];

    for (org, secrets) in forbidden {
        for secret in secrets {
            let found = world.disk(&world.org(org)).values().any(|value| holds(value, secret));
            assert!(!found, "{org} stored something it must not know");
        }
    }
    for secret in [JONAS, "Jonas Weidt", "a letter only Matthias reads", "only for Lucía", "Omar"] {
        assert!(!world.trace.iter().any(|traced| holds(&traced.block, secret)), "a frame carried a secret in clear");
    }
    let lindenhof = world.disk(&world.org("Lindenhof"));
    assert!(lindenhof.values().any(|value| holds(value, "Jonas Weidt")), "the search finds what is allowed");
    assert!(world.trace.iter().any(|traced| holds(&traced.block, "an introduction")), "and in frames, too");
}

/// The story from the ask to the verified answer.
fn whole_story() -> World {
    let mut world = valley(16, JONAS, network());
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "a letter only Matthias reads").unwrap();
    for connector in ["Nadia", "Henrike"] {
        world.run(Span::secs(2));
        world.approve(connector, "").unwrap();
    }
    world.run(Span::secs(2));
    world.answer("Matthias", "only for Lucía").unwrap();
    world.run(Span::secs(2));
    world.judge("Lucía").unwrap();
    world
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window.eq_ignore_ascii_case(text.as_bytes()))
}
