//! An ordered table in memory that knows which of its rows changed since they were last made durable.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::change::Change;

/// A stored record is not as this version writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored record can't be read: it was written by another version or is damaged")]
pub struct Unreadable;

/// Rows of one kind, ordered by key. Every change is noted, and drained once per step.
#[derive(Debug)]
pub struct Table<K, V> {
    number: u8,
    rows: BTreeMap<K, V>,
    changed: BTreeSet<K>,
}

impl<K, V> Table<K, V>
where
    K: Ord + Clone + Serialize + DeserializeOwned,
    V: Serialize + DeserializeOwned,
{
    /// An empty table. `number` begins the key of each of its records.
    pub const fn new(number: u8) -> Self {
        Self { number, rows: BTreeMap::new(), changed: BTreeSet::new() }
    }

    /// Writes a row.
    pub fn put(&mut self, key: K, row: V) {
        self.changed.insert(key.clone());
        self.rows.insert(key, row);
    }

    /// Gives a row to be changed, and notes that it was.
    pub fn edit(&mut self, key: &K) -> Option<&mut V> {
        let row = self.rows.get_mut(key)?;
        self.changed.insert(key.clone());
        Some(row)
    }

    /// Removes a row.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let row = self.rows.remove(key)?;
        self.changed.insert(key.clone());
        Some(row)
    }

    /// Moves those rows to another key for which `to` names one.
    pub fn rekey(&mut self, to: impl Fn(&K) -> Option<K>) {
        let moves: Vec<(K, K)> = self.rows.keys().filter_map(|key| Some((key.clone(), to(key)?))).collect();
        for (from, to) in moves {
            if let Some(row) = self.remove(&from) {
                self.put(to, row);
            }
        }
    }

    /// Removes every row but those `keeps` holds on to.
    pub fn retain(&mut self, keeps: impl Fn(&K, &V) -> bool) {
        let gone: Vec<K> = self.rows.iter().filter(|(key, row)| !keeps(key, row)).map(|(key, _)| key.clone()).collect();
        for key in gone {
            self.remove(&key);
        }
    }

    /// Reads a row.
    pub fn row(&self, key: &K) -> Option<&V> {
        self.rows.get(key)
    }

    /// Whether there is such a row.
    pub fn has(&self, key: &K) -> bool {
        self.rows.contains_key(key)
    }

    /// All rows in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.iter()
    }

    /// The rows of a range in order.
    pub fn range(&self, range: impl RangeBounds<K>) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.range(range)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes a stored record back.
    ///
    /// # Errors
    /// [`Unreadable`] if key or value is not as this version writes it.
    pub fn restore(&mut self, key: &[u8], value: &[u8]) -> Result<(), Unreadable> {
        let key = postcard::from_bytes(key).map_err(|_| Unreadable)?;
        let row = postcard::from_bytes(value).map_err(|_| Unreadable)?;
        self.rows.insert(key, row);
        Ok(())
    }

    /// All rows as they would be stored.
    pub fn records(&self, into: &mut Vec<(Vec<u8>, Vec<u8>)>) {
        for (key, row) in &self.rows {
            let mut bytes = vec![self.number];
            bytes.extend(encoded(key));
            into.push((bytes, encoded(row)));
        }
    }

    /// Writes down what changed since the last call.
    pub fn drain_changes(&mut self, into: &mut Vec<Change>) {
        for key in std::mem::take(&mut self.changed) {
            let value = self.rows.get(&key).map(encoded);
            let mut bytes = vec![self.number];
            bytes.extend(encoded(&key));
            into.push(Change { key: bytes, value });
        }
    }
}

pub(super) fn encoded(content: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(content).expect("plain data of known shape is always written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_drained_once_and_restores_the_row() {
        let mut table = Table::<u32, String>::new(7);
        table.put(1, "one".to_owned());
        table.put(2, "two".to_owned());
        table.remove(&2);

        let mut changes = Vec::new();
        table.drain_changes(&mut changes);
        let mut again = Vec::new();
        table.drain_changes(&mut again);
        let mut restored = Table::<u32, String>::new(7);
        restored.restore(&changes[0].key[1..], changes[0].value.as_ref().unwrap()).unwrap();

        assert_eq!(changes.len(), 2);
        assert_eq!(changes[1].value, None);
        assert!(again.is_empty());
        assert_eq!(restored.row(&1).map(String::as_str), Some("one"));
    }
}
