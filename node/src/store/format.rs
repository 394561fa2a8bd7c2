//! The format file: the mark that a store is here, and the number of the format it is written in.
//!
//! It is written when everything else of a new store is on the disk, so a directory with records and without
//! this mark has lost something.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::{Damage, OpenError};

/// The format this program writes. Format 1 is the first, so there is nothing older to bring forward.
const FORMAT: u32 = 1;
const NAME: &str = "format";
const MARK: &str = "stn store, format ";

/// Writes the mark so that it is either whole or not there.
pub(super) fn write(dir: &Path) -> io::Result<()> {
    let fresh = dir.join("format.new");
    let mut file = File::create(&fresh)?;
    writeln!(file, "{MARK}{FORMAT}")?;
    file.sync_all()?;
    fs::rename(&fresh, dir.join(NAME))?;
    File::open(dir)?.sync_all()
}

/// Checks that the store is written in a format this program knows.
pub(super) fn check(dir: &Path) -> Result<(), OpenError> {
    let text = match fs::read(dir.join(NAME)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenError::corrupt(dir, Damage::FileMissing(NAME)));
        }
        Err(error) => return Err(OpenError::io(dir, "reading")(error)),
    };
    match number(&text) {
        Some(FORMAT) => Ok(()),
        Some(found) if found > FORMAT => Err(OpenError::NewerFormat { dir: dir.to_owned(), found, known: FORMAT }),
        Some(_) | None => Err(OpenError::corrupt(dir, Damage::Format)),
    }
}

fn number(text: &[u8]) -> Option<u32> {
    std::str::from_utf8(text).ok()?.strip_prefix(MARK)?.strip_suffix('\n')?.parse().ok()
}
