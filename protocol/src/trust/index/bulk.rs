//! Filling an index at once: count, place, sort; nothing is moved twice.

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
    mirror(arena, &lists.ties_out, &mut lists.ties_in);
    mirror(arena, &lists.contacts, &mut lists.owners);
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

/// Drops all but the last word on each node, sorts, and counts what stays.
fn settle(arena: &mut Arena, family: &mut [List]) -> usize {
    let mut seen: Vec<(u32, u32)> = Vec::new();
    let mut buffer = Vec::new();
    let mut edges = 0;
    for (list, turn) in family.iter_mut().zip(1..) {
        if note_last(arena, list, turn, &mut seen) {
            list.retain(arena, |at, entry| seen[entry.node() as usize] == (turn, at as u32));
        }
        list.sort(arena, &mut buffer);
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

/// Writes every edge into the list of the one it is about.
fn mirror(arena: &mut Arena, said: &[List], heard: &mut [List]) {
    let mut lens = vec![0; heard.len()];
    for list in said {
        for entry in list.edges(arena, Passes::NONE).iter() {
            lens[entry.node() as usize] += 1;
        }
    }
    place(arena, heard, &lens);
    let mut copy = Vec::new();
    for (list, from) in said.iter().zip(0..) {
        copy.clear();
        copy.extend(list.with_passes(arena));
        for (entry, passes) in &copy {
            heard[entry.node() as usize].push(arena, Entry::new(from, entry.level()), *passes);
        }
    }
    let mut buffer = Vec::new();
    for list in heard {
        list.sort(arena, &mut buffer);
    }
}
