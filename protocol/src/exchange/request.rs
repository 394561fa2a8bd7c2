//! A request goes along an offer, from person to person, each signing for exactly this request,
//! this predecessor and this successor. A decline, silence or expiry sends nothing.
//!
//! ```text
//!   segment:  m0 (asker) ─► m1 ─► m2 ══ bridge ══►   next node, or the endpoint's letter
//!   at:       0             1     2      len
//! ```

use crate::crypto::digest;
use crate::exchange::{
    Counter, Refused, Reply, Taken, Turn, alert, appraisal, bridge, certificate, gate, ledger, org_policy, retention,
    standby,
};
use crate::id::{Blob, ItemId, MemberKey, OfferRef, OrgId, RequestId};
use crate::limits;
use crate::local::Left;
use crate::local::PreparedRequest;
use crate::local::view::Neighbour;
use crate::message::{Cancel, Consent, Frame, MemberCert, Request, RequestBody, RequestCore, Signed};
use crate::private::Private;
use crate::state::{Alarm, Exit, Hop, HopStage, ItemKind, Route, State, Up};
use crate::time::Timestamp;
use crate::wire;
use crate::wire::payload::Payload;
use crate::wire::text::is_prose;
use crate::wire::verify::{verify_by_device, verify_by_origin, verify_cert};

/// Our member sends a request along an offer. The organisation signs its core.
pub fn submit(
    turn: &mut Turn<'_>,
    member: MemberKey,
    offer: OfferRef,
    core: &[u8],
    consent: Signed<Consent>,
) -> Result<Reply, Refused> {
    let prepared = PreparedRequest { offer, core: core.to_vec(), consent };
    let route = own_route(turn, &member, &offer)?;
    if let Some(hop) = &route.hop {
        return if hop.core.payload == core { Ok(Reply::Done) } else { Err(Refused::OfferUsed) };
    }
    if route.expires <= turn.now {
        return Err(Refused::OfferGone);
    }
    if turn.state.standby.has(&offer) {
        return Err(Refused::OfferUsed);
    }
    let opened = check_own(turn, &member, &prepared, turn.now)?;
    launch(turn, member, prepared, opened)
}

/// The path that was offered to this member.
pub(super) fn own_route<'a>(turn: &'a Turn<'_>, member: &MemberKey, offer: &OfferRef) -> Result<&'a Route, Refused> {
    let route = turn.state.routes.row(offer).ok_or(Refused::OfferGone)?;
    let is_own = route.segment.first() == Some(member) && matches!(route.up, Up::Asker { .. });
    if is_own { Ok(route) } else { Err(Refused::OfferGone) }
}

/// Opens what a member's device made, if it fits the offer and may leave at that time.
pub(super) fn check_own(
    turn: &Turn<'_>,
    member: &MemberKey,
    prepared: &PreparedRequest,
    at: Timestamp,
) -> Result<(RequestCore, Consent), Refused> {
    let route = own_route(turn, member, &prepared.offer)?;
    let content = RequestCore::from_bytes(&prepared.core).map_err(|_| Refused::SignatureUnfit)?;
    let Up::Asker { ask, .. } = &route.up else { return Err(Refused::OfferGone) };
    let own = turn.state.members.row(member).ok_or(Refused::SignatureUnfit)?;
    let consented = verify_by_device(&prepared.consent, &own.content).map_err(|_| Refused::SignatureUnfit)?;
    let successor = turn.state.successor(route, 0).ok_or(Refused::OfferGone)?;
    let fits = content.origin == route.origin
        && content.query == route.query
        && content.kind == route.kind
        && is_timely(&content, at)
        && appraisal::request_fits(turn.state, ask, &content)
        && matches!(content.body, RequestBody::Letter(_))
        && consented.digest == digest::request_digest(&prepared.core)
        && (consented.successor_org, consented.successor) == (successor.org, successor.member)
        && consented.note_hash == digest::note_hash("");
    if !fits || !turn.state.is_fresh_request(&content.request) {
        return Err(Refused::SignatureUnfit);
    }
    Ok((content, consented.into_inner()))
}

/// Signs a request's core and lets it go.
pub(super) fn launch(
    turn: &mut Turn<'_>,
    member: MemberKey,
    prepared: PreparedRequest,
    (content, consented): (RequestCore, Consent),
) -> Result<Reply, Refused> {
    let PreparedRequest { offer, core, consent } = prepared;
    let route = turn.state.routes.row(&offer).ok_or(Refused::OfferGone)?;
    let first = turn.state.successor(route, 0).ok_or(Refused::OfferGone)?;
    let cert = turn.state.members.row(&member).ok_or(Refused::SignatureUnfit)?.cert.clone();
    let signature = turn.identity.sign(RequestCore::LABEL, &core);
    let request = Request {
        core: Signed::new(core, signature),
        offer,
        bridge: None,
        consent,
        cert,
        connector_note: Private::default(),
        hops_left: 0,
    };
    let (id, kind, note) = (content.request, content.kind, content.note.clone());
    begin(turn, offer, Hop::begin(request, content, consented, 1));
    turn.note_left(member, Left::RequestSent { request: id, kind, first, note });
    Ok(Reply::Done)
}

/// A request comes from a peer along an offer we passed or made.
pub fn on_request(turn: &mut Turn<'_>, peer: OrgId, request: Request) -> Taken {
    match open(&request, turn.now) {
        Err(refused) => refused.into(),
        Ok((content, consented, cert)) => {
            let offer = request.offer;
            if matches!(content.body, RequestBody::Alert(_)) {
                if !alert::on_alert(turn, peer, request, (&content, &consented, &cert)) {
                    turn.count(Counter::IdleFrame);
                }
            } else if let Some(route) = fitting(turn, &peer, &request, (&content, &consented, &cert)) {
                turn.state.routes.put(offer, route);
                begin(turn, offer, Hop::begin(request, content, consented, 0));
            } else {
                turn.count(Counter::IdleFrame);
            }
            Taken::Yes
        }
    }
}

/// Opens everything signed in a request, each with the key it names.
fn open(request: &Request, now: Timestamp) -> Result<(RequestCore, Consent, MemberCert), wire::verify::Refused> {
    let content = verify_by_origin(&request.core)?;
    let cert = verify_cert(&request.cert, now)?;
    let consented = verify_by_device(&request.consent, &cert)?;
    Ok((content.into_inner(), consented.into_inner(), cert.into_inner()))
}

/// A member passes a request on.
pub fn pass_on(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, passed: Passed) -> Result<Reply, Refused> {
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let ItemKind::Hop { offer } = row.kind else { return Err(Refused::ItemOfOtherSort) };
    if !is_prose(&passed.note, limits::CONNECTOR_NOTE) || passed.receipt.0.len() != limits::SEALED_RECEIPT {
        return Err(Refused::TextTooLong);
    }
    let route = turn.state.routes.row(&offer).ok_or(Refused::ItemGone)?;
    let hop = route.hop.as_ref().filter(|hop| hop.stage == HopStage::Waiting).ok_or(Refused::ItemGone)?;
    let own = turn.state.members.row(&member).ok_or(Refused::SignatureUnfit)?;
    let consented = verify_by_device(&passed.consent, &own.content).map_err(|_| Refused::SignatureUnfit)?.into_inner();
    let successor = turn.state.successor(route, hop.at).ok_or(Refused::ItemGone)?;
    let fits = route.segment.get(hop.at) == Some(&member)
        && consented.digest == digest::request_digest(&hop.core.payload)
        && (consented.successor_org, consented.successor) == (successor.org, successor.member)
        && consented.note_hash == digest::note_hash(&passed.note)
        && hop.content.expires > turn.now;
    if !fits {
        return Err(Refused::SignatureUnfit);
    }
    let (cert, note) = (own.cert.clone(), passed.note.clone());
    if let Some(hop) = turn.state.hop(&offer) {
        hop.receipts.push(passed.receipt);
        hop.consent = passed.consent;
        hop.consented = consented;
        hop.cert = cert;
        hop.connector_note = passed.note;
        hop.at += 1;
        hop.item = None;
    }
    turn.drop_item(member, item);
    ledger::note_passed(turn, member, offer, (successor, note));
    advance(turn, offer);
    Ok(Reply::Done)
}

/// What a member's device made to pass a request on.
pub struct Passed {
    /// The consent.
    pub consent: Signed<Consent>,
    /// The receipt, sealed to the asker.
    pub receipt: Blob,
    /// A word to the next person.
    pub note: Private<String>,
}

/// A member says no to whatever waits. Nothing leaves the node.
pub fn decline(turn: &mut Turn<'_>, member: MemberKey, item: ItemId) -> Result<Reply, Refused> {
    gate::note_decline(turn, member, item);
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    match row.kind.clone() {
        ItemKind::Prompt { .. } | ItemKind::Found { .. } | ItemKind::Knock { .. } => {}
        ItemKind::Hop { offer } | ItemKind::Letter { offer } => bury(turn.state, &offer),
        ItemKind::BridgeAccepted { accept } => {
            if let Ok(terms) = crate::message::BridgeTerms::from_bytes(&accept.terms.payload) {
                bridge::refuse(turn, terms.bridge);
            }
        }
        ItemKind::BridgeConfirmed { confirm } => bridge::refuse(turn, confirm.bridge),
        ItemKind::Alert { request } => alert::put_away(turn, member, request),
    }
    turn.drop_item(member, item);
    Ok(Reply::Done)
}

/// The asker withdraws a request: whoever it waits for does not see it any more.
pub fn withdraw(turn: &mut Turn<'_>, offer: OfferRef) {
    standby::forget_held(turn, &offer);
    let Some(route) = turn.state.routes.row(&offer) else { return };
    let Some(hop) = route.hop.as_ref() else { return };
    let onward = match (hop.stage, &route.exit) {
        (HopStage::Passed, Exit::Bridge { peer, offer, .. }) => Some((*peer, *offer, hop.content.request)),
        (HopStage::Passed | HopStage::Waiting | HopStage::Done | HopStage::Dead, _) => None,
    };
    let asker = route.segment.first().copied().filter(|_| matches!(route.up, Up::Asker { .. }));
    let kind = route.kind;
    end(turn, offer);
    if let Some((peer, offer, request)) = onward {
        if let Some(asker) = asker {
            turn.note_left(asker, Left::Withdrawn { request, kind });
        }
        turn.send(peer, &Frame::Cancel(Cancel { offer, request }));
    }
}

/// A peer withdraws a request.
pub fn on_cancel(turn: &mut Turn<'_>, peer: OrgId, cancel: Cancel) {
    let of_peer = |route: &&Route| matches!(route.up, Up::Peer { peer: up, .. } if up == peer);
    let request = turn.state.routes.row(&cancel.offer).filter(of_peer).and_then(|route| route.hop.as_ref());
    if request.is_some_and(|hop| hop.content.request == cancel.request) {
        withdraw(turn, cancel.offer);
    } else if !alert::on_cancel(turn, peer, cancel) {
        turn.count(Counter::IdleFrame);
    }
}

/// A request's time is over, or it was withdrawn: what waits is dropped, and nothing is said.
pub fn end(turn: &mut Turn<'_>, offer: OfferRef) {
    let Some(route) = turn.state.routes.row(&offer) else { return };
    let waiting = route.hop.as_ref().and_then(|hop| Some((*route.segment.get(hop.at)?, hop.item?)));
    if let Some((member, item)) = waiting {
        turn.drop_item(member, item);
    }
    bury(turn.state, &offer);
}

/// A request's time is over, if it is.
pub fn expire(turn: &mut Turn<'_>, offer: OfferRef) {
    let hop = turn.state.routes.row(&offer).and_then(|route| route.hop.as_ref());
    if hop.is_some_and(|hop| hop.content.expires <= turn.now) {
        end(turn, offer);
        retention::wipe(turn, &offer);
    }
}

fn begin(turn: &mut Turn<'_>, offer: OfferRef, hop: Hop) {
    turn.state.wake_at(hop.content.expires, Alarm::Request(offer));
    if let Some(route) = turn.state.routes.edit(&offer) {
        route.hop = Some(Box::new(hop));
    }
    advance(turn, offer);
}

/// Puts the request before the next member of the segment, or sends it over the bridge.
fn advance(turn: &mut Turn<'_>, offer: OfferRef) {
    let Some(route) = turn.state.routes.row(&offer) else { return };
    let Some(hop) = route.hop.as_ref() else { return };
    let is_last = hop.at + 1 == route.segment.len();
    let next = route.segment.get(hop.at).copied();
    let may_be_asked = |member| turn.state.may_stand(&member) && !turn.state.was_asked(&offer, &member);
    let leads_on = next.is_none_or(may_be_asked);
    if !leads_on || !is_open(turn.state, &route.exit) {
        return bury(turn.state, &offer);
    }
    match (next, &route.exit) {
        (Some(member), Exit::Endpoint { .. } | Exit::Found { .. }) if is_last => {
            let expires = hop.content.expires;
            let item = gate::show(turn, member, ItemKind::Letter { offer }, expires);
            stand_before(turn.state, &offer, item);
        }
        (Some(member), Exit::Endpoint { .. } | Exit::Found { .. } | Exit::Bridge { .. }) => {
            let expires = hop.content.expires;
            let item = gate::show(turn, member, ItemKind::Hop { offer }, expires);
            stand_before(turn.state, &offer, item);
        }
        (None, Exit::Bridge { bridge, peer, offer: far }) => {
            let (peer, request) = (*peer, onward(hop, *bridge, *far));
            if let Some(hop) = turn.state.hop(&offer) {
                hop.stage = HopStage::Passed;
            }
            turn.send(peer, &Frame::Request(request));
        }
        (None, Exit::Endpoint { .. } | Exit::Found { .. }) => {
            debug_assert!(false, "an endpoint answers; it does not pass on")
        }
    }
}

/// Whether a bridge a request would go over still stands.
fn is_open(state: &State, exit: &Exit) -> bool {
    match exit {
        Exit::Endpoint { .. } | Exit::Found { .. } => true,
        Exit::Bridge { bridge, .. } => {
            state.bridges.row(bridge).is_some_and(|row| row.state == crate::state::BridgeState::Active)
        }
    }
}

fn onward(hop: &Hop, bridge: crate::id::BridgeId, offer: OfferRef) -> Request {
    Request {
        core: hop.core.clone(),
        offer,
        bridge: Some(bridge),
        consent: hop.consent.clone(),
        cert: hop.cert.clone(),
        connector_note: hop.connector_note.clone(),
        hops_left: 0,
    }
}

fn stand_before(state: &mut State, offer: &OfferRef, item: Option<ItemId>) {
    if let Some(hop) = state.hop(offer) {
        hop.item = item;
    }
}

fn bury(state: &mut State, offer: &OfferRef) {
    if let Some(hop) = state.hop(offer).filter(|hop| hop.stage != HopStage::Done) {
        hop.stage = HopStage::Dead;
        hop.item = None;
        state.forget_words(offer);
    }
}

/// The path of the offer a request names, by the bridge it came over: if it comes from the right person,
/// and is the first.
fn fitting(
    turn: &Turn<'_>,
    peer: &OrgId,
    request: &Request,
    (content, consented, cert): (&RequestCore, &Consent, &MemberCert),
) -> Option<Route> {
    let bridge = request.bridge?;
    let open = turn.state.routes.row(&request.offer).filter(|route| route.hop.is_none());
    let route = open?.narrowed(&bridge)?;
    let Up::Peer { peer: up, .. } = route.up else { return None };
    let over = turn.state.bridges.row(&bridge).filter(|row| row.leads_to(&cert.org, &cert.member));
    let fits = up == *peer
        && over.is_some_and(|row| row.state == crate::state::BridgeState::Active)
        && cert.org == *peer
        && route.segment.first() == Some(&consented.successor)
        && consented.successor_org == turn.org()
        && consented.digest == digest::request_digest(&request.core.payload)
        && consented.note_hash == digest::note_hash(&request.connector_note)
        && (content.origin, content.query, content.kind) == (route.origin, route.query, route.kind)
        && is_timely(content, turn.now)
        && !org_policy::is_blocked(turn, &content.origin)
        && matches!(content.body, RequestBody::Letter(_))
        && !appraisal::is_kept_from(turn, &(content.origin, content.query), &route.segment)
        && request.hops_left == 0
        && route.segment.iter().all(|member| turn.state.is_first_time(&content.request, member))
        && !certificate::is_by_ended(turn.state, cert, &request.consent, consented.issued);
    fits.then_some(route)
}

/// Whether a request was made and ends when one may.
pub fn is_timely(content: &RequestCore, now: Timestamp) -> bool {
    content.created <= now.plus(limits::CLOCK_SKEW)
        && content.expires > now
        && content.expires <= content.created.plus(limits::REQUEST_LIFE_MAX)
}

impl State {
    /// The request along an offer.
    pub fn hop(&mut self, offer: &OfferRef) -> Option<&mut Hop> {
        self.routes.edit(offer)?.hop.as_deref_mut()
    }

    /// Who comes after the member at `at` on a route.
    pub fn successor(&self, route: &Route, at: usize) -> Option<Neighbour> {
        if let Some(member) = route.segment.get(at + 1) {
            let own = self.members.row(member)?.content.org;
            return Some(Neighbour { org: own, member: *member, bridge: None });
        }
        let Exit::Bridge { bridge, .. } = &route.exit else { return None };
        let far = self.bridges.row(bridge)?.far.as_ref()?;
        Some(Neighbour { org: far.org, member: far.member, bridge: Some(*bridge) })
    }

    fn is_fresh_request(&self, request: &RequestId) -> bool {
        !self.routes.iter().any(|(_, route)| route.hop.as_ref().is_some_and(|hop| hop.content.request == *request))
    }

    /// Whether a member has not stood on another route of the same request.
    fn is_first_time(&self, request: &RequestId, member: &MemberKey) -> bool {
        let same = |route: &&Route| route.hop.as_ref().is_some_and(|hop| hop.content.request == *request);
        !self.routes.iter().map(|(_, route)| route).filter(same).any(|route| route.segment.contains(member))
    }

    /// Whether a request along another path of the same person's offer stood before a member: everybody decides once.
    fn was_asked(&self, offer: &OfferRef, member: &MemberKey) -> bool {
        let Some(route) = self.routes.row(offer) else { return false };
        let stood = |other: &Route| {
            let asker = usize::from(matches!(other.up, Up::Asker { .. }));
            let until = other.hop.as_ref().map_or(0, |hop| (hop.at + 1).min(other.segment.len()));
            other.segment.get(asker..until).is_some_and(|asked| asked.contains(member))
        };
        self.siblings(route).any(|(other, sibling)| other != offer && stood(sibling))
    }

    /// Paths to who would answer that were offered with one letter key.
    fn siblings<'a>(&'a self, route: &'a Route) -> impl Iterator<Item = (&'a OfferRef, &'a Route)> {
        let end = route.exit.end().map(|end| (route.segment.last(), end.letter_key));
        let same = move |other: &Route| {
            end.is_some() && other.exit.end().map(|end| (other.segment.last(), end.letter_key)) == end
        };
        self.routes.iter().filter(move |(_, other)| same(other))
    }

    /// Forgets an offer whose time is over.
    pub fn forget_route(&mut self, offer: &OfferRef, now: Timestamp) {
        if self.routes.row(offer).is_some_and(|route| route.keep_until <= now) {
            self.drop_route(offer);
        }
    }

    /// Forgets an offer, and the letter key it was given once no other path was offered with it.
    pub fn drop_route(&mut self, offer: &OfferRef) {
        self.forget_words(offer);
        self.standby.remove(offer);
        if let Some(route) = self.routes.remove(offer) {
            if let Exit::Bridge { peer, offer: far, .. } = &route.exit {
                self.derived.exits.remove(&(*peer, *far));
            }
            if let Some(end) = route.exit.end()
                && let Some(owner) = route.segment.last()
                && self.siblings(&route).next().is_none()
            {
                self.letter_keys.remove(&(*owner, end.letter_key));
            }
        }
    }
}
