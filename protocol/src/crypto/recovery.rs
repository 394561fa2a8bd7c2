//! What follows from a recovery phrase: where the wrapped copy lies, and the key it is wrapped under.
//!
//! `HKDF-SHA-256(salt stn/1/recovery, ikm = the phrase's 16 B, info)`. The phrase has 128 bits of its own, so nothing
//! is stretched. Who knows where a copy lies learns nothing of its key.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::crypto::Label;
use crate::id::RecoveryLocator;

/// Where the copy of this phrase lies.
pub fn locator(entropy: &[u8; 16]) -> RecoveryLocator {
    RecoveryLocator::from_bytes(*expand(entropy, b"locator"))
}

/// The key the copy of this phrase is wrapped under.
pub fn wrapping_key(entropy: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    expand(entropy, b"wrap")
}

fn expand<const N: usize>(entropy: &[u8; 16], info: &[u8]) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    Hkdf::<Sha256>::new(Some(Label::Recovery.as_bytes()), entropy)
        .expand(info, key.as_mut_slice())
        .expect("HKDF gives up to 8 160 bytes");
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_gives_one_place_and_one_key_and_neither_holds_the_other() {
        let (one, other) = ([1; 16], [2; 16]);

        assert_eq!(locator(&one), locator(&one));
        assert_ne!(locator(&one), locator(&other));
        assert_ne!(*wrapping_key(&one), *wrapping_key(&other));
        assert_ne!(locator(&one).as_bytes()[..], wrapping_key(&one)[..16]);
    }
}
