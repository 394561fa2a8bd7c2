//! An organisation changes its key without being tied anew: it announces, partners confirm, members go along.

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::device::Others;
use stn_protocol::exchange::view::{BridgeState, PeerState};
use stn_protocol::exchange::{AdminCommand, Input, Refused, Reply};
use stn_protocol::id::{BridgeId, OrgId};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::policy::PeerPolicy;
use stn_protocol::time::Span;
use stn_protocol::wire::verify::sign_succession;
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};

use super::keys::{bridges, standing};

/// Riverbend's key in every story of these.
pub(super) fn riverbend_so_far() -> OrgSecret {
    OrgSecret::from_seed(&[2; 32])
}

/// The key it changes to.
fn riverbend_next() -> OrgSecret {
    OrgSecret::from_seed(&[102; 32])
}

/// Riverbend announces its next key for a date, and everybody hears of it.
fn announced(world: &mut World, after: Span) -> (OrgId, OrgId) {
    let (old, new) = (riverbend_so_far(), riverbend_next());
    let signed = sign_succession(&old, &new, world.now.plus(after));
    assert_eq!(world.announce("Riverbend", &signed), Ok(Reply::Done));
    world.run(Span::secs(5));
    (old.public(), new.public())
}

/// Lucía finds Jonas by way of Nadia, Henrike and Matthias, and reads the answer.
fn introduce(world: &mut World) {
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(8));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    for name in ["Nadia", "Henrike"] {
        world.run(Span::secs(1));
        world.approve(name, "").unwrap();
    }
    world.run(Span::secs(1));
    assert_eq!(world.answer("Matthias", "Yes").unwrap(), "Hello");
    world.run(Span::secs(2));
    let answers = world.answers("Lucía");
    let now = world.now;
    let newest = answers.iter().find(|answer| answer.ask == ask).unwrap();
    assert_eq!(*world.device("Lucía").verify_answer(newest, now).unwrap().text, "Yes");
}

fn ids(world: &World, name: &str) -> Vec<BridgeId> {
    let standing = bridges(world, name).into_iter().filter(|bridge| bridge.state == BridgeState::Active);
    standing.map(|bridge| bridge.bridge).collect()
}

/// Members of partners use their devices once; Riverbend's find their node again.
fn everybody_looks_in(world: &mut World) {
    for name in ["Lucía", "Omar", "Matthias"] {
        world.open_session(name);
    }
    for name in ["Nadia", "Henrike"] {
        assert!(world.find_back("Riverbend", name), "{name}");
    }
    world.run(Span::secs(30));
}

#[test]
fn an_introduction_crosses_the_same_bridges_before_and_after_the_key_changes() {
    let mut world = valley(120, JONAS, standing());
    introduce(&mut world);
    let before = [ids(&world, "Lucía"), ids(&world, "Nadia"), ids(&world, "Henrike"), ids(&world, "Matthias")];
    let (old, new) = announced(&mut world, Span::days(14));
    for org in ["Hillside", "Lindenhof"] {
        let seen = world.peer_view(org, "Riverbend").successions;
        assert_eq!((seen.len(), seen[0].new_org, seen[0].is_confirmed), (1, new, false));
        assert_eq!(world.confirm_succession(org, old, new), Ok(Reply::Done));
    }
    assert_eq!(world.own_succession("Riverbend").unwrap().told.len(), 2);
    world.run(Span::days(13));
    introduce(&mut world);
    assert_eq!(world.peer_view("Hillside", "Riverbend").state, PeerState::Active);

    world.run(Span::days(1));
    world.wake_under("Riverbend", &riverbend_next());
    world.run(Span::secs(30));
    everybody_looks_in(&mut world);
    introduce(&mut world);

    let after = [ids(&world, "Lucía"), ids(&world, "Nadia"), ids(&world, "Henrike"), ids(&world, "Matthias")];
    assert_eq!(after, before);
    assert!(after.iter().all(|standing| standing.len() == 1));
    assert_eq!(world.device("Nadia").cert_content().unwrap().org, new);
    assert!(world.own_succession("Riverbend").unwrap().done.is_some());
    assert_eq!(bridges(&world, "Lucía")[0].org, Some(new));
}

#[test]
fn an_answer_from_before_is_still_one_after_the_key_changed() {
    let mut world = valley(121, JONAS, standing());
    world.knows("Omar", "Ada Holm", "ada@north.example", network());
    let (old, new) = (OrgSecret::from_seed(&[1; 32]), OrgSecret::from_seed(&[101; 32]));
    introduce(&mut world);
    let signed = sign_succession(&old, &new, world.now);
    world.announce("Hillside", &signed).unwrap();
    world.run(Span::secs(5));
    world.confirm_succession("Riverbend", old.public(), new.public()).unwrap();

    world.wake_under("Hillside", &new);
    world.run(Span::secs(30));
    assert!(world.find_back("Hillside", "Lucía"));

    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
}

#[test]
fn who_does_not_confirm_keeps_the_old_key_and_who_confirms_late_follows_at_once() {
    let mut world = valley(122, JONAS, standing());
    let (old, new) = announced(&mut world, Span::days(2));
    world.confirm_succession("Hillside", old, new).unwrap();
    world.run(Span::days(2));
    world.wake_under("Riverbend", &riverbend_next());
    world.run(Span::secs(30));
    everybody_looks_in(&mut world);
    let seen = world.peer_views("Lindenhof");
    assert_eq!((seen.len(), seen[0].org, seen[0].state), (1, old, PeerState::Active));
    assert_eq!(bridges(&world, "Matthias")[0].org, Some(old));
    let early = world.ask("Lucía", JONAS);
    world.run(Span::secs(30));
    assert!(world.offers("Lucía", early).is_empty(), "what the new key sends is a stranger's");

    world.confirm_succession("Lindenhof", old, new).unwrap();
    assert_eq!(world.peer_views("Lindenhof")[0].org, new);
    world.run(Span::secs(1_000));
    world.open_session("Matthias");
    introduce(&mut world);
}

#[test]
fn a_device_that_slept_through_two_changes_follows_both() {
    let mut world = valley(123, JONAS, standing());
    let keys = [riverbend_so_far(), riverbend_next(), OrgSecret::from_seed(&[103; 32])];
    for pair in keys.windows(2) {
        let signed = sign_succession(&pair[0], &pair[1], world.now);
        world.announce("Riverbend", &signed).unwrap();
        world.run(Span::secs(5));
        for org in ["Hillside", "Lindenhof"] {
            world.confirm_succession(org, pair[0].public(), pair[1].public()).unwrap();
        }
        world.wake_under("Riverbend", &pair[1]);
        world.run(Span::days(1));
    }

    everybody_looks_in(&mut world);
    introduce(&mut world);

    assert_eq!(world.device("Henrike").org(), keys[2].public());
    let back = sign_succession(&keys[2], &keys[1], world.now);
    assert_eq!(world.announce("Riverbend", &back), Err(Refused::SuccessionUnfit), "no key comes back");
}

#[test]
fn a_phrase_and_a_key_file_from_before_lead_to_the_member() {
    let mut world = valley(124, JONAS, standing());
    let (phrase, early) = (world.phrase("Nadia"), world.device("Nadia").clone());
    let unrenewed = world.phrase("Henrike");
    let (old, new) = announced(&mut world, Span::days(1));
    world.confirm_succession("Hillside", old, new).unwrap();
    world.run(Span::days(1));
    world.wake_under("Riverbend", &riverbend_next());
    assert!(world.find_back("Riverbend", "Nadia"));

    world.recover("Riverbend", &phrase, "Nadia's new machine", Others::Stay).unwrap();
    world.recover("Riverbend", &unrenewed, "Henrike's new machine", Others::Stay).unwrap();
    world.people.get_mut("Nadia").unwrap().device = early;
    assert!(world.find_back("Riverbend", "Nadia"));

    for name in ["Nadia's new machine", "Henrike's new machine"] {
        assert!(world.is_known(name));
        assert_eq!(world.device(name).cert_content().unwrap().org, new, "{name}");
    }
    assert_eq!(world.device("Nadia").cert_content().unwrap().devices.len(), 2);
}

#[test]
fn members_rest_until_the_new_key_has_signed_for_them() {
    let mut world = valley(125, JONAS, standing());
    let (old, new) = announced(&mut world, Span::secs(0));
    for org in ["Hillside", "Lindenhof"] {
        world.confirm_succession(org, old, new).unwrap();
    }
    world.wake_under("Riverbend", &riverbend_next());
    world.open_session("Lucía");
    world.run(Span::secs(30));

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(30));

    assert!(world.offers("Lucía", ask).is_empty(), "nobody at Riverbend holds a certificate that counts");
}

#[test]
fn everything_open_ends_plainly_and_an_ask_that_keeps_looking_goes_on() {
    let mut world = valley(126, JONAS, standing());
    let closing = world.ask("Nadia", JONAS);
    world.run(Span::secs(8));
    let offer = world.offers("Nadia", closing).remove(0);
    world.request("Nadia", &offer, "Hello").unwrap();
    let bridge = open_link(&mut world, "Nadia");
    world.ask("Lucía", JONAS);
    world.run(Span::secs(3));
    let (old, new) = announced(&mut world, Span::secs(0));
    for org in ["Hillside", "Lindenhof"] {
        world.confirm_succession(org, old, new).unwrap();
    }

    world.wake_under("Riverbend", &riverbend_next());
    everybody_looks_in(&mut world);

    assert!(world.inbox("Nadia").is_empty() && world.inbox("Henrike").is_empty());
    let asks = world.asks("Nadia");
    assert_eq!((asks.len(), asks[0].state), (1, stn_protocol::exchange::view::AskState::Closed));
    let linked = bridges(&world, "Nadia").into_iter().find(|one| one.bridge == bridge).unwrap();
    assert_eq!(linked.state, BridgeState::Ended);
    world.run(Span::days(40));
    world.renew_all();
    assert_eq!(standing_items(&world), 0, "what was under way lapsed at its date");
}

fn open_link(world: &mut World, name: &str) -> BridgeId {
    let expires = world.now.plus(Span::days(2));
    let person = world.people.get_mut(name).unwrap();
    let link = person.device.open_bridge(&mut person.rng, expires);
    let (bridge, strength, policy) = (link.bridge, Strength::HaveMet, network());
    let command = stn_protocol::exchange::MemberCommand::OpenBridge { bridge, expires, strength, policy };
    world.act(name, command).unwrap();
    bridge
}

fn standing_items(world: &World) -> usize {
    ["Lucía", "Nadia", "Henrike", "Matthias"].iter().map(|name| world.inbox(name).len()).sum()
}

#[test]
fn what_an_admin_and_members_said_of_a_partner_holds_for_its_next_key() {
    let mut world = valley(127, JONAS, standing());
    let (old, new) = announced(&mut world, Span::secs(0));
    let policy = PeerPolicy { kinds: [Kind::Introduction].into(), ..PeerPolicy::default() };
    let hillside = world.org("Hillside");
    let command = AdminCommand::SetPeerPolicy { org: old, policy: Some(policy.clone()) };
    world.call(hillside, |call| Input::AdminActed { call, command }).unwrap();
    let spent = world.peer_view("Hillside", "Riverbend").evaluation.used_by_them;

    world.confirm_succession("Hillside", old, new).unwrap();

    let rows = world.rows(&hillside, 51);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].0.ends_with(new.as_bytes()), "the policy is the new key's");
    let seen = world.peer_views("Hillside").remove(0);
    assert_eq!((seen.org, seen.evaluation.used_by_them), (new, spent), "a new key is no new allowance");
    assert!(spent > 0);
}

#[test]
fn a_partner_that_comes_before_the_date_is_told_too() {
    let mut world = valley(128, JONAS, standing());
    let (old, new) = announced(&mut world, Span::days(14));
    world.found("Northgate");
    world.peer("Riverbend", "Northgate");

    assert_eq!(world.own_succession("Riverbend").unwrap().told.len(), 3);
    assert_eq!(world.confirm_succession("Northgate", old, new), Ok(Reply::Done));
}

#[test]
fn a_partner_that_was_away_hears_it_later() {
    let mut world = valley(129, JONAS, standing());
    let hillside = world.org("Hillside");
    world.cut(world.org("Riverbend"), hillside);
    announced(&mut world, Span::days(14));
    let told = world.own_succession("Riverbend").unwrap();
    assert_eq!((told.told.len(), told.not_told), (1, vec![hillside]));

    world.restart(world.org("Riverbend"));
    world.run(Span::secs(5));

    assert!(world.own_succession("Riverbend").unwrap().not_told.is_empty());
    let sent = world.trace.iter().filter(|one| one.kind() == "succession" && one.to == hillside).count();
    assert_eq!(sent, 2, "the same frame once more, and no second one");
}

#[test]
fn another_announcement_takes_the_place_of_one_that_is_not_done() {
    let mut world = valley(130, JONAS, standing());
    let (old, lost) = announced(&mut world, Span::days(14));
    world.confirm_succession("Hillside", old, lost).unwrap();
    let next = OrgSecret::from_seed(&[104; 32]);
    let signed = sign_succession(&riverbend_so_far(), &next, world.now.plus(Span::days(7)));
    world.announce("Riverbend", &signed).unwrap();
    world.run(Span::secs(5));
    let seen = world.peer_view("Hillside", "Riverbend").successions;
    let confirmed: Vec<OrgId> = seen.iter().filter(|one| one.is_confirmed).map(|one| one.new_org).collect();
    assert_eq!((seen.len(), confirmed), (2, vec![lost]), "the admin decides between the two");

    world.confirm_succession("Hillside", old, next.public()).unwrap();
    world.run(Span::days(20));

    assert_eq!(world.peer_views("Hillside")[0].org, next.public());
    assert!(world.peer_views("Hillside")[0].successions.is_empty());
}

#[test]
fn a_date_too_far_or_past_is_not_announced_and_a_repeat_changes_nothing() {
    let mut world = valley(131, JONAS, standing());
    let (old, new) = (riverbend_so_far(), riverbend_next());
    for date in [world.now.plus(Span::days(366)), world.now.minus(Span::days(1))] {
        let refused = world.announce("Riverbend", &sign_succession(&old, &new, date));
        assert_eq!(refused, Err(Refused::SuccessionDate));
    }
    let taken = OrgSecret::from_seed(&[1; 32]);
    let at = world.now.plus(Span::days(1));
    assert_eq!(world.announce("Riverbend", &sign_succession(&old, &taken, at)), Err(Refused::SuccessionUnfit));
    assert_eq!(world.announce("Riverbend", &sign_succession(&new, &old, at)), Err(Refused::SuccessionUnfit));
    assert_eq!(world.own_succession("Riverbend"), None);

    let signed = sign_succession(&old, &new, at);
    world.announce("Riverbend", &signed).unwrap();
    world.run(Span::secs(5));
    let sent = world.trace.len();
    assert_eq!(world.announce("Riverbend", &signed), Ok(Reply::Done));
    world.run(Span::secs(5));

    assert_eq!(world.trace.len(), sent);
}

#[test]
fn what_nobody_confirms_is_forgotten_and_a_crash_changes_nothing() {
    let mut world = World::new(132);
    for org in ["Hillside", "Riverbend"] {
        world.found(org);
    }
    world.peer("Riverbend", "Hillside");
    let (old, new) = announced(&mut world, Span::days(1));
    let hillside = world.org("Hillside");
    world.restart(hillside);
    world.run(Span::days(1));
    assert_eq!(world.rows(&hillside, 77).len(), 1);
    world.run(Span::days(365));
    assert!(world.rows(&hillside, 77).is_empty());
    assert_eq!(world.confirm_succession("Hillside", old, new), Err(Refused::SuccessionUnknown));
}

#[test]
fn a_confirmed_change_happens_on_its_date_after_a_restart_too() {
    let mut world = valley(133, JONAS, standing());
    let (old, new) = announced(&mut world, Span::days(1));
    world.confirm_succession("Hillside", old, new).unwrap();
    let hillside = world.org("Hillside");
    world.restart(hillside);
    assert_eq!(world.peer_views("Hillside")[0].org, old);

    world.run(Span::days(1));

    assert_eq!(world.peer_views("Hillside")[0].org, new);
}
