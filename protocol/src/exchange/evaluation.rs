//! Blind evaluation: a holder has its people's handles evaluated under an asker's key, in chunks
//! that look the same whatever is inside, so that questions can be matched later without a round trip.
//!
//! ```text
//!   holder ── EvalRequest ──► relay ── EvalRequest ──► origin      up the branch of a question,
//!   holder ◄─ EvalResponse ── relay ◄─ EvalResponse ── origin      or straight to a direct peer
//! ```
//!
//! The origin charges its direct link, a relay charges the link below it. Over a quota: taken, and nothing.
//! What is evaluated depends on the state of tables only, never on a match or a decision.

use std::collections::BTreeSet;
use std::sync::Arc;

use rand_core::Rng;

use crate::crypto::oprf::{CHUNK, Evaluated};
use crate::crypto::stream::Purpose;
use crate::exchange::work::{Done, Finalize, Match, Work};
use crate::exchange::{Counter, Effect, Turn, avoid, epoch, ledger};
use crate::id::{BranchId, EpochKey, EvalId, OrgId};
use crate::limits;
use crate::message::{EvalRequest, EvalResponse, Frame, PeerInfo};
use crate::policy::quota;
use crate::state::{Alarm, EvalRoute, Evaluation, MatchTable, Place, State};
use crate::time::Timestamp;
use crate::trust::{Audience, Handle};

/// Where a chunk goes up: to a direct peer's own key, or along a question's branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upward {
    /// The next node up.
    pub peer: OrgId,
    /// The branch, `None` straight to a direct peer.
    pub branch: Option<BranchId>,
}

/// Begins this node's table under a direct peer's key, if there is none for its epoch.
pub fn begin_for_peer(turn: &mut Turn<'_>, peer: OrgId, info: &PeerInfo) {
    begin(turn, peer, info.epoch, info.epoch_key, Upward { peer, branch: None });
}

/// Begins this node's table under an origin's key, if there is none for its epoch.
pub fn begin(turn: &mut Turn<'_>, origin: OrgId, epoch: u32, key: EpochKey, up: Upward) {
    let of_origin = (origin, 0)..=(origin, u32::MAX);
    let too_soon = |made: Timestamp| made.plus(limits::EPOCH_EVERY) > turn.now;
    if turn.state.match_tables.has(&(origin, epoch))
        || turn.state.match_tables.range(of_origin).any(|(_, table)| too_soon(table.made))
    {
        return;
    }
    while turn.state.match_tables.len() >= limits::TABLES_MAX {
        // Strangers' tables go first: nobody can push out those of direct peers.
        let by_worth = |id: &(OrgId, u32), table: &MatchTable| (turn.is_peer(&id.0), table.made);
        let oldest = turn.state.match_tables.iter().min_by_key(|(id, table)| by_worth(id, table)).map(|(id, _)| *id);
        match oldest {
            Some(oldest) => turn.state.drop_table(&oldest),
            None => break,
        }
    }
    let made = turn.now;
    let table = MatchTable { key, made, next_batch: made, chunks: 0, entries: Arc::default() };
    turn.state.match_tables.put((origin, epoch), table);
    turn.state.wake_at(made.plus(limits::TABLE_LIFE), Alarm::Table(origin, epoch));
    send_batch(turn, origin, epoch, up);
}

/// Sends the handles that are new since the last batch: always at least one chunk, even of nobody.
pub fn send_batch(turn: &mut Turn<'_>, origin: OrgId, epoch: u32, up: Upward) {
    let audience = turn.audience_of(&origin);
    let Some(table) = turn.state.match_tables.row(&(origin, epoch)) else { return };
    let left = granted(turn.state, &origin).saturating_sub(table.chunks);
    let next_batch = turn.now.plus(quota::next_batch_after(turn.now.since(table.made), audience));
    let mut apart = avoid::due(turn, (origin, epoch));
    let mut fresh = fresh_handles(turn.state, &origin, epoch, audience);
    let chunks = quota::padded_chunks(apart.len() + fresh.len(), left);
    let room = usize::try_from(chunks).unwrap_or(0) * CHUNK;
    apart.truncate(room);
    fresh.truncate(room - apart.len());
    shuffle(&mut fresh, turn);
    let fresh = avoid::arrange(turn, (origin, epoch), apart, fresh);
    if let Some(table) = turn.state.match_tables.edit(&(origin, epoch)) {
        table.chunks += chunks;
        table.next_batch = next_batch;
    }
    turn.state.wake_at(next_batch, Alarm::Batch(origin, epoch));
    let mut parts = fresh.chunks(CHUNK).map(<[Handle]>::to_vec).collect::<Vec<_>>().into_iter();
    for _ in 0..chunks {
        let handles = parts.next().unwrap_or_default();
        blind(turn, Evaluation::begin(origin, epoch, handles, up, turn.now.plus(limits::EVALUATION_PATIENCE)));
    }
}

/// The time for another batch has come: only a direct peer's table is topped up unasked.
pub fn on_batch_due(turn: &mut Turn<'_>, origin: OrgId, epoch: u32) {
    let due = turn.state.match_tables.row(&(origin, epoch)).is_some_and(|table| table.next_batch <= turn.now);
    if due && turn.is_peer(&origin) {
        send_batch(turn, origin, epoch, Upward { peer: origin, branch: None });
    }
}

/// A chunk was blinded: it goes up.
pub fn on_blinded(turn: &mut Turn<'_>, eval: EvalId, done: (crate::crypto::oprf::Blinds, Vec<u8>)) {
    let (blinds, elements) = done;
    let Some(row) = turn.state.evaluations.edit(&eval).filter(|row| row.blinds.is_none()) else { return };
    row.blinds = Some(blinds);
    let (peer, branch, epoch, origin, handles) = (row.peer, row.branch, row.epoch, row.origin, row.handles.clone());
    ledger::note_evaluated(turn, origin, epoch, &handles);
    turn.send(peer, &Frame::EvalRequest(EvalRequest { branch, eval, epoch, elements }));
}

/// Matches a question once more if its origin's table grew while a worker had the question in hand.
pub fn match_if_grown(turn: &mut Turn<'_>, id: (OrgId, crate::id::QueryId), matched_against: usize) {
    let Some(row) = turn.state.relayed.row(&id) else { return };
    let table = turn.state.match_tables.row(&(id.0, row.content.epoch));
    let Some(table) = table.filter(|table| table.key == row.content.epoch_key) else { return };
    if table.entries.len() > matched_against {
        let (tags, table) = (row.content.tags.clone(), Some(Arc::clone(&table.entries)));
        turn.effects.push(Effect::Work(Work::Match(Match { origin: id.0, query: id.1, tags, table })));
    }
}

/// What workers had in hand when the process ended is begun again: chunks to blind, questions to match.
pub fn resume(turn: &mut Turn<'_>) {
    avoid::on_domains_changed(turn);
    let tables = turn.state.match_tables.iter();
    let tables: Vec<_> = tables.map(|(id, table)| (*id, Arc::clone(&table.entries))).collect();
    for ((origin, epoch), table) in tables {
        match_again(turn, origin, epoch, &table);
    }
    let lost = turn.state.evaluations.iter().filter(|(_, row)| row.blinds.is_none());
    let lost: Vec<_> = lost.map(|(eval, row)| (*eval, row.handles.clone())).collect();
    for (eval, handles) in lost {
        let seed = turn.random(Purpose::Blinding);
        turn.effects.push(Effect::Work(Work::Blind { eval, handles, seed }));
    }
}

/// A waiting request for evaluation, at a tick: evaluated here, passed up, or of no effect.
/// Returns whether a worker has it in hand.
pub fn on_request(turn: &mut Turn<'_>, number: u64, peer: OrgId, request: EvalRequest) -> bool {
    // What comes again was charged, and its chunk waits until it is settled.
    if turn.state.eval_routes.iter().any(|(_, route)| (route.down, route.eval) == (peer, request.eval)) {
        return false;
    }
    match request.branch {
        None => evaluate(turn, number, peer, request),
        Some(branch) => match turn.state.derived.branches.get(&branch).copied() {
            Some(Place::Own(query)) if turn.state.own_frame_goes_to(&query, &branch, &peer) => {
                evaluate(turn, number, peer, request)
            }
            Some(Place::Relayed(origin, query)) => {
                pass_up(turn, peer, (origin, query), request);
                false
            }
            Some(Place::Own(_)) | None => false,
        },
    }
}

/// A worker evaluated a chunk under this node's key.
pub fn on_evaluated(turn: &mut Turn<'_>, number: u64, evaluated: Option<Evaluated>) {
    let Some(waiting) = turn.state.take_waiting(&number) else { return };
    let request = match crate::wire::frame::decode(&waiting.block) {
        Ok(Frame::EvalRequest(request)) => request,
        _ => return,
    };
    let Some(evaluated) = evaluated else {
        turn.count(Counter::IdleFrame);
        return;
    };
    let response = EvalResponse { eval: request.eval, evaluated: evaluated.elements, proof: evaluated.proof };
    let (own, mark) = (turn.org(), EvalId::from_bytes(turn.random(Purpose::EvalId)));
    note_charged(turn, mark, EvalRoute { down: waiting.peer, eval: request.eval, up: own, expires: turn.now });
    turn.send(waiting.peer, &Frame::EvalResponse(response));
}

/// A waiting evaluated chunk, at a tick: unblinded here, passed down, or of no effect.
/// Returns whether a worker has it in hand.
pub fn on_response(turn: &mut Turn<'_>, number: u64, peer: OrgId, response: EvalResponse) -> bool {
    if let Some(route) = turn.state.eval_routes.row(&response.eval).filter(|route| route.up == peer).cloned() {
        let own = turn.org();
        if let Some(route) = turn.state.eval_routes.edit(&response.eval) {
            route.up = own;
        }
        turn.send(route.down, &Frame::EvalResponse(EvalResponse { eval: route.eval, ..response }));
        return false;
    }
    let Some(work) = turn.state.finalize(number, &peer, response) else {
        turn.count(Counter::IdleFrame);
        return false;
    };
    turn.effects.push(Effect::Work(Work::Finalize(Box::new(work))));
    true
}

/// A worker checked a chunk: its handles become matchable, and open questions are matched once more.
pub fn on_finalized(turn: &mut Turn<'_>, done: Done) {
    let Done::Finalized { number, eval, entries } = done else { return };
    turn.state.take_waiting(&number);
    let Some(row) = turn.state.evaluations.remove(&eval) else { return };
    let Some(entries) = entries else {
        turn.count(Counter::FailedProof);
        return;
    };
    if !turn.state.match_tables.has(&(row.origin, row.epoch)) {
        return;
    }
    let entries = avoid::take_keys(turn, (row.origin, row.epoch), entries);
    let Some(table) = turn.state.match_tables.edit(&(row.origin, row.epoch)) else { return };
    Arc::make_mut(&mut table.entries).extend(entries);
    let table = Arc::clone(&table.entries);
    avoid::release(turn, (row.origin, row.epoch));
    match_again(turn, row.origin, row.epoch, &table);
}

/// How a handle's evaluation is begun.
impl Evaluation {
    fn begin(origin: OrgId, epoch: u32, handles: Vec<Handle>, up: Upward, expires: Timestamp) -> Self {
        Self { origin, epoch, handles, blinds: None, peer: up.peer, branch: up.branch, expires }
    }
}

fn blind(turn: &mut Turn<'_>, row: Evaluation) {
    let eval = EvalId::from_bytes(turn.random(Purpose::EvalId));
    let seed = turn.random(Purpose::Blinding);
    turn.state.wake_at(row.expires, Alarm::Evaluation(eval));
    turn.effects.push(Effect::Work(Work::Blind { eval, handles: row.handles.clone(), seed }));
    turn.state.evaluations.put(eval, row);
}

fn evaluate(turn: &mut Turn<'_>, number: u64, peer: OrgId, request: EvalRequest) -> bool {
    let Some(served) = turn.state.epoch(request.epoch).cloned() else { return false };
    if !epoch::charge(turn, &peer, request.epoch, request.branch.is_some()) {
        return false;
    }
    let seed = turn.random(Purpose::EvaluationProof);
    turn.effects.push(Effect::Work(Work::Evaluate { number, epoch: served, elements: request.elements, seed }));
    true
}

fn pass_up(turn: &mut Turn<'_>, peer: OrgId, relayed: (OrgId, crate::id::QueryId), request: EvalRequest) {
    let Some(branch) = request.branch else { return };
    let Some(up) = turn.state.upward_of(&relayed, &branch, &peer) else { return };
    let current = turn.state.current_epoch().epoch;
    if !epoch::charge(turn, &peer, current, true) {
        return;
    }
    let eval = EvalId::from_bytes(turn.random(Purpose::EvalId));
    note_charged(turn, eval, EvalRoute { down: peer, eval: request.eval, up: up.peer, expires: turn.now });
    turn.send(up.peer, &Frame::EvalRequest(EvalRequest { branch: up.branch, eval, ..request }));
}

/// Remembers a chunk that was charged to the link it came from, for as long as it may come again.
fn note_charged(turn: &mut Turn<'_>, eval: EvalId, route: EvalRoute) {
    let expires = turn.now.plus(limits::EVALUATION_PATIENCE);
    turn.state.eval_routes.put(eval, EvalRoute { expires, ..route });
    turn.state.wake_at(expires, Alarm::EvalRoute(eval));
}

fn match_again(turn: &mut Turn<'_>, origin: OrgId, epoch: u32, table: &Arc<Vec<crate::state::TableEntry>>) {
    let all = (origin, crate::id::QueryId::from_bytes([0; 16]))..=(origin, crate::id::QueryId::from_bytes([0xff; 16]));
    let now = turn.now;
    let key = turn.state.match_tables.row(&(origin, epoch)).map(|table| table.key);
    let open = turn.state.relayed.range(all).filter(|(_, row)| {
        let answers = row.content.epoch == epoch && key == Some(row.content.epoch_key);
        answers && row.content.expires > now
    });
    let work: Vec<_> = open
        .map(|((origin, query), row)| {
            let tags = row.content.tags.clone();
            Work::Match(Match { origin: *origin, query: *query, tags, table: Some(Arc::clone(table)) })
        })
        .collect();
    turn.effects.extend(work.into_iter().map(Effect::Work));
}

/// How many chunks an origin grants this node's table.
pub(super) fn granted(state: &State, origin: &OrgId) -> u32 {
    let info = state.peers.row(origin).and_then(|peer| peer.info.as_ref());
    info.map_or(limits::GRANT_BEHIND_EACH, |info| info.grant.min(limits::GRANT_MAX))
}

/// What may be evaluated for an origin and is not in its table or on its way. What its quota never reaches is not
/// looked at.
pub(super) fn fresh_handles(state: &State, origin: &OrgId, epoch: u32, from: Audience) -> Vec<Handle> {
    let table = state.match_tables.row(&(*origin, epoch));
    let mut covered: BTreeSet<&Handle> =
        table.iter().flat_map(|table| table.entries.iter().map(|e| &e.handle)).collect();
    let on_their_way = state.evaluations.iter().filter(|(_, row)| row.origin == *origin && row.epoch == epoch);
    covered.extend(on_their_way.flat_map(|(_, row)| &row.handles));
    let most = usize::try_from(granted(state, origin)).unwrap_or(0) * CHUNK;
    let mut fresh = state.eligible_handles(from, most);
    fresh.retain(|handle| !covered.contains(handle));
    fresh
}

/// How many handles did not fit into what an origin granted.
pub fn left_out(state: &State, origin: &OrgId, audience: Audience) -> usize {
    let most = usize::try_from(granted(state, origin)).unwrap_or(0) * CHUNK;
    state.eligible_handles(audience, usize::MAX).len().saturating_sub(most)
}

fn shuffle(handles: &mut [Handle], turn: &mut Turn<'_>) {
    let mut stream = turn.rng.stream(Purpose::TableShuffle);
    quota::shuffle(handles, &mut |bound| stream.next_u64() % bound);
}

impl State {
    fn finalize(&self, number: u64, peer: &OrgId, response: EvalResponse) -> Option<Finalize> {
        let row = self.evaluations.row(&response.eval).filter(|row| row.peer == *peer)?;
        let table = self.match_tables.row(&(row.origin, row.epoch))?;
        Some(Finalize {
            number,
            eval: response.eval,
            origin: row.origin,
            epoch: row.epoch,
            key: table.key,
            handles: row.handles.clone(),
            blinds: row.blinds.clone()?,
            evaluated: response.evaluated,
            proof: response.proof,
        })
    }

    /// Whether an own frame of this branch went to this peer.
    pub fn own_frame_goes_to(&self, query: &crate::id::QueryId, branch: &BranchId, peer: &OrgId) -> bool {
        let frame = self.queries.row(query).and_then(|row| row.frames.get(branch));
        frame.is_some_and(|frame| frame.peer == *peer)
    }

    /// Where a chunk from below goes up: the branch the question's first entry came by.
    fn upward_of(&self, relayed: &(OrgId, crate::id::QueryId), branch: &BranchId, peer: &OrgId) -> Option<Upward> {
        let row = self.relayed.row(relayed)?;
        let child = row.children.get(branch).filter(|child| child.peer == *peer)?;
        let (up, _) = child.entries.first()?.label.up?;
        Some(Upward { peer: row.up.get(&up)?.peer, branch: Some(up) })
    }
}
