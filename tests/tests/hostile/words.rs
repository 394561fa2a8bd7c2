//! Forged, early, repeated and too many words, and words along somebody else's path: all taken, none of effect.

use stn_protocol::device::{DeviceError, FarEnd, Heard, Standing, StayWish};
use stn_protocol::exchange::view::WordTo;
use stn_protocol::id::{OfferRef, RequestDigest, WordId};
use stn_protocol::limits;
use stn_protocol::message::{Frame, RequestCore, Word};
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;
use stn_protocol::wire::record::Status;
use stn_tests::World;
use stn_tests::people::words::standing;
use stn_tests::valley::{JONAS, valley_in_earnest};

use super::hear;

/// Lucía's request waits for Nadia.
fn waiting() -> World {
    let mut world = valley_in_earnest(61, JONAS, &standing());
    world.join("Riverbend", "Mallory");
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    world
}

/// It waits for Matthias.
fn passed() -> World {
    let mut world = waiting();
    for connector in ["Nadia", "Henrike"] {
        world.approve(connector, "").unwrap();
        world.run(Span::secs(1));
    }
    world
}

/// What an offer is called between two nodes.
fn name_between(world: &World, from: &str, to: &str) -> OfferRef {
    let (from, to) = (world.org(from), world.org(to));
    let offers = world.trace.iter().filter(|traced| (traced.from, traced.to) == (from, to));
    let mut named = offers.filter_map(|traced| match wire::frame::decode(&traced.block) {
        Ok(Frame::Offer(offer)) => Some(offer.offer),
        Ok(_) | Err(_) => None,
    });
    named.next_back().unwrap()
}

fn word(offer: OfferRef, id: u8) -> Vec<u8> {
    let (word, sealed) = (WordId::from_bytes([id; 16]), vec![id; limits::SEALED_WORD]);
    wire::frame::encode(&Frame::Word(Word { offer, word, sealed }))
}

const NOTHING: (u8, bool) = (Status::Taken as u8, false);

#[test]
fn a_word_on_a_request_that_nobody_has_passed_on_yet_does_nothing() {
    let mut world = waiting();
    let (riverbend, lindenhof, hillside) = (world.org("Riverbend"), world.org("Lindenhof"), world.org("Hillside"));
    let (below, above) =
        (name_between(&world, "Lindenhof", "Riverbend"), name_between(&world, "Riverbend", "Hillside"));

    assert_eq!(hear(&mut world, riverbend, lindenhof, word(below, 1)), NOTHING);
    assert_eq!(hear(&mut world, riverbend, hillside, word(above, 2)), NOTHING);
    assert!(world.words("Lucía").is_empty() && world.words("Nadia").is_empty());
}

#[test]
fn a_fresh_word_before_the_answer_does_not_reach_the_endpoint() {
    let mut world = passed();
    let (riverbend, hillside) = (world.org("Riverbend"), world.org("Hillside"));
    let above = name_between(&world, "Riverbend", "Hillside");

    assert_eq!(hear(&mut world, riverbend, hillside, word(above, 3)), NOTHING);
    assert!(world.words("Matthias").is_empty());
}

#[test]
fn a_word_along_somebody_elses_offer_does_nothing() {
    let mut world = passed();
    let (riverbend, lindenhof) = (world.org("Riverbend"), world.org("Lindenhof"));
    let above = name_between(&world, "Riverbend", "Hillside");

    assert_eq!(hear(&mut world, riverbend, lindenhof, word(above, 4)), NOTHING);
    assert_eq!(hear(&mut world, riverbend, lindenhof, word(OfferRef::from_bytes([8; 16]), 5)), NOTHING);
}

#[test]
fn a_repeated_word_passes_once_and_a_few_words_pass_in_all() {
    let mut world = passed();
    let (riverbend, lindenhof) = (world.org("Riverbend"), world.org("Lindenhof"));
    let below = name_between(&world, "Lindenhof", "Riverbend");

    assert_eq!(hear(&mut world, riverbend, lindenhof, word(below, 6)), (Status::Taken as u8, true));
    for _ in 0..3 {
        assert_eq!(hear(&mut world, riverbend, lindenhof, word(below, 6)), NOTHING);
    }
    for id in 10..30 {
        world.deliver(riverbend, lindenhof, word(below, id));
    }
    world.run(Span::secs(3));

    assert_eq!(world.words("Lucía").len(), limits::WORDS_UP);
    assert!(world.heard("Lucía").iter().all(|heard| matches!(heard, Err(DeviceError::Unopenable))));
}

#[test]
fn a_declined_request_carries_no_word() {
    let mut world = waiting();
    let (riverbend, lindenhof) = (world.org("Riverbend"), world.org("Lindenhof"));
    let below = name_between(&world, "Lindenhof", "Riverbend");
    world.decline("Nadia");

    assert_eq!(hear(&mut world, riverbend, lindenhof, word(below, 7)), NOTHING);
}

/// A node on the path knows the answer key; its own member makes a word as if she had been asked.
fn forged(world: &mut World, digest: Option<RequestDigest>) {
    let (_, lucia) = world.member("Lucía");
    let (hillside, riverbend, now) = (world.org("Hillside"), world.org("Riverbend"), world.now);
    let request = world.trace.iter().find_map(|traced| match wire::frame::decode(&traced.block) {
        Ok(Frame::Request(request)) => Some(request),
        Ok(_) | Err(_) => None,
    });
    let payload = request.unwrap().core.payload;
    let core = RequestCore::from_bytes(&payload).unwrap();
    let digest = digest.unwrap_or_else(|| stn_protocol::crypto::digest::request_digest(&payload));
    let (request, key, expires) = (core.request, core.answer_key, core.expires);
    let far = FarEnd { request, digest, org: hillside, member: lucia, key, expires };
    let mallory = world.people.get_mut("Mallory").unwrap();
    let said = ("I am at the other end".into(), StayWish::default());
    let (word, sealed) = mallory.device.propose_stay(&mut mallory.rng, &far, said, now).unwrap();
    let offer = name_between(world, "Riverbend", "Hillside");
    let block = wire::frame::encode(&Frame::Word(Word { offer, word, sealed: sealed.0 }));
    world.deliver(hillside, riverbend, block);
    world.run(Span::secs(1));
}

#[test]
fn terms_of_somebody_on_the_way_are_never_agreed_to() {
    let mut world = passed();
    world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));
    world.record_outcomes("Lucía");

    forged(&mut world, None);

    let heard = world.heard("Lucía").remove(0);
    assert!(matches!(heard, Ok(Heard::Stay(voice)) if voice.standing == Standing::Claimed));
    assert_eq!(world.agree("Lucía").unwrap_err(), DeviceError::WordUnfit);
    assert_eq!(world.bridges("Lucía").len(), 1);
}

#[test]
fn a_word_for_another_request_does_not_hold() {
    let mut world = passed();

    forged(&mut world, Some(RequestDigest::from_bytes([9; 32])));

    assert!(matches!(world.heard("Lucía").remove(0), Err(DeviceError::WordUnfit)));
}

#[test]
fn a_word_moved_to_another_reader_or_request_does_not_open() {
    let mut world = passed();
    world.ask_back("Matthias", "Which Jonas?").unwrap();
    world.run(Span::secs(2));
    let now = world.now;
    let mut view = world.words("Lucía").remove(0);
    assert!(matches!(world.device("Lucía").hear(&view, &[], now), Ok(Heard::Question(_))));

    assert!(world.device("Nadia").hear(&view, &[], now).is_err());
    view.to = WordTo::Endpoint;
    assert!(world.device("Lucía").hear(&view, &[], now).is_err());
    view.to = WordTo::Asker;
    view.sealed.0[50] ^= 1;
    assert!(matches!(world.device("Lucía").hear(&view, &[], now), Err(DeviceError::Unopenable)));
}
