//! A file of cards, cut into cards of whole lines: folds undone, soft breaks closed, bytes made text.
//!
//! Only lines that are read are kept, so that pictures and notes cost nothing. All this happens on bytes, because
//! a fold may stand in the middle of a letter, and line by line, because cards of one file may differ in encoding.
//! Time grows with the file's length alone; cards within cards are counted, never entered.

use std::iter::{Enumerate, Peekable};
use std::slice::Split;

use super::super::{ImportError, MAX_RECORD_BYTES, decode};

/// One card: whole lines between `BEGIN` and `END`, both included.
pub(super) struct Card {
    /// The line of the file on which it starts.
    pub(super) line: u64,
    pub(super) text: String,
}

/// The cards of a file, in order.
pub(super) struct Cards<'f> {
    lines: Peekable<Enumerate<Lines<'f>>>,
}

type Lines<'f> = Split<'f, u8, fn(&u8) -> bool>;

/// Whether a card starts near the top.
pub(in super::super) fn begin(bytes: &[u8]) -> bool {
    let mut top = Cards::of(&bytes[..bytes.len().min(TOP_BYTES)]).lines.take(TOP_LINES);
    top.any(|(_, line)| is(line, BEGIN))
}

impl<'f> Cards<'f> {
    /// The cards of a file whose letters take one byte each where they are ASCII.
    pub(super) fn of(bytes: &'f [u8]) -> Self {
        let ends: fn(&u8) -> bool = if bytes.contains(&b'\n') { |byte| *byte == b'\n' } else { |byte| *byte == b'\r' };
        Self { lines: bytes.split(ends).enumerate().peekable() }
    }

    /// Everything up to the card's end, to where another begins, or to the end of the file.
    fn card(&mut self, line: u64) -> Result<Card, ImportError> {
        let mut text = String::from("BEGIN:VCARD\n");
        while let Some((_, first)) = self.lines.next_if(|(_, line)| !is(line, BEGIN)) {
            if is(first, END) {
                break;
            }
            let name = property(first);
            let kept = READ.iter().any(|read| name.eq_ignore_ascii_case(read.as_bytes()));
            let whole = self.whole(first, kept).ok_or(ImportError::CellTooLong { line })?;
            if kept {
                push(&mut text, &whole);
            }
            if text.len() > MAX_RECORD_BYTES {
                return Err(ImportError::RowTooLong { line });
            }
            if name.eq_ignore_ascii_case(AGENT) {
                self.pass_inner();
            }
        }
        text.push_str("END:VCARD\n");
        Ok(Card { line, text })
    }

    /// The line with what is folded or broken softly behind it; empty if it isn't kept, nothing if it is too long.
    fn whole(&mut self, first: &[u8], kept: bool) -> Option<Vec<u8>> {
        let quoted = is_quoted_printable(first);
        let mut whole = Vec::new();
        let mut piece = without_return(first);
        loop {
            let soft = quoted && piece.ends_with(b"=");
            if kept {
                whole.extend_from_slice(if soft { &piece[..piece.len() - 1] } else { piece });
            }
            if whole.len() > MAX_LINE_BYTES {
                return None;
            }
            let follows = |line: &[u8]| soft || line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
            let Some((_, more)) = self.lines.next_if(|(_, line)| follows(line) && !is(line, BEGIN) && !is(line, END))
            else {
                return Some(whole);
            };
            piece = without_return(if soft { more } else { &more[1..] });
        }
    }

    /// Passes the card inside a card that vCard 2.1 has for somebody's agent, and the cards inside that.
    fn pass_inner(&mut self) {
        let mut depth = 0_usize;
        let mut opens = true;
        while let Some((_, line)) = self.lines.next_if(|(_, line)| is(line, BEGIN) == opens) {
            depth += usize::from(opens);
            depth -= usize::from(is(line, END));
            if depth == 0 {
                return;
            }
            let next_begins = self.lines.peek().is_some_and(|(_, next)| is(next, BEGIN));
            opens = next_begins && property(line).eq_ignore_ascii_case(AGENT);
        }
    }
}

impl Iterator for Cards<'_> {
    type Item = Result<Card, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (at, _) = self.lines.by_ref().find(|(_, line)| is(line, BEGIN))?;
        Some(self.card(at as u64 + 1))
    }
}

/// Adds a whole line as text, without its group, its name in capitals. Quoted-printable that names no encoding is UTF-8 in every card
/// met, though 2.1 says otherwise; where it isn't, the bytes come back and are read as a table's would be. The
/// parser knows quoted-printable only as an `ENCODING`, where 2.1 has the bare word too.
fn push(text: &mut String, whole: &[u8]) {
    let name = property(whole);
    let Some(start) = whole.windows(name.len()).position(|at| at == name) else { return };
    let rest = &whole[start + name.len()..];
    let charset = charset(rest);
    text.push_str(&decode::unmarked(name, None).to_ascii_uppercase());
    if is_quoted_printable(whole) {
        text.push_str(if charset.is_none() { ";CHARSET=UTF-8" } else { "" });
        text.push_str(if find(parameters(whole), b"ENCODING=").is_none() { ";ENCODING=QUOTED-PRINTABLE" } else { "" });
    }
    text.extend(decode::unmarked(rest, charset).chars().filter(|c| !matches!(c, '\n' | '\r')));
    text.push('\n');
}

/// The property's name, without its group.
fn property(line: &[u8]) -> &[u8] {
    let end = line.iter().position(|byte| matches!(byte, b':' | b';')).unwrap_or_default();
    let name = line[..end.min(MAX_NAME_BYTES)].rsplit(|byte| *byte == b'.').next();
    name.unwrap_or_default()
}

/// What stands between the name and the value.
fn parameters(line: &[u8]) -> &[u8] {
    &line[..line.iter().position(|byte| *byte == b':').unwrap_or_default()]
}

fn is_quoted_printable(line: &[u8]) -> bool {
    find(parameters(line), b"QUOTED-PRINTABLE").is_some()
}

/// The encoding a line names.
fn charset(line: &[u8]) -> Option<&[u8]> {
    let parameters = parameters(line);
    let start = find(parameters, b"CHARSET=")? + b"CHARSET=".len();
    parameters[start..].split(|byte| *byte == b';').next()
}

fn find(line: &[u8], word: &[u8]) -> Option<usize> {
    line.windows(word.len()).position(|at| at.eq_ignore_ascii_case(word))
}

fn is(line: &[u8], word: &[u8]) -> bool {
    line.strip_prefix(MARK).unwrap_or(line).trim_ascii_end().eq_ignore_ascii_case(word)
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

const BEGIN: &[u8] = b"BEGIN:VCARD";
const END: &[u8] = b"END:VCARD";
const AGENT: &[u8] = b"AGENT";
/// UTF-8's byte order mark; files put together from several have it in the middle.
const MARK: &[u8] = b"\xef\xbb\xbf";
/// The properties a row is made of, and those that say what a card is.
const READ: [&str; 16] = [
    "VERSION",
    "FN",
    "N",
    "NICKNAME",
    "EMAIL",
    "TEL",
    "ORG",
    "TITLE",
    "ROLE",
    "URL",
    "SOCIALPROFILE",
    "X-SOCIALPROFILE",
    "X-ORCID",
    "KIND",
    "X-ABSHOWAS",
    "X-ADDRESSBOOKSERVER-KIND",
];
/// Room for the longest value in quoted-printable of three-byte letters, with parameters.
const MAX_LINE_BYTES: usize = 16 << 10;
/// Longer than any name with its group.
const MAX_NAME_BYTES: usize = 256;
const TOP_BYTES: usize = 64 << 10;
const TOP_LINES: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(text: &[u8]) -> Vec<(u64, String)> {
        let cards = Cards::of(text).map(|card| card.map(|card| (card.line, card.text)));
        cards.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_fold_is_undone_even_in_the_middle_of_a_letter() {
        let file = b"BEGIN:VCARD\r\nFN:Mar\xc3\r\n \xada\r\n\t Lee\r\nEND:VCARD\r\n";

        assert_eq!(cards(file), [(1, "BEGIN:VCARD\nFN:María Lee\nEND:VCARD\n".to_owned())]);
    }

    #[test]
    fn a_soft_break_is_closed_and_one_without_an_end_ends_with_the_card() {
        let file = b"BEGIN:VCARD\nORG;QUOTED-PRINTABLE:A=\nB =\nC\nTITLE;ENCODING=QUOTED-PRINTABLE:D=\nEND:VCARD\n";

        let text = "BEGIN:VCARD\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE;QUOTED-PRINTABLE:AB C\n\
                    TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:D\nEND:VCARD\n";
        assert_eq!(cards(file), [(1, text.to_owned())]);
    }

    #[test]
    fn what_is_not_read_is_passed_with_its_folds() {
        let file = b"\nBEGIN:VCARD\nitem1.FN:A\nPHOTO;BASE64:\n FN:x\n TEL:1\nNOTE:y\n z\nEND:VCARD\n";

        assert_eq!(cards(file), [(2, "BEGIN:VCARD\nFN:A\nEND:VCARD\n".to_owned())]);
    }

    #[test]
    fn a_card_without_an_end_ends_where_the_next_begins() {
        let file = b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nFN:C\n\xef\xbb\xbfbegin:vcard\nFN:D";

        let texts: Vec<String> = cards(file).into_iter().map(|(_, text)| text).collect();

        let card = |name: &str| format!("BEGIN:VCARD\nFN:{name}\nEND:VCARD\n");
        assert_eq!(texts, [card("A"), card("B"), card("D")]);
    }

    #[test]
    fn an_agents_card_is_passed_and_swallows_nobody() {
        let inner = "BEGIN:VCARD\nFN:Agent\nAGENT:\nBEGIN:VCARD\nFN:Deeper\nEND:VCARD\nEND:VCARD\n";
        let whole = format!("BEGIN:VCARD\nFN:A\nAGENT:\n{inner}TEL:1\nEND:VCARD\n");
        let broken = "BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:Agent\nBEGIN:VCARD\nFN:B\nEND:VCARD\n";

        assert_eq!(cards(whole.as_bytes()), [(1, "BEGIN:VCARD\nFN:A\nTEL:1\nEND:VCARD\n".to_owned())]);
        assert_eq!(cards(broken.as_bytes()).len(), 2);
    }

    #[test]
    fn cards_of_one_file_may_differ_in_encoding() {
        let file = b"BEGIN:VCARD\nFN:Kr\xfcger\nEND:VCARD\nBEGIN:VCARD\nFN;CHARSET=windows-1251:\xc8\xe2\xe0\xed\n\
                     END:VCARD\nBEGIN:VCARD\nFN:Ay\xc5\x9fe\nEND:VCARD\n";

        let texts: Vec<String> = cards(file).into_iter().map(|(_, text)| text).collect();

        assert!(texts[0].contains("Krüger") && texts[1].contains("Иван") && texts[2].contains("Ayşe"), "{texts:?}");
    }
}
