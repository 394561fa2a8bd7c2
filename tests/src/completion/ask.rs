//! Who asks for whom: pairs by how many approvals the best path there is takes, in equal numbers.

use std::collections::BTreeSet;

use crate::completion::Class;
use crate::graphs::Draw;
use crate::reach::{Federation, Pair, Truth};

/// One ask.
#[derive(Clone, Debug)]
pub struct Sought {
    /// Who asks, and for whom.
    pub pair: Pair,
    /// What the best path there is takes.
    pub class: Class,
}

/// Draws so many asks of each class, in an order of chance. No organisation asks for one person twice.
pub fn drawn(federation: &Federation, of_each: usize, seed: u64) -> Vec<Sought> {
    let mut draw = Draw::new(seed);
    let (members, persons) = (federation.org_of.len(), federation.known_by.len());
    let (mut asks, mut taken) = (Vec::new(), BTreeSet::new());
    for _ in 0..of_each * TRIES {
        let pair = Pair { asker: draw.below(members) as u32, person: draw.below(persons) as u32 };
        if federation.known_by[pair.person as usize].contains(&pair.asker) {
            continue;
        }
        let truth = Truth::from(federation, pair.asker);
        let Some(class) = truth.to(federation, pair).and_then(Class::of_approvals) else { continue };
        let is_full = asks.iter().filter(|ask: &&Sought| ask.class == class).count() >= of_each;
        if !is_full && taken.insert((federation.org_of(pair.asker), pair.person)) {
            asks.push(Sought { pair, class });
        }
    }
    draw.shuffle(&mut asks);
    asks
}

/// Draws for one ask.
const TRIES: usize = 60;
