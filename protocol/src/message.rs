//! What is said between nodes and devices, as plain types that know nothing of bytes on a wire.
//!
//! `wire` turns bytes into these and back; `crypto` signs and seals what `wire` encoded.
//! A signed object keeps the bytes it arrived in: signatures cover bytes, never re-encodings.

pub mod answer;
pub mod bridge;
pub mod certificate;
pub mod evaluation;
pub mod frame;
pub mod knock;
pub mod offer;
pub mod peering;
pub mod query;
pub mod request;
pub mod signed;
pub mod succession;
pub mod word;

pub use answer::{Answer, AnswerBody};
pub use bridge::{BridgeAccept, BridgeConfirm, BridgeEnd, BridgeTerms};
pub use certificate::{CertUpdate, Device, EndReason, EndedKey, MemberCert};
pub use evaluation::{EvalRequest, EvalResponse};
pub use frame::{Frame, JoinFrame, SizeClass};
pub use knock::{Knock, KnockBody};
pub use offer::{Offer, OfferBody, OfferWay};
pub use peering::{NextEpoch, OrgProfile, PeerAccept, PeerEnd, PeerInfo, PeerJoin, PeerUpdate};
pub use query::{Attribute, AttributeType, Entry, Kind, Query, QueryCore, Strength};
pub use request::{
    Alert, Cancel, CandidateProof, Card, Consent, LetterBody, Permission, ReceiptBody, Request, RequestBody,
    RequestCore,
};
pub use signed::{CoSigned, Signed};
pub use succession::{Succession, SuccessionTerms};
pub use word::{ReplyBody, Word, WordBody, WordPurpose};
