//! How long small pieces of work take, on a machine that does other things as well.
//!
//! A piece counts with the lesser of the wall's and its thread's time, and with its least over several passes.
//! Contenders take turns every hundred pieces, so that a busy machine is busy for all of them.

use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

use crate::graphs::Searcher;

/// What one contender took for each piece, in microseconds, and what it answered.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// For each piece, in the pieces' order.
    pub micros: Vec<f64>,
    /// For each piece.
    pub answers: Vec<f64>,
}

/// A piece of work: a search, by the number of its pair.
pub type Ask<'a> = &'a dyn Fn(&mut dyn Searcher, usize) -> f64;

impl Times {
    /// The time that so many percent of the pieces stay within.
    pub fn percent(&self, percent: usize) -> f64 {
        let mut sorted = self.micros.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get((sorted.len().saturating_sub(1)) * percent / 100).copied().unwrap_or_default()
    }

    /// The sum of all answers.
    pub fn sum(&self) -> f64 {
        self.answers.iter().sum()
    }

    /// The first piece that was answered differently.
    pub fn difference(&self, other: &Self) -> Option<usize> {
        self.answers.iter().zip(&other.answers).position(|(one, other)| (one - other).abs() > TOLERANCE)
    }

    /// Adds a pass: the least time of each piece counts. The answers are those of the first pass.
    pub fn fold(&mut self, at: usize, micros: f64, answer: f64) {
        match self.micros.get_mut(at) {
            Some(least) => *least = least.min(micros),
            None => {
                self.micros.push(micros);
                self.answers.push(answer);
            }
        }
    }
}

/// Lets contenders answer pieces `0..pieces` in turns, in several passes.
pub fn race(contenders: &mut [&mut dyn Searcher], pieces: usize, passes: usize, ask: Ask<'_>) -> Vec<Times> {
    let mut times = vec![Times::default(); contenders.len()];
    for _ in 0..passes {
        for start in (0..pieces).step_by(TURN) {
            for (contender, times) in contenders.iter_mut().zip(&mut times) {
                for at in start..pieces.min(start + TURN) {
                    let (answer, micros) = timed(|| ask(*contender, at));
                    times.fold(at, micros, answer);
                }
            }
        }
    }
    times
}

/// Does a piece of work and says how many microseconds it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let thread = thread_micros();
    let wall = Instant::now();
    let result = work();
    let wall = wall.elapsed().as_secs_f64() * 1e6;
    (result, wall.min(thread_micros() - thread))
}

fn thread_micros() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

const TURN: usize = 100;
/// Sums of single-precision products differ by less; answers that are not equal differ by far more.
const TOLERANCE: f64 = 1e-5;
