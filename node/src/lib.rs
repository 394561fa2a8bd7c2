//! node
pub mod net;
pub mod store;
