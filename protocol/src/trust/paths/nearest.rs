//! The strongest of those who carry an attribute.
//!
//! Where the asker's surroundings are small, what each member there is worth is worked out once, and each candidate
//! needs only a look at who knows them. Elsewhere the asker's ties are marked, and each candidate is looked for from
//! their own side, only as far as they could still be among the strongest.

use std::cmp::Reverse;

use crate::trust::index::Edges;
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
    /// Strongest first; of equals those with fewer edges, then by number, but where equals are too many for all to be
    /// given, any, the same ones each time. The asker is not near themselves.
    pub fn nearest(mut self, from: MemberNo, candidates: &[Node], hops: u8, most: usize) -> Answer<Vec<Near>> {
        if hops == 0 || most == 0 || from.0 >= self.index.members() {
            return self.work.answer(Vec::new());
        }
        let mut best = Nearest { most, found: Vec::new() };
        let others = candidates.iter().copied().filter(|candidate| *candidate != Node::Member(from));
        let depth = usize::from(hops.min(4)) - 1;
        if depth == 3 || self.is_small_around(from.0, candidates.len()) {
            self.spread(from.0, depth);
            others.for_each(|candidate| self.near(candidate, depth, &mut best));
        } else {
            let most = self.mark_ties(from.0);
            others.for_each(|candidate| self.look_for(candidate, (from.0, most), depth, &mut best));
        }
        self.work.answer(best.found)
    }

    /// Whether going two ties far costs less than looking for each candidate.
    fn is_small_around(&self, from: u32, candidates: usize) -> bool {
        let mut left = candidates * EDGES_A_CANDIDATE;
        let ties = self.index.ties_out(from, self.mask);
        ties.len() <= left
            && ties.iter().all(|tie| {
                let len = self.index.ties_out_len(tie.node());
                left = left.saturating_sub(len);
                left > 0
            })
    }

    /// Marks the asker's ties and gives the weight of the strongest.
    fn mark_ties(&mut self, from: u32) -> u32 {
        self.scratch.near.begin(self.index);
        let ties = self.index.ties_out(from, self.mask);
        let mut edges = self.work.open(ties);
        edges.by_ref().for_each(|tie| self.scratch.near.mark(tie));
        self.work.close(&edges);
        ties.most().map_or(0, weight)
    }

    /// Looks for a candidate from their side, over at most two ties of which the asker's is the first.
    fn look_for(&mut self, candidate: Node, (from, most): (u32, u32), depth: usize, best: &mut Nearest) {
        if self.work.is_spent() {
            return;
        }
        let (index, mask) = (self.index, self.mask);
        let mut found = Near { node: candidate, product: best.bar(), hops: 0 };
        let mut lasts = self.work.open(index.into(candidate, mask));
        for last in lasts.by_ref() {
            if Product::of_weights(weight(last), 1) <= found.product {
                break;
            }
            if last.node() == from {
                found.raise(weight(last), 1);
            } else if depth >= 1
                && let Some(rank) = self.scratch.near.rank(last.node())
            {
                found.raise(weight(last) * RANKED[rank as usize], 2);
            }
        }
        self.work.close(&lasts);
        let mut lasts = self.work.open(if depth >= 2 { index.into(candidate, mask) } else { Edges::EMPTY });
        for last in lasts.by_ref() {
            let mut bar = found.product.in_weights(3);
            if weight(last) * STRONGEST * most <= bar || self.work.is_spent() {
                break;
            }
            let mut firsts = self.work.open(index.ties_in(last.node(), mask));
            for first in firsts.by_ref() {
                let walked = weight(last) * weight(first);
                if walked * most <= bar {
                    break;
                }
                if let Some(rank) = self.scratch.near.rank(first.node()) {
                    bar = bar.max(walked * RANKED[rank as usize]);
                }
            }
            self.work.close(&firsts);
            found.raise(bar, 3);
        }
        self.work.close(&lasts);
        best.offer(found);
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
    fn near(&mut self, candidate: Node, depth: usize, nearest: &mut Nearest) {
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
        if self.work.is_spent() {
            return;
        }
        let (weights, Reverse(ties)) = found;
        let hops = if weights == 0 { 0 } else { ties as u8 + 1 };
        nearest.offer(Near { node: candidate, product: Product::of_weights(weights, depth + 1), hops });
    }
}

impl Near {
    /// Takes a way of so many edges if it is stronger.
    #[inline]
    fn raise(&mut self, weights: u32, hops: u8) {
        if weights > self.product.in_weights(hops.into()) {
            *self = Self { product: Product::of_weights(weights, hops.into()), hops, ..*self };
        }
    }
}

/// The strongest so far, in order.
struct Nearest {
    most: usize,
    found: Vec<Near>,
}

impl Nearest {
    /// What has to be exceeded to be among them.
    fn bar(&self) -> Product {
        if self.found.len() < self.most { Product::ZERO } else { self.found[self.most - 1].product }
    }

    /// Takes one that a way was found to, of any number of edges but none.
    fn offer(&mut self, near: Near) {
        let rank = |near: &Near| (Reverse(near.product), near.hops, near.node);
        if near.hops == 0 || self.found.iter().any(|found| found.node == near.node) {
            return;
        }
        let at = self.found.partition_point(|found| rank(found) < rank(&near));
        self.found.insert(at, near);
        self.found.truncate(self.most);
    }
}

/// A value that is the greater the more it weighs and, of the same weight, the fewer ties it took.
#[inline(always)]
fn label(weights: u32, ties: usize) -> u32 {
    debug_assert!(weights <= 20_u32.pow(3) && STRONGEST < 20);
    weights << LABEL_BITS | (TIES - ties as u32)
}

/// How many edges it takes to look for one candidate, by experience; fewer in tests, whose graphs are small, so that
/// both ways are taken.
const EDGES_A_CANDIDATE: usize = if cfg!(test) { 1 } else { 32 };
/// Weights by rank.
const RANKED: [u32; 4] = [19, 16, 12, 8];
const LABEL_BITS: u32 = 2;
const TIES: u32 = (1 << LABEL_BITS) - 1;
