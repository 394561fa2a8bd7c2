//! Every bound, each with its reason. Nothing in a node grows without one of these.

use crate::time::Span;

// --- search and offers

/// Steps a question may take from its asker, unless the admin or member says otherwise.
pub const HOPS_DEFAULT: u8 = 3;
/// The most steps any node lets a question take further; also bounds the receipts of an answer to five.
pub const HOPS_MAX: u8 = 6;
/// Frames one question may cost the whole network.
pub const CREDIT: u32 = 128;
/// Neighbours one node passes a question to.
pub const FAN_OUT: usize = 16;
/// Ways in that one frame carries.
pub const ENTRIES_MAX: usize = 16;
/// Local steps from the asker to a bridge member the origin accepts offers through.
pub const ORIGIN_STEPS_MAX: u8 = 2;
/// Offers a node sends up one branch.
pub const OFFERS_PER_BRANCH: usize = 4;
/// Offers an origin keeps for one of its own frames.
pub const OFFERS_PER_FRAME: usize = 8;
/// Offers an origin keeps for one question.
pub const OFFERS_PER_QUERY: usize = 32;
/// Persons one question may match at a holder.
pub const MATCHES_PER_QUERY: usize = 4;
/// Tags in a named question.
pub const TAGS: usize = 4;
/// Avoid marks in any question.
pub const AVOID_MARKS: usize = 8;
/// Questions held for one peer at a time; a question beyond is taken and has no effect.
pub const BRANCHES_PER_PEER: usize = 20_480;
/// Arrivals worked on at one tick of the release grid: the rest waits for the next.
pub const ARRIVALS_PER_TICK: usize = 256;
/// Arrivals waiting for a tick; beyond, the peer is told to come back.
pub const ARRIVALS_MAX: usize = 16_384;
/// Edges a search may look at in one organisation and question.
pub const SEARCH_BUDGET: usize = 200_000;

// --- time

/// How far two nodes' clocks may differ.
pub const CLOCK_SKEW: Span = Span::secs(300);
/// Default distance of release moments.
pub const RELEASE_GRID: Span = Span::secs(10);
/// Default life of a question.
pub const QUERY_LIFE: Span = Span::days(7);
/// Longest life of a question any node accepts.
pub const QUERY_LIFE_MAX: Span = Span::days(14);
/// Default life of a request: three weekly batch days fit.
pub const REQUEST_LIFE: Span = Span::days(21);
/// Longest life of a request any node accepts.
pub const REQUEST_LIFE_MAX: Span = Span::days(30);
/// Longest life of a certificate: bounds what a lost device can do.
pub const CERT_LIFE_MAX: Span = Span::days(90);
/// Life of a matching epoch.
pub const EPOCH_LIFE: Span = Span::days(90);
/// How long an ended epoch's key is kept for questions still alive.
pub const EPOCH_GRACE: Span = Span::days(14);
/// Longest life of any invitation or link.
pub const INVITE_LIFE_MAX: Span = Span::days(30);
/// How soon something that failed is tried again at first.
pub const RETRY_MIN: Span = Span::secs(1);
/// How long apart tries are at most.
pub const RETRY_MAX: Span = Span::secs(900);
/// How long an evaluation may stay unanswered before it is given up.
pub const EVALUATION_PATIENCE: Span = Span::days(1);
/// Distance of the batches that bring new handles into a direct peer's reach; always sent, empty or not.
pub const TOP_UP_PEER: Span = Span::days(7);
/// The same for origins that are no direct peer.
pub const TOP_UP_NETWORK: Span = Span::days(30);
/// How long a table is kept after it was made, whatever happens.
pub const TABLE_LIFE: Span = Span::days(120);

// --- evaluation

/// Chunks granted to a peer's own table in an epoch, unless the admin says otherwise.
pub const GRANT_DEFAULT: u32 = 32;
/// Chunks granted on one link to all tables behind the peer together.
pub const GRANT_BEHIND: u32 = 96;
/// Chunks granted to one table behind a peer.
pub const GRANT_BEHIND_EACH: u32 = 4;
/// Match tables kept in memory.
pub const TABLES_MAX: usize = 256;

// --- members

/// Devices of one member.
pub const DEVICES_MAX: usize = 4;
/// Unused letter keys one member keeps at the node.
pub const LETTER_POOL: usize = 64;
/// Open asks of one member.
pub const ASKS_PER_MEMBER: usize = 32;
/// Things waiting for one member; beyond, new ones are dropped in silence.
pub const INBOX_MAX: usize = 512;
/// Contacts of one member.
pub const CONTACTS_PER_MEMBER: usize = 20_000;
/// Contacts in one command.
pub const CONTACTS_PER_COMMAND: usize = 1_000;
/// Bridges of one member.
pub const BRIDGES_PER_MEMBER: usize = 1_000;
/// Open invitations of a node.
pub const INVITES_MAX: usize = 1_000;
/// Peers of a node.
pub const PEERS_MAX: usize = 1_000;
/// Frames waiting for one peer; beyond, new ones are dropped and counted.
pub const OUTBOX_PER_PEER: usize = 65_536;
/// Handles of one contact.
pub const HANDLES_PER_CONTACT: usize = 32;
/// Bytes of a name, organisation or role that a member records of a contact.
pub const LABEL_LEN: usize = 200;
/// Handles in one ask, as many as a question has tags.
pub const HANDLES_PER_ASK: usize = TAGS;
