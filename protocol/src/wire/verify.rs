//! From what arrived to what is true: [`Verified<T>`] can only be made here, by checking a signature
//! over the bytes as they came. Re-encoding never happens in between.
//!
//! Three ways to know the key: it is pinned ([`verify`]), it stands in the payload ([`verify_by_origin`]),
//! or a certificate lists it ([`verify_by_device`]). Whether the signer is the one expected, for instance
//! the organisation of the peer or the pinned member, is left to the caller.

use std::ops::Deref;

use crate::crypto::Label;
use crate::crypto::sign::{self, OrgSecret, PublicKey, Signs};
use crate::id::{MemberKey, OrgId, Signature};
use crate::limits;
use crate::message::{
    AnswerBody, BridgeTerms, CoSigned, Consent, KnockBody, LetterBody, MemberCert, QueryCore, ReceiptBody, RequestCore,
    Signed, Succession, SuccessionTerms, WordBody,
};
use crate::time::Timestamp;
use crate::wire::Malformed;
use crate::wire::payload::Payload;

/// Content whose signature held. What it says is the signer's word, nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T>(T);

impl<T> Verified<T> {
    /// Gives the content, which from then on looks like any other.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Why something signed is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The bytes under the signature are not what they should be.
    #[error("malformed payload")]
    Malformed,
    /// The signature does not hold under the key it should be by.
    #[error("signature does not hold")]
    BadSignature,
    /// The content names somebody else than the certificate.
    #[error("signed by another than it names")]
    WrongSigner,
    /// The certificate's keys, devices or dates are not in order.
    #[error("unfit certificate")]
    UnfitCertificate,
}

impl From<Malformed> for Refused {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl From<sign::BadSignature> for Refused {
    fn from(_: sign::BadSignature) -> Self {
        Self::BadSignature
    }
}

/// Content that names the organisation whose key signed it.
pub trait HasOrigin: Payload {
    /// The organisation.
    fn origin(&self) -> &OrgId;
}

/// Content that names the member whose device signed it.
pub trait HasSigner: Payload {
    /// The member's organisation and the member.
    ///
    /// # Errors
    /// [`Malformed`] if the name stands in bytes that can't be read.
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed>;
}

/// Content that brings its signer's certificate along.
pub trait CarriesCert: HasSigner {
    /// The certificate, unchecked.
    fn cert(&self) -> &CoSigned<MemberCert>;
}

/// Signs content under its label.
pub fn sign<T: Payload>(secret: &impl Signs, content: &T) -> Signed<T> {
    let payload = content.to_bytes();
    let signature = secret.sign(T::LABEL, &payload);
    Signed::new(payload, signature)
}

/// Puts the organisation's signature beside the member's, over the very bytes the member signed.
///
/// Checks nothing: read the certificate first.
pub fn countersign(org: &OrgSecret, by_member: &Signed<MemberCert>) -> CoSigned<MemberCert> {
    let signature = org.sign(Label::Member, &by_member.payload);
    CoSigned::new(by_member.payload.clone(), signature, Some(by_member.signature))
}

/// Signs a certificate without devices: the member has left, and needn't agree.
pub fn sign_removal(org: &OrgSecret, cert: &MemberCert) -> CoSigned<MemberCert> {
    debug_assert!(cert.devices.is_empty(), "a removal lists no device");
    let payload = cert.to_bytes();
    let signature = org.sign(Label::Member, &payload);
    CoSigned::new(payload, signature, None)
}

/// Lets both keys of an organisation say that the second takes the first one's place.
pub fn sign_succession(old: &OrgSecret, new: &OrgSecret, effective: Timestamp) -> Succession {
    let payload = SuccessionTerms { old_org: old.public(), new_org: new.public(), effective }.to_bytes();
    let old_signature = old.sign(Label::Succession, &payload);
    Succession { old_signature, new_signature: new.sign(Label::Succession, &payload), payload }
}

/// Opens what `key` signed.
///
/// # Errors
/// [`Refused::BadSignature`], or [`Refused::Malformed`] if the signature holds and the content is unreadable.
pub fn verify<T: Payload>(signed: &Signed<T>, key: &impl PublicKey) -> Result<Verified<T>, Refused> {
    sign::verify(key, T::LABEL, &signed.payload, &signed.signature)?;
    Ok(Verified(T::from_bytes(&signed.payload)?))
}

/// Opens what the organisation it names signed.
///
/// # Errors
/// [`Refused::BadSignature`], or [`Refused::Malformed`] if no organisation can be read from it.
pub fn verify_by_origin<T: HasOrigin>(signed: &Signed<T>) -> Result<Verified<T>, Refused> {
    let content = T::from_bytes(&signed.payload)?;
    sign::verify(content.origin(), T::LABEL, &signed.payload, &signed.signature)?;
    Ok(Verified(content))
}

/// Opens a certificate that is fit to sign at `at`: both signatures, sound keys, 1 to 4 devices, at most 90 days.
///
/// Judge a signed object's certificate at the object's own date, not at the reader's. A date that was rounded down
/// to the hour may lie before a certificate made within that hour: take the hour's end.
///
/// # Errors
/// [`Refused::UnfitCertificate`] for its dates, keys and devices, [`Refused::BadSignature`] if either signature is
/// missing or does not hold.
pub fn verify_cert(cert: &CoSigned<MemberCert>, at: Timestamp) -> Result<Verified<MemberCert>, Refused> {
    let content = MemberCert::from_bytes(&cert.payload)?;
    let member_signature = cert.member_signature.as_ref().ok_or(Refused::BadSignature)?;
    if !is_current(&content, at) {
        return Err(Refused::UnfitCertificate);
    }
    check_cert(&content.org, cert, &cert.org_signature)?;
    check_cert(&content.member, cert, member_signature)?;
    if has_sound_keys(&content) { Ok(Verified(content)) } else { Err(Refused::UnfitCertificate) }
}

/// Opens a certificate by which an organisation removes a member: no devices, its own signature alone.
///
/// # Errors
/// [`Refused::UnfitCertificate`] if it lists a device or the organisation's key is unsound, else
/// [`Refused::BadSignature`].
pub fn verify_removal(cert: &CoSigned<MemberCert>) -> Result<Verified<MemberCert>, Refused> {
    let content = MemberCert::from_bytes(&cert.payload)?;
    if !content.devices.is_empty() || !sign::is_sound(&content.org) {
        return Err(Refused::UnfitCertificate);
    }
    check_cert(&content.org, cert, &cert.org_signature)?;
    Ok(Verified(content))
}

/// Opens what one of the certificate's devices signed in the name of its member.
///
/// The certificate is one that [`verify_cert`] opened.
///
/// # Errors
/// [`Refused::BadSignature`] if no device signed it, [`Refused::WrongSigner`] if it names another member.
pub fn verify_by_device<T: HasSigner>(signed: &Signed<T>, cert: &MemberCert) -> Result<Verified<T>, Refused> {
    let content = open_by_device(signed, cert)?;
    if content.signer()? == (cert.org, cert.member) { Ok(Verified(content)) } else { Err(Refused::WrongSigner) }
}

/// Opens what brings its signer's certificate along: first the certificate, as it stands at `at`, then the content.
///
/// # Errors
/// As [`verify_cert`] and [`verify_by_device`].
pub fn verify_with_own_cert<T: CarriesCert>(
    signed: &Signed<T>,
    at: Timestamp,
) -> Result<(Verified<T>, Verified<MemberCert>), Refused> {
    let cert = verify_cert(T::from_bytes(&signed.payload)?.cert(), at)?;
    Ok((verify_by_device(signed, &cert)?, cert))
}

/// Opens a bridge's terms that one of the certificate's devices signed for either end.
///
/// # Errors
/// [`Refused::BadSignature`] if no device signed them, [`Refused::WrongSigner`] if the member is at neither end.
pub fn verify_terms(signed: &Signed<BridgeTerms>, cert: &MemberCert) -> Result<Verified<BridgeTerms>, Refused> {
    let terms = open_by_device(signed, cert)?;
    let signer = (cert.org, cert.member);
    let ends = [(terms.a_org, terms.a_member), (terms.b_org, terms.b_member)];
    if ends.contains(&signer) { Ok(Verified(terms)) } else { Err(Refused::WrongSigner) }
}

/// Opens an organisation's change of key: both keys signed the same bytes, are sound, and differ.
///
/// # Errors
/// [`Refused::BadSignature`] if either signature does not hold, [`Refused::WrongSigner`] if the keys are unsound or one.
pub fn verify_succession(succession: &Succession) -> Result<Verified<SuccessionTerms>, Refused> {
    let terms = SuccessionTerms::from_bytes(&succession.payload)?;
    sign::verify(&terms.old_org, Label::Succession, &succession.payload, &succession.old_signature)?;
    sign::verify(&terms.new_org, Label::Succession, &succession.payload, &succession.new_signature)?;
    let sound = sign::is_sound(&terms.old_org) && sign::is_sound(&terms.new_org) && terms.old_org != terms.new_org;
    if sound { Ok(Verified(terms)) } else { Err(Refused::WrongSigner) }
}

impl HasOrigin for QueryCore {
    fn origin(&self) -> &OrgId {
        &self.origin
    }
}

impl HasOrigin for RequestCore {
    fn origin(&self) -> &OrgId {
        &self.origin
    }
}

impl HasSigner for Consent {
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed> {
        Ok((self.org, self.member))
    }
}

impl HasSigner for LetterBody {
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed> {
        Ok((self.org, self.member))
    }
}

impl HasSigner for AnswerBody {
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed> {
        Ok((self.org, self.member))
    }
}

impl HasSigner for WordBody {
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed> {
        Ok((self.org, self.member))
    }
}

impl HasSigner for KnockBody {
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed> {
        Ok((self.org, self.member))
    }
}

// A receipt is by whoever gave the consent inside; that consent's own signature is checked for itself.
impl HasSigner for ReceiptBody {
    fn signer(&self) -> Result<(OrgId, MemberKey), Malformed> {
        Consent::from_bytes(&self.consent.payload)?.signer()
    }
}

impl CarriesCert for LetterBody {
    fn cert(&self) -> &CoSigned<MemberCert> {
        &self.cert
    }
}

impl CarriesCert for AnswerBody {
    fn cert(&self) -> &CoSigned<MemberCert> {
        &self.cert
    }
}

impl CarriesCert for WordBody {
    fn cert(&self) -> &CoSigned<MemberCert> {
        &self.cert
    }
}

impl CarriesCert for KnockBody {
    fn cert(&self) -> &CoSigned<MemberCert> {
        &self.cert
    }
}

impl CarriesCert for ReceiptBody {
    fn cert(&self) -> &CoSigned<MemberCert> {
        &self.cert
    }
}

fn open_by_device<T: Payload>(signed: &Signed<T>, cert: &MemberCert) -> Result<T, Refused> {
    let holds = |key| sign::verify(key, T::LABEL, &signed.payload, &signed.signature).is_ok();
    if cert.devices.iter().any(|device| holds(&device.sign_key)) {
        Ok(T::from_bytes(&signed.payload)?)
    } else {
        Err(Refused::BadSignature)
    }
}

fn check_cert(key: &impl PublicKey, cert: &CoSigned<MemberCert>, signature: &Signature) -> Result<(), Refused> {
    Ok(sign::verify(key, Label::Member, &cert.payload, signature)?)
}

fn is_current(cert: &MemberCert, at: Timestamp) -> bool {
    let latest_issue = at.plus(limits::CLOCK_SKEW);
    let latest_end = cert.issued.plus(limits::CERT_LIFE);
    (1..=limits::DEVICES).contains(&cert.devices.len())
        && cert.issued <= latest_issue
        && cert.issued < cert.expires
        && cert.expires <= latest_end
        && at < cert.expires
}

// The dearest check, so it comes after the signatures.
fn has_sound_keys(cert: &MemberCert) -> bool {
    sign::is_sound(&cert.org)
        && sign::is_sound(&cert.member)
        && cert.devices.iter().all(|device| sign::is_sound(&device.sign_key))
}

#[cfg(test)]
mod tests;
