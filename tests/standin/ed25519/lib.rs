//! Stands in for `ed25519-dalek` in simulations alone: the same sizes, and a check that breaks with every bit changed,
//! at a fiftieth of the cost. Whoever knows the public key can sign: nothing here keeps anybody out.
//!
//! Only what `protocol/src/crypto/sign.rs` calls is here, under the names it calls.

use sha2::{Digest, Sha256, Sha512};

/// A key that signs.
#[derive(Clone)]
pub struct SigningKey {
    seed: [u8; 32],
    public: VerifyingKey,
}

/// A key that checks.
#[derive(Clone, Copy)]
pub struct VerifyingKey([u8; 32]);

/// 64 bytes that follow from key and message.
#[derive(Clone, Copy)]
pub struct Signature([u8; 64]);

/// The signature does not hold.
#[derive(Clone, Copy, Debug)]
pub struct SignatureError;

/// Something that signs.
pub trait Signer<S> {
    /// Signs a message.
    fn sign(&self, message: &[u8]) -> S;
}

impl SigningKey {
    /// The key made from a seed.
    pub fn from_bytes(seed: &[u8; 32]) -> Self {
        let public = Sha256::new().chain_update(b"ed25519").chain_update(seed).finalize();
        Self { seed: *seed, public: VerifyingKey(public.into()) }
    }

    /// The seed.
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.seed
    }

    /// The public half.
    pub const fn verifying_key(&self) -> VerifyingKey {
        self.public
    }
}

impl Signer<Signature> for SigningKey {
    fn sign(&self, message: &[u8]) -> Signature {
        self.public.signature_of(message)
    }
}

impl VerifyingKey {
    /// The key with these bytes.
    ///
    /// # Errors
    /// Never: every 32 bytes are a key here.
    pub const fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SignatureError> {
        Ok(Self(*bytes))
    }

    /// The bytes.
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.0
    }

    /// Checks a signature.
    ///
    /// # Errors
    /// If it is of another key or another message.
    pub fn verify_strict(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        if self.signature_of(message).0 == signature.0 { Ok(()) } else { Err(SignatureError) }
    }

    fn signature_of(&self, message: &[u8]) -> Signature {
        Signature(Sha512::new().chain_update(self.0).chain_update(message).finalize().into())
    }
}

impl Signature {
    /// The signature with these bytes.
    pub const fn from_bytes(bytes: &[u8; 64]) -> Self {
        Self(*bytes)
    }

    /// The bytes.
    pub const fn to_bytes(&self) -> [u8; 64] {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_key_and_message_alone() {
        let (one, other) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let signature = one.sign(b"message");
        let mut broken = signature.to_bytes();
        broken[63] ^= 1;

        assert!(one.verifying_key().verify_strict(b"message", &signature).is_ok());
        assert!(one.verifying_key().verify_strict(b"another", &signature).is_err());
        assert!(other.verifying_key().verify_strict(b"message", &signature).is_err());
        assert!(one.verifying_key().verify_strict(b"message", &Signature::from_bytes(&broken)).is_err());
    }
}
