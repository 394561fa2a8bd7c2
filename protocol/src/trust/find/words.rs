//! The words that people are described with, each once, and which people hold them.
//!
//! Words are far fewer than people, so an asked word is compared with words first: beginnings of one or two
//! letters through the sorted spellings, all else in one pass over the shapes (which letters stand in it, eight bytes
//! a spelling), which leaves few spellings to compare letter by letter. What is near is decided in
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
    racks: Vec<Rack>,
    sorted: BTreeSet<(Arc<str>, u32)>,
}

/// The people who hold a word, ascending, and the spellings that lead to it.
#[derive(Default)]
struct Holders {
    places: Vec<u32>,
    spellings: Box<[u32]>,
}

/// Spellings of one length, so that a pass reads only lengths that can match. The first rack holds consonants, which
/// are looked up whole. A spelling's number is its rack and its place there.
#[derive(Default)]
struct Rack {
    held: Vec<Held>,
    shapes: Vec<Shape>,
    free: Vec<u32>,
}

/// A spelling and its word.
struct Held {
    text: Arc<str>,
    kind: Kind,
    word: u32,
}

/// What can be told of a spelling without reading it: a bit for each letter and one for its second time. Nought where
/// the place is free.
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
                if spelling.kind == Kind::Sound {
                    self.note_beginnings(&ruler, &mut near);
                }
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
            + self.racks.iter().map(Rack::memory_bytes).sum::<usize>()
            + self.sorted.len() * size_of::<(Arc<str>, u32)>() * 3 / 2
    }

    fn find(&self, text: &str) -> Option<u32> {
        let written = |spelling: &u32| self.held(*spelling).kind == Kind::Written;
        let found = self.spelled(text).find(written)?;
        Some(self.held(found).word)
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
        let held = Held { text: spelling.text.as_str().into(), kind: spelling.kind, word };
        let text = held.text.clone();
        let rack = match spelling.kind {
            Kind::Consonants => 0,
            Kind::Written | Kind::Plain | Kind::Sound => text.chars().count(),
        };
        if self.racks.len() <= rack {
            self.racks.resize_with(rack + 1, Rack::default);
        }
        let number = rack as u32 * RACK + self.racks[rack].add(held);
        self.sorted.insert((text, number));
        number
    }

    fn held(&self, number: u32) -> &Held {
        &self.racks[(number / RACK) as usize].held[(number % RACK) as usize]
    }

    fn drop_word(&mut self, word: u32) {
        let gone = std::mem::take(&mut self.words[word as usize]);
        for number in gone.spellings {
            let text = self.racks[(number / RACK) as usize].free(number % RACK);
            self.sorted.remove(&(text, number));
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
        let held = self.held(number);
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

    /// Words that hold the asked one, or are it mistyped. Beginnings by sound are looked up.
    fn note_by_shape(&self, ruler: &Ruler<'_>, near: &mut Near) {
        let asked = Shape::of(&ruler.asked.text);
        let shortest = (ruler.length - ruler.errors).max(1);
        let longest = if ruler.asked.kind == Kind::Sound { ruler.length + ruler.errors } else { usize::MAX };
        let mut sifted = [0_u32; SIFTED];
        for (length, rack) in self.racks.iter().enumerate().skip(shortest).take_while(|(length, _)| *length <= longest)
        {
            let errors = if length.abs_diff(ruler.length) <= ruler.errors { ruler.errors } else { 0 };
            let first = length as u32 * RACK;
            for (first, shapes) in (first..).step_by(SIFTED).zip(rack.shapes.chunks(SIFTED)) {
                let kept = match errors {
                    0 => sift::<0>(asked, first, shapes, &mut sifted),
                    1 => sift::<1>(asked, first, shapes, &mut sifted),
                    _ => sift::<2>(asked, first, shapes, &mut sifted),
                };
                for number in &sifted[..kept] {
                    self.compare(ruler, *number, near);
                }
            }
        }
    }

    fn note_by_consonants(&self, ruler: &Ruler<'_>, near: &mut Near) {
        let letters = Shape::of(&ruler.asked.text).consonants();
        for (rack, first) in self.racks.iter().zip((0_u32..).step_by(RACK as usize)).skip(1) {
            for (number, shape) in (first..).zip(&rack.shapes) {
                if shape.consonants() == letters && shape.0 != 0 {
                    self.compare(ruler, number, near);
                }
            }
        }
    }
}

impl Rack {
    fn add(&mut self, held: Held) -> u32 {
        let shape = Shape::of(&held.text);
        if let Some(place) = self.free.pop() {
            self.held[place as usize] = held;
            self.shapes[place as usize] = shape;
            return place;
        }
        self.held.push(held);
        self.shapes.push(shape);
        self.held.len() as u32 - 1
    }

    /// Frees a place and returns the text that stood there.
    fn free(&mut self, place: u32) -> Arc<str> {
        self.shapes[place as usize] = Shape::default();
        self.free.push(place);
        std::mem::take(&mut self.held[place as usize].text)
    }

    fn memory_bytes(&self) -> usize {
        self.held.capacity() * size_of::<Held>()
            + self.shapes.capacity() * size_of::<Shape>()
            + self.free.capacity() * size_of::<u32>()
    }
}

impl Shape {
    fn of(text: &str) -> Self {
        let once = |letters, c| letters | if letters & letter(c) == 0 { letter(c) } else { letter(c) << ALPHABET };
        Self(text.chars().fold(0, once))
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

/// Keeps the numbers of shapes that lack at most so many of the asked letters, and have at most so many others or
/// lack none. Each is written down and counted only if it is kept: the processor guesses wrong too often where a
/// branch decides.
fn sift<const ERRORS: usize>(asked: Shape, first: u32, shapes: &[Shape], sifted: &mut [u32; SIFTED]) -> usize {
    let mut kept = 0;
    for (number, held) in (first..).zip(shapes) {
        let (missing, added) = (asked.0 & !held.0, held.0 & !asked.0);
        let mistyped = ERRORS > 0 && at_most::<ERRORS>(missing) & at_most::<ERRORS>(added);
        sifted[kept] = number;
        kept += usize::from((missing == 0) | mistyped);
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
/// Numbers of one rack: 42 racks, for words of at most 40 letters, fit in 32 bits.
const RACK: u32 = 1 << 26;
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
