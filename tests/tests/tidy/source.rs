//! A Rust file read far enough for the rules: code apart from strings and comments, functions with
//! their lengths, the paths a file names. It is no parser; it expects what rustfmt writes.

/// One Rust file.
pub(crate) struct Source {
    /// Where it lies, from the top of the tree.
    pub(crate) path: String,
    /// The text as it stands.
    pub(crate) text: String,
    /// The text with strings, characters and comments blanked; every byte keeps its place.
    pub(crate) code: String,
    /// The text with only comments blanked.
    pub(crate) said: String,
    /// Where the file's own tests begin; its end if it has none.
    pub(crate) tests_from: usize,
}

/// A function and its extent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// Its first line, from 1.
    pub(crate) line: usize,
    /// From its `fn` to its closing brace.
    pub(crate) lines: usize,
}

/// A path as the file names it, such as `std::fs::File`, with its line.
pub(crate) struct Named {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (code, said) = blanked(text);
        let tests_from = if is_test_file(path) { 0 } else { tests_from(&code) };
        Self { path: path.to_owned(), text: text.to_owned(), code, said, tests_from }
    }

    /// The code that isn't a test.
    pub(crate) fn own_code(&self) -> &str {
        &self.code[..self.tests_from]
    }

    /// The line of a place in the text, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count()
    }

    /// Every function that has a body, tests included.
    pub(crate) fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for at in words(&self.code, "fn") {
            let after = self.code[at + 2..].trim_start();
            let name: String = after.chars().take_while(|c| is_word(*c)).collect();
            if name.is_empty() {
                continue;
            }
            if let Some(end) = body_end(&self.code, at) {
                let line = self.line(at);
                found.push(Function { name, line, lines: self.line(end) - line + 1 });
            }
        }
        found
    }

    /// Every path in the code that isn't a test: those of `use`, spread out, and those in between.
    pub(crate) fn paths(&self) -> Vec<Named> {
        let code = self.own_code();
        let mut found = Vec::new();
        for at in words(code, "use") {
            let tree = code[at + 3..].split(';').next().unwrap_or_default();
            if tree.starts_with('<') {
                continue;
            }
            let line = self.line(at);
            found.extend(spread(tree).into_iter().map(|segments| Named { segments, line }));
        }
        let mut start = 0;
        for part in code.split(|c: char| !is_word(c) && c != ':') {
            let at = start;
            start = at + part.len() + code[at + part.len()..].chars().next().map_or(0, char::len_utf8);
            let segments: Vec<String> = part.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
            if segments.len() > 1 {
                found.push(Named { segments, line: self.line(at) });
            }
        }
        found
    }
}

/// Places where a word stands alone in the code.
pub(crate) fn words(code: &str, word: &str) -> Vec<usize> {
    let alone = |at: usize| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    };
    code.match_indices(word).map(|(at, _)| at).filter(|at| alone(*at)).collect()
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the whole file is tests: a unit's tests in a file of their own, or anything of the crate of tests.
fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/") || path.starts_with("tests/")
}

fn tests_from(code: &str) -> usize {
    let marks = code.match_indices("#[cfg(test)]").map(|(at, mark)| (at, code[at + mark.len()..].trim_start()));
    let of_modules = marks.filter(|(_, after)| after.starts_with("mod ") || after.starts_with("pub(crate) mod "));
    of_modules.map(|(at, _)| at).next().unwrap_or(code.len())
}

/// What stretches of a file are, apart from code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Comment,
    Literal,
}

/// The text without literals and comments, and the text without comments.
fn blanked(text: &str) -> (String, String) {
    let bytes = text.as_bytes();
    let (mut code, mut said) = (bytes.to_vec(), bytes.to_vec());
    let mut at = 0;
    while at < bytes.len() {
        let Some((end, stretch)) = stretch(bytes, at) else {
            at += 1;
            continue;
        };
        blank(&mut code[at..end]);
        if stretch == Stretch::Comment {
            blank(&mut said[at..end]);
        }
        at = end;
    }
    let whole = |bytes: Vec<u8>| String::from_utf8(bytes).expect("only whole stretches were blanked");
    (whole(code), whole(said))
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

/// The comment or literal that begins here, with its end.
fn stretch(bytes: &[u8], at: usize) -> Option<(usize, Stretch)> {
    let rest = &bytes[at..];
    let inside_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    if rest.starts_with(b"//") {
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        return Some((at + length, Stretch::Comment));
    }
    if rest.starts_with(b"/*") {
        return Some((at + block_comment(rest), Stretch::Comment));
    }
    let length = match rest[0] {
        b'"' => quoted(rest),
        b'\'' => character(rest)?,
        b'r' if !inside_word || bytes[at - 1] == b'b' => raw(rest)?,
        _ => return None,
    };
    Some((at + length.min(rest.len()), Stretch::Literal))
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a string that begins with its quotation mark.
fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != b'"' {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of a character; nothing where the mark belongs to a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        return rest.iter().skip(3).position(|byte| *byte == b'\'').map(|more| more + 4);
    }
    let width = match rest.get(1)? {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xff => 4,
    };
    (rest.get(1 + width) == Some(&b'\'')).then_some(width + 2)
}

/// The length of a raw string that begins with its `r`; nothing where the `r` is only a letter.
fn raw(rest: &[u8]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return None;
    }
    let end = [b"\"".as_slice(), &rest[1..=hashes]].concat();
    let body = &rest[hashes + 2..];
    let length = body.windows(end.len()).position(|window| window == end).unwrap_or(body.len());
    Some(hashes + 2 + length + end.len())
}

/// Where the body of the function that begins here ends; nothing where it has none.
fn body_end(code: &str, from: usize) -> Option<usize> {
    let (mut round, mut curly) = (0_i32, 0_i32);
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'(' | b'[' => round += 1,
            b')' | b']' => round -= 1,
            b';' if round == 0 && curly == 0 => return None,
            b'{' => curly += 1,
            b'}' => {
                curly -= 1;
                if curly == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The paths of a `use`, one by one: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn spread(tree: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut before: Vec<Vec<String>> = vec![Vec::new()];
    let mut path: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut chars = tree.chars().chain([',']).peekable();
    while let Some(c) = chars.next() {
        match c {
            ':' if chars.peek() == Some(&':') => path.push(std::mem::take(&mut name)),
            '{' => {
                before.push(before.last().map(|outer| [outer.as_slice(), &path].concat()).unwrap_or_default());
                path.clear();
            }
            ',' | '}' => {
                let last = name.split(" as ").next().unwrap_or_default().trim().to_owned();
                name.clear();
                if !last.is_empty() {
                    path.push(last);
                    found.push([before.last().map(Vec::as_slice).unwrap_or_default(), &path].concat());
                }
                path.clear();
                if c == '}' {
                    before.pop();
                }
            }
            c if is_word(c) || c == '*' || (c == ' ' && !name.is_empty()) => name.push(c),
            _ => {}
        }
    }
    found
}

#[test]
fn strings_characters_and_comments_are_blanked_and_nothing_else() {
    let text = "let a = \"{\\\"fn\"; // fn x {\nlet b = '{'; let c: &'static str = r#\"}\"#; /* fn /* } */ */ ok()";

    let source = Source::new("node/src/x.rs", text);

    assert!(!source.code.contains("fn") && !source.code.contains('{') && !source.code.contains('}'));
    assert!(source.code.contains("&'static str") && source.code.ends_with("ok()"));
    assert_eq!(source.code.len(), text.len());
    assert!(source.said.contains("\"{\\\"fn\"") && !source.said.contains("// fn"));
}

#[test]
fn a_function_is_measured_from_its_name_to_its_last_brace() {
    let source =
        Source::new("x.rs", "trait T {\n    fn none(a: [u8; 2]);\n}\nfn two(f: fn(u8)) {\n    if true {}\n}\n");

    assert_eq!(source.functions(), [Function { name: "two".to_owned(), line: 4, lines: 3 }]);
}

#[test]
fn the_paths_of_a_use_are_spread_out() {
    let paths = spread(" std::{fs::{self, File as F}, io}");

    let told: Vec<String> = paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(told, ["std::fs::self", "std::fs::File", "std::io"]);
}
