//! One list of edges: where it lies in the arena, how it stays in order, and how a search reads it.
//!
//! An entry is one word, level above number, such that ascending words are strongest first. What the edges let
//! through lies beside them, a byte each; the bits they all share stand in the list's head, so that a search for
//! which every edge of a list is open needs to read no byte more.

use crate::trust::index::arena::{Arena, Block};
use crate::trust::index::{Level, Passes};

/// The other end of an edge and its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry(u32);

impl Entry {
    pub(crate) fn new(node: u32, level: Level) -> Self {
        Self(u32::from(Level::STRONGEST.number() - level.number()) << NODE_BITS | node)
    }

    #[inline(always)]
    pub(crate) fn node(self) -> u32 {
        self.0 & NODE_MASK
    }

    /// How far the level is below the strongest: 0 to 3.
    #[inline(always)]
    pub(crate) fn rank(self) -> u32 {
        self.0 >> NODE_BITS
    }

    #[inline]
    pub(crate) fn level(self) -> Level {
        LEVELS[self.rank() as usize]
    }
}

/// Where a list lies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct List {
    block: Block,
    len: u32,
    common: u8,
}

impl List {
    /// An empty list with room.
    pub(crate) fn with_room(arena: &mut Arena, len: usize) -> Self {
        Self { block: arena.take(len), len: 0, common: u8::MAX }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are edges and all of them let the question through.
    #[inline]
    pub(crate) fn is_open(&self, mask: Passes) -> bool {
        self.len > 0 && Passes::from_bits(self.common).covers(mask)
    }

    #[inline]
    pub(crate) fn edges<'a>(&self, arena: &'a Arena, mask: Passes) -> Edges<'a> {
        let entries = arena.entries(self.block, self.len());
        if Passes::from_bits(self.common).covers(mask) {
            return Edges { entries, ..Edges::EMPTY };
        }
        Edges { entries, passes: arena.read(self.block, self.len()).1, mask }
    }

    pub(crate) fn find(&self, arena: &Arena, node: u32) -> Option<(Level, Passes)> {
        let (entries, passes) = arena.read(self.block, self.len());
        let at = position(entries, node)?;
        Some((Entry(entries[at]).level(), Passes::from_bits(passes[at])))
    }

    /// Puts an entry in its place; its node must not be in the list.
    pub(crate) fn insert(&mut self, arena: &mut Arena, entry: Entry, passes: Passes) {
        let len = self.len();
        if len == self.block.room() {
            let larger = arena.take(len + 1);
            arena.copy(self.block, larger, len);
            arena.give_back(self.block);
            self.block = larger;
        }
        if len == 0 {
            self.common = u8::MAX;
        }
        let (entries, bits) = arena.write(self.block, len + 1);
        let at = entries[..len].partition_point(|word| *word < entry.0);
        entries.copy_within(at..len, at + 1);
        bits.copy_within(at..len, at + 1);
        entries[at] = entry.0;
        bits[at] = passes.bits();
        self.len += 1;
        self.common &= passes.bits();
    }

    /// Takes a node's entry out, if there is one; the room stays.
    pub(crate) fn take_out(&mut self, arena: &mut Arena, node: u32) -> bool {
        let len = self.len();
        let Some(at) = position(arena.read(self.block, len).0, node) else { return false };
        let (entries, bits) = arena.write(self.block, len);
        let removed = bits[at];
        entries.copy_within(at + 1.., at);
        bits.copy_within(at + 1.., at);
        self.len -= 1;
        if removed != u8::MAX {
            self.common = common(&bits[..len - 1]);
        }
        true
    }

    /// Gives back room that is mostly empty.
    pub(crate) fn shrink(&mut self, arena: &mut Arena) {
        if self.len() * 2 > self.block.room() || self.block.room() == 0 {
            return;
        }
        let smaller = arena.take(self.len());
        arena.copy(self.block, smaller, self.len());
        arena.give_back(self.block);
        self.block = smaller;
    }

    /// Puts an entry at the end, in no order yet; there must be room.
    pub(crate) fn push(&mut self, arena: &mut Arena, entry: Entry, passes: Passes) {
        let at = self.len();
        let (entries, bits) = arena.write(self.block, at + 1);
        entries[at] = entry.0;
        bits[at] = passes.bits();
        self.len += 1;
        self.common &= passes.bits();
    }

    /// Brings pushed entries in order.
    pub(crate) fn sort(&mut self, arena: &mut Arena, buffer: &mut Vec<u64>) {
        let (entries, bits) = arena.read(self.block, self.len());
        if entries.is_sorted() {
            return;
        }
        buffer.clear();
        buffer.extend(entries.iter().zip(bits).map(|(entry, bits)| u64::from(*entry) << 8 | u64::from(*bits)));
        buffer.sort_unstable();
        let (entries, bits) = arena.write(self.block, self.len());
        for ((entry, bits), sorted) in entries.iter_mut().zip(bits).zip(buffer) {
            *entry = (*sorted >> 8) as u32;
            *bits = *sorted as u8;
        }
    }

    /// Keeps only the entries that `keep` wants.
    pub(crate) fn retain(&mut self, arena: &mut Arena, mut keep: impl FnMut(usize, Entry) -> bool) {
        let len = self.len();
        let (entries, bits) = arena.write(self.block, len);
        let mut kept = 0;
        for at in 0..len {
            if keep(at, Entry(entries[at])) {
                entries[kept] = entries[at];
                bits[kept] = bits[at];
                kept += 1;
            }
        }
        self.common = common(&bits[..kept]);
        self.len = kept as u32;
    }

    /// All entries with what they let through.
    pub(crate) fn with_passes<'a>(&self, arena: &'a Arena) -> impl Iterator<Item = (Entry, Passes)> + 'a {
        let (entries, bits) = arena.read(self.block, self.len());
        entries.iter().zip(bits).map(|(word, bits)| (Entry(*word), Passes::from_bits(*bits)))
    }

    /// The same list in another arena.
    pub(crate) fn copied_to(&self, from: &Arena, to: &mut Arena) -> Self {
        let block = to.take(self.len());
        let (entries, bits) = from.read(self.block, self.len());
        let (new_entries, new_bits) = to.write(block, self.len());
        new_entries.copy_from_slice(entries);
        new_bits.copy_from_slice(bits);
        Self { block, ..*self }
    }
}

/// A list as a search sees it; where every edge is open, without a mask and without passes.
#[derive(Clone, Copy)]
pub(crate) struct Edges<'a> {
    entries: &'a [u32],
    passes: &'a [u8],
    mask: Passes,
}

impl<'a> Edges<'a> {
    pub(crate) const EMPTY: Self = Self { entries: &[], passes: &[], mask: Passes::NONE };

    /// How many edges there are, let through or not.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The strongest edge, let through or not.
    #[inline]
    pub(crate) fn most(&self) -> Option<Entry> {
        self.entries.first().copied().map(Entry)
    }

    /// At most the strongest so many.
    #[inline]
    pub(crate) fn first(self, len: usize) -> Self {
        Self { entries: &self.entries[..len], passes: &self.passes[..len.min(self.passes.len())], ..self }
    }

    /// Those that let the question through, strongest first.
    #[inline]
    pub(crate) fn iter(self) -> EdgeIter<'a> {
        EdgeIter { entries: self.entries.iter(), passes: self.passes, mask: self.mask }
    }
}

/// The edges that let a question through.
#[derive(Clone)]
pub(crate) struct EdgeIter<'a> {
    entries: std::slice::Iter<'a, u32>,
    passes: &'a [u8],
    mask: Passes,
}

impl EdgeIter<'_> {
    /// How many were not looked at.
    #[inline]
    pub(crate) fn rest(&self) -> usize {
        self.entries.len()
    }
}

impl Iterator for EdgeIter<'_> {
    type Item = Entry;

    #[inline(always)]
    fn next(&mut self) -> Option<Entry> {
        loop {
            let entry = Entry(*self.entries.next()?);
            if self.mask == Passes::NONE {
                return Some(entry);
            }
            let at = self.passes.len() - self.entries.len() - 1;
            if Passes::from_bits(self.passes[at]).covers(self.mask) {
                return Some(entry);
            }
        }
    }

    #[inline]
    fn fold<B, F: FnMut(B, Entry) -> B>(self, init: B, mut each: F) -> B {
        if self.mask == Passes::NONE {
            return self.entries.fold(init, |found, word| each(found, Entry(*word)));
        }
        let passes = &self.passes[self.passes.len() - self.entries.len()..];
        let open = self.entries.zip(passes).filter(|(_, bits)| Passes::from_bits(**bits).covers(self.mask));
        open.fold(init, |found, (word, _)| each(found, Entry(*word)))
    }
}

fn position(entries: &[u32], node: u32) -> Option<usize> {
    (0..4).find_map(|rank| entries.binary_search(&(rank << NODE_BITS | node)).ok())
}

fn common(bits: &[u8]) -> u8 {
    bits.iter().fold(u8::MAX, |common, bits| common & bits)
}

const NODE_BITS: u32 = 30;
const NODE_MASK: u32 = (1 << NODE_BITS) - 1;
const LEVELS: [Level; 4] = [Level::STRONGEST, Level::WOULD_VOUCH, Level::KNOW_WELL, Level::HAVE_MET];
