//! Who of us can be asked about somebody: the owners a question reaches, and who knows anyone of an organisation.

use std::cmp::Reverse;

use crate::trust::index::Entry;
use crate::trust::paths::{Answer, MAX_HOPS, Path, Search};
use crate::trust::{Level, MemberNo, Node, PersonNo};

/// A member who knows the person and whom the question reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReachedOwner {
    /// The member.
    pub owner: MemberNo,
    /// How well they know the person.
    pub level: Level,
    /// How many ties the question takes to them; none for the entry member.
    pub hops: u8,
    /// The level of the weakest of those ties; the strongest where there is none.
    pub floor: Level,
    /// The way from the entry member over the owner to the person.
    pub path: Path,
}

/// A member who knows some of the persons asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knower {
    /// The member.
    pub member: MemberNo,
    /// How many ties it takes to them.
    pub hops: u8,
    /// How many of the persons they know.
    pub count: u32,
    /// How well they know the one they know best.
    pub best: Level,
}

impl Search<'_> {
    /// The members who know the person and are within so many ties (at most six) of the entry member.
    ///
    /// Fewest ties first, then the strongest weakest tie, then who knows the person best, then by number.
    pub fn reached_owners(mut self, entry: MemberNo, person: PersonNo, hops: u8) -> Answer<Vec<ReachedOwner>> {
        let mut found = Vec::new();
        if entry.0 >= self.index.members() {
            return self.work.answer(found);
        }
        let mut owners = Vec::new();
        let mut edges = self.work.open(self.index.owners(person.0, self.mask));
        owners.extend(edges.by_ref());
        self.work.close(&edges);
        let wanted = owners.iter().map(|owner| owner.node()).collect();
        self.spread_by_hops(entry.0, hops.min(MAX_HOPS - 1).into(), wanted);
        for owner in owners {
            let Some((hops, floor)) = self.hops_to(owner.node()) else { continue };
            let path = Path::over(self.members_to(owner.node(), hops), Node::Person(person));
            let floor = Level::new(floor as u8).expect("the least of levels is a level");
            let owner_no = MemberNo(owner.node());
            found.push(ReachedOwner { owner: owner_no, level: owner.level(), hops: hops as u8, floor, path });
        }
        found.sort_unstable_by_key(|found| (found.hops, Reverse(found.floor), Reverse(found.level), found.owner));
        self.work.answer(found)
    }

    /// The members within so many ties (at most six) of a member, themselves included, who know any of the persons.
    ///
    /// Fewest ties first, then who knows one best, then who knows the most, then by number.
    pub fn who_knows(mut self, from: MemberNo, persons: &[PersonNo], hops: u8) -> Answer<Vec<Knower>> {
        if from.0 >= self.index.members() || persons.is_empty() {
            return self.work.answer(Vec::new());
        }
        let known = self.known_edges(persons);
        let mut wanted: Vec<u32> = known.iter().map(|(member, _)| *member).collect();
        wanted.dedup();
        self.spread_by_hops(from.0, hops.min(MAX_HOPS - 1).into(), wanted);
        let mut found = Vec::new();
        for edges in known.chunk_by(|one, other| one.0 == other.0) {
            let (member, best) = edges[0];
            let Some((hops, _)) = self.hops_to(member) else { continue };
            let count = edges.len() as u32;
            found.push(Knower { member: MemberNo(member), hops: hops as u8, count, best: best.level() });
        }
        found.sort_unstable_by_key(|knower| (knower.hops, Reverse(knower.best), Reverse(knower.count), knower.member));
        self.work.answer(found)
    }

    /// The edges to these persons, by the member who says them, the strongest of each first.
    fn known_edges(&mut self, persons: &[PersonNo]) -> Vec<(u32, Entry)> {
        let mut known = Vec::new();
        self.scratch.persons.begin(self.index.persons());
        for person in persons {
            if self.work.is_spent() {
                break;
            }
            if self.scratch.persons.has(person.0) {
                continue;
            }
            self.scratch.persons.add(person.0);
            let mut edges = self.work.open(self.index.owners(person.0, self.mask));
            known.extend(edges.by_ref().map(|edge| (edge.node(), Entry::new(person.0, edge.level()))));
            self.work.close(&edges);
        }
        known.sort_unstable();
        known
    }
}
