//! LinkedIn's Connections.csv on the member's own machine: bytes in, rows out.
//!
//! Nothing is stored or sent here. The rows fill a sorting table in front of the member, and only
//! people the member rates go any further. Handles are cleaned for reading; their canonical form
//! for matching is made where handles are made, in `stn_protocol`.
//!
//! ```text
//!   bytes ─► decode (encoding) ─► header (where, which columns, which separator) ─► cell (each value)
//! ```

mod cell;
mod decode;
mod header;

use std::fmt;

use csv::StringRecord;
use jiff::civil::Date;
use stn_protocol::private::Private;

use header::{Column, Header};

/// One person of the file, as the file has them. What the file doesn't say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Given and family name, joined by a space.
    pub name: Private<String>,
    /// The given name.
    pub given: Private<String>,
    /// The family name, with whatever letters the person put behind it.
    pub family: Private<String>,
    /// Mail addresses: lower case, each once, in the file's order.
    pub emails: Vec<Private<String>>,
    /// Phone numbers: digits, with a leading `+` where the file has one.
    pub phones: Vec<Private<String>>,
    /// The organisation.
    pub org: Private<String>,
    /// What the person does there.
    pub title: Private<String>,
    /// The last part of the profile's address, percent-decoded and in lower case.
    pub linkedin: Private<String>,
    /// Since when the two are connected, where the file's date is unambiguous.
    pub connected_on: Option<Date>,
}

/// Why a file could not be read, in sentences for the member who chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file is larger than any address book.
    #[error(
        "Expected a Connections.csv of at most {} MiB, found {} MiB. Nothing was stored. \
         Choose Connections.csv itself rather than the whole archive, or bring the file in parts.",
        MAX_FILE_BYTES >> 20, found.div_ceil(1 << 20)
    )]
    TooLarge {
        /// The file's size in bytes.
        found: usize,
    },
    /// There is no row of column names near the top.
    #[error(
        "Expected LinkedIn's Connections.csv, with a row of column names such as First Name, Last Name and \
         Connected On near the top; found {found}. Nothing was stored. In LinkedIn's settings ask for a copy \
         of your data, open the archive it sends, and choose Connections.csv from it."
    )]
    NoHeader {
        /// What the file looks like.
        found: Looks,
    },
    /// The file has more rows than any person has connections.
    #[error(
        "Expected at most {MAX_ROWS} rows, found more. Nothing was stored. \
         Split the file, keep the row of column names in each part, and bring the parts one by one."
    )]
    TooManyRows,
    /// One value is so long that the file is probably broken there.
    #[error(
        "Expected values of at most {} KiB, found a longer one in the row that starts on line {line}. Nothing was \
         stored. A quotation mark is probably missing there: download the file afresh, or mend that line.",
        MAX_CELL_BYTES >> 10
    )]
    CellTooLong {
        /// The line of the file on which the row starts.
        line: u64,
    },
    /// A row can't be read at all.
    #[error(
        "Expected a row of values on line {line}, found something that can't be read. Nothing was stored. \
         Download the file afresh, and don't save it again with another program before bringing it."
    )]
    Unreadable {
        /// The line of the file on which the row starts.
        line: u64,
    },
}

/// What a file that isn't a Connections.csv looks like from its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Not one character.
    Empty,
    /// A ZIP archive; spreadsheets in the .xlsx format are archives too.
    Archive,
    /// Contact cards.
    Vcard,
    /// A page of the web.
    WebPage,
    /// Not text at all.
    Binary,
    /// Some other text or table.
    OtherText,
}

/// Reads every person of a Connections.csv, in the file's order.
///
/// The header may stand some lines down, its names may be in any of six languages, the separator may be
/// a comma, a semicolon or a tab, the text UTF-8, UTF-16 with a byte order mark, or Windows-1252.
/// Rows without any name, mail or phone are skipped.
pub fn read_connections(bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { found: bytes.len() });
    }
    let text = decode::text(bytes);
    let Some(header) = Header::find(&text) else {
        return Err(ImportError::NoHeader { found: Looks::at(bytes, &text) });
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(header.separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text[header.end..].as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    for number in 0.. {
        let line = header.lines + reader.position().line();
        if !reader.read_record(&mut record).map_err(|_| ImportError::Unreadable { line })? {
            break;
        }
        if number == MAX_ROWS {
            return Err(ImportError::TooManyRows);
        }
        if record.iter().any(|value| value.len() > MAX_CELL_BYTES) {
            return Err(ImportError::CellTooLong { line });
        }
        rows.extend(Row::from_record(&header, &record));
    }
    Ok(rows)
}

impl Row {
    /// The row's person, unless there is nobody in it.
    fn from_record(header: &Header, record: &StringRecord) -> Option<Self> {
        let value = |column: Column| header.value(record, column);
        let given = cell::line(value(Column::Given));
        let family = cell::line(value(Column::Family));
        let name = cell::line(&format!("{given} {family}"));
        let emails = cell::emails(value(Column::Email));
        let phones = cell::phones(value(Column::Phone));
        if name.is_empty() && emails.is_empty() && phones.is_empty() {
            return None;
        }
        Some(Self {
            name: name.into(),
            given: given.into(),
            family: family.into(),
            emails: emails.into_iter().map(Private).collect(),
            phones: phones.into_iter().map(Private).collect(),
            org: cell::line(value(Column::Org)).into(),
            title: cell::clean(value(Column::Title)).into(),
            linkedin: cell::profile_slug(value(Column::Url)).into(),
            connected_on: cell::date(value(Column::ConnectedOn)),
        })
    }
}

impl Looks {
    fn at(bytes: &[u8], text: &str) -> Self {
        let start: String = text.trim_start().chars().take(32).collect::<String>().to_lowercase();
        if start.is_empty() {
            Self::Empty
        } else if bytes.starts_with(b"PK\x03\x04") {
            Self::Archive
        } else if start.starts_with("begin:vcard") {
            Self::Vcard
        } else if start.starts_with("<!doctype") || start.starts_with("<html") {
            Self::WebPage
        } else if text.chars().take(4_096).any(|c| c == '\0') {
            Self::Binary
        } else {
            Self::OtherText
        }
    }
}

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an empty file",
            Self::Archive => "an archive or a spreadsheet",
            Self::Vcard => "a file of contact cards",
            Self::WebPage => "a page of the web",
            Self::Binary => "a file that isn't text",
            Self::OtherText => "other text",
        })
    }
}

/// Twenty times the largest export LinkedIn makes (30 000 connections); beyond it memory is at stake.
const MAX_FILE_BYTES: usize = 32 << 20;
/// Several times what LinkedIn lets anybody have.
const MAX_ROWS: usize = 200_000;
/// LinkedIn's longest field is a tenth of it; a longer value means a quotation mark swallowed other people's rows.
const MAX_CELL_BYTES: usize = 4 << 10;

#[cfg(test)]
mod tests;
