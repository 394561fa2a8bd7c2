//! petgraph as a contender: its compact graph for rows that only read, its changing one for the others.
//!
//! No library offers a search bounded in hops, so the searches are ours, over petgraph's own graphs and traits:
//! [`Compact`] goes forward, with a heap where that was faster and layer by layer where that was; [`BothWays`] goes
//! further by hand, with a second graph of all edges turned round and the last edge looked up instead of searched.

use petgraph::Directed;
use petgraph::csr::Csr;
use petgraph::graph::{DiGraph, NodeIndex};
use stn_tests::graphs::{Edge, Graph, Searcher, strength};

use crate::best_first::{self, Queue};
use crate::layered::{self, Layers};

type Packed = Csr<(), f32, Directed, u32>;

/// petgraph's compact form. It can't lose an edge.
pub(crate) struct Compact {
    graph: Packed,
    queue: Queue,
    layers: Layers,
}

/// petgraph's changing form.
pub(crate) struct Changing {
    graph: DiGraph<(), f32>,
    queue: Queue,
    layers: Layers,
}

/// Two compact graphs, one for each direction, searched layer by layer.
pub(crate) struct BothWays {
    out: Packed,
    into: Packed,
    layers: Layers,
}

impl Compact {
    pub(crate) fn new(graph: &Graph) -> Self {
        let edges = weighted(graph);
        Self { graph: packed(graph.people(), &edges), queue: Queue::new(graph), layers: Layers::new(graph) }
    }
}

impl Changing {
    pub(crate) fn new(graph: &Graph) -> Self {
        let mut changing = DiGraph::from_edges(weighted(graph));
        while changing.node_count() < graph.people() {
            changing.add_node(());
        }
        Self { graph: changing, queue: Queue::new(graph), layers: Layers::new(graph) }
    }
}

impl BothWays {
    pub(crate) fn new(graph: &Graph) -> Self {
        let out = weighted(graph);
        let mut into: Vec<_> = out.iter().map(|(from, to, weight)| (*to, *from, *weight)).collect();
        into.sort_unstable_by_key(|(to, from, _)| (*to, *from));
        let people = graph.people();
        Self { out: packed(people, &out), into: packed(people, &into), layers: Layers::new(graph) }
    }
}

impl Searcher for Compact {
    fn best_path(&mut self, from: u32, to: u32, hops: u8) -> f64 {
        layered::forward_path(&self.graph, &mut self.layers, (from, to), hops)
    }

    fn shortest_path(&mut self, from: u32, to: u32) -> f64 {
        layered::shortest_path(&self.graph, &mut self.layers, (from, to))
    }

    fn introducers(&mut self, from: u32, to: u32) -> f64 {
        best_first::introducers(&self.graph, &mut self.queue, (from, to))
    }

    fn reach(&mut self, from: u32) -> [u32; 3] {
        layered::reach(&self.graph, &mut self.layers, from)
    }

    fn nearest(&mut self, from: u32) -> f64 {
        best_first::nearest(&self.graph, &mut self.queue, from)
    }

    fn set(&mut self, edge: Edge) {
        self.graph.add_edge(edge.from, edge.to, strength(edge.level) as f32);
    }

    fn remove(&mut self, _from: u32, _to: u32) -> bool {
        unreachable!("rows that remove edges race against `Changing`")
    }
}

impl Searcher for Changing {
    fn best_path(&mut self, from: u32, to: u32, hops: u8) -> f64 {
        layered::forward_path(&self.graph, &mut self.layers, (from, to), hops)
    }

    fn shortest_path(&mut self, from: u32, to: u32) -> f64 {
        layered::shortest_path(&self.graph, &mut self.layers, (from, to))
    }

    fn introducers(&mut self, from: u32, to: u32) -> f64 {
        best_first::introducers(&self.graph, &mut self.queue, (from, to))
    }

    fn reach(&mut self, from: u32) -> [u32; 3] {
        layered::reach(&self.graph, &mut self.layers, from)
    }

    fn nearest(&mut self, from: u32) -> f64 {
        best_first::nearest(&self.graph, &mut self.queue, from)
    }

    fn set(&mut self, edge: Edge) {
        self.graph.update_edge(NodeIndex::from(edge.from), NodeIndex::from(edge.to), strength(edge.level) as f32);
    }

    fn remove(&mut self, from: u32, to: u32) -> bool {
        let edge = self.graph.find_edge(NodeIndex::from(from), NodeIndex::from(to));
        edge.is_some_and(|edge| self.graph.remove_edge(edge).is_some())
    }
}

impl Searcher for BothWays {
    fn best_path(&mut self, from: u32, to: u32, hops: u8) -> f64 {
        layered::best_path(&self.out, &self.into, &mut self.layers, (from, to), hops)
    }

    fn shortest_path(&mut self, from: u32, to: u32) -> f64 {
        layered::shortest_path(&self.out, &mut self.layers, (from, to))
    }

    fn introducers(&mut self, from: u32, to: u32) -> f64 {
        layered::introducers(&self.out, &self.into, &mut self.layers, (from, to))
    }

    fn reach(&mut self, from: u32) -> [u32; 3] {
        layered::reach(&self.out, &mut self.layers, from)
    }

    fn nearest(&mut self, _from: u32) -> f64 {
        unreachable!("only best paths and introducers gain from both directions here")
    }

    fn set(&mut self, edge: Edge) {
        self.out.add_edge(edge.from, edge.to, strength(edge.level) as f32);
        self.into.add_edge(edge.to, edge.from, strength(edge.level) as f32);
    }

    fn remove(&mut self, _from: u32, _to: u32) -> bool {
        unreachable!("rows that remove edges race against `Changing`")
    }
}

fn weighted(graph: &Graph) -> Vec<(u32, u32, f32)> {
    graph.edges.iter().map(|edge| (edge.from, edge.to, strength(edge.level) as f32)).collect()
}

fn packed(people: usize, edges: &[(u32, u32, f32)]) -> Packed {
    let mut graph = Csr::from_sorted_edges(edges).expect("the edges are in order");
    while graph.node_count() < people {
        graph.add_node(());
    }
    graph
}
