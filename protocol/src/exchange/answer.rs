//! An answer goes back the way its request came. Each node puts its own members' receipts in front;
//! an answer always shows five, real or random, and leaves at a tick of the release grid.
//!
//! Only the asker's device can tell whether an answer holds.

use rand_core::Rng;

use crate::crypto::stream::Purpose;
use crate::exchange::{Counter, Effect, Refused, Reply, Turn, alert, ledger, standby};
use crate::id::{AnswerId, Blob, ItemId, MemberKey, OfferRef, OrgId, RequestId};
use crate::limits;
use crate::message::{Answer, Frame};
use crate::state::{Alarm, HopStage, ItemKind, OwnAnswer, Up};

/// The endpoint answers.
pub fn answer(turn: &mut Turn<'_>, member: MemberKey, item: ItemId, sealed: Blob) -> Result<Reply, Refused> {
    if turn.state.alert_of_item(&member, &item).is_some() {
        return alert::answer(turn, member, item, sealed);
    }
    let row = turn.state.inbox.row(&(member, item)).ok_or(Refused::ItemGone)?;
    let ItemKind::Letter { offer } = row.kind else { return Err(Refused::ItemOfOtherSort) };
    if sealed.0.len() != limits::SEALED_LETTER {
        return Err(Refused::TextTooLong);
    }
    let waiting = turn.state.hop(&offer).filter(|hop| hop.stage == HopStage::Waiting);
    waiting.ok_or(Refused::ItemGone)?.item = None;
    let random = random_receipts(turn);
    let answer = AnswerId::from_bytes(turn.random(Purpose::AnswerId));
    turn.drop_item(member, item);
    go_back(turn, offer, Answer { offer, answer, sealed: sealed.0, receipts: random });
    Ok(Reply::Done)
}

/// An answer comes from the peer the request went to.
pub fn on_answer(turn: &mut Turn<'_>, peer: OrgId, answer: Answer) {
    let offer = turn.state.derived.exits.get(&(peer, answer.offer)).copied();
    let passed = offer.filter(|offer| turn.state.hop(offer).is_some_and(|hop| hop.stage == HopStage::Passed));
    match passed {
        Some(offer) => go_back(turn, offer, answer),
        None if alert::on_answer(turn, peer, answer) => {}
        None => turn.count(Counter::IdleFrame),
    }
}

/// The asker's device tells whether the whole chain held.
pub fn note_outcome(
    turn: &mut Turn<'_>,
    member: MemberKey,
    request: RequestId,
    verified: bool,
) -> Result<Reply, Refused> {
    let row = turn.state.answers.edit(&request).filter(|row| row.member == member).ok_or(Refused::ItemGone)?;
    row.verified = Some(verified);
    if verified {
        standby::lapse(turn, request);
    } else {
        turn.count(Counter::UnfitSignature);
    }
    turn.effects.push(Effect::Show { member });
    Ok(Reply::Done)
}

fn go_back(turn: &mut Turn<'_>, offer: OfferRef, mut answer: Answer) {
    let Some(hop) = turn.state.hop(&offer) else { return };
    hop.stage = HopStage::Done;
    let mut receipts: Vec<Vec<u8>> = hop.receipts.iter().map(|receipt| receipt.0.clone()).collect();
    receipts.append(&mut answer.receipts);
    receipts.truncate(limits::RECEIPTS);
    answer.receipts = receipts;
    answer.offer = offer;
    ledger::note_answer(turn, offer);
    match turn.state.routes.row(&offer).map(|route| route.up.clone()) {
        Some(Up::Peer { peer, .. }) => turn.hold(peer, &Frame::Answer(answer)),
        Some(Up::Asker { .. }) => keep(turn, offer, answer),
        None => {}
    }
}

/// Keeps an answer for our own asker, who sees it at the next tick.
fn keep(turn: &mut Turn<'_>, offer: OfferRef, answer: Answer) {
    let shown_at = turn.next_tick();
    let Some(route) = turn.state.routes.row(&offer) else { return };
    let (Up::Asker { ask, body, .. }, Some(hop)) = (&route.up, &route.hop) else { return };
    let Some(member) = route.segment.first().copied() else { return };
    let own = OwnAnswer {
        ask: *ask,
        member,
        core: hop.core.clone(),
        consent: hop.first.clone(),
        letter_key: body.letter_key,
        sealed: Blob(answer.sealed),
        receipts: answer.receipts.into_iter().map(Blob).collect(),
        shown_at,
        verified: None,
    };
    let request = hop.content.request;
    turn.state.answers.put(request, own);
    turn.state.wake_at(shown_at, Alarm::Show(member));
}

/// Receipts that stand for nobody: an answer always shows five.
pub fn random_receipts(turn: &mut Turn<'_>) -> Vec<Vec<u8>> {
    let mut stream = turn.rng.stream(Purpose::ReceiptFill);
    let fill = |_| {
        let mut receipt = vec![0; limits::SEALED_RECEIPT];
        stream.fill_bytes(&mut receipt);
        receipt
    };
    (0..limits::RECEIPTS).map(fill).collect()
}
