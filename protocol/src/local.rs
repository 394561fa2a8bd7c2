//! What a member's device, an admin and their own node say to each other. It never crosses a link.
//!
//! Plain data, read and written as JSON by the node's API. Everything secret stays with the device.

pub mod command;
pub mod view;

pub use command::{AdminCommand, ContactEntry, Enrolment, LetterKeyUpload, MemberCommand, Refused, Reply};
