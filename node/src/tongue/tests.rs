//! Every text stands in every language, with the same values to fill in, and is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use stn_protocol::message::Kind;

use super::*;

/// For each key, the names of its values, read from the source: `$name` wherever it stands in the message.
fn keys(texts: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in texts.lines().filter(|line| !line.starts_with('#')) {
        if let Some((named, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            key = named.to_owned();
            assert!(!found.contains_key(&key), "{key} stands twice");
            found.insert(key.clone(), BTreeSet::new());
        }
        let values = line
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>());
        if let Some(known) = found.get_mut(&key) {
            known.extend(values);
        }
    }
    found
}

/// Everything that is written where texts are used; tests use none.
fn users() -> String {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> =
        ["src/web", "src/web.rs", "src/demo", "src/tongue", "web/templates"].map(|path| top.join(path)).into();
    let mut text = String::new();
    while let Some(path) = open.pop() {
        if path.ends_with("tests") || path.ends_with("tests.rs") {
            continue;
        }
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

#[test]
fn every_text_stands_in_every_language_with_the_same_values() {
    let (_, _, english) = LANGUAGES[0];
    let expected = keys(english);

    assert!(expected.len() > 100, "only {} texts", expected.len());
    for (tag, _, texts) in LANGUAGES {
        assert!(FluentResource::try_new(texts.to_owned()).is_ok(), "{tag}");
        let found = keys(texts);
        let missing: Vec<_> = expected.iter().filter(|(key, values)| found.get(*key) != Some(values)).collect();
        let more: Vec<_> = found.keys().filter(|key| !expected.contains_key(*key)).collect();
        assert!(missing.is_empty() && more.is_empty(), "{tag}: {missing:?} are missing or differ, {more:?} are more");
    }
}

#[test]
fn every_file_of_texts_is_read() {
    for (tag, _, texts) in LANGUAGES {
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("web/locales").join(tag)).unwrap();
        for file in files.map(|file| file.unwrap().path()) {
            assert!(texts.contains(&fs::read_to_string(&file).unwrap()), "{}", file.display());
        }
    }
}

#[test]
fn every_text_is_used_and_every_text_that_is_used_is_there() {
    let (_, _, english) = LANGUAGES[0];
    let (keys, users) = (keys(english), users());

    let is_used = |key: &str| users.contains(&format!("\"{key}\"")) || english.contains(&format!("{{ {key} }}"));
    let unused: Vec<_> = keys.keys().filter(|key| !is_used(key)).collect();
    let said = ["say(\"", "say1(\"", "say2(\"", ".with(\"", "Sentence::new(\""]
        .into_iter()
        .flat_map(|call| users.split(call).skip(1));
    let named = said.filter_map(|rest| rest.split_once('"')).map(|(key, _)| key);
    let unknown: BTreeSet<_> = named.filter(|key| key.contains('-') && !keys.contains_key(*key)).collect();

    assert!(unused.is_empty(), "not used: {unused:?}");
    assert!(unknown.is_empty(), "not there: {unknown:?}");
}

#[test]
fn a_language_is_chosen_as_the_browser_wishes() {
    let best = |accepted| Tongue::best(accepted).tag();

    assert_eq!(best("fr-CH, fr;q=0.9, en;q=0.8"), "fr");
    assert_eq!(best("de, en;q=0.4, ES;q=0.7"), "es");
    assert_eq!(best("fr;q=0, en;q=0.1"), "en");
    for unclear in ["", "de", "*", "fr;q=x", ";;,,"] {
        assert_eq!(best(unclear), "en", "{unclear:?}");
    }
}

#[test]
fn a_sentence_in_no_language_is_said_in_each_and_plainly_in_english() {
    let names = Sentence::new("story-and-to").with("before", "Ana’s").with("next", "Bo\u{2069}");
    let sentence = Sentence::new("story-judges").with("asker", "Ana’s").with("kind", Kind::Introduction);
    let said = |tag| {
        Tongue::tagged(tag).unwrap().tell(&Sentence::new("story-alerts").with("asker", "Li").with("to", names.clone()))
    };

    assert_eq!(names.to_string(), "Ana’s and to Bo");
    assert_eq!(sentence.to_string(), "Ana’s's device checked every signature on the way: the introduction is made.");
    assert_eq!(serde_json::to_value(&names).unwrap(), "Ana’s and to Bo");
    assert_eq!(
        said("fr"),
        "\u{2068}Li\u{2069} a un poste à pourvoir et le remet à \u{2068}\u{2068}Ana’s\u{2069} et à \u{2068}Bo\u{2069}\u{2069}."
    );
}

#[test]
fn a_text_of_others_is_a_value_and_no_part_of_the_sentence() {
    assert_eq!(shown("Ana\u{202e}\u{2069}\nB"), "Ana B");
    assert_eq!(shown_lines("one\r\n\u{1b}two"), "one\n two");
}
