//! Every bound, each with its reason. What a peer, a member or time can make grow has one here.

mod keys;
mod kinds;
mod knock;
mod measure;

use crate::time::Span;

pub use keys::{
    BRIDGE_KEPT, CERT_RENEWED_BEFORE, DEVICE_BUNDLE_LIFE, DEVICE_LINK_LIFE, EPOCH_AHEAD, FAREWELL, KEY_CALLS_A_MINUTE,
    KEY_CHANGE_KEPT, KEY_COPY, RE_ENROLMENT_LIFE, SUCCESSION_AHEAD, SUCCESSION_KEPT, SUCCESSIONS_FOLLOWED,
    SUCCESSIONS_PER_PEER, VAULT, VOUCHERS,
};
pub use kinds::*;
pub use knock::*;
pub use measure::*;

// Sizes on the wire. A size hides nothing unless it is the same for all: what is sealed is padded to one length per type,
// what is framed to one of two. The bounds on text are chosen so that every message at its largest fits.

/// What HPKE adds to a plaintext: a 32 B encapsulated key and a 16 B tag.
pub const SEAL_OVERHEAD: usize = 32 + 16;

/// An offer's plaintext, padded. With its seal it leaves a small block half free for what relays add.
pub const OFFER_BODY: usize = 768;

/// A letter's plaintext, padded: 6 KiB of text, a card, a certificate and a signature fit.
pub const LETTER_BODY: usize = 8_192;

/// An answer's plaintext, padded; as long as a letter's, so that a sealed blob doesn't tell which it is.
pub const ANSWER_BODY: usize = 8_192;

/// A receipt's plaintext, padded: five sealed receipts beside a sealed answer still fit a large block.
pub const RECEIPT_BODY: usize = 1_376;

/// A sealed offer, exactly.
pub const SEALED_OFFER: usize = OFFER_BODY + SEAL_OVERHEAD;

/// A sealed letter, exactly.
pub const SEALED_LETTER: usize = LETTER_BODY + SEAL_OVERHEAD;

/// A sealed answer, exactly.
pub const SEALED_ANSWER: usize = ANSWER_BODY + SEAL_OVERHEAD;

/// A sealed receipt, exactly.
pub const SEALED_RECEIPT: usize = RECEIPT_BODY + SEAL_OVERHEAD;

/// A word's plaintext, padded as a letter's: what passes along a path looks alike.
pub const WORD_BODY: usize = LETTER_BODY;

/// A sealed word, exactly.
pub const SEALED_WORD: usize = WORD_BODY + SEAL_OVERHEAD;

/// A knock's content, padded: a card, a note, a certificate and a link's secret fit, and the frame stays small.
pub const KNOCK_BODY: usize = 1_376;

/// A sealed knock, exactly: AES-256-GCM adds 16 B.
pub const SEALED_KNOCK: usize = KNOCK_BODY + 16;

/// A knock's content key under one match key, exactly.
pub const WRAPPED_KNOCK_KEY: usize = 32 + 16;

/// An organisation's change of key, unknown fields included. The known ones take 78 B.
pub const SUCCESSION_TERMS: usize = 128;

/// A query core's bytes, unknown fields included. The known ones take 746 B at most; 40 entries fit beside it.
pub const QUERY_CORE: usize = 940;

/// A request core's bytes, unknown fields included. The known ones take 9 014 B at most, mostly the letter.
pub const REQUEST_CORE: usize = 10_240;

/// A consent's bytes, unknown fields included. The known ones take 249 B; it must fit a receipt beside a certificate.
pub const CONSENT: usize = 288;

/// A certificate's bytes, unknown fields included. The known ones take 240 B at most, with four devices.
pub const MEMBER_CERT: usize = 288;

/// A bridge's terms, unknown fields included. The known ones take 165 B.
pub const BRIDGE_TERMS: usize = 256;

/// A card's bytes. Its texts at their longest take 368 B.
pub const CARD: usize = 400;

// Texts. In bytes of UTF-8, as that is what a block has room for.

/// The note of a request: a paragraph that every connector reads before deciding.
pub const NOTE: usize = 600;

/// What an alert says in clear: a page, as a job or a call is described.
pub const ALERT_TEXT: usize = 4_096;

/// Where more of an alert is to be read.
pub const ALERT_LINK: usize = 300;

/// A candidate's permission: what may be asked, of whom, for what.
pub const PERMISSION_TEXT: usize = 400;

/// A connector's own word to the next person: two sentences, so that it recommends and doesn't retell.
pub const CONNECTOR_NOTE: usize = 280;

/// What someone types with an offer: a few sentences; it shares 768 B with the offer's other fields.
pub const BLURB: usize = 400;

/// A letter's or an answer's text: two pages, the most that its padded plaintext holds beside card and certificate.
pub const TEXT: usize = 6_144;

/// A name on a card, long enough for long names in three-byte scripts.
pub const CARD_NAME: usize = 80;

/// An organisation on a card.
pub const CARD_ORG: usize = 80;

/// A role on a card.
pub const CARD_ROLE: usize = 80;

/// A way to reach somebody: a mail address, a phone number, a page.
pub const CARD_CONTACT: usize = 120;

/// What an organisation calls itself.
pub const ORG_NAME: usize = 64;

/// A domain as A-label, as long as DNS allows.
pub const DOMAIN: usize = 253;

/// A multiaddress as text. A relayed one fits if it leaves out the node's own peer id, which the peer knows.
pub const ADDR: usize = 128;

/// What an organisation says of its work in a sentence. With the three lists below it shares a small block with
/// eight addresses.
pub const ORG_ABOUT: usize = 200;

/// One topic of an organisation.
pub const ORG_TOPIC: usize = 32;

/// A region's code, ISO 3166-1 or -2.
pub const REGION: usize = 6;

/// A language's code, ISO 639.
pub const LANGUAGE: usize = 3;

/// One attribute's token.
pub const ATTRIBUTE: usize = 64;

/// All attribute tokens of one question together, so that eight long ones don't crowd out the entries.
pub const ATTRIBUTES_TOTAL: usize = 320;

// Counts in one message.

/// Devices of one member: a phone, two computers and a spare; all are in every certificate and receipt.
pub const DEVICES: usize = 4;

/// A node's addresses: both transports, IPv4 and IPv6, direct and relayed.
pub const ADDRS: usize = 8;

/// Topics of one organisation.
pub const ORG_TOPICS: usize = 6;

/// Regions, and languages, of one organisation.
pub const ORG_CODES: usize = 8;

/// Attributes of one question.
pub const ATTRIBUTES: usize = 8;

/// Tags of a question that has any: always this many, so that their number doesn't tell which handles are known.
pub const TAGS: usize = 4;

/// Organisations to avoid: always this many, so that their number isn't seen.
pub const AVOID: usize = 8;

/// Ways in of one question on one link: the best of a neighbour's bridges, and what a small block holds.
pub const ENTRIES: usize = 40;

/// Steps one way back may take more, or fewer, than another.
pub const DETOUR: u8 = 12;

/// Steps a question may still go. Every path then has at most five receipts.
pub const HOPS: u8 = 6;

/// Receipts of an answer: always this many, so that the number of people on the path isn't seen.
pub const RECEIPTS: usize = 5;

/// Cards of an answer: the one who answers, and the sought person if they agreed.
pub const CARDS: usize = 2;

/// Ended keys told with one certificate: twice as many as it has devices.
pub const ENDED_KEYS: usize = 8;

/// Elements of one evaluation chunk: always this many, so that the number of contacts isn't seen; 15 KiB.
pub const CHUNK: usize = 480;

/// A chunk's bytes: ristretto255 elements of 32 B.
pub const CHUNK_BYTES: usize = CHUNK * 32;

/// A batched DLEQ proof's bytes (RFC 9497).
pub const PROOF_BYTES: usize = 64;

// Dates.

/// How far two clocks may differ.
pub const CLOCK_SKEW: Span = Span::secs(300);

/// The longest life of a certificate, a lost device is out by then without anybody acting.
pub const CERT_LIFE: Span = Span::days(90);

// ── Search and offers ───────────────────────────────────────────────────────────────────────────

/// Steps a question may take from its asker, unless the admin or member says otherwise.
pub const HOPS_DEFAULT: u8 = 3;

/// The most steps an origin may set: with two steps to a bridge inside, its paths still have at most five receipts.
pub const HOPS_ORIGIN: u8 = 4;

/// Frames one question may cost the whole network.
pub const CREDIT: u32 = 128;

/// Neighbours one node passes a question to.
pub const FAN_OUT: usize = 64;

/// Neighbours an offer goes back to from who would answer. From there on it goes to one.
pub const OFFER_BRANCHES: usize = 4;

/// Steps a way back may take beyond those its entry had left: by another colleague than the question came.
pub const WAY_BACK_BEYOND: u8 = 1;

/// Local steps from the asker to a bridge member the origin accepts offers through.
pub const ORIGIN_STEPS_MAX: u8 = 2;

/// Offers a node sends up one branch.
pub const OFFERS_PER_BRANCH: usize = 8;

/// Ways to one person a member is shown, no two by way of the same first person: as many as requests go at once.
pub const WAYS_SHOWN: usize = REQUESTS_AT_ONCE;

/// Offers an origin keeps for one of its own frames.
pub const OFFERS_PER_FRAME: usize = 8;

/// Offers an origin keeps for one question.
pub const OFFERS_PER_QUERY: usize = 32;

/// Persons one question may match at a holder.
pub const MATCHES_PER_QUERY: usize = 4;

/// Persons standing consents answer for over one link in [`STANDING_WINDOW`], where one in a hundred is fewer.
pub const STANDING_PERSONS: usize = 3;

/// How long a person counts towards [`STANDING_PERSONS`].
pub const STANDING_WINDOW: Span = Span::days(30);

/// Questions held for one peer at a time; a question beyond is taken and has no effect.
pub const BRANCHES_PER_PEER: usize = 20_480;

/// Arrivals worked on at one tick of the release grid: the rest waits for the next.
pub const ARRIVALS_PER_TICK: usize = 256;

/// Arrivals waiting for a tick; beyond, the peer is told to come back.
pub const ARRIVALS_MAX: usize = 16_384;

/// Edges a search may look at in one organisation and question.
pub const SEARCH_BUDGET: usize = 200_000;

// ── Times ───────────────────────────────────────────────────────────────────────────────────────

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

/// How long an ask and its answers are kept after the last request could have ended.
pub const ASK_KEPT: Span = Span::days(90);

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

/// When the second batch of handles goes to a direct peer, after the first: later ones follow ever more slowly, so
/// that an organisation in its first days becomes reachable soon. All are sent, empty or not.
pub const TOP_UP_FIRST: Span = Span::secs(600);

/// Distance of the batches that bring new handles into a direct peer's reach, at the most.
pub const TOP_UP_PEER: Span = Span::days(7);

/// The same for origins that are no direct peer; only a question of theirs makes one due.
pub const TOP_UP_NETWORK: Span = Span::days(30);

/// How long a table is kept after it was made, whatever happens.
pub const TABLE_LIFE: Span = Span::days(120);

// ── Evaluation ──────────────────────────────────────────────────────────────────────────────────

/// Chunks granted to a peer's own table in an epoch, unless the admin says otherwise.
pub const GRANT_DEFAULT: u32 = 32;

/// The largest grant a holder believes in: what it would blind at most for one table.
pub const GRANT_MAX: u32 = 512;

/// An origin changes its epoch no more often; a holder begins no second table for it before.
pub const EPOCH_EVERY: Span = Span::days(30);

/// Chunks granted on one link to all tables behind the peer together.
pub const GRANT_BEHIND: u32 = 96;

/// Chunks granted to one table behind a peer.
pub const GRANT_BEHIND_EACH: u32 = 4;

/// Match tables kept in memory.
pub const TABLES_MAX: usize = 256;

// ── Members and memory ──────────────────────────────────────────────────────────────────────────

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

/// Topics and regions of one contact, and words of each field of a profile.
pub const WORDS: usize = 32;

/// Bytes of what a member keeps of a contact beside name and role, each text.
pub const ABOUT_LEN: usize = 280;

/// Bytes of a sealed note on a contact, or of a text in a profile.
pub const NOTE_LEN: usize = 2_048;
/// Bytes of a sealed text on what an ask led to.
pub const OUTCOME_LEN: usize = 1_024;

/// Imports of one member that can still be undone; beyond, the oldest is forgotten.
pub const IMPORTS_PER_MEMBER: usize = 8;

/// Contacts one import may change: each is kept as it was before, so that the import can be undone.
pub const CHANGES_PER_IMPORT: usize = 2_000;

/// Handles of one person, whoever says them. Beyond, contacts that would connect more stay apart: nobody can
/// make a row of a person that no store could hold.
pub const HANDLES_PER_PERSON: usize = 128;

/// Organisation records one member may have confirmed.
pub const ORGANISATIONS_PER_MEMBER: usize = 1_000;

/// Organisation records of a node.
pub const ORGANISATIONS_MAX: usize = 20_000;

/// Names, and domains, of one organisation's record.
pub const ORG_NAMES: usize = 16;

/// After how long without a word an edge counts one step weaker.
pub const CONFIRMED_FOR: Span = Span::days(365);

/// Members who must know somebody at an organisation before the admin sees it.
pub const WORTH_INVITING: usize = 3;

/// Edges a member's look at their own network may go over.
pub const LOOK_BUDGET: u32 = 4_000_000;

/// People a search by name shows.
pub const FOUND_MAX: usize = 50;

/// Handles by name and organisation that one contact is evaluated under: three ways to say a name at two or three
/// spellings of the organisation. More would take others' room in the quota.
pub const NAME_ORG_PER_CONTACT: usize = 8;

/// Domains, and names, of a contact's organisation that count.
pub const ORG_FORMS: usize = 3;

/// Contacts with an address at a domain that are looked at for what their organisation is called.
pub const ADDRESSES_ASKED: usize = 256;

/// Handles in one ask, as many as a question has tags.
pub const HANDLES_PER_ASK: usize = TAGS;

/// Words that pass along one request towards the asker: one question of each of four people, or what follows an answer.
pub const WORDS_UP: usize = 4;

/// Words that pass along one request from the asker: a reply to each, and as many of the asker's own.
pub const WORDS_DOWN: usize = 8;

/// Requests one ask may send at once; more would ask too many people for one thing.
pub const REQUESTS_AT_ONCE: usize = 3;

/// The least time between two requests that were signed at once: people need a day to see one.
pub const FALL_OVER: Span = Span::days(1);

/// How long one person may think where people look once a week.
pub const DECISION_PATIENCE: Span = Span::days(7);

/// How long a bridge both ends signed waits for their organisations to be connected: three months of admins' time.
pub const STAY_LIFE: Span = Span::days(90);
