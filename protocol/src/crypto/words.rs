//! Words that people say to each other: six to compare two keys by, nine to write a recovery phrase down.
//!
//! A word holds 16 bits in five letters, consonants and vowels in turn, made by rule rather than from a list, so
//! that it can be said in most languages and read over a telephone:
//!
//! ```text
//!   bit 15..12 consonant  11..10 vowel  9..6 consonant  5..4 vowel  3..0 consonant
//!   consonants  b d f g h j k l m n p r s t v z        vowels  a i o u
//! ```

use zeroize::Zeroizing;

use crate::crypto::{Label, digest};

/// How many words two people compare: 96 bits of a hash.
pub const COMPARED: usize = 6;
/// How often the hash behind compared words is repeated: some milliseconds for two people.
pub const ROUNDS: u32 = 1 << 16;
/// How many words a recovery phrase has: 128 bits, and a check that finds a word written down wrongly.
pub const PHRASE: usize = 9;

/// Why words are no phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPhrase {
    /// Fewer or more words than a phrase has.
    #[error("a recovery phrase has nine words, and {found} were given; nothing was sent")]
    Count {
        /// How many there were.
        found: usize,
    },
    /// A word that can't be one.
    #[error("word {at} of the phrase is misspelt: a word has five letters such as “lusab”; nothing was sent")]
    Word {
        /// Which, from 1.
        at: usize,
    },
    /// Words that don't belong together.
    #[error("one of the words is another than was written down, or two changed places; nothing was sent")]
    Check,
}

/// The words that stand for some parts, in the order both sides know: the first twelve bytes of a hash over the label
/// and each part after its length, hashed [`ROUNDS`] times more.
///
/// Who stands between two people looks for two keys of their own whose words are alike: that takes the root of all
/// words' number, 2^48 tries, and each is made slow.
pub fn compared(parts: &[&[u8]]) -> String {
    let mut bytes = Label::Words.as_bytes().to_vec();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    let hash = (0..ROUNDS).fold(digest::sha256(&bytes), |hash, _| digest::sha256(&hash));
    said(&hash[..2 * COMPARED])
}

/// The words for two keys; who is named first makes no difference.
pub fn compared_keys(one: &[u8; 32], other: &[u8; 32]) -> String {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    compared(&[first, second])
}

/// A phrase for 16 fresh random bytes.
pub fn phrase(entropy: &[u8; 16]) -> Zeroizing<String> {
    Zeroizing::new(said(&[entropy.as_slice(), &check(entropy)].concat()))
}

/// The bytes of a phrase, however it was spaced or capitalised.
///
/// # Errors
/// [`NotAPhrase`], naming the word where one can be named.
pub fn read_phrase(text: &str) -> Result<Zeroizing<[u8; 16]>, NotAPhrase> {
    let lower = Zeroizing::new(text.to_lowercase());
    let apart = |c: char| c.is_whitespace() || c == '-' || c == ',';
    let words: Vec<&str> = lower.split(apart).filter(|word| !word.is_empty()).collect();
    if words.len() != PHRASE {
        return Err(NotAPhrase::Count { found: words.len() });
    }
    let mut bytes = Zeroizing::new([0; 2 * PHRASE]);
    for ((at, word), pair) in (1..).zip(&words).zip(bytes.chunks_exact_mut(2)) {
        pair.copy_from_slice(&read_word(word).ok_or(NotAPhrase::Word { at })?.to_be_bytes());
    }
    let (entropy, found) = bytes.split_first_chunk::<16>().ok_or(NotAPhrase::Check)?;
    if check(entropy) == found { Ok(Zeroizing::new(*entropy)) } else { Err(NotAPhrase::Check) }
}

/// Whether two texts say the same words.
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

fn check(entropy: &[u8; 16]) -> [u8; 2] {
    let hash = digest::sha256(&[Label::Recovery.as_bytes(), entropy].concat());
    [hash[0], hash[1]]
}

fn said(bytes: &[u8]) -> String {
    let words = bytes.chunks_exact(2).map(|pair| word(u16::from_be_bytes([pair[0], pair[1]])));
    words.collect::<Vec<_>>().join(" ")
}

fn word(bits: u16) -> String {
    LETTERS.iter().map(|(letters, shift)| char::from(letters[usize::from(bits >> shift) % letters.len()])).collect()
}

fn read_word(text: &str) -> Option<u16> {
    if text.len() != LETTERS.len() {
        return None;
    }
    let mut bits = 0_u16;
    for (byte, (letters, shift)) in text.bytes().zip(LETTERS) {
        let place = letters.iter().position(|letter| *letter == byte)?;
        bits |= u16::try_from(place).ok()? << shift;
    }
    Some(bits)
}

const CONSONANTS: &[u8] = b"bdfghjklmnprstvz";
const VOWELS: &[u8] = b"aiou";
/// Which letters stand at each place of a word, and which bits choose one.
const LETTERS: [(&[u8], u16); 5] = [(CONSONANTS, 12), (VOWELS, 10), (CONSONANTS, 6), (VOWELS, 4), (CONSONANTS, 0)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_holds_sixteen_bits() {
        assert_eq!((word(0), word(0xffff)), ("babab".to_owned(), "zuzuz".to_owned()));
        for bits in 0..=u16::MAX {
            assert_eq!(read_word(&word(bits)), Some(bits));
        }
        assert_eq!(read_word("babax"), None);
        assert_eq!(read_word("baba"), None);
    }

    #[test]
    fn a_phrase_is_read_back_however_it_is_spaced() {
        let entropy = [7; 16];
        let phrase = phrase(&entropy);

        assert_eq!(phrase.split(' ').count(), PHRASE);
        assert_eq!(*read_phrase(&phrase).unwrap(), entropy);
        assert_eq!(*read_phrase(&phrase.to_uppercase().replace(' ', "-\n ")).unwrap(), entropy);
    }

    #[test]
    fn a_wrong_phrase_says_what_is_wrong() {
        let phrase = phrase(&[9; 16]);
        let words: Vec<&str> = phrase.split(' ').collect();
        let mut misspelt = words.clone();
        misspelt[2] = "wwwww";
        let mut other = words.clone();
        other[3] = "babab";

        assert_eq!(read_phrase(&words[..8].join(" ")), Err(NotAPhrase::Count { found: 8 }));
        assert_eq!(read_phrase(&misspelt.join(" ")), Err(NotAPhrase::Word { at: 3 }));
        assert_eq!(read_phrase(&other.join(" ")), Err(NotAPhrase::Check));
    }

    #[test]
    fn two_people_say_the_same_words_for_the_same_two_keys() {
        let words = compared_keys(&[1; 32], &[2; 32]);

        assert_eq!(words, compared_keys(&[2; 32], &[1; 32]));
        assert_ne!(words, compared_keys(&[1; 32], &[3; 32]));
        assert_eq!(words.split(' ').count(), COMPARED);
        assert!(same_words(&words, &words.to_uppercase()));
    }

    #[test]
    fn words_follow_from_every_part_where_it_ends() {
        let words = compared(&[b"one", b"two"]);

        assert_eq!(words, compared(&[b"one", b"two"]));
        assert_ne!(words, compared(&[b"onet", b"wo"]));
        assert_ne!(words, compared(&[b"two", b"one"]));
    }
}
