//! An import as one act: what it brought and changed is remembered until it is undone or too many came after it.
//!
//! Undoing never takes away what the member did by hand since then.

use crate::exchange::{Refused, Reply, Turn};
use crate::id::{Blob, ContactId, ImportId, MemberKey};
use crate::limits;
use crate::local::ImportMark;
use crate::state::page::PackedRow;
use crate::state::{Before, Contact, ContactEdge, Details, Import, State};
use crate::trust::{Handle, PersonNo};
use crate::wire::text::is_prose;

/// Opens an import, or goes on with it. The member's oldest is forgotten where there are too many.
pub fn begin(turn: &mut Turn<'_>, member: MemberKey, mark: &ImportMark) -> Result<(), Refused> {
    if mark.source.len() > limits::CARD_ROLE || !is_prose(&mark.source, limits::CARD_ROLE) {
        return Err(Refused::TextTooLong);
    }
    if let Some(row) = turn.state.imports.row(&(member, mark.import)) {
        return if row.changed.len() < limits::CHANGES_PER_IMPORT { Ok(()) } else { Err(Refused::ImportTooLarge) };
    }
    let mut known: Vec<_> = imports_of(turn.state, &member).map(|(id, import)| (import.at, id)).collect();
    known.sort_unstable();
    let too_many = (known.len() + 1).saturating_sub(limits::IMPORTS_PER_MEMBER);
    for (_, oldest) in known.into_iter().take(too_many) {
        turn.state.imports.remove(&(member, oldest));
    }
    let import = Import { source: mark.source.clone(), at: turn.now, added: [].into(), changed: [].into() };
    turn.state.imports.put((member, mark.import), import);
    Ok(())
}

/// Notes that the import brought a contact.
pub fn note_added(state: &mut State, (member, import): (MemberKey, Option<ImportId>), contact: ContactId) {
    if let Some(row) = import.and_then(|import| state.imports.edit(&(member, import))) {
        row.added.insert(contact);
    }
}

/// Notes how a contact was before the import changes it. The first time counts.
pub fn note_changed(state: &mut State, (member, import): (MemberKey, Option<ImportId>), contact: ContactId) {
    let Some(import) = import else { return };
    let Some(before) = state.contact(&member, contact) else { return };
    let Some(row) = state.imports.edit(&(member, import)) else { return };
    if !row.added.contains(&contact) {
        row.changed.entry(contact).or_insert_with(|| Before::of(&before));
    }
}

/// Forgets an import that neither brought nor changed anybody.
pub fn drop_empty(state: &mut State, member: MemberKey, import: ImportId) {
    let key = (member, import);
    if state.imports.row(&key).is_some_and(|row| row.added.is_empty() && row.changed.is_empty()) {
        state.imports.remove(&key);
    }
}

/// Undoes an import.
pub fn undo(turn: &mut Turn<'_>, member: MemberKey, import: ImportId) -> Result<Reply, Refused> {
    let row = turn.state.imports.remove(&(member, import)).ok_or(Refused::ImportUnknown)?;
    let (mut removed, mut restored, mut kept) = (0, 0, 0);
    for contact in row.added {
        match written_by(turn.state, &member, contact) {
            Some(last) if last == import => {
                turn.state.forget_contact(member, contact);
                removed += 1;
            }
            Some(_) => kept += 1,
            None => {}
        }
    }
    for (contact, before) in row.changed {
        match (written_by(turn.state, &member, contact), before.contact()) {
            (Some(last), Some(before)) if last == import => {
                turn.state.put_contact(member, contact, &before);
                restored += 1;
            }
            (Some(_), _) => kept += 1,
            (None, _) => {}
        }
    }
    Ok(Reply::Undone { removed, restored, kept })
}

/// Forgets contacts as they were before, where they had a handle that is not to be held.
pub fn forget_handle(state: &mut State, handle: &Handle) {
    let has = |before: &Before| before.contact().is_some_and(|contact| contact.details.handles.contains(handle));
    let imports = state.imports.iter().filter(|(_, import)| import.changed.values().any(has));
    let imports: Vec<_> = imports.map(|(key, _)| *key).collect();
    for key in imports {
        if let Some(import) = state.imports.edit(&key) {
            import.changed.retain(|_, before| !has(before));
        }
    }
}

/// A member's imports.
pub fn imports_of<'s>(state: &'s State, member: &MemberKey) -> impl Iterator<Item = (ImportId, &'s Import)> {
    let all = (*member, ImportId::from_bytes([0; 16]))..=(*member, ImportId::from_bytes([0xff; 16]));
    state.imports.range(all).map(|((_, id), import)| (*id, import))
}

/// The import that wrote a contact last; another one, made up of zeros, if it was changed by hand.
fn written_by(state: &State, member: &MemberKey, contact: ContactId) -> Option<ImportId> {
    let details = state.contacts.row(member, contact.0)?;
    Some(details.import.unwrap_or(BY_HAND))
}

impl Before {
    fn of(contact: &Contact) -> Self {
        let edge = ContactEdge { person: PersonNo(0), edge: contact.edge.clone() };
        Self { edge: packed(&edge), details: packed(&contact.details) }
    }

    /// The contact as it was.
    pub(super) fn contact(&self) -> Option<Contact> {
        let ContactEdge { edge, .. } = unpacked(&self.edge)?;
        Some(Contact { edge, details: unpacked::<Details>(&self.details)? })
    }
}

/// A row with its format before it.
fn packed<R: PackedRow>(row: &R) -> Blob {
    let mut bytes = vec![R::FORMAT];
    row.write(&mut bytes);
    Blob(bytes)
}

fn unpacked<R: PackedRow>(bytes: &Blob) -> Option<R> {
    let (format, row) = bytes.0.split_first()?;
    R::read(*format, row).ok()
}

/// No device draws this: ids of imports are random.
const BY_HAND: ImportId = ImportId::from_bytes([0; 16]);
