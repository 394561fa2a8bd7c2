//! A federation without nodes: the engine's own spreading inside an organisation, its own division of credit and its
//! own ways back, with the rules of passing on around them, and any credit.
//!
//! Ticks are rounds: whatever is sent in one is worked on in the next, so shorter ways come first. There are no
//! blocks, signatures, tags or seals. That whole engines spend as many frames and find as much is checked beside them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::exchange::forward::{self, WayOut};
use stn_protocol::exchange::way_back::{self, Far, Near, Onward};
use stn_protocol::id::{BranchId, BridgeId, MemberKey, OrgId};
use stn_protocol::limits;
use stn_protocol::message::{Entry, Kind, OfferWay, Strength};
use stn_protocol::trust::search::{Ground, spread};
use stn_protocol::trust::{Audience, Label, Level, Node, Passes, Question, Roster, TrustIndex};

use crate::graphs::Draw;
use crate::reach::federation::{bridge_id, member_key};
use crate::reach::{Federation, Pair, Truth};

/// How a question is spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Frames in the whole network.
    pub credit: u32,
    /// Steps a question may take from its asker.
    pub hops: u8,
}

impl Plan {
    /// As a node does it, but with this credit.
    pub const fn of_credit(credit: u32) -> Self {
        Self { credit, hops: limits::HOPS_DEFAULT }
    }
}

/// All organisations, ready to be asked.
pub struct Light<'f> {
    federation: &'f Federation,
    grounds: Vec<(TrustIndex, Roster)>,
    bridges: BTreeMap<BridgeId, u32>,
    members: BTreeMap<MemberKey, u32>,
}

/// Where one question of an organisation got to.
#[derive(Clone, Debug, Default)]
pub struct Spreading {
    /// Frames sent.
    pub frames: u32,
    /// Each member reached, with steps left and the weakest strength.
    pub reached: BTreeMap<u32, (u8, Strength)>,
    /// Organisations reached.
    pub orgs: usize,
    /// What each of them keeps.
    kept: BTreeMap<usize, Kept>,
    /// Who sent each frame, and over which bridges.
    frames_sent: BTreeMap<BranchId, Outward>,
}

/// Somebody who could answer, the best reached first.
type Ranked = (Reverse<(u8, Strength)>, u32);

/// A way on from a first bridge: the bridge's own member, and steps from its far end.
type FirstBridge = (u32, u8);

/// A frame as its sender keeps it.
#[derive(Clone, Debug)]
struct Outward {
    from: usize,
    /// The bridges, and steps left at their near members.
    entries: Vec<(BridgeId, u8)>,
}

/// A frame under way.
struct Sent {
    from: usize,
    credit: u32,
    branch: BranchId,
    entries: Vec<Entry>,
}

/// What an organisation keeps of a question.
#[derive(Clone, Debug, Default)]
struct Kept {
    labels: BTreeMap<MemberKey, Label>,
    used: BTreeSet<BridgeId>,
    /// The frames it came in.
    up: BTreeMap<BranchId, Vec<Entry>>,
}

/// One question on its way.
struct Asked<'l, 'f> {
    light: &'l Light<'f>,
    plan: Plan,
    origin: usize,
    kept: BTreeMap<usize, Kept>,
    frames_sent: BTreeMap<BranchId, Outward>,
    branches: u128,
    frames: u32,
}

impl<'f> Light<'f> {
    /// Prepares a federation.
    pub fn new(federation: &'f Federation) -> Self {
        let members = (0..).take(federation.org_of.len()).map(|member| (member_key(member), member)).collect();
        let bridges = (0..).take(federation.bridges.len()).map(|bridge| (bridge_id(bridge), bridge)).collect();
        let grounds = federation.orgs.iter().map(|org| ground(federation, org)).collect();
        Self { federation, grounds, bridges, members }
    }

    /// Spreads a question of an organisation; who asks does not show, so one spreading serves all its members.
    pub fn spread(&self, origin: usize, plan: Plan, seed: u64) -> Spreading {
        let (kept, frames_sent) = (BTreeMap::new(), BTreeMap::new());
        let mut asked = Asked { light: self, plan, origin, kept, frames_sent, branches: 0, frames: 0 };
        let mut under_way = asked.begin(seed);
        while !under_way.is_empty() {
            let mut next = BTreeMap::<usize, Vec<Sent>>::new();
            for (org, frames) in under_way {
                for (to, sent) in asked.relay(org, frames) {
                    next.entry(to).or_default().push(sent);
                }
            }
            under_way = next;
        }
        asked.finish()
    }

    /// Steps of the best path an asker is offered to somebody, if there is one: over frames, or inside.
    pub fn found(&self, spreading: &Spreading, truth: &Truth, pair: Pair, plan: Plan) -> Option<u8> {
        let mut answering: BTreeMap<usize, Vec<Ranked>> = BTreeMap::new();
        for owner in &self.federation.known_by[pair.person as usize] {
            if let Some(rank) = spreading.reached.get(owner) {
                answering.entry(self.federation.org_of(*owner)).or_default().push((Reverse(*rank), *owner));
            }
        }
        let mut hops: Vec<u8> = truth.to_inside(self.federation, pair).into_iter().collect();
        for owners in answering.values_mut() {
            owners.sort_by_key(|(rank, owner)| (*rank, member_key(*owner)));
            for (_, owner) in owners.iter().take(limits::MATCHES_PER_QUERY) {
                let ways = self.offered(spreading, *owner, plan);
                hops.extend(ways.iter().filter_map(|(near, beyond)| {
                    let inside = truth.inside.get(near).filter(|steps| **steps <= limits::ORIGIN_STEPS_MAX)?;
                    Some(inside + 1 + beyond).filter(|hops| *hops <= limits::HOPS)
                }));
            }
        }
        hops.into_iter().min()
    }

    /// The first bridges somebody's offer names when it is back, each with the steps from its far end.
    fn offered(&self, spreading: &Spreading, owner: u32, plan: Plan) -> Vec<FirstBridge> {
        let far = Far { member: member_key(owner), steps: 0, floor: Strength::WouldVouch, onward: None };
        let org = self.federation.org_of(owner);
        let mut back = self.ways_back(spreading, org, &[far]);
        back.truncate(limits::OFFER_BRANCHES);
        let mut firsts = Vec::new();
        for (branch, ways) in back {
            let (mut branch, mut ways, mut here) = (branch, ways, org);
            loop {
                let sent = &spreading.frames_sent[&branch];
                let bridge = |way: &OfferWay| sent.entries[usize::from(way.entry)];
                if !spreading.kept.contains_key(&sent.from) {
                    firsts.extend(ways.iter().filter_map(|way| {
                        let (near, _) = self.end_at(&bridge(way).0, here);
                        // From the asker's bridge a question may go one step fewer than its asker set.
                        let beyond = i16::from(plan.hops) - 1 + i16::from(way.detour);
                        Some((near, u8::try_from(beyond).ok()?))
                    }));
                    break;
                }
                let fars: Vec<Far> = ways.iter().filter_map(|way| self.far(bridge(way), way, here)).collect();
                let from = sent.from;
                let next = self.ways_back(spreading, from, &fars).into_iter().next();
                let Some((upward, further)) = next else { break };
                (branch, ways, here) = (upward, further, from);
            }
        }
        firsts
    }

    fn far(&self, (bridge, left): (BridgeId, u8), way: &OfferWay, here: usize) -> Option<Far> {
        let (member, _) = self.end_at(&bridge, here);
        let steps = way.detour.checked_add(i8::try_from(left).ok()?)?;
        Some(Far {
            member: member_key(member),
            steps,
            floor: way.floor,
            onward: Some(Onward { bridge, went: left.checked_sub(1)? }),
        })
    }

    /// As a node finds them.
    fn ways_back(&self, spreading: &Spreading, org: usize, fars: &[Far]) -> Vec<(BranchId, Vec<OfferWay>)> {
        let Some(kept) = spreading.kept.get(&org) else { return Vec::new() };
        let (index, roster) = &self.grounds[org];
        let mut nears = BTreeMap::new();
        for (branch, entries) in &kept.up {
            let from = spreading.frames_sent[branch].from;
            let near = |(entry, came): (u8, &Entry)| {
                let (member, strength) = self.end_at(&came.bridge, from);
                let (member, hops_left) = (member_key(member), came.hops_left);
                Near { entry, bridge: came.bridge, member, strength, hops_left }
            };
            nears.insert(*branch, (0..).zip(entries).map(near).collect::<Vec<_>>());
        }
        let found = way_back::find(Ground { index, roster, question: QUESTION }, &nears, fars);
        way_back::best_first(found)
            .into_iter()
            .map(|(branch, ways)| (branch, ways.iter().map(|back| back.said).collect()))
            .collect()
    }
}

impl Asked<'_, '_> {
    fn begin(&mut self, seed: u64) -> BTreeMap<usize, Vec<Sent>> {
        let federation = self.light.federation;
        let mut draw = Draw::new(seed);
        let mut ways = BTreeMap::<OrgId, Vec<WayOut<MemberKey>>>::new();
        for (bridge, member) in federation.bridges_at(self.origin) {
            let to = self.light.far_org(bridge, member);
            let entry = Entry { bridge: bridge_id(bridge), hops_left: self.plan.hops - 1, floor: Strength::WouldVouch };
            ways.entry(org_id(to)).or_default().push(WayOut { entry, label: member_key(member) });
        }
        for ways in ways.values_mut() {
            draw.shuffle(ways);
            forward::take_turns(ways);
            ways.truncate(limits::ENTRIES);
        }
        let mut sent = BTreeMap::<usize, Vec<Sent>>::new();
        for branching in forward::divide(ways, self.plan.credit) {
            let entries: Vec<Entry> = branching.ways.iter().map(|way| way.entry).collect();
            let branch = self.branch(self.origin, &entries);
            let frame = Sent { from: self.origin, credit: branching.credit, branch, entries };
            sent.entry(org_number(&branching.peer)).or_default().push(frame);
        }
        sent
    }

    /// What an organisation does at a tick with the frames that came since the last.
    fn relay(&mut self, org: usize, frames: Vec<Sent>) -> Vec<(usize, Sent)> {
        let (index, roster) = &self.light.grounds[org];
        let mut kept = self.kept.remove(&org).unwrap_or_default();
        let starts = frames.iter().flat_map(|sent| self.starts(&kept, sent)).collect();
        let ground = Ground { index, roster, question: QUESTION };
        let labels = spread(ground, starts, &kept.labels, limits::SEARCH_BUDGET);
        let mut credit = 0_u32;
        for sent in &frames {
            let is_new = sent.entries.iter().any(|entry| !kept.used.contains(&entry.bridge));
            kept.used.extend(sent.entries.iter().map(|entry| entry.bridge));
            let came_before = kept.up.keys().any(|branch| self.frames_sent[branch].from == sent.from);
            if is_new || !came_before {
                kept.up.insert(sent.branch, sent.entries.clone());
            }
            credit = credit.saturating_add(if is_new { sent.credit } else { 0 });
        }
        kept.labels.extend(labels.clone());
        let next = self.pass_on(org, &mut kept, labels, credit);
        self.kept.insert(org, kept);
        next
    }

    fn starts(&self, kept: &Kept, sent: &Sent) -> Vec<(MemberKey, Label)> {
        let fresh = sent.entries.iter().zip(0..).filter(|(entry, _)| !kept.used.contains(&entry.bridge));
        let start = |(entry, index): (&Entry, u8)| {
            let (member, rated) = self.light.end_at(&entry.bridge, sent.from);
            let (hops_left, floor, up) = (entry.hops_left, entry.floor.min(rated), Some((sent.branch, index)));
            (member_key(member), Label { hops_left, floor, up, path: vec![member_key(member)] })
        };
        fresh.map(start).collect()
    }

    fn pass_on(
        &mut self,
        org: usize,
        kept: &mut Kept,
        improved: BTreeMap<MemberKey, Label>,
        credit: u32,
    ) -> Vec<(usize, Sent)> {
        let mut ways = BTreeMap::<OrgId, Vec<WayOut<Label>>>::new();
        for (key, label) in improved {
            let Some(hops_left) = label.hops_left.checked_sub(1) else { continue };
            let member = self.light.members[&key];
            for (bridge, far, _) in self.light.federation.over_bridges(member) {
                let (bridge, to) = (bridge_id(bridge), self.light.federation.org_of(far));
                if to != self.origin && !kept.used.contains(&bridge) {
                    let entry = Entry { bridge, hops_left, floor: label.floor };
                    ways.entry(org_id(to)).or_default().push(WayOut { entry, label: label.clone() });
                }
            }
        }
        let mut sent = Vec::new();
        for branching in forward::divide(ways, credit) {
            let entries: Vec<Entry> = branching.ways.iter().map(|way| way.entry).collect();
            let branch = self.branch(org, &entries);
            kept.used.extend(entries.iter().map(|entry| entry.bridge));
            let frame = Sent { from: org, credit: branching.credit, branch, entries };
            sent.push((org_number(&branching.peer), frame));
        }
        sent
    }

    fn branch(&mut self, from: usize, entries: &[Entry]) -> BranchId {
        self.branches += 1;
        self.frames += 1;
        let branch = BranchId::from_bytes(self.branches.to_be_bytes());
        let entries = entries.iter().map(|entry| (entry.bridge, entry.hops_left + 1)).collect();
        self.frames_sent.insert(branch, Outward { from, entries });
        branch
    }

    fn finish(self) -> Spreading {
        let labels = self.kept.values().flat_map(|kept| &kept.labels);
        let reached = labels.map(|(member, label)| (self.light.members[member], (label.hops_left, label.floor)));
        let (reached, orgs) = (reached.collect(), self.kept.len());
        Spreading { frames: self.frames, reached, orgs, kept: self.kept, frames_sent: self.frames_sent }
    }
}

impl Light<'_> {
    fn far_org(&self, bridge: u32, near: u32) -> usize {
        let ends = self.federation.bridges[bridge as usize].ends;
        self.federation.org_of(if ends[0] == near { ends[1] } else { ends[0] })
    }

    /// The end of a bridge that is not at this organisation, and how well whoever stands there knows the other.
    fn end_at(&self, bridge: &BridgeId, from: usize) -> (u32, Strength) {
        let bridge = self.federation.bridges[self.bridges[bridge] as usize];
        let far = usize::from(self.federation.org_of(bridge.ends[0]) == from);
        (bridge.ends[far], bridge.strengths[far])
    }
}

/// The ties inside one organisation, as its node searches them.
fn ground(federation: &Federation, members: &[u32]) -> (TrustIndex, Roster) {
    let (mut index, mut roster) = (TrustIndex::new(), Roster::default());
    for member in members {
        roster.enrol(member_key(*member));
    }
    for member in members {
        let from = roster.enrol(member_key(*member));
        for (to, strength) in &federation.ties[*member as usize] {
            let to = roster.enrol(member_key(*to));
            index.set(from, Node::Member(to), Level::from(*strength), Passes::ALL);
        }
    }
    (index, roster)
}

/// An organisation's key: here its number is enough.
fn org_id(org: usize) -> OrgId {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&(org as u64).to_be_bytes());
    OrgId::from_bytes(bytes)
}

fn org_number(org: &OrgId) -> usize {
    org.as_bytes().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)) as usize
}

const QUESTION: Question = Question { kind: Kind::Introduction, from: Audience::Network };
