//! The best way from an asker to everybody who could answer, by trying every way there is. It knows nothing of frames,
//! credit or nodes: only people, whom they know, and what they allow.
//!
//! A way is better if it has fewer steps, then if its weakest strength is stronger. Every step but the last is a tie
//! or a bridge; whoever stands at its end knows the person sought.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::id::{MemberKey, OrgId};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::trust::{Audience, Handle};

use crate::simulation::facts::Facts;

/// How good a way is: its steps, and its weakest strength, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Steps from the asker to who would answer.
    pub steps: u8,
    /// The weakest strength.
    pub floor: Strength,
}

/// A walk under way.
struct Walk<'f> {
    facts: &'f Facts,
    origin: OrgId,
    sought: &'f [Handle],
    steps_max: u8,
    best: BTreeMap<MemberKey, Way>,
}

/// The best way to each member who could answer, within so many steps.
pub fn best_ways(facts: &Facts, asker: &MemberKey, sought: &[Handle], steps_max: u8) -> BTreeMap<MemberKey, Way> {
    let Some(origin) = facts.org_of(asker) else { return BTreeMap::new() };
    let mut walk = Walk { facts, origin, sought, steps_max, best: BTreeMap::new() };
    walk.go_on(&mut vec![*asker], &mut BTreeSet::new(), Strength::WouldVouch);
    walk.best.remove(asker);
    walk.best
}

impl Walk<'_> {
    fn go_on(&mut self, path: &mut Vec<MemberKey>, left: &mut BTreeSet<OrgId>, floor: Strength) {
        let Some(here) = path.last().copied() else { return };
        let Some(org) = self.facts.org_of(&here) else { return };
        let steps = path.len() as u8 - 1;
        self.note(&here, org, steps, floor);
        if steps == self.steps_max {
            return;
        }
        for (to, strength) in self.steps_from(&here, org) {
            let to_org = self.facts.org_of(&to);
            // Nobody stands twice on a way, and a question never comes back to where it was asked.
            let comes_home = to_org == Some(self.origin) && org != self.origin;
            if path.contains(&to) || comes_home {
                continue;
            }
            path.push(to);
            self.go_on(path, left, floor.min(strength));
            path.pop();
        }
    }

    fn note(&mut self, here: &MemberKey, org: OrgId, steps: u8, floor: Strength) {
        let from = self.facts.audience(&org, &self.origin);
        if !self.facts.could_answer(here, self.sought, from) {
            return;
        }
        let theirs = self.facts.known.iter().filter(|known| known.owner == *here && self.sought.contains(&known.handle));
        let last = theirs.map(|known| known.strength).max().unwrap_or(Strength::HaveMet);
        let way = Way { steps, floor: floor.min(last) };
        let best = self.best.entry(*here).or_insert(way);
        if (std::cmp::Reverse(way.steps), way.floor) > (std::cmp::Reverse(best.steps), best.floor) {
            *best = way;
        }
    }

    /// Ties of a member that carry the question here, and bridges. A bridge counts as its far end rates it; at the
    /// asker's own organisation, where more than two ties lead nowhere, that is still the far end.
    fn steps_from(&self, here: &MemberKey, org: OrgId) -> Vec<(MemberKey, Strength)> {
        let from = self.facts.audience(&org, &self.origin);
        let carries = |policy: &stn_protocol::trust::EdgePolicy, from: Audience| policy.carries(Kind::Introduction, from);
        let ties = self.facts.ties.iter().filter(|tie| tie.from == *here && carries(&tie.policy, from));
        let mut steps: Vec<_> = ties.map(|tie| (tie.to, tie.strength)).collect();
        for bridge in self.facts.bridges.values() {
            for (near, far) in [(0, 1), (1, 0)] {
                if bridge.ends[near] == *here {
                    steps.push((bridge.ends[far], bridge.strengths[far]));
                }
            }
        }
        steps
    }
}
