//! The agreed form of each type of handle, as pure functions over trimmed text.
//!
//! They are written so that a page's script can do the same step by step. Applying one to its own result
//! changes nothing.

use data_encoding::HEXUPPER_PERMISSIVE as HEX;
use unicode_normalization::UnicodeNormalization;

use super::{CountryCode, NotAHandle};

/// Takes white space, byte order marks and zero-width spaces off both ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}')
}

fn is_unseen(char: char) -> bool {
    is_blank(char) || char.is_control()
}

/// `local@domain` in lower case, the domain as A-labels; dots and plus signs stay as they are.
pub(super) fn email(text: &str) -> Option<String> {
    let (local, domain) = strip_start(text, "mailto:").rsplit_once('@')?;
    let refused = |char: char| is_unseen(char) || "\"(),:;<>@[\\]".contains(char);
    // The agreed form is checked, not the text: a Greek question mark becomes a semicolon on the way.
    let local = lower(local);
    if local.is_empty() || local.contains(refused) {
        return None;
    }
    Some(format!("{local}@{}", host(domain)?))
}

/// E.164 with `+`. Without `+` or 00, one leading 0 goes and the home country comes before.
pub(super) fn phone(text: &str, home: Option<CountryCode>) -> Result<String, NotAHandle> {
    let text = trimmed(strip_start(text, "tel:"));
    if !looks_like_phone(text) {
        return Err(NotAHandle::Phone);
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = if let Some(rest) = text.strip_prefix('+') {
        digits(&rest.replace("(0)", ""))
    } else {
        let written = digits(text);
        match (written.strip_prefix("00"), home) {
            (Some(international), _) => international.to_owned(),
            (None, None) => return Err(NotAHandle::PhoneWithoutCountry),
            (None, Some(code)) => format!("{}{}", code.0, written.strip_prefix('0').unwrap_or(&written)),
        }
    };
    if number.starts_with('0') || !(7..=15).contains(&number.len()) {
        return Err(NotAHandle::Phone);
    }
    Ok(format!("+{number}"))
}

/// Whether a text consists of digits and what people write between them, a `+` only in front.
pub(super) fn looks_like_phone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    let fits = |char: char| char.is_ascii_digit() || char.is_whitespace() || BETWEEN_DIGITS.contains(char);
    rest.chars().all(fits) && rest.contains(|char: char| char.is_ascii_digit())
}

/// Host and path: no scheme, `www.`, standard port, query, fragment or slash at the end. LinkedIn names are
/// one person in every country's and device's spelling.
pub(super) fn url(text: &str) -> Option<String> {
    let rest = strip_start(strip_start(text, "https://"), "http://");
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    if authority.contains('@') || path.contains(is_unseen) {
        return None;
    }
    let (name, port) = authority.split_once(':').unwrap_or((authority, ""));
    let name = without_www(host(name)?);
    let is_linkedin = name == "linkedin.com" || name.ends_with(".linkedin.com");
    if is_linkedin && let Some(slug) = linkedin_slug(path)? {
        return Some(format!("linkedin.com/in/{slug}"));
    }
    let port = match port {
        "" => None,
        written => Some(written.parse::<u16>().ok().filter(|port| *port != 0)?),
    };
    // A port is what it counts, however it is written: 080 is 80.
    let port = port.filter(|port| ![80, 443].contains(port)).map(|port| format!(":{port}")).unwrap_or_default();
    let path = percent_encoded(path.trim_end_matches('/'));
    Some(if path.is_empty() { format!("{name}{port}") } else { format!("{name}{port}/{path}") })
}

/// The name after `/in/`. The outer None: it is there but no name; the inner: another kind of page.
fn linkedin_slug(path: &str) -> Option<Option<String>> {
    let mut segments = path.split('/');
    if !segments.next().is_some_and(|first| first.eq_ignore_ascii_case("in")) {
        return Some(None);
    }
    let slug = lower(&percent_decoded(segments.next()?)?);
    let refused = |char: char| is_unseen(char) || "%/?#".contains(char);
    if slug.is_empty() || slug.contains(refused) {
        return None;
    }
    Some(Some(slug))
}

/// The 16 characters of an ORCID iD, checked by ISO 7064 MOD 11-2.
pub(super) fn orcid(text: &str) -> Result<String, NotAHandle> {
    let lower = text.to_lowercase();
    let bare = orcid_characters(&lower).ok_or(NotAHandle::Orcid)?;
    let (digits, check) = bare.split_at(15);
    let total = digits.bytes().fold(0, |total, digit| (total + u32::from(digit - b'0')) * 2);
    let expected = match (12 - total % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    if check != expected {
        return Err(NotAHandle::OrcidChecksum);
    }
    Ok(bare)
}

/// Whether a lower-case text has the form of an ORCID iD, or of its page.
pub(super) fn looks_like_orcid(lower: &str) -> bool {
    orcid_characters(lower).is_some()
}

fn orcid_characters(lower: &str) -> Option<String> {
    let rest = strip_start(strip_start(strip_start(lower, "orcid:"), "https://"), "http://");
    let rest = strip_start(strip_start(rest, "www."), "orcid.org/").trim().trim_end_matches('/');
    let groups: Vec<&str> = rest.split('-').collect();
    let grouped = groups.len() == 1 || groups.len() == 4 && groups.iter().all(|group| group.len() == 4);
    let bare = groups.concat().to_uppercase();
    let (last, digits) = bare.as_bytes().split_last()?;
    let fits = digits.len() == 15 && digits.iter().all(u8::is_ascii_digit) && (last.is_ascii_digit() || *last == b'X');
    (grouped && fits).then_some(bare)
}

/// An organisation's domain as A-labels without `www.`; of a web address its host.
pub(super) fn org(text: &str) -> Option<String> {
    let text = trimmed(strip_start(text, "org:"));
    let rest = strip_start(strip_start(text, "https://"), "http://");
    host(rest.split('/').next()?).map(without_www)
}

/// A host name of at least two labels as A-labels in lower case, without the root's dot. No IP address.
fn host(text: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_cow(text.as_bytes(), idna::AsciiDenyList::URL).ok()?;
    let name = ascii.strip_suffix('.').unwrap_or(&ascii);
    let labels: Vec<&str> = name.split('.').collect();
    let fits = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    let named = labels.last().is_some_and(|last| !last.starts_with(|char: char| char.is_ascii_digit()));
    (labels.len() >= 2 && name.len() <= 253 && named && labels.iter().all(fits)).then(|| name.to_owned())
}

/// Takes `www.` off as long as a domain remains.
fn without_www(name: String) -> String {
    let mut rest = name.as_str();
    while let Some(shorter) = rest.strip_prefix("www.").filter(|shorter| shorter.contains('.')) {
        rest = shorter;
    }
    rest.to_owned()
}

/// NFC, lower case, and NFC again, because lower case may come apart.
fn lower(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// NFC; what isn't ASCII as %XX of its UTF-8, and the hexadecimal digits of every %XX in upper case.
fn percent_encoded(path: &str) -> String {
    let composed: String = path.nfc().collect();
    let mut encoded = String::with_capacity(composed.len());
    let mut hex_left = 0;
    for char in composed.chars() {
        if char == '%' {
            hex_left = 2;
            encoded.push(char);
        } else if hex_left > 0 && char.is_ascii_hexdigit() {
            hex_left -= 1;
            encoded.push(char.to_ascii_uppercase());
        } else if char.is_ascii() {
            hex_left = 0;
            encoded.push(char);
        } else {
            hex_left = 0;
            for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push('%');
                encoded.push_str(&HEX.encode(&[byte]));
            }
        }
    }
    encoded
}

/// %XX as bytes, then UTF-8. None if either is broken.
fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (hex, rest) = piece.split_at_checked(2)?;
        bytes.extend(HEX.decode(hex.as_bytes()).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Takes `start`, given in lower case, off the front whatever its case.
fn strip_start<'a>(text: &'a str, start: &str) -> &'a str {
    match text.split_at_checked(start.len()) {
        Some((front, rest)) if front.eq_ignore_ascii_case(start) => rest,
        Some(_) | None => text,
    }
}

/// Hyphens and dashes, dots, brackets, slashes.
const BETWEEN_DIGITS: &str = "-.()/\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Handle, HandleType};

    const TYPES: [HandleType; 6] = [
        HandleType::Email,
        HandleType::Phone,
        HandleType::Url,
        HandleType::Orcid,
        HandleType::Org,
        HandleType::NameOrg,
    ];

    proptest! {
        #[test]
        fn the_agreed_form_of_an_agreed_form_is_itself(text in "\\PC{0,40}", host in "[a-zA-Zäß.-]{1,12}\\.[a-z]{2,3}") {
            let tries = [
                text.clone(),
                format!("{text}@{host}"),
                format!("https://{host}/{text}"),
                format!("https://linkedin.com/in/{text}"),
                format!("+{text}"),
                format!("Jane {text} at {host}"),
                format!("{text} Doe, Jane @ {text} e.V."),
                host,
            ];
            for text in tries {
                let Ok(handle) = Handle::parse(&text, "49".parse().ok()) else { continue };
                prop_assert_eq!(Handle::of_type(handle.handle_type(), handle.canonical(), None), Ok(handle));
            }
        }

        #[test]
        fn any_text_is_a_handle_or_refused(text in "\\PC{0,60}") {
            for r#type in TYPES {
                if let Ok(handle) = Handle::of_type(r#type, &text, None) {
                    prop_assert!(handle.oprf_input().len() <= 300);
                    prop_assert_eq!(Handle::of_type(r#type, handle.canonical(), None), Ok(handle));
                }
            }
        }
    }
}
