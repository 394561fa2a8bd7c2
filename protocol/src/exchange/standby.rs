//! Several paths for one ask: a member signs up to three requests at once; the first goes, the others wait.
//!
//! ```text
//!   now ── request 1 ──►          created 2 ── request 2 ──►          created 3 ── request 3 ──►
//! ```
//!
//! Each leaves at the date its device wrote into it as the day it was created, before its offer ends, whatever became
//! of the others: nobody on the second path could tell it from a first. Only a verified answer stops what still runs.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::{Effect, Refused, Reply, Turn, request};
use crate::id::{AskId, MemberKey, OfferRef, RequestId, SealKey};
use crate::limits;
use crate::local::PreparedRequest;
use crate::local::view::OfferView;
use crate::message::{Consent, RequestCore};
use crate::state::{Alarm, HeldRequest, Standby, Up};
use crate::time::Timestamp;
use crate::wire::payload::Payload;

/// A request that was checked.
type Opened = (PreparedRequest, (RequestCore, Consent));

/// Our member sends requests along several offers of one ask, the first at once.
pub fn submit(turn: &mut Turn<'_>, member: MemberKey, requests: Vec<PreparedRequest>) -> Result<Reply, Refused> {
    if requests.is_empty() || requests.len() > limits::REQUESTS_AT_ONCE {
        return Err(Refused::StandbyUnfit);
    }
    if was_submitted(turn, &requests) {
        return Ok(Reply::Done);
    }
    let set = requests[0].offer;
    let is_single = requests.len() == 1;
    let mut opened = check(turn, &member, requests)?.into_iter();
    let Some((first, content)) = opened.next() else { return Err(Refused::StandbyUnfit) };
    request::launch(turn, member, first, content)?;
    if !is_single {
        turn.state.standby.put(set, Standby { set, held: None });
    }
    for (prepared, (content, _)) in opened {
        let (offer, release) = (prepared.offer, content.created);
        let held = Some(HeldRequest { member, prepared, release });
        turn.state.standby.put(offer, Standby { set, held });
        turn.state.wake_at(release, Alarm::Standby(offer));
    }
    Ok(Reply::Done)
}

/// The time of a held request has come. What became of the others is not looked at.
pub fn release(turn: &mut Turn<'_>, offer: OfferRef) {
    let now = turn.now;
    let due = |held: &mut HeldRequest| held.release <= now;
    let Some(held) = turn.state.standby.edit(&offer).and_then(|row| row.held.take_if(due)) else { return };
    let HeldRequest { member, prepared, .. } = held;
    // The member may have left since, or taken the device away that signed.
    let opened = request::check_own(turn, &member, &prepared, now);
    if opened.and_then(|opened| request::launch(turn, member, prepared, opened)).is_err() {
        turn.state.standby.remove(&offer);
    }
    turn.effects.push(Effect::Show { member });
}

/// A request was answered, and the answer holds: those that were signed with it are not needed any more.
pub fn lapse(turn: &mut Turn<'_>, request: RequestId) {
    let answered = turn.state.routes.iter().find(|(_, route)| {
        let is_it = route.hop.as_ref().is_some_and(|hop| hop.content.request == request);
        is_it && matches!(route.up, Up::Asker { .. })
    });
    let Some(answered) = answered.map(|(offer, _)| *offer) else { return };
    let Some(set) = turn.state.standby.row(&answered).map(|row| row.set) else { return };
    let others = turn.state.standby.iter().filter(|(offer, row)| row.set == set && **offer != answered);
    let others: Vec<OfferRef> = others.map(|(offer, _)| *offer).collect();
    for offer in others {
        request::withdraw(turn, offer);
    }
}

/// A held request is withdrawn before it left.
pub fn forget_held(turn: &mut Turn<'_>, offer: &OfferRef) {
    if turn.state.held_until(offer).is_some() {
        turn.state.standby.remove(offer);
    }
}

/// Puts offers in an order in which the first few share no first person, as far as there are others, and a further way
/// to somebody stands behind the ways to others.
pub fn apart(sorted: Vec<OfferView>) -> Vec<OfferView> {
    let (mut firsts, mut persons) = (BTreeMap::<MemberKey, usize>::new(), BTreeMap::<SealKey, usize>::new());
    let count = |offer: OfferView| {
        let by_first = firsts.entry(offer.first.member).or_default();
        let to_person = persons.entry(offer.letter_key).or_default();
        (*by_first, *to_person) = (*by_first + 1, *to_person + 1);
        ((*by_first, *to_person), offer)
    };
    let mut counted: Vec<((usize, usize), OfferView)> = sorted.into_iter().map(count).collect();
    counted.sort_by_key(|(before, _)| *before);
    counted.into_iter().map(|(_, offer)| offer).collect()
}

/// Whether this very set was taken before: the first tells of all, for they were taken together.
fn was_submitted(turn: &Turn<'_>, requests: &[PreparedRequest]) -> bool {
    let first = &requests[0];
    let hop = turn.state.routes.row(&first.offer).and_then(|route| route.hop.as_ref());
    hop.is_some_and(|hop| hop.core.payload == first.core)
}

/// Opens all of a set: of one ask, on different open offers, each to leave well after the one before.
fn check(turn: &Turn<'_>, member: &MemberKey, requests: Vec<PreparedRequest>) -> Result<Vec<Opened>, Refused> {
    let mut opened: Vec<Opened> = Vec::new();
    let (mut asks, mut offers, mut ids) = (BTreeSet::<AskId>::new(), BTreeSet::new(), BTreeSet::new());
    for prepared in requests {
        let content = RequestCore::from_bytes(&prepared.core).map_err(|_| Refused::SignatureUnfit)?;
        let at = opened.last().map_or(turn.now, |_| content.created);
        let route = request::own_route(turn, member, &prepared.offer)?;
        let Up::Asker { ask, .. } = &route.up else { return Err(Refused::OfferGone) };
        asks.insert(*ask);
        if route.expires <= at {
            return Err(Refused::OfferGone);
        }
        if route.hop.is_some() || turn.state.standby.has(&prepared.offer) {
            return Err(Refused::OfferUsed);
        }
        let in_time = opened.last().is_none_or(|(_, (before, _))| follows(turn, before.created, content.created));
        let is_new = offers.insert(prepared.offer) && ids.insert(content.request);
        if !in_time || !is_new || asks.len() > 1 {
            return Err(Refused::StandbyUnfit);
        }
        let content = request::check_own(turn, member, &prepared, at)?;
        opened.push((prepared, content));
    }
    Ok(opened)
}

/// Whether a request leaves late enough after the one before, by this node's clock too.
fn follows(turn: &Turn<'_>, before: Timestamp, after: Timestamp) -> bool {
    let least = turn.settings.fall_over;
    after >= before.plus(least) && after.plus(limits::CLOCK_SKEW) >= turn.now.plus(least)
}
