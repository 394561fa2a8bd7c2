//! Every bound, each with its reason. What a peer, a member or time can make grow has one here.

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

/// A query core's bytes, unknown fields included. The known ones take 746 B at most; 16 entries fit beside it.
pub const QUERY_CORE: usize = 1_400;

/// A request core's bytes, unknown fields included. The known ones take 8 980 B at most, mostly the letter.
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

/// One attribute's token.
pub const ATTRIBUTE: usize = 64;

/// All attribute tokens of one question together, so that eight long ones don't crowd out the entries.
pub const ATTRIBUTES_TOTAL: usize = 320;

// Counts in one message.

/// Devices of one member: a phone, two computers and a spare; all are in every certificate and receipt.
pub const DEVICES: usize = 4;

/// A node's addresses: both transports, IPv4 and IPv6, direct and relayed.
pub const ADDRS: usize = 8;

/// Attributes of one question.
pub const ATTRIBUTES: usize = 8;

/// Tags of a question that has any: always this many, so that their number doesn't tell which handles are known.
pub const TAGS: usize = 4;

/// Organisations to avoid: always this many, so that their number isn't seen.
pub const AVOID: usize = 8;

/// Ways in of one question on one link: the best of a neighbour's bridges, and what a small block holds.
pub const ENTRIES: usize = 16;

/// Steps a question may still go. Every path then has at most five receipts.
pub const HOPS: u8 = 6;

/// Receipts of an answer: always this many, so that the number of people on the path isn't seen.
pub const RECEIPTS: usize = 5;

/// Cards of an answer: the one who answers, and the sought person if they agreed.
pub const CARDS: usize = 2;

/// Elements of one evaluation chunk: always this many, so that the number of contacts isn't seen; 15 KiB.
pub const CHUNK: usize = 480;

/// A chunk's bytes: ristretto255 elements of 32 B.
pub const CHUNK_BYTES: usize = CHUNK * 32;

/// A batched DLEQ proof's bytes (RFC 9497).
pub const PROOF_BYTES: usize = 64;

// Dates.

/// How far two clocks may differ, in seconds.
pub const CLOCK_SKEW_SECS: u64 = 300;

/// The longest life of a certificate, in days: a lost device is out by then without anybody acting.
pub const CERT_DAYS: u64 = 90;
