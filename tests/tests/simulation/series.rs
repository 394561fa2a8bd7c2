//! Runs in a row: each from its own number, several at once. One that goes wrong is made as small as it gets, and told.
//!
//! `STN_SIM_SEED=n` runs that one alone and prints what happened in it, `STN_SIM_KEEP=…` with it only some of its
//! parts. `STN_SIM_SECONDS=n` goes on for so long, from the number after the last of the usual ones.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use stn_tests::simulation::shrink::shrunk;
use stn_tests::simulation::{Broken, Draw, Faults, Kept, Run, Seed, Setting, Shape, Simulation};

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
    /// How many peers lie; where several do, it is one fewer in every second run.
    pub(crate) liars: usize,
    /// Whether people end asks, bridges, memberships and peerings on the way.
    pub(crate) has_ends: bool,
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
    /// Runs without liars and ends, whose outcome need not be the calm one's.
    pub(crate) fn of(test: &'static str, shapes: Vec<Shape>, runs: u64) -> Self {
        Self { test, shapes, liars: 0, has_ends: false, is_compared: false, runs }
    }

    /// Runs all, or what the environment says.
    ///
    /// # Panics
    /// If a promise is broken: with the number, and how to see it again.
    pub(crate) fn run(&self) -> Tally {
        if let Some(number) = environment("STN_SIM_SEED") {
            return self.replay(number);
        }
        let runs = self.runs / crate::ONE_IN;
        let settings: Vec<OnceLock<Setting>> = self.shapes.iter().map(|_| OnceLock::new()).collect();
        let until = environment("STN_SIM_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let first = if until.is_some() { runs.div_ceil(RUNS_PER_PLAN) } else { 0 };
        let (next, failed, tally) = (AtomicU64::new(first), Mutex::new(None), Mutex::new(Tally::default()));
        let is_over = |plan: u64| {
            let is_late = until.map_or(plan * RUNS_PER_PLAN >= runs, |until| Instant::now() >= until);
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
                        if let Err((number, broken)) = self.run_plan(setting, plan, &tally) {
                            failed.lock().unwrap().get_or_insert((place, number, broken));
                        }
                    }
                });
            }
        });
        if let Some((place, number, broken)) = failed.into_inner().unwrap() {
            panic!("{}", self.tell(settings[place].get().expect("a run failed in it"), number, &broken));
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

    fn run_plan(&self, setting: &Setting, plan: u64, tally: &Mutex<Tally>) -> Result<(), (u64, Broken)> {
        let calm = Simulation::new(setting, Seed(plan), Seed(plan), Faults::none()).run();
        if let Some(broken) = calm.broken {
            return Err((plan * RUNS_PER_PLAN, broken));
        }
        for number in plan * RUNS_PER_PLAN..(plan + 1) * RUNS_PER_PLAN {
            let run = self.one(setting, number, Kept::All);
            if let Some(broken) = self.judge(&calm, &run) {
                return Err((number, broken));
            }
            let mut tally = tally.lock().unwrap();
            tally.runs += 1;
            tally.steps += run.steps;
            tally.introductions += run.sight.introductions() as u64;
            tally.different += u64::from(calm.sight != run.sight);
        }
        Ok(())
    }

    /// What a run broke, if anything.
    fn judge(&self, calm: &Run, run: &Run) -> Option<Broken> {
        let differs = self.is_compared && calm.sight != run.sight;
        let what = || calm.sight.difference(&run.sight).join("\n  ");
        run.broken.clone().or_else(|| differs.then(|| Broken { promise: PERFECT, what: what() }))
    }

    /// The run of a plan in which nothing goes wrong: its asks, as far as they are there.
    fn calm(&self, setting: &Setting, number: u64, kept: Kept) -> Run {
        let plan = Seed(number / RUNS_PER_PLAN);
        Simulation::of(setting, Draw { plan, seed: plan, faults: Faults::none(), has_ends: false, kept }).run()
    }

    fn one(&self, setting: &Setting, number: u64, kept: Kept) -> Run {
        Simulation::of(setting, Draw { kept, ..self.draw(number) }).run()
    }

    fn draw(&self, number: u64) -> Draw {
        let (plan, seed) = (Seed(number / RUNS_PER_PLAN), Seed(number));
        let liars = if self.liars > 1 { self.liars - number as usize % 2 } else { self.liars };
        let faults = Faults::drawn(seed).with_liars(liars);
        Draw { plan, seed, faults, has_ends: self.has_ends, kept: Kept::All }
    }

    /// What broke, how to see it again, and the least that still breaks it.
    fn tell(&self, setting: &Setting, number: u64, broken: &Broken) -> String {
        let whole = self.one(setting, number, Kept::All);
        let parts = shrunk(&whole.parts, |kept| {
            let run = self.one(setting, number, kept.clone());
            let found = run.broken.clone().or_else(|| self.judge(&self.calm(setting, number, kept.clone()), &run));
            found.is_some_and(|found| found.promise == broken.promise)
        });
        let least = Kept::Only(parts.iter().copied().collect());
        let again = |kept: &Kept| {
            let package = env!("CARGO_PKG_NAME");
            format!(
                "STN_SIM_SEED={number} STN_SIM_KEEP={kept} cargo test -p {package} --test simulation -- {} --nocapture",
                self.test
            )
        };
        format!(
            "run {number}: {} is broken: {}\nsee it again: {}\nthe least that breaks it, {} of {} parts: {}",
            broken.promise,
            broken.what,
            again(&Kept::All),
            parts.len(),
            whole.parts.len(),
            again(&least)
        )
    }

    fn replay(&self, number: u64) -> Tally {
        let plan = number / RUNS_PER_PLAN;
        let setting = self.setting((plan % self.shapes.len() as u64) as usize);
        let kept = std::env::var("STN_SIM_KEEP").map_or(Kept::All, |text| text.parse().expect("parts of a run"));
        let calm = self.calm(&setting, number, kept.clone());
        let run = self.one(&setting, number, kept.clone());
        eprintln!("{}\n{:?}\nparts: {kept}", setting.name, self.draw(number).faults);
        eprintln!("{}", run.record);
        for line in calm.sight.difference(&run.sight) {
            eprintln!("{line}");
        }
        assert_eq!(self.judge(&calm, &run), None, "run {number}");
        Tally { runs: 1, ..Tally::default() }
    }
}

/// The promise about a run's end.
pub(crate) const PERFECT: &str = "always_the_perfect_outcome";

fn environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}
