//! The documents speak of files that exist: every path between backticks is looked up.
//!
//! Only what looks like a path of this tree is looked up: a slash, and an ending or a slash at the end.
//! Blocks of code are left alone, since they show what stands elsewhere.

use super::Fault;

/// The paths a document names that aren't there, from the top of the tree or from the document's folder.
pub(crate) fn missing_paths(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<Fault> {
    let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let mut faults = Vec::new();
    let mut in_block = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        if in_block {
            continue;
        }
        for quoted in line.split('`').skip(1).step_by(2) {
            let named = without_line(quoted);
            if looks_like_a_path(named) && !exists(named) && !exists(&format!("{folder}{named}")) {
                faults.push(Fault::new(path, number, format!("`{named}` isn't there")));
            }
        }
    }
    faults
}

/// `src/main.rs:12` is `src/main.rs`.
fn without_line(quoted: &str) -> &str {
    match quoted.rsplit_once(':') {
        Some((path, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) => path,
        _ => quoted,
    }
}

fn looks_like_a_path(named: &str) -> bool {
    let plain = named.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let Some((first, last)) =
        named.split_once('/').zip(named.rsplit('/').next()).map(|((first, _), last)| (first, last))
    else {
        return false;
    };
    let is_host = first.trim_start_matches('.').contains('.');
    let ending = last.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let has_ending = ending.starts_with(|c: char| c.is_ascii_alphabetic());
    plain && !first.is_empty() && !is_host && (last.is_empty() || has_ending)
}

mod bad {
    use super::*;

    #[test]
    fn a_path_that_is_not_there_is_refused() {
        let text = "See `node/src/gone.rs:7`,\nand `config/lost/` too.\n";

        let faults = missing_paths("README.md", text, |_| false);

        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(faults[0].what, "`node/src/gone.rs` isn't there");
    }

    #[test]
    fn a_path_is_looked_up_from_the_top_and_from_the_document() {
        let there = |path: &str| path == "docs/decisions/0001.md" || path == "tests/tidy.rs";

        assert_eq!(missing_paths("docs/protocol.md", "`decisions/0001.md` `tests/tidy.rs`", there), []);
    }

    #[test]
    fn what_is_no_path_of_the_tree_is_left_alone() {
        let text = "`stn/1/query` `/etc/stn/node.toml` `a / b.rs` `linkedin.com/in/` `https://x.example/a.html` \
                    `tests/*.rs` `node.toml`\n```\nsrc/else.rs `src/else.rs`\n```\n";

        assert_eq!(missing_paths("docs/a.md", text, |_| false), []);
    }
}
