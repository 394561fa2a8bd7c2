//! An appraisal that neither the candidate nor their employer notices, at any stage, by whatever way the question goes.

use stn_protocol::exchange::view::{BridgeView, MemberLook, MemberSight};
use stn_protocol::id::BranchId;
use stn_protocol::local::Left;
use stn_protocol::message::{AttributeType, Entry, Frame, Kind, Query, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_protocol::wire;
use stn_tests::World;
use stn_tests::people::matching::{Sought, contact_on};
use stn_tests::people::{Appraised, network};

use super::kinds::{LETTER, SAMIR, appraisal, federation};

/// ```text
///   Ulf (Weavers) ══ Lucía ══ Nadia ── Henrike ══ Matthias ── knows Samir
///                                        ╚══════ Tove (Weavers) ── knows Samir, who is a member there
/// ```
fn with_the_employer(seed: u8) -> World {
    let mut world = federation(seed, "Samir Haddad", SAMIR);
    world.found_at("Weavers", "weavers.example");
    for member in ["Tove", "Ulf", "Samir Haddad"] {
        world.join("Weavers", member);
    }
    world.knows("Tove", "Samir Haddad", SAMIR, network());
    world.trust("Ulf", "Samir Haddad", Strength::WouldVouch, network());
    world.trust("Ulf", "Tove", Strength::WouldVouch, network());
    world.trust("Tove", "Samir Haddad", Strength::WouldVouch, network());
    world.peer("Riverbend", "Weavers");
    world.peer("Hillside", "Weavers");
    world.bridge("Henrike", "Tove", &network());
    world.bridge("Lucía", "Ulf", &network());
    world.run(Span::secs(5));
    world.trace.clear();
    world
}

fn assert_weavers_see_nothing(world: &World) {
    for member in ["Tove", "Ulf", "Samir Haddad"] {
        assert!(world.inbox(member).is_empty(), "{member} sees something");
    }
}

fn questions_to(world: &World, org: &str) -> usize {
    let org = world.org(org);
    world.trace.iter().filter(|traced| traced.to == org && traced.kind() == "query").count()
}

#[test]
fn neither_the_employer_nor_the_candidate_sees_anything_of_an_appraisal_at_any_stage() {
    let mut world = with_the_employer(31);
    let terms = world.terms("Lucía", Span::days(90));

    let ask = world.ask_as("Lucía", SAMIR, &appraisal(terms)).unwrap();
    world.run(Span::secs(5));
    assert_weavers_see_nothing(&world);
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request_appraisal("Lucía", ask, &offer, LETTER).unwrap().unwrap();
    for connector in ["Nadia", "Henrike"] {
        world.run(Span::secs(1));
        assert_weavers_see_nothing(&world);
        world.approve(connector, "").unwrap();
    }
    world.run(Span::secs(1));
    world.answer("Matthias", "With care").unwrap();
    world.run(Span::secs(3));

    assert_eq!(*world.judge("Lucía").unwrap().text, "With care");
    assert_weavers_see_nothing(&world);
    assert_eq!(questions_to(&world, "Weavers"), 0);
}

#[test]
fn an_introduction_does_reach_whom_an_appraisal_avoids() {
    let mut world = with_the_employer(32);

    world.ask_as("Lucía", SAMIR, &Appraised::plain(Kind::Introduction)).unwrap();
    world.run(Span::secs(5));

    assert_eq!(world.inbox("Tove").len(), 1);
    assert!(questions_to(&world, "Weavers") > 0);
}

#[test]
fn the_askers_ledger_counts_the_partners_a_question_went_to_and_not_the_avoided_one() {
    let partners = |world: &World| -> Vec<usize> {
        let left = world.left("Lucía").into_iter();
        let asked = left.filter_map(|left| if let Left::Asked { partners, .. } = left { Some(partners) } else { None });
        asked.collect()
    };
    let mut world = with_the_employer(39);
    let terms = world.terms("Lucía", Span::days(90));

    world.ask_as("Lucía", SAMIR, &appraisal(terms)).unwrap();
    world.run(Span::secs(5));
    world.ask_as("Lucía", SAMIR, &Appraised::plain(Kind::Introduction)).unwrap();
    world.run(Span::secs(5));

    assert_eq!(partners(&world), [1, 2]);
}

#[test]
fn a_node_that_recognises_the_candidate_as_its_member_prompts_nobody_without_any_list() {
    let mut world = with_the_employer(33);
    let terms = world.terms("Lucía", Span::days(90));

    world.ask_as("Lucía", SAMIR, &Appraised { avoid: Vec::new(), ..appraisal(terms) }).unwrap();
    world.run(Span::secs(5));

    assert!(questions_to(&world, "Weavers") > 0, "it did come there");
    assert_weavers_see_nothing(&world);
    assert_eq!(world.inbox("Matthias").len(), 1);
}

#[test]
fn an_avoided_node_that_gets_the_question_all_the_same_keeps_still_and_passes_nothing_on() {
    let mut world = with_the_employer(34);
    let terms = world.terms("Lucía", Span::days(90));
    world.ask_as("Lucía", SAMIR, &appraisal(terms)).unwrap();
    world.run(Span::secs(5));
    let sent = world.trace.iter().find_map(|traced| match wire::frame::decode(&traced.block) {
        Ok(Frame::Query(query)) => Some(query),
        _ => None,
    });
    let MemberSight::Bridges(bridges) = world.look("Tove", &MemberLook::Bridges) else { unreachable!() };
    let bridge = bridges.iter().map(|one: &BridgeView| one.bridge).next().unwrap();

    let entries = vec![Entry { bridge, hops_left: 2, floor: Strength::WouldVouch }];
    let query = Query { branch: BranchId::from_bytes([9; 16]), credit: 64, entries, ..sent.unwrap() };
    let (weavers, riverbend) = (world.org("Weavers"), world.org("Riverbend"));
    world.deliver(weavers, riverbend, wire::frame::encode(&Frame::Query(query)));
    world.run(Span::secs(5));

    assert_weavers_see_nothing(&world);
    assert!(world.trace.iter().all(|traced| traced.from != weavers || traced.kind() != "query"));
}

/// ```text
///   Lucía ══ Samir ══ Ruth ── knows Samir       Tove, at Samir's organisation, has his address, too
///   Hillside  Weavers  Orchard
/// ```
fn over_the_candidate(seed: u8) -> World {
    let mut world = World::new(seed);
    for (org, member) in [("Hillside", "Lucía"), ("Weavers", "Samir Haddad"), ("Orchard", "Ruth")] {
        world.found_at(org, &format!("{}.example", org.to_lowercase()));
        world.join(org, member);
    }
    world.join("Weavers", "Tove");
    world.knows("Tove", "Samir Haddad", SAMIR, network());
    world.knows("Ruth", "Samir Haddad", SAMIR, network());
    world.peer("Weavers", "Hillside");
    world.peer("Orchard", "Weavers");
    world.bridge("Lucía", "Samir Haddad", &network());
    world.bridge("Samir Haddad", "Ruth", &network());
    world.run(Span::secs(700));
    world
}

#[test]
fn no_offer_comes_back_over_the_candidate() {
    let mut world = over_the_candidate(35);

    let ask = world.appraise("Lucía", SAMIR, &[]);
    world.run(Span::secs(10));
    world.approve("Ruth", "").unwrap();
    world.run(Span::secs(5));

    assert!(world.offers("Lucía", ask).is_empty());
    assert!(world.inbox("Samir Haddad").is_empty() && world.inbox("Tove").is_empty());
}

#[test]
fn an_introduction_to_somebody_may_go_over_them() {
    let mut world = over_the_candidate(35);

    let ask = world.ask_as("Lucía", SAMIR, &Appraised::plain(Kind::Introduction)).unwrap();
    world.run(Span::secs(10));
    world.approve("Ruth", "").unwrap();
    world.run(Span::secs(5));

    assert_eq!(world.offers("Lucía", ask).len(), 1);
}

#[test]
fn nobody_is_asked_about_a_colleague_inside_their_own_organisation() {
    let mut world = World::new(36);
    world.found_at("Hillside", "hillside.example");
    for name in ["Lucía", "Omar", "Samir Haddad"] {
        world.join("Hillside", name);
    }
    world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
    world.trust("Omar", "Samir Haddad", Strength::KnowWell, EdgePolicy::default());
    let ask_first = EdgePolicy { own_org: AnswerMode::Ask, ..EdgePolicy::default() };
    world.knows("Omar", "Dr. Samir Haddad", SAMIR, ask_first);

    let ask = world.appraise("Lucía", SAMIR, &[]);
    world.run(Span::secs(5));

    assert!(world.offers("Lucía", ask).is_empty());
    assert!(world.inbox("Omar").is_empty() && world.inbox("Samir Haddad").is_empty());
}

/// ```text
///   Lucía ══ Nadia ══ Matthias ══ Ruth ── knows Samir
///   Hillside  Riverbend  Lindenhof  Orchard
/// ```
fn chain(seed: u8) -> World {
    let mut world = World::new(seed);
    let orgs = ["Hillside", "Riverbend", "Lindenhof", "Orchard"];
    let members = ["Lucía", "Nadia", "Matthias", "Ruth"];
    for (org, member) in orgs.into_iter().zip(members) {
        world.found_at(org, &format!("{}.example", org.to_lowercase()));
        world.join(org, member);
    }
    world.knows("Ruth", "Samir Haddad", SAMIR, network());
    for (pair, ends) in orgs.windows(2).zip(members.windows(2)) {
        world.peer(pair[0], pair[1]);
        world.bridge(ends[0], ends[1], &network());
    }
    world.run(Span::secs(5));
    world.trace.clear();
    world
}

#[test]
fn a_question_waits_at_a_relay_until_the_next_node_can_be_judged() {
    let mut world = chain(37);

    world.appraise("Lucía", SAMIR, &["weavers.example"]);
    world.run(Span::secs(10));

    let (lindenhof, orchard) = (world.org("Lindenhof"), world.org("Orchard"));
    let moment = |kind: &str, from, to| {
        let found = world.trace.iter().find(|one| one.kind() == kind && one.from == from && one.to == to);
        found.map(|one| one.at)
    };
    let judged = moment("eval-response", world.org("Riverbend"), lindenhof).unwrap();
    assert!(moment("query", lindenhof, orchard).unwrap() > judged);
    assert_eq!(world.inbox("Ruth").len(), 1);
}

#[test]
fn a_relay_far_from_the_asker_keeps_the_question_from_an_avoided_peer() {
    let mut world = chain(38);

    world.appraise("Lucía", SAMIR, &["orchard.example"]);
    world.run(Span::secs(10));

    assert_eq!(questions_to(&world, "Orchard"), 0);
    assert_eq!(questions_to(&world, "Lindenhof"), 1);
    assert!(world.inbox("Ruth").is_empty());
}

#[test]
fn a_question_by_words_alone_reaches_who_has_them_and_stays_away_from_who_is_avoided() {
    let about = || Sought::about(Kind::Introduction, AttributeType::Topic, "water");
    let asked = |sought: Sought| {
        let mut world = chain(39);
        world.records("Ruth", contact_on("Ana Diaz", "water", "KE", network()));
        world.seek("Lucía", sought).unwrap();
        world.run(Span::secs(10));
        let soon = world.inbox("Ruth").len();
        world.run(Span::secs(1_200));
        (soon, questions_to(&world, "Orchard"))
    };

    assert_eq!(asked(about()), (1, 1));
    assert_eq!(asked(about().avoiding("orchard.example")), (0, 0));
}
