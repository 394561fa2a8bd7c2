//! The path whose strengths multiply to the most.
//!
//! Up to three edges are searched directly: the edges at the longer end are marked, the members at the shorter end
//! are gone through, strongest first, until no better path is possible. Longer paths meet in the middle, layer by
//! layer, and only what could still beat the best path so far is written down. A path through a circle is never the
//! best, since every edge takes something away.

use crate::trust::index::{Edges, Entry};
use crate::trust::paths::answer::{STRONGEST, weight};
use crate::trust::paths::walk::{Ends, Multiplied, Stretch};
use crate::trust::paths::{Answer, End, MAX_HOPS, Path, Product, Search, is_known};
use crate::trust::{MemberNo, Node};

/// A path and the product of its strengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrongPath {
    /// The path.
    pub path: Path,
    /// What its strengths multiply to.
    pub product: Product,
}

impl Search<'_> {
    /// The path of at most so many edges (seven, if more are asked for) with the greatest product of strengths.
    ///
    /// Of equally strong paths one with the fewest edges is given.
    pub fn strongest_path(mut self, from: MemberNo, to: Node, hops: u8) -> Answer<Option<StrongPath>> {
        if to == Node::Member(from) || !is_known(self.index, to) || from.0 >= self.index.members() {
            return self.work.answer(None);
        }
        let mut best = self.direct(from, to, hops);
        if hops >= 2 {
            self.two_or_three(from, to, hops, &mut best);
        }
        if hops >= 4 {
            self.longer(Ends { from: from.0, to }, hops.min(MAX_HOPS).into(), &mut best);
        }
        self.work.answer(best)
    }

    fn direct(&mut self, from: MemberNo, to: Node, hops: u8) -> Option<StrongPath> {
        if hops == 0 || !self.work.pay(1) {
            return None;
        }
        let (level, passes) = self.index.edge(from, to)?;
        passes.covers(self.mask).then(|| StrongPath { path: Path::over([from.0], to), product: Product::of([level]) })
    }

    fn two_or_three(&mut self, from: MemberNo, to: Node, hops: u8, best: &mut Option<StrongPath>) {
        let (start, target) = (self.index.ties_out(from.0, self.mask), self.index.into(to, self.mask));
        if start.len() <= target.len() {
            let crossing = Crossing { end: End::Start, marked: target, walked: start, from: from.0, to };
            crossing.cross(self, hops, best);
        } else {
            let crossing = Crossing { end: End::Target, marked: start, walked: target, from: from.0, to };
            crossing.cross(self, hops, best);
        }
    }
}

/// Two ends of a path: the edges at one are marked, those at the other walked.
struct Crossing<'a> {
    /// The end that is walked.
    end: End,
    marked: Edges<'a>,
    walked: Edges<'a>,
    from: u32,
    to: Node,
}

impl Crossing<'_> {
    fn cross(&self, search: &mut Search<'_>, hops: u8, best: &mut Option<StrongPath>) {
        let [marked, walked] = [self.marked, self.walked].map(|edges| edges.most().map_or(0, weight));
        let bar = product(best);
        if walked * marked <= bar.in_weights(2) {
            return;
        }
        search.scratch.near.begin(search.index);
        let mut edges = search.work.open(self.marked);
        for entry in edges.by_ref() {
            if weight(entry) * walked <= bar.in_weights(2) {
                break;
            }
            search.scratch.near.mark(entry);
        }
        search.work.close(&edges);
        self.two(search, marked, best);
        if hops >= 3 {
            self.three(search, marked, best);
        }
    }

    fn two(&self, search: &mut Search<'_>, marked: u32, best: &mut Option<StrongPath>) {
        let mut bar = product(best).in_weights(2);
        let mut edges = search.work.open(self.walked);
        for entry in edges.by_ref() {
            if weight(entry) * marked <= bar {
                break;
            }
            let Some(rank) = search.scratch.near.rank(entry.node()) else { continue };
            let weights = weight(entry) * RANKED[rank as usize];
            if weights > bar {
                bar = weights;
                let path = Path::over([self.from, entry.node()], self.to);
                *best = Some(StrongPath { path, product: Product::of_weights(weights, 2) });
            }
        }
        search.work.close(&edges);
    }

    fn three(&self, search: &mut Search<'_>, marked: u32, best: &mut Option<StrongPath>) {
        let mut bar = product(best).in_weights(3);
        let mut outer = search.work.open(self.walked);
        for entry in outer.by_ref() {
            let far = weight(entry);
            if far * STRONGEST * marked <= bar {
                break;
            }
            let mut edges = search.work.open(self.end.step(search.index, entry.node(), search.mask));
            for middle in edges.by_ref() {
                let walked = far * weight(middle);
                if walked * marked <= bar {
                    break;
                }
                let Some(rank) = search.scratch.near.rank(middle.node()) else { continue };
                let weights = walked * RANKED[rank as usize];
                if weights > bar {
                    bar = weights;
                    *best = Some(self.over(entry, middle, weights));
                }
            }
            search.work.close(&edges);
        }
        search.work.close(&outer);
    }

    fn over(&self, walked: Entry, middle: Entry, weights: u32) -> StrongPath {
        let (first, second) = match self.end {
            End::Start => (walked.node(), middle.node()),
            End::Target => (middle.node(), walked.node()),
        };
        let path = Path::over([self.from, first, second], self.to);
        StrongPath { path, product: Product::of_weights(weights, 3) }
    }
}

impl Search<'_> {
    /// Four edges and more: layers from both ends, joined where they meet.
    fn longer(&mut self, ends: Ends, hops: usize, best: &mut Option<StrongPath>) {
        let first = self.index.ties_out(ends.from, self.mask).most().map_or(0, weight);
        let target = self.index.into(ends.to, self.mask);
        let last = target.most().map_or(0, weight);
        for length in 4..=hops {
            let bar = product(best).in_weights(length);
            if first * last * STRONGEST.pow(length as u32 - 2) <= bar || self.work.is_spent() {
                return;
            }
            if length == 4 {
                self.begin_layers::<Multiplied>(ends, first * STRONGEST.pow(2), bar);
            }
            if let Some(join) = self.meet::<Multiplied>(Stretch { length, last: length == hops, bar }) {
                let path = Path::over(self.members_over(&join), ends.to);
                *best = Some(StrongPath { path, product: Product::of_weights(join.value, length) });
            }
        }
    }
}

fn product(best: &Option<StrongPath>) -> Product {
    best.as_ref().map_or(Product::ZERO, |best| best.product)
}

/// Weights by rank.
const RANKED: [u32; 4] = [19, 16, 12, 8];
