//! What left about each member, what a node forgets, and what it goes on from after a restore.

use std::collections::BTreeMap;

use stn_protocol::engine::Engine;
use stn_protocol::exchange::view::{BridgeState, MemberLook, MemberSight, Neighbour};
use stn_protocol::exchange::{ContactEntry, MemberCommand, Recorded, Refused, Reply};
use stn_protocol::id::{BridgeId, ContactId, ImportId, RequestId};
use stn_protocol::local::{ImportMark, Left, OfferedBy, Origin, Whom};
use stn_protocol::message::{AttributeType, Card, Kind, Strength};
use stn_protocol::policy::ConnectorLimits;
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle};
use stn_tests::World;
use stn_tests::people::alerts::job;
use stn_tests::people::matching::Sought;
use stn_tests::people::network;
use stn_tests::valley::JONAS;

use super::valley;

/// The story of three organisations from question to answer.
fn told(seed: u8) -> World {
    let mut world = valley(seed, network());
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "I know him").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(1));
    world.approve("Nadia", "worth an hour").unwrap();
    world.run(Span::secs(1));
    world.approve("Henrike", "").unwrap();
    world.run(Span::secs(1));
    world.answer("Matthias", "Gladly").unwrap();
    world.run(Span::secs(5));
    world.judge("Lucía").unwrap();
    world
}

fn bridge_of(world: &World, name: &str) -> BridgeId {
    let MemberSight::Bridges(bridges) = world.look(name, &MemberLook::Bridges) else {
        panic!("bridges were asked for")
    };
    bridges[0].bridge
}

fn across(world: &World, from: &str, to: &str) -> Neighbour {
    let (org, member) = world.member(to);
    Neighbour { org, member, bridge: Some(bridge_of(world, from)) }
}

fn card(name: &str) -> Card {
    Card { name: name.into(), contact: Private(format!("{name}@contact.example")), ..Card::default() }
}

fn tied(world: &World, name: &str, with: &str) -> Left {
    Left::BridgeTied { bridge: bridge_of(world, name), with: across(world, name, with), card: card(name) }
}

fn origin(world: &World, org: &str, is_known: bool) -> Origin {
    Origin { org: world.org(org), name: org.into(), is_known }
}

fn request_of(left: &[Left]) -> RequestId {
    let sent =
        left.iter().find_map(|left| if let Left::RequestSent { request, .. } = left { Some(*request) } else { None });
    sent.expect("a request was sent")
}

#[test]
fn each_members_ledger_says_exactly_what_left() {
    let world = told(31);
    let kind = Kind::Introduction;
    let (ask, request) = (world.asks("Lucía")[0].ask, request_of(&world.left("Lucía")));
    let known = origin(&world, "Hillside", true);
    let passed = |to, note: &str| Left::PassedOn { origin: known.clone(), request, kind, to, note: note.into() };
    let led = |origin| Left::LedToAnswer { origin, request, kind };
    let (riverbend, henrike) = world.member("Henrike");

    assert_eq!(world.left("Omar"), []);
    assert_eq!(
        world.left("Lucía"),
        [
            tied(&world, "Lucía", "Nadia"),
            Left::Asked { ask, kind, partners: 1, attributes: Vec::new() },
            Left::RequestSent {
                request,
                kind,
                first: across(&world, "Lucía", "Nadia"),
                note: "an introduction".into()
            },
        ]
    );
    assert_eq!(
        world.left("Nadia"),
        [
            tied(&world, "Nadia", "Lucía"),
            passed(Neighbour { org: riverbend, member: henrike, bridge: None }, "worth an hour"),
            led(known.clone()),
        ]
    );
    assert_eq!(
        world.left("Henrike"),
        [tied(&world, "Henrike", "Matthias"), passed(across(&world, "Henrike", "Matthias"), ""), led(known.clone())]
    );
    let (unknown, whom) = (origin(&world, "Hillside", false), Whom::Contact(ContactId(1)));
    let evaluated = |origin| Left::Evaluated { origin, epoch: 1, handles: 1 };
    let by = OfferedBy::Prompt { blurb: "I know him".into() };
    assert_eq!(
        world.left("Matthias"),
        [
            evaluated(origin(&world, "Riverbend", true)),
            tied(&world, "Matthias", "Henrike"),
            evaluated(unknown.clone()),
            Left::OfferLeft { origin: unknown.clone(), kind, whom, by },
            Left::Answered { origin: unknown, request, kind, whom },
        ]
    );
}

#[test]
fn a_ledger_names_its_people_and_shows_an_entry_only_once_it_left() {
    let mut world = valley(32, EdgePolicy { beyond: AnswerMode::Standing, ..network() });
    let names = |world: &World, name: &str| -> Vec<String> {
        world.ledger(name).people.into_iter().map(|one| one.name.0).collect()
    };

    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let matthias = world.ledger("Matthias");

    let standing =
        matthias.entries.iter().find(|entry| matches!(&entry.left, Left::OfferLeft { by: OfferedBy::Standing, .. }));
    assert!(standing.unwrap().at <= world.now);
    assert_eq!(matthias.contacts[0].name.as_str(), "Jonas Weidt");
    assert_eq!(names(&world, "Matthias"), ["Henrike"]);
    assert_eq!(names(&world, "Lucía"), ["Nadia"]);
    let org = world.ledger("Lucía").organisations.remove(0);
    assert_eq!((org.name.as_str(), org.is_known), ("Riverbend", true));
}

#[test]
fn an_alert_of_the_own_organisation_bears_its_name_in_a_colleagues_ledger() {
    let mut world = World::new(43);
    world.found("Hillside");
    for name in ["Lucía", "Omar", "Ines"] {
        world.join("Hillside", name);
    }
    let request = world.alert("Lucía", &job(), &["Omar"]).unwrap();
    world.pass("Omar", &["Ines"], "you?").unwrap();
    world.interested("Ines", "Yes").unwrap();
    world.run(Span::secs(1));

    let (kind, own) = (Kind::Opportunity, origin(&world, "Hillside", true));
    let to = world.next_to("Omar", "Ines");
    let passed = Left::PassedOn { origin: own.clone(), request, kind, to, note: "you?".into() };
    assert_eq!(world.left("Omar"), [passed, Left::LedToAnswer { origin: own.clone(), request, kind }]);
    assert_eq!(world.left("Ines"), [Left::AlertAnswered { origin: own, request, kind }]);
}

#[test]
fn a_ledger_survives_a_restart() {
    let mut world = told(33);
    let before: BTreeMap<&str, Vec<Left>> =
        ["Lucía", "Nadia", "Matthias"].into_iter().map(|name| (name, world.left(name))).collect();

    for org in ["Hillside", "Riverbend", "Lindenhof"] {
        world.restart(world.org(org));
    }

    for (name, left) in before {
        assert_eq!(world.left(name), left, "{name}");
    }
}

/// Whether bytes stand anywhere on a node's disk.
fn holds(world: &World, org: &str, needle: &[u8]) -> bool {
    let found = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    world.disk(&world.org(org)).iter().any(|(key, value)| found(key) || found(value))
}

fn erase(world: &mut World, name: &str) {
    world.act(name, MemberCommand::EraseMe).unwrap();
    world.run(Span::secs(5));
}

/// A member uses what else there is: a phrase, limits, own handles, an alert over the bridge, an ask by words.
fn live(world: &mut World, name: &str) {
    world.open_session(name);
    world.phrase(name);
    let limits = ConnectorLimits { per_month: Some(9), ..ConnectorLimits::default() };
    world.act(name, MemberCommand::SetLimits { limits: Box::new(limits) }).unwrap();
    world.is_findable(name, "own@members.example", Audience::Peers);
    let to = match name {
        "Lucía" => "Nadia",
        "Nadia" => "Lucía",
        _ => "Henrike",
    };
    world.alert(name, &job(), &[to]).unwrap();
    world.seek(name, Sought::about(Kind::Introduction, AttributeType::Topic, "water")).unwrap();
    world.run(Span::secs(5));
}

#[test]
fn nothing_of_an_erased_member_is_left_in_any_table() {
    for (org, name) in [("Hillside", "Lucía"), ("Riverbend", "Nadia"), ("Lindenhof", "Matthias")] {
        let mut world = told(34);
        live(&mut world, name);
        let (_, member) = world.member(name);
        let device = world.device(name).device_key();
        let engine = world.engine(&world.org(org));
        assert_eq!(engine.member_of_device(&device, world.now), Some(member));
        assert!(holds(&world, org, member.as_bytes()) && holds(&world, org, name.as_bytes()));

        erase(&mut world, name);

        assert!(!holds(&world, org, member.as_bytes()), "the key of {name} at {org}");
        assert!(!holds(&world, org, device.as_bytes()), "a device of {name} at {org}");
        assert!(!holds(&world, org, name.as_bytes()), "the name of {name} at {org}");
        assert!(org != "Lindenhof" || !holds(&world, org, JONAS.as_bytes()), "a contact of {name} at {org}");
        assert_eq!(world.engine(&world.org(org)).member_of_device(&device, world.now), None);
    }
}

#[test]
fn an_erased_member_leaves_bridges_ended_and_a_node_that_goes_on() {
    let mut world = told(35);

    erase(&mut world, "Nadia");

    let MemberSight::Bridges(bridges) = world.look("Lucía", &MemberLook::Bridges) else { panic!("asked for") };
    assert_eq!(bridges[0].state, BridgeState::Ended);
    world.restart(world.org("Riverbend"));
    world.join("Riverbend", "Ines");
    world.trust("Ines", "Henrike", Strength::WouldVouch, network());
    world.bridge("Lucía", "Ines", &network());
    // The same is put before somebody once a week.
    world.run(Span::days(8));
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    assert_eq!(world.offers("Lucía", ask).len(), 1);
}

#[test]
fn a_request_that_an_erased_member_passed_on_still_reaches_its_answer() {
    let mut world = valley(36, network());
    world.request_jonas("Hello");
    for connector in ["Nadia", "Henrike"] {
        world.run(Span::secs(1));
        world.approve(connector, "").unwrap();
    }

    erase(&mut world, "Nadia");
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(5));

    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
}

#[test]
fn an_asker_who_is_erased_withdraws_what_was_asked() {
    let mut world = valley(37, network());
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    assert_eq!(world.inbox("Nadia").len(), 1);

    erase(&mut world, "Lucía");

    assert!(world.inbox("Nadia").is_empty());
    assert!(world.asks("Lucía").is_empty());
}

#[test]
fn an_export_holds_what_the_node_holds_of_the_member_and_nothing_of_others() {
    let world = told(38);

    let export = world.export("Matthias");
    let text = serde_json::to_string(&export).unwrap();

    assert_eq!(export.people.len(), 1);
    assert_eq!(export.ledger.entries, world.ledger("Matthias").entries);
    assert_eq!(export.bridges[0].view.card.as_ref().unwrap().name.as_str(), "Henrike");
    assert_eq!(export.letter_keys.iter().filter(|key| key.given.is_some()).count(), 1);
    assert_eq!(export.passed.len(), 1);
    assert!(text.contains(JONAS));
    for other in ["Lucía", "Nadia", "Omar"] {
        assert!(!text.contains(other), "{other} in what Matthias exports");
    }
    assert_eq!(world.export("Lucía").asks.len(), 1);
}

fn entry(handle: &str) -> ContactEntry {
    ContactEntry {
        contact: None,
        name: "Jonas Weidt".into(),
        org: Private::default(),
        role: Private::default(),
        handles: vec![Handle::parse(handle, None).unwrap()],
        strength: Strength::KnowWell,
        policy: network(),
        about: None,
    }
}

fn record(world: &mut World, handle: &str, import: Option<ImportMark>) -> Vec<Recorded> {
    let command = MemberCommand::RecordContacts { contacts: vec![entry(handle)], import };
    let Ok(Reply::Recorded { contacts }) = world.act("Matthias", command) else { panic!("contacts were recorded") };
    contacts
}

fn people_of(world: &World, name: &str) -> usize {
    let MemberSight::People(people) = world.look(name, &MemberLook::People) else { panic!("people were asked for") };
    people.len()
}

#[test]
fn who_does_not_want_to_be_held_is_forgotten_refused_and_told_to_nobody() {
    let mut world = valley(39, network());
    let import = ImportId::from_bytes([1; 16]);
    let mark = ImportMark { import, source: "Google contacts".into() };
    record(&mut world, JONAS, Some(mark));
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    assert_eq!(world.inbox("Matthias").len(), 1);
    let frames = world.trace.len();

    let suppressed = world.suppress("Lindenhof", JONAS);

    assert_eq!(suppressed, Ok(Reply::Suppressed { forgotten: 1 }));
    assert_eq!(world.suppress("Lindenhof", JONAS), Ok(Reply::Suppressed { forgotten: 0 }));
    assert_eq!((people_of(&world, "Matthias"), world.inbox("Matthias").len()), (0, 0));
    assert!(!holds(&world, "Lindenhof", JONAS.as_bytes()));
    assert_eq!(record(&mut world, JONAS, None), [Recorded::Suppressed]);
    let _ = world.act("Matthias", MemberCommand::UndoImport { import });
    assert_eq!(people_of(&world, "Matthias"), 0);
    world.restart(world.org("Lindenhof"));
    assert_eq!(record(&mut world, JONAS, None), [Recorded::Suppressed]);
    world.run(Span::secs(5));
    assert_eq!(world.trace.len(), frames);

    assert_eq!(world.lift_suppression("Lindenhof", "nobody@x.example"), Err(Refused::NotSuppressed));
    assert_eq!(world.lift_suppression("Lindenhof", JONAS), Ok(Reply::Done));
    assert!(matches!(record(&mut world, JONAS, None)[..], [Recorded::New { .. }]));
}

fn backup(world: &World, org: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    world.engine(&world.org(org)).records()
}

#[test]
fn a_backup_holds_what_the_disk_holds() {
    let world = told(40);

    for org in ["Hillside", "Riverbend", "Lindenhof"] {
        let disk: Vec<_> = world.disk(&world.org(org)).clone().into_iter().collect();
        assert!(disk.len() > 10);
        assert_eq!(backup(&world, org), disk, "{org}");
    }
}

#[test]
fn a_restored_node_goes_on_with_its_story_without_old_letter_keys() {
    let mut world = valley(41, network());
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    let (lindenhof, riverbend) = (backup(&world, "Lindenhof"), backup(&world, "Riverbend"));
    world.restore("Lindenhof", lindenhof);
    world.restore("Riverbend", riverbend);

    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.pass_along(["Nadia", "Henrike"]);
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(5));

    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
    assert_eq!(world.engine(&world.org("Lindenhof")).incarnation(), 1);
    // The same is put before somebody once a week.
    world.run(Span::days(8));
    world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let item = world.inbox("Matthias").remove(0).item;
    let allow = MemberCommand::AllowOffer { item, blurb: Private::default() };
    assert_eq!(world.act("Matthias", allow.clone()), Err(Refused::NoLetterKey));
    let mut rng = world.streams("Matthias' new keys");
    let keys = world.device("Matthias").letter_keys(&mut rng, 4);
    world.act("Matthias", MemberCommand::StockLetterKeys { keys }).unwrap();
    assert_eq!(world.act("Matthias", allow), Ok(Reply::Done));
}

#[test]
fn after_a_restore_nothing_more_is_evaluated_until_the_next_epoch() {
    let found = |is_restored: bool, org: &str| {
        let mut world = valley(42, network());
        if is_restored {
            let records = backup(&world, org);
            world.restore(org, records);
        }
        world.knows("Matthias", "Ada", "ada@late.example", network());
        world.run(Span::secs(700));
        world.ask("Nadia", "ada@late.example");
        world.run(Span::secs(5));
        world.inbox("Matthias").len()
    };

    assert_eq!(found(false, "Lindenhof"), 1);
    assert_eq!(found(true, "Lindenhof"), 0, "the holder's own count is not trusted");
    assert_eq!(found(true, "Riverbend"), 0, "nor is what the asker's node has granted");
}

#[test]
fn records_of_another_version_are_not_restored() {
    assert!(Engine::restored([(vec![0], vec![99]), (vec![250, 1], vec![1])]).is_err());
}
