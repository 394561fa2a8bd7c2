//! Marrow Valley: seven invented organisations in which anybody can see what stn does, on one computer.
//!
//! Everything about the valley is plain text in `config/demo`, for people to read and to change.
//! Nothing here runs a node.

pub mod valley;
