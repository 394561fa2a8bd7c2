//! Finding people by half-remembered names: an index for one pair of eyes, over one member's own people.
//!
//! Every word that is asked for has to be found with the person: in the name, or for less in organisation, role or
//! other words. Accents, script, a typing error, missing letters and the order of words are forgiven
//! (`nearness` has the rules, `fold` the spellings). Nothing is stored or logged here, and whose people may be put
//! in, and who may search them, is the caller's to decide.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fmt;

use asked::{AskedWord, asked_words};
use fold::words_of;
use nearness::Nearness;
use words::{Near, Words};

mod agree;
mod asked;
pub(super) mod fold;
pub(super) mod nearness;
#[cfg(test)]
mod tests;
mod words;

pub use agree::names_agree;

/// How one person is described, as far as one member may see.
#[derive(Clone, Copy, Default)]
pub struct Described<'a> {
    /// The person's name, in any script.
    pub name: &'a str,
    /// The organisation's name.
    pub org: &'a str,
    /// What the person does there.
    pub role: &'a str,
    /// Topics, regions, tags, local parts of handles.
    pub words: &'a [&'a str],
}

/// Where a word stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// In the name.
    Name,
    /// In the organisation's name.
    Org,
    /// In the role.
    Role,
    /// Among topics, regions, tags and the like.
    Words,
}

/// How well a person fits what was asked. Greater is better; only scores of one search compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u32);

/// The fields in which asked words were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields(u8);

impl Fields {
    /// Whether an asked word was found best in this field.
    pub const fn has(self, field: Field) -> bool {
        self.0 & (1 << field as u8) != 0
    }
}

/// A person who fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number under which the person was put in.
    pub id: u32,
    /// How well the person fits.
    pub score: Score,
    /// Where the asked words were found.
    pub why: Fields,
}

/// People by the words that describe them.
#[derive(Default)]
pub struct PeopleIndex {
    slots: BTreeMap<u32, u32>,
    free: Vec<u32>,
    ids: Vec<u32>,
    held: Vec<Box<[HeldWord]>>,
    name_words: Vec<u8>,
    words: Words,
}

impl PeopleIndex {
    /// Puts a person in, in place of what stood under the number.
    pub fn put(&mut self, id: u32, described: &Described<'_>) {
        self.remove(id);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.ids.push(id);
            self.held.push(Box::default());
            self.name_words.push(0);
            self.ids.len() as u32 - 1
        });
        let (texts, name_words) = texts_of(described);
        let mut held: Vec<HeldWord> = Vec::with_capacity(texts.len());
        for (text, field) in texts {
            let word = self.words.hold(&text, place(slot, field));
            held.push(HeldWord::new(word, field));
        }
        held.sort_unstable();
        held.dedup();
        self.slots.insert(id, slot);
        let slot = slot as usize;
        self.ids[slot] = id;
        self.held[slot] = held.into();
        self.name_words[slot] = name_words;
    }

    /// Takes a person out, and returns whether one stood under the number.
    pub fn remove(&mut self, id: u32) -> bool {
        let Some(slot) = self.slots.remove(&id) else { return false };
        for held in std::mem::take(&mut self.held[slot as usize]) {
            self.words.release(held.word(), place(slot, held.field()));
        }
        self.free.push(slot);
        true
    }

    /// Finds the people whom every typed word fits, the best first, at most `limit`; equals by number.
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        let asked = asked_words(text);
        let alone = asked.len() < 2;
        let mut wanted: Vec<Wanted> = asked.iter().map(|word| self.wanted(word, alone)).collect();
        wanted.sort_by_key(|wanted| wanted.places);
        let Some((rarest, others)) = wanted.split_first() else { return Vec::new() };
        let mut candidates = self.gather(rarest);
        for other in others {
            self.narrow(&mut candidates, other);
        }
        self.best(&candidates, &wanted, limit)
    }

    /// How many people stand in it.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether nobody stands in it.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// About how many bytes it takes.
    pub fn memory_bytes(&self) -> usize {
        let held: usize = self.held.iter().map(|words| words.len() * size_of::<HeldWord>()).sum();
        held + self.words.memory_bytes()
            + self.slots.len() * 2 * size_of::<u32>() * 3 / 2
            + (self.ids.capacity() + self.free.capacity()) * size_of::<u32>()
            + self.held.capacity() * size_of::<Box<[HeldWord]>>()
            + self.name_words.capacity()
    }

    fn wanted(&self, asked: &AskedWord, alone: bool) -> Wanted {
        let near = self.words.near(&asked.spellings);
        let places = near.words.iter().map(|word| self.words.places(*word).len()).sum();
        Wanted { near, places, only: asked.only, alone }
    }

    /// Everybody with a word near the wanted one, in order of slots.
    fn gather(&self, wanted: &Wanted) -> Vec<Candidate> {
        if wanted.places < self.ids.len() / FEW {
            let mut candidates = Vec::with_capacity(wanted.places);
            self.each_place(wanted, |slot, worth| {
                candidates.push(Candidate { slot, points: 0, in_name: 0 }.with(worth))
            });
            candidates
                .sort_unstable_by_key(|candidate| (candidate.slot, Reverse((candidate.points, candidate.in_name))));
            candidates.dedup_by_key(|candidate| candidate.slot);
            return candidates;
        }
        let worths = self.worths(wanted);
        let found = (0_u32..).zip(&worths).filter(|(_, worth)| worth.0 > 0);
        found.map(|(slot, worth)| Candidate { slot, points: 0, in_name: 0 }.with(*worth)).collect()
    }

    /// Keeps those who have a word near the wanted one too, by the cheaper of two ways to ask.
    fn narrow(&self, candidates: &mut Vec<Candidate>, wanted: &Wanted) {
        let by_people = candidates.len().saturating_mul(COST_OF_PERSON) < wanted.places;
        let worths = if by_people { Vec::new() } else { self.worths(wanted) };
        candidates.retain_mut(|candidate| {
            let worth = if by_people { self.worth(candidate.slot, wanted).0 } else { worths[candidate.slot as usize] };
            *candidate = candidate.with(worth);
            worth.0 > 0
        });
    }

    /// The best `limit` candidates as hits.
    fn best(&self, candidates: &[Candidate], wanted: &[Wanted], limit: usize) -> Vec<Hit> {
        let limit = limit.min(candidates.len());
        let mut best: BinaryHeap<(Reverse<Score>, u32, u32)> = BinaryHeap::with_capacity(limit + 1);
        for candidate in candidates {
            let slot = candidate.slot as usize;
            let entry = (Reverse(candidate.score(self.name_words[slot])), self.ids[slot], candidate.slot);
            if best.len() < limit {
                best.push(entry);
            } else if best.peek().is_some_and(|worst| entry < *worst) {
                best.pop();
                best.push(entry);
            }
        }
        let hit = |(score, id, slot): (Reverse<Score>, u32, u32)| {
            let why = wanted.iter().fold(0, |why, wanted| why | 1 << self.worth(slot, wanted).1 as u8);
            Hit { id, score: score.0, why: Fields(why) }
        };
        best.into_sorted_vec().into_iter().map(hit).collect()
    }

    /// The best worth of each slot's words, nought where none is near.
    fn worths(&self, wanted: &Wanted) -> Vec<Worth> {
        let mut worths = vec![Worth(0); self.ids.len()];
        self.each_place(wanted, |slot, worth| {
            let best = &mut worths[slot as usize];
            *best = worth.max(*best);
        });
        worths
    }

    fn each_place(&self, wanted: &Wanted, mut take: impl FnMut(u32, Worth)) {
        for word in &wanted.near.words {
            let worth = Field::ALL.map(|field| wanted.worth(*word, field));
            for place in self.words.places(*word) {
                let worth = worth[(place % FIELDS) as usize];
                if worth.0 > 0 {
                    take(place / FIELDS, worth);
                }
            }
        }
    }

    /// The best worth of one person's words, and where it stood.
    fn worth(&self, slot: u32, wanted: &Wanted) -> (Worth, Field) {
        let mut best = (Worth(0), Field::Name);
        for held in &self.held[slot as usize] {
            let worth = wanted.worth(held.word(), held.field());
            if worth > best.0 {
                best = (worth, held.field());
            }
        }
        best
    }
}

impl fmt::Debug for PeopleIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PeopleIndex").field("people", &self.len()).finish_non_exhaustive()
    }
}

impl Field {
    const ALL: [Self; FIELDS as usize] = [Self::Name, Self::Org, Self::Role, Self::Words];
}

/// One asked word with the words near it.
struct Wanted {
    near: Near,
    /// How often near words are held.
    places: usize,
    only: Option<Field>,
    alone: bool,
}

impl Wanted {
    /// What a word is worth in a field: a name's counts in full, another's less, so that names come first.
    fn worth(&self, word: u32, field: Field) -> Worth {
        let Some(near) = self.near.of(word) else { return Worth(0) };
        let initial = near == Nearness::Initial;
        if self.only.is_some_and(|only| only != field) || (initial && (self.alone || field != Field::Name)) {
            return Worth(0);
        }
        let points = near.points();
        let part = |twentieths: u16| (u16::from(points) * twentieths / 20) as u8;
        match field {
            Field::Name => Worth(points << 1 | 1),
            Field::Org => Worth(part(12) << 1),
            Field::Role | Field::Words => Worth(part(11) << 1),
        }
    }
}

/// Points, doubled, and one more in a name. Nought is no match.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Worth(u8);

/// Somebody whom the words so far fit.
#[derive(Clone, Copy)]
struct Candidate {
    slot: u32,
    points: u16,
    in_name: u8,
}

impl Candidate {
    fn with(self, worth: Worth) -> Self {
        Self { slot: self.slot, points: self.points + u16::from(worth.0 >> 1), in_name: self.in_name + (worth.0 & 1) }
    }

    /// The points, then how much of the name was asked for.
    fn score(self, name_words: u8) -> Score {
        let unasked = u32::from(name_words.saturating_sub(self.in_name)).min(MAX_UNASKED);
        let complete = if self.in_name == 0 { 0 } else { MAX_UNASKED - unasked };
        Score(u32::from(self.points) * (MAX_UNASKED + 1) + complete)
    }
}

/// A word's number and its field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct HeldWord(u32);

impl HeldWord {
    const fn new(word: u32, field: Field) -> Self {
        Self(word * FIELDS + field as u32)
    }

    const fn word(self) -> u32 {
        self.0 / FIELDS
    }

    const fn field(self) -> Field {
        Field::ALL[(self.0 % FIELDS) as usize]
    }
}

/// A slot's place in the list of a word's holders.
const fn place(slot: u32, field: Field) -> u32 {
    slot * FIELDS + field as u32
}

/// The words of each field, and how many the name has.
fn texts_of(described: &Described<'_>) -> (Vec<(String, Field)>, u8) {
    let mut texts = Vec::new();
    let name = words_of(described.name, MAX_NAME_WORDS);
    let name_words = name.iter().filter(|word| !word.is_compound).count() as u8;
    texts.extend(name.into_iter().map(|word| (word.text, Field::Name)));
    texts.extend(words_of(described.org, MAX_ORG_WORDS).into_iter().map(|word| (word.text, Field::Org)));
    texts.extend(words_of(described.role, MAX_ROLE_WORDS).into_iter().map(|word| (word.text, Field::Role)));
    let end = texts.len() + MAX_OTHER_WORDS;
    for text in described.words {
        let left = end - texts.len();
        texts.extend(words_of(text, left).into_iter().map(|word| (word.text, Field::Words)));
    }
    (texts, name_words)
}

/// As many as [`Field`] has.
const FIELDS: u32 = 4;
/// Words of a name that are kept; more is not a name.
const MAX_NAME_WORDS: usize = 16;
/// Words of an organisation's name that are kept.
const MAX_ORG_WORDS: usize = 16;
/// Words of a role that are kept.
const MAX_ROLE_WORDS: usize = 16;
/// Topics, regions and tags that are kept, in words.
const MAX_OTHER_WORDS: usize = 64;
/// Words of a name that nobody asked for, counted so far.
const MAX_UNASKED: u32 = 15;
/// Sorting pays while so small a share of the people is concerned.
const FEW: usize = 32;
/// Looking at one person costs about as much as this many places in a row.
const COST_OF_PERSON: usize = 16;
