//! Questions that stay away from organisations: eight marks in each, of which nobody sees how many mean something.
//!
//! Every node has its own domain and those of its peers evaluated under an origin's key, in front of the people it
//! knows, and compares. A question goes to a neighbour only after the neighbour was judged:
//!
//! ```text
//!   no domain, or none of the marks is its   the question goes on
//!   one of the marks is its                  nothing goes
//!   not evaluated so far                     it waits: an appraisal to its end, any other for ten minutes
//! ```
//!
//! As all questions carry eight marks, all wait alike. Waiting depends on what was evaluated and on nothing else.
//! Credit is divided before neighbours are judged, so that none learns from its share that another was left out.

use std::collections::BTreeSet;

use rand_core::Rng;

use crate::crypto::oprf::{CHUNK, MatchKey};
use crate::crypto::stream::Purpose;
use crate::exchange::{Counter, Refused, Turn};
use crate::id::{AvoidMark, Blob, BridgeId, OrgId, QueryId};
use crate::limits;
use crate::message::{Frame, Kind, Query, QueryCore};
use crate::policy::quota;
use crate::state::{Alarm, BridgeState, PeerState, TableEntry, WaitingQuestion};
use crate::trust::{Handle, HandleType};
use crate::wire;

/// What a question says of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It may have the question.
    Clear,
    /// Its domain is not evaluated so far.
    Unknown,
    /// The question stays away from it.
    Avoided,
}

/// Whether these organisations may be avoided in one ask.
pub fn check(avoid: &[Handle]) -> Result<(), Refused> {
    let fits = avoid.len() <= limits::AVOID && avoid.iter().all(|handle| handle.handle_type() == HandleType::Org);
    if fits { Ok(()) } else { Err(Refused::AvoidUnfit) }
}

/// Eight marks in random order: one for each organisation to avoid, the rest random.
pub fn marks(turn: &mut Turn<'_>, query: &QueryId, avoid: &[Handle]) -> Vec<AvoidMark> {
    let epoch = turn.state.current_epoch();
    let (number, secret) = (epoch.epoch, epoch.secret());
    let key = |handle: &Handle| MatchKey::derive(&secret.output(&handle.oprf_input()), &turn.identity.public(), number);
    let mut marks: Vec<AvoidMark> = avoid.iter().map(|handle| key(handle).avoid_mark(query)).collect();
    while marks.len() < limits::AVOID {
        marks.push(AvoidMark::from_bytes(turn.random(Purpose::AvoidFill)));
    }
    let mut stream = turn.rng.stream(Purpose::AvoidFill);
    quota::shuffle(&mut marks, &mut |bound| stream.next_u64() % bound);
    marks
}

/// What a question says of a neighbour; a node that is avoided itself passes nothing to anybody.
pub fn standing(turn: &Turn<'_>, core: &QueryCore, peer: &OrgId) -> Standing {
    let info = turn.state.peers.row(peer).and_then(|row| row.info.as_ref());
    let neighbour = info.map_or(Standing::Clear, |info| of_domain(turn, core, &info.domain));
    neighbour.max(of_domain(turn, core, &turn.settings.domain))
}

/// Whether a question leaves this node's members alone, whoever they know: its own organisation is avoided, or may be.
pub fn leaves_alone(turn: &Turn<'_>, core: &QueryCore) -> bool {
    match of_domain(turn, core, &turn.settings.domain) {
        Standing::Clear => false,
        Standing::Avoided => true,
        // Its key comes back with the first chunk, and what is open is then matched again. A table begun before this
        // node had a domain may lack it for long; only an appraisal is too grave to go by that.
        Standing::Unknown => core.kind == Kind::Appraisal || is_under_way(turn, &(core.origin, core.epoch)),
    }
}

/// Passes a relayed question to a neighbour, lets it wait, or leaves the neighbour out.
pub fn pass(turn: &mut Turn<'_>, core: &QueryCore, peer: OrgId, query: Query) {
    match standing(turn, core, &peer) {
        Standing::Clear => turn.send(peer, &Frame::Query(query)),
        Standing::Avoided => {}
        Standing::Unknown => wait(turn, core, peer, &query),
    }
}

/// Handles to be evaluated under an origin's key so that neighbours can be judged, as far as they are not.
pub fn due(turn: &mut Turn<'_>, id: (OrgId, u32)) -> Vec<Handle> {
    let mut missing = missing(turn, &id);
    let known: Vec<TableEntry> = turn.state.match_tables.row(&id).map_or_else(Vec::new, |table| {
        table.entries.iter().filter(|entry| missing.contains(&entry.handle)).cloned().collect()
    });
    missing.retain(|handle| known.iter().all(|entry| entry.handle != *handle));
    if !known.is_empty() {
        keep(turn, id, known);
    }
    missing
}

/// Puts a batch in order: what neighbours are judged by into the first chunk, shuffled with the rest of it.
pub fn arrange(turn: &mut Turn<'_>, id: (OrgId, u32), mut apart: Vec<Handle>, mut fresh: Vec<Handle>) -> Vec<Handle> {
    let row = turn.state.avoid_keys.row(&id);
    if !apart.is_empty() || row.is_some_and(|row| fresh.iter().any(|handle| row.only.contains(handle))) {
        let sought: BTreeSet<Handle> = fresh.iter().cloned().collect();
        let mut row = row.cloned().unwrap_or_default();
        row.only.extend(apart.iter().cloned());
        row.only.retain(|handle| !sought.contains(handle));
        turn.state.avoid_keys.put(id, row);
        fresh.retain(|handle| !apart.contains(handle));
    }
    let rest = fresh.split_off(fresh.len().min(CHUNK.saturating_sub(apart.len())));
    apart.append(&mut fresh);
    let mut stream = turn.rng.stream(Purpose::TableShuffle);
    quota::shuffle(&mut apart, &mut |bound| stream.next_u64() % bound);
    apart.extend(rest);
    apart
}

/// Takes out of an evaluated chunk what neighbours are judged by; gives what persons are found by.
pub fn take_keys(turn: &mut Turn<'_>, id: (OrgId, u32), entries: Vec<TableEntry>) -> Vec<TableEntry> {
    let domains = domains(turn);
    let apart: Vec<TableEntry> = entries.iter().filter(|entry| domains.contains(&entry.handle)).cloned().collect();
    if !apart.is_empty() {
        keep(turn, id, apart);
    }
    let Some(row) = turn.state.avoid_keys.row(&id) else { return entries };
    entries.into_iter().filter(|entry| !row.only.contains(&entry.handle)).collect()
}

/// Lets go on what waited for an origin's keys and can be judged.
pub fn release(turn: &mut Turn<'_>, id: (OrgId, u32)) {
    let Some(row) = turn.state.avoid_keys.row(&id).filter(|row| !row.waiting.is_empty()) else { return };
    let waiting = row.waiting.clone();
    let mut left = Vec::new();
    for question in waiting {
        match judge_waiting(turn, id.0, &question) {
            Standing::Clear => let_go(turn, id.0, question),
            Standing::Avoided => {}
            Standing::Unknown => left.push(question),
        }
    }
    if let Some(row) = turn.state.avoid_keys.edit(&id) {
        row.waiting = left;
    }
}

/// What waited long enough: an appraisal ends here, any other question goes on.
pub fn on_patience_over(turn: &mut Turn<'_>, id: (OrgId, u32)) {
    let now = turn.now;
    let Some(row) = turn.state.avoid_keys.row(&id) else { return };
    let (over, left): (Vec<_>, Vec<_>) = row.waiting.iter().cloned().partition(|waiting| waiting.until <= now);
    if over.is_empty() {
        return;
    }
    if let Some(row) = turn.state.avoid_keys.edit(&id) {
        row.waiting = left;
    }
    for question in over {
        let kind = turn.state.relayed.row(&(id.0, question.query)).map(|row| row.content.kind);
        if kind.is_some_and(|kind| kind != Kind::Appraisal) {
            let_go(turn, id.0, question);
        }
    }
}

/// Sends a question that waited, without the bridges that ended meanwhile; nothing if none is left.
fn let_go(turn: &mut Turn<'_>, origin: OrgId, question: WaitingQuestion) {
    let Ok(Frame::Query(mut query)) = wire::frame::decode(&question.block.0) else { return };
    let stands = |turn: &Turn<'_>, bridge: &BridgeId| {
        turn.state.bridges.row(bridge).is_some_and(|row| row.state == BridgeState::Active)
    };
    if query.entries.iter().all(|entry| stands(turn, &entry.bridge)) {
        return turn.send_block(question.peer, question.block.0);
    }
    query.entries.retain(|entry| stands(turn, &entry.bridge));
    // The entries a peer counts are those it got.
    let left: BTreeSet<BridgeId> = query.entries.iter().map(|entry| entry.bridge).collect();
    let row = turn.state.relayed.edit(&(origin, question.query));
    if let Some(child) = row.and_then(|row| row.children.get_mut(&query.branch)) {
        child.entries.retain(|entry| left.contains(&entry.bridge));
    }
    if !left.is_empty() {
        turn.send(question.peer, &Frame::Query(query));
    }
}

/// A peering or a domain changed: tables of direct peers lack a domain from here on, and their next batch is due.
pub fn on_domains_changed(turn: &mut Turn<'_>) {
    let tables: Vec<(OrgId, u32)> = turn.state.match_tables.iter().map(|(id, _)| *id).collect();
    for id in tables {
        if !turn.is_peer(&id.0) || missing(turn, &id).is_empty() {
            continue;
        }
        let soon = turn.next_tick();
        if let Some(table) = turn.state.match_tables.edit(&id) {
            table.next_batch = table.next_batch.min(soon);
        }
        turn.state.wake_at(soon, Alarm::Batch(id.0, id.1));
    }
}

fn judge_waiting(turn: &Turn<'_>, origin: OrgId, question: &WaitingQuestion) -> Standing {
    let row = turn.state.relayed.row(&(origin, question.query));
    // A question that is over goes nowhere.
    row.map_or(Standing::Avoided, |row| standing(turn, &row.content, &question.peer))
}

fn wait(turn: &mut Turn<'_>, core: &QueryCore, peer: OrgId, query: &Query) {
    let id = (core.origin, core.epoch);
    let until = match core.kind {
        Kind::Appraisal => core.expires,
        Kind::Introduction | Kind::Intelligence | Kind::Influence | Kind::Opportunity => {
            turn.now.plus(limits::AVOID_PATIENCE)
        }
    };
    let block = Blob(wire::frame::encode(&Frame::Query(query.clone())));
    let mut row = turn.state.avoid_keys.row(&id).cloned().unwrap_or_default();
    if row.waiting.len() >= limits::AVOID_WAITING {
        turn.count(Counter::DroppedFrame);
        return;
    }
    row.waiting.push(WaitingQuestion { query: core.query, peer, block, until });
    turn.state.avoid_keys.put(id, row);
    turn.state.wake_at(until, Alarm::Avoid(id.0, id.1));
}

fn of_domain(turn: &Turn<'_>, core: &QueryCore, domain: &str) -> Standing {
    let Some(handle) = handle_of(domain) else { return Standing::Clear };
    let mark = if core.origin == turn.org() { own_mark(turn, core, &handle) } else { mark_of(turn, core, &handle) };
    match mark {
        Some(mark) if core.avoid.contains(&mark) => Standing::Avoided,
        Some(_) => Standing::Clear,
        None => Standing::Unknown,
    }
}

fn own_mark(turn: &Turn<'_>, core: &QueryCore, handle: &Handle) -> Option<AvoidMark> {
    let secret = turn.state.epoch(core.epoch)?.secret();
    let key = MatchKey::derive(&secret.output(&handle.oprf_input()), &core.origin, core.epoch);
    Some(key.avoid_mark(&core.query))
}

fn mark_of(turn: &Turn<'_>, core: &QueryCore, handle: &Handle) -> Option<AvoidMark> {
    let id = (core.origin, core.epoch);
    turn.state.match_tables.row(&id).filter(|table| table.key == core.epoch_key)?;
    let row = turn.state.avoid_keys.row(&id)?;
    Some(row.keys.iter().find(|entry| entry.handle == *handle)?.key.avoid_mark(&core.query))
}

fn keep(turn: &mut Turn<'_>, id: (OrgId, u32), entries: Vec<TableEntry>) {
    let mut row = turn.state.avoid_keys.row(&id).cloned().unwrap_or_default();
    for entry in entries {
        if row.keys.iter().all(|known| known.handle != entry.handle) {
            row.keys.push(entry);
        }
    }
    turn.state.avoid_keys.put(id, row);
}

/// Domains that neither are evaluated under an origin's key nor on their way.
fn missing(turn: &Turn<'_>, id: &(OrgId, u32)) -> Vec<Handle> {
    let row = turn.state.avoid_keys.row(id);
    let under_way = turn.state.evaluations.iter().filter(|(_, row)| (row.origin, row.epoch) == *id);
    let under_way: BTreeSet<&Handle> = under_way.flat_map(|(_, row)| &row.handles).collect();
    let is_known = |handle: &Handle| row.is_some_and(|row| row.keys.iter().any(|entry| entry.handle == *handle));
    domains(turn).into_iter().filter(|handle| !is_known(handle) && !under_way.contains(handle)).collect()
}

fn is_under_way(turn: &Turn<'_>, id: &(OrgId, u32)) -> bool {
    let Some(own) = handle_of(&turn.settings.domain) else { return false };
    turn.state.evaluations.iter().any(|(_, row)| (row.origin, row.epoch) == *id && row.handles.contains(&own))
}

/// This node's own domain and its peers', each once, the own one first.
fn domains(turn: &Turn<'_>) -> Vec<Handle> {
    let active = turn.state.peers.iter().filter(|(_, peer)| peer.state == PeerState::Active);
    let theirs = active.filter_map(|(_, peer)| peer.info.as_ref()).filter_map(|info| handle_of(&info.domain));
    let mut seen = BTreeSet::new();
    handle_of(&turn.settings.domain).into_iter().chain(theirs).filter(|handle| seen.insert(handle.clone())).collect()
}

fn handle_of(domain: &str) -> Option<Handle> {
    Handle::of_type(HandleType::Org, domain, None).ok()
}
