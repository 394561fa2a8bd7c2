//! Which texts may travel: bounded in bytes, without control characters. What a page shows is the page's care.

use crate::limits;
use crate::message::Card;

/// Whether `text` may stand where one line is expected: at most `max` bytes, no control characters.
pub fn is_line(text: &str, max: usize) -> bool {
    text.len() <= max && !text.chars().any(char::is_control)
}

/// Whether `text` may stand where people write to each other: as a line, but with line feeds.
pub fn is_prose(text: &str, max: usize) -> bool {
    text.len() <= max && !text.chars().any(|c| c.is_control() && c != '\n')
}

/// Whether every field of a card is a line of its length.
pub fn is_card(card: &Card) -> bool {
    is_line(&card.name, limits::CARD_NAME)
        && is_line(&card.org, limits::CARD_ORG)
        && is_line(&card.role, limits::CARD_ROLE)
        && is_line(&card.contact, limits::CARD_CONTACT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_prose_has_line_feeds_and_nothing_has_other_control_characters() {
        assert!(is_line("Jörg Müller", 64) && is_prose("Dear Jörg,\n\nyes.", 64));
        assert!(!is_line("two\nlines", 64));
        for bad in ["a\rb", "a\tb", "a\0b", "\u{1b}[31m", "\u{85}", "\u{7f}"] {
            assert!(!is_line(bad, 64) && !is_prose(bad, 64));
        }
    }

    #[test]
    fn length_is_counted_in_bytes() {
        assert!(is_line("ää", 4));
        assert!(!is_line("ää", 3) && !is_prose("ää", 3));
    }
}
