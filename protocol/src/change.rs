//! A change to what a node must remember: the one thing thought and store share.

/// One record written or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record's key; its first byte names the table.
    pub key: Vec<u8>,
    /// The record, or `None` where it is removed.
    pub value: Option<Vec<u8>>,
}
