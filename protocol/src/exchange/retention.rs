//! An appraisal's end: on its date everything about it is deleted, at every node that held a byte of it.
//!
//! A request of an appraisal ends no later than its date, and with the request every node on the way lets go of the
//! letter, of the answer, of words about them, of whatever still waits to be sent, and of the key that opens the letter. The asker's node
//! keeps the sealed answer until the date the asker set, or the sooner one the endpoint wished.

use crate::exchange::{Effect, Refused, Reply, Turn};
use crate::id::{AskId, MemberKey, OfferRef, OrgId, RequestId};
use crate::message::{Frame, Kind, RequestBody};
use crate::private::Private;
use crate::state::{Alarm, Exit, Route, Up};
use crate::time::Timestamp;
use crate::wire;

/// The date of an appraisal has come: ask, question, paths, answers and permission go.
pub fn on_date(turn: &mut Turn<'_>, ask: AskId) {
    if turn.state.permissions.row(&ask).is_none_or(|terms| terms.retain_until > turn.now) {
        return;
    }
    turn.state.permissions.remove(&ask);
    for offer in turn.state.routes_of(&ask) {
        wipe(turn, &offer);
        turn.state.drop_route(&offer);
    }
    let answers: Vec<RequestId> =
        turn.state.answers.iter().filter(|(_, row)| row.ask == ask).map(|(request, _)| *request).collect();
    for request in answers {
        delete_answer(turn, request);
    }
    let Some(row) = turn.state.forget_ask(&ask) else { return };
    turn.state.drop_query(&row.query);
    turn.effects.push(Effect::Show { member: row.member });
}

/// A member's device read an answer that is to be deleted by a date.
pub fn limit(turn: &mut Turn<'_>, member: MemberKey, request: RequestId, until: Timestamp) -> Result<Reply, Refused> {
    turn.state.answers.row(&request).filter(|row| row.member == member).ok_or(Refused::ItemGone)?;
    if until <= turn.now {
        delete_answer(turn, request);
        return Ok(Reply::Done);
    }
    let sooner = turn.state.retained.row(&request).is_none_or(|known| until < *known);
    if sooner {
        turn.state.retained.put(request, until);
        turn.state.wake_at(until, Alarm::Answer(request));
    }
    Ok(Reply::Done)
}

/// The date of an answer has come, if it has.
pub fn on_answer_date(turn: &mut Turn<'_>, request: RequestId) {
    if turn.state.retained.row(&request).is_some_and(|until| *until <= turn.now) {
        delete_answer(turn, request);
    }
}

/// Lets go of what a request of an appraisal carried, and of what of it still waits to leave.
pub fn wipe(turn: &mut Turn<'_>, offer: &OfferRef) {
    let Some(route) = turn.state.routes.row(offer).filter(|route| route.kind == Kind::Appraisal) else { return };
    if route.hop.is_none() {
        return;
    }
    let route = route.clone();
    unsend(turn, offer, &route);
    if let (Some(end), Some(owner)) = (route.exit.end(), route.segment.last()) {
        turn.state.letter_keys.remove(&(*owner, end.letter_key));
    }
    turn.state.wipe_words(offer);
    if let Some(hop) = turn.state.hop(offer) {
        hop.core.payload.clear();
        hop.content.body = RequestBody::Letter(Vec::new());
        hop.content.note = Private::default();
        hop.connector_note = Private::default();
        hop.receipts.clear();
    }
}

fn delete_answer(turn: &mut Turn<'_>, request: RequestId) {
    turn.state.retained.remove(&request);
    if let Some(row) = turn.state.answers.remove(&request) {
        turn.effects.push(Effect::Show { member: row.member });
    }
}

/// Takes back a request, an answer or a word that was not sent or not settled so far.
fn unsend(turn: &mut Turn<'_>, offer: &OfferRef, route: &Route) {
    if let Exit::Bridge { peer, offer: far, .. } = &route.exit {
        forget_frames(turn, *peer, far);
    }
    if let Up::Peer { peer, .. } = &route.up {
        forget_frames(turn, *peer, offer);
    }
}

fn forget_frames(turn: &mut Turn<'_>, peer: OrgId, offer: &OfferRef) {
    let mine = turn.state.outbox.range((peer, 0)..=(peer, u64::MAX)).filter(|(_, row)| carries(&row.block, offer));
    let mine: Vec<(OrgId, u64)> = mine.map(|(key, _)| *key).collect();
    for key in mine {
        turn.state.forget_outgoing(&key);
    }
    let held = turn.state.held.iter().filter(|(_, held)| held.peer == peer && carries(&held.block, offer));
    let held: Vec<u64> = held.map(|(number, _)| *number).collect();
    for number in held {
        turn.state.held.remove(&number);
    }
}

/// Whether a block is a request along an offer, the answer to one, or a word about it.
fn carries(block: &[u8], offer: &OfferRef) -> bool {
    match wire::frame::decode(block) {
        Ok(Frame::Request(request)) => request.offer == *offer,
        Ok(Frame::Answer(answer)) => answer.offer == *offer,
        Ok(Frame::Word(word)) => word.offer == *offer,
        Ok(_) | Err(_) => false,
    }
}
