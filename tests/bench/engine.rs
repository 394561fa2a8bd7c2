//! One engine on one graph folder, so that others' engines stand beside it: JSON lines, one for each row.
//!
//! `cargo run --release -p stn-tests --example trust-engine -- DIR`. With `--model` the plain model answers instead;
//! with `--compare` both do, and the program fails where they differ. The folder's format is told in
//! `stn_tests::graphs::folder`, how times are taken in `stn_tests::measure`. Equal sums mean equal answers.

#![expect(clippy::print_stdout, reason = "the lines are the result")]

#[path = "engine/restart.rs"]
mod restart;

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use serde_json::{Value, json};
use stn_tests::graphs::{Change, Graph, Indexed, Model, Searcher, Workload, folder};
use stn_tests::measure::{Times, race, timed};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (flags, dirs): (Vec<&str>, Vec<&str>) =
        words.iter().map(String::as_str).partition(|word| word.starts_with("--"));
    let ([dir], [] | ["--model"] | ["--compare"]) = (&dirs[..], &flags[..]) else {
        println!("usage: trust-engine DIR [--model | --compare]");
        return ExitCode::FAILURE;
    };
    let dir = Path::new(dir);
    let result = match flags.first() {
        None => ours(dir).map(|_| true),
        Some(&"--model") => model(dir).map(|_| true),
        Some(_) => ours(dir).and_then(|ours| Ok(is_same(&ours, &model(dir)?))),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("{}: {error}", dir.display());
            ExitCode::FAILURE
        }
    }
}

/// The index: loaded, asked, changed, stored and started again.
fn ours(dir: &Path) -> io::Result<Vec<(&'static str, Times)>> {
    let start = Instant::now();
    let (graph, workload) = folder::read(dir)?;
    let before = resident_bytes();
    let mut index = Indexed::new(&graph);
    let load = start.elapsed().as_secs_f64();
    let edges = graph.edges.len();
    say(json!({
        "engine": "stn", "dataset": graph.name, "q": "load", "m": edges, "load_s": load,
        "rss_mb": (resident_bytes().saturating_sub(before)) as f64 / 1e6,
        "bytes_per_edge": index.memory_bytes() as f64 / edges as f64,
    }));
    let all = answers("stn", &graph, &workload, &mut index, PASSES);
    say(restart::measured("stn", &graph, &workload)?);
    Ok(all)
}

fn model(dir: &Path) -> io::Result<Vec<(&'static str, Times)>> {
    let start = Instant::now();
    let (graph, workload) = folder::read(dir)?;
    let mut model = Model::new(&graph);
    let load = start.elapsed().as_secs_f64();
    say(json!({"engine": "model", "dataset": graph.name, "q": "load", "m": graph.edges.len(), "load_s": load}));
    Ok(answers("model", &graph, &workload, &mut model, 1))
}

/// Every row but `load` and `restart`.
fn answers(
    engine: &str,
    graph: &Graph,
    workload: &Workload,
    searcher: &mut dyn Searcher,
    passes: usize,
) -> Vec<(&'static str, Times)> {
    let mut all = Vec::new();
    for (name, ask) in QUESTIONS {
        let ask = |searcher: &mut dyn Searcher, at: usize| ask(searcher, workload.pairs[at]);
        let times = race(&mut [&mut *searcher], workload.pairs.len(), passes, &ask).remove(0);
        say(line(engine, graph, name, &times));
        all.push((name, times));
    }
    let [add, remove] = changes(searcher, workload, passes);
    for (name, times) in [("add", add), ("remove", remove)] {
        say(line(engine, graph, name, &times));
        all.push((name, times));
    }
    all
}

/// Applies the whole file in every pass and takes it back after it. An answer is the edge's level as the next search
/// sees it, 0 once it is gone.
fn changes(searcher: &mut dyn Searcher, workload: &Workload, passes: usize) -> [Times; 2] {
    let mut times = [Times::default(), Times::default()];
    for _ in 0..passes {
        let mut done = [0, 0];
        for change in &workload.changes {
            let ((), micros) = timed(|| apply(searcher, change));
            let kind = usize::from(matches!(change, Change::Remove(_)));
            let seen = searcher.best_path(change.edge().from, change.edge().to, 1);
            times[kind].fold(done[kind], micros, seen);
            done[kind] += 1;
        }
        for change in workload.changes.iter().rev() {
            match change {
                Change::Add(edge) => apply(searcher, &Change::Remove(*edge)),
                Change::Remove(edge) => apply(searcher, &Change::Add(*edge)),
            }
        }
    }
    times
}

fn apply(searcher: &mut dyn Searcher, change: &Change) {
    match change {
        Change::Add(edge) => searcher.set(*edge),
        Change::Remove(edge) => {
            searcher.remove(edge.from, edge.to);
        }
    }
}

fn is_same(ours: &[(&str, Times)], model: &[(&str, Times)]) -> bool {
    let mut same = true;
    for ((name, ours), (_, model)) in ours.iter().zip(model) {
        let difference = ours.difference(model);
        let at = difference.map(|at| json!([at, ours.answers[at], model.answers[at]]));
        say(json!({"compare": name, "same": difference.is_none(), "sums": [ours.sum(), model.sum()], "first": at}));
        same &= difference.is_none();
    }
    same
}

fn line(engine: &str, graph: &Graph, name: &str, times: &Times) -> Value {
    json!({
        "engine": engine, "dataset": graph.name, "q": name, "n": times.micros.len(),
        "median_us": times.percent(50), "p99_us": times.percent(99), "max_us": times.percent(100), "sum": times.sum(),
    })
}

fn say(line: Value) {
    println!("{line}");
}

/// What the process holds in memory; 0 where the system doesn't tell.
fn resident_bytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().map_or(0, |kilobytes: u64| kilobytes * 1024)
}

type Question = (&'static str, fn(&mut dyn Searcher, (u32, u32)) -> f64);

const QUESTIONS: [Question; 5] = [
    ("q1h3", |searcher, (from, to)| searcher.best_path(from, to, 3)),
    ("q1h4", |searcher, (from, to)| searcher.best_path(from, to, 4)),
    ("q2", |searcher, (from, to)| searcher.introducers(from, to)),
    ("q3", |searcher, (from, _)| searcher.reach(from).iter().map(|ring| f64::from(*ring)).sum()),
    ("q4", |searcher, (from, _)| searcher.nearest(from)),
];
const PASSES: usize = 3;
