//! What can go wrong between the node and its disk, in sentences an admin can act on.
//!
//! Paths are shown, keys and values never.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a read or a commit failed.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No room; nothing of the batch counts as written.
    #[error("the disk is full: {free_bytes} bytes are free, {needed_bytes} are needed to write safely")]
    DiskFull {
        /// What the file system offers.
        free_bytes: u64,
        /// What a safe commit takes.
        needed_bytes: u64,
    },
    /// The disk or the file system refused.
    #[error("{doing} the store failed: {source}")]
    Io {
        /// What was being done, as a verb: "reading", "writing".
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// What was read is not what was written.
    #[error("the store is damaged: {0}")]
    Damaged(Damage),
    /// An earlier commit failed and the store could not be opened again since.
    #[error("the store is closed since a write failed; the next commit opens it again")]
    Closed,
    /// An earlier failure makes everything after it doubtful in this process.
    #[error("the disk failed earlier; restart the node, so that the store is checked before it is used")]
    Untrusted,
    /// The commit thread has ended.
    #[error("the store's thread has ended")]
    Stopped,
}

impl StoreError {
    pub(super) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }

    /// Sorts an error of sled's: what the disk refused, and what sled could not read back.
    pub(super) fn from_sled(doing: &'static str, error: sled::Error) -> Self {
        match error {
            sled::Error::Io(source) if is_cut_short(&source) => Self::Damaged(Damage::Unreadable),
            sled::Error::Io(source) => Self::Io { doing, source },
            sled::Error::Unsupported(_) => Self::Damaged(Damage::Settings),
            sled::Error::Corruption { .. } | sled::Error::CollectionNotFound(_) | sled::Error::ReportableBug(_) => {
                Self::Damaged(Damage::Unreadable)
            }
        }
    }

    pub(super) fn is_no_room(&self) -> bool {
        match self {
            Self::DiskFull { .. } => true,
            Self::Io { source, .. } => {
                matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
            }
            Self::Damaged(_) | Self::Closed | Self::Untrusted | Self::Stopped => false,
        }
    }
}

/// How the store differs from what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Damage {
    /// A file is gone that every store has.
    #[error("its file {0:?} is missing")]
    FileMissing(&'static str),
    /// The format file says nothing we understand.
    #[error("its format file can't be read")]
    Format,
    /// sled's settings differ from those the store was made with.
    #[error("its settings file was altered")]
    Settings,
    /// sled could not make sense of its files.
    #[error("its record files can't be read")]
    Unreadable,
    /// The record of what is stored is gone or altered.
    #[error("its tally is gone")]
    TallyMissing,
    /// A record is not the one that was written.
    #[error("a record was altered")]
    RecordAltered,
    /// There are more or fewer records than were written, or others.
    #[error("{expected} records were written and {found} were found, or not the same ones")]
    RecordsDiffer {
        /// As the tally has it.
        expected: u64,
        /// As the scan found it.
        found: u64,
    },
    /// Neither slot of the witness can be read.
    #[error("its witness can't be read")]
    Witness,
    /// The records are of an earlier moment than the last one that was acknowledged.
    #[error("{expected} groups were committed and only {found} were found, or not the same ones")]
    GroupsLost {
        /// As the witness has it.
        expected: u64,
        /// As the tally has it.
        found: u64,
    },
}

/// Why a store can't be opened or created: what happened, what stayed safe, what to do.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process holds the lock.
    #[error(
        "another stn process is using the store in {}; nothing was touched; stop that process first, or give this one a data directory of its own",
        dir.display()
    )]
    InUse {
        /// The store's directory.
        dir: PathBuf,
    },
    /// There is no directory, or nothing in it.
    #[error(
        "there is no store in {}; nothing was made; check the data directory in the configuration, or set up the node first",
        dir.display()
    )]
    Missing {
        /// The store's directory.
        dir: PathBuf,
    },
    /// A store was to be created where something is.
    #[error(
        "{} is not empty, so no store was made there; nothing was touched; open what is there, or choose an empty directory",
        dir.display()
    )]
    AlreadyThere {
        /// The store's directory.
        dir: PathBuf,
    },
    /// A later version wrote this store.
    #[error(
        "the store in {} was written by a newer stn (its format is {found}, this program knows {known}); nothing was touched; start the newer version, or restore a backup made with this one",
        dir.display()
    )]
    NewerFormat {
        /// The store's directory.
        dir: PathBuf,
        /// The format found.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// Something is missing or altered; the node doesn't start on it.
    #[error(
        "the store in {} is damaged: {damage}; the node did not start, so nothing was overwritten with less; {}restore the last backup into an empty directory",
        dir.display(),
        kept(copy.as_deref())
    )]
    Corrupt {
        /// The store's directory.
        dir: PathBuf,
        /// What was found.
        damage: Damage,
        /// Where a copy of the directory was put before it was tried again.
        copy: Option<PathBuf>,
    },
    /// The disk is full beyond the room kept back.
    #[error(
        "the disk of {} is full ({free_bytes} bytes are free); the store is untouched; free some space and start again",
        dir.display()
    )]
    DiskFull {
        /// The store's directory.
        dir: PathBuf,
        /// What the file system offers.
        free_bytes: u64,
    },
    /// The system refused; the store itself may be well.
    #[error("{doing} the store in {} failed: {source}; check that directory's disk and its permissions", dir.display())]
    Io {
        /// The store's directory.
        dir: PathBuf,
        /// What was being done, as a verb.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl OpenError {
    pub(super) fn io(dir: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { dir: dir.to_owned(), doing, source }
    }

    pub(super) fn corrupt(dir: &Path, damage: Damage) -> Self {
        Self::Corrupt { dir: dir.to_owned(), damage, copy: None }
    }
}

fn is_cut_short(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData)
}

fn kept(copy: Option<&Path>) -> String {
    match copy {
        Some(copy) => format!("a copy of it is kept in {}; ", copy.display()),
        None => String::new(),
    }
}
