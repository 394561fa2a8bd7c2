//! The asker's device judges an answer: it is one only if the whole chain holds.
//!
//! ```text
//!   own consent ─succ─► receipt 1 ─succ─► receipt 2 … ─succ─► signer of the answer
//! ```
//!
//! Every receipt opens its commitment to the one before, all are for the same request, and the answer
//! names the very key the letter was sealed to. Anything else is "could not be verified", not an answer.

use crate::crypto::seal::{self, SealSecret};
use crate::crypto::{Label, digest};
use crate::device::keys::holds_undated;
use crate::device::{Device, DeviceError, OwnRequest};
use crate::id::{MemberKey, OrgId, RequestDigest, SealKey};
use crate::local::keys::holds_by_date;
use crate::local::view::AnswerView;
use crate::message::{AnswerBody, Card, Consent, MemberCert, ReceiptBody, RequestCore, Signed};
use crate::private::Private;
use crate::time::{Span, Timestamp};
use crate::wire::payload::{Payload, signed_from_bytes};
use crate::wire::verify::{Verified, verify, verify_by_device, verify_by_origin, verify_with_own_cert};

/// An answer whose whole chain held.
#[derive(Clone, Debug)]
pub struct VerifiedAnswer {
    /// What the endpoint wrote.
    pub text: Private<String>,
    /// The endpoint's card, and the sought person's if they agreed.
    pub cards: Vec<Card>,
    /// How those who passed the request on introduce themselves, in order.
    pub path: Vec<Card>,
    /// Everybody who signed, in order: the connectors, then the endpoint.
    pub signers: Vec<(OrgId, MemberKey)>,
    /// Words that follow are sealed to this.
    pub reply_key: SealKey,
    /// Of an appraisal: when it is deleted.
    pub retain_until: Option<Timestamp>,
}

/// What a verdict compares everything with.
struct Expected<'a> {
    core: &'a RequestCore,
    digest: RequestDigest,
    secret: SealSecret,
    now: Timestamp,
}

/// A receipt that opened, and the certificate it brought: fit at the date of the consent inside.
struct Receipt {
    body: ReceiptBody,
    cert: Verified<MemberCert>,
}

impl Device {
    /// Judges an answer.
    ///
    /// # Errors
    /// [`DeviceError::RequestUnknown`] if this device did not make the request, [`DeviceError::Unverified`] if
    /// anything in the chain does not hold.
    pub fn verify_answer(&self, answer: &AnswerView, now: Timestamp) -> Result<VerifiedAnswer, DeviceError> {
        let core = verify_by_origin(&answer.core).map_err(|_| DeviceError::Unverified)?;
        let own = self.requests.get(&core.request).ok_or(DeviceError::RequestUnknown)?;
        let verified = self.judge(own, answer, &core, now).ok_or(DeviceError::Unverified)?;
        if verified.retain_until.is_some_and(|until| until <= now) {
            Err(DeviceError::AnswerOver)
        } else {
            Ok(verified)
        }
    }

    pub(super) fn judge(
        &self,
        own: &OwnRequest,
        answer: &AnswerView,
        core: &RequestCore,
        now: Timestamp,
    ) -> Option<VerifiedAnswer> {
        if answer.core.payload != own.core.0 || !self.is_own(&core.origin) {
            return None;
        }
        let expected = Expected {
            core,
            digest: digest::request_digest(&own.core.0),
            secret: SealSecret::from_bytes(&own.answer_secret),
            now,
        };
        let mut last = verify(&own.consent, &self.device_key()).ok()?.into_inner();
        let (mut path, mut signers) = (Vec::new(), Vec::new());
        for receipt in answer.receipts.iter().map_while(|receipt| open_receipt(&expected, &receipt.0)) {
            last = link(&expected, &last, &receipt)?;
            if self.has_ended(&receipt, last.issued) {
                return None;
            }
            path.push(receipt.body.card);
            signers.push((last.org, last.member));
        }
        let (body, signed, cert) = open_answer(&expected, &answer.sealed.0)?;
        if self.is_by_ended(&signed, &cert, holds_undated) {
            return None;
        }
        let ends = (body.org, body.member) == (last.successor_org, last.successor)
            && body.digest == expected.digest
            && body.letter_key == own.letter_key;
        signers.push((body.org, body.member));
        let own_date = self.appraisals.until(&core.request);
        let retain_until = own_date.map(|own| body.retain_until.map_or(own, |theirs| theirs.min(own)));
        let AnswerBody { text, cards, reply_key, .. } = body;
        ends.then_some(VerifiedAnswer { text, cards, path, signers, reply_key, retain_until })
    }
}

impl Device {
    /// Whether the consent in a receipt was signed by a key that had ended by the consent's date.
    fn has_ended(&self, receipt: &Receipt, issued: Timestamp) -> bool {
        self.is_by_ended(&receipt.body.consent, &receipt.cert, |ended| holds_by_date(ended, issued))
    }
}

/// Checks that a receipt is the successor's of the consent before it, and gives its consent.
fn link(expected: &Expected<'_>, before: &Consent, Receipt { body: receipt, cert }: &Receipt) -> Option<Consent> {
    let consent = verify_by_device(&receipt.consent, cert).ok()?.into_inner();
    let opened =
        digest::predecessor_commitment(&receipt.predecessor_salt, &receipt.predecessor_org, &receipt.predecessor);
    let holds = (consent.org, consent.member) == (before.successor_org, before.successor)
        && (receipt.predecessor_org, receipt.predecessor) == (before.org, before.member)
        && consent.predecessor == opened
        && consent.digest == expected.digest
        && consent.issued <= expected.core.expires;
    holds.then_some(consent)
}

/// A receipt that opens; the random ones that fill an answer do not.
fn open_receipt(expected: &Expected<'_>, sealed: &[u8]) -> Option<Receipt> {
    let info = seal::info(Label::Receipt, expected.core.request.as_bytes());
    let padded = seal::open(&expected.secret, &info, sealed).ok()?;
    let signed = signed_from_bytes::<ReceiptBody>(seal::unpad(&padded)?).ok()?;
    let issued = Consent::from_bytes(&ReceiptBody::from_bytes(&signed.payload).ok()?.consent.payload).ok()?.issued;
    let (body, cert) = verify_with_own_cert(&signed, end_of_hour(issued)).ok()?;
    Some(Receipt { body: body.into_inner(), cert })
}

fn open_answer(expected: &Expected<'_>, sealed: &[u8]) -> Option<(AnswerBody, Signed<AnswerBody>, MemberCert)> {
    let info = seal::info(Label::Answer, expected.core.request.as_bytes());
    let padded = seal::open(&expected.secret, &info, sealed).ok()?;
    let signed = signed_from_bytes::<AnswerBody>(seal::unpad(&padded)?).ok()?;
    // An answer carries no date; its certificate must hold when the asker reads it first.
    let (body, cert) = verify_with_own_cert(&signed, expected.now).ok()?;
    Some((body.into_inner(), signed, cert.into_inner()))
}

/// A date rounded down to the hour may lie before a certificate made within that hour.
fn end_of_hour(issued: Timestamp) -> Timestamp {
    issued.plus(Span::secs(3_599))
}
