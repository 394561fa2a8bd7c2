//! Ed25519 (RFC 8032) signatures under a label, always verified strictly.
//!
//! Signed are `u8(len label) ‖ label ‖ payload`. Secret keys know whose they are: an organisation's,
//! a member's or a device's; none can be handed to a sealing function.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::crypto::Label;
use crate::id::{CandidateKey, DeviceKey, MemberKey, OrgId, Signature};

/// The signature does not hold under this key and label, or the key itself is unfit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("signature does not hold")]
pub struct BadSignature;

/// A public key something can be signed by.
pub trait PublicKey: Copy {
    /// The compressed Edwards point.
    fn point(&self) -> &[u8; 32];
}

/// A secret key something can be signed with.
pub trait Signs {
    /// Signs `payload` under `label`.
    fn sign(&self, label: Label, payload: &[u8]) -> Signature;
}

macro_rules! signing_key {
    ($(#[$doc:meta])* $secret:ident => $public:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $secret(SigningKey);

        impl $secret {
            /// The key made from 32 B of seed (RFC 8032 section 5.1.5).
            pub fn from_seed(seed: &[u8; 32]) -> Self {
                Self(SigningKey::from_bytes(seed))
            }

            /// The seed, to be kept in a file only its owner can read.
            pub fn seed(&self) -> Zeroizing<[u8; 32]> {
                Zeroizing::new(self.0.to_bytes())
            }

            /// The public half.
            pub fn public(&self) -> $public {
                $public::from_bytes(self.0.verifying_key().to_bytes())
            }

            /// Signs `payload` under `label`.
            pub fn sign(&self, label: Label, payload: &[u8]) -> Signature {
                Signature::from_bytes(self.0.sign(&signed_bytes(label, payload)).to_bytes())
            }
        }

        impl Signs for $secret {
            fn sign(&self, label: Label, payload: &[u8]) -> Signature {
                self.sign(label, payload)
            }
        }

        impl std::fmt::Debug for $secret {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($secret), "(…)"))
            }
        }

        impl PublicKey for $public {
            fn point(&self) -> &[u8; 32] {
                self.as_bytes()
            }
        }
    };
}

signing_key!(/// An organisation's signing key; also its node's libp2p identity.
    OrgSecret => OrgId);
signing_key!(/// A member's long-lived key, on the first device only.
    MemberSecret => MemberKey);
signing_key!(/// One device's signing key.
    DeviceSecret => DeviceKey);
signing_key!(/// The key a candidate signs one permission with.
    CandidateSecret => CandidateKey);

/// Checks that `signature` was made by `key` over `payload` under `label`.
///
/// # Errors
/// [`BadSignature`] also for small-order keys, malleated signatures and keys that are no point.
pub fn verify(key: &impl PublicKey, label: Label, payload: &[u8], signature: &Signature) -> Result<(), BadSignature> {
    let key = VerifyingKey::from_bytes(key.point()).map_err(|_| BadSignature)?;
    let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
    key.verify_strict(&signed_bytes(label, payload), &signature).map_err(|_| BadSignature)
}

/// Whether a key may be enrolled or pinned: canonical, torsion-free, not of small order.
///
/// Browser and node then agree on every signature made under it.
pub fn is_sound(key: &impl PublicKey) -> bool {
    let compressed = curve25519_dalek::edwards::CompressedEdwardsY(*key.point());
    compressed
        .decompress()
        .is_some_and(|point| point.compress() == compressed && point.is_torsion_free() && !point.is_small_order())
}

/// The exact bytes a signature covers (docs/protocol.md, "Exact byte strings").
pub fn signed_bytes(label: Label, payload: &[u8]) -> Vec<u8> {
    let label = label.as_bytes();
    let len = u8::try_from(label.len()).expect("labels are shorter than 32 bytes");
    let mut bytes = Vec::with_capacity(1 + label.len() + payload.len());
    bytes.push(len);
    bytes.extend_from_slice(label);
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_only_under_its_own_key_label_and_payload() {
        let org = OrgSecret::from_seed(&[0x11; 32]);
        let other = OrgSecret::from_seed(&[0x12; 32]);
        let signature = org.sign(Label::Query, b"payload");

        assert_eq!(verify(&org.public(), Label::Query, b"payload", &signature), Ok(()));
        assert!(verify(&other.public(), Label::Query, b"payload", &signature).is_err());
        assert!(verify(&org.public(), Label::Request, b"payload", &signature).is_err());
        assert!(verify(&org.public(), Label::Query, b"payloae", &signature).is_err());
    }

    #[test]
    fn a_small_order_key_verifies_nothing() {
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        let key = OrgId::from_bytes(identity);

        assert!(verify(&key, Label::Query, b"anything", &Signature::from_bytes(signature)).is_err());
        assert!(!is_sound(&key));
    }

    #[test]
    fn a_secret_key_prints_nothing_of_itself() {
        assert_eq!(format!("{:?}", OrgSecret::from_seed(&[7; 32])), "OrgSecret(…)");
    }
}
