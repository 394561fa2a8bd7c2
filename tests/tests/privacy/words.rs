//! A word shows that it passes. What became of a request, of a path tried before, or of a proposal does not.

use stn_protocol::exchange::view::OfferView;
use stn_protocol::exchange::{MemberCommand, WordCommand};
use stn_protocol::message::{Frame, RequestCore};
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;
use stn_tests::World;
use stn_tests::people::words::{request_of, standing, two_paths};
use stn_tests::seen::assert_same_from;
use stn_tests::valley::{JONAS, valley};

use super::holds;

/// A world in which Henrike asked back and was replied to, and what she does then.
fn asked_back(then: impl FnOnce(&mut World)) -> World {
    let mut world = valley(51, JONAS, standing());
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    world.approve("Nadia", "").unwrap();
    world.run(Span::secs(1));
    world.ask_back("Henrike", "a question for Lucía alone").unwrap();
    world.run(Span::secs(2));
    world.reply("Lucía", "a reply for Henrike alone").unwrap();
    world.run(Span::secs(2));
    then(&mut world);
    world.run(Span::days(3));
    world
}

#[test]
fn a_decline_after_a_question_looks_like_silence_after_it() {
    let silent = asked_back(|_| ());
    let declined = asked_back(|world| world.decline("Henrike"));
    let unread = asked_back(|world| {
        let view = world.words("Henrike").remove(0);
        let (request, word) = (request_of(&view), view.word);
        world.act("Henrike", MemberCommand::Word(WordCommand::DropWord { request, word })).unwrap();
    });

    for world in [&declined, &unread] {
        assert_same_from(&silent, world, &["Hillside", "Lindenhof"]);
    }
}

#[test]
fn a_reply_that_never_comes_looks_the_same_beyond_the_askers_node() {
    let asked = |then: fn(&mut World)| {
        let mut world = valley(52, JONAS, standing());
        world.request_jonas("Hello");
        world.run(Span::secs(1));
        world.ask_back("Nadia", "Why now?").unwrap();
        world.run(Span::secs(1));
        then(&mut world);
        world.run(Span::days(1));
        world
    };
    let ignored = asked(|_| ());
    let put_away = asked(|world| {
        let view = world.words("Lucía").remove(0);
        let (request, word) = (request_of(&view), view.word);
        world.act("Lucía", MemberCommand::Word(WordCommand::DropWord { request, word })).unwrap();
    });

    assert_same_from(&ignored, &put_away, &["Hillside", "Riverbend", "Lindenhof"]);
}

#[test]
fn words_leave_on_the_release_grid_and_no_node_can_read_them() {
    let world = asked_back(|_| ());

    let words: Vec<_> = world.trace.iter().filter(|traced| is_word(&traced.block)).collect();
    assert_eq!(words.len(), 2);
    assert!(words.iter().all(|traced| traced.at.as_millis() % 200 == 0 && traced.block.len() == 16_384));
    for text in ["a question for Lucía alone", "a reply for Henrike alone"] {
        assert!(!world.trace.iter().any(|traced| holds(&traced.block, text)), "a frame carried a word in clear");
        for org in ["Hillside", "Riverbend", "Lindenhof"] {
            assert!(!world.disk(&world.org(org)).values().any(|value| holds(value, text)), "{org} stored a word");
        }
    }
}

fn is_word(block: &[u8]) -> bool {
    matches!(wire::frame::decode(block), Ok(Frame::Word(_)))
}

/// A world in which Lucía tries two paths, in the order given, and what becomes of the first.
fn tried(order: impl Fn(&mut Vec<OfferView>), then: impl FnOnce(&mut World)) -> World {
    let mut world = two_paths(53);
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));
    let mut offers = world.offers("Lucía", ask);
    order(&mut offers);
    let requests = world.request_several("Lucía", &offers, "Hello").unwrap();
    world.run(Span::secs(2));
    then(&mut world);
    world.run(Span::days(12));
    let second = RequestCore::from_bytes(&requests[1].core).unwrap();
    let first = world.offers("Lucía", ask).into_iter().find(|offer| offer.offer == requests[1].offer).unwrap();
    assert!(first.used && first.held_until.is_none());
    let left = world.trace.iter().filter(|traced| traced.kind() == "request" && traced.at.since(second.created) < WINK);
    assert!(left.filter(|traced| traced.at >= second.created).count() > 0, "it left when it says it was created");
    world
}

/// Less than anybody can tell from a clock that may differ.
const WINK: Span = Span::secs(2);

#[test]
fn the_second_path_is_asked_at_the_same_moment_whatever_became_of_the_first() {
    let ignored = tried(|_| (), |world| assert_eq!(world.inbox("Piet").len(), 1));
    let declined = tried(|_| (), |world| world.decline("Piet"));
    let asked_back_never = tried(|offers| offers.reverse(), |_| ());
    let passed_and_declined = tried(
        |offers| offers.reverse(),
        |world| {
            world.decline("Nadia");
        },
    );

    assert_same_from(&ignored, &declined, &["Hillside", "Riverbend", "Lindenhof", "Millbrook"]);
    assert_same_from(&asked_back_never, &passed_and_declined, &["Hillside", "Riverbend", "Lindenhof", "Millbrook"]);
}

#[test]
fn the_second_path_is_asked_at_the_same_moment_if_the_first_got_half_way() {
    let half_way = |then: fn(&mut World)| {
        tried(
            |offers| offers.reverse(),
            |world| {
                world.approve("Nadia", "").unwrap();
                world.run(WINK);
                then(world);
            },
        )
    };
    let waiting = half_way(|_| ());
    let declined = half_way(|world| world.decline("Henrike"));

    assert_same_from(&waiting, &declined, &["Hillside", "Millbrook", "Lindenhof"]);
}

/// A world in which Lucía would stay connected with Matthias, and what he makes of it.
fn proposed(then: impl FnOnce(&mut World)) -> World {
    let mut world = valley(54, JONAS, standing());
    world.request_jonas("Hello");
    world.pass_along(["Nadia", "Henrike"]);
    world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));
    world.record_outcomes("Lucía");
    world.propose_to_endpoint("Lucía").unwrap();
    world.run(Span::secs(2));
    then(&mut world);
    world.run(Span::days(3));
    world
}

#[test]
fn a_refused_proposal_to_stay_connected_looks_like_an_ignored_one() {
    let ignored = proposed(|world| assert_eq!(world.words("Matthias").len(), 1));
    let refused = proposed(|world| {
        let view = world.words("Matthias").remove(0);
        let (request, word) = (request_of(&view), view.word);
        world.act("Matthias", MemberCommand::Word(WordCommand::DropWord { request, word })).unwrap();
        assert!(world.words("Matthias").is_empty());
    });

    assert_same_from(&ignored, &refused, &["Hillside", "Riverbend", "Lindenhof"]);
    for org in ["Hillside", "Lindenhof"] {
        assert!(ignored.proposals(org).is_empty() && refused.proposals(org).is_empty());
    }
}

#[test]
fn no_admin_sees_who_would_stay_connected() {
    let world = {
        let mut world = proposed(|world| world.agree("Matthias").unwrap());
        world.tie_agreed("Lucía").unwrap();
        world
    };

    for (org, secrets) in [("Hillside", ["Lucía", "Matthias"]), ("Lindenhof", ["Lucía", "Matthias"])] {
        let shown = format!("{:?}", world.proposals(org));
        assert_eq!(world.proposals(org).len(), 1);
        for secret in secrets {
            assert!(!shown.contains(secret) && !shown.contains(&world.member(secret).1.to_string()));
        }
    }
}
