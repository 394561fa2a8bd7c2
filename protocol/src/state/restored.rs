//! A node that was put back from a backup: what it must not take for granted any more.
//!
//! The network went on without this copy. Offers and requests in it live on, and a device asked again for what it
//! signed gives the same bytes. But a letter key may have served since, quotas may have been used, and numbers this
//! node counts up may have been told: those are given up or skipped.

use crate::limits;
use crate::state::{Meter, NodeRecord, State, Table};

/// The table that holds the node's own row.
const NODE_TABLE: u8 = 1;
/// Numbers a node may have told in one life between two backups; the next life begins beyond them.
const UPDATES_PER_LIFE: u32 = 32;
/// The same for epochs, in bits of their 32.
const EPOCHS_PER_LIFE: u32 = 16;

impl State {
    /// Makes a copy from a backup safe to go on with: the incarnation counts up, unused letter keys go, and
    /// evaluation counts as used up until the next epoch.
    pub fn restored(&mut self) {
        let Some(node) = self.node.edit(&()) else { return };
        node.incarnation = node.incarnation.saturating_add(1);
        // Peers ignore news with a number they have seen, and the copy does not know how far it went.
        node.update_seq = node.update_seq.max(node.incarnation << UPDATES_PER_LIFE);
        let epoch = node.epochs.last().map_or(0, |epoch| epoch.epoch);
        // The epoch to come may have been told under another key; it is drawn anew under a number of this life.
        self.next_epoch.remove(&());
        self.drop_unused_letter_keys();
        self.spend_grants(epoch);
    }

    /// How often the node whose records these are was restored, without reading the rest of them.
    pub fn incarnation_of(records: &[(Vec<u8>, Vec<u8>)]) -> u64 {
        let mut nodes = Table::<(), NodeRecord>::new(NODE_TABLE);
        for (key, value) in records.iter().filter(|(key, _)| key.first() == Some(&NODE_TABLE)) {
            if nodes.restore(&key[1..], value).is_err() {
                return 0;
            }
        }
        nodes.row(&()).map_or(0, |node| node.incarnation)
    }

    /// The number of the epoch after one: a restored node skips those it may have told before.
    pub fn epoch_after(&self, last: Option<u32>) -> u32 {
        let incarnation = self.node.row(&()).map_or(0, |node| node.incarnation);
        let first = u32::try_from(incarnation).map_or(u32::MAX, |life| life.saturating_mul(1 << EPOCHS_PER_LIFE));
        last.map_or(1, |last| last.saturating_add(1)).max(first)
    }

    /// Each may have been given to an offer since; a letter key serves one.
    fn drop_unused_letter_keys(&mut self) {
        let unused = self.letter_keys.iter().filter(|(_, key)| key.given.is_none());
        let unused: Vec<_> = unused.map(|(key, _)| *key).collect();
        for key in unused {
            self.letter_keys.remove(&key);
        }
    }

    /// What peers were granted, and what this node was, may have been used since.
    fn spend_grants(&mut self, epoch: u32) {
        let peers: Vec<_> = self.peers.iter().map(|(peer, _)| *peer).collect();
        for peer in peers {
            if let Some(row) = self.peers.edit(&peer) {
                row.metered_epoch = epoch;
                row.chunks_own = row.chunks_own.max(limits::GRANT_MAX);
                row.chunks_behind = row.chunks_behind.max(limits::GRANT_BEHIND);
            }
        }
        let meters: Vec<_> = self.meters.iter().map(|(meter, _)| *meter).collect();
        for meter in meters {
            self.meters.put(meter, Meter { own: limits::GRANT_MAX, behind: limits::GRANT_BEHIND });
        }
        let tables: Vec<_> = self.match_tables.iter().map(|(table, _)| *table).collect();
        for table in tables {
            if let Some(row) = self.match_tables.edit(&table) {
                row.chunks = row.chunks.max(limits::GRANT_MAX);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "these are tests")]

    use super::*;

    fn node(incarnation: u64) -> State {
        let mut state = State::default();
        state.node.put((), NodeRecord { incarnation, update_seq: 7, told: None, epochs: Vec::new() });
        state
    }

    #[test]
    fn each_restore_counts_up_and_skips_numbers_that_may_have_been_told() {
        let mut state = node(0);

        state.restored();
        let first = state.node.row(&()).unwrap().clone();
        state.restored();
        let second = state.node.row(&()).unwrap();

        assert_eq!((first.incarnation, second.incarnation), (1, 2));
        assert!(first.update_seq > 1_000_000 && second.update_seq > first.update_seq + 1_000_000);
        assert_eq!(node(0).epoch_after(None), 1);
        assert_eq!(node(0).epoch_after(Some(4)), 5);
        assert_eq!(node(2).epoch_after(Some(4)), 2 << 16);
        assert_eq!(node(2).epoch_after(Some(2 << 16)), (2 << 16) + 1);
    }
}
