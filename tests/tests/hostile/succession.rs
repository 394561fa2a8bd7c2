//! Changes of key that are forged, borrowed or ill-timed: without both keys, the old one's own link and the admin's
//! word, nothing moves.

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::exchange::view::PeerState;
use stn_protocol::exchange::{Input, Refused, Reply};
use stn_protocol::id::{OrgId, Signature};
use stn_protocol::local::keys::KeyCall;
use stn_protocol::message::{Frame, PeerEnd, Succession};
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::record::Status;
use stn_protocol::wire::verify::sign_succession;
use stn_tests::World;
use stn_tests::people::succession::succession_block;

use super::{attacked, hear};

/// The attacking peer's key in these worlds: Hillside's.
fn old() -> OrgSecret {
    OrgSecret::from_seed(&[1; 32])
}

fn next(number: u8) -> OrgSecret {
    OrgSecret::from_seed(&[number; 32])
}

/// What the victim's admin sees announced by the attacking peer.
fn announced(world: &World) -> usize {
    world.peer_view("Riverbend", "Hillside").successions.len()
}

fn taken(world: &mut World, victim: OrgId, from: OrgId, signed: &Succession) {
    assert_eq!(hear(world, victim, from, succession_block(signed)), (Status::Taken as u8, false));
}

#[test]
fn without_both_signatures_nothing_is_kept() {
    let (mut world, victim, peer) = attacked();
    let good = sign_succession(&old(), &next(101), world.now);
    let thief = next(66);
    let none = Signature::from_bytes([0; 64]);
    let by_new_alone = Succession { old_signature: none, ..good.clone() };
    let by_old_alone = Succession { new_signature: none, ..good.clone() };
    let by_thief = Succession { old_signature: sign_succession(&thief, &next(101), world.now).old_signature, ..good };

    for forged in [by_new_alone, by_old_alone, by_thief] {
        let heard = hear(&mut world, victim, peer, succession_block(&forged));
        assert_eq!(heard, (Status::Malformed as u8, false));
    }

    assert_eq!(announced(&world), 0);
}

#[test]
fn a_change_counts_only_over_the_link_of_the_key_it_gives_up() {
    let (mut world, victim, _) = attacked();
    let lindenhof = world.org("Lindenhof");
    let signed = sign_succession(&old(), &next(101), world.now);

    taken(&mut world, victim, lindenhof, &signed);
    let by_new = hear(&mut world, victim, next(101).public(), succession_block(&signed));

    assert_eq!(by_new, (Status::NotPeer as u8, false));
    assert_eq!(announced(&world), 0);
    assert!(world.peer_view("Riverbend", "Lindenhof").successions.is_empty());
}

#[test]
fn nothing_moves_without_the_admin_however_often_it_is_said() {
    let (mut world, victim, peer) = attacked();
    let signed = sign_succession(&old(), &next(101), world.now);
    for _ in 0..3 {
        taken(&mut world, victim, peer, &signed);
    }

    world.run(Span::days(3));

    assert_eq!(announced(&world), 1);
    assert_eq!(world.peer_view("Riverbend", "Hillside").state, PeerState::Active);
    let block = wire::frame::encode(&Frame::PeerEnd(PeerEnd {}));
    assert_eq!(hear(&mut world, victim, next(101).public(), block), (Status::NotPeer as u8, false));
    let unheard = world.confirm_succession("Riverbend", peer, next(102).public());
    assert_eq!(unheard, Err(Refused::SuccessionUnknown));
}

#[test]
fn keys_that_are_somebodys_and_dates_that_cannot_be_are_of_no_effect() {
    let (mut world, victim, peer) = attacked();
    let now = world.now;
    let (riverbend, lindenhof) = (next(2), next(3));
    let far = [now.plus(Span::days(366)), now.minus(Span::days(366))];
    let mut vain: Vec<Succession> = far.iter().map(|at| sign_succession(&old(), &next(101), *at)).collect();
    vain.extend([&riverbend, &lindenhof].map(|taken| sign_succession(&old(), taken, now)));

    for signed in vain {
        taken(&mut world, victim, peer, &signed);
    }

    assert_eq!(announced(&world), 0);
}

#[test]
fn a_peer_announces_four_changes_at_most() {
    let (mut world, victim, peer) = attacked();

    for number in 101..110 {
        let signed = sign_succession(&old(), &next(number), world.now);
        taken(&mut world, victim, peer, &signed);
    }

    assert_eq!(announced(&world), 4);
}

#[test]
fn a_key_that_became_a_peers_meanwhile_is_not_moved_to() {
    let (mut world, victim, peer) = attacked();
    let signed = sign_succession(&old(), &next(4), world.now.plus(Span::days(1)));
    taken(&mut world, victim, peer, &signed);
    assert_eq!(world.confirm_succession("Riverbend", peer, next(4).public()), Ok(Reply::Done));
    assert_eq!(world.found("Fourth"), next(4).public());
    world.peer("Riverbend", "Fourth");

    world.run(Span::days(1));

    assert_eq!(world.peer_view("Riverbend", "Hillside").state, PeerState::Active);
    assert_eq!(world.peer_view("Riverbend", "Fourth").bridges, 0);
    assert_eq!(announced(&world), 0);
}

#[test]
fn after_the_date_the_old_key_has_no_rights_and_can_announce_nothing() {
    let (mut world, victim, peer) = attacked();
    let signed = sign_succession(&old(), &next(101), world.now);
    taken(&mut world, victim, peer, &signed);
    world.confirm_succession("Riverbend", peer, next(101).public()).unwrap();
    let again = sign_succession(&old(), &next(102), world.now);

    for block in [succession_block(&again), succession_block(&signed), wire::frame::encode(&Frame::PeerEnd(PeerEnd {}))]
    {
        assert_eq!(hear(&mut world, victim, peer, block).0, Status::NotPeer as u8);
    }
    let back = sign_succession(&next(101), &old(), world.now);
    taken(&mut world, victim, next(101).public(), &back);

    let peers = world.peer_views("Riverbend");
    let moved = peers.iter().find(|one| one.org == next(101).public()).unwrap();
    assert_eq!((moved.state, moved.bridges, moved.successions.len()), (PeerState::Active, 1, 0));
    assert!(peers.iter().all(|one| one.org != peer));
}

#[test]
fn a_device_follows_no_change_that_its_old_key_did_not_sign() {
    let (mut world, _, _) = attacked();
    let (thief, before) = (next(66), world.device("Lucía").org());
    let mut forged = sign_succession(&old(), &thief, world.now);
    forged.old_signature = forged.new_signature;
    let foreign = sign_succession(&next(3), &thief, world.now);

    assert!(!world.device("Lucía").follow_organisation(&[forged, foreign]));

    assert_eq!(world.device("Lucía").org(), before);
    let asked = world.ask_keys(before, KeyCall::FollowOrganisation { org: thief.public() });
    assert_eq!(asked, Err(Refused::SuccessionUnknown));
}

#[test]
fn a_peering_that_ended_takes_what_was_announced_with_it() {
    let (mut world, victim, peer) = attacked();
    let signed = sign_succession(&old(), &next(101), world.now.plus(Span::days(1)));
    taken(&mut world, victim, peer, &signed);
    world.confirm_succession("Riverbend", peer, next(101).public()).unwrap();
    world.inject(victim, Input::DeadlinePassed);
    world.end_peer("Riverbend", "Hillside");

    world.run(Span::days(2));

    assert!(world.rows(&victim, 77).is_empty());
    let standing = world.peer_views("Riverbend").into_iter().map(|one| one.org);
    assert_eq!(standing.collect::<Vec<_>>(), [world.org("Lindenhof")]);
}
