//! Words along a path, beside request and answer: a connector asks back, a letter follows a topic match's
//! answer, asker and endpoint stay connected.
//!
//! ```text
//!   asker ◄── Word{question} ── connector      sealed to the request's answer key
//!   asker ─── Word{reply} ────► connector      sealed to the question's reply key, unsigned
//!   asker ─── Word{letter} ───► endpoint       sealed to the answer's reply key
//! ```
//!
//! Nodes see that a word passed, never what it says or which of these it is.

use serde::{Deserialize, Serialize};

use crate::id::{MemberKey, OfferRef, OrgId, RequestDigest, SealKey, WordId};
use crate::message::{BridgeTerms, Card, CoSigned, MemberCert, Signed};
use crate::private::Private;

/// A word on one link, in either direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The offer its request followed, as named on this link.
    pub offer: OfferRef,
    /// The word; a reply has the id of what it replies to.
    pub word: WordId,
    /// A signed [`WordBody`] or a [`ReplyBody`]; 32 + 8 208 B.
    #[serde(with = "crate::id::bytes")]
    pub sealed: Vec<u8>,
}

/// What a word is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordPurpose {
    /// A connector or the endpoint asks the asker.
    Question,
    /// The letter to an endpoint found by attributes, after it answered.
    Letter,
    /// Terms of a bridge between asker and endpoint.
    Stay,
}

/// What somebody on a path says outside request and answer. Signed by their device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordBody {
    /// The request.
    pub digest: RequestDigest,
    /// The signer's organisation.
    pub org: OrgId,
    /// The signer.
    pub member: MemberKey,
    /// What it is for.
    pub purpose: WordPurpose,
    /// At most 6 KiB.
    pub text: Private<String>,
    /// A reply is sealed to this.
    pub reply_key: SealKey,
    /// How the signer introduces themselves.
    pub card: Card,
    /// With [`WordPurpose::Stay`]: the terms, signed by this side.
    pub terms: Option<Signed<BridgeTerms>>,
    /// The signer's certificate.
    pub cert: CoSigned<MemberCert>,
}

/// The asker's reply to a connector's question. Unsigned: only who opened the question knows the key it is sealed to,
/// and the asker has no name before the endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyBody {
    /// The request.
    pub digest: RequestDigest,
    /// The question.
    pub word: WordId,
    /// At most 6 KiB.
    pub text: Private<String>,
}
