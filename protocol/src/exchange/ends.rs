//! What ends with somebody: everything open that depends on a member goes with them, and nothing is said of it.
//!
//! Upstream that looks like a prompt nobody answered. The peers that shared a bridge are told that the bridge is
//! over, as they are when any bridge ends.

use std::collections::BTreeSet;

use crate::exchange::{Effect, Turn, bridge, query, request};
use crate::id::{AskId, BridgeId, InviteId, LetterKeyId, MemberKey, OfferRef, OrgId, QueryId};
use crate::limits;
use crate::message::BridgeTerms;
use crate::state::{Alarm, BridgeState, Exit, HopStage, Item, ItemKind, PeerState, Route, State, Up, Way};
use crate::trust::Label;
use crate::wire::payload::Payload;

/// Ends what is open of a member who leaves, or whose key was lost: bridges, asks, requests that stand before them,
/// the inbox, letter keys and copies.
pub fn of_member(turn: &mut Turn<'_>, member: MemberKey) {
    let bridges = turn.state.bridges.iter().filter(|(_, row)| row.member == member);
    let bridges: Vec<BridgeId> = bridges.map(|(bridge, _)| *bridge).collect();
    for bridge in bridges {
        bridge::end(turn, bridge);
    }
    let asks = turn.state.asks.iter().filter(|(_, ask)| ask.member == member && !ask.closed);
    let asks: Vec<AskId> = asks.map(|(ask, _)| *ask).collect();
    for ask in asks {
        query::close(turn, ask);
    }
    leave_ways(turn, |way| way.segment.contains(&member));
    let routes = turn.state.routes.iter().filter(|(_, route)| waits_for(route, &member));
    let routes: Vec<OfferRef> = routes.map(|(offer, _)| *offer).collect();
    end_routes(turn, &routes);
    let items: Vec<_> = turn.state.inbox.iter().map(|(key, _)| *key).filter(|(owner, _)| *owner == member).collect();
    for (owner, item) in items {
        turn.drop_item(owner, item);
    }
    forget_keys(turn, member);
    turn.effects.push(Effect::Show { member });
}

/// Whether a path leads over a member who has not passed the request on: what they did pass on goes its way.
fn waits_for(route: &Route, member: &MemberKey) -> bool {
    let Some(at) = route.segment.iter().position(|one| one == member) else { return false };
    route.hop.as_ref().is_none_or(|hop| hop.stage == HopStage::Waiting && hop.at <= at)
}

/// Letter keys no offer names, copies, pins and links for devices.
fn forget_keys(turn: &mut Turn<'_>, member: MemberKey) {
    let unused = turn.state.letter_keys.iter().filter(|((owner, _), key)| *owner == member && key.given.is_none());
    let unused: Vec<(MemberKey, LetterKeyId)> = unused.map(|(key, _)| *key).collect();
    for key in unused {
        turn.state.letter_keys.remove(&key);
    }
    turn.state.recovery_copies.remove(&member);
    turn.state.vaults.remove(&member);
    let links = turn.state.device_invites.iter().filter(|(_, row)| row.member == member);
    let links: Vec<InviteId> = links.map(|(invite, _)| *invite).collect();
    for invite in links {
        turn.state.device_invites.remove(&invite);
    }
}

/// A bridge is over: requests that would still go over it end in silence, what has crossed it goes its way.
pub fn of_bridge(turn: &mut Turn<'_>, bridge: BridgeId) {
    leave_ways(turn, |way| way.onward == Some(bridge));
    let leads_over = |route: &Route| matches!(&route.exit, Exit::Bridge { bridge: over, .. } if *over == bridge);
    let waits = |route: &Route| route.hop.as_ref().is_none_or(|hop| hop.stage == HopStage::Waiting);
    let routes = turn.state.routes.iter().filter(|(_, route)| leads_over(route) && waits(route));
    let routes: Vec<OfferRef> = routes.map(|(offer, _)| *offer).collect();
    end_routes(turn, &routes);
    let kept = turn.now.plus(limits::BRIDGE_KEPT);
    if let Some(row) = turn.state.bridges.edit(&bridge) {
        row.expires = kept;
    }
    turn.state.wake_at(kept, Alarm::Bridge(bridge));
    drop_bridge_items(turn, bridge);
}

/// Paths no request came along so far do without these ways, if they have others.
pub fn leave_ways(turn: &mut Turn<'_>, out: impl Fn(&Way) -> bool) {
    let open = turn.state.routes.iter().filter(|(_, route)| route.hop.is_none() && route.leads(&out));
    let open: Vec<_> = open.filter_map(|(offer, route)| Some((*offer, route.without(&out)?))).collect();
    for (offer, route) in open {
        turn.state.routes.put(offer, route);
    }
}

/// Requests along these offers die in silence; an offer our own member has not used is shown no more.
fn end_routes(turn: &mut Turn<'_>, routes: &[OfferRef]) {
    for offer in routes {
        request::end(turn, *offer);
        let now = turn.now;
        let unused = turn.state.routes.row(offer).filter(|route| route.hop.is_none());
        if unused.is_some_and(|route| matches!(route.up, Up::Asker { .. })) {
            if let Some(route) = turn.state.routes.edit(offer) {
                route.keep_until = now;
            }
            turn.state.forget_route(offer, now);
        }
    }
}

/// What waited for a member's word on a bridge that is over, and prompts of questions that came by it.
fn drop_bridge_items(turn: &mut Turn<'_>, bridge: BridgeId) {
    let about = |item: &Item| match &item.kind {
        ItemKind::BridgeConfirmed { confirm } => confirm.bridge == bridge,
        ItemKind::BridgeAccepted { accept } => {
            BridgeTerms::from_bytes(&accept.terms.payload).is_ok_and(|terms| terms.bridge == bridge)
        }
        ItemKind::Prompt { origin, query, label, .. } | ItemKind::Found { origin, query, label, .. } => {
            came_by(turn.state, &(*origin, *query), label) == Some(bridge)
        }
        ItemKind::Hop { .. } | ItemKind::Letter { .. } | ItemKind::Alert { .. } | ItemKind::Knock { .. } => false,
    };
    let items: BTreeSet<_> = turn.state.inbox.iter().filter(|(_, item)| about(item)).map(|(key, _)| *key).collect();
    for (owner, item) in items {
        turn.drop_item(owner, item);
    }
}

/// The bridge by which a question reached somebody; none inside the organisation.
fn came_by(state: &State, question: &(OrgId, QueryId), label: &Label) -> Option<BridgeId> {
    let (branch, entry) = label.up?;
    state.relayed.row(question)?.up.get(&branch)?.entries.get(usize::from(entry)).map(|entry| entry.bridge)
}

/// A bridge that has been over long enough is forgotten: no offer can name it any more.
pub fn forget_bridge(turn: &mut Turn<'_>, bridge: BridgeId) {
    let over = turn.state.bridges.row(&bridge);
    if over.is_some_and(|row| row.state == BridgeState::Ended && row.expires <= turn.now) {
        turn.state.bridges.remove(&bridge);
    }
}

/// A peering is over: what was announced goes, what the peer is owed waits for a while longer.
pub fn of_peer(turn: &mut Turn<'_>, peer: OrgId) {
    let over = |route: &Route| {
        matches!(&route.up, Up::Peer { peer: up, .. } if *up == peer)
            || matches!(&route.exit, Exit::Bridge { peer: exit, .. } if *exit == peer)
    };
    let routes = turn.state.routes.iter().filter(|(_, route)| over(route));
    let routes: Vec<OfferRef> = routes.map(|(offer, _)| *offer).collect();
    end_routes(turn, &routes);
    turn.state.announced.remove(&peer);
    let until = turn.now.plus(limits::FAREWELL);
    turn.state.wake_at(until, Alarm::Farewell(peer));
}

/// An organisation's key serves no more: what it asked along any path ends here, and nothing is said.
pub fn of_origin(turn: &mut Turn<'_>, origin: OrgId) {
    let routes = turn.state.routes.iter().filter(|(_, route)| route.origin == origin);
    let routes: Vec<OfferRef> = routes.map(|(offer, _)| *offer).collect();
    end_routes(turn, &routes);
}

/// A former peer that was not there to hear the last word will not hear it any more.
pub fn farewell(turn: &mut Turn<'_>, peer: OrgId) {
    if turn.state.peers.row(&peer).is_none_or(|row| row.state != PeerState::Ended) {
        return;
    }
    let owed: Vec<_> = turn.state.outbox.iter().map(|(key, _)| *key).filter(|(to, _)| *to == peer).collect();
    if owed.is_empty() {
        return;
    }
    for key in owed {
        turn.state.forget_outgoing(&key);
    }
    turn.effects.push(Effect::Unlink { peer });
}
