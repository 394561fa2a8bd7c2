//! Bytes to text: which encoding a file is in, found out without asking.
//!
//! A byte order mark decides. Without one, what is valid UTF-8 is UTF-8, and everything else is
//! Windows-1252, because that is what a Western spreadsheet writes when it saves a CSV again.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The file as text, without its byte order mark. Every file has a text; a wrong one has no header.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text,
        None => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
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
}
