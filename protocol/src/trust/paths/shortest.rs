//! The path with the fewest edges and, of those, the one whose weakest edge is the strongest.
//!
//! This is the order in which questions travel: fewer steps first, then a stronger weakest edge.

use crate::trust::paths::walk::{Ends, Stretch, Weakest};
use crate::trust::paths::{Answer, MAX_HOPS, Path, Search, is_known};
use crate::trust::{Level, MemberNo, Node};

/// A path and its weakest edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortPath {
    /// The path.
    pub path: Path,
    /// The level of its weakest edge.
    pub floor: Level,
}

impl Search<'_> {
    /// The shortest path of at most so many edges (seven, if more are asked for) with the strongest weakest edge.
    ///
    /// A search whose budget was spent gives the best path it saw: there may be a shorter or stronger one.
    pub fn shortest_path(mut self, from: MemberNo, to: Node, hops: u8) -> Answer<Option<ShortPath>> {
        let is_possible =
            hops > 0 && to != Node::Member(from) && from.0 < self.index.members() && is_known(self.index, to);
        if !is_possible || !self.work.pay(1) {
            return self.work.answer(None);
        }
        if let Some((floor, passes)) = self.index.edge(from, to)
            && passes.covers(self.mask)
        {
            return self.work.answer(Some(ShortPath { path: Path::over([from.0], to), floor }));
        }
        let ends = Ends { from: from.0, to };
        self.begin_layers::<Weakest>(ends, u32::from(Level::STRONGEST.number()), 0);
        for length in 2..=usize::from(hops.min(MAX_HOPS)) {
            let stretch = Stretch { length, last: length == usize::from(hops.min(MAX_HOPS)), bar: 0 };
            if let Some(join) = self.meet::<Weakest>(stretch) {
                let path = Path::over(self.members_over(&join), to);
                let floor = Level::new(join.value as u8).expect("the least of levels is a level");
                return self.work.answer(Some(ShortPath { path, floor }));
            }
        }
        self.work.answer(None)
    }
}
