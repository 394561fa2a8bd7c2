//! A candidate's permission to be asked about: written by the asker, signed by the candidate where they can.
//!
//! The candidate's key is made for one permission and proves nothing about who holds it but that they signed on a
//! page or computer of their own; the asking organisation is inside the signature, so nobody else can use it.

use rand_core::Rng;

use crate::crypto::Label;
use crate::crypto::sign::{self, CandidateSecret};
use crate::crypto::stream::{Purpose, Randomness};
use crate::device::DeviceError;
use crate::id::{CandidateKey, OrgId};
use crate::limits;
use crate::local::appraisal::permission_digest;
use crate::message::{CandidateProof, Permission};
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::text::is_prose;

/// Whose word a permission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// The candidate signed it with this key.
    Candidate(CandidateKey),
    /// The asker says so.
    Asker,
}

/// Writes a permission down under a fresh salt. Nobody has signed it.
///
/// # Errors
/// [`DeviceError::TextTooLong`] if the text is empty, too long or no prose.
pub fn write_permission(rng: &mut dyn Randomness, text: &str, given_on: Timestamp) -> Result<Permission, DeviceError> {
    if text.trim().is_empty() || !is_prose(text, limits::PERMISSION_TEXT) {
        return Err(DeviceError::TextTooLong);
    }
    let mut salt = [0; 16];
    rng.stream(Purpose::Device).fill_bytes(&mut salt);
    // Dates travel as whole seconds; what is signed must be what arrives.
    let given_on = Timestamp::from_secs(given_on.as_secs());
    Ok(Permission { salt, given_on, text: Private::from(text), by_candidate: None })
}

/// The candidate signs: this text, given on this day, for this organisation to ask.
pub fn sign_permission(secret: &CandidateSecret, asking: &OrgId, permission: &Permission) -> Permission {
    let signature = secret.sign(Label::Permission, &signed_bytes(asking, permission));
    let by_candidate = Some(CandidateProof { key: secret.public(), signature });
    Permission { by_candidate, ..permission.clone() }
}

/// Whose word a permission is; a signature that is there must hold.
///
/// # Errors
/// [`DeviceError::PermissionUnfit`] if the text or the signature is not as it must be.
pub fn check_permission(permission: &Permission, asking: &OrgId) -> Result<Giver, DeviceError> {
    if permission.text.trim().is_empty() || !is_prose(&permission.text, limits::PERMISSION_TEXT) {
        return Err(DeviceError::PermissionUnfit);
    }
    let Some(CandidateProof { key, signature }) = &permission.by_candidate else { return Ok(Giver::Asker) };
    let holds = sign::verify(key, Label::Permission, &signed_bytes(asking, permission), signature).is_ok();
    if holds && sign::is_sound(key) { Ok(Giver::Candidate(*key)) } else { Err(DeviceError::PermissionUnfit) }
}

/// `asking organisation ‖ permission digest`
fn signed_bytes(asking: &OrgId, permission: &Permission) -> Vec<u8> {
    [asking.as_bytes().as_slice(), permission_digest(permission).as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::stream::SeededStreams;

    const ASKING: OrgId = OrgId::from_bytes([7; 32]);

    fn permission() -> Permission {
        let mut rng = SeededStreams::new([1; 32], "asker");
        write_permission(&mut rng, "You may ask whom I worked with", Timestamp::from_millis(1_500)).unwrap()
    }

    #[test]
    fn a_candidates_signature_holds_for_its_text_date_and_organisation_alone() {
        let signed = sign_permission(&CandidateSecret::from_seed(&[3; 32]), &ASKING, &permission());
        let key = CandidateSecret::from_seed(&[3; 32]).public();
        let other_text = Permission { text: "You may ask anybody".into(), ..signed.clone() };
        let other_day = Permission { given_on: Timestamp::from_secs(9), ..signed.clone() };
        let other_salt = Permission { salt: [9; 16], ..signed.clone() };

        assert_eq!(check_permission(&signed, &ASKING), Ok(Giver::Candidate(key)));
        assert_eq!(check_permission(&signed, &OrgId::from_bytes([8; 32])), Err(DeviceError::PermissionUnfit));
        for altered in [other_text, other_day, other_salt] {
            assert_eq!(check_permission(&altered, &ASKING), Err(DeviceError::PermissionUnfit));
        }
    }

    #[test]
    fn without_a_signature_it_is_the_askers_statement() {
        assert_eq!(check_permission(&permission(), &ASKING), Ok(Giver::Asker));
    }

    #[test]
    fn an_empty_or_long_permission_is_none() {
        let mut rng = SeededStreams::new([1; 32], "asker");
        for text in ["", "  \n", &"a".repeat(401)] {
            assert!(write_permission(&mut rng, text, Timestamp::from_secs(1)).is_err());
        }
    }
}
