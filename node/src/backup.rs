//! A node in one file: its identity, its settings and every record, as they belonged together at one moment.
//!
//! ```text
//!   "stn backup, format 1\n" ‖ u64 BE length ‖ body ‖ SHA-256 of all before
//! ```
//!
//! The body is a [`Backup`] as postcard writes it. Nothing is encrypted: the file is as secret as the node's own
//! directory, and whoever writes it keeps others from reading it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::OrgId;
use stn_protocol::time::Timestamp;
use zeroize::Zeroize;

/// A record's key and value.
pub type Record = (Vec<u8>, Vec<u8>);

/// What a backup holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// When it was made.
    pub made: Timestamp,
    /// The organisation.
    pub org: OrgId,
    /// Its key's seed.
    pub seed: [u8; 32],
    /// The settings' file, as it was written.
    pub settings: String,
    /// Every record of the store.
    pub records: Vec<Record>,
}

/// Why a file is no backup to restore from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// Something else.
    #[error("it is no stn backup")]
    NotABackup,
    /// A later version wrote it.
    #[error(
        "it was written by a newer stn (its format is {found}, this program knows {FORMAT}); restore it with that one"
    )]
    NewerFormat {
        /// The format found.
        found: u32,
    },
    /// The end is missing.
    #[error("it is cut short: {found} of {expected} bytes are there; copy it again, or take an earlier backup")]
    CutShort {
        /// How long it is.
        found: usize,
        /// How long it should be.
        expected: usize,
    },
    /// It is not as it was written.
    #[error("it was altered or damaged: its checksum does not fit; copy it again, or take an earlier backup")]
    Altered,
}

impl Backup {
    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = postcard::to_stdvec(self).expect("plain data of known shape is always written");
        let mut bytes = Vec::with_capacity(HEAD.len() + body.len() + 40);
        bytes.extend_from_slice(format!("{HEAD}{FORMAT}\n").as_bytes());
        bytes.extend_from_slice(&(body.len() as u64).to_be_bytes());
        bytes.extend_from_slice(&body);
        let sum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }

    /// Reads a file's bytes, if they are whole.
    ///
    /// # Errors
    /// [`BackupError`] if they are not what [`Backup::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BackupError> {
        let line = bytes.iter().take(LINE_MAX).position(|byte| *byte == b'\n').ok_or(BackupError::NotABackup)?;
        let format = std::str::from_utf8(&bytes[..line]).ok().and_then(|line| line.strip_prefix(HEAD)?.parse().ok());
        match format {
            Some(FORMAT) => {}
            Some(found) if found > FORMAT => return Err(BackupError::NewerFormat { found }),
            Some(_) | None => return Err(BackupError::NotABackup),
        }
        let cut = |expected| BackupError::CutShort { found: bytes.len(), expected };
        let (length, rest) = bytes[line + 1..].split_first_chunk().ok_or(cut(line + 41))?;
        let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| BackupError::Altered)?;
        let whole = (line + 1 + 8 + SUM_LEN).checked_add(length).ok_or(BackupError::Altered)?;
        if bytes.len() < whole {
            return Err(cut(whole));
        }
        let (told, sum) = bytes.split_at(bytes.len() - SUM_LEN);
        if bytes.len() != whole || Sha256::digest(told).as_slice() != sum {
            return Err(BackupError::Altered);
        }
        let backup: Self = postcard::from_bytes(&rest[..length]).map_err(|_| BackupError::Altered)?;
        if backup.identity().public() == backup.org { Ok(backup) } else { Err(BackupError::Altered) }
    }

    /// The organisation's key.
    pub fn identity(&self) -> OrgSecret {
        OrgSecret::from_seed(&self.seed)
    }
}

impl Drop for Backup {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

impl std::fmt::Debug for Backup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Backup({} records)", self.records.len())
    }
}

const HEAD: &str = "stn backup, format ";
/// The format this version writes.
pub const FORMAT: u32 = 1;
const LINE_MAX: usize = 40;
const SUM_LEN: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    fn backup() -> Backup {
        let seed = [7; 32];
        let records = vec![(vec![1], vec![2, 3]), (vec![4], vec![5; 400])];
        let org = OrgSecret::from_seed(&seed).public();
        Backup { made: Timestamp::from_secs(9), org, seed, settings: "organisation = \"x\"\n".into(), records }
    }

    #[test]
    fn a_backup_comes_back() {
        assert_eq!(Backup::from_bytes(&backup().to_bytes()), Ok(backup()));
    }

    #[test]
    fn one_altered_or_missing_byte_is_noticed_wherever_it_is() {
        let whole = backup().to_bytes();
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 0x10;
            assert!(Backup::from_bytes(&altered).is_err(), "byte {at} altered");
            assert!(Backup::from_bytes(&whole[..at]).is_err(), "cut at {at}");
        }
        assert_eq!(Backup::from_bytes(&[&whole[..], b"x"].concat()), Err(BackupError::Altered));
        assert!(matches!(Backup::from_bytes(&whole[..whole.len() - 1]), Err(BackupError::CutShort { .. })));
    }

    #[test]
    fn another_file_and_a_later_format_are_told_apart() {
        let later = String::from("stn backup, format 2\n") + &"x".repeat(100);

        assert_eq!(Backup::from_bytes(later.as_bytes()), Err(BackupError::NewerFormat { found: 2 }));
        assert_eq!(Backup::from_bytes(b"PK\x03\x04 something else\n"), Err(BackupError::NotABackup));
        assert_eq!(Backup::from_bytes(b""), Err(BackupError::NotABackup));
    }
}
