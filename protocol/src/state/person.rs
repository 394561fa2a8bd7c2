//! One person per connected set of handles, however the handles came: joined when a contact connects two persons,
//! split when the contact that connected them goes.
//!
//! ```text
//!   ann:  "Jane"      jane@a ─┐
//!   ben:  "J. Weidt"  jane@a ─┴─ jane@b ─┐           one person as long as ben's contact stands,
//!   cleo: "Dr Weidt"             jane@b ─┘           two without it
//! ```
//!
//! A contact stays its owner's own: its number, name and policy never change because of what others record,
//! and no owner learns of another. A name at an organisation joins nobody: several people may have it.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{ContactId, MemberKey};
use crate::limits;
use crate::state::State;
use crate::state::contact::{Contact, ContactEdge, Details, Person};
use crate::trust::{Handle, PersonNo};

impl State {
    /// Records what `owner` says of somebody, under the contact's own number.
    pub fn put_contact(&mut self, owner: MemberKey, id: ContactId, contact: &Contact) {
        self.leave_lookups(&owner, id);
        let handles = &contact.details.handles;
        let before = self.contacts.row(&owner, id.0).map(|details| details.handles);
        let person = match self.edges.row(&owner, id.0).filter(|_| before.as_ref() == Some(handles)) {
            Some(edge) => edge.person,
            None => self.claim(handles),
        };
        // Claiming may have joined the person of the contact as it was with another.
        let old = self.edges.row(&owner, id.0);
        let row = ContactEdge { person, edge: contact.edge.clone() };
        if old.as_ref() != Some(&row) {
            self.edges.put(owner, id.0, &row);
            self.index_edge(owner, person);
        }
        self.contacts.put(owner, id.0, &contact.details);
        if let (Some(old), Some(before)) = (old, before) {
            if old.person != person {
                self.index_edge(owner, old.person);
            }
            // Who was somebody else before leaves all of it there, a name that tells nobody apart included.
            let is_gone = |handle: &Handle| old.person != person || !handles.contains(handle);
            let gone: Vec<Handle> = before.into_iter().filter(is_gone).collect();
            if !gone.is_empty() {
                self.drop_unsaid(old.person, &gone);
            }
        }
        self.enter_lookups(&owner, id);
        self.expect_ageing(contact.edge.ages_at());
    }

    /// Takes back what `owner` said. Returns whether there was anything.
    pub fn forget_contact(&mut self, owner: MemberKey, id: ContactId) -> bool {
        let (Some(edge), Some(details)) = (self.edges.row(&owner, id.0), self.contacts.row(&owner, id.0)) else {
            return false;
        };
        self.leave_lookups(&owner, id);
        self.edges.remove(owner, id.0);
        self.contacts.remove(owner, id.0);
        self.index_edge(owner, edge.person);
        self.drop_unsaid(edge.person, &details.handles);
        true
    }

    /// The person a handle belongs to.
    pub fn person_with(&self, handle: &Handle) -> Option<PersonNo> {
        self.derived.handles.get(handle).copied()
    }

    /// What a person can be found by.
    pub fn handles_of(&self, person: PersonNo) -> Vec<Handle> {
        self.people.row(&(), person.0).unwrap_or_default().handles
    }

    /// One contact.
    pub fn contact(&self, owner: &MemberKey, id: ContactId) -> Option<Contact> {
        let edge = self.edges.row(owner, id.0)?.edge;
        Some(Contact { edge, details: self.contacts.row(owner, id.0)? })
    }

    /// A member's contacts in the order they were made.
    pub fn contacts_of<'s>(&'s self, owner: &MemberKey) -> impl Iterator<Item = (ContactId, Contact)> + use<'s> {
        let both = self.edges.of(owner).zip(self.contacts.of(owner));
        both.map(|((slot, edge), (_, details))| (ContactId(slot), Contact { edge: edge.edge, details }))
    }

    /// What a member calls their contacts, in the order they were made.
    pub fn contact_names_of<'s>(&'s self, owner: &MemberKey) -> impl Iterator<Item = (ContactId, &'s str)> + use<'s> {
        self.contacts.raw_of(owner).map(|(slot, bytes)| (ContactId(slot), Details::name_in(bytes)))
    }

    /// An owner's contacts that are this person: mostly one.
    pub fn contacts_with<'s>(
        &'s self,
        owner: &MemberKey,
        person: PersonNo,
    ) -> impl Iterator<Item = ContactId> + use<'s> {
        let slots = self.edges.raw_of(owner);
        slots.filter(move |(_, bytes)| ContactEdge::person_in(bytes) == person).map(|(slot, _)| ContactId(slot))
    }

    /// Who knows a person, and under which number.
    pub fn knowers(&self, person: PersonNo) -> Vec<(MemberKey, ContactId)> {
        let owners: BTreeSet<MemberKey> = self.derived.network.owners(person).collect();
        let contacts = |owner: MemberKey| self.contacts_with(&owner, person).map(move |contact| (owner, contact));
        owners.into_iter().flat_map(contacts).collect()
    }

    /// Makes the handles one person's, joining persons they connect, up to [`limits::HANDLES_PER_PERSON`].
    fn claim(&mut self, handles: &[Handle]) -> PersonNo {
        let known: BTreeSet<PersonNo> = handles.iter().filter_map(|handle| self.person_with(handle)).collect();
        let into = known.first().copied().unwrap_or_else(|| self.fresh_person());
        let mut person = self.people.row(&(), into.0).unwrap_or_default();
        let before = person.handles.len();
        for other in known.into_iter().skip(1) {
            let more = self.people.row(&(), other.0).unwrap_or_default().handles;
            if person.handles.len() + more.len() > limits::HANDLES_PER_PERSON {
                continue;
            }
            person.handles.extend(more);
            let contacts = self.knowers(other);
            self.move_contacts(&contacts, into);
            self.rename_person(other, Some(into));
            self.write_person(other, Person::default());
        }
        for handle in handles {
            let is_free = self.person_with(handle).is_none() && !person.handles.contains(handle);
            if is_free && person.handles.len() < limits::HANDLES_PER_PERSON {
                person.handles.push(handle.clone());
            }
        }
        if person.handles.len() > before {
            self.write_person(into, person);
        }
        into
    }

    /// Takes those of a contact's handles away that no other contact of the person says, and splits what only
    /// that contact connected.
    fn drop_unsaid(&mut self, person: PersonNo, handles: &[Handle]) {
        let Some(mut row) = self.people.row(&(), person.0) else { return };
        let mut unsaid: BTreeSet<&Handle> = handles.iter().collect();
        for owner in self.derived.network.owners(person) {
            let said = self.contacts_with(&owner, person).filter_map(|id| self.contacts.row(&owner, id.0));
            for details in said {
                unsaid.retain(|handle| !details.handles.contains(*handle));
            }
            if unsaid.is_empty() {
                break;
            }
        }
        row.handles.retain(|handle| !unsaid.contains(handle));
        let may_split = row.handles.len() > 1;
        if !unsaid.is_empty() {
            self.write_person(person, row);
        }
        if may_split {
            self.split(person);
        }
    }

    /// Gives each connected set of a person's handles a person of its own; the first keeps the number.
    fn split(&mut self, person: PersonNo) {
        let knowers = self.knowers(person);
        let said = |(owner, id): &(MemberKey, ContactId)| self.contacts.row(owner, id.0).map(|row| row.handles);
        let said: Vec<_> = knowers.iter().map(|knower| said(knower).unwrap_or_default()).collect();
        let sets = connected(&said);
        for set in sets.iter().skip(1) {
            let handles: BTreeSet<Handle> = set.iter().flat_map(|at| said[*at].iter().cloned()).collect();
            let mut rest = self.people.row(&(), person.0).unwrap_or_default();
            rest.handles.retain(|handle| !handles.contains(handle));
            self.write_person(person, rest);
            let fresh = self.fresh_person();
            self.write_person(fresh, Person { handles: handles.into_iter().collect() });
            let contacts: Vec<_> = set.iter().map(|at| knowers[*at]).collect();
            self.move_contacts(&contacts, fresh);
        }
    }

    fn move_contacts(&mut self, contacts: &[(MemberKey, ContactId)], into: PersonNo) {
        for (owner, id) in contacts {
            let Some(mut row) = self.edges.row(owner, id.0) else { continue };
            let from = std::mem::replace(&mut row.person, into);
            self.edges.put(*owner, id.0, &row);
            self.index_edge(*owner, from);
            self.index_edge(*owner, into);
        }
    }

    /// Writes a person's row and the index of handles. One without handles goes, and its number is free.
    fn write_person(&mut self, number: PersonNo, person: Person) {
        let before = self.people.row(&(), number.0).unwrap_or_default();
        for handle in before.handles {
            if self.derived.handles.get(&handle) == Some(&number) {
                self.derived.handles.remove(&handle);
            }
        }
        if person.handles.is_empty() {
            if self.people.remove((), number.0) {
                self.derived.free_persons.insert(number);
                self.rename_person(number, None);
            }
            return;
        }
        for handle in person.handles.iter().filter(|handle| handle.handle_type().is_identity()) {
            self.derived.handles.insert(handle.clone(), number);
        }
        self.people.put((), number.0, &person);
    }

    fn fresh_person(&mut self) -> PersonNo {
        let free = self.derived.free_persons.pop_first();
        free.unwrap_or_else(|| {
            let next = self.derived.next_person;
            self.derived.next_person += 1;
            PersonNo(next)
        })
    }

    /// Lets what counts persons per link count the one this person became, or forget it.
    fn rename_person(&mut self, from: PersonNo, into: Option<PersonNo>) {
        let counting = self.peers.iter().filter(|(_, peer)| peer.standing.contains_key(&from.0));
        let counting: Vec<_> = counting.map(|(org, _)| *org).collect();
        for org in counting {
            let Some(peer) = self.peers.edit(&org) else { continue };
            if let (Some(last), Some(into)) = (peer.standing.remove(&from.0), into) {
                let present = peer.standing.entry(into.0).or_insert(last);
                *present = last.max(*present);
            }
        }
    }

    /// Builds the index of handles and the free numbers. Part of waking.
    pub(super) fn derive_people(&mut self) {
        let mut next = 0;
        for ((), number, person) in self.people.iter() {
            self.derived.free_persons.extend((next..number).map(PersonNo));
            next = number + 1;
            let handles = person.handles.into_iter().filter(|handle| handle.handle_type().is_identity());
            self.derived.handles.extend(handles.map(|handle| (handle, PersonNo(number))));
        }
        self.derived.next_person = next;
    }
}

/// Which of the sets of handles hang together, by their places; the set with the first place comes first.
fn connected(said: &[Vec<Handle>]) -> Vec<Vec<usize>> {
    let mut set_of: Vec<usize> = (0..said.len()).collect();
    let mut first_with = BTreeMap::<&Handle, usize>::new();
    for (at, handles) in said.iter().enumerate() {
        for handle in handles.iter().filter(|handle| handle.handle_type().is_identity()) {
            let other = *first_with.entry(handle).or_insert(at);
            let (one, other) = (root(&mut set_of, at), root(&mut set_of, other));
            set_of[one.max(other)] = one.min(other);
        }
    }
    let mut sets = BTreeMap::<usize, Vec<usize>>::new();
    for at in 0..said.len() {
        sets.entry(root(&mut set_of, at)).or_default().push(at);
    }
    sets.into_values().collect()
}

/// The first place of the set, and the way there made shorter.
fn root(set_of: &mut [usize], mut at: usize) -> usize {
    while set_of[at] != at {
        set_of[at] = set_of[set_of[at]];
        at = set_of[at];
    }
    at
}

#[cfg(test)]
mod tests;
