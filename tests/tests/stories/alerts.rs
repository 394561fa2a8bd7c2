//! A job and an open call travel from hand to hand; who is interested answers, and the way back is proved.

use stn_protocol::device::DeviceError;
use stn_protocol::exchange::view::{AlertStage, Waiting};
use stn_protocol::exchange::{AdminCommand, AlertCommand, Input, MemberCommand, Refused};
use stn_protocol::message::{Frame, Kind};
use stn_protocol::time::Span;
use stn_tests::World;
use stn_tests::people::alerts::{ALERT_LIFE, job};
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};
use stn_tests::wire_of;

/// Marrow Valley, where Nadia too has somebody in Lindenhof: Sofia.
fn two_ways(seed: u8) -> World {
    let mut world = valley(seed, JONAS, network());
    world.join("Lindenhof", "Sofia");
    world.bridge("Nadia", "Sofia", &network());
    world.run(Span::secs(5));
    world.trace.clear();
    world
}

/// One organisation of colleagues.
fn house(seed: u8, names: &[&str]) -> World {
    let mut world = World::new(seed);
    world.found("Hillside");
    for name in names {
        world.join("Hillside", name);
    }
    world
}

fn pause(world: &mut World) {
    world.run(Span::secs(1));
}

#[test]
fn a_job_travels_over_three_organisations_and_two_people_on_different_branches_answer() {
    let mut world = two_ways(41);

    let request = world.alert("Lucía", &job(), &["Nadia", "Omar"]).unwrap();
    pause(&mut world);
    world.pass("Nadia", &["Henrike", "Sofia"], "somebody for you?").unwrap();
    pause(&mut world);
    world.pass("Henrike", &["Matthias"], "").unwrap();
    pause(&mut world);
    world.interested("Sofia", "A: I cut hedges").unwrap();
    world.interested("Matthias", "B: I plant them").unwrap();
    world.interested("Omar", "C: so do I").unwrap();
    world.run(Span::secs(3));
    let judged: Vec<_> = world.judge_alert("Lucía", request).into_iter().map(Result::unwrap).collect();

    let told = |at: usize| {
        let path: Vec<&str> = judged[at].path.iter().map(|card| card.name.as_str()).collect();
        (judged[at].text.to_string(), path, judged[at].cards[0].name.to_string())
    };
    assert_eq!(judged.len(), 3);
    assert_eq!(told(0), ("A: I cut hedges".into(), vec!["Nadia"], "Sofia".into()));
    assert_eq!(told(1), ("B: I plant them".into(), vec!["Nadia", "Henrike"], "Matthias".into()));
    assert_eq!(told(2), ("C: so do I".into(), vec![], "Omar".into()));
    assert_eq!(world.alerts("Lucía").own[0].answers, 3);
    assert!(world.trace.iter().all(|traced| traced.kind() != "query"));
}

#[test]
fn inside_one_organisation_an_alert_needs_no_frame() {
    let mut world = house(42, &["Lucía", "Omar", "Ines"]);

    let request = world.alert("Lucía", &job(), &["Omar"]).unwrap();
    world.pass("Omar", &["Ines"], "you?").unwrap();
    let (_, before_ines) = world.alert_before("Ines");
    world.interested("Ines", "Yes").unwrap();
    pause(&mut world);
    let judged = world.judge_alert("Lucía", request).remove(0).unwrap();

    assert_eq!(*judged.text, "Yes");
    assert_eq!(judged.path[0].name.as_str(), "Omar");
    assert_eq!(before_ines.request.connector_note.as_str(), "you?");
    assert!(world.trace.is_empty());
}

#[test]
fn an_alert_that_comes_by_two_ways_is_shown_once_and_answered_to_the_first() {
    let mut world = house(43, &["Lucía", "Omar", "Ines", "Tom"]);

    let request = world.alert("Lucía", &job(), &["Omar", "Tom"]).unwrap();
    world.pass("Omar", &["Ines"], "").unwrap();
    world.pass("Tom", &["Ines"], "").unwrap();
    let shown = world.inbox("Ines").len();
    let (_, alert) = world.alert_before("Ines");
    world.interested("Ines", "Yes").unwrap();
    pause(&mut world);
    let judged = world.judge_alert("Lucía", request);

    assert_eq!(shown, 1);
    assert_eq!(alert.request.predecessor.member, world.member("Omar").1);
    assert_eq!(alert.others, [world.next_to("Ines", "Tom")]);
    assert_eq!(judged.len(), 1);
    assert_eq!(judged[0].as_ref().unwrap().path[0].name.as_str(), "Omar");
}

#[test]
fn an_alert_goes_six_steps_and_the_sixth_can_still_answer() {
    let names = ["Lucía", "Ana", "Ben", "Cora", "Dan", "Ella", "Finn", "Greta"];
    let mut world = house(44, &names);

    let request = world.alert("Lucía", &job(), &["Ana"]).unwrap();
    for pair in names[1..7].windows(2) {
        world.pass(pair[0], &[pair[1]], "").unwrap();
    }
    let further = world.pass("Finn", &["Greta"], "");
    world.interested("Finn", "Six steps away").unwrap();
    pause(&mut world);
    let judged = world.judge_alert("Lucía", request).remove(0).unwrap();

    assert_eq!(further, Err(Refused::AlertAtItsEnd));
    assert!(world.inbox("Greta").is_empty());
    assert_eq!(judged.path.len(), 5);
    assert_eq!(judged.signers.last(), Some(&world.member("Finn")));
}

#[test]
fn an_open_call_asks_for_an_introduction_knowledge_or_a_word_and_shows_as_such() {
    for (seed, kind) in [(45, Kind::Introduction), (46, Kind::Intelligence), (47, Kind::Influence)] {
        let mut world = valley(seed, JONAS, network());

        let request = world.alert("Lucía", &stn_protocol::device::AlertDraft { kind, ..job() }, &["Nadia"]).unwrap();
        pause(&mut world);
        let (item, _) = world.alert_before("Nadia");
        let now = world.now;
        let core = world.device("Nadia").read_alert(&item, now).unwrap();
        world.interested("Nadia", "I know").unwrap();
        pause(&mut world);

        assert_eq!(core.kind, kind);
        assert!(world.judge_alert("Lucía", request).remove(0).is_ok());
    }
}

#[test]
fn a_device_makes_no_appraisal_an_alert() {
    let mut world = house(48, &["Lucía", "Omar"]);
    let draft = stn_protocol::device::AlertDraft { kind: Kind::Appraisal, ..job() };

    assert_eq!(world.composed_alert("Lucía", &draft, &["Omar"]).unwrap_err(), DeviceError::TextTooLong);
}

#[test]
fn who_passed_an_alert_on_may_still_answer_and_pass_it_to_more() {
    let mut world = house(49, &["Lucía", "Omar", "Ines", "Tom"]);

    let request = world.alert("Lucía", &job(), &["Omar"]).unwrap();
    world.pass("Omar", &["Ines"], "").unwrap();
    let left_the_inbox = world.inbox("Omar").is_empty();
    world.pass("Omar", &["Ines", "Tom"], "").unwrap();
    world.interested("Omar", "I too").unwrap();
    pause(&mut world);

    assert!(left_the_inbox);
    assert_eq!([world.inbox("Ines").len(), world.inbox("Tom").len()], [1, 1]);
    assert_eq!(world.alert_before("Omar").1.stage, AlertStage::Answered);
    assert!(world.judge_alert("Lucía", request).remove(0).is_ok());
}

#[test]
fn a_device_signs_once_for_the_same_person_and_the_node_sends_once() {
    let mut world = two_ways(50);
    world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    pause(&mut world);
    let once = world.passed_alert("Nadia", &["Sofia"], "for you").unwrap();
    let again = world.passed_alert("Nadia", &["Sofia"], "for you").unwrap();

    world.act("Nadia", once.clone()).unwrap();
    world.act("Nadia", again.clone()).unwrap();
    pause(&mut world);

    let edges = |command: &MemberCommand| {
        let MemberCommand::Alert(AlertCommand::PassAlert { edges, .. }) = command else {
            panic!("an alert is passed on")
        };
        edges.clone()
    };
    assert_eq!(edges(&once), edges(&again));
    assert_eq!(world.trace.iter().filter(|traced| traced.kind() == "request").count(), 2);
}

#[test]
fn an_alert_goes_neither_back_to_who_brought_it_nor_to_the_asker() {
    let mut world = house(51, &["Lucía", "Omar", "Ines"]);
    world.alert("Lucía", &job(), &["Omar"]).unwrap();
    world.pass("Omar", &["Ines"], "").unwrap();

    assert_eq!(world.pass("Ines", &["Omar"], ""), Err(Refused::AlertBack));
    world.pass("Ines", &["Lucía"], "").unwrap();

    assert!(world.inbox("Lucía").is_empty());
    assert!(world.alerts("Lucía").came.is_empty());
}

#[test]
fn an_alert_that_is_taken_back_goes_from_everybody_it_waits_for() {
    let mut world = two_ways(52);
    let request = world.alert("Lucía", &job(), &["Nadia", "Omar"]).unwrap();
    pause(&mut world);
    world.pass("Nadia", &["Henrike", "Sofia"], "").unwrap();
    pause(&mut world);

    world.act("Lucía", MemberCommand::Alert(AlertCommand::WithdrawAlert { request })).unwrap();
    pause(&mut world);

    for name in ["Omar", "Henrike", "Sofia"] {
        assert!(world.inbox(name).is_empty(), "{name}");
        assert!(world.alerts(name).came.is_empty(), "{name}");
    }
    assert!(!world.alerts("Lucía").own[0].is_open);
    assert_eq!(world.trace.iter().filter(|traced| traced.kind() == "cancel").count(), 2);
}

#[test]
fn who_passed_an_alert_on_and_left_does_not_take_it_along_and_who_made_it_does() {
    let mut world = house(53, &["Lucía", "Omar", "Ines", "Tom"]);
    world.alert("Lucía", &job(), &["Omar"]).unwrap();
    world.pass("Omar", &["Ines"], "").unwrap();
    let leaves = |world: &mut World, name: &str| {
        let (org, member) = world.member(name);
        let command = AdminCommand::RemoveMember { member };
        world.call(org, |call| Input::AdminActed { call, command }).unwrap();
    };

    leaves(&mut world, "Omar");
    let without_omar = world.inbox("Ines").len();
    leaves(&mut world, "Lucía");

    assert_eq!(without_omar, 1);
    assert!(world.inbox("Ines").is_empty());
}

#[test]
fn a_member_has_five_alerts_under_way_and_names_twenty_people() {
    let mut names = vec!["Lucía".to_owned()];
    names.extend((0..21).map(|number| format!("Colleague {number}")));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut world = house(54, &names);

    let many = world.composed_alert("Lucía", &job(), &names[1..]).unwrap_err();
    let mut last = None;
    for _ in 0..5 {
        last = Some(world.alert("Lucía", &job(), &names[1..21]).unwrap());
    }
    let sixth = world.alert("Lucía", &job(), &["Colleague 0"]);
    world.act("Lucía", MemberCommand::Alert(AlertCommand::WithdrawAlert { request: last.unwrap() })).unwrap();

    assert_eq!(many, DeviceError::PeopleCount);
    assert_eq!(sixth, Err(Refused::AlertTooMany));
    assert!(world.alert("Lucía", &job(), &["Colleague 0"]).is_ok());
}

#[test]
fn an_alert_is_over_on_its_date_and_nothing_of_it_is_kept() {
    let mut world = two_ways(55);
    let before: Vec<usize> = ["Hillside", "Riverbend", "Lindenhof"].map(|org| rows_of_alerts(&world, org)).into();
    let request = world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    pause(&mut world);
    world.pass("Nadia", &["Henrike", "Sofia"], "").unwrap();
    pause(&mut world);
    world.interested("Sofia", "Yes").unwrap();
    world.run(ALERT_LIFE);

    assert!(world.inbox("Henrike").is_empty());
    assert!(world.alerts("Nadia").came.is_empty());
    assert!(!world.alerts("Lucía").own[0].is_open);
    assert!(world.judge_alert("Lucía", request).remove(0).is_ok(), "the asker may still read what came");
    world.run(Span::days(15));
    let after: Vec<usize> = ["Hillside", "Riverbend", "Lindenhof"].map(|org| rows_of_alerts(&world, org)).into();
    assert_eq!((before, after), (vec![0; 3], vec![0; 3]));
}

/// Rows of the tables of alerts on a disk.
fn rows_of_alerts(world: &World, org: &str) -> usize {
    world.disk(&world.org(org)).keys().filter(|key| [45, 46, 75].contains(&key[0])).count()
}

#[test]
fn a_node_that_restarts_anywhere_loses_no_alert_and_no_answer() {
    let mut world = two_ways(56);
    let restart = |world: &mut World| {
        for org in ["Hillside", "Riverbend", "Lindenhof"] {
            let org = world.org(org);
            world.restart(org);
        }
        world.run(Span::secs(2));
    };

    let request = world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    restart(&mut world);
    world.pass("Nadia", &["Henrike", "Sofia"], "").unwrap();
    restart(&mut world);
    world.interested("Sofia", "Yes").unwrap();
    restart(&mut world);

    assert!(world.judge_alert("Lucía", request).remove(0).is_ok());
    world.run(Span::days(20));
    assert_eq!(rows_of_alerts(&world, "Riverbend") + rows_of_alerts(&world, "Hillside"), 0, "alarms follow from rows");
}

#[test]
fn an_askers_frame_says_no_more_steps_than_a_colleagues() {
    let steps = |world: &World| -> Vec<u8> {
        let requests = world.trace.iter().filter_map(|traced| match wire_of(&traced.block) {
            Some(Frame::Request(request)) => Some(request.hops_left),
            Some(_) | None => None,
        });
        requests.collect()
    };
    let mut direct = valley(57, JONAS, network());
    direct.alert("Lucía", &job(), &["Nadia"]).unwrap();
    let mut through = valley(57, JONAS, network());
    through.alert("Omar", &job(), &["Lucía"]).unwrap();
    through.pass("Lucía", &["Nadia"], "").unwrap();

    assert_eq!(steps(&direct), [5]);
    assert_eq!(steps(&through), [5]);
}

#[test]
fn an_alert_waits_in_the_inbox_with_who_asks_and_who_brought_it() {
    let mut world = valley(58, JONAS, network());
    world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    pause(&mut world);

    let item = world.inbox("Nadia").remove(0);

    let Waiting::Alert { alert } = &item.waiting else { panic!("an alert waits") };
    assert_eq!(alert.request.origin_name, "Hillside");
    assert!(alert.request.origin_is_known);
    assert_eq!(alert.request.predecessor, world.next_to("Nadia", "Lucía"));
    assert_eq!((alert.stage, alert.hops_left), (AlertStage::Waiting, 4));
}

#[test]
fn a_hundred_alerts_wait_for_one_member_and_who_sends_more_sees_nothing_of_it() {
    let mut names = vec!["Omar".to_owned()];
    names.extend((0..21).map(|number| format!("Colleague {number}")));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut world = house(59, &names);

    for sender in &names[1..21] {
        for _ in 0..5 {
            world.alert(sender, &job(), &["Omar"]).unwrap();
        }
    }
    let beyond = world.alert("Colleague 20", &job(), &["Omar"]);

    assert_eq!(world.inbox("Omar").len(), 100);
    assert!(beyond.is_ok());
    assert!(world.alerts("Colleague 20").own[0].is_open);
}
