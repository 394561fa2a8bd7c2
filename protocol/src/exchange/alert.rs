//! An alert travels by members' own forwarding: each who gets it picks whom it goes on to, signs for exactly
//! that person, and nobody searches. Each member sees it once; whoever does nothing sends nothing.
//!
//! ```text
//!   asker ──► m1 ──► m2 ══ bridge ══► m3        at most 6 steps
//!             └────► m4                         each edge: a fresh reference, an own consent, an own receipt
//! ```
//!
//! Answers go back in `back`. What members see of it is `look`.

mod back;
mod look;
mod note;

pub use back::{answer, on_answer, record_outcome};

use crate::crypto::digest;
use crate::crypto::stream::Purpose;
use crate::exchange::{Effect, Refused, Reply, Turn, certificate, gate, org_policy, request};
use crate::id::{ItemId, MemberKey, OfferRef, OrgId, RequestDigest, RequestId};
use crate::limits;
use crate::local::view::{AlertStage, Neighbour};
use crate::local::{AlertEdge, Left};
use crate::message::{Cancel, Consent, Frame, Kind, MemberCert, Request, RequestBody, RequestCore, Signed};
use crate::state::{AlertRoute, AlertSender, BridgeState, ItemKind, MemberAlert, State};
use crate::time::{Span, Timestamp};
use crate::wire::payload::Payload;
use crate::wire::text::is_prose;
use crate::wire::verify::verify_by_device;

/// A member sends an alert to people of their choice. The organisation signs its core.
pub fn send(turn: &mut Turn<'_>, member: MemberKey, core: &[u8], edges: Vec<AlertEdge>) -> Result<Reply, Refused> {
    let content = RequestCore::from_bytes(core).map_err(|_| Refused::AlertUnfit)?;
    let key = (content.request, member);
    if let Some(known) = turn.state.alerts.row(&key) {
        return if known.core.payload == core { Ok(Reply::Done) } else { Err(Refused::AlertUnfit) };
    }
    let is_fresh = turn.state.members_with(&content.request).next().is_none();
    if content.origin != turn.org() || !is_fresh || !is_alert(&content, turn.now) {
        return Err(Refused::AlertUnfit);
    }
    if turn.state.holds_enough_alerts(&member, turn.now) {
        return Err(Refused::AlertTooMany);
    }
    check_served(turn, &content)?;
    let expected = Expected { digest: digest::request_digest(core), about: &content, of_asker: true };
    check_edges(turn, &member, &edges, &expected)?;
    let signature = turn.identity.sign(RequestCore::LABEL, core);
    let row = MemberAlert {
        core: Signed::new(core.to_vec(), signature),
        arrived: turn.now,
        expires: content.expires,
        // The device forgets its own alerts after the same time.
        keep_until: content.expires.plus(limits::QUERY_LIFE_MAX),
        senders: Vec::new(),
        item: None,
        stage: AlertStage::Own,
        passed: Vec::new(),
        link: None,
    };
    turn.state.put_alert(content.request, member, row);
    let to = edges.iter().map(|edge| edge.to).collect();
    turn.note_left(member, Left::AlertSent { request: content.request, kind: content.kind, to });
    go_on(turn, key, edges);
    Ok(Reply::Done)
}

/// A member passes an alert on to people of their choice.
pub fn pass_on(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, passed: Passed) -> Result<Reply, Refused> {
    let (request, row) = turn.state.alert_of_item(&member, &item).ok_or(Refused::ItemGone)?;
    let is_open = match row.stage {
        AlertStage::Waiting | AlertStage::Passed | AlertStage::Answered => row.expires > turn.now,
        AlertStage::Own | AlertStage::PutAway | AlertStage::Withdrawn => false,
    };
    let first = row.senders.first().filter(|first| is_open && first.offer == passed.from);
    if first.ok_or(Refused::ItemGone)?.hops_left == 0 {
        return Err(Refused::AlertAtItsEnd);
    }
    let content = RequestCore::from_bytes(&row.core.payload).map_err(|_| Refused::AlertUnfit)?;
    let expected = Expected { digest: digest::request_digest(&row.core.payload), about: &content, of_asker: false };
    check_edges(turn, &member, &passed.edges, &expected)?;
    let is_sender = |to: &Neighbour| row.senders.iter().any(|one| is_same(&one.from, to));
    if passed.edges.iter().any(|edge| is_sender(&edge.to)) {
        return Err(Refused::AlertBack);
    }
    let gone_to = turn.state.passed_to(row);
    let is_fresh = |edge: &AlertEdge| !gone_to.iter().any(|to| is_same(to, &edge.to));
    let fresh: Vec<AlertEdge> = passed.edges.into_iter().filter(is_fresh).collect();
    if gone_to.len() + fresh.len() > limits::ALERT_EDGES {
        return Err(Refused::AlertPeople);
    }
    if let Some(row) = turn.state.alerts.edit(&(request, member)).filter(|row| row.stage == AlertStage::Waiting) {
        row.stage = AlertStage::Passed;
    }
    turn.drop_item(member, item);
    note::passed(turn, (request, member), &fresh);
    go_on(turn, (request, member), fresh);
    Ok(Reply::Done)
}

/// What a member's device made to pass an alert on.
pub struct Passed {
    /// What the sender it goes back to calls it: the receipts name that sender.
    pub from: OfferRef,
    /// The people it goes on to.
    pub edges: Vec<AlertEdge>,
}

/// An alert comes from a peer. Returns whether it was of use; the peer hears nothing of that.
pub fn on_alert(
    turn: &mut Turn<'_>,
    peer: OrgId,
    request: Request,
    opened: (&RequestCore, &Consent, &MemberCert),
) -> bool {
    let Some(from) = sender_of(turn, &peer, &request, opened) else { return false };
    let (content, consented, _) = opened;
    let sender = AlertSender {
        from,
        offer: request.offer,
        consent: request.consent,
        cert: request.cert,
        note: request.connector_note,
        hops_left: request.hops_left.min(limits::ALERT_HOPS) - 1,
    };
    come(
        turn,
        consented.successor,
        Came { core: request.core, request: content.request, expires: content.expires, sender },
    )
}

/// A peer takes an alert back. Returns whether it was one.
pub fn on_cancel(turn: &mut Turn<'_>, peer: OrgId, cancel: Cancel) -> bool {
    let of_peer = |from: &Neighbour| from.bridge.is_some() && from.org == peer;
    let brought = |row: &MemberAlert| row.senders.iter().any(|one| one.offer == cancel.offer && of_peer(&one.from));
    let member = turn.state.members_with(&cancel.request).find(|(_, row)| brought(row)).map(|(member, _)| *member);
    let Some(member) = member else { return false };
    if lose_sender(turn, (cancel.request, member), cancel.offer) {
        end(turn, cancel.request, member);
    }
    true
}

/// The asker takes an alert back: whoever it still waits for does not see it any more.
pub fn withdraw(turn: &mut Turn<'_>, member: MemberKey, request: RequestId) -> Result<Reply, Refused> {
    let row = turn.state.alerts.row(&(request, member)).filter(|row| row.is_own()).ok_or(Refused::AlertUnknown)?;
    if row.expires > turn.now && row.stage == AlertStage::Own {
        note::withdrawn(turn, (request, member));
        end(turn, request, member);
    }
    Ok(Reply::Done)
}

/// A member puts an alert away. Nothing leaves the node.
pub fn put_away(turn: &mut Turn<'_>, member: MemberKey, request: RequestId) {
    if let Some(row) = turn.state.alerts.edit(&(request, member)).filter(|row| row.stage == AlertStage::Waiting) {
        row.stage = AlertStage::PutAway;
    }
}

/// A member has left: what they sent is taken back, what waits for them is put away.
pub fn leave(turn: &mut Turn<'_>, member: &MemberKey) {
    let mine = turn.state.alerts.iter().filter(|((_, owner), _)| owner == member);
    let mine: Vec<(RequestId, bool)> = mine.map(|((request, _), row)| (*request, row.is_own())).collect();
    for (request, is_own) in mine {
        if is_own {
            end(turn, request, *member);
        } else {
            put_away(turn, *member, request);
        }
    }
}

/// An alert's date has come, or the day it is forgotten.
pub fn expire(turn: &mut Turn<'_>, request: RequestId, member: MemberKey) {
    turn.state.forget_alert(request, member, turn.now);
    turn.effects.push(Effect::Show { member });
}

/// What an alert brings to a member.
struct Came {
    core: Signed<RequestCore>,
    request: RequestId,
    expires: Timestamp,
    sender: AlertSender,
}

/// Shows an alert to a member, once. A repeat only adds who else brought it.
fn come(turn: &mut Turn<'_>, member: MemberKey, came: Came) -> bool {
    let key = (came.request, member);
    if let Some(row) = turn.state.alerts.row(&key) {
        let is_new = row.stage == AlertStage::Waiting
            && row.core.payload == came.core.payload
            && row.senders.len() < limits::ALERT_SENDERS
            && !row.senders.iter().any(|one| is_same(&one.from, &came.sender.from));
        if let Some(row) = turn.state.alerts.edit(&key).filter(|_| is_new) {
            row.senders.push(came.sender);
            turn.effects.push(Effect::Show { member });
        }
        return is_new;
    }
    let link = came.sender.from.bridge.map(|_| came.sender.from.org);
    let is_full = link.is_some_and(|peer| turn.state.alerts_of(&peer) >= limits::ALERTS_PER_LINK);
    if is_full || turn.state.alerts_waiting(&member) >= limits::ALERTS_WAITING {
        return false;
    }
    let row = MemberAlert {
        core: came.core,
        arrived: turn.now,
        expires: came.expires,
        keep_until: came.expires.plus(limits::CLOCK_SKEW),
        senders: vec![came.sender],
        item: None,
        stage: AlertStage::Waiting,
        passed: Vec::new(),
        link,
    };
    turn.state.put_alert(came.request, member, row);
    let item = gate::show(turn, member, ItemKind::Alert { request: came.request }, came.expires);
    match (item, turn.state.alerts.edit(&key)) {
        (Some(_), Some(row)) => row.item = item,
        (None, _) | (_, None) => turn.state.drop_alert(came.request, member),
    }
    item.is_some()
}

/// Lets an alert go on from a member over edges that were checked.
fn go_on(turn: &mut Turn<'_>, (request, member): (RequestId, MemberKey), edges: Vec<AlertEdge>) {
    let Some(row) = turn.state.alerts.row(&(request, member)) else { return };
    let Some(own) = turn.state.members.row(&member) else { return };
    let (core, cert, expires) = (row.core.clone(), own.cert.clone(), row.expires);
    let (inside, outside) = steps(row);
    for AlertEdge { to, consent, receipt, note } in edges {
        let offer = OfferRef::from_bytes(turn.random(Purpose::OfferRef));
        let answers = std::collections::BTreeSet::new();
        let route = AlertRoute { request, member, to, consent: consent.clone(), receipt, answers, expires };
        turn.state.alert_routes.put(offer, route);
        if let Some(row) = turn.state.alerts.edit(&(request, member)) {
            row.passed.push(offer);
        }
        let (core, cert) = (core.clone(), cert.clone());
        match to.bridge {
            Some(bridge) => {
                let (bridge, connector_note) = (Some(bridge), note);
                let frame = Request { core, offer, bridge, consent, cert, connector_note, hops_left: outside };
                turn.send(to.org, &Frame::Request(frame));
            }
            None => {
                let from = Neighbour { org: turn.org(), member, bridge: None };
                let sender = AlertSender { from, offer, consent, cert, note, hops_left: inside.saturating_sub(1) };
                come(turn, to.member, Came { core, request, expires, sender });
            }
        }
    }
}

/// How far an alert may go from this member on: to colleagues, and over bridges. An asker's frame says what a
/// colleague's would, so that it does not tell who asks.
fn steps(row: &MemberAlert) -> (u8, u8) {
    let left = row.hops_left();
    if row.is_own() { (left, left.min(limits::ALERT_HOPS_ORIGIN)) } else { (left, left) }
}

/// Takes an alert back from a member, and from everybody it went on to. Walks a list: the way on is peers' to shape.
fn end(turn: &mut Turn<'_>, request: RequestId, first: MemberKey) {
    let mut members = vec![first];
    while let Some(member) = members.pop() {
        let row = turn.state.alerts.edit(&(request, member)).filter(|row| row.stage != AlertStage::Withdrawn);
        let Some(row) = row else { continue };
        row.stage = AlertStage::Withdrawn;
        let (item, passed) = (row.item, row.passed.clone());
        if let Some(item) = item {
            turn.drop_item(member, item);
        }
        for offer in passed {
            let Some(to) = turn.state.alert_routes.row(&offer).map(|route| route.to) else { continue };
            if to.bridge.is_some() {
                turn.send(to.org, &Frame::Cancel(Cancel { offer, request }));
            } else if lose_sender(turn, (request, to.member), offer) {
                members.push(to.member);
            }
        }
    }
}

/// Takes one sender from an alert before a member. Returns whether the alert goes with them: if nobody else brought
/// it, or if it went on as theirs.
fn lose_sender(turn: &mut Turn<'_>, key: (RequestId, MemberKey), offer: OfferRef) -> bool {
    let Some(row) = turn.state.alerts.edit(&key) else { return false };
    let Some(at) = row.senders.iter().position(|one| one.offer == offer) else { return false };
    if row.senders.len() == 1 || (at == 0 && row.stage != AlertStage::Waiting) {
        return true;
    }
    row.senders.remove(at);
    turn.effects.push(Effect::Show { member: key.1 });
    false
}

/// Who brought an alert, if everything about it fits: the bridge, its two members, the consent, the note, the dates.
fn sender_of(
    turn: &Turn<'_>,
    peer: &OrgId,
    request: &Request,
    (content, consented, cert): (&RequestCore, &Consent, &MemberCert),
) -> Option<Neighbour> {
    let bridge = request.bridge?;
    let over = turn.state.bridges.row(&bridge).filter(|row| row.state == BridgeState::Active)?;
    let fits = over.leads_to(&cert.org, &cert.member)
        && cert.org == *peer
        && (consented.successor_org, consented.successor) == (turn.org(), over.member)
        && consented.digest == digest::request_digest(&request.core.payload)
        && consented.note_hash == digest::note_hash(&request.connector_note)
        && is_issued_in_time(content, consented, turn.now)
        && is_alert(content, turn.now)
        && request.hops_left > 0
        && turn.state.may_stand(&over.member)
        && !certificate::is_by_ended(turn.state, cert, &request.consent, consented.issued)
        && check_served(turn, content).is_ok()
        && !org_policy::is_blocked(turn, &content.origin)
        && crosses(turn, peer, content);
    fits.then_some(Neighbour { org: cert.org, member: cert.member, bridge: Some(bridge) })
}

/// Whether a request is an alert: of a kind that may be asked in clear, without a letter's parts, within its dates.
fn is_alert(content: &RequestCore, now: Timestamp) -> bool {
    let may_be_open = match content.kind {
        Kind::Opportunity | Kind::Introduction | Kind::Intelligence | Kind::Influence => true,
        Kind::Appraisal => false,
    };
    may_be_open
        && matches!(content.body, RequestBody::Alert(_))
        && content.permission.is_none()
        && content.note.is_empty()
        && request::is_timely(content, now)
}

/// Checks that the organisation serves alerts of this kind, and lets be named what it names.
fn check_served(turn: &Turn<'_>, content: &RequestCore) -> Result<(), Refused> {
    let policy = turn.state.org_policy();
    if !policy.kinds.contains(&content.kind) {
        return Err(Refused::KindNotServed);
    }
    let RequestBody::Alert(alert) = &content.body else { return Err(Refused::AlertUnfit) };
    let may_name = alert.attributes.iter().all(|one| policy.attributes.contains(&one.r#type));
    if may_name { Ok(()) } else { Err(Refused::AttributeNotServed) }
}

/// Whether the peering's rule lets an alert cross.
fn crosses(turn: &Turn<'_>, peer: &OrgId, content: &RequestCore) -> bool {
    org_policy::goes_to(turn, peer, (&content.origin, content.kind))
}

/// A consent's date is rounded down to the hour.
fn is_issued_in_time(content: &RequestCore, consented: &Consent, now: Timestamp) -> bool {
    consented.issued.plus(Span::secs(3_600)) >= content.created
        && consented.issued <= now.plus(limits::CLOCK_SKEW).min(content.expires)
}

/// What edges are compared with.
struct Expected<'a> {
    digest: RequestDigest,
    about: &'a RequestCore,
    of_asker: bool,
}

/// Checks that a member may let an alert go on over these edges, and signed for each.
fn check_edges(
    turn: &Turn<'_>,
    member: &MemberKey,
    edges: &[AlertEdge],
    expected: &Expected<'_>,
) -> Result<(), Refused> {
    if edges.is_empty() || edges.len() > limits::ALERT_EDGES {
        return Err(Refused::AlertPeople);
    }
    let own = turn.state.members.row(member).ok_or(Refused::AlertUnfit)?;
    for (at, edge) in edges.iter().enumerate() {
        if !is_prose(&edge.note, limits::CONNECTOR_NOTE) {
            return Err(Refused::TextTooLong);
        }
        check_successor(turn, member, &edge.to)?;
        if edge.to.bridge.is_some() && !crosses(turn, &edge.to.org, expected.about) {
            return Err(Refused::KindNotServed);
        }
        let consented = verify_by_device(&edge.consent, &own.content).map_err(|_| Refused::AlertUnfit)?;
        let receipt = edge.receipt.as_ref().map(|receipt| receipt.0.len());
        let fits = consented.digest == expected.digest
            && (consented.successor_org, consented.successor) == (edge.to.org, edge.to.member)
            && consented.note_hash == digest::note_hash(&edge.note)
            && receipt == (!expected.of_asker).then_some(limits::SEALED_RECEIPT)
            && !edges[..at].iter().any(|before| is_same(&before.to, &edge.to));
        if !fits {
            return Err(Refused::AlertUnfit);
        }
    }
    Ok(())
}

/// Checks that the next person is a colleague, or at the far end of an own bridge that stands.
fn check_successor(turn: &Turn<'_>, member: &MemberKey, to: &Neighbour) -> Result<(), Refused> {
    let Some(bridge) = to.bridge else {
        let is_colleague = to.org == turn.org() && to.member != *member && turn.state.is_member(&to.member);
        return if is_colleague { Ok(()) } else { Err(Refused::ColleagueUnknown) };
    };
    let row = turn.state.bridges.row(&bridge).filter(|row| row.member == *member && row.state == BridgeState::Active);
    row.filter(|row| row.leads_to(&to.org, &to.member)).ok_or(Refused::BridgeUnknown)?;
    if turn.is_peer(&to.org) { Ok(()) } else { Err(Refused::NotPeer) }
}

fn is_same(one: &Neighbour, other: &Neighbour) -> bool {
    (one.org, one.member) == (other.org, other.member)
}

impl State {
    /// Whom an alert went on to from a member.
    fn passed_to(&self, row: &MemberAlert) -> Vec<Neighbour> {
        row.passed.iter().filter_map(|offer| self.alert_routes.row(offer)).map(|route| route.to).collect()
    }

    /// Whether a member has as many alerts under way, or over and still kept, as one may have.
    fn holds_enough_alerts(&self, member: &MemberKey, now: Timestamp) -> bool {
        let own = || self.alerts.iter().filter(|((_, owner), row)| owner == member && row.is_own());
        let open = own().filter(|(_, row)| row.stage == AlertStage::Own && row.expires > now);
        open.count() >= limits::ALERTS_OPEN || own().count() >= limits::ALERTS_KEPT
    }
}
