//! node
pub mod net;
pub mod store;

pub mod config;
pub mod demo;
pub mod import;
