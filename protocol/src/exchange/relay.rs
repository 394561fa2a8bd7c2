//! Somebody else's question comes by: it is spread inside this organisation, passed on, and matched.
//!
//! Passing on never reads what matched. A question is worked on at a tick of the release grid, after
//! its frame was acknowledged; frames of one question that arrived by then are worked on together.
//! Whatever is not fit for this node (an ended bridge, a late date) has no effect and no answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::crypto::stream::Purpose;
use crate::exchange::evaluation::{self, Upward};
use crate::exchange::forward::{self, WayOut};
use crate::exchange::work::{Match, Spread, Work};
use crate::exchange::{Effect, Turn, appraisal, avoid, epoch, matching, metering, offer, org_policy};
use crate::id::{BranchId, MemberKey, OrgId, QueryId};
use crate::limits;
use crate::message::{Entry, Frame, Kind, Query, QueryCore, Signed};
use crate::state::{Alarm, Child, ChildEntry, Place, Relayed, State, UpBranch, UpEntry};
use crate::time::Timestamp;
use crate::trust::{Audience, Handle, Label, Question};
use crate::wire::verify::verify_by_origin;

/// Frames of one question that wait at a tick.
#[derive(Default)]
struct Arrived {
    numbers: Vec<u64>,
    frames: Vec<(OrgId, Query)>,
}

/// Hands the questions that wait to a worker, all frames of one question together.
/// Returns the frames of no effect.
pub fn on_tick(turn: &mut Turn<'_>, waiting: Vec<(u64, OrgId, Query)>) -> Vec<u64> {
    let mut idle = Vec::new();
    let mut arrived: BTreeMap<(OrgId, QueryId), (QueryCore, Arrived)> = BTreeMap::new();
    for (number, peer, query) in waiting {
        let Ok(core) = verify_by_origin(&query.core) else {
            idle.push(number);
            continue;
        };
        if !is_taken_up(turn, peer, &core) {
            idle.push(number);
            continue;
        }
        let (_, arrived) =
            arrived.entry((core.origin, core.query)).or_insert_with(|| (core.into_inner(), Arrived::default()));
        arrived.numbers.push(number);
        arrived.frames.push((peer, query));
    }
    for (id, (core, arrived)) in arrived {
        if turn.state.derived.spreading.contains_key(&id) {
            continue;
        }
        let starts = starts(turn, &id, &core, &arrived.frames);
        if starts.is_empty() {
            arrived.frames.into_iter().for_each(|(peer, query)| keep_way_back(turn, id, peer, query));
            idle.extend(arrived.numbers);
        } else {
            let starts = org_policy::admitted(turn, &core, &arrived.frames, starts);
            hand_over(turn, id, &core, arrived, starts);
        }
    }
    idle
}

/// Whether a question that came over a link is worked on at all.
fn is_taken_up(turn: &mut Turn<'_>, peer: OrgId, core: &QueryCore) -> bool {
    let is_full = turn.state.derived.branches_of.get(&peer).is_some_and(|held| *held >= limits::BRANCHES_PER_PEER);
    if is_full || !is_timely(core, turn.now) || core.origin == turn.org() || core.kind == Kind::Opportunity {
        return false;
    }
    // What a worker has in hand comes by again at the next tick, and counts once.
    let in_hand = turn.state.derived.spreading.contains_key(&(core.origin, core.query));
    in_hand || metering::take_over_link(turn, peer)
}

/// A worker has spread a question: it is kept, passed on, and then matched.
pub fn on_spread(turn: &mut Turn<'_>, id: (OrgId, QueryId), numbers: &[u64], labels: BTreeMap<MemberKey, Label>) {
    let matched_against = turn.state.derived.spreading.remove(&id).unwrap_or(0);
    let is_new = !turn.state.relayed.has(&id);
    let mut credit = 0_u32;
    for number in numbers {
        let Some(waiting) = turn.state.take_waiting(number) else { continue };
        if let Ok(Frame::Query(query)) = crate::wire::frame::decode(&waiting.block) {
            let given = query.credit.min(limits::CREDIT);
            if keep(turn, id, waiting.peer, query) {
                credit = credit.saturating_add(given);
            }
        }
    }
    if is_new && turn.state.relayed.has(&id) {
        let_ripen(turn, id, &labels);
    }
    let improved: BTreeSet<MemberKey> = labels.keys().copied().collect();
    if let Some(row) = turn.state.relayed.edit(&id) {
        row.labels.extend(labels);
    }
    pass_on(turn, id, &improved, credit);
    evaluation::match_if_grown(turn, id, matched_against);
    evaluate_if_needed(turn, id);
}

/// A question was matched against this node's people.
pub fn on_matched(turn: &mut Turn<'_>, id: (OrgId, QueryId), matched: &[Handle]) {
    if appraisal::recognise(turn, id, matched) {
        return;
    }
    let Some(row) = turn.state.relayed.row(&id) else { return };
    let is_named = matching::is_named(&row.content);
    let mut candidates = matching::candidates(turn.state, turn.asked(&row.content), is_named, matched);
    if is_named {
        candidates.retain(|candidate| metering::take_match(turn, &id, candidate));
    }
    let now = turn.now;
    if let Some((_, found)) = turn.state.derived.ripening.get_mut(&id).filter(|(ripe, _)| *ripe > now) {
        found.extend(candidates);
    } else if !candidates.is_empty() {
        offer::decide(turn, id, candidates);
    }
}

/// A question has had time to come by every way, or its own time is over.
pub fn on_date(turn: &mut Turn<'_>, id: (OrgId, QueryId)) {
    let now = turn.now;
    if turn.state.derived.ripening.get(&id).is_some_and(|(ripe, _)| *ripe <= now)
        && let Some((_, found)) = turn.state.derived.ripening.remove(&id)
        && !found.is_empty()
    {
        offer::decide(turn, id, found);
    }
    turn.state.forget_relayed(&id, now);
}

/// What a question finds here waits a tick for each step it has left: by then it has come by longer ways too, and an
/// offer names them all. It waits whether it finds anybody or not; begun anew, a node does not wait again.
fn let_ripen(turn: &mut Turn<'_>, id: (OrgId, QueryId), labels: &BTreeMap<MemberKey, Label>) {
    let left = labels.values().map(|label| label.hops_left).max().unwrap_or(0);
    let ripe = (0..left).fold(turn.now, |at, _| at.plus(turn.settings.release_grid));
    turn.state.derived.ripening.insert(id, (ripe, BTreeSet::new()));
    turn.state.wake_at(ripe, Alarm::Relayed(id.0, id.1));
}

/// Whether a question's dates can be true.
fn is_timely(core: &QueryCore, now: Timestamp) -> bool {
    core.created <= now.plus(limits::CLOCK_SKEW)
        && core.expires > now
        && core.expires <= core.created.plus(limits::QUERY_LIFE_MAX)
}

/// Where a question comes in: the members of live bridges it has not used, with what their owners allow.
fn starts(
    turn: &mut Turn<'_>,
    id: &(OrgId, QueryId),
    core: &QueryCore,
    frames: &[(OrgId, Query)],
) -> Vec<(MemberKey, Label)> {
    let question = Question { kind: core.kind, from: turn.audience_of(&core.origin) };
    let bridges = turn.state.bridge_edges();
    let used = turn.state.relayed.row(id).map(|row| &row.used);
    let mut starts = Vec::new();
    for (peer, query) in frames {
        for (index, entry) in query.entries.iter().enumerate() {
            let fresh = used.is_none_or(|used| !used.contains(&entry.bridge));
            let edge = bridges.bridge(&entry.bridge, question).filter(|edge| edge.to == *peer && fresh);
            let (Some(edge), Ok(index)) = (edge, u8::try_from(index)) else { continue };
            let label = Label {
                hops_left: entry.hops_left.min(limits::HOPS),
                floor: entry.floor.min(edge.strength),
                up: Some((query.branch, index)),
                path: vec![edge.member],
            };
            starts.push((edge.member, label));
        }
    }
    starts
}

fn hand_over(
    turn: &mut Turn<'_>,
    id: (OrgId, QueryId),
    core: &QueryCore,
    arrived: Arrived,
    starts: Vec<(MemberKey, Label)>,
) {
    let (origin, query) = id;
    epoch::supersede(turn, origin, core.epoch);
    let table = turn.state.match_tables.row(&(origin, core.epoch)).filter(|table| table.key == core.epoch_key);
    let table = table.map(|table| Arc::clone(&table.entries));
    let known = turn.state.relayed.row(&id).map(|row| row.labels.clone()).unwrap_or_default();
    let question = Question { kind: core.kind, from: turn.audience_of(&origin) };
    turn.state.derived.spreading.insert(id, table.as_ref().map_or(0, |table| table.len()));
    turn.state.derived.in_hand.extend(&arrived.numbers);
    let spread = Spread {
        matching: Match { origin, query, tags: core.tags.clone(), table },
        numbers: arrived.numbers,
        network: turn.state.derived.network.clone(),
        question,
        starts,
        known,
    };
    turn.effects.push(Effect::Work(Work::Spread(Box::new(spread))));
}

/// Keeps one frame of a question: which way is up, and which bridges it used. Returns whether it is new:
/// a frame that comes twice brings its credit once.
fn keep(turn: &mut Turn<'_>, id: (OrgId, QueryId), peer: OrgId, query: Query) -> bool {
    if !turn.state.relayed.has(&id) {
        let Ok(core) = verify_by_origin(&query.core) else { return false };
        let row = Relayed::begin(query.core.clone(), core.into_inner());
        if !row.content.tags.is_empty() {
            metering::take_question(turn, id);
        }
        turn.state.wake_at(row.keep_until, Alarm::Relayed(id.0, id.1));
        turn.state.relayed.put(id, row);
    }
    let Some(row) = turn.state.relayed.edit(&id) else { return false };
    let is_new =
        !row.up.contains_key(&query.branch) && query.entries.iter().any(|entry| !row.used.contains(&entry.bridge));
    row.used.extend(query.entries.iter().map(|entry| entry.bridge));
    if is_new {
        row.up.insert(query.branch, up_branch(peer, query.entries));
        *turn.state.derived.branches_of.entry(peer).or_default() += 1;
    }
    is_new
}

/// Keeps a frame that brings nothing new, as this node used its bridges already: it spreads no question and brings no
/// credit, but an offer may go back by it. One from each peer.
fn keep_way_back(turn: &mut Turn<'_>, id: (OrgId, QueryId), peer: OrgId, query: Query) {
    let Some(row) = turn.state.relayed.row(&id) else { return };
    let is_known = row.up.contains_key(&query.branch) || row.up.values().any(|up| up.peer == peer);
    let crossed = |entry: &Entry| {
        turn.state
            .bridges
            .row(&entry.bridge)
            .is_some_and(|bridge| bridge.far.as_ref().is_some_and(|far| far.org == peer))
    };
    if is_known || !query.entries.iter().any(crossed) {
        return;
    }
    if let Some(row) = turn.state.relayed.edit(&id) {
        row.up.insert(query.branch, up_branch(peer, query.entries));
        *turn.state.derived.branches_of.entry(peer).or_default() += 1;
    }
}

fn up_branch(peer: OrgId, entries: Vec<Entry>) -> UpBranch {
    let came = |entry: Entry| UpEntry { bridge: entry.bridge, hops_left: entry.hops_left.min(limits::HOPS) };
    UpBranch { peer, entries: entries.into_iter().map(came).collect(), offers: 0 }
}

/// Passes a question on over the bridges of members it reached better than before.
fn pass_on(turn: &mut Turn<'_>, id: (OrgId, QueryId), improved: &BTreeSet<MemberKey>, credit: u32) {
    let Some(row) = turn.state.relayed.row(&id) else { return };
    let question = Question { kind: row.content.kind, from: turn.audience_of(&id.0) };
    let (core, content) = (row.core.clone(), row.content.clone());
    let labels: Vec<_> = improved.iter().filter_map(|member| row.labels.get(member).cloned()).collect();
    let used = row.used.clone();
    let bridges = turn.state.bridge_edges();
    let mut ways: BTreeMap<OrgId, Vec<WayOut<Label>>> = BTreeMap::new();
    for label in labels {
        let (Some(member), Some(hops_left)) = (label.path.last(), label.hops_left.checked_sub(1)) else { continue };
        for edge in bridges.of(member, question) {
            let goes = org_policy::goes_to(turn, &edge.to, (&id.0, question.kind));
            if edge.to == id.0 || used.contains(&edge.bridge) || !goes {
                continue;
            }
            let entry = Entry { bridge: edge.bridge, hops_left, floor: label.floor };
            ways.entry(edge.to).or_default().push(WayOut { entry, label: label.clone() });
        }
    }
    for branching in forward::divide(ways, credit) {
        let branch = BranchId::from_bytes(turn.random(Purpose::BranchId));
        let entries: Vec<Entry> = branching.ways.iter().map(|way| way.entry).collect();
        let kept = branching.ways.into_iter().map(|way| ChildEntry { bridge: way.entry.bridge, label: way.label });
        let child = Child { peer: branching.peer, entries: kept.collect() };
        if let Some(row) = turn.state.relayed.edit(&id) {
            row.used.extend(entries.iter().map(|entry| entry.bridge));
            row.children.insert(branch, child);
        }
        turn.state.derived.branches.insert(branch, Place::Relayed(id.0, id.1));
        let credit = branching.credit;
        avoid::pass(turn, &content, branching.peer, Query { core: core.clone(), branch, credit, entries });
    }
}

/// Begins or tops up this node's table under the origin's key, along the branch the question came by.
/// Depends on the table's state only.
fn evaluate_if_needed(turn: &mut Turn<'_>, id: (OrgId, QueryId)) {
    let Some(row) = turn.state.relayed.row(&id) else { return };
    let (epoch, key) = (row.content.epoch, row.content.epoch_key);
    let Some((branch, up)) = row.up.first_key_value() else { return };
    let up = if turn.audience_of(&id.0) == Audience::Peers {
        Upward { peer: id.0, branch: None }
    } else {
        Upward { peer: up.peer, branch: Some(*branch) }
    };
    let due = turn.state.match_tables.row(&(id.0, epoch)).map(|table| table.next_batch <= turn.now);
    match due {
        None => evaluation::begin(turn, id.0, epoch, key, up),
        Some(true) => evaluation::send_batch(turn, id.0, epoch, up),
        Some(false) => {}
    }
}

impl Relayed {
    fn begin(core: Signed<QueryCore>, content: QueryCore) -> Self {
        Self {
            core,
            keep_until: content.expires.plus(limits::CLOCK_SKEW),
            content,
            up: BTreeMap::new(),
            labels: BTreeMap::new(),
            used: BTreeSet::new(),
            children: BTreeMap::new(),
            decided: BTreeSet::new(),
        }
    }
}

impl State {
    /// Forgets somebody else's query whose time is over.
    pub fn forget_relayed(&mut self, id: &(OrgId, QueryId), now: Timestamp) {
        if self.relayed.row(id).is_none_or(|row| row.keep_until > now) {
            return;
        }
        self.derived.recognised.remove(id);
        self.derived.ripening.remove(id);
        self.forget_unmatched(id);
        if let Some(row) = self.relayed.remove(id) {
            for branch in row.children.keys() {
                self.derived.branches.remove(branch);
            }
            for up in row.up.values() {
                if let Some(held) = self.derived.branches_of.get_mut(&up.peer) {
                    *held = held.saturating_sub(1);
                }
            }
        }
    }
}
