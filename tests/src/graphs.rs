//! Graphs of people and trust for benches and tests: made up, read from edge lists, or from a graph folder.
//!
//! A graph is plain data: people by number, who is a member, who carries the tag, and edges in order. [`Searcher`]
//! is what every contender answers: the index under test ([`Indexed`]), the plain model ([`Model`]), or a library.
//! Who measures and prints stands in `tests/bench`.

pub mod draw;
pub mod folder;
pub mod indexed;
pub mod list;
pub mod model;
pub mod organisation;
pub mod policy;
pub mod workload;

use stn_protocol::trust::Passes;

pub use draw::Draw;
pub use indexed::Indexed;
pub use list::ListKind;
pub use model::Model;
pub use organisation::Organisation;
pub use workload::{Change, Workload};

/// People, and who trusts whom.
#[derive(Clone, Debug)]
pub struct Graph {
    /// What it is called in tables.
    pub name: String,
    /// For each person, whether they are a member. Only members have edges that go out.
    pub members: Vec<bool>,
    /// Who carries the attribute that searches look for, in order.
    pub tagged: Vec<u32>,
    /// All edges, by `from` and `to`; none from a person to themselves, none twice.
    pub edges: Vec<Edge>,
}

/// One member's trust in one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Who trusts.
    pub from: u32,
    /// Whom.
    pub to: u32,
    /// How strongly, 1 to 4.
    pub level: u8,
    /// Which questions it lets through.
    pub passes: Passes,
}

/// What a contender answers. All strengths are products over a path's edges, 0 where there is no path.
pub trait Searcher {
    /// The strength of the best path of at most so many hops.
    fn best_path(&mut self, from: u32, to: u32, hops: u8) -> f64;

    /// Hops of the shortest path within three, and the strongest weakest edge among those: 10 × hops + level.
    fn shortest_path(&mut self, from: u32, to: u32) -> f64;

    /// The sum of the strengths by which the five best first hops reach `to` within three hops.
    ///
    /// A path doesn't come back to `from`, and `to` itself is no first hop.
    fn introducers(&mut self, from: u32, to: u32) -> f64;

    /// How many people are within one, two and three hops, the one who asks not counted.
    fn reach(&mut self, from: u32) -> [u32; 3];

    /// The sum of the strengths of the ten strongest others within three hops who carry the tag.
    fn nearest(&mut self, from: u32) -> f64;

    /// Adds an edge or gives it another level.
    fn set(&mut self, edge: Edge);

    /// Removes an edge and says whether it was there.
    fn remove(&mut self, from: u32, to: u32) -> bool;
}

impl Graph {
    /// Brings loose edges into order: loops are dropped, of doubles the strongest stays; the tag goes to one in 1 000.
    pub fn new(name: &str, members: Vec<bool>, mut edges: Vec<Edge>, draw: &mut Draw) -> Self {
        edges.retain(|edge| edge.from != edge.to);
        edges.sort_unstable_by_key(|edge| (edge.from, edge.to, std::cmp::Reverse(edge.level)));
        edges.dedup_by_key(|edge| (edge.from, edge.to));
        let mut tagged: Vec<u32> = draw.distinct(members.len(), (members.len() / 1000).max(10).min(members.len()));
        tagged.sort_unstable();
        Self { name: name.to_owned(), members, tagged, edges }
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.members.len()
    }

    /// The edge between two people.
    pub fn edge(&self, from: u32, to: u32) -> Option<&Edge> {
        let at = self.edges.binary_search_by_key(&(from, to), |edge| (edge.from, edge.to));
        at.ok().map(|at| &self.edges[at])
    }

    /// The same people with only those edges that the filter keeps.
    pub fn only(&self, name: &str, keep: impl Fn(&Edge) -> bool) -> Self {
        let edges = self.edges.iter().copied().filter(keep).collect();
        Self { name: name.to_owned(), edges, ..self.clone() }
    }
}

/// The strength of an edge of this level.
pub fn strength(level: u8) -> f64 {
    STRENGTHS[usize::from(level)]
}

/// Levels for edges that have no weight: 25, 40, 25 and 10 in a hundred.
pub fn drawn_level(draw: &mut Draw) -> u8 {
    match draw.below(100) {
        0..25 => 1,
        25..65 => 2,
        65..90 => 3,
        _ => 4,
    }
}

const STRENGTHS: [f64; 5] = [0.0, 0.4, 0.6, 0.8, 0.95];
