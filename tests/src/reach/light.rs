//! A federation without nodes: the engine's own spreading inside an organisation and its own division of credit,
//! with the rules of passing on around them, and any credit.
//!
//! Ticks are rounds: whatever is sent in one is worked on in the next, so shorter ways come first. There are no
//! blocks, signatures, tags or offers. That whole engines spend as many frames is checked beside them.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::exchange::forward::{self, WayOut};
use stn_protocol::id::{BranchId, BridgeId, MemberKey, OrgId};
use stn_protocol::limits;
use stn_protocol::message::{Entry, Kind, Strength};
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
    /// For each member reached: steps left, the weakest strength, and the first bridge's own member.
    pub reached: BTreeMap<u32, (u8, Strength, u32)>,
    /// Organisations reached.
    pub orgs: usize,
}

/// A frame under way.
struct Sent {
    from: usize,
    credit: u32,
    branch: BranchId,
    entries: Vec<Entry>,
}

/// What an organisation keeps of a question.
#[derive(Default)]
struct Kept {
    labels: BTreeMap<MemberKey, Label>,
    used: BTreeSet<BridgeId>,
}

/// One question on its way.
struct Asked<'l, 'f> {
    light: &'l Light<'f>,
    plan: Plan,
    origin: usize,
    kept: BTreeMap<usize, Kept>,
    /// For each entry, the first bridge's own member.
    firsts: BTreeMap<(BranchId, u8), u32>,
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
        let (kept, firsts) = (BTreeMap::new(), BTreeMap::new());
        let mut asked = Asked { light: self, plan, origin, kept, firsts, branches: 0, frames: 0 };
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
        let owners = self.federation.known_by[pair.person as usize].iter();
        let ways = owners.filter_map(|owner| {
            let (left, _, first) = spreading.reached.get(owner)?;
            let inside = truth.inside.get(first).filter(|steps| **steps <= limits::ORIGIN_STEPS_MAX)?;
            Some(inside + 1 + (plan.hops - 1 - left))
        });
        ways.chain(truth.to_inside(self.federation, pair)).min()
    }
}

impl Asked<'_, '_> {
    fn begin(&mut self, seed: u64) -> BTreeMap<usize, Vec<Sent>> {
        let federation = self.light.federation;
        let mut draw = Draw::new(seed);
        let mut ways = BTreeMap::<OrgId, Vec<WayOut<u32>>>::new();
        for (bridge, member) in federation.bridges_at(self.origin) {
            let to = self.light.far_org(bridge, member);
            let entry = Entry { bridge: bridge_id(bridge), hops_left: self.plan.hops - 1, floor: Strength::WouldVouch };
            ways.entry(org_id(to)).or_default().push(WayOut { entry, label: member });
        }
        for ways in ways.values_mut() {
            draw.shuffle(ways);
            ways.truncate(limits::ENTRIES);
        }
        let mut sent = BTreeMap::<usize, Vec<Sent>>::new();
        for branching in forward::divide(ways, self.plan.credit) {
            let branch = self.branch();
            let ways = branching.ways.iter().zip(0..);
            self.firsts.extend(ways.map(|(way, index)| ((branch, index), way.label)));
            let entries = branching.ways.iter().map(|way| way.entry).collect();
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
            let branch = self.branch();
            for (way, index) in branching.ways.iter().zip(0..) {
                let first = way.label.up.and_then(|up| self.firsts.get(&up)).copied();
                self.firsts.extend(first.map(|first| ((branch, index), first)));
            }
            let entries: Vec<Entry> = branching.ways.iter().map(|way| way.entry).collect();
            kept.used.extend(entries.iter().map(|entry| entry.bridge));
            let frame = Sent { from: org, credit: branching.credit, branch, entries };
            sent.push((org_number(&branching.peer), frame));
        }
        sent
    }

    fn branch(&mut self) -> BranchId {
        self.branches += 1;
        self.frames += 1;
        BranchId::from_bytes(self.branches.to_be_bytes())
    }

    fn finish(self) -> Spreading {
        let mut reached = BTreeMap::new();
        for (member, label) in self.kept.values().flat_map(|kept| &kept.labels) {
            if let Some(first) = label.up.and_then(|up| self.firsts.get(&up)) {
                reached.insert(self.light.members[member], (label.hops_left, label.floor, *first));
            }
        }
        Spreading { frames: self.frames, reached, orgs: self.kept.len() }
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
