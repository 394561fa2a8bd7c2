//! Invitations that were given and not taken up: the admin sees them without their secrets, and may take one back.

use crate::exchange::look::Eyes;
use crate::exchange::view::{InviteView, Invited};
use crate::exchange::{Refused, Reply, Turn};
use crate::id::InviteId;

impl Eyes<'_> {
    /// Open invitations, those that end first before the others.
    pub fn invites(&self) -> Vec<InviteView> {
        let members = self.state.member_invites.iter().filter(|(_, row)| row.used_by.is_none());
        let members = members.map(|(invite, row)| (*invite, row.expires, Invited::Member { name: row.name.clone() }));
        let peers = self.state.peer_invites.iter().filter(|(_, row)| row.used_by.is_none());
        let peers = peers.map(|(invite, row)| (*invite, row.expires, Invited::Organisation));
        let open = members.chain(peers).filter(|(_, expires, _)| *expires > self.now);
        let mut open: Vec<_> = open.map(|(invite, expires, whom)| InviteView { invite, whom, expires }).collect();
        open.sort_by_key(|one| (one.expires, one.invite));
        open
    }
}

/// Takes an invitation back that nobody took up. Whoever has its link is a stranger like any other.
pub fn withdraw(turn: &mut Turn<'_>, invite: InviteId) -> Result<Reply, Refused> {
    let of_member = turn.state.member_invites.row(&invite).map(|row| row.used_by.is_some());
    let of_peer = turn.state.peer_invites.row(&invite).map(|row| row.used_by.is_some());
    match (of_member, of_peer) {
        (Some(false), _) => drop(turn.state.member_invites.remove(&invite)),
        (_, Some(false)) => drop(turn.state.peer_invites.remove(&invite)),
        (Some(true), _) | (_, Some(true)) => return Err(Refused::InviteUsed),
        (None, None) => return Err(Refused::InviteUnknown),
    }
    Ok(Reply::Done)
}
