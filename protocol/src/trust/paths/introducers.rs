//! Whom to ask first: the best ways to somebody, each beginning with another colleague.
//!
//! ```text
//!   ann ─► ben ─► cleo ─► somebody     counts: ben introduces
//!   ann ─► somebody                    doesn't: nobody introduces
//!   ann ─► ben ─► ann ─► somebody      doesn't: it comes back to the asker
//! ```

use crate::trust::index::{Edges, Entry};
use crate::trust::paths::answer::{STRONGEST, weight};
use crate::trust::paths::{Answer, Path, Product, Search, is_known};
use crate::trust::{MemberNo, Node};

/// A colleague and the strongest way to the person that begins with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Introducer {
    /// The colleague to ask first.
    pub first: MemberNo,
    /// The way, from the asker on.
    pub path: Path,
    /// What its strengths multiply to.
    pub product: Product,
}

impl Search<'_> {
    /// The `most` best colleagues to ask first, each with their strongest way of at most so many edges (two to four).
    ///
    /// Best first; of equals any, the same ones each time.
    pub fn introducers(mut self, from: MemberNo, to: Node, hops: u8, most: usize) -> Answer<Vec<Introducer>> {
        let mut best = Best { most, from: from.0, to, found: Vec::new() };
        let is_possible = to != Node::Member(from) && from.0 < self.index.members() && is_known(self.index, to);
        if !is_possible || hops < 2 || most == 0 {
            return self.work.answer(best.found);
        }
        let (start, target) = (self.index.ties_out(from.0, self.mask), self.index.into(to, self.mask));
        if start.len() <= target.len() {
            self.mark(target, start, &best);
            self.walk_start(start, target, hops, &mut best);
        } else {
            self.mark(start, target, &best);
            self.walk_target(start, target, hops, &mut best);
        }
        if hops >= 4 {
            self.two_steps_back(start, target, &best);
            self.over_two_steps(start, &mut best);
        }
        self.work.answer(best.found)
    }

    fn mark(&mut self, marked: Edges<'_>, walked: Edges<'_>, best: &Best) {
        self.scratch.near.begin(self.index);
        if walked.len() == 0 {
            return;
        }
        let mut edges = self.work.open(marked);
        for entry in edges.by_ref().filter(|entry| entry.node() != best.from) {
            self.scratch.near.mark(entry);
        }
        self.work.close(&edges);
    }

    /// Through the asker's ties one by one; those who know the target are marked.
    fn walk_start(&mut self, start: Edges<'_>, target: Edges<'_>, hops: u8, best: &mut Best) {
        let last = target.most().map_or(0, weight);
        let mut firsts = self.work.open(start);
        for first in firsts.by_ref() {
            let near = weight(first);
            let bar = best.bar();
            if near * last <= bar.in_weights(2) || self.work.is_spent() {
                break;
            }
            if best.to == Node::Member(MemberNo(first.node())) {
                continue;
            }
            let direct = self.scratch.near.rank(first.node()).map_or(0, |rank| near * RANKED[rank as usize]);
            let mut way = Way { product: Product::of_weights(direct, 2), second: None };
            if hops >= 3 && near * STRONGEST * last > way.product.max(bar).in_weights(3) {
                self.second(first, last, bar, &mut way);
            }
            best.offer(first.node(), way.second.as_slice(), way.product);
        }
        self.work.close(&firsts);
    }

    fn second(&mut self, first: Entry, last: u32, bar: Product, way: &mut Way) {
        let mut limit = way.product.max(bar).in_weights(3);
        let mut edges = self.work.open(self.index.ties_out(first.node(), self.mask));
        for middle in edges.by_ref() {
            let walked = weight(first) * weight(middle);
            if walked * last <= limit {
                break;
            }
            let Some(rank) = self.scratch.near.rank(middle.node()) else { continue };
            let weights = walked * RANKED[rank as usize];
            if weights > limit {
                limit = weights;
                *way = Way { product: Product::of_weights(weights, 3), second: Some(middle.node()) };
            }
        }
        self.work.close(&edges);
    }

    /// Through those who know the target one by one; the asker's ties are marked.
    fn walk_target(&mut self, start: Edges<'_>, target: Edges<'_>, hops: u8, best: &mut Best) {
        let (near, from) = (start.most().map_or(0, weight), best.from);
        let mut lasts = self.work.open(target);
        for last in lasts.by_ref().filter(|last| last.node() != from) {
            if weight(last) * near <= best.bar().in_weights(2) {
                break;
            }
            if let Some(rank) = self.scratch.near.rank(last.node()) {
                best.offer(last.node(), &[], Product::of_weights(weight(last) * RANKED[rank as usize], 2));
            }
        }
        self.work.close(&lasts);
        if hops < 3 {
            return;
        }
        let mut lasts = self.work.open(target);
        for last in lasts.by_ref().filter(|last| last.node() != from) {
            if weight(last) * STRONGEST * near <= best.bar().in_weights(3) || self.work.is_spent() {
                break;
            }
            self.before(last, near, best);
        }
        self.work.close(&lasts);
    }

    fn before(&mut self, last: Entry, near: u32, best: &mut Best) {
        let mut bar = best.bar().in_weights(3);
        let mut edges = self.work.open(self.index.ties_in(last.node(), self.mask));
        for first in edges.by_ref() {
            let walked = weight(last) * weight(first);
            if walked * near <= bar {
                break;
            }
            let Some(rank) = self.scratch.near.rank(first.node()) else { continue };
            let weights = walked * RANKED[rank as usize];
            if weights > bar && best.to != Node::Member(MemberNo(first.node())) {
                best.offer(first.node(), &[last.node()], Product::of_weights(weights, 3));
                bar = best.bar().in_weights(3);
            }
        }
        self.work.close(&edges);
    }
}

/// Four edges: what is two steps before the target is written down, the asker's ties are gone through.
impl Search<'_> {
    fn two_steps_back(&mut self, start: Edges<'_>, target: Edges<'_>, best: &Best) {
        let rest = start.most().map_or(0, weight) * STRONGEST;
        let bar = best.bar().in_weights(4);
        let layer = self.scratch.back.begin(self.index, 1);
        let mut edges = self.work.open(target);
        for entry in edges.by_ref().filter(|entry| entry.node() != best.from) {
            layer.raise(entry.node(), weight(entry), 0);
        }
        self.work.close(&edges);
        let (layer, next) = self.scratch.back.farthest_and_next(self.index);
        for last in &layer.nodes {
            let value = layer.value(*last).unwrap_or_default();
            let mut edges = self.work.open(self.index.ties_in(*last, self.mask));
            for entry in edges.by_ref().filter(|entry| entry.node() != best.from) {
                if value * weight(entry) * rest <= bar {
                    break;
                }
                next.raise(entry.node(), value * weight(entry), *last);
            }
            self.work.close(&edges);
        }
    }

    fn over_two_steps(&mut self, start: Edges<'_>, best: &mut Best) {
        let two = self.scratch.back.layer(2);
        let mut firsts = self.work.open(start);
        for first in firsts.by_ref() {
            let mut bar = best.bar().in_weights(4);
            if weight(first) * STRONGEST * two.most <= bar {
                break;
            }
            if best.to == Node::Member(MemberNo(first.node())) {
                continue;
            }
            let mut middle = None;
            let mut edges = self.work.open(self.index.ties_out(first.node(), self.mask));
            for entry in edges.by_ref() {
                let walked = weight(first) * weight(entry);
                if walked * two.most <= bar {
                    break;
                }
                let weights = walked * two.value(entry.node()).unwrap_or_default();
                if weights > bar {
                    bar = weights;
                    middle = Some(entry.node());
                }
            }
            self.work.close(&edges);
            if let Some(middle) = middle {
                best.offer(first.node(), &[middle, two.from(middle)], Product::of_weights(bar, 4));
            }
        }
        self.work.close(&firsts);
    }
}

/// The way on from a first colleague.
struct Way {
    product: Product,
    second: Option<u32>,
}

/// The best so far, strongest first, each with another first colleague.
struct Best {
    most: usize,
    from: u32,
    to: Node,
    found: Vec<Introducer>,
}

impl Best {
    /// What has to be exceeded to be among them.
    fn bar(&self) -> Product {
        if self.found.len() < self.most { Product::ZERO } else { self.found[self.most - 1].product }
    }

    fn offer(&mut self, first: u32, rest: &[u32], product: Product) {
        if product <= self.bar() {
            return;
        }
        let first_no = MemberNo(first);
        if let Some(at) = self.found.iter().position(|found| found.first == first_no) {
            if self.found[at].product >= product {
                return;
            }
            self.found.remove(at);
        }
        self.found.truncate(self.most - 1);
        let at = self.found.partition_point(|found| found.product >= product);
        let path = Path::over([self.from, first].into_iter().chain(rest.iter().copied()), self.to);
        self.found.insert(at, Introducer { first: first_no, path, product });
    }
}

/// Weights by rank.
const RANKED: [u32; 4] = [19, 16, 12, 8];
