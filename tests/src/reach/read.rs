//! A federation from a real web of trust: an edge list and a list that says whose organisation somebody is of.
//!
//! Who is in no organisation is a person outside, whom members know. An edge inside an organisation is a tie, one
//! between two is a bridge, whoever said it first: a bridge is made by both.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use crate::graphs::Draw;
use crate::reach::Federation;
use crate::reach::federation::drawn_strength;

/// Reads `from to …` and `node org` lines; lines that begin with no digit are left out.
///
/// # Errors
/// What can't be read, or is no number.
pub fn read(name: &str, edges: impl BufRead, orgs: impl BufRead) -> io::Result<Federation> {
    let of: BTreeMap<u32, u32> = pairs(orgs)?.into_iter().collect();
    let (edges, mut draw) = (pairs(edges)?, Draw::new(STRENGTHS));
    let named: BTreeSet<u32> = of.values().copied().filter(|org| *org != 0).collect();
    let org_number: BTreeMap<u32, u32> = named.into_iter().zip(0..).collect();
    let org_of = |node: &u32| of.get(node).and_then(|org| org_number.get(org)).copied();
    let inside: BTreeMap<u32, u32> = of.keys().filter(|node| org_of(node).is_some()).copied().zip(0..).collect();
    let outside: BTreeMap<u32, u32> = of.keys().filter(|node| org_of(node).is_none()).copied().zip(0..).collect();
    let of_members = inside.keys().filter_map(org_of).collect();
    let mut federation = Federation::of_members(name, of_members, org_number.len(), outside.len());
    let mut bridged = BTreeSet::new();
    for (from, to) in edges {
        let Some(from) = inside.get(&from).copied() else { continue };
        match (inside.get(&to).copied(), outside.get(&to)) {
            (Some(to), _) if federation.org_of(from) == federation.org_of(to) => {
                federation.tie(from, to, drawn_strength(&mut draw));
            }
            (Some(to), _) => {
                if bridged.insert((from.min(to), from.max(to))) {
                    federation.bridge([from, to], [drawn_strength(&mut draw), drawn_strength(&mut draw)]);
                }
            }
            (None, Some(person)) => federation.knows(from, *person),
            (None, None) => {}
        }
    }
    Ok(federation)
}

fn pairs(lines: impl BufRead) -> io::Result<Vec<(u32, u32)>> {
    let mut pairs = Vec::new();
    for line in lines.lines() {
        let line = line?;
        if !line.starts_with(|first: char| first.is_ascii_digit()) {
            continue;
        }
        let mut words = line.split_whitespace().map(str::parse);
        let (Some(Ok(one)), Some(Ok(other))) = (words.next(), words.next()) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("no pair of numbers: {line:?}")));
        };
        pairs.push((one, other));
    }
    Ok(pairs)
}

const STRENGTHS: u64 = 7;
