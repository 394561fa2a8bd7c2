//! What is signed or sealed inside frames, as bytes: reading is total and bounded, and what was read can be written and
//! read again. Who signed is `signed`'s.

use std::fmt::Debug;

use stn_protocol::crypto::sign::CandidateSecret;
use stn_protocol::device::permission::{Giver, check_permission, sign_permission};
use stn_protocol::id::OrgId;
use stn_protocol::message::{
    AnswerBody, BridgeTerms, Card, Consent, KnockBody, LetterBody, MemberCert, OfferBody, Permission, QueryCore,
    ReceiptBody, ReplyBody, RequestCore, SuccessionTerms, WordBody,
};
use stn_protocol::wire::Malformed;
use stn_protocol::wire::payload::{
    Encoded, Payload, cosigned_from_bytes, cosigned_to_bytes, signed_from_bytes, signed_to_bytes,
};

use crate::fuzz::{Target, mutation};
use crate::simulation::chance::Chance;

/// The first byte says which object, the rest is its bytes.
pub const TARGET: Target = Target { name: "object", judge, mutate, cases: 60_000 };

/// The objects by their first byte, as the schema names them. The last two are a signed and a co-signed one.
pub const OBJECTS: [&str; 16] = [
    "QueryCore",
    "RequestCore",
    "Consent",
    "ReceiptBody",
    "LetterBody",
    "AnswerBody",
    "WordBody",
    "KnockBody",
    "BridgeTerms",
    "MemberCert",
    "SuccessionTerms",
    "ReplyBody",
    "OfferBody",
    "Card",
    "Signed",
    "CoSigned",
];

/// Reads and writes one kind of object.
pub struct Codec<T> {
    /// How many bytes it may have.
    pub max: usize,
    /// Reads it.
    pub read: fn(&[u8]) -> Result<T, Malformed>,
    /// Writes it.
    pub write: fn(&T) -> Vec<u8>,
}

fn judge(input: &[u8]) -> Result<(), String> {
    let Some((which, bytes)) = input.split_first() else { return Ok(()) };
    match which % OBJECTS.len() as u8 {
        0 => judge_with(&payload::<QueryCore>(), bytes),
        1 => judge_with(&payload::<RequestCore>(), bytes),
        2 => judge_with(&payload::<Consent>(), bytes),
        3 => judge_with(&payload::<ReceiptBody>(), bytes),
        4 => judge_with(&payload::<LetterBody>(), bytes).and_then(|()| judge_permission(bytes)),
        5 => judge_with(&payload::<AnswerBody>(), bytes),
        6 => judge_with(&payload::<WordBody>(), bytes),
        7 => judge_with(&payload::<KnockBody>(), bytes),
        8 => judge_with(&payload::<BridgeTerms>(), bytes),
        9 => judge_with(&payload::<MemberCert>(), bytes),
        10 => judge_with(&payload::<SuccessionTerms>(), bytes),
        11 => judge_with(&encoded::<ReplyBody>(), bytes),
        12 => judge_with(&encoded::<OfferBody>(), bytes),
        13 => judge_with(&encoded::<Card>(), bytes),
        14 => judge_with(&Codec { max: usize::MAX, read: signed_from_bytes::<Consent>, write: signed_to_bytes }, bytes),
        _ => {
            let codec = Codec { max: usize::MAX, read: cosigned_from_bytes::<MemberCert>, write: cosigned_to_bytes };
            judge_with(&codec, bytes)
        }
    }
}

fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let Some((which, rest)) = input.split_first() else { return vec![chance.below(256) as u8] };
    let which = if chance.below(16) == 0 { chance.below(OBJECTS.len()) as u8 } else { *which };
    let changed = mutation::message(chance, rest, other.get(1..).unwrap_or_default());
    [&[which], changed.as_slice()].concat()
}

/// The codec of something signed.
pub fn payload<T: Payload>() -> Codec<T> {
    Codec { max: T::MAX_LEN, read: T::from_bytes, write: T::to_bytes }
}

/// The codec of something sealed.
pub fn encoded<T: Encoded>() -> Codec<T> {
    Codec { max: T::MAX_LEN, read: T::from_bytes, write: T::to_bytes }
}

/// Judges how one kind of object is read and written, by bytes.
///
/// # Errors
/// What does not hold.
pub fn judge_with<T: PartialEq + Debug>(codec: &Codec<T>, bytes: &[u8]) -> Result<(), String> {
    let Ok(object) = (codec.read)(bytes) else { return Ok(()) };
    if bytes.len() > codec.max {
        return Err(format!("{} bytes are read where {} may be", bytes.len(), codec.max));
    }
    let written = (codec.write)(&object);
    if written.len() > codec.max {
        return Err(format!("{} bytes are written where {} may be", written.len(), codec.max));
    }
    match (codec.read)(&written) {
        Ok(again) if again == object && (codec.write)(&again) == written => Ok(()),
        Ok(_) => Err("what was read reads otherwise once it is written".to_owned()),
        Err(Malformed) => Err("what was read can't be read once it is written".to_owned()),
    }
}

/// A candidate's permission inside a letter: a proof that is there holds, or the permission is unfit.
fn judge_permission(bytes: &[u8]) -> Result<(), String> {
    let Ok(LetterBody { org, permission: Some(permission), .. }) = LetterBody::from_bytes(bytes) else { return Ok(()) };
    let unsigned = Permission { by_candidate: None, ..permission.clone() };
    let has_text = check_permission(&unsigned, &org).is_ok();
    // The samples' proofs are of zeros and sevens: no candidate made them.
    if permission.by_candidate.is_some() && check_permission(&permission, &org).is_ok() {
        return Err("a proof that nobody made holds".to_owned());
    }
    let secret = CandidateSecret::from_seed(&[0x71; 32]);
    let signed = sign_permission(&secret, &org, &permission);
    let holds = check_permission(&signed, &org) == Ok(Giver::Candidate(secret.public()));
    let elsewhere = check_permission(&signed, &OrgId::from_bytes([0x72; 32])).is_ok();
    match (has_text == holds, elsewhere) {
        (true, false) => Ok(()),
        (false, _) => Err("a permission its candidate signed is judged otherwise than its text".to_owned()),
        (true, true) => Err("a permission serves another organisation".to_owned()),
    }
}
