//! An answer on its way back, with a receipt from everybody who passed the request on.

use serde::{Deserialize, Serialize};

use crate::id::{AnswerId, MemberKey, OfferRef, OrgId, RequestDigest, SealKey};
use crate::message::{Card, CoSigned, MemberCert};
use crate::private::Private;
use crate::time::Timestamp;

/// An answer on one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The offer the request followed, as named on this link.
    pub offer: OfferRef,
    /// Tells several answers to one alert apart; random otherwise.
    pub answer: AnswerId,
    /// A signed [`AnswerBody`], sealed to the request's answer key; 32 + 8 208 B.
    #[serde(with = "crate::id::bytes")]
    pub sealed: Vec<u8>,
    /// Exactly 5 of 32 + 1 392 B: real ones first, nearest to the asker first, the rest random.
    pub receipts: Vec<Vec<u8>>,
}

/// What the endpoint says. Signed by the endpoint's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerBody {
    /// The request.
    pub digest: RequestDigest,
    /// The key the letter was sealed to: proves that its true holder answers.
    pub letter_key: SealKey,
    /// The endpoint's organisation.
    pub org: OrgId,
    /// The endpoint.
    pub member: MemberKey,
    /// The answer, at most 6 KiB.
    pub text: Private<String>,
    /// At most 2: the endpoint's, and the sought person's if they agreed.
    pub cards: Vec<Card>,
    /// The endpoint's certificate.
    pub cert: CoSigned<MemberCert>,
    /// Of an appraisal: when letter and answer are deleted, not after the letter's date.
    pub retain_until: Option<Timestamp>,
    /// Words that follow the answer are sealed to this; fresh for every answer.
    pub reply_key: SealKey,
}
