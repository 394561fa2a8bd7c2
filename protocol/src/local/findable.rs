//! A member who lets themself be sought by own handles, and what a question found at a member.
//!
//! Nothing is announced: the handles are evaluated blindly like those of contacts, and a match ends at the member.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{ContactId, OrgRecordId};
use crate::message::Kind;
use crate::trust::{AnswerMode, Audience, Handle};

/// How a member may be found as the person sought. Without it nobody's question finds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findable {
    /// Own handles.
    pub handles: Vec<Handle>,
    /// The kinds of question; never appraisal.
    pub kinds: BTreeSet<Kind>,
    /// How far away a question may come from.
    pub audience: Audience,
    /// What happens when a question matches.
    #[serde(default = "asked_first")]
    pub answer: AnswerMode,
}

impl Findable {
    /// How the member answers a question of this kind from this far away that seeks them.
    pub fn answer(&self, kind: Kind, from: Audience) -> AnswerMode {
        let admits = kind != Kind::Appraisal && self.kinds.contains(&kind) && self.is_open_to(from);
        if admits { self.answer } else { AnswerMode::Never }
    }

    /// Whether any question from this far away may find the member.
    pub fn is_open_to(&self, from: Audience) -> bool {
        from <= self.audience && !self.kinds.is_empty() && self.answer != AnswerMode::Never
    }
}

fn asked_first() -> AnswerMode {
    AnswerMode::Ask
}

/// Whom or what a question found at a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// One of the member's contacts.
    Contact(ContactId),
    /// The member: they are sought.
    Themself,
    /// An organisation the member is tied to.
    Organisation(OrgRecordId),
}

/// What a question and what it found have in common; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    /// A handle that one person has.
    Handle,
    /// A name and an organisation: perhaps somebody else of that name, so a person looks before an offer leaves.
    NameOrg,
    /// The organisation sought.
    Organisation,
    /// Topics, regions, role or organisation, asked for in clear.
    Attributes,
}
