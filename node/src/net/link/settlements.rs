//! What a reader owes the sender: a verdict on every block, in order, in as few records as will do.
//!
//! No IO. The driver may settle in any order; records leave in the order of the blocks. A run of taken
//! blocks is one record, and none at all before a block with another verdict, whose record covers it.

use std::collections::VecDeque;

use stn_protocol::wire::record::{Settlement, Status};

use crate::net::Outcome;

/// The blocks of one stream that are not settled on the wire.
#[derive(Debug, Default)]
pub(super) struct Settlements {
    /// In the order of their indices; the first has the index `first`.
    open: VecDeque<Open>,
    first: u64,
    open_bytes: usize,
}

#[derive(Debug)]
struct Open {
    len: usize,
    outcome: Option<Outcome>,
}

impl Settlements {
    /// Notes a block of `len` bytes and gives its index.
    pub(super) fn arrive(&mut self, len: usize) -> u64 {
        let index = self.first + self.open.len() as u64;
        self.open.push_back(Open { len, outcome: None });
        self.open_bytes += len;
        index
    }

    /// Bytes of blocks that the sender awaits a verdict on.
    pub(super) fn open_bytes(&self) -> usize {
        self.open_bytes
    }

    /// Notes the driver's verdict. The first one counts.
    pub(super) fn settle(&mut self, index: u64, outcome: Outcome) {
        let offset = index.checked_sub(self.first).and_then(|offset| usize::try_from(offset).ok());
        if let Some(open) = offset.and_then(|offset| self.open.get_mut(offset)) {
            open.outcome.get_or_insert(outcome);
        }
    }

    /// The records that can leave: for all blocks up to the first without a verdict.
    pub(super) fn records(&mut self) -> Vec<Settlement> {
        let mut records = Vec::new();
        let mut taken = None;
        while let Some(outcome) = self.open.front().and_then(|open| open.outcome) {
            let record = settlement(self.first, outcome);
            self.open_bytes -= self.open.pop_front().map_or(0, |open| open.len);
            self.first += 1;
            if outcome == Outcome::Taken {
                taken = Some(record);
            } else {
                taken = None;
                records.push(record);
            }
        }
        records.extend(taken);
        records
    }
}

fn settlement(index: u64, outcome: Outcome) -> Settlement {
    let (status, retry_after_secs) = match outcome {
        Outcome::Taken => (Status::Taken, 0),
        Outcome::Busy { retry_after_secs } => (Status::Busy, retry_after_secs),
        Outcome::Malformed => (Status::Malformed, 0),
        Outcome::Unsupported => (Status::Unsupported, 0),
        Outcome::NotPeer => (Status::NotPeer, 0),
        Outcome::Outdated => (Status::Outdated, 0),
    };
    Settlement { index, status, retry_after_secs }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: Outcome = Outcome::Busy { retry_after_secs: 9 };

    fn arrived(count: u64) -> Settlements {
        let mut settlements = Settlements::default();
        for index in 0..count {
            assert_eq!(settlements.arrive(2_048), index);
        }
        settlements
    }

    fn said(settlements: &mut Settlements) -> Vec<(u64, Status)> {
        settlements.records().iter().map(|record| (record.index, record.status)).collect()
    }

    #[test]
    fn a_run_of_taken_blocks_is_one_record() {
        let mut settlements = arrived(5);
        (0..4).for_each(|index| settlements.settle(index, Outcome::Taken));

        assert_eq!(said(&mut settlements), [(3, Status::Taken)]);
        assert_eq!(settlements.open_bytes(), 2_048);
        assert_eq!(said(&mut settlements), []);
    }

    #[test]
    fn nothing_leaves_before_its_turn() {
        let mut settlements = arrived(3);
        settlements.settle(2, Outcome::Taken);
        settlements.settle(1, BUSY);

        assert_eq!(said(&mut settlements), []);
        settlements.settle(0, Outcome::Taken);
        assert_eq!(said(&mut settlements), [(1, Status::Busy), (2, Status::Taken)]);
    }

    #[test]
    fn every_verdict_but_taken_has_its_record() {
        let mut settlements = arrived(4);
        settlements.settle(0, Outcome::Malformed);
        settlements.settle(1, BUSY);
        settlements.settle(2, Outcome::Unsupported);
        settlements.settle(3, BUSY);

        let said = said(&mut settlements);

        assert_eq!(said, [(0, Status::Malformed), (1, Status::Busy), (2, Status::Unsupported), (3, Status::Busy)]);
    }

    #[test]
    fn a_second_or_foreign_verdict_has_no_effect() {
        let mut settlements = arrived(1);
        settlements.settle(0, Outcome::Taken);
        settlements.settle(0, BUSY);
        settlements.settle(7, BUSY);

        assert_eq!(said(&mut settlements), [(0, Status::Taken)]);
        settlements.settle(0, BUSY);
        assert_eq!(said(&mut settlements), []);
    }
}
