//! Somebody who asks with a stopwatch: a real node over real sockets, and a peer who measures how long it takes to settle a
//! question, to settle what is sent right after it, to pass the question on, and to settle what is sent then. From none of
//! the four can they tell a question that matches somebody who stays silent from one that matches nobody.
//!
//! ```text
//!   the test ── question ──► Riverbend: Nadia ── Henrike, who knows people and says nothing
//!      ▲                        │                    ║
//!      └──── settled, settled, and the question again, over Henrike's bridge
//! ```
//!
//! `STN_TIMING_SAMPLES=n` takes n samples of each class in the place of 3 000. docs/threat-model.md has a long run.

#![allow(clippy::unwrap_used, reason = "these are tests, with what they share")]
#![allow(clippy::print_stdout, reason = "the figures are worth reading")]

#[path = "timing/asker.rs"]
mod asker;
#[path = "timing/statistics.rs"]
mod statistics;

use std::path::Path;

use asker::{Asker, MEASURES, Sample};
use statistics::{Verdict, compare};
use stn_tests::processes::harbour::Harbour;

/// Samples of each class.
const SAMPLES: usize = 3_000;
/// Of the class that a leak shows: fewer are enough.
const LEAKING: usize = 600;
/// How often a leak is looked for at most.
const LEAKING_TRIES: usize = 4;
/// What |t| stays below where two classes are one: one in 150 000 is above by chance.
const T_MAX: f64 = 4.5;
/// What is asked of a Kolmogorov–Smirnov test before it is shared among all that are made.
const P_MIN: f64 = 1e-4;

#[test]
fn nobody_can_tell_by_the_clock_whether_a_question_matched_somebody_silent() {
    let samples = std::env::var("STN_TIMING_SAMPLES").ok().and_then(|text| text.parse().ok()).unwrap_or(SAMPLES);
    let mut ground = Ground::prepare(false);

    let first = ground.measure(samples);
    let told = report(&first);
    println!("{told}");
    if first.iter().all(Verdict::is_same) {
        return ground.check_that_one_class_matches();
    }
    // A machine that stumbled shows once; a difference shows again.
    let again = ground.measure(samples);

    assert!(again.iter().all(Verdict::is_same), "the classes differ\n{told}\nagain:\n{}", report(&again));
    ground.check_that_one_class_matches();
}

#[test]
fn a_node_that_looks_for_a_match_before_it_settles_is_found_out() {
    let mut ground = Ground::prepare(true);

    // A machine that stumbles hides what another try shows.
    let is_found = (0..LEAKING_TRIES).any(|_| {
        let verdicts = ground.measure(LEAKING);
        println!("{}", report(&verdicts));
        !verdicts[0].is_same()
    });

    assert!(is_found, "the stopwatch is blind");
    ground.check_that_one_class_matches();
}

/// The node, its people, and the peer who measures.
struct Ground {
    harbour: Harbour,
    runtime: tokio::runtime::Runtime,
    asker: Asker,
}

impl Ground {
    fn prepare(leaks: bool) -> Self {
        let mut harbour = Harbour::found(Path::new(env!("CARGO_BIN_EXE_stn-timed")));
        let for_all = ["--audience", "network"];
        harbour.me("Henrike", &[&["trust", asker::SOMEBODYS_NAME, "--strength", "know-well"], &for_all[..]].concat());
        harbour.me("Nadia", &[&["trust", "Henrike", "--strength", "would-vouch"], &for_all[..]].concat());
        harbour.tie_for_all("Omar", "Nadia");
        harbour.tie_for_all("Lucía", "Henrike");
        let bridge = harbour.me("Omar", &["bridges"])[0]["bridge"].as_str().unwrap().parse().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        harbour.stop("Hillside");
        harbour.stop("Riverbend");
        let mut asker = runtime.block_on(async { Asker::new(&harbour, bridge) });
        harbour.write("pace", &asker::PACE.as_millis().to_string());
        if leaks {
            harbour.write("leak", &asker.keys_of_whom_it_seeks());
        }
        harbour.start("Riverbend");
        runtime.block_on(asker.have_tables_made());
        Self { harbour, runtime, asker }
    }

    fn measure(&mut self, samples: usize) -> Vec<Verdict> {
        let samples = self.runtime.block_on(self.asker.measure(samples));
        MEASURES.iter().map(|(name, of)| verdict(name, of, &samples)).collect()
    }

    /// What is compared is what it is said to be: a question of the one class comes before Henrike, one of the other does not.
    fn check_that_one_class_matches(&mut self) {
        let before = self.prompts();
        self.runtime.block_on(self.asker.ask_as_witness(false));
        self.runtime.block_on(self.asker.ask_as_witness(true));

        self.harbour.until("a prompt for Henrike", || (self.prompts() == before + 1).then_some(()));
    }

    fn prompts(&self) -> usize {
        self.harbour.people_live_ahead(self.asker.ahead().as_secs());
        let inbox = self.harbour.me("Henrike", &["inbox"]);
        inbox.as_array().unwrap().iter().filter(|item| item["what"] == "prompt").count()
    }
}

fn verdict(name: &'static str, of: &fn(&Sample) -> f64, samples: &[Sample]) -> Verdict {
    let class = |matches| -> Vec<f64> { samples.iter().filter(|s| s.matches == matches).map(of).collect() };
    compare(name, &class(true), &class(false), P_MIN / MEASURES.len() as f64, T_MAX)
}

fn report(verdicts: &[Verdict]) -> String {
    verdicts.iter().map(Verdict::to_string).collect::<Vec<_>>().join("\n")
}
