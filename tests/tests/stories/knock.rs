//! Somebody is reached whom nobody on any path knows: a member knocks at a partner, or an ask keeps looking until
//! the network has grown.

use stn_protocol::device::DeviceError;
use stn_protocol::exchange::view::{AskState, BridgeState, KnockState, MemberLook, MemberSight, Waiting};
use stn_protocol::exchange::{MemberCommand, Refused};
use stn_protocol::limits;
use stn_protocol::local::Left;
use stn_protocol::local::insight::HintStep;
use stn_protocol::message::Strength;
use stn_protocol::time::Span;
use stn_protocol::trust::{Audience, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::JONAS;

const NADIA: &str = "nadia@riverbend.example";

/// Two peers without a bridge; Nadia at Riverbend may be found.
fn two(seed: u8) -> World {
    let mut world = World::new(seed);
    for (org, names) in [("Hillside", ["Lucía", "Omar"]), ("Riverbend", ["Nadia", "Henrike"])] {
        world.found(org);
        for name in names {
            world.join(org, name);
        }
    }
    world.peer("Riverbend", "Hillside");
    world.is_findable("Nadia", NADIA, Audience::Peers);
    world.run(Span::days(2));
    world
}

#[test]
fn a_findable_member_is_knocked_at_says_yes_and_an_ask_crosses_the_bridge() {
    let mut world = two(101);
    world.knows("Nadia", "Jonas Weidt", JONAS, network());
    world.run(Span::days(8));

    world.knock("Lucía", NADIA, "Riverbend").unwrap();
    world.run(Span::days(1));
    let waiting = world.inbox("Nadia");
    let Waiting::Knock { org, body, .. } = &waiting[0].waiting else { panic!("a knock waits") };
    let body = stn_protocol::device::open_knock(*org, body, world.now).unwrap();
    assert_eq!((body.card.name.as_str(), body.note.as_str()), ("Lucía", "we met at the river"));
    assert_eq!(world.knocks_of("Lucía")[0].state, KnockState::Open);
    world.opens_door("Nadia", network());
    world.run(Span::secs(1));
    assert_eq!(world.knocks_of("Lucía")[0].state, KnockState::Answered);
    world.answer_bridges("Lucía");
    world.run(Span::secs(1));
    world.answer_bridges("Nadia");
    assert_eq!(world.knocks_of("Lucía")[0].state, KnockState::Bridge);
    for name in ["Lucía", "Nadia"] {
        assert_eq!(world.bridges_of(name)[0].state, BridgeState::Active);
        assert_eq!(world.bridges_of(name)[0].strength, Strength::HaveMet);
    }

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Nadia", "").unwrap();
    world.run(Span::secs(3));
    assert_eq!(world.offers("Lucía", ask).len(), 1);
    assert!(world.trace.iter().all(|traced| [2_048, 16_384].contains(&traced.block.len())));
}

#[test]
fn a_bridge_of_a_knock_is_rated_higher_once_six_words_agree() {
    let mut world = two(102);
    world.knock("Lucía", NADIA, "Riverbend").unwrap();
    world.run(Span::days(1));
    world.opens_door("Nadia", network());
    for name in ["Lucía", "Nadia"] {
        world.run(Span::secs(1));
        world.answer_bridges(name);
    }
    let bridge = world.bridges_of("Lucía")[0].bridge;

    let words = world.device("Lucía").bridge_words(&bridge).unwrap();
    assert_eq!(world.device("Nadia").bridge_words(&bridge).unwrap(), words);
    for name in ["Lucía", "Nadia"] {
        assert!(world.device(name).awaits_words(&bridge));
        world.device(name).words_agree(&bridge);
        assert!(!world.device(name).awaits_words(&bridge));
    }
    let strength = Strength::KnowWell;
    world.act("Lucía", MemberCommand::RateBridge { bridge, strength, policy: None }).unwrap();
    assert_eq!(world.bridges_of("Lucía")[0].strength, strength);
    let other = world.act("Omar", MemberCommand::RateBridge { bridge, strength, policy: None });
    assert_eq!(other, Err(Refused::BridgeUnknown));
}

#[test]
fn words_differ_for_who_is_pinned_otherwise() {
    let mut world = two(103);
    let (now, expires) = (world.now, world.now.plus(Span::days(1)));
    let link = {
        let lucia = world.people.get_mut("Lucía").unwrap();
        lucia.device.open_bridge(&mut lucia.rng, expires)
    };
    let between = stn_protocol::invitation::BridgeLink { member: world.member("Omar").1, ..link.clone() };
    world.device("Nadia").accept_bridge(&link, now).unwrap();
    world.device("Henrike").accept_bridge(&between, now).unwrap();

    let (one, other) = (
        world.device("Nadia").bridge_words(&link.bridge).unwrap(),
        world.device("Henrike").bridge_words(&link.bridge).unwrap(),
    );
    assert_ne!(one, other);
    assert_eq!(world.device("Omar").bridge_words(&link.bridge), Err(DeviceError::LinkUnknown));
}

#[test]
fn nobody_but_who_lets_themself_be_found_hears_a_knock() {
    let mut world = two(104);
    world.knows("Nadia", "Henrike", "henrike@riverbend.example", network());
    world.run(Span::days(8));

    world.knock("Lucía", "henrike@riverbend.example", "Riverbend").unwrap();
    world.run(Span::days(31));

    assert!(world.inbox("Nadia").is_empty() && world.inbox("Henrike").is_empty());
    assert_eq!(world.knocks_of("Lucía")[0].state, KnockState::Over);
}

#[test]
fn the_same_person_is_not_knocked_at_again_within_ninety_days() {
    let mut world = two(105);
    let (mail, phone) = (NADIA, "+491701234567");

    world.knock_at("Lucía", &[mail, phone], Vec::new()).unwrap();
    assert_eq!(world.knock("Lucía", phone, "Riverbend"), Err(Refused::KnockAgain));
    world.run(Span::days(40));
    assert_eq!(world.knock("Lucía", mail, "Riverbend"), Err(Refused::KnockAgain));
    world.knock("Omar", mail, "Riverbend").unwrap();
    world.run(Span::days(51));
    assert!(world.knocks_of("Lucía").is_empty(), "what is forgotten keeps nobody from knocking");
}

#[test]
fn a_member_has_twenty_open_knocks_and_none_at_who_is_no_partner() {
    let mut world = two(106);
    world.found("Lindenhof");
    for number in 0..limits::KNOCKS_PER_MEMBER {
        world.knock("Lucía", &format!("person{number}@riverbend.example"), "Riverbend").unwrap();
    }

    assert_eq!(world.knock("Lucía", NADIA, "Riverbend"), Err(Refused::KnockTooMany));
    assert_eq!(world.knock("Omar", NADIA, "Lindenhof"), Err(Refused::NotPeer));
    world.run(Span::days(31));
    world.knock("Lucía", NADIA, "Riverbend").unwrap();
    world.run(Span::days(1));
    assert_eq!(world.knocks_before("Nadia").len(), 1);
}

#[test]
fn no_more_than_three_knocks_are_shown_to_a_member_in_a_day_and_each_person_once() {
    let mut world = two(107);
    for name in ["Pia", "Rosa", "Tom"] {
        world.join("Hillside", name);
    }
    for name in ["Lucía", "Omar", "Pia", "Rosa", "Tom"] {
        world.knock(name, NADIA, "Riverbend").unwrap();
    }
    world.run(Span::days(1));

    assert_eq!(world.knocks_before("Nadia").len(), limits::KNOCKS_SHOWN);
}

#[test]
fn what_a_member_knocked_at_survives_a_restart_and_stands_in_their_ledger() {
    let mut world = two(108);
    world.knock("Lucía", NADIA, "Riverbend").unwrap();
    for org in ["Hillside", "Riverbend"] {
        let org = world.org(org);
        world.restart(org);
    }
    world.run(Span::days(1));

    assert_eq!(world.knocks_before("Nadia").len(), 1);
    assert_eq!((world.knocks_of("Lucía")[0].left, world.knocks_of("Lucía")[0].peers), (1, 1));
    let MemberSight::Ledger(ledger) = world.look("Lucía", &MemberLook::Ledger) else { panic!("a ledger") };
    assert!(ledger.entries.iter().any(|entry| matches!(entry.left, Left::Knocked { partners: 1, .. })));
    let riverbend = world.org("Riverbend");
    world.restart(riverbend);
    assert_eq!(world.knocks_before("Nadia").len(), 1);
}

#[test]
fn who_ended_the_link_of_a_knock_before_it_left_did_not_knock() {
    let mut world = two(109);
    world.knock("Lucía", NADIA, "Riverbend").unwrap();
    let bridge = world.knocks_of("Lucía")[0].bridge;
    world.act("Lucía", MemberCommand::EndBridge { bridge }).unwrap();
    world.run(Span::days(2));

    assert!(world.knocks_before("Nadia").is_empty());
    assert_eq!(world.knocks_of("Lucía")[0].state, KnockState::Over);
}

#[test]
fn an_ask_that_keeps_looking_finds_a_path_after_a_later_bridge() {
    let mut world = two(110);
    world.knows("Nadia", "Jonas Weidt", JONAS, network());

    let ask = world.ask_on("Lucía", JONAS, Span::days(60)).unwrap();
    world.run(Span::days(10));
    assert!(world.inbox("Nadia").is_empty());
    world.bridge("Lucía", "Nadia", &network());
    let hillside = world.org("Hillside");
    world.restart(hillside);
    world.run(Span::days(1));
    world.approve("Nadia", "").unwrap();
    world.run(Span::secs(3));

    assert_eq!(world.asks("Lucía").len(), 1);
    assert_eq!(world.asks("Lucía")[0].state, AskState::PathOffered);
    let offers = world.offers("Lucía", ask);
    assert_eq!(offers.len(), 1);
    world.request("Lucía", &offers[0], "Hello").unwrap();
    world.run(Span::secs(2));
    world.answer("Nadia", "Gladly").unwrap();
    world.run(Span::secs(2));
    world.judge("Lucía").unwrap();
}

/// When questions left Hillside.
fn asked_at(world: &World) -> Vec<stn_protocol::time::Timestamp> {
    let hillside = world.org("Hillside");
    world.trace.iter().filter(|one| one.from == hillside && one.kind() == "query").map(|one| one.at).collect()
}

#[test]
fn it_is_asked_afresh_weekly_at_most_and_only_after_a_change_of_the_own_node() {
    let mut world = two(111);
    world.bridge("Lucía", "Nadia", &network());
    world.ask_on("Lucía", JONAS, Span::days(60)).unwrap();
    world.run(Span::days(30));
    assert_eq!(asked_at(&world).len(), 1);

    for number in 0..20 {
        world.knows("Omar", "Somebody", &format!("somebody{number}@elsewhere.example"), EdgePolicy::default());
        world.run(Span::days(1));
    }
    world.run(Span::days(20));

    let moments = asked_at(&world);
    assert!((4..=5).contains(&moments.len()), "{}", moments.len());
    // Both moments are rounded up to the release grid, of which a week is a multiple.
    for pair in moments[1..].windows(2) {
        assert!(pair[1].since(pair[0]).as_millis() >= limits::ASK_AFRESH_EVERY.as_millis());
    }
}

#[test]
fn it_is_not_asked_afresh_while_a_request_is_under_way_nor_after_its_end() {
    let mut world = two(112);
    world.bridge("Lucía", "Nadia", &network());
    world.knows("Nadia", "Jonas Weidt", JONAS, network());
    world.run(Span::days(15));
    let ask = world.ask_on("Lucía", JONAS, Span::days(60)).unwrap();
    world.run(Span::secs(5));
    world.approve("Nadia", "").unwrap();
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    let (now, until) = (world.now, world.now.plus(Span::days(20)));
    let draft = stn_protocol::device::Draft { note: "hello".into(), letter: "Hello".into(), terms: None };
    let lucia = world.people.get_mut("Lucía").unwrap();
    let (core, consent) = lucia.device.compose(&mut lucia.rng, &offer, &draft, until, now).unwrap();
    world.act("Lucía", MemberCommand::SubmitRequest { offer: offer.offer, core, consent }).unwrap();
    world.knows("Omar", "Somebody", "somebody@elsewhere.example", EdgePolicy::default());
    world.run(Span::days(19));
    assert_eq!(asked_at(&world).len(), 1);

    world.run(Span::days(3));
    assert_eq!(asked_at(&world).len(), 2);
    world.act("Lucía", MemberCommand::CloseAsk { ask }).unwrap();
    world.knows("Omar", "Somebody", "another@elsewhere.example", EdgePolicy::default());
    world.run(Span::days(20));
    assert_eq!(asked_at(&world).len(), 2);
}

#[test]
fn an_ask_keeps_looking_for_a_year_at_most() {
    let mut world = two(113);

    assert_eq!(world.ask_on("Lucía", JONAS, Span::days(366)), Err(Refused::KeepLookingDate));
    assert_eq!(world.ask_on("Lucía", JONAS, Span::secs(60)), Err(Refused::KeepLookingDate));
    world.ask_on("Lucía", JONAS, Span::days(365)).unwrap();
}

#[test]
fn a_hint_says_what_may_be_done_next() {
    let mut world = two(114);
    let entry = stn_tests::people::matching::contact("Petra", "Riverbend", "", network());
    world.records("Lucía", entry);

    let MemberSight::Hints(hints) = world.look("Lucía", &MemberLook::Hints) else { panic!("hints") };
    assert_eq!(hints.partners[0].step, HintStep::Knock);
    world.bridge("Lucía", "Nadia", &network());
    let MemberSight::Hints(hints) = world.look("Lucía", &MemberLook::Hints) else { panic!("hints") };
    assert_eq!(hints.partners[0].step, HintStep::None);
}
