//! Bytes to text: which encoding a file is in, found out without asking.
//!
//! A byte order mark decides. Without one, what is valid UTF-8 is UTF-8, and everything else is
//! Windows-1252, because that is what a Western spreadsheet writes when it saves a CSV again.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The file as text, without its byte order mark. Every file has a text; a wrong one has no header.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    marked(bytes).unwrap_or_else(|| unmarked(bytes, None))
}

/// The text of a file that starts with a byte order mark.
pub(super) fn marked(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    Some(encoding.decode_without_bom_handling(&bytes[mark..]).0)
}

/// The text of bytes without a mark: UTF-8 where it is valid, or else in the encoding of that name, or else
/// Windows-1252.
pub(super) fn unmarked<'b>(bytes: &'b [u8], label: Option<&[u8]>) -> Cow<'b, str> {
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return text;
    }
    let told = label.and_then(Encoding::for_label).filter(|told| *told != UTF_8);
    told.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_decides_and_is_dropped() {
        assert_eq!(text("\u{feff}Jörg".as_bytes()), "Jörg");
        assert_eq!(text(&[0xff, 0xfe, b'J', 0, 0xf6, 0]), "Jö");
    }

    #[test]
    fn text_that_is_not_utf8_is_read_as_windows_1252() {
        assert_eq!(text(b"Kr\xfcger \x80"), "Krüger €");
    }

    #[test]
    fn text_that_is_not_utf8_is_read_in_the_encoding_it_names() {
        assert_eq!(unmarked(b"\xc8\xe2\xe0\xed", Some(b"windows-1251")), "Иван");
        assert_eq!(unmarked("Иван".as_bytes(), Some(b"windows-1251")), "Иван");
        assert_eq!(unmarked(b"Kr\xfcger", Some(b"utf-8")), "Krüger");
    }
}
