//! A row of a file as what a node would record of it.

use stn_protocol::exchange::ContactEntry;
use stn_protocol::message::Strength;
use stn_protocol::trust::{CountryCode, EdgePolicy, Handle};

use crate::cli::me::who;
use crate::cli::told::one_line;
use crate::import::{Format, Kind, Row, fitting};

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
        let number = |(at, row)| Self { number: at + 1, row, handles: row.handles(country) };
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
