//! This node goes over to its own new key: everything open that was signed by the old one ends, members, people,
//! bridges and partners stay.
//!
//! It is one step, made durable whole before the node does anything else. What ended is not told to anybody: at
//! other nodes it lapses at its date, as when a node was away.

use crate::exchange::succession::{peer, survives};
use crate::exchange::{Turn, bridge, keep_looking};
use crate::id::{AskId, BridgeId};
use crate::state::{Bridge, BridgeState, Followed, ItemKind, PeerState, State};
use crate::time::Timestamp;

/// Goes over to the key this node was woken with, if that was announced and has not happened yet.
pub fn take_over(turn: &mut Turn<'_>) {
    let pending = turn.state.pending_succession().filter(|row| row.terms.new_org == turn.org());
    let Some(row) = pending.cloned() else { return };
    let (old, new) = (row.terms.old_org, row.terms.new_org);
    end_questions(turn);
    turn.state.outbox.retain(|_, outgoing| survives(&outgoing.block));
    end_untied(turn);
    forget_work(turn.state);
    forget_links(turn.state);
    turn.state.known_certs.rekey(|(org, member)| (*org == old).then_some((new, *member)));
    peer::rename_in_limits(turn.state, old, new);
    end_epoch(turn.state, turn.now);
    let followed = Followed { signed: row.signed, new_org: new, at: turn.now };
    turn.state.note_followed(old, followed, &new);
    if let Some(row) = turn.state.own_succession.edit(&()) {
        row.done = Some(turn.now);
    }
    turn.state.derive_again();
    keep_looking::reach_changed(turn);
}

/// Questions, offers and requests, ours and others': each names the old key. An ask that keeps looking goes on.
fn end_questions(turn: &mut Turn<'_>) {
    let open = turn.state.asks.iter().filter(|(_, ask)| !ask.closed).map(|(id, _)| *id);
    let open: Vec<AskId> = open.collect();
    for id in open {
        let keeps_looking = turn.state.searches.has(&id);
        if let Some(ask) = turn.state.asks.edit(&id) {
            ask.sent = true;
            ask.closed = !keeps_looking;
        }
    }
    let items = turn.state.inbox.iter().filter(|(_, item)| !matches!(item.kind, ItemKind::Knock { .. }));
    let items: Vec<_> = items.map(|(key, _)| *key).collect();
    for (owner, item) in items {
        turn.drop_item(owner, item);
    }
    let state = &mut *turn.state;
    state.queries.retain(|_, _| false);
    state.relayed.retain(|_, _| false);
    state.unmatched.retain(|_, ()| false);
    state.routes.retain(|_, _| false);
    state.words.retain(|_, _| false);
    state.standby.retain(|_, _| false);
    let alerts = state.alerts.iter().filter(|(_, row)| !row.is_own()).map(|(key, _)| *key);
    let alerts: Vec<_> = alerts.collect();
    for (request, member) in alerts {
        state.drop_alert(request, member);
    }
}

/// Bridges that were not tied yet: what their members signed names the old key. The other side is told.
fn end_untied(turn: &mut Turn<'_>) {
    let is_untied = |row: &Bridge| match row.state {
        BridgeState::LinkOpen
        | BridgeState::AwaitsConfirmation
        | BridgeState::AwaitsOther
        | BridgeState::AwaitsCheck => true,
        BridgeState::Active | BridgeState::AwaitsPeering | BridgeState::Ended => false,
    };
    let untied = turn.state.bridges.iter().filter(|(_, row)| is_untied(row)).map(|(id, _)| *id);
    let untied: Vec<BridgeId> = untied.collect();
    for id in untied {
        bridge::end(turn, id);
    }
}

/// Frames and chunks in hand. Handles that were on their way are evaluated with the next batch.
fn forget_work(state: &mut State) {
    state.waiting.retain(|_, _| false);
    state.held.retain(|_, _| false);
    state.evaluations.retain(|_, _| false);
    state.eval_routes.retain(|_, _| false);
    state.knocks.retain(|_, row| row.to.is_empty());
    let waiting: Vec<_> = state.avoid_keys.iter().map(|(id, _)| *id).collect();
    for id in waiting {
        if let Some(row) = state.avoid_keys.edit(&id) {
            row.waiting.clear();
        }
    }
}

/// Links and tokens that name the old key, and what waits for their answer.
fn forget_links(state: &mut State) {
    state.member_invites.retain(|_, _| false);
    state.peer_invites.retain(|_, _| false);
    state.device_invites.retain(|_, _| false);
    state.re_enrolments.retain(|_, row| row.done.is_some());
    let waiting = state.peers.iter().filter(|(_, row)| match row.state {
        PeerState::AwaitsOther | PeerState::AwaitsConfirmation => true,
        PeerState::Active | PeerState::Ended => false,
    });
    let waiting: Vec<_> = waiting.map(|(org, _)| *org).collect();
    for org in waiting {
        if let Some(row) = state.peers.edit(&org) {
            row.state = PeerState::Ended;
            row.joining = None;
        }
    }
}

/// The matching key may have been seen by whoever saw the old key: the next one begins with the node's start, and
/// those of before serve no question any more.
fn end_epoch(state: &mut State, now: Timestamp) {
    state.next_epoch.remove(&());
    if let Some(node) = state.node.edit(&()) {
        let last = node.epochs.len().saturating_sub(1);
        node.epochs.drain(..last);
        node.epochs.iter_mut().for_each(|epoch| epoch.until = now);
    }
}
