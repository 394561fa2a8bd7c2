//! An organisation's name in a form that compares: `Riverbend Foundation, Inc.` is `Riverbend Foundation`.
//!
//! Legal forms, joining words and accents don't count; what the organisation is (foundation, institute) does. Two
//! equal forms are a reason to show two records as one, two that resemble only a reason to ask a member. Whether an
//! organisation is who it says is not decided here.

use super::find::fold::{in_latin, umlauts_as_two, without_marks, words_of};
use super::find::nearness::errors_between;
use crate::private::Private;

/// The words by which an organisation's name is told from others.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrgName {
    words: Private<Vec<String>>,
}

impl OrgName {
    /// Folds a written name. Only a blank text gives an empty form.
    pub fn fold(text: &str) -> Self {
        let all = words_as_written(text);
        if all.is_empty() {
            let signs = text.trim().to_lowercase();
            let signs: String = signs.chars().take(MAX_CHARS).collect();
            return Self { words: Private(Some(signs).filter(|signs| !signs.is_empty()).into_iter().collect()) };
        }
        let kept = without_legal_form(&all);
        let named: Vec<String> = kept.iter().filter(|word| !JOINING.contains(&word.as_str())).cloned().collect();
        Self { words: Private(if named.is_empty() { all } else { named }) }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded words, in order.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    fn joined(&self) -> String {
        self.words.join(" ")
    }
}

/// Whether two names may well be one organisation's, for a suggestion and never for a decision: equal, one
/// beginning with all words of the other, or one typing error apart.
pub fn resembles(a: &OrgName, b: &OrgName) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a.words.starts_with(b.words()) || b.words.starts_with(a.words()) {
        return true;
    }
    let (a, b) = (a.joined(), b.joined());
    alike(&a, &b) || alike(&in_latin_words(&a), &in_latin_words(&b))
}

/// The domain of an e-mail address, if it tells the organisation: nothing for public mail providers.
pub fn domain_of(handle_email: &str) -> Option<&str> {
    let (local, domain) = handle_email.trim().rsplit_once('@')?;
    let lower = domain.to_ascii_lowercase();
    let (first, rest) = lower.split_once('.')?;
    let written = !local.is_empty() && !first.is_empty() && !rest.is_empty() && !rest.ends_with('.');
    let is_public = PROVIDERS.binary_search(&lower.as_str()).is_ok()
        || (PROVIDERS_EVERYWHERE.binary_search(&first).is_ok() && is_country_or_com(rest));
    (written && !is_public).then_some(domain)
}

/// Whether what follows a provider's name is an ending such as `de`, `com` or `co.uk`.
fn is_country_or_com(rest: &str) -> bool {
    let mut labels = rest.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let second = labels.next();
    (last.len() == 2 || last == "com" || last == "net")
        && second.is_none_or(|label| matches!(label, "co" | "com"))
        && labels.next().is_none()
}

fn alike(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let long_enough = a.chars().count().max(b.chars().count()) >= MIN_MISTYPED;
    a == b || (long_enough && errors_between(a, b, 1).is_some())
}

fn in_latin_words(joined: &str) -> String {
    joined.split(' ').map(in_latin).collect::<Vec<_>>().join(" ")
}

/// The words of a name, Latin ones in plain letters; `e.V.`, `S.A.` and `A/S` are one word each.
fn words_as_written(text: &str) -> Vec<String> {
    let clean: String = text.chars().take(MAX_CHARS).collect();
    let mut words = Vec::new();
    for chunk in clean.split(|c: char| c.is_whitespace() || ",;()&+\"".contains(c)) {
        let pieces: Vec<&str> = chunk.split(['.', '/']).filter(|piece| !piece.is_empty()).collect();
        let is_short_form = pieces.len() > 1 && pieces.iter().all(|piece| piece.chars().count() == 1);
        let chunk = if is_short_form { pieces.concat() } else { chunk.to_owned() };
        words.extend(
            words_of(&chunk, MAX_WORDS).into_iter().filter(|word| !word.is_compound).map(|word| plain(&word.text)),
        );
    }
    words.truncate(MAX_WORDS);
    words
}

/// Latin letters without marks, with German and Nordic vowels as two letters; other scripts without marks.
fn plain(word: &str) -> String {
    let text = without_marks(&umlauts_as_two(word));
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{0080}'..'\u{0250}' | '\u{1e00}'..='\u{1eff}' => plain.push_str(&in_latin(c.encode_utf8(&mut [0; 4]))),
            other => plain.push(other),
        }
    }
    if plain.is_empty() { text } else { plain }
}

/// The words without legal forms at the end, before which a joining word may stand, and at the beginning.
fn without_legal_form(words: &[String]) -> &[String] {
    let mut kept = words;
    while let Some(form) = LEGAL_FORMS.iter().find(|form| ends_with(kept, form)) {
        kept = &kept[..kept.len() - form.split(' ').count()];
    }
    while let Some((_, rest)) = kept.split_first().filter(|(first, _)| BEFORE.contains(&first.as_str())) {
        kept = rest;
    }
    kept
}

fn ends_with(words: &[String], form: &str) -> bool {
    let count = form.split(' ').count();
    words.len() >= count && words[words.len() - count..].iter().map(String::as_str).eq(form.split(' '))
}

/// Words that only join others.
const JOINING: [&str; 5] = ["and", "et", "und", "y", "the"];

/// Legal forms before a name, and the article.
const BEFORE: [&str; 9] = ["ao", "ooo", "pt", "the", "zao", "ао", "зао", "ооо", "пао"];

/// Legal forms after a name, the longer first where one ends with another.
const LEGAL_FORMS: [&str; 84] = [
    "股 份 有 限 公 司",
    "有 限 责 任 公 司",
    "有 限 公 司",
    "株 式 会 社",
    "주 식 회 사",
    "sp z o o",
    "sp zoo",
    "sp z oo",
    "s a r l",
    "s a s",
    "s p a",
    "s r l",
    "a s",
    "b v",
    "e v",
    "n v",
    "s a",
    "s l",
    "private limited",
    "pvt ltd",
    "pty ltd",
    "ab",
    "ag",
    "aisbl",
    "anbi",
    "aps",
    "as",
    "asa",
    "asbl",
    "bv",
    "bvba",
    "cic",
    "co",
    "company",
    "corp",
    "corporation",
    "cv",
    "eg",
    "eirl",
    "eood",
    "eurl",
    "ev",
    "gbr",
    "gesmbh",
    "ggmbh",
    "gmbh",
    "gug",
    "hf",
    "inc",
    "incorporated",
    "ivzw",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "oü",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sas",
    "sc",
    "scop",
    "se",
    "sl",
    "slu",
    "spa",
    "srl",
    "sro",
    "ug",
    "vzw",
];

/// Mail providers of which a domain tells no organisation, sorted.
const PROVIDERS: [&str; 39] = [
    "126.com",
    "163.com",
    "aim.com",
    "aol.com",
    "aol.de",
    "arcor.de",
    "bk.ru",
    "duck.com",
    "fastmail.com",
    "fastmail.fm",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "googlemail.com",
    "hey.com",
    "icloud.com",
    "inbox.ru",
    "laposte.net",
    "libero.it",
    "list.ru",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.ch",
    "protonmail.com",
    "qq.com",
    "rambler.ru",
    "riseup.net",
    "seznam.cz",
    "t-online.de",
    "web.de",
];

/// Mail providers under many endings, such as `hotmail.fr` or `yahoo.co.uk`, sorted.
const PROVIDERS_EVERYWHERE: [&str; 11] =
    ["gmx", "hotmail", "live", "mail", "outlook", "rocketmail", "tutanota", "yahoo", "yandex", "ymail", "zoho"];

/// Of one name, so many characters are read.
const MAX_CHARS: usize = 256;
/// Words of one name that are kept.
const MAX_WORDS: usize = 24;
/// Below this length, one letter more or less makes another name.
const MIN_MISTYPED: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(a: &str, b: &str) -> bool {
        OrgName::fold(a) == OrgName::fold(b)
    }

    #[test]
    fn a_legal_form_does_not_make_another_organisation() {
        for (a, b) in [
            ("Riverbend Foundation, Inc.", "Riverbend Foundation"),
            ("Müller, Schmidt & Co. KG", "Mueller Schmidt"),
            ("Fjord Aid A/S", "fjord aid"),
            ("Haus der Hilfe e.V.", "Haus der Hilfe e. V."),
            ("Société Exemple S.A.R.L.", "Societe Exemple SA"),
            ("Lantern Health Pty. Ltd.", "The Lantern Health"),
            ("Dijk & Zoon B.V.", "Dijk en Zoon"),
            ("ООО «Ромашка»", "Ромашка"),
            ("蓝天有限公司", "蓝天"),
            ("Wasser gGmbH", "WASSER"),
            ("Well Spring CIC", "Well Spring"),
        ] {
            let equal = same(a, b);
            assert_eq!(equal, !b.contains(" en "), "{a} / {b}");
        }
    }

    #[test]
    fn what_an_organisation_is_counts() {
        assert!(!same("Riverbend Foundation", "Riverbend Institute"));
        assert!(!same("Riverbend Foundation", "Riverbend"));
        assert!(same("Smith and Sons", "Smith & Sons"));
        assert!(same("Agua y Tierra", "Agua & Tierra"));
        assert!(same("Brot und Rosen", "Brot & Rosen"));
    }

    #[test]
    fn a_name_that_is_only_a_legal_form_stays() {
        for name in ["SE", "Co. KG", "Inc.", "The", "&", "🌱", "A/S", "and"] {
            assert!(!OrgName::fold(name).is_empty(), "{name}");
        }
        assert!(OrgName::fold(" \t").is_empty());
    }

    #[test]
    fn a_resemblance_is_less_than_equality() {
        let alike = |a, b| resembles(&OrgName::fold(a), &OrgName::fold(b));

        assert!(alike("Riverbend", "Riverbend Foundation"));
        assert!(alike("River Bend Foundation", "Riverbend Foundation"));
        assert!(alike("Riverbend Fuondation", "Riverbend Foundation"));
        assert!(alike("Ромашка", "Romashka"));
        assert!(!alike("Riverbend Foundation", "Lantern Health"));
        assert!(!alike("WHO", "WHA"));
        assert!(!alike("", "Riverbend"));
    }

    #[test]
    fn a_domain_of_a_mail_provider_tells_no_organisation() {
        assert_eq!(domain_of("tomas@riverbend.example"), Some("riverbend.example"));
        assert_eq!(domain_of("x@live.example.org"), Some("live.example.org"));
        for public in
            ["a@gmail.com", "a@GMAIL.com", "a@hotmail.fr", "a@yahoo.co.uk", "a@gmx.net", "a@yandex.ru", "a@web.de"]
        {
            assert_eq!(domain_of(public), None, "{public}");
        }
        for broken in ["", "a", "a@", "@b.org", "a@b", "a@.org", "a@b."] {
            assert_eq!(domain_of(broken), None, "{broken}");
        }
    }

    #[test]
    fn lists_are_sorted_for_searching() {
        assert!(PROVIDERS.is_sorted());
        assert!(PROVIDERS_EVERYWHERE.is_sorted());
    }

    #[test]
    fn a_name_is_not_printed() {
        assert!(!format!("{:?}", OrgName::fold("Riverbend")).contains("riverbend"));
    }

    proptest! {
        #[test]
        fn only_a_blank_text_folds_to_nothing(text in "\\PC{0,40}") {
            prop_assert_eq!(OrgName::fold(&text).is_empty(), text.trim().is_empty());
        }

        #[test]
        fn a_folded_name_resembles_itself_in_either_order(a in "[a-zA-Zäøß& .,]{1,20}", b in "[a-zA-Zäøß& .,]{1,20}") {
            let (a, b) = (OrgName::fold(&a), OrgName::fold(&b));
            prop_assert_eq!(resembles(&a, &b), resembles(&b, &a));
            prop_assert!(a.is_empty() || resembles(&a, &a));
        }
    }
}
