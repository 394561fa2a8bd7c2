//! Inside one organisation: what a member's own people show the member, and what nobody learns of another's.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use stn_protocol::exchange::view::{AdminLook, AdminSight, ContactView, MemberLook, MemberSight};
use stn_protocol::exchange::{ContactEntry, MemberCommand, Recorded, Refused, Reply};
use stn_protocol::id::{Blob, ContactId, ImportId, OrgRecordId};
use stn_protocol::local::command::Tags;
use stn_protocol::local::insight::{NearView, ReachView, Reason, Sought};
use stn_protocol::local::{About, Field, ImportMark, OrgRelation, OrgTie, OrganisationEntry, Profile};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle, Word};
use stn_tests::World;

const FIRST_IMPORT: ImportId = ImportId::from_bytes([1; 16]);
const SECOND_IMPORT: ImportId = ImportId::from_bytes([2; 16]);

/// ```text
///   Riverbend:  Ann ──know well──► Ben ──know well──► Cleo
/// ```
fn riverbend() -> World {
    let mut world = World::new(3);
    world.found("Riverbend");
    for name in ["Ann", "Ben", "Cleo"] {
        world.join("Riverbend", name);
    }
    world.trust("Ann", "Ben", Strength::KnowWell, EdgePolicy::default());
    world.trust("Ben", "Cleo", Strength::KnowWell, EdgePolicy::default());
    world
}

fn entry(name: &str, org: &str, handles: &[&str]) -> ContactEntry {
    ContactEntry {
        contact: None,
        name: name.into(),
        org: org.into(),
        role: "Trustee".into(),
        handles: handles.iter().map(|text| Handle::parse(text, None).unwrap()).collect(),
        strength: Strength::KnowWell,
        policy: EdgePolicy::default(),
        about: None,
    }
}

fn record(world: &mut World, member: &str, contacts: Vec<ContactEntry>) -> Vec<Recorded> {
    recorded(world.act(member, MemberCommand::RecordContacts { contacts, import: None }))
}

fn import(world: &mut World, member: &str, import: ImportId, contacts: Vec<ContactEntry>) -> Vec<Recorded> {
    let mark = ImportMark { import, source: "Google contacts".into() };
    recorded(world.act(member, MemberCommand::RecordContacts { contacts, import: Some(mark) }))
}

fn recorded(reply: Result<Reply, Refused>) -> Vec<Recorded> {
    let Ok(Reply::Recorded { contacts }) = reply else { panic!("contacts were recorded") };
    contacts
}

fn people(world: &World, member: &str) -> Vec<ContactView> {
    let MemberSight::People(people) = world.look(member, &MemberLook::People) else { panic!("people were asked for") };
    people
}

fn found(world: &World, member: &str, text: &str) -> Vec<String> {
    let look = MemberLook::Find { text: text.into() };
    let MemberSight::Found(found) = world.look(member, &look) else { panic!("people were sought") };
    found.into_iter().map(|found| found.name.0).collect()
}

fn near(world: &World, member: &str, sought: Sought) -> NearView {
    let MemberSight::Near(near) = world.look(member, &MemberLook::Near { sought }) else { panic!("near was asked") };
    *near
}

fn reach(world: &World, member: &str) -> ReachView {
    let MemberSight::Reach(reach) = world.look(member, &MemberLook::Reach) else { panic!("reach was asked for") };
    *reach
}

fn reasons(world: &World, member: &str, contact: u32, from: Audience, steps: Option<u8>) -> Vec<Reason> {
    let (contact, kind) = (ContactId(contact), Kind::Introduction);
    let look = MemberLook::Explain { contact, kind, from, steps, at_least: Some(Strength::KnowWell) };
    let MemberSight::Explained(Some(why)) = world.look(member, &look) else { panic!("an own contact is explained") };
    assert_eq!(why.reasons.is_empty(), why.answer != AnswerMode::Never);
    why.reasons
}

fn topic(text: &str) -> Sought {
    Sought::Topic { topic: Word::parse(text).unwrap() }
}

fn at(name: &str) -> Sought {
    Sought::Organisation { name: name.into() }
}

fn closed() -> EdgePolicy {
    EdgePolicy { own_org: AnswerMode::Never, beyond: AnswerMode::Never, search: false, ..EdgePolicy::default() }
}

#[test]
fn two_people_who_claim_one_address_become_a_question() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Ana Ferrer", "", &["info@a.example"])]);

    let asked = record(&mut world, "Ann", vec![entry("Tom Brandt", "", &["info@a.example", "tom@b.example"])]);
    let same = record(&mut world, "Ann", vec![entry("A. Ferrer", "", &["info@a.example", "ana@c.example"])]);

    let [Recorded::Question(question)] = asked.as_slice() else { panic!("the member is asked") };
    assert_eq!((question.contact, question.name.as_str()), (ContactId(1), "Ana Ferrer"));
    assert_eq!(same, [Recorded::Updated { contact: ContactId(1) }]);
    let people = people(&world, "Ann");
    assert_eq!((people.len(), people[0].handles.len()), (1, 2));
}

#[test]
fn an_entry_that_would_join_two_own_contacts_becomes_a_question() {
    let mut world = riverbend();
    record(
        &mut world,
        "Ann",
        vec![entry("Ana Ferrer", "", &["a@a.example"]), entry("Ana Ferrer", "", &["b@b.example"])],
    );

    let asked = record(&mut world, "Ann", vec![entry("Ana Ferrer", "", &["a@a.example", "b@b.example"])]);

    let [Recorded::Question(question)] = asked.as_slice() else { panic!("the member is asked") };
    assert_eq!((question.contact, question.other), (ContactId(1), Some(ContactId(2))));
    assert_eq!(people(&world, "Ann").len(), 2);
}

#[test]
fn an_import_is_undone_as_a_whole_but_for_what_the_member_did_since() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Ana Ferrer", "Riverbend", &["ana@a.example"])]);
    let before = people(&world, "Ann");

    let rows = vec![
        entry("Ana Ferrer", "Saltmarsh", &["ana@a.example", "ana@b.example"]),
        entry("Tom Brandt", "", &["tom@b.example"]),
        entry("Ruth Adeyemi", "", &["ruth@c.example"]),
    ];
    import(&mut world, "Ann", FIRST_IMPORT, rows);
    let mut by_hand = entry("Ruth Adeyemi", "Open Orchard", &["ruth@c.example"]);
    by_hand.contact = Some(ContactId(3));
    record(&mut world, "Ann", vec![by_hand]);
    let tags = Tags { topics: vec![Word::parse("water").unwrap()], ..Tags::default() };
    let command = MemberCommand::TagContacts {
        contacts: vec![ContactId(2)],
        add: tags,
        remove: Tags::default(),
        import: Some(FIRST_IMPORT),
    };
    world.act("Ann", command).unwrap();
    let undone = world.act("Ann", MemberCommand::UndoImport { import: FIRST_IMPORT });

    assert_eq!(undone, Ok(Reply::Undone { removed: 1, restored: 1, kept: 1 }));
    let after = people(&world, "Ann");
    assert_eq!(serde_json::to_value(&after[0]).unwrap(), serde_json::to_value(&before[0]).unwrap());
    assert_eq!(after.iter().map(|contact| contact.name.as_str()).collect::<Vec<_>>(), ["Ana Ferrer", "Ruth Adeyemi"]);
    assert_eq!(world.act("Ann", MemberCommand::UndoImport { import: FIRST_IMPORT }), Err(Refused::ImportUnknown));
}

#[test]
fn a_second_import_keeps_tags_and_what_it_does_not_say() {
    let mut world = riverbend();
    import(&mut world, "Ann", FIRST_IMPORT, vec![entry("Ana Ferrer", "Riverbend", &["ana@a.example"])]);
    let tags = Tags { topics: vec![Word::parse("water").unwrap()], ..Tags::default() };
    let command =
        MemberCommand::TagContacts { contacts: vec![ContactId(1)], add: tags, remove: Tags::default(), import: None };
    world.act("Ann", command).unwrap();
    world.run(Span::secs(1));

    import(&mut world, "Ann", SECOND_IMPORT, vec![entry("Ana Ferrer", "", &["ana@a.example"])]);

    let people = people(&world, "Ann");
    assert_eq!((people[0].org.as_str(), people[0].about.topics.len()), ("Riverbend", 1));
    let MemberSight::Imports(imports) = world.look("Ann", &MemberLook::Imports) else {
        panic!("imports were asked for")
    };
    assert_eq!(imports.iter().map(|one| (one.added, one.changed)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
}

#[test]
fn people_are_found_half_remembered_and_only_ones_own() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Lucía Sørby", "Hillside Commons", &["lucia@a.example"])]);
    record(&mut world, "Ben", vec![entry("Lucía Ferrer", "Hillside Commons", &["ferrer@a.example"])]);

    assert_eq!(found(&world, "Ann", "lucia"), ["Lucía Sørby"]);
    assert_eq!(found(&world, "Ann", "soerby"), ["Lucía Sørby"]);
    record(&mut world, "Ann", vec![entry("Jonas Weidt", "Lindenhof", &["jonas@l.example"])]);
    assert_eq!(found(&world, "Ann", "jonsa lindenhof"), ["Jonas Weidt"]);
    world.act("Ann", MemberCommand::ForgetContact { contact: ContactId(1) }).unwrap();
    assert!(found(&world, "Ann", "hillside").is_empty());
}

#[test]
fn colleagues_people_are_counts_and_only_where_their_edges_are_open() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Own", "Lindenhof", &["own@l.example"])]);
    record(&mut world, "Ben", vec![entry("One", "Lindenhof", &["one@l.example"])]);
    let mut shut = entry("Two", "Lindenhof", &["two@l.example"]);
    shut.policy = closed();
    record(&mut world, "Ben", vec![shut]);
    record(&mut world, "Cleo", vec![entry("Three", "Lindenhof Stiftung", &["three@l.example"])]);

    let by_name = near(&world, "Ann", at("lindenhof"));
    let by_domain = near(&world, "Ann", at("l.example"));

    assert_eq!(by_name.own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["Own"]);
    let of_topic = near(&world, "Ann", topic("water"));
    assert_eq!((of_topic.through_colleagues, of_topic.colleagues), ([0; 3], 0));
    assert_eq!((by_name.through_colleagues, by_name.colleagues), ([1, 0, 0], 1));
    assert_eq!((by_domain.through_colleagues, by_domain.colleagues), ([1, 1, 0], 2));
}

#[test]
fn what_a_colleague_says_of_a_person_never_shows_on_ones_own_contact() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Jane", "", &["jane@a.example"])]);
    record(&mut world, "Ben", vec![entry("Dr Jane", "", &["jane@a.example"])]);
    let tags = Tags { topics: vec![Word::parse("water").unwrap()], ..Tags::default() };
    let command =
        MemberCommand::TagContacts { contacts: vec![ContactId(1)], add: tags, remove: Tags::default(), import: None };
    world.act("Ben", command).unwrap();

    let seen = near(&world, "Ann", topic("Water"));

    assert!(seen.own.is_empty());
    assert_eq!((seen.through_colleagues, seen.colleagues), ([0; 3], 0));
    assert_eq!(near(&world, "Ben", topic("water")).own.len(), 1);
}

/// Everything a member can look at without naming somebody.
fn sights(world: &World, member: &str) -> Vec<serde_json::Value> {
    let looks = [
        MemberLook::People,
        MemberLook::Imports,
        MemberLook::Organisations,
        MemberLook::Hints,
        MemberLook::Reach,
        MemberLook::Inbox,
        MemberLook::Find { text: "jane".into() },
        MemberLook::Near { sought: at("Lindenhof") },
        MemberLook::Near { sought: topic("water") },
    ];
    looks.iter().map(|look| serde_json::to_value(world.look(member, look)).unwrap()).collect()
}

#[test]
fn contacts_are_shown_in_the_order_they_are_named_and_nobody_elses_are() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Jane", "", &["jane@a.example"]), entry("Mara", "", &["mara@a.example"])]);
    record(&mut world, "Ben", vec![entry("Omar", "", &["omar@b.example"])]);
    let [jane, mara] = [&people(&world, "Ann")[0], &people(&world, "Ann")[1]].map(|one| one.contact);
    let beyond = ContactId(99);
    let contacts = vec![mara, beyond, jane];

    let names = |member| {
        let look = MemberLook::Contacts { contacts: contacts.clone() };
        let MemberSight::People(shown) = world.look(member, &look) else { panic!("people were asked for") };
        shown.into_iter().map(|one| one.name.0).collect::<Vec<_>>()
    };

    assert_eq!(names("Ann"), ["Mara", "Jane"]);
    assert!(names("Ben").iter().all(|name| name == "Omar"));
    assert!(names("Cleo").is_empty());
}

#[test]
fn a_long_list_is_shown_part_by_part_in_the_order_of_names() {
    let mut world = riverbend();
    let named = ["mara", "Jane", "Omar", "ada"].map(|name| entry(name, "", &[&format!("{name}@a.example")]));
    record(&mut world, "Ann", named.to_vec());
    let part = |member, from, at_most| {
        let look = MemberLook::PeopleByName { from, at_most };
        let MemberSight::PeopleByName(shown) = world.look(member, &look) else { panic!("people were asked for") };
        (shown.count, shown.people.into_iter().map(|one| one.name.0).collect::<Vec<_>>())
    };

    assert_eq!(part("Ann", 0, 3), (4, ["ada", "Jane", "mara"].map(str::to_owned).to_vec()));
    assert_eq!(part("Ann", 3, 3), (4, vec!["Omar".to_owned()]));
    assert_eq!(part("Ann", usize::MAX, 3), (4, Vec::new()));
    assert_eq!(part("Ben", 0, 3), (0, Vec::new()));
}

#[test]
fn whether_a_colleague_knows_the_same_person_shows_nowhere() {
    let told = [true, false].map(|shared| {
        let mut world = riverbend();
        let whom = if shared { "jane@l.example" } else { "somebody@else.example" };
        let mut of_ben = entry("Jane Doe", "Lindenhof", &[whom, "jane@b.example"]);
        of_ben.policy = closed();
        record(&mut world, "Ben", vec![of_ben]);
        let made = record(&mut world, "Ann", vec![entry("Jane", "Lindenhof", &["jane@l.example"])]);
        let other = record(&mut world, "Ann", vec![entry("J. Doe", "", &["jane@b.example"])]);
        (made, other, sights(&world, "Ann"))
    });

    assert_eq!(told[0], told[1]);
}

#[test]
fn reach_counts_different_people_ring_by_ring() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Jane", "", &["jane@a.example"])]);
    record(&mut world, "Ben", vec![entry("Jane", "", &["jane@a.example"]), entry("Tom", "", &["tom@a.example"])]);
    record(&mut world, "Cleo", vec![entry("Ruth", "", &["ruth@a.example"])]);

    let seen = reach(&world, "Ann");

    // Jane and Ben; Tom and Cleo; Ruth.
    assert_eq!((seen.within, seen.own, seen.colleagues), ([2, 4, 5], 1, 1));
    assert_eq!(seen.through.iter().map(|tie| (tie.name.as_str(), tie.only)).collect::<Vec<_>>(), [("Ben", 2)]);
    assert!(seen.complete);
}

#[test]
fn an_edge_says_why_it_does_not_serve() {
    let mut world = riverbend();
    let mut weak = entry("Jane", "", &["jane@a.example"]);
    weak.strength = Strength::HaveMet;
    weak.policy.kinds = [Kind::Intelligence].into();
    record(&mut world, "Ann", vec![weak, entry("Tom", "", &["tom@a.example"])]);

    assert_eq!(reasons(&world, "Ann", 1, Audience::OwnOrg, Some(9)), [Reason::Kind, Reason::Depth, Reason::Strength]);
    assert_eq!(reasons(&world, "Ann", 2, Audience::OwnOrg, Some(3)), []);
    assert_eq!(reasons(&world, "Ann", 2, Audience::Network, None), [Reason::Audience]);
    world.run(Span::days(366));
    assert_eq!(reasons(&world, "Ann", 2, Audience::OwnOrg, None), [Reason::Strength]);
    assert!(reasons(&world, "Ann", 1, Audience::OwnOrg, None).contains(&Reason::Age));
}

/// Lets days pass in which everybody opens a page now and then, so that certificates are renewed.
fn pass(world: &mut World, days: u64) {
    for _ in 0..days / 10 {
        world.run(Span::days(10));
        world.renew_all();
    }
}

#[test]
fn edges_that_nobody_confirmed_for_a_year_stop_counting() {
    let mut world = riverbend();
    let mut met = entry("Jane", "", &["jane@a.example"]);
    met.strength = Strength::HaveMet;
    record(&mut world, "Ben", vec![met, entry("Tom", "", &["tom@a.example"])]);
    let before = reach(&world, "Ann").within;

    pass(&mut world, 200);
    record(&mut world, "Ben", vec![entry("Tom", "", &["tom@a.example"])]);
    pass(&mut world, 170);

    // Jane is had-met and a year old; the ties are a year old and count as have met.
    assert_eq!((before, reach(&world, "Ann").within), ([1, 4, 4], [1, 3, 3]));
}

fn named(world: &mut World, member: &str, entry: OrganisationEntry) -> Result<OrgRecordId, Refused> {
    let reply = world.act(member, MemberCommand::NameOrganisation { organisation: entry })?;
    let Reply::Named { organisation } = reply else { panic!("an organisation was named") };
    Ok(organisation)
}

fn organisation(name: &str, aliases: &[&str], domains: &[&str]) -> OrganisationEntry {
    let private = |texts: &[&str]| texts.iter().map(|text| (*text).into()).collect();
    OrganisationEntry { organisation: None, name: name.into(), aliases: private(aliases), domains: private(domains) }
}

#[test]
fn spellings_a_member_confirmed_are_one_organisation_for_all() {
    let mut world = riverbend();
    record(&mut world, "Ann", vec![entry("Jane", "Lindenhof Stiftung gGmbH", &["jane@a.example"])]);
    record(&mut world, "Ben", vec![entry("Tom", "Lindenhof", &["tom@a.example"])]);
    record(&mut world, "Cleo", vec![entry("Ruth", "", &["ruth@lindenhof.example"])]);
    assert_eq!(near(&world, "Ann", at("Lindenhof")).own.len(), 0);

    let id =
        named(&mut world, "Ben", organisation("Lindenhof", &["Lindenhof Stiftung"], &["lindenhof.example"])).unwrap();
    let seen = near(&world, "Ann", at("lindenhof stiftung"));

    assert_eq!((seen.own.len(), seen.through_colleagues), (1, [1, 1, 0]));
    let again = named(&mut world, "Cleo", organisation("Lindenhof", &["LH"], &[]));
    assert_eq!(again, Ok(id));
    named(&mut world, "Cleo", organisation("Saltmarsh", &[], &["saltmarsh.example"])).unwrap();
    let clash = named(&mut world, "Ann", organisation("Lindenhof", &[], &["saltmarsh.example"]));
    assert_eq!(clash, Err(Refused::OrganisationClaimed));

    let tie = OrgTie {
        relation: OrgRelation::FundedBy,
        since: "2019".into(),
        strength: Strength::KnowWell,
        policy: EdgePolicy::default(),
    };
    world.act("Ann", MemberCommand::TieOrganisation { organisation: id, tie: Some(tie) }).unwrap();
    let MemberSight::Organisations(all) = world.look("Ann", &MemberLook::Organisations) else { panic!("asked for") };
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].contacts, all[0].tie.as_ref().map(|tie| tie.relation)), (1, Some(OrgRelation::FundedBy)));
    assert_eq!(all[0].domains, ["lindenhof.example".into()]);
}

#[test]
fn a_profile_shows_field_by_field_and_nothing_unless_said() {
    let mut world = riverbend();
    let water = vec![Word::parse("water").unwrap()];
    let profile = Profile {
        topics: Field { says: water.clone(), audience: Some(Audience::OwnOrg) },
        can_help: Field { says: "pumps".into(), audience: None },
        ..Profile::default()
    };
    world.act("Ben", MemberCommand::SetProfile { profile: Box::new(profile.clone()) }).unwrap();
    let (_, ben) = world.member("Ben");

    let MemberSight::Profile(seen) = world.look("Ann", &MemberLook::ProfileOf { member: ben }) else { panic!("asked") };
    let MemberSight::Profile(own) = world.look("Ben", &MemberLook::Profile) else { panic!("asked") };

    assert_eq!((seen.topics.says.clone(), seen.can_help.says.as_str()), (water, ""));
    assert_eq!(*own, profile);
    assert!(!Profile::default().findable && !Profile::default().counted);
}

#[test]
fn the_admin_sees_organisations_that_three_members_let_be_counted() {
    let mut world = riverbend();
    for (member, address) in [("Ann", "a@l.example"), ("Ben", "b@l.example"), ("Cleo", "c@l.example")] {
        record(&mut world, member, vec![entry("Somebody", "Lindenhof", &[address])]);
        record(&mut world, member, vec![entry("Else", "Saltmarsh", &[&format!("{member}@s.example")])]);
    }
    let worth = |world: &World| {
        let org = world.org("Riverbend");
        let AdminSight::WorthInviting(worth) = world.engine(&org).admin_look(AdminLook::WorthInviting, world.now)
        else {
            panic!("organisations were asked for")
        };
        worth.into_iter().map(|org| (org.name.0, org.members)).collect::<Vec<_>>()
    };
    let counted = Profile { counted: true, ..Profile::default() };
    for member in ["Ann", "Ben"] {
        world.act(member, MemberCommand::SetProfile { profile: Box::new(counted.clone()) }).unwrap();
    }
    assert!(worth(&world).is_empty());

    world.act("Cleo", MemberCommand::SetProfile { profile: Box::new(counted) }).unwrap();
    let mut shut = entry("Else", "Saltmarsh", &["Cleo@s.example"]);
    shut.contact = Some(ContactId(2));
    shut.policy.audience = Audience::OwnOrg;
    record(&mut world, "Cleo", vec![shut]);

    assert_eq!(worth(&world), [("lindenhof".to_owned(), 3)]);
}

#[test]
fn who_is_brought_once_more_keeps_what_was_kept_of_them() {
    let mut world = riverbend();
    let kept = About { how: "a choir".into(), note: Some(Blob(vec![1; 284])), ..About::default() };
    let first = ContactEntry { about: Some(kept.clone()), ..entry("Jane", "", &["jane@a.example"]) };
    record(&mut world, "Ann", vec![first]);
    let said = About { how: String::new().into(), since: "2019".into(), ..About::default() };

    record(&mut world, "Ann", vec![ContactEntry { about: Some(said), ..entry("Jane", "", &["jane@a.example"]) }]);

    assert_eq!(people(&world, "Ann")[0].about, About { since: "2019".into(), ..kept });
}

#[test]
fn what_colleagues_work_on_is_shown_as_far_as_they_let_it_be_read() {
    let mut world = riverbend();
    let says = |words: &[&str], audience| Profile {
        topics: Field { says: words.iter().map(|word| Word::parse(word).unwrap()).collect(), audience },
        ..Profile::default()
    };
    for (member, profile) in [
        ("Ann", says(&["bees"], Some(Audience::Network))),
        ("Ben", says(&["housing", "water"], Some(Audience::OwnOrg))),
        ("Cleo", says(&["water"], Some(Audience::Peers))),
    ] {
        world.act(member, MemberCommand::SetProfile { profile: Box::new(profile) }).unwrap();
    }
    let topics = |world: &World| {
        let sight = world.look("Ann", &MemberLook::ColleagueTopics);
        let MemberSight::Topics(topics) = sight else { panic!("topics were asked for") };
        topics.iter().map(|topic| topic.as_str().to_owned()).collect::<Vec<_>>()
    };

    assert_eq!(topics(&world), ["water", "housing"]);
    world.act("Ben", MemberCommand::SetProfile { profile: Box::new(says(&["housing", "water"], None)) }).unwrap();
    assert_eq!(topics(&world), ["water"]);
}
