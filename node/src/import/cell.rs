//! One value at a time: text without tricks, mail addresses, phone numbers, profile slugs, dates.
//!
//! A value that doesn't parse becomes nothing rather than something wrong. No value can fail a file.

use jiff::civil::Date;

/// The text without control characters, byte order marks and marks that reorder how it reads.
/// Line breaks stay, as `\n`; so do the joiners that scripts and emoji need.
pub(super) fn clean(value: &str) -> String {
    let mut cleaned = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => cleaned.push(c),
        }
    }
    cleaned.trim().to_owned()
}

/// The cleaned text on one line, with single spaces.
pub(super) fn line(value: &str) -> String {
    clean(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every mail address in the value: lower case, each once, in order.
pub(super) fn emails(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in clean(value).to_lowercase().split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>')) {
        let whole = part.split_once('@').is_some_and(|(user, host)| !user.is_empty() && is_host(host));
        if whole && !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// Every phone number in the value: digits, a leading `+` kept, extensions dropped, each once.
pub(super) fn phones(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in clean(value).to_lowercase().replace(":::", ";").split([',', ';', '\n']) {
        let number = part.split(['x', 'e']).next().unwrap_or_default().trim();
        let plus = if number.starts_with('+') { "+" } else { "" };
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let phone = format!("{plus}{digits}");
        if digits.len() >= MIN_PHONE_DIGITS && !found.contains(&phone) {
            found.push(phone);
        }
    }
    found
}

/// The slug of a LinkedIn profile's address, percent-decoded and in lower case; nothing for any other address.
pub(super) fn profile_slug(value: &str) -> String {
    let address = line(value);
    let lower = address.to_ascii_lowercase();
    let Some(start) = lower.find("linkedin.com/in/").map(|at| at + "linkedin.com/in/".len()) else {
        return String::new();
    };
    let slug = address[start..].split(['/', '?', '#']).next().unwrap_or_default();
    clean(&percent_decoded(slug).unwrap_or_default()).to_lowercase()
}

/// The date, in any of the ways LinkedIn and spreadsheets write it. `3/4/2021` alone could be two days: nothing.
pub(super) fn date(value: &str) -> Option<Date> {
    let text = line(value).to_lowercase();
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    if let (Some(first), Some(second), Some(third)) = (number(0), number(1), number(2)) {
        return match text.chars().find(|c| !c.is_ascii_digit())? {
            '-' if first > 31 => day(first, second, third),
            '.' | '-' => day(third, second, first),
            '/' => slashed(first, second, third, text.ends_with("am") || text.ends_with("pm")),
            _ => None,
        };
    }
    let words: Vec<&str> = parts.into_iter().filter(|part| *part != "de").collect();
    let [first, second, third, ..] = words[..] else {
        return None;
    };
    let year = third.parse().ok()?;
    match month(second) {
        Some(month) => day(year, month, first.parse().ok()?),
        None => day(year, month(first)?, second.parse().ok()?),
    }
}

/// A host name with a dot in it and nothing that no host has.
fn is_host(host: &str) -> bool {
    host.contains('.') && host.split('.').all(|label| !label.is_empty()) && !host.contains(['@', '/', '"'])
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// Month first where the clock is American or nothing else is possible, day first where only that is possible.
fn slashed(first: i16, second: i16, year: i16, american: bool) -> Option<Date> {
    if first > 31 {
        day(first, second, year)
    } else if first > 12 {
        day(year, second, first)
    } else if american || second > 12 || first == second {
        day(year, first, second)
    } else {
        None
    }
}

/// The day, if there is such a day. Two-digit years are of this century: LinkedIn opened in 2003.
fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = if year < 100 { year + 2_000 } else { year };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The month a word of at least three letters begins, in one of six languages.
fn month(word: &str) -> Option<i16> {
    if word.chars().count() < 3 {
        return None;
    }
    let mut begun = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|name| name.starts_with(word)));
    let (number, _) = begun.next()?;
    begun.next().is_none().then_some(number)
}

const MIN_PHONE_DIGITS: usize = 5;

/// English, German, French, Spanish, Italian, Portuguese, each where it differs.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro"],
    &["february", "februar", "février", "fevrier", "febrero", "febbraio", "fevereiro"],
    &["march", "märz", "maerz", "mrz", "mars", "marzo", "março"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "aout", "agosto"],
    &["september", "septembre", "septiembre", "setiembre", "settembre", "setembro"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro"],
];

#[cfg(test)]
mod tests {
    use jiff::civil::date as civil;

    use super::*;

    #[test]
    fn what_could_disguise_a_text_is_dropped() {
        assert_eq!(clean("Ann\u{202e}a\u{0007}\u{feff}"), "Anna");
        assert_eq!(line(" Ann\u{0000} \r\n\t Marie "), "Ann Marie");
        assert_eq!(clean("👩\u{200d}🌾"), "👩\u{200d}🌾");
    }

    #[test]
    fn a_date_is_read_in_every_way_it_is_written() {
        for (text, expected) in [
            ("05 Mar 2024", civil(2024, 3, 5)),
            ("March 5, 2024", civil(2024, 3, 5)),
            ("12 Mär 2023", civil(2023, 3, 12)),
            ("1 févr. 2022", civil(2022, 2, 1)),
            ("3 de ago. de 2021", civil(2021, 8, 3)),
            ("9 juin 2020", civil(2020, 6, 9)),
            ("12/8/17, 7:32 AM", civil(2017, 12, 8)),
            ("25/12/2019", civil(2019, 12, 25)),
            ("12.03.2023", civil(2023, 3, 12)),
            ("2024-03-05", civil(2024, 3, 5)),
        ] {
            assert_eq!(date(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_date_that_could_be_two_or_none_is_nothing() {
        for text in ["3/4/2021", "31 Feb 2024", "12 jui 2024", "soon", "", "99999 1 1"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_slug_is_read_from_every_form_of_the_address() {
        assert_eq!(profile_slug("https://www.linkedin.com/in/tom%C3%A1s-Example/?trk=x"), "tomás-example");
        assert_eq!(profile_slug("de.linkedin.com/in/ute-example"), "ute-example");
        assert_eq!(profile_slug("https://www.linkedin.com/company/lantern"), "");
        assert_eq!(profile_slug("https://www.linkedin.com/in/%ff%zz"), "");
    }

    #[test]
    fn addresses_and_numbers_are_cleaned_and_counted_once() {
        assert_eq!(emails("Ann <ANN@well.example>; ann@well.example, no@host, @x.example"), ["ann@well.example"]);
        assert_eq!(phones("+44 1632 960001 ext. 7 ::: 01632 960 002; 12"), ["+441632960001", "01632960002"]);
    }
}
