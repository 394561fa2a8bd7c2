//! The request conversation in every order of arriving, arriving again, falling, saying yes, saying no and running out
//! of time.
//!
//! ```text
//!   three:  Lucía ══ Nadia ══ Matthias ── knows Jonas
//!   four:   Lucía ══ Nadia ── Henrike ══ Matthias ── knows Jonas
//! ```

#![allow(clippy::unwrap_used, reason = "these are tests")]

use stn_protocol::time::Span;
use stn_tests::World;
use stn_tests::explore::{Conversation, Faults, What};
use stn_tests::people::network;
use stn_tests::people::words::standing;
use stn_tests::valley::{JONAS, valley};

fn three() -> Conversation {
    let mut world = World::new(71);
    for (org, name) in [("Hillside", "Lucía"), ("Riverbend", "Nadia"), ("Lindenhof", "Matthias")] {
        world.found(org);
        world.join(org, name);
    }
    world.knows("Matthias", "Jonas Weidt", JONAS, standing());
    world.peer("Riverbend", "Hillside");
    world.peer("Lindenhof", "Riverbend");
    world.bridge("Lucía", "Nadia", &network());
    world.bridge("Nadia", "Matthias", &network());
    requested(world, &["Nadia", "Matthias"])
}

fn four() -> Conversation {
    requested(valley(72, JONAS, standing()), &["Nadia", "Henrike", "Matthias"])
}

/// At rest but for Lucía's request, which has just left.
fn requested(mut world: World, path: &[&str]) -> Conversation {
    // A table's next batch follows after twice its age: none falls into the request's time.
    world.run(Span::days(8));
    for name in path {
        world.see_colleagues(name);
    }
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    Conversation::new(world, "Lucía", path)
}

#[test]
fn three_people_end_with_one_answer_or_a_no_in_every_order() {
    let explored = three().explore(Faults { repeats: 2, crashes: 1 }).unwrap();

    assert!(explored.scenes > 500, "{explored:?}");
    assert_eq!(explored.outcomes, ["Matthias said no", "Nadia said no", "answered"].map(str::to_owned).into());
}

#[test]
fn four_people_end_with_one_answer_or_a_no_in_every_order() {
    let explored = four().explore(Faults { repeats: 1, crashes: 1 }).unwrap();

    assert!(explored.scenes > 200, "{explored:?}");
    let all = ["Henrike said no", "Matthias said no", "Nadia said no", "answered"];
    assert_eq!(explored.outcomes, all.map(str::to_owned).into());
}

#[test]
fn a_conversation_in_which_one_block_never_arrives_is_seen_to_be_stuck() {
    let conversation = three();
    let nobody_hears_matthias =
        |act: &What| !matches!(act, What::Arrives((from, _, _)) if conversation.is_at(*from, "Matthias"));

    let stuck = conversation
        .explore_with(Faults { repeats: 0, crashes: 0 }, &|_, act| nobody_hears_matthias(&act.what))
        .unwrap_err();

    assert!(stuck.contains("it is stuck"), "{stuck}");
}
