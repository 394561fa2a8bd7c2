//! Words on a device: it asks back, replies, sends the letter that follows an answer, and judges what comes.
//!
//! A question's signer can be checked at once only where it is the pinned first person of the path; everybody else
//! says who they are, and the answer's chain shows later whether that was true.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::crypto::seal::{self, SealSecret};
use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, digest};
use crate::device::stay::Stay;
use crate::device::{Device, DeviceError, Draft, FarEnd, Letter, OwnRequest};
use crate::id::{Blob, ItemId, MemberKey, OrgId, RequestDigest, RequestId, SealKey, WordId};
use crate::limits;
use crate::local::view::{AnswerView, ItemView, LetterRule, OfferView, Waiting, WordTo, WordView};
use crate::message::{BridgeTerms, Card, Consent, ReplyBody, RequestCore, Signed, WordBody, WordPurpose};
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::payload::{Encoded, Payload, signed_from_bytes, signed_to_bytes};
use crate::wire::text::{is_card, is_prose};
use crate::wire::verify::{self, verify_by_origin, verify_with_own_cert};

/// A word as the node takes it: its id and its sealed bytes.
pub type SealedWord = (WordId, Blob);

/// What a device remembers of words.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    /// Own questions.
    questions: BTreeMap<WordId, Question>,
    /// Own replies, by the question.
    replies: BTreeMap<WordId, (Blob, Timestamp)>,
    /// Letters that follow an answer.
    letters: BTreeMap<RequestId, StrictLetter>,
    /// Whom this device answered.
    askers: BTreeMap<RequestId, Asker>,
    /// Bridges proposed or agreed to.
    pub(super) stays: BTreeMap<WordId, Stay>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Question {
    item: ItemId,
    digest: RequestDigest,
    request: RequestId,
    secret: [u8; 32],
    sealed: Blob,
    expires: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
struct StrictLetter {
    text: Private<String>,
    sent: Option<SealedWord>,
    expires: Timestamp,
}

#[derive(Clone, Serialize, Deserialize)]
struct Asker {
    org: OrgId,
    member: MemberKey,
    digest: RequestDigest,
    answer_key: SealKey,
    expires: Timestamp,
}

/// A word that was opened.
#[derive(Clone, Debug)]
pub enum Heard {
    /// Somebody on the path asks the asker.
    Question(Voice),
    /// The asker's reply to this device's question.
    Reply {
        /// What they wrote.
        text: Private<String>,
        /// The item the question was about.
        item: ItemId,
    },
    /// The letter that follows an answer to a description.
    Letter(Voice),
    /// Somebody would stay connected.
    Stay(Voice),
    /// They agree to stay connected.
    Agreed(Voice),
}

/// Who says something, and what.
#[derive(Clone, Debug)]
pub struct Voice {
    /// Their organisation.
    pub org: OrgId,
    /// They.
    pub member: MemberKey,
    /// How they introduce themselves.
    pub card: Card,
    /// What they say.
    pub text: Private<String>,
    /// How far that is certain.
    pub standing: Standing,
}

/// How far it is certain who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Whoever it says: a member of that organisation signed it, and whether they stand on the path shows with the
    /// answer.
    Claimed,
    /// They stand on the path of this request.
    OnPath,
    /// They are at the other end of this request.
    FarEnd,
}

/// What a word body is made of, beside the signer.
pub(super) struct Says {
    pub(super) digest: RequestDigest,
    pub(super) purpose: WordPurpose,
    pub(super) text: Private<String>,
    pub(super) reply_key: SealKey,
    pub(super) terms: Option<Signed<BridgeTerms>>,
}

impl Device {
    /// Asks the asker a question about something that waits. The same item gives the same bytes.
    ///
    /// # Errors
    /// If the request does not hold, or the text is too long.
    pub fn ask_back(
        &mut self,
        rng: &mut dyn Randomness,
        item: &ItemView,
        text: &str,
        now: Timestamp,
    ) -> Result<SealedWord, DeviceError> {
        if let Some((word, made)) = self.words.questions.iter().find(|(_, made)| made.item == item.item) {
            return Ok((*word, made.sealed.clone()));
        }
        let (Waiting::Hop { request, .. } | Waiting::Letter { request, .. }) = &item.waiting else {
            return Err(DeviceError::OtherSort);
        };
        let core = self.check_request(request, now)?;
        let digest = digest::request_digest(&request.core.payload);
        let secret = SealSecret::generate(&mut rng.stream(Purpose::Device));
        let (purpose, reply_key) = (WordPurpose::Question, secret.public());
        let says = Says { digest, purpose, text: text.into(), reply_key, terms: None };
        let sealed = self.seal_word(rng, (&core.answer_key, &core.request), says)?;
        let word = WordId::from_bytes(super::draw(rng));
        let (request, secret, expires) = (core.request, *secret.to_bytes(), core.expires);
        let question = Question { item: item.item, digest, request, secret, sealed: sealed.clone(), expires };
        self.words.questions.insert(word, question);
        Ok((word, sealed))
    }

    /// Replies to a question about an own request; the asker is not named. The same question gives the same bytes.
    ///
    /// # Errors
    /// If it is no question that holds, or the text is too long.
    pub fn reply(&mut self, rng: &mut dyn Randomness, view: &WordView, text: &str) -> Result<SealedWord, DeviceError> {
        if let Some((made, _)) = self.words.replies.get(&view.word) {
            return Ok((view.word, made.clone()));
        }
        if !is_prose(text, limits::TEXT) {
            return Err(DeviceError::TextTooLong);
        }
        let (own, core) = self.own_request(view)?;
        let secret = SealSecret::from_bytes(&own.answer_secret);
        let body = open_word(&secret, &core.request, view)?;
        let digest = digest::request_digest(&own.core.0);
        if body.purpose != WordPurpose::Question || body.digest != digest {
            return Err(DeviceError::WordUnfit);
        }
        let expires = own.expires;
        let reply = ReplyBody { digest, word: view.word, text: text.into() };
        let sealed = seal_to(rng, (&body.reply_key, &core.request), Label::Reply, &reply.to_bytes())?;
        self.words.replies.insert(view.word, (sealed.clone(), expires));
        Ok((view.word, sealed))
    }

    /// The letter that follows a verified answer, if this request's letter was kept back until then.
    ///
    /// # Errors
    /// As [`Device::verify_answer`].
    pub fn letter_after(
        &mut self,
        rng: &mut dyn Randomness,
        answer: &AnswerView,
        now: Timestamp,
    ) -> Result<Option<SealedWord>, DeviceError> {
        let far = self.endpoint(answer, now)?;
        let Some(letter) = self.words.letters.get(&far.request) else { return Ok(None) };
        if let Some(sent) = &letter.sent {
            return Ok(Some(sent.clone()));
        }
        let (digest, purpose, text) = (far.digest, WordPurpose::Letter, letter.text.clone());
        let reply_key = SealSecret::generate(&mut rng.stream(Purpose::Device)).public();
        let says = Says { digest, purpose, text, reply_key, terms: None };
        let sealed = self.seal_word(rng, (&far.key, &far.request), says)?;
        let made = (WordId::from_bytes(super::draw(rng)), sealed);
        if let Some(letter) = self.words.letters.get_mut(&far.request) {
            letter.sent = Some(made.clone());
        }
        Ok(Some(made))
    }

    /// Opens a word that came, and says how far it holds. `answers` are those to own requests.
    ///
    /// # Errors
    /// [`DeviceError::Unopenable`] if it was not sealed for this device, [`DeviceError::WordUnfit`] if it is not from
    /// who it should be from, [`DeviceError::RequestUnknown`] if this device did not make the request.
    pub fn hear(&self, view: &WordView, answers: &[AnswerView], now: Timestamp) -> Result<Heard, DeviceError> {
        if let (WordTo::Sender, Some(question)) = (view.to, self.words.questions.get(&view.word)) {
            return question.open_reply(view);
        }
        let (body, standing) = match view.to {
            WordTo::Asker => self.open_as_asker(view, answers, now)?,
            WordTo::Sender | WordTo::Endpoint => (self.open_as_endpoint(view)?, Standing::FarEnd),
        };
        let is_own = self.words.stays.get(&view.word).is_some_and(Stay::is_proposed);
        let purpose = body.purpose;
        let voice = Voice { org: body.org, member: body.member, card: body.card, text: body.text, standing };
        match (view.to, purpose) {
            (WordTo::Asker, WordPurpose::Question) => Ok(Heard::Question(voice)),
            (WordTo::Endpoint, WordPurpose::Letter) => Ok(Heard::Letter(voice)),
            (_, WordPurpose::Stay) if is_own => Ok(Heard::Agreed(voice)),
            (WordTo::Asker | WordTo::Endpoint, WordPurpose::Stay) => Ok(Heard::Stay(voice)),
            (WordTo::Sender | WordTo::Endpoint, WordPurpose::Question) => Err(DeviceError::WordUnfit),
            (WordTo::Sender | WordTo::Asker, WordPurpose::Letter) => Err(DeviceError::WordUnfit),
            (WordTo::Sender, WordPurpose::Stay) => Err(DeviceError::WordUnfit),
        }
    }

    /// Whether this device asked back about an item.
    pub fn has_asked_back(&self, item: &ItemId) -> bool {
        self.words.questions.values().any(|question| question.item == *item)
    }

    /// The first letter along an offer: empty, and without a card, where somebody on the way could have made the offer.
    pub(super) fn first_letter(&self, offer: &OfferView, draft: &Draft) -> (Private<String>, Card) {
        match offer.letter_rule {
            LetterRule::WithRequest => (draft.letter.clone(), self.card.clone()),
            LetterRule::AfterAnswer => (Private::default(), Card::default()),
        }
    }

    /// Remembers a letter that waits for the answer.
    pub(super) fn keep_letter(&mut self, request: RequestId, offer: &OfferView, draft: &Draft, expires: Timestamp) {
        if offer.letter_rule == LetterRule::AfterAnswer {
            let letter = StrictLetter { text: draft.letter.clone(), sent: None, expires };
            self.words.letters.insert(request, letter);
        }
    }

    /// Remembers whom this device answers: words from nobody else follow.
    pub(super) fn keep_asker(&mut self, letter: &Letter, core: &RequestCore, digest: RequestDigest) {
        let (answer_key, expires) = (core.answer_key, core.expires);
        let asker = Asker { org: letter.org, member: letter.member, digest, answer_key, expires };
        self.words.askers.insert(core.request, asker);
    }

    /// The one who asked, towards whom answered.
    ///
    /// # Errors
    /// [`DeviceError::RequestUnknown`] if this device did not answer that request.
    pub fn asker(&self, request: &RequestId) -> Result<FarEnd, DeviceError> {
        let asker = self.words.askers.get(request).ok_or(DeviceError::RequestUnknown)?;
        let Asker { org, member, digest, answer_key: key, expires } = asker.clone();
        Ok(FarEnd { request: *request, digest, org, member, key, expires })
    }

    /// The one who answered, towards whom asked, once the answer's chain held.
    ///
    /// # Errors
    /// As [`Device::verify_answer`].
    pub fn endpoint(&self, answer: &AnswerView, now: Timestamp) -> Result<FarEnd, DeviceError> {
        let verified = self.verify_answer(answer, now)?;
        let core = RequestCore::from_bytes(&answer.core.payload).map_err(|_| DeviceError::Unverified)?;
        let (org, member) = verified.signers.last().copied().ok_or(DeviceError::Unverified)?;
        let (digest, key) = (digest::request_digest(&answer.core.payload), verified.reply_key);
        Ok(FarEnd { request: core.request, digest, org, member, key, expires: core.expires })
    }

    /// Opens a word that came up a request of this device.
    pub(super) fn open_as_asker(
        &self,
        view: &WordView,
        answers: &[AnswerView],
        now: Timestamp,
    ) -> Result<(WordBody, Standing), DeviceError> {
        let (own, core) = self.own_request(view)?;
        let body = open_word(&SealSecret::from_bytes(&own.answer_secret), &core.request, view)?;
        if body.digest != digest::request_digest(&own.core.0) {
            return Err(DeviceError::WordUnfit);
        }
        let signer = (body.org, body.member);
        let answer = answers.iter().find(|answer| answer.core.payload == own.core.0);
        let signers = answer.and_then(|answer| self.verify_answer(answer, now).ok()).map(|held| held.signers);
        let first = Consent::from_bytes(&own.consent.payload).map_err(|_| DeviceError::WordUnfit)?;
        let is_first = signer == (first.successor_org, first.successor);
        let standing = match signers {
            Some(signers) if signers.last() == Some(&signer) => Standing::FarEnd,
            Some(signers) if signers.contains(&signer) => Standing::OnPath,
            Some(_) | None if is_first => Standing::OnPath,
            Some(_) | None => Standing::Claimed,
        };
        Ok((body, standing))
    }

    /// Opens a word that came down to this device after it answered: from the one who asked and nobody else.
    pub(super) fn open_as_endpoint(&self, view: &WordView) -> Result<WordBody, DeviceError> {
        let core = verify_by_origin(&view.core).map_err(|_| DeviceError::BadSignature)?;
        let far = self.asker(&core.request)?;
        let secret = self.reply_secrets.get(&core.request).ok_or(DeviceError::RequestUnknown)?;
        let body = open_word(&SealSecret::from_bytes(secret), &core.request, view)?;
        let is_theirs = (body.org, body.member) == (far.org, far.member) && body.digest == far.digest;
        if is_theirs { Ok(body) } else { Err(DeviceError::WordUnfit) }
    }

    /// Signs a word and seals it.
    pub(super) fn seal_word(
        &self,
        rng: &mut dyn Randomness,
        to: (&SealKey, &RequestId),
        says: Says,
    ) -> Result<Blob, DeviceError> {
        if !is_prose(&says.text, limits::TEXT) || !is_card(&self.card) {
            return Err(DeviceError::TextTooLong);
        }
        let Says { digest, purpose, text, reply_key, terms } = says;
        let (card, cert) = (self.card.clone(), self.enrolled_cert()?.clone());
        let (org, member) = (self.org, self.member());
        let body = WordBody { digest, org, member, purpose, text, reply_key, card, terms, cert };
        let signed = signed_to_bytes(&verify::sign(&self.sign_secret(), &body));
        seal_to(rng, to, Label::Word, &signed)
    }

    /// Forgets words of requests that are over.
    pub(super) fn tidy_words(&mut self, now: Timestamp) {
        let lives = |expires: &Timestamp| expires.plus(limits::REQUEST_LIFE_MAX) > now;
        self.words.questions.retain(|_, question| lives(&question.expires));
        self.words.replies.retain(|_, (_, expires)| lives(expires));
        self.words.letters.retain(|_, letter| lives(&letter.expires));
        self.words.stays.retain(|_, stay| lives(stay.expires()));
        self.words.askers.retain(|_, asker| lives(&asker.expires));
    }

    fn own_request(&self, view: &WordView) -> Result<(&OwnRequest, RequestCore), DeviceError> {
        let core = verify_by_origin(&view.core).map_err(|_| DeviceError::BadSignature)?.into_inner();
        let own = self.requests.get(&core.request).filter(|own| own.core.0 == view.core.payload);
        Ok((own.ok_or(DeviceError::RequestUnknown)?, core))
    }
}

impl Question {
    fn open_reply(&self, view: &WordView) -> Result<Heard, DeviceError> {
        let info = seal::info(Label::Reply, self.request.as_bytes());
        let secret = SealSecret::from_bytes(&self.secret);
        let padded = seal::open(&secret, &info, &view.sealed.0).map_err(|_| DeviceError::Unopenable)?;
        let reply = ReplyBody::from_bytes(seal::unpad(&padded).ok_or(DeviceError::Unopenable)?);
        let reply = reply.map_err(|_| DeviceError::Unopenable)?;
        if reply.digest != self.digest || reply.word != view.word {
            return Err(DeviceError::WordUnfit);
        }
        Ok(Heard::Reply { text: reply.text, item: self.item })
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// Opens a signed word. Its certificate is judged by the day it came.
fn open_word(secret: &SealSecret, request: &RequestId, view: &WordView) -> Result<WordBody, DeviceError> {
    let info = seal::info(Label::Word, request.as_bytes());
    let padded = seal::open(secret, &info, &view.sealed.0).map_err(|_| DeviceError::Unopenable)?;
    let signed = signed_from_bytes::<WordBody>(seal::unpad(&padded).ok_or(DeviceError::Unopenable)?);
    let signed = signed.map_err(|_| DeviceError::Unopenable)?;
    let (body, _) = verify_with_own_cert(&signed, view.came).map_err(|_| DeviceError::WordUnfit)?;
    Ok(body.into_inner())
}

fn seal_to(
    rng: &mut dyn Randomness,
    (to, request): (&SealKey, &RequestId),
    label: Label,
    plaintext: &[u8],
) -> Result<Blob, DeviceError> {
    let padded = seal::pad(plaintext, limits::WORD_BODY).ok_or(DeviceError::TextTooLong)?;
    let info = seal::info(label, request.as_bytes());
    let sealed = seal::seal(&mut rng.stream(Purpose::Device), to, &info, &padded);
    sealed.map(Blob).map_err(|_| DeviceError::BadSignature)
}
