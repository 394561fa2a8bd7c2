//! Stands in for `hpke` in simulations alone: the same sizes and draws, and a seal that opens for its key, purpose and
//! pre-shared key alone and breaks with every bit changed. Whoever knows the public key can open it: it hides nothing.
//!
//! Only what `protocol/src/crypto/seal.rs` calls is here, under the names it calls.

use chacha20::ChaCha20Rng;
use rand_core::{CryptoRng, Rng, SeedableRng};
use sha2::{Digest, Sha256};
use stn_standin_x25519::{PublicKey, StaticSecret};

/// It could not be sealed or opened.
#[derive(Clone, Copy, Debug)]
pub struct HpkeError;

/// Thirty-two bytes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// How keys are agreed on.
pub trait Kem {
    /// A secret key.
    type PrivateKey: Deserializable;
    /// A public key.
    type PublicKey: Deserializable;
    /// What travels before a sealed text.
    type EncappedKey: Serializable + Deserializable;
}

/// Something that can be read from bytes.
pub trait Deserializable: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// If it has another length.
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError>;
}

/// Something that can be written as bytes.
pub trait Serializable {
    /// Its bytes.
    fn to_bytes(&self) -> Vec<u8>;
}

/// A secret both sides know beforehand.
#[derive(Clone, Copy)]
pub struct PskBundle<'a>(&'a [u8], &'a [u8]);

/// How a sender seals.
pub enum OpModeS<'a, K> {
    /// To a key.
    Base,
    /// To a key, with a secret known beforehand.
    Psk(PskBundle<'a>),
    /// Holds the type's place.
    Of(std::convert::Infallible, std::marker::PhantomData<K>),
}

/// How a receiver opens.
pub enum OpModeR<'a, K> {
    /// With a key.
    Base,
    /// With a key and a secret known beforehand.
    Psk(PskBundle<'a>),
    /// Holds the type's place.
    Of(std::convert::Infallible, std::marker::PhantomData<K>),
}

pub mod kem {
    //! Names of key agreements.

    /// The only one.
    pub struct X25519HkdfSha256;
}

pub mod kdf {
    //! Names of derivations.

    /// The only one.
    pub struct HkdfSha256;
}

pub mod aead {
    //! Names of ciphers.

    /// The only one.
    pub struct AesGcm256;
}

impl Kem for kem::X25519HkdfSha256 {
    type PrivateKey = Key;
    type PublicKey = Key;
    type EncappedKey = Key;
}

impl Deserializable for Key {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        bytes.try_into().map(Self).map_err(|_| HpkeError)
    }
}

impl Serializable for Key {
    fn to_bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

impl<'a> PskBundle<'a> {
    /// A secret and its name.
    ///
    /// # Errors
    /// If either is empty.
    pub const fn new(psk: &'a [u8], id: &'a [u8]) -> Result<Self, HpkeError> {
        if psk.is_empty() || id.is_empty() { Err(HpkeError) } else { Ok(Self(psk, id)) }
    }
}

/// Seals a text.
///
/// # Errors
/// If the key is the one of zeros, which stands for those of small order.
pub fn single_shot_seal_with_rng<A, F, K: Kem<PublicKey = Key, EncappedKey = Key>>(
    mode: &OpModeS<'_, K>,
    to: &Key,
    info: &[u8],
    plaintext: &[u8],
    _aad: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<(Key, Vec<u8>), HpkeError> {
    let mut encapsulated = [0; 32];
    rng.fill_bytes(&mut encapsulated);
    if to.0 == [0; 32] {
        return Err(HpkeError);
    }
    let psk = match mode {
        OpModeS::Base => None,
        OpModeS::Psk(psk) => Some(*psk),
        OpModeS::Of(never, _) => match *never {},
    };
    let key = shared(&encapsulated, &to.0, info, psk);
    let mut sealed = plaintext.to_vec();
    mask(&key, &mut sealed);
    let tag = tag(&key, &sealed);
    sealed.extend_from_slice(&tag);
    Ok((Key(encapsulated), sealed))
}

/// Opens a sealed text.
///
/// # Errors
/// If it was sealed otherwise, or altered.
pub fn single_shot_open<A, F, K: Kem<PrivateKey = Key, EncappedKey = Key>>(
    mode: &OpModeR<'_, K>,
    secret: &Key,
    encapsulated: &Key,
    info: &[u8],
    sealed: &[u8],
    _aad: &[u8],
) -> Result<Vec<u8>, HpkeError> {
    let public = PublicKey::from(&StaticSecret::from(secret.0));
    let psk = match mode {
        OpModeR::Base => None,
        OpModeR::Psk(psk) => Some(*psk),
        OpModeR::Of(never, _) => match *never {},
    };
    let key = shared(&encapsulated.0, &public.to_bytes(), info, psk);
    let (text, found) = sealed.split_last_chunk::<TAG_LEN>().ok_or(HpkeError)?;
    if tag(&key, text) != *found {
        return Err(HpkeError);
    }
    let mut text = text.to_vec();
    mask(&key, &mut text);
    Ok(text)
}

const TAG_LEN: usize = 16;

fn shared(encapsulated: &[u8; 32], to: &[u8; 32], info: &[u8], psk: Option<PskBundle<'_>>) -> [u8; 32] {
    let PskBundle(psk, id) = psk.unwrap_or(PskBundle(&[], &[]));
    let mut hash = Sha256::new().chain_update(encapsulated).chain_update(to);
    for part in [info, psk, id] {
        hash = hash.chain_update((part.len() as u64).to_be_bytes()).chain_update(part);
    }
    hash.finalize().into()
}

fn mask(key: &[u8; 32], text: &mut [u8]) {
    let mut stream = vec![0; text.len()];
    ChaCha20Rng::from_seed(*key).fill_bytes(&mut stream);
    text.iter_mut().zip(stream).for_each(|(byte, mask)| *byte ^= mask);
}

fn tag(key: &[u8; 32], sealed: &[u8]) -> [u8; TAG_LEN] {
    let hash: [u8; 32] = Sha256::new().chain_update(key).chain_update(sealed).finalize().into();
    hash[..TAG_LEN].try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a seal that does not open is a failed test")]

    use super::*;

    #[test]
    fn a_seal_opens_for_its_key_purpose_and_secret_alone() {
        let reader = PublicKey::from(&StaticSecret::from([7; 32]));
        let (secret, another) = (Key([7; 32]), Key([8; 32]));
        let psk = || PskBundle::new(b"secret", b"name").unwrap();
        let (enc, mut sealed) = seal(&OpModeS::Psk(psk()), &Key(reader.to_bytes()), b"purpose", b"text");

        assert_eq!(sealed.len(), 4 + TAG_LEN);
        assert_eq!(open(&OpModeR::Psk(psk()), &secret, &enc, b"purpose", &sealed).unwrap(), b"text");
        assert!(open(&OpModeR::Psk(psk()), &another, &enc, b"purpose", &sealed).is_err());
        assert!(open(&OpModeR::Psk(psk()), &secret, &enc, b"another", &sealed).is_err());
        assert!(open(&OpModeR::Base, &secret, &enc, b"purpose", &sealed).is_err());
        sealed[0] ^= 1;
        assert!(open(&OpModeR::Psk(psk()), &secret, &enc, b"purpose", &sealed).is_err());
    }

    fn seal(mode: &OpModeS<'_, kem::X25519HkdfSha256>, to: &Key, info: &[u8], text: &[u8]) -> (Key, Vec<u8>) {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        single_shot_seal_with_rng::<aead::AesGcm256, kdf::HkdfSha256, _>(mode, to, info, text, &[], &mut rng).unwrap()
    }

    fn open(
        mode: &OpModeR<'_, kem::X25519HkdfSha256>,
        secret: &Key,
        enc: &Key,
        info: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, HpkeError> {
        single_shot_open::<aead::AesGcm256, kdf::HkdfSha256, _>(mode, secret, enc, info, sealed, &[])
    }
}
