//! Searches over people and trust beside petgraph: same graphs, same searches, same answers, one run.
//!
//! `cargo bench -p stn-tests --bench trust -- --graphs DIR [--org11m] [--only NAME]`. The organisation is made up
//! here; the real edge lists lie in DIR (or in what STN_GRAPHS names), and one that isn't there is said to be
//! skipped. Ours looks at every edge's policy, petgraph has no policies. The bench fails where answers differ; a
//! target that is missed is a "no" in the table. How times are taken is told in `stn_tests::measure`.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "trust/best_first.rs"]
mod best_first;
#[path = "trust/changes.rs"]
mod changes;
#[path = "trust/layered.rs"]
mod layered;
#[path = "trust/library.rs"]
mod library;
#[path = "trust/searches.rs"]
mod searches;
#[path = "trust/sources.rs"]
mod sources;
#[path = "trust/table.rs"]
mod table;

use std::process::ExitCode;

use stn_tests::graphs::{Graph, Indexed, Searcher, Workload};
use stn_tests::measure::timed;

use library::Changing;
use sources::{Arguments, Source};
use table::Row;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(what) => {
            println!("{what}");
            return ExitCode::FAILURE;
        }
    };
    let mut same = true;
    for source in arguments.sources() {
        match source.graph(arguments.graphs.as_deref()) {
            Ok(graph) => same &= on(&graph, source),
            Err(why) => println!("\n## {}: skipped, {why}", source.name()),
        }
    }
    if same { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures everything on one graph and prints its table; says whether all answers were the same.
fn on(graph: &Graph, source: Source) -> bool {
    let effort = source.effort();
    let workload = Workload::new(graph, effort.searches, effort.changes, WORKLOAD_SEED);
    let (mut ours, load) = timed(|| Indexed::new(graph));
    print_head(graph, &ours, load);

    table::print_head();
    let mut same = true;
    let mut tell = |row: Row| {
        table::print(&row);
        same &= row.is_same();
    };
    searches::rows(graph, &mut ours, &workload, effort).for_each(&mut tell);
    searches::rows_by_hand(graph, &mut ours, &workload, effort).for_each(&mut tell);
    let (mut strict, open) = searches::with_policies(graph);
    let rows = searches::rows(&open, &mut strict, &workload, effort).zip(searches::NAMES_WITH_POLICIES);
    rows.map(searches::renamed).for_each(&mut tell);
    let mut library = Changing::new(graph);
    tell(changes::mixed(&mut ours, &mut library, &workload, effort));
    changes::rows(&mut ours, &mut library, &workload, effort).into_iter().for_each(tell);
    same
}

fn print_head(graph: &Graph, ours: &Indexed, load_micros: f64) {
    let members = graph.members.iter().filter(|member| **member).count();
    let edges = graph.edges.len();
    println!(
        "\n## {}: {members} members, {} people, {edges} edges, tag {}",
        graph.name,
        graph.people(),
        graph.tagged.len()
    );
    let bytes = ours.memory_bytes() as f64 / edges as f64;
    let most = if edges > 10_000_000 { 18.0 } else { 24.0 };
    println!(
        "\nBuilt in {:.0} ms. {bytes:.1} bytes an edge with both directions, policy and people; {most} to reach: {}.\n",
        load_micros / 1e3,
        if bytes <= most { "yes" } else { "**no**" }
    );
}

/// What a row races: a name for the search and how to ask it.
type Question = (&'static str, fn(&mut dyn Searcher, (u32, u32)) -> f64);

const WORKLOAD_SEED: u64 = 11;
