//! A sentence in no language yet: which one it is, and what is to be put into it.
//!
//! What happens where nobody knows who will read it is told like this. A page says it in its reader's language; printed
//! plainly, as the command line and JSON have it, it is the English of the same texts.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};
use serde::{Serialize, Serializer};
use stn_protocol::message::Kind;

use super::{Tongue, Worth};

/// A sentence in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
}

/// What is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A name, or a word that a text chooses by.
    Text(String),
    /// A number.
    Number(usize),
    /// A sentence within the sentence.
    Sentence(Sentence),
}

impl Sentence {
    /// The sentence of this key, with nothing put into it so far.
    pub(crate) const fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// The same with a value under this name.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}

impl Tongue {
    /// Says a sentence in this language.
    pub(crate) fn tell(&self, sentence: &Sentence) -> String {
        let mut args = FluentArgs::with_capacity(sentence.values.len());
        for (name, value) in &sentence.values {
            args.set(*name, self.worth(value));
        }
        self.fill(sentence.key, Some(&args))
    }

    fn worth<'v>(&self, value: &'v Value) -> FluentValue<'v> {
        match value {
            Value::Text(text) => text.value(),
            Value::Number(number) => number.value(),
            // Its own values are clean, and the marks around them are to stay.
            Value::Sentence(sentence) => self.tell(sentence).into(),
        }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Tongue::plain().tell(self))
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

/// The word by which a sentence chooses what is asked for.
impl From<Kind> for Value {
    fn from(kind: Kind) -> Self {
        Self::from(match kind {
            Kind::Introduction => "introduction",
            Kind::Intelligence => "intelligence",
            Kind::Influence => "influence",
            Kind::Appraisal => "appraisal",
            Kind::Opportunity => "opportunity",
        })
    }
}

impl From<Sentence> for Value {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}
