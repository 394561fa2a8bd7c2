//! A file outside sled that remembers the last commit which reached the disk.
//!
//! A flip near the end of sled's log makes it fall back to an earlier, whole state, with the tally of that
//! moment: the loss would be invisible from inside. The witness is written after each commit is durable and
//! synced with the next one, so it is never ahead of sled, and sled behind it means that commits were lost.
//! After a power cut it may be one commit behind.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::Damage;
use super::tally::{Tally, seal, unseal};

/// The two slots, written in turn so that a torn write leaves the other one whole.
pub(super) struct Witness {
    file: File,
}

impl Witness {
    /// Makes the file, with room for both slots.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
        file.write_all_at(&[0; 2 * SLOT_LEN as usize], 0)?;
        Ok(Self { file })
    }

    /// Opens the file of an existing store.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: OpenOptions::new().read(true).write(true).open(path)? })
    }

    /// Remembers a commit that has reached the disk.
    pub(super) fn note(&self, tally: &Tally) -> io::Result<()> {
        let (_, sealed) = seal(LABEL, &tally.to_bytes());
        self.file.write_all_at(&sealed, slot(tally.groups))
    }

    /// Compares what sled came back with to the last commit remembered.
    pub(super) fn check(&self, found: &Tally) -> Result<(), Damage> {
        let newest = [0, 1].into_iter().filter_map(|turn| self.read(turn)).max_by_key(|tally| tally.groups);
        let last = newest.ok_or(Damage::Witness)?;
        if found.groups > last.groups || *found == last {
            return Ok(());
        }
        Err(Damage::GroupsLost { expected: last.groups, found: found.groups })
    }

    fn read(&self, turn: u64) -> Option<Tally> {
        let mut sealed = [0; SEALED_LEN];
        self.file.read_exact_at(&mut sealed, slot(turn)).ok()?;
        let (_, tally) = unseal(LABEL, &sealed)?;
        Tally::from_bytes(tally)
    }
}

fn slot(groups: u64) -> u64 {
    (groups % 2) * SLOT_LEN
}

const LABEL: &[u8] = b"witness";
const SEALED_LEN: usize = 48;
/// One sector each at least, so that the slots share no block a disk writes whole.
const SLOT_LEN: u64 = 4096;
