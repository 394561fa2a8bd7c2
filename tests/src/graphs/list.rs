//! Real trust graphs, from plain edge lists: one edge a line, numbers only.
//!
//! A list may be missing wherever benches run; who asks for it decides what that means. Nothing is unpacked here.

use std::io::{self, BufRead};

use stn_protocol::trust::Passes;

use super::{Draw, Edge, Graph, drawn_level};

/// What the numbers on a line mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// `from to`, and perhaps more; levels are drawn.
    Bare,
    /// `from to trust`, trust as .4, .6, .8 or 1.
    Advogato,
    /// `from,to,rating,…`, ratings up to 10; those of 0 or less are dropped.
    Ratings,
}

/// Reads an edge list. Whoever has an edge that goes out is a member.
pub fn read(name: &str, kind: ListKind, lines: impl BufRead) -> io::Result<Graph> {
    let mut draw = Draw::new(LEVEL_SEED);
    let mut loose = Vec::new();
    for line in lines.lines() {
        let line = line?;
        if !line.starts_with(|first: char| first.is_ascii_digit()) {
            continue;
        }
        let edge = edge(kind, &line, &mut draw);
        let edge = edge.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("no edge: {line:?}")))?;
        loose.extend((edge.level > 0).then_some(edge));
    }
    Ok(with_dense_numbers(name, loose, &mut draw))
}

fn edge(kind: ListKind, line: &str, draw: &mut Draw) -> Option<Edge> {
    let mut words = line.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    let (from, to) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let level = match kind {
        ListKind::Bare => drawn_level(draw),
        ListKind::Advogato => advogato_level(words.next()?.parse().ok()?)?,
        ListKind::Ratings => rating_level(words.next()?.parse().ok()?),
    };
    Some(Edge { from, to, level, passes: Passes::ALL })
}

fn advogato_level(trust: f64) -> Option<u8> {
    [0.4, 0.6, 0.8, 1.0].iter().zip(1..).find(|(known, _)| (trust - **known).abs() < 0.01).map(|(_, level)| level)
}

fn rating_level(rating: i32) -> u8 {
    match rating {
        i32::MIN..=0 => 0,
        1..=2 => 1,
        3..=4 => 2,
        5..=7 => 3,
        8..=i32::MAX => 4,
    }
}

/// Numbers people from 0 on, in an order of chance.
fn with_dense_numbers(name: &str, mut edges: Vec<Edge>, draw: &mut Draw) -> Graph {
    let mut known: Vec<u32> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    known.sort_unstable();
    known.dedup();
    let numbers = draw.distinct(known.len(), known.len());
    let number = |id: u32| numbers[known.binary_search(&id).expect("every id is in the list")];
    let mut members = vec![false; known.len()];
    for edge in &mut edges {
        (edge.from, edge.to) = (number(edge.from), number(edge.to));
        members[edge.from as usize] = true;
    }
    Graph::new(name, members, edges, draw)
}

const LEVEL_SEED: u64 = 7;
