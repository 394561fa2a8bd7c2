//! Layers of members from both ends of a path, extended at the cheaper end until they meet.
//!
//! A layer holds, for each member at exactly so many edges from its end, the best value of a way there and the member
//! before. Paths are never listed: one is read back from the layers once it is known to be the best.

use crate::trust::Node;
use crate::trust::index::Entry;
use crate::trust::paths::answer::{STRONGEST, weight};
use crate::trust::paths::{End, Search};

/// Where paths begin and end.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) from: u32,
    pub(super) to: Node,
}

/// How long the paths looked for are, whether longer ones will be, and what they have to exceed.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) length: usize,
    pub(super) last: bool,
    pub(super) bar: u32,
}

/// The edge at which a path's two halves meet, and what the path is worth.
pub(super) struct Join {
    /// The end from which the edge was found.
    end: End,
    /// The member on that side and how far it is from its end.
    near: (u32, usize),
    /// The same on the other side.
    far: (u32, usize),
    pub(super) value: u32,
}

/// How the edges of a path make its value.
pub(super) trait Rule {
    /// A way of no edges.
    const START: u32;
    /// The value of a way with one edge more.
    fn pass(value: u32, entry: Entry) -> u32;
    /// The value of two ways put together.
    fn meet(near: u32, far: u32) -> u32;
    /// The most that a way gains to its end from a member whose next `beyond` edges are unknown.
    fn rest(most: u32, beyond: u32) -> u32;
}

/// Strengths multiplied, in twentieths.
pub(super) struct Multiplied;

impl Rule for Multiplied {
    const START: u32 = 1;

    #[inline(always)]
    fn pass(value: u32, entry: Entry) -> u32 {
        value * weight(entry)
    }

    #[inline(always)]
    fn meet(near: u32, far: u32) -> u32 {
        near * far
    }

    fn rest(most: u32, beyond: u32) -> u32 {
        most * STRONGEST.pow(beyond)
    }
}

/// The weakest level.
pub(super) struct Weakest;

impl Rule for Weakest {
    const START: u32 = 4;

    #[inline(always)]
    fn pass(value: u32, entry: Entry) -> u32 {
        value.min(4 - entry.rank())
    }

    #[inline(always)]
    fn meet(near: u32, far: u32) -> u32 {
        near.min(far)
    }

    fn rest(most: u32, _beyond: u32) -> u32 {
        most
    }
}

impl Search<'_> {
    /// The start alone on one side, the members one edge from the target on the other.
    ///
    /// `rest` is the most that the other edges of a path are worth: what can't exceed the bar is left out.
    pub(super) fn begin_layers<R: Rule>(&mut self, ends: Ends, rest: u32, bar: u32) {
        self.scratch.forth.begin(self.index, 0).raise(ends.from, R::START, ends.from);
        let layer = self.scratch.back.begin(self.index, 1);
        let mut edges = self.work.open(self.index.into(ends.to, self.mask));
        for entry in edges.by_ref() {
            let value = R::pass(R::START, entry);
            if R::meet(value, rest) <= bar {
                break;
            }
            layer.raise(entry.node(), value, 0);
        }
        self.work.close(&edges);
    }

    /// Extends the layers until paths of this length can be seen, and gives the best above the bar.
    pub(super) fn meet<R: Rule>(&mut self, stretch: Stretch) -> Option<Join> {
        loop {
            let (forth, back) = (&self.scratch.forth, &self.scratch.back);
            let end =
                if forth.farthest().nodes.len() <= back.farthest().nodes.len() { End::Start } else { End::Target };
            if forth.depth + back.depth + 1 == stretch.length {
                return self.extend::<R>(end, stretch);
            }
            self.extend::<R>(end, Stretch { last: false, ..stretch });
        }
    }

    /// Goes one edge further at one end; only ways that may exceed the bar are kept.
    fn extend<R: Rule>(&mut self, end: End, stretch: Stretch) -> Option<Join> {
        let Stretch { length, last, mut bar } = stretch;
        let (own, other) = self.scratch.sides(end);
        let depth = own.depth;
        let beyond = length - depth - 1 - other.depth;
        let (far, far_depth) = (other.farthest(), other.depth);
        let rest = R::rest(far.most, beyond as u32);
        let (layer, next) = own.farthest_and_next(self.index);
        let mut join = None;
        for member in &layer.nodes {
            let value = layer.value(*member).unwrap_or_default();
            if self.work.is_spent() {
                break;
            }
            let mut edges = self.work.open(end.step(self.index, *member, self.mask));
            for entry in edges.by_ref() {
                let value = R::pass(value, entry);
                if R::meet(value, rest) <= bar {
                    break;
                }
                let node = entry.node();
                let met = if beyond == 0 { far.value(node).map(|far| R::meet(value, far)) } else { None };
                if let Some(value) = met.filter(|value| *value > bar) {
                    bar = value;
                    join = Some(Join { end, near: (*member, depth), far: (node, far_depth), value });
                }
                if !last {
                    next.raise(node, value, *member);
                }
            }
            self.work.close(&edges);
        }
        own.depth += usize::from(!last);
        join
    }

    /// The members of the path through a join, the first at the start.
    pub(super) fn members_over(&self, join: &Join) -> Vec<u32> {
        let ((first, forth), (second, back)) = match join.end {
            End::Start => (join.near, join.far),
            End::Target => (join.far, join.near),
        };
        let mut members = vec![first];
        for depth in (1..=forth).rev() {
            members.push(self.scratch.forth.layer(depth).from(members[members.len() - 1]));
        }
        members.reverse();
        members.push(second);
        for depth in (2..=back).rev() {
            members.push(self.scratch.back.layer(depth).from(members[members.len() - 1]));
        }
        members
    }
}
