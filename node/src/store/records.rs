//! sled, held at arm's length: one tree, keys marked as records, every value sealed with its digest.
//!
//! sled panics where it finds what it did not expect, and each call here turns that into an error. Nothing else
//! in the node touches sled. Durability is the caller's: see `commit` in `sled_store`.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::clock;

use super::tally::{Tally, seal, unseal};
use super::{Change, Damage, Record, Scrub, StoreError};

/// The open tree.
pub(super) struct Records {
    db: sled::Db,
}

impl Records {
    /// Opens sled's files, or makes them where there are none.
    pub(super) fn open(dir: &Path, cache_bytes: u64) -> Result<Self, StoreError> {
        // The segment size stays sled's own: with another one and a lost settings file, records vanish.
        let config = sled::Config::new().path(dir).cache_capacity(cache_bytes).flush_every_ms(None);
        let deadline = clock::steady() + RELEASE_WITHIN;
        loop {
            match guarded("opening", || config.open()) {
                Err(error) if is_held(&error) && clock::steady() < deadline => thread::sleep(RELEASE_CHECK),
                result => return Ok(Self { db: result? }),
            }
        }
    }

    /// Closes sled; what was not committed may be lost.
    pub(super) fn close(self) {
        let closed = guarded("closing", || {
            drop(self.db);
            Ok(())
        });
        if let Err(error) = closed {
            tracing::warn!(%error, "the store's files were left as after a crash");
        }
    }

    /// Writes changes and the tally that goes with them as one batch, and hands them to the system.
    pub(super) fn write(&self, batch: &[Change], before: &Tally) -> Result<Tally, StoreError> {
        let mut tally = *before;
        let mut writes = sled::Batch::default();
        for (key, value) in last_of_each(batch) {
            let at = record_key(key);
            if let Some((old, _)) = self.sealed_at(&at)? {
                tally.take(old);
            }
            match value {
                Some(value) => {
                    let (digest, sealed) = seal(&at, value);
                    tally.add(digest);
                    writes.insert(at, sealed);
                }
                None => writes.remove(at),
            }
        }
        tally.groups += 1;
        writes.insert(TALLY_KEY, seal(TALLY_KEY, &tally.to_bytes()).1);
        guarded("writing", || {
            self.db.apply_batch(writes)?;
            self.db.flush()
        })?;
        Ok(tally)
    }

    /// Returns the value at a key.
    pub(super) fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.sealed_at(&record_key(key))?.map(|(_, value)| value))
    }

    /// Returns the records whose keys begin with the prefix, in order.
    pub(super) fn scan(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError> {
        let mut found = Vec::new();
        self.visit(prefix, |at, _, value| found.push((at[MARK.len()..].to_vec(), value.to_vec())))?;
        Ok(found)
    }

    /// Returns the tally of the last batch.
    pub(super) fn tally(&self) -> Result<Tally, StoreError> {
        let stored = self.sealed_at(TALLY_KEY)?.and_then(|(_, bytes)| Tally::from_bytes(&bytes));
        stored.ok_or(StoreError::Damaged(Damage::TallyMissing))
    }

    /// Reads every record and compares them all with the tally.
    pub(super) fn check(&self, tally: &Tally) -> Result<Scrub, StoreError> {
        let mut found = Tally::default();
        let mut bytes = 0;
        self.visit(&[], |at, digest, value| {
            found.add(digest);
            bytes += (at.len() - MARK.len() + value.len()) as u64;
        })?;
        if !found.same_records(tally) {
            let (expected, found) = (tally.records, found.records);
            return Err(StoreError::Damaged(Damage::RecordsDiffer { expected, found }));
        }
        Ok(Scrub { records: tally.records, bytes, groups: tally.groups })
    }

    fn visit(&self, prefix: &[u8], mut each: impl FnMut(&[u8], u128, &[u8])) -> Result<(), StoreError> {
        let mut records = self.db.scan_prefix(record_key(prefix));
        while let Some((at, sealed)) = guarded("reading", || records.next().transpose())? {
            let (digest, value) = unseal(&at, &sealed).ok_or(StoreError::Damaged(Damage::RecordAltered))?;
            each(&at, digest, value);
        }
        Ok(())
    }

    fn sealed_at(&self, at: &[u8]) -> Result<Option<(u128, Vec<u8>)>, StoreError> {
        let Some(sealed) = guarded("reading", || self.db.get(at))? else {
            return Ok(None);
        };
        let (digest, value) = unseal(at, &sealed).ok_or(StoreError::Damaged(Damage::RecordAltered))?;
        Ok(Some((digest, value.to_vec())))
    }
}

/// Whether sled found its file locked. We hold the store's own lock, so only a store that this process closed a
/// moment ago can hold it: sled's threads let go of their last handle a little later than the database.
fn is_held(error: &StoreError) -> bool {
    // sled gives this no kind of its own, and its version is pinned.
    matches!(error, StoreError::Io { source, .. } if source.to_string().starts_with("could not acquire lock"))
}

fn last_of_each(batch: &[Change]) -> BTreeMap<&[u8], Option<&[u8]>> {
    batch.iter().map(|change| (change.key.as_slice(), change.value.as_deref())).collect()
}

fn record_key(key: &[u8]) -> Vec<u8> {
    [MARK, key].concat()
}

fn guarded<T>(doing: &'static str, call: impl FnOnce() -> sled::Result<T>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(|error| StoreError::from_sled(doing, error)),
        Err(_) => Err(StoreError::Damaged(Damage::Unreadable)),
    }
}

const RELEASE_WITHIN: Duration = Duration::from_secs(10);
const RELEASE_CHECK: Duration = Duration::from_millis(5);
const MARK: &[u8] = b"r";
const TALLY_KEY: &[u8] = b"tally";
