//! A device with alerts: as asker it composes them and judges what comes back, else it passes them on or answers.
//!
//! There is no letter. Every edge has a consent of its own that names exactly the next person, and an answer is one
//! only if its chain begins with one of the asker's own consents. Asked again, the device gives the same bytes.

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::crypto::digest;
use crate::crypto::seal::SealSecret;
use crate::crypto::stream::{Purpose, Randomness};
use crate::device::appraisal::AnswerDraft;
use crate::device::{Device, DeviceError, OwnRequest, VerifiedAnswer};
use crate::id::{AskId, Blob, QueryId, RequestId, SealKey};
use crate::limits;
use crate::local::AlertEdge;
use crate::local::view::{AlertAnswerView, AlertView, AnswerView, ItemView, Neighbour, Waiting};
use crate::message::{Alert, Attribute, Card, Consent, Kind, RequestBody, RequestCore, Signed};
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::payload::Payload;
use crate::wire::text::{is_card, is_line, is_prose};
use crate::wire::verify::verify_by_origin;

/// What an asker writes.
#[derive(Clone, Debug)]
pub struct AlertDraft {
    /// What for: an opportunity, or an open call for an introduction, knowledge or a word put in.
    pub kind: Kind,
    /// What everybody it comes to reads, 1 to 4 096 B.
    pub text: Private<String>,
    /// Where more is to be read, at most 300 B; may be empty.
    pub link: String,
    /// Whom it may fit: at most 8, 320 B in all.
    pub attributes: Vec<Attribute>,
    /// The asker's own word to the first people, at most 280 B; may be empty.
    pub note: Private<String>,
}

/// What a device keeps of an own alert.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct OwnAlert {
    answer_secret: [u8; 32],
    core: Blob,
    consents: Vec<Signed<Consent>>,
    pub(super) expires: Timestamp,
}

/// What a device signed for an alert it passed on: nobody is signed for twice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PassedAlert {
    edges: Vec<AlertEdge>,
    pub(super) expires: Timestamp,
}

impl Device {
    /// Composes an alert: the core for the organisation to sign, and one consent for each person it goes to.
    ///
    /// # Errors
    /// If nobody, too many people, or somebody who is not pinned is named, or the texts or the date do not fit.
    pub fn compose_alert(
        &mut self,
        rng: &mut dyn Randomness,
        draft: &AlertDraft,
        to: &[Neighbour],
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(Vec<u8>, Vec<AlertEdge>), DeviceError> {
        if !fits(draft) {
            return Err(DeviceError::TextTooLong);
        }
        self.check_people(to)?;
        let answer_secret = SealSecret::generate(&mut rng.stream(Purpose::Device));
        let core = self.alert_core(rng, draft, answer_secret.public(), (now, until))?;
        let payload = core.to_bytes();
        let mut edges = Vec::new();
        for next in to {
            let myself = digest::predecessor_commitment(&super::draw(rng), &self.org, &self.member());
            let consent = self.consent(digest::request_digest(&payload), next, myself, &draft.note, now);
            edges.push(AlertEdge { to: *next, consent, receipt: None, note: draft.note.clone() });
        }
        let kept = OwnAlert {
            answer_secret: *answer_secret.to_bytes(),
            core: Blob(payload.clone()),
            consents: edges.iter().map(|edge| edge.consent.clone()).collect(),
            expires: core.expires,
        };
        self.alerts.insert(core.request, kept);
        Ok((payload, edges))
    }

    /// Passes an alert on: a consent and a receipt for each person. Who was signed for before gets the same bytes.
    ///
    /// # Errors
    /// If anything about the alert or who brought it does not hold, or somebody it is to go to is not pinned.
    pub fn pass_alert(
        &mut self,
        rng: &mut dyn Randomness,
        item: &ItemView,
        to: &[Neighbour],
        note: &str,
        now: Timestamp,
    ) -> Result<Vec<AlertEdge>, DeviceError> {
        if !is_prose(note, limits::CONNECTOR_NOTE) || !is_card(&self.card) {
            return Err(DeviceError::TextTooLong);
        }
        let (alert, core) = self.check_alert(item, now)?;
        self.check_people(to)?;
        let mut made = self.passed_alerts.get(&item.item).map(|passed| passed.edges.clone()).unwrap_or_default();
        for next in to {
            if !made.iter().any(|edge| edge.to == *next) {
                made.push(self.sign_edge(rng, (alert, &core), next, note, now)?);
            }
        }
        if made.len() > limits::ALERT_EDGES {
            return Err(DeviceError::PeopleCount);
        }
        self.passed_alerts.insert(item.item, PassedAlert { edges: made.clone(), expires: core.expires });
        made.retain(|edge| to.contains(&edge.to));
        Ok(made)
    }

    /// Reads an alert and checks everything about it, as before it is signed for.
    ///
    /// # Errors
    /// If anything about the alert or who brought it does not hold.
    pub fn read_alert(&self, item: &ItemView, now: Timestamp) -> Result<RequestCore, DeviceError> {
        self.check_alert(item, now).map(|(_, core)| core)
    }

    /// Answers an alert: interested. The same item gives the same bytes.
    ///
    /// # Errors
    /// As [`Device::read_alert`], and if a text or the cards are too many or too long.
    pub fn answer_alert(
        &mut self,
        rng: &mut dyn Randomness,
        item: &ItemView,
        text: &str,
        cards: Vec<Card>,
        now: Timestamp,
    ) -> Result<Blob, DeviceError> {
        if let Some(made) = self.answered.get(&item.item) {
            return Ok(made.clone());
        }
        let (alert, core) = self.check_alert(item, now)?;
        let digest = digest::request_digest(&alert.request.core.payload);
        let draft = AnswerDraft { text: Private::from(text), cards, agreed_on: None, retain_until: None };
        let sealed = self.seal_answer(rng, (&core, digest, NO_LETTER), &draft, None)?;
        self.answered.insert(item.item, sealed.clone());
        Ok(sealed)
    }

    /// Judges an answer to an own alert.
    ///
    /// # Errors
    /// [`DeviceError::RequestUnknown`] if this device did not make the alert, [`DeviceError::Unverified`] if the chain
    /// does not begin with one of its own consents, or anything else in it does not hold.
    pub fn verify_alert_answer(&self, answer: &AlertAnswerView, now: Timestamp) -> Result<VerifiedAnswer, DeviceError> {
        let core = verify_by_origin(&answer.core).map_err(|_| DeviceError::Unverified)?;
        let own = self.alerts.get(&core.request).ok_or(DeviceError::RequestUnknown)?;
        if !own.consents.contains(&answer.consent) {
            return Err(DeviceError::Unverified);
        }
        let request = OwnRequest {
            answer_secret: own.answer_secret,
            core: own.core.clone(),
            consent: answer.consent.clone(),
            letter_key: NO_LETTER,
            expires: own.expires,
        };
        let view = AnswerView {
            ask: AskId::from_bytes([0; AskId::LEN]),
            core: answer.core.clone(),
            consent: answer.consent.clone(),
            letter_key: NO_LETTER,
            sealed: answer.sealed.clone(),
            receipts: answer.receipts.clone(),
            verified: answer.verified,
            retain_until: None,
        };
        self.judge(&request, &view, &core, now).ok_or(DeviceError::Unverified)
    }

    fn alert_core(
        &self,
        rng: &mut dyn Randomness,
        draft: &AlertDraft,
        answer_key: SealKey,
        (now, until): (Timestamp, Timestamp),
    ) -> Result<RequestCore, DeviceError> {
        // Dates are rounded down to the hour: an alert just made looks like one that is passed on.
        let created = now.floor_hour();
        let expires = until.floor_hour().min(created.plus(limits::REQUEST_LIFE_MAX));
        if expires <= now {
            return Err(DeviceError::TooSoon);
        }
        let alert = Alert { text: draft.text.clone(), link: draft.link.clone(), attributes: draft.attributes.clone() };
        Ok(RequestCore {
            origin: self.org,
            query: QueryId::from_bytes(super::draw(rng)),
            request: RequestId::from_bytes(super::draw(rng)),
            kind: draft.kind,
            created,
            expires,
            note: Private::default(),
            answer_key,
            permission: None,
            body: RequestBody::Alert(alert),
        })
    }

    fn sign_edge(
        &self,
        rng: &mut dyn Randomness,
        (alert, core): (&AlertView, &RequestCore),
        next: &Neighbour,
        note: &str,
        now: Timestamp,
    ) -> Result<AlertEdge, DeviceError> {
        let salt: [u8; 16] = super::draw(rng);
        let before = &alert.request.predecessor;
        let commitment = digest::predecessor_commitment(&salt, &before.org, &before.member);
        let digest = digest::request_digest(&alert.request.core.payload);
        let consent = self.consent(digest, next, commitment, note, now);
        let receipt = Some(self.receipt(rng, core, before, salt, consent.clone())?);
        Ok(AlertEdge { to: *next, consent, receipt, note: Private::from(note) })
    }

    /// Checks an alert as it stands before this member.
    fn check_alert<'a>(&self, item: &'a ItemView, now: Timestamp) -> Result<(&'a AlertView, RequestCore), DeviceError> {
        let Waiting::Alert { alert } = &item.waiting else { return Err(DeviceError::OtherSort) };
        let core = self.check_request(&alert.request, now)?;
        let is_open_call = matches!(core.body, RequestBody::Alert(_)) && may_be_open(core.kind);
        if is_open_call { Ok((alert, core)) } else { Err(DeviceError::OtherSort) }
    }

    /// Checks that an alert may go to these people: 1 to 20, each once, each pinned.
    fn check_people(&self, to: &[Neighbour]) -> Result<(), DeviceError> {
        let twice = |at: usize, one: &Neighbour| to[..at].iter().any(|other| other.member == one.member);
        let repeats = to.iter().enumerate().any(|(at, one)| twice(at, one));
        if to.is_empty() || to.len() > limits::ALERT_EDGES || repeats {
            return Err(DeviceError::PeopleCount);
        }
        to.iter().try_for_each(|next| self.check_pin(next))
    }
}

/// Whether something of this kind may be asked in clear. A candidate is never named to people one happens to choose.
const fn may_be_open(kind: Kind) -> bool {
    match kind {
        Kind::Opportunity | Kind::Introduction | Kind::Intelligence | Kind::Influence => true,
        Kind::Appraisal => false,
    }
}

fn fits(draft: &AlertDraft) -> bool {
    let sizes = draft.attributes.iter().map(|attribute| attribute.value.len());
    may_be_open(draft.kind)
        && !draft.text.is_empty()
        && is_prose(&draft.text, limits::ALERT_TEXT)
        && is_line(&draft.link, limits::ALERT_LINK)
        && is_prose(&draft.note, limits::CONNECTOR_NOTE)
        && draft.attributes.len() <= limits::ATTRIBUTES
        && draft.attributes.iter().all(|one| !one.value.is_empty() && is_line(&one.value, limits::ATTRIBUTE))
        && sizes.sum::<usize>() <= limits::ATTRIBUTES_TOTAL
}

impl Drop for OwnAlert {
    fn drop(&mut self) {
        self.answer_secret.zeroize();
    }
}

/// An alert has no letter, so its answers name no letter key.
const NO_LETTER: SealKey = SealKey::from_bytes([0; SealKey::LEN]);
