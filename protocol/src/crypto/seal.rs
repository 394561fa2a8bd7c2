//! Sealing to one X25519 key: HPKE (RFC 9180), single shot, X25519 / HKDF-SHA-256 / AES-256-GCM.
//!
//! What a seal is for goes into `info`; `aad` stays empty. Auth modes are not used: who wrote something is
//! said by a signature inside. HPKE hides no length, so plaintexts are padded with [`pad`] first.
//! [`wrap`] is the plain AES-256-GCM a device keeps its vault under.

use std::fmt;

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use hpke::{Deserializable, OpModeR, OpModeS, PskBundle, Serializable};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::crypto::Label;
use crate::id::SealKey;

/// Length of the encapsulated key before every sealed text.
pub const ENC_LEN: usize = 32;
/// Bytes a seal adds to its plaintext: the encapsulated key and the AEAD's tag.
pub const OVERHEAD: usize = ENC_LEN + TAG_LEN;

/// Something could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The recipient's key is of small order: everybody would know the shared secret.
    #[error("recipient key is of small order")]
    UnfitKey,
    /// Shorter than a key and a tag.
    #[error("sealed text of {found} bytes is too short")]
    TooShort {
        /// Its length.
        found: usize,
    },
    /// Sealed for another key or use, or altered on the way.
    #[error("seal does not open")]
    Closed,
}

/// The private half of an X25519 key: of a reply, letter or answer key.
#[derive(Clone)]
pub struct SealSecret(Zeroizing<[u8; 32]>);

impl SealSecret {
    /// The key with these 32 bytes; they are clamped only in use.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// Draws a fresh key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut_slice());
        Self(bytes)
    }

    /// The bytes, to be kept where only their owner can read them.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// The public half.
    pub fn public(&self) -> SealKey {
        let secret = x25519_dalek::StaticSecret::from(*self.0);
        SealKey::from_bytes(x25519_dalek::PublicKey::from(&secret).to_bytes())
    }

    fn hpke(&self) -> <Kem as hpke::Kem>::PrivateKey {
        <Kem as hpke::Kem>::PrivateKey::from_bytes(self.0.as_slice()).expect("an X25519 key is any 32 bytes")
    }
}

impl fmt::Debug for SealSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealSecret(…)")
    }
}

/// A secret shared by the asker and whoever had the sought handle evaluated: it authenticates an offer.
#[derive(Clone)]
pub struct Psk(Zeroizing<[u8; 32]>);

impl Psk {
    /// The pre-shared key with these bytes, which must be a MAC under a match key or as strong.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn bundle(&self) -> PskBundle<'_> {
        PskBundle::new(self.0.as_slice(), Label::Offer.as_bytes()).expect("neither key nor id is empty")
    }
}

impl fmt::Debug for Psk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Psk(…)")
    }
}

/// Returns what a seal is bound to: the label and the id of the question or request it belongs to.
pub fn info(label: Label, id: &[u8]) -> Vec<u8> {
    [label.as_bytes(), id].concat()
}

/// Seals `plaintext` to a key: the encapsulated key (32 B) and the ciphertext.
///
/// # Errors
/// [`SealError::UnfitKey`] if the recipient's key is of small order.
pub fn seal(rng: &mut impl CryptoRng, to: &SealKey, info: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
    seal_in(&OpModeS::Base, rng, to, info, plaintext)
}

/// Opens what [`seal`] made.
///
/// # Errors
/// If it was sealed for another key or use, was altered, or its encapsulated key is of small order.
pub fn open(secret: &SealSecret, info: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    open_in(&OpModeR::Base, secret, info, sealed)
}

/// Seals as [`seal`] does; only who knows `psk` could have made it.
///
/// # Errors
/// [`SealError::UnfitKey`] if the recipient's key is of small order.
pub fn seal_psk(
    rng: &mut impl CryptoRng,
    to: &SealKey,
    info: &[u8],
    psk: &Psk,
    plaintext: &[u8],
) -> Result<Vec<u8>, SealError> {
    seal_in(&OpModeS::Psk(psk.bundle()), rng, to, info, plaintext)
}

/// Opens what [`seal_psk`] made under the same `psk`.
///
/// # Errors
/// As [`open`], and if it was made under another pre-shared key or none.
pub fn open_psk(secret: &SealSecret, info: &[u8], psk: &Psk, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    open_in(&OpModeR::Psk(psk.bundle()), secret, info, sealed)
}

/// Fills `plaintext` up to `len` bytes: u16 BE length ‖ bytes ‖ zeros. None if it doesn't fit.
pub fn pad(plaintext: &[u8], len: usize) -> Option<Vec<u8>> {
    let used = u16::try_from(plaintext.len()).ok()?;
    if plaintext.len() + LENGTH_LEN > len {
        return None;
    }
    let mut padded = Vec::with_capacity(len);
    padded.extend_from_slice(&used.to_be_bytes());
    padded.extend_from_slice(plaintext);
    padded.resize(len, 0);
    Some(padded)
}

/// Returns what [`pad`] was given. None if the length is wrong or the filling isn't all zeros.
pub fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (len, rest) = padded.split_first_chunk::<LENGTH_LEN>()?;
    let (plaintext, filling) = rest.split_at_checked(usize::from(u16::from_be_bytes(*len)))?;
    filling.iter().all(|byte| *byte == 0).then_some(plaintext)
}

/// Encrypts under a device's own key with AES-256-GCM: nonce (12 B) ‖ ciphertext. A nonce serves once per key.
pub fn wrap(key: &[u8; 32], nonce: &[u8; 12], plaintext: &[u8]) -> Vec<u8> {
    let ciphertext = Aes256Gcm::new(key.into())
        .encrypt(&Nonce::from(*nonce), plaintext)
        .expect("AES-GCM takes any plaintext that fits into memory");
    [nonce.as_slice(), &ciphertext].concat()
}

/// Decrypts what [`wrap`] made.
///
/// # Errors
/// [`SealError::TooShort`] or, under another key or altered, [`SealError::Closed`].
pub fn unwrap_sealed(key: &[u8; 32], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<12>().ok_or(SealError::TooShort { found: sealed.len() })?;
    let plaintext =
        Aes256Gcm::new(key.into()).decrypt(&Nonce::from(*nonce), ciphertext).map_err(|_| SealError::Closed)?;
    Ok(Zeroizing::new(plaintext))
}

/// Encrypts under a key that serves once with AES-256-GCM: the nonce is zero and does not travel.
pub fn wrap_once(key: &[u8; 32], plaintext: &[u8]) -> Vec<u8> {
    wrap(key, &[0; 12], plaintext).split_off(12)
}

/// Decrypts what [`wrap_once`] made.
///
/// # Errors
/// [`SealError::Closed`] under another key or altered.
pub fn unwrap_once(key: &[u8; 32], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    unwrap_sealed(key, &[[0; 12].as_slice(), sealed].concat())
}

fn seal_in(
    mode: &OpModeS<'_, Kem>,
    rng: &mut impl CryptoRng,
    to: &SealKey,
    info: &[u8],
    plaintext: &[u8],
) -> Result<Vec<u8>, SealError> {
    let to = <Kem as hpke::Kem>::PublicKey::from_bytes(to.as_bytes()).map_err(|_| SealError::UnfitKey)?;
    let (encapsulated, ciphertext) =
        hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(mode, &to, info, plaintext, &[], rng)
            .map_err(|_| SealError::UnfitKey)?;
    Ok([encapsulated.to_bytes().as_slice(), &ciphertext].concat())
}

fn open_in(
    mode: &OpModeR<'_, Kem>,
    secret: &SealSecret,
    info: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if sealed.len() < OVERHEAD {
        return Err(SealError::TooShort { found: sealed.len() });
    }
    let (encapsulated, ciphertext) = sealed.split_at(ENC_LEN);
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| SealError::Closed)?;
    let plaintext =
        hpke::single_shot_open::<Aead, Kdf, Kem>(mode, &secret.hpke(), &encapsulated, info, ciphertext, &[])
            .map_err(|_| SealError::Closed)?;
    Ok(Zeroizing::new(plaintext))
}

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::AesGcm256;

const TAG_LEN: usize = 16;
const LENGTH_LEN: usize = 2;

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;

    use super::*;

    #[test]
    fn a_letter_opens_for_its_reader_and_its_request_alone() {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let reader = SealSecret::generate(&mut rng);
        let other = SealSecret::generate(&mut rng);
        let purpose = info(Label::Letter, &[5; 16]);

        let mut sealed = seal(&mut rng, &reader.public(), &purpose, b"dear").unwrap();

        assert_eq!(sealed.len(), 4 + OVERHEAD);
        assert_eq!(open(&reader, &purpose, &sealed).unwrap().as_slice(), b"dear");
        assert_eq!(open(&other, &purpose, &sealed), Err(SealError::Closed));
        assert_eq!(open(&reader, &info(Label::Letter, &[6; 16]), &sealed), Err(SealError::Closed));
        assert_eq!(open(&reader, &info(Label::Answer, &[5; 16]), &sealed), Err(SealError::Closed));
        sealed[40] ^= 1;
        assert_eq!(open(&reader, &purpose, &sealed), Err(SealError::Closed));
        assert_eq!(open(&reader, &purpose, &sealed[..47]), Err(SealError::TooShort { found: 47 }));
    }

    #[test]
    fn an_offer_opens_only_under_the_secret_it_was_made_with() {
        let mut rng = ChaCha20Rng::from_seed([2; 32]);
        let asker = SealSecret::generate(&mut rng);
        let purpose = info(Label::Offer, &[5; 16]);
        let psk = Psk::from_bytes([3; 32]);

        let sealed = seal_psk(&mut rng, &asker.public(), &purpose, &psk, b"offer").unwrap();
        let plain = seal(&mut rng, &asker.public(), &purpose, b"offer").unwrap();

        assert_eq!(open_psk(&asker, &purpose, &psk, &sealed).unwrap().as_slice(), b"offer");
        assert_eq!(open_psk(&asker, &purpose, &Psk::from_bytes([4; 32]), &sealed), Err(SealError::Closed));
        assert_eq!(open(&asker, &purpose, &sealed), Err(SealError::Closed));
        assert_eq!(open_psk(&asker, &purpose, &psk, &plain), Err(SealError::Closed));
    }

    #[test]
    fn padding_gives_back_what_it_took_and_hides_its_length() {
        let short = pad(b"a", 64).unwrap();
        let long = pad(&[7; 62], 64).unwrap();

        assert_eq!(short.len(), long.len());
        assert_eq!(unpad(&short), Some(b"a".as_slice()));
        assert_eq!(unpad(&long), Some([7; 62].as_slice()));
        assert_eq!(pad(&[7; 63], 64), None);
        assert_eq!(pad(b"", 1), None);
    }

    #[test]
    fn padding_that_is_not_ours_is_refused() {
        let mut dirty = pad(b"a", 64).unwrap();
        dirty[63] = 1;

        assert_eq!(unpad(&dirty), None);
        assert_eq!(unpad(&[0, 9, 1]), None);
        assert_eq!(unpad(&[0]), None);
    }

    #[test]
    fn a_wrapped_secret_opens_under_its_key_alone() {
        let sealed = wrap(&[1; 32], &[2; 12], b"seed");

        assert_eq!(unwrap_sealed(&[1; 32], &sealed).unwrap().as_slice(), b"seed");
        assert_eq!(unwrap_sealed(&[9; 32], &sealed), Err(SealError::Closed));
        assert_eq!(unwrap_sealed(&[1; 32], &sealed[..11]), Err(SealError::TooShort { found: 11 }));
        assert_eq!(unwrap_sealed(&[1; 32], &sealed[..20]), Err(SealError::Closed));
    }

    #[test]
    fn secrets_print_nothing_of_themselves() {
        assert_eq!(format!("{:?}", SealSecret::from_bytes(&[7; 32])), "SealSecret(…)");
        assert_eq!(format!("{:?}", Psk::from_bytes([7; 32])), "Psk(…)");
    }
}
