//! From a stopped node to the first right answer: edges in the store, read back, indexed, asked.
//!
//! The store is the node's own, on the disk the temporary directory lies on. A member's edges are one record: a
//! format byte, then six bytes an edge. How a node lays them out is decided in its own rooms; `Layout` is where
//! another way is measured beside it.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use stn_node::store::{Change, Options, Record, SledStore, Store};
use stn_protocol::trust::{Level, MemberNo, Node, Passes, PersonNo, TrustIndex};
use stn_tests::graphs::indexed::Numbers;
use stn_tests::graphs::{Edge, Graph, Indexed, Searcher, Workload};

/// How edges become records.
#[derive(Clone, Copy)]
enum Layout {
    /// All edges of a member in one.
    RecordPerMember,
    /// One key for each edge, to compare.
    RecordPerEdge,
}

/// Measures the restart and gives its line; with STN_KEY_PER_EDGE set also how a key for each edge would do.
pub(crate) fn measured(engine: &str, graph: &Graph, workload: &Workload) -> io::Result<Value> {
    let packed = restart(graph, workload, Layout::RecordPerMember)?;
    let mut line = json!({
        "engine": engine, "dataset": graph.name, "q": "restart", "n": 1,
        "median_us": packed.seconds * 1e6, "p99_us": packed.seconds * 1e6, "max_us": packed.seconds * 1e6,
        "sum": packed.answer, "seconds_open": packed.opened, "seconds_read": packed.read,
        "disk_bytes_per_edge": packed.disk_bytes, "write_s": packed.write,
    });
    if std::env::var_os("STN_KEY_PER_EDGE").is_some() {
        let loose = restart(graph, workload, Layout::RecordPerEdge)?;
        line["key_per_edge"] = json!({
            "seconds": loose.seconds, "disk_bytes_per_edge": loose.disk_bytes, "write_s": loose.write,
        });
    }
    Ok(line)
}

/// What a restart took, in seconds, and what lay on the disk for each edge.
struct Restart {
    write: f64,
    opened: f64,
    read: f64,
    seconds: f64,
    disk_bytes: f64,
    answer: f64,
}

fn restart(graph: &Graph, workload: &Workload, layout: Layout) -> io::Result<Restart> {
    let numbers = Numbers::new(graph);
    let mut before = Indexed::new(graph);
    let is_connected = |(from, to): &&(u32, u32)| before.best_path(*from, *to, 3) > 0.0;
    let (from, to) = *workload.pairs.iter().find(is_connected).unwrap_or(&workload.pairs[0]);
    let expected = before.best_path(from, to, 3);

    let root = tempfile::tempdir()?;
    let dir = root.path().join("store");
    let start = Instant::now();
    write(&dir, &graph.edges, &numbers, layout)?;
    let write = start.elapsed().as_secs_f64();
    let disk_bytes = bytes_below(&dir)? as f64 / graph.edges.len() as f64;

    let start = Instant::now();
    let store = SledStore::open(&dir, Options::default()).map_err(io::Error::other)?;
    let opened = start.elapsed().as_secs_f64();
    let records = store.scan(PREFIX).map_err(io::Error::other)?;
    let read = start.elapsed().as_secs_f64();
    let edges = records.iter().flat_map(|record| edges_of(record, layout));
    let index = TrustIndex::from_edges(numbers.members(), numbers.persons(), edges);
    let answer = Indexed::from_index(numbers, graph, index).best_path(from, to, 3);
    let seconds = start.elapsed().as_secs_f64();
    if answer != expected {
        return Err(io::Error::other(format!("the first answer after a restart is {answer}, not {expected}")));
    }
    Ok(Restart { write, opened, read, seconds, disk_bytes, answer })
}

fn write(dir: &Path, edges: &[Edge], numbers: &Numbers, layout: Layout) -> io::Result<()> {
    let mut store = SledStore::create(dir).map_err(io::Error::other)?;
    let mut batch = Vec::new();
    let mut bytes = 0;
    for of_one in edges.chunk_by(|one, other| one.from == other.from) {
        let MemberNo(member) = numbers.member(of_one[0].from);
        let key = [PREFIX, &member.to_be_bytes()].concat();
        match layout {
            Layout::RecordPerMember => {
                let packed = of_one.iter().flat_map(|edge| packed(edge, numbers));
                batch.push(Change { key, value: Some([FORMAT].into_iter().chain(packed).collect()) });
            }
            Layout::RecordPerEdge => batch.extend(of_one.iter().map(|edge| {
                let [to @ .., level, passes] = packed(edge, numbers);
                Change { key: [&key[..], &to].concat(), value: Some(vec![FORMAT, level, passes]) }
            })),
        }
        bytes += of_one.len() * EDGE_BYTES;
        if bytes > BATCH_BYTES {
            store.commit(&std::mem::take(&mut batch)).map_err(io::Error::other)?;
            bytes = 0;
        }
    }
    store.commit(&batch).map_err(io::Error::other)
}

fn packed(edge: &Edge, numbers: &Numbers) -> [u8; EDGE_BYTES] {
    let to = match numbers.node(edge.to) {
        Node::Member(MemberNo(member)) => member,
        Node::Person(PersonNo(person)) => person | PERSON,
    };
    let [a, b, c, d] = to.to_be_bytes();
    [a, b, c, d, edge.level, edge.passes.bits()]
}

fn edges_of((key, value): &Record, layout: Layout) -> impl Iterator<Item = (MemberNo, Node, Level, Passes)> + Clone {
    let word = |bytes: &[u8]| bytes.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
    let member = MemberNo(word(&key[1..5]));
    let (in_key, in_value) = match layout {
        Layout::RecordPerMember => (None, value[1..].chunks_exact(EDGE_BYTES)),
        Layout::RecordPerEdge => (Some(&key[5..]), value[1..].chunks_exact(2)),
    };
    in_value.map(move |rest| {
        let to = word(in_key.unwrap_or_else(|| &rest[..4]));
        let [.., level, passes] = *rest else { unreachable!("chunks are whole") };
        let to = if to & PERSON == 0 { Node::Member(MemberNo(to)) } else { Node::Person(PersonNo(to ^ PERSON)) };
        (member, to, Level::new(level).expect("it was a level when written"), Passes::from_bits(passes))
    })
}

fn bytes_below(dir: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(dir)? {
        let (entry, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        let metadata = fs::metadata(&entry)?;
        bytes += match () {
            () if metadata.is_dir() => bytes_below(&entry)?,
            () if name == "reserve" => 0,
            () => metadata.len(),
        };
    }
    Ok(bytes)
}

const PREFIX: &[u8] = b"t";
const FORMAT: u8 = 1;
const EDGE_BYTES: usize = 6;
/// Marks a person outside in a packed edge.
const PERSON: u32 = 1 << 31;
/// How much is committed at once.
const BATCH_BYTES: usize = 1 << 20;
