//! Every command that the papers print is one: in blocks it parses as it stands; within sentences, and in what the
//! program itself tells people to type, it names a command and flags that there are.

use std::fs;
use std::path::{Path, PathBuf};

use stn_node::cli;

/// What members and admins read.
const PAPERS: [&str; 4] = ["README.md", "docs/members.md", "docs/operating.md", "CHANGELOG.md"];

#[test]
fn every_command_in_a_block_of_the_papers_parses() {
    let mut faults = Vec::new();
    let mut parsed = 0;
    for paper in PAPERS {
        for line in blocks(&read(paper)) {
            for words in commands_in(&line) {
                parsed += 1;
                faults.extend(fault_of(&words).map(|fault| format!("{paper}: {}: {fault}", words.join(" "))));
            }
        }
    }

    assert!(parsed > 100, "only {parsed} commands found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_command_named_in_a_sentence_is_there_with_its_flags() {
    let mut faults = Vec::new();
    let mut named = 0;
    let mut places: Vec<PathBuf> = PAPERS.iter().map(|paper| top().join(paper)).collect();
    rust_files(&top().join("node/src"), &mut places);
    rust_files(&top().join("protocol/src/local"), &mut places);
    for place in places {
        for words in spans(&fs::read_to_string(&place).unwrap()) {
            named += 1;
            let told = || format!("{}: {}", place.display(), words.join(" "));
            faults.extend(unknown_in(&words).map(|fault| format!("{}: {fault}", told())));
        }
    }

    assert!(named > 250, "only {named} commands found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_command_that_is_none_is_found() {
    let words = |line: &str| commands_in(line).remove(0);

    assert!(fault_of(&words("stn me ask --for jonas@quarry.example   # whom")).is_none());
    assert!(fault_of(&words("stn me ask --whom jonas@quarry.example")).is_some());
    assert!(fault_of(&words("stn me trust 'Ana Ferrer' --strength very-well")).is_some());
    assert!(unknown_in(&words("stn me trust PERSON --strength …")).is_none());
    assert!(unknown_in(&words("stn me entrust PERSON")).is_some());
    assert!(unknown_in(&words("stn me trust PERSON --strong …")).is_some());
    assert_eq!(commands_in("stn me inbox ; stn me approve 7c01 > out.txt").len(), 2);
    assert_eq!(spans("run `stn me \\\n        inbox` and `stn doctor`").len(), 2);
}

/// Why a command does not parse, if it doesn't. What is abridged with `…` is only looked up.
fn fault_of(words: &[String]) -> Option<String> {
    if words.iter().any(|word| word == "…") {
        return unknown_in(words);
    }
    let error = cli::commands().try_get_matches_from(words).err()?;
    error.use_stderr().then(|| error.to_string())
}

/// The first thing in a command that there is not: a subcommand or a flag.
fn unknown_in(words: &[String]) -> Option<String> {
    let mut root = cli::commands();
    root.build();
    let mut command = &root;
    let mut rest = words.iter().skip(1).peekable();
    while let Some(next) = rest.peek().and_then(|word| command.find_subcommand(word.as_str())) {
        command = next;
        rest.next();
    }
    let is_open = |word: &&String| *word != "…" && !word.starts_with('-');
    if command.is_subcommand_required_set()
        && let Some(word) = rest.peek().filter(|word| is_open(word))
    {
        return Some(format!("there is no `{word}`"));
    }
    let knows = |flag: &str| {
        command.get_arguments().any(|argument| {
            let aliases = argument.get_all_aliases().unwrap_or_default();
            argument.get_long() == Some(flag) || aliases.contains(&flag)
        })
    };
    let flags = rest.filter_map(|word| word.trim_start_matches('[').strip_prefix("--"));
    let mut flags = flags.map(|flag| flag.split('=').next().unwrap_or(flag).trim_end_matches(']'));
    flags.find(|flag| !knows(flag)).map(|flag| format!("there is no flag --{flag}"))
}

/// The lines of a paper's blocks of commands.
fn blocks(paper: &str) -> Vec<String> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in paper.lines() {
        if line.trim_start().starts_with("```") {
            inside = line.trim() == "```sh";
        } else if inside {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// The commands of a line, as a shell would hand them over.
fn commands_in(line: &str) -> Vec<Vec<String>> {
    let line = line.replace("cargo run --release --", "stn");
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    let mut words = shell_words(&line).into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            ";" => all.push(Vec::new()),
            ">" => drop(words.next()),
            _ => all.last_mut().unwrap().push(word),
        }
    }
    all.retain(|words| words.first().is_some_and(|word| word == "stn"));
    all
}

/// Words parted by space, with quotes taken off, up to a comment.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote): (Option<String>, Option<char>) = (None, None);
    for character in line.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, character) if character.is_whitespace() => words.extend(word.take()),
            (_, character) => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

/// The commands that stand between backquotes in a text, or in the strings of a program.
fn spans(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\\\n", " ");
    let starts = text.match_indices("`stn ").map(|(at, _)| at + 1);
    let spans = starts.filter_map(|at| text[at..].split_once('`').map(|(span, _)| span));
    spans.filter(|span| !span.contains('\n')).map(shell_words).collect()
}

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn read(paper: &str) -> String {
    fs::read_to_string(top().join(paper)).unwrap()
}

pub(super) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
