//! How near a spelling of a person's word comes to a spelling of the asked word: the rules, in one place.
//!
//! Whole words come first, then the beginning of a word, a part of it, and typing errors. Nothing here knows of
//! persons or of an index; [`super::words`] finds the same pairs faster than comparing each.

use super::fold::{Kind, MAX_WORD_CHARS, MIN_CONSONANTS, Spelling, consonants};

/// How near two words are, the farthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The person's word is the first letter of the asked one.
    Initial,
    /// Two typing errors.
    TwoErrors,
    /// A typing error, where the words only sound alike.
    SoundError,
    /// The same consonants, where one script leaves vowels out.
    Consonants,
    /// One typing error.
    OneError,
    /// The asked word stands inside.
    Part,
    /// A word that begins by sound with the asked one.
    SoundBeginning,
    /// A word that begins with the asked one.
    Beginning,
    /// The same by sound.
    Sound,
    /// The same without accents or in another script.
    Same,
    /// As written.
    Written,
}

impl Nearness {
    /// All of them, the farthest first.
    pub(super) const ALL: [Self; 11] = [
        Self::Initial,
        Self::TwoErrors,
        Self::SoundError,
        Self::Consonants,
        Self::OneError,
        Self::Part,
        Self::SoundBeginning,
        Self::Beginning,
        Self::Sound,
        Self::Same,
        Self::Written,
    ];

    /// What a match this near is worth in a name.
    pub(super) const fn points(self) -> u8 {
        match self {
            Self::Initial => 30,
            Self::TwoErrors => 32,
            Self::SoundError => 34,
            Self::Consonants => 44,
            Self::OneError => 46,
            Self::Part => 50,
            Self::SoundBeginning => 58,
            Self::Beginning => 70,
            Self::Sound => 84,
            Self::Same => 97,
            Self::Written => 100,
        }
    }
}

/// How near a person's spelling comes to the asked one; nothing if it is another word.
pub(super) fn nearness(asked: &Spelling, held: &str, held_as: Kind) -> Option<Nearness> {
    Ruler::new(asked).nearness(held, held_as)
}

/// An asked spelling, ready to be held against many.
pub(super) struct Ruler<'a> {
    pub(super) asked: &'a Spelling,
    /// In characters.
    pub(super) length: usize,
    /// Typing errors that are forgiven.
    pub(super) errors: usize,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(asked: &'a Spelling) -> Self {
        let length = asked.text.chars().count();
        Self { asked, length, errors: allowed_errors(length) }
    }

    /// How near a person's spelling comes; nothing if it is another word.
    pub(super) fn nearness(&self, held: &str, held_as: Kind) -> Option<Nearness> {
        let asked = self.asked;
        if asked.kind == Kind::Consonants || held_as == Kind::Consonants {
            return same_consonants(asked, held, held_as).then_some(Nearness::Consonants);
        }
        let by_sound = asked.kind == Kind::Sound || held_as == Kind::Sound;
        if asked.text == held {
            return Some(match (by_sound, asked.kind == Kind::Written && held_as == Kind::Written) {
                (true, _) => Nearness::Sound,
                (false, true) => Nearness::Written,
                (false, false) => Nearness::Same,
            });
        }
        match (place_in(held, &asked.text), by_sound) {
            (Some(0), false) => return Some(Nearness::Beginning),
            (Some(0), true) if self.length >= MIN_SOUND_BEGINNING => return Some(Nearness::SoundBeginning),
            (Some(_), false) if self.length >= MIN_PART => return Some(Nearness::Part),
            (Some(_) | None, true | false) => {}
        }
        if !by_sound && is_initial_of(held, &asked.text) {
            return Some(Nearness::Initial);
        }
        let errors = errors_between(&asked.text, held, self.errors)?;
        Some(match (by_sound, errors) {
            (true, _) => Nearness::SoundError,
            (false, 0 | 1) => Nearness::OneError,
            (false, _) => Nearness::TwoErrors,
        })
    }
}

/// Where a part first stands in a word, for words too short to prepare a search.
fn place_in(word: &str, part: &str) -> Option<usize> {
    let (word, part) = (word.as_bytes(), part.as_bytes());
    let first = part.first()?;
    let last = word.len().checked_sub(part.len())?;
    (0..=last).find(|at| word[*at] == *first && word[*at..].starts_with(part))
}

/// Typing errors forgiven in an asked word of so many characters.
const fn allowed_errors(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Counts the letters put in, left out, replaced or swapped between two words; nothing if there are more than `most`.
pub(crate) fn errors_between(a: &str, b: &str, most: usize) -> Option<usize> {
    if most == 0 || a.is_ascii() != b.is_ascii() {
        return None;
    }
    if a.is_ascii() {
        return errors_in(a.as_bytes(), b.as_bytes(), most);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    errors_in(&a, &b, most)
}

fn errors_in<T: Copy + PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    match (a, b) {
        ([], rest) | (rest, []) => Some(rest.len()).filter(|errors| *errors <= most),
        ([_], [_]) => Some(1),
        ([w, x], [y, z]) if w == z && x == y => Some(1),
        _ if most < 2 => None,
        _ => by_table(a, b, most),
    }
}

/// The restricted Damerau-Levenshtein distance: three rows, left as soon as a row exceeds `most`.
fn by_table<T: Copy + PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    const WIDTH: usize = MAX_WORD_CHARS * 2 + 2;
    if b.len() >= WIDTH {
        return None;
    }
    let mut rows = [[0_usize; WIDTH]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let replaced = rows[before][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = replaced.min(rows[before][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[earlier][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|errors| *errors <= most)
}

/// Whether `initial` is one letter, and the one that the longer `word` begins with.
fn is_initial_of(initial: &str, word: &str) -> bool {
    let mut letters = initial.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => letter.is_alphabetic() && word.starts_with(letter) && word.len() > initial.len(),
        _ => false,
    }
}

/// Latin letters are compared by their consonants only with a word whose script leaves vowels out.
fn same_consonants(asked: &Spelling, held: &str, held_as: Kind) -> bool {
    match (asked.kind, held_as) {
        (Kind::Consonants, Kind::Consonants) => asked.text == held,
        (Kind::Consonants, Kind::Written | Kind::Plain) => latin_consonants(held).is_some_and(|c| c == asked.text),
        (Kind::Written | Kind::Plain, Kind::Consonants) => latin_consonants(&asked.text).is_some_and(|c| c == held),
        (Kind::Consonants, Kind::Sound) | (Kind::Sound, Kind::Consonants) => false,
        (Kind::Written | Kind::Plain | Kind::Sound, Kind::Written | Kind::Plain | Kind::Sound) => false,
    }
}

/// The consonants of a Latin word long enough to be told by them.
pub(super) fn latin_consonants(word: &str) -> Option<String> {
    let long = word.len() >= MIN_LATIN && word.bytes().all(|byte| byte.is_ascii_lowercase());
    long.then(|| consonants(word)).filter(|text| text.len() >= MIN_CONSONANTS)
}

/// Parts of words are looked for from this many characters.
pub(super) const MIN_PART: usize = 3;
/// Below this, beginnings that sound alike are too many.
const MIN_SOUND_BEGINNING: usize = 4;
/// A shorter Latin word has too few letters to be told by its consonants.
const MIN_LATIN: usize = 3;
