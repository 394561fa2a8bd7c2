//! What a command tells: sentences for people, one JSON value for programs. The only place that prints.
//!
//! Text that others wrote is shown without control characters, so that no name can move the cursor.
#![expect(clippy::print_stdout, reason = "a command line's answer goes to standard output")]

use std::io::Write;

use std::fmt::Display;

use serde::Serialize;
use serde_json::Value;

/// A command's answer.
#[derive(Debug, Default)]
pub(super) struct Told {
    lines: Vec<String>,
    notes: Vec<String>,
    json: Value,
    is_alarming: bool,
}

impl Told {
    /// An answer that programs read as `json`.
    pub(super) fn json(json: impl Serialize) -> anyhow::Result<Self> {
        Ok(Self { json: serde_json::to_value(json)?, ..Self::default() })
    }

    /// Adds a line for people.
    pub(super) fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Adds lines for people.
    pub(super) fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(lines);
        self
    }

    /// Adds what happened beside what was asked for; goes to standard error.
    pub(super) fn notes(mut self, notes: Vec<String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Marks the answer as one that needs somebody's hand: the exit code says so.
    pub(super) fn alarming_if(mut self, is_alarming: bool) -> Self {
        self.is_alarming = is_alarming;
        self
    }

    /// Whether it is marked so.
    pub(super) const fn is_alarming(&self) -> bool {
        self.is_alarming
    }

    /// Prints it.
    pub(super) fn print(self, as_json: bool) {
        for note in &self.notes {
            eprintln!("{note}");
        }
        let lines = if as_json { vec![self.json.to_string()] } else { self.lines };
        let mut out = std::io::stdout().lock();
        // Who stopped reading, such as `head`, has read enough.
        let _ = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    }
}

/// Says what is about to happen, beside the answer: to standard error.
pub(super) fn announce(lines: &[String]) {
    for line in lines {
        eprintln!("{line}");
    }
}

/// Prints a line while a command is still running.
pub(super) fn print_line(line: &str) {
    println!("{line}");
}

/// Asks for a line on the terminal; goes to standard error, so that an answer in JSON stays one.
pub(super) fn print_prompt(text: &str) {
    eprintln!("{text}");
}

/// Text of others on one line, without control characters or marks that turn the reading direction.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if is_harmless(c) { c } else { ' ' }).collect()
}

/// Text of others with its line breaks, each line set in.
pub(super) fn set_in(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| format!("    {}", one_line(line)))
}

/// The first digits of an identifier: enough to name it by.
pub(super) fn short(id: impl Display) -> String {
    id.to_string().chars().take(8).collect()
}

fn is_harmless(c: char) -> bool {
    let turns_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns_direction && !matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_move_the_cursor() {
        assert_eq!(one_line("Ana\u{1b}[2J\u{202e}nn\n"), "Ana [2J nn ");
        assert_eq!(one_line("Łucja 李 الحداد"), "Łucja 李 الحداد");
    }

    #[test]
    fn a_letter_keeps_its_lines() {
        assert_eq!(set_in("one\n\ntwo").collect::<Vec<_>>(), ["    one", "    ", "    two"]);
    }
}
