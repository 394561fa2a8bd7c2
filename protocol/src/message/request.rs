//! A request on its way along an offer, and what each person on the path signs and seals.
//!
//! ```text
//!   m0 ──consent₀──► m1 ──consent₁──► m2 … endpoint
//!        names m1         names m2, commits to m0
//! ```
//!
//! Only the latest consent travels. The earlier ones go back as receipts, sealed to the asker.

use serde::{Deserialize, Serialize};

use crate::id::{
    BridgeId, CandidateKey, MemberKey, NoteHash, OfferRef, OrgId, PermissionDigest, PredecessorCommitment, QueryId,
    RequestDigest, RequestId, SealKey, Signature,
};
use crate::message::{Attribute, CoSigned, Kind, MemberCert, Signed};
use crate::private::Private;
use crate::time::Timestamp;

/// The part of a request that travels unchanged, signed by its origin. Its hash is what everybody consents to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestCore {
    /// The asking organisation.
    pub origin: OrgId,
    /// The question it follows.
    pub query: QueryId,
    /// The request.
    pub request: RequestId,
    /// What is asked for.
    pub kind: Kind,
    /// When it was made.
    pub created: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// What every connector reads, at most 600 B.
    pub note: Private<String>,
    /// Answer and receipts are sealed to this.
    pub answer_key: SealKey,
    /// Of an appraisal: the candidate's permission, which the letter opens.
    pub permission: Option<PermissionDigest>,
    /// What it carries.
    pub body: RequestBody,
}

/// What a request carries beside its note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestBody {
    /// A signed [`LetterBody`], sealed to the offer's letter key; 32 + 8 208 B.
    Letter(#[serde(with = "crate::id::bytes")] Vec<u8>),
    /// Something everybody it is passed to may read: it follows no offer.
    Alert(Alert),
}

/// What members pass on to people of their choice, in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// What it is about, at most 4 KiB.
    pub text: Private<String>,
    /// Where more is to be read, at most 300 B; may be empty.
    pub link: String,
    /// Whom it may fit: at most 8, 320 B in all.
    pub attributes: Vec<Attribute>,
}

/// A candidate's permission to be asked about, as the asker's organisation holds it. Only the letter tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// Hides the text behind its digest.
    pub salt: [u8; 16],
    /// When it was given.
    pub given_on: Timestamp,
    /// What may be asked, 1 to 400 B.
    pub text: Private<String>,
    /// The candidate's own signature; without one it is the asker's statement.
    pub by_candidate: Option<CandidateProof>,
}

/// That the candidate gave the permission: made on a page of the asking organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateProof {
    /// The key it is signed with.
    pub key: CandidateKey,
    /// Over the asking organisation and the permission's digest.
    pub signature: Signature,
}

/// A request on one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What the origin signed.
    pub core: Signed<RequestCore>,
    /// The offer it follows, as named on this link.
    pub offer: OfferRef,
    /// The bridge it crosses; `None` (16 zero bytes) inside one organisation.
    pub bridge: Option<BridgeId>,
    /// The consent of the person it comes from.
    pub consent: Signed<Consent>,
    /// Their certificate.
    pub cert: CoSigned<MemberCert>,
    /// Their own word to the next person, at most 280 B.
    pub connector_note: Private<String>,
    /// Steps an alert may still go; 0 of everything else.
    pub hops_left: u8,
}

/// One person's yes: to exactly this request, from this predecessor, to this successor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The request.
    pub digest: RequestDigest,
    /// The signer's organisation.
    pub org: OrgId,
    /// The signer.
    pub member: MemberKey,
    /// The organisation of the person it may go to.
    pub successor_org: OrgId,
    /// The person it may go to.
    pub successor: MemberKey,
    /// Commits to the person it came from; at the asker, to the asker.
    pub predecessor: PredecessorCommitment,
    /// SHA-256 of the connector's note, zero where there is none.
    pub note_hash: NoteHash,
    /// When it was signed, rounded down to the hour.
    pub issued: Timestamp,
}

/// What a connector keeps for the asker until an answer comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptBody {
    /// The consent as it travelled.
    pub consent: Signed<Consent>,
    /// The signer's certificate.
    pub cert: CoSigned<MemberCert>,
    /// Opens the consent's commitment to the predecessor.
    pub predecessor_salt: [u8; 16],
    /// The predecessor's organisation.
    pub predecessor_org: OrgId,
    /// The predecessor.
    pub predecessor: MemberKey,
    /// How the connector introduces themselves to the asker.
    pub card: Card,
}

/// What the asker writes to who would answer. Signed by the asker's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterBody {
    /// The request it belongs to.
    pub request: RequestId,
    /// The key it was sealed to.
    pub letter_key: SealKey,
    /// The key the answer is to be sealed to; must equal the core's.
    pub answer_key: SealKey,
    /// The asker's organisation.
    pub org: OrgId,
    /// The asker.
    pub member: MemberKey,
    /// The letter, at most 6 KiB.
    pub text: Private<String>,
    /// How the asker introduces themselves.
    pub card: Card,
    /// The asker's certificate.
    pub cert: CoSigned<MemberCert>,
    /// Of an appraisal: the candidate's permission.
    pub permission: Option<Permission>,
    /// Of an appraisal: when letter and answer are deleted.
    pub retain_until: Option<Timestamp>,
}

/// How a person introduces themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// At most 80 B.
    pub name: Private<String>,
    /// At most 80 B.
    pub org: Private<String>,
    /// At most 80 B.
    pub role: Private<String>,
    /// At most 120 B: a mail address, a phone number, a page.
    pub contact: Private<String>,
}

/// The asker withdraws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    /// The offer the request followed, as named on this link.
    pub offer: OfferRef,
    /// The request.
    pub request: RequestId,
}
