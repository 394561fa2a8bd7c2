//! Hashes and MACs with a meaning: request digests, commitments, and codes under a shared secret.
//!
//! The exact bytes stand in docs/protocol.md, "Exact byte strings". Lengths are fixed or the label is
//! followed by fixed-length parts, so that no two inputs run together.

use hmac::{Hmac, KeyInit, Mac as _};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::crypto::Label;
use crate::id::{Mac, MemberKey, NoteHash, OrgId, PermissionDigest, PredecessorCommitment, RequestDigest};
use crate::time::Timestamp;

/// Returns SHA-256 of a request core as it was received.
pub fn request_digest(payload: &[u8]) -> RequestDigest {
    RequestDigest::from_bytes(sha256(payload))
}

/// Commits to the predecessor on a path; `salt` is drawn afresh for every consent and hides it.
pub fn predecessor_commitment(salt: &[u8; 16], org: &OrgId, member: &MemberKey) -> PredecessorCommitment {
    let hash = Sha256::new()
        .chain_update(Label::Predecessor.as_bytes())
        .chain_update(salt)
        .chain_update(org.as_bytes())
        .chain_update(member.as_bytes());
    PredecessorCommitment::from_bytes(hash.finalize().into())
}

/// Returns SHA-256 of a connector's own note, 32 zero bytes where there is none.
pub fn note_hash(note: &str) -> NoteHash {
    if note.is_empty() {
        return NoteHash::from_bytes([0; NoteHash::LEN]);
    }
    NoteHash::from_bytes(sha256(note.as_bytes()))
}

/// Returns what an appraisal's request says of the candidate's permission: a hash that tells nothing without the salt.
pub fn permission_digest(salt: &[u8; 16], given_on: Timestamp, text: &str) -> PermissionDigest {
    let hash = Sha256::new()
        .chain_update(Label::Permission.as_bytes())
        .chain_update(salt)
        .chain_update(given_on.as_secs().to_be_bytes())
        .chain_update(text.as_bytes());
    PermissionDigest::from_bytes(hash.finalize().into())
}

/// Returns SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns HMAC-SHA-256 under `secret` over the label and the parts, one after the other.
///
/// All parts but the last must be of fixed length: nothing marks where one ends.
pub fn mac(secret: &[u8], label: Label, parts: &[&[u8]]) -> Mac {
    let mut code = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    code.update(label.as_bytes());
    for part in parts {
        code.update(part);
    }
    Mac::from_bytes(code.finalize().into_bytes().into())
}

/// Whether `found` is the code of these parts, compared in constant time.
pub fn mac_holds(secret: &[u8], label: Label, parts: &[&[u8]], found: &Mac) -> bool {
    mac(secret, label, parts).as_bytes().ct_eq(found.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_note_hashes_to_zeros() {
        assert_eq!(note_hash(""), NoteHash::from_bytes([0; 32]));
        assert_eq!(note_hash("abc").as_bytes(), &sha256(b"abc"));
    }

    #[test]
    fn a_code_holds_only_for_its_secret_label_and_parts() {
        let code = mac(b"secret", Label::Bridge, &[b"terms", b"card"]);

        assert!(mac_holds(b"secret", Label::Bridge, &[b"terms", b"card"], &code));
        assert!(!mac_holds(b"secreu", Label::Bridge, &[b"terms", b"card"], &code));
        assert!(!mac_holds(b"secret", Label::BridgeConfirm, &[b"terms", b"card"], &code));
        assert!(!mac_holds(b"secret", Label::Bridge, &[b"terms", b"care"], &code));
    }

    #[test]
    fn a_commitment_hides_behind_its_salt() {
        let org = OrgId::from_bytes([1; 32]);
        let member = MemberKey::from_bytes([2; 32]);

        let first = predecessor_commitment(&[0; 16], &org, &member);

        assert_ne!(first, predecessor_commitment(&[1; 16], &org, &member));
        assert_ne!(first, predecessor_commitment(&[0; 16], &OrgId::from_bytes([3; 32]), &member));
    }
}
