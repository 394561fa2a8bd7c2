//! The memory all lists lie in: chunks of entries, each with its bytes beside it, handed out in blocks.
//!
//! Blocks have one of few sizes, and a block given back serves the next list that needs its size. Chunks are shared
//! between clones until one side writes: a writer then copies one chunk, never the whole.

use std::sync::Arc;

/// The chunks and the blocks given back.
#[derive(Clone, Default)]
pub(crate) struct Arena {
    entries: Vec<Arc<[u32]>>,
    passes: Vec<Arc<[u8]>>,
    free: Vec<Vec<u32>>,
    /// Where the unused rest of the newest common chunk begins and ends.
    rest: (u32, u32),
    /// Entries in blocks handed out, and in blocks given back.
    used: usize,
    freed: usize,
}

/// A piece of a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    start: u32,
    class: u8,
}

impl Block {
    /// How many entries it can hold.
    #[inline]
    pub(crate) fn room(self) -> usize {
        room_of(self.class)
    }
}

impl Default for Block {
    /// No room at all.
    fn default() -> Self {
        Self { start: 0, class: NO_ROOM }
    }
}

impl Arena {
    /// A block with room for at least so many entries.
    pub(crate) fn take(&mut self, len: usize) -> Block {
        if len == 0 {
            return Block::default();
        }
        let class = class_of(len);
        let room = room_of(class);
        self.used += room;
        let start = self.free.get_mut(class as usize).and_then(Vec::pop);
        self.freed -= start.map_or(0, |_| room);
        let start = start.unwrap_or_else(|| self.cut(room));
        Block { start, class }
    }

    /// Takes a block back.
    pub(crate) fn give_back(&mut self, block: Block) {
        if block.class == NO_ROOM {
            return;
        }
        self.used -= block.room();
        self.keep_free(block);
    }

    /// The first entries of a block.
    #[inline]
    pub(crate) fn entries(&self, block: Block, len: usize) -> &[u32] {
        if len == 0 {
            return &[];
        }
        let (chunk, at) = place(block.start);
        &self.entries[chunk][at..at + len]
    }

    /// The first entries of a block and their passes.
    #[inline]
    pub(crate) fn read(&self, block: Block, len: usize) -> (&[u32], &[u8]) {
        if len == 0 {
            return (&[], &[]);
        }
        let (chunk, at) = place(block.start);
        (&self.entries[chunk][at..at + len], &self.passes[chunk][at..at + len])
    }

    /// The same to write.
    pub(crate) fn write(&mut self, block: Block, len: usize) -> (&mut [u32], &mut [u8]) {
        if len == 0 {
            return (&mut [], &mut []);
        }
        let (chunk, at) = place(block.start);
        let entries = Arc::make_mut(&mut self.entries[chunk]);
        let passes = Arc::make_mut(&mut self.passes[chunk]);
        (&mut entries[at..at + len], &mut passes[at..at + len])
    }

    /// Copies the first entries of one block to another.
    pub(crate) fn copy(&mut self, from: Block, to: Block, len: usize) {
        if len == 0 {
            return;
        }
        let ((source, from), (target, to)) = (place(from.start), place(to.start));
        if source == target {
            Arc::make_mut(&mut self.entries[target]).copy_within(from..from + len, to);
            Arc::make_mut(&mut self.passes[target]).copy_within(from..from + len, to);
            return;
        }
        let entries = Arc::clone(&self.entries[source]);
        let passes = Arc::clone(&self.passes[source]);
        Arc::make_mut(&mut self.entries[target])[to..to + len].copy_from_slice(&entries[from..from + len]);
        Arc::make_mut(&mut self.passes[target])[to..to + len].copy_from_slice(&passes[from..from + len]);
    }

    /// Whether so much lies unused between the blocks that everything had better be packed anew.
    pub(crate) fn is_loose(&self) -> bool {
        self.freed > self.used / 2 + 2 * CHUNK
    }

    /// The bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        let chunks: usize =
            self.entries.iter().map(|chunk| chunk.len() * (size_of::<u32>() + 1) + 4 * size_of::<usize>()).sum();
        let tables =
            self.entries.capacity() * size_of::<Arc<[u32]>>() + self.passes.capacity() * size_of::<Arc<[u8]>>();
        let free: usize = self.free.iter().map(|starts| starts.capacity() * size_of::<u32>()).sum();
        chunks + tables + free + self.free.capacity() * size_of::<Vec<u32>>()
    }

    /// Cuts a block off the newest chunk, or off a new one.
    fn cut(&mut self, room: usize) -> u32 {
        if room > CHUNK {
            return self.add_chunk(room);
        }
        if ((self.rest.1 - self.rest.0) as usize) < room {
            self.scrap_rest();
            let start = self.add_chunk(CHUNK);
            self.rest = (start, start + CHUNK as u32);
        }
        let start = self.rest.0;
        self.rest.0 += room as u32;
        start
    }

    /// What is left of a chunk serves as smaller blocks.
    fn scrap_rest(&mut self) {
        while self.rest.0 < self.rest.1 {
            let class = largest_within((self.rest.1 - self.rest.0) as usize);
            self.keep_free(Block { start: self.rest.0, class });
            self.rest.0 += room_of(class) as u32;
        }
    }

    fn keep_free(&mut self, block: Block) {
        let class = block.class as usize;
        if self.free.len() <= class {
            self.free.resize(class + 1, Vec::new());
        }
        self.free[class].push(block.start);
        self.freed += block.room();
    }

    fn add_chunk(&mut self, room: usize) -> u32 {
        let chunk = self.entries.len();
        assert!(chunk < MAX_CHUNKS, "an arena holds 2^32 entries");
        self.entries.push(Arc::from(vec![0; room]));
        self.passes.push(Arc::from(vec![0; room]));
        (chunk * CHUNK) as u32
    }
}

#[inline]
fn place(start: u32) -> (usize, usize) {
    (start as usize / CHUNK, start as usize % CHUNK)
}

/// The smallest class with this room: every room up to 8, then four to each doubling.
fn class_of(len: usize) -> u8 {
    if len <= 8 {
        return (len - 1) as u8;
    }
    let doubling = (len - 1).ilog2() as usize;
    let quarter = (len - 1) >> (doubling - 2);
    (8 + (doubling - 3) * 4 + (quarter - 4)) as u8
}

#[inline]
fn room_of(class: u8) -> usize {
    match class as usize {
        class @ 0..8 => class + 1,
        class if class == NO_ROOM as usize => 0,
        class => (5 + class % 4) << (class / 4 - 1),
    }
}

fn largest_within(room: usize) -> u8 {
    let class = class_of(room);
    if room_of(class) == room { class } else { class - 1 }
}

/// Entries in a common chunk; a larger block has a chunk of its own.
const CHUNK: usize = 1 << 14;
const MAX_CHUNKS: usize = 1 << 18;
const NO_ROOM: u8 = u8::MAX;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_the_room_asked_for_and_little_more() {
        for len in 1..100_000 {
            let room = room_of(class_of(len));

            assert!(room >= len && room <= len + len / 4, "{len} in {room}");
            assert!(room_of(largest_within(len)) <= len);
        }
    }

    #[test]
    fn a_block_given_back_serves_the_next() {
        let mut arena = Arena::default();
        let first = arena.take(9);
        arena.give_back(first);

        let second = arena.take(10);

        assert_eq!((first.start, first.class), (second.start, second.class));
    }

    #[test]
    fn a_block_larger_than_a_chunk_keeps_all_its_entries() {
        let mut arena = Arena::default();
        arena.take(3);
        let large = arena.take(CHUNK * 3);
        arena.write(large, CHUNK * 3).0.fill(7);

        arena.take(5);

        assert!(arena.read(large, CHUNK * 3).0.iter().all(|entry| *entry == 7));
    }

    #[test]
    fn a_clone_keeps_what_it_saw() {
        let mut arena = Arena::default();
        let block = arena.take(2);
        arena.write(block, 2).0.fill(1);
        let before = arena.clone();

        arena.write(block, 2).0.fill(2);

        assert_eq!(before.read(block, 2).0, [1, 1]);
        assert_eq!(arena.read(block, 2).0, [2, 2]);
    }
}
