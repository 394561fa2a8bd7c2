//! A graph folder, as others' engines read it too: `graph.bin`, `nodes.csv`, `queries.tsv`, `updates.tsv`.
//!
//! `graph.bin` is `STNG0001`, then little-endian `u32 n`, `u32 m`, `u32 from[m]`, `u32 to[m]`, `u8 level[m]`, in order
//! of `from` and `to`. A line of `nodes.csv` is `number,member,tag` with 0 or 1; of `queries.tsv` `id from to`; of
//! `updates.tsv` `+` or `-`, then `from to level`, with tabs.

use std::fs;
use std::io;
use std::path::Path;
use std::str::FromStr;

use stn_protocol::trust::Passes;

use super::{Change, Edge, Graph, Workload};

/// Reads a folder; the graph is called as the folder is. Its edges let everything through.
pub fn read(dir: &Path) -> io::Result<(Graph, Workload)> {
    let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (people, edges) = edges(&fs::read(dir.join("graph.bin"))?).ok_or_else(|| broken("graph.bin"))?;
    let mut members = vec![false; people];
    let mut tagged = Vec::new();
    for line in fs::read_to_string(dir.join("nodes.csv"))?.lines() {
        let [number, member, tag] = numbers(line, ',').ok_or_else(|| broken("nodes.csv"))?;
        *members.get_mut(number as usize).ok_or_else(|| broken("nodes.csv"))? = member == 1;
        tagged.extend((tag == 1).then_some(number));
    }
    let graph = Graph { name, members, tagged, edges };
    let pairs = fs::read_to_string(dir.join("queries.tsv"))?;
    let pairs = pairs.lines().map(|line| numbers(line, '\t').map(|[_, from, to]| (from, to)));
    let pairs = pairs.collect::<Option<_>>().ok_or_else(|| broken("queries.tsv"))?;
    let changes = fs::read_to_string(dir.join("updates.tsv"))?;
    let changes = changes.lines().map(change).collect::<Option<_>>();
    Ok((graph, Workload { pairs, changes: changes.ok_or_else(|| broken("updates.tsv"))? }))
}

fn edges(bytes: &[u8]) -> Option<(usize, Vec<Edge>)> {
    let (head, rest) = bytes.strip_prefix(b"STNG0001")?.split_at_checked(8)?;
    let [people, count] = [&head[..4], &head[4..]].map(|half| word(half) as usize);
    if rest.len() != count * 9 {
        return None;
    }
    let (from, rest) = rest.split_at(count * 4);
    let (to, levels) = rest.split_at(count * 4);
    let ends = from.chunks_exact(4).map(word).zip(to.chunks_exact(4).map(word));
    let edges = ends.zip(levels).map(|((from, to), level)| Edge { from, to, level: *level, passes: Passes::ALL });
    Some((people, edges.collect()))
}

fn word(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte))
}

fn change(line: &str) -> Option<Change> {
    let (op, rest) = line.split_once('\t')?;
    let [from, to, level] = numbers(rest, '\t')?;
    let edge = Edge { from, to, level: u8::try_from(level).ok()?, passes: Passes::ALL };
    match op {
        "+" => Some(Change::Add(edge)),
        "-" => Some(Change::Remove(edge)),
        _ => None,
    }
}

fn numbers<const N: usize>(line: &str, between: char) -> Option<[u32; N]> {
    let numbers: Option<Vec<u32>> = line.split(between).map(|word| u32::from_str(word).ok()).collect();
    numbers?.try_into().ok()
}

fn broken(file: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{file} is not as expected"))
}
