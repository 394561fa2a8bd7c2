//! What is to be sent to one peer: blocks that wait, and blocks on the stream that are not settled.
//!
//! No IO and no clock. On a new stream everything unsettled goes first, in its old order.

use std::collections::VecDeque;
use std::sync::Arc;

use stn_protocol::wire::record::{Settlement, Status};

/// The queue of one link.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Entry>,
    /// In the order of their indices; the first has the index `first`.
    unsettled: VecDeque<Entry>,
    first: u64,
    unsettled_bytes: usize,
}

/// What a settlement says of one ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The caller's number of the block.
    pub(super) ticket: u64,
    /// What the peer made of it.
    pub(super) status: Status,
    /// With [`Status::Busy`]: how long to wait.
    pub(super) retry_after_secs: u32,
}

/// A settlement of a block that is not on the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotSent;

#[derive(Debug)]
struct Entry {
    ticket: u64,
    block: Arc<Vec<u8>>,
}

impl Queue {
    /// Adds a block at the end.
    pub(super) fn push(&mut self, ticket: u64, block: Vec<u8>) {
        self.waiting.push_back(Entry { ticket, block: Arc::new(block) });
    }

    /// A new stream: indices begin at 0, with what was unsettled.
    pub(super) fn begin_stream(&mut self) {
        while let Some(entry) = self.unsettled.pop_back() {
            self.waiting.push_front(entry);
        }
        self.first = 0;
        self.unsettled_bytes = 0;
    }

    /// The next block for the stream, while no more than `unsettled_max` bytes await settlement.
    ///
    /// One block is always let through, so that a small bound can't stop a link.
    pub(super) fn next(&mut self, unsettled_max: usize) -> Option<Arc<Vec<u8>>> {
        let len = self.waiting.front()?.block.len();
        if self.unsettled_bytes + len > unsettled_max && self.unsettled_bytes > 0 {
            return None;
        }
        let entry = self.waiting.pop_front()?;
        let block = entry.block.clone();
        self.unsettled_bytes += len;
        self.unsettled.push_back(entry);
        Some(block)
    }

    /// Whether a settlement is awaited.
    pub(super) fn is_waiting_for_peer(&self) -> bool {
        !self.unsettled.is_empty()
    }

    /// Carries out a settlement: all lower unsettled blocks are taken, the one it names gets its status.
    pub(super) fn settle(&mut self, settlement: Settlement) -> Result<Vec<Verdict>, NotSent> {
        let offset = settlement.index.checked_sub(self.first).ok_or(NotSent)?;
        let count = usize::try_from(offset).ok().and_then(|offset| offset.checked_add(1)).ok_or(NotSent)?;
        if count > self.unsettled.len() {
            return Err(NotSent);
        }
        let settled: Vec<_> = self.unsettled.drain(..count).collect();
        self.first = settlement.index + 1;
        self.unsettled_bytes -= settled.iter().map(|entry| entry.block.len()).sum::<usize>();
        let taken = |entry: &Entry| Verdict { ticket: entry.ticket, status: Status::Taken, retry_after_secs: 0 };
        let mut verdicts: Vec<_> = settled.iter().map(taken).collect();
        if let Some(named) = verdicts.last_mut() {
            named.status = settlement.status;
            named.retry_after_secs = settlement.retry_after_secs;
        }
        Ok(verdicts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: usize = 64 * 1024;

    fn queue(tickets: impl IntoIterator<Item = u64>) -> Queue {
        let mut queue = Queue::default();
        for ticket in tickets {
            queue.push(ticket, vec![u8::try_from(ticket).unwrap(); 2_048]);
        }
        queue
    }

    fn send_all(queue: &mut Queue, max: usize) -> Vec<u8> {
        std::iter::from_fn(|| queue.next(max)).map(|block| block[0]).collect()
    }

    fn record(index: u64, status: Status) -> Settlement {
        Settlement { index, status, retry_after_secs: 0 }
    }

    #[test]
    fn no_more_than_the_window_is_on_the_way() {
        let mut queue = queue(0..40);

        assert_eq!(send_all(&mut queue, MAX).len(), 32);
        queue.settle(record(9, Status::Taken)).unwrap();
        assert_eq!(send_all(&mut queue, MAX).len(), 8);
    }

    #[test]
    fn a_settlement_takes_all_before_it_and_marks_its_own() {
        let mut queue = queue(0..4);
        send_all(&mut queue, MAX);

        let verdicts = queue.settle(record(2, Status::Busy)).unwrap();

        let said: Vec<_> = verdicts.iter().map(|verdict| (verdict.ticket, verdict.status)).collect();
        assert_eq!(said, [(0, Status::Taken), (1, Status::Taken), (2, Status::Busy)]);
        assert!(queue.is_waiting_for_peer());
    }

    #[test]
    fn a_settlement_of_what_was_never_sent_or_is_settled_is_refused() {
        let mut queue = queue(0..4);
        send_all(&mut queue, MAX);
        queue.settle(record(1, Status::Taken)).unwrap();

        assert_eq!(queue.settle(record(1, Status::Taken)), Err(NotSent));
        assert_eq!(queue.settle(record(4, Status::Taken)), Err(NotSent));
        assert_eq!(queue.settle(record(u64::MAX, Status::Taken)), Err(NotSent));
    }

    #[test]
    fn a_new_stream_begins_with_what_was_unsettled_in_order() {
        let mut queue = queue(0..6);
        for _ in 0..4 {
            queue.next(MAX);
        }
        queue.settle(record(0, Status::Taken)).unwrap();

        queue.begin_stream();

        assert_eq!(send_all(&mut queue, MAX), [1, 2, 3, 4, 5]);
        assert_eq!(queue.settle(record(0, Status::Taken)).unwrap()[0].ticket, 1);
    }
}
