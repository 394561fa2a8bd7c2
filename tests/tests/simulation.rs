//! The protocol's promises in many small worlds, each made by one number: loss, repetition, overtaking, cuts, crashes,
//! clocks that are off, slow and silent people, and peers that lie. `docs/simulation.md` tells how to read a failure.

#![allow(clippy::unwrap_used, reason = "a run that goes wrong is a failed test")]

#[path = "simulation/answers.rs"]
mod answers;
#[path = "simulation/earnest.rs"]
mod earnest;
#[path = "simulation/optimum.rs"]
mod optimum;
#[path = "simulation/runs.rs"]
mod runs;
#[path = "simulation/series.rs"]
mod series;
#[path = "simulation/twins.rs"]
mod twins;

/// In earnest runs one in so many: the rest is over stand-ins, in `tests/standin/simulation/tests/simulation.rs`.
pub(crate) const ONE_IN: u64 = 100;
