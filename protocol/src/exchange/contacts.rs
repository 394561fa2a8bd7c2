//! Members say whom they know and take it back. Nothing of this ever leaves the node.
//!
//! A contact is the member's own. Who is new is told by the handles: an entry that has one of a contact's handles
//! brings that contact up to date, unless the two are called so differently that they may be two people who
//! claim one handle; then nothing is recorded, and the member is asked.

use std::collections::BTreeSet;

use crate::exchange::{ContactEntry, Recorded, Refused, Reply, Turn, import, keep_looking};
use crate::id::{ContactId, ImportId, MemberKey};
use crate::limits;
use crate::local::command::Tags;
use crate::local::{About, HandleQuestion, ImportMark};
use crate::state::{Contact, Details, State};
use crate::trust::{Edge, Handle, names_agree};
use crate::wire::text::is_prose;

/// Words added to contacts and taken away.
pub struct Tagging {
    /// Added.
    pub add: Tags,
    /// Taken away.
    pub remove: Tags,
    /// The import they belong to; contacts of other imports count as changed by hand.
    pub import: Option<ImportId>,
}

/// Records contacts, each with an edge; a contact already known is brought up to date.
pub fn record(
    turn: &mut Turn<'_>,
    member: MemberKey,
    entries: Vec<ContactEntry>,
    mark: Option<ImportMark>,
) -> Result<Reply, Refused> {
    if entries.len() > limits::CONTACTS_PER_COMMAND || !has_room(turn.state, &member, &entries) {
        return Err(Refused::Full);
    }
    for entry in &entries {
        check(turn.state, &member, entry)?;
    }
    if let Some(mark) = &mark {
        import::begin(turn, member, mark)?;
    }
    let import = mark.map(|mark| mark.import);
    let mut contacts = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.handles.iter().any(|handle| turn.state.is_suppressed(handle)) {
            contacts.push(Recorded::Suppressed);
            continue;
        }
        contacts.push(match place_of(turn.state, &member, &entry) {
            Place::Asked(question) => Recorded::Question(question),
            Place::Known(contact) => {
                let written = update(turn, &member, contact, entry);
                import::note_changed(turn.state, (member, import), contact);
                turn.state.put_contact(member, contact, &marked(written, import));
                Recorded::Updated { contact }
            }
            Place::New => {
                let contact = next_contact(turn.state, &member)?;
                let written = fresh(turn, entry);
                turn.state.put_contact(member, contact, &marked(written, import));
                import::note_added(turn.state, (member, import), contact);
                Recorded::New { contact }
            }
        });
    }
    if let Some(import) = import {
        import::drop_empty(turn.state, member, import);
    }
    keep_looking::reach_changed(turn);
    Ok(Reply::Recorded { contacts })
}

/// Takes a contact back.
pub fn forget(turn: &mut Turn<'_>, member: MemberKey, contact: ContactId) -> Result<Reply, Refused> {
    if turn.state.forget_contact(member, contact) { Ok(Reply::Done) } else { Err(Refused::ContactUnknown) }
}

/// Adds topics and regions to many contacts at once, or takes them away. All or none.
pub fn tag(
    turn: &mut Turn<'_>,
    member: MemberKey,
    contacts: &[ContactId],
    tagging: &Tagging,
) -> Result<Reply, Refused> {
    if contacts.len() > limits::CONTACTS_PER_MEMBER {
        return Err(Refused::Full);
    }
    let words = [&tagging.add, &tagging.remove].map(|tags| tags.topics.len().max(tags.regions.len()));
    if words.iter().any(|count| *count > limits::WORDS) {
        return Err(Refused::WordsTooMany);
    }
    let mut written = Vec::with_capacity(contacts.len());
    for id in contacts.iter().collect::<BTreeSet<_>>() {
        let mut contact = turn.state.contact(&member, *id).ok_or(Refused::ContactUnknown)?;
        let About { topics, regions, .. } = &mut contact.details.about;
        change(topics, &tagging.add.topics, &tagging.remove.topics);
        change(regions, &tagging.add.regions, &tagging.remove.regions);
        if topics.len() > limits::WORDS || regions.len() > limits::WORDS {
            return Err(Refused::WordsTooMany);
        }
        if contact.details.import != tagging.import {
            contact.details.import = None;
        }
        written.push((*id, contact));
    }
    for (id, contact) in written {
        turn.state.put_contact(member, id, &contact);
    }
    Ok(Reply::Done)
}

/// Whether a member may have as many new contacts as there are entries about nobody they have.
fn has_room(state: &State, member: &MemberKey, entries: &[ContactEntry]) -> bool {
    let room = limits::CONTACTS_PER_MEMBER.saturating_sub(state.contacts.count_of(member));
    let is_new = |entry: &&ContactEntry| matches!(place_of(state, member, entry), Place::New);
    entries.len() <= room || entries.iter().filter(is_new).count() <= room
}

/// Whom an entry is about.
enum Place {
    /// Somebody the member did not have.
    New,
    /// This contact.
    Known(ContactId),
    /// Only the member can say.
    Asked(HandleQuestion),
}

fn place_of(state: &State, member: &MemberKey, entry: &ContactEntry) -> Place {
    let claimed = |handle: &Handle| {
        if !handle.handle_type().is_identity() {
            let own = state.known_as(handle).into_iter().filter(|(owner, _)| owner == member);
            return own
                .map(|(_, id)| id)
                .find(|id| state.contacts.row(member, id.0).is_some_and(|details| details.handles.contains(handle)));
        }
        let person = state.person_with(handle)?;
        let mut own = state.contacts_with(member, person);
        own.find(|id| state.contacts.row(member, id.0).is_some_and(|details| details.handles.contains(handle)))
    };
    let claims = entry.handles.iter().filter_map(|handle| Some((handle, claimed(handle)?)));
    let claims: Vec<_> = claims.filter(|(_, contact)| Some(*contact) != entry.contact).collect();
    let Some((handle, first)) = claims.first().copied() else {
        return entry.contact.map_or(Place::New, Place::Known);
    };
    let name = state.contacts.row(member, first.0).map(|details| details.name).unwrap_or_default();
    let joined = entry.contact.or_else(|| claims.iter().map(|(_, contact)| *contact).find(|other| *other != first));
    if joined.is_none() && names_agree(&name, &entry.name) {
        return Place::Known(first);
    }
    Place::Asked(HandleQuestion { handle: handle.clone(), contact: first, name, other: joined })
}

fn check(state: &State, member: &MemberKey, entry: &ContactEntry) -> Result<(), Refused> {
    if entry.contact.is_some_and(|contact| state.contacts.row(member, contact.0).is_none()) {
        return Err(Refused::ContactUnknown);
    }
    if entry.handles.is_empty() || entry.handles.len() > limits::HANDLES_PER_CONTACT {
        return Err(Refused::HandleMissing);
    }
    if [&entry.name, &entry.org, &entry.role].iter().any(|text| !is_prose(text, limits::LABEL_LEN)) {
        return Err(Refused::TextTooLong);
    }
    let Some(about) = &entry.about else { return Ok(()) };
    if about.topics.len() > limits::WORDS || about.regions.len() > limits::WORDS {
        return Err(Refused::WordsTooMany);
    }
    let texts = [&about.how, &about.through];
    let is_date = about.since.len() <= 10 && about.since.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let note_len = about.note.as_ref().map_or(0, |note| note.0.len());
    if texts.iter().any(|text| !is_prose(text, limits::ABOUT_LEN)) || !is_date || note_len > limits::NOTE_LEN {
        return Err(Refused::TextTooLong);
    }
    Ok(())
}

/// The contact with what the entry says of it. What the entry leaves out stays; an entry that does not name the
/// contact adds its handles and what it tells to those known.
fn update(turn: &Turn<'_>, member: &MemberKey, id: ContactId, entry: ContactEntry) -> Contact {
    let before = turn.state.contact(member, id);
    let (named, tells) = (entry.contact.is_some(), entry.about.is_some());
    let mut contact = fresh(turn, entry);
    if let Some(before) = before {
        let Details { org, role, handles, about, .. } = before.details;
        if !named {
            let more = handles.into_iter().filter(|handle| !contact.details.handles.contains(handle));
            let more: Vec<_> = more.collect();
            contact.details.handles.extend(more);
            contact.details.handles.truncate(limits::HANDLES_PER_CONTACT);
            keep(&mut contact.details.org, org);
            keep(&mut contact.details.role, role);
        }
        let says_the_same =
            (contact.edge.strength, &contact.edge.policy) == (before.edge.strength, &before.edge.policy);
        match tells {
            // A note or a word about somebody is not yet a word on how well one knows them.
            true if named && says_the_same => contact.edge.confirmed = before.edge.confirmed,
            true if named => {}
            true => contact.details.about.keep(about),
            false => contact.details.about = about,
        }
    }
    contact
}

fn keep(written: &mut crate::private::Private<String>, before: crate::private::Private<String>) {
    if written.is_empty() {
        *written = before;
    }
}

fn fresh(turn: &Turn<'_>, entry: ContactEntry) -> Contact {
    let ContactEntry { name, org, role, mut handles, strength, policy, about, .. } = entry;
    let mut seen = BTreeSet::new();
    handles.retain(|handle| seen.insert(handle.clone()));
    let about = about.unwrap_or_default();
    let edge = Edge { strength, policy, confirmed: turn.now };
    Contact { edge, details: Details { name, org, role, handles, about, import: None } }
}

fn marked(mut contact: Contact, import: Option<ImportId>) -> Contact {
    contact.details.import = import;
    contact
}

/// The member's next number for a contact. Never given twice, so that nothing open ever names somebody else.
fn next_contact(state: &mut State, member: &MemberKey) -> Result<ContactId, Refused> {
    let row = state.members.edit(member).ok_or(Refused::ColleagueUnknown)?;
    row.contacts_made = row.contacts_made.checked_add(1).ok_or(Refused::Full)?;
    Ok(ContactId(row.contacts_made))
}

fn change<W: Ord + Clone>(words: &mut Vec<W>, add: &[W], remove: &[W]) {
    let mut set: BTreeSet<W> = words.drain(..).chain(add.iter().cloned()).collect();
    for word in remove {
        set.remove(word);
    }
    words.extend(set);
}
