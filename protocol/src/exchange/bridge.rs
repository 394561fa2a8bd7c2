//! Two members of different organisations tie a bridge. Their devices make and check the proofs;
//! the nodes carry them, see that signatures and parties fit, and open the bridge when both have agreed.
//!
//! Bridges are ended by either side; frames that name an ended or unknown one have no effect.

use crate::exchange::{Counter, Effect, Refused, Reply, Taken, Turn, ends, keep_looking};
use crate::id::{BridgeId, ItemId, MemberKey, OrgId};
use crate::limits;
use crate::local::Left;
use crate::local::view::Neighbour;
use crate::message::{BridgeAccept, BridgeConfirm, BridgeEnd, BridgeTerms, Frame, MemberCert, Signed, Strength};
use crate::state::{Alarm, Bridge, BridgeState, Far, ItemKind, State};
use crate::time::Timestamp;
use crate::trust::EdgePolicy;
use crate::wire::payload::Payload;
use crate::wire::text::is_card;
use crate::wire::verify::{verify_cert, verify_terms};

/// A member made a link.
pub fn open(turn: &mut Turn<'_>, member: MemberKey, bridge: BridgeId, row: OpenLink) -> Result<Reply, Refused> {
    if open_of(turn.state, &member) >= limits::BRIDGES_PER_MEMBER {
        return Err(Refused::Full);
    }
    if turn.state.bridges.has(&bridge) {
        return Ok(Reply::Done);
    }
    let expires = row.expires.min(turn.now.plus(limits::INVITE_LIFE_MAX));
    let state = BridgeState::LinkOpen;
    let row = Bridge { member, state, expires, strength: row.strength, policy: row.policy, far: None, terms: None };
    turn.state.bridges.put(bridge, row);
    turn.state.wake_at(expires, Alarm::Bridge(bridge));
    Ok(Reply::Done)
}

/// How many bridges of a member are not over.
pub(super) fn open_of(state: &State, member: &MemberKey) -> usize {
    let open = |row: &Bridge| row.member == *member && row.state != BridgeState::Ended;
    state.bridges.iter().filter(|(_, row)| open(row)).count()
}

/// What a member says of the person they give a link to, or take one from.
pub struct OpenLink {
    /// Until when the link may be taken up.
    pub expires: Timestamp,
    /// How well they know them.
    pub strength: Strength,
    /// What the bridge may serve.
    pub policy: EdgePolicy,
}

/// A member takes up a link by hand; it waits for the other side as long as any link may.
pub fn accept_now(
    turn: &mut Turn<'_>,
    member: MemberKey,
    taken: BridgeAccept,
    (strength, policy): (Strength, EdgePolicy),
) -> Result<Reply, Refused> {
    let expires = turn.now.plus(limits::INVITE_LIFE_MAX);
    accept(turn, member, taken, OpenLink { expires, strength, policy })
}

/// A member takes up a link.
pub fn accept(turn: &mut Turn<'_>, member: MemberKey, accept: BridgeAccept, link: OpenLink) -> Result<Reply, Refused> {
    let cert = verify_cert(&accept.cert, turn.now).map_err(|_| Refused::SignatureUnfit)?;
    let terms = verify_terms(&accept.terms, &cert).map_err(|_| Refused::SignatureUnfit)?;
    if terms.b_org != turn.org() || terms.b_member != member || terms.a_org == terms.b_org || !is_card(&accept.card) {
        return Err(Refused::SignatureUnfit);
    }
    if !turn.is_peer(&terms.a_org) {
        return Err(Refused::NotPeer);
    }
    if turn.state.bridges.has(&terms.bridge) {
        return Ok(Reply::Done);
    }
    let row = Bridge {
        member,
        state: BridgeState::AwaitsOther,
        expires: link.expires,
        strength: link.strength,
        policy: link.policy,
        far: Some(Far { org: terms.a_org, member: terms.a_member, card: None }),
        terms: Some(accept.terms.clone()),
    };
    turn.state.bridges.put(terms.bridge, row);
    turn.state.wake_at(link.expires, Alarm::Bridge(terms.bridge));
    let with = Neighbour { org: terms.a_org, member: terms.a_member, bridge: Some(terms.bridge) };
    turn.note_left(member, Left::BridgeTied { bridge: terms.bridge, with, card: accept.card.clone() });
    turn.hold(terms.a_org, &Frame::BridgeAccept(accept));
    Ok(Reply::Done)
}

/// A link of one of our members was taken up at a peer.
pub fn on_accept(turn: &mut Turn<'_>, peer: OrgId, accept: BridgeAccept) -> Taken {
    let opened = verify_cert(&accept.cert, turn.now).and_then(|cert| verify_terms(&accept.terms, &cert));
    let terms = match opened {
        Ok(terms) => terms,
        Err(refused) => return refused.into(),
    };
    let fits = terms.b_org == peer && terms.a_org == turn.org();
    let now = turn.now;
    let open = |row: &&mut Bridge| {
        row.state == BridgeState::LinkOpen && row.member == terms.a_member && row.expires > now && fits
    };
    let Some(row) = turn.state.bridges.edit(&terms.bridge).filter(open) else {
        turn.count(Counter::IdleFrame);
        return Taken::Yes;
    };
    row.state = BridgeState::AwaitsConfirmation;
    row.far = Some(Far { org: peer, member: terms.b_member, card: Some(accept.card.clone()) });
    row.terms = Some(accept.terms.clone());
    let (member, expires) = (row.member, row.expires);
    turn.show_item(member, ItemKind::BridgeAccepted { accept: Box::new(accept) }, expires);
    Taken::Yes
}

/// The member who made the link agrees.
pub fn confirm(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, confirm: BridgeConfirm) -> Result<Reply, Refused> {
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let ItemKind::BridgeAccepted { accept } = &row.kind else { return Err(Refused::ItemOfOtherSort) };
    let payload = accept.terms.payload.clone();
    let named = BridgeTerms::from_bytes(&payload).is_ok_and(|terms| terms.bridge == confirm.bridge);
    let cert = verify_cert(&confirm.cert, turn.now).map_err(|_| Refused::SignatureUnfit)?;
    let is_theirs = cert.member == member && cert.org == turn.org();
    if !is_theirs || !signed_by_device(&confirm, &payload, &cert) || !is_card(&confirm.card) {
        return Err(Refused::SignatureUnfit);
    }
    turn.drop_item(member, item);
    let awaited = |row: &&mut Bridge| row.member == member && row.state == BridgeState::AwaitsConfirmation && named;
    let bridge = turn.state.bridges.edit(&confirm.bridge).filter(awaited).ok_or(Refused::BridgeUnknown)?;
    let with = bridge.neighbour(confirm.bridge).ok_or(Refused::BridgeUnknown)?;
    let peer = with.org;
    bridge.state = BridgeState::Active;
    turn.state.derived.bridges = None;
    keep_looking::reach_changed(turn);
    turn.note_left(member, Left::BridgeTied { bridge: confirm.bridge, with, card: confirm.card.clone() });
    turn.send(peer, &Frame::BridgeConfirm(confirm));
    Ok(Reply::Done)
}

/// The peer's member agrees to the bridge one of our members took up.
pub fn on_confirm(turn: &mut Turn<'_>, peer: OrgId, confirm: BridgeConfirm) -> Taken {
    let cert = match verify_cert(&confirm.cert, turn.now) {
        Ok(cert) => cert,
        Err(refused) => return refused.into(),
    };
    let awaited = |row: &&mut Bridge| {
        let signed = row.terms.as_ref().is_some_and(|terms| signed_by_device(&confirm, &terms.payload, &cert));
        row.state == BridgeState::AwaitsOther && row.leads_to(&peer, &cert.member) && cert.org == peer && signed
    };
    let Some(row) = turn.state.bridges.edit(&confirm.bridge).filter(awaited) else {
        turn.count(Counter::IdleFrame);
        return Taken::Yes;
    };
    row.state = BridgeState::AwaitsCheck;
    if let Some(far) = &mut row.far {
        far.card = Some(confirm.card.clone());
    }
    let (member, expires) = (row.member, row.expires);
    turn.show_item(member, ItemKind::BridgeConfirmed { confirm: Box::new(confirm) }, expires);
    Taken::Yes
}

/// The member's device has checked the confirmation: questions may cross.
pub fn complete(turn: &mut Turn<'_>, member: MemberKey, item: ItemId) -> Result<Reply, Refused> {
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let ItemKind::BridgeConfirmed { confirm } = &row.kind else { return Err(Refused::ItemOfOtherSort) };
    let bridge = confirm.bridge;
    turn.drop_item(member, item);
    let awaited = |row: &&mut Bridge| row.member == member && row.state == BridgeState::AwaitsCheck;
    let row = turn.state.bridges.edit(&bridge).filter(awaited).ok_or(Refused::BridgeUnknown)?;
    row.state = BridgeState::Active;
    turn.state.derived.bridges = None;
    keep_looking::reach_changed(turn);
    Ok(Reply::Done)
}

/// A member says anew how well they know who is at the far end.
pub fn rate(
    turn: &mut Turn<'_>,
    member: MemberKey,
    bridge: BridgeId,
    rating: (Strength, Option<EdgePolicy>),
) -> Result<Reply, Refused> {
    let open = |row: &&mut Bridge| row.member == member && row.state != BridgeState::Ended;
    let row = turn.state.bridges.edit(&bridge).filter(open).ok_or(Refused::BridgeUnknown)?;
    let (strength, policy) = rating;
    row.strength = strength;
    if let Some(policy) = policy {
        row.policy = policy;
    }
    turn.state.derived.bridges = None;
    Ok(Reply::Done)
}

/// The device refused what came: the link stays open for the right person, or the bridge ends.
pub fn refuse(turn: &mut Turn<'_>, bridge: BridgeId) {
    let Some(row) = turn.state.bridges.edit(&bridge) else { return };
    match row.state {
        BridgeState::AwaitsConfirmation => {
            row.state = BridgeState::LinkOpen;
            row.far = None;
            row.terms = None;
        }
        BridgeState::AwaitsCheck => end(turn, bridge),
        BridgeState::LinkOpen | BridgeState::AwaitsOther | BridgeState::Active | BridgeState::Ended => {}
        BridgeState::AwaitsPeering => {}
    }
}

/// Ends a bridge of a member, and tells the other node.
pub fn end_by_member(turn: &mut Turn<'_>, member: MemberKey, bridge: BridgeId) -> Result<Reply, Refused> {
    turn.state.bridges.row(&bridge).filter(|row| row.member == member).ok_or(Refused::BridgeUnknown)?;
    end(turn, bridge);
    Ok(Reply::Done)
}

/// Ends a bridge, and tells the other node.
pub fn end(turn: &mut Turn<'_>, bridge: BridgeId) {
    let far = turn.state.bridges.row(&bridge).and_then(|row| Some((row.member, row.neighbour(bridge)?)));
    if let (true, Some((member, with))) = (close(turn, bridge), far.filter(|(_, with)| turn.is_peer(&with.org))) {
        turn.note_left(member, Left::BridgeEnded { bridge, with });
        turn.send(with.org, &Frame::BridgeEnd(BridgeEnd { bridge }));
    }
}

/// The other side ended it.
pub fn on_end(turn: &mut Turn<'_>, peer: OrgId, bridge: BridgeId) {
    let row = turn.state.bridges.row(&bridge);
    if row.is_some_and(|row| row.far.as_ref().is_some_and(|far| far.org == peer)) {
        close(turn, bridge);
    }
}

/// Ends a bridge here. Returns whether it was open.
pub fn close(turn: &mut Turn<'_>, bridge: BridgeId) -> bool {
    let Some(row) = turn.state.bridges.edit(&bridge).filter(|row| row.state != BridgeState::Ended) else {
        return false;
    };
    row.state = BridgeState::Ended;
    let member = row.member;
    turn.state.derived.bridges = None;
    ends::of_bridge(turn, bridge);
    turn.effects.push(Effect::Show { member });
    true
}

/// A link nobody took up in time ends.
pub fn expire(turn: &mut Turn<'_>, bridge: BridgeId) {
    let stale =
        |row: &Bridge| row.expires <= turn.now && !matches!(row.state, BridgeState::Active | BridgeState::Ended);
    if turn.state.bridges.row(&bridge).is_some_and(stale) {
        close(turn, bridge);
    }
    ends::forget_bridge(turn, bridge);
}

impl Bridge {
    /// Who is at the far side, once known.
    fn neighbour(&self, bridge: BridgeId) -> Option<Neighbour> {
        let far = self.far.as_ref()?;
        Some(Neighbour { org: far.org, member: far.member, bridge: Some(bridge) })
    }
}

fn signed_by_device(confirm: &BridgeConfirm, terms: &[u8], cert: &MemberCert) -> bool {
    let terms = Signed::<BridgeTerms>::new(terms.to_vec(), confirm.signature);
    verify_terms(&terms, cert).is_ok()
}
