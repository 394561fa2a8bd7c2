//! Text to words, and each word to the spellings under which people look for it.
//!
//! A text is normalised (NFKC), put in lower case and cut into words. Apostrophes and invisible signs vanish.
//! What a hyphen joins gives its parts and the whole; so does a run of Han or Hangul, sign by sign, because
//! nobody writes spaces there. A word has these spellings: as written; without marks; in Latin letters, German
//! umlauts also as two; by its sound (y as i, ph as f, double letters once); and, where the script leaves vowels
//! out, its consonants. Every spelling is a function of the word alone, so an index can drop them as it made them.
//! Readings that depend on the language (Japanese names in Han) are not known here.

use std::collections::BTreeSet;

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text, in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// Whether it repeats what stands beside it as parts.
    pub(crate) is_compound: bool,
}

/// How a spelling came from its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The word itself.
    Written,
    /// Without marks, or in Latin letters.
    Plain,
    /// The sound of the Latin letters.
    Sound,
    /// Consonants of a word whose script leaves vowels out.
    Consonants,
}

/// One spelling of a word. A word has each spelling once, with its closest kind.
#[derive(Clone)]
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// Cuts a text into at most `most` words. Only its first characters are read.
pub(crate) fn words_of(text: &str, most: usize) -> Vec<Word> {
    let mut cutter = Cutter::default();
    let clean = text.chars().take(MAX_CHARS).nfkc().take(MAX_CHARS).flat_map(char::to_lowercase);
    for c in clean {
        if cutter.words.len() >= most {
            break;
        }
        cutter.take(c);
    }
    cutter.end_compound();
    cutter.words.truncate(most);
    cutter.words
}

/// Every spelling under which a word is looked for; the first is the word itself.
pub(super) fn spellings(word: &str) -> Vec<Spelling> {
    let mut found = vec![Spelling { text: word.to_owned(), kind: Kind::Written }];
    let latin = if word.is_ascii() {
        word.to_owned()
    } else {
        add(&mut found, without_marks(word), Kind::Plain);
        let latin = cut(in_latin(word));
        add(&mut found, latin.clone(), Kind::Plain);
        add(&mut found, in_latin(&umlauts_as_two(word)), Kind::Plain);
        latin
    };
    if latin.len() >= MIN_SOUND {
        add(&mut found, sound(&latin), Kind::Sound);
    }
    if word.chars().any(leaves_vowels_out) {
        let consonants = cut(consonants(&latin));
        if consonants.len() >= MIN_CONSONANTS {
            found.push(Spelling { text: consonants, kind: Kind::Consonants });
        }
    }
    found
}

/// The word in lower-case Latin letters and digits, or nothing if none are known for it.
pub(crate) fn in_latin(word: &str) -> String {
    let mut latin = String::new();
    for c in word.nfc() {
        let letters = deunicode_char(c).unwrap_or_default();
        latin.extend(letters.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    }
    latin
}

/// The word without accents and vowel points, in its own script.
pub(crate) fn without_marks(word: &str) -> String {
    word.nfd().filter(|c| !is_accent(*c)).nfc().collect()
}

/// German and Nordic vowels as the two letters that stand for them where a keyboard lacks them.
pub(crate) fn umlauts_as_two(word: &str) -> String {
    let mut text = String::with_capacity(word.len() + 2);
    for c in word.chars() {
        match c {
            'ä' | 'æ' => text.push_str("ae"),
            'ö' | 'ø' => text.push_str("oe"),
            'ü' => text.push_str("ue"),
            'å' => text.push_str("aa"),
            other => text.push(other),
        }
    }
    text
}

/// The consonants of Latin letters, as loosely as transliterations vary: `mohammed` and `muhammad` give `mmd`.
pub(super) fn consonants(latin: &str) -> String {
    let mut text = doubles_once(&replaced(latin, &CONSONANT_RULES));
    text.retain(|c| !"aeiouyhvw".contains(c));
    text
}

/// The sound of Latin letters: `dmitrii` and `dmitry` give `dmitri`, `muller` and `mueller` `muler`.
fn sound(latin: &str) -> String {
    doubles_once(&replaced(latin, &SOUND_RULES))
}

/// Applies the first rule that fits at each place, from left to right.
fn replaced(latin: &str, rules: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(latin.len() + 2);
    let mut rest = latin;
    while let Some(first) = rest.chars().next() {
        let rule = rules.iter().find(|(from, _)| rest.starts_with(from));
        match rule {
            Some((from, to)) => {
                text.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                text.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    text
}

fn doubles_once(text: &str) -> String {
    let mut once = String::with_capacity(text.len());
    for c in text.chars() {
        if !once.ends_with(c) || c.is_ascii_digit() {
            once.push(c);
        }
    }
    once
}

fn add(found: &mut Vec<Spelling>, text: String, kind: Kind) {
    let text = cut(text);
    if !text.is_empty() && found.iter().all(|spelling| spelling.text != text) {
        found.push(Spelling { text, kind });
    }
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_WORD_CHARS) {
        text.truncate(end);
    }
    text
}

/// Words so far, the parts of the compound being read, and the part being read.
#[derive(Default)]
struct Cutter {
    words: Vec<Word>,
    seen: BTreeSet<Word>,
    parts: Vec<String>,
    part: String,
    part_chars: usize,
}

impl Cutter {
    fn take(&mut self, c: char) {
        if is_ignored(c) || (is_combining_mark(c) && self.part.is_empty()) {
            return;
        }
        if is_sign_of_its_own(c) {
            self.end_part();
            self.parts.push(c.to_string());
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            if self.part_chars < MAX_WORD_CHARS {
                self.part.push(if c == 'ς' { 'σ' } else { c });
                self.part_chars += 1;
            }
        } else if HYPHENS.contains(&c) {
            self.end_part();
        } else {
            self.end_compound();
        }
    }

    fn end_part(&mut self) {
        if !self.part.is_empty() {
            self.parts.push(std::mem::take(&mut self.part));
            self.part_chars = 0;
        }
    }

    fn end_compound(&mut self) {
        self.end_part();
        let parts = std::mem::take(&mut self.parts);
        let whole = (2..=MAX_PARTS).contains(&parts.len()).then(|| cut(parts.concat()));
        for text in parts {
            self.push(Word { text, is_compound: false });
        }
        if let Some(text) = whole {
            self.push(Word { text, is_compound: true });
        }
    }

    fn push(&mut self, word: Word) {
        if self.seen.insert(word.clone()) {
            self.words.push(word);
        }
    }
}

/// Han and Hangul: one sign is a syllable, and names stand without spaces.
pub(crate) fn is_sign_of_its_own(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{323af}')
}

/// Hebrew, Arabic, Syriac, and the Indic scripts, where a bare consonant carries its own vowel.
fn leaves_vowels_out(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{0900}'..='\u{0dff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Accents and vowel points that may be left out; the vowel signs of Indic scripts may not.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0670}')
}

/// Signs inside a word that nobody types: apostrophes, joiners, direction marks, soft hyphens, variation selectors.
fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '\u{02b9}'..='\u{02bf}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{ff07}'
            | '\u{00ad}' | '\u{0640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

const HYPHENS: [char; 7] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{30fb}', '\u{05be}'];

/// Letters that sound alike, the longer first.
const SOUND_RULES: [(&str, &str); 13] = [
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("ck", "k"),
    ("ph", "f"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("c", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
];

/// Consonants that transliterations write differently.
const CONSONANT_RULES: [(&str, &str); 3] = [("c", "k"), ("p", "f"), ("q", "k")];

/// Of one text, so many characters are read: twice the longest name seen in practice.
const MAX_CHARS: usize = 256;
/// Letters of one word that are kept, so that comparing two stays cheap.
pub(super) const MAX_WORD_CHARS: usize = 40;
/// Parts that are also kept as one word; what is longer is a sentence.
const MAX_PARTS: usize = 12;
/// Below this, words that sound alike are too many.
const MIN_SOUND: usize = 4;
/// One consonant says nothing.
pub(super) const MIN_CONSONANTS: usize = 2;
