//! The rules for a page's scripts: a header, a size, no code made from text, nothing from elsewhere, and the labels and
//! bounds of the protocol crate, which a browser's device must share to the last byte.

use super::Fault;

/// Every rule for a JavaScript file.
pub(crate) fn all(path: &str, text: &str) -> Vec<Fault> {
    let rules = [header, long_file, long_functions, forbidden, foreign_imports, labels];
    rules.iter().flat_map(|rule| rule(path, text)).collect()
}

/// Labels of the browser's table that are not in the protocol crate's.
pub(crate) fn unknown_labels(script: &str, table: &str) -> Vec<String> {
    quoted(script).filter(|label| label.starts_with("stn/1/") && !table.contains(&format!("b\"{label}\""))).collect()
}

/// Bounds of the browser's table that have another value in the protocol crate's, or none.
pub(crate) fn other_bounds(script: &str, tables: &str) -> Vec<String> {
    let bounds =
        script.lines().filter_map(|line| line.strip_prefix("export const ")?.strip_suffix(';')?.split_once(" = "));
    let differs = |(name, value): &(&str, &str)| !is_bound(tables, name, value);
    bounds.filter(differs).map(|(name, value)| format!("{name} = {value}")).collect()
}

/// Whether a table has this bound: a number, a span of days or seconds, or a sum, which is left to the sums' own parts.
fn is_bound(tables: &str, name: &str, value: &str) -> bool {
    let Some(written) = tables.split(&format!("pub const {name}: ")).nth(1).and_then(|rest| rest.split(';').next())
    else {
        return false;
    };
    let Some((_, written)) = written.split_once(" = ") else { return false };
    if let Some(days) = value.strip_suffix("n * DAY") {
        return written == format!("Span::days({days})");
    }
    if let Some(secs) = value.strip_suffix('n') {
        return written == format!("Span::secs({secs})");
    }
    written == value || written.chars().any(char::is_alphabetic)
}

fn header(path: &str, text: &str) -> Vec<Fault> {
    if text.starts_with("// ") || text.starts_with("/**") {
        return Vec::new();
    }
    vec![Fault::new(path, 1, "open with a comment: what the file is for, and what it doesn't do")]
}

fn long_file(path: &str, text: &str) -> Vec<Fault> {
    let lines = text.lines().count();
    if lines <= MAX_FILE_LINES {
        return Vec::new();
    }
    vec![Fault::new(path, 1, format!("{lines} lines, {MAX_FILE_LINES} at most"))]
}

/// A function ends at the first line that closes it at its own depth.
fn long_functions(path: &str, text: &str) -> Vec<Fault> {
    let lines: Vec<&str> = text.lines().collect();
    let mut faults = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let depth = line.len() - line.trim_start().len();
        let is_function = line.contains("function ") && line.ends_with('{');
        let end = format!("{}}}", " ".repeat(depth));
        let length = lines[at..].iter().position(|line| *line == end).map_or(0, |last| last + 1);
        if is_function && length > MAX_FUNCTION_LINES {
            faults.push(Fault::new(path, at + 1, format!("{length} lines, {MAX_FUNCTION_LINES} at most")));
        }
    }
    faults
}

/// The pages' policy lets none of it run; it is no habit to begin with.
fn forbidden(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for word in ["eval(", "new Function", "innerHTML", "document.write", "debugger"] {
            if line.contains(word) {
                faults.push(Fault::new(path, number, format!("`{word}` has no place here")));
            }
        }
    }
    faults
}

/// What a node serves needs nothing from elsewhere.
fn foreign_imports(path: &str, text: &str) -> Vec<Fault> {
    if !path.starts_with("node/web/") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let named = line.split_once(" from \"").map(|(_, named)| named);
        if named.is_some_and(|named| !named.starts_with("./") && !named.starts_with("../")) {
            faults.push(Fault::new(path, number, "a script imports its own neighbours alone"));
        }
    }
    faults
}

/// Domain labels stand in one table; tests may spell them out to compare.
fn labels(path: &str, text: &str) -> Vec<Fault> {
    if path == LABELS || path.starts_with("tests/") {
        return Vec::new();
    }
    let fault = |(number, _)| Fault::new(path, number, "domain labels stand in label.js alone");
    (1..).zip(text.lines()).filter(|(_, line)| line.contains("\"stn/1/")).map(fault).collect()
}

fn quoted(script: &str) -> impl Iterator<Item = String> + '_ {
    script.split('"').skip(1).step_by(2).map(str::to_owned)
}

/// The browser's table of labels.
pub(crate) const LABELS: &str = "node/web/device/label.js";
/// The browser's table of bounds.
pub(crate) const BOUNDS: &str = "node/web/device/limits.js";
const MAX_FUNCTION_LINES: usize = 60;
const MAX_FILE_LINES: usize = 500;

mod bad {
    use super::*;

    #[test]
    fn a_script_without_header_or_with_too_many_lines_is_refused() {
        assert_eq!(lines_of(header, "import \"./a.js\";\n"), [1]);
        assert_eq!(lines_of(header, "// What it is for.\n"), []);
        assert_eq!(lines_of(long_file, &"\n".repeat(501)), [1]);
        assert_eq!(lines_of(long_file, &"\n".repeat(500)), []);
    }

    #[test]
    fn a_function_of_61_lines_is_refused() {
        let function = |body: usize| format!("\nexport async function long() {{\n{}}}\n", "  go();\n".repeat(body));

        assert_eq!(lines_of(long_functions, &function(59)), [2]);
        assert_eq!(lines_of(long_functions, &function(58)), []);
    }

    #[test]
    fn code_made_from_text_and_what_comes_from_elsewhere_are_refused() {
        assert_eq!(lines_of(forbidden, "a();\nnode.innerHTML = b;\neval(c);\n"), [2, 3]);
        assert_eq!(lines_of(foreign_imports, "import a from \"./a.js\";\nimport b from \"b\";\n"), [2]);
        assert_eq!(foreign_imports("tests/browser/a.js", "import b from \"b\";\n"), []);
    }

    #[test]
    fn a_label_or_bound_of_the_browsers_own_is_refused() {
        let bounds = "export const NOTE = 600;\nexport const SKEW = 300n;\nexport const LIFE = 9n * DAY;\n";
        let table = "pub const NOTE: usize = 600;\npub const SKEW: Span = Span::secs(300);\n";

        assert_eq!(lines_of(labels, "a();\nutf8(\"stn/1/query\");\n"), [2]);
        assert_eq!(labels(LABELS, "utf8(\"stn/1/query\");\n"), []);
        assert_eq!(unknown_labels("\"stn/1/a\" \"stn/1/b\"", "b\"stn/1/a\""), ["stn/1/b"]);
        assert_eq!(other_bounds(bounds, table), ["LIFE = 9n * DAY"]);
        assert_eq!(other_bounds("export const NOTE = 601;\n", table), ["NOTE = 601"]);
        assert_eq!(other_bounds(bounds, &format!("{table}pub const LIFE: Span = Span::days(9);\n")), [] as [&str; 0]);
    }

    fn lines_of(rule: fn(&str, &str) -> Vec<Fault>, text: &str) -> Vec<usize> {
        rule("node/web/device/a.js", text).iter().map(|fault| fault.line).collect()
    }
}
