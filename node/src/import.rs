//! Exports of contacts on the member's own machine: bytes in, rows out, whatever program wrote them.
//!
//! The format is known by the content, never by the file's name. Nothing is stored or sent here: the rows
//! fill a sorting table in front of the member, and only people the member rates go any further. Handles are
//! cleaned for reading; their canonical form for matching is made where handles are made, in `stn_protocol`.
//!
//! ```text
//!   bytes ─► archive ─┐
//!        └────────────┴► decode ─┬► table (header, then row by row) ─┬► draft ─► text, cell ─► Row
//!                                └► card (lines, then card by card) ─┘
//! ```

mod archive;
mod card;
mod cell;
mod decode;
mod draft;
mod error;
mod file;
mod handles;
mod header;
mod table;
mod text;

use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use stn_protocol::private::Private;

pub use error::{ArchiveFault, ImportError, Looks, NoFile};
pub use handles::fitting;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What wrote the file, as far as it shows.
    pub format: Format,
    /// The people and organisations, in the file's order.
    pub rows: Vec<Row>,
    /// What was left out.
    pub skipped: Skipped,
    /// Values that had something taken out: marks that can't be seen or reorder a text, control characters,
    /// signs that start a formula.
    pub cleaned: usize,
}

/// The formats this importer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// LinkedIn's Connections.csv.
    LinkedIn,
    /// The same, inside the archive LinkedIn sends.
    LinkedInArchive,
    /// Google Contacts' CSV until about 2024.
    GoogleOld,
    /// Google Contacts' CSV since then.
    Google,
    /// Outlook's CSV.
    Outlook,
    /// Thunderbird's CSV.
    Thunderbird,
    /// Contact cards: vCard 2.1, 3.0 and 4.0, also mixed.
    Vcard,
    /// Another table whose columns say who is who.
    Table,
}

/// What an export has that is no row, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Rows without any name, mail address or phone number: closed accounts, blank lines.
    pub nobody: usize,
    /// Cards of groups, places and devices.
    pub not_people: usize,
    /// Addresses, numbers and pages of one row beyond [`MAX_VALUES`].
    pub values: usize,
}

/// Whether a row is somebody or something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A person, or nothing says otherwise.
    #[default]
    Person,
    /// An organisation, said so by the export.
    Organisation,
}

/// One person or organisation of the file, as the file has them. What the file doesn't say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The name to show: the file's own, or else its parts joined by spaces.
    pub name: Private<String>,
    /// The given name.
    pub given: Private<String>,
    /// The family name, with whatever letters the person put behind it.
    pub family: Private<String>,
    /// Mail addresses: lower case, each once, in the file's order, preferred ones first.
    pub emails: Vec<Private<String>>,
    /// Phone numbers: digits, with a leading `+` where the file has one; preferred ones first, no faxes.
    pub phones: Vec<Private<String>>,
    /// The organisation.
    pub org: Private<String>,
    /// What the person does there.
    pub title: Private<String>,
    /// The last part of the LinkedIn profile's address, percent-decoded and in lower case.
    pub linkedin: Private<String>,
    /// The ORCID iD: 16 characters.
    pub orcid: Private<String>,
    /// Other pages, as the file writes them.
    pub urls: Vec<Private<String>>,
    /// Since when the two are connected, where the file's date is unambiguous.
    pub connected_on: Option<Date>,
    /// Person or organisation.
    pub kind: Kind,
    /// Whether one word of a name or address mixes scripts, as look-alikes do. Worth a second look, no more.
    pub looks_mixed: bool,
}

/// Reads everybody in an export of contacts, in the file's order.
///
/// Tables may have their header some lines down, its names in any of six languages, a comma, a semicolon or a
/// tab between values; text may be UTF-8, UTF-16 with a byte order mark, Windows-1252, or what a card says.
///
/// # Errors
/// If the file is no such export, is beyond the bounds, or names nobody. Nothing is half read.
pub fn read(bytes: &[u8]) -> Result<Export, ImportError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { found: bytes.len() as u64 });
    }
    let export = if archive::is_zip(bytes) {
        let table = table::read(&archive::connections(bytes)?)?;
        Export { format: Format::LinkedInArchive, ..table }
    } else if let Some(text) = decode::marked(bytes) {
        if card::begin(text.as_bytes()) { card::read(text.as_bytes())? } else { table::read(bytes)? }
    } else if card::begin(bytes) {
        card::read(bytes)?
    } else {
        table::read(bytes)?
    };
    if export.rows.is_empty() {
        return Err(ImportError::Nobody { format: export.format, skipped: export.skipped });
    }
    Ok(export)
}

/// Reads an export of contacts from a file, whose size is bounded before it is read.
///
/// # Errors
/// If there is no such file or it can't be read, and as [`read`].
pub fn read_file(path: &Path) -> Result<Export, ImportError> {
    read(&file::bytes(path)?)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LinkedIn => "LinkedIn's Connections.csv",
            Self::LinkedInArchive => "Connections.csv in LinkedIn's archive",
            Self::GoogleOld => "Google's older CSV",
            Self::Google => "Google's CSV",
            Self::Outlook => "Outlook's CSV",
            Self::Thunderbird => "Thunderbird's CSV",
            Self::Vcard => "a file of contact cards",
            Self::Table => "a table of contacts",
        })
    }
}

/// Room for ten thousand cards with small pictures; LinkedIn's largest table takes 2 MiB. Beyond it memory is at stake.
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// What one entry of an archive may unpack to: as much as a file may have, whatever its header promises.
pub const MAX_UNPACKED_BYTES: usize = MAX_FILE_BYTES;
/// Entries of an archive. LinkedIn's largest has some hundreds; each costs memory before it is looked at.
pub const MAX_ENTRIES: usize = 10_000;
/// Rows or cards of one file: several times what LinkedIn and Google let anybody have.
pub const MAX_ROWS: usize = 200_000;
/// A value that is read. LinkedIn's longest field is a tenth of it; a longer one swallowed other people's rows.
pub const MAX_CELL_BYTES: usize = 4 << 10;
/// A value that isn't read, such as a note: what the largest note field of an address book takes.
pub const MAX_UNREAD_CELL_BYTES: usize = 64 << 10;
/// All values of a row: Outlook's 92 columns with a full note have room in it many times.
pub const MAX_RECORD_BYTES: usize = 1 << 20;
/// Mail addresses of one row; so too phone numbers, and so too pages. As many as a contact may have handles.
pub const MAX_VALUES: usize = 32;

#[cfg(test)]
mod tests;
