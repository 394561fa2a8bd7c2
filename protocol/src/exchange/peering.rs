//! Two organisations' nodes become peers: one admin gives a token, both admins confirm.
//!
//! ```text
//!   B ── PeerJoin{info, mac} ──► A      repeated with backoff until A's admin confirmed
//!   B ◄─ PeerAccept{info} ────── A      on the exchange of one such repeat
//! ```
//!
//! The transport proves who is who; the mac proves that B was given the token.
//! Anything that does not fit ends without a byte.

use std::collections::BTreeMap;

use rand_core::Rng;

use crate::crypto::stream::Purpose;
use crate::crypto::{Label, digest};
use crate::exchange::{
    Counter, Effect, Exchange, Refused, Reply, Turn, avoid, bridge, ends, epoch, evaluation, keep_looking, knock,
    membership, stay, succession,
};
use crate::id::{Blob, BridgeId, InviteId, OrgId};
use crate::limits;
use crate::message::{Frame, JoinFrame, PeerAccept, PeerEnd, PeerInfo, PeerJoin, PeerUpdate};
use crate::state::{Alarm, OutgoingJoin, Peer, PeerInvite, PeerState, State};
use crate::time::{Span, Timestamp};
use crate::wire;

/// Makes an invitation for another organisation's node.
pub fn invite(turn: &mut Turn<'_>, expires: Timestamp) -> Result<Reply, Refused> {
    if turn.state.peer_invites.len() >= limits::INVITES_MAX || turn.state.peers.len() >= limits::PEERS_MAX {
        return Err(Refused::Full);
    }
    let (invite, secret) = membership::fresh_invite(turn);
    let expires = expires.min(turn.now.plus(limits::INVITE_LIFE_MAX));
    turn.state.peer_invites.put(invite, PeerInvite { secret: secret.clone(), expires, used_by: None });
    turn.state.wake_at(expires, Alarm::PeerInvite(invite));
    Ok(Reply::Invited { invite, secret: Blob(secret.as_bytes().to_vec()), expires })
}

/// Takes up another organisation's invitation.
pub fn join(turn: &mut Turn<'_>, org: OrgId, addrs: Vec<String>, secret: &Blob) -> Result<Reply, Refused> {
    if org == turn.org() {
        return Err(Refused::OwnToken);
    }
    if turn.is_peer(&org) {
        return Err(Refused::AlreadyPeer);
    }
    let info = turn.own_info();
    let mac = digest::mac(&secret.0, Label::Peer, &[org.as_bytes(), turn.org().as_bytes()]);
    let block = wire::join::encode(&JoinFrame::Join(PeerJoin { info, mac }));
    let expires = turn.now.plus(limits::INVITE_LIFE_MAX);
    let joining = Some(OutgoingJoin { block, tries: 0, expires });
    turn.state.peers.put(org, Peer { joining, addrs, ..Peer::new(PeerState::AwaitsOther) });
    repeat_join(turn, org);
    Ok(Reply::Done)
}

/// Sends our request once more, and sets the alarm for the next time.
pub fn repeat_join(turn: &mut Turn<'_>, org: OrgId) {
    let now = turn.now;
    let (least, jitter) = (turn.settings.retry_min, turn.rng.stream(Purpose::Backoff).next_u32());
    let Some(peer) = turn.state.peers.edit(&org).filter(|peer| peer.state == PeerState::AwaitsOther) else { return };
    let Some(joining) = peer.joining.as_mut().filter(|joining| joining.expires > now) else {
        peer.state = PeerState::Ended;
        peer.joining = None;
        return;
    };
    let wait = backoff(least, joining.tries, jitter);
    joining.tries = joining.tries.saturating_add(1);
    let (addrs, block) = (peer.addrs.clone(), joining.block.clone());
    turn.effects.push(Effect::Join { org, addrs, block });
    turn.state.wake_at(now.plus(wait), Alarm::Join(org));
}

/// A stranger asks. Only who holds an open invitation counts, and an admin decides.
pub fn on_join(turn: &mut Turn<'_>, exchange: Exchange, from: OrgId, block: &[u8]) {
    let reply = match wire::join::decode(block) {
        Ok(JoinFrame::Join(join)) => admit(turn, from, join),
        Ok(JoinFrame::Accept(_)) | Err(_) => None,
    };
    if reply.is_none() {
        turn.count(Counter::UnansweredJoin);
    }
    turn.effects.push(Effect::AnswerJoin { exchange, reply });
}

/// The other node answered our request, or did not.
pub fn on_join_answered(turn: &mut Turn<'_>, org: OrgId, reply: Option<&[u8]>) {
    let Some(Ok(JoinFrame::Accept(PeerAccept { info }))) = reply.map(wire::join::decode) else { return };
    let awaited = turn.state.peers.row(&org).is_some_and(|peer| peer.state == PeerState::AwaitsOther);
    if awaited {
        connect(turn, org, info);
    }
}

/// This node's admin confirms.
pub fn confirm(turn: &mut Turn<'_>, org: OrgId) -> Result<Reply, Refused> {
    let waiting = turn.state.peers.row(&org).filter(|peer| peer.state == PeerState::AwaitsConfirmation);
    let info = waiting.and_then(|peer| peer.info.clone()).ok_or(Refused::PeerUnknown)?;
    connect(turn, org, info);
    Ok(Reply::Done)
}

/// This node's admin ends the peering. The other side is told; what waited for it is dropped.
pub fn end(turn: &mut Turn<'_>, org: OrgId) -> Result<Reply, Refused> {
    let was_active = match turn.state.peers.edit(&org) {
        Some(peer) if peer.state != PeerState::Ended => {
            let was_active = peer.state == PeerState::Active;
            peer.state = PeerState::Ended;
            peer.joining = None;
            was_active
        }
        _ => return Err(Refused::PeerUnknown),
    };
    forget_peer(turn, org);
    if was_active {
        turn.queue_block(org, wire::frame::encode(&Frame::PeerEnd(PeerEnd {})));
    }
    Ok(Reply::Done)
}

/// The other node ended the peering.
pub fn on_end(turn: &mut Turn<'_>, org: OrgId) {
    if let Some(peer) = turn.state.peers.edit(&org) {
        peer.state = PeerState::Ended;
    }
    forget_peer(turn, org);
    turn.effects.push(Effect::Unlink { peer: org });
}

/// A peer's news of itself; only the newest counts.
pub fn on_update(turn: &mut Turn<'_>, org: OrgId, update: PeerUpdate) {
    if !epoch::fits(turn.state, &org, &update) {
        turn.count(Counter::IdleFrame);
        return;
    }
    let is_newer = |peer: &&mut Peer| (peer.incarnation, peer.seq) < (update.incarnation, update.seq);
    let Some(peer) = turn.state.peers.edit(&org).filter(is_newer) else { return };
    peer.seq = update.seq;
    peer.incarnation = update.incarnation;
    peer.info = Some(update.info.clone());
    evaluation::begin_for_peer(turn, org, &update.info);
    if let Some(next) = update.next_epoch {
        epoch::on_announced(turn, org, next);
    }
    avoid::on_domains_changed(turn);
}

/// Tells all peers what changed about this node since they were last told.
pub fn tell_changes(turn: &mut Turn<'_>) {
    let info = turn.own_info();
    let Some(node) = turn.state.node.row(&()) else { return };
    if node.told.as_ref() != Some(&info) {
        announce(turn);
    }
}

/// Tells all peers how this node stands, with the epoch to come once it is time to tell.
pub fn announce(turn: &mut Turn<'_>) {
    let (info, next_epoch) = (turn.own_info(), epoch::next(turn));
    let Some(node) = turn.state.node.row(&()) else { return };
    let (seq, incarnation, first) = (node.update_seq + 1, node.incarnation, node.told.is_none());
    if let Some(node) = turn.state.node.edit(&()) {
        node.update_seq = seq;
        node.told = Some(info.clone());
    }
    if first {
        return;
    }
    let frame = Frame::PeerUpdate(PeerUpdate { seq, incarnation, info, next_epoch });
    for peer in turn.state.active_peers() {
        turn.send(peer, &frame);
    }
}

fn admit(turn: &mut Turn<'_>, from: OrgId, join: PeerJoin) -> Option<Vec<u8>> {
    let invite = invite_of(turn, from, &join)?;
    match turn.state.peers.row(&from).map(|peer| peer.state) {
        Some(PeerState::Active) => {
            let accept = JoinFrame::Accept(PeerAccept { info: turn.own_info() });
            return Some(wire::join::encode(&accept));
        }
        Some(PeerState::AwaitsConfirmation) => return None,
        Some(PeerState::AwaitsOther | PeerState::Ended) | None => {}
    }
    if let Some(row) = turn.state.peer_invites.edit(&invite) {
        row.used_by = Some(from);
    }
    let addrs = join.info.addrs.clone();
    let peer = Peer { info: Some(join.info), addrs, ..Peer::new(PeerState::AwaitsConfirmation) };
    turn.state.peers.put(from, peer);
    None
}

/// The invitation whose secret made the mac, if it is open or was used by the same organisation.
fn invite_of(turn: &Turn<'_>, from: OrgId, join: &PeerJoin) -> Option<InviteId> {
    let org = turn.org();
    let parts: [&[u8]; 2] = [org.as_bytes(), from.as_bytes()];
    let open = turn.state.peer_invites.iter().filter(|(_, row)| row.expires > turn.now);
    open.filter(|(_, row)| row.used_by.is_none_or(|used_by| used_by == from))
        .find(|(_, row)| digest::mac_holds(row.secret.as_bytes(), Label::Peer, &parts, &join.mac))
        .map(|(invite, _)| *invite)
}

fn connect(turn: &mut Turn<'_>, org: OrgId, info: PeerInfo) {
    let Some(peer) = turn.state.peers.edit(&org) else { return };
    peer.state = PeerState::Active;
    peer.joining = None;
    peer.info = Some(info.clone());
    let addrs = peer.addrs.clone();
    // What an earlier peering left behind must not reach into this one.
    forget_frames(turn, org);
    turn.effects.push(Effect::Unlink { peer: org });
    turn.effects.push(Effect::Link { peer: org, addrs });
    evaluation::begin_for_peer(turn, org, &info);
    stay::on_connected(turn, org);
    knock::begin(turn, org);
    succession::tell(turn);
    keep_looking::reach_changed(turn);
    avoid::on_domains_changed(turn);
}

/// Forgets everything on its way to and from a peer.
pub(super) fn forget_frames(turn: &mut Turn<'_>, org: OrgId) {
    let outgoing: Vec<_> = turn.state.outbox.iter().map(|(key, _)| *key).filter(|(peer, _)| *peer == org).collect();
    for key in outgoing {
        turn.state.forget_outgoing(&key);
    }
    let held = turn.state.held.iter().filter(|(_, held)| held.peer == org);
    let held: Vec<u64> = held.map(|(number, _)| *number).collect();
    for number in held {
        turn.state.held.remove(&number);
    }
    let waiting = turn.state.waiting.iter().filter(|(_, waiting)| waiting.peer == org);
    let waiting: Vec<u64> = waiting.map(|(number, _)| *number).collect();
    for number in waiting {
        turn.state.take_waiting(&number);
    }
}

fn forget_peer(turn: &mut Turn<'_>, org: OrgId) {
    forget_frames(turn, org);
    ends::of_peer(turn, org);
    succession::forget_peer(turn, &org);
    let across = turn.state.bridges.iter().filter(|(_, row)| row.far.as_ref().is_some_and(|far| far.org == org));
    let bridges: Vec<BridgeId> = across.map(|(bridge, _)| *bridge).collect();
    for bridge in bridges {
        bridge::close(turn, bridge);
    }
}

/// How long to wait after `tries` tries: doubling from `least` to a quarter of an hour, give or take a fifth.
pub fn backoff(least: Span, tries: u32, jitter: u32) -> Span {
    let doubled = least.as_millis().saturating_mul(1 << tries.min(20));
    let wait = doubled.min(limits::RETRY_MAX.as_millis());
    Span::millis(wait - wait / 5 + u64::from(jitter) % (2 * wait / 5 + 1))
}

impl Peer {
    /// An organisation of which nothing is known yet.
    pub fn new(state: PeerState) -> Self {
        Self {
            state,
            info: None,
            addrs: Vec::new(),
            seq: 0,
            incarnation: 0,
            joining: None,
            metered_epoch: 0,
            chunks_own: 0,
            chunks_behind: 0,
            standing: BTreeMap::new(),
        }
    }
}

impl State {
    /// All organisations that are peers.
    pub fn active_peers(&self) -> Vec<OrgId> {
        let active = self.peers.iter().filter(|(_, peer)| peer.state == PeerState::Active);
        active.map(|(org, _)| *org).collect()
    }

    /// Forgets invitations whose time is over.
    pub fn forget_invite(&mut self, invite: &InviteId, now: Timestamp) {
        if self.peer_invites.row(invite).is_some_and(|row| row.expires <= now) {
            self.peer_invites.remove(invite);
        }
        if self.member_invites.row(invite).is_some_and(|row| row.expires <= now) {
            self.member_invites.remove(invite);
        }
    }
}
