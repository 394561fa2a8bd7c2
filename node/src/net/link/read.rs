//! Blocks and records off a stream. Memory grows with what has arrived, in small steps, never with what is claimed.
//!
//! Both readers may be dropped between two reads and asked again: what has come is kept in the reader.

use std::io;

use futures::{AsyncRead, AsyncReadExt};
use stn_protocol::message::SizeClass;
use stn_protocol::wire::block::announced_class;
use stn_protocol::wire::record::{self, Settlement};

use crate::net::bounds::READ_STEP;

/// Why nothing more can be read.
#[derive(Debug)]
pub(in crate::net) enum ReadEnd {
    /// The stream is over.
    Over,
    /// What came is no block or no record.
    Garbage,
}

/// Reads blocks of fixed sizes.
pub(in crate::net) struct BlockReader {
    largest: SizeClass,
    step: [u8; READ_STEP],
    block: Vec<u8>,
}

impl BlockReader {
    /// A reader of blocks up to the given class.
    pub(in crate::net) fn new(largest: SizeClass) -> Self {
        Self { largest, step: [0; READ_STEP], block: Vec::new() }
    }

    /// The next whole block.
    pub(in crate::net) async fn next(&mut self, from: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, ReadEnd> {
        loop {
            let wanted = self.missing()?.min(READ_STEP);
            let count = from.read(&mut self.step[..wanted]).await?;
            if count == 0 {
                return Err(ReadEnd::Over);
            }
            self.block.extend_from_slice(&self.step[..count]);
            if self.missing()? == 0 {
                return Ok(std::mem::take(&mut self.block));
            }
        }
    }

    /// How much of the block is still to come; before its first byte, what every block has.
    fn missing(&self) -> Result<usize, ReadEnd> {
        let Some(first) = self.block.first() else {
            return Ok(SizeClass::Small.block_len());
        };
        let class = announced_class(*first).filter(|class| *class <= self.largest).ok_or(ReadEnd::Garbage)?;
        Ok(class.block_len() - self.block.len())
    }
}

/// Reads 16 B records.
pub(super) struct RecordReader {
    bytes: [u8; 32 * record::LEN],
    start: usize,
    end: usize,
}

impl RecordReader {
    /// A reader with nothing read.
    pub(super) fn new() -> Self {
        Self { bytes: [0; 32 * record::LEN], start: 0, end: 0 }
    }

    /// The next settlement.
    pub(super) async fn next(&mut self, from: &mut (impl AsyncRead + Unpin)) -> Result<Settlement, ReadEnd> {
        loop {
            if let Some(bytes) = self.bytes[self.start..self.end].first_chunk() {
                self.start += record::LEN;
                return Settlement::decode(bytes).map_err(|_| ReadEnd::Garbage);
            }
            self.bytes.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            let count = from.read(&mut self.bytes[self.end..]).await?;
            if count == 0 {
                return Err(ReadEnd::Over);
            }
            self.end += count;
        }
    }
}

impl From<io::Error> for ReadEnd {
    fn from(_: io::Error) -> Self {
        Self::Over
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use stn_protocol::wire::record::Status;

    use super::*;

    /// Gives at most `step` bytes at once.
    struct Trickle<'a> {
        bytes: &'a [u8],
        step: usize,
    }

    impl AsyncRead for Trickle<'_> {
        fn poll_read(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
            into: &mut [u8],
        ) -> std::task::Poll<io::Result<usize>> {
            let count = self.step.min(into.len()).min(self.bytes.len());
            into[..count].copy_from_slice(&self.bytes[..count]);
            self.bytes = &self.bytes[count..];
            std::task::Poll::Ready(Ok(count))
        }
    }

    #[test]
    fn blocks_come_whole_however_they_trickle() {
        let mut bytes = vec![1; 2_048];
        bytes.extend(vec![2; 16_384]);
        bytes.extend(vec![1; 2_048]);

        for step in [1, 7, 2_048, 100_000] {
            let mut from = Trickle { bytes: &bytes, step };
            let mut reader = BlockReader::new(SizeClass::Large);
            let mut next = || block_on(reader.next(&mut from)).map(|block| block.len());

            assert_eq!((next().unwrap(), next().unwrap(), next().unwrap()), (2_048, 16_384, 2_048));
            assert!(matches!(next(), Err(ReadEnd::Over)));
        }
    }

    #[test]
    fn a_claim_takes_no_memory() {
        let mut from = Trickle { bytes: &[2, 0xff, 0xff, 0, 0, 0, 0, 0], step: 8 };
        let mut reader = BlockReader::new(SizeClass::Large);

        assert!(matches!(block_on(reader.next(&mut from)), Err(ReadEnd::Over)));
        assert!(reader.block.capacity() < 64);
    }

    #[test]
    fn an_unknown_or_too_large_class_is_garbage() {
        for (first, largest) in [(0, SizeClass::Large), (3, SizeClass::Large), (2, SizeClass::Small)] {
            let mut from = Trickle { bytes: &[first; 4_096], step: 4_096 };

            assert!(matches!(block_on(BlockReader::new(largest).next(&mut from)), Err(ReadEnd::Garbage)));
        }
    }

    #[test]
    fn records_come_whole_however_they_trickle() {
        let records: Vec<_> =
            (0..100).map(|index| Settlement { index, status: Status::Taken, retry_after_secs: 0 }).collect();
        let bytes: Vec<_> = records.iter().flat_map(Settlement::encode).collect();

        for step in [1, 5, 16, 1_000] {
            let mut from = Trickle { bytes: &bytes, step };
            let mut reader = RecordReader::new();

            assert!(records.iter().all(|record| block_on(reader.next(&mut from)).unwrap() == *record));
            assert!(matches!(block_on(reader.next(&mut from)), Err(ReadEnd::Over)));
        }
    }
}
