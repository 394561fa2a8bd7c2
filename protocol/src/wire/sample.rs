//! One message of every type for the tests of this room: an ordinary one, and one as large as the bounds allow.

mod objects;

use crate::crypto::sign::{DeviceSecret, MemberSecret, OrgSecret};
use crate::id::{
    AnswerId, AvoidMark, BranchId, BridgeId, CandidateKey, EpochKey, EvalId, KnockId, Mac, NoteHash, OfferRef, OrgId,
    PermissionDigest, PredecessorCommitment, QueryId, RequestDigest, RequestId, SealKey, Signature, Tag, WordId,
};
use crate::limits;
use crate::message::{
    Alert, Answer, AnswerBody, Attribute, AttributeType, BridgeAccept, BridgeConfirm, BridgeEnd, BridgeTerms, Cancel,
    CandidateProof, Card, CertUpdate, CoSigned, Consent, Device, EndReason, EndedKey, Entry, EvalRequest, EvalResponse,
    Frame, JoinFrame, Kind, Knock, KnockBody, LetterBody, MemberCert, NextEpoch, Offer, OfferBody, OfferWay,
    OrgProfile, PeerAccept, PeerEnd, PeerInfo, PeerJoin, PeerUpdate, Permission, Query, QueryCore, ReceiptBody,
    ReplyBody, Request, RequestBody, RequestCore, Signed, Strength, Succession, SuccessionTerms, Word, WordBody,
    WordPurpose,
};
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::payload::Payload;
use crate::wire::verify::{countersign, sign};

/// How much a sample holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// As little as there may be: no text, no list entry that can be left out, every number and date at zero.
    Smallest,
    /// What people usually send.
    Usual,
    /// Every list full, every text as long as it may be, every number at its widest.
    Largest,
}

pub(super) const CREATED: Timestamp = Timestamp::from_secs(1_790_000_000);

pub(super) fn org() -> OrgSecret {
    OrgSecret::from_seed(&[0x11; 32])
}

pub(super) fn member() -> MemberSecret {
    MemberSecret::from_seed(&[0x21; 32])
}

pub(super) fn device() -> DeviceSecret {
    DeviceSecret::from_seed(&[0x31; 32])
}

impl Fill {
    fn text(self, usual: &str, max: usize) -> String {
        match self {
            Self::Smallest => String::new(),
            Self::Usual => usual.to_owned(),
            Self::Largest => "ä".repeat(max / 2),
        }
    }

    fn private(self, usual: &str, max: usize) -> Private<String> {
        Private(self.text(usual, max))
    }

    fn count(self, usual: usize, max: usize) -> usize {
        match self {
            Self::Smallest => 0,
            Self::Usual => usual,
            Self::Largest => max,
        }
    }

    fn number(self, usual: u32) -> u32 {
        match self {
            Self::Smallest => 0,
            Self::Usual => usual,
            Self::Largest => u32::MAX,
        }
    }

    fn wide(self, usual: u64) -> u64 {
        match self {
            Self::Smallest => 0,
            Self::Usual => usual,
            Self::Largest => u64::MAX,
        }
    }

    /// A date; the farthest one there is when full.
    fn date(self, days: u64) -> Timestamp {
        match self {
            Self::Smallest => Timestamp::from_secs(0),
            Self::Usual => Timestamp::from_secs(CREATED.as_secs() + days * 86_400),
            Self::Largest => Timestamp::from_secs(Timestamp::from_millis(u64::MAX).as_secs()),
        }
    }

    /// `T`'s bytes with fields of a later version added, as long as may be; signed by nobody.
    pub(super) fn signed<T: Payload>(self, content: &T) -> Signed<T> {
        Signed::new(self.padded(content), Signature::from_bytes([7; 64]))
    }

    fn padded<T: Payload>(self, content: &T) -> Vec<u8> {
        let bytes = content.to_bytes();
        match self {
            Self::Smallest | Self::Usual => bytes,
            Self::Largest => with_unknown_field(bytes, T::MAX_LEN),
        }
    }

    pub(super) fn member_cert(self) -> MemberCert {
        let device = |seed: usize| match seed {
            0 => self::device(),
            seed => DeviceSecret::from_seed(&[0x31 + u8::try_from(seed).unwrap(); 32]),
        };
        let devices = (0..self.count(1, limits::DEVICES)).map(|n| Device { sign_key: device(n).public() });
        MemberCert {
            org: org().public(),
            member: member().public(),
            devices: devices.collect(),
            version: self.number(3),
            issued: self.date(0),
            expires: self.date(60),
        }
    }

    pub(super) fn cert(self) -> CoSigned<MemberCert> {
        match self {
            Self::Smallest | Self::Usual => countersign(&org(), &sign(&member(), &self.member_cert())),
            Self::Largest => {
                let signature = Signature::from_bytes([7; 64]);
                CoSigned::new(self.padded(&self.member_cert()), signature, Some(signature))
            }
        }
    }

    pub(super) fn card(self) -> Card {
        Card {
            name: self.private("Ada Example", limits::CARD_NAME),
            org: self.private("Foundation F", limits::CARD_ORG),
            role: self.private("", limits::CARD_ROLE),
            contact: self.private("ada@f.example", limits::CARD_CONTACT),
        }
    }

    pub(super) fn query_core(self) -> QueryCore {
        let value = self.text("soil-carbon", limits::ATTRIBUTES_TOTAL / limits::ATTRIBUTES);
        let attribute = Attribute { r#type: AttributeType::Topic, value };
        QueryCore {
            origin: org().public(),
            origin_name: self.text("Marrow Valley", limits::ORG_NAME),
            query: QueryId::from_bytes([2; 16]),
            kind: Kind::Introduction,
            created: self.date(0),
            expires: self.date(7),
            reply_key: SealKey::from_bytes([3; 32]),
            epoch: self.number(4),
            epoch_key: EpochKey::from_bytes([5; 32]),
            tags: vec![Tag::from_bytes([6; 16]); if self == Self::Smallest { 0 } else { limits::TAGS }],
            attributes: vec![attribute; self.count(1, limits::ATTRIBUTES)],
            avoid: vec![AvoidMark::from_bytes([7; 8]); limits::AVOID],
        }
    }

    pub(super) fn query(self) -> Query {
        let entry = Entry { bridge: BridgeId::from_bytes([1; 16]), hops_left: 2, floor: Strength::WouldVouch };
        let core = match self {
            Self::Smallest | Self::Usual => sign(&org(), &self.query_core()),
            Self::Largest => self.signed(&self.query_core()),
        };
        Query {
            core,
            branch: BranchId::from_bytes([8; 16]),
            credit: self.number(128),
            entries: vec![entry; self.count(2, limits::ENTRIES).max(1)],
        }
    }

    pub(super) fn request_core(self) -> RequestCore {
        RequestCore {
            origin: org().public(),
            query: QueryId::from_bytes([2; 16]),
            request: RequestId::from_bytes([9; 16]),
            kind: Kind::Influence,
            created: self.date(1),
            expires: self.date(22),
            note: self.private("We plant hedges.\nShe funds them.", limits::NOTE),
            answer_key: SealKey::from_bytes([10; 32]),
            permission: (self == Self::Largest).then_some(PermissionDigest::from_bytes([22; 32])),
            body: RequestBody::Letter(vec![0x5a; limits::SEALED_LETTER]),
        }
    }

    pub(super) fn alert_core(self) -> RequestCore {
        let value = self.text("soil-carbon", limits::ATTRIBUTES_TOTAL / limits::ATTRIBUTES);
        let attribute = Attribute { r#type: AttributeType::Topic, value };
        let alert = Alert {
            text: self.private("We look for somebody who knows hedges.", limits::ALERT_TEXT),
            link: self.text("https://f.example/jobs/1", limits::ALERT_LINK),
            attributes: vec![attribute; self.count(1, limits::ATTRIBUTES)],
        };
        RequestCore { kind: Kind::Opportunity, body: RequestBody::Alert(alert), ..self.request_core() }
    }

    pub(super) fn permission(self) -> Permission {
        let proof =
            CandidateProof { key: CandidateKey::from_bytes([23; 32]), signature: Signature::from_bytes([7; 64]) };
        Permission {
            salt: [24; 16],
            given_on: self.date(0),
            text: match self {
                Self::Smallest => "y".into(),
                Self::Usual | Self::Largest => {
                    self.private("You may ask two former colleagues.", limits::PERMISSION_TEXT)
                }
            },
            by_candidate: (self == Self::Largest).then_some(proof),
        }
    }

    pub(super) fn word_body(self) -> WordBody {
        WordBody {
            digest: RequestDigest::from_bytes([11; 32]),
            org: org().public(),
            member: member().public(),
            purpose: WordPurpose::Stay,
            text: self.private("Shall we stay connected?", limits::TEXT),
            reply_key: SealKey::from_bytes([25; 32]),
            card: self.card(),
            terms: Some(self.signed(&self.bridge_terms())),
            cert: self.cert(),
        }
    }

    pub(super) fn reply_body(self) -> ReplyBody {
        ReplyBody {
            digest: RequestDigest::from_bytes([11; 32]),
            word: WordId::from_bytes([26; 16]),
            text: self.private("Next spring.", limits::TEXT),
        }
    }

    pub(super) fn knock_body(self) -> KnockBody {
        KnockBody {
            org: org().public(),
            member: member().public(),
            bridge: BridgeId::from_bytes([1; 16]),
            secret: [27; 16],
            expires: self.date(30),
            card: self.card(),
            note: self.private("We met in Nyeri.", limits::CONNECTOR_NOTE),
            cert: self.cert(),
        }
    }

    pub(super) fn succession_terms(self) -> SuccessionTerms {
        SuccessionTerms {
            old_org: org().public(),
            new_org: OrgSecret::from_seed(&[0x12; 32]).public(),
            effective: self.date(1),
        }
    }

    fn succession(self) -> Succession {
        Succession {
            payload: self.padded(&self.succession_terms()),
            old_signature: Signature::from_bytes([7; 64]),
            new_signature: Signature::from_bytes([7; 64]),
        }
    }

    fn knock(self) -> Knock {
        Knock {
            knock: KnockId::from_bytes([28; 16]),
            epoch: self.number(4),
            tags: vec![Tag::from_bytes([6; 16]); limits::TAGS],
            wrapped: vec![vec![0x61; limits::WRAPPED_KNOCK_KEY]; limits::TAGS],
            sealed: vec![0x62; limits::SEALED_KNOCK],
        }
    }

    fn cert_update(self) -> CertUpdate {
        let ended = EndedKey { key: device().public(), reason: EndReason::Compromised, from: self.date(3) };
        CertUpdate { cert: self.cert(), ended: vec![ended; self.count(0, limits::ENDED_KEYS)] }
    }

    pub(super) fn consent(self) -> Consent {
        Consent {
            digest: RequestDigest::from_bytes([11; 32]),
            org: org().public(),
            member: member().public(),
            successor_org: OrgId::from_bytes([12; 32]),
            successor: MemberSecret::from_seed(&[0x22; 32]).public(),
            predecessor: PredecessorCommitment::from_bytes([13; 32]),
            note_hash: NoteHash::from_bytes([14; 32]),
            issued: self.date(2),
        }
    }

    pub(super) fn request(self) -> Request {
        Request {
            core: self.signed(&self.request_core()),
            offer: OfferRef::from_bytes([15; 16]),
            bridge: Some(BridgeId::from_bytes([1; 16])),
            consent: self.signed(&self.consent()),
            cert: self.cert(),
            connector_note: self.private("I know her well.", limits::CONNECTOR_NOTE),
            hops_left: if self == Self::Largest { limits::HOPS } else { 0 },
        }
    }

    pub(super) fn receipt_body(self) -> ReceiptBody {
        ReceiptBody {
            consent: self.signed(&self.consent()),
            cert: self.cert(),
            predecessor_salt: [16; 16],
            predecessor_org: OrgId::from_bytes([17; 32]),
            predecessor: MemberSecret::from_seed(&[0x23; 32]).public(),
            card: self.card(),
        }
    }

    pub(super) fn letter_body(self) -> LetterBody {
        LetterBody {
            request: RequestId::from_bytes([9; 16]),
            letter_key: SealKey::from_bytes([18; 32]),
            answer_key: SealKey::from_bytes([10; 32]),
            org: org().public(),
            member: member().public(),
            text: self.private("Dear stranger,\n\nmay we talk?", limits::TEXT),
            card: self.card(),
            cert: self.cert(),
            permission: (self == Self::Largest).then(|| self.permission()),
            retain_until: (self == Self::Largest).then(|| self.date(60)),
        }
    }

    pub(super) fn answer_body(self) -> AnswerBody {
        AnswerBody {
            digest: RequestDigest::from_bytes([11; 32]),
            letter_key: SealKey::from_bytes([18; 32]),
            org: org().public(),
            member: member().public(),
            text: self.private("Gladly.", limits::TEXT),
            cards: vec![self.card(); self.count(1, limits::CARDS)],
            cert: self.cert(),
            retain_until: (self == Self::Largest).then(|| self.date(60)),
            reply_key: SealKey::from_bytes([25; 32]),
        }
    }

    pub(super) fn offer_body(self) -> OfferBody {
        OfferBody {
            hops_left: limits::HOPS,
            floor: Strength::KnowWell,
            letter_key: SealKey::from_bytes([18; 32]),
            blurb: self.private("", limits::BLURB),
            expires: self.date(7),
        }
    }

    pub(super) fn bridge_terms(self) -> BridgeTerms {
        BridgeTerms {
            bridge: BridgeId::from_bytes([1; 16]),
            a_org: org().public(),
            a_member: member().public(),
            b_org: OrgId::from_bytes([12; 32]),
            b_member: MemberSecret::from_seed(&[0x22; 32]).public(),
            created: self.date(0),
        }
    }

    fn peer_info(self) -> PeerInfo {
        PeerInfo {
            name: self.text("Marrow Valley", limits::ORG_NAME),
            domain: "d".repeat(self.count(1, limits::DOMAIN)),
            addrs: vec![self.text("/dns4/a.example/tcp/4711", limits::ADDR); self.count(1, limits::ADDRS)],
            grant: self.number(32),
            epoch: self.number(4),
            epoch_key: EpochKey::from_bytes([5; 32]),
            epoch_until: self.date(90),
            profile: OrgProfile {
                about: self.text("Repair cafés in three valleys", limits::ORG_ABOUT),
                topics: vec![self.text("repair", limits::ORG_TOPIC); self.count(1, limits::ORG_TOPICS)],
                regions: vec![self.text("KE", limits::REGION); self.count(1, limits::ORG_CODES)],
                languages: vec![self.text("sw", limits::LANGUAGE); self.count(1, limits::ORG_CODES)],
            },
        }
    }

    fn peer_update(self) -> PeerUpdate {
        let epoch_key = EpochKey::from_bytes([6; 32]);
        let next = NextEpoch { epoch: self.number(5), epoch_key, from: self.date(90) };
        PeerUpdate {
            seq: self.wide(3),
            incarnation: self.wide(0),
            info: self.peer_info(),
            next_epoch: (self == Self::Largest).then_some(next),
        }
    }

    fn answer(self) -> Answer {
        Answer {
            offer: OfferRef::from_bytes([15; 16]),
            answer: AnswerId::from_bytes([19; 16]),
            sealed: vec![0x5b; limits::SEALED_ANSWER],
            receipts: vec![vec![0x5c; limits::SEALED_RECEIPT]; limits::RECEIPTS],
        }
    }

    fn bridge_accept(self) -> BridgeAccept {
        BridgeAccept {
            terms: self.signed(&self.bridge_terms()),
            cert: self.cert(),
            card: self.card(),
            mac: Mac::from_bytes([20; 32]),
        }
    }

    fn bridge_confirm(self) -> BridgeConfirm {
        BridgeConfirm {
            bridge: BridgeId::from_bytes([1; 16]),
            signature: Signature::from_bytes([7; 64]),
            cert: self.cert(),
            card: self.card(),
            mac: Mac::from_bytes([20; 32]),
        }
    }

    pub(super) fn eval_request(self) -> EvalRequest {
        EvalRequest {
            branch: Some(BranchId::from_bytes([8; 16])),
            eval: EvalId::from_bytes([21; 16]),
            epoch: self.number(4),
            elements: vec![0x5d; limits::CHUNK_BYTES],
        }
    }

    fn offer_ways(self) -> Vec<OfferWay> {
        let (most, floor) = (self.count(2, limits::ENTRIES).max(1), Strength::KnowWell);
        let most = u8::try_from(most).unwrap_or(u8::MAX);
        (0..most).map(|entry| OfferWay { entry, detour: i8::from(entry > 0), floor }).collect()
    }

    fn offer(self) -> Offer {
        Offer {
            branch: BranchId::from_bytes([8; 16]),
            ways: self.offer_ways(),
            offer: OfferRef::from_bytes([15; 16]),
            sealed: vec![0x5e; limits::SEALED_OFFER],
        }
    }

    /// One frame of every type.
    pub(super) fn frames(self) -> Vec<Frame> {
        let proof = vec![0x60; limits::PROOF_BYTES];
        let eval = EvalId::from_bytes([21; 16]);
        vec![
            Frame::PeerUpdate(self.peer_update()),
            Frame::PeerEnd(PeerEnd {}),
            Frame::BridgeAccept(self.bridge_accept()),
            Frame::BridgeConfirm(self.bridge_confirm()),
            Frame::BridgeEnd(BridgeEnd { bridge: BridgeId::from_bytes([1; 16]) }),
            Frame::CertUpdate(self.cert_update()),
            Frame::Query(self.query()),
            Frame::EvalRequest(self.eval_request()),
            Frame::EvalResponse(EvalResponse { eval, evaluated: vec![0x5f; limits::CHUNK_BYTES], proof }),
            Frame::Offer(self.offer()),
            Frame::Request(self.request()),
            Frame::Answer(self.answer()),
            Frame::Cancel(Cancel { offer: OfferRef::from_bytes([15; 16]), request: RequestId::from_bytes([9; 16]) }),
            Frame::Knock(self.knock()),
            Frame::Succession(self.succession()),
            Frame::Word(Word {
                offer: OfferRef::from_bytes([15; 16]),
                word: WordId::from_bytes([26; 16]),
                sealed: vec![0x63; limits::SEALED_WORD],
            }),
        ]
    }

    /// One join frame of every type.
    pub(super) fn join_frames(self) -> Vec<JoinFrame> {
        vec![
            JoinFrame::Join(PeerJoin { info: self.peer_info(), mac: Mac::from_bytes([20; 32]) }),
            JoinFrame::Accept(PeerAccept { info: self.peer_info() }),
        ]
    }
}

/// Appends field 100, which nobody knows, so that there are `len` bytes in all.
pub(super) fn with_unknown_field(mut bytes: Vec<u8>, len: usize) -> Vec<u8> {
    let room = len.checked_sub(bytes.len() + 4).unwrap();
    // Key 100 << 3 | 2 and a length of two varint bytes, which may be written wider than needed.
    bytes.extend_from_slice(&[0xa2, 0x06, (room & 0x7f) as u8 | 0x80, (room >> 7) as u8]);
    bytes.resize(len, 0);
    bytes
}
