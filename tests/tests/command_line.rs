//! The member's command line, whole: people who have nothing but `stn` do everything it offers, between two running
//! organisations, and each thing is seen at the other side.
//!
//! One file tells one need. `table` holds that no command is left out, `printed` that every command printed in the
//! papers and by the program itself is one.
#![allow(clippy::unwrap_used, reason = "these are tests, with what they share")]

#[path = "command_line/alerts.rs"]
mod alerts;
#[path = "command_line/appraisal.rs"]
mod appraisal;
#[path = "command_line/asking.rs"]
mod asking;
#[path = "command_line/keeping.rs"]
mod keeping;
#[path = "command_line/knocking.rs"]
mod knocking;
#[path = "command_line/letters.rs"]
mod letters;
#[path = "command_line/limits.rs"]
mod limits;
#[path = "command_line/printed.rs"]
mod printed;
#[path = "command_line/running.rs"]
mod running;
#[path = "command_line/table.rs"]
mod table;

use std::path::Path;

use stn_tests::processes::Said;
use stn_tests::processes::harbour::Harbour;

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_stn-under-test"))
}

fn harbour() -> Harbour {
    Harbour::found(program())
}

/// A command fails with exit code 1 and says so in these words.
#[track_caller]
fn refused(said: &Said, words: &str) {
    complains(said, 1, words);
}

/// A command was not used as it is meant: exit code 2, and these words.
#[track_caller]
fn misused(said: &Said, words: &str) {
    complains(said, 2, words);
}

#[track_caller]
fn complains(said: &Said, code: i32, words: &str) {
    assert_eq!(said.code, Some(code), "{said:?}");
    assert!(said.says(words), "expected {words:?} in {}", said.complaint);
}

/// A text has each of these in it.
#[track_caller]
fn has(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "expected {words:?} in\n{text}");
    }
}

/// A text has none of these in it.
#[track_caller]
fn has_none(text: &str, none: &[&str]) {
    for words in none {
        assert!(!text.contains(words), "did not expect {words:?} in\n{text}");
    }
}
