//! What a run prints: one table for each graph, ours beside petgraph, with ratios and what was to be reached.

use stn_tests::measure::Times;

/// One line of a table.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) ours: Times,
    pub(crate) library: Times,
    pub(crate) goal: Goal,
}

/// What a row is to reach; a worst case of 2 ms is everybody's.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// So many times as fast as petgraph at the median and, if not 0, at p99.
    TimesAsFast { median: f64, p99: f64 },
    /// Microseconds, at the median and at p99.
    Micros { median: f64, p99: f64 },
    /// Pieces a second, one after the other.
    PerSecond(f64),
    /// Nothing but the worst case.
    Worst,
}

impl Row {
    pub(crate) fn is_same(&self) -> bool {
        self.ours.difference(&self.library).is_none()
    }

    fn median_ratio(&self) -> f64 {
        self.library.percent(50) / self.ours.percent(50)
    }

    fn p99_ratio(&self) -> f64 {
        self.library.percent(99) / self.ours.percent(99)
    }

    fn goal_text(&self) -> String {
        match self.goal {
            Goal::TimesAsFast { median, p99: 0.0 } => format!("{median} times"),
            Goal::TimesAsFast { median: 0.0, p99 } => format!("p99 {p99} times"),
            Goal::TimesAsFast { median, p99 } => format!("{median} times, p99 {p99} times"),
            Goal::Micros { median, p99 } => format!("{median} µs, p99 {p99} µs"),
            Goal::PerSecond(rate) => format!("{rate}/s"),
            Goal::Worst => "worst 2 ms".to_owned(),
        }
    }

    fn reached(&self) -> &'static str {
        let reached = match self.goal {
            Goal::TimesAsFast { median, p99 } => self.median_ratio() >= median && self.p99_ratio() >= p99,
            Goal::Micros { median, p99 } => self.ours.percent(50) <= median && self.ours.percent(99) <= p99,
            Goal::PerSecond(rate) => per_second(&self.ours) >= rate,
            Goal::Worst => true,
        };
        let in_time = matches!(self.goal, Goal::PerSecond(_)) || self.ours.percent(100) <= WORST_MICROS;
        match (reached, in_time) {
            (true, true) => "yes",
            (true, false) => "**no**, worst over 2 ms",
            (false, true) => "**no**",
            (false, false) => "**no**, and worst over 2 ms",
        }
    }
}

/// Prints the head of a graph's table.
#[expect(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn print_head() {
    println!(
        "| µs | ours p50 | p99 | worst | petgraph p50 | p99 | ratio p50 | p99 | to reach | reached | same answers |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
}

/// Prints a row, as soon as it is measured.
#[expect(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn print(row: &Row) {
    let (ours, library) = (&row.ours, &row.library);
    let answers = match ours.difference(library) {
        None => format!("yes, {:.3}", ours.sum()),
        Some(at) => format!("**no**: piece {at}, {} and {}", ours.answers[at], library.answers[at]),
    };
    let times = match row.goal {
        Goal::PerSecond(_) => {
            let rates = (per_second(ours), per_second(library));
            format!("{:.0}/s | | | {:.0}/s | | {:.0} |", rates.0, rates.1, rates.0 / rates.1)
        }
        Goal::TimesAsFast { .. } | Goal::Micros { .. } | Goal::Worst => format!(
            "{:.2} | {:.2} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0}",
            ours.percent(50),
            ours.percent(99),
            ours.percent(100),
            library.percent(50),
            library.percent(99),
            row.median_ratio(),
            row.p99_ratio()
        ),
    };
    println!("| {} | {times} | {} | {} | {answers} |", row.name, row.goal_text(), row.reached());
}

fn per_second(times: &Times) -> f64 {
    times.micros.len() as f64 / times.micros.iter().sum::<f64>() * 1e6
}

const WORST_MICROS: f64 = 2_000.0;
