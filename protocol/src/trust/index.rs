//! Who knows whom, in few bytes: both directions of every edge, changed one at a time, read without copying.
//!
//! Members say edges: about members (ties) and about persons outside (contacts). Persons say none, so a path only
//! ever leads over members, and each member keeps three lists (ties out, ties in, contacts), each person one (owners).
//! Every list stands strongest first, then by number, whatever the order of changes was.
//! Names and handles are elsewhere: here everybody is a number. The questions asked of it stand in `paths`.

mod arena;
mod bulk;
mod level;
mod list;

use std::fmt;

use arena::Arena;
pub use level::{Level, Passes};
use list::List;
pub(crate) use list::{EdgeIter, Edges, Entry};

use crate::trust::Question;

/// A member of the organisation, numbered densely by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberNo(pub u32);

/// A person outside whom some member knows, numbered densely by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonNo(pub u32);

/// Whom an edge may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A colleague.
    Member(MemberNo),
    /// Somebody outside.
    Person(PersonNo),
}

/// All edges of an organisation, in memory.
///
/// A clone shares what neither side changes afterwards.
#[derive(Clone, Default)]
pub struct TrustIndex {
    arena: Arena,
    lists: Lists,
    edges: usize,
}

/// Every node's lists, by number.
#[derive(Clone, Default)]
struct Lists {
    ties_out: Vec<List>,
    ties_in: Vec<List>,
    contacts: Vec<List>,
    owners: Vec<List>,
}

impl TrustIndex {
    /// An index that knows nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Fills an index at once; the last word about an edge said twice counts, and an edge to oneself doesn't.
    pub fn from_edges(
        members: u32,
        persons: u32,
        edges: impl Iterator<Item = (MemberNo, Node, Level, Passes)> + Clone,
    ) -> Self {
        bulk::fill(members, persons, edges)
    }

    /// Adds an edge or changes it; the next search sees it. An edge to oneself is not kept.
    ///
    /// # Panics
    ///
    /// If a number is 2^30 or above.
    pub fn set(&mut self, from: MemberNo, to: Node, level: Level, passes: Passes) {
        assert!(from.0 < MAX_NODES && to.number() < MAX_NODES, "numbers are dense and below 2^30");
        if to == Node::Member(from) {
            return;
        }
        self.lists.make_room(from, to);
        self.edges += usize::from(!self.take_out(from, to));
        let (out, back) = self.lists.both_ends(from, to);
        out.insert(&mut self.arena, Entry::new(to.number(), level), passes);
        back.insert(&mut self.arena, Entry::new(from.0, level), passes);
        self.repack_if_loose();
    }

    /// Takes an edge away; says whether there was one.
    pub fn remove(&mut self, from: MemberNo, to: Node) -> bool {
        if self.edge(from, to).is_none() {
            return false;
        }
        self.take_out(from, to);
        self.edges -= 1;
        let (out, back) = self.lists.both_ends(from, to);
        out.shrink(&mut self.arena);
        back.shrink(&mut self.arena);
        self.repack_if_loose();
        true
    }

    /// What one member says of somebody.
    pub fn edge(&self, from: MemberNo, to: Node) -> Option<(Level, Passes)> {
        let out = self.out_list(from, to);
        let back = self.back_list(to);
        if out.len() <= back.len() { out.find(&self.arena, to.number()) } else { back.find(&self.arena, from.0) }
    }

    /// The colleagues a question may be passed to, strongest first.
    pub fn ties_of(&self, member: MemberNo, question: Question) -> impl Iterator<Item = (MemberNo, Level)> {
        self.ties_out(member.0, Passes::mask(question)).iter().map(|entry| (MemberNo(entry.node()), entry.level()))
    }

    /// The persons outside whom a member may be asked about, strongest first.
    pub fn contacts_of(&self, member: MemberNo, question: Question) -> impl Iterator<Item = (PersonNo, Level)> {
        self.contacts(member.0, Passes::mask(question)).iter().map(|entry| (PersonNo(entry.node()), entry.level()))
    }

    /// The members who may be asked about a person, strongest first.
    pub fn owners_of(&self, person: PersonNo, question: Question) -> impl Iterator<Item = (MemberNo, Level)> {
        self.known_by(Node::Person(person), question)
    }

    /// The members with an edge to this node that lets the question through, strongest first.
    pub fn known_by(&self, node: Node, question: Question) -> impl Iterator<Item = (MemberNo, Level)> {
        self.into(node, Passes::mask(question)).iter().map(|entry| (MemberNo(entry.node()), entry.level()))
    }

    /// Every member with an edge to a person, whatever it lets through, strongest first.
    pub fn every_owner_of(&self, person: PersonNo) -> impl Iterator<Item = MemberNo> {
        self.into(Node::Person(person), Passes::NONE).iter().map(|entry| MemberNo(entry.node()))
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.edges
    }

    /// How many member numbers are in use: one more than the highest ever given.
    pub fn members(&self) -> u32 {
        number(self.lists.ties_out.len())
    }

    /// How many person numbers are in use: one more than the highest ever given.
    pub fn persons(&self) -> u32 {
        number(self.lists.owners.len())
    }

    /// The bytes held, spare room included; what clones share is counted in each.
    pub fn memory_bytes(&self) -> usize {
        let heads: usize = self.lists.families().iter().map(|family| family.capacity()).sum();
        size_of::<Self>() + heads * size_of::<List>() + self.arena.memory_bytes()
    }
}

impl fmt::Debug for TrustIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrustIndex").field("edges", &self.edges).finish_non_exhaustive()
    }
}

/// What searches read: lists by bare number, already with the question's mask.
impl TrustIndex {
    #[inline]
    pub(crate) fn ties_out(&self, member: u32, mask: Passes) -> Edges<'_> {
        edges(&self.arena, &self.lists.ties_out, member, mask)
    }

    #[inline]
    pub(crate) fn ties_in(&self, member: u32, mask: Passes) -> Edges<'_> {
        edges(&self.arena, &self.lists.ties_in, member, mask)
    }

    #[inline]
    pub(crate) fn contacts(&self, member: u32, mask: Passes) -> Edges<'_> {
        edges(&self.arena, &self.lists.contacts, member, mask)
    }

    #[inline]
    pub(crate) fn owners(&self, person: u32, mask: Passes) -> Edges<'_> {
        edges(&self.arena, &self.lists.owners, person, mask)
    }

    #[inline]
    pub(crate) fn into(&self, node: Node, mask: Passes) -> Edges<'_> {
        match node {
            Node::Member(member) => self.ties_in(member.0, mask),
            Node::Person(person) => self.owners(person.0, mask),
        }
    }

    /// Which of 64 persons from this one on somebody knows by an edge that surely lets the question through.
    #[inline]
    pub(crate) fn surely_known(&self, first: u32, mask: Passes) -> u64 {
        let lists = self.lists.owners.iter().skip(first as usize).take(64);
        lists.zip(0..).fold(0, |bits, (list, bit)| bits | u64::from(list.is_open(mask)) << bit)
    }

    /// How many ties a member says, let through or not.
    #[inline]
    pub(crate) fn ties_out_len(&self, member: u32) -> usize {
        self.lists.ties_out.get(member as usize).map_or(0, List::len)
    }

    /// How many members say an edge about a member.
    #[inline]
    pub(crate) fn ties_in_len(&self, member: u32) -> usize {
        self.lists.ties_in.get(member as usize).map_or(0, List::len)
    }

    /// How many persons a member knows, let through or not.
    #[inline]
    pub(crate) fn contacts_len(&self, member: u32) -> usize {
        self.lists.contacts.get(member as usize).map_or(0, List::len)
    }

    fn out_list(&self, from: MemberNo, to: Node) -> List {
        let family = match to {
            Node::Member(_) => &self.lists.ties_out,
            Node::Person(_) => &self.lists.contacts,
        };
        family.get(from.0 as usize).copied().unwrap_or_default()
    }

    fn back_list(&self, to: Node) -> List {
        let family = match to {
            Node::Member(_) => &self.lists.ties_in,
            Node::Person(_) => &self.lists.owners,
        };
        family.get(to.number() as usize).copied().unwrap_or_default()
    }

    /// Takes an edge out of both lists and leaves their room as it is.
    fn take_out(&mut self, from: MemberNo, to: Node) -> bool {
        let (out, back) = self.lists.both_ends(from, to);
        out.take_out(&mut self.arena, to.number()) && back.take_out(&mut self.arena, from.0)
    }

    fn repack_if_loose(&mut self) {
        if !self.arena.is_loose() {
            return;
        }
        let mut packed = Arena::default();
        let Lists { ties_out, ties_in, contacts, owners } = &mut self.lists;
        for family in [ties_out, ties_in, contacts, owners] {
            for list in family {
                *list = list.copied_to(&self.arena, &mut packed);
            }
        }
        self.arena = packed;
    }
}

impl Lists {
    fn make_room(&mut self, from: MemberNo, to: Node) {
        match to {
            Node::Member(member) => self.reserve(from.0.max(member.0) + 1, 0),
            Node::Person(person) => self.reserve(from.0 + 1, person.0 + 1),
        }
    }

    fn reserve(&mut self, members: u32, persons: u32) {
        if self.ties_out.len() < members as usize {
            for family in [&mut self.ties_out, &mut self.ties_in, &mut self.contacts] {
                family.resize(members as usize, List::default());
            }
        }
        if self.owners.len() < persons as usize {
            self.owners.resize(persons as usize, List::default());
        }
    }

    /// The list an edge is said in and the one it is heard in.
    fn both_ends(&mut self, from: MemberNo, to: Node) -> (&mut List, &mut List) {
        match to {
            Node::Member(member) => (&mut self.ties_out[from.0 as usize], &mut self.ties_in[member.0 as usize]),
            Node::Person(person) => (&mut self.contacts[from.0 as usize], &mut self.owners[person.0 as usize]),
        }
    }

    fn families(&self) -> [&Vec<List>; 4] {
        [&self.ties_out, &self.ties_in, &self.contacts, &self.owners]
    }
}

impl Node {
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Member(member) => member.0,
            Self::Person(person) => person.0,
        }
    }
}

#[inline]
fn edges<'a>(arena: &'a Arena, family: &[List], node: u32, mask: Passes) -> Edges<'a> {
    family.get(node as usize).map_or(Edges::EMPTY, |list| list.edges(arena, mask))
}

fn number(len: usize) -> u32 {
    u32::try_from(len).expect("node numbers stay below 2^30")
}

const MAX_NODES: u32 = 1 << 30;

#[cfg(test)]
mod tests;
