//! The story once, with three programs and nothing but the command line, and then a search through everything
//! the nodes wrote to their disks and received from one another for what they must not know.
#![allow(clippy::unwrap_used, reason = "these are tests, with what they share")]

#[path = "three_processes/backup.rs"]
mod backup;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use serde_json::Value;
use stn_tests::processes::valley::{JONAS, JONAS_NAME, ORGS, Valley, list, text};

const NOTE: &str = "A well for the Ostrava valley needs a hydrologist";
const LETTER: &str = "Would Jonas look at our drilling plan before the rains?";
const ANSWER: &str = "He would, and he asks for the borehole logs beforehand.";
const WORD: &str = "Lucía's colleague, worth an hour";

#[test]
fn three_programs_introduce_a_member_and_none_learns_more_than_it_must() {
    let mut valley = Valley::found(Path::new(env!("CARGO_BIN_EXE_stn-under-test")));

    let answers = tell(&mut valley);
    valley.stop();

    let [answer] = answers.as_slice() else { panic!("one answer came, not {}", answers.len()) };
    assert_eq!(answer["verified"], true);
    assert_eq!(answer["text"], ANSWER);
    let path: Vec<&Value> = answer["path"].as_array().unwrap().iter().map(|card| &card["name"]).collect();
    assert_eq!(path, ["Lucía Ferrerón", "Nadia Okonkwo-Bell", "Henrike Tønnesen"]);
    let cards: Vec<&Value> = answer["cards"].as_array().unwrap().iter().map(|card| &card["name"]).collect();
    assert_eq!(cards, ["Matthias Brandauer", JONAS_NAME]);
    never_on_a_disk_that_must_not_hold_it(&mut valley);
    never_on_a_link_in_clear(&mut valley);
}

/// Who may find what on the own disk: the people a node knows by name, and what its members typed.
const ON_DISKS: [(&str, &[&str]); 10] = [
    ("Feldkamp", &["Hillside"]),
    ("Ferrerón", &["Hillside", "Riverbend"]),
    ("Okonkwo-Bell", &["Hillside", "Riverbend"]),
    ("Tønnesen", &["Riverbend", "Lindenhof"]),
    ("Brandauer", &["Riverbend", "Lindenhof"]),
    ("Weidtmann", &["Lindenhof"]),
    (JONAS, &["Hillside", "Lindenhof"]),
    ("hydrologist", &["Hillside", "Riverbend", "Lindenhof"]),
    ("drilling plan", &[]),
    ("borehole logs", &[]),
];

/// Between which nodes something may be read in a frame.
const ON_LINKS: [(&str, &[&str]); 12] = [
    ("Feldkamp", &[]),
    ("omar@contact", &[]),
    ("Ferrerón", &["Riverbend"]),
    ("Okonkwo-Bell", &["Hillside"]),
    ("Tønnesen", &["Lindenhof"]),
    ("Brandauer", &["Riverbend"]),
    ("Weidtmann", &[]),
    (JONAS, &[]),
    ("jonas-weidtmann", &[]),
    ("hydrologist", &["Riverbend", "Lindenhof"]),
    ("drilling plan", &[]),
    ("borehole logs", &[]),
];

fn never_on_a_disk_that_must_not_hold_it(valley: &mut Valley) {
    for org in ORGS {
        let mut disk = Vec::new();
        gather(valley.node(org).data(), &mut disk);
        for (needle, allowed) in ON_DISKS {
            assert_eq!(holds(&disk, needle), allowed.contains(&org), "{needle:?} in what {org} wrote");
        }
        assert!(!holds(&disk, "Unratedsdottir"), "{org} holds somebody whom nobody rated");
    }
}

fn never_on_a_link_in_clear(valley: &mut Valley) {
    for org in ORGS {
        let blocks = fs::read_to_string(valley.node(org).tap()).unwrap();
        let blocks: Vec<Vec<u8>> = blocks.lines().map(|line| HEXLOWER.decode(line.as_bytes()).unwrap()).collect();
        assert!(blocks.len() > 3, "{org} received {} blocks", blocks.len());
        assert!(blocks.iter().all(|block| [2_048, 16_384].contains(&block.len())));
        for (needle, allowed) in ON_LINKS {
            let seen = blocks.iter().any(|block| holds(block, needle));
            assert_eq!(seen, allowed.contains(&org), "{needle:?} in what {org} received");
        }
    }
}

/// Plays the story from the question to the checked answer.
fn tell(valley: &mut Valley) -> Vec<Value> {
    let asked = valley.me("Omar", &["ask", "--for", JONAS]).done();
    let prompt = valley.waiting("Matthias", "prompt");
    valley.me("Matthias", &["approve", &prompt, "--note", "I have worked with him"]).done();
    let ask = text(&asked["ask"]);
    let offers = valley.until("an offer", |valley| {
        let offers = list(&valley.look("Omar", &["offers", &ask]));
        (!offers.is_empty()).then_some(offers)
    });
    let letter = valley.place("letter.txt");
    fs::write(&letter, LETTER).unwrap();
    let offer = text(&offers[0]["offer"]);
    valley.me("Omar", &["request", &offer, "--note", NOTE, "--letter", letter.to_str().unwrap()]).done();
    for connector in ["Lucía", "Nadia", "Henrike"] {
        let hop = valley.waiting(connector, "hop");
        valley.me(connector, &["approve", &hop, "--note", WORD]).done();
    }
    let letter = valley.waiting("Matthias", "letter");
    assert_eq!(valley.inbox("Matthias")[0]["letter"]["text"], LETTER);
    valley
        .me("Matthias", &["answer", &letter, "--text", ANSWER, "--their-card", JONAS_NAME, "--agreed-on", "2026-01-15"])
        .done();
    valley.until("an answer", |valley| {
        let answers = list(&valley.look("Omar", &["answers"]));
        (!answers.is_empty()).then_some(answers)
    })
}

/// All files below a directory, one after the other.
fn gather(dir: &Path, bytes: &mut Vec<u8>) {
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            gather(&entry.path(), bytes);
        } else if kind.is_file() {
            // Room kept free is runs of zeros, in which no text stands.
            let mut content = fs::read(entry.path()).unwrap();
            content.dedup_by(|next, last| *next == 0 && *last == 0);
            bytes.extend(content);
        }
    }
}

/// Whether a text stands in the bytes: as it is, in lower case, in hexadecimal digits or in base64.
fn holds(bytes: &[u8], needle: &str) -> bool {
    let lowered = bytes.to_ascii_lowercase();
    forms(needle).into_iter().any(|(form, is_exact)| if is_exact { find(bytes, &form) } else { find(&lowered, &form) })
}

/// Each form, and whether its capitals matter.
fn forms(needle: &str) -> Vec<(Vec<u8>, bool)> {
    let mut forms = Vec::new();
    for text in [needle.to_owned(), needle.to_lowercase(), needle.to_uppercase()] {
        forms.push((text.to_ascii_lowercase().into_bytes(), false));
        forms.push((HEXLOWER.encode(text.as_bytes()).into_bytes(), false));
        for skipped in 0..3 {
            // Where a text begins within a group of three bytes changes its digits; whole groups are the same.
            let Some(tail) = text.as_bytes().get(skipped..) else { continue };
            let whole = &tail[..tail.len() / 3 * 3];
            forms.push((BASE64_NOPAD.encode(whole).into_bytes(), true));
            forms.push((BASE64URL_NOPAD.encode(whole).into_bytes(), true));
        }
    }
    forms
}

fn find(bytes: &[u8], form: &[u8]) -> bool {
    !form.is_empty() && bytes.windows(form.len()).any(|window| window == form)
}

#[test]
fn the_search_finds_a_text_in_every_form_it_looks_for() {
    let text = "xy Brandauer z";
    let found: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        ("plain", text.into()),
        ("lower", text.to_lowercase().into()),
        ("upper", text.to_uppercase().into()),
        ("hex", HEXLOWER.encode(text.as_bytes()).into()),
        ("base64", BASE64_NOPAD.encode(text.as_bytes()).into()),
        ("shifted base64", BASE64_NOPAD.encode(&text.as_bytes()[1..]).into()),
        ("twice shifted base64", BASE64_NOPAD.encode(&text.as_bytes()[2..]).into()),
    ]);

    for (form, bytes) in found {
        assert!(holds(&bytes, "Brandauer"), "{form}");
    }
    assert!(!holds(b"xy Brandau er z", "Brandauer"));
}
