//! One value at a time, already cleaned: mail addresses, phone numbers, pages, dates.
//!
//! A value that doesn't parse becomes nothing rather than something wrong. No value can fail a file.

use jiff::civil::Date;
use stn_protocol::trust::{Handle, HandleType};

use super::text;

/// Every mail address in the value, in lower case.
pub(super) fn emails(value: &str) -> Vec<String> {
    let value = value.to_lowercase();
    let parts = value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'));
    parts.map(bare).filter(|part| is_address(part)).map(str::to_owned).collect()
}

/// Every phone number in the value: digits, a leading `+` kept, extensions dropped.
pub(super) fn phones(value: &str) -> Vec<String> {
    value.replace(":::", ";").split([',', ';', '\n']).filter_map(phone).collect()
}

/// The slug of a LinkedIn profile's address, percent-decoded and in lower case; nothing for any other address.
pub(super) fn profile_slug(value: &str) -> String {
    let Some(("linkedin.com", path)) = host_and_path(value).as_ref().map(|(host, path)| (host.as_str(), *path)) else {
        return String::new();
    };
    let Some(rest) = path.get(..3).filter(|start| start.eq_ignore_ascii_case("in/")).map(|_| &path[3..]) else {
        return String::new();
    };
    let slug = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let slug = text::clean(&percent_decoded(slug).unwrap_or_default()).text.to_lowercase();
    if slug.contains(|c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#')) { String::new() } else { slug }
}

/// The ORCID iD an address or `orcid:` text names, if its checksum holds.
pub(super) fn orcid(value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    let named = lower.starts_with("orcid:") || host_and_path(&lower).is_some_and(|(host, _)| host == "orcid.org");
    named.then(|| Handle::of_type(HandleType::Orcid, &lower, None).ok()).flatten().map(|id| id.canonical().0.clone())
}

/// Whether the value is the address of a page that may stand for its person; LinkedIn's other pages don't.
pub(super) fn is_page(value: &str) -> bool {
    host_and_path(value).is_some_and(|(host, _)| is_host(&host) && host != "linkedin.com")
}

/// The date, in any of the ways LinkedIn and spreadsheets write it. `3/4/2021` alone could be two days: nothing.
pub(super) fn date(value: &str) -> Option<Date> {
    let text = text::one_line(value).to_lowercase();
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

/// The address without what is written around one.
fn bare(part: &str) -> &str {
    part.strip_prefix("mailto:").unwrap_or(part).trim_matches(['\'', '"', '(', ')', '[', ']'])
}

fn is_address(part: &str) -> bool {
    part.len() <= MAX_EMAIL_BYTES && part.split_once('@').is_some_and(|(user, host)| !user.is_empty() && is_host(host))
}

/// The number up to a letter or `#`, which start an extension; the national `(0)` behind a country code is no digit.
fn phone(part: &str) -> Option<String> {
    if URI_PARAMETERS.iter().any(|parameter| part.trim_start().starts_with(parameter)) {
        return None;
    }
    let part = part.replace('＋', "+").replace("(0)", if part.contains(['+', '＋']) { "" } else { "0" });
    let mut phone = String::new();
    for c in part.chars() {
        match digit(c) {
            Some(digit) => phone.push(digit),
            None if c == '+' && phone.is_empty() => phone.push('+'),
            None if !phone.is_empty() && (c.is_alphabetic() || c == '#') => break,
            None => {}
        }
    }
    let digits = phone.trim_start_matches('+').len();
    (MIN_PHONE_DIGITS..=MAX_PHONE_DIGITS).contains(&digits).then_some(phone)
}

/// The digit in ASCII, from the scripts in which address books write numbers.
fn digit(c: char) -> Option<char> {
    let zero = ['0', '٠', '۰', '०', '০', '０'].into_iter().find(|zero| (*zero..).take(10).any(|digit| digit == c))?;
    char::from_digit(c as u32 - zero as u32, 10)
}

/// The host of a page in lower case, without `www.` and such for LinkedIn, and what follows its slash.
fn host_and_path(value: &str) -> Option<(String, &str)> {
    if value.contains(char::is_whitespace) {
        return None;
    }
    let rest = match value.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") => rest,
        Some(_) => return None,
        None => value,
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].to_lowercase();
    if host.contains([':', '@']) {
        return None;
    }
    let host = if host.ends_with(".linkedin.com") { "linkedin.com".to_owned() } else { host };
    let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
    Some((host, rest[end..].strip_prefix('/').unwrap_or_default()))
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

/// Shorter ones are emergency and service numbers, and stand for nobody.
const MIN_PHONE_DIGITS: usize = 5;
/// E.164 has 15, and up to four of a prefix for calling abroad.
const MAX_PHONE_DIGITS: usize = 19;
/// What may stand behind the number of a `tel:` URI (RFC 3966).
const URI_PARAMETERS: [&str; 3] = ["ext=", "isub=", "phone-context="];
/// RFC 5321's longest path.
const MAX_EMAIL_BYTES: usize = 254;

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
        for (address, slug) in [
            ("https://www.linkedin.com/in/tom%C3%A1s-Example/?trk=x", "tomás-example"),
            ("de.linkedin.com/in/ute-example", "ute-example"),
            ("HTTP://LINKEDIN.COM/IN/Ute", "ute"),
            ("https://www.linkedin.com/company/lantern", ""),
            ("https://www.linkedin.com/in/%ff%zz", ""),
            ("https://www.linkedin.com/in/a%2Fb", ""),
            ("https://notlinkedin.com/in/ute", ""),
            ("https://x.example/linkedin.com/in/ute", ""),
            ("https://linkedin.com@x.example/in/ute", ""),
        ] {
            assert_eq!(profile_slug(address), slug, "{address}");
        }
    }

    #[test]
    fn a_page_is_told_from_a_profile_and_an_orcid() {
        assert_eq!(orcid("https://orcid.org/0000-0002-1825-0097").unwrap(), "0000000218250097");
        assert_eq!(orcid("https://orcid.org/0000-0002-1825-0098"), None);
        assert_eq!(orcid("https://x.example/0000-0002-1825-0097"), None);
        assert!(is_page("https://www.x.example/~ann") && is_page("ann.example"));
        for value in ["https://www.linkedin.com/company/x", "mailto:ann@x.example", "ftp://x.example", "see below", ""]
        {
            assert!(!is_page(value), "{value}");
        }
    }

    #[test]
    fn addresses_and_numbers_are_found_among_other_text() {
        let value = "Ann <ANN@well.example>; 'lee@well.example', no@host, @x.example mailto:jo@well.example";

        assert_eq!(emails(value), ["ann@well.example", "lee@well.example", "jo@well.example"]);
        assert_eq!(phones("+44 1632 960001 ext. 7 ::: 01632 960 002; 12"), ["+441632960001", "01632960002"]);
    }

    #[test]
    fn a_number_is_read_as_the_world_writes_it() {
        for (text, number) in [
            ("tel:+353-20-910-0000;ext=12345", "+353209100000"),
            ("Office: 030 901820 # 4", "030901820"),
            ("+49 (0)30 901820", "+4930901820"),
            ("(030) 901820 доб. 4", "030901820"),
            ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
            ("＋８１ ３ １２３４ ５６７８", "+81312345678"),
        ] {
            assert_eq!(phones(text), [number], "{text}");
        }
        assert!(phones("1-800-FLOWERS ; 112 ; 12345678901234567890").is_empty());
    }
}
