//! What a member's own network shows the member: who was meant, how far it reaches, why an edge serves or not.
//!
//! Own people by name. Colleagues' people as counts, where their owners let colleagues be
//! answered without being asked first. Partners as size classes they agreed to anyway.

use serde::{Deserialize, Serialize};

use crate::id::{ContactId, ImportId, MemberKey, OrgId};
use crate::message::{Kind, OrgProfile, Strength};
use crate::private::Private;
use crate::time::Timestamp;
use crate::trust::{AnswerMode, Audience, Region, Word};

/// Somebody a search found among the member's own people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FoundView {
    /// The contact.
    pub contact: ContactId,
    /// As the member calls them.
    pub name: Private<String>,
    /// Their organisation.
    pub org: Private<String>,
    /// Their role.
    pub role: Private<String>,
    /// How well the member knows them.
    pub strength: Strength,
}

/// Who carries an attribute, or is at an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NearView {
    /// Own contacts, strongest first.
    pub own: Vec<FoundView>,
    /// How many more people are known to colleagues, by steps to the colleague: 1, 2, 3.
    pub through_colleagues: [usize; 3],
    /// How many colleagues within those steps know at least one of them.
    pub colleagues: usize,
    /// Whether everything was looked at; if not, the counts are lower bounds.
    pub complete: bool,
}

/// What the member wants to see the nearest people of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "with", rename_all = "kebab-case")]
pub enum Sought {
    /// A topic.
    Topic {
        /// The topic.
        topic: Word,
    },
    /// A region; a country includes its parts.
    Region {
        /// The region.
        region: Region,
    },
    /// A role, in any spelling.
    Role {
        /// The role.
        role: Private<String>,
    },
    /// An organisation, by a name or domain.
    Organisation {
        /// The organisation.
        name: Private<String>,
    },
}

/// How far a member's network reaches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReachView {
    /// Different people within 1, 2 and 3 steps: contacts and colleagues. The second ring is what the member and
    /// the colleagues they trust know together.
    pub within: [usize; 3],
    /// Own contacts.
    pub own: usize,
    /// Colleagues the member trusts.
    pub colleagues: usize,
    /// Partner organisations with a table ready.
    pub partners: usize,
    /// The most people those partners may know: from size classes, which are padded.
    pub with_partners: usize,
    /// Own colleagues, those who open most first.
    pub through: Vec<ThroughView>,
    /// Whether everything was counted; if not, the counts are lower bounds.
    pub complete: bool,
}

/// What one own tie opens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThroughView {
    /// The colleague.
    pub member: MemberKey,
    /// As the organisation calls them.
    pub name: Private<String>,
    /// People within two steps through them.
    pub people: usize,
    /// Of those, how many through nobody else.
    pub only: usize,
}

/// Why an own edge serves a question, or why not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplainView {
    /// The contact.
    pub contact: ContactId,
    /// As the member calls them.
    pub name: Private<String>,
    /// What was asked for.
    pub kind: Kind,
    /// How far away.
    pub from: Audience,
    /// How the edge answers.
    pub answer: AnswerMode,
    /// How well the member said they know the person.
    pub said: Strength,
    /// What it counts as: one step less after a year without a word.
    pub counts_as: Option<Strength>,
    /// When the member last said so.
    pub confirmed: Timestamp,
    /// Everything that keeps the edge from serving; empty if it serves.
    pub reasons: Vec<Reason>,
}

/// What keeps an edge from serving a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Its owner did not open it for this kind.
    Kind,
    /// The question comes from further away than it is open to.
    Audience,
    /// Its owner said that it never answers askers this far away.
    Never,
    /// It was not confirmed for a year, and *have met* is too little without that.
    Age,
    /// The question's steps are used up before it can come here.
    Depth,
    /// It is weaker than what was asked for.
    Strength,
}

/// One import.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportView {
    /// The import.
    pub import: ImportId,
    /// What sort of file it was.
    pub source: String,
    /// When.
    pub at: Timestamp,
    /// How many contacts it brought.
    pub added: usize,
    /// How many it changed.
    pub changed: usize,
}

/// People of the member who seem to be at a partner organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartnerHint {
    /// The partner.
    pub org: OrgId,
    /// As it calls itself.
    pub name: String,
    /// How many own contacts seem to be there.
    pub contacts: usize,
    /// Whether the member has a bridge there.
    pub has_bridge: bool,
    /// What the member may do next.
    pub step: HintStep,
}

/// What a member may do about contacts who seem to be at a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintStep {
    /// Nothing is needed: there is a bridge.
    None,
    /// Knock at one of them, or give them a bridge link in person.
    Knock,
    /// Give one of them a bridge link in person: what is known of them is nothing a knock could name.
    Link,
}

/// What the partner hints say in one look.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HintsView {
    /// Own contacts who seem to be at a partner.
    pub contacts: usize,
    /// The partners, most contacts first.
    pub partners: Vec<PartnerHint>,
}

/// A partner organisation in front of a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartnerView {
    /// The organisation.
    pub org: OrgId,
    /// As it calls itself.
    pub name: String,
    /// Its domain; empty where it has none.
    pub domain: String,
    /// What it says of itself.
    pub profile: OrgProfile,
}

/// An organisation at which several members know somebody, as the admin sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorthInviting {
    /// What it is called.
    pub name: Private<String>,
    /// How many members who let their edges be counted know somebody there; at least three.
    pub members: usize,
    /// Whether it is a partner already.
    pub is_peer: bool,
}
