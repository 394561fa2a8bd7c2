//! Whether a question finds who can be found: federations as plain data, what is true in them, and two ways to ask.
//!
//! ```text
//!   federation ─┬─► whole   whole engines, woken from made disks when the first frame comes to them
//!               ├─► light   the engine's own spreading and division of credit, with any credit, and nothing else
//!               ├─► truth   the shortest way there is, by trying all of them
//!               └─► planner what somebody who sees everything reaches with as many frames
//! ```
//!
//! Here every edge serves everybody and answers at once: what is measured is how far questions get, and at what
//! cost. Who measures and prints stands in `tests/bench/reach.rs`.

pub mod federation;
pub mod light;
pub mod planner;
pub mod read;
pub mod truth;
pub mod whole;

pub use federation::{Bridge, Federation, Shape};
pub use light::{Light, Plan, Spreading};
pub use truth::Truth;
pub use whole::{Found, Whole};

/// Somebody asks for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The member who asks.
    pub asker: u32,
    /// The person sought, whom some member knows.
    pub person: u32,
}
