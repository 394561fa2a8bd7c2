//! What a match is about: a contact, the member sought, or an organisation. Rows of contacts found by a handle
//! keep the shape they always had; the others stand in variants of their own, and are read here as one.

use std::cmp::Reverse;

use crate::id::{ContactId, LetterKeyId, MemberKey, OrgId, QueryId, SealKey};
use crate::local::{MatchedBy, Whom};
use crate::message::{Kind, Strength};
use crate::state::{Exit, ItemKind, State};
use crate::time::Timestamp;
use crate::trust::{AnswerMode, Audience, Handle, Label};

/// Somebody here who could answer a question: whose match it is, whom it found, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The member who would answer.
    pub owner: MemberKey,
    /// Whom or what the question found.
    pub whom: Whom,
    /// What they have in common.
    pub by: MatchedBy,
}

/// A match that waits for its owner's word.
#[derive(Clone, Debug)]
pub struct Prompted {
    /// The asking organisation.
    pub origin: OrgId,
    /// The question.
    pub query: QueryId,
    /// Whom or what it found.
    pub whom: Whom,
    /// What they have in common.
    pub by: MatchedBy,
    /// How the question reached the owner.
    pub label: Label,
}

/// The end of a path at a member of this node.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// Whom or what the question found.
    pub whom: Whom,
    /// What they have in common.
    pub by: MatchedBy,
    /// The letter key of the offer.
    pub letter_key: LetterKeyId,
    /// Its public half.
    pub public: SealKey,
}

impl Prompted {
    /// As it waits.
    pub fn into_item(self) -> ItemKind {
        let Self { origin, query, whom, by, label } = self;
        match (whom, by) {
            (Whom::Contact(contact), MatchedBy::Handle) => ItemKind::Prompt { origin, query, contact, label },
            (whom, by) => ItemKind::Found { origin, query, whom, by, label },
        }
    }
}

impl ItemKind {
    /// The match that waits, if it is one.
    pub fn prompted(&self) -> Option<Prompted> {
        let (origin, query, whom, by, label) = match self {
            Self::Prompt { origin, query, contact, label } => {
                (origin, query, Whom::Contact(*contact), MatchedBy::Handle, label)
            }
            Self::Found { origin, query, whom, by, label } => (origin, query, *whom, *by, label),
            Self::Hop { .. } | Self::Letter { .. } => return None,
            Self::BridgeAccepted { .. } | Self::BridgeConfirmed { .. } => return None,
            Self::Alert { .. } | Self::Knock { .. } => return None,
        };
        Some(Prompted { origin: *origin, query: *query, whom, by, label: label.clone() })
    }
}

impl End {
    /// As a route keeps it.
    pub fn into_exit(self) -> Exit {
        let Self { whom, by, letter_key, public } = self;
        match (whom, by) {
            (Whom::Contact(contact), MatchedBy::Handle) => Exit::Endpoint { contact, letter_key, public },
            (whom, by) => Exit::Found { whom, by, letter_key, public },
        }
    }
}

impl Exit {
    /// The end of the path, if it ends here.
    pub fn end(&self) -> Option<End> {
        match *self {
            Self::Bridge { .. } => None,
            Self::Endpoint { contact, letter_key, public } => {
                Some(End { whom: Whom::Contact(contact), by: MatchedBy::Handle, letter_key, public })
            }
            Self::Found { whom, by, letter_key, public } => Some(End { whom, by, letter_key, public }),
        }
    }
}

impl State {
    /// Members who let themselves be sought by a handle, for anything and by anybody.
    pub fn findable_with(&self, handle: &Handle) -> Vec<MemberKey> {
        let has = |member: &MemberKey| self.findable.row(member).is_some_and(|row| row.handles.contains(handle));
        self.findable.iter().map(|(member, _)| *member).filter(|member| self.is_member(member) && has(member)).collect()
    }

    /// Own handles of members who may be found from this far away.
    pub fn findable_handles(&self, from: Audience) -> impl Iterator<Item = &Handle> {
        let open = self.findable.iter().filter(move |(_, row)| row.is_open_to(from));
        open.flat_map(|(_, row)| &row.handles)
    }

    /// How a candidate answers a question of this kind from this far away. Who is matched by name and
    /// organisation alone may be somebody else: no standing consent answers for them.
    pub fn answer_of(&self, candidate: &Candidate, kind: Kind, from: Audience, now: Timestamp) -> AnswerMode {
        let owner = &candidate.owner;
        let mode = match candidate.whom {
            Whom::Contact(ContactId(slot)) => self.edges.row(owner, slot).map(|row| row.edge.answer(kind, from, now)),
            Whom::Themself if candidate.by == MatchedBy::Attributes => self.answer_by_profile(owner, kind),
            Whom::Themself => self.findable.row(owner).map(|row| row.answer(kind, from)),
            Whom::Organisation(record) => self.org_ties.row(&(*owner, record)).map(|tie| tie.policy.answer(kind, from)),
        };
        match (mode.unwrap_or(AnswerMode::Never), candidate.by) {
            (AnswerMode::Standing, MatchedBy::NameOrg) => AnswerMode::Ask,
            (mode, MatchedBy::Handle | MatchedBy::NameOrg | MatchedBy::Organisation | MatchedBy::Attributes) => mode,
        }
    }

    /// How a member answers who found them by what they published: how far each field shows is the field's own.
    fn answer_by_profile(&self, member: &MemberKey, kind: Kind) -> Option<AnswerMode> {
        self.profiles.row(member).filter(|profile| profile.findable && kind != Kind::Appraisal)?;
        match self.findable.row(member) {
            Some(row) => row.kinds.contains(&kind).then_some(row.answer),
            None => Some(AnswerMode::Ask),
        }
    }

    /// How well an owner knows whom a question found. Nobody stands between a member who is sought and themself.
    pub fn strength_to(&self, owner: &MemberKey, whom: Whom, now: Timestamp) -> Option<Strength> {
        match whom {
            Whom::Contact(ContactId(slot)) => self.edges.row(owner, slot)?.edge.counts_as(now),
            Whom::Themself => Some(Strength::WouldVouch),
            Whom::Organisation(record) => self.org_ties.row(&(*owner, record)).map(|tie| tie.strength),
        }
    }

    /// The order in which one owner's matches count: the surest, then the most open, then the strongest.
    pub fn worth(
        &self,
        candidate: &Candidate,
        mode: AnswerMode,
        now: Timestamp,
    ) -> (MatchedBy, AnswerMode, Reverse<Option<Strength>>, Whom) {
        let Candidate { owner, whom, by } = candidate;
        (*by, mode, Reverse(self.strength_to(owner, *whom, now)), *whom)
    }

    /// The number under which a link's standing answers count whom they were about: persons by theirs, from 0;
    /// members, and what they are tied to, by theirs, from the top.
    pub fn counted_as(&self, owner: &MemberKey, whom: Whom) -> Option<u32> {
        match whom {
            Whom::Contact(ContactId(slot)) => self.edges.row(owner, slot).map(|row| row.person.0),
            Whom::Themself | Whom::Organisation(_) => self.members.row(owner).map(|row| u32::MAX - row.number),
        }
    }
}
