//! LinkedIn's archive: Connections.csv out of a ZIP, in memory.
//!
//! Names in the archive are compared and never become paths. One entry is unpacked, and its bytes are counted
//! while they come, since a header may promise anything. Archives inside the archive stay closed.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{ArchiveFault, ImportError, MAX_ENTRIES, MAX_UNPACKED_BYTES};

/// Whether the bytes start as a ZIP does; spreadsheets in the .xlsx format do too.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| bytes.starts_with(*magic))
}

/// The bytes of Connections.csv, from whatever folder of the archive; from the outermost if there are several.
pub(super) fn connections(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    unpacked(bytes).map_err(ImportError::Archive)
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ArchiveFault> {
    // The reader makes a record of every entry at once, so they are counted before, by what no entry is without.
    if bytes.windows(ENTRY.len()).filter(|at| *at == ENTRY).nth(MAX_ENTRIES).is_some() {
        return Err(ArchiveFault::TooManyEntries);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    let found = archive.file_names_raw().enumerate().filter(|(_, name)| last_part(name).eq_ignore_ascii_case(WANTED));
    let outermost = found.min_by_key(|(at, name)| (depth(name), *at)).map(|(at, _)| at);
    let Some(at) = outermost else {
        let sheet = archive.file_names_raw().any(|name| SPREADSHEETS.contains(&name));
        return Err(if sheet { ArchiveFault::Spreadsheet } else { ArchiveFault::NoConnections });
    };
    let mut unpacked = Vec::new();
    let entry = archive.by_index(at).map_err(fault)?;
    if entry.encrypted() {
        return Err(ArchiveFault::Locked);
    }
    entry.take(MAX_UNPACKED_BYTES as u64 + 1).read_to_end(&mut unpacked).map_err(|error| fault(error.into()))?;
    if unpacked.len() > MAX_UNPACKED_BYTES {
        return Err(ArchiveFault::Bomb);
    }
    Ok(unpacked)
}

fn fault(error: ZipError) -> ArchiveFault {
    if matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) {
        ArchiveFault::Locked
    } else if io::Error::from(error).kind() == io::ErrorKind::Unsupported {
        // The reader finds out about the method only while it unpacks, so this comes as either error.
        ArchiveFault::Method
    } else {
        ArchiveFault::Broken
    }
}

/// The name without its folders; some programs on Windows write them with backslashes.
fn last_part(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| is_separator(*byte)).next().unwrap_or_default()
}

fn depth(name: &[u8]) -> usize {
    name.iter().filter(|byte| is_separator(**byte)).count()
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

const WANTED: &[u8] = b"connections.csv";
/// What every entry of a table of contents starts with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// Entries by which a spreadsheet is known: Excel's, LibreOffice's, Numbers'.
const SPREADSHEETS: [&[u8]; 4] = [b"xl/workbook.xml", b"xl/workbook.bin", b"content.xml", b"Index/Document.iwa"];
