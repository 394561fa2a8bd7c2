//! A member's key file: everything the member's device knows and nobody else may.
//!
//! Mode 0600, written whole (beside, synced, renamed) before anything made from it is sent, and locked
//! while a command uses it, so that two commands never write over each other's pins and secrets.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use stn_protocol::device::Device;
use zeroize::Zeroizing;

/// How long a command waits for another one to put the file down.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
/// How often it looks.
const LOCK_LOOK: Duration = Duration::from_millis(50);
/// The version of the file's form.
const FORMAT: u32 = 1;

/// What the file holds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    format: u32,
    /// Where the node's member API is.
    pub(super) api: String,
    /// The device.
    pub(super) device: Device,
}

/// An open key file, locked until it is dropped.
pub(super) struct KeyFile {
    path: PathBuf,
    /// What it holds.
    pub(super) keys: Keys,
    _lock: Lock,
}

/// The right to use a key file that may not exist yet.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Why a key file can't be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum KeyFileError {
    /// No file.
    #[error("there is no key file at {0}; become a member with `stn me join LINK`, or name your file with --keys")]
    Missing(PathBuf),
    /// Others can read it.
    #[error("others can read your key file {path} (mode {mode:o}); close it with `chmod 600 {path}`, then try again")]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// Something else is in it.
    #[error("{0} is no key file of this version; it was left as it is; put the right file back from your backup")]
    Damaged(PathBuf),
    /// Another command uses it.
    #[error("another stn command is using {0}; nothing was done; try again when it has ended")]
    InUse(PathBuf),
    /// The file system said no.
    #[error("the key file {path} could not be {tried}: {source}; nothing was sent")]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        tried: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl Lock {
    /// Takes the lock beside a key file, making its directory if need be.
    pub(super) fn take(path: &Path) -> Result<Self, KeyFileError> {
        let failed = |tried| move |source| KeyFileError::Io { path: path.to_owned(), tried, source };
        if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
            DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(failed("reached"))?;
        }
        let open = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(beside(path, "lock"));
        let file = open.map_err(failed("locked"))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { path: path.to_owned(), _file: file }),
                Err(TryLockError::WouldBlock) if waited < LOCK_PATIENCE => {
                    thread::sleep(LOCK_LOOK);
                    waited += LOCK_LOOK;
                }
                Err(TryLockError::WouldBlock) => return Err(KeyFileError::InUse(path.to_owned())),
                Err(TryLockError::Error(source)) => return Err(failed("locked")(source)),
            }
        }
    }

    /// Whether there is a key file.
    pub(super) fn has_file(&self) -> bool {
        self.path.symlink_metadata().is_ok()
    }

    /// What was begun and kept beside the key file, if anything was.
    pub(super) fn read_beside<T: serde::de::DeserializeOwned>(&self, path: &Path) -> Result<Option<T>, KeyFileError> {
        let failed = |source| KeyFileError::Io { path: path.to_owned(), tried: "read", source };
        match fs::read(path).map(Zeroizing::new) {
            Ok(text) => serde_json::from_slice(&text).map(Some).map_err(|_| KeyFileError::Damaged(path.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Keeps something begun beside the key file, for its owner alone.
    pub(super) fn write_beside(&self, path: &Path, content: &impl Serialize) -> Result<(), KeyFileError> {
        let failed = |source| KeyFileError::Io { path: path.to_owned(), tried: "saved", source };
        let text = serde_json::to_vec_pretty(content).map(Zeroizing::new);
        let text = text.map_err(|error| failed(io::Error::other(error)))?;
        write_whole(path, &text).map_err(failed)
    }

    /// Removes what was begun beside the key file.
    pub(super) fn remove_beside(&self, path: &Path) -> Result<(), KeyFileError> {
        fs::remove_file(path).map_err(|source| KeyFileError::Io { path: path.to_owned(), tried: "removed", source })
    }

    /// Opens the key file under this lock.
    pub(super) fn open(self) -> Result<KeyFile, KeyFileError> {
        let path = self.path.clone();
        let failed = |source: io::Error| {
            if source.kind() == io::ErrorKind::NotFound {
                return KeyFileError::Missing(path.clone());
            }
            KeyFileError::Io { path: path.clone(), tried: "read", source }
        };
        let mut file = File::open(&path).map_err(failed)?;
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyFileError::Open { path, mode });
        }
        let mut text = Zeroizing::new(Vec::new());
        file.read_to_end(&mut text).map_err(failed)?;
        match serde_json::from_slice::<Keys>(&text) {
            Ok(keys) if keys.format == FORMAT => Ok(KeyFile { path, keys, _lock: self }),
            Ok(_) | Err(_) => Err(KeyFileError::Damaged(path)),
        }
    }

    /// Begins a key file with a new device, and writes it.
    pub(super) fn begin(self, api: String, device: Device) -> Result<KeyFile, KeyFileError> {
        let keys = Keys { format: FORMAT, api, device };
        let file = KeyFile { path: self.path.clone(), keys, _lock: self };
        file.save()?;
        Ok(file)
    }
}

impl KeyFile {
    /// Writes the file whole: after a crash there is the old one or the new one.
    pub(super) fn save(&self) -> Result<(), KeyFileError> {
        let failed = |source| KeyFileError::Io { path: self.path.clone(), tried: "saved", source };
        let text = serde_json::to_vec_pretty(&self.keys).map(Zeroizing::new);
        let text = text.map_err(|error| failed(io::Error::other(error)))?;
        write_whole(&self.path, &text).map_err(failed)
    }

    /// Removes a file whose keys nobody accepts, or nobody any more.
    pub(super) fn remove(self) -> Result<(), KeyFileError> {
        fs::remove_file(&self.path).map_err(|source| KeyFileError::Io { path: self.path, tried: "removed", source })
    }
}

fn write_whole(path: &Path, text: &[u8]) -> io::Result<()> {
    let fresh = beside(path, "new");
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    match path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
        Some(dir) => File::open(dir)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests;
