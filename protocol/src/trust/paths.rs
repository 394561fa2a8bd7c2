//! The questions a member or a node asks of the trust graph, bounded and best first.
//!
//! Every edge of a path is asked whether it lets the question through, the last one too. Only members are passed
//! through, so a path is `ann ─► ben ─► cleo ─► somebody outside`: ties, then one edge to the person looked for.
//! Every search has a budget of edges it may look at and says when that was too small; what it found until then is
//! real. The same index, question and budget give the same answer. Whom the numbers stand for is known elsewhere.

mod answer;
mod hops;
mod introducers;
mod nearest;
mod owners;
mod reach;
mod scratch;
mod shortest;
mod strongest;
mod walk;

pub use answer::{Answer, Budget, Path, Product};
pub use introducers::Introducer;
pub use nearest::Near;
pub use owners::{Knower, ReachedOwner};
pub use reach::{Reach, Through};
pub use scratch::Scratch;
pub use shortest::ShortPath;
pub use strongest::StrongPath;

use answer::Work;

use crate::trust::index::Edges;
use crate::trust::{Node, Passes, Question, TrustIndex};

/// The longest path any search follows, in edges.
pub const MAX_HOPS: u8 = 7;

/// One search about to be made: over which index, for which question, with what budget.
///
/// Each method is one search and uses it up.
pub struct Search<'a> {
    index: &'a TrustIndex,
    scratch: &'a mut Scratch,
    mask: Passes,
    work: Work,
}

impl<'a> Search<'a> {
    /// A search that may look at as many edges as the budget says.
    pub fn new(index: &'a TrustIndex, scratch: &'a mut Scratch, question: Question, budget: Budget) -> Self {
        Self { index, scratch, mask: Passes::mask(question), work: Work::new(budget) }
    }
}

/// From which end of a path a search goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Along ties, away from the asker.
    Start,
    /// Against ties, away from the one looked for.
    Target,
}

impl End {
    /// The members one step further from this end.
    #[inline]
    fn step(self, index: &TrustIndex, member: u32, mask: Passes) -> Edges<'_> {
        match self {
            Self::Start => index.ties_out(member, mask),
            Self::Target => index.ties_in(member, mask),
        }
    }
}

/// A target nobody has a number for is known by nobody.
fn is_known(index: &TrustIndex, node: Node) -> bool {
    match node {
        Node::Member(member) => member.0 < index.members(),
        Node::Person(person) => person.0 < index.persons(),
    }
}

#[cfg(test)]
mod tests;
