//! How a node meets the world: libp2p, the disk, the doors for members and admins, the command line.
//!
//! `net`, `store` and `api` know nothing of each other; `driver` knows them all and runs the engine between
//! them; `clock` is the only file that reads time and randomness. What a node thinks is in `stn_protocol`.

pub mod api;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod driver;
pub mod import;
pub mod keys;
pub mod net;
pub mod report;
pub mod store;
