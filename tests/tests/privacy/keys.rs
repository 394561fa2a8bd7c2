//! Ends that must not show: a bridge, a device, a certificate or a member that is over looks like no match.
//!
//! In each pair both worlds go through the same end, as its news are seen by peers; they differ in whether somebody
//! there knew the person sought, or in whether a request had come so far.

use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{BridgeState, MemberLook, MemberSight};
use stn_protocol::message::EndReason;
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};

use super::{STRANGER, assert_same_from, seen_at, settled_at};

fn standing() -> EdgePolicy {
    EdgePolicy { beyond: AnswerMode::Standing, ..network() }
}

/// A world in which something ends before Lucía asks.
fn ended_before(handle: &str, end: impl FnOnce(&mut World)) -> World {
    let mut world = valley(90, handle, standing());
    end(&mut world);
    world.run(Span::secs(5));
    world.ask("Lucía", JONAS);
    world.run(Span::days(2));
    world
}

#[test]
fn a_member_who_left_looks_like_no_match() {
    let left = ended_before(JONAS, |world| world.remove_member("Matthias"));
    let unknown = ended_before(STRANGER, |world| world.remove_member("Matthias"));

    assert_same_from(&left, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn an_ended_bridge_looks_like_no_match() {
    let end = |world: &mut World| {
        let MemberSight::Bridges(bridges) = world.look("Matthias", &MemberLook::Bridges) else { panic!("bridges") };
        let bridge = bridges.iter().find(|row| row.state == BridgeState::Active).unwrap().bridge;
        world.act("Matthias", MemberCommand::EndBridge { bridge }).unwrap();
    };
    let ended = ended_before(JONAS, end);
    let unknown = ended_before(STRANGER, end);

    assert_same_from(&ended, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn a_member_whose_certificate_ran_out_looks_like_no_match() {
    let rests = |handle: &str| {
        let mut world = valley(91, handle, standing());
        world.run(Span::days(80));
        for name in ["Lucía", "Omar", "Nadia", "Henrike"] {
            world.renew(name);
        }
        world.run(Span::days(11));
        assert!(!world.is_known("Matthias"));
        world.ask("Lucía", JONAS);
        world.run(Span::days(2));
        world
    };
    let (known, unknown) = (rests(JONAS), rests(STRANGER));

    assert_same_from(&known, &unknown, &["Hillside", "Riverbend"]);
}

/// A world in which Lucía's request comes to Nadia, and what happens then.
fn requested(then: impl FnOnce(&mut World)) -> World {
    let mut world = valley(92, JONAS, standing());
    world.open_session("Nadia");
    world.add_device("Nadia", "Nadia's phone");
    world.run(Span::secs(1));
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(1));
    then(&mut world);
    world.run(Span::days(3));
    world
}

#[test]
fn a_request_before_a_member_who_leaves_looks_like_one_nobody_answered() {
    let left = requested(|world| {
        world.approve("Nadia", "").unwrap();
        world.run(Span::secs(1));
        world.remove_member("Henrike");
    });
    let ignored = requested(|world| {
        world.run(Span::secs(1));
        world.remove_member("Henrike");
    });

    assert_same_at(&left, &ignored, "Hillside");
}

#[test]
fn a_yes_of_a_device_taken_out_of_use_looks_like_silence() {
    let tried = requested(|world| {
        world.end_device("Nadia", "Nadia's phone", EndReason::Compromised);
        assert!(!world.is_known("Nadia's phone"));
        world.open_session("Nadia");
    });
    let silent = requested(|world| {
        world.end_device("Nadia", "Nadia's phone", EndReason::Compromised);
    });

    assert_same_at(&tried, &silent, "Hillside");
}

fn assert_same_at(one: &World, other: &World, org: &str) {
    assert_eq!(seen_at(one, org), seen_at(other, org), "frames at {org}");
    assert_eq!(settled_at(one, org), settled_at(other, org), "settlements at {org}");
}
