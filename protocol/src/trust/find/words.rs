//! The words that people are described with, each once, and which people hold them.
//!
//! Words are far fewer than people, so an asked word is compared with words first: beginnings of one or two
//! letters through the sorted spellings, all else in one pass over the shapes (letters and length, eight bytes a
//! spelling), which leaves few spellings to compare letter by letter. What is near is decided in
//! [`super::nearness`] alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fold::{Kind, Spelling, spellings};
use super::nearness::{MIN_PART, Nearness, Ruler, latin_consonants};

/// All words, and the people who hold each in a field.
#[derive(Default)]
pub(super) struct Words {
    words: Vec<Holders>,
    free_words: Vec<u32>,
    spellings: Vec<Held>,
    shapes: Vec<Shape>,
    free_spellings: Vec<u32>,
    sorted: BTreeSet<(Arc<str>, u32)>,
}

/// The people who hold a word, ascending, and the spellings that lead to it.
#[derive(Default)]
struct Holders {
    places: Vec<u32>,
    spellings: Box<[u32]>,
}

/// A spelling and its word.
struct Held {
    text: Arc<str>,
    kind: Kind,
    word: u32,
}

/// What can be told of a spelling without reading it: above [`LETTERS`] bits its length, below a bit for each letter
/// and one for its second time. Nought where the slot is free or holds consonants, which are looked up whole.
#[derive(Clone, Copy, Default)]
struct Shape(u64);

/// The words near an asked one.
pub(super) struct Near {
    /// For each word, one more than the nearness, or nought.
    by_word: Vec<u8>,
    /// The near words, ascending.
    pub(super) words: Vec<u32>,
}

impl Near {
    /// How near a word is.
    pub(super) fn of(&self, word: u32) -> Option<Nearness> {
        let step = *self.by_word.get(word as usize)?;
        Nearness::ALL.get(usize::from(step).checked_sub(1)?).copied()
    }

    fn note(&mut self, word: u32, near: Nearness) {
        let step = &mut self.by_word[word as usize];
        *step = (*step).max(near as u8 + 1);
    }
}

impl Words {
    /// Notes that a word is held at a place, and returns the word's number.
    pub(super) fn hold(&mut self, text: &str, place: u32) -> u32 {
        let word = self.find(text).unwrap_or_else(|| self.add(text));
        let places = &mut self.words[word as usize].places;
        match places.last() {
            Some(last) if *last >= place => {
                if let Err(at) = places.binary_search(&place) {
                    places.insert(at, place);
                }
            }
            _ => {
                if places.len() == places.capacity() {
                    places.reserve_exact(places.len() / GROWTH + 1);
                }
                places.push(place);
            }
        }
        word
    }

    /// Takes a place from a word; a word held nowhere is dropped.
    pub(super) fn release(&mut self, word: u32, place: u32) {
        let places = &mut self.words[word as usize].places;
        if let Ok(at) = places.binary_search(&place) {
            places.remove(at);
        }
        if places.is_empty() {
            self.drop_word(word);
        } else if places.capacity() > 4 * places.len() {
            places.shrink_to(2 * places.len());
        }
    }

    /// The places that hold a word, ascending.
    pub(super) fn places(&self, word: u32) -> &[u32] {
        &self.words[word as usize].places
    }

    /// Every word near the asked one.
    pub(super) fn near(&self, asked: &[Spelling]) -> Near {
        let mut near = Near { by_word: vec![0; self.words.len()], words: Vec::new() };
        for spelling in asked {
            let ruler = Ruler::new(spelling);
            self.note_equal(&ruler, &mut near);
            if spelling.kind == Kind::Consonants {
                self.note_by_consonants(&ruler, &mut near);
            } else if ruler.length < MIN_PART {
                self.note_beginnings(&ruler, &mut near);
            } else {
                self.note_by_shape(&ruler, &mut near);
            }
        }
        near.words = (0_u32..).zip(&near.by_word).filter(|(_, step)| **step > 0).map(|(word, _)| word).collect();
        near
    }

    /// About how many bytes the words take, their places included.
    pub(super) fn memory_bytes(&self) -> usize {
        let per_word: usize = self.words.iter().map(|word| word.places.capacity() * 4 + word.spellings.len() * 4).sum();
        let texts: usize = self.sorted.iter().map(|(text, _)| text.len() + ARC_BYTES).sum();
        per_word
            + texts
            + self.words.capacity() * size_of::<Holders>()
            + self.spellings.capacity() * size_of::<Held>()
            + self.shapes.capacity() * size_of::<Shape>()
            + self.sorted.len() * size_of::<(Arc<str>, u32)>() * 3 / 2
    }

    fn find(&self, text: &str) -> Option<u32> {
        let written = |spelling: &u32| self.spellings[*spelling as usize].kind == Kind::Written;
        let found = self.spelled(text).find(written)?;
        Some(self.spellings[found as usize].word)
    }

    fn add(&mut self, text: &str) -> u32 {
        let word = self.free_words.pop().unwrap_or_else(|| {
            self.words.push(Holders::default());
            self.words.len() as u32 - 1
        });
        let added: Vec<u32> = spellings(text).into_iter().map(|spelling| self.add_spelling(word, &spelling)).collect();
        self.words[word as usize].spellings = added.into();
        word
    }

    fn add_spelling(&mut self, word: u32, spelling: &Spelling) -> u32 {
        let shape = if spelling.kind == Kind::Consonants { Shape::default() } else { Shape::of(&spelling.text) };
        let held = Held { text: spelling.text.as_str().into(), kind: spelling.kind, word };
        let text = held.text.clone();
        let number = match self.free_spellings.pop() {
            Some(number) => {
                self.spellings[number as usize] = held;
                self.shapes[number as usize] = shape;
                number
            }
            None => {
                self.spellings.push(held);
                self.shapes.push(shape);
                self.spellings.len() as u32 - 1
            }
        };
        self.sorted.insert((text, number));
        number
    }

    fn drop_word(&mut self, word: u32) {
        let gone = std::mem::take(&mut self.words[word as usize]);
        for number in gone.spellings {
            let text = std::mem::take(&mut self.spellings[number as usize].text);
            self.sorted.remove(&(text, number));
            self.shapes[number as usize] = Shape::default();
            self.free_spellings.push(number);
        }
        self.free_words.push(word);
    }

    /// The spellings that read so.
    fn spelled<'a>(&'a self, text: &'a str) -> impl Iterator<Item = u32> + 'a {
        self.beginning(text).take_while(move |(held, _)| held.len() == text.len()).map(|(_, number)| *number)
    }

    /// The spellings that begin so, in order.
    fn beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (Arc<str>, u32)> + 'a {
        let first: (Arc<str>, u32) = (text.into(), 0);
        self.sorted.range(first..).take_while(move |(held, _)| held.starts_with(text))
    }

    fn compare(&self, ruler: &Ruler<'_>, number: u32, near: &mut Near) {
        let held = &self.spellings[number as usize];
        if let Some(found) = ruler.nearness(&held.text, held.kind) {
            near.note(held.word, found);
        }
    }

    /// What reads the same, initials, and consonants that the asked word leads to.
    fn note_equal(&self, ruler: &Ruler<'_>, near: &mut Near) {
        let asked = &ruler.asked.text;
        let initial: String = asked.chars().take(1).collect();
        let consonants = latin_consonants(asked);
        for text in [Some(asked.clone()), Some(initial), consonants].into_iter().flatten() {
            for number in self.spelled(&text) {
                self.compare(ruler, number, near);
            }
        }
    }

    fn note_beginnings(&self, ruler: &Ruler<'_>, near: &mut Near) {
        for (_, number) in self.beginning(&ruler.asked.text) {
            self.compare(ruler, *number, near);
        }
    }

    fn note_by_shape(&self, ruler: &Ruler<'_>, near: &mut Near) {
        let mut sifted = [0_u32; SIFTED];
        for (first, shapes) in (0_u32..).step_by(SIFTED).zip(self.shapes.chunks(SIFTED)) {
            let kept = match ruler.errors {
                0 => sift::<0>(ruler, first, shapes, &mut sifted),
                1 => sift::<1>(ruler, first, shapes, &mut sifted),
                _ => sift::<2>(ruler, first, shapes, &mut sifted),
            };
            for number in &sifted[..kept] {
                self.compare(ruler, *number, near);
            }
        }
    }

    fn note_by_consonants(&self, ruler: &Ruler<'_>, near: &mut Near) {
        let letters = Shape::of(&ruler.asked.text).consonants();
        for (number, shape) in (0_u32..).zip(&self.shapes) {
            if shape.consonants() == letters && shape.length() > 0 {
                self.compare(ruler, number, near);
            }
        }
    }
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut length = 0_u64;
        let mut letters = 0_u64;
        for c in text.chars() {
            let bit = letter(c);
            letters |= if letters & bit == 0 { bit } else { bit << ALPHABET };
            length += 1;
        }
        Self(length << LETTERS | letters)
    }

    const fn length(self) -> usize {
        (self.0 >> LETTERS) as usize
    }

    /// Of Latin letters, those by which transliterations agree: no vowels, none that stand for others.
    const fn consonants(self) -> u64 {
        let mut kept = self.0 & ((1 << ALPHABET) - 1);
        if kept & letter('p') != 0 {
            kept |= letter('f');
        }
        if kept & (letter('q') | letter('c')) != 0 {
            kept |= letter('k');
        }
        kept & !UNSTEADY
    }
}

/// Keeps the numbers of shapes that may hold the asked word or be it with so many errors. Each is written down and
/// counted only if it is kept: the processor guesses wrong too often where a branch decides.
fn sift<const ERRORS: usize>(ruler: &Ruler<'_>, first: u32, shapes: &[Shape], sifted: &mut [u32; SIFTED]) -> usize {
    let asked = Shape::of(&ruler.asked.text).0 & ((1 << LETTERS) - 1);
    let mut kept = 0;
    for (number, shape) in (first..).zip(shapes) {
        let held = shape.0 & ((1 << LETTERS) - 1);
        let (missing, added) = (asked & !held, held & !asked);
        let inside = (missing == 0) & (shape.length() >= ruler.length);
        let near_in_length = shape.length().abs_diff(ruler.length) <= ERRORS;
        let mistyped = near_in_length & at_most::<ERRORS>(missing) & at_most::<ERRORS>(added);
        sifted[kept] = number;
        kept += usize::from(inside | mistyped);
    }
    kept
}

/// Whether at most so many bits are set.
const fn at_most<const MOST: usize>(mut bits: u64) -> bool {
    let mut left = MOST;
    while left > 0 {
        bits &= bits.wrapping_sub(1);
        left -= 1;
    }
    bits == 0
}

/// One bit of the alphabet: Latin letters have their own, other signs share them.
const fn letter(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        _ => 1 << (c as u32 % ALPHABET),
    }
}

/// Letters told apart in a shape.
const ALPHABET: u32 = 26;
/// Bits of letters in a shape; the length, at most 40, fits above.
const LETTERS: u32 = 2 * ALPHABET;
/// Shapes sifted before their spellings are read.
const SIFTED: usize = 1024;

/// Letters that transliterations put or leave as they like.
const UNSTEADY: u64 = letter('a')
    | letter('e')
    | letter('i')
    | letter('o')
    | letter('u')
    | letter('y')
    | letter('v')
    | letter('w')
    | letter('h')
    | letter('p')
    | letter('q')
    | letter('c');

/// A list grows by this part of its length: most are short, and many.
const GROWTH: usize = 4;
/// Two counters before each shared text.
const ARC_BYTES: usize = 2 * size_of::<usize>();
