//! Who is known, and by what: people, their handles, and the ties between them.
//!
//! Nothing here reads a clock or sends a byte.

pub mod handle;

pub use handle::{CountryCode, Handle, HandleType, NotAHandle};
