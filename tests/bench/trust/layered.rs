//! Searches over any of petgraph's graphs, hop by hop: rings, shortest paths, and best paths with both directions.
//!
//! Each person is improved in place within a layer. Where the edges into the goal are at hand, they are written
//! beside the persons they come from, so the last hop is a look instead of a layer.

use petgraph::visit::{EdgeRef, IntoEdges, NodeIndexable, VisitMap, Visitable};
use stn_tests::graphs::{Graph, strength};

/// What these searches keep, so that they need not allocate.
pub(crate) struct Layers {
    known: Vec<Known>,
    touched: Vec<u32>,
    labels: Vec<Label>,
    path: Vec<u32>,
}

/// What a search knows of a person.
#[derive(Clone, Copy)]
struct Known {
    /// The best way there.
    best: f32,
    /// The strength of the edge on to the goal.
    onward: f32,
    /// The latest label.
    slot: u32,
}

/// A way to somebody: the person, its strength, and the label it came from.
#[derive(Clone, Copy)]
struct Label {
    person: u32,
    strength: f32,
    before: u32,
}

impl Layers {
    pub(crate) fn new(graph: &Graph) -> Self {
        let known = vec![UNKNOWN; graph.people()];
        Self { known, touched: Vec::new(), labels: Vec::new(), path: Vec::new() }
    }

    fn begin(&mut self, from: u32) {
        for person in self.touched.drain(..) {
            self.known[person as usize] = UNKNOWN;
        }
        self.labels.clear();
        self.labels.push(Label { person: from, strength: 1.0, before: 0 });
        self.known(from).best = 1.0;
    }

    fn known(&mut self, person: u32) -> &mut Known {
        let known = &mut self.known[person as usize];
        if *known == UNKNOWN {
            self.touched.push(person);
        }
        known
    }

    /// Gives a person this label among those made since `start`; a worse one there is replaced.
    fn label(&mut self, label: Label, start: u32) {
        let end = self.labels.len() as u32;
        let known = self.known(label.person);
        known.best = label.strength;
        if known.slot != NO_SLOT && known.slot >= start {
            let slot = known.slot;
            self.labels[slot as usize] = label;
        } else {
            known.slot = end;
            self.labels.push(label);
        }
    }

    fn trace(&mut self, to: u32, mut at: u32) {
        self.path.clear();
        self.path.push(to);
        while at != 0 {
            self.path.push(self.labels[at as usize].person);
            at = self.labels[at as usize].before;
        }
        self.path.push(self.labels[0].person);
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        (self.best, self.onward, self.slot) == (other.best, other.onward, other.slot)
    }
}

/// Forward alone. What can't beat the best way to the goal so far is left out.
pub(crate) fn forward_path<G>(graph: G, layers: &mut Layers, (from, to): (u32, u32), hops: u8) -> f64
where
    G: IntoEdges<EdgeWeight = f32> + NodeIndexable,
{
    layers.begin(from);
    let (mut found, mut by, mut layer) = (0.0, 0, 0..1);
    for hop in 1..=hops {
        let start = layers.labels.len() as u32;
        for at in layer {
            let Label { person, strength, .. } = layers.labels[at as usize];
            if strength <= found {
                continue;
            }
            for edge in graph.edges(graph.from_index(person as usize)) {
                let next = graph.to_index(edge.target()) as u32;
                let strength = strength * edge.weight();
                if next == to && strength > found {
                    (found, by) = (strength, at);
                } else if hop < hops && strength > found && strength > layers.known[next as usize].best {
                    layers.label(Label { person: next, strength, before: at }, start);
                }
            }
        }
        layer = start..layers.labels.len() as u32;
    }
    layers.trace(to, by);
    f64::from(found)
}

/// With the edges into the goal at hand.
pub(crate) fn best_path<O, I>(out: O, into: I, layers: &mut Layers, (from, to): (u32, u32), hops: u8) -> f64
where
    O: IntoEdges<EdgeWeight = f32> + NodeIndexable,
    I: IntoEdges<EdgeWeight = f32> + NodeIndexable,
{
    layers.begin(from);
    for edge in into.edges(into.from_index(to as usize)) {
        layers.known(into.to_index(edge.target()) as u32).onward = *edge.weight();
    }
    let (mut found, mut by, mut layer) = (layers.known(from).onward, 0, 0..1);
    for _ in 1..hops {
        let start = layers.labels.len() as u32;
        for at in layer {
            let Label { person, strength, .. } = layers.labels[at as usize];
            if strength <= found {
                continue;
            }
            for edge in out.edges(out.from_index(person as usize)) {
                let next = out.to_index(edge.target()) as u32;
                let (strength, known) = (strength * edge.weight(), layers.known[next as usize]);
                if strength <= found || strength <= known.best || next == to {
                    continue;
                }
                layers.label(Label { person: next, strength, before: at }, start);
                if strength * known.onward > found {
                    (found, by) = (strength * known.onward, layers.known[next as usize].slot);
                }
            }
        }
        layer = start..layers.labels.len() as u32;
    }
    layers.trace(to, by);
    f64::from(found)
}

pub(crate) fn introducers<O, I>(out: O, into: I, layers: &mut Layers, (from, to): (u32, u32)) -> f64
where
    O: IntoEdges<EdgeWeight = f32> + NodeIndexable,
    I: IntoEdges<EdgeWeight = f32> + NodeIndexable,
{
    layers.begin(from);
    for edge in into.edges(into.from_index(to as usize)) {
        layers.known(into.to_index(edge.target()) as u32).onward = *edge.weight();
    }
    let mut best: Vec<(f32, u32, u32)> = Vec::with_capacity(6);
    for first in out.edges(out.from_index(from as usize)) {
        let person = out.to_index(first.target()) as u32;
        let least = best.get(4).map_or(0.0, |fifth| fifth.0);
        if person == to || *first.weight() <= least {
            continue;
        }
        let (mut onward, mut by) = (layers.known[person as usize].onward, to);
        for second in out.edges(first.target()) {
            let next = out.to_index(second.target()) as u32;
            let strength = second.weight() * layers.known[next as usize].onward;
            if strength > onward && next != from {
                (onward, by) = (strength, next);
            }
        }
        let strength = first.weight() * onward;
        if strength > least {
            let at = best.partition_point(|found| found.0 >= strength);
            best.insert(at, (strength, person, by));
            best.truncate(5);
        }
    }
    best.iter().map(|found| f64::from(found.0)).sum()
}

pub(crate) fn shortest_path<G>(graph: G, layers: &mut Layers, (from, to): (u32, u32)) -> f64
where
    G: IntoEdges<EdgeWeight = f32> + NodeIndexable,
{
    layers.begin(from);
    let mut layer = 0..1;
    for hop in 1..=3_u8 {
        let start = layers.labels.len() as u32;
        let mut into_goal = None;
        for at in layer {
            let Label { person, strength, .. } = layers.labels[at as usize];
            for edge in graph.edges(graph.from_index(person as usize)) {
                let next = graph.to_index(edge.target()) as u32;
                let (floor, known) = (strength.min(*edge.weight()), layers.known[next as usize]);
                let seen_before = known.best > 0.0 && (known.slot < start || next == from);
                if (hop == 3 && next != to) || seen_before || floor <= known.best {
                    continue;
                }
                layers.label(Label { person: next, strength: floor, before: at }, start);
                into_goal = if next == to { Some(at) } else { into_goal };
            }
        }
        if let Some(at) = into_goal {
            layers.trace(to, at);
            return f64::from(hop * 10) + level_of(layers.known[to as usize].best);
        }
        layer = start..layers.labels.len() as u32;
    }
    0.0
}

fn level_of(floor: f32) -> f64 {
    (1..=4).find(|level| strength(*level) as f32 >= floor).map_or(0.0, f64::from)
}

pub(crate) fn reach<G>(graph: G, layers: &mut Layers, from: u32) -> [u32; 3]
where
    G: IntoEdges<EdgeWeight = f32> + NodeIndexable + Visitable,
{
    let mut seen = graph.visit_map();
    seen.visit(graph.from_index(from as usize));
    layers.path.clear();
    layers.path.push(from);
    let mut layer = 0..1;
    [(); 3].map(|()| {
        let start = layers.path.len();
        for at in layer.clone() {
            for edge in graph.edges(graph.from_index(layers.path[at] as usize)) {
                if seen.visit(edge.target()) {
                    layers.path.push(graph.to_index(edge.target()) as u32);
                }
            }
        }
        layer = start..layers.path.len();
        layers.path.len() as u32 - 1
    })
}

const NO_SLOT: u32 = u32::MAX;
const UNKNOWN: Known = Known { best: 0.0, onward: 0.0, slot: NO_SLOT };
