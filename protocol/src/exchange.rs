//! The conversations between nodes, devices and people: one file each, every state × message written out.
//!
//! Each function takes a [`Turn`] first: what the node remembers, the time, the randomness and the
//! effects so far. It changes the memory and pushes effects; it never acts by itself.
//! What the memory changed is made durable before any effect of the same turn is carried out.

pub mod alert;
pub mod answer;
pub mod appraisal;
pub mod avoid;
pub mod bridge;
pub mod certificate;
pub mod contacts;
pub mod devices;
pub mod edge_policy;
pub mod effect;
pub mod ends;
pub mod epoch;
pub mod erasure;
pub mod evaluation;
pub mod export;
pub mod findable;
pub mod forward;
pub mod gate;
pub mod health;
pub mod import;
pub mod insight;
pub mod invites;
pub mod keep_looking;
pub mod keys_look;
pub mod knock;
pub mod knocked;
pub mod ledger;
pub mod look;
pub mod matching;
pub mod membership;
pub mod metering;
pub mod offer;
pub mod org_policy;
pub mod organisation;
pub mod peering;
pub mod query;
pub mod re_enrolment;
pub mod recovery;
pub mod relay;
pub mod request;
pub mod restore;
pub mod retention;
pub mod settings;
pub mod standby;
pub mod stay;
pub mod succession;
pub mod suppression;
pub mod turn;
pub mod way_back;
pub mod word;
pub mod work;

pub use crate::local::{
    AdminCommand, AlertCommand, ContactEntry, Enrolment, KeysCommand, KnockEntry, LetterKeyUpload, MemberCommand,
    Recorded, Refused, Reply, WordCommand, command, view,
};
pub use effect::{Arrival, Call, Counter, Effect, Exchange, Input, Taken, Ticket};
pub use settings::Settings;
pub use turn::Turn;
