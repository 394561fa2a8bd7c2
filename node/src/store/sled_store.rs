//! The store on sled: each commit is one batch, flushed, then synced with the whole file system.
//!
//! sled's own `flush` only starts the writing, so `syncfs` follows it on a file descriptor of ours. A write that
//! fails closes sled, which would refuse everything until it is opened anew; the next commit opens it again. A
//! sync that fails is different: nobody can say what is on the disk, so the node must restart and check.

use std::fs::File;
use std::path::{Path, PathBuf};

use rustix::fs::syncfs;

use super::open::{self, Parts};
use super::records::Records;
use super::reserve::{MARGIN_BYTES, Reserve, free_bytes};
use super::tally::Tally;
use super::witness::Witness;
use super::{Change, OpenError, Record, Store, StoreError};

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The most memory sled's page cache may take.
    pub cache_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { cache_bytes: 64 << 20 }
    }
}

/// What a whole store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scrub {
    /// Records present, each with the right digest.
    pub records: u64,
    /// Bytes of their keys and values.
    pub bytes: u64,
    /// Batches committed since the store was made.
    pub groups: u64,
}

/// A store on this machine's disk, held by one process.
pub struct SledStore {
    disk: Disk,
    tally: Tally,
    witness: Witness,
    reserve: Reserve,
    dir: PathBuf,
    root: File,
    options: Options,
    _lock: File,
}

enum Disk {
    Open(Records),
    /// Closed since a write failed; the next commit opens it.
    Closed,
    /// A sync failed or the files don't add up: only a restart may use them.
    Untrusted,
}

impl SledStore {
    /// Makes a new store where there is nothing, and opens it.
    pub fn create(dir: &Path) -> Result<Self, OpenError> {
        Self::open_locked(dir, Options::default(), open::create(dir)?)
    }

    /// Opens a store and checks every record in it. Never starts empty where a store was.
    pub fn open(dir: &Path, options: Options) -> Result<Self, OpenError> {
        open::expect_entries(dir)?;
        Self::open_locked(dir, options, open::lock(dir)?)
    }

    /// Takes the lock of a store without opening it: nobody uses the store for as long as the file lives.
    pub fn lock_out(dir: &Path) -> Result<File, OpenError> {
        open::expect_entries(dir)?;
        open::lock(dir)
    }

    /// Reads every record and compares them with the tally. Opening reads from the disk, this through the cache.
    pub fn scrub(&self) -> Result<Scrub, StoreError> {
        self.records()?.check(&self.tally)
    }

    fn open_locked(dir: &Path, options: Options, lock: File) -> Result<Self, OpenError> {
        let mut reserve = Reserve::of(dir);
        let Parts { records, tally, witness } = open::open(dir, &options, &mut reserve)?;
        let root = File::open(dir).map_err(OpenError::io(dir, "opening"))?;
        reserve.keep(free_bytes(dir).map_err(OpenError::io(dir, "measuring"))?);
        let disk = Disk::Open(records);
        let store = Self { disk, tally, witness, reserve, dir: dir.to_owned(), root, options, _lock: lock };
        store.note_durable();
        Ok(store)
    }

    fn records(&self) -> Result<&Records, StoreError> {
        match &self.disk {
            Disk::Open(records) => Ok(records),
            Disk::Closed => Err(StoreError::Closed),
            Disk::Untrusted => Err(StoreError::Untrusted),
        }
    }

    fn expect_room(&mut self, batch: &[Change]) -> Result<(), StoreError> {
        let free_bytes = free_bytes(&self.dir).map_err(StoreError::io("measuring"))?;
        self.reserve.keep(free_bytes);
        let size = |change: &Change| (change.key.len() + change.value.as_ref().map_or(0, Vec::len)) as u64;
        // sled writes whole pages around each record, so a batch may take several times its size.
        let needed_bytes = MARGIN_BYTES + 4 * batch.iter().map(size).sum::<u64>();
        if free_bytes < needed_bytes {
            return Err(StoreError::DiskFull { free_bytes, needed_bytes });
        }
        Ok(())
    }

    /// Opens sled again after a failed write, from what is on the disk.
    fn reopen(&mut self) -> Result<(), StoreError> {
        match open::attempt(&self.dir, &self.options) {
            Ok(Parts { records, tally, witness }) => {
                self.disk = Disk::Open(records);
                self.tally = tally;
                self.witness = witness;
                self.note_durable();
                Ok(())
            }
            Err(error) => {
                if matches!(error, StoreError::Damaged(_)) {
                    self.disk = Disk::Untrusted;
                }
                Err(error)
            }
        }
    }

    fn close_after(&mut self, error: &StoreError) {
        self.close_as(Disk::Closed);
        if error.is_no_room() {
            self.reserve.release();
        }
        if let Err(error) = self.reopen() {
            tracing::warn!(%error, "the store stays closed until a commit can open it");
        }
    }

    fn close_as(&mut self, disk: Disk) {
        if let Disk::Open(records) = std::mem::replace(&mut self.disk, disk) {
            records.close();
        }
    }

    /// The witness may stay behind, so a failure here loses nothing but a warning sign.
    fn note_durable(&self) {
        if let Err(error) = self.witness.note(&self.tally) {
            tracing::warn!(%error, "the store's witness could not be written");
        }
    }
}

impl Store for SledStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.records()?.value(key)
    }

    fn scan(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError> {
        self.records()?.scan(prefix)
    }

    fn commit(&mut self, batch: &[Change]) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        if matches!(self.disk, Disk::Closed) {
            self.reopen()?;
        }
        self.expect_room(batch)?;
        let tally = match self.records()?.write(batch, &self.tally) {
            Ok(tally) => tally,
            Err(error) => {
                self.close_after(&error);
                return Err(error);
            }
        };
        if let Err(error) = syncfs(&self.root) {
            self.close_as(Disk::Untrusted);
            return Err(StoreError::io("syncing")(error.into()));
        }
        self.tally = tally;
        self.note_durable();
        Ok(())
    }
}

impl Drop for SledStore {
    fn drop(&mut self) {
        if let Disk::Open(records) = std::mem::replace(&mut self.disk, Disk::Closed) {
            records.close();
            if let Err(error) = syncfs(&self.root) {
                tracing::warn!(%error, "the store's last sync failed; acknowledged commits were synced before");
            }
        }
    }
}
