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
    /// Which of that branch's entries, counted from 0.
    pub entry: u8,
    /// Names the offer on this link; the request comes back along it.
    pub offer: OfferRef,
    /// An [`OfferBody`], sealed to the question's reply key; 32 + 784 B.
    pub sealed: Vec<u8>,
}

/// What only the asking node reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferBody {
    /// Steps that were left when the path reached who would answer.
    pub hops_left: u8,
    /// The weakest strength on the path as far as known.
    pub floor: Strength,
    /// The letter is sealed to this; it serves one offer.
    pub letter_key: SealKey,
    /// What the one who would answer typed for this question, at most 400 B; mostly empty.
    pub blurb: Private<String>,
    /// Until when the offer stands.
    pub expires: Timestamp,
}
