//! Who knows whom, how well, and how far that carries.

pub mod edge;
pub mod handle;

pub use edge::{AnswerMode, Audience, Edge, EdgePolicy};
pub use handle::{Handle, HandleType};
