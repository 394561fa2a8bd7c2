//! Lookups over contacts that are built when somebody first asks, and kept in step from then on: a member's own
//! people by half-remembered names, and who carries which attribute.
//!
//! A node with many members holds few of them: most members don't look on most days.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::id::{ContactId, MemberKey};
use crate::state::State;
use crate::state::contact::Details;
use crate::state::known_as::{KnownAs, hash};
use crate::trust::{Described, Handle, HandleType, OrgName, PeopleIndex, Region, Word, domain_of};

/// Something a person is, has or does, as some contact says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Works on a topic.
    Topic(Word),
    /// Is in a region; who is in a part of a country is in the country.
    Region(Region),
    /// Has a role.
    Role(Word),
    /// Is at an organisation of this name.
    Organisation(OrgName),
    /// Has an address at this domain.
    Domain(String),
}

/// Lookups that are open. Opening one changes nothing that is remembered, so who only reads may do it.
#[derive(Default)]
pub struct Lookups {
    by_name: RefCell<BTreeMap<MemberKey, PeopleIndex>>,
    by_mark: RefCell<Option<BTreeSet<(Mark, MemberKey, ContactId)>>>,
    pub(super) known_as: RefCell<Option<KnownAs>>,
}

impl Lookups {
    /// Whether a change of one of this owner's contacts has to be told to any of them.
    fn any_open(&self, owner: &MemberKey) -> bool {
        let by_name = self.by_name.borrow().contains_key(owner);
        by_name || self.by_mark.borrow().is_some() || self.known_as.borrow().is_some()
    }
}

impl std::fmt::Debug for Lookups {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lookups(…)")
    }
}

impl State {
    /// A member's own people whom a text fits, best first.
    pub fn find_people(&self, member: &MemberKey, text: &str, limit: usize) -> Vec<ContactId> {
        let mut open = self.derived.lookups.by_name.borrow_mut();
        if open.len() >= OPEN_MAX && !open.contains_key(member) {
            open.clear();
        }
        let people = open.entry(*member).or_insert_with(|| {
            let mut people = PeopleIndex::default();
            for (slot, details) in self.contacts.of(member) {
                put(&mut people, ContactId(slot), &details);
            }
            people
        });
        people.search(text, limit).into_iter().map(|hit| ContactId(hit.id)).collect()
    }

    /// Whose contacts carry a mark, as their owners say.
    pub fn carriers(&self, mark: &Mark) -> Vec<(MemberKey, ContactId)> {
        let mut open = self.derived.lookups.by_mark.borrow_mut();
        let marks = open.get_or_insert_with(|| {
            let all = self.contacts.iter().flat_map(|(owner, slot, details)| {
                marks_of(&details).into_iter().map(move |mark| (mark, owner, ContactId(slot)))
            });
            all.collect()
        });
        let from = (mark.clone(), MemberKey::from_bytes([0; 32]), ContactId(0));
        let to = (mark.clone(), MemberKey::from_bytes([0xff; 32]), ContactId(u32::MAX));
        marks.range(from..=to).map(|(_, owner, contact)| (*owner, *contact)).collect()
    }

    /// Takes a contact into the lookups that are open.
    pub(super) fn enter_lookups(&mut self, owner: &MemberKey, id: ContactId) {
        if !self.derived.lookups.any_open(owner) {
            return;
        }
        let Some(details) = self.contacts.row(owner, id.0) else { return };
        let known_as = self.hashes_of(owner, id, &details);
        let Lookups { by_name, by_mark, known_as: known } = &mut self.derived.lookups;
        let (people, marks) = (by_name.get_mut().get_mut(owner), by_mark.get_mut());
        if let Some(known) = known.get_mut() {
            known.extend(known_as);
        }
        if let Some(people) = people {
            put(people, id, &details);
        }
        if let Some(marks) = marks {
            marks.extend(marks_of(&details).into_iter().map(|mark| (mark, *owner, id)));
        }
    }

    /// Takes a contact out of the lookups that are open.
    pub(super) fn leave_lookups(&mut self, owner: &MemberKey, id: ContactId) {
        if !self.derived.lookups.any_open(owner) {
            return;
        }
        let Some(details) = self.contacts.row(owner, id.0) else { return };
        let known_as = self.hashes_of(owner, id, &details);
        let Lookups { by_name, by_mark, known_as: known } = &mut self.derived.lookups;
        if let Some(known) = known.get_mut() {
            for hash in known_as {
                known.remove(&hash);
            }
        }
        if let Some(people) = by_name.get_mut().get_mut(owner) {
            people.remove(id.0);
        }
        let Some(marks) = by_mark.get_mut() else { return };
        for mark in marks_of(&details) {
            marks.remove(&(mark, *owner, id));
        }
    }
}

impl State {
    /// What a contact is known as, as the open index has it; nothing while it is closed.
    fn hashes_of(&self, owner: &MemberKey, id: ContactId, details: &Details) -> KnownAs {
        if self.derived.lookups.known_as.borrow().is_none() {
            return KnownAs::new();
        }
        self.derived_handles(details).iter().map(|handle| (hash(handle), *owner, id)).collect()
    }

    /// Closes the index of what contacts are known as: a record changed under it.
    pub(super) fn close_known_as(&mut self) {
        *self.derived.lookups.known_as.get_mut() = None;
    }
}

fn put(people: &mut PeopleIndex, id: ContactId, details: &Details) {
    let topics = details.about.topics.iter().map(Word::as_str);
    let regions = details.about.regions.iter().map(Region::as_str);
    let handles = details.handles.iter().map(|handle| handle.canonical().0.as_str());
    let words: Vec<&str> = topics.chain(regions).chain(handles).collect();
    people.put(id.0, &Described { name: &details.name, org: &details.org, role: &details.role, words: &words });
}

/// What a contact says of a person. A mark is told once, however often it is said.
pub fn marks_of(details: &Details) -> BTreeSet<Mark> {
    let topics = details.about.topics.iter().cloned().map(Mark::Topic);
    let regions = regions_of(&details.about.regions);
    let role = Word::parse(&details.role).ok().map(Mark::Role);
    topics.chain(regions).chain(role).chain(workplaces_of(details)).collect()
}

/// The marks of where somebody works: their organisation's name and the domains of their addresses.
pub fn workplaces_of(details: &Details) -> impl Iterator<Item = Mark> {
    let org = (!details.org.trim().is_empty()).then(|| Mark::Organisation(OrgName::fold(&details.org)));
    let domains = details.handles.iter().filter_map(mail_domain).map(Mark::Domain);
    org.into_iter().chain(domains)
}

/// Regions as marks: who is in a part of a country is in the country.
pub fn regions_of(regions: &[Region]) -> impl Iterator<Item = Mark> {
    regions.iter().flat_map(|region| {
        let country = region.as_str().get(..2).and_then(|code| Region::parse(code).ok());
        country.into_iter().chain([region.clone()]).map(Mark::Region)
    })
}

/// The domain of a mail address, unless anybody can have an address there.
pub fn mail_domain(handle: &Handle) -> Option<String> {
    if handle.handle_type() != HandleType::Email {
        return None;
    }
    domain_of(handle.canonical()).map(str::to_owned)
}

/// Members whose people are kept ready for search at a time.
const OPEN_MAX: usize = 256;
