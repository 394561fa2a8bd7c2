//! An invitation that was given and not taken up: the admin sees that it is open, and takes it back.

use stn_protocol::device::Device;
use stn_protocol::exchange::view::{AdminLook, AdminSight, InviteView, Invited};
use stn_protocol::exchange::{AdminCommand, Enrolment, Input, Refused, Reply};
use stn_protocol::id::{Blob, InviteId};
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::message::Card;
use stn_protocol::time::Span;
use stn_tests::World;

fn open(world: &World, org: &str) -> Vec<InviteView> {
    let sight = world.engine(&world.org(org)).admin_look(AdminLook::Invites, world.now);
    let AdminSight::Invites(open) = sight else { panic!("invitations were asked for") };
    open
}

fn order(world: &mut World, org: &str, command: AdminCommand) -> Result<Reply, Refused> {
    let org = world.org(org);
    world.call(org, |call| Input::AdminActed { call, command })
}

fn made(reply: Result<Reply, Refused>) -> (InviteId, Blob) {
    let Ok(Reply::Invited { invite, secret, .. }) = reply else { panic!("an admin may invite") };
    (invite, secret)
}

/// What somebody with a link would send.
fn enrolment(world: &World, org: &str, (invite, secret): (InviteId, Blob)) -> Enrolment {
    let secret = LinkSecret::from_bytes(secret.0.as_slice().try_into().unwrap());
    let link =
        MemberLink { org: world.org(org), api: String::new(), invite, secret, expires: world.now.plus(Span::days(3)) };
    Device::enrol(&mut world.streams("Mara"), &link, Card { name: "Mara".into(), ..Card::default() }, world.now).1
}

#[test]
fn a_link_that_was_taken_back_lets_nobody_in() {
    let mut world = World::new(61);
    world.found("Hillside");
    world.join("Hillside", "Lucía");
    let invite = AdminCommand::InviteMember { name: "Mara".into(), expires: world.now.plus(Span::days(3)) };
    let link = made(order(&mut world, "Hillside", invite));
    let before = open(&world, "Hillside");

    let taken_back = order(&mut world, "Hillside", AdminCommand::WithdrawInvite { invite: link.0 });

    let [one] = before.as_slice() else { panic!("a link that was taken up is not open: {before:?}") };
    assert_eq!((one.invite, &one.whom), (link.0, &Invited::Member { name: "Mara".into() }));
    assert_eq!(taken_back, Ok(Reply::Done));
    assert!(open(&world, "Hillside").is_empty());
    let (org, enrolment) = (world.org("Hillside"), enrolment(&world, "Hillside", link.clone()));
    let came = world.call(org, |call| Input::NewcomerCame { call, enrolment });
    assert_eq!(came, Err(Refused::InviteUnknown));
    let again = order(&mut world, "Hillside", AdminCommand::WithdrawInvite { invite: link.0 });
    assert_eq!(again, Err(Refused::InviteUnknown));
}

#[test]
fn a_token_that_was_taken_back_connects_nobody_and_one_that_was_taken_up_stays() {
    let mut world = World::new(62);
    world.found("Hillside");
    world.found("Riverbend");
    world.found("Lindenhof");
    world.peer("Hillside", "Riverbend");
    let expires = world.now.plus(Span::days(1));
    let (invite, secret) = made(order(&mut world, "Hillside", AdminCommand::InvitePeer { expires }));
    let whom = open(&world, "Hillside").pop().map(|one| one.whom);

    order(&mut world, "Hillside", AdminCommand::WithdrawInvite { invite }).unwrap();
    let org = world.org("Hillside");
    let join = AdminCommand::JoinPeer { org, addrs: vec!["/memory/0".into()], invite, secret };
    order(&mut world, "Lindenhof", join).unwrap();
    world.run(Span::secs(60));

    assert_eq!(whom, Some(Invited::Organisation));
    let AdminSight::Peers(peers) = world.engine(&org).admin_look(AdminLook::Peers, world.now) else { panic!("peers") };
    assert_eq!(peers.iter().map(|peer| peer.org).collect::<Vec<_>>(), [world.org("Riverbend")]);
}
