//! A hostile peer: wrong, late, repeated and unknown frames. It hears a fixed settlement and nothing else,
//! and changes nothing.

#![allow(clippy::unwrap_used, reason = "a story that goes wrong is a failed test")]

#[path = "hostile/alerts.rs"]
mod alerts;
#[path = "hostile/knock.rs"]
mod knock;
#[path = "hostile/succession.rs"]
mod succession;
#[path = "hostile/words.rs"]
mod words;

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::exchange::Input;
use stn_protocol::id::{BranchId, OfferRef, OrgId, RequestId};
use stn_protocol::message::{Cancel, Frame, Offer, OfferWay, PeerEnd, Strength};
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::record::Status;
use stn_tests::World;
use stn_tests::network::Traced;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley_in_earnest};

/// A world, the attacked node, the attacking peer.
fn attacked() -> (World, OrgId, OrgId) {
    let world = valley_in_earnest(21, JONAS, &network());
    let (victim, peer) = (world.org("Riverbend"), world.org("Hillside"));
    (world, victim, peer)
}

/// Lucía asks, Matthias lets an offer leave, and her request goes along it.
fn send_request(world: &mut World) {
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
}

/// Delivers a block and gives the status it was settled with, and whether anything else left the node.
fn hear(world: &mut World, victim: OrgId, peer: OrgId, block: Vec<u8>) -> (u8, bool) {
    let (frames, settled) = (world.trace.len(), world.settlements.len());
    world.deliver(victim, peer, block);
    world.run(Span::secs(5));
    let statuses: Vec<u8> = world.settlements[settled..].iter().map(|(_, _, _, status)| *status).collect();
    (statuses[0], world.trace.len() > frames)
}

#[test]
fn malformed_and_mis_padded_blocks_are_settled_as_malformed_and_answered_with_nothing() {
    let (mut world, victim, peer) = attacked();
    let good = wire::frame::encode(&Frame::PeerEnd(PeerEnd {}));
    let mut mis_padded = good.clone();
    *mis_padded.last_mut().unwrap() = 1;
    let mut wrong_class = good.clone();
    wrong_class[0] = 2;
    let oversized = vec![1; 20_000];
    let mut too_long = good.clone();
    too_long[1] = 0xff;

    for block in [mis_padded, wrong_class, oversized, too_long, vec![], vec![0; 2_048], vec![0xff; 16_384]] {
        assert_eq!(hear(&mut world, victim, peer, block), (Status::Malformed as u8, false));
    }
}

#[test]
fn unknown_and_late_frames_are_taken_like_any_other_and_do_nothing() {
    let (mut world, victim, peer) = attacked();
    let (branch, offer) = (BranchId::from_bytes([9; 16]), OfferRef::from_bytes([9; 16]));
    let way = OfferWay { entry: 0, detour: 0, floor: Strength::KnowWell };
    let unknown = [
        Frame::Offer(Offer { branch, ways: vec![way], offer, sealed: vec![7; 816] }),
        Frame::Cancel(Cancel { offer, request: RequestId::from_bytes([9; 16]) }),
    ];

    for frame in unknown {
        let block = wire::frame::encode(&frame);
        assert_eq!(hear(&mut world, victim, peer, block), (Status::Taken as u8, false));
    }
}

#[test]
fn a_replayed_question_spreads_no_further() {
    let (mut world, victim, peer) = attacked();
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let query = world.trace.iter().find(|traced| traced.kind() == "query" && traced.to == victim).unwrap();
    let block = query.block.clone();

    for _ in 0..3 {
        assert_eq!(hear(&mut world, victim, peer, block.clone()), (Status::Taken as u8, false));
    }
    assert_eq!(world.inbox("Matthias").len(), 1);
}

#[test]
fn a_replayed_evaluation_is_evaluated_and_passed_up_once() {
    let mut world = valley_in_earnest(21, JONAS, &network());
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));

    for (holder, reader) in [("Lindenhof", "Riverbend"), ("Riverbend", "Hillside")] {
        let (from, to) = (world.org(holder), world.org(reader));
        let chunk = |traced: &&Traced| traced.kind() == "eval-request" && (traced.from, traced.to) == (from, to);
        let block = world.trace.iter().rfind(chunk).unwrap().block.clone();

        assert_eq!(hear(&mut world, to, from, block), (Status::Taken as u8, false), "{reader}");
    }
}

#[test]
fn a_replayed_request_asks_nobody_twice() {
    let (mut world, victim, peer) = attacked();
    send_request(&mut world);
    world.run(Span::secs(2));
    let request = world.trace.iter().find(|traced| traced.kind() == "request").unwrap().block.clone();
    world.decline("Nadia");

    assert_eq!(hear(&mut world, victim, peer, request), (Status::Taken as u8, false));
    assert!(world.inbox("Nadia").is_empty());
}

#[test]
fn a_question_with_a_forged_origin_signature_is_malformed() {
    let (mut world, victim, peer) = attacked();
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let block =
        world.trace.iter().find(|traced| traced.kind() == "query" && traced.to == victim).unwrap().block.clone();
    let Ok(Frame::Query(mut query)) = wire::frame::decode(&block) else { panic!("a question was sent") };
    let mut signature = *query.core.signature.as_bytes();
    signature[5] ^= 1;
    query.core.signature = stn_protocol::id::Signature::from_bytes(signature);

    let forged = wire::frame::encode(&Frame::Query(query));

    assert_eq!(hear(&mut world, victim, peer, forged), (Status::Malformed as u8, false));
}

#[test]
fn a_request_whose_letter_was_changed_is_malformed() {
    let (mut world, victim, peer) = attacked();
    send_request(&mut world);
    world.run(Span::millis(100));
    let block = world.trace.iter().find(|traced| traced.kind() == "request").unwrap().block.clone();
    let Ok(Frame::Request(mut request)) = wire::frame::decode(&block) else { panic!("a request was sent") };
    let last = request.core.payload.len() - 1;
    request.core.payload[last] ^= 1;

    let (status, spoke) = hear(&mut world, victim, peer, wire::frame::encode(&Frame::Request(request)));

    assert_eq!((status, spoke), (Status::Malformed as u8, false));
}

#[test]
fn an_organisation_that_is_no_peer_is_told_so_and_nothing_else() {
    let (mut world, victim, _) = attacked();
    let stranger = OrgSecret::from_seed(&[99; 32]).public();
    let block = wire::frame::encode(&Frame::PeerEnd(PeerEnd {}));

    assert_eq!(hear(&mut world, victim, stranger, block), (Status::NotPeer as u8, false));
}

#[test]
fn a_stranger_without_an_invitation_gets_not_a_byte_on_join() {
    let (mut world, victim, _) = attacked();
    let stranger = OrgSecret::from_seed(&[98; 32]).public();
    let before = world.trace.len();

    for block in [vec![], vec![1; 2_048], wire::frame::encode(&Frame::PeerEnd(PeerEnd {}))] {
        let exchange = stn_protocol::exchange::Exchange(7);
        world.inject(victim, Input::JoinArrived { exchange, from: stranger, block });
    }

    assert_eq!(world.trace.len(), before);
}

#[test]
fn frames_from_a_peer_at_random_never_break_a_node() {
    let (mut world, victim, peer) = attacked();
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let real: Vec<Vec<u8>> = world.trace.iter().map(|traced| traced.block.clone()).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };

    for round in 0..400 {
        let mut block = real[draw(real.len())].clone();
        for _ in 0..=draw(4) {
            let place = draw(block.len().min(600));
            block[place] ^= 1 << draw(8);
        }
        world.deliver(victim, peer, block);
        if round % 50 == 0 {
            world.run(Span::secs(1));
        }
    }
    world.run(Span::secs(10));

    assert_eq!(world.inbox("Nadia").len(), 0);
}

#[test]
fn a_question_that_comes_many_times_at_once_brings_its_credit_once() {
    let (mut world, victim, peer) = attacked();
    world.ask("Lucía", JONAS);
    world.run(Span::millis(230));
    let query = world.trace.iter().find(|traced| traced.kind() == "query" && traced.to == victim).unwrap();
    let block = query.block.clone();

    for _ in 0..20 {
        world.deliver(victim, peer, block.clone());
    }
    world.run(Span::secs(5));

    let onward = world.trace.iter().filter(|traced| traced.from == victim);
    let credits: Vec<u32> = onward
        .filter_map(|traced| match wire::frame::decode(&traced.block) {
            Ok(Frame::Query(query)) => Some(query.credit),
            Ok(_) | Err(_) => None,
        })
        .collect();
    assert_eq!(credits.len(), 1);
    assert!(credits[0] < 128);
}
