//! Ends that must not show: a bridge, a device, a certificate or a member that is over looks like no match.
//!
//! In each pair both worlds go through the same end, as its news are seen by peers; they differ in whether somebody
//! there knew the person sought, or in whether a request had come so far.

use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{BridgeState, MemberLook, MemberSight};
use stn_protocol::message::{EndReason, Frame};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::seen::assert_same_from;
use stn_tests::valley::{JONAS, valley};

use super::STRANGER;

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
    world.request_jonas("Hello");
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

    assert_same_from(&left, &ignored, &["Hillside"]);
}

/// A world in which a phone of Lucía's was reported stolen; then a request that it signed arrives, along an offer
/// or along none.
fn stolen(along_an_offer: bool) -> World {
    let begun = || {
        let mut world = valley(93, JONAS, standing());
        world.open_session("Lucía");
        world.add_device("Lucía", "Lucía's phone");
        world.run(Span::secs(5));
        let ask = world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        let offer = world.offers("Lucía", ask).remove(0);
        (world, offer)
    };
    let (mut thief, offer) = begun();
    let from = thief.trace.len();
    thief.request("Lucía's phone", &offer, "Hello").unwrap();
    let signed = thief.trace[from..].iter().find(|traced| traced.kind() == "request").unwrap().block.clone();

    let (mut world, _) = begun();
    world.end_device("Lucía", "Lucía's phone", EndReason::Compromised);
    world.run(Span::secs(5));
    let Ok(Frame::Request(mut request)) = stn_protocol::wire::frame::decode(&signed) else { panic!("a request") };
    if !along_an_offer {
        request.offer = stn_protocol::id::OfferRef::from_bytes([7; 16]);
    }
    let (to, by) = (world.org("Riverbend"), world.org("Hillside"));
    world.deliver(to, by, stn_protocol::wire::frame::encode(&Frame::Request(request)));
    world.run(Span::days(1));
    world
}

#[test]
fn a_request_signed_by_a_stolen_device_looks_like_one_that_fits_nothing() {
    let (along, nowhere) = (stolen(true), stolen(false));

    assert!(along.inbox("Nadia").is_empty());
    assert_same_from(&along, &nowhere, &["Hillside", "Lindenhof"]);
}
