//! A person by name and organisation, in one agreed form: `hart jane@foundation.example`, `hart jane@f foundation`.
//!
//! Most exports hold a name and an organisation and no address. The form forgives what exports do to the two: order,
//! accents, titles, initials, legal forms, the language in which an organisation says what it is. It does not forgive
//! another script or another spelling. Two people may share it, so it never makes two records one person.

use super::canonical::{org, trimmed};
use super::{Handle, HandleType};
use crate::trust::OrgName;
use crate::trust::find::fold::{is_sign_of_its_own, without_marks, words_of};

/// The agreed form of a text such as `Jane Doe at Foundation F`, `Jane Doe @ foundation.example`, or of itself.
pub(super) fn name_org(text: &str) -> Option<String> {
    let (name, org) = parts(text)?;
    let org = org_form(org)?;
    let mut form = form(&words_of_name(name), &org)?;
    // In another order other words may stand too far behind to be read, or be left over beside titles: what is read must
    // read as itself.
    for _ in 0..NAME_WORDS {
        let next = self::form(&words_of_name(parts(&form)?.0), &org)?;
        if next == form {
            return Some(form);
        }
        form = next;
    }
    None
}

/// Whether a text has the look of a name at an organisation: the two stand apart.
pub(super) fn looks_like_name_org(text: &str) -> bool {
    let stands_apart = |at: usize, len: usize| {
        let before = text[..at].ends_with(char::is_whitespace);
        before && text[at + len..].starts_with(char::is_whitespace) && !text[..at].contains('/')
    };
    match text.find('@') {
        Some(at) => stands_apart(at, 1),
        None => at_word(text).is_some_and(|at| stands_apart(at, AT.len())),
    }
}

/// Every handle by which somebody may be known who is called this at organisations of these names and domains: the
/// whole name first, then shorter ones people go by; of each, one for every organisation.
pub fn names_at<'o>(name: &str, orgs: impl IntoIterator<Item = &'o str>) -> Vec<Handle> {
    let mut forms: Vec<String> = Vec::new();
    for form in orgs.into_iter().filter_map(org_form) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let words = words_of_name(name);
    let mut handles = Vec::new();
    for called in ways_to_call(&words) {
        for handle in
            forms.iter().filter_map(|org| Handle::of_type(HandleType::NameOrg, &form(&called, org)?, None).ok())
        {
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
    }
    handles
}

/// The name and organisation a text tells apart.
pub(super) fn parts(text: &str) -> Option<(&str, &str)> {
    if let Some((name, org)) = text.split_once('@') {
        return Some((trimmed(name), trimmed(org)));
    }
    let at = at_word(text)?;
    Some((trimmed(&text[..at]), trimmed(&text[at + AT.len()..])))
}

/// An organisation as it stands in a handle: its domain if the text is one, else the words of its name in order of
/// the alphabet, without legal forms, and what it is in one language.
pub fn org_form(text: &str) -> Option<String> {
    let text = trimmed(text);
    if !text.contains(char::is_whitespace)
        && text.contains('.')
        && let Some(domain) = org(text)
    {
        return Some(domain);
    }
    let mut form = text.to_owned();
    // A legal form may come to stand at the end only once another word has gone.
    for _ in 0..ORG_WORDS {
        let mut words: Vec<String> =
            OrgName::fold(&form).words().iter().map(|word| in_one_language(folded(word))).collect();
        words.sort_unstable();
        words.dedup();
        let next = words.join(" ");
        if next == form {
            return form.contains(char::is_alphanumeric).then_some(form);
        }
        form = next;
    }
    None
}

fn form(words: &[String], org: &str) -> Option<String> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    (words.len() >= 2).then(|| format!("{}@{org}", words.join(" ")))
}

/// The whole name; and of one with more than two words the first and last, first and second, first and last but one:
/// middle names and second surnames are left out by some. Names of signs are never shortened.
fn ways_to_call(words: &[String]) -> Vec<Vec<String>> {
    let mut ways = vec![words.to_vec()];
    let has_signs = words.iter().any(|word| word.chars().any(is_sign_of_its_own));
    if let [first, second, .., before, last] = words {
        ways.extend([last, second, before].map(|other| vec![first.clone(), other.clone()]));
    } else if let [first, second, last] = words {
        ways.extend([last, second].map(|other| vec![first.clone(), other.clone()]));
    }
    ways.truncate(if has_signs { 1 } else { ways.len() });
    ways
}

/// The words of a name, given name first, without titles, single letters and what stands in brackets.
fn words_of_name(name: &str) -> Vec<String> {
    let name = without_brackets(name);
    let mut parts: Vec<Vec<String>> = name.split([',', ';']).map(words).filter(|part| !part.is_empty()).collect();
    // `Doe, Jane`: the family stands first.
    if parts.len() > 1 {
        parts.swap(0, 1);
    }
    let mut words = parts.concat();
    while words.len() > 2
        && let Some(at) = words.iter().rposition(|word| PERHAPS_TITLES.contains(&word.as_str()))
    {
        words.remove(at);
    }
    words
}

fn words(part: &str) -> Vec<String> {
    let words = words_of(part, NAME_WORDS).into_iter().filter(|word| !word.is_compound);
    let words = words.map(|word| folded(&word.text));
    let is_initial = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_none_or(|first| chars.next().is_none() && !is_sign_of_its_own(first))
    };
    words.filter(|word| !is_initial(word) && TITLES.binary_search(&word.as_str()).is_err()).collect()
}

/// A word without marks, special Latin letters as plain ones, and what stands for an umlaut as the vowel alone.
fn folded(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in without_marks(word).chars() {
        match LETTERS.iter().find(|(from, _)| *from == c) {
            Some((_, to)) => plain.push_str(to),
            None => plain.push(c),
        }
    }
    while let Some(at) = VOWELS.iter().find_map(|pair| plain.find(pair)) {
        plain.remove(at + 1);
    }
    plain
}

fn in_one_language(word: String) -> String {
    let same = WHAT_IT_IS.iter().find(|(words, _)| words.contains(&word.as_str()));
    same.map_or(word, |(_, same)| (*same).to_owned())
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            other if depth == 0 => kept.push(other),
            _ => {}
        }
    }
    kept
}

/// Where ` at ` begins, as the word in any case.
fn at_word(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (1..bytes.len().saturating_sub(AT.len())).find(|at| {
        let word = &bytes[*at..*at + AT.len()];
        word.eq_ignore_ascii_case(AT.as_bytes()) && bytes[at - 1] == b' ' && bytes[at + AT.len()] == b' '
    })
}

const AT: &str = "at";
/// Words of one name that are read.
const NAME_WORDS: usize = 12;
/// Words of one organisation's name, at most as often as it is folded.
const ORG_WORDS: usize = 24;

/// Letters that carry no mark and are written with others where a keyboard lacks them.
const LETTERS: [(char, &str); 12] = [
    ('ß', "ss"),
    ('ø', "o"),
    ('æ', "a"),
    ('œ', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŋ', "n"),
    ('ё', "е"),
];

/// `Müller` is `Mueller` to some and `Muller` to others; all three become `muller`.
const VOWELS: [&str; 4] = ["aa", "ae", "oe", "ue"];

/// What an organisation is, in the languages its names are given in.
const WHAT_IT_IS: [(&[&str], &str); 7] = [
    (
        &[
            "fondation",
            "fondazione",
            "fundacao",
            "fundacion",
            "fundacja",
            "fundatia",
            "nadace",
            "stichting",
            "stiftelse",
            "stiftelsen",
            "stiftung",
            "фонд",
        ],
        "foundation",
    ),
    (
        &[
            "asociacion",
            "associacao",
            "associazione",
            "forening",
            "foreningen",
            "stowarzyszenie",
            "verein",
            "vereniging",
        ],
        "association",
    ),
    (&["institut", "instituto", "istituto", "instytut", "институт"], "institute"),
    (&["center", "centro", "centrum", "zentrum", "центр"], "centre"),
    (
        &["universidad", "universidade", "universita", "universitat", "universite", "universiteit", "uniwersytet"],
        "university",
    ),
    (&["netzwerk", "reseau", "red", "rede", "rete", "netwerk"], "network"),
    (&["fonds", "fondo", "fundo"], "fund"),
];

/// What stands before and after names and is nobody's name, sorted.
const TITLES: [&str; 43] = [
    "acca",
    "bsc",
    "cfa",
    "cpa",
    "dipl",
    "dphil",
    "dr",
    "drs",
    "esq",
    "frau",
    "habil",
    "herr",
    "iii",
    "jd",
    "jr",
    "llb",
    "llm",
    "mba",
    "md",
    "miss",
    "mme",
    "monsieur",
    "mpa",
    "mph",
    "mphil",
    "mpp",
    "mr",
    "mrs",
    "ms",
    "msc",
    "mx",
    "phd",
    "pmp",
    "prof",
    "professor",
    "rer",
    "rev",
    "senor",
    "senora",
    "sr",
    "sra",
    "srta",
    "univ",
];

/// What is a title to some and a name to others: left out only where two other words remain.
const PERHAPS_TITLES: [&str; 12] = ["ba", "eng", "hon", "ii", "ing", "ir", "iv", "ma", "mag", "med", "nat", "sir"];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let (one, other) = (name_org(one), name_org(other));
        assert!(one.is_some() && other.is_some());
        one == other
    }

    #[test]
    fn exports_write_one_person_in_many_ways() {
        for (one, other) in [
            ("Jane Doe at Foundation F", "Doe, Jane @ Foundation F"),
            ("Dr. Jörg Weißenfels at Wasser gGmbH", "Joerg Weissenfels, PhD @ WASSER"),
            ("Jurgen Muller at Stiftung Beispiel", "Jürgen Müller at Beispiel Foundation"),
            ("Grace K. Tan at Reef Watch e.V.", "grace tan at reef watch"),
            ("Elizabeth (Liz) O'Neill at X Trust", "Elizabeth ONeill at X Trust"),
            ("王伟 at 蓝天有限公司", "王 伟 at 蓝天"),
            ("Ayşe Öztürk @ www.Example.org", "Ayse Ozturk at example.org"),
        ] {
            assert!(same(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn another_name_or_organisation_is_another_handle() {
        for (one, other) in [
            ("Jane Doe at Foundation F", "Jane Roe at Foundation F"),
            ("Jane Doe at Foundation F", "Jane Doe at Foundation G"),
            ("Jane Doe at Riverbend Foundation", "Jane Doe at Riverbend Institute"),
            ("Jack Ma at X Trust", "Jack Mo at X Trust"),
        ] {
            assert!(!same(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn one_name_alone_or_no_organisation_is_no_handle() {
        for text in ["Jane at Foundation F", "Dr. Jane at F", "J. K. at F", "Jane Doe at", "Jane Doe at -", "Jane Doe"]
        {
            assert_eq!(name_org(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_that_looks_like_a_title_stays_where_it_is_needed() {
        assert_eq!(name_org("Dr. Jack Ma at F").unwrap(), "jack ma@f");
        assert_eq!(name_org("Jane Doe MA at F").unwrap(), "do jane@f");
    }

    #[test]
    fn a_name_of_more_words_than_are_read_has_one_form_all_the_same() {
        let form = name_org("4a슧ge el,hD atxg a䋽g7 Ng oa ss 煈 ab cd ef gh ij kl mn op @w").unwrap();

        assert_eq!(name_org(&form).unwrap(), form);
    }

    #[test]
    fn somebody_with_middle_names_is_also_called_by_less() {
        let handles = names_at("Achebe, Chidi Obi", ["Savanna, Inc.", "savanna.example"]);
        let forms: Vec<&str> = handles.iter().map(|handle| handle.canonical().as_str()).collect();

        assert_eq!(forms[..2], ["achebe chidi obi@savanna", "achebe chidi obi@savanna.example"]);
        assert!(forms.contains(&"achebe chidi@savanna"));
        assert_eq!(names_at("Jane Doe", ["F", "F e.V."]).len(), 1);
        assert_eq!(names_at("김민수", ["F"]).len(), 1);
    }

    #[test]
    fn lists_are_sorted_for_searching() {
        assert!(TITLES.is_sorted());
    }
}
