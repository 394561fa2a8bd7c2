//! How many people are within one, two, three steps, and which of one's own people open the most of them.

use crate::trust::index::Edges;
use crate::trust::paths::answer::Work;
use crate::trust::paths::scratch::{Bits, bits};
use crate::trust::paths::{Answer, Search};
use crate::trust::{Level, MemberNo, Passes};

/// How many people are within so many steps of a member, who is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    members: [u32; MOST],
    persons: [u32; MOST],
}

impl Reach {
    /// Colleagues within so many steps (one to four).
    pub fn members(&self, degree: usize) -> u32 {
        self.members[degree.clamp(1, MOST) - 1]
    }

    /// Persons outside within so many steps (one to four).
    pub fn persons(&self, degree: usize) -> u32 {
        self.persons[degree.clamp(1, MOST) - 1]
    }

    /// Both.
    pub fn people(&self, degree: usize) -> u32 {
        self.members(degree) + self.persons(degree)
    }
}

/// What one of a member's ties opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Through {
    /// The colleague.
    pub tie: MemberNo,
    /// How strong the tie is.
    pub level: Level,
    /// How many people the colleague leads to, the member not counted.
    pub opens: u32,
    /// How many of them are neither the member's own nor led to by another tie.
    pub only: u32,
}

impl Search<'_> {
    /// Counts the people within one, two, … so many steps (at most four); beyond those the counts stay as they are.
    pub fn reach(mut self, from: MemberNo, degrees: u8) -> Answer<Reach> {
        let mut reach = Reach::default();
        let index = self.index;
        if from.0 >= index.members() {
            return self.work.answer(reach);
        }
        self.scratch.members.begin(index.members());
        self.scratch.persons.begin(index.persons());
        self.scratch.members.add(from.0);
        let mut newest = std::mem::take(&mut self.scratch.list);
        newest.clear();
        newest.push(from.0);
        for degree in 0..MOST {
            if degree < usize::from(degrees) && !self.work.is_spent() {
                self.reach_persons(&newest);
                self.reach_members(&mut newest);
            }
            reach.members[degree] = self.scratch.members.count() - 1;
            reach.persons[degree] = self.scratch.persons.count();
        }
        self.scratch.list = newest;
        self.work.answer(reach)
    }

    /// Adds the contacts of the newest members: over their lists, over the persons left, or over the lists of the
    /// members who were not reached, whichever costs least.
    fn reach_persons(&mut self, newest: &[u32]) {
        let (index, mask) = (self.index, self.mask);
        let said: usize = newest.iter().map(|member| index.contacts_len(*member)).sum();
        let left = (index.persons() - self.scratch.persons.count()) as usize;
        let others = if said <= index.members() as usize {
            usize::MAX / PROBES / 2
        } else {
            self.scratch.members.missing().map(|member| index.contacts_len(member)).sum()
        };
        let (members, persons, work) = (&self.scratch.members, &mut self.scratch.persons, &mut self.work);
        if others * PROBES + left / HEADS_AN_EDGE < said.min(left * PROBES) {
            self.reach_all_but_others();
        } else if said > left * PROBES {
            add_known(persons, work, |person| index.owners(person, mask), members);
        } else {
            for member in newest {
                work.open(index.contacts(*member, mask)).for_each(|entry| persons.add(entry.node()));
            }
        }
    }

    /// Takes every person as reached whom anybody knows, then looks closely at those whom the members not reached know.
    fn reach_all_but_others(&mut self) {
        let (index, mask) = (self.index, self.mask);
        let (members, persons, work) = (&self.scratch.members, &mut self.scratch.persons, &mut self.work);
        let before = &mut self.scratch.persons_twice;
        before.words.clone_from(&persons.words);
        for (at, word) in persons.words.iter_mut().enumerate() {
            if !work.pay(u64::BITS as usize / HEADS_AN_EDGE) {
                break;
            }
            *word |= index.surely_known(at as u32 * u64::BITS, mask);
        }
        for member in members.missing() {
            let mut edges = work.open(index.contacts(member, Passes::NONE));
            for entry in edges.by_ref().filter(|entry| !before.has(entry.node())) {
                let mut owners = work.open(index.owners(entry.node(), mask));
                if !owners.by_ref().any(|owner| members.has(owner.node())) {
                    persons.take(entry.node());
                }
                work.close(&owners);
            }
            work.close(&edges);
        }
        if work.is_spent() {
            persons.words.clone_from(&before.words);
            return;
        }
        add_known(persons, work, |person| index.owners(person, mask), members);
    }

    /// Adds the colleagues of the newest members, who are then the newest.
    fn reach_members(&mut self, newest: &mut Vec<u32>) {
        let (index, mask) = (self.index, self.mask);
        let (before, work) = (&mut self.scratch.members_twice, &mut self.work);
        before.words.clone_from(&self.scratch.members.words);
        let members = &mut self.scratch.members;
        let said: usize = newest.iter().map(|member| index.ties_out_len(*member)).sum();
        let left = (index.members() - before.count()) as usize;
        if said > left * PROBES {
            add_known(members, work, |member| index.ties_in(member, mask), before);
        } else {
            for member in newest.iter() {
                work.open(index.ties_out(*member, mask)).for_each(|entry| members.add(entry.node()));
            }
        }
        newest.clear();
        for (at, (now, before)) in members.words.iter().zip(&before.words).enumerate() {
            newest.extend(bits(now & !before).map(|bit| at as u32 * 64 + bit));
        }
    }

    /// For each of a member's ties: how many people it leads to, and how many of them nothing else leads to.
    pub fn reach_through(mut self, from: MemberNo) -> Answer<Vec<Through>> {
        let mut found = Vec::new();
        if from.0 >= self.index.members() {
            return self.work.answer(found);
        }
        self.note_once_and_twice(from.0);
        let mut ties = self.work.open(self.index.ties_out(from.0, self.mask));
        for tie in ties.by_ref() {
            if self.work.is_spent() {
                break;
            }
            let (opens, only) = self.opens(from.0, tie.node());
            found.push(Through { tie: MemberNo(tie.node()), level: tie.level(), opens, only });
        }
        self.work.close(&ties);
        self.work.answer(found)
    }

    /// Leaves in the sets of those met twice everybody whom more than one tie leads to, or who is known directly.
    fn note_once_and_twice(&mut self, from: u32) {
        let (index, mask) = (self.index, self.mask);
        let (work, scratch) = (&mut self.work, &mut *self.scratch);
        for set in [&mut scratch.members, &mut scratch.members_twice] {
            set.begin(index.members());
        }
        for set in [&mut scratch.persons, &mut scratch.persons_twice] {
            set.begin(index.persons());
        }
        add_all(work, index.contacts(from, mask), &mut scratch.persons, &mut scratch.persons_twice);
        add_all(work, index.ties_out(from, mask), &mut scratch.members, &mut scratch.members_twice);
        let mut ties = work.open(index.ties_out(from, mask));
        for tie in ties.by_ref() {
            add_all(work, index.contacts(tie.node(), mask), &mut scratch.persons, &mut scratch.persons_twice);
            add_all(work, index.ties_out(tie.node(), mask), &mut scratch.members, &mut scratch.members_twice);
        }
        work.close(&ties);
    }

    fn opens(&mut self, from: u32, tie: u32) -> (u32, u32) {
        let (index, mask) = (self.index, self.mask);
        let (mut opens, mut only) = (0, 0);
        let lists = [
            (index.contacts(tie, mask), &self.scratch.persons_twice, None),
            (index.ties_out(tie, mask), &self.scratch.members_twice, Some(from)),
        ];
        for (edges, twice, but) in lists {
            self.work.open(edges).filter(|entry| Some(entry.node()) != but).for_each(|entry| {
                opens += 1;
                only += u32::from(!twice.has(entry.node()));
            });
        }
        (opens, only)
    }
}

/// Adds everybody not yet in the set whom one of the members knows: asks each until the first who does.
fn add_known<'a>(set: &mut Bits, work: &mut Work, known_by: impl Fn(u32) -> Edges<'a>, members: &Bits) {
    for (at, word) in set.words.iter_mut().enumerate() {
        if work.is_spent() {
            return;
        }
        for bit in bits(!*word) {
            let mut edges = work.open(known_by(at as u32 * 64 + bit));
            let is_known = edges.by_ref().any(|entry| members.has(entry.node()));
            work.close(&edges);
            *word |= u64::from(is_known) << bit;
        }
    }
}

fn add_all(work: &mut Work, edges: Edges<'_>, once: &mut Bits, twice: &mut Bits) {
    work.open(edges).for_each(|entry| {
        if once.has(entry.node()) {
            twice.add(entry.node());
        }
        once.add(entry.node());
    });
}

/// The most steps counted.
const MOST: usize = 4;
/// How many of a person's owners are asked, on the average, before one is found.
const PROBES: usize = 2;
/// How many persons without a look at their edges cost as much as a look at one edge.
const HEADS_AN_EDGE: usize = 8;
