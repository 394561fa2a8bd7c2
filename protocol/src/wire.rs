//! Bytes to checked messages and back; the only room that sees prost.
//!
//! What comes in is bounded before it is allocated and total on arbitrary bytes: a decoder answers
//! [`Malformed`] or a message, it never panics. What goes out has one of two sizes, fixed by type.

pub mod block;
pub mod record;

/// The bytes are not what they should be. Says nothing more: the peer hears a fixed status only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct Malformed;
