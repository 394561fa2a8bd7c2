//! stn's world: how one organisation's node meets peers, members, disk and clock.
//!
//! The thought is in `stn-protocol`; here is what carries it out. `net`, `store`, `api` and `web` never
//! import one another; `driver` is the only place that knows them all, and `clock` the only file
//! that reads time and randomness. What `api` and `web` share stands beside them: `desk`, `signed`, `pace`, `admission`.

pub mod admission;
pub mod api;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod driver;
pub mod import;
pub mod keys;
pub mod net;
pub mod notice;
pub mod pace;
pub mod report;
pub mod signed;
mod since;
pub mod store;
pub mod tongue;
pub mod web;
