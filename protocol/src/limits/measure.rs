//! Bounds of what comes before members, and of what is counted of others.

use crate::time::Span;

/// For how long what was put before a member is remembered: the month a member's cap counts.
pub const SHOWN_FOR: Span = Span::days(30);

/// Matters remembered of one member in [`SHOWN_FOR`]; beyond, the oldest is forgotten.
pub const SHOWN_MAX: usize = 1_024;

/// The largest cap a member may set; what is above is no cap.
pub const CAP_MAX: u16 = 500;

/// How long a decline lets nothing more about the same come, unless the member says otherwise.
pub const COOL_DOWN: Span = Span::days(90);

/// The longest time after a decline a member may set.
pub const COOL_DOWN_MAX: Span = Span::days(730);

/// Declines remembered of one member; beyond, the one that ends first is forgotten.
pub const DECLINES_MAX: usize = 1_024;

/// Organisations on a member's no-go list, and mutes.
pub const LIMIT_LIST: usize = 256;

/// Time to decide that a thing put off to a batch day keeps.
pub const DECISION_TIME: Span = Span::days(1);

/// The least a thing put off by quiet hours keeps; with less it shows at once.
pub const DECISION_TIME_LEAST: Span = Span::secs(3_600);

/// How soon a member is asked again about one contact by one organisation.
pub const PROMPT_AGAIN: Span = Span::days(7);

/// Prompts one organisation may cause one member in [`PROMPTS_SPAN`].
pub const PROMPTS_PER_ORIGIN: usize = 3;

/// How long a prompt counts towards [`PROMPTS_PER_ORIGIN`].
pub const PROMPTS_SPAN: Span = Span::days(1);

/// Questions taken up from one link at once.
pub const LINK_BURST: u32 = 20;

/// How often one more may follow: 60 an hour.
pub const LINK_EVERY: Span = Span::secs(60);

/// Questions with tags of one origin that are matched in [`ORIGIN_WINDOW`].
pub const QUESTIONS_PER_ORIGIN: u32 = 40;

/// Distinct persons the questions of one origin may match in [`ORIGIN_WINDOW`].
pub const PERSONS_PER_ORIGIN: usize = 20;

/// How long questions and persons count for an origin.
pub const ORIGIN_WINDOW: Span = Span::days(1);

/// Origins counted at a time; beyond, the count that ends first is forgotten. A link brings too few for that.
pub const METERS_MAX: usize = 65_536;

/// Questions one member may ask in [`ORIGIN_WINDOW`]: few enough that no holder finds an organisation of a few
/// members greedy.
pub const ASKS_PER_DAY: usize = 20;

/// Organisations an organisation may block.
pub const BLOCKED_MAX: usize = 1_000;

/// The shortest time an organisation may keep what is over.
pub const KEPT_LEAST: Span = Span::days(1);

/// The longest.
pub const KEPT_MOST: Span = Span::days(3_650);

/// A stated reason.
pub const REASON: usize = 400;
/// Records of one member's ledger; beyond, the oldest go.
pub const LEDGER_MAX: usize = 10_000;

/// How long a record of a ledger is kept.
pub const LEDGER_KEPT: Span = Span::days(730);

/// Handles on the suppression list.
pub const SUPPRESSED_MAX: usize = 10_000;
