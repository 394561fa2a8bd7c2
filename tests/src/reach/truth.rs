//! The shortest way there is from an asker to somebody who knows a person. It knows nothing of frames or credit.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use crate::reach::{Federation, Pair};

/// Steps a question may take from its asker.
pub const STEPS: u8 = 3;

/// How many steps each member is from an asker, up to three.
#[derive(Clone, Debug)]
pub struct Truth {
    /// Over ties and bridges.
    pub steps: BTreeMap<u32, u8>,
    /// Over ties alone.
    pub inside: BTreeMap<u32, u8>,
}

impl Truth {
    /// Looks from an asker.
    pub fn from(federation: &Federation, asker: u32) -> Self {
        Self { steps: walk(federation, asker, true), inside: walk(federation, asker, false) }
    }

    /// Steps to the nearest other who knows a person, who must then be asked: approvals on the way.
    pub fn to(&self, federation: &Federation, pair: Pair) -> Option<u8> {
        nearest(&self.steps, federation, pair)
    }

    /// The same inside the asker's organisation, where no frame is needed.
    pub fn to_inside(&self, federation: &Federation, pair: Pair) -> Option<u8> {
        nearest(&self.inside, federation, pair)
    }
}

fn nearest(steps: &BTreeMap<u32, u8>, federation: &Federation, pair: Pair) -> Option<u8> {
    let owners = federation.known_by[pair.person as usize].iter().filter(|owner| **owner != pair.asker);
    owners.filter_map(|owner| steps.get(owner).copied()).min()
}

fn walk(federation: &Federation, asker: u32, may_cross: bool) -> BTreeMap<u32, u8> {
    let mut steps = BTreeMap::from([(asker, 0)]);
    let mut open = VecDeque::from([asker]);
    while let Some(here) = open.pop_front() {
        let so_far = steps[&here];
        if so_far == STEPS {
            continue;
        }
        let ties = federation.ties[here as usize].iter().map(|(to, _)| *to);
        let bridges = federation.over_bridges(here).map(|(_, far, _)| far).filter(|_| may_cross);
        for to in ties.chain(bridges) {
            if let Entry::Vacant(place) = steps.entry(to) {
                place.insert(so_far + 1);
                open.push_back(to);
            }
        }
    }
    steps
}
