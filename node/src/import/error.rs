//! Why a file could not be read: a sentence for the member who chose it, with what happened, what stayed safe
//! and what to do. No sentence repeats a word of the file, nor its name.

use std::fmt;

use super::{
    Format, MAX_CELL_BYTES, MAX_ENTRIES, MAX_FILE_BYTES, MAX_RECORD_BYTES, MAX_ROWS, MAX_UNPACKED_BYTES, Skipped,
};

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There is nothing to read at that place.
    #[error("Expected a file with contacts, found {0}. Nothing was stored. {advice}", advice = .0.advice())]
    NoFile(NoFile),
    /// The file is larger than any address book.
    #[error(
        "Expected a file of at most {} MiB, found {} MiB. Nothing was stored. \
         Export the contacts without pictures, or bring the file in parts.",
        MAX_FILE_BYTES >> 20, found.div_ceil(1 << 20)
    )]
    TooLarge {
        /// The file's size in bytes.
        found: u64,
    },
    /// Neither cards nor a row of column names near the top.
    #[error(
        "Expected contacts (LinkedIn's Connections.csv or its archive, a CSV from Google, Outlook or Thunderbird, \
         or contact cards), found {found}. Nothing was stored. {advice}",
        advice = found.advice()
    )]
    NotContacts {
        /// What the file looks like.
        found: Looks,
    },
    /// The archive can't be used.
    #[error("Expected LinkedIn's archive with Connections.csv in it, found {0}. Nothing was stored. {advice}", advice = .0.advice())]
    Archive(ArchiveFault),
    /// The file has more rows than any person has contacts.
    #[error(
        "Expected at most {MAX_ROWS} rows or cards, found more. Nothing was stored. \
         Split the file, keep the row of column names in each part, and bring the parts one by one."
    )]
    TooManyRows,
    /// One value is so long that the file is probably broken there.
    #[error(
        "Expected values of at most {} KiB, found a longer one in what starts on line {line}. Nothing was \
         stored. A quotation mark is probably missing there: download the file afresh, or mend that line.",
        MAX_CELL_BYTES >> 10
    )]
    CellTooLong {
        /// The line of the file on which the row or card starts.
        line: u64,
    },
    /// One row or card is so long that the file is probably broken there.
    #[error(
        "Expected rows and cards of at most {} KiB, found a longer one on line {line}. Nothing was stored. \
         Something is probably missing where it should end: download the file afresh, or mend that place.",
        MAX_RECORD_BYTES >> 10
    )]
    RowTooLong {
        /// The line of the file on which the row or card starts.
        line: u64,
    },
    /// A value holds whole other rows.
    #[error(
        "Expected one row, found several inside one value in what starts on line {line}. Nothing was stored. \
         A quotation mark is missing there: download the file afresh, or mend that line."
    )]
    SwallowedRows {
        /// The line of the file on which the row starts.
        line: u64,
    },
    /// A row or card can't be read at all.
    #[error(
        "Expected contacts on line {line}, found something that can't be read. Nothing was stored. \
         Download the file afresh, and don't save it again with another program before bringing it."
    )]
    Unreadable {
        /// The line of the file on which the row or card starts.
        line: u64,
    },
    /// The file is what it should be, and names nobody.
    #[error(
        "Expected people, found {format} with nobody in it ({} without a name, address or number, {} of groups or \
         things). Nothing was stored. Export the contacts again, all of them rather than a selection.",
        skipped.nobody, skipped.not_people
    )]
    Nobody {
        /// What wrote the file.
        format: Format,
        /// What it has in place of people.
        skipped: Skipped,
    },
}

/// Why there is no file to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFile {
    /// There is nothing of that name.
    Missing,
    /// The operating system says no.
    Forbidden,
    /// A directory.
    Directory,
    /// A pipe, a socket or a device.
    Special,
    /// The medium fails.
    Failing,
}

/// Why an archive can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveFault {
    /// No table of contents, or one that doesn't hold.
    Broken,
    /// More entries than any export has.
    TooManyEntries,
    /// Other files only.
    NoConnections,
    /// A spreadsheet, whose file is an archive too.
    Spreadsheet,
    /// A password is needed.
    Locked,
    /// Packed by a method this program doesn't unpack.
    Method,
    /// Unpacks to more than any address book has.
    Bomb,
}

/// What a file that holds no contacts looks like from its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Not one character.
    Empty,
    /// An archive of another kind than ZIP.
    Archive,
    /// A spreadsheet in the older binary format.
    Spreadsheet,
    /// A page of the web.
    WebPage,
    /// Not text at all.
    Binary,
    /// Some other text or table.
    OtherText,
}

impl Looks {
    /// What the file's bytes and their text look like.
    pub(super) fn at(bytes: &[u8], text: &str) -> Self {
        let start: String = text.trim_start().chars().take(32).collect::<String>().to_lowercase();
        if start.is_empty() {
            Self::Empty
        } else if OTHER_ARCHIVES.iter().any(|magic| bytes.starts_with(magic)) {
            Self::Archive
        } else if bytes.starts_with(OLD_SPREADSHEET) {
            Self::Spreadsheet
        } else if start.starts_with("<!doctype") || start.starts_with("<html") {
            Self::WebPage
        } else if text.chars().take(4_096).any(|c| c == '\0') {
            Self::Binary
        } else {
            Self::OtherText
        }
    }

    const fn advice(self) -> &'static str {
        match self {
            Self::Empty => "Export the contacts again: the file has nothing in it.",
            Self::Archive => "Unpack it and choose the file with the contacts.",
            Self::Spreadsheet => SAVE_AS_CSV,
            Self::WebPage => "The download gave a page, perhaps one to sign in: download the file again.",
            Self::Binary | Self::OtherText => {
                "In LinkedIn's settings ask for a copy of your data, or export the contacts from your address book, \
                 and choose the file as it came. A table needs a row of column names such as First Name and Last Name."
            }
        }
    }
}

impl NoFile {
    const fn advice(self) -> &'static str {
        match self {
            Self::Missing => "Check the path.",
            Self::Forbidden => "Give yourself the right to read it, or copy it to a place of your own.",
            Self::Directory => "Choose a file in it.",
            Self::Special => "Save what it gives in a file first, and choose that.",
            Self::Failing => "Copy it to another disk, or download it afresh.",
        }
    }
}

impl ArchiveFault {
    const fn advice(self) -> &'static str {
        match self {
            Self::Broken => "The download probably broke off: download it afresh.",
            Self::TooManyEntries | Self::Method | Self::Bomb => {
                "Unpack it yourself, if you trust it, and choose Connections.csv."
            }
            Self::NoConnections => {
                "In LinkedIn's settings ask for a copy of your data with Connections ticked; from any other archive \
                 unpack the file with the contacts and choose that."
            }
            Self::Spreadsheet => SAVE_AS_CSV,
            Self::Locked => "Unpack it with its password, and choose the file with the contacts.",
        }
    }
}

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an empty file",
            Self::Archive => "an archive that isn't a ZIP",
            Self::Spreadsheet => "a spreadsheet",
            Self::WebPage => "a page of the web",
            Self::Binary => "a file that isn't text",
            Self::OtherText => "other text",
        })
    }
}

impl fmt::Display for NoFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "nothing of that name",
            Self::Forbidden => "one that may not be read",
            Self::Directory => "a directory",
            Self::Special => "a pipe or a device",
            Self::Failing => "one that can't be read to its end",
        })
    }
}

impl fmt::Display for ArchiveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("a broken archive"),
            Self::TooManyEntries => write!(f, "an archive with more than {MAX_ENTRIES} files"),
            Self::NoConnections => f.write_str("an archive without it"),
            Self::Spreadsheet => f.write_str("a spreadsheet"),
            Self::Locked => f.write_str("an archive with a password"),
            Self::Method => f.write_str("one that is packed in an unusual way"),
            Self::Bomb => write!(f, "one that unpacks to more than {} MiB", MAX_UNPACKED_BYTES >> 20),
        }
    }
}

const SAVE_AS_CSV: &str = "Open it and save it as CSV (UTF-8), or bring the export as it was downloaded.";
/// gzip, 7z, RAR, xz, bzip2.
const OTHER_ARCHIVES: [&[u8]; 5] = [b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ", b"BZh"];
const OLD_SPREADSHEET: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
