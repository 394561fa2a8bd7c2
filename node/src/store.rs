//! The node's memory on disk: ordered records behind a small trait, one durable batch per group of steps.
//!
//! The engine thinks in memory and reads the store only when the node starts. What must survive a crash is
//! handed to the [`CommitThread`], which writes many steps as one batch and answers once the disk has it.
//! [`SledStore`] never opens empty where a store was, and tells when a record is missing, whoever lost it:
//!
//! ```text
//! <dir>/lock      held while a process uses the store
//!       format    says that a store is here and how it is written; made last, so it stands for a whole store
//!       witness   how far commits went, written after each reached the disk
//!       reserve   room kept back for opening on a full disk
//!       sled/     the records, each with its digest, and the tally of all of them in every batch
//! ```
//!
//! What the records mean is not known here. An older copy of the whole directory can't be told from the store
//! itself; the incarnation in `protocol` deals with that.

mod commit;
mod error;
mod format;
mod memory;
mod open;
mod records;
mod reserve;
mod sled_store;
mod tally;
mod witness;

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod damage_tests;

pub use commit::{CommitHook, CommitPoint, CommitThread};
pub use error::{Damage, OpenError, StoreError};
pub use memory::MemoryStore;
pub use reserve::free_bytes;
pub use sled_store::{Options, Scrub, SledStore};
pub use stn_protocol::change::Change;

/// A record's key and value.
pub type Record = (Vec<u8>, Vec<u8>);

/// Ordered records with atomic, durable batches.
pub trait Store: Send {
    /// Returns the value at a key.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Returns every record whose key begins with the prefix, in the order of their keys.
    fn scan(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError>;

    /// Writes all changes or none, in their order; they are on the disk when this returns `Ok`.
    ///
    /// After an error the changes count as not written, but may be found written after a restart.
    fn commit(&mut self, batch: &[Change]) -> Result<(), StoreError>;
}
