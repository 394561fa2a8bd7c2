//! stn's world: how one organisation's node meets peers, members, disk and clock.
//!
//! The thought is in `stn-protocol`; here is what carries it out. `net`, `store` and `api` never
//! import one another; the driver is the only place that knows them all.

pub mod config;
pub mod demo;
pub mod import;
pub mod net;
pub mod store;
