//! An organisation changes its key: it announces, its peers' admins confirm, and on the date everything that named
//! the old key names the new one. How a peer's rows move is `succession/peer.rs`, how our own do `succession/own.rs`.
//!
//! ```text
//!   A ── Succession{old, new, date; both signatures} ──► B     B's admin compares by telephone, and confirms
//!   A starts under the new key ═══ date ═══ B takes frames of the new key only
//! ```
//!
//! The frame must come from the old key itself, which the transport proves, and nothing moves without the admin: who
//! stole the old key can announce as well. The new key alone can say nothing at all.

mod look;
mod own;
mod peer;

use crate::exchange::{Counter, Refused, Reply, Taken, Turn};
use crate::id::OrgId;
use crate::limits;
use crate::message::{Frame, Succession};
use crate::state::{Alarm, OwnSuccession, PeerState, PeerSuccession};
use crate::time::Timestamp;
use crate::wire;
use crate::wire::verify::verify_succession;

pub use look::what_became_of;
pub use own::take_over;

/// The admin announces that this organisation changes its key. Another announcement that is not done yet is given up.
pub fn announce(turn: &mut Turn<'_>, signed: Succession) -> Result<Reply, Refused> {
    if turn.state.own_succession.row(&()).is_some_and(|row| row.signed == signed) {
        return Ok(Reply::Done);
    }
    let terms = verify_succession(&signed).map_err(|_| Refused::SuccessionUnfit)?.into_inner();
    if terms.old_org != turn.org() || !is_free(turn, &terms.new_org) {
        return Err(Refused::SuccessionUnfit);
    }
    if terms.effective.plus(limits::CLOCK_SKEW) < turn.now || !is_near(terms.effective, turn.now) {
        return Err(Refused::SuccessionDate);
    }
    turn.state.own_succession.put((), OwnSuccession { signed, terms, told: Default::default(), done: None });
    tell(turn);
    Ok(Reply::Done)
}

/// Tells every peer that has not heard of our change yet, and to which nothing of it is on its way.
pub fn tell(turn: &mut Turn<'_>) {
    let Some(row) = turn.state.pending_succession() else { return };
    let block = wire::frame::encode(&Frame::Succession(row.signed.clone()));
    let told = row.told.clone();
    for peer in turn.state.active_peers() {
        let of_peer = turn.state.outbox.range((peer, 0)..=(peer, u64::MAX));
        let is_under_way = of_peer.into_iter().any(|(_, outgoing)| outgoing.block == block);
        if !told.contains(&peer) && !is_under_way {
            turn.send_block(peer, block.clone());
        }
    }
}

/// A peer has taken a frame of ours: the announcement, or another.
pub fn on_taken(turn: &mut Turn<'_>, key: &(OrgId, u64)) {
    let Some(row) = turn.state.pending_succession() else { return };
    let block = wire::frame::encode(&Frame::Succession(row.signed.clone()));
    if turn.state.outbox.row(key).is_some_and(|outgoing| outgoing.block == block)
        && let Some(row) = turn.state.own_succession.edit(&())
    {
        row.told.insert(key.0);
    }
}

/// A peer announces that it changes its key. It is kept for the admin, once, and moves nothing.
pub fn on_succession(turn: &mut Turn<'_>, peer: OrgId, signed: Succession) -> Taken {
    let terms = match verify_succession(&signed) {
        Ok(terms) => terms,
        Err(refused) => return refused.into(),
    };
    let (old, new, effective) = (terms.old_org, terms.new_org, terms.effective);
    let may_come = old == peer && is_free(turn, &new) && is_near(effective, turn.now);
    let is_new = !turn.state.peer_successions.has(&(old, new));
    if !may_come || !is_new || turn.state.announced_by(&old).count() >= limits::SUCCESSIONS_PER_PEER {
        turn.count(Counter::IdleFrame);
        return Taken::Yes;
    }
    let row = PeerSuccession { signed, effective, arrived: turn.now, confirmed: None };
    turn.state.wake_at(row.keep_until(), Alarm::Succession(old));
    turn.state.peer_successions.put((old, new), row);
    Taken::Yes
}

/// The admin compared the new key with the other admin, and confirms it. After the date everything moves at once.
pub fn confirm(turn: &mut Turn<'_>, old: OrgId, new: OrgId) -> Result<Reply, Refused> {
    if turn.state.followed.row(&old).is_some_and(|row| row.new_org == new) {
        return Ok(Reply::Done);
    }
    let effective = turn.state.peer_successions.row(&(old, new)).map(|row| row.effective);
    let effective = effective.filter(|_| turn.is_peer(&old)).ok_or(Refused::SuccessionUnknown)?;
    if !is_free(turn, &new) {
        return Err(Refused::SuccessionUnfit);
    }
    let announced: Vec<OrgId> = turn.state.announced_by(&old).map(|(new, _)| new).collect();
    for other in announced {
        if let Some(row) = turn.state.peer_successions.edit(&(old, other)) {
            row.confirmed = (other == new).then_some(turn.now);
        }
    }
    turn.state.wake_at(effective, Alarm::Succession(old));
    on_date(turn, old);
    Ok(Reply::Done)
}

/// A date has come: what was confirmed is followed, what waited too long is forgotten.
pub fn on_date(turn: &mut Turn<'_>, old: OrgId) {
    let now = turn.now;
    let announced = turn.state.announced_by(&old).map(|(new, row)| (new, row.clone()));
    let announced: Vec<(OrgId, PeerSuccession)> = announced.collect();
    for (new, row) in announced {
        if row.confirmed.is_some() && row.effective <= now {
            // Somebody may have become known under that key since it was confirmed.
            if turn.is_peer(&old) && is_free(turn, &new) {
                return peer::follow(turn, old, (new, row));
            }
            turn.state.peer_successions.remove(&(old, new));
        } else if row.keep_until() <= now {
            turn.state.peer_successions.remove(&(old, new));
        }
    }
}

/// A peering is over: what that peer announced is forgotten.
pub fn forget_peer(turn: &mut Turn<'_>, peer: &OrgId) {
    turn.state.peer_successions.retain(|(old, _), _| old != peer);
    if let Some(row) = turn.state.own_succession.edit(&()).filter(|row| row.done.is_none()) {
        row.told.remove(peer);
    }
}

/// Whether a key is nobody's here: not ours, not a peer's, and not one that was given up for another.
fn is_free(turn: &Turn<'_>, org: &OrgId) -> bool {
    let is_known = turn.state.peers.row(org).is_some_and(|row| row.state != PeerState::Ended);
    *org != turn.org() && !is_known && !turn.state.followed.has(org)
}

fn is_near(effective: Timestamp, now: Timestamp) -> bool {
    effective <= now.plus(limits::SUCCESSION_AHEAD) && now <= effective.plus(limits::SUCCESSION_AHEAD)
}

/// Whether a frame of an organisation still says something once its key, or its peer's, has changed: what names the
/// old key, or a question or request that ended with it, does not.
fn survives(block: &[u8]) -> bool {
    match wire::frame::decode(block) {
        Ok(Frame::BridgeEnd(_) | Frame::CertUpdate(_) | Frame::PeerUpdate(_)) => true,
        Ok(Frame::PeerEnd(_) | Frame::BridgeAccept(_) | Frame::BridgeConfirm(_) | Frame::Succession(_)) => false,
        Ok(Frame::Query(_) | Frame::EvalRequest(_) | Frame::EvalResponse(_) | Frame::Knock(_)) => false,
        Ok(Frame::Offer(_) | Frame::Request(_) | Frame::Answer(_) | Frame::Cancel(_) | Frame::Word(_)) => false,
        Err(_) => false,
    }
}
