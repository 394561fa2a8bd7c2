//! The knowledge audit: every secret of a world carries a marker, stories run, and every place is searched for every
//! marker in every encoding. Then every key that anybody holds is tried on everything sealed they ever held, alone and
//! with everybody else. What may be where is said once, in `tests/privacy_matrix.toml`.
//!
//! Logs are searched by the tests with real processes.

#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "audit/cast.rs"]
mod cast;
#[path = "audit/closure.rs"]
mod closure;
#[path = "audit/encoding.rs"]
mod encoding;
#[path = "audit/holdings.rs"]
mod holdings;
#[path = "audit/locks.rs"]
mod locks;
#[path = "audit/matrix.rs"]
mod matrix;
#[path = "audit/places.rs"]
mod places;
#[path = "audit/scan.rs"]
mod scan;
#[path = "audit/story.rs"]
mod story;

use std::sync::LazyLock;

use closure::{Closure, Gives, Rule};
use holdings::Holdings;
use matrix::Matrix;
use scan::{Found, Scanner, Secret};
use stn_tests::Traced;
use story::Audit;

const TABLE: &str = include_str!("../privacy_matrix.toml");

/// Who ever held what in the story, and every rule by which something follows from it.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let audit = Audit::run();
    let rules = locks::rules(&audit.world, &audit.holdings);
    Known {
        rules,
        holdings: audit.holdings,
        scanner: audit.scanner,
        found: audit.found,
        secrets: names(&audit.secrets),
    }
});

struct Known {
    rules: Vec<Rule>,
    holdings: Holdings,
    scanner: Scanner,
    found: Found,
    secrets: Vec<&'static str>,
}

impl Known {
    /// What keys open, if this is who holds what.
    fn learned(&self, holdings: &Holdings) -> Found {
        Closure::new(&self.rules, holdings, &self.scanner).learned(holdings)
    }

    /// The key to what shows a secret to a role.
    fn key_to(&self, secret: &str) -> &[u8] {
        let shows = |rule: &&Rule| match &rule.gives {
            Gives::Fact(what, _) => *what == secret,
            Gives::Text(text) => {
                let mut found = Found::new();
                self.scanner.look("", text, &mut found);
                found.keys().any(|(what, _)| *what == secret)
            }
        };
        let rule = self.rules.iter().find(shows).expect("something shows it");
        let key = rule.needs.iter().find(|need| need.len() == 32);
        key.expect("a key has 32 bytes")
    }
}

fn names(secrets: &[Secret]) -> Vec<&'static str> {
    secrets.iter().map(|secret| secret.name).chain(cast::HANDLES.map(|(what, _)| what)).collect()
}

fn faults(secrets: &[&str], found: &Found) -> Vec<String> {
    Matrix::read(TABLE).faults(secrets, &places::all(), found)
}

#[test]
fn every_secret_stands_where_the_table_says_and_keys_open_it_to_nobody_else() {
    let mut found = KNOWN.found.clone();
    found.extend(KNOWN.learned(&KNOWN.holdings));

    let faults = faults(&KNOWN.secrets, &found);

    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_key_in_other_hands_is_noticed_in_theirs_and_where_two_pool() {
    for (secret, has_the_lock, lacks_it) in
        [("letter", "relay", "off"), ("answer", "relay", "off"), ("whom the introduction seeks", "relay", "stranger")]
    {
        let key = KNOWN.key_to(secret);
        let learned_if = |role: &'static str| {
            let mut holdings = KNOWN.holdings.clone();
            holdings.hold(role, key);
            KNOWN.learned(&holdings)
        };
        let alone = learned_if(has_the_lock);
        assert!(alone.contains_key(&(secret, format!("{has_the_lock}'s keys"))), "{secret}");

        let pooled = learned_if(lacks_it);
        assert!(!pooled.contains_key(&(secret, format!("{lacks_it}'s keys"))), "{secret}");
        let together =
            |found: &Found| found.keys().any(|(what, place)| *what == secret && is_pair(place, has_the_lock, lacks_it));
        assert!(together(&pooled) && !together(&alone), "{secret}");
    }
}

fn is_pair(place: &str, one: &str, other: &str) -> bool {
    place == format!("{one} and {other}") || place == format!("{other} and {one}")
}

#[test]
fn a_secret_planted_on_the_wire_is_noticed_in_every_encoding() {
    let mut audit = Audit::run();
    let (from, to) = (audit.world.org("Riverbend"), audit.world.org("Millbrook"));
    let clean = audit.found.clone();

    for planted in encoding::every(cast::SOUGHT.as_bytes(), Some("email")) {
        let mut block = vec![0xA5; 2_048];
        block[500..500 + planted.bytes.len()].copy_from_slice(&planted.bytes);
        audit.world.trace.push(Traced { at: audit.world.now, from, to, block });
        audit.look();

        let told = faults(&names(&audit.secrets), &audit.found);
        let at = |place: &str| format!("`handle sought` stands at `{place}`");
        for place in ["relay wire", "off wire"] {
            let seen = told.iter().find(|fault| fault.starts_with(&at(place)));
            assert!(seen.is_some_and(|fault| fault.contains(planted.encoding)), "{} at {place}", planted.encoding);
        }
        assert!(told.iter().all(|fault| !fault.starts_with(&at("holder wire"))));
        audit.found.clone_from(&clean);
    }
}

#[test]
fn a_text_in_base64_is_noticed_wherever_it_begins() {
    let secret = || vec![Secret { name: "letter", bytes: cast::LETTER.into(), handle_type: None }];
    let scanner = Scanner::new(&secret());

    for before in 0..6 {
        let around = [vec![b'x'; before], cast::LETTER.into(), b"and more".to_vec()].concat();
        let text = data_encoding::BASE64.encode(&around);
        let mut found = Found::new();
        scanner.look("a page", text.as_bytes(), &mut found);

        assert_eq!(found.len(), 1, "{before} bytes before it");
    }
}

#[test]
fn a_table_that_allows_too_much_or_too_little_is_refused() {
    let mut found = Found::new();
    found.entry(("letter", "origin disk".to_owned())).or_default().insert("raw");
    let places = places::all();
    let told = |table: &str| Matrix::read(table).faults(&["letter"], &places, &found);

    assert_eq!(told("[letter]\n'origin disk' = 'a reason'\n"), [""; 0]);
    assert_eq!(told("[letter]\n"), ["`letter` stands at `origin disk`, as raw"]);
    assert_eq!(
        told("[letter]\n'origin disk' = 'a reason'\n'relay disk' = 'a reason'\n"),
        ["`letter` may stand at `relay disk` and never does"]
    );
    assert_eq!(told("[letter]\n'origin disk' = ''\n").len(), 1);
    assert_eq!(told("[letter]\n'origin disk' = 'a reason'\n[gone]\n"), ["`gone` is no secret of the story"]);
    assert_eq!(told("").len(), 2);
}
