//! Two devices tie a bridge through an answered request: the proposer signs terms, the other signs the same bytes.
//!
//! ```text
//!   proposer ── terms, signed ──► the other       sealed so that only the two can read it
//!   proposer ◄─ terms, signed ─── the other       each then tells the own node, with both signatures
//! ```
//!
//! No link is needed: each knows the other's key from the answer's chain, or from the letter it answered.

use serde::{Deserialize, Serialize};

use crate::crypto::seal::SealSecret;
use crate::crypto::stream::{Purpose, Randomness};
use crate::device::bridge::sign_terms;
use crate::device::word::Says;
use crate::device::{Device, DeviceError, SealedWord, Standing};
use crate::id::{Blob, BridgeId, MemberKey, OrgId, RequestDigest, RequestId, SealKey, WordId};
use crate::local::StayTie;
use crate::local::view::{AnswerView, WordTo, WordView};
use crate::message::{BridgeTerms, Signed, Strength, WordBody, WordPurpose};
use crate::private::Private;
use crate::time::Timestamp;
use crate::trust::EdgePolicy;
use crate::wire::verify::{self, verify_cert, verify_terms};

/// Who is at the other end of an answered request.
#[derive(Clone, Debug)]
pub struct FarEnd {
    /// The request.
    pub request: RequestId,
    /// Its digest.
    pub digest: RequestDigest,
    /// Their organisation.
    pub org: OrgId,
    /// They.
    pub member: MemberKey,
    /// What is sealed to this, only they can open.
    pub key: SealKey,
    /// When the request ends, or ended.
    pub expires: Timestamp,
}

/// What a member says of somebody they stay connected with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayWish {
    /// How well they know them: they have met, unless they say otherwise.
    pub strength: Strength,
    /// What the bridge may serve.
    pub policy: EdgePolicy,
}

impl Default for StayWish {
    fn default() -> Self {
        Self { strength: Strength::HaveMet, policy: EdgePolicy::default() }
    }
}

/// What a device remembers of a bridge proposed or agreed to.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Stay {
    request: RequestId,
    side: Side,
    terms: Signed<BridgeTerms>,
    wish: StayWish,
    sealed: Blob,
    expires: Timestamp,
}

/// Who began.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    Proposed,
    Agreed,
}

impl Stay {
    /// Whether this device proposed it.
    pub(super) fn is_proposed(&self) -> bool {
        self.side == Side::Proposed
    }

    /// When it may be forgotten.
    pub(super) const fn expires(&self) -> &Timestamp {
        &self.expires
    }
}

impl Device {
    /// Proposes to stay connected. A second proposal along one request gives the same bytes.
    ///
    /// # Errors
    /// [`DeviceError::OwnColleague`] if both are of one organisation, [`DeviceError::TextTooLong`].
    pub fn propose_stay(
        &mut self,
        rng: &mut dyn Randomness,
        far: &FarEnd,
        (text, wish): (Private<String>, StayWish),
        now: Timestamp,
    ) -> Result<SealedWord, DeviceError> {
        let made = self.words.stays.iter().find(|(_, stay)| stay.request == far.request && stay.is_proposed());
        if let Some((word, stay)) = made {
            return Ok((*word, stay.sealed.clone()));
        }
        if far.org == self.org {
            return Err(DeviceError::OwnColleague);
        }
        let bridge = BridgeId::from_bytes(super::draw(rng));
        let (a_org, a_member, b_org, b_member) = (self.org, self.member(), far.org, far.member);
        let terms = BridgeTerms { bridge, a_org, a_member, b_org, b_member, created: now.floor_hour() };
        let terms = verify::sign(&self.sign_secret(), &terms);
        let sealed = self.seal_terms(rng, far, text, terms.clone())?;
        let word = WordId::from_bytes(super::draw(rng));
        let (request, side, expires) = (far.request, Side::Proposed, far.expires);
        self.words.stays.insert(word, Stay { request, side, terms, wish, sealed: sealed.clone(), expires });
        self.bridge_pins.insert(bridge, (far.org, far.member));
        Ok((word, sealed))
    }

    /// Agrees to a proposal: what goes back, and what the own node is told. The same proposal gives the same bytes.
    ///
    /// # Errors
    /// [`DeviceError::WordUnfit`] unless the terms name the one at the other end and this member, and hold.
    pub fn agree_to_stay(
        &mut self,
        rng: &mut dyn Randomness,
        (view, answers): (&WordView, &[AnswerView]),
        wish: StayWish,
        now: Timestamp,
    ) -> Result<(SealedWord, StayTie), DeviceError> {
        let (body, far, theirs) = self.open_terms(view, answers, now)?;
        let terms = verify_terms_of(&theirs, &body, view.came)?;
        let ends = ((terms.a_org, terms.a_member), (terms.b_org, terms.b_member));
        if ends != ((far.org, far.member), (self.org, self.member())) || far.org == self.org {
            return Err(DeviceError::WordUnfit);
        }
        let signature = sign_terms(&self.sign_secret(), &theirs.payload);
        let own = Signed::new(theirs.payload.clone(), signature);
        let sealed = match self.words.stays.get(&view.word) {
            Some(made) => made.sealed.clone(),
            None => self.seal_terms(rng, &far, Private::default(), own.clone())?,
        };
        let (request, side, expires) = (far.request, Side::Agreed, far.expires);
        let stay = Stay { request, side, terms: own.clone(), wish, sealed: sealed.clone(), expires };
        self.words.stays.insert(view.word, stay);
        self.bridge_pins.insert(terms.bridge, (far.org, far.member));
        let tie = StayTie { terms: own, far_signature: theirs.signature, cert: body.cert, card: body.card };
        Ok(((view.word, sealed), tie))
    }

    /// What the own node is told when the other has agreed to this device's proposal.
    ///
    /// # Errors
    /// [`DeviceError::WordUnfit`] unless they signed the very terms this device proposed to them.
    pub fn tie_stay(
        &self,
        view: &WordView,
        answers: &[AnswerView],
        now: Timestamp,
    ) -> Result<(StayTie, StayWish), DeviceError> {
        let own = self.words.stays.get(&view.word).filter(|stay| stay.is_proposed()).ok_or(DeviceError::WordUnfit)?;
        let (body, _, theirs) = self.open_terms(view, answers, now)?;
        if theirs.payload != own.terms.payload {
            return Err(DeviceError::WordUnfit);
        }
        verify_terms_of(&theirs, &body, view.came)?;
        let (terms, wish) = (own.terms.clone(), own.wish.clone());
        Ok((StayTie { terms, far_signature: theirs.signature, cert: body.cert, card: body.card }, wish))
    }

    fn seal_terms(
        &self,
        rng: &mut dyn Randomness,
        far: &FarEnd,
        text: Private<String>,
        terms: Signed<BridgeTerms>,
    ) -> Result<Blob, DeviceError> {
        let reply_key = SealSecret::generate(&mut rng.stream(Purpose::Device)).public();
        let says = Says { digest: far.digest, purpose: WordPurpose::Stay, text, reply_key, terms: Some(terms) };
        self.seal_word(rng, (&far.key, &far.request), says)
    }

    /// Opens a word with terms from the one at the other end of its request.
    fn open_terms(
        &self,
        view: &WordView,
        answers: &[AnswerView],
        now: Timestamp,
    ) -> Result<(WordBody, FarEnd, Signed<BridgeTerms>), DeviceError> {
        let (body, far) = match view.to {
            WordTo::Asker => {
                let (body, standing) = self.open_as_asker(view, answers, now)?;
                let answer = answers.iter().find(|answer| answer.core.payload == view.core.payload);
                let far = self.endpoint(answer.ok_or(DeviceError::Unverified)?, now)?;
                if standing != Standing::FarEnd {
                    return Err(DeviceError::WordUnfit);
                }
                (body, far)
            }
            WordTo::Sender | WordTo::Endpoint => {
                let body = self.open_as_endpoint(view)?;
                let core = verify::verify_by_origin(&view.core).map_err(|_| DeviceError::BadSignature)?;
                let far = self.asker(&core.request)?;
                (body, far)
            }
        };
        let terms = body.terms.clone().ok_or(DeviceError::OtherSort)?;
        Ok((body, far, terms))
    }
}

/// Opens terms that the signer of a word signed.
fn verify_terms_of(terms: &Signed<BridgeTerms>, body: &WordBody, at: Timestamp) -> Result<BridgeTerms, DeviceError> {
    let cert = verify_cert(&body.cert, at).map_err(|_| DeviceError::WordUnfit)?;
    Ok(verify_terms(terms, &cert).map_err(|_| DeviceError::WordUnfit)?.into_inner())
}
