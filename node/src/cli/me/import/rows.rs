//! A row of a file as what a node would record of it.

use stn_protocol::exchange::ContactEntry;
use stn_protocol::limits::{HANDLES_PER_CONTACT, LABEL_LEN};
use stn_protocol::message::Strength;
use stn_protocol::private::Private;
use stn_protocol::trust::{CountryCode, EdgePolicy, Handle, HandleType, names_at};

use crate::cli::me::who;
use crate::cli::told::one_line;
use crate::import::{Format, Kind, Row};

/// One row of the file with its number and what the person can be found by.
#[derive(Clone, Debug)]
pub(super) struct Numbered<'r> {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// What the file says.
    pub(super) row: &'r Row,
    /// At most as many as a contact may have.
    pub(super) handles: Vec<Handle>,
}

impl<'r> Numbered<'r> {
    /// All rows, in the file's order.
    pub(super) fn all(rows: &'r [Row], country: Option<CountryCode>) -> Vec<Self> {
        let number = |(at, row)| Self { number: at + 1, row, handles: handles(row, country) };
        rows.iter().enumerate().map(number).collect()
    }

    /// Whether it is somebody rather than something.
    pub(super) fn is_person(&self) -> bool {
        self.row.kind == Kind::Person
    }

    /// The row as a new contact.
    pub(super) fn entry(&self, strength: Strength, policy: EdgePolicy) -> ContactEntry {
        ContactEntry {
            contact: None,
            name: fitting(&self.row.name),
            org: fitting(&self.row.org),
            role: fitting(&self.row.title),
            handles: self.handles.clone(),
            strength,
            policy,
            about: None,
        }
    }

    /// The row in one line.
    pub(super) fn line(&self) -> String {
        let found_by = match self.handles.len() {
            0 => "nothing to find them by".to_owned(),
            1 => "1 handle".to_owned(),
            count => format!("{count} handles"),
        };
        let (place, name) = (who::place(&self.row.title, &self.row.org), one_line(&self.row.name));
        let comma = if place.is_empty() { "" } else { ", " };
        let mark = if self.row.looks_mixed { " (!)" } else { "" };
        format!("{:>6}  {name}{mark}{comma}{place}  ({found_by})", format!("#{}", self.number))
    }
}

/// What sort of file it was, the same for every export of one program, so that the next one can be compared.
pub(super) const fn source(format: Format) -> &'static str {
    match format {
        Format::LinkedIn | Format::LinkedInArchive => "LinkedIn",
        Format::GoogleOld | Format::Google => "Google",
        Format::Outlook => "Outlook",
        Format::Thunderbird => "Thunderbird",
        Format::Vcard => "contact cards",
        Format::Table => "table",
    }
}

/// A text cut to what a node takes of it.
pub(super) fn fitting(text: &Private<String>) -> Private<String> {
    let text = text.trim();
    text[..text.floor_char_boundary(LABEL_LEN)].into()
}

/// What the person can be found by. What is no handle is left out: exports hold all sorts of things.
fn handles(row: &Row, country: Option<CountryCode>) -> Vec<Handle> {
    let of_type = |r#type, text: &str| Handle::of_type(r#type, text, country);
    let profile = format!("https://www.linkedin.com/in/{}", *row.linkedin);
    let profile = (!row.linkedin.is_empty()).then(|| of_type(HandleType::Url, &profile));
    let orcid = (!row.orcid.is_empty()).then(|| of_type(HandleType::Orcid, &row.orcid));
    let emails = row.emails.iter().map(|text| of_type(HandleType::Email, text));
    let phones = row.phones.iter().map(|text| of_type(HandleType::Phone, text));
    let mut handles: Vec<Handle> = Vec::new();
    for handle in profile.into_iter().chain(orcid).chain(emails).chain(phones).flatten() {
        if !handles.contains(&handle) {
            handles.push(handle);
        }
    }
    if handles.is_empty() && row.kind == Kind::Person {
        // Most rows of some exports hold no address at all: who is named at an organisation is found by that.
        handles.extend(names_at(&row.name, [row.org.as_str()]).into_iter().next());
    }
    handles.truncate(HANDLES_PER_CONTACT);
    handles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_brings_every_handle_once_and_no_more_than_a_contact_may_have() {
        let row = Row {
            emails: (0..40).map(|at| format!("p{at}@a.example").into()).collect(),
            phones: vec!["030 1234567".into(), "nonsense".into()],
            linkedin: "ana-ferrer".into(),
            ..Row::default()
        };

        let handles = handles(&row, Some("49".parse().unwrap()));

        assert_eq!(handles.len(), HANDLES_PER_CONTACT);
        assert_eq!(
            handles[0].canonical().as_str(),
            Handle::parse("linkedin.com/in/ana-ferrer", None).unwrap().canonical().as_str()
        );
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert!(fitting(&"é".repeat(150).into()).len() <= LABEL_LEN);
        assert_eq!(fitting(&" Ana ".into()), "Ana".into());
    }
}
