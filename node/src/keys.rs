//! The node's identity: one Ed25519 seed in a file that only its owner can read.
//!
//! `identity.key` holds 64 hexadecimal digits. It is made once by `stn init` and never overwritten:
//! who loses it loses the organisation's name in the network. Members' keys are not here but on their devices.
//!
//! An organisation that changes its key has `identity.next.key` beside it until the day, and keeps the key it gave up
//! under a name of its own; see [`succeed`].

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use stn_protocol::crypto::sign::OrgSecret;
use zeroize::Zeroizing;

use crate::clock;

/// The identity's file inside the data directory.
pub const FILE_NAME: &str = "identity.key";

/// The file of the key the organisation changes to.
pub const NEXT_FILE_NAME: &str = "identity.next.key";

/// How the file of a key begins that was given up; the first digits of the key follow.
pub const OLD_FILE_PREFIX: &str = "identity.old.";

/// Only the owner reads and writes.
const OWNER_ONLY: u32 = 0o600;

/// Why there is no identity to work with.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no file yet.
    #[error(
        "there is no identity at {0}; nothing was started or changed; set up a new node with `stn init`, or put identity.key back from your copy: a new one would be another organisation"
    )]
    Missing(PathBuf),
    /// There is a file already.
    #[error("there is an identity at {0} already; it was left as it is, because an identity can't be made again")]
    Exists(PathBuf),
    /// Others can read the file.
    #[error("others can read {path} (mode {mode:o}); close it with `chmod 600 {path}`, then try again")]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The file holds something else.
    #[error("{0} does not hold an identity (64 hexadecimal digits); put the right file back from your backup")]
    Damaged(PathBuf),
    /// The file system said no.
    #[error("{path} could not be {tried}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        tried: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// Makes an identity and writes it durably into `data_dir`.
///
/// # Errors
/// [`KeyError::Exists`] if there is one already; it is left alone.
pub fn create(data_dir: &Path) -> Result<OrgSecret, KeyError> {
    let seed = Zeroizing::new(clock::random::<32>());
    write_new(data_dir, FILE_NAME, &seed)?;
    Ok(OrgSecret::from_seed(&seed))
}

/// Makes the key the organisation changes to and writes it durably beside the present one.
///
/// # Errors
/// [`KeyError::Exists`] if there is one already; it is left alone.
pub fn create_next(data_dir: &Path) -> Result<OrgSecret, KeyError> {
    let seed = Zeroizing::new(clock::random::<32>());
    write_new(data_dir, NEXT_FILE_NAME, &seed)?;
    Ok(OrgSecret::from_seed(&seed))
}

/// Reads the key the organisation changes to; `None` if there is none.
///
/// # Errors
/// [`KeyError`] if it is damaged or readable by others.
pub fn load_next(data_dir: &Path) -> Result<Option<OrgSecret>, KeyError> {
    match load_from(data_dir.join(NEXT_FILE_NAME)) {
        Ok(next) => Ok(Some(next)),
        Err(KeyError::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Lets `next`, which lies in its file, take the identity's place. The key so far is kept under another name, and at
/// any moment there is an identity. Done again, it has no further effect.
///
/// # Errors
/// [`KeyError::Io`] if the file system says no.
pub fn succeed(data_dir: &Path, next: &OrgSecret) -> Result<(), KeyError> {
    let (path, waiting) = (data_dir.join(FILE_NAME), data_dir.join(NEXT_FILE_NAME));
    let before = load(data_dir)?;
    if before.public() == next.public() {
        return Ok(());
    }
    let digits: String = before.public().to_string().chars().take(8).collect();
    let kept = data_dir.join(format!("{OLD_FILE_PREFIX}{digits}.key"));
    match fs::hard_link(&path, &kept) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(KeyError::Io { path: kept, tried: "made", source: error });
        }
        Ok(()) | Err(_) => {}
    }
    let moved = fs::rename(&waiting, &path).and_then(|()| File::open(data_dir)?.sync_all());
    moved.map_err(|source| KeyError::Io { path: waiting, tried: "moved", source })
}

fn write_new(data_dir: &Path, name: &str, seed: &[u8; 32]) -> Result<(), KeyError> {
    let path = data_dir.join(name);
    let text = Zeroizing::new(format!("{}\n", HEX.encode(seed)));
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(KeyError::Exists(path)),
        Err(source) => return Err(KeyError::Io { path, tried: "made", source }),
    };
    let written =
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| File::open(data_dir)?.sync_all());
    written.map_err(|source| KeyError::Io { path, tried: "written", source })
}

/// Writes an identity that comes from a backup durably into `data_dir`.
///
/// # Errors
/// [`KeyError::Exists`] if there is one already; it is left alone.
pub fn put(data_dir: &Path, identity: &OrgSecret) -> Result<(), KeyError> {
    write_new(data_dir, FILE_NAME, &identity.seed())
}

/// Reads the identity from `data_dir`.
///
/// # Errors
/// [`KeyError`] if it is missing, damaged or readable by others.
pub fn load(data_dir: &Path) -> Result<OrgSecret, KeyError> {
    load_from(data_dir.join(FILE_NAME))
}

fn load_from(path: PathBuf) -> Result<OrgSecret, KeyError> {
    let mut file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(KeyError::Missing(path)),
        Err(source) => return Err(KeyError::Io { path, tried: "opened", source }),
    };
    let mut text = Zeroizing::new(String::with_capacity(80));
    let read = file.metadata().and_then(|about| {
        Read::by_ref(&mut file).take(80).read_to_string(&mut text)?;
        Ok(about.permissions().mode() & 0o777)
    });
    let mode = match read {
        Ok(mode) => mode,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(KeyError::Damaged(path)),
        Err(source) => return Err(KeyError::Io { path, tried: "read", source }),
    };
    if mode & 0o077 != 0 {
        return Err(KeyError::Open { path, mode });
    }
    let mut seed = Zeroizing::new([0; 32]);
    match HEX.decode(text.trim().as_bytes()).map(Zeroizing::new) {
        Ok(bytes) if bytes.len() == seed.len() => seed.copy_from_slice(&bytes),
        Ok(_) | Err(_) => return Err(KeyError::Damaged(path)),
    }
    Ok(OrgSecret::from_seed(&seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_made_is_the_identity_read() {
        let dir = tempfile::tempdir().unwrap();

        let made = create(dir.path()).unwrap();

        assert_eq!(load(dir.path()).unwrap().public(), made.public());
        assert_eq!(fs::metadata(dir.path().join(FILE_NAME)).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn an_identity_is_never_made_twice() {
        let dir = tempfile::tempdir().unwrap();
        let first = create(dir.path()).unwrap();

        let second = create(dir.path());

        assert!(matches!(second, Err(KeyError::Exists(_))));
        assert_eq!(load(dir.path()).unwrap().public(), first.public());
    }

    #[test]
    fn a_next_key_takes_the_identitys_place_and_the_old_one_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let old = create(dir.path()).unwrap();
        assert!(load_next(dir.path()).unwrap().is_none());
        let next = create_next(dir.path()).unwrap();
        assert!(matches!(create_next(dir.path()), Err(KeyError::Exists(_))));

        succeed(dir.path(), &next).unwrap();
        succeed(dir.path(), &next).unwrap();

        assert_eq!(load(dir.path()).unwrap().public(), next.public());
        assert!(load_next(dir.path()).unwrap().is_none());
        let kept = dir.path().join(format!("{OLD_FILE_PREFIX}{}.key", &old.public().to_string()[..8]));
        assert_eq!(load_from(kept).unwrap().public(), old.public());
    }

    #[test]
    fn an_identity_others_can_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        create(dir.path()).unwrap();
        fs::set_permissions(dir.path().join(FILE_NAME), fs::Permissions::from_mode(0o640)).unwrap();

        let refused = load(dir.path()).unwrap_err();

        assert!(matches!(refused, KeyError::Open { mode: 0o640, .. }));
        assert!(refused.to_string().contains("chmod 600"));
    }

    #[test]
    fn a_damaged_or_missing_identity_says_so() {
        let dir = tempfile::tempdir().unwrap();

        assert!(matches!(load(dir.path()), Err(KeyError::Missing(_))));

        create(dir.path()).unwrap();
        fs::write(dir.path().join(FILE_NAME), "abcd\n").unwrap();
        assert!(matches!(load(dir.path()), Err(KeyError::Damaged(_))));
    }
}
