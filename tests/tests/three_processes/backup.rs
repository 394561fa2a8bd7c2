//! A node is backed up in the middle of a story, put back in a new directory, and the story ends as told.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use stn_tests::processes::valley::{JONAS, Valley, list, text};

use super::ANSWER;

#[test]
fn a_story_goes_on_after_a_backup_is_restored_in_a_new_directory() {
    let mut valley = Valley::found(Path::new(env!("CARGO_BIN_EXE_stn-under-test")));
    let asked = valley.me("Lucía", &["ask", "--for", JONAS]).done();
    let prompt = valley.waiting("Matthias", "prompt");
    valley.me("Matthias", &["approve", &prompt]).done();
    let ask = text(&asked["ask"]);
    let offers = valley.until("an offer", |valley| {
        let offers = list(&valley.look("Lucía", &["offers", &ask]));
        (!offers.is_empty()).then_some(offers)
    });
    let letter = valley.place("letter.txt");
    fs::write(&letter, "Dear Jonas").unwrap();
    let offer = text(&offers[0]["offer"]);
    valley.me("Lucía", &["request", &offer, "--note", "A note", "--letter", letter.to_str().unwrap()]).done();
    valley.waiting("Nadia", "hop");

    restore_elsewhere(&mut valley, "Riverbend");
    restore_elsewhere(&mut valley, "Lindenhof");

    for connector in ["Nadia", "Henrike"] {
        let hop = valley.waiting(connector, "hop");
        valley.me(connector, &["approve", &hop]).done();
    }
    let letter = valley.waiting("Matthias", "letter");
    valley.me("Matthias", &["answer", &letter, "--text", ANSWER]).done();
    let answers = valley.until("an answer", |valley| {
        let answers = list(&valley.look("Lucía", &["answers"]));
        (!answers.is_empty()).then_some(answers)
    });
    assert_eq!((answers[0]["verified"].as_bool(), answers[0]["text"].as_str()), (Some(true), Some(ANSWER)));
    let ledger = valley.look("Nadia", &["ledger"]);
    let left: Vec<String> = list(&ledger["entries"]).iter().map(kind_of).collect();
    assert_eq!(left, ["led-to-answer", "passed-on", "bridge-tied"]);
}

fn kind_of(entry: &serde_json::Value) -> String {
    entry["left"].as_object().unwrap().keys().next().unwrap().clone()
}

fn restore_elsewhere(valley: &mut Valley, org: &'static str) {
    let file = valley.place(&format!("{org}.backup"));
    let file = file.to_str().unwrap();
    let told = valley.node(org).admin(&["backup", file]).done();
    assert!(told["records"].as_u64().unwrap() > 10);
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    let again = valley.node(org).admin(&["backup", file]);
    assert!(again.code == Some(1) && again.says("left as it is"), "{again:?}");

    valley.node(org).stop();
    let fresh = valley.place(&format!("{org} restored"));
    valley.node(org).move_to(&fresh);
    let told = valley.node(org).admin(&["restore", file]).done();
    assert_eq!(told["incarnation"], 1);
    let again = valley.node(org).admin(&["restore", file]);
    assert!(again.code == Some(1) && again.says("is not empty; nothing was restored"), "{again:?}");
    valley.node(org).start();
}
