//! Which texts may travel: bounded in bytes, without control characters. What a page shows is the page's care.

/// Whether `text` may stand where one line is expected: at most `max` bytes, no control characters.
pub fn is_line(text: &str, max: usize) -> bool {
    text.len() <= max && !text.chars().any(char::is_control)
}

/// Whether `text` may stand where people write to each other: as a line, but with line feeds.
pub fn is_prose(text: &str, max: usize) -> bool {
    text.len() <= max && !text.chars().any(|c| c.is_control() && c != '\n')
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
