//! An offer: somebody who could answer would. Sealed to the asking node; relays see that one passed.

use serde::{Deserialize, Serialize};

use crate::id::{BranchId, OfferRef, SealKey};
use crate::message::Strength;
use crate::private::Private;
use crate::time::Timestamp;

/// An offer on one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The branch it answers.
    pub branch: BranchId,
    /// 1 to 40 ways back, by another of that branch's entries each, best first.
    pub ways: Vec<OfferWay>,
    /// Names the offer on this link; the request comes back along it.
    pub offer: OfferRef,
    /// An [`OfferBody`], sealed to the question's reply key; 32 + 784 B.
    pub sealed: Vec<u8>,
}

/// One way from an entry of a branch to who would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferWay {
    /// Which of the branch's entries, counted from 0.
    pub entry: u8,
    /// Steps this way takes beyond those [`OfferBody::hops_left`] counts; fewer than none where a better way in
    /// came after the question had gone on.
    pub detour: i8,
    /// The weakest strength on the way, from the entry's bridge on.
    pub floor: Strength,
}

/// What only the asking node reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferBody {
    /// Steps that were left when the best way reached who would answer.
    pub hops_left: u8,
    /// How well who would answer knows whom the question seeks.
    pub floor: Strength,
    /// The letter is sealed to this; it serves one person's offer to one question.
    pub letter_key: SealKey,
    /// What the one who would answer typed for this question, at most 400 B; mostly empty.
    pub blurb: Private<String>,
    /// Until when the offer stands.
    pub expires: Timestamp,
}
