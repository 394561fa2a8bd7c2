//! The format of the records as a whole: one number beside them, and the steps that bring older ones forward.
//!
//! Pages carry a format of their rows besides; see [`crate::state::page`]. A newer format is refused, never
//! guessed at. What a step changed is made durable with the first batch after the start, all of it or nothing.

mod one;
mod three;
mod two;

use crate::change::Change;
use crate::id::{ContactId, MemberKey};
use crate::state::table::{Unreadable, encoded};
use crate::state::{Contact, State};
use crate::trust::Edge;

/// The format this version writes.
///
/// 1. One record for each contact and each person.
/// 2. Contacts and ties in pages; contacts numbered by their owners, members as they joined; profiles, organisations and imports.
/// 3. Requests under way say what they carry.
/// 4. Offers know every way back.
pub const FORMAT: u32 = 4;

/// A record's key and value.
pub type Record = (Vec<u8>, Vec<u8>);

/// Records brought forward, and what that changed.
#[derive(Default)]
struct Forward {
    /// The records as this version reads them.
    records: Vec<Record>,
    /// What is to be written and removed.
    changes: Vec<Change>,
    /// Contacts that stand in pages from here on.
    contacts: Vec<(MemberKey, ContactId, Contact)>,
    /// Ties that stand in pages from here on.
    ties: Vec<(MemberKey, MemberKey, Edge)>,
}

impl State {
    /// Takes stored records of this or an older format back, and derives the rest.
    ///
    /// # Errors
    /// [`Unreadable`] for a newer format, or a record that is not as its format says.
    pub fn restore_all(records: impl IntoIterator<Item = Record>) -> Result<Self, Unreadable> {
        let mut state = Self::default();
        let records: Vec<Record> = records.into_iter().collect();
        let forward = match found(&records)? {
            Some(FORMAT) => Forward { records, ..Forward::default() },
            None => Forward::default(),
            Some(1) => three::forward(two::forward(one::forward(records)?)?)?,
            Some(2) => three::forward(two::forward(Forward { records, ..Forward::default() })?)?,
            Some(3) => three::forward(Forward { records, ..Forward::default() })?,
            Some(_) => return Err(Unreadable),
        };
        for (key, value) in &forward.records {
            state.restore(key, value)?;
        }
        state.derive();
        for (owner, id, contact) in &forward.contacts {
            state.put_contact(*owner, *id, contact);
        }
        for (from, to, edge) in forward.ties {
            state.put_tie(from, to, Some(edge));
        }
        state.derived.forwarded = forward.changes;
        if state.format.row(&()) != Some(&FORMAT) {
            state.format.put((), FORMAT);
        }
        Ok(state)
    }
}

/// The format records are written in; none where there are none. Format 1 did not write its number.
fn found(records: &[Record]) -> Result<Option<u32>, Unreadable> {
    let number = records.iter().find(|(key, _)| *key == [FORMAT_TABLE]).map(|(_, value)| value);
    match number {
        Some(value) => postcard::from_bytes(value).map(Some).map_err(|_| Unreadable),
        None => Ok((!records.is_empty()).then_some(1)),
    }
}

fn put(key: Vec<u8>, value: &impl serde::Serialize) -> Change {
    Change { key, value: Some(encoded(value)) }
}

/// The table that holds the number, with the key `()`.
const FORMAT_TABLE: u8 = 0;
