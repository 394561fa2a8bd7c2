//! What a search learns of persons without reading their lists: which questions somebody may be asked about them,
//! and their four strongest owners.
//!
//! Eighteen bytes a person, in their order, so that a search about everybody reads on and on; the lists are then
//! read only for the few whom this does not decide.

use crate::trust::index::Passes;
use crate::trust::index::arena::Arena;
use crate::trust::index::list::List;

/// The short notes on every person.
#[derive(Clone, Default)]
pub(crate) struct Known {
    /// For 64 persons at a time: who of them some edge lets each question through to.
    questions: Vec<[u64; QUESTIONS]>,
    /// Every person's strongest owner, then every person's next, and so on.
    first: [Vec<NotedOwner>; NOTED],
}

/// An owner and what their edge lets through; or nobody, who lets nothing through.
#[derive(Clone, Copy, Default)]
pub(crate) struct NotedOwner(u32);

impl Known {
    /// Makes room for so many persons, whom nobody knows.
    pub(crate) fn reserve(&mut self, persons: u32) {
        let persons = persons as usize;
        if self.first[0].len() < persons {
            for owners in &mut self.first {
                owners.resize(persons, NotedOwner::default());
            }
            self.questions.resize(persons.div_ceil(64), [0; QUESTIONS]);
        }
    }

    /// Notes what stands in a person's list now.
    pub(crate) fn note(&mut self, person: u32, list: &List, arena: &Arena) {
        let mut owners = list.with_passes(arena).map(|(entry, passes)| NotedOwner::new(entry.node(), passes));
        for first in &mut self.first {
            first[person as usize] = owners.next().unwrap_or_default();
        }
        let open = list.questions(arena);
        let (block, bit) = (&mut self.questions[person as usize / 64], person % 64);
        for (question, word) in block.iter_mut().enumerate() {
            *word = *word & !(1 << bit) | u64::from(open >> question & 1) << bit;
        }
    }

    /// Which of each 64 persons somebody knows by an edge that lets the question through.
    pub(crate) fn to(&self, mask: Passes) -> impl Iterator<Item = u64> {
        let question = mask.questions().trailing_zeros() as usize;
        self.questions.iter().map(move |block| block[question])
    }

    /// Every person's strongest owner, then every person's next, and so on.
    #[inline]
    pub(crate) fn first_owners(&self) -> impl Iterator<Item = &[NotedOwner]> {
        self.first.iter().map(Vec::as_slice)
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let owners: usize = self.first.iter().map(Vec::capacity).sum();
        self.questions.capacity() * size_of::<[u64; QUESTIONS]>() + owners * size_of::<NotedOwner>()
    }
}

impl NotedOwner {
    fn new(owner: u32, passes: Passes) -> Self {
        if owner > MAX_NOTED { Self::default() } else { Self(owner << 8 | u32::from(passes.bits())) }
    }

    /// The owner, whether or not the question gets through.
    #[inline(always)]
    pub(crate) fn number(self) -> u32 {
        self.0 >> 8
    }

    #[inline(always)]
    pub(crate) fn lets(self, mask: Passes) -> bool {
        Passes::from_bits(self.0 as u8).covers(mask)
    }
}

/// Each kind from each distance.
const QUESTIONS: usize = 15;
/// A member of a higher number is not noted.
const MAX_NOTED: u32 = u32::MAX >> 8;
/// How many owners of each person are noted.
const NOTED: usize = 4;
