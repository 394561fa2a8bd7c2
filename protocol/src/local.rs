//! What a member's device, an admin and their own node say to each other. It never crosses a link.
//!
//! Plain data, read and written as JSON by the node's API. Everything secret stays with the device.

pub mod alert;
pub mod appraisal;
pub mod command;
pub mod contact;
pub mod findable;
pub mod insight;
pub mod keys;
pub mod knock;
pub mod ledger;
pub mod organisation;
pub mod policy;
pub mod prepared;
pub mod profile;
pub mod refused;
pub mod stay;
pub mod view;

pub use alert::AlertEdge;
pub use appraisal::AppraisalTerms;
pub use command::{
    AdminCommand, AlertCommand, Enrolment, KeysCommand, LetterKeyUpload, MemberCommand, Reply, WordCommand,
};
pub use contact::{About, ContactEntry, HandleQuestion, ImportMark, Recorded};
pub use findable::{Findable, MatchedBy, Whom};
pub use knock::KnockEntry;
pub use ledger::{Entry, Left, OfferedBy, Origin};
pub use organisation::{OrgRelation, OrgTie, OrganisationEntry};
pub use policy::{EdgeOf, PolicyChange};
pub use prepared::PreparedRequest;
pub use profile::{Field, Profile};
pub use refused::Refused;
pub use stay::StayTie;
