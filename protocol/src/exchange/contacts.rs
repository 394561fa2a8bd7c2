//! Members say whom they know and take it back. Nothing of this ever leaves the node.

use crate::crypto::stream::Purpose;
use crate::exchange::{ContactEntry, Refused, Reply, Turn};
use crate::id::{MemberKey, PersonId};
use crate::limits;
use crate::state::Contact;
use crate::trust::Edge;

/// Records contacts, each with an edge; a contact already known is brought up to date.
pub fn record(turn: &mut Turn<'_>, member: MemberKey, entries: Vec<ContactEntry>) -> Result<Reply, Refused> {
    let present = turn.state.contacts.range((member, MIN)..=(member, MAX)).count();
    if entries.len() > limits::CONTACTS_PER_COMMAND || present + entries.len() > limits::CONTACTS_PER_MEMBER {
        return Err(Refused::Full);
    }
    if entries.iter().any(|entry| entry.handles.is_empty() || entry.handles.len() > limits::HANDLES_PER_CONTACT) {
        return Err(Refused::HandleMissing);
    }
    if entries
        .iter()
        .any(|entry| [&entry.name, &entry.org, &entry.role].iter().any(|text| text.len() > limits::LABEL_LEN))
    {
        return Err(Refused::TextTooLong);
    }
    let mut people = Vec::with_capacity(entries.len());
    for entry in entries {
        let fresh = PersonId::from_bytes(turn.random(Purpose::PersonId));
        let contact = contact(turn, entry);
        people.push(turn.state.record_contact(member, contact, fresh));
    }
    Ok(Reply::Recorded { people })
}

/// Takes a contact back.
pub fn forget(turn: &mut Turn<'_>, member: MemberKey, person: PersonId) -> Result<Reply, Refused> {
    if turn.state.forget_contact(member, person) { Ok(Reply::Done) } else { Err(Refused::ContactUnknown) }
}

const MIN: PersonId = PersonId::from_bytes([0; 16]);
const MAX: PersonId = PersonId::from_bytes([0xff; 16]);

fn contact(turn: &Turn<'_>, entry: ContactEntry) -> Contact {
    Contact {
        edge: Edge {
            name: entry.name,
            org: entry.org,
            role: entry.role,
            strength: entry.strength,
            policy: entry.policy,
            confirmed: turn.now,
        },
        handles: entry.handles,
    }
}
