//! Pair by pair: somebody who asks, somebody within four degrees of them, and what of it held.

use std::collections::{BTreeMap, BTreeSet};

use crate::find_rate::land::handle_of;
use crate::find_rate::{Land, Openness};
use crate::graphs::Draw;
use crate::reach::{Federation, Truth};

/// Somebody asks for somebody who is within four degrees of them where everybody is enrolled.
#[derive(Clone, Debug)]
pub struct Sample {
    asker: u32,
    person: u32,
    /// Which of the two handles the asker has.
    which: u32,
    /// Members within three steps who know the person, where everybody is enrolled.
    owners: Vec<u32>,
    /// The same among those who are there, with ways over those alone.
    present: Vec<u32>,
}

/// How many pairs came so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Pairs.
    pub pairs: usize,
    /// A way leads over enrolled members to somebody who knows the person.
    pub graph: usize,
    /// And the policy of one of those admits the asker.
    pub policy: usize,
    /// And the handle had been evaluated at one of those.
    pub quota: usize,
    /// Pairs in which somebody admits the asker, were everybody enrolled.
    pub admitted: usize,
}

impl Sample {
    /// Draws pairs of an asker who is enrolled and somebody within reach, some persons for each of so many askers.
    pub fn drawn(whole: &Federation, part: &Federation, (askers, persons): (usize, usize), seed: u64) -> Vec<Self> {
        let mut draw = Draw::new(seed);
        let there: Vec<u32> = part.orgs.iter().flatten().copied().collect();
        let mut samples = Vec::new();
        for _ in 0..askers {
            let asker = there[draw.below(there.len())];
            let (full, reduced) = (Truth::from(whole, asker), Truth::from(part, asker));
            for _ in 0..persons * TRIES {
                let person = draw.below(whole.known_by.len()) as u32;
                let known_by = &whole.known_by[person as usize];
                let within = |truth: &Truth, known_by: &[u32]| -> Vec<u32> {
                    known_by.iter().copied().filter(|owner| truth.steps.contains_key(owner)).collect()
                };
                let owners = within(&full, known_by);
                if owners.is_empty() || known_by.contains(&asker) {
                    continue;
                }
                let present = within(&reduced, &part.known_by[person as usize]);
                samples.push(Self { asker, person, which: draw.below(2) as u32, owners, present });
                if samples.iter().filter(|sample| sample.asker == asker).count() >= persons {
                    break;
                }
            }
        }
        samples
    }
}

impl Counts {
    /// Looks at every pair: who admits by policy, and whose tables hold the handle as the land stands.
    pub fn of(samples: &[Sample], whole: &Federation, land: &Land<'_>, openness: Openness) -> Self {
        let peers = peers(whole);
        let admits = |sample: &Sample, owner: u32| {
            let (origin, holder) = (whole.org_of(sample.asker), whole.org_of(owner));
            openness == Openness::Network || origin == holder || peers.contains(&(origin, holder))
        };
        let mut by_origin = BTreeMap::<usize, Vec<&Sample>>::new();
        for sample in samples {
            by_origin.entry(whole.org_of(sample.asker)).or_default().push(sample);
        }
        let mut counts = Self { pairs: samples.len(), ..Self::default() };
        for (origin, samples) in by_origin {
            let present = samples.iter().flat_map(|sample| &sample.present);
            let holders: BTreeSet<usize> = present.map(|owner| whole.org_of(*owner)).collect();
            let tables = land.evaluated_for(origin, &holders);
            for sample in samples {
                let handle = handle_of(sample.person, sample.which);
                let is_evaluated = |owner: u32| {
                    let holder = whole.org_of(owner);
                    holder == origin || tables.get(&holder).is_some_and(|table| table.contains(&handle))
                };
                let admitting: Vec<u32> =
                    sample.present.iter().copied().filter(|owner| admits(sample, *owner)).collect();
                counts.graph += usize::from(!sample.present.is_empty());
                counts.policy += usize::from(!admitting.is_empty());
                counts.quota += usize::from(admitting.into_iter().any(is_evaluated));
                counts.admitted += usize::from(sample.owners.iter().any(|owner| admits(sample, *owner)));
            }
        }
        counts
    }
}

/// Organisations with a bridge between them.
fn peers(federation: &Federation) -> BTreeSet<(usize, usize)> {
    let ends = federation.bridges.iter().map(|bridge| bridge.ends.map(|end| federation.org_of(end)));
    ends.flat_map(|[one, other]| [(one, other), (other, one)]).collect()
}

/// Draws for one person within reach.
const TRIES: usize = 40;
