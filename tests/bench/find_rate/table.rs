//! Four lines for each federation and enrolment: as policies are by default and where all are open, cold and after 30
//! days.

use std::time::Instant;

use stn_protocol::time::Span;
use stn_tests::find_rate::{Counts, Land, Openness, Sample, enrolled};
use stn_tests::reach::Federation;

/// How much is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Members who ask.
    pub(crate) askers: usize,
    /// Persons each of them asks for.
    pub(crate) persons: usize,
    /// Somebody of every organisation asks each so many days.
    pub(crate) ask_every_days: u64,
}

impl Effort {
    pub(crate) const SMALL: Self = Self { askers: 20, persons: 20, ask_every_days: 10 };
    pub(crate) const WHOLE: Self = Self { askers: 60, persons: 40, ask_every_days: 1 };
}

/// Says what the columns are.
pub(crate) fn head() {
    println!(
        "| federation | enrolled | policy | when | pairs | graph | match | policy | quota | end to end | of those whom \
         somebody admits | 0.9 | s |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
}

/// Measures one federation and prints it; says whether what must hold did.
pub(crate) fn rows(whole: &Federation, effort: Effort, matched: f64) -> bool {
    let mut holds = true;
    for percent in [100, 40] {
        let part = enrolled(whole, percent, ENROLMENT);
        let samples = Sample::drawn(whole, &part, (effort.askers, effort.persons), PAIRS);
        for openness in [Openness::Default, Openness::Network] {
            let began = Instant::now();
            let mut land = Land::wake(&part, openness);
            land.everybody_asks();
            let line = |land: &Land<'_>, when: &str| {
                let counts = Counts::of(&samples, whole, land, openness);
                let labels = (percent, openness, when);
                print(whole, labels, counts, matched, began.elapsed().as_secs_f64());
                counts
            };
            let cold = line(&land, "cold");
            for day in 1..=DAYS {
                land.pass(Span::days(1));
                if day % effort.ask_every_days == 0 {
                    land.everybody_asks();
                }
            }
            let later = line(&land, "30 days");
            // What was evaluated stays so within an epoch.
            holds &= later.quota >= cold.quota;
        }
    }
    holds
}

fn print(
    whole: &Federation,
    (percent, openness, when): (usize, Openness, &str),
    counts: Counts,
    matched: f64,
    secs: f64,
) {
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    let end_to_end = share(counts.quota, counts.pairs) * matched;
    let of_admitted = share(counts.quota, counts.admitted);
    println!(
        "| {} | {percent} % | {} | {when} | {} | {:.3} | {matched:.3} | {:.3} | {:.3} | {end_to_end:.3} | \
         {of_admitted:.3} of {} | {} | {secs:.0} |",
        whole.name,
        match openness {
            Openness::Default => "default",
            Openness::Network => "network",
        },
        counts.pairs,
        share(counts.graph, counts.pairs),
        share(counts.policy, counts.graph),
        share(counts.quota, counts.policy),
        counts.admitted,
        if of_admitted >= GOAL { "yes" } else { "**no**" },
    );
}

/// Of what full enrolment and open policy would find for people whose owners admit the asker.
const GOAL: f64 = 0.9;
const DAYS: u64 = 30;
const ENROLMENT: u64 = 40;
const PAIRS: u64 = 3;
