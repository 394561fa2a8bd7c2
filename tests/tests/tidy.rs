//! The house's rules as a test: what a machine can hold is held here rather than remembered.
//!
//! `source` reads a Rust file far enough to tell code from strings and comments, `lines` holds the rules
//! for one file, `rooms` who may use whom, `papers` that the documents speak of files that exist, `promises` that
//! the specification's rules have tests and its messages golden frames, `scripts` the rules for what runs in a browser.
//! Every rule stands beside a bad example that it must refuse.

#[path = "tidy/lines.rs"]
mod lines;
#[path = "tidy/papers.rs"]
mod papers;
#[path = "tidy/promises.rs"]
mod promises;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/scripts.rs"]
mod scripts;
#[path = "tidy/source.rs"]
mod source;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Where a rule is broken, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The file, from the top of the tree.
    pub(crate) path: String,
    /// The line, from 1.
    pub(crate) line: usize,
    /// What is wrong, and what to do.
    pub(crate) what: String,
}

impl Fault {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

#[test]
fn the_house_is_tidy() {
    let top = top();
    let mut faults = Vec::new();
    let mut rust_files = 0;
    for path in files(&top) {
        let Ok(text) = fs::read_to_string(top.join(&path)) else {
            continue;
        };
        faults.extend(lines::unfinished(&path, &text));
        if path.ends_with(".rs") {
            rust_files += 1;
            let source = Source::new(&path, &text);
            faults.extend(lines::all(&source));
            faults.extend(rooms::all(&source));
        } else if path.ends_with(".js") {
            faults.extend(scripts::all(&path, &text));
        } else if path == "README.md" || (path.starts_with("docs/") && path.ends_with(".md")) {
            faults.extend(papers::missing_paths(&path, &text, |named| top.join(named).exists()));
        }
    }

    assert!(rust_files > 20, "only {rust_files} Rust files found from {}", top.display());
    let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_rule_of_the_specification_names_its_test_and_every_message_its_golden_frame() {
    let top = top();
    let read = |path: &str| fs::read_to_string(top.join(path)).expect("a file of the tree");
    let has_test = |file: &str, name: &str| {
        fs::read_to_string(top.join(file)).is_ok_and(|text| text.contains(&format!("fn {name}(")))
    };
    let text = read(promises::SPECIFICATION);
    let mut faults = promises::broken_rules(promises::SPECIFICATION, &text, has_test);
    faults.extend(promises::missing_frames(&read("proto/stn/v1/frame.proto"), &read("tests/vectors/frames.txt")));

    assert!(text.matches("- **R-").count() > 60, "the specification's rules are labelled");
    let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_guarantee_has_what_breaks_it_on_purpose() {
    let top = top();
    let has_test = |file: &str, name: &str| {
        fs::read_to_string(top.join(file)).is_ok_and(|text| text.contains(&format!("fn {name}(")))
    };
    let text = fs::read_to_string(top.join(promises::GUARANTEES)).expect("a file of the tree");

    let told: Vec<String> =
        promises::missing_tests(promises::GUARANTEES, &text, has_test).iter().map(Fault::to_string).collect();

    assert!(text.matches("twins.rs::").count() >= 8, "guarantees are broken on purpose");
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
}

#[test]
fn a_browsers_device_has_the_labels_and_bounds_of_the_protocol() {
    let top = top();
    let read = |path: &str| fs::read_to_string(top.join(path)).expect("a file of the tree");
    let tables = ["limits.rs", "limits/kinds.rs", "limits/keys.rs"].map(|file| read(&format!("protocol/src/{file}")));
    let (labels, bounds) = (read(scripts::LABELS), read(scripts::BOUNDS));

    assert_eq!(scripts::unknown_labels(&labels, &read("protocol/src/crypto/label.rs")), [] as [&str; 0]);
    assert_eq!(scripts::other_bounds(&bounds, &tables.concat()), [] as [&str; 0]);
    assert!(labels.matches("stn/1/").count() > 20 && bounds.matches("export const").count() > 40);
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the workspace").to_owned()
}

/// Every text file a person wrote, as paths from the top with `/`, in order.
fn files(top: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![top.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("the tree can be read").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                if !NOT_OURS.contains(&name.as_str()) {
                    open.push(path);
                }
            } else if WRITTEN.iter().any(|ending| name.ends_with(ending)) {
                let from_top = path.strip_prefix(top).expect("found below the top");
                found.push(from_top.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// Directories that tools fill.
const NOT_OURS: [&str; 4] = [".git", "target", "node_modules", "corpus"];
/// Endings of the files that people write and read here.
const WRITTEN: [&str; 9] = [".rs", ".md", ".toml", ".proto", ".html", ".css", ".js", ".mjs", ".service"];
