//! What searches write on: allocated once, grown with the index, stamped and never cleared.
//!
//! A slot counts only if it carries the stamp of the search that reads it, so that beginning anew costs one addition.

use crate::trust::TrustIndex;
use crate::trust::index::Entry;
use crate::trust::paths::End;

/// Room for searches over one index, or over several. One search at a time uses it.
#[derive(Default)]
pub struct Scratch {
    /// Edges at one end of the path, by the member at their other side.
    pub(super) near: Marks,
    /// Members seen from the start.
    pub(super) forth: Side,
    /// Members seen from the target.
    pub(super) back: Side,
    /// What is known best of a member, whatever the distance.
    pub(super) best: Layer,
    pub(super) list: Vec<u32>,
    pub(super) members: Bits,
    pub(super) persons: Bits,
    pub(super) persons_twice: Bits,
    pub(super) members_twice: Bits,
}

impl Scratch {
    /// No room yet; the first search makes it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes held.
    pub fn memory_bytes(&self) -> usize {
        let layers: usize =
            self.forth.layers.iter().chain(&self.back.layers).chain([&self.best]).map(Layer::memory_bytes).sum();
        let bits = [&self.members, &self.persons, &self.persons_twice, &self.members_twice];
        let bits: usize = bits.iter().map(|bits| bits.words.capacity() * size_of::<u64>()).sum();
        let lists = self.list.capacity() * size_of::<u32>();
        layers + bits + lists + self.near.slots.capacity() * size_of::<u32>()
    }

    /// The layers at one end, then those at the other.
    pub(super) fn sides(&mut self, end: End) -> (&mut Side, &mut Side) {
        match end {
            End::Start => (&mut self.forth, &mut self.back),
            End::Target => (&mut self.back, &mut self.forth),
        }
    }
}

/// The layers at one end of a path: members by their distance in edges, from nought on.
#[derive(Default)]
pub(super) struct Side {
    layers: Vec<Layer>,
    /// The distance of the farthest layer in use.
    pub(super) depth: usize,
}

impl Side {
    /// Begins anew with one empty layer at this distance.
    pub(super) fn begin(&mut self, index: &TrustIndex, depth: usize) -> &mut Layer {
        self.depth = depth;
        self.layer_at(index, depth)
    }

    pub(super) fn layer(&self, depth: usize) -> &Layer {
        &self.layers[depth]
    }

    pub(super) fn farthest(&self) -> &Layer {
        &self.layers[self.depth]
    }

    /// The farthest layer and an empty one beyond it, not yet in use.
    pub(super) fn farthest_and_next(&mut self, index: &TrustIndex) -> (&Layer, &mut Layer) {
        self.layer_at(index, self.depth + 1);
        self.pair()
    }

    /// The farthest layer and the one that was begun beyond it.
    pub(super) fn pair(&mut self) -> (&Layer, &mut Layer) {
        let (before, after) = self.layers.split_at_mut(self.depth + 1);
        (&before[self.depth], &mut after[0])
    }

    fn layer_at(&mut self, index: &TrustIndex, depth: usize) -> &mut Layer {
        if self.layers.len() <= depth {
            self.layers.resize_with(depth + 1, Layer::default);
        }
        self.layers[depth].begin(index);
        &mut self.layers[depth]
    }
}

/// One edge's rank for each member, or none.
#[derive(Default)]
pub(super) struct Marks {
    stamp: u32,
    slots: Vec<u32>,
}

impl Marks {
    pub(super) fn begin(&mut self, index: &TrustIndex) {
        grow(&mut self.slots, index.members());
        if self.stamp == MAX_STAMP {
            self.slots.fill(0);
            self.stamp = 0;
        }
        self.stamp += 1;
    }

    #[inline(always)]
    pub(super) fn mark(&mut self, entry: Entry) {
        if let Some(slot) = self.slots.get_mut(entry.node() as usize) {
            *slot = self.stamp << 2 | entry.rank();
        }
    }

    /// How far below the strongest the marked edge is.
    #[inline(always)]
    pub(super) fn rank(&self, member: u32) -> Option<u32> {
        let slot = *self.slots.get(member as usize)?;
        (slot >> 2 == self.stamp).then_some(slot & 3)
    }
}

/// A value and a way back for each member of a layer.
#[derive(Default)]
pub(super) struct Layer {
    stamp: u32,
    slots: Vec<Slot>,
    pub(super) nodes: Vec<u32>,
    /// The greatest value.
    pub(super) most: u32,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    stamp: u32,
    value: u32,
    from: u32,
}

impl Layer {
    pub(super) fn begin(&mut self, index: &TrustIndex) {
        grow(&mut self.slots, index.members());
        if self.stamp == u32::MAX {
            self.slots.fill(Slot::default());
            self.stamp = 0;
        }
        self.stamp += 1;
        self.nodes.clear();
        self.most = 0;
    }

    #[inline(always)]
    pub(super) fn value(&self, member: u32) -> Option<u32> {
        let slot = self.slots.get(member as usize)?;
        (slot.stamp == self.stamp).then_some(slot.value)
    }

    /// Where the best way to a member of this layer comes from.
    pub(super) fn from(&self, member: u32) -> u32 {
        self.slots[member as usize].from
    }

    /// Notes a value if none as great is known.
    #[inline(always)]
    pub(super) fn raise(&mut self, member: u32, value: u32, from: u32) {
        let Some(slot) = self.slots.get_mut(member as usize) else { return };
        if slot.stamp != self.stamp {
            self.nodes.push(member);
        } else if slot.value >= value {
            return;
        }
        *slot = Slot { stamp: self.stamp, value, from };
        self.most = self.most.max(value);
    }

    fn memory_bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>() + self.nodes.capacity() * size_of::<u32>()
    }
}

/// A set of numbers; cleared at the start of a search, an eighth of a byte each.
#[derive(Default)]
pub(super) struct Bits {
    pub(super) words: Vec<u64>,
    numbers: u32,
}

impl Bits {
    pub(super) fn begin(&mut self, numbers: u32) {
        self.numbers = numbers;
        self.words.clear();
        self.words.resize((numbers as usize).div_ceil(64), 0);
    }

    #[inline(always)]
    pub(super) fn add(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }

    #[inline(always)]
    pub(super) fn has(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    #[inline]
    pub(super) fn take(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// The numbers not in the set.
    pub(super) fn missing(&self) -> impl Iterator<Item = u32> + '_ {
        let words = self.words.iter().enumerate();
        let missing = words.flat_map(|(at, word)| bits(!word).map(move |bit| at as u32 * 64 + bit));
        missing.take_while(|number| *number < self.numbers)
    }

    pub(super) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }
}

/// The numbers of the bits that are set.
pub(super) fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros())?;
        word &= word - 1;
        Some(bit)
    })
}

fn grow<T: Clone + Default>(slots: &mut Vec<T>, members: u32) {
    if slots.len() < members as usize {
        slots.resize(members as usize, T::default());
    }
}

const MAX_STAMP: u32 = (1 << 30) - 1;
