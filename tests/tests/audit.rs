//! The knowledge audit: every secret of a world carries a marker, stories run, and every place is searched for every
//! marker in every encoding. What may stand where is said once, in `tests/privacy_matrix.toml`.
//!
//! What a key would open is not sought here; logs are searched by the tests with real processes.

#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "audit/cast.rs"]
mod cast;
#[path = "audit/encoding.rs"]
mod encoding;
#[path = "audit/matrix.rs"]
mod matrix;
#[path = "audit/places.rs"]
mod places;
#[path = "audit/scan.rs"]
mod scan;
#[path = "audit/story.rs"]
mod story;

use matrix::Matrix;
use scan::{Found, Scanner, Secret};
use stn_tests::Traced;
use story::Audit;

const TABLE: &str = include_str!("../privacy_matrix.toml");

fn faults(audit: &Audit) -> Vec<String> {
    let names: Vec<&str> = audit.secrets.iter().map(|secret| secret.name).collect();
    Matrix::read(TABLE).faults(&names, &places::all(), &audit.found)
}

#[test]
fn every_secret_stands_where_the_table_says_and_nowhere_else() {
    let audit = Audit::run();

    let faults = faults(&audit);

    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
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

        let told = faults(&audit);
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
