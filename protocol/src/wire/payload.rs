//! What is signed or sealed, as bytes. A payload knows its domain label; an encoded thing has none and is never signed.
//!
//! Nothing is checked here but shape: who signed is [`verify`](crate::wire::verify)'s to find out.

use prost::Message;

use crate::crypto::Label;
use crate::limits;
use crate::message::{
    AnswerBody, BridgeTerms, Card, CoSigned, Consent, KnockBody, LetterBody, MemberCert, OfferBody, QueryCore,
    ReceiptBody, ReplyBody, RequestCore, Signed, SuccessionTerms, WordBody,
};
use crate::wire::Malformed;
use crate::wire::convert::Shape;

/// Something that is signed under a label of its own.
pub trait Payload: Sized {
    /// The label its signatures are made under.
    const LABEL: Label;

    /// How many bytes are read, fields we don't know included.
    const MAX_LEN: usize;

    /// Its bytes, to be signed.
    fn to_bytes(&self) -> Vec<u8>;

    /// Reads bytes as received. The same bytes must be kept and passed on: fields we don't know are not kept here.
    ///
    /// # Errors
    /// [`Malformed`] if a field is out of its bounds or the version is not ours.
    fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed>;
}

/// Something that travels as bytes inside another thing and is not signed by itself.
///
/// The bytes are canonical: fields in the order of their numbers, none that is empty or zero. A card's hash is
/// taken over them.
pub trait Encoded: Sized {
    /// How many bytes are read, fields we don't know included.
    const MAX_LEN: usize;

    /// Its bytes.
    fn to_bytes(&self) -> Vec<u8>;

    /// Reads bytes.
    ///
    /// # Errors
    /// [`Malformed`] if a field is out of its bounds.
    fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed>;
}

/// A signed object as bytes, to be sealed or kept.
pub fn signed_to_bytes<T: Payload>(signed: &Signed<T>) -> Vec<u8> {
    signed.shape().encode_to_vec()
}

/// Reads what [`signed_to_bytes`] wrote, and checks nothing about the signature.
///
/// # Errors
/// [`Malformed`] if a part is missing or too long.
pub fn signed_from_bytes<T: Payload>(bytes: &[u8]) -> Result<Signed<T>, Malformed> {
    read(bytes, T::MAX_LEN + SIGNATURES)
}

/// A co-signed object as bytes, to be hashed or kept.
pub fn cosigned_to_bytes<T: Payload>(cosigned: &CoSigned<T>) -> Vec<u8> {
    cosigned.shape().encode_to_vec()
}

/// Reads what [`cosigned_to_bytes`] wrote, and checks nothing about the signatures.
///
/// # Errors
/// [`Malformed`] if a part is missing or too long.
pub fn cosigned_from_bytes<T: Payload>(bytes: &[u8]) -> Result<CoSigned<T>, Malformed> {
    read(bytes, T::MAX_LEN + SIGNATURES)
}

macro_rules! payloads {
    ($($type:ty: $label:ident, $max:expr;)*) => {$(
        impl Payload for $type {
            const LABEL: Label = Label::$label;
            const MAX_LEN: usize = $max;

            fn to_bytes(&self) -> Vec<u8> {
                self.shape().encode_to_vec()
            }

            fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
                read(bytes, Self::MAX_LEN)
            }
        }
    )*};
}

macro_rules! encoded {
    ($($type:ty: $max:expr;)*) => {$(
        impl Encoded for $type {
            const MAX_LEN: usize = $max;

            fn to_bytes(&self) -> Vec<u8> {
                self.shape().encode_to_vec()
            }

            fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
                read(bytes, Self::MAX_LEN)
            }
        }
    )*};
}

payloads! {
    QueryCore: Query, limits::QUERY_CORE;
    RequestCore: Request, limits::REQUEST_CORE;
    Consent: Consent, limits::CONSENT;
    ReceiptBody: Receipt, limits::RECEIPT_BODY;
    LetterBody: Letter, limits::LETTER_BODY;
    AnswerBody: Answer, limits::ANSWER_BODY;
    BridgeTerms: Bridge, limits::BRIDGE_TERMS;
    MemberCert: Member, limits::MEMBER_CERT;
    WordBody: Word, limits::WORD_BODY;
    KnockBody: Knock, limits::KNOCK_BODY;
    SuccessionTerms: Succession, limits::SUCCESSION_TERMS;
}

encoded! {
    OfferBody: limits::OFFER_BODY;
    Card: limits::CARD;
    ReplyBody: limits::WORD_BODY;
}

fn read<T: Shape>(bytes: &[u8], max: usize) -> Result<T, Malformed> {
    if bytes.len() > max {
        return Err(Malformed);
    }
    T::check(T::Proto::decode(bytes).map_err(|_| Malformed)?)
}

/// Room for two signatures and the lengths of three fields.
const SIGNATURES: usize = 2 * 66 + 8;

#[cfg(test)]
mod tests;
