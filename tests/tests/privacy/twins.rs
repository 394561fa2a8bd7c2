//! Guarantees broken on purpose, and seen to be: each test weakens the nodes in one way and runs the check that the
//! guarantee rests on, which must pass without the weakness and fail with it.
//!
//! Nothing is weakened in what is shipped: a doctor stands between engine and network, or in a worker's place.
//! More of them, for what is promised of every step, stand in `tests/tests/simulation/twins.rs`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use stn_protocol::crypto::label::Label;
use stn_protocol::crypto::seal;
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::crypto::stream::{Purpose, Randomness};
use stn_protocol::exchange::Effect;
use stn_protocol::exchange::Ticket;
use stn_protocol::exchange::work::{Done, Work};
use stn_protocol::id::{OfferRef, OrgId, RequestId, Tag};
use stn_protocol::limits;
use stn_protocol::message::{AttributeType, Cancel, Frame, Kind, OfferBody, Query, QueryCore, Strength};
use stn_protocol::policy::ConnectorLimits;
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::payload::{Encoded, Payload};
use stn_tests::people::matching::{Sought, contact_on};
use stn_tests::people::words::standing;
use stn_tests::seen::is_same_from;
use stn_tests::simulation::run::Doctor;
use stn_tests::valley::valley_in;
use stn_tests::{World, wire_of};

use super::{JONAS, STRANGER, network, tags_of_two_questions, valley};

const UPSTREAM: [&str; 2] = ["Hillside", "Riverbend"];
/// What waits for members.
const ITEMS: u8 = 15;

/// Whether it shows upstream that Matthias declined, and not that nobody knew Jonas.
fn a_decline_shows(doctor: impl Fn(&World) -> Option<Doctor>) -> bool {
    let [declined, unknown] = [JONAS, STRANGER].map(|handle| {
        let mut world = valley(11, handle, network());
        world.doctor = doctor(&world);
        world.ask("Lucía", JONAS);
        world.run(Span::secs(5));
        if handle == JONAS {
            world.decline("Matthias");
        }
        world.run(Span::days(2));
        world
    });
    !is_same_from(&declined, &unknown, &UPSTREAM)
}

#[test]
fn a_no_that_is_sent_is_seen() {
    let says_no = |world: &World| -> Option<Doctor> {
        let (holder, relay) = (world.org("Lindenhof"), world.org("Riverbend"));
        Some(Box::new(move |org, effects| {
            if org == holder && writes_item(effects, false) {
                effects.push(says(relay, 1));
            }
        }))
    };

    assert!(!a_decline_shows(|_| None));
    assert!(a_decline_shows(says_no));
}

#[test]
fn an_acknowledgement_that_waits_for_a_match_is_seen() {
    let waits = |world: &World| -> Option<Doctor> {
        let (holder, mut kept) = (world.org("Lindenhof"), Vec::new());
        Some(Box::new(move |org, effects| {
            if org != holder {
                return;
            }
            kept.extend(effects.extract_if(.., |effect| matches!(effect, Effect::Settle { .. })));
            if writes_item(effects, true) {
                effects.append(&mut kept);
            }
        }))
    };

    assert!(!a_decline_shows(|_| None));
    assert!(a_decline_shows(waits));
}

#[test]
fn a_cap_that_is_answered_aloud_is_seen() {
    assert!(!a_cap_shows(false));
    assert!(a_cap_shows(true));
}

/// Whether it shows upstream that Matthias wants nothing this month, and not that nobody knew Jonas.
fn a_cap_shows(is_aloud: bool) -> bool {
    let [capped, unknown] = [JONAS, STRANGER].map(|handle| {
        let matched = Rc::new(Cell::new(false));
        let mut world = valley_in(watched(12, &matched), &[handle], &network());
        world.limit("Matthias", ConnectorLimits { per_month: Some(0), ..ConnectorLimits::default() });
        let (holder, relay) = (world.org("Lindenhof"), world.org("Riverbend"));
        let aloud: Doctor = Box::new(move |org, effects| {
            if org == holder && matched.take() && !writes_item(effects, true) {
                effects.push(says(relay, 2));
            }
        });
        world.doctor = Some(aloud).filter(|_| is_aloud);
        world.ask("Lucía", JONAS);
        world.run(Span::days(2));
        assert!(world.inbox("Matthias").is_empty());
        world
    });
    !is_same_from(&capped, &unknown, &UPSTREAM)
}

/// A world whose worker tells when a question matched somebody.
fn watched(seed: u8, matched: &Rc<Cell<bool>>) -> World {
    let matched = Rc::clone(matched);
    let worker = move |work: Work| {
        let done = work.run();
        if let Done::Spread { matched: found, .. } | Done::Matched { matched: found, .. } = &done
            && !found.is_empty()
        {
            matched.set(true);
        }
        done
    };
    World::with_worker(seed, Box::new(worker))
}

#[test]
fn tags_without_the_questions_id_are_seen() {
    let mut world = valley(15, JONAS, network());
    let (origin, first) = (world.org("Hillside"), RefCell::new(Vec::new()));
    world.doctor = Some(Box::new(move |org, effects| {
        if org == origin {
            each_frame(effects, |frame| with_first_tags(frame, &mut first.borrow_mut()));
        }
    }));

    assert_eq!(tags_of_two_questions(world), (8, 4));
}

/// What a tag that does not depend on the question comes to: the second question has the tags of the first.
fn with_first_tags(frame: Frame, first: &mut Vec<Tag>) -> Frame {
    let Frame::Query(query) = frame else { return frame };
    let mut core = QueryCore::from_bytes(&query.core.payload).unwrap();
    if first.is_empty() {
        first.clone_from(&core.tags);
    }
    core.tags.clone_from(first);
    let core = wire::verify::sign(&hillside(), &core);
    Frame::Query(Query { core, ..query })
}

/// The key of the organisation that the valley founds first.
fn hillside() -> OrgSecret {
    OrgSecret::from_seed(&[1; 32])
}

/// Whether somebody is found although every proof of an evaluation was altered on its way.
fn an_unproved_table_serves(checks: bool) -> bool {
    let worker = move |mut work: Work| {
        if let Work::Finalize(chunk) = &mut work
            && !checks
        {
            // The one bit the network altered: this worker takes any proof for the right one.
            chunk.proof[0] ^= 1;
        }
        work.run()
    };
    let mut world = World::with_worker(17, Box::new(worker));
    let origin = hillside().public();
    world.doctor = Some(Box::new(move |org, effects| {
        if org == origin {
            each_frame(effects, altered_proof);
        }
    }));
    let mut world = valley_in(world, &[JONAS], &network());
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    !world.inbox("Matthias").is_empty()
}

fn altered_proof(frame: Frame) -> Frame {
    let Frame::EvalResponse(mut response) = frame else { return frame };
    response.proof[0] ^= 1;
    Frame::EvalResponse(response)
}

#[test]
fn an_evaluation_whose_proof_nobody_checks_is_seen() {
    assert!(!an_unproved_table_serves(true));
    assert!(an_unproved_table_serves(false));
}

#[test]
fn an_offer_in_base_mode_to_a_question_that_names_somebody_is_seen() {
    let named = |world: &mut World| world.ask("Lucía", JONAS);
    let described = |world: &mut World| {
        let sought = Sought::about(Kind::Introduction, AttributeType::Topic, "hedges");
        world.seek("Lucía", sought).unwrap()
    };

    assert_eq!(offers_to(named, false), 1);
    assert_eq!(offers_to(named, true), 0);
    assert_eq!(offers_to(described, false), 1);
    assert_eq!(offers_to(described, true), 1, "the same offer to a description is one");
}

/// How many offers Lucía is shown, if holders seal them in base mode or as they should.
fn offers_to(ask: impl FnOnce(&mut World) -> stn_protocol::id::AskId, is_base: bool) -> usize {
    let mut world = valley(18, JONAS, standing());
    world.records("Matthias", contact_on("Ines Gruber", "hedges", "DE", standing()));
    world.run(Span::secs(700));
    let (holder, relay, query) = (world.org("Lindenhof"), world.org("Riverbend"), Rc::new(RefCell::new(None)));
    let mut rng = world.streams("base mode");
    let seals_openly: Doctor = Box::new(move |org, effects| {
        each_frame(effects, |frame| {
            if let (Frame::Query(query_frame), true) = (&frame, org == relay) {
                *query.borrow_mut() = QueryCore::from_bytes(&query_frame.core.payload).ok();
            }
            match query.borrow().as_ref().filter(|_| org == holder) {
                Some(core) => in_base_mode(frame, core, &mut rng),
                None => frame,
            }
        });
    });
    world.doctor = Some(seals_openly).filter(|_| is_base);
    let ask = ask(&mut world);
    world.run(Span::secs(5));
    if !world.inbox("Matthias").is_empty() {
        world.approve("Matthias", "").unwrap();
    }
    world.run(Span::secs(3));
    world.offers("Lucía", ask).len()
}

fn in_base_mode(frame: Frame, core: &QueryCore, rng: &mut dyn Randomness) -> Frame {
    let Frame::Offer(mut offer) = frame else { return frame };
    let (hops_left, floor) = (0, Strength::KnowWell);
    let body = OfferBody { hops_left, floor, letter_key: core.reply_key, blurb: "".into(), expires: core.expires };
    let padded = seal::pad(&body.to_bytes(), limits::OFFER_BODY).unwrap();
    let info = seal::info(Label::Offer, core.query.as_bytes());
    offer.sealed = seal::seal(&mut rng.stream(Purpose::OfferSeal), &core.reply_key, &info, &padded).unwrap();
    Frame::Offer(offer)
}

/// Whether a step writes something that waits for a member, or removes it.
fn writes_item(effects: &[Effect], is_new: bool) -> bool {
    let Some(Effect::Persist(changes)) = effects.first() else { return false };
    changes.iter().any(|change| change.key.first() == Some(&ITEMS) && change.value.is_some() == is_new)
}

/// A frame that says something to a peer where silence is promised.
fn says(peer: OrgId, number: u8) -> Effect {
    let (offer, request) = (OfferRef::from_bytes([number; 16]), RequestId::from_bytes([number; 16]));
    let block = wire::frame::encode(&Frame::Cancel(Cancel { offer, request }));
    Effect::Send { peer, ticket: Ticket(u64::MAX / 2 + u64::from(number)), block }
}

/// Sends another frame in the place of each.
fn each_frame(effects: &mut [Effect], mut other: impl FnMut(Frame) -> Frame) {
    for effect in effects {
        if let Effect::Send { block, .. } = effect
            && let Some(frame) = wire_of(block)
        {
            *block = wire::frame::encode(&other(frame));
        }
    }
}
