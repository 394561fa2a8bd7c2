//! One human need per test, from question to closing, through engines and devices.

#![allow(clippy::unwrap_used, reason = "a story that goes wrong is a failed test")]

#[path = "stories/alerts.rs"]
mod alerts;
#[path = "stories/candidate.rs"]
mod candidate;
#[path = "stories/ends.rs"]
mod ends;
#[path = "stories/invites.rs"]
mod invites;
#[path = "stories/keys.rs"]
mod keys;
#[path = "stories/kinds.rs"]
mod kinds;
#[path = "stories/knock.rs"]
mod knock;
#[path = "stories/ledger.rs"]
mod ledger;
#[path = "stories/matching.rs"]
mod matching;
#[path = "stories/outcome.rs"]
mod outcome;
#[path = "stories/policy.rs"]
mod policy;
#[path = "stories/succession.rs"]
mod succession;
#[path = "stories/ways.rs"]
mod ways;
#[path = "stories/words.rs"]
mod words;

use stn_protocol::device::DeviceError;
use stn_protocol::exchange::view::AskState;
use stn_protocol::message::Strength;
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::JONAS;

fn valley(seed: u8, policy: EdgePolicy) -> World {
    stn_tests::valley::valley(seed, JONAS, policy)
}

#[test]
fn a_member_is_introduced_across_three_organisations() {
    let mut world = stn_tests::valley::valley_in_earnest(1, JONAS, &network());

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let offers = world.offers("Lucía", ask);
    assert_eq!(offers.len(), 1);
    assert_eq!(offers[0].hops, 3);
    world.request("Lucía", &offers[0], "Dear whoever knows Jonas").unwrap();
    world.run(Span::secs(1));
    world.approve("Nadia", "Lucía is worth an hour").unwrap();
    world.run(Span::secs(1));
    world.approve("Henrike", "").unwrap();
    world.run(Span::secs(1));
    let read = world.answer("Matthias", "Gladly: Jonas expects your call").unwrap();
    world.run(Span::secs(2));
    let answer = world.judge("Lucía").unwrap();

    assert_eq!(read, "Dear whoever knows Jonas");
    assert_eq!(*answer.text, "Gladly: Jonas expects your call");
    let path: Vec<&str> = answer.path.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(path, ["Nadia", "Henrike"]);
    assert_eq!(answer.cards[0].name.as_str(), "Matthias");
    assert!(world.trace.iter().all(|traced| [2_048, 16_384].contains(&traced.block.len())));
}

#[test]
fn inside_one_organisation_the_same_objects_need_no_frame() {
    let mut world = World::new(2);
    world.found("Hillside");
    for name in ["Lucía", "Omar", "Ines"] {
        world.join("Hillside", name);
    }
    world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
    world.trust("Omar", "Ines", Strength::WouldVouch, EdgePolicy::default());
    world.knows("Ines", "Jonas Weidt", JONAS, EdgePolicy::default());

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(1));
    let offers = world.offers("Lucía", ask);
    assert_eq!((offers.len(), offers[0].hops), (1, 2));
    world.request("Lucía", &offers[0], "Hello").unwrap();
    world.approve("Omar", "my colleague").unwrap();
    world.answer("Ines", "Here is his number").unwrap();
    world.run(Span::secs(1));
    let answer = world.judge("Lucía").unwrap();

    assert_eq!(*answer.text, "Here is his number");
    assert_eq!(answer.path[0].name.as_str(), "Omar");
    assert!(world.trace.is_empty());
}

#[test]
fn a_standing_consent_offers_without_asking_but_never_passes_a_request_on() {
    let standing = EdgePolicy { beyond: AnswerMode::Standing, ..network() };
    let mut world = valley(3, standing);

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);
    assert_eq!(offers.len(), 1);
    world.request("Lucía", &offers[0], "Hello").unwrap();
    world.run(Span::days(1));

    assert_eq!(world.inbox("Nadia").len(), 1);
    assert!(world.inbox("Henrike").is_empty());
    assert!(world.inbox("Matthias").is_empty());
}

#[test]
fn an_ask_shows_waiting_offered_in_progress_and_introduced_and_nothing_of_a_decline() {
    let mut world = valley(4, network());

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    assert_eq!(world.asks("Lucía")[0].state, AskState::Waiting);
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    assert_eq!(world.asks("Lucía")[0].state, AskState::PathOffered);
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(1));
    world.decline("Nadia");
    world.run(Span::secs(90_000));

    assert_eq!(world.asks("Lucía")[0].state, AskState::InProgress);
    world.run(Span::days(2));
    assert_eq!(world.asks("Lucía")[0].state, AskState::Closed);
}

#[test]
fn a_colleague_of_the_bridge_member_may_ask_too() {
    let mut world = valley(5, network());
    world.trust("Omar", "Lucía", Strength::KnowWell, EdgePolicy::default());

    let ask = world.ask("Omar", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let offers = world.offers("Omar", ask);

    assert_eq!((offers.len(), offers[0].hops), (1, 4));
    world.request("Omar", &offers[0], "Hello").unwrap();
    world.pass_along(["Lucía", "Nadia", "Henrike"]);
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(2));
    assert_eq!(world.judge("Omar").unwrap().path.len(), 3);
}

#[test]
fn an_altered_answer_is_not_an_answer() {
    let mut world = valley(6, network());
    world.request_jonas("Hello");
    world.pass_along(["Nadia", "Henrike"]);
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(2));
    let now = world.now;
    let answer = world.answers("Lucía").remove(0);

    let mut swapped = answer.clone();
    swapped.receipts.swap(0, 1);
    let mut shortened = answer.clone();
    shortened.receipts.remove(0);
    let mut truncated = answer.clone();
    truncated.receipts[1].0[40] ^= 1;
    let mut forged = answer.clone();
    forged.sealed.0[100] ^= 1;

    assert!(world.device("Lucía").verify_answer(&answer, now).is_ok());
    for altered in [swapped, shortened, truncated, forged] {
        assert_eq!(world.device("Lucía").verify_answer(&altered, now).unwrap_err(), DeviceError::Unverified);
    }
}

#[test]
fn a_crash_of_any_node_at_any_step_changes_nothing() {
    let mut calm = valley(7, network());
    let before: Vec<u64> = ["Hillside", "Riverbend", "Lindenhof"].map(|org| calm.steps_of(&calm.org(org))).into();
    play(&mut calm);
    let orgs = ["Hillside", "Riverbend", "Lindenhof"];
    for (org, before) in orgs.into_iter().zip(before) {
        let last = calm.steps_of(&calm.org(org));
        for nth in before + 1..=last {
            let mut world = valley(7, network());
            let id = world.org(org);
            world.crash_at(id, nth);
            play(&mut world);
            assert_eq!(world.answers("Lucía").len(), 1, "{org} crashed at its step {nth}");
            assert_eq!(world.asks("Lucía")[0].offers, 1, "{org} crashed at its step {nth}");
        }
    }
}

/// The story to its end, with people who look again until something waits.
fn play(world: &mut World) {
    let ask = world.ask("Lucía", JONAS);
    wait_for(world, "Matthias");
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    for connector in ["Nadia", "Henrike"] {
        wait_for(world, connector);
        world.approve(connector, "").unwrap();
    }
    wait_for(world, "Matthias");
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(5));
    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
}

fn wait_for(world: &mut World, name: &str) {
    for _ in 0..20 {
        if !world.inbox(name).is_empty() {
            return;
        }
        world.run(Span::secs(1));
    }
    panic!("nothing came for {name}");
}

#[test]
fn a_link_that_asks_for_many_persons_has_their_owners_asked() {
    let standing = EdgePolicy { beyond: AnswerMode::Standing, ..network() };
    let mut world =
        stn_tests::valley::valley_knowing(8, &["a@x.example", "b@x.example", "c@x.example", JONAS], &standing);

    for handle in ["a@x.example", "b@x.example", "c@x.example", JONAS] {
        world.ask("Lucía", handle);
        world.run(Span::secs(5));
    }

    let offers: Vec<usize> = world.asks("Lucía").iter().map(|ask| ask.offers).collect();
    assert_eq!(offers.iter().sum::<usize>(), 3);
    assert_eq!(world.inbox("Matthias").len(), 1);
}

#[test]
fn contacts_recorded_after_the_peering_are_found_soon() {
    let mut world = valley(9, network());
    world.knows("Matthias", "Ada", "ada@late.example", network());
    world.knows("Henrike", "Bo", "bo@late.example", network());
    world.run(Span::secs(700));

    world.ask("Lucía", "bo@late.example");
    world.run(Span::secs(5));

    assert_eq!(world.inbox("Henrike").len(), 1);
}

#[test]
fn a_letter_with_a_tab_is_refused_before_anybody_signs() {
    let mut world = valley(10, EdgePolicy { beyond: AnswerMode::Standing, ..network() });
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);

    assert_eq!(world.request("Lucía", &offer, "Dear\tJonas").unwrap_err(), DeviceError::TextTooLong);
    assert!(world.request("Lucía", &offer, "Dear Jonas,\n\nhello").is_ok());
}

#[test]
fn an_ask_that_ran_out_frees_its_place() {
    let mut world = World::new(17);
    world.found("Hillside");
    world.join("Hillside", "Lucía");
    for _ in 0..40 {
        world.ask("Lucía", JONAS);
        world.run(Span::days(2));
    }

    assert!(world.asks("Lucía").iter().all(|ask| ask.state == AskState::Closed));
}
