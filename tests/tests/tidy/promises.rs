//! docs/protocol.md is checked: every labelled rule names a test that exists, every message has its golden frame. So
//! is docs/threat-model.md: what breaks a guarantee on purpose is there.
//!
//! A rule is a line `- **R-name** what holds. (test: path::name, name; path::name)`: the path from the top of the
//! tree, the name of a test function in that file; a name alone is of the file before it. What a rule says is for people to compare; that somebody once wrote a test for it is
//! for a machine.

use std::collections::BTreeSet;

use super::Fault;

/// Where labelled rules stand.
pub(crate) const SPECIFICATION: &str = "docs/protocol.md";

/// Rules without a test, with one that is not there, or named twice. `has_test(path, name)` looks a test up.
pub(crate) fn broken_rules(path: &str, text: &str, has_test: impl Fn(&str, &str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut named = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((label, rule)) = line.strip_prefix("- **R-").and_then(|rest| rest.split_once("**")) else { continue };
        if !named.insert(label.to_owned()) {
            faults.push(Fault::new(path, number, format!("R-{label} is the name of another rule")));
        }
        let tests = rule.rsplit_once("(test: ").and_then(|(_, tests)| tests.trim_end().strip_suffix(')'));
        let Some(tests) = tests else {
            faults.push(Fault::new(path, number, format!("R-{label} names no test")));
            continue;
        };
        let mut file = "";
        for test in tests.split([';', ',']).map(str::trim) {
            let name = match test.rsplit_once("::") {
                Some((of, name)) => {
                    file = of;
                    name
                }
                None => test,
            };
            if !has_test(file, name) {
                faults.push(Fault::new(path, number, format!("R-{label}: there is no test `{test}`")));
            }
        }
    }
    faults
}

/// Where it is said what breaks each guarantee on purpose.
pub(crate) const GUARANTEES: &str = "docs/threat-model.md";

/// Tests that a document names between backticks, as `path::name`, and that are not there.
pub(crate) fn missing_tests(path: &str, text: &str, has_test: impl Fn(&str, &str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let quoted = line.split('`').skip(1).step_by(2);
        for (file, name) in quoted.filter_map(|quoted| quoted.split_once(".rs::")) {
            if !has_test(&format!("{file}.rs"), name) {
                faults.push(Fault::new(path, number, format!("there is no test `{file}.rs::{name}`")));
            }
        }
    }
    faults
}

/// Messages of the schema's `oneof` that have no golden frame of one of the three sizes.
pub(crate) fn missing_frames(schema: &str, golden: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for message in messages(schema) {
        for fill in ["smallest", "usual", "largest"] {
            let start = format!("{message} | {fill} | ");
            if !golden.lines().any(|line| line.starts_with(&start)) {
                let what = format!("no golden frame `{message}`, {fill}");
                faults.push(Fault::new("tests/vectors/frames.txt", 1, what));
            }
        }
    }
    faults
}

/// The types in the first `oneof` of a schema.
fn messages(schema: &str) -> Vec<&str> {
    let body = schema.split_once("oneof body {").map_or("", |(_, rest)| rest);
    let body = body.split_once('}').map_or("", |(body, _)| body);
    body.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

mod bad {
    use super::*;

    #[test]
    fn a_rule_without_a_test_that_exists_is_refused() {
        let text = "- **R-one** holds. (test: tests/a.rs::there, gone)\n- **R-two** holds.\n\
                    - **R-one** again. (test: tests/a.rs::there)\nno rule\n";

        let faults = broken_rules("docs/protocol.md", text, |file, name| file == "tests/a.rs" && name == "there");

        let told: Vec<&str> = faults.iter().map(|fault| fault.what.as_str()).collect();
        assert_eq!(
            told,
            ["R-one: there is no test `gone`", "R-two names no test", "R-one is the name of another rule"]
        );
    }

    #[test]
    fn a_named_test_that_is_not_there_is_refused() {
        let text = "| G1 | `tests/a.rs::there` |\n| G2 | `tests/a.rs::gone` and `tests/a.rs` |\n";

        let faults = missing_tests(GUARANTEES, text, |file, name| file == "tests/a.rs" && name == "there");

        assert_eq!(faults, [Fault::new(GUARANTEES, 2, "there is no test `tests/a.rs::gone`")]);
    }

    #[test]
    fn a_message_without_its_golden_frames_is_refused() {
        let schema = "message Frame {\n  oneof body {\n    Query query = 7;\n    Offer offer = 10;\n  }\n}\n";
        let golden =
            "Query | smallest | 1 | 00\nQuery | usual | 1 | 00\nQuery | largest | 1 | 00\nOffer | usual | 1 | 0\n";

        let faults = missing_frames(schema, golden);

        assert_eq!(faults.len(), 2);
        assert!(faults.iter().all(|fault| fault.what.contains("`Offer`")));
    }
}
