//! A device on a path: as asker it composes, as connector it passes on, as endpoint it answers.
//!
//! It renders and hashes the request itself, and checks its own pins: a node can show it a false
//! neighbour, but can't make it sign for one.

use crate::crypto::seal::{self, SealSecret};
use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, digest};
use crate::device::appraisal::{AnswerDraft, PermissionRead, check_reply, read_terms};
use crate::device::keys::holds_undated;
use crate::device::{Device, DeviceError, OwnRequest};
use crate::id::{Blob, MemberKey, OrgId, PredecessorCommitment, RequestDigest, RequestId, SealKey};
use crate::limits;
use crate::local::AppraisalTerms;
use crate::local::keys::holds_on_arrival;
use crate::local::view::{ItemView, Neighbour, OfferView, RequestView, Waiting};
use crate::message::{AnswerBody, Card, Consent, LetterBody, ReceiptBody, RequestBody, RequestCore, Signed};
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::payload::{Payload, signed_from_bytes, signed_to_bytes};
use crate::wire::text::{is_card, is_prose};
use crate::wire::verify::{self, verify_by_device, verify_by_origin, verify_cert, verify_with_own_cert};

/// What an asker writes.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What every connector reads, at most 600 B.
    pub note: Private<String>,
    /// What only the endpoint reads, at most 6 KiB.
    pub letter: Private<String>,
    /// Of an appraisal: its terms.
    pub terms: Option<AppraisalTerms>,
}

/// A letter as its endpoint reads it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What the asker wrote.
    pub text: Private<String>,
    /// What everybody on the path could read.
    pub note: Private<String>,
    /// How the asker introduces themselves.
    pub card: Card,
    /// The asker's organisation.
    pub org: OrgId,
    /// The asker.
    pub member: MemberKey,
    /// Of an appraisal: the candidate's permission, if one was needed.
    pub permission: Option<PermissionRead>,
    /// Of an appraisal: when letter and answer are deleted.
    pub retain_until: Option<Timestamp>,
}

impl Device {
    /// Composes a request along an offer: the core for the organisation to sign, and the asker's own consent.
    ///
    /// # Errors
    /// If the first person on the path is not pinned, or a text is too long.
    pub fn compose(
        &mut self,
        rng: &mut dyn Randomness,
        offer: &OfferView,
        draft: &Draft,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(Vec<u8>, Signed<Consent>), DeviceError> {
        self.check_pin(&offer.first)?;
        if !is_prose(&draft.note, limits::NOTE) || !is_prose(&draft.letter, limits::TEXT) || !is_card(&self.card) {
            return Err(DeviceError::TextTooLong);
        }
        self.check_terms(offer.kind, draft.terms.as_ref(), now)?;
        let latest = draft.terms.as_ref().map_or(until, |terms| until.min(terms.retain_until));
        let answer_secret = SealSecret::generate(&mut rng.stream(Purpose::Device));
        let request = RequestId::from_bytes(super::draw(rng));
        let letter = self.seal_letter(rng, offer, draft, (request, &answer_secret))?;
        let core = RequestCore {
            origin: self.org,
            query: offer.query,
            request,
            kind: offer.kind,
            created: now,
            expires: latest.min(now.plus(limits::REQUEST_LIFE_MAX)),
            note: draft.note.clone(),
            answer_key: answer_secret.public(),
            permission: draft.terms.as_ref().and_then(AppraisalTerms::digest),
            body: RequestBody::Letter(letter),
        };
        let payload = core.to_bytes();
        let salt = super::draw(rng);
        let myself = digest::predecessor_commitment(&salt, &self.org, &self.member());
        let consent = self.consent(digest::request_digest(&payload), &offer.first, myself, "", now);
        let kept = OwnRequest {
            answer_secret: *answer_secret.to_bytes(),
            core: Blob(payload.clone()),
            consent: consent.clone(),
            letter_key: offer.letter_key,
            expires: core.expires,
        };
        self.requests.insert(request, kept);
        self.keep_letter(request, offer, draft, core.expires);
        self.retain_request(request, draft.terms.as_ref());
        Ok((payload, consent))
    }

    /// Passes a request on: the member's consent, and the receipt for the asker. The same item gives the same bytes.
    ///
    /// # Errors
    /// If anything about the request, its predecessor or its successor does not hold.
    pub fn pass_on(
        &mut self,
        rng: &mut dyn Randomness,
        item: &ItemView,
        note: &str,
        now: Timestamp,
    ) -> Result<(Signed<Consent>, Blob), DeviceError> {
        if let Some(made) = self.passed.get(&item.item) {
            return Ok(made.clone());
        }
        let Waiting::Hop { request, successor } = &item.waiting else { return Err(DeviceError::OtherSort) };
        if !is_prose(note, limits::CONNECTOR_NOTE) || !is_card(&self.card) {
            return Err(DeviceError::TextTooLong);
        }
        let core = self.check_request(request, now)?;
        self.check_pin(successor)?;
        let salt: [u8; 16] = super::draw(rng);
        let before = &request.predecessor;
        let commitment = digest::predecessor_commitment(&salt, &before.org, &before.member);
        let consent = self.consent(digest::request_digest(&request.core.payload), successor, commitment, note, now);
        let receipt = self.receipt(rng, &core, before, salt, consent.clone())?;
        self.passed.insert(item.item, (consent.clone(), receipt.clone()));
        Ok((consent, receipt))
    }

    /// Opens a letter.
    ///
    /// # Errors
    /// If the request does not hold or the letter does not open, or was written for somebody else.
    pub fn open_letter(&self, item: &ItemView, now: Timestamp) -> Result<Letter, DeviceError> {
        self.read_letter(item, now).map(|(letter, _, _)| letter)
    }

    /// Answers a letter. The same item gives the same bytes.
    ///
    /// # Errors
    /// As [`Device::open_letter`], and if a text or the cards are too many or too long.
    pub fn answer(
        &mut self,
        rng: &mut dyn Randomness,
        item: &ItemView,
        text: &str,
        cards: Vec<Card>,
        now: Timestamp,
    ) -> Result<Blob, DeviceError> {
        self.answer_with(rng, item, AnswerDraft { text: text.into(), cards, ..AnswerDraft::default() }, now)
    }

    /// Answers a letter, with what the person sought agreed to and a date of deletion. The same item gives the same
    /// bytes.
    ///
    /// # Errors
    /// As [`Device::answer`], and if the kind of request does not allow the cards or the date.
    pub fn answer_with(
        &mut self,
        rng: &mut dyn Randomness,
        item: &ItemView,
        draft: AnswerDraft,
        now: Timestamp,
    ) -> Result<Blob, DeviceError> {
        if let Some(made) = self.answered.get(&item.item) {
            return Ok(made.clone());
        }
        let (letter, core, digest) = self.read_letter(item, now)?;
        let retain_until = check_reply(core.kind, &draft, letter.retain_until, now)?;
        let Waiting::Letter { letter_key_public, .. } = &item.waiting else { return Err(DeviceError::OtherSort) };
        let sealed = self.seal_answer(rng, (&core, digest, *letter_key_public), &draft, retain_until)?;
        self.answered.insert(item.item, sealed.clone());
        self.keep_asker(&letter, &core, digest);
        self.note_answer(item.item, &core, &draft, retain_until);
        Ok(sealed)
    }

    /// Signs an answer and seals it to the asker.
    pub(super) fn seal_answer(
        &mut self,
        rng: &mut dyn Randomness,
        (core, digest, letter_key): (&RequestCore, RequestDigest, SealKey),
        draft: &AnswerDraft,
        retain_until: Option<Timestamp>,
    ) -> Result<Blob, DeviceError> {
        let cards = &draft.cards;
        if !is_prose(&draft.text, limits::TEXT) || cards.len() > limits::CARDS || !cards.iter().all(is_card) {
            return Err(DeviceError::TextTooLong);
        }
        let reply_secret = SealSecret::generate(&mut rng.stream(Purpose::Device));
        let body = AnswerBody {
            digest,
            letter_key,
            org: self.org,
            member: self.member(),
            text: draft.text.clone(),
            cards: draft.cards.clone(),
            cert: self.enrolled_cert()?.clone(),
            retain_until,
            reply_key: reply_secret.public(),
        };
        self.reply_secrets.insert(core.request, *reply_secret.to_bytes());
        let signed = signed_to_bytes(&verify::sign(&self.sign_secret(), &body));
        seal_padded(rng, core, Label::Answer, &signed, limits::ANSWER_BODY)
    }

    pub(super) fn consent(
        &self,
        digest: RequestDigest,
        successor: &Neighbour,
        predecessor: PredecessorCommitment,
        note: &str,
        now: Timestamp,
    ) -> Signed<Consent> {
        let consent = Consent {
            digest,
            org: self.org,
            member: self.member(),
            successor_org: successor.org,
            successor: successor.member,
            predecessor,
            note_hash: digest::note_hash(note),
            issued: now.floor_hour(),
        };
        verify::sign(&self.sign_secret(), &consent)
    }

    pub(super) fn receipt(
        &self,
        rng: &mut dyn Randomness,
        core: &RequestCore,
        before: &Neighbour,
        salt: [u8; 16],
        consent: Signed<Consent>,
    ) -> Result<Blob, DeviceError> {
        let body = ReceiptBody {
            consent,
            cert: self.enrolled_cert()?.clone(),
            predecessor_salt: salt,
            predecessor_org: before.org,
            predecessor: before.member,
            card: self.card.clone(),
        };
        let signed = signed_to_bytes(&verify::sign(&self.sign_secret(), &body));
        seal_padded(rng, core, Label::Receipt, &signed, limits::RECEIPT_BODY)
    }

    fn seal_letter(
        &self,
        rng: &mut dyn Randomness,
        offer: &OfferView,
        draft: &Draft,
        (request, answer_secret): (RequestId, &SealSecret),
    ) -> Result<Vec<u8>, DeviceError> {
        let (text, card) = self.first_letter(offer, draft);
        let body = LetterBody {
            request,
            letter_key: offer.letter_key,
            answer_key: answer_secret.public(),
            org: self.org,
            member: self.member(),
            text,
            card,
            cert: self.enrolled_cert()?.clone(),
            permission: draft.terms.as_ref().and_then(|terms| terms.permission.clone()),
            retain_until: draft.terms.as_ref().map(|terms| terms.retain_until),
        };
        let signed = signed_to_bytes(&verify::sign(&self.sign_secret(), &body));
        let padded = seal::pad(&signed, limits::LETTER_BODY).ok_or(DeviceError::TextTooLong)?;
        let info = seal::info(Label::Letter, request.as_bytes());
        seal::seal(&mut rng.stream(Purpose::Device), &offer.letter_key, &info, &padded)
            .map_err(|_| DeviceError::Unopenable)
    }

    fn read_letter(
        &self,
        item: &ItemView,
        now: Timestamp,
    ) -> Result<(Letter, RequestCore, RequestDigest), DeviceError> {
        let Waiting::Letter { request, letter_key_public, wrapped, .. } = &item.waiting else {
            return Err(DeviceError::OtherSort);
        };
        let core = self.check_request(request, now)?;
        let secret = seal::unwrap_sealed(&self.vault_key, &wrapped.0).map_err(|_| DeviceError::Unopenable)?;
        let secret = <&[u8; 32]>::try_from(secret.as_slice()).map_err(|_| DeviceError::Unopenable)?;
        let secret = SealSecret::from_bytes(secret);
        let info = seal::info(Label::Letter, core.request.as_bytes());
        let RequestBody::Letter(letter) = &core.body else { return Err(DeviceError::OtherSort) };
        let padded = seal::open(&secret, &info, letter).map_err(|_| DeviceError::Unopenable)?;
        let signed = signed_from_bytes::<LetterBody>(seal::unpad(&padded).ok_or(DeviceError::Unopenable)?);
        let signed = signed.map_err(|_| DeviceError::Unopenable)?;
        let (body, cert) = verify_with_own_cert(&signed, now).map_err(|_| DeviceError::BadSignature)?;
        if self.is_by_ended(&signed, &cert, holds_undated) {
            return Err(DeviceError::KeyEnded);
        }
        let fits = body.request == core.request
            && body.letter_key == secret.public()
            && body.letter_key == *letter_key_public
            && body.answer_key == core.answer_key
            && body.org == core.origin;
        if !fits {
            return Err(DeviceError::Unopenable);
        }
        let body = body.into_inner();
        let (permission, retain_until) = read_terms(&core, &body, &self.org, now)?;
        let LetterBody { text, card, org, member, .. } = body;
        let letter = Letter { text, note: core.note.clone(), card, org, member, permission, retain_until };
        Ok((letter, core, digest::request_digest(&request.core.payload)))
    }

    /// Checks a request as it stands before this member: origin, date, predecessor's pin, certificate and consent.
    pub(super) fn check_request(&self, request: &RequestView, now: Timestamp) -> Result<RequestCore, DeviceError> {
        let core = verify_by_origin(&request.core).map_err(|_| DeviceError::BadSignature)?.into_inner();
        if core.expires <= now {
            return Err(DeviceError::Expired);
        }
        self.check_pin(&request.predecessor)?;
        let cert = verify_cert(&request.cert, now).map_err(|_| DeviceError::BadSignature)?;
        let consent = verify_by_device(&request.consent, &cert).map_err(|_| DeviceError::BadSignature)?;
        let fits = (cert.org, cert.member) == (request.predecessor.org, request.predecessor.member)
            && consent.digest == digest::request_digest(&request.core.payload)
            && (consent.successor_org, consent.successor) == (self.org, self.member())
            && consent.note_hash == digest::note_hash(&request.connector_note);
        if self.is_by_ended(&request.consent, &cert, |ended| holds_on_arrival(ended, consent.issued)) {
            return Err(DeviceError::KeyEnded);
        }
        if fits { Ok(core) } else { Err(DeviceError::BadSignature) }
    }

    /// Whether the person next to this member is the one this device pinned.
    pub(super) fn check_pin(&self, neighbour: &Neighbour) -> Result<(), DeviceError> {
        match neighbour.bridge {
            Some(bridge) => match self.bridge_pins.get(&bridge) {
                Some(pin) if *pin == (neighbour.org, neighbour.member) => Ok(()),
                Some(_) => Err(DeviceError::KeyChanged),
                None => Err(DeviceError::NotPinned),
            },
            None if self.changed.contains_key(&neighbour.member) => Err(DeviceError::KeyChanged),
            None if neighbour.org == self.org && self.knows_colleague(&neighbour.member) => Ok(()),
            None => Err(DeviceError::NotPinned),
        }
    }
}

fn seal_padded(
    rng: &mut dyn Randomness,
    core: &RequestCore,
    label: Label,
    plaintext: &[u8],
    len: usize,
) -> Result<Blob, DeviceError> {
    let padded = seal::pad(plaintext, len).ok_or(DeviceError::TextTooLong)?;
    let info = seal::info(label, core.request.as_bytes());
    let mut stream = rng.stream(Purpose::Device);
    let sealed = seal::seal(&mut stream, &core.answer_key, &info, &padded).map_err(|_| DeviceError::BadSignature)?;
    Ok(Blob(sealed))
}
