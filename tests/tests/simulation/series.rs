//! Runs in a row: each from its own number, several at once, and told about when one goes wrong.
//!
//! `STN_SIM_SEED=n` runs that one alone and prints what happened in it. `STN_SIM_SECONDS=n` goes on for so long,
//! from the number after the last of the usual ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use stn_tests::simulation::{Broken, Faults, Run, Seed, Setting, Shape, Simulation};

/// Runs that share a plan: one of them is calm, and the others are compared with it.
const RUNS_PER_PLAN: u64 = 8;
/// Runs at a time.
const AT_ONCE: usize = 2;

/// Runs of one sort.
pub(crate) struct Series {
    /// The test they belong to, to be named where one fails.
    pub(crate) test: &'static str,
    /// Where they take place, in turn.
    pub(crate) shapes: Vec<Shape>,
    /// Whether a peer lies.
    pub(crate) has_liar: bool,
    /// Whether the outcome is that of the calm run.
    pub(crate) is_compared: bool,
    /// How many.
    pub(crate) runs: u64,
}

/// What a series came to.
#[derive(Default)]
pub(crate) struct Tally {
    /// Runs.
    pub(crate) runs: u64,
    /// Their steps.
    pub(crate) steps: u64,
    /// Introductions people had in them.
    pub(crate) introductions: u64,
    /// Runs that ended in another way than the calm one.
    pub(crate) different: u64,
}

impl Series {
    /// Runs all, or what the environment says.
    ///
    /// # Panics
    /// If a promise is broken: with the number, and how to see it again.
    pub(crate) fn run(&self) -> Tally {
        if let Some(number) = environment("STN_SIM_SEED") {
            return self.replay(number);
        }
        let settings: Vec<OnceLock<Setting>> = self.shapes.iter().map(|_| OnceLock::new()).collect();
        let until = environment("STN_SIM_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let first = if until.is_some() { self.runs / RUNS_PER_PLAN } else { 0 };
        let (next, failed, tally) = (AtomicU64::new(first), Mutex::new(None), Mutex::new(Tally::default()));
        let is_over = |plan: u64| {
            let is_late = until.map_or(plan * RUNS_PER_PLAN >= self.runs, |until| Instant::now() >= until);
            is_late || failed.lock().unwrap().is_some()
        };
        std::thread::scope(|threads| {
            for _ in 0..AT_ONCE {
                threads.spawn(|| {
                    loop {
                        let plan = next.fetch_add(1, Ordering::Relaxed);
                        if is_over(plan) {
                            return;
                        }
                        let place = (plan % self.shapes.len() as u64) as usize;
                        let setting = settings[place].get_or_init(|| self.setting(place));
                        if let Err(told) = self.run_plan(setting, plan, &tally) {
                            failed.lock().unwrap().get_or_insert(told);
                        }
                    }
                });
            }
        });
        if let Some(told) = failed.into_inner().unwrap() {
            panic!("{told}");
        }
        let tally = tally.into_inner().unwrap();
        eprintln!(
            "{}: {} runs, {} steps, {} introductions, {} other outcomes",
            self.test, tally.runs, tally.steps, tally.introductions, tally.different
        );
        tally
    }

    fn setting(&self, place: usize) -> Setting {
        Setting::make(self.shapes[place], Seed(place as u64 + 1))
    }

    fn run_plan(&self, setting: &Setting, plan: u64, tally: &Mutex<Tally>) -> Result<(), String> {
        let calm = self.calm(setting, plan).map_err(|broken| self.tell(plan * RUNS_PER_PLAN, &broken))?;
        for number in plan * RUNS_PER_PLAN..(plan + 1) * RUNS_PER_PLAN {
            let run = self.one(setting, number).map_err(|broken| self.tell(number, &broken))?;
            let differs = calm.sight != run.sight;
            if differs && self.is_compared {
                let what = calm.sight.difference(&run.sight).join("\n  ");
                return Err(self.tell(number, &Broken { promise: PERFECT, what }));
            }
            let mut tally = tally.lock().unwrap();
            tally.runs += 1;
            tally.steps += run.steps;
            tally.introductions += run.sight.introductions() as u64;
            tally.different += u64::from(differs);
        }
        Ok(())
    }

    /// The run of a plan in which nothing goes wrong.
    fn calm(&self, setting: &Setting, plan: u64) -> Result<Run, Broken> {
        guarded(|| Simulation::new(setting, Seed(plan), Seed(plan), Faults::none()).run())
    }

    fn one(&self, setting: &Setting, number: u64) -> Result<Run, Broken> {
        let faults = Faults::drawn(Seed(number));
        let faults = if self.has_liar { faults.with_lies() } else { faults };
        guarded(|| Simulation::new(setting, Seed(number / RUNS_PER_PLAN), Seed(number), faults).run())
    }

    fn tell(&self, number: u64, broken: &Broken) -> String {
        format!(
            "run {number}: {} is broken: {}\nsee it again: STN_SIM_SEED={number} cargo test -p stn-tests --test \
             simulation -- {} --nocapture",
            broken.promise, broken.what, self.test
        )
    }

    fn replay(&self, number: u64) -> Tally {
        let plan = number / RUNS_PER_PLAN;
        let setting = self.setting((plan % self.shapes.len() as u64) as usize);
        let faults = Faults::drawn(Seed(number));
        let faults = if self.has_liar { faults.with_lies() } else { faults };
        eprintln!("{}\n{faults:?}", setting.name);
        let calm = Simulation::new(&setting, Seed(plan), Seed(plan), Faults::none()).run();
        let run = Simulation::new(&setting, Seed(plan), Seed(number), faults).run();
        eprintln!("{}", run.record);
        for line in calm.sight.difference(&run.sight) {
            eprintln!("{line}");
        }
        assert_eq!(run.broken, None, "run {number}");
        assert!(!self.is_compared || calm.sight == run.sight, "run {number} ends in another way than the calm one");
        Tally { runs: 1, ..Tally::default() }
    }
}

/// The promise about a run's end.
pub(crate) const PERFECT: &str = "always_the_perfect_outcome";

/// A run's end, or what it broke; a panic is as good as a broken promise.
fn guarded(run: impl FnOnce() -> Run) -> Result<Run, Broken> {
    let ended = catch_unwind(AssertUnwindSafe(run));
    let run = ended.map_err(|_| Broken { promise: "never_a_panic", what: "a step panicked".to_owned() })?;
    match run.broken {
        Some(broken) => Err(broken),
        None => Ok(run),
    }
}

fn environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}
