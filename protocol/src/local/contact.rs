//! A contact as its owner records it: who, how well, what for, and what only the owner keeps of it.

use serde::{Deserialize, Serialize};

use crate::id::{Blob, ContactId, ImportId};
use crate::message::Strength;
use crate::private::Private;
use crate::trust::{EdgePolicy, Handle, Region, Word};

/// One contact as a member records it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ContactEntry {
    /// The contact that is changed; `None` for one who is new, or known by one of the handles.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// How the member calls the person.
    pub name: Private<String>,
    /// The person's organisation.
    #[serde(default)]
    pub org: Private<String>,
    /// The person's role.
    #[serde(default)]
    pub role: Private<String>,
    /// What the person can be found by; at least one.
    pub handles: Vec<Handle>,
    /// How well the member knows the person.
    pub strength: Strength,
    /// What the edge may serve.
    pub policy: EdgePolicy,
    /// What else the member keeps; `None` leaves it as it is.
    #[serde(default)]
    pub about: Option<About>,
}

/// What a member keeps of a contact beside name and strength. Only the member sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// How we know each other.
    pub how: Private<String>,
    /// Since when, as a year, month or day: `2019`, `2019-04`, `2019-04-07`.
    pub since: Private<String>,
    /// Who or what we met through.
    pub through: Private<String>,
    /// What they work on.
    pub topics: Vec<Word>,
    /// Where.
    pub regions: Vec<Region>,
    /// A note only the member's devices can open.
    pub note: Option<Blob>,
}

impl About {
    /// Takes over what was kept before and is not said anew.
    pub fn keep(&mut self, before: Self) {
        let texts = [(&mut self.how, before.how), (&mut self.since, before.since), (&mut self.through, before.through)];
        for (said, before) in texts {
            if said.is_empty() {
                *said = before;
            }
        }
        if self.topics.is_empty() {
            self.topics = before.topics;
        }
        if self.regions.is_empty() {
            self.regions = before.regions;
        }
        self.note = self.note.take().or(before.note);
    }
}

/// The import some contacts come from, so that it can be undone as a whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportMark {
    /// As the device named it; the same for every part of one import.
    pub import: ImportId,
    /// What sort of file it was.
    pub source: String,
}

/// What became of one entry, in the order of the entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Recorded {
    /// A contact the member did not have.
    New {
        /// The contact.
        contact: ContactId,
    },
    /// One the member had, brought up to date.
    Updated {
        /// The contact.
        contact: ContactId,
    },
    /// Nothing was recorded: a handle belongs to a contact of another name, and only the member can say
    /// whether the two are one person.
    Question(HandleQuestion),
    /// Nothing was recorded: this person does not want to be held as a contact by this organisation.
    Suppressed,
}

/// Two people claim one handle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleQuestion {
    /// The handle.
    pub handle: Handle,
    /// The contact that has it.
    pub contact: ContactId,
    /// As the member calls them.
    pub name: Private<String>,
    /// Another contact that has another handle of the entry, if it would join the two.
    pub other: Option<ContactId>,
}
