//! How members are reached by the fewest ties and, of those, over the strongest weakest tie.

use crate::trust::paths::Search;

impl Search<'_> {
    /// Fills the layers at the start until all the wanted members stand in one, or the hops are used.
    ///
    /// Each member stands in the layer of their fewest ties, with the best floor. A step is taken from the members
    /// reached last or, where that costs less and nobody else is needed, from the wanted.
    pub(super) fn spread_by_hops(&mut self, from: u32, hops: usize, mut wanted: Vec<u32>) {
        self.scratch.best.begin(self.index);
        self.scratch.best.raise(from, u32::MAX, from);
        self.scratch.forth.begin(self.index, 0).raise(from, 4, from);
        for left in (1..=hops as u32).rev() {
            wanted.retain(|member| self.scratch.best.value(*member).is_none());
            if wanted.is_empty() || self.work.is_spent() {
                return;
            }
            let layer = self.scratch.forth.farthest();
            let forth: usize = layer.nodes.iter().map(|member| self.index.ties_out_len(*member)).sum();
            let back: usize = wanted.iter().map(|member| self.index.ties_in_len(*member)).sum();
            self.scratch.forth.farthest_and_next(self.index);
            if back <= forth {
                self.step_back(&wanted, left);
            }
            let is_enough = left == 1 || wanted.iter().all(|member| self.scratch.best.value(*member).is_some());
            if back > forth || !is_enough {
                self.step_forth(left);
            }
            self.scratch.forth.depth += 1;
        }
    }

    fn step_forth(&mut self, left: u32) {
        let best = &mut self.scratch.best;
        let (layer, next) = self.scratch.forth.pair();
        for member in &layer.nodes {
            let floor = layer.value(*member).unwrap_or_default();
            let mut edges = self.work.open(self.index.ties_out(*member, self.mask));
            for entry in edges.by_ref() {
                if best.value(entry.node()).is_none_or(|nearer| nearer == left) {
                    best.raise(entry.node(), left, *member);
                    next.raise(entry.node(), floor.min(4 - entry.rank()), *member);
                }
            }
            self.work.close(&edges);
        }
    }

    fn step_back(&mut self, wanted: &[u32], left: u32) {
        let best = &mut self.scratch.best;
        let (layer, next) = self.scratch.forth.pair();
        for member in wanted {
            let mut found = (0, 0);
            let mut edges = self.work.open(self.index.ties_in(*member, self.mask));
            for entry in edges.by_ref() {
                if 4 - entry.rank() <= found.0 {
                    break;
                }
                let floor = layer.value(entry.node()).unwrap_or_default().min(4 - entry.rank());
                if floor > found.0 {
                    found = (floor, entry.node());
                }
            }
            self.work.close(&edges);
            if found.0 > 0 {
                best.raise(*member, left, found.1);
                next.raise(*member, found.0, found.1);
            }
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
