//! What may happen without asking a human, and how much of it.
//!
//! An edge's own policy stands with the edge (`trust::edge`); here are the bounds that hold for a
//! link or a table whatever the people say, what a member lets come before them at all, and what an
//! organisation lets its node serve. All of it is silence to the outside.

pub mod asked;
pub mod connector;
pub mod hours;
pub mod kind;
pub mod meters;
pub mod organisation;
pub mod quota;

pub use asked::{AskedMeter, Metered};
pub use connector::{ConnectorLimits, Mute, Muted, Occasion, Sort, Subject, Verdict, verdict};
pub use hours::{BatchDay, Hours, QuietHours, Weekday};
pub use meters::{ConnectorMeters, Declined, Shown};
pub use organisation::{AppraisalRule, OrgPolicy, PeerAudience, PeerPolicy};
