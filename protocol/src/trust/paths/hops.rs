//! All members within so many ties: the fewest ties to each, then the strongest weakest tie.

use crate::trust::paths::Search;

impl Search<'_> {
    /// Fills the layers at the start: each member stands in the layer of their fewest ties, with the best floor.
    ///
    /// Stops after the layer for which `is_enough` says so.
    pub(super) fn spread_by_hops(&mut self, from: u32, hops: usize, mut is_enough: impl FnMut(&[u32]) -> bool) {
        let index = self.index;
        self.scratch.best.begin(index);
        self.scratch.best.raise(from, u32::MAX, from);
        self.scratch.forth.begin(index, 0).raise(from, 4, from);
        for depth in 0..hops {
            if is_enough(&self.scratch.forth.farthest().nodes) || self.work.is_spent() {
                return;
            }
            let (layer, next) = self.scratch.forth.farthest_and_next(index);
            for member in &layer.nodes {
                let floor = layer.value(*member).unwrap_or_default();
                let mut edges = self.work.open(index.ties_out(*member, self.mask));
                for entry in edges.by_ref() {
                    let nearer = self.scratch.best.value(entry.node());
                    if nearer.is_none_or(|left| left == (hops - depth) as u32) {
                        self.scratch.best.raise(entry.node(), (hops - depth) as u32, *member);
                        next.raise(entry.node(), floor.min(4 - entry.rank()), *member);
                    }
                }
                self.work.close(&edges);
            }
            self.scratch.forth.depth = depth + 1;
        }
    }

    /// How many ties it takes to a member, and the floor, if the layers hold them.
    pub(super) fn hops_to(&self, member: u32) -> Option<(usize, u32)> {
        let side = &self.scratch.forth;
        (0..=side.depth).find_map(|depth| side.layer(depth).value(member).map(|floor| (depth, floor)))
    }

    /// The members from the start to one that the layers hold at this distance.
    pub(super) fn members_to(&self, member: u32, hops: usize) -> Vec<u32> {
        let mut members = vec![member];
        for depth in (1..=hops).rev() {
            members.push(self.scratch.forth.layer(depth).from(members[members.len() - 1]));
        }
        members.reverse();
        members
    }
}
