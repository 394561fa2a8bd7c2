//! The rows that only read: paths, introducers, reach, the nearest people.

use stn_protocol::trust::Passes;
use stn_tests::graphs::policy::{QUESTION, drawn_policy};
use stn_tests::graphs::{Draw, Edge, Graph, Indexed, Searcher, Workload};
use stn_tests::measure::race;

use crate::Question;
use crate::library::{BothWays, Compact};
use crate::sources::Effort;
use crate::table::{Goal, Row};

/// Every search, with nothing forbidden by a policy.
pub(crate) fn rows<'a>(
    graph: &Graph,
    ours: &'a mut Indexed,
    workload: &'a Workload,
    effort: Effort,
) -> impl Iterator<Item = Row> + 'a {
    let mut library = Compact::new(graph);
    let row = move |((name, ask), goal): (Question, Goal)| {
        race_row(name, ask, [&mut *ours, &mut library], (workload, effort), goal)
    };
    QUESTIONS.into_iter().zip(goals(graph)).map(row)
}

/// The same with policies of many kinds; petgraph is given only the edges that let the question through.
pub(crate) fn with_policies(graph: &Graph) -> (Indexed, Graph) {
    let mut draw = Draw::new(POLICY_SEED);
    let edges = graph.edges.iter().map(|edge| Edge { passes: Passes::of_tie(&drawn_policy(&mut draw)), ..*edge });
    let graph = Graph { edges: edges.collect(), ..graph.clone() };
    (Indexed::new(&graph), graph.only(&graph.name, |edge| edge.passes.lets(QUESTION)))
}

/// A row under the name it has where policies differ, and with the worst case as its only goal.
pub(crate) fn renamed((row, name): (Row, &'static str)) -> Row {
    Row { name, goal: Goal::Worst, ..row }
}

/// How far petgraph comes when both directions are stored and looked up by hand, which the goals don't ask about.
pub(crate) fn rows_by_hand<'a>(
    graph: &Graph,
    ours: &'a mut Indexed,
    workload: &'a Workload,
    effort: Effort,
) -> impl Iterator<Item = Row> + 'a {
    let mut library = BothWays::new(graph);
    let row =
        move |(name, ask): Question| race_row(name, ask, [&mut *ours, &mut library], (workload, effort), Goal::Worst);
    QUESTIONS_BY_HAND.into_iter().map(row)
}

fn race_row(
    name: &'static str,
    ask: fn(&mut dyn Searcher, (u32, u32)) -> f64,
    mut contenders: [&mut dyn Searcher; 2],
    (workload, effort): (&Workload, Effort),
    goal: Goal,
) -> Row {
    let ask = |searcher: &mut dyn Searcher, at: usize| ask(searcher, workload.pairs[at]);
    let mut times = race(&mut contenders, workload.pairs.len(), effort.passes, &ask);
    let library = times.pop().expect("two were raced");
    Row { name, ours: times.pop().expect("two were raced"), library, goal }
}

/// Ratios are asked for on the organisation, at p99 of best paths also on Epinions; the worst case everywhere.
fn goals(graph: &Graph) -> [Goal; 6] {
    let times = |median, p99| Goal::TimesAsFast { median, p99 };
    match graph.name.as_str() {
        "org1m" => [
            times(150.0, 300.0),
            times(150.0, 300.0),
            Goal::Worst,
            times(150.0, 0.0),
            times(12.0, 0.0),
            times(12.0, 0.0),
        ],
        "epinions" => [times(0.0, 300.0), times(0.0, 300.0), Goal::Worst, Goal::Worst, Goal::Worst, Goal::Worst],
        _ => [Goal::Worst; 6],
    }
}

const QUESTIONS: [Question; 6] = [
    ("best path, 3 hops", |searcher, (from, to)| searcher.best_path(from, to, 3)),
    ("best path, 4 hops", |searcher, (from, to)| searcher.best_path(from, to, 4)),
    ("shortest, then firmest path", |searcher, (from, to)| searcher.shortest_path(from, to)),
    ("5 introducers", |searcher, (from, to)| searcher.introducers(from, to)),
    ("reach at 1, 2, 3", |searcher, (from, _)| searcher.reach(from).iter().map(|ring| f64::from(*ring)).sum()),
    ("10 nearest with the tag", |searcher, (from, _)| searcher.nearest(from)),
];
const QUESTIONS_BY_HAND: [Question; 3] = [
    ("by hand: best path, 3 hops", |searcher, (from, to)| searcher.best_path(from, to, 3)),
    ("by hand: best path, 4 hops", |searcher, (from, to)| searcher.best_path(from, to, 4)),
    ("by hand: 5 introducers", |searcher, (from, to)| searcher.introducers(from, to)),
];
/// What the rows are called where policies differ.
pub(crate) const NAMES_WITH_POLICIES: [&str; 6] = [
    "policies: best path, 3 hops",
    "policies: best path, 4 hops",
    "policies: shortest, then firmest",
    "policies: 5 introducers",
    "policies: reach",
    "policies: 10 nearest",
];
const POLICY_SEED: u64 = 5;
