//! How many of the people within reach can be found at all: are their members enrolled, does the policy of those who
//! know them admit the asker, and had their handles been evaluated under the asker's key by then.
//!
//! ```text
//!   federation ─► enrolment  only some of its members are there
//!              ─► land       nodes woken from made disks, running for days: their own batches, chunks and quotas
//!              ─► factor     pair by pair, which of it held
//! ```
//!
//! Whether a question gets to the node that knows somebody is measured beside it, in `reach`; whether a spelling is
//! recognised, in `population`. Who measures and prints stands in `tests/bench/find_rate.rs`.

pub mod enrolment;
pub mod factor;
pub mod land;

pub use enrolment::{enrolled, star};
pub use factor::{Counts, Sample};
pub use land::{Land, Openness};
