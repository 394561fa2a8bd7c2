//! Text without tricks: what can't be seen, what reorders how a text reads, and what a spreadsheet would run is
//! taken out. Look-alike letters stay, since real names have every letter; `looks_mixed` says where to look twice.

use std::iter::Peekable;
use std::str::Chars;

use unicode_security::MixedScript as _;

/// A value as it may be shown.
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
pub(super) struct Clean {
    /// The text, trimmed; line breaks stay, as `\n`.
    pub(super) text: String,
    /// Whether anything but blanks was taken out.
    pub(super) taken: bool,
}

/// The text without control characters, invisible characters and marks that reorder how it reads.
pub(super) fn clean(value: &str) -> Clean {
    if value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Clean { text: value.trim().to_owned(), taken: false };
    }
    let mut text = String::with_capacity(value.len());
    let mut taken = false;
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\t' => text.push(' '),
            '\u{200c}' | '\u{200d}' if joins(&text, &mut chars) => text.push(c),
            c if c.is_control() || is_invisible(c) => taken = true,
            c => text.push(c),
        }
    }
    let trimmed = text.trim();
    if trimmed.len() < text.len() {
        text = trimmed.to_owned();
    }
    Clean { text, taken }
}

/// The cleaned text without the signs by which a spreadsheet takes a value for a formula.
pub(super) fn inert(value: &str) -> Clean {
    let Clean { text, taken } = clean(value);
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || FORMULA.contains(&c));
    if rest.len() == text.len() {
        return Clean { text, taken };
    }
    Clean { text: rest.to_owned(), taken: true }
}

/// The text on one line, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word of the text mixes scripts that no language writes together.
pub(super) fn looks_mixed(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    words.any(|word| !word.is_ascii() && !word.is_single_script())
}

/// Whether a joiner does its work here: between letters that join or emoji, never among Latin, Greek or Cyrillic.
fn joins(before: &str, after: &mut Peekable<Chars<'_>>) -> bool {
    let joinable = |c: char| c >= '\u{590}' && !('\u{2000}'..='\u{206f}').contains(&c);
    before.chars().next_back().is_some_and(joinable) && after.peek().copied().is_some_and(joinable)
}

/// Characters without a picture or of zero width, and those that change the direction of their neighbours.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// What Excel, LibreOffice and Google Sheets take for the start of a formula, in both widths.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(value: &str) -> (String, bool) {
        let Clean { text, taken } = clean(value);
        (text, taken)
    }

    #[test]
    fn what_could_disguise_a_text_is_taken_out() {
        assert_eq!(cleaned("Ann\u{202e}a\u{0007}\u{feff}"), ("Anna".to_owned(), true));
        assert_eq!(cleaned("pay\u{200d}pal\u{ad}.\u{2066}example\u{e0041}"), ("paypal.example".to_owned(), true));
        assert_eq!(cleaned(" Ann \r\n\tMarie "), ("Ann \n Marie".to_owned(), false));
    }

    #[test]
    fn joiners_stay_where_scripts_and_emoji_need_them() {
        for text in ["👩\u{200d}🌾", "می\u{200c}خواهم", "क्\u{200d}ष"] {
            assert_eq!(cleaned(text), (text.to_owned(), false));
        }
    }

    #[test]
    fn what_a_spreadsheet_would_run_loses_its_start() {
        for (value, expected) in [
            ("=HYPERLINK(\"http://x.example\")", "HYPERLINK(\"http://x.example\")"),
            ("@SUM(1+1)", "SUM(1+1)"),
            (" \t +-=cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
            ("\u{200b}＝1+1", "1+1"),
            ("---", ""),
        ] {
            assert_eq!(inert(value), Clean { text: expected.to_owned(), taken: true });
        }
        assert_eq!(inert("d'Arcy-Lee + Co"), Clean { text: "d'Arcy-Lee + Co".to_owned(), taken: false });
    }

    #[test]
    fn a_word_of_two_scripts_is_marked_and_a_text_of_two_languages_is_not() {
        for text in ["P\u{430}ul Smith", "ann@w\u{435}ll.example", "Αnna"] {
            assert!(looks_mixed(text), "{text}");
        }
        for text in ["Ivan Иван", "Jun 🌱 池田", "ひらカタ漢字", "Zoë d'Arcy", "Nguyễn", "김 철수", "O'Брайен"]
        {
            assert!(!looks_mixed(text), "{text}");
        }
    }
}
