//! A row in the making: raw values in the file's order go in, a `Row` without tricks and within bounds comes out.
//!
//! Tables and cards meet here, so that a name, an address or a number is read the same way from both.

use std::borrow::Cow;

use stn_protocol::private::Private;

use super::text::{self, Clean};
use super::{Format, Kind, MAX_CELL_BYTES, MAX_VALUES, Row, Skipped, cell};

/// Somebody as the file tells them, uncleaned.
#[derive(Default)]
pub(super) struct Draft<'f> {
    /// Whole names, best first; the first that says something counts.
    pub(super) names: Vec<Cow<'f, str>>,
    /// Names for somebody without whole name or parts: how they are filed, what friends call them.
    pub(super) bynames: Vec<Cow<'f, str>>,
    pub(super) given: Cow<'f, str>,
    pub(super) middle: Cow<'f, str>,
    pub(super) family: Cow<'f, str>,
    pub(super) emails: Vec<Cow<'f, str>>,
    pub(super) phones: Vec<Cow<'f, str>>,
    /// Pages of any sort: profiles, ORCID iDs, websites.
    pub(super) urls: Vec<Cow<'f, str>>,
    pub(super) org: Cow<'f, str>,
    pub(super) title: Cow<'f, str>,
    pub(super) connected_on: Cow<'f, str>,
    pub(super) kind: Kind,
}

/// What reading leaves behind beside the rows.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) skipped: Skipped,
    pub(super) cleaned: usize,
}

impl Draft<'_> {
    /// The row, unless there is nobody in it.
    pub(super) fn row(&self, format: Format, tally: &mut Tally) -> Option<Row> {
        let given = tally.line(&self.given);
        let family = tally.line(&self.family);
        let mut name = self.name(&given, &family, tally);
        let emails = self.values(&self.emails, tally, cell::emails);
        let phones = self.values(&self.phones, tally, cell::phones);
        let org = tally.line(&self.org);
        let somebody = !name.is_empty() || !emails.is_empty() || !phones.is_empty();
        if !somebody && (self.kind == Kind::Person || org.is_empty()) {
            tally.skipped.nobody += 1;
            return None;
        }
        if name.is_empty() && names_organisations(format) {
            name.clone_from(&org);
        }
        let looks_mixed = [&name, &given, &family, &org].into_iter().chain(&emails).any(|text| text::looks_mixed(text));
        let mut row = Row {
            name: name.into(),
            given: given.into(),
            family: family.into(),
            emails: emails.into_iter().map(Private).collect(),
            phones: phones.into_iter().map(Private).collect(),
            org: org.into(),
            title: tally.text(&self.title).into(),
            connected_on: cell::date(&tally.plain(&self.connected_on)),
            kind: self.kind,
            looks_mixed,
            ..Row::default()
        };
        self.sort_pages(&mut row, tally);
        Some(row)
    }

    fn name(&self, given: &str, family: &str, tally: &mut Tally) -> String {
        for whole in &self.names {
            let name = tally.line(whole);
            if !name.is_empty() {
                return name;
            }
        }
        let joined = text::one_line(&format!("{given} {} {family}", tally.line(&self.middle)));
        if !joined.is_empty() {
            return joined[..joined.floor_char_boundary(MAX_CELL_BYTES)].to_owned();
        }
        self.bynames.iter().map(|name| tally.line(name)).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// Every value once, at most [`MAX_VALUES`].
    fn values(&self, raw: &[Cow<'_, str>], tally: &mut Tally, read: fn(&str) -> Vec<String>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for value in raw {
            for value in read(&tally.plain(value)) {
                if found.contains(&value) {
                    continue;
                }
                if found.len() < MAX_VALUES {
                    found.push(value);
                } else {
                    tally.skipped.values += 1;
                }
            }
        }
        found
    }

    /// Puts every page where it belongs; what is no page is left out.
    fn sort_pages(&self, row: &mut Row, tally: &mut Tally) {
        for page in self.values(&self.urls, tally, pages) {
            let slug = cell::profile_slug(&page);
            if !slug.is_empty() {
                if row.linkedin.is_empty() {
                    row.linkedin = slug.into();
                }
            } else if let Some(orcid) = cell::orcid(&page) {
                if row.orcid.is_empty() {
                    row.orcid = orcid.into();
                }
            } else if cell::is_page(&page) {
                row.urls.push(page.into());
            }
        }
    }
}

impl Tally {
    /// The value on one line, with nothing in it that hides or runs.
    fn line(&mut self, value: &str) -> String {
        text::one_line(&self.text(value))
    }

    /// The value with its line breaks, with nothing in it that hides or runs.
    fn text(&mut self, value: &str) -> String {
        self.count(text::inert(value))
    }

    /// The value with nothing in it that hides; a number may begin with `+`.
    fn plain(&mut self, value: &str) -> String {
        self.count(text::clean(value))
    }

    fn count(&mut self, Clean { text, taken }: Clean) -> String {
        self.cleaned += usize::from(taken);
        text
    }
}

fn pages(value: &str) -> Vec<String> {
    value.split_whitespace().filter(|page| *page != ":::").map(str::to_owned).collect()
}

/// Whether a row with an organisation and no name is the organisation's own: address books keep a front desk so.
/// LinkedIn's rows are people, and one without a name is a person who hid it.
const fn names_organisations(format: Format) -> bool {
    match format {
        Format::GoogleOld | Format::Google | Format::Outlook | Format::Thunderbird | Format::Vcard => true,
        Format::LinkedIn | Format::LinkedInArchive | Format::Table => false,
    }
}
