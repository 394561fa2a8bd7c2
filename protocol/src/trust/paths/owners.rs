//! Who of us can be asked about somebody: the owners a question reaches, and who knows anyone of an organisation.

use std::cmp::Reverse;

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
        let mut missing = owners.len();
        self.scratch.near.begin(self.index);
        owners.iter().for_each(|owner| self.scratch.near.mark(*owner));
        let near = std::mem::take(&mut self.scratch.near);
        self.spread_by_hops(entry.0, hops.min(MAX_HOPS - 1).into(), |layer| {
            missing -= layer.iter().filter(|member| near.rank(**member).is_some()).count();
            missing == 0
        });
        self.scratch.near = near;
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
        self.spread_by_hops(from.0, hops.min(MAX_HOPS - 1).into(), |_| false);
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
            let best = &self.scratch.best;
            known.extend(
                edges.by_ref().filter(|edge| best.value(edge.node()).is_some()).map(|edge| (edge.node(), edge)),
            );
            self.work.close(&edges);
        }
        known.sort_unstable();
        let mut found: Vec<Knower> = Vec::new();
        for (member, edge) in known {
            match found.last_mut() {
                Some(knower) if knower.member.0 == member => knower.count += 1,
                _ => {
                    let Some((hops, _)) = self.hops_to(member) else { continue };
                    let hops = hops as u8;
                    found.push(Knower { member: MemberNo(member), hops, count: 1, best: edge.level() });
                }
            }
        }
        found.sort_unstable_by_key(|knower| (knower.hops, Reverse(knower.best), Reverse(knower.count), knower.member));
        self.work.answer(found)
    }
}
