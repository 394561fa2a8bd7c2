//! What members chose about mail, in a file of the node's own that only its user can read. Not in the store: a backup
//! of the node holds no address, and who puts one back mails nobody.
//!
//! An address counts once the code that was mailed there was typed. How many codes go out is bounded for each member,
//! so that nobody is mailed by somebody else's typing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use lettre::Address;
use serde::{Deserialize, Serialize};
use stn_protocol::id::{ItemId, MemberKey};
use stn_protocol::private::Private;
use stn_protocol::time::{Span, Timestamp};
use tokio::sync::Notify;

use crate::clock;

/// The file inside the data directory.
pub const BOOK_FILE: &str = "notices.json";

/// How much a mail says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// That something waits.
    #[default]
    Something,
    /// How many things wait.
    Count,
}

/// Everything members chose.
#[derive(Debug)]
pub struct Notices {
    is_on: bool,
    path: PathBuf,
    book: Mutex<BTreeMap<MemberKey, Row>>,
    changed: Notify,
}

/// One member's choice, as they are shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The address.
    pub address: Private<String>,
    /// How much a mail says.
    pub detail: Detail,
    /// Whether the address counts.
    pub is_confirmed: bool,
}

/// Why a choice was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// No address a mail could go to.
    #[error("this is no mail address")]
    NoAddress,
    /// As many codes as may be mailed in a day.
    #[error("as many codes were mailed today as may be")]
    CodesOfTheDay,
    /// The file could not be written.
    #[error("the choice could not be written")]
    Unwritten(#[from] io::Error),
}

/// One member's row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) wish: Option<Wish>,
    /// When codes were asked for, within a day.
    codes: Vec<Timestamp>,
    /// When the last mail was taken by the server.
    pub(super) mailed: Option<Timestamp>,
    /// What waits and was told.
    pub(super) told: BTreeSet<ItemId>,
}

/// An address and what goes there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wish {
    pub(super) address: Private<String>,
    pub(super) detail: Detail,
    /// The language the member read when they chose.
    pub(super) tongue: String,
    pub(super) code: Option<Code>,
}

/// What proves that mail arrives, until it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Code {
    pub(super) digits: Private<String>,
    pub(super) is_mailed: bool,
    tries: u8,
}

impl Notices {
    /// Reads what was chosen. `is_on` says whether the node mails at all.
    ///
    /// # Errors
    /// If the file is there and can't be read.
    pub fn open(data_dir: &Path, is_on: bool) -> io::Result<Self> {
        let path = data_dir.join(BOOK_FILE);
        let rows: Vec<(MemberKey, Row)> = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        Ok(Self { is_on, path, book: Mutex::new(rows.into_iter().collect()), changed: Notify::new() })
    }

    /// Whether the node mails at all.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// What a member chose, if they did.
    pub fn of(&self, member: &MemberKey) -> Option<Shown> {
        let wish = self.book().get(member)?.wish.clone()?;
        Some(Shown { address: wish.address, detail: wish.detail, is_confirmed: wish.code.is_none() })
    }

    /// Takes a choice. A new address is mailed a code.
    ///
    /// # Errors
    /// [`NotTaken`]; what was chosen before holds then.
    pub fn choose(
        &self,
        member: MemberKey,
        address: &str,
        detail: Detail,
        tongue: &str,
        now: Timestamp,
    ) -> Result<(), NotTaken> {
        let address = fit(address).ok_or(NotTaken::NoAddress)?;
        let tongue = tongue.to_owned();
        self.change(member, |row| {
            let known = row.wish.take().filter(|wish| *wish.address == address && wish.code.is_none());
            row.wish = Some(match known {
                Some(wish) => Wish { detail, tongue, ..wish },
                None => Wish { address: address.into(), detail, tongue, code: Some(row.new_code(now)?) },
            });
            Ok(())
        })
    }

    /// Takes the code that was mailed. Says whether it is the one; after a few others it is none any more.
    ///
    /// # Errors
    /// [`NotTaken::Unwritten`].
    pub fn confirm(&self, member: MemberKey, typed: &str) -> Result<bool, NotTaken> {
        let mut fits = false;
        self.change(member, |row| {
            let Some(wish) = &mut row.wish else { return Ok(()) };
            let Some(code) = &mut wish.code else { return Ok(()) };
            code.tries += 1;
            fits = code.tries <= TRIES_MAX && *code.digits == typed;
            if fits {
                wish.code = None;
            } else if code.tries >= TRIES_MAX {
                row.wish = None;
            }
            Ok(())
        })?;
        Ok(fits)
    }

    /// Forgets a member's address.
    ///
    /// # Errors
    /// [`NotTaken::Unwritten`].
    pub fn end(&self, member: MemberKey) -> Result<(), NotTaken> {
        self.change(member, |row| {
            row.wish = None;
            Ok(())
        })
    }

    /// Everybody who chose something.
    pub(super) fn rows(&self) -> Vec<(MemberKey, Row)> {
        self.book().iter().map(|(member, row)| (*member, row.clone())).collect()
    }

    /// Notes what a mail told, unless the member chose anew meanwhile.
    pub(super) fn note(&self, member: MemberKey, wish: &Wish, noted: impl FnOnce(&mut Row)) -> Result<(), NotTaken> {
        self.change(member, |row| {
            if row.wish.as_ref() == Some(wish) {
                noted(row);
            }
            Ok(())
        })
    }

    /// Forgets who is no member any more.
    pub(super) fn forget(&self, member: MemberKey) -> Result<(), NotTaken> {
        let mut book = self.book();
        let mut changed = book.clone();
        changed.remove(&member);
        self.write(&changed)?;
        *book = changed;
        Ok(())
    }

    /// Returns once somebody chose something.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Changes one row: on the disk first, then in memory.
    fn change(
        &self,
        member: MemberKey,
        changing: impl FnOnce(&mut Row) -> Result<(), NotTaken>,
    ) -> Result<(), NotTaken> {
        let mut book = self.book();
        let mut row = book.get(&member).cloned().unwrap_or_default();
        changing(&mut row)?;
        let mut changed = book.clone();
        changed.insert(member, row);
        self.write(&changed)?;
        *book = changed;
        drop(book);
        self.changed.notify_one();
        Ok(())
    }

    /// Writes beside the file's place and moves it there, so that it is whole whatever happens.
    fn write(&self, book: &BTreeMap<MemberKey, Row>) -> io::Result<()> {
        let rows: Vec<(&MemberKey, &Row)> = book.iter().collect();
        let fresh = self.path.with_extension("json.new");
        match fs::remove_file(&fresh) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
        file.write_all(&serde_json::to_vec(&rows)?)?;
        file.sync_all()?;
        fs::rename(&fresh, &self.path)?;
        self.path.parent().map_or(Ok(()), |dir| File::open(dir)?.sync_all())
    }

    fn book(&self) -> MutexGuard<'_, BTreeMap<MemberKey, Row>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Row {
    fn new_code(&mut self, now: Timestamp) -> Result<Code, NotTaken> {
        self.codes.retain(|at| at.plus(Span::days(1)) > now);
        if self.codes.len() >= CODES_A_DAY {
            return Err(NotTaken::CodesOfTheDay);
        }
        self.codes.push(now);
        // What was told at another address is told anew.
        self.told.clear();
        self.mailed = None;
        let drawn = u32::from_be_bytes(clock::random::<4>()) % 1_000_000;
        Ok(Code { digits: format!("{drawn:06}").into(), is_mailed: false, tries: 0 })
    }
}

/// An address as it is kept: one that stands in a mail's head as it is, and can say nothing else there.
fn fit(text: &str) -> Option<String> {
    let is_plain = text.len() <= ADDRESS_MAX && text.bytes().all(|b| b.is_ascii_graphic());
    let is_safe = !text.contains(['"', '<', '>', '(', ')', ',', ';', ':', '\\', '[', ']', '%', '!']);
    if !is_plain || !is_safe {
        return None;
    }
    let address: Address = text.parse().ok()?;
    address.domain().contains('.').then(|| address.to_string())
}

/// Bytes of an address.
const ADDRESS_MAX: usize = 254;
/// Codes that are mailed for one member in a day.
const CODES_A_DAY: usize = 3;
/// How often a code may be typed.
const TRIES_MAX: u8 = 5;
