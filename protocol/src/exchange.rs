//! The conversations between nodes, devices and people: one file each, every state × message written out.
//!
//! Each function takes a [`Turn`] first: what the node remembers, the time, the randomness and the
//! effects so far. It changes the memory and pushes effects; it never acts by itself.
//! What the memory changed is made durable before any effect of the same turn is carried out.

pub mod command;
pub mod effect;
pub mod settings;
pub mod view;
pub mod work;

pub use command::{AdminCommand, ContactEntry, Enrolment, LetterKeyUpload, MemberCommand, Refused, Reply};
pub use effect::{Arrival, Call, Effect, Exchange, Input, Taken, Ticket};
