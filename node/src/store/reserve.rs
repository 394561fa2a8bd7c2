//! Room kept back on the disk: sled needs space even to open, and must not be caught without it in a write.
//!
//! Commits stop while there is still [`MARGIN_BYTES`] free. If something else fills even that, the reserve file
//! is given up so that the store can be opened, and made again when there is plenty of room.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, fallocate, statvfs};

/// What must stay free beside a batch: a few of sled's segments and its snapshot.
pub(super) const MARGIN_BYTES: u64 = 8 << 20;
const RESERVE_BYTES: u64 = 16 << 20;
const PLENTY_BYTES: u64 = 6 * RESERVE_BYTES;

/// The reserve file and whether it was given up.
pub(super) struct Reserve {
    path: PathBuf,
    tried: bool,
}

impl Reserve {
    /// Looks after the reserve of a store.
    pub(super) fn of(dir: &Path) -> Self {
        Self { path: dir.join("reserve"), tried: false }
    }

    /// Makes the file if there is plenty of room. Not every file system can; then there is none.
    pub(super) fn keep(&mut self, free_bytes: u64) {
        if self.tried || free_bytes < PLENTY_BYTES {
            return;
        }
        self.tried = true;
        let made = File::options().write(true).create(true).truncate(false).open(&self.path).and_then(|file| {
            fallocate(&file, FallocateFlags::empty(), 0, RESERVE_BYTES)?;
            Ok(())
        });
        if let Err(error) = made {
            tracing::warn!(%error, "no room could be kept back for a full disk");
        }
    }

    /// Gives the room back to the disk.
    pub(super) fn release(&mut self) {
        self.tried = false;
        if std::fs::remove_file(&self.path).is_ok() {
            tracing::warn!("the disk is full; the room kept back was given up");
        }
    }
}

/// Returns what the file system of a directory still offers.
pub fn free_bytes(dir: &Path) -> io::Result<u64> {
    let stat = statvfs(dir)?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}
