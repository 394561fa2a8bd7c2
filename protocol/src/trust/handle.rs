//! A handle: one name by which a person or organisation is known, in one agreed form, so that two
//! organisations that wrote it down differently still find that they mean the same.
//!
//! The form is part of the protocol (docs/protocol.md, "Handles"; rows in tests/vectors/handles.tsv): who
//! changes it no longer matches with anybody. Whether a handle belongs to whom it is said to is not checked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::crypto::Label;
use crate::private::Private;

mod canonical;
mod name_org;

pub use name_org::{names_at, org_form};

/// Longest VOPRF input, label and type included.
pub const OPRF_INPUT_LEN: usize = 300;

/// What kind of name a handle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandleType {
    /// An e-mail address: lower case, its domain as A-labels.
    Email,
    /// A phone number: E.164 with `+`.
    Phone,
    /// A page that stands for a person: host and path.
    Url,
    /// A researcher's ORCID iD: 16 characters.
    Orcid,
    /// An organisation: its domain as A-labels without `www.`.
    Org,
    /// A person by name and organisation. Several people may have it.
    NameOrg,
}

impl HandleType {
    /// The ASCII word that stands for the type in a VOPRF input.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Orcid => "orcid",
            Self::Org => "org",
            Self::NameOrg => "name-org",
        }
    }

    /// Whether whoever has a handle of this type is one person, so that two records with it are about the same.
    pub const fn is_identity(self) -> bool {
        match self {
            Self::Email | Self::Phone | Self::Url | Self::Orcid | Self::Org => true,
            Self::NameOrg => false,
        }
    }
}

/// The text is no handle. Says what was expected, never what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum NotAHandle {
    /// Nothing to guess a type from.
    #[error("expected an e-mail address, phone number, web address, ORCID iD, domain, or a name at an organisation")]
    Unknown,
    /// No address of the form local@domain.
    #[error("expected an e-mail address such as name@example.org")]
    Email,
    /// No number of 7 to 15 digits.
    #[error("expected a phone number of 7 to 15 digits with its country")]
    Phone,
    /// A number without its country where no home country is set.
    #[error("expected a phone number that begins with + and its country, because no home country is set")]
    PhoneWithoutCountry,
    /// No web address with a host name.
    #[error("expected a web address such as https://example.org/name")]
    Url,
    /// Not 16 characters in the form of an ORCID iD.
    #[error("expected an ORCID iD such as 0000-0002-1825-0097")]
    Orcid,
    /// The last character of the ORCID iD doesn't fit the others.
    #[error("expected an ORCID iD whose last character fits the others")]
    OrcidChecksum,
    /// No domain of at least two labels.
    #[error("expected an organisation's domain such as example.org")]
    Org,
    /// No name of two words with an organisation.
    #[error("expected a name of at least two words at an organisation, such as Jane Doe at Foundation F")]
    NameOrg,
    /// Longer than a VOPRF input may be.
    #[error("expected a shorter handle")]
    TooLong,
}

/// The calling code put before phone numbers that are written without one, such as 49.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode(u16);

/// The text is no calling code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a calling code of one to three digits such as +49")]
pub struct NotACountryCode;

impl FromStr for CountryCode {
    type Err = NotACountryCode;

    fn from_str(text: &str) -> Result<Self, NotACountryCode> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        if digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() > 3 {
            return Err(NotACountryCode);
        }
        digits.parse().map(Self).map_err(|_| NotACountryCode)
    }
}

impl TryFrom<String> for CountryCode {
    type Error = NotACountryCode;

    fn try_from(text: String) -> Result<Self, NotACountryCode> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

/// One name of a person or organisation in its agreed form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Handle {
    r#type: HandleType,
    canonical: Private<String>,
}

impl Handle {
    /// Reads a handle whose type shows in the text.
    ///
    /// # Errors
    /// If the text has none of the forms, or the form it has is broken.
    pub fn parse(text: &str, home: Option<CountryCode>) -> Result<Self, NotAHandle> {
        let text = canonical::trimmed(text);
        Self::of_type(guess(text)?, text, home)
    }

    /// Reads every handle a text stands for: mostly one; somebody named at an organisation also by less of the name.
    ///
    /// # Errors
    /// If the text is no handle.
    pub fn parse_all(text: &str, home: Option<CountryCode>) -> Result<Vec<Self>, NotAHandle> {
        let whole = Self::parse(text, home)?;
        if whole.r#type != HandleType::NameOrg {
            return Ok(vec![whole]);
        }
        let (name, org) = name_org::parts(canonical::trimmed(text)).unwrap_or_default();
        Ok(names_at(name, [org]))
    }

    /// The name and organisation of a [`HandleType::NameOrg`].
    pub fn name_and_org(&self) -> Option<(&str, &str)> {
        (self.r#type == HandleType::NameOrg).then(|| name_org::parts(&self.canonical))?
    }

    /// Reads a handle of a known type, such as from a column of an export.
    ///
    /// # Errors
    /// If the text is no handle of this type.
    pub fn of_type(r#type: HandleType, text: &str, home: Option<CountryCode>) -> Result<Self, NotAHandle> {
        let text = canonical::trimmed(text);
        let canonical = match r#type {
            HandleType::Email => canonical::email(text).ok_or(NotAHandle::Email)?,
            HandleType::Phone => canonical::phone(text, home)?,
            HandleType::Url => canonical::url(text).ok_or(NotAHandle::Url)?,
            HandleType::Orcid => canonical::orcid(text)?,
            HandleType::Org => canonical::org(text).ok_or(NotAHandle::Org)?,
            HandleType::NameOrg => name_org::name_org(text).ok_or(NotAHandle::NameOrg)?,
        };
        let handle = Self { r#type, canonical: Private(canonical) };
        if handle.oprf_input().len() > OPRF_INPUT_LEN {
            return Err(NotAHandle::TooLong);
        }
        Ok(handle)
    }

    /// Takes back a handle that was in the agreed form when it was written down.
    pub(crate) fn restored(r#type: HandleType, canonical: String) -> Self {
        debug_assert!(Self::of_type(r#type, &canonical, None).is_ok_and(|handle| *handle.canonical == canonical));
        Self { r#type, canonical: Private(canonical) }
    }

    /// What kind of name it is.
    pub const fn handle_type(&self) -> HandleType {
        self.r#type
    }

    /// The agreed form.
    pub const fn canonical(&self) -> &Private<String> {
        &self.canonical
    }

    /// The VOPRF input: label 00 type 00 agreed form, at most [`OPRF_INPUT_LEN`] bytes.
    pub fn oprf_input(&self) -> Vec<u8> {
        [Label::Handle.as_bytes(), self.r#type.word().as_bytes(), self.canonical.as_bytes()].join(&0)
    }
}

/// A handle as it was stored, not yet known to be in the agreed form.
#[derive(Deserialize)]
struct Stored {
    r#type: HandleType,
    canonical: Private<String>,
}

impl TryFrom<Stored> for Handle {
    type Error = NotAHandle;

    fn try_from(stored: Stored) -> Result<Self, NotAHandle> {
        let handle = Self::of_type(stored.r#type, &stored.canonical, None)?;
        if handle.canonical != stored.canonical {
            return Err(NotAHandle::Unknown);
        }
        Ok(handle)
    }
}

/// The type a trimmed text shows; whether it holds is for the type to say.
fn guess(text: &str) -> Result<HandleType, NotAHandle> {
    let lower = text.to_lowercase();
    if canonical::looks_like_orcid(&lower) {
        return Ok(HandleType::Orcid);
    }
    for (start, r#type) in STARTS {
        if lower.starts_with(start) {
            return Ok(r#type);
        }
    }
    if name_org::looks_like_name_org(text) {
        return Ok(HandleType::NameOrg);
    }
    if lower.contains('/') && !canonical::looks_like_phone(text) {
        return Ok(HandleType::Url);
    }
    if lower.contains('@') {
        return Ok(HandleType::Email);
    }
    if canonical::looks_like_phone(text) {
        return Ok(HandleType::Phone);
    }
    if lower.contains(['.', '。']) {
        return Ok(HandleType::Org);
    }
    Err(NotAHandle::Unknown)
}

const STARTS: [(&str, HandleType); 6] = [
    ("http://", HandleType::Url),
    ("https://", HandleType::Url),
    ("mailto:", HandleType::Email),
    ("tel:", HandleType::Phone),
    ("orcid:", HandleType::Orcid),
    ("org:", HandleType::Org),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_blinded_with_its_label_and_type() {
        let handle = Handle::parse("Jane@Example.org", None).unwrap();

        assert_eq!(handle.oprf_input(), b"stn/1/handle\0email\0jane@example.org");
    }

    #[test]
    fn a_handle_shows_itself_in_no_debug_and_no_error() {
        let handle = Handle::parse("jane@example.org", None).unwrap();
        let error = Handle::parse("jane@", None).unwrap_err();

        assert!(!format!("{handle:?}").contains("jane"));
        assert!(!format!("{error:?} {error}").contains("jane"));
    }

    #[test]
    fn a_stored_handle_comes_back_and_one_in_another_form_is_refused() {
        let handle = Handle::parse("https://de.linkedin.com/in/J%C3%BCrgen", None).unwrap();
        let json = serde_json::to_string(&handle).unwrap();

        assert_eq!(json, r#"{"type":"url","canonical":"linkedin.com/in/jürgen"}"#);
        assert_eq!(serde_json::from_str::<Handle>(&json).unwrap(), handle);
        assert!(serde_json::from_str::<Handle>(r#"{"type":"email","canonical":"Jane@example.org"}"#).is_err());
        assert!(serde_json::from_str::<Handle>(r#"{"type":"phone","canonical":"030 123456"}"#).is_err());
        assert_eq!(postcard::from_bytes::<Handle>(&postcard::to_stdvec(&handle).unwrap()), Ok(handle));
    }

    #[test]
    fn a_handle_may_be_as_long_as_an_input_and_no_longer() {
        let room = OPRF_INPUT_LEN - "stn/1/handle".len() - 1 - "url".len() - 1 - "example.org/".len();

        assert!(Handle::parse(&format!("https://example.org/{}", "a".repeat(room)), None).is_ok());
        assert_eq!(
            Handle::parse(&format!("https://example.org/{}", "a".repeat(room + 1)), None),
            Err(NotAHandle::TooLong)
        );
    }

    #[test]
    fn a_country_code_reads_what_it_prints() {
        let code: CountryCode = "49".parse().unwrap();

        assert_eq!(code.to_string(), "+49");
        assert_eq!("+49".parse(), Ok(code));
        for bad in ["", "+", "049", "1234", "DE", "+-4"] {
            assert_eq!(bad.parse::<CountryCode>(), Err(NotACountryCode));
        }
    }
}
