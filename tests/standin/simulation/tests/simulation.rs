//! The simulation's runs at full count, over stand-ins for signatures and seals: a hundredth of them in earnest is
//! `tests/tests/simulation.rs`.

#![allow(clippy::unwrap_used, reason = "a run that goes wrong is a failed test")]

extern crate stn_standin_simulation as stn_tests;

#[path = "../../../tests/simulation/runs.rs"]
mod runs;
#[path = "../../../tests/simulation/series.rs"]
mod series;

/// Here run all.
pub(crate) const ONE_IN: u64 = 1;
