//! One record written or removed: the only thing a step asks of the store.
//!
//! Keys and values are bytes here; who lays them out knows what they mean. They hold what members
//! said, so a change never shows its contents, only its sizes.

use std::fmt;

/// One record written or removed.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// Where the record stands; records are ordered by this.
    pub key: Vec<u8>,
    /// What it holds, or `None` to remove it. An empty value is a value.
    pub value: Option<Vec<u8>>,
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "Change(put, key {} B, value {} B)", self.key.len(), value.len()),
            None => write!(f, "Change(remove, key {} B)", self.key.len()),
        }
    }
}
