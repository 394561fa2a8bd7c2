//! A peer that knocks as it should not: with others' certificates, again, in a third one's name, with keys that open
//! to nothing, and in masses. Each is taken, and nobody is disturbed.

use super::hear;

use stn_protocol::crypto::oprf::MatchKey;
use stn_protocol::crypto::seal;
use stn_protocol::exchange::{KnockEntry, MemberCommand, Refused};
use stn_protocol::id::{Blob, KnockId, OrgId, Tag};
use stn_protocol::limits;
use stn_protocol::message::{Frame, Knock};
use stn_protocol::state::State;
use stn_protocol::time::Span;
use stn_protocol::trust::{Audience, Handle};
use stn_protocol::wire;
use stn_protocol::wire::record::Status;
use stn_tests::World;

const NADIA: &str = "nadia@riverbend.example";
const TAKEN: u8 = Status::Taken as u8;

/// Riverbend with two peers, one of which attacks Nadia, who may be found.
fn attacked(seed: u8) -> (World, OrgId, OrgId) {
    let mut world = World::in_earnest(seed);
    for (org, name) in [("Hillside", "Lucía"), ("Riverbend", "Nadia"), ("Lindenhof", "Matthias")] {
        world.found(org);
        world.join(org, name);
    }
    world.peer("Riverbend", "Hillside");
    world.peer("Lindenhof", "Riverbend");
    world.is_findable("Nadia", NADIA, Audience::Peers);
    world.run(Span::days(2));
    let (victim, peer) = (world.org("Riverbend"), world.org("Hillside"));
    (world, victim, peer)
}

/// What the peer's own key makes of Nadia's handle: a dishonest node has it.
fn match_key(world: &World, peer: &OrgId) -> (MatchKey, u32) {
    let mut state = State::default();
    for (key, value) in world.disk(peer).iter().filter(|(key, _)| key[0] == 1) {
        state.restore(key, value).unwrap();
    }
    let epoch = state.current_epoch();
    let handle = Handle::parse(NADIA, None).unwrap();
    (MatchKey::derive(&epoch.secret().output(&handle.oprf_input()), peer, epoch.epoch), epoch.epoch)
}

/// A knock as the peer's node would send it, whatever its members' devices made.
fn forged(world: &World, peer: &OrgId, entry: &KnockEntry) -> Knock {
    let (key, epoch) = match_key(world, peer);
    let id = entry.knock;
    let mut tags: Vec<Tag> = (1..=3).map(|byte| Tag::from_bytes([byte; 16])).collect();
    let mut wrapped = vec![vec![7; limits::WRAPPED_KNOCK_KEY]; 3];
    tags.push(key.knock_tag(&id));
    wrapped.push(seal::wrap_once(&key.knock_key(&id), &entry.key.0));
    Knock { knock: id, epoch, tags, wrapped, sealed: entry.sealed.0.clone() }
}

fn block(knock: Knock) -> Vec<u8> {
    wire::frame::encode(&Frame::Knock(knock))
}

#[test]
fn a_knock_as_it_should_be_is_shown_once_however_often_it_comes() {
    let (mut world, victim, peer) = attacked(131);
    let entry = world.makes_knock("Lucía", &[NADIA], Vec::new());
    let knock = forged(&world, &peer, &entry);

    assert_eq!(hear(&mut world, victim, peer, block(knock.clone())), (TAKEN, false));
    assert_eq!(world.knocks_before("Nadia").len(), 1);
    world.decline("Nadia");
    assert_eq!(hear(&mut world, victim, peer, block(knock)), (TAKEN, false));
    let (key, epoch) = match_key(&world, &peer);
    let id = KnockId::from_bytes([9; 16]);
    let again = Knock {
        knock: id,
        epoch,
        tags: vec![key.knock_tag(&id); 4],
        wrapped: vec![seal::wrap_once(&key.knock_key(&id), &entry.key.0); 4],
        sealed: entry.sealed.0.clone(),
    };
    assert_eq!(hear(&mut world, victim, peer, block(again)), (TAKEN, false));
    assert!(world.inbox("Nadia").is_empty());
}

#[test]
fn a_knock_in_the_name_of_another_organisations_member_reaches_nobody() {
    let (mut world, victim, peer) = attacked(132);
    let entry = world.makes_knock("Matthias", &[NADIA], Vec::new());
    let knock = forged(&world, &peer, &entry);

    assert_eq!(hear(&mut world, victim, peer, block(knock)), (TAKEN, false));
    assert!(world.inbox("Nadia").is_empty());
    let refused = world.act("Lucía", MemberCommand::Knock { knock: Box::new(entry) });
    assert_eq!(refused, Err(Refused::KnockUnfit));
}

#[test]
fn a_knock_that_a_third_peer_passes_on_reaches_nobody() {
    let (mut world, victim, peer) = attacked(133);
    let entry = world.makes_knock("Lucía", &[NADIA], Vec::new());
    let third = world.org("Lindenhof");
    let (as_sent, under_own_key) = (forged(&world, &peer, &entry), forged(&world, &third, &entry));

    for knock in [as_sent, under_own_key] {
        assert_eq!(hear(&mut world, victim, third, block(knock)), (TAKEN, false));
    }
    assert!(world.inbox("Nadia").is_empty());
}

#[test]
fn keys_that_open_to_nothing_reach_nobody() {
    let (mut world, victim, peer) = attacked(134);
    let entry = world.makes_knock("Lucía", &[NADIA], Vec::new());
    let (key, _) = match_key(&world, &peer);
    let good = forged(&world, &peer, &entry);
    let mut other_key = good.clone();
    other_key.wrapped[3] = seal::wrap_once(&key.knock_key(&entry.knock), &[5; 32]);
    let mut altered_key = good.clone();
    altered_key.wrapped[3][0] ^= 1;
    let mut altered_content = good.clone();
    altered_content.sealed[40] ^= 1;
    let mut no_content = good.clone();
    no_content.sealed = seal::wrap_once(entry.key.0.as_slice().try_into().unwrap(), &[0xff; limits::KNOCK_BODY]);
    let other_epoch = Knock { epoch: 77, ..good };

    for knock in [other_key, altered_key, altered_content, no_content, other_epoch] {
        assert_eq!(hear(&mut world, victim, peer, block(knock)), (TAKEN, false));
    }
    assert!(world.inbox("Nadia").is_empty());
}

#[test]
fn more_knocks_than_a_days_are_taken_and_not_looked_at() {
    let (mut world, victim, peer) = attacked(135);
    let entry = world.makes_knock("Lucía", &[NADIA], Vec::new());
    let good = forged(&world, &peer, &entry);
    for byte in 0..limits::KNOCKS_LOOKED_AT_MAX {
        let knock = KnockId::from_bytes([u8::try_from(byte).unwrap(); 16]);
        assert_eq!(hear(&mut world, victim, peer, block(Knock { knock, ..good.clone() })), (TAKEN, false));
    }

    assert_eq!(hear(&mut world, victim, peer, block(good.clone())), (TAKEN, false));
    assert!(world.inbox("Nadia").is_empty());
    let day = limits::KNOCK_EVERY.as_millis();
    world.run(Span::millis(day - world.now.as_millis() % day));
    assert_eq!(hear(&mut world, victim, peer, block(good)), (TAKEN, false));
    assert_eq!(world.knocks_before("Nadia").len(), 1);
}

#[test]
fn a_bridge_other_than_the_knocks_is_no_yes_to_it() {
    let (mut world, victim, peer) = attacked(136);
    let entry = world.makes_knock("Lucía", &[NADIA], Vec::new());
    let knock = forged(&world, &peer, &entry);
    hear(&mut world, victim, peer, block(knock));
    let expires = world.now.plus(Span::days(1));
    let now = world.now;
    let link = {
        let lucia = world.people.get_mut("Lucía").unwrap();
        lucia.device.open_bridge(&mut lucia.rng, expires)
    };
    let accept = Box::new(world.device("Nadia").accept_bridge(&link, now).unwrap());
    let item = world.inbox("Nadia")[0].item;
    let policy = stn_tests::people::network();

    let refused = world.act("Nadia", MemberCommand::AnswerKnock { item, accept, policy });
    assert_eq!(refused, Err(Refused::SignatureUnfit));
    assert_eq!(world.knocks_before("Nadia").len(), 1);
}

#[test]
fn a_node_refuses_what_its_members_device_did_not_make_whole() {
    let (mut world, _, _) = attacked(137);
    let good = world.makes_knock("Lucía", &[NADIA], Vec::new());
    let mut unfit = vec![
        KnockEntry { key: Blob(vec![1; 32]), ..good.clone() },
        KnockEntry { key: Blob(vec![1; 31]), ..good.clone() },
        KnockEntry { sealed: Blob(good.sealed.0[1..].to_vec()), ..good.clone() },
    ];
    world.run(Span::days(31));
    unfit.push(good);

    for knock in unfit {
        assert_eq!(world.act("Lucía", MemberCommand::Knock { knock: Box::new(knock) }), Err(Refused::KnockUnfit));
    }
}
