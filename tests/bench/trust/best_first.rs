//! Searches over any of petgraph's graphs, forward, the strongest way first, as its own Dijkstra goes.
//!
//! A way counts only if nobody found a stronger one to the same person with as many hops left. What comes out of the
//! heap first is the strongest, so these searches end early. Scratch is kept and reset where it was touched.

use std::collections::BinaryHeap;

use petgraph::visit::{EdgeRef, IntoEdges, NodeIndexable};
use stn_tests::graphs::Graph;

/// What these searches keep, so that they need not allocate.
pub(crate) struct Queue {
    tagged: Vec<bool>,
    /// For each person and number of hops left, the strongest way there.
    best: Vec<[f32; 4]>,
    /// For each person two hops away, the first hops it was taken by.
    firsts: Vec<Vec<u32>>,
    touched: Vec<u32>,
    steps: Vec<Step>,
    heap: BinaryHeap<Open>,
}

/// A way that may go on: its strength (positive floats are in order as bits), hops left, and its last step.
type Open = (u32, u8, u32);

#[derive(Clone, Copy)]
struct Step {
    person: u32,
    before: u32,
}

impl Queue {
    pub(crate) fn new(graph: &Graph) -> Self {
        let people = graph.people();
        let mut tagged = vec![false; people];
        for person in &graph.tagged {
            tagged[*person as usize] = true;
        }
        Self {
            tagged,
            best: vec![[0.0; 4]; people],
            firsts: vec![Vec::new(); people],
            touched: Vec::new(),
            steps: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    fn begin(&mut self, from: u32, hops: u8) {
        for person in self.touched.drain(..) {
            self.best[person as usize] = [0.0; 4];
            self.firsts[person as usize].clear();
        }
        self.steps.clear();
        self.heap.clear();
        self.push(Step { person: from, before: 0 }, 1.0, hops);
    }

    fn push(&mut self, step: Step, strength: f32, left: u8) {
        self.heap.push((strength.to_bits(), left, self.steps.len() as u32));
        self.steps.push(step);
    }

    /// Pushes a way unless one as good is known.
    fn improve(&mut self, step: Step, strength: f32, left: u8) {
        let best = &mut self.best[step.person as usize];
        if best[usize::from(left)..].iter().any(|known| *known >= strength) {
            return;
        }
        if best.iter().all(|known| *known == 0.0) {
            self.touched.push(step.person);
        }
        best[usize::from(left)] = strength;
        self.push(step, strength, left);
    }
}

/// Ways are told apart by their first hop; five by which a person is reached are enough.
pub(crate) fn introducers<G>(graph: G, queue: &mut Queue, (from, to): (u32, u32)) -> f64
where
    G: IntoEdges<EdgeWeight = f32> + NodeIndexable,
{
    queue.begin(from, 3);
    let (mut found, mut sum): (Vec<u32>, f64) = (Vec::with_capacity(5), 0.0);
    while let Some((bits, left, at)) = queue.heap.pop() {
        let (strength, Step { person, before }) = (f32::from_bits(bits), queue.steps[at as usize]);
        let first = match left {
            2 => person,
            1 => queue.steps[before as usize].person,
            _ => first_of(queue, before),
        };
        if person == to {
            if !found.contains(&first) {
                found.push(first);
                sum += f64::from(strength);
            }
            if found.len() == 5 {
                break;
            }
            continue;
        }
        if left == 1 && !takes(queue, person, first) {
            continue;
        }
        for edge in graph.edges(graph.from_index(person as usize)) {
            let next = graph.to_index(edge.target()) as u32;
            if next != from && (left > 1 || next == to) && (left < 3 || next != to) {
                queue.push(Step { person: next, before: at }, strength * edge.weight(), left - 1);
            }
        }
    }
    sum
}

fn first_of(queue: &Queue, mut at: u32) -> u32 {
    while queue.steps[at as usize].before != 0 {
        at = queue.steps[at as usize].before;
    }
    queue.steps[at as usize].person
}

/// Whether a way over this first hop may go on from the person.
fn takes(queue: &mut Queue, person: u32, first: u32) -> bool {
    let firsts = &mut queue.firsts[person as usize];
    if firsts.len() == 5 || firsts.contains(&first) {
        return false;
    }
    if firsts.is_empty() {
        queue.touched.push(person);
    }
    firsts.push(first);
    true
}

pub(crate) fn nearest<G>(graph: G, queue: &mut Queue, from: u32) -> f64
where
    G: IntoEdges<EdgeWeight = f32> + NodeIndexable,
{
    queue.begin(from, 3);
    let (mut found, mut sum): (Vec<u32>, f64) = (Vec::with_capacity(10), 0.0);
    while let Some((bits, left, at)) = queue.heap.pop() {
        let (strength, person) = (f32::from_bits(bits), queue.steps[at as usize].person);
        if queue.tagged[person as usize] && person != from && !found.contains(&person) {
            found.push(person);
            sum += f64::from(strength);
            if found.len() == 10 {
                break;
            }
        }
        if left == 0 || queue.best[person as usize][usize::from(left)] > strength {
            continue;
        }
        for edge in graph.edges(graph.from_index(person as usize)) {
            let next = graph.to_index(edge.target()) as u32;
            if (left > 1 || queue.tagged[next as usize]) && next != from {
                queue.improve(Step { person: next, before: at }, strength * edge.weight(), left - 1);
            }
        }
    }
    sum
}
