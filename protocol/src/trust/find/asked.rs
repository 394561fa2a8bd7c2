//! What was typed, as the words that each have to be found.
//!
//! A word may name the field it is meant for: `org:riverbend`, `role:`, `name:`, and `topic:`, `region:` or `tag:`
//! for all other words. Only the first words of a long text are read.

use super::Field;
use super::fold::{Spelling, spellings, words_of};

/// A word to be found, in every spelling, in any field or in one.
pub(super) struct AskedWord {
    pub(super) spellings: Vec<Spelling>,
    pub(super) only: Option<Field>,
}

/// Reads what was typed.
pub(super) fn asked_words(text: &str) -> Vec<AskedWord> {
    let mut asked = Vec::new();
    let clean: String = text.chars().take(MAX_CHARS).collect();
    for chunk in clean.split_whitespace() {
        let (only, chunk) = field_named(chunk);
        for word in words_of(chunk, 2 * MAX_WORDS).into_iter().filter(|word| !word.is_compound) {
            if asked.len() == MAX_WORDS {
                return asked;
            }
            asked.push(AskedWord { spellings: spellings(&word.text), only });
        }
    }
    asked
}

fn field_named(chunk: &str) -> (Option<Field>, &str) {
    let Some((name, rest)) = chunk.split_once(':') else { return (None, chunk) };
    let found = FIELDS.iter().find(|(word, _)| name.eq_ignore_ascii_case(word));
    match found {
        Some((_, field)) if !rest.is_empty() => (Some(*field), rest),
        _ => (None, chunk),
    }
}

const FIELDS: [(&str, Field); 8] = [
    ("name", Field::Name),
    ("org", Field::Org),
    ("organisation", Field::Org),
    ("role", Field::Role),
    ("topic", Field::Words),
    ("region", Field::Words),
    ("tag", Field::Words),
    ("word", Field::Words),
];

/// Longer than anybody types; what is pasted beyond is not read.
const MAX_CHARS: usize = 256;
/// Words that all have to be found; more would only cost work.
const MAX_WORDS: usize = 8;
