//! Signatures, seals, blind evaluation and hashes over bytes. Knows no message and no protobuf.
//!
//! One fixed suite, no negotiation: Ed25519 (strict), HPKE with X25519 / HKDF-SHA-256 / AES-256-GCM,
//! VOPRF ristretto255-SHA512, HMAC and SHA-256. Every domain label stands in [`label`].

pub mod digest;
pub mod label;
pub mod oprf;
pub mod recovery;
pub mod seal;
pub mod sign;
pub mod stream;
pub mod words;

pub use label::Label;
