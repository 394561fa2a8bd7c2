//! How many people are within one, two, three steps, and which of one's own people open the most of them.

use std::ops::BitOr;

use crate::trust::index::{Edges, NotedOwner};
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
            let (mut members, mut persons) =
                degree.checked_sub(1).map_or((0, 0), |last| (reach.members[last], reach.persons[last]));
            if degree < usize::from(degrees) && !self.work.is_spent() {
                self.reach_persons(&newest, persons);
                self.reach_members(&mut newest);
                (members, persons) = (self.scratch.members.count() - 1, self.scratch.persons.count());
            }
            (reach.members[degree], reach.persons[degree]) = (members, persons);
        }
        self.scratch.list = newest;
        self.work.answer(reach)
    }

    /// Adds the contacts of the newest members: over their lists, or over the persons left, whichever costs less.
    fn reach_persons(&mut self, newest: &[u32], before: u32) {
        let (index, mask) = (self.index, self.mask);
        let said: usize = newest.iter().map(|member| index.contacts_len(*member)).sum();
        let left = (index.persons() - before) as usize;
        if said <= left || !self.reach_persons_left(said, left) {
            let (persons, work) = (&mut self.scratch.persons, &mut self.work);
            for member in newest {
                work.open(index.contacts(*member, mask))
                    .for_each_said(|entry, lets| persons.add_if(entry.node(), lets));
            }
        }
    }

    /// Adds every person left whom a member reached knows. Does nothing and says so if reading what the newest
    /// members say costs less.
    fn reach_persons_left(&mut self, said: usize, left: usize) -> bool {
        let (index, mask) = (self.index, self.mask);
        let (members, all) = (&self.scratch.members, index.members() as usize);
        let missing = members.missing().count();
        let others = members.missing().map(|member| index.contacts_len(member)).sum();
        let looks = left.min(others);
        let lists = (0..4).fold(looks * A_LIST, |lists, _| lists * missing / all);
        if said < looks * A_PERSON + lists {
            return false;
        }
        if self.reach_all_but_doubtful(others < left) && self.ask_first_owners() {
            let (persons, doubtful) = (&mut self.scratch.persons, &self.scratch.persons_twice);
            let doubtful = doubtful.words.iter().copied();
            add_known(persons, doubtful, &mut self.work, |person| index.owners(person, mask), &self.scratch.members);
        }
        true
    }

    /// Leaves in the second set the persons left who are in doubt. Where the members not reached know few, those few
    /// are: anybody else who is known at all is known by a member reached. Otherwise everybody known is in doubt.
    fn reach_all_but_doubtful(&mut self, others_know_few: bool) -> bool {
        let (index, mask) = (self.index, self.mask);
        let (members, work) = (&self.scratch.members, &mut self.work);
        let (persons, doubtful) = (&mut self.scratch.persons, &mut self.scratch.persons_twice);
        if !work.pay(persons.words.len()) {
            return false;
        }
        doubtful.begin(index.persons());
        if others_know_few {
            for member in members.missing() {
                let edges = work.open(index.contacts(member, mask));
                edges.for_each_said(|entry, lets| doubtful.add_if(entry.node(), lets));
            }
        } else {
            doubtful.words.fill(u64::MAX);
        }
        if work.is_spent() {
            return false;
        }
        for ((word, doubtful), known) in persons.words.iter_mut().zip(&mut doubtful.words).zip(index.known(mask)) {
            *doubtful &= known & !*word;
            *word |= known & !*doubtful;
        }
        true
    }

    /// Adds those in doubt one of whose strongest owners was reached; they are in doubt no more.
    fn ask_first_owners(&mut self) -> bool {
        let (index, mask) = (self.index, self.mask);
        let (members, work) = (&self.scratch.members, &mut self.work);
        let (persons, doubtful) = (&mut self.scratch.persons, &mut self.scratch.persons_twice);
        for (at, (word, doubtful)) in persons.words.iter_mut().zip(&mut doubtful.words).enumerate() {
            for owners in index.first_owners() {
                let asked = doubtful.count_ones();
                if asked == 0 {
                    break;
                }
                if !work.pay(asked.div_ceil(FIRST_FOR_AN_EDGE) as usize) {
                    return false;
                }
                *word |= reached(&owners[at * 64..owners.len().min(at * 64 + 64)], *doubtful, mask, members);
                *doubtful &= !*word;
            }
        }
        true
    }

    /// Adds the colleagues of the newest members, who are then the newest.
    fn reach_members(&mut self, newest: &mut Vec<u32>) {
        let (index, mask) = (self.index, self.mask);
        let (before, work) = (&mut self.scratch.members_twice, &mut self.work);
        before.words.clone_from(&self.scratch.members.words);
        let members = &mut self.scratch.members;
        let said: usize = newest.iter().map(|member| index.ties_out_len(*member)).sum();
        let left = (index.members() - before.count()) as usize;
        let probes = index.members() as usize / before.count() as usize + 1;
        if said > left * probes * A_PROBE {
            add_known(
                members,
                before.words.iter().map(|word| !word),
                work,
                |member| index.ties_in(member, mask),
                before,
            );
        } else {
            for member in newest.iter() {
                work.open(index.ties_out(*member, mask))
                    .for_each_said(|entry, lets| members.add_if(entry.node(), lets));
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

/// Which of the persons asked about, 64 at most, have an owner here who was reached and lets the question through.
#[inline]
fn reached(owners: &[NotedOwner], asked: u64, mask: Passes, members: &Bits) -> u64 {
    let known = |owner: &NotedOwner| u64::from(owner.lets(mask) & members.has(owner.number()));
    if asked.count_ones() < DENSE {
        bits(asked).map(|bit| known(&owners[bit as usize]) << bit).fold(0, BitOr::bitor)
    } else {
        asked & owners.iter().zip(0..).map(|(owner, bit)| known(owner) << bit).fold(0, BitOr::bitor)
    }
}

/// Adds everybody among these whom one of the members knows: asks each until the first who does.
fn add_known<'a>(
    set: &mut Bits,
    among: impl Iterator<Item = u64>,
    work: &mut Work,
    known_by: impl Fn(u32) -> Edges<'a>,
    members: &Bits,
) {
    for (at, (word, among)) in set.words.iter_mut().zip(among).enumerate() {
        if work.is_spent() {
            return;
        }
        for bit in bits(among) {
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
/// What it costs to look at one more of a member's colleagues, in entries of lists read from end to end.
const A_PROBE: usize = 4;
/// What it costs to look at a person's strongest owners.
const A_PERSON: usize = 2;
/// What it costs to look at a person's list.
const A_LIST: usize = 50;
/// How many persons' strongest owners are looked at for the cost of one edge.
const FIRST_FOR_AN_EDGE: u32 = 2;
/// From how many persons of 64 on it is quicker to look at all of them.
const DENSE: u32 = 24;
