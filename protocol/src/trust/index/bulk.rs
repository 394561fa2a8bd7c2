//! Filling an index at once: count, place, then turn the lists about twice, which brings them all in order.

use crate::trust::index::arena::Arena;
use crate::trust::index::list::{Entry, List};
use crate::trust::index::{Level, MAX_NODES, MemberNo, Node, Passes, TrustIndex};

pub(super) fn fill(
    members: u32,
    persons: u32,
    edges: impl Iterator<Item = (MemberNo, Node, Level, Passes)> + Clone,
) -> TrustIndex {
    let mut index = TrustIndex::new();
    let said = said_by(&mut index, members, persons, edges.clone());
    let TrustIndex { arena, lists, edges: count } = &mut index;
    place(arena, &mut lists.ties_out, &said.ties);
    place(arena, &mut lists.contacts, &said.contacts);
    for (from, to, level, passes) in edges.filter(is_about_another) {
        let list = match to {
            Node::Member(_) => &mut lists.ties_out[from.0 as usize],
            Node::Person(_) => &mut lists.contacts[from.0 as usize],
        };
        list.push(arena, Entry::new(to.number(), level), passes);
    }
    *count = settle(arena, &mut lists.ties_out) + settle(arena, &mut lists.contacts);
    transpose(arena, &lists.ties_out, &mut lists.ties_in);
    transpose(arena, &lists.ties_in, &mut lists.ties_out);
    transpose(arena, &lists.contacts, &mut lists.owners);
    transpose(arena, &lists.owners, &mut lists.contacts);
    for (list, person) in lists.owners.iter().zip(0..) {
        lists.known.note(person, list, arena);
    }
    index
}

/// How many ties and contacts each member says.
#[derive(Default)]
struct Said {
    ties: Vec<u32>,
    contacts: Vec<u32>,
}

fn said_by(
    index: &mut TrustIndex,
    members: u32,
    persons: u32,
    edges: impl Iterator<Item = (MemberNo, Node, Level, Passes)>,
) -> Said {
    let mut said = Said::default();
    index.lists.reserve(members, persons);
    for (from, to, ..) in edges.filter(is_about_another) {
        assert!(from.0 < MAX_NODES && to.number() < MAX_NODES, "numbers are dense and below 2^30");
        index.lists.make_room(from, to);
        let counts = match to {
            Node::Member(_) => &mut said.ties,
            Node::Person(_) => &mut said.contacts,
        };
        if counts.len() <= from.0 as usize {
            counts.resize(index.lists.ties_out.len(), 0);
        }
        counts[from.0 as usize] += 1;
    }
    said
}

fn is_about_another(edge: &(MemberNo, Node, Level, Passes)) -> bool {
    edge.1 != Node::Member(edge.0)
}

fn place(arena: &mut Arena, family: &mut [List], lens: &[u32]) {
    for (list, len) in family.iter_mut().zip(lens) {
        *list = List::with_room(arena, *len as usize);
    }
}

/// Drops all but the last word on each node, and counts what stays.
fn settle(arena: &mut Arena, family: &mut [List]) -> usize {
    let mut seen: Vec<(u32, u32)> = Vec::new();
    let mut edges = 0;
    for (list, turn) in family.iter_mut().zip(1..) {
        if note_last(arena, list, turn, &mut seen) {
            list.retain(arena, |at, entry| seen[entry.node() as usize] == (turn, at as u32));
        }
        edges += list.len();
    }
    edges
}

/// Notes where each node stands last in the list, and says whether one stands twice.
fn note_last(arena: &Arena, list: &List, turn: u32, seen: &mut Vec<(u32, u32)>) -> bool {
    let mut twice = false;
    for (entry, at) in list.edges(arena, Passes::NONE).iter().zip(0..) {
        let node = entry.node() as usize;
        if seen.len() <= node {
            seen.resize((node + 1).next_power_of_two(), (0, 0));
        }
        twice |= seen[node].0 == turn;
        seen[node] = (turn, at);
    }
    twice
}

/// Writes every edge of these lists into the list of its other end. As it takes the lists in their order, level by
/// level, what it writes stands in order and needs no sorting.
fn transpose(arena: &mut Arena, lists: &[List], other_ends: &mut [List]) {
    let mut next = vec![[0_u32; LEVELS]; other_ends.len()];
    for list in lists {
        for entry in list.edges(arena, Passes::NONE).iter() {
            next[entry.node() as usize][entry.rank() as usize] += 1;
        }
    }
    let mut edges = 0_u32;
    for at in next.as_flattened_mut() {
        edges += std::mem::replace(at, edges);
    }
    let (mut entries, mut bits) = (vec![0; edges as usize], vec![0; edges as usize]);
    for (list, node) in lists.iter().zip(0..) {
        for (entry, passes) in list.with_passes(arena) {
            let at = &mut next[entry.node() as usize][entry.rank() as usize];
            entries[*at as usize] = entry.with_node(node).word();
            bits[*at as usize] = passes.bits();
            *at += 1;
        }
    }
    let mut begin = 0;
    for (list, next) in other_ends.iter_mut().zip(&next) {
        let end = next[LEVELS - 1] as usize;
        list.fill(arena, &entries[begin..end], &bits[begin..end]);
        begin = end;
    }
}

/// How many levels there are.
const LEVELS: usize = 4;
