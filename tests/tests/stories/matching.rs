//! People are sought as they are known: as themselves, by name and organisation, by what they work on, and at an
//! organisation. Across three organisations and inside one.

use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::exchange::{MemberCommand, Refused};
use stn_protocol::local::{Findable, MatchedBy, Whom};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle};
use stn_tests::World;
use stn_tests::people::matching::Sought;
use stn_tests::people::network;
use stn_tests::valley::valley;

const MATTHIAS: &str = "matthias@lindenhof.example";

/// What the first thing that waits is a match of.
fn prompted(items: &[ItemView]) -> (Whom, MatchedBy) {
    match &items.first().unwrap().waiting {
        Waiting::Prompt { whom, by, .. } => (*whom, *by),
        other => panic!("a match waits, not {other:?}"),
    }
}

#[test]
fn a_member_who_lets_themself_be_found_is_found_and_answers_as_themself() {
    let mut world = valley(81, "nobody@elsewhere.example", network());
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
    for connector in ["Nadia", "Henrike"] {
        world.run(Span::secs(1));
        world.approve(connector, "").unwrap();
    }
    world.run(Span::secs(1));
    let read = world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(2));

    assert_eq!(read, "Dear Matthias");
    assert_eq!(*world.judge("Lucía").unwrap().text, "Gladly");
}

#[test]
fn a_colleague_finds_a_member_inside_one_organisation_without_a_frame() {
    let mut world = World::new(82);
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
    let mut world = valley(83, "nobody@elsewhere.example", network());
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
    let mut world = World::new(84);
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
