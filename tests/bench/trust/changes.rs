//! The rows that change edges: one at a time, many in a row, and mixed with searches.

use stn_tests::graphs::{Change, Edge, Indexed, Searcher, Workload, strength};
use stn_tests::measure::{Times, timed};

use crate::library::Changing;
use crate::sources::Effort;
use crate::table::{Goal, Row};

/// Edges added, edges removed, and how many changes a second that makes.
pub(crate) fn rows(ours: &mut Indexed, library: &mut Changing, workload: &Workload, effort: Effort) -> [Row; 3] {
    let (mut our_times, mut library_times) = (Times::default(), Times::default());
    for _ in 0..effort.passes {
        apply_all(ours, &workload.changes, &mut our_times);
        apply_all(library, &workload.changes, &mut library_times);
    }
    let goal = Goal::Micros { median: 4.0, p99: 20.0 };
    let only = |times: &Times, added: bool| {
        let mut kept = Times::default();
        for (at, change) in workload.changes.iter().enumerate() {
            if matches!(change, Change::Add(_)) == added {
                kept.fold(kept.micros.len(), times.micros[at], times.answers[at]);
            }
        }
        kept
    };
    let row = |name, added| Row { name, ours: only(&our_times, added), library: only(&library_times, added), goal };
    let (add, remove) = (row("add an edge", true), row("remove an edge", false));
    [add, remove, Row { name: "changes in a row", ours: our_times, library: library_times, goal: Goal::PerSecond(5e4) }]
}

/// In a hundred: 80 introducers, 15 best paths, 5 changes, on one core.
pub(crate) fn mixed(ours: &mut Indexed, library: &mut Changing, workload: &Workload, effort: Effort) -> Row {
    let mut row = Row { name: "mixed", ours: Times::default(), library: Times::default(), goal: Goal::PerSecond(1e5) };
    for start in (0..effort.mixed).step_by(TURN) {
        let turns: [(&mut dyn Searcher, &mut Times); 2] = [(ours, &mut row.ours), (library, &mut row.library)];
        for (searcher, times) in turns {
            let (answers, micros) = timed(|| mixed_turn(searcher, workload, start));
            for answer in answers {
                times.fold(times.micros.len(), micros / TURN as f64, answer);
            }
        }
    }
    let changed = effort.mixed.div_ceil(20).min(workload.changes.len());
    undo(ours, &workload.changes[..changed]);
    undo(library, &workload.changes[..changed]);
    row
}

fn mixed_turn(searcher: &mut dyn Searcher, workload: &Workload, start: usize) -> [f64; TURN] {
    std::array::from_fn(|at| {
        let at = start + at;
        let (from, to) = workload.pairs[at % workload.pairs.len()];
        match at % 20 {
            0 => workload.changes.get(at / 20).map_or(0.0, |change| apply(searcher, change)),
            1..=3 => searcher.best_path(from, to, 3),
            _ => searcher.introducers(from, to),
        }
    })
}

/// Times every change, and checks that the next search sees it; then takes all back.
fn apply_all(searcher: &mut dyn Searcher, changes: &[Change], times: &mut Times) {
    for (at, change) in changes.iter().enumerate() {
        let (_, micros) = timed(|| apply(searcher, change));
        let Edge { from, to, level, .. } = *change.edge();
        let seen = searcher.best_path(from, to, 1);
        let expected = if matches!(change, Change::Add(_)) { strength(level) } else { 0.0 };
        times.fold(at, micros, f64::from(u8::from((seen - expected).abs() < 1e-6)));
        assert_eq!(times.answers[at], 1.0, "change {at} is not seen by the next search");
    }
    undo(searcher, changes);
}

fn apply(searcher: &mut dyn Searcher, change: &Change) -> f64 {
    match change {
        Change::Add(edge) => {
            searcher.set(*edge);
            1.0
        }
        Change::Remove(edge) => f64::from(u8::from(searcher.remove(edge.from, edge.to))),
    }
}

fn undo(searcher: &mut dyn Searcher, changes: &[Change]) {
    for change in changes.iter().rev() {
        match change {
            Change::Add(edge) => {
                searcher.remove(edge.from, edge.to);
            }
            Change::Remove(edge) => searcher.set(*edge),
        }
    }
}

const TURN: usize = 100;
