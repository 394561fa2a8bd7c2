//! Whether two written names may be one person's: asked before a member is asked.
//!
//! Each word of the shorter name has to stand for another word of the longer one: the same, its initial, the same
//! in another script, or with a typing error. Titles and degrees don't count. Nicknames are not known.

use super::fold::{Spelling, spellings, words_of};
use super::nearness::{Nearness, nearness};

/// Whether two written names may plausibly be one person's. An empty name agrees with any.
pub fn names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (parts_of(a), parts_of(b));
    if a.is_empty() || b.is_empty() || written_together(&a) == written_together(&b) {
        return true;
    }
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    all_stand_for_others(&fewer, &more)
}

/// The words of a name without titles and degrees, each in all its spellings.
fn parts_of(name: &str) -> Vec<Vec<Spelling>> {
    let words = words_of(name, MAX_READ).into_iter().filter(|word| !word.is_compound);
    let (kept, titles): (Vec<String>, Vec<String>) =
        words.map(|word| word.text).partition(|text| !TITLES.contains(&text.as_str()));
    let named = if kept.is_empty() { titles } else { kept };
    named.iter().take(MAX_PARTS).map(|text| spellings(text)).collect()
}

/// The whole name without spaces, so that `Al-Hassan` is `Alhassan`.
fn written_together(parts: &[Vec<Spelling>]) -> String {
    parts.iter().filter_map(|spellings| spellings.first()).map(|written| written.text.as_str()).collect()
}

/// Whether every part of the one name can be given a part of its own in the other: all ways are kept at once,
/// each as the set of parts that are taken.
fn all_stand_for_others(fewer: &[Vec<Spelling>], more: &[Vec<Spelling>]) -> bool {
    let mut ways = vec![0_u16];
    for part in fewer {
        let fits: Vec<u16> = (0..more.len()).filter(|at| may_be_one(part, &more[*at])).map(|at| 1 << at).collect();
        let mut next: Vec<u16> = ways
            .iter()
            .flat_map(|taken| fits.iter().filter(move |fit| taken & **fit == 0).map(move |fit| taken | fit))
            .collect();
        next.sort_unstable();
        next.dedup();
        ways = next;
    }
    !ways.is_empty()
}

/// Whether two words may be one, whichever was written by whom.
fn may_be_one(a: &[Spelling], b: &[Spelling]) -> bool {
    let near = |asked: &[Spelling], held: &[Spelling]| {
        let pairs = asked.iter().flat_map(|asked| held.iter().map(move |held| nearness(asked, &held.text, held.kind)));
        pairs.flatten().any(is_one_word)
    };
    near(a, b) || near(b, a)
}

/// Beginnings and parts are what one types while searching, not how a name is written.
fn is_one_word(near: Nearness) -> bool {
    match near {
        Nearness::Written
        | Nearness::Same
        | Nearness::Sound
        | Nearness::OneError
        | Nearness::SoundError
        | Nearness::Consonants
        | Nearness::Initial => true,
        Nearness::TwoErrors | Nearness::Part | Nearness::SoundBeginning | Nearness::Beginning => false,
    }
}

/// What stands before and after names and is none.
const TITLES: [&str; 40] = [
    "ba", "bsc", "dipl", "dr", "drs", "eng", "esq", "frau", "habil", "herr", "hon", "ii", "iii", "ing", "ir", "iv",
    "jd", "jr", "llm", "ma", "mag", "mba", "md", "miss", "mme", "mph", "mr", "mrs", "ms", "msc", "mx", "nat", "phd",
    "prof", "rer", "rev", "sir", "sr", "sra", "mphil",
];

/// Words of a name that are read.
const MAX_READ: usize = 24;
/// Parts of a name that are compared: few enough to keep every way to pair them.
const MAX_PARTS: usize = 8;
