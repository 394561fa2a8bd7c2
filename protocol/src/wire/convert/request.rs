//! Requests, consents, receipts, letters and cards.

use stn_proto::v1 as proto;

use super::query::{read_attributes, read_kind, write_kind};
use super::{PROTOCOL_VERSION, Shape, blob, date, date_if_any, exact, hops, line, ours, prose, required, unless_zero};
use crate::id::{
    BridgeId, CandidateKey, MemberKey, NoteHash, OfferRef, OrgId, PermissionDigest, PredecessorCommitment, QueryId,
    RequestDigest, RequestId, SealKey, Signature,
};
use crate::limits;
use crate::message::{
    Alert, Cancel, CandidateProof, Card, Consent, LetterBody, Permission, ReceiptBody, Request, RequestBody,
    RequestCore,
};
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::Malformed;

impl Shape for RequestCore {
    type Proto = proto::RequestCore;

    fn shape(&self) -> proto::RequestCore {
        proto::RequestCore {
            version: PROTOCOL_VERSION,
            origin: self.origin.as_bytes().to_vec(),
            query_id: self.query.as_bytes().to_vec(),
            request_id: self.request.as_bytes().to_vec(),
            kind: write_kind(self.kind),
            created: self.created.as_secs(),
            expires: self.expires.as_secs(),
            note: self.note.to_string(),
            answer_key: self.answer_key.as_bytes().to_vec(),
            letter: match &self.body {
                RequestBody::Letter(letter) => letter.clone(),
                RequestBody::Alert(_) => Vec::new(),
            },
            alert: match &self.body {
                RequestBody::Letter(_) => None,
                RequestBody::Alert(alert) => Some(alert.shape()),
            },
            permission: self.permission.map_or_else(Vec::new, |digest| digest.as_bytes().to_vec()),
        }
    }

    fn check(proto: proto::RequestCore) -> Result<Self, Malformed> {
        ours(proto.version)?;
        Ok(Self {
            origin: OrgId::from_bytes(exact(&proto.origin)?),
            query: QueryId::from_bytes(exact(&proto.query_id)?),
            request: RequestId::from_bytes(exact(&proto.request_id)?),
            kind: read_kind(proto.kind)?,
            created: date(proto.created),
            expires: date(proto.expires),
            note: prose(proto.note, limits::NOTE)?,
            answer_key: SealKey::from_bytes(exact(&proto.answer_key)?),
            permission: match proto.permission.as_slice() {
                [] => None,
                bytes => Some(PermissionDigest::from_bytes(exact(bytes)?)),
            },
            body: read_body(proto.letter, proto.alert)?,
        })
    }
}

fn read_body(letter: Vec<u8>, alert: Option<proto::Alert>) -> Result<RequestBody, Malformed> {
    match alert {
        None => blob(letter, limits::SEALED_LETTER).map(RequestBody::Letter),
        Some(alert) if letter.is_empty() => Alert::check(alert).map(RequestBody::Alert),
        Some(_) => Err(Malformed),
    }
}

impl Shape for Alert {
    type Proto = proto::Alert;

    fn shape(&self) -> proto::Alert {
        proto::Alert {
            text: self.text.to_string(),
            link: self.link.clone(),
            attributes: self.attributes.iter().map(Shape::shape).collect(),
        }
    }

    fn check(proto: proto::Alert) -> Result<Self, Malformed> {
        Ok(Self {
            text: prose(proto.text, limits::ALERT_TEXT)?,
            link: line(proto.link, limits::ALERT_LINK)?,
            attributes: read_attributes(proto.attributes)?,
        })
    }
}

impl Shape for Permission {
    type Proto = proto::Permission;

    fn shape(&self) -> proto::Permission {
        let proof = self.by_candidate.as_ref();
        proto::Permission {
            salt: self.salt.to_vec(),
            given_on: self.given_on.as_secs(),
            text: self.text.to_string(),
            key: proof.map_or_else(Vec::new, |proof| proof.key.as_bytes().to_vec()),
            signature: proof.map_or_else(Vec::new, |proof| proof.signature.as_bytes().to_vec()),
        }
    }

    fn check(proto: proto::Permission) -> Result<Self, Malformed> {
        let by_candidate = match (proto.key.as_slice(), proto.signature.as_slice()) {
            ([], []) => None,
            (key, signature) => Some(CandidateProof {
                key: CandidateKey::from_bytes(exact(key)?),
                signature: Signature::from_bytes(exact(signature)?),
            }),
        };
        if proto.text.is_empty() {
            return Err(Malformed);
        }
        Ok(Self {
            salt: exact(&proto.salt)?,
            given_on: date(proto.given_on),
            text: prose(proto.text, limits::PERMISSION_TEXT)?,
            by_candidate,
        })
    }
}

impl Shape for Request {
    type Proto = proto::Request;

    fn shape(&self) -> proto::Request {
        proto::Request {
            core: Some(self.core.shape()),
            offer_ref: self.offer.as_bytes().to_vec(),
            bridge_id: self.bridge.map_or([0; 16], |bridge| *bridge.as_bytes()).to_vec(),
            consent: Some(self.consent.shape()),
            cert: Some(self.cert.shape()),
            connector_note: self.connector_note.to_string(),
            hops_left: self.hops_left.into(),
        }
    }

    fn check(proto: proto::Request) -> Result<Self, Malformed> {
        Ok(Self {
            core: required(proto.core)?,
            offer: OfferRef::from_bytes(exact(&proto.offer_ref)?),
            bridge: unless_zero(&proto.bridge_id)?.map(BridgeId::from_bytes),
            consent: required(proto.consent)?,
            cert: required(proto.cert)?,
            connector_note: prose(proto.connector_note, limits::CONNECTOR_NOTE)?,
            hops_left: hops(proto.hops_left)?,
        })
    }
}

impl Shape for Consent {
    type Proto = proto::Consent;

    fn shape(&self) -> proto::Consent {
        proto::Consent {
            digest: self.digest.as_bytes().to_vec(),
            org: self.org.as_bytes().to_vec(),
            member: self.member.as_bytes().to_vec(),
            successor_org: self.successor_org.as_bytes().to_vec(),
            successor: self.successor.as_bytes().to_vec(),
            predecessor: self.predecessor.as_bytes().to_vec(),
            note_hash: self.note_hash.as_bytes().to_vec(),
            issued: self.issued.as_secs(),
        }
    }

    fn check(proto: proto::Consent) -> Result<Self, Malformed> {
        Ok(Self {
            digest: RequestDigest::from_bytes(exact(&proto.digest)?),
            org: OrgId::from_bytes(exact(&proto.org)?),
            member: MemberKey::from_bytes(exact(&proto.member)?),
            successor_org: OrgId::from_bytes(exact(&proto.successor_org)?),
            successor: MemberKey::from_bytes(exact(&proto.successor)?),
            predecessor: PredecessorCommitment::from_bytes(exact(&proto.predecessor)?),
            note_hash: NoteHash::from_bytes(exact(&proto.note_hash)?),
            issued: date(proto.issued),
        })
    }
}

impl Shape for ReceiptBody {
    type Proto = proto::ReceiptBody;

    fn shape(&self) -> proto::ReceiptBody {
        proto::ReceiptBody {
            consent: Some(self.consent.shape()),
            cert: Some(self.cert.shape()),
            predecessor_salt: self.predecessor_salt.to_vec(),
            predecessor_org: self.predecessor_org.as_bytes().to_vec(),
            predecessor: self.predecessor.as_bytes().to_vec(),
            card: Some(self.card.shape()),
        }
    }

    fn check(proto: proto::ReceiptBody) -> Result<Self, Malformed> {
        Ok(Self {
            consent: required(proto.consent)?,
            cert: required(proto.cert)?,
            predecessor_salt: exact(&proto.predecessor_salt)?,
            predecessor_org: OrgId::from_bytes(exact(&proto.predecessor_org)?),
            predecessor: MemberKey::from_bytes(exact(&proto.predecessor)?),
            card: required(proto.card)?,
        })
    }
}

impl Shape for LetterBody {
    type Proto = proto::LetterBody;

    fn shape(&self) -> proto::LetterBody {
        proto::LetterBody {
            request_id: self.request.as_bytes().to_vec(),
            letter_key: self.letter_key.as_bytes().to_vec(),
            answer_key: self.answer_key.as_bytes().to_vec(),
            org: self.org.as_bytes().to_vec(),
            member: self.member.as_bytes().to_vec(),
            text: self.text.to_string(),
            card: Some(self.card.shape()),
            cert: Some(self.cert.shape()),
            permission: self.permission.as_ref().map(Shape::shape),
            retain_until: self.retain_until.map_or(0, Timestamp::as_secs),
        }
    }

    fn check(proto: proto::LetterBody) -> Result<Self, Malformed> {
        Ok(Self {
            request: RequestId::from_bytes(exact(&proto.request_id)?),
            letter_key: SealKey::from_bytes(exact(&proto.letter_key)?),
            answer_key: SealKey::from_bytes(exact(&proto.answer_key)?),
            org: OrgId::from_bytes(exact(&proto.org)?),
            member: MemberKey::from_bytes(exact(&proto.member)?),
            text: prose(proto.text, limits::TEXT)?,
            card: required(proto.card)?,
            cert: required(proto.cert)?,
            permission: proto.permission.map(Permission::check).transpose()?,
            retain_until: date_if_any(proto.retain_until),
        })
    }
}

impl Shape for Card {
    type Proto = proto::Card;

    fn shape(&self) -> proto::Card {
        proto::Card {
            name: self.name.to_string(),
            org: self.org.to_string(),
            role: self.role.to_string(),
            contact: self.contact.to_string(),
        }
    }

    fn check(proto: proto::Card) -> Result<Self, Malformed> {
        Ok(Self {
            name: Private(line(proto.name, limits::CARD_NAME)?),
            org: Private(line(proto.org, limits::CARD_ORG)?),
            role: Private(line(proto.role, limits::CARD_ROLE)?),
            contact: Private(line(proto.contact, limits::CARD_CONTACT)?),
        })
    }
}

impl Shape for Cancel {
    type Proto = proto::Cancel;

    fn shape(&self) -> proto::Cancel {
        proto::Cancel { offer_ref: self.offer.as_bytes().to_vec(), request_id: self.request.as_bytes().to_vec() }
    }

    fn check(proto: proto::Cancel) -> Result<Self, Malformed> {
        Ok(Self {
            offer: OfferRef::from_bytes(exact(&proto.offer_ref)?),
            request: RequestId::from_bytes(exact(&proto.request_id)?),
        })
    }
}
