//! The ways an offer goes back: by every entry the question could have come by, not only the one it came by first.
//!
//! Who asks is hidden, so who would answer can't know which of the asker's bridges the asker may use. A question
//! travels once; its offer names all the ways, and the asker's node takes one.
//!
//! ```text
//!   entries of one frame     own members              far ends
//!   0 ══► m1 ───────────────► m2 ─────────────┬─────► who would answer
//!   1 ══► m2 ─────────────────────────────────┘       or bridges a question went on over
//! ```

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::exchange::{Turn, appraisal, org_policy};
use crate::id::{BranchId, BridgeId, MemberKey, OrgId, QueryId};
use crate::limits;
use crate::message::{OfferWay, Strength};
use crate::state::{Relayed, Route, Way};
use crate::trust::search::{Ground, gather};
use crate::trust::{Label, Question};

/// Where ways back begin at a node: at who would answer, or at a bridge an offer came over.
#[derive(Clone, Copy, Debug)]
pub struct Far {
    /// The own member there.
    pub member: MemberKey,
    /// Steps a way has taken to here beyond what the offer's sealed count says.
    pub steps: i8,
    /// The weakest strength so far.
    pub floor: Strength,
    /// The bridge, if there is one.
    pub onward: Option<Onward>,
}

/// The bridge an offer came over.
#[derive(Clone, Copy, Debug)]
pub struct Onward {
    /// Which.
    pub bridge: BridgeId,
    /// Steps the question had left when it was sent over it.
    pub went: u8,
}

/// Where ways back leave a node: by an entry of a frame the question came in.
#[derive(Clone, Copy, Debug)]
pub struct Near {
    /// Which of the frame's entries.
    pub entry: u8,
    /// Its bridge.
    pub bridge: BridgeId,
    /// The own member on it.
    pub member: MemberKey,
    /// How well that member knows who stands on the other side.
    pub strength: Strength,
    /// Steps the question might still go from there.
    pub hops_left: u8,
}

/// One way back by one entry.
#[derive(Clone, Debug)]
pub struct WayBack {
    /// As the offer says it.
    pub said: OfferWay,
    /// As this node keeps it.
    pub way: Way,
}

/// The frames a question came in by which an offer may go back, each with its ways, the best first.
pub fn of_question(turn: &mut Turn<'_>, id: (OrgId, QueryId), fars: &[Far]) -> Vec<(BranchId, Vec<WayBack>)> {
    let bridges = turn.state.bridge_edges();
    let Some(row) = turn.state.relayed.row(&id) else { return Vec::new() };
    let question = Question { kind: row.content.kind, from: turn.audience_of(&id.0) };
    let mut nears = BTreeMap::new();
    for (branch, up) in &row.up {
        let is_open = up.offers < limits::OFFERS_PER_BRANCH;
        if is_open && org_policy::goes_to(turn, &up.peer, (&id.0, question.kind)) {
            let at = (0..).zip(&up.entries).filter_map(|(entry, came)| {
                let edge = bridges.bridge(&came.bridge, question).filter(|edge| edge.to == up.peer)?;
                let (member, strength, hops_left) = (edge.member, edge.strength, came.hops_left);
                Some(Near { entry, bridge: came.bridge, member, strength, hops_left })
            });
            nears.insert(*branch, at.collect::<Vec<_>>());
        }
    }
    let network = &turn.state.derived.network;
    let ground = Ground { index: &network.index, roster: &network.roster, question };
    let mut found = find(ground, &nears, fars);
    let behind = if fars.iter().any(|far| far.onward.is_some()) { standing_behind(turn, id) } else { Vec::new() };
    for ways in found.values_mut() {
        ways.retain(|back| {
            let Way { segment, onward, .. } = &back.way;
            let mut fars = fars.iter().filter_map(|far| far.onward);
            let went = fars.find(|far| Some(far.bridge) == *onward).map(|far| far.went);
            let is_behind =
                |(left, member): &(u8, MemberKey)| went.is_some_and(|went| *left < went) && segment.contains(member);
            !behind.iter().any(is_behind) && !appraisal::is_kept_from(turn, &id, segment)
        });
    }
    let mut found = best_first(found);
    if found.iter().any(|(branch, _)| !may_be_echo(turn, id, branch)) {
        found.retain(|(branch, _)| !may_be_echo(turn, id, branch));
    }
    found
}

/// Whether a frame may be this node's own question come back: from a peer it had gone to with more steps left. Where
/// there is another way, nothing goes back by it.
fn may_be_echo(turn: &Turn<'_>, id: (OrgId, QueryId), branch: &BranchId) -> bool {
    let Some(row) = turn.state.relayed.row(&id) else { return false };
    let Some(up) = row.up.get(branch) else { return false };
    let sent = row.children.values().filter(|child| child.peer == up.peer).flat_map(|child| &child.entries);
    let went = sent.filter_map(|entry| entry.label.hops_left.checked_sub(1)).max();
    let came = up.entries.iter().map(|entry| entry.hops_left).max();
    went > came
}

/// Own members on ways that offers to a question went back by, with the steps it had left where it came in there.
/// What comes from further on may be one of these offers again, so nobody on them is passed a second time.
fn standing_behind(turn: &Turn<'_>, (origin, query): (OrgId, QueryId)) -> Vec<(u8, MemberKey)> {
    let Some(row) = turn.state.relayed.row(&(origin, query)) else { return Vec::new() };
    let left = |bridge: &BridgeId| {
        let entries = row.up.values().flat_map(|up| &up.entries);
        entries.filter(|entry| entry.bridge == *bridge).map(|entry| entry.hops_left).min().unwrap_or(0)
    };
    let routes = turn.state.routes.iter().map(|(_, route)| route);
    let ways = routes.filter(|route| (route.origin, route.query) == (origin, query)).flat_map(Route::ways);
    ways.flat_map(|way| way.segment.iter().map(|member| (left(&way.bridge), *member)).collect::<Vec<_>>()).collect()
}

/// The frames that lead back at all, the one with the best way first.
pub fn best_first(found: BTreeMap<BranchId, Vec<WayBack>>) -> Vec<(BranchId, Vec<WayBack>)> {
    let mut found: Vec<_> = found.into_iter().filter(|(_, ways)| !ways.is_empty()).collect();
    found.sort_by_key(|(branch, ways)| (ways.first().map(|back| goodness(&back.said)), *branch));
    found
}

/// The best way back by each entry, best first, from wherever it takes fewest steps.
pub fn find(
    ground: Ground<'_>,
    nears: &BTreeMap<BranchId, Vec<Near>>,
    fars: &[Far],
) -> BTreeMap<BranchId, Vec<WayBack>> {
    let furthest = nears.values().flatten().map(|near| near.hops_left).max().unwrap_or(0);
    let steps = furthest.saturating_add(limits::WAY_BACK_BEYOND);
    // All searches of one offer together look at no more edges than a question's own.
    let budget = limits::SEARCH_BUDGET / fars.len().max(1);
    let mut gathered: BTreeMap<MemberKey, BTreeMap<MemberKey, Label>> = BTreeMap::new();
    for far in fars {
        gathered.entry(far.member).or_insert_with(|| gather(ground, far.member, steps, budget));
    }
    let back = |near: &Near| {
        let ways =
            fars.iter().filter_map(|far| way_back(near, far, gathered.get(&far.member)?.get(&near.member)?, steps));
        ways.min_by_key(|back| goodness(&back.said))
    };
    let best = |nears: &Vec<Near>| {
        let mut ways: Vec<WayBack> = nears.iter().filter_map(back).collect();
        ways.sort_by_key(|back| goodness(&back.said));
        ways
    };
    nears.iter().map(|(branch, nears)| (*branch, best(nears))).collect()
}

fn way_back(near: &Near, far: &Far, label: &Label, steps: u8) -> Option<WayBack> {
    let inside = steps - label.hops_left;
    // Offers climb towards more steps left, so that none can go in a circle.
    let climbs = far.onward.is_none_or(|onward| near.hops_left > onward.went);
    if !climbs || inside > near.hops_left.saturating_add(limits::WAY_BACK_BEYOND) {
        return None;
    }
    let detour = i16::from(far.steps) + i16::from(inside) - i16::from(near.hops_left);
    let detour = i8::try_from(detour).ok().filter(|detour| detour.unsigned_abs() <= limits::DETOUR)?;
    let floor = near.strength.min(label.floor).min(far.floor);
    let segment = label.path.iter().rev().copied().collect();
    let said = OfferWay { entry: near.entry, detour, floor };
    Some(WayBack { said, way: Way { bridge: near.bridge, segment, onward: far.onward.map(|onward| onward.bridge) } })
}

/// Better ways sort first: fewer steps, then a stronger weakest edge.
fn goodness(way: &OfferWay) -> (i8, Reverse<Strength>, u8) {
    (way.detour, Reverse(way.floor), way.entry)
}

/// The far ends of an offer that came by a frame this node sent: where each way it names crossed.
pub fn fars(row: &Relayed, branch: &BranchId, ways: &[OfferWay]) -> Vec<Far> {
    let Some(child) = row.children.get(branch) else { return Vec::new() };
    let far = |way: &OfferWay| {
        let entry = child.entries.get(usize::from(way.entry))?;
        // An entry that was closed leads nowhere. Crossing was a step, which the label does not count.
        let member = *entry.label.path.last()?;
        let steps = way.detour.checked_add(i8::try_from(entry.label.hops_left).ok()?)?;
        let onward = Onward { bridge: entry.bridge, went: entry.label.hops_left.checked_sub(1)? };
        Some(Far { member, steps, floor: way.floor, onward: Some(onward) })
    };
    ways.iter().filter_map(far).collect()
}
