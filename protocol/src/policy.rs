//! What may happen without asking a human, and how much of it.
//!
//! An edge's own policy stands with the edge (`trust::edge`); here are the bounds that hold for a
//! link or a table whatever the people say.

pub mod kind;
pub mod quota;
