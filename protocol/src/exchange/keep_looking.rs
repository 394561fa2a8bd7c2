//! An ask keeps looking: when this node's own reach may have grown, it is asked afresh as a new question.
//!
//! What makes it worth asking again is the node's own doing: a bridge, a peer, contacts recorded, an epoch.
//! Never a reaction of others: whether anything matched, was offered or declined changes no moment.
//! To everybody outside the new question has nothing in common with the one before.

use rand_core::Rng;

use crate::crypto::stream::Purpose;
use crate::exchange::query::{self, NewAsk};
use crate::exchange::{Refused, Turn};
use crate::id::AskId;
use crate::limits;
use crate::message::Kind;
use crate::state::{Alarm, Ask, HopStage, Search, State, Up};
use crate::time::{Span, Timestamp};

/// When an ask ends: with its question, or when the member said it shall look no more.
pub fn end_of(new: &NewAsk, now: Timestamp) -> Result<Timestamp, Refused> {
    let Some(last) = new.keep_looking_until else { return Ok(new.until) };
    if new.kind == Kind::Appraisal {
        return Err(Refused::KeepLookingAppraisal);
    }
    if last < new.until || last > now.plus(limits::KEEP_LOOKING_MAX) {
        return Err(Refused::KeepLookingDate);
    }
    Ok(last)
}

/// An ask was made that keeps looking.
pub fn begin(turn: &mut Turn<'_>, new: &NewAsk) {
    let (life, attributes, avoid) = (new.until.since(turn.now), new.attributes.clone(), new.avoid.clone());
    turn.state.searches.put(new.ask, Search { attributes, avoid, life, tried: turn.now, due: None });
}

/// The node's reach may have grown: every ask that keeps looking is asked afresh at a moment of its own.
pub fn reach_changed(turn: &mut Turn<'_>) {
    let idle = turn.state.searches.iter().filter(|(_, row)| row.due.is_none());
    let idle: Vec<(AskId, Timestamp)> = idle.map(|(ask, row)| (*ask, row.tried)).collect();
    for (ask, tried) in idle {
        let from = turn.now.max(tried.plus(limits::ASK_AFRESH_EVERY));
        set_due(turn, ask, from);
    }
}

/// The moment of an ask has come.
pub fn on_due(turn: &mut Turn<'_>, ask: AskId) {
    let now = turn.now;
    let Some(search) = turn.state.searches.row(&ask).filter(|row| row.due.is_some_and(|due| due <= now)).cloned()
    else {
        return;
    };
    let open = turn.state.asks.row(&ask).filter(|row| !row.closed && row.until > now).cloned();
    let Some(row) = open.filter(|_| !turn.state.is_answered(&ask)) else {
        turn.state.searches.remove(&ask);
        return;
    };
    if turn.state.has_request_under_way(&ask, now) {
        set_due(turn, ask, now.plus(limits::ASK_AFRESH_WITHIN));
        return;
    }
    // What the organisation no longer asks waits until it does again.
    match ask_afresh(turn, ask, row, &search) {
        Ok(()) => turn.state.searches.put(ask, Search { tried: now, due: None, ..search }),
        Err(_) => set_due(turn, ask, now.plus(limits::ASK_AFRESH_WITHIN)),
    }
}

fn ask_afresh(turn: &mut Turn<'_>, ask: AskId, row: Ask, search: &Search) -> Result<(), Refused> {
    let (kind, handles, until) = (row.kind, row.handles, turn.now.plus(search.life).min(row.until));
    let (attributes, avoid) = (search.attributes.clone(), search.avoid.clone());
    let new = NewAsk { ask, kind, handles, until, attributes, avoid, terms: None, keep_looking_until: None };
    let query = query::open_question(turn, row.member, &new)?;
    if let Some(row) = turn.state.asks.edit(&ask) {
        row.query = query;
        row.sent = false;
    }
    turn.wake_on_grid();
    Ok(())
}

fn set_due(turn: &mut Turn<'_>, ask: AskId, from: Timestamp) {
    let drawn = turn.rng.stream(Purpose::AskAfresh).next_u64() % limits::ASK_AFRESH_WITHIN.as_millis();
    let due = from.plus(Span::millis(drawn));
    if let Some(row) = turn.state.searches.edit(&ask) {
        row.due = Some(due);
        turn.state.wake_at(due, Alarm::Search(ask));
    }
}

impl State {
    /// Whether a request of this ask may still be answered, as far as the asker is shown.
    fn has_request_under_way(&self, ask: &AskId, now: Timestamp) -> bool {
        self.routes.iter().any(|(_, route)| {
            let of_ask = matches!(&route.up, Up::Asker { ask: of, .. } if of == ask);
            let under_way = |hop: &crate::state::Hop| hop.stage != HopStage::Done && hop.content.expires > now;
            of_ask && route.hop.as_deref().is_some_and(under_way)
        })
    }

    /// Whether an answer to this ask came that its asker did not find unsound.
    fn is_answered(&self, ask: &AskId) -> bool {
        self.answers.iter().any(|(_, row)| row.ask == *ask && row.verified != Some(false))
    }
}
