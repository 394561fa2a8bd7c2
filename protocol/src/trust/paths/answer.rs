//! What a search gives back, what it may cost, and how products of strengths are counted exactly.

use std::fmt;

use crate::trust::index::{EdgeIter, Edges, Entry};
use crate::trust::paths::MAX_HOPS;
use crate::trust::{Level, MemberNo, Node};

/// What was found, and whether the budget let the search come to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What was found; real even if there is more.
    pub found: T,
    /// Whether the search came to its end: if not, there may be more or better.
    pub complete: bool,
}

/// How many edges a search may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Budget(u32);

impl Budget {
    /// At most so many edges.
    pub fn edges(edges: u32) -> Self {
        Self(edges)
    }
}

/// A product of strengths, exact: .4, .6, .8 and .95 for the four levels, one factor an edge, at most seven.
///
/// Counted in units of 1/20^7, the smallest in which all such products are whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Product(u32);

impl Product {
    /// No path at all.
    pub const ZERO: Self = Self(0);

    /// The product of these levels' strengths; of the first seven, if there are more.
    pub fn of(levels: impl IntoIterator<Item = Level>) -> Self {
        let levels = levels.into_iter().take(MAX_HOPS.into());
        Self(levels.fold(UNIT[0], |product, level| product / 20 * weight_of(level)))
    }

    /// Between 0 and 1.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / f64::from(UNIT[0])
    }

    /// A product of so many weights (twentieths).
    #[inline]
    pub(super) fn of_weights(weights: u32, hops: usize) -> Self {
        Self(weights * UNIT[hops])
    }

    /// The product of so many weights that a path must exceed to be better than this.
    #[inline]
    pub(super) fn in_weights(self, hops: usize) -> u32 {
        self.0 / UNIT[hops]
    }
}

/// Who passes on to whom: the asker first, the one looked for last.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Path {
    members: [MemberNo; MAX_HOPS as usize],
    hops: u8,
    to: Node,
}

impl Path {
    /// The members passed, the asker first.
    pub fn members(&self) -> &[MemberNo] {
        &self.members[..self.hops.into()]
    }

    /// Where it leads.
    pub fn to(&self) -> Node {
        self.to
    }

    /// How many edges it has.
    pub fn hops(&self) -> u8 {
        self.hops
    }

    /// The members between the asker and the end.
    pub fn between(&self) -> &[MemberNo] {
        &self.members()[1..]
    }

    /// A path over these members; there are one to seven.
    pub(super) fn over(members: impl IntoIterator<Item = u32>, to: Node) -> Self {
        let mut path = Self { members: [MemberNo(0); MAX_HOPS as usize], hops: 0, to };
        for member in members {
            path.members[usize::from(path.hops)] = MemberNo(member);
            path.hops += 1;
        }
        path
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Path").field("members", &self.members()).field("to", &self.to).finish()
    }
}

/// What is left of a budget.
pub(super) struct Work {
    left: usize,
    complete: bool,
}

impl Work {
    pub(super) fn new(budget: Budget) -> Self {
        Self { left: budget.0 as usize, complete: true }
    }

    /// The edges of a list that may still be looked at. What is not read of them is given back by `close`,
    /// which a list read to its end doesn't need.
    #[inline]
    pub(super) fn open<'a>(&mut self, edges: Edges<'a>) -> EdgeIter<'a> {
        let len = edges.len().min(self.left);
        self.complete &= len == edges.len();
        self.left -= len;
        edges.first(len).iter()
    }

    /// Ends the reading of a list; the unread rest costs nothing.
    #[inline]
    pub(super) fn close(&mut self, edges: &EdgeIter<'_>) {
        self.left += edges.rest();
    }

    /// Pays for something that is not a list; says whether it may be done.
    #[inline]
    pub(super) fn pay(&mut self, edges: usize) -> bool {
        let may = edges <= self.left;
        self.left -= if may { edges } else { self.left };
        self.complete &= may;
        may
    }

    #[inline]
    pub(super) fn is_spent(&self) -> bool {
        !self.complete
    }

    pub(super) fn answer<T>(&self, found: T) -> Answer<T> {
        Answer { found, complete: self.complete }
    }
}

/// An edge's strength in twentieths.
#[inline(always)]
pub(super) fn weight(entry: Entry) -> u32 {
    WEIGHTS[(entry.rank() & 3) as usize]
}

pub(super) fn weight_of(level: Level) -> u32 {
    WEIGHTS[usize::from(4 - level.number()) & 3]
}

/// The most an edge can weigh.
pub(super) const STRONGEST: u32 = 19;
/// By how far a level is below the strongest.
const WEIGHTS: [u32; 4] = [19, 16, 12, 8];
/// What a product of so many weights is worth in units of 1/20^7.
const UNIT: [u32; MAX_HOPS as usize + 1] = [1_280_000_000, 64_000_000, 3_200_000, 160_000, 8_000, 400, 20, 1];
