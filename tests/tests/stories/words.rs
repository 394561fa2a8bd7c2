//! What people say to each other along a request, and what happens when one path stays silent.

use stn_protocol::device::{DeviceError, Heard, Standing};
use stn_protocol::exchange::view::{AskState, BridgeState, LetterRule, OfferView};
use stn_protocol::exchange::{MemberCommand, Refused, WordCommand};
use stn_protocol::id::{Blob, WordId};
use stn_protocol::limits;
use stn_protocol::message::{AttributeType, Kind, RequestCore, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{Audience, EdgePolicy};
use stn_protocol::wire::payload::Payload;
use stn_tests::World;
use stn_tests::people::matching::Sought;
use stn_tests::people::words::{standing, two_paths};
use stn_tests::valley::{JONAS, valley};

/// Lucía's request to Matthias, offered and not yet sent.
fn offered(seed: u8) -> (World, OfferView) {
    let mut world = valley(seed, JONAS, standing());
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    (world, offer)
}

/// Everybody on the way says yes.
fn pass_on(world: &mut World, connectors: &[&str]) {
    for connector in connectors {
        world.run(Span::secs(1));
        world.approve(connector, "").unwrap();
    }
    world.run(Span::secs(1));
}

/// Lucía's request, answered by Matthias and verified.
fn answered(seed: u8) -> World {
    let (mut world, offer) = offered(seed);
    world.request("Lucía", &offer, "Hello").unwrap();
    pass_on(&mut world, &["Nadia", "Henrike"]);
    world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));
    world.record_outcomes("Lucía");
    world
}

#[test]
fn the_second_connector_asks_back_and_passes_on_when_the_reply_is_there() {
    let (mut world, offer) = offered(31);
    world.request("Lucía", &offer, "Hello").unwrap();
    pass_on(&mut world, &["Nadia"]);

    world.ask_back("Henrike", "Is it about the valley?").unwrap();
    world.run(Span::secs(2));
    let heard = world.heard("Lucía").remove(0).unwrap();
    let Heard::Question(voice) = heard else { panic!("a question came") };
    assert_eq!(voice.text.as_str(), "Is it about the valley?");
    assert_eq!((voice.card.name.as_str(), voice.standing), ("Henrike", Standing::Claimed));
    assert_eq!(world.inbox("Henrike").len(), 1, "the request goes on waiting");

    world.reply("Lucía", "It is about the river.").unwrap();
    world.run(Span::secs(2));
    assert!(world.words("Lucía")[0].replied);
    let Heard::Reply { text, item } = world.heard("Henrike").remove(0).unwrap() else { panic!("a reply came") };
    assert_eq!((text.as_str(), item), ("It is about the river.", world.inbox("Henrike")[0].item));
    assert!(world.words("Nadia").is_empty() && world.words("Matthias").is_empty());

    pass_on(&mut world, &["Henrike"]);
    world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));
    let Heard::Question(voice) = world.heard("Lucía").remove(0).unwrap() else { panic!("a question came") };
    assert_eq!(voice.standing, Standing::OnPath, "the answer's chain shows that she stands on the path");
}

#[test]
fn the_pinned_first_person_is_known_to_stand_on_the_path_at_once() {
    let (mut world, offer) = offered(32);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(1));

    world.ask_back("Nadia", "Why now?").unwrap();
    world.run(Span::secs(2));

    let Heard::Question(voice) = world.heard("Lucía").remove(0).unwrap() else { panic!("a question came") };
    assert_eq!(voice.standing, Standing::OnPath);
}

#[test]
fn one_person_asks_one_question_about_one_request() {
    let (mut world, offer) = offered(33);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(1));

    world.ask_back("Nadia", "Why now?").unwrap();
    world.ask_back("Nadia", "the same device gives the same bytes").unwrap();
    let item = world.inbox("Nadia")[0].item;
    let (word, sealed) = (WordId::from_bytes([9; 16]), Blob(vec![7; limits::SEALED_WORD]));
    let second = world.act("Nadia", MemberCommand::Word(WordCommand::AskBack { item, word, sealed }));
    world.run(Span::secs(2));

    assert_eq!(second, Err(Refused::AskedBack));
    assert_eq!(world.words("Lucía").len(), 1);
}

#[test]
fn inside_one_organisation_people_ask_back_without_a_frame() {
    let mut world = World::new(34);
    world.found("Hillside");
    for name in ["Lucía", "Omar", "Ines"] {
        world.join("Hillside", name);
    }
    world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
    world.trust("Omar", "Ines", Strength::WouldVouch, EdgePolicy::default());
    world.knows("Ines", "Jonas Weidt", JONAS, EdgePolicy::default());
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(1));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();

    world.ask_back("Omar", "Which Jonas?").unwrap();
    world.run(Span::secs(1));
    world.reply("Lucía", "Weidt").unwrap();
    world.run(Span::secs(1));

    assert!(matches!(&world.heard("Omar")[0], Ok(Heard::Reply { text, .. }) if text.as_str() == "Weidt"));
    assert!(world.trace.is_empty());
}

#[test]
fn a_restart_loses_no_word() {
    let (mut world, offer) = offered(35);
    world.request("Lucía", &offer, "Hello").unwrap();
    pass_on(&mut world, &["Nadia"]);
    world.ask_back("Henrike", "Is it about the valley?").unwrap();
    for org in ["Riverbend", "Hillside"] {
        let org = world.org(org);
        world.restart(org);
    }
    world.run(Span::secs(3));
    assert_eq!(world.words("Lucía").len(), 1);

    world.reply("Lucía", "It is.").unwrap();
    for org in ["Riverbend", "Hillside"] {
        let org = world.org(org);
        world.restart(org);
    }
    world.run(Span::secs(3));
    assert_eq!(world.words("Henrike").len(), 1);
}

#[test]
fn after_a_withdrawal_no_word_is_left_and_none_may_go() {
    let (mut world, offer) = offered(36);
    world.request("Lucía", &offer, "Hello").unwrap();
    pass_on(&mut world, &["Nadia"]);
    world.ask_back("Henrike", "Is it about the valley?").unwrap();
    world.run(Span::secs(2));
    world.reply("Lucía", "It is.").unwrap();
    world.run(Span::secs(2));

    let ask = world.asks("Lucía")[0].ask;
    world.act("Lucía", MemberCommand::CloseAsk { ask }).unwrap();
    world.run(Span::secs(2));

    assert!(world.words("Lucía").is_empty() && world.words("Henrike").is_empty());
    assert!(world.inbox("Henrike").is_empty());
}

#[test]
fn people_who_met_stay_connected_and_find_each_other_at_one_step() {
    let mut world = answered(37);
    world.peer("Lindenhof", "Hillside");

    world.propose_to_endpoint("Lucía").unwrap();
    world.run(Span::secs(2));
    assert!(matches!(&world.heard("Matthias")[0], Ok(Heard::Stay(voice)) if voice.card.name.as_str() == "Lucía"));
    world.agree("Matthias").unwrap();
    world.run(Span::secs(2));
    world.tie_agreed("Lucía").unwrap();

    for name in ["Lucía", "Matthias"] {
        let bridge = world.bridges(name).into_iter().find(|bridge| bridge.strength == Strength::HaveMet).unwrap();
        assert_eq!(bridge.state, BridgeState::Active, "{name}");
    }
    world.run(Span::secs(700));
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);
    assert_eq!((offers[0].hops, offers[0].floor), (1, Strength::HaveMet));
    world.request("Lucía", &offers[0], "Hello again").unwrap();
    world.run(Span::secs(1));
    assert_eq!(world.answer("Matthias", "Hello").unwrap(), "Hello again");
}

#[test]
fn where_the_organisations_are_not_connected_both_admins_see_a_proposal_and_the_bridge_waits() {
    let mut world = answered(38);

    world.propose_to_asker("Matthias").unwrap();
    world.run(Span::secs(2));
    assert!(matches!(&world.heard("Lucía")[0], Ok(Heard::Stay(voice)) if voice.standing == Standing::FarEnd));
    world.agree("Lucía").unwrap();
    world.run(Span::secs(2));
    world.tie_agreed("Matthias").unwrap();

    for (name, org, other) in [("Lucía", "Hillside", "Lindenhof"), ("Matthias", "Lindenhof", "Hillside")] {
        let state = |world: &World| {
            let met = |bridge: &stn_protocol::exchange::view::BridgeView| bridge.strength == Strength::HaveMet;
            world.bridges(name).into_iter().find(met).unwrap().state
        };
        assert_eq!(state(&world), BridgeState::AwaitsPeering);
        let proposals = world.proposals(org);
        assert_eq!((proposals.len(), proposals[0].org, proposals[0].bridges), (1, world.org(other), 1));
    }
    world.peer("Lindenhof", "Hillside");
    for (name, org) in [("Lucía", "Hillside"), ("Matthias", "Lindenhof")] {
        assert!(world.bridges(name).iter().all(|bridge| bridge.state == BridgeState::Active));
        assert!(world.proposals(org).is_empty());
    }
}

#[test]
fn a_bridge_nobody_connects_the_organisations_for_is_given_up() {
    let mut world = answered(39);
    world.propose_to_asker("Matthias").unwrap();
    world.run(Span::secs(2));
    world.agree("Lucía").unwrap();

    world.run(limits::STAY_LIFE.plus_days(1));

    assert!(world.bridges("Lucía").iter().any(|bridge| bridge.state == BridgeState::Ended));
    assert!(world.proposals("Hillside").is_empty());
}

/// A span and some days.
trait PlusDays {
    fn plus_days(self, days: u64) -> Span;
}

impl PlusDays for Span {
    fn plus_days(self, days: u64) -> Span {
        Span::millis(self.as_millis() + Span::days(days).as_millis())
    }
}

#[test]
fn the_first_offers_share_no_first_person() {
    let mut world = two_paths(40);
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));

    let offers = world.offers("Lucía", ask);

    assert_eq!(offers.len(), 2);
    assert_eq!((offers[0].hops, offers[1].hops), (1, 3));
    assert_ne!(offers[0].first.member, offers[1].first.member);
}

#[test]
fn where_the_first_path_stays_silent_the_second_is_asked_in_its_time_and_answers() {
    let mut world = two_paths(41);
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);
    let requests = world.request_several("Lucía", &offers, "Dear whoever knows Jonas").unwrap();
    let second = RequestCore::from_bytes(&requests[1].core).unwrap();
    world.run(Span::secs(2));
    assert_eq!((world.inbox("Piet").len(), world.inbox("Nadia").len()), (1, 0));
    assert_eq!(world.offers("Lucía", ask)[1].held_until, Some(second.created));

    world.run(second.created.since(world.now));
    world.run(Span::secs(2));
    assert_eq!(world.inbox("Nadia").len(), 1);
    assert!(second.created < offers[1].expires, "it leaves before its offer ends, like any first request");
    pass_on(&mut world, &["Nadia", "Henrike"]);
    assert_eq!(world.answer("Matthias", "Gladly").unwrap(), "Dear whoever knows Jonas");
    world.run(Span::secs(2));
    assert_eq!(world.inbox("Piet").len(), 1);
    world.record_outcomes("Lucía");
    world.run(Span::secs(2));

    assert_eq!(world.asks("Lucía")[0].state, AskState::Introduced);
    assert!(world.inbox("Piet").is_empty(), "what still ran is withdrawn");
}

#[test]
fn after_a_verified_answer_the_second_path_is_never_asked() {
    let mut world = two_paths(42);
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);
    world.request_several("Lucía", &offers, "Hello").unwrap();
    world.run(Span::secs(2));
    world.answer("Piet", "Gladly").unwrap();
    world.run(Span::secs(2));
    world.record_outcomes("Lucía");

    world.run(Span::days(30));

    assert!(world.inbox("Nadia").is_empty());
    let asked = world.trace.iter().filter(|traced| traced.kind() == "request" && traced.to == world.org("Riverbend"));
    assert_eq!(asked.count(), 0);
}

#[test]
fn a_withdrawn_ask_sends_nothing_that_was_held() {
    let mut world = two_paths(43);
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);
    world.request_several("Lucía", &offers, "Hello").unwrap();
    world.run(Span::secs(2));

    world.act("Lucía", MemberCommand::CloseAsk { ask }).unwrap();
    world.run(Span::days(10));

    assert!(world.inbox("Piet").is_empty() && world.inbox("Nadia").is_empty());
    let to_riverbend = world.trace.iter().filter(|traced| traced.to == world.org("Riverbend"));
    assert_eq!(to_riverbend.filter(|traced| traced.kind() == "request").count(), 0);
}

#[test]
fn a_restart_keeps_a_held_request_and_its_time() {
    let mut world = two_paths(44);
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);
    let requests = world.request_several("Lucía", &offers, "Hello").unwrap();
    let leaves = RequestCore::from_bytes(&requests[1].core).unwrap().created;
    let hillside = world.org("Hillside");
    world.restart(hillside);

    world.run(leaves.since(world.now));
    assert!(world.inbox("Nadia").is_empty());
    world.run(Span::secs(2));
    assert_eq!(world.inbox("Nadia").len(), 1);
}

#[test]
fn offers_that_end_before_their_turn_are_refused_when_the_requests_are_written() {
    let mut world = two_paths(45);
    let ask = world.ask_long("Lucía", JONAS, Span::days(1));
    world.run(Span::secs(5));
    let offers = world.offers("Lucía", ask);

    assert_eq!(world.request_several("Lucía", &offers, "Hello").unwrap_err(), DeviceError::OffersTooShort);
    assert!(world.request_several("Lucía", &offers[..1], "Hello").is_ok());
}

#[test]
fn if_everybody_says_yes_within_their_week_the_answer_arrives() {
    let mut world = valley(46, JONAS, standing());
    world.trust("Omar", "Lucía", Strength::KnowWell, EdgePolicy::default());
    let ask = world.ask_long("Omar", JONAS, Span::days(7));
    world.run(Span::secs(5));
    let offers = world.offers("Omar", ask);
    assert_eq!(offers[0].hops, 4);
    world.request_several("Omar", &offers[..1], "Hello").unwrap();

    for connector in ["Lucía", "Nadia", "Henrike"] {
        world.run(Span::days(7));
        world.approve(connector, "").unwrap();
    }
    world.run(Span::days(7));
    world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));

    assert_eq!(*world.judge("Omar").unwrap().text, "Gladly");
}

#[test]
fn the_letter_to_somebody_found_by_a_description_follows_their_answer() {
    let mut world = valley(47, "nobody@lindenhof.example", standing());
    world.publishes("Matthias", "watersheds", "DE", Audience::Network);
    let sought = Sought::about(Kind::Intelligence, AttributeType::Topic, "watersheds");
    let ask = world.seek("Lucía", sought).unwrap();
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);
    assert_eq!(offer.letter_rule, LetterRule::AfterAnswer);
    world.request("Lucía", &offer, "what only Matthias may read").unwrap();
    pass_on(&mut world, &["Nadia", "Henrike"]);
    let (now, item) = (world.now, world.inbox("Matthias").remove(0));
    let first = world.device("Matthias").open_letter(&item, now).unwrap();
    assert_eq!((first.text.as_str(), first.card.name.as_str()), ("", ""));

    assert_eq!(world.answer("Matthias", "I know the valley well").unwrap(), "");
    world.run(Span::secs(2));
    let request = RequestCore::from_bytes(&world.answers("Lucía")[0].core.payload).unwrap().request;
    let (word, sealed) = (WordId::from_bytes([9; 16]), Blob(vec![7; limits::SEALED_WORD]));
    let early = world.act("Lucía", MemberCommand::Word(WordCommand::SendWord { request, word, sealed }));
    assert_eq!(early, Err(Refused::WordUnknown), "nothing follows an answer that was not judged");
    world.record_outcomes("Lucía");
    world.send_letter("Lucía").unwrap();
    world.run(Span::secs(2));

    let Heard::Letter(voice) = world.heard("Matthias").remove(0).unwrap() else { panic!("a letter came") };
    assert_eq!((voice.text.as_str(), voice.card.name.as_str()), ("what only Matthias may read", "Lucía"));
    assert_eq!(world.send_letter("Lucía"), Some(world.words("Matthias")[0].word));
    world.run(Span::secs(2));
    assert_eq!(world.words("Matthias").len(), 1);
}
