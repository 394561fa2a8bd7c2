//! What a device keeps of appraisals, and the rules it holds itself to: no letter is read without the candidate's
//! permission, no answer outlives its date, and the person sought gives their card only if they said yes.
//!
//! The dates stand with what they end; [`Device::tidy`] lets go of everything whose date has come.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::device::permission::{Giver, check_permission};
use crate::device::{Device, DeviceError};
use crate::id::{AskId, ItemId, OrgId, RequestId};
use crate::limits;
use crate::local::AppraisalTerms;
use crate::local::appraisal::permission_digest;
use crate::message::{Card, Kind, LetterBody, RequestCore};
use crate::policy::kind;
use crate::private::Private;
use crate::time::Timestamp;

/// What a device keeps of appraisals.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Appraisals {
    /// The terms of own asks.
    terms: BTreeMap<AskId, AppraisalTerms>,
    /// When own requests, and the answers to them, are let go of.
    requests: BTreeMap<RequestId, Timestamp>,
    /// When what was answered is let go of.
    answered: BTreeMap<ItemId, (RequestId, Timestamp)>,
    /// When the person sought agreed that their card is handed over.
    agreed: BTreeMap<ItemId, Timestamp>,
}

/// A permission as who would answer reads it.
#[derive(Clone, Debug)]
pub struct PermissionRead {
    /// What may be asked.
    pub text: Private<String>,
    /// When it was given.
    pub given_on: Timestamp,
    /// Whose word that is.
    pub giver: Giver,
}

/// An answer as it is written.
#[derive(Clone, Debug, Default)]
pub struct AnswerDraft {
    /// What only the asker reads, at most 6 KiB.
    pub text: Private<String>,
    /// The own card, and the card of the person sought.
    pub cards: Vec<Card>,
    /// When the person sought agreed to hand over theirs.
    pub agreed_on: Option<Timestamp>,
    /// When letter and answer are deleted, if sooner than the letter says.
    pub retain_until: Option<Timestamp>,
}

impl Appraisals {
    /// When an own request and its answer are let go of; nothing for other kinds.
    pub(super) fn until(&self, request: &RequestId) -> Option<Timestamp> {
        self.requests.get(request).copied()
    }
}

impl Device {
    /// Remembers the terms of an appraisal that is about to be asked.
    ///
    /// # Errors
    /// [`DeviceError::RetentionDate`] if the date is over or further away than a year;
    /// [`DeviceError::PermissionUnfit`] if the permission does not hold.
    pub fn keep_terms(&mut self, ask: AskId, terms: &AppraisalTerms, now: Timestamp) -> Result<(), DeviceError> {
        self.check_terms(Kind::Appraisal, Some(terms), now)?;
        self.appraisals.terms.insert(ask, terms.clone());
        Ok(())
    }

    /// The terms of an own ask that is an appraisal.
    pub fn terms(&self, ask: &AskId) -> Option<&AppraisalTerms> {
        self.appraisals.terms.get(ask)
    }

    /// When the person sought agreed that their card is handed over with the answer to an item.
    pub fn agreed_on(&self, item: &ItemId) -> Option<Timestamp> {
        self.appraisals.agreed.get(item).copied()
    }

    /// Checks that terms are there where the kind has them, and nowhere else.
    pub(super) fn check_terms(
        &self,
        of: Kind,
        terms: Option<&AppraisalTerms>,
        now: Timestamp,
    ) -> Result<(), DeviceError> {
        let terms = match (kind::has_terms(of), terms) {
            (true, Some(terms)) => terms,
            (false, None) => return Ok(()),
            (true, None) | (false, Some(_)) => return Err(DeviceError::TermsUnfit),
        };
        if terms.retain_until <= now || terms.retain_until > now.plus(limits::RETENTION_MAX) {
            return Err(DeviceError::RetentionDate);
        }
        terms.permission.as_ref().map_or(Ok(()), |given| check_permission(given, &self.org).map(|_| ()))
    }

    /// Notes when an own request is let go of.
    pub(super) fn retain_request(&mut self, request: RequestId, terms: Option<&AppraisalTerms>) {
        if let Some(terms) = terms {
            self.appraisals.requests.insert(request, terms.retain_until);
        }
    }

    /// Notes what an answer promised.
    pub(super) fn note_answer(
        &mut self,
        item: ItemId,
        core: &RequestCore,
        reply: &AnswerDraft,
        until: Option<Timestamp>,
    ) {
        if let Some(agreed) = reply.agreed_on.filter(|_| reply.cards.len() > 1) {
            self.appraisals.agreed.insert(item, agreed);
        }
        if let Some(until) = until {
            self.appraisals.answered.insert(item, (core.request, until));
        }
    }

    /// Lets go of everything about appraisals whose date has come.
    pub(super) fn tidy_appraisals(&mut self, now: Timestamp) {
        let Appraisals { terms, requests, answered, .. } = &mut self.appraisals;
        terms.retain(|_, terms| terms.retain_until > now);
        requests.retain(|_, until| *until > now);
        for (item, (request, until)) in answered.iter() {
            if *until <= now {
                self.answered.remove(item);
                self.reply_secrets.remove(request);
            }
        }
        answered.retain(|_, (_, until)| *until > now);
    }
}

/// What a letter says of the permission and its date, checked against the request it came with.
///
/// An organisation that needs no permission decides that for its own members alone: a letter from another one
/// without a permission is not opened.
pub(super) fn read_terms(
    core: &RequestCore,
    letter: &LetterBody,
    own: &OrgId,
    now: Timestamp,
) -> Result<(Option<PermissionRead>, Option<Timestamp>), DeviceError> {
    if !kind::has_terms(core.kind) {
        return Ok((None, None));
    }
    if core.permission != letter.permission.as_ref().map(permission_digest) {
        return Err(DeviceError::PermissionUnfit);
    }
    let permission = match &letter.permission {
        Some(given) => {
            let giver = check_permission(given, &core.origin)?;
            Some(PermissionRead { text: given.text.clone(), given_on: given.given_on, giver })
        }
        None if core.origin == *own => None,
        None => return Err(DeviceError::PermissionMissing),
    };
    let latest = core.created.plus(limits::RETENTION_MAX).plus(limits::CLOCK_SKEW);
    let until = letter.retain_until.filter(|until| *until <= latest).ok_or(DeviceError::RetentionDate)?;
    if until <= now { Err(DeviceError::Expired) } else { Ok((permission, Some(until))) }
}

/// Checks that an answer's cards and date are as its kind and the letter allow, and gives its date.
pub(super) fn check_reply(
    of: Kind,
    reply: &AnswerDraft,
    letter_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<Timestamp>, DeviceError> {
    let hands_over = reply.cards.len() > 1;
    if hands_over && !kind::may_carry_their_card(of) {
        return Err(DeviceError::CardKeptBack);
    }
    if hands_over && reply.agreed_on.is_none_or(|agreed| agreed > now.plus(limits::CLOCK_SKEW)) {
        return Err(DeviceError::CardNotAgreed);
    }
    match (letter_until, reply.retain_until) {
        (None, Some(_)) => Err(DeviceError::TermsUnfit),
        (Some(_), Some(until)) if until <= now => Err(DeviceError::RetentionDate),
        (Some(letter), Some(until)) => Ok(Some(until.min(letter))),
        (until, None) => Ok(until),
    }
}
