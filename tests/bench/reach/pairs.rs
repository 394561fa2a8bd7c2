//! Who asks for whom: somebody drawn among all members, and somebody drawn among those within four degrees of them
//! whom no colleague within three ties knows. For others no frame is needed.

use std::collections::BTreeSet;

use stn_tests::graphs::Draw;
use stn_tests::reach::{Federation, Pair, Truth};

/// An asker, what is true from there, and persons within reach who can't be found inside.
pub(crate) struct Asker {
    pub(crate) asker: u32,
    pub(crate) truth: Truth,
    pub(crate) persons: Vec<u32>,
}

impl Asker {
    /// Draws an asker and up to so many persons; `None` if there is nobody to ask for.
    pub(crate) fn draw(federation: &Federation, knows: &[Vec<u32>], most: usize, draw: &mut Draw) -> Option<Self> {
        let asker = draw.below(federation.org_of.len()) as u32;
        let truth = Truth::from(federation, asker);
        let known = |members: &mut dyn Iterator<Item = &u32>| -> BTreeSet<u32> {
            members.flat_map(|member| knows[*member as usize].iter().copied()).collect()
        };
        let inside = known(&mut truth.inside.keys());
        let outside = known(&mut truth.steps.keys());
        let mut persons: Vec<u32> = outside.difference(&inside).copied().collect();
        draw.shuffle(&mut persons);
        persons.truncate(most);
        (!persons.is_empty()).then_some(Self { asker, truth, persons })
    }

    pub(crate) const fn pair(&self, person: u32) -> Pair {
        Pair { asker: self.asker, person }
    }
}

/// So many askers with up to so many persons each.
pub(crate) fn askers(
    federation: &Federation,
    knows: &[Vec<u32>],
    count: usize,
    persons: usize,
    seed: u64,
) -> Vec<Asker> {
    let mut draw = Draw::new(seed);
    let drawn = (0..count * TRIES).filter_map(|_| Asker::draw(federation, knows, persons, &mut draw));
    drawn.take(count).collect()
}

/// Draws for one asker who has somebody to ask for.
const TRIES: usize = 20;
