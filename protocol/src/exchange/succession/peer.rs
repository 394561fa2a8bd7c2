//! A peer goes over to its new key: its row, bridges, rules and counts move, and the old key is a stranger's.
//!
//! Bridges keep their ids. Tables under the old key go, since every match key names the organisation; a new one is
//! begun when the new key tells its epoch. What was under way with the old key ends in silence.

use crate::exchange::succession::{survives, tell};
use crate::exchange::{Effect, Ticket, Turn, bridge, ends, knock, peering};
use crate::id::{BridgeId, OrgId};
use crate::policy::{Metered, Muted};
use crate::state::{Alarm, Bridge, BridgeState, Followed, Item, ItemKind, Outgoing, PeerSuccession, State};
use crate::time::Timestamp;

/// Moves everything of a peer to its new key.
pub(super) fn follow(turn: &mut Turn<'_>, old: OrgId, (new, row): (OrgId, PeerSuccession)) {
    ends::of_peer(turn, old);
    ends::of_origin(turn, old);
    drop_items(turn, &old);
    let kept = take_frames(turn, &old);
    peering::forget_frames(turn, old);
    // Somebody may have been a peer under that key before; what they were owed is not for this one.
    peering::forget_frames(turn, new);
    let (state, now) = (&mut *turn.state, turn.now);
    forget_questions(state, &old, now);
    forget_work(state, &old);
    rekey(state, old, new);
    rename_in_limits(state, old, new);
    state.peer_successions.retain(|(of, _), _| *of != old);
    let (own, followed) = (turn.identity.public(), Followed { signed: row.signed, new_org: new, at: turn.now });
    state.note_followed(old, followed, &own);
    let addrs = state.peers.row(&new).map(|peer| peer.addrs.clone()).unwrap_or_default();
    turn.effects.push(Effect::Unlink { peer: old });
    turn.effects.push(Effect::Link { peer: new, addrs });
    for (number, block) in kept {
        turn.state.outbox.put((new, number), Outgoing { block: block.clone() });
        turn.effects.push(Effect::Send { peer: new, ticket: Ticket(number), block });
    }
    move_bridges(turn, &old, new);
    tell(turn);
    knock::begin(turn, new);
    wake(turn.state, &new);
}

/// Frames for the peer that still say something, out of the outbox.
fn take_frames(turn: &mut Turn<'_>, old: &OrgId) -> Vec<(u64, Vec<u8>)> {
    let waiting = turn.state.outbox.range((*old, 0)..=(*old, u64::MAX));
    let kept = waiting.filter(|(_, outgoing)| survives(&outgoing.block));
    kept.map(|((_, number), outgoing)| (*number, outgoing.block.clone())).collect()
}

/// What waits before members and can lead nowhere any more.
fn drop_items(turn: &mut Turn<'_>, old: &OrgId) {
    let about = |item: &Item| match &item.kind {
        ItemKind::Prompt { origin, .. } | ItemKind::Found { origin, .. } => origin == old,
        ItemKind::Knock { org, .. } => org == old,
        ItemKind::Hop { .. } | ItemKind::Letter { .. } | ItemKind::Alert { .. } => false,
        ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => false,
    };
    let items = turn.state.inbox.iter().filter(|(_, item)| about(item)).map(|(key, _)| *key);
    let items: Vec<_> = items.collect();
    for (owner, item) in items {
        turn.drop_item(owner, item);
    }
}

/// Questions of the old key: what is offered to them reaches nobody.
fn forget_questions(state: &mut State, old: &OrgId, now: Timestamp) {
    let asked = state.relayed.iter().map(|(id, _)| *id).filter(|(origin, _)| origin == old);
    let asked: Vec<_> = asked.collect();
    for id in asked {
        if let Some(row) = state.relayed.edit(&id) {
            row.keep_until = now;
        }
        state.forget_relayed(&id, now);
    }
}

/// Tables under the old key, and chunks on their way to it or from it.
fn forget_work(state: &mut State, old: &OrgId) {
    let tables = state.match_tables.iter().map(|(id, _)| *id).filter(|(origin, _)| origin == old);
    let tables: Vec<(OrgId, u32)> = tables.collect();
    for table in tables {
        state.drop_table(&table);
    }
    state.superseded.retain(|(origin, _), _| origin != old);
    state.evaluations.retain(|_, row| row.origin != *old && row.peer != *old);
    state.eval_routes.retain(|_, row| row.down != *old && row.up != *old);
    let waiting = state.avoid_keys.iter().filter(|(_, row)| row.waiting.iter().any(|one| one.peer == *old));
    let waiting: Vec<(OrgId, u32)> = waiting.map(|(id, _)| *id).collect();
    for id in waiting {
        if let Some(row) = state.avoid_keys.edit(&id) {
            row.waiting.retain(|one| one.peer != *old);
        }
    }
}

/// Rows that are the peer's own. Counts go along, so that a new key is no new allowance.
fn rekey(state: &mut State, old: OrgId, new: OrgId) {
    let moved = |org: &OrgId| (*org == old).then_some(new);
    state.peers.rekey(moved);
    state.peer_policies.rekey(moved);
    state.knock_meters.rekey(moved);
    state.meters.rekey(|(org, epoch)| Some((moved(org)?, *epoch)));
    state.known_certs.rekey(|(org, member)| Some((moved(org)?, *member)));
    state.asked_meters.rekey(|of| match of {
        Metered::Link(org) => moved(org).map(Metered::Link),
        Metered::Origin(org) => moved(org).map(Metered::Origin),
    });
    let knocks = state.knocks.iter().filter(|(_, row)| row.to.contains(&old)).map(|(id, _)| *id);
    let knocks: Vec<_> = knocks.collect();
    for knock in knocks {
        if let Some(row) = state.knocks.edit(&knock) {
            row.to.remove(&old);
            row.to.insert(new);
        }
    }
    if let Some(own) = state.own_succession.edit(&())
        && own.told.remove(&old)
    {
        own.told.insert(new);
    }
    state.derived.outdated.remove(&old);
    state.derived.outdated_at.remove(&old);
}

/// What the admin and members want nothing of holds for the new key as well as the old; what was counted of the old
/// counts for the new.
pub(super) fn rename_in_limits(state: &mut State, old: OrgId, new: OrgId) {
    if state.org_policy.row(&()).is_some_and(|policy| policy.blocked.contains(&old))
        && let Some(policy) = state.org_policy.edit(&())
    {
        policy.blocked.insert(new);
    }
    let members: Vec<_> = state.connector_limits.iter().map(|(member, _)| *member).collect();
    for member in members {
        let Some(limits) = state.connector_limits.edit(&member) else { continue };
        if limits.no_go.contains(&old) {
            limits.no_go.insert(new);
        }
        let mutes = limits.mutes.iter().filter(|mute| mute.what == Muted::Org(old)).copied();
        let mutes: Vec<_> = mutes.collect();
        limits.mutes.extend(mutes.into_iter().map(|mute| crate::policy::Mute { what: Muted::Org(new), ..mute }));
    }
    let counted: Vec<_> = state.connector_meters.iter().map(|(member, _)| *member).collect();
    for member in counted {
        let Some(meters) = state.connector_meters.edit(&member) else { continue };
        let shown = meters.shown.iter_mut().map(|one| &mut one.origin);
        let origins = shown.chain(meters.declined.iter_mut().map(|one| &mut one.origin));
        origins.filter(|origin| **origin == old).for_each(|origin| *origin = new);
    }
}

/// Bridges keep their ids. One that was not tied yet ends: what its members signed names the old key.
fn move_bridges(turn: &mut Turn<'_>, old: &OrgId, new: OrgId) {
    let across = |row: &Bridge| row.far.as_ref().is_some_and(|far| far.org == *old);
    let bridges = turn.state.bridges.iter().filter(|(_, row)| across(row)).map(|(id, _)| *id);
    let bridges: Vec<BridgeId> = bridges.collect();
    turn.state.derived.bridges = None;
    for id in bridges {
        let Some(row) = turn.state.bridges.edit(&id) else { continue };
        if let Some(far) = &mut row.far {
            far.org = new;
        }
        let (member, state) = (row.member, row.state);
        match state {
            BridgeState::Active | BridgeState::AwaitsPeering | BridgeState::Ended => {}
            BridgeState::LinkOpen
            | BridgeState::AwaitsConfirmation
            | BridgeState::AwaitsOther
            | BridgeState::AwaitsCheck => bridge::end(turn, id),
        }
        turn.effects.push(Effect::Show { member });
    }
}

/// Alarms of the rows that moved.
fn wake(state: &mut State, new: &OrgId) {
    let known = state.known_certs.iter().filter(|((org, _), _)| org == new);
    let mut alarms: Vec<_> =
        known.map(|((org, member), row)| (row.keep_until, Alarm::KnownCert(*org, *member))).collect();
    alarms.extend(state.knock_meters.row(new).map(|row| (row.next, Alarm::KnockBatch(*new))));
    for of in [Metered::Link(*new), Metered::Origin(*new)] {
        alarms.extend(state.asked_meters.row(&of).map(|meter| (meter.until, Alarm::Asked(of))));
    }
    for (at, alarm) in alarms {
        state.wake_at(at, alarm);
    }
}
