//! Many engines on a bad network, with people who take their time and a peer that lies: one seed makes all of it.
//!
//! ```text
//!   setting ─► simulation ─► every step ─► promises: is anything broken?
//!      ▲        ▲  ▲  ▲                └─► record: who, what, when, which fate
//!    shape  faults people liar    at the end ─► sight: what people see, to compare with a calm run
//! ```
//!
//! A setting is a network of organisations that has come to rest, made once and woken from its disks for every run.
//! Nothing here is real time, and nothing is drawn but from the seed. What is promised stands in `promise`.

pub mod chance;
pub mod ends;
pub mod facts;
pub mod fault;
pub mod liar;
pub mod links;
pub mod node;
pub mod oracle;
pub mod part;
pub mod people;
pub mod promise;
pub mod record;
pub mod run;
pub mod setting;
pub mod shrink;
pub mod sight;
pub mod standin;
pub mod step;

mod afterwards;
mod happening;
mod words;

pub use chance::Seed;
pub use fault::Faults;
pub use part::{Kept, Part};
pub use promise::{Broken, Promise};
pub use run::{Draw, Run, Simulation};
pub use setting::{Setting, Shape};
