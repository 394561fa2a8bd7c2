//! The languages of the pages: every text stands in `node/web/locales`, and here is what finds and fills it.
//!
//! Texts of people are never part of a message's pattern: they are put in as values, set apart by marks so that a name
//! in another direction of writing leaves the sentence around it alone. Where nobody knows who will read it, what is
//! said is a [`Sentence`].

mod moment;
mod sentence;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use stn_protocol::private::Private;
use unic_langid::LanguageIdentifier;

pub(crate) use moment::Moment;
pub use sentence::Sentence;
pub(crate) use sentence::Value;

/// The texts of one language: a file for what belongs together, the same files in each.
macro_rules! texts {
    ($tag:literal) => {
        texts!($tag: "admin", "ask", "asks", "bring", "frame", "front", "inbox", "join", "keys", "learn", "ledger", "me", "notices", "people", "sentences", "showing", "story", "tie", "trouble", "words")
    };
    ($tag:literal: $($file:literal),*) => {
        concat!($(include_str!(concat!("../web/locales/", $tag, "/", $file, ".ftl")), "\n"),*)
    };
}

/// The languages there are: tag, how it calls itself, texts. The first is for whoever reads none of them.
pub(crate) const LANGUAGES: [(&str, &str, &str); 3] =
    [("en", "English", texts!("en")), ("es", "Español", texts!("es")), ("fr", "Français", texts!("fr"))];

static TONGUES: LazyLock<Vec<Tongue>> =
    LazyLock::new(|| LANGUAGES.iter().map(|(tag, _, texts)| Tongue::read(tag, texts)).collect());

static PLAIN: LazyLock<Tongue> = LazyLock::new(|| {
    let (tag, _, texts) = LANGUAGES[0];
    let mut plain = Tongue::read(tag, texts);
    plain.texts.set_use_isolating(false);
    plain.texts.set_transform(Some(typed));
    plain
});

/// One language.
pub(crate) struct Tongue {
    tag: &'static str,
    texts: FluentBundle<FluentResource>,
}

/// What may be put into a sentence.
pub(crate) trait Worth {
    /// It, as Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl Tongue {
    /// The language of this tag.
    pub(crate) fn tagged(tag: &str) -> Option<&'static Self> {
        TONGUES.iter().find(|tongue| tongue.tag == tag)
    }

    /// The language somebody reads best, by what their browser says.
    pub(crate) fn best(accepted: &str) -> &'static Self {
        let mut wanted: Vec<(&str, u16)> = accepted.split(',').take(WANTED_MAX).filter_map(wanted).collect();
        // The order of writing decides between what is wanted alike: sorting keeps it.
        wanted.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        wanted.iter().find_map(|(tag, _)| Self::tagged(tag)).unwrap_or(&TONGUES[0])
    }

    /// English as a command line writes it: without marks around values, and with the apostrophe of a keyboard.
    fn plain() -> &'static Self {
        &PLAIN
    }

    /// Its tag.
    pub(crate) fn tag(&self) -> &'static str {
        self.tag
    }

    /// A text without anything to fill in.
    pub(crate) fn say(&self, key: &str) -> String {
        self.fill(key, None)
    }

    /// A text with one value.
    pub(crate) fn say1(&self, key: &str, name: &str, value: impl Worth) -> String {
        self.with(key, &[(name, &value)])
    }

    /// A text with two values.
    pub(crate) fn say2(&self, key: &str, a: &str, first: impl Worth, b: &str, second: impl Worth) -> String {
        self.with(key, &[(a, &first), (b, &second)])
    }

    /// A text with any number of values.
    pub(crate) fn with(&self, key: &str, values: &[(&str, &dyn Worth)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.value());
        }
        self.fill(key, Some(&args))
    }

    fn fill(&self, key: &str, values: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.texts.get_message(key).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "{key} is no text");
        let Some(pattern) = pattern else { return key.to_owned() };
        let mut errors = Vec::new();
        let said = self.texts.format_pattern(pattern, values, &mut errors);
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        said.into_owned()
    }

    fn read(tag: &'static str, texts: &str) -> Self {
        let language: LanguageIdentifier = tag.parse().expect("the languages' tags are tags, and tested");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        let resource = FluentResource::try_new(texts.to_owned());
        debug_assert!(resource.is_ok(), "{tag}.ftl does not read as Fluent");
        let resource = resource.unwrap_or_else(|(read, _)| read);
        bundle.add_resource(resource).expect("each text stands once in its language, and tested");
        Self { tag, texts: bundle }
    }
}

impl fmt::Debug for Tongue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tongue({})", self.tag)
    }
}

impl Worth for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Owned(shown(self)))
    }
}

impl Worth for String {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().value()
    }
}

impl Worth for Private<String> {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().value()
    }
}

impl Worth for usize {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Worth for u64 {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl<T: Worth + ?Sized> Worth for &T {
    fn value(&self) -> FluentValue<'_> {
        (*self).value()
    }
}

/// Text of others on one line, without control characters or marks that turn the reading direction.
pub(crate) fn shown(text: &str) -> String {
    text.chars().filter(|c| !turns_direction(*c)).map(|c| if is_break(c) { ' ' } else { c }).collect()
}

/// The same with its line breaks.
pub(crate) fn shown_lines(text: &str) -> String {
    text.lines().map(shown).collect::<Vec<_>>().join("\n")
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn typed(text: &str) -> Cow<'_, str> {
    if text.contains('’') { Cow::Owned(text.replace('’', "'")) } else { Cow::Borrowed(text) }
}

/// A language a browser asks for, without its region, and how much it is wanted, in thousandths.
fn wanted(part: &str) -> Option<(&str, u16)> {
    let (range, weight) = part.split_once(';').unwrap_or((part, ""));
    let weight: f32 = weight.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.parse().ok())?;
    let tag = range.trim().split('-').next()?;
    let known = LANGUAGES.iter().find(|(known, _, _)| known.eq_ignore_ascii_case(tag))?.0;
    (weight > 0.0).then_some((known, (weight.min(1.0) * 1_000.0) as u16))
}

/// How many wishes of a browser are read.
const WANTED_MAX: usize = 32;

#[cfg(test)]
mod tests;
