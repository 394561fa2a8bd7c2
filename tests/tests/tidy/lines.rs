//! The rules for one file, whatever room it lies in: its header, its size, its words.

use super::Fault;
use super::source::{Source, is_word, words};

/// Every rule for a Rust file.
pub(crate) fn all(source: &Source) -> Vec<Fault> {
    let rules = [header, long_functions, long_file, forbidden_words, file_name, type_names, labels];
    rules.iter().flat_map(|rule| rule(source)).collect()
}

/// No mark of unfinished work, in any file.
pub(crate) fn unfinished(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for mark in [["TO", "DO"], ["FIX", "ME"]].map(|halves| halves.concat()) {
            if !words(line, &mark).is_empty() {
                faults.push(Fault::new(path, number, format!("{mark}: finish it, or open an issue and leave it out")));
            }
        }
    }
    faults
}

fn header(source: &Source) -> Vec<Fault> {
    if source.text.starts_with("//! ") {
        return Vec::new();
    }
    vec![Fault::new(&source.path, 1, "open with `//!`: what the file is for, and what it doesn't do")]
}

fn long_functions(source: &Source) -> Vec<Fault> {
    let long = source.functions().into_iter().filter(|function| function.lines > MAX_FUNCTION_LINES);
    let fault = |name, line, lines| {
        Fault::new(&source.path, line, format!("`{name}` has {lines} lines, {MAX_FUNCTION_LINES} at most"))
    };
    long.map(|function| fault(function.name, function.line, function.lines)).collect()
}

/// A unit's tests don't count; the crate of tests is counted whole.
fn long_file(source: &Source) -> Vec<Fault> {
    let counted = if source.path.starts_with("tests/") { source.code.len() } else { source.tests_from };
    let lines = source.text[..counted].lines().count();
    if lines <= MAX_FILE_LINES {
        return Vec::new();
    }
    vec![Fault::new(&source.path, 1, format!("{lines} lines without its tests, {MAX_FILE_LINES} at most"))]
}

fn forbidden_words(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (word, call) in [("unsafe", ""), ("todo", "!"), ("unimplemented", "!"), ("dbg", "!")] {
        for at in words(&source.code, word) {
            if source.code[at + word.len()..].starts_with(call) {
                faults.push(Fault::new(&source.path, source.line(at), format!("`{word}{call}` has no place here")));
            }
        }
    }
    faults
}

fn file_name(source: &Source) -> Vec<Fault> {
    let name = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
    if name == "mod" {
        return vec![Fault::new(&source.path, 1, "no mod.rs: `foo.rs` stands beside `foo/`")];
    }
    name.split('_').filter(|word| is_empty_word(word)).map(|_| unnamed(&source.path, 1, name)).collect()
}

fn type_names(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for keyword in ["struct", "enum", "trait", "type", "mod"] {
        for at in words(&source.code, keyword) {
            let name: String =
                source.code[at + keyword.len()..].trim_start().chars().take_while(|c| is_word(*c)).collect();
            if camel_words(&name).iter().any(|word| is_empty_word(word)) {
                faults.push(unnamed(&source.path, source.line(at), &name));
            }
        }
    }
    faults
}

/// Domain labels stand in one table; the crate of tests may spell them out to compare.
fn labels(source: &Source) -> Vec<Fault> {
    if source.path == "protocol/src/crypto/label.rs" {
        return Vec::new();
    }
    let own = &source.said[..source.tests_from];
    let fault = |at| Fault::new(&source.path, source.line(at), "domain labels stand in crypto/label.rs alone");
    own.match_indices("\"stn/1/").map(|(at, _)| fault(at)).collect()
}

fn unnamed(path: &str, line: usize, name: &str) -> Fault {
    Fault::new(path, line, format!("`{name}` says nothing: name it for what it holds"))
}

/// A word that could stand for anything.
fn is_empty_word(word: &str) -> bool {
    let singular = word.to_lowercase();
    let singular = singular.trim_end_matches('s');
    ["manager", "helper", "util", "service"].contains(&singular)
}

/// `PeerStore` as `Peer` and `Store`; `peer_store` as `peer` and `store`.
fn camel_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() && c != '_' => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words.into_iter().map(|word| word.trim_start_matches('_').to_owned()).collect()
}

const MAX_FUNCTION_LINES: usize = 60;
const MAX_FILE_LINES: usize = 500;

mod bad {
    use super::*;

    #[test]
    fn a_file_without_header_is_refused() {
        assert_eq!(lines_of(header, "use std::fmt;\n"), [1]);
        assert_eq!(lines_of(header, "//! What it is for.\n"), []);
    }

    #[test]
    fn a_function_of_61_lines_is_refused() {
        let function = |body: usize| format!("\n\nfn long() {{\n{}}}\n", "    go();\n".repeat(body));

        assert_eq!(lines_of(long_functions, &function(59)), [3]);
        assert_eq!(lines_of(long_functions, &function(58)), []);
    }

    #[test]
    fn a_file_of_501_lines_is_refused_and_tests_are_not_counted() {
        let text =
            |lines: usize| format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "go();\n".repeat(lines), "\n".repeat(600));

        assert_eq!(lines_of(long_file, &text(501)), [1]);
        assert_eq!(lines_of(long_file, &text(500)), []);
    }

    #[test]
    fn a_forbidden_word_is_refused_in_code_and_not_in_text() {
        assert_eq!(lines_of(forbidden_words, "fn f() {\n    unsafe { g() }\n    todo!()\n}"), [2, 3]);
        assert_eq!(lines_of(forbidden_words, "dbg!(1);\nunimplemented!();"), [2, 1]);
        assert_eq!(lines_of(forbidden_words, "#![forbid(unsafe_code)]\n// unsafe\nlet a = \"todo!\";"), []);
    }

    #[test]
    fn a_mod_rs_and_a_file_of_odds_and_ends_are_refused() {
        for path in ["node/src/net/mod.rs", "node/src/utils.rs", "node/src/peer_manager.rs"] {
            assert_eq!(file_name(&Source::new(path, "")).len(), 1, "{path}");
        }
        assert_eq!(file_name(&Source::new("node/src/module.rs", "")), []);
    }

    #[test]
    fn a_type_that_manages_helps_or_serves_is_refused() {
        assert_eq!(lines_of(type_names, "struct PeerManager;\nenum Utils {}\ntrait HelperOf {}"), [1, 2, 3]);
        assert_eq!(lines_of(type_names, "type LinkService = u8;\nmod test_helpers {}"), [1, 2]);
        assert_eq!(lines_of(type_names, "struct Managed;\nfn service() {}"), []);
    }

    #[test]
    fn a_label_outside_the_table_is_refused() {
        assert_eq!(lines_of(labels, "let a = 1;\nlet b = b\"stn/1/query\";"), [2]);
        assert_eq!(
            lines_of(labels, "// \"stn/1/query\"\n#[cfg(test)]\nmod tests { const A: &str = \"stn/1/x\"; }"),
            []
        );
        assert_eq!(labels(&Source::new("protocol/src/crypto/label.rs", "b\"stn/1/query\"")), []);
    }

    #[test]
    fn a_mark_of_unfinished_work_is_refused() {
        let text = format!("fine\n// {}: later\n{}\n", ["TO", "DO"].concat(), ["FIX", "ME"].concat());

        let lines: Vec<usize> = unfinished("node.toml", &text).iter().map(|fault| fault.line).collect();

        assert_eq!(lines, [2, 3]);
    }

    fn lines_of(rule: fn(&Source) -> Vec<Fault>, text: &str) -> Vec<usize> {
        rule(&Source::new("node/src/net/link.rs", text)).iter().map(|fault| fault.line).collect()
    }
}
