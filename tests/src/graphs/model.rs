//! The plain model: what the answers must be, told so that it is obviously right. Never fast.

use super::{Edge, Graph, Searcher, strength};

/// Each person's edges in a list, by their ends.
#[derive(Clone, Debug)]
pub struct Model {
    edges_of: Vec<Vec<(u32, u8)>>,
    tagged: Vec<u32>,
}

impl Model {
    /// Takes all edges of the graph, whatever their policy.
    pub fn new(graph: &Graph) -> Self {
        let mut edges_of = vec![Vec::new(); graph.people()];
        for edge in &graph.edges {
            edges_of[edge.from as usize].push((edge.to, edge.level));
        }
        Self { edges_of, tagged: graph.tagged.clone() }
    }

    /// The level of the edge between two people, 0 where there is none.
    pub fn level(&self, from: u32, to: u32) -> u8 {
        let edges = &self.edges_of[from as usize];
        edges.binary_search_by_key(&to, |edge| edge.0).map_or(0, |at| edges[at].1)
    }

    /// For each person the strength of the best way there in at most so many hops; 1 for the start.
    pub fn strengths_within(&self, from: u32, hops: u8) -> Vec<f64> {
        let mut best = vec![0.0; self.edges_of.len()];
        best[from as usize] = 1.0;
        for _ in 0..hops {
            let before = best.clone();
            for (edges, so_far) in self.edges_of.iter().zip(&before).filter(|(_, so_far)| **so_far > 0.0) {
                for (to, level) in edges {
                    let by_here = so_far * strength(*level);
                    if by_here > best[*to as usize] {
                        best[*to as usize] = by_here;
                    }
                }
            }
        }
        best
    }

    /// For each first hop, the strength of the best path by it, strongest first.
    pub fn introducer_strengths(&self, from: u32, to: u32) -> Vec<(u32, f64)> {
        let mut found = Vec::new();
        for (first, level) in &self.edges_of[from as usize] {
            if *first == to {
                continue;
            }
            let mut onward = strength(self.level(*first, to));
            for (second, level) in &self.edges_of[*first as usize] {
                if *second != from && *second != to {
                    onward = onward.max(strength(*level) * strength(self.level(*second, to)));
                }
            }
            found.push((*first, strength(*level) * onward));
        }
        found.retain(|(_, strength)| *strength > 0.0);
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        found
    }

    /// The strengths of all others within three hops who carry the tag, strongest first.
    pub fn tagged_strengths(&self, from: u32) -> Vec<f64> {
        let within = self.strengths_within(from, 3);
        let others = self.tagged.iter().filter(|person| **person != from);
        let mut found: Vec<f64> = others.map(|person| within[*person as usize]).filter(|found| *found > 0.0).collect();
        found.sort_by(|one, other| other.total_cmp(one));
        found
    }
}

impl Searcher for Model {
    fn best_path(&mut self, from: u32, to: u32, hops: u8) -> f64 {
        self.strengths_within(from, hops)[to as usize]
    }

    fn shortest_path(&mut self, from: u32, to: u32) -> f64 {
        let mut floors = vec![0_u8; self.edges_of.len()];
        floors[from as usize] = u8::MAX;
        for hops in 1..=3 {
            let mut next = vec![0_u8; self.edges_of.len()];
            for (edges, floor) in self.edges_of.iter().zip(&floors).filter(|(_, floor)| **floor > 0) {
                for (to, level) in edges {
                    next[*to as usize] = next[*to as usize].max((*floor).min(*level));
                }
            }
            if next[to as usize] > 0 {
                return f64::from(hops * 10 + next[to as usize]);
            }
            floors = next;
        }
        0.0
    }

    fn introducers(&mut self, from: u32, to: u32) -> f64 {
        self.introducer_strengths(from, to).iter().take(5).map(|(_, strength)| strength).sum()
    }

    fn reach(&mut self, from: u32) -> [u32; 3] {
        [1, 2, 3].map(|hops| {
            let within = self.strengths_within(from, hops);
            within.iter().filter(|strength| **strength > 0.0).count() as u32 - 1
        })
    }

    fn nearest(&mut self, from: u32) -> f64 {
        self.tagged_strengths(from).iter().take(10).sum()
    }

    fn set(&mut self, edge: Edge) {
        let edges = &mut self.edges_of[edge.from as usize];
        match edges.binary_search_by_key(&edge.to, |edge| edge.0) {
            Ok(at) => edges[at].1 = edge.level,
            Err(at) => edges.insert(at, (edge.to, edge.level)),
        }
    }

    fn remove(&mut self, from: u32, to: u32) -> bool {
        let edges = &mut self.edges_of[from as usize];
        let at = edges.binary_search_by_key(&to, |edge| edge.0);
        at.map(|at| edges.remove(at)).is_ok()
    }
}
