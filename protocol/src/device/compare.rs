//! Six words that two people read to each other: they are the same on both sides only if nobody stands in between.
//!
//! A word is a consonant, a vowel, a consonant, a vowel, a consonant: 16 bits, to be said in most languages.
//! Six make 96 bits of a hash that is made slow, so that nobody finds two keys with the same words in time.

use std::collections::BTreeSet;

use crate::crypto::{Label, digest};
use crate::device::{Device, DeviceError};
use crate::id::BridgeId;

/// Rounds of the hash: some milliseconds for two people, far too much for who would try keys in masses.
const ROUNDS: u32 = 1 << 16;
const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// Six words for what both sides know; the parts in the same order on both.
pub fn six_words(parts: &[&[u8]]) -> [String; 6] {
    let mut bytes = Label::Compare.as_bytes().to_vec();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    let mut hash = digest::sha256(&bytes);
    for _ in 0..ROUNDS {
        hash = digest::sha256(&hash);
    }
    let (pairs, _) = hash.as_chunks::<2>();
    std::array::from_fn(|at| word(u16::from_be_bytes(pairs[at])))
}

/// Four bits, two, four, two, four, the highest first.
fn word(bits: u16) -> String {
    let consonant = |shift: u16| char::from(CONSONANTS[usize::from(bits >> shift & 0xf)]);
    let vowel = |shift: u16| char::from(VOWELS[usize::from(bits >> shift & 0x3)]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].into_iter().collect()
}

impl Device {
    /// The six words of a bridge: of both members as this device knows them, and of the bridge.
    ///
    /// # Errors
    /// [`DeviceError::LinkUnknown`] if this device has not seen who is at the far end.
    pub fn bridge_words(&self, bridge: &BridgeId) -> Result<[String; 6], DeviceError> {
        let far = *self.bridge_pins.get(bridge).ok_or(DeviceError::LinkUnknown)?;
        // A set, so that both sides name the two in the same order.
        let ends = BTreeSet::from([far, (self.org, self.member())]);
        let ends: Vec<[&[u8]; 2]> = ends.iter().map(|(org, member)| [&org.as_bytes()[..], member.as_bytes()]).collect();
        let mut parts: Vec<&[u8]> = ends.concat();
        parts.push(bridge.as_bytes());
        Ok(six_words(&parts))
    }

    /// Whether a bridge came about by a knock and its two members have not compared their words yet.
    pub fn awaits_words(&self, bridge: &BridgeId) -> bool {
        self.uncompared.contains(bridge)
    }

    /// The member says that the six words of a bridge are the same on both sides.
    pub fn words_agree(&mut self, bridge: &BridgeId) {
        self.uncompared.remove(bridge);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_from_all_parts_and_can_be_said() {
        let words = six_words(&[b"one", b"two"]);

        assert_eq!(words, six_words(&[b"one", b"two"]));
        assert_ne!(words, six_words(&[b"onet", b"wo"]));
        assert_ne!(words, six_words(&[b"two", b"one"]));
        assert!(words.iter().all(|word| word.len() == 5 && word.bytes().all(|letter| letter.is_ascii_lowercase())));
    }

    #[test]
    fn a_word_tells_all_its_bits() {
        let all: BTreeSet<String> = (0..=u16::MAX).map(word).collect();

        assert_eq!(all.len(), 16 * 4 * 16 * 4 * 16);
        assert_eq!((word(0), word(u16::MAX)), ("babab".to_owned(), "zuzuz".to_owned()));
    }
}
