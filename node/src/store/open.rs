//! Making a store and opening one safely.
//!
//! In this order: the lock, the format mark, the files every store has, room to work in, sled's leftovers, sled,
//! the scan of every record against the tally, the tally against the witness. Where that finds damage, the
//! directory is copied aside and tried once more without sled's snapshot, which sled can make anew from its log.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{Advice, fadvise, syncfs};

use crate::clock;

use super::records::Records;
use super::reserve::{MARGIN_BYTES, Reserve, free_bytes};
use super::tally::Tally;
use super::witness::Witness;
use super::{Damage, OpenError, Options, StoreError, format};

/// A store's parts, opened and checked.
pub(super) struct Parts {
    pub(super) records: Records,
    pub(super) tally: Tally,
    pub(super) witness: Witness,
}

/// Makes a new store in a directory that doesn't exist or is empty, and returns its lock.
/// The store appears whole or not at all.
pub(super) fn create(dir: &Path) -> Result<File, OpenError> {
    if has_entries(dir).map_err(OpenError::io(dir, "looking for"))? {
        return Err(OpenError::AlreadyThere { dir: dir.to_owned() });
    }
    let fresh = beside(dir, "new");
    remove_leftover(&fresh, dir)?;
    new_dir(&fresh).map_err(OpenError::io(dir, "making"))?;
    let lock = lock(&fresh)?;
    fill(&fresh).map_err(|error| refuse(dir, error))?;
    let publish = || {
        format::write(&fresh)?;
        fs::rename(&fresh, dir)?;
        Ok(syncfs(File::open(dir)?)?)
    };
    publish().map_err(OpenError::io(dir, "making"))?;
    Ok(lock)
}

/// Takes the lock that keeps a second process out for as long as the file lives.
///
/// Asks for a little while: a node that just ended, or a child it was starting, lets go in a moment.
pub(super) fn lock(dir: &Path) -> Result<File, OpenError> {
    let path = dir.join(LOCK);
    let file = File::options().write(true).create(true).truncate(false).open(path);
    let file = file.map_err(OpenError::io(dir, "locking"))?;
    let deadline = clock::steady() + LOCK_WITHIN;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if clock::steady() < deadline => thread::sleep(LOCK_CHECK),
            Err(TryLockError::WouldBlock) => return Err(OpenError::InUse { dir: dir.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(OpenError::io(dir, "locking")(error)),
        }
    }
}

/// Returns an error unless there is something in the directory.
pub(super) fn expect_entries(dir: &Path) -> Result<(), OpenError> {
    if has_entries(dir).map_err(OpenError::io(dir, "looking for"))? {
        return Ok(());
    }
    Err(OpenError::Missing { dir: dir.to_owned() })
}

/// Opens and checks a locked store; if it is damaged, copies it aside and tries without sled's snapshot.
pub(super) fn open(dir: &Path, options: &Options, reserve: &mut Reserve) -> Result<Parts, OpenError> {
    format::check(dir)?;
    expect_files(dir)?;
    make_room(dir, reserve)?;
    let damage = match attempt(dir, options) {
        Ok(parts) => {
            let _ = fs::remove_file(dir.join(ASIDE));
            return Ok(parts);
        }
        Err(StoreError::Damaged(damage)) => damage,
        Err(error) => return Err(refuse(dir, error)),
    };
    let copy = match copy_aside(dir) {
        Ok(copy) => copy,
        Err(error) => {
            tracing::warn!(%error, "the damaged store could not be copied aside, so it was not tried again");
            return Err(OpenError::corrupt(dir, damage));
        }
    };
    let again = remove_snapshots(dir, |name| name.starts_with(SNAPSHOT)).map_err(StoreError::io("opening"));
    match again.and_then(|()| attempt(dir, options)) {
        Ok(parts) => {
            tracing::warn!(copy = %copy.display(), "the store was damaged and is whole again; a copy was kept");
            let _ = fs::remove_file(dir.join(ASIDE));
            Ok(parts)
        }
        Err(_) => Err(OpenError::Corrupt { dir: dir.to_owned(), damage, copy: Some(copy) }),
    }
}

/// Opens the files once and checks every record.
pub(super) fn attempt(dir: &Path, options: &Options) -> Result<Parts, StoreError> {
    // A crash can leave a half-written snapshot, which sled would take for the newest one.
    remove_snapshots(dir, |name| name.starts_with(SNAPSHOT) && name.ends_with(".generating"))
        .and_then(|()| forget_cached(dir))
        .map_err(StoreError::io("opening"))?;
    let witness = Witness::open(&dir.join(WITNESS)).map_err(StoreError::io("opening"))?;
    let records = Records::open(&dir.join(SLED), options.cache_bytes)?;
    let tally = checked(&records, &witness);
    match tally {
        Ok(tally) => Ok(Parts { records, tally, witness }),
        Err(error) => {
            records.close();
            Err(error)
        }
    }
}

fn checked(records: &Records, witness: &Witness) -> Result<Tally, StoreError> {
    let tally = records.tally()?;
    records.check(&tally)?;
    witness.check(&tally).map_err(StoreError::Damaged)?;
    Ok(tally)
}

fn fill(fresh: &Path) -> Result<(), StoreError> {
    let records = Records::open(&fresh.join(SLED), Options::default().cache_bytes)?;
    let written = records.write(&[], &Tally::default());
    records.close();
    let tally = written?;
    let note = || {
        Witness::create(&fresh.join(WITNESS))?.note(&tally)?;
        Ok(syncfs(File::open(fresh)?)?)
    };
    note().map_err(StoreError::io("making"))
}

fn remove_leftover(fresh: &Path, dir: &Path) -> Result<(), OpenError> {
    if !fresh.exists() {
        return Ok(());
    }
    let _lock = lock(fresh)?;
    fs::remove_dir_all(fresh).map_err(OpenError::io(dir, "making"))
}

fn expect_files(dir: &Path) -> Result<(), OpenError> {
    for name in [WITNESS, "sled/conf", "sled/db"] {
        let found = dir.join(name).try_exists().map_err(OpenError::io(dir, "reading"))?;
        if !found {
            return Err(OpenError::corrupt(dir, Damage::FileMissing(name)));
        }
    }
    Ok(())
}

fn make_room(dir: &Path, reserve: &mut Reserve) -> Result<(), OpenError> {
    let free = || free_bytes(dir).map_err(OpenError::io(dir, "measuring"));
    if free()? < MARGIN_BYTES {
        reserve.release();
    }
    match free()? {
        free_bytes if free_bytes < MARGIN_BYTES => Err(OpenError::DiskFull { dir: dir.to_owned(), free_bytes }),
        _ => Ok(()),
    }
}

/// Lets the check read what the disk holds rather than what the system remembers of it.
fn forget_cached(dir: &Path) -> io::Result<()> {
    let db = File::open(dir.join("sled/db"))?;
    syncfs(&db)?;
    Ok(fadvise(&db, 0, None, Advice::DontNeed)?)
}

fn remove_snapshots(dir: &Path, which: impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(dir.join(SLED))? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(&which) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Copies the directory aside, once until it opens again: a node that restarts by itself must not fill the disk.
fn copy_aside(dir: &Path) -> io::Result<PathBuf> {
    if let Ok(earlier) = fs::read_to_string(dir.join(ASIDE)) {
        return Ok(dir.with_file_name(earlier.trim_end()));
    }
    let taken = |copy: &PathBuf| copy.exists();
    let copy = (1..).map(|n| beside(dir, &format!("damaged-{n}"))).find(|copy| !taken(copy));
    let copy = copy.expect("the numbers do not run out");
    let size = copied_size(dir)?;
    if free_bytes(dir)? < size + 2 * MARGIN_BYTES {
        return Err(io::ErrorKind::StorageFull.into());
    }
    copy_into(dir, &copy)?;
    fs::write(dir.join(ASIDE), copy.file_name().unwrap_or_default().as_encoded_bytes())?;
    Ok(copy)
}

fn copied_size(dir: &Path) -> io::Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let data = entry.metadata()?;
        size += if data.is_dir() { copied_size(&entry.path())? } else { data.len() };
    }
    Ok(size)
}

fn copy_into(from: &Path, to: &Path) -> io::Result<()> {
    new_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_into(&entry.path(), &target)?;
        } else if entry.file_name() != LOCK && entry.file_name() != "reserve" {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn has_entries(dir: &Path) -> io::Result<bool> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn new_dir(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

fn beside(dir: &Path, ending: &str) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    dir.with_file_name(name)
}

fn refuse(dir: &Path, error: StoreError) -> OpenError {
    match error {
        StoreError::Damaged(damage) => OpenError::corrupt(dir, damage),
        StoreError::DiskFull { free_bytes, .. } => OpenError::DiskFull { dir: dir.to_owned(), free_bytes },
        StoreError::Io { doing, source } => OpenError::Io { dir: dir.to_owned(), doing, source },
        StoreError::Closed | StoreError::Untrusted | StoreError::Stopped => {
            OpenError::Io { dir: dir.to_owned(), doing: "opening", source: io::Error::other(error) }
        }
    }
}

const LOCK_WITHIN: Duration = Duration::from_millis(500);
const LOCK_CHECK: Duration = Duration::from_millis(10);
const SLED: &str = "sled";
const WITNESS: &str = "witness";
const LOCK: &str = "lock";
const SNAPSHOT: &str = "snap.";
/// Names the copy made of a store that did not open.
const ASIDE: &str = "damaged";
