//! Whether there is a way of three approvals at most on which everybody would say yes. No product could do better: it
//! would have to know beforehand who is willing.

use std::collections::BTreeSet;

use crate::completion::{Sought, Temper};
use crate::reach::Federation;
use crate::reach::truth::STEPS;

/// Whether everybody on some way to the person would say yes to this ask.
pub fn is_within(federation: &Federation, temper: &Temper, number: usize, ask: &Sought) -> bool {
    let owners = &federation.known_by[ask.pair.person as usize];
    let (mut seen, mut edge) = (BTreeSet::from([ask.pair.asker]), vec![ask.pair.asker]);
    for _ in 0..STEPS {
        let mut next = Vec::new();
        for here in edge {
            let ties = federation.ties[here as usize].iter().map(|(to, _)| *to);
            for to in ties.chain(federation.over_bridges(here).map(|(_, far, _)| far)) {
                if seen.insert(to) && temper.is_willing(to, number) {
                    next.push(to);
                }
            }
        }
        if next.iter().any(|member| owners.contains(member)) {
            return true;
        }
        edge = next;
    }
    false
}
