//! People are sought as they are known: as themselves, by name and organisation, by what they work on, and at an
//! organisation. Across three organisations and inside one.

use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::exchange::{ContactEntry, MemberCommand, Refused};
use stn_protocol::local::{Findable, MatchedBy, OrgRelation, OrgTie, Whom};
use stn_protocol::message::{AttributeType, Frame, Kind, Strength};
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle};
use stn_protocol::wire::frame;
use stn_protocol::wire::verify::verify_by_origin;
use stn_tests::World;
use stn_tests::people::matching::{Sought, contact, contact_on};
use stn_tests::people::network;
use stn_tests::population::rates::{Sizes, measure};
use stn_tests::valley::valley_in_earnest;

const MATTHIAS: &str = "matthias@lindenhof.example";

/// What the first thing that waits is a match of.
fn prompted(items: &[ItemView]) -> (Whom, MatchedBy) {
    let Waiting::Prompt { whom, by, .. } = &items.first().unwrap().waiting else { panic!("a match waits") };
    (*whom, *by)
}

#[test]
fn a_member_who_lets_themself_be_found_is_found_and_answers_as_themself() {
    let mut world = valley_in_earnest(81, "nobody@elsewhere.example", &network());
    world.is_findable("Matthias", MATTHIAS, Audience::Network);
    world.run(Span::days(2));

    let ask = world.seek("Lucía", Sought::by_handle(Kind::Introduction, MATTHIAS)).unwrap();
    world.run(Span::secs(5));
    assert_eq!(prompted(&world.inbox("Matthias")), (Whom::Themself, MatchedBy::Handle));
    world.approve("Matthias", "that is me").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);
    assert_eq!((offer.hops, offer.floor), (3, Strength::WouldVouch));
    world.request("Lucía", &offer, "Dear Matthias").unwrap();
    world.pass_along(["Nadia", "Henrike"]);
    let read = world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));

    assert_eq!(read, "Dear Matthias");
    assert_eq!(*world.judge("Lucía").unwrap().text, "Gladly");
}

#[test]
fn a_colleague_finds_a_member_inside_one_organisation_without_a_frame() {
    let mut world = World::in_earnest(82);
    world.found("Hillside");
    for name in ["Lucía", "Omar", "Ines"] {
        world.join("Hillside", name);
    }
    world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
    world.trust("Omar", "Ines", Strength::WouldVouch, EdgePolicy::default());
    world.is_findable("Ines", "ines@hillside.example", Audience::OwnOrg);
    world.knows("Omar", "Ines", "ines@hillside.example", EdgePolicy::default());

    let ask = world.seek("Lucía", Sought::by_handle(Kind::Introduction, "ines@hillside.example")).unwrap();
    world.run(Span::secs(1));
    assert_eq!(prompted(&world.inbox("Ines")), (Whom::Themself, MatchedBy::Handle));
    world.approve("Ines", "").unwrap();
    world.run(Span::secs(1));
    let offers = world.offers("Lucía", ask);

    // Through who knows her, and to herself: two paths.
    assert_eq!(offers.iter().map(|offer| offer.hops).collect::<Vec<_>>(), [1, 2]);
    assert!(world.trace.is_empty());
}

#[test]
fn who_takes_their_handles_back_is_found_no_more() {
    let mut world = valley_in_earnest(83, "nobody@elsewhere.example", &network());
    world.is_findable("Matthias", MATTHIAS, Audience::Network);
    world.run(Span::days(2));
    world.seek("Lucía", Sought::by_handle(Kind::Introduction, MATTHIAS)).unwrap();
    world.run(Span::secs(5));
    world.decline("Matthias");

    world.act("Matthias", MemberCommand::SetFindable { findable: None }).unwrap();
    world.seek("Lucía", Sought::by_handle(Kind::Introduction, MATTHIAS)).unwrap();
    world.run(Span::secs(5));

    assert!(world.inbox("Matthias").is_empty());
}

#[test]
fn nobody_is_found_for_an_appraisal_of_themself() {
    let mut world = World::in_earnest(84);
    world.found("Hillside");
    world.join("Hillside", "Lucía");
    let findable = Findable {
        handles: vec![Handle::parse(MATTHIAS, None).unwrap()],
        kinds: [Kind::Introduction, Kind::Appraisal].into(),
        audience: Audience::Network,
        answer: AnswerMode::Standing,
    };

    let refused = world.act("Lucía", MemberCommand::SetFindable { findable: Some(findable) });

    assert_eq!(refused, Err(Refused::FindableUnfit));
}

#[test]
fn somebody_is_asked_for_by_what_they_work_on_and_nobody_is_named() {
    let mut world = valley_in_earnest(85, "nobody@elsewhere.example", &network());
    world.records("Matthias", contact_on("Jonas Weidt", "water", "KE-30", network()));
    world.records("Matthias", contact_on("Ada Adler", "housing", "KE", network()));
    let sought = Sought::about(Kind::Introduction, AttributeType::Topic, "Water").and(AttributeType::Region, "ke");

    let ask = world.seek("Lucía", sought).unwrap();
    world.run(Span::secs(5));
    let items = world.inbox("Matthias");
    assert_eq!(items.len(), 1);
    assert_eq!(prompted(&items).1, MatchedBy::Attributes);
    assert_eq!(name_in(&items), "Jonas Weidt");
    world.approve("Matthias", "he builds wells").unwrap();
    world.run(Span::secs(3));

    let offers = world.offers("Lucía", ask);
    assert_eq!((offers.len(), offers[0].blurb.as_str()), (1, "he builds wells"));
    assert!(world.trace.iter().all(|traced| traced.kind() != "query" || is_unnamed(&traced.block)));
}

#[test]
fn a_member_is_found_by_what_they_published_as_far_as_they_published_it() {
    let mut world = valley_in_earnest(86, "nobody@elsewhere.example", &network());
    world.publishes("Henrike", "water", "KE", Audience::Peers);
    world.publishes("Matthias", "water", "KE", Audience::Peers);
    let sought = || Sought::about(Kind::Intelligence, AttributeType::Topic, "water");

    world.seek("Lucía", sought()).unwrap();
    world.run(Span::secs(5));

    // Hillside is Riverbend's peer; to Lindenhof it is somebody in the network.
    assert_eq!(prompted(&world.inbox("Henrike")), (Whom::Themself, MatchedBy::Attributes));
    assert!(world.inbox("Matthias").is_empty());
}

#[test]
fn a_handle_and_an_attribute_must_both_hold() {
    let mut world = World::in_earnest(87);
    world.found("Hillside");
    for name in ["Lucía", "Omar"] {
        world.join("Hillside", name);
    }
    world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
    world.records("Omar", contact_on("Jonas Weidt", "water", "KE", EdgePolicy::default()));
    let sought = || Sought::by_handle(Kind::Introduction, "https://linkedin.com/in/jonasweidt");

    let fits = world.seek("Lucía", sought().and(AttributeType::Topic, "water")).unwrap();
    let other = world.seek("Lucía", sought().and(AttributeType::Topic, "housing")).unwrap();
    world.run(Span::secs(1));

    assert_eq!((world.offers("Lucía", fits).len(), world.offers("Lucía", other).len()), (1, 0));
}

#[test]
fn a_name_at_an_organisation_finds_who_is_there_and_not_a_namesake_elsewhere() {
    let standing = EdgePolicy { beyond: AnswerMode::Standing, ..network() };
    let mut world = valley_in_earnest(88, "nobody@elsewhere.example", &network());
    world.records("Matthias", contact("Weidt, Dr. Jonas", "Stiftung Quelle gGmbH", "Director", standing.clone()));
    world.records("Matthias", contact("Jonas Weidt", "Haus Adler e.V.", "Cook", standing));
    world.run(Span::days(2));

    let ask = world.seek("Lucía", Sought::by_handle(Kind::Introduction, "Jonas Weidt at Quelle Foundation")).unwrap();
    world.run(Span::secs(5));

    // Even a standing consent does not answer: it could be somebody else of that name.
    let items = world.inbox("Matthias");
    assert_eq!((items.len(), prompted(&items).1), (1, MatchedBy::NameOrg));
    assert_eq!(name_in(&items), "Weidt, Dr. Jonas");
    assert!(world.offers("Lucía", ask).is_empty());
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    assert_eq!(world.offers("Lucía", ask).len(), 1);
}

#[test]
fn two_people_of_one_name_and_organisation_stay_two_and_both_owners_are_asked() {
    let mut world = World::in_earnest(89);
    world.found("Hillside");
    for name in ["Lucía", "Omar", "Ines"] {
        world.join("Hillside", name);
    }
    for colleague in ["Omar", "Ines"] {
        world.trust("Lucía", colleague, Strength::KnowWell, EdgePolicy::default());
    }
    let mut handle_less = contact("Jonas Weidt", "Quelle", "", EdgePolicy::default());
    handle_less.handles = vec![Handle::parse("Jonas Weidt at Quelle", None).unwrap()];
    world.records("Omar", handle_less.clone());
    world.records("Ines", handle_less.clone());
    world.records("Ines", handle_less);
    world.knows("Omar", "Jonas", "jonas@weidt.example", EdgePolicy::default());

    world.seek("Lucía", Sought::by_handle(Kind::Introduction, "Weidt, Jonas @ Quelle")).unwrap();
    let by_address = world.seek("Lucía", Sought::by_handle(Kind::Introduction, "jonas@weidt.example")).unwrap();
    world.run(Span::secs(1));

    assert_eq!(["Omar", "Ines"].map(|name| world.inbox(name).len()), [1, 1]);
    assert_eq!(world.people_of("Ines"), 1);
    assert_eq!(world.offers("Lucía", by_address).len(), 1);
}

#[test]
fn knowledge_about_an_organisation_is_sought_by_its_domain() {
    let mut world = valley_in_earnest(90, "nobody@elsewhere.example", &network());
    world.names_organisation("Matthias", "Foundation F", "foundation.example");
    world.records("Matthias", contact("Jane Doe", "Foundation F", "Director", network()));
    world.run(Span::days(2));
    let sought = |kind| Sought::by_handle(kind, "foundation.example");

    world.seek("Lucía", sought(Kind::Intelligence)).unwrap();
    world.run(Span::secs(5));
    let items = world.inbox("Matthias");
    assert_eq!((items.len(), prompted(&items).1), (1, MatchedBy::Organisation));
    // The same is put before somebody once a week.
    world.run(Span::days(8));

    world.seek("Lucía", sought(Kind::Influence).and(AttributeType::Role, "director")).unwrap();
    world.run(Span::secs(5));
    assert_eq!(world.inbox("Matthias").len(), 1);
    world.run(Span::days(8));

    world.seek("Lucía", sought(Kind::Influence).and(AttributeType::Role, "cook")).unwrap();
    world.run(Span::secs(5));
    assert!(world.inbox("Matthias").is_empty());
}

#[test]
fn who_is_tied_to_an_organisation_is_asked_about_it_without_knowing_anybody_there() {
    let mut world = World::in_earnest(91);
    world.found("Hillside");
    for name in ["Lucía", "Omar"] {
        world.join("Hillside", name);
    }
    world.trust("Lucía", "Omar", Strength::KnowWell, EdgePolicy::default());
    let organisation = world.names_organisation("Omar", "Foundation F", "foundation.example");
    let tie = OrgTie {
        relation: OrgRelation::FundedBy,
        since: Private::default(),
        strength: Strength::HaveMet,
        policy: EdgePolicy { own_org: AnswerMode::Ask, ..EdgePolicy::default() },
    };
    world.act("Omar", MemberCommand::TieOrganisation { organisation, tie: Some(tie) }).unwrap();

    let ask = world.seek("Lucía", Sought::by_handle(Kind::Intelligence, "foundation.example")).unwrap();
    world.run(Span::secs(1));
    assert_eq!(prompted(&world.inbox("Omar")), (Whom::Organisation(organisation), MatchedBy::Organisation));
    world.approve("Omar", "").unwrap();
    world.run(Span::secs(1));

    assert_eq!(world.offers("Lucía", ask)[0].floor, Strength::HaveMet);
}

#[test]
fn an_appraisal_names_a_person_and_nothing_less() {
    let mut world = World::in_earnest(92);
    world.found("Hillside");
    world.join("Hillside", "Lucía");

    let of_organisation = world.seek("Lucía", Sought::by_handle(Kind::Appraisal, "foundation.example"));
    let by_topic = world.seek("Lucía", Sought::about(Kind::Appraisal, AttributeType::Topic, "water"));
    let of_nobody =
        world.seek("Lucía", Sought { kind: Kind::Introduction, handles: vec![], attributes: vec![], avoid: vec![] });

    assert_eq!((of_organisation, by_topic), (Err(Refused::AppraisalUnnamed), Err(Refused::AppraisalUnnamed)));
    assert_eq!(of_nobody, Err(Refused::HandleCount));
}

#[test]
fn who_is_asked_for_at_a_domain_is_found_by_the_name_that_colleagues_addresses_there_go_with() {
    let mut world = valley_in_earnest(96, "nobody@elsewhere.example", &network());
    world.records("Matthias", contact("Jonas Weidt", "Stiftung Quelle gGmbH", "Director", network()));
    let colleague = ContactEntry {
        handles: Handle::parse_all("ada@quelle.example", None).unwrap(),
        ..contact("Ada Adler", "Stiftung Quelle", "Clerk", EdgePolicy::default())
    };
    let sought = || Sought::by_handle(Kind::Introduction, "Jonas Weidt at quelle.example");
    world.run(Span::days(2));

    world.seek("Lucía", sought()).unwrap();
    world.run(Span::secs(5));
    let before = world.inbox("Matthias").len();
    world.records("Nadia", colleague.clone());
    world.seek("Nadia", sought()).unwrap();
    world.records("Lucía", colleague);
    world.seek("Lucía", sought()).unwrap();
    world.run(Span::secs(5));

    let items = world.inbox("Matthias");
    assert_eq!((before, items.len()), (0, 2));
    assert_eq!(prompted(&items).1, MatchedBy::NameOrg);
}

#[test]
fn nine_in_ten_are_found_whatever_export_wrote_them_and_hardly_anybody_else() {
    let rates = measure(&Sizes { seed: 3, people: 1_500, holders: 3, each: 500, asks: 200 });

    assert!(rates.found_share() >= 0.9, "found {} of {}", rates.found, rates.asks);
    assert!(rates.others_share() <= 0.01, "{} of {} offers for somebody else", rates.others, rates.offers);
}

/// The name in the first thing that waits.
fn name_in(items: &[ItemView]) -> String {
    let Waiting::Prompt { name, .. } = &items.first().unwrap().waiting else { panic!("a match waits") };
    name.0.clone()
}

/// Whether a question carries no tag.
fn is_unnamed(block: &[u8]) -> bool {
    let Ok(Frame::Query(query)) = frame::decode(block) else { return false };
    verify_by_origin(&query.core).unwrap().tags.is_empty()
}
