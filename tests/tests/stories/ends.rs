//! How matching epochs overlap, what was granted and used, a life that was replaced, and that everything open ends.

use std::collections::BTreeMap;

use stn_protocol::exchange::view::{BridgeState, MemberLook, MemberSight, Waiting};
use stn_protocol::exchange::{Input, MemberCommand};
use stn_protocol::message::EndReason;
use stn_protocol::time::{Span, Timestamp};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};

use super::keys::{bridges, riverbend, standing};

#[test]
fn the_next_epoch_is_fetched_ahead_and_both_answer_for_a_while() {
    let mut world = valley(77, JONAS, standing());
    world.run(Span::days(80));
    world.renew_all();
    let before = tables(&world, "Lindenhof");
    world.run(Span::secs(237 * 3_600));
    let ask = world.ask("Nadia", JONAS);
    world.run(Span::secs(60));
    assert_eq!(world.offers("Nadia", ask).len(), 1, "asked in the old epoch");
    let prefetched = tables(&world, "Lindenhof");
    world.run(Span::days(1));
    let change = Timestamp::from_secs(1_800_000_000).plus(Span::days(90));
    let at_change = |at: Timestamp| at >= change && at < change.plus(Span::secs(60));
    let fetched = world.trace.iter().filter(|traced| traced.kind() == "eval-request" && at_change(traced.at));
    let fetched_at_change = fetched.count();
    let ask = world.ask("Nadia", JONAS);
    world.run(Span::secs(60));

    assert_eq!((before, prefetched), (1, 2));
    assert_eq!(fetched_at_change, 0, "nothing is evaluated at the moment of the change");
    assert_eq!(world.offers("Nadia", ask).len(), 1, "asked in the new epoch, matched by the table fetched ahead");
    world.run(Span::days(13));
    assert_eq!(tables(&world, "Lindenhof"), 2, "the old table serves questions still alive");
    world.run(Span::days(2));
    assert_eq!(tables(&world, "Lindenhof"), 1, "then it is gone");
}

fn tables(world: &World, org: &str) -> usize {
    world.disk(&world.org(org)).keys().filter(|key| key[0] == 17).count()
}

#[test]
fn admins_see_what_was_granted_and_used() {
    let world = valley(78, JONAS, network());

    let seen = world.peer_view("Riverbend", "Lindenhof").evaluation;

    assert_eq!((seen.granted_to_them, seen.granted_to_us), (32, 32));
    assert!(seen.used_by_them >= 1 && seen.used_by_us >= 1, "{seen:?}");
    assert_eq!(seen.did_not_fit, 0);
}

#[test]
fn what_does_not_fit_a_grant_is_shown() {
    let mut world = World::new(79);
    world.found_with("Hillside", |settings| settings.grant = 1);
    world.found("Riverbend");
    world.join("Riverbend", "Nadia");
    for number in 0..482 {
        world.knows("Nadia", "Somebody", &format!("p{number}@many.example"), network());
    }
    world.peer("Riverbend", "Hillside");
    world.run(Span::secs(60));

    let seen = world.peer_view("Riverbend", "Hillside").evaluation;
    let seen_there = world.peer_view("Hillside", "Riverbend").evaluation;

    let shown = (seen.granted_to_us, seen.used_by_us, seen.did_not_fit);
    assert_eq!(shown, (1, 1, 3), "482 addresses and the domain they share, in one chunk of 480");
    assert_eq!((seen_there.granted_to_them, seen_there.used_by_them), (1, 1));
}

#[test]
fn a_second_key_for_an_epoch_is_refused() {
    let mut world = valley(84, JONAS, network());
    let (victim, peer) = (world.org("Hillside"), world.org("Riverbend"));
    let MemberSight::Me(_) = world.look("Nadia", &MemberLook::Me) else { panic!("Nadia is a member") };
    let update = |epoch, key: u8, seq| {
        let info = stn_protocol::message::PeerInfo {
            name: "Riverbend".into(),
            domain: String::new(),
            addrs: Vec::new(),
            grant: 32,
            epoch,
            epoch_key: stn_protocol::id::EpochKey::from_bytes([key; 32]),
            epoch_until: Timestamp::from_secs(1_900_000_000),
            profile: Default::default(),
        };
        let update = stn_protocol::message::PeerUpdate { seq, incarnation: 0, info, next_epoch: None };
        stn_protocol::wire::frame::encode(&stn_protocol::message::Frame::PeerUpdate(update))
    };
    let tabled = tables(&world, "Hillside");
    let grant = |world: &World| world.disk(&victim).iter().find(|(key, _)| key[0] == 9).unwrap().1.clone();
    let before = grant(&world);

    world.deliver(victim, peer, update(1, 7, 90));
    world.run(Span::secs(5));

    assert_eq!(grant(&world), before, "nothing of such an update is taken");
    assert_eq!(tables(&world, "Hillside"), tabled);
    world.deliver(victim, peer, update(2, 7, 91));
    assert_ne!(grant(&world), before, "an epoch of its own number is");
}

#[test]
fn a_life_that_was_replaced_is_refused_and_stops() {
    let mut world = valley(80, JONAS, standing());
    let (lindenhof, riverbend) = (world.org("Lindenhof"), world.org("Riverbend"));

    world.inject(riverbend, Input::LinkOpened { peer: lindenhof, incarnation: 1 });
    world.inject(riverbend, Input::LinkOpened { peer: lindenhof, incarnation: 0 });
    let from = world.settlements.len();
    world.ask("Matthias", "nobody@else.example");
    world.run(Span::secs(3));

    let by_riverbend = world.settlements[from..].iter().filter(|(_, by, to, _)| (*by, *to) == (riverbend, lindenhof));
    let said: Vec<u8> = by_riverbend.map(|(_, _, _, status)| *status).collect();
    assert!(!said.is_empty() && said.iter().all(|status| *status == 5), "{said:?}");
    assert!(world.stopped.contains(&lindenhof), "all its peers know the later life");
    assert!(!world.stopped.contains(&riverbend));
}

#[test]
fn one_of_two_peers_cannot_stop_a_node() {
    let mut world = valley(85, JONAS, standing());
    let (hillside, riverbend) = (world.org("Hillside"), world.org("Riverbend"));

    world.inject(hillside, Input::LinkOpened { peer: riverbend, incarnation: 1 });
    world.inject(hillside, Input::LinkOpened { peer: riverbend, incarnation: 0 });
    world.ask("Nadia", "nobody@else.example");
    world.run(Span::secs(3));

    assert!(world.stopped.is_empty());
}

#[test]
fn a_peering_that_ends_takes_what_hangs_on_it() {
    let mut world = valley(81, JONAS, standing());
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    assert_eq!(world.inbox("Nadia").len(), 1);

    world.end_peer("Riverbend", "Hillside");
    world.run(Span::secs(5));

    assert!(world.inbox("Nadia").is_empty());
    assert_eq!(bridges(&world, "Lucía")[0].state, BridgeState::Ended);
    assert_eq!(bridges(&world, "Nadia")[0].state, BridgeState::Ended);
}

#[test]
fn a_member_who_leaves_takes_what_hangs_on_them() {
    let mut world = valley(82, JONAS, network());
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    world.approve("Nadia", "").unwrap();
    world.run(Span::secs(1));
    assert!(matches!(world.inbox("Henrike")[0].waiting, Waiting::Hop { .. }));

    world.remove_member("Henrike");
    world.run(Span::secs(5));

    assert!(!world.is_known("Henrike"));
    let gone = world.keys("Matthias").gone;
    assert_eq!((gone.len(), gone[0].reason), (1, EndReason::Retired));
    assert_eq!(world.asks("Lucía")[0].state, stn_protocol::exchange::view::AskState::InProgress);
}

/// Rows by table, of what must be gone once every deadline has passed.
fn left_open(world: &World, org: &str) -> BTreeMap<u8, usize> {
    // Members, letter keys in pools, peers, people and ties, tables and epochs with their meters, ended keys,
    // pins, ledgers, when the next knocks go.
    const MAY_STAY: [u8; 22] = [0, 1, 2, 4, 9, 17, 23, 24, 25, 26, 27, 28, 29, 30, 36, 39, 49, 55, 71, 72, 73, 74];
    let mut left = BTreeMap::new();
    for key in world.disk(&world.org(org)).keys().filter(|key| !MAY_STAY.contains(&key[0])) {
        *left.entry(key[0]).or_default() += 1;
    }
    left
}

#[test]
fn after_all_deadlines_only_people_members_peers_and_epochs_are_left() {
    let mut world = riverbend(83);
    world.open_session("Matthias");
    world.add_device("Matthias", "Matthias' phone");
    world.request_jonas("Hello");
    world.pass_along(["Nadia", "Henrike"]);
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(2));
    world.judge("Lucía").unwrap();
    let second = world.ask("Lucía", "ada@north.example");
    world.run(Span::secs(700));
    world.device_link("Nadia");
    let (_, enrolment) = world.re_enrol("Tomas", "Tomas anew");
    world.bring_new_keys("Tomas anew", &enrolment);
    let bridge = bridges(&world, "Lucía")[0].bridge;
    world.act("Lucía", MemberCommand::EndBridge { bridge }).unwrap();
    world.remove_member("Henrike");
    world.end_peer("Lindenhof", "Riverbend");
    world.act("Lucía", MemberCommand::CloseAsk { ask: second }).unwrap();

    for _ in 0..5 {
        world.run(Span::days(40));
        world.renew_all();
    }

    for org in ["Hillside", "Riverbend", "Lindenhof"] {
        assert_eq!(left_open(&world, org), BTreeMap::new(), "{org}");
    }
}
