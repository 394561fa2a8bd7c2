//! A row as a node takes it: what somebody can be found by, and labels of a length that is kept.

use stn_protocol::limits::{HANDLES_PER_CONTACT, LABEL_LEN};
use stn_protocol::private::Private;
use stn_protocol::trust::{CountryCode, Handle, HandleType, names_at};

use super::{Kind, Row};

impl Row {
    /// What the person can be found by. What is no handle is left out: exports hold all sorts of things.
    pub fn handles(&self, country: Option<CountryCode>) -> Vec<Handle> {
        let of_type = |r#type, text: &str| Handle::of_type(r#type, text, country);
        let profile = format!("https://www.linkedin.com/in/{}", *self.linkedin);
        let profile = (!self.linkedin.is_empty()).then(|| of_type(HandleType::Url, &profile));
        let orcid = (!self.orcid.is_empty()).then(|| of_type(HandleType::Orcid, &self.orcid));
        let emails = self.emails.iter().map(|text| of_type(HandleType::Email, text));
        let phones = self.phones.iter().map(|text| of_type(HandleType::Phone, text));
        let mut handles: Vec<Handle> = Vec::new();
        for handle in profile.into_iter().chain(orcid).chain(emails).chain(phones).flatten() {
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
        if handles.is_empty() && self.kind == Kind::Person {
            // Most rows of some exports hold no address at all: who is named at an organisation is found by that.
            handles.extend(names_at(&self.name, [self.org.as_str()]).into_iter().next());
        }
        handles.truncate(HANDLES_PER_CONTACT);
        handles
    }
}

/// A text cut to what a node takes of it.
pub fn fitting(text: &Private<String>) -> Private<String> {
    let text = text.trim();
    text[..text.floor_char_boundary(LABEL_LEN)].into()
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

        let handles = row.handles(Some("49".parse().unwrap()));

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
