//! One person per connected set of handles: joined when a handle connects two, however they came.
//!
//! A person may have several owners, who do not learn of each other. Splitting is not done here:
//! a person loses the handles nobody records any more, and goes with the last owner.

use std::collections::BTreeSet;

use crate::id::{MemberKey, PersonId};
use crate::state::{Contact, Exit, ItemKind, Person, State};
use crate::trust::Handle;

impl State {
    /// Records what `owner` says, and joins all persons its handles connect. `fresh` names the person
    /// if none of the handles is known.
    pub fn record_contact(&mut self, owner: MemberKey, contact: Contact, fresh: PersonId) -> PersonId {
        let known: BTreeSet<PersonId> =
            contact.handles.iter().filter_map(|handle| self.derived.handles.get(handle).copied()).collect();
        let person = known.first().copied().unwrap_or(fresh);
        for other in known.iter().skip(1) {
            self.join_person(*other, person);
        }
        if !self.people.has(&person) {
            self.people.put(person, Person::default());
        }
        if let Some(row) = self.people.edit(&person) {
            row.handles.extend(contact.handles.iter().cloned());
        }
        for handle in &contact.handles {
            self.derived.handles.insert(handle.clone(), person);
        }
        self.derived.owners.entry(person).or_default().insert(owner);
        self.contacts.put((owner, person), contact);
        self.drop_unrecorded(person);
        person
    }

    /// Takes back what `owner` said of `person`. Returns whether there was anything.
    pub fn forget_contact(&mut self, owner: MemberKey, person: PersonId) -> bool {
        if self.contacts.remove(&(owner, person)).is_none() {
            return false;
        }
        if let Some(owners) = self.derived.owners.get_mut(&person) {
            owners.remove(&owner);
        }
        self.drop_unrecorded(person);
        true
    }

    /// Takes handles away that nobody records any more, and the person with the last owner.
    fn drop_unrecorded(&mut self, person: PersonId) {
        let owners = self.owners_of(&person);
        let still: BTreeSet<Handle> = owners
            .iter()
            .filter_map(|owner| self.contacts.row(&(*owner, person)))
            .flat_map(|contact| contact.handles.iter().cloned())
            .collect();
        let gone = self.people.row(&person).map_or_else(BTreeSet::new, |row| &row.handles - &still);
        for handle in &gone {
            self.derived.handles.remove(handle);
        }
        if owners.is_empty() {
            self.people.remove(&person);
            self.derived.owners.remove(&person);
        } else if !gone.is_empty()
            && let Some(row) = self.people.edit(&person)
        {
            row.handles = still;
        }
    }

    /// Who knows a person.
    pub fn owners_of(&self, person: &PersonId) -> BTreeSet<MemberKey> {
        self.derived.owners.get(person).cloned().unwrap_or_default()
    }

    /// The person with a handle.
    pub fn person_with(&self, handle: &Handle) -> Option<PersonId> {
        self.derived.handles.get(handle).copied()
    }

    /// Lets everything that names a joined person name the one it became.
    fn rename_person(&mut self, from: PersonId, into: PersonId) {
        let prompts = self.inbox.iter().filter(|(_, item)| match &item.kind {
            ItemKind::Prompt { person, .. } => *person == from,
            ItemKind::Hop { .. } | ItemKind::Letter { .. } => false,
            ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => false,
        });
        let prompts: Vec<_> = prompts.map(|(key, _)| *key).collect();
        for key in prompts {
            if let Some(ItemKind::Prompt { person, .. }) = self.inbox.edit(&key).map(|item| &mut item.kind) {
                *person = into;
            }
        }
        let ends = |exit: &Exit| matches!(exit, Exit::Endpoint { person, .. } if *person == from);
        let routes = self.routes.iter().filter(|(_, route)| ends(&route.exit));
        let routes: Vec<_> = routes.map(|(offer, _)| *offer).collect();
        for offer in routes {
            if let Some(Exit::Endpoint { person, .. }) = self.routes.edit(&offer).map(|route| &mut route.exit) {
                *person = into;
            }
        }
    }

    fn join_person(&mut self, from: PersonId, into: PersonId) {
        self.rename_person(from, into);
        let Some(row) = self.people.remove(&from) else { return };
        for handle in &row.handles {
            self.derived.handles.insert(handle.clone(), into);
        }
        if let Some(target) = self.people.edit(&into) {
            target.handles.extend(row.handles);
        }
        for owner in self.derived.owners.remove(&from).unwrap_or_default() {
            let Some(mut contact) = self.contacts.remove(&(owner, from)) else { continue };
            if let Some(present) = self.contacts.row(&(owner, into)) {
                contact = joined(present, contact);
            }
            self.contacts.put((owner, into), contact);
            self.derived.owners.entry(into).or_default().insert(owner);
        }
    }
}

/// One owner's two records of what turned out to be one person: the newer says how well, both say where.
fn joined(one: &Contact, other: Contact) -> Contact {
    let handles: BTreeSet<Handle> = one.handles.iter().chain(&other.handles).cloned().collect();
    let newer = if one.edge.confirmed >= other.edge.confirmed { one.edge.clone() } else { other.edge };
    Contact { edge: newer, handles: handles.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Strength;
    use crate::private::Private;
    use crate::time::Timestamp;
    use crate::trust::{Edge, EdgePolicy};

    fn contact(handles: &[&str]) -> Contact {
        Contact {
            edge: Edge {
                name: Private::from("Jane"),
                org: Private::default(),
                role: Private::default(),
                strength: Strength::KnowWell,
                policy: EdgePolicy::default(),
                confirmed: Timestamp::from_secs(1),
            },
            handles: handles.iter().map(|text| Handle::parse(text, None).unwrap()).collect(),
        }
    }

    fn member(byte: u8) -> MemberKey {
        MemberKey::from_bytes([byte; 32])
    }

    fn person(byte: u8) -> PersonId {
        PersonId::from_bytes([byte; 16])
    }

    #[test]
    fn a_handle_that_connects_two_persons_joins_them() {
        let mut state = State::default();
        let ann = state.record_contact(member(1), contact(&["jane@a.example"]), person(1));
        let other = state.record_contact(member(2), contact(&["jane@b.example"]), person(2));
        assert_ne!(ann, other);

        let both = state.record_contact(member(3), contact(&["jane@a.example", "jane@b.example"]), person(3));

        assert_eq!(state.people.len(), 1);
        assert_eq!(state.owners_of(&both), [member(1), member(2), member(3)].into());
        assert_eq!(state.people.row(&both).map(|row| row.handles.len()), Some(2));
    }

    #[test]
    fn a_person_goes_with_the_last_owner() {
        let mut state = State::default();
        let jane = state.record_contact(member(1), contact(&["jane@a.example"]), person(1));
        state.record_contact(member(2), contact(&["jane@a.example", "jane@b.example"]), person(2));

        assert!(state.forget_contact(member(2), jane));
        assert_eq!(state.people.row(&jane).map(|row| row.handles.len()), Some(1));
        assert!(state.forget_contact(member(1), jane));
        assert!(state.people.is_empty());
        assert!(!state.forget_contact(member(1), jane));
    }
}
