//! Bytes to checked messages and back; the only room that sees prost.
//!
//! What comes in is bounded before it is allocated (a block decodes into less than 1 MiB, whatever it holds)
//! and total on arbitrary bytes: a decoder answers [`Malformed`] or a message, it never panics.
//! What goes out has one of two sizes, fixed by type.
//!
//! ```text
//!   block ─ frame::decode ─► Frame ─ Signed<T> ─ verify ─► Verified<T>
//! ```

pub mod block;
pub mod frame;
pub mod join;
pub mod payload;
pub mod record;
pub mod text;
pub mod verify;

mod convert;
#[cfg(test)]
mod sample;

/// The bytes are not what they should be. Says nothing more: the peer hears a fixed status only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct Malformed;

/// Why a frame is not taken, as far as its bytes alone tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Wrong size or syntax.
    #[error("malformed")]
    Malformed,
    /// What was signed is of a version this software does not speak.
    #[error("unsupported version")]
    Unsupported,
}

impl From<Malformed> for Refusal {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}
