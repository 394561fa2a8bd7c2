//! What is asked of a graph: pairs to search between, and edges to add and remove.

use std::collections::BTreeSet;

use stn_protocol::trust::Passes;

use super::{Draw, Edge, Graph, drawn_level};

/// One edge added or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The edge is new.
    Add(Edge),
    /// The edge was there.
    Remove(Edge),
}

impl Change {
    /// The edge that comes or goes.
    pub fn edge(&self) -> &Edge {
        match self {
            Self::Add(edge) | Self::Remove(edge) => edge,
        }
    }
}

/// Searches and changes that belong to one graph.
#[derive(Clone, Debug, Default)]
pub struct Workload {
    /// Who searches, and whom.
    pub pairs: Vec<(u32, u32)>,
    /// Half removals, half additions, no edge twice, in an order of chance.
    pub changes: Vec<Change>,
}

impl Workload {
    /// Draws searches: for a third anybody who is known, for a third the end of an edge, for a third a member.
    pub fn new(graph: &Graph, searches: usize, changes: usize, seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let draw = &mut draw;
        let ends = Ends::new(graph);
        let pairs = (0..searches).map(|at| {
            loop {
                let from = one_of(&ends.starts, draw);
                let to = match at % 3 {
                    0 => one_of(&ends.known, draw),
                    1 => graph.edges[draw.below(graph.edges.len())].to,
                    _ => one_of(&ends.members, draw),
                };
                if from != to {
                    break (from, to);
                }
            }
        });
        let pairs = pairs.collect();
        Self { pairs, changes: drawn_changes(graph, &ends, changes.min(graph.edges.len() / 2), draw) }
    }
}

/// Who can stand at which end of a search or a new edge.
struct Ends {
    starts: Vec<u32>,
    known: Vec<u32>,
    members: Vec<u32>,
}

impl Ends {
    fn new(graph: &Graph) -> Self {
        let mut starts: Vec<u32> = graph.edges.iter().map(|edge| edge.from).collect();
        starts.dedup();
        let mut known: Vec<u32> = graph.edges.iter().map(|edge| edge.to).collect();
        known.sort_unstable();
        known.dedup();
        let members = (0..).zip(&graph.members).filter(|(_, member)| **member).map(|(number, _)| number).collect();
        Self { starts, known, members }
    }
}

fn drawn_changes(graph: &Graph, ends: &Ends, count: usize, draw: &mut Draw) -> Vec<Change> {
    let gone = draw.distinct(graph.edges.len(), count / 2);
    let mut changes: Vec<Change> = gone.iter().map(|at| Change::Remove(graph.edges[*at as usize])).collect();
    let mut new = BTreeSet::new();
    let mut tries = 0;
    while new.len() < count / 2 && tries < count * 100 {
        tries += 1;
        let pair = (one_of(&ends.starts, draw), one_of(&ends.known, draw));
        if pair.0 != pair.1 && graph.edge(pair.0, pair.1).is_none() {
            new.insert(pair);
        }
    }
    let add = |(from, to)| Change::Add(Edge { from, to, level: drawn_level(draw), passes: Passes::ALL });
    changes.extend(new.into_iter().map(add));
    draw.shuffle(&mut changes);
    changes
}

fn one_of(list: &[u32], draw: &mut Draw) -> u32 {
    list[draw.below(list.len())]
}
