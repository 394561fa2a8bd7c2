//! Words people are described by: topics, regions, languages, each in one agreed form.
//!
//! A word is NFKC, lower case, with `-` between its parts; a region is an ISO 3166-1 or -2 code in
//! capitals; a language an ISO 639 code. Whether a code is given to a country is not checked.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::limits;

/// A topic, role or tag. It says something of a person, so it never prints itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Word(String);

/// A country or a part of one: ISO 3166-1 alpha-2, or ISO 3166-2.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region(String);

/// A language: an ISO 639 code of two or three letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// The text is no word of this sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAWord {
    /// Nothing in it, or more than a question may carry.
    #[error("expected one to 64 bytes of letters, digits and hyphens, such as social-housing")]
    Word,
    /// Not in the form of an ISO 3166 code.
    #[error("expected a country such as KE or a part of one such as DE-BY")]
    Region,
    /// Not in the form of an ISO 639 code.
    #[error("expected a language code such as sw or eng")]
    Language,
}

impl Word {
    /// Brings a text into the agreed form.
    ///
    /// # Errors
    /// [`NotAWord::Word`] if nothing is left, or too much.
    pub fn parse(text: &str) -> Result<Self, NotAWord> {
        let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let word = parts.collect::<Vec<_>>().join("-");
        if word.is_empty() || word.len() > limits::ATTRIBUTE { Err(NotAWord::Word) } else { Ok(Self(word)) }
    }

    /// The agreed form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Region {
    /// Brings a code into the agreed form.
    ///
    /// # Errors
    /// [`NotAWord::Region`] if it has not the form of a code.
    pub fn parse(text: &str) -> Result<Self, NotAWord> {
        let code = text.trim().to_ascii_uppercase();
        let (country, part) = code.split_once('-').map_or((code.as_str(), None), |(head, rest)| (head, Some(rest)));
        let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_part = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if is_country && part.is_none_or(is_part) { Ok(Self(code)) } else { Err(NotAWord::Region) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Language {
    /// Brings a code into the agreed form.
    ///
    /// # Errors
    /// [`NotAWord::Language`] if it has not the form of a code.
    pub fn parse(text: &str) -> Result<Self, NotAWord> {
        let code = text.trim().to_ascii_lowercase();
        let fits = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase());
        if fits { Ok(Self(code)) } else { Err(NotAWord::Language) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = NotAWord;

            fn try_from(text: String) -> Result<Self, NotAWord> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAWord;

            fn from_str(text: &str) -> Result<Self, NotAWord> {
                Self::parse(text)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

as_text!(Word, Region, Language);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_form_however_it_is_written() {
        for text in ["Social Housing", " social--housing ", "SOCIAL_HOUSING", "social\u{a0}housing"] {
            assert_eq!(Word::parse(text).unwrap().as_str(), "social-housing");
        }
        assert_eq!(Word::parse("水").unwrap().as_str(), "水");
        assert!(Word::parse(" - ").is_err());
        assert!(Word::parse(&"x".repeat(65)).is_err());
    }

    #[test]
    fn a_region_is_a_country_or_a_part_of_one() {
        assert_eq!(Region::parse("ke").unwrap().as_str(), "KE");
        assert_eq!(Region::parse("de-by").unwrap().as_str(), "DE-BY");
        for text in ["", "Kenya", "K", "DE-", "DE-BAYERN", "D1"] {
            assert_eq!(Region::parse(text), Err(NotAWord::Region), "{text}");
        }
    }

    #[test]
    fn a_language_is_a_code() {
        assert_eq!(Language::parse("SW").unwrap().as_str(), "sw");
        assert_eq!(Language::parse("english"), Err(NotAWord::Language));
    }
}
