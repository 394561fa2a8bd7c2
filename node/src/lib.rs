//! node
pub mod net;
