//! Stands in for `x25519-dalek` in simulations alone: a public key follows from its secret, and nothing else does.
//!
//! Only what `protocol/src/crypto/seal.rs` calls is here, under the names it calls.

use sha2::{Digest, Sha256};

/// A secret key.
#[derive(Clone)]
pub struct StaticSecret([u8; 32]);

/// A public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl From<[u8; 32]> for StaticSecret {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl From<&StaticSecret> for PublicKey {
    fn from(secret: &StaticSecret) -> Self {
        Self(Sha256::new().chain_update(b"x25519").chain_update(secret.0).finalize().into())
    }
}

impl PublicKey {
    /// The bytes.
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.0
    }
}
