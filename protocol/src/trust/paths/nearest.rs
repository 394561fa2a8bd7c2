//! The strongest of those who carry an attribute.
//!
//! What the asker's members are worth at one edge less is worked out once; then each candidate needs only a look at
//! who knows them, strongest first.

use std::cmp::Reverse;

use crate::trust::paths::answer::{STRONGEST, weight};
use crate::trust::paths::{Answer, Product, Search};
use crate::trust::{MemberNo, Node};

/// Somebody with the attribute and how strong the best way to them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Who it is.
    pub node: Node,
    /// What the strengths of the best way multiply to.
    pub product: Product,
    /// The fewest edges of a way that strong.
    pub hops: u8,
}

impl Search<'_> {
    /// The `most` strongest of the candidates within so many edges (at most four).
    ///
    /// Strongest first; of equals those with fewer edges, then by number. The asker is not near themselves.
    pub fn nearest(mut self, from: MemberNo, candidates: &[Node], hops: u8, most: usize) -> Answer<Vec<Near>> {
        if hops == 0 || most == 0 || from.0 >= self.index.members() {
            return self.work.answer(Vec::new());
        }
        let depth = usize::from(hops.min(4)) - 1;
        self.spread(from.0, depth);
        let mut found: Vec<Near> = Vec::new();
        for candidate in candidates.iter().filter(|candidate| **candidate != Node::Member(from)) {
            if self.work.is_spent() {
                break;
            }
            found.extend(self.near(*candidate, depth));
        }
        found.sort_unstable_by_key(|near| (Reverse(near.product), near.hops, near.node));
        found.dedup_by_key(|near| near.node);
        found.truncate(most);
        self.work.answer(found)
    }

    /// Works out the best value of each member within so many ties: weights, then how few ties it took.
    fn spread(&mut self, from: u32, depth: usize) {
        let index = self.index;
        self.scratch.best.begin(index);
        self.scratch.best.raise(from, label(20_u32.pow(depth as u32), 0), from);
        self.scratch.forth.begin(index, 0).raise(from, 1, from);
        for ties in 1..=depth {
            let unit = 20_u32.pow((depth - ties) as u32);
            let best = &mut self.scratch.best;
            let (layer, next) = self.scratch.forth.farthest_and_next(index);
            for member in &layer.nodes {
                if self.work.is_spent() {
                    return;
                }
                let value = layer.value(*member).unwrap_or_default();
                let mut edges = self.work.open(index.ties_out(*member, self.mask));
                for entry in edges.by_ref() {
                    let value = value * weight(entry);
                    best.raise(entry.node(), label(value * unit, ties), 0);
                    if ties < depth {
                        next.raise(entry.node(), value, 0);
                    }
                }
                self.work.close(&edges);
            }
            self.scratch.forth.depth = ties;
        }
    }

    /// The best way to a candidate over the members worked out.
    fn near(&mut self, candidate: Node, depth: usize) -> Option<Near> {
        let best = &self.scratch.best;
        let mut found = (0, Reverse(0));
        let mut edges = self.work.open(self.index.into(candidate, self.mask));
        for entry in edges.by_ref() {
            if weight(entry) * (best.most >> LABEL_BITS) < found.0 {
                break;
            }
            let Some(label) = best.value(entry.node()) else { continue };
            let ties = TIES - (label & TIES);
            found = found.max((weight(entry) * (label >> LABEL_BITS), Reverse(ties)));
        }
        self.work.close(&edges);
        let (weights, Reverse(ties)) = found;
        let near = Near { node: candidate, product: Product::of_weights(weights, depth + 1), hops: ties as u8 + 1 };
        (weights > 0).then_some(near)
    }
}

/// A value that is the greater the more it weighs and, of the same weight, the fewer ties it took.
#[inline(always)]
fn label(weights: u32, ties: usize) -> u32 {
    debug_assert!(weights <= 20_u32.pow(3) && STRONGEST < 20);
    weights << LABEL_BITS | (TIES - ties as u32)
}

const LABEL_BITS: u32 = 2;
const TIES: u32 = (1 << LABEL_BITS) - 1;
