//! Who is interested in an alert answers; the answer goes back from person to person, to the first who brought it.
//!
//! Each node puts its own members' receipts in front, shows five, and lets the answer leave at a tick. A reference
//! stays open until the alert's date and lets 32 answers through, each once.

use super::note;
use crate::crypto::stream::Purpose;
use crate::exchange::answer::random_receipts;
use crate::exchange::{Counter, Effect, Refused, Reply, Turn};
use crate::id::{AnswerId, Blob, ItemId, MemberKey, OfferRef, OrgId, RequestId};
use crate::limits;
use crate::local::view::AlertStage;
use crate::message::{Answer, Frame};
use crate::state::{Alarm, AlertAnswer};

/// A member is interested.
pub fn answer(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, sealed: Blob) -> Result<Reply, Refused> {
    let (request, row) = turn.state.alert_of_item(&member, &item).ok_or(Refused::ItemGone)?;
    let may_answer = match row.stage {
        AlertStage::Waiting | AlertStage::Passed => row.expires > turn.now,
        AlertStage::Own | AlertStage::Answered | AlertStage::PutAway | AlertStage::Withdrawn => false,
    };
    if !may_answer {
        return Err(Refused::ItemGone);
    }
    if sealed.0.len() != limits::SEALED_ANSWER {
        return Err(Refused::TextTooLong);
    }
    let answer = AnswerId::from_bytes(turn.random(Purpose::AnswerId));
    let receipts = random_receipts(turn);
    if let Some(row) = turn.state.alerts.edit(&(request, member)) {
        row.stage = AlertStage::Answered;
    }
    turn.drop_item(member, item);
    note::answered(turn, (request, member));
    // The reference is put in where the answer goes.
    let offer = OfferRef::from_bytes([0; OfferRef::LEN]);
    go_up(turn, (request, member), Answer { offer, answer, sealed: sealed.0, receipts });
    Ok(Reply::Done)
}

/// An answer comes from a peer an alert went on to. Returns whether it was of use.
pub fn on_answer(turn: &mut Turn<'_>, peer: OrgId, mut answer: Answer) -> bool {
    let route = turn.state.alert_routes.row(&answer.offer);
    if route.is_none_or(|route| route.to.bridge.is_none() || route.to.org != peer) {
        return false;
    }
    match pass(turn, &mut answer) {
        Some(key) => go_up(turn, key, answer),
        None => return false,
    }
    true
}

/// The asker's device tells whether the whole chain of an answer held.
pub fn record_outcome(
    turn: &mut Turn<'_>,
    member: MemberKey,
    (offer, answer): (OfferRef, AnswerId),
    verified: bool,
) -> Result<Reply, Refused> {
    let route = turn.state.alert_routes.row(&offer).filter(|route| route.member == member);
    route.ok_or(Refused::ItemGone)?;
    turn.state.alert_answers.edit(&(offer, answer)).ok_or(Refused::ItemGone)?.verified = Some(verified);
    if !verified {
        turn.count(Counter::UnfitSignature);
    }
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Done)
}

/// Takes an answer from the member it stands before towards the asker: through own members, then over a bridge.
fn go_up(turn: &mut Turn<'_>, from: (RequestId, MemberKey), mut answer: Answer) {
    let mut at = Some(from);
    while let Some(key) = at {
        let row = turn.state.alerts.row(&key).filter(|row| row.stage != AlertStage::Withdrawn);
        let Some(row) = row else { return };
        let Some(first) = row.senders.first() else { return keep(turn, key.1, answer) };
        answer.offer = first.offer;
        if first.from.bridge.is_some() {
            return turn.hold(first.from.org, &Frame::Answer(answer));
        }
        at = pass(turn, &mut answer);
    }
}

/// Lets an answer through the reference it came to, once: the receipt of who passed the alert on goes in front.
/// Gives the alert before that member.
fn pass(turn: &mut Turn<'_>, answer: &mut Answer) -> Option<(RequestId, MemberKey)> {
    let now = turn.now;
    let open = turn.state.alert_routes.row(&answer.offer).is_some_and(|route| {
        let is_in_time = route.expires.plus(limits::CLOCK_SKEW) > now;
        is_in_time && route.answers.len() < limits::ALERT_ANSWERS && !route.answers.contains(&answer.answer)
    });
    let route = turn.state.alert_routes.edit(&answer.offer).filter(|_| open)?;
    route.answers.insert(answer.answer);
    let key = (route.request, route.member);
    if let Some(receipt) = &route.receipt {
        answer.receipts.insert(0, receipt.0.clone());
        answer.receipts.truncate(limits::RECEIPTS);
        note::led_to_answer(turn, key);
    }
    Some(key)
}

/// Keeps an answer for our own asker, who sees it at the next tick.
fn keep(turn: &mut Turn<'_>, member: MemberKey, answer: Answer) {
    let shown_at = turn.next_tick();
    let receipts = answer.receipts.into_iter().map(Blob).collect();
    let row = AlertAnswer { sealed: Blob(answer.sealed), receipts, shown_at, verified: None };
    turn.state.alert_answers.put((answer.offer, answer.answer), row);
    turn.state.wake_at(shown_at, Alarm::Show(member));
}
