//! What somebody who sees everything reaches with so many frames: all ties, all bridges, who asks and whom everybody
//! knows, only not who is sought. Frames carry sixteen entries as ever.
//!
//! Always the frame that brings most persons not reached before is sent next. That is not the best plan there is,
//! but one no node could make: each sees its own organisation alone, and who asks is hidden from all but one.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use stn_protocol::limits;

use crate::reach::truth::STEPS;
use crate::reach::{Federation, Truth};

/// A plan as far as it is made.
struct Planner<'f> {
    federation: &'f Federation,
    knows: &'f [Vec<u32>],
    steps: BTreeMap<u32, u8>,
    persons: BTreeSet<u32>,
    used: BTreeSet<u32>,
    /// Frames that could be sent, by what they brought when last looked at: persons, from, to.
    open: BinaryHeap<(usize, usize, usize)>,
}

/// Whom each member knows.
pub fn contacts(federation: &Federation) -> Vec<Vec<u32>> {
    let mut knows = vec![Vec::new(); federation.org_of.len()];
    for (owners, person) in federation.known_by.iter().zip(0..) {
        for owner in owners {
            knows[*owner as usize].push(person);
        }
    }
    knows
}

/// The persons reached from an asker with so many frames. `knows` says whom each member knows.
pub fn reach(federation: &Federation, knows: &[Vec<u32>], asker: u32, credit: u32) -> BTreeSet<u32> {
    let inside = Truth::from(federation, asker).inside;
    let (persons, used, open) = (BTreeSet::new(), BTreeSet::new(), BinaryHeap::new());
    let mut planner = Planner { federation, knows, steps: BTreeMap::new(), persons, used, open };
    planner.take(inside);
    let mut frames = 0;
    while frames < credit {
        let Some((_, from, to)) = planner.open.pop() else { break };
        let (entries, reached) = planner.frame(from, to);
        let brings = planner.brings(&reached);
        if brings == 0 {
            continue;
        }
        // What was brought since may have made it worth less than the next one.
        if planner.open.peek().is_some_and(|(next, ..)| *next > brings) {
            planner.open.push((brings, from, to));
            continue;
        }
        frames += 1;
        planner.used.extend(entries);
        planner.take(reached);
        planner.open.push((brings, from, to));
    }
    planner.persons
}

impl Planner<'_> {
    /// Reaches members, in so many steps each.
    fn take(&mut self, reached: BTreeMap<u32, u8>) {
        let mut ways = BTreeSet::new();
        for (member, steps) in reached {
            self.persons.extend(&self.knows[member as usize]);
            self.steps.insert(member, steps);
            let org = self.federation.org_of(member);
            let far = self.federation.over_bridges(member).map(|(_, far, _)| self.federation.org_of(far));
            ways.extend(far.filter(|_| steps < STEPS).map(|to| (org, to)));
        }
        for (from, to) in ways {
            let (_, reached) = self.frame(from, to);
            self.open.push((self.brings(&reached), from, to));
        }
    }

    /// The best sixteen bridges of a frame, and whom it reaches better than before.
    fn frame(&self, from: usize, to: usize) -> (Vec<u32>, BTreeMap<u32, u8>) {
        let mut ways: Vec<(u8, u32, u32)> = Vec::new();
        for member in &self.federation.orgs[from] {
            let Some(steps) = self.steps.get(member).filter(|steps| **steps < STEPS) else { continue };
            let bridges = self.federation.over_bridges(*member);
            let fit =
                bridges.filter(|(bridge, far, _)| self.federation.org_of(*far) == to && !self.used.contains(bridge));
            ways.extend(fit.map(|(bridge, far, _)| (steps + 1, bridge, far)));
        }
        ways.sort_unstable();
        ways.truncate(limits::ENTRIES);
        let entries = ways.iter().map(|(_, bridge, _)| *bridge).collect();
        (entries, self.spread(ways.iter().map(|(steps, _, far)| (*far, *steps)).collect()))
    }

    fn spread(&self, mut open: Vec<(u32, u8)>) -> BTreeMap<u32, u8> {
        let mut reached = BTreeMap::new();
        while !open.is_empty() {
            let mut next = Vec::new();
            for (member, steps) in open {
                let known = reached.get(&member).or_else(|| self.steps.get(&member));
                if known.is_some_and(|known| *known <= steps) {
                    continue;
                }
                reached.insert(member, steps);
                if steps < STEPS {
                    next.extend(self.federation.ties[member as usize].iter().map(|(to, _)| (*to, steps + 1)));
                }
            }
            open = next;
        }
        reached
    }

    fn brings(&self, reached: &BTreeMap<u32, u8>) -> usize {
        let persons = reached.keys().flat_map(|member| &self.knows[*member as usize]);
        persons.filter(|person| !self.persons.contains(person)).collect::<BTreeSet<_>>().len()
    }
}
