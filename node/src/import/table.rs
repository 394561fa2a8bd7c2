//! Tables: a row of column names, then one person a row, whatever program wrote them.
//!
//! Memory is bounded row by row: no row is taken in whose end isn't near. A value that holds whole other rows
//! refuses the file, since the people in it would be lost without a word.

use std::cell::Cell;
use std::io::{self, Read};

use csv::StringRecord;

use super::draft::{Draft, Tally};
use super::header::{Column, Header};
use super::{Export, ImportError, Looks, MAX_CELL_BYTES, MAX_RECORD_BYTES, MAX_ROWS, MAX_UNREAD_CELL_BYTES, decode};

/// Reads every row of a table.
pub(super) fn read(bytes: &[u8]) -> Result<Export, ImportError> {
    let text = decode::text(bytes);
    let Some(header) = Header::find(&text) else {
        return Err(ImportError::NotContacts { found: Looks::at(bytes, &text) });
    };
    let left = Cell::new(0);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(header.separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(Metered { rest: &text.as_bytes()[header.end..], left: &left });
    let mut rows = Vec::new();
    let mut tally = Tally::default();
    let mut record = StringRecord::new();
    for number in 0.. {
        let line = header.lines + reader.position().line();
        left.set(MAX_RECORD_BYTES);
        if !reader.read_record(&mut record).map_err(|error| refusal(&error, line))? {
            break;
        }
        if number == MAX_ROWS {
            return Err(ImportError::TooManyRows);
        }
        check(&header, &record, line)?;
        rows.extend(draft(&header, &record).row(header.format, &mut tally));
    }
    Ok(Export { format: header.format, rows, skipped: tally.skipped, cleaned: tally.cleaned })
}

/// Refuses a row with a value that is too long or holds other rows.
fn check(header: &Header, record: &StringRecord, line: u64) -> Result<(), ImportError> {
    for (at, value) in record.iter().enumerate() {
        let most = if header.column(at).is_some() { MAX_CELL_BYTES } else { MAX_UNREAD_CELL_BYTES };
        if value.len() > most {
            return Err(ImportError::CellTooLong { line });
        }
        // The first and last of its lines share theirs with other values of the row.
        let inner = value.split_once('\n').and_then(|(_, rest)| rest.rsplit_once('\n')).map(|(inner, _)| inner);
        if inner.into_iter().flat_map(str::lines).any(|inner| header.fits(inner)) {
            return Err(ImportError::SwallowedRows { line });
        }
    }
    Ok(())
}

fn draft<'r>(header: &Header, record: &'r StringRecord) -> Draft<'r> {
    let first = |column| header.values(record, column).next().unwrap_or_default().into();
    let all = |column| header.values(record, column).map(Into::into).collect();
    Draft {
        names: all(Column::Display),
        bynames: [Column::FileAs, Column::Nickname].map(first).into(),
        given: first(Column::Given),
        middle: first(Column::Middle),
        family: first(Column::Family),
        emails: all(Column::Email),
        phones: all(Column::Phone),
        urls: all(Column::Url),
        org: first(Column::Org),
        title: first(Column::Title),
        connected_on: first(Column::ConnectedOn),
        ..Draft::default()
    }
}

fn refusal(error: &csv::Error, line: u64) -> ImportError {
    if error.is_io_error() { ImportError::RowTooLong { line } } else { ImportError::Unreadable { line } }
}

/// Bytes that stop coming when a row takes more than its share. The reader asks ahead by its buffer, no further.
struct Metered<'t> {
    rest: &'t [u8],
    left: &'t Cell<usize>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.rest.len().min(buffer.len()).min(self.left.get());
        if count == 0 && !self.rest.is_empty() && !buffer.is_empty() {
            return Err(io::Error::other("a row beyond its bound"));
        }
        let (given, rest) = self.rest.split_at(count);
        buffer[..count].copy_from_slice(given);
        self.rest = rest;
        self.left.set(self.left.get() - count);
        Ok(count)
    }
}
