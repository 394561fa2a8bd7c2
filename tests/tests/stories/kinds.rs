//! What each kind of ask promises, from question to closing, over three organisations and inside one; and that an
//! appraisal ends on its date. What its candidate must not notice is `candidate`'s to tell.
//!
//! ```text
//!   Lucía ══ Nadia ── Henrike ══ Matthias ── knows Samir
//!   Hillside   Riverbend           Lindenhof
//! ```

use stn_protocol::crypto::sign::CandidateSecret;
use stn_protocol::device::permission::{Giver, sign_permission};
use stn_protocol::device::{AnswerDraft, DeviceError};
use stn_protocol::exchange::view::Waiting;
use stn_protocol::exchange::{MemberCommand, Refused};
use stn_protocol::id::{AskId, Blob};
use stn_protocol::local::AppraisalTerms;
use stn_protocol::message::{Frame, Kind, RequestBody, RequestCore, Strength};
use stn_protocol::policy::{AppraisalRule, OrgPolicy};
use stn_protocol::time::Span;
use stn_protocol::trust::EdgePolicy;
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;
use stn_tests::World;
use stn_tests::people::{Appraised, network};

pub(crate) const SAMIR: &str = "samir@letters.example";
pub(crate) const LETTER: &str = "How did you work together?";

/// The three organisations, each with its domain.
pub(crate) fn federation(seed: u8, name: &str, handle: &str) -> World {
    let mut world = World::new(seed);
    for (org, domain) in
        [("Hillside", "hillside.example"), ("Riverbend", "riverbend.example"), ("Lindenhof", "lindenhof.example")]
    {
        world.found_at(org, domain);
    }
    for (org, member) in
        [("Hillside", "Lucía"), ("Riverbend", "Nadia"), ("Riverbend", "Henrike"), ("Lindenhof", "Matthias")]
    {
        world.join(org, member);
    }
    world.knows("Matthias", name, handle, network());
    world.trust("Nadia", "Henrike", Strength::WouldVouch, network());
    world.peer("Riverbend", "Hillside");
    world.peer("Lindenhof", "Riverbend");
    world.bridge("Lucía", "Nadia", &network());
    world.bridge("Henrike", "Matthias", &network());
    world.run(Span::secs(5));
    world
}

/// From the ask to the letter that waits for Matthias.
fn to_the_letter(world: &mut World, asked: &Appraised) -> AskId {
    let ask = world.ask_as("Lucía", SAMIR, asked).unwrap();
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request_appraisal("Lucía", ask, &offer, LETTER).unwrap().unwrap();
    world.pass_along(["Nadia", "Henrike"]);
    ask
}

fn text(text: &str) -> AnswerDraft {
    AnswerDraft { text: text.into(), ..AnswerDraft::default() }
}

#[test]
fn an_introduction_hands_over_the_persons_card_only_with_the_day_of_their_yes() {
    let mut world = federation(21, "Samir Haddad", SAMIR);
    to_the_letter(&mut world, &Appraised::plain(Kind::Introduction));
    let cards = world.cards("Matthias", "Samir Haddad");
    let with_card = AnswerDraft { cards, ..text("He expects your call") };
    let agreed = AnswerDraft { agreed_on: Some(world.now), ..with_card.clone() };

    assert_eq!(world.answer_as("Matthias", with_card).unwrap_err(), DeviceError::CardNotAgreed);
    world.answer_as("Matthias", agreed).unwrap();
    world.run(Span::secs(3));
    let answer = world.judge("Lucía").unwrap();

    assert_eq!(answer.cards[1].name.as_str(), "Samir Haddad");
    assert_eq!(answer.retain_until, None);
}

#[test]
fn knowledge_and_a_word_put_in_carry_no_card_but_the_endpoints() {
    for (seed, kind) in [(22, Kind::Intelligence), (23, Kind::Influence)] {
        let mut world = federation(seed, "Samir Haddad", SAMIR);
        to_the_letter(&mut world, &Appraised::plain(kind));
        let cards = world.cards("Matthias", "Samir Haddad");
        let with_card = AnswerDraft { cards: cards.clone(), agreed_on: Some(world.now), ..text("Slowly") };
        let own_card = AnswerDraft { cards: cards[..1].to_vec(), ..text("Slowly") };

        assert_eq!(world.answer_as("Matthias", with_card).unwrap_err(), DeviceError::CardKeptBack);
        world.answer_as("Matthias", own_card).unwrap();
        world.run(Span::secs(3));

        assert_eq!(world.judge("Lucía").unwrap().cards.len(), 1);
    }
}

#[test]
fn an_appraisal_carries_the_candidates_permission_and_a_date() {
    let mut world = federation(24, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(90));
    let until = terms.retain_until;
    to_the_letter(&mut world, &appraisal(terms));

    let (now, item) = (world.now, world.inbox("Matthias").remove(0));
    let letter = world.device("Matthias").open_letter(&item, now).unwrap();
    let permission = letter.permission.unwrap();
    assert_eq!(permission.text.as_str(), "You may ask whom I worked with");
    assert!(matches!(permission.giver, Giver::Candidate(_)));
    assert_eq!(letter.retain_until, Some(until));

    world.answer_as("Matthias", text("With care")).unwrap();
    world.run(Span::secs(3));
    let answer = world.judge("Lucía").unwrap();
    assert_eq!((answer.text.as_str(), answer.retain_until), ("With care", Some(until)));
    assert_eq!(world.answers("Lucía")[0].retain_until, Some(until));
}

#[test]
fn the_answer_to_an_appraisal_can_be_read_until_its_date() {
    let mut world = federation(25, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(90));
    let until = terms.retain_until;
    to_the_letter(&mut world, &appraisal(terms));
    world.answer_as("Matthias", text("With care")).unwrap();
    world.run(Span::secs(3));

    let long_after = world.now.plus(Span::days(60));
    world.device("Lucía").tidy(long_after);
    assert!(world.judge("Lucía").is_ok());

    world.device("Lucía").tidy(until.plus(Span::days(1)));
    assert!(world.judge("Lucía").is_err());
}

pub(crate) fn appraisal(terms: AppraisalTerms) -> Appraised {
    Appraised { kind: Kind::Appraisal, avoid: vec!["weavers.example"], terms: Some(terms) }
}

#[test]
fn every_kind_works_inside_one_organisation_without_a_frame() {
    for (seed, kind) in
        [(25, Kind::Introduction), (26, Kind::Intelligence), (27, Kind::Influence), (28, Kind::Appraisal)]
    {
        let mut world = World::new(seed);
        world.found_at("Hillside", "hillside.example");
        for name in ["Lucía", "Omar", "Ines"] {
            world.join("Hillside", name);
        }
        world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
        world.trust("Omar", "Ines", Strength::WouldVouch, EdgePolicy::default());
        world.knows("Ines", "Samir Haddad", SAMIR, EdgePolicy::default());
        let terms = (kind == Kind::Appraisal).then(|| world.terms("Lucía", Span::days(90)));

        let ask = world.ask_as("Lucía", SAMIR, &Appraised { kind, avoid: Vec::new(), terms }).unwrap();
        world.run(Span::secs(1));
        let offer = world.offers("Lucía", ask).remove(0);
        world.request_appraisal("Lucía", ask, &offer, LETTER).unwrap().unwrap();
        world.approve("Omar", "").unwrap();
        world.answer("Ines", "Gladly").unwrap();
        world.run(Span::secs(1));

        assert_eq!(*world.judge("Lucía").unwrap().text, "Gladly");
        assert!(world.trace.is_empty());
    }
}

#[test]
fn an_ask_that_does_not_suit_its_kind_is_refused_before_anything_leaves() {
    let mut world = federation(29, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(90));
    let ask = |world: &mut World, handle: &str, asked: Appraised| world.ask_as("Lucía", handle, &asked).unwrap_err();
    world.trace.clear();

    let without = Appraised::plain(Kind::Appraisal);
    assert_eq!(ask(&mut world, SAMIR, without), Refused::PermissionMissing);
    let unwritten = AppraisalTerms { permission: None, ..terms.clone() };
    assert_eq!(ask(&mut world, SAMIR, appraisal(unwritten)), Refused::PermissionMissing);
    assert_eq!(ask(&mut world, "lindenhof.example", appraisal(terms.clone())), Refused::AppraisalUnnamed);
    let introduction = Appraised { kind: Kind::Introduction, ..appraisal(terms.clone()) };
    assert_eq!(ask(&mut world, SAMIR, introduction), Refused::PermissionUnfit);
    let person = Appraised { avoid: vec![SAMIR], ..Appraised::plain(Kind::Introduction) };
    assert_eq!(ask(&mut world, SAMIR, person), Refused::AvoidUnfit);
    assert_eq!(ask(&mut world, SAMIR, Appraised::plain(Kind::Opportunity)), Refused::KindNotAsked);
    world.run(Span::secs(5));
    assert!(world.trace.iter().all(|traced| traced.kind() != "query"));
}

#[test]
fn the_node_takes_no_other_permission_and_no_other_date_than_its_member_asked_under() {
    let mut world = federation(30, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(90));
    let ask = world.ask_as("Lucía", SAMIR, &appraisal(terms.clone())).unwrap();
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);

    let (now, org) = (world.now, world.member("Lucía").0);
    let mut other = terms;
    other.permission = other.permission.map(|given| {
        let changed = stn_protocol::message::Permission { text: "You may ask anybody".into(), ..given };
        sign_permission(&CandidateSecret::from_seed(&[42; 32]), &org, &changed)
    });
    world.device("Lucía").keep_terms(ask, &other, now).unwrap();

    assert_eq!(world.request_appraisal("Lucía", ask, &offer, LETTER).unwrap(), Err(Refused::SignatureUnfit));
}

#[test]
fn an_organisation_that_needs_no_permission_decides_so_for_its_own_members_alone() {
    let mut world = federation(43, "Samir Haddad", SAMIR);
    let appraisal_rule = AppraisalRule::WithoutPermission { reason: "our collective agreement says so".into() };
    world.serve("Hillside", OrgPolicy { appraisal: appraisal_rule, ..OrgPolicy::default() });
    let terms = AppraisalTerms { permission: None, ..world.terms("Lucía", Span::days(90)) };

    to_the_letter(&mut world, &appraisal(terms));

    let (now, item) = (world.now, world.inbox("Matthias").remove(0));
    assert_eq!(world.device("Matthias").open_letter(&item, now).unwrap_err(), DeviceError::PermissionMissing);
}

/// What travelled sealed: the request's core with its letter inside, the letter, the answer.
fn sealed(world: &World) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let (mut core, mut answer) = (Vec::new(), Vec::new());
    for traced in &world.trace {
        match wire::frame::decode(&traced.block) {
            Ok(Frame::Request(request)) => core = request.core.payload,
            Ok(Frame::Answer(found)) => answer = found.sealed,
            Ok(_) | Err(_) => {}
        }
    }
    let RequestBody::Letter(letter) = RequestCore::from_bytes(&core).unwrap().body else { unreachable!() };
    (core, letter, answer)
}

/// The sealed words that travelled.
fn words_sent(world: &World) -> Vec<Vec<u8>> {
    let words = world.trace.iter().filter_map(|traced| match wire::frame::decode(&traced.block) {
        Ok(Frame::Word(word)) => Some(word.sealed),
        Ok(_) | Err(_) => None,
    });
    words.collect()
}

/// How a key file writes bytes down.
fn written(bytes: &[u8]) -> String {
    serde_json::to_string(&Blob(bytes.to_vec())).unwrap().trim_matches('"').to_owned()
}

#[test]
fn after_its_date_no_byte_of_an_appraisal_is_on_any_disk_or_device() {
    let mut world = federation(39, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(4));
    to_the_letter(&mut world, &appraisal(terms));
    world.ask_back("Matthias", "Which years do you mean?").unwrap();
    world.run(Span::secs(3));
    world.reply("Lucía", "The last three").unwrap();
    world.run(Span::secs(3));
    world.answer_as("Matthias", text("With care")).unwrap();
    world.run(Span::secs(3));
    let (core, letter, answer) = sealed(&world);
    let words = words_sent(&world);
    let (question, reply) = (words.first().unwrap(), words.last().unwrap());
    assert_ne!(question, reply);
    assert!(world.disk_holds("Hillside", &question[40..72]) && world.disk_holds("Lindenhof", &reply[40..72]));
    let permission = b"You may ask whom I worked with".as_slice();
    let parts = [&letter[40..72], &answer[40..72], permission, &question[40..72], &reply[40..72]];
    let files = [("Lucía", written(&core)), ("Matthias", written(&answer))];
    assert!(parts[..4].iter().all(|part| world.disk_holds("Hillside", part)), "the search finds what is there");
    assert!(world.disk_holds("Riverbend", parts[0]) && world.disk_holds("Lindenhof", parts[0]));
    assert!(files.iter().all(|(name, bytes)| world.key_file(name).contains(bytes.as_str())));

    world.run(Span::days(2));
    for org in ["Riverbend", "Lindenhof"] {
        assert!(parts.iter().all(|part| !world.disk_holds(org, part)), "{org} keeps nothing beyond the request");
    }
    assert!(world.judge("Lucía").is_ok(), "the asker has the answer until its date");
    world.run(Span::days(2));

    for name in ["Lucía", "Matthias"] {
        let now = world.now;
        world.device(name).tidy(now);
    }
    for org in ["Hillside", "Riverbend", "Lindenhof"] {
        assert!(parts.iter().all(|part| !world.disk_holds(org, part)), "{org} keeps something");
    }
    assert!(files.iter().all(|(name, bytes)| !world.key_file(name).contains(bytes.as_str())));
    assert!(["You may ask", "Which years"].iter().all(|said| !world.key_file("Lucía").contains(said)));
    assert!(!world.key_file("Matthias").contains("last three"));
    assert!(world.asks("Lucía").is_empty() && world.answers("Lucía").is_empty());
}

#[test]
fn an_unsent_answer_does_not_outlive_its_request_in_any_outbox() {
    let mut world = federation(40, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(4));
    to_the_letter(&mut world, &appraisal(terms));
    let (riverbend, lindenhof) = (world.org("Riverbend"), world.org("Lindenhof"));
    world.cut(lindenhof, riverbend);
    world.answer_as("Matthias", text("With care")).unwrap();
    world.run(Span::secs(3));
    let (_, letter, answer) = sealed(&world);
    assert!(world.disk_holds("Lindenhof", &answer[40..72]), "it waits for the peer");

    world.run(Span::days(3));

    assert!(!world.disk_holds("Lindenhof", &answer[40..72]) && !world.disk_holds("Lindenhof", &letter[40..72]));
}

#[test]
fn an_endpoint_may_have_its_answer_deleted_sooner() {
    let mut world = federation(41, "Samir Haddad", SAMIR);
    let terms = world.terms("Lucía", Span::days(90));
    to_the_letter(&mut world, &appraisal(terms));
    let sooner = stn_protocol::time::Timestamp::from_secs(world.now.plus(Span::days(3)).as_secs());
    world.answer_as("Matthias", AnswerDraft { retain_until: Some(sooner), ..text("With care") }).unwrap();
    world.run(Span::secs(3));

    let answer = world.judge("Lucía").unwrap();
    assert_eq!(answer.retain_until, Some(sooner));
    let request = RequestCore::from_bytes(&world.answers("Lucía")[0].core.payload).unwrap().request;
    world.act("Lucía", MemberCommand::LimitAnswer { request, until: sooner }).unwrap();
    world.restart(world.org("Hillside"));
    world.run(Span::days(4));

    assert!(world.answers("Lucía").is_empty());
}

#[test]
fn a_waiting_prompt_says_that_it_is_an_appraisal() {
    let mut world = federation(42, "Samir Haddad", SAMIR);
    world.appraise("Lucía", SAMIR, &["weavers.example"]);
    world.run(Span::secs(5));

    let Waiting::Prompt { kind, .. } = world.inbox("Matthias").remove(0).waiting else { unreachable!() };
    assert_eq!(kind, Kind::Appraisal);
}
