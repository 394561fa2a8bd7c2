//! The words that people are described with, each once, and which people hold them.
//!
//! Words are far fewer than people, so an asked word is compared with words first: beginnings of one or two
//! letters through the sorted spellings, all else in one pass over the shapes (letters and length, eight bytes a
//! spelling), which leaves few spellings to compare letter by letter. What is near is decided in
//! [`super::nearness`] alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fold::{Kind, Spelling, spellings};
use super::nearness::{MIN_PART, Nearness, allowed_errors, latin_consonants, nearness};

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

/// What can be told of a spelling without reading it. The length is nought where the slot is free.
#[derive(Clone, Copy, Default)]
struct Shape {
    letters: u32,
    length: u8,
    is_consonants: bool,
}

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
            _ => places.push(place),
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
            self.note_equal(spelling, &mut near);
            let length = spelling.text.chars().count();
            if spelling.kind == Kind::Consonants {
                self.note_by_consonants(spelling, &mut near);
            } else if length < MIN_PART {
                self.note_beginnings(spelling, &mut near);
            } else {
                self.note_by_shape(spelling, length, &mut near);
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
        let shape = Shape::of(spelling);
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

    fn compare(&self, asked: &Spelling, number: u32, near: &mut Near) {
        let held = &self.spellings[number as usize];
        if let Some(found) = nearness(asked, &held.text, held.kind) {
            near.note(held.word, found);
        }
    }

    /// What reads the same, initials, and consonants that the asked word leads to.
    fn note_equal(&self, asked: &Spelling, near: &mut Near) {
        let initial: String = asked.text.chars().take(1).collect();
        let consonants = latin_consonants(&asked.text);
        for text in [Some(asked.text.clone()), Some(initial), consonants].into_iter().flatten() {
            for number in self.spelled(&text) {
                self.compare(asked, number, near);
            }
        }
    }

    fn note_beginnings(&self, asked: &Spelling, near: &mut Near) {
        for (_, number) in self.beginning(&asked.text) {
            self.compare(asked, *number, near);
        }
    }

    fn note_by_shape(&self, asked: &Spelling, length: usize, near: &mut Near) {
        let letters = letters_of(&asked.text);
        let errors = allowed_errors(length);
        for (number, shape) in (0_u32..).zip(&self.shapes) {
            let held = usize::from(shape.length);
            if held + errors < length || shape.is_consonants {
                continue;
            }
            let missing = letters & !shape.letters;
            let inside = missing == 0 && held >= length;
            let mistyped =
                || held <= length + errors && at_most(missing, errors) && at_most(shape.letters & !letters, errors);
            if inside || mistyped() {
                self.compare(asked, number, near);
            }
        }
    }

    fn note_by_consonants(&self, asked: &Spelling, near: &mut Near) {
        let letters = consonant_letters(letters_of(&asked.text));
        for (number, shape) in (0_u32..).zip(&self.shapes) {
            if shape.length > 0 && consonant_letters(shape.letters) == letters && !shape.is_consonants {
                self.compare(asked, number, near);
            }
        }
    }
}

impl Shape {
    fn of(spelling: &Spelling) -> Self {
        let length = u8::try_from(spelling.text.chars().count()).unwrap_or(u8::MAX);
        Self { letters: letters_of(&spelling.text), length, is_consonants: spelling.kind == Kind::Consonants }
    }
}

/// Whether at most so many bits are set, for the few errors that are forgiven.
fn at_most(mut bits: u32, most: usize) -> bool {
    for _ in 0..most {
        bits &= bits.wrapping_sub(1);
    }
    bits == 0
}

/// Which letters stand in a text: a bit for each Latin one, shared bits for all others.
fn letters_of(text: &str) -> u32 {
    text.chars().fold(0, |letters, c| letters | letter(c))
}

const fn letter(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        _ => 1 << (c as u32 % 32),
    }
}

/// Of Latin letters, those by which transliterations agree: no vowels, none that stand for others.
const fn consonant_letters(letters: u32) -> u32 {
    let mut kept = letters;
    if letters & letter('p') != 0 {
        kept |= letter('f');
    }
    if letters & (letter('q') | letter('c')) != 0 {
        kept |= letter('k');
    }
    kept & !UNSTEADY
}

const UNSTEADY: u32 = letter('a')
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

/// Two counters before each shared text.
const ARC_BYTES: usize = 2 * size_of::<usize>();
