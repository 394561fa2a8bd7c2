//! Organisations as members know them: one record for all spellings and domains of one, confirmed by a member,
//! and a member's own tie to it.

use serde::{Deserialize, Serialize};

use crate::id::OrgRecordId;
use crate::message::Strength;
use crate::private::Private;
use crate::trust::EdgePolicy;

/// An organisation as a member confirms it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationEntry {
    /// The record that is changed; `None` for a new one, or one known by a name or domain given.
    #[serde(default)]
    pub organisation: Option<OrgRecordId>,
    /// What it is called.
    pub name: Private<String>,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Private<String>>,
    /// Its domains.
    #[serde(default)]
    pub domains: Vec<Private<String>>,
}

/// How a member is tied to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrgRelation {
    /// Worked there.
    WorkedThere,
    /// Is or was funded by it.
    FundedBy,
    /// Funds or funded it.
    Funds,
    /// Sits or sat on its board.
    OnBoard,
    /// Works or worked with it.
    WorkedWith,
}

/// A member's direct tie to an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgTie {
    /// How.
    pub relation: OrgRelation,
    /// Since when, as a year, month or day; may be empty.
    #[serde(default)]
    pub since: Private<String>,
    /// How well the member knows the organisation.
    pub strength: Strength,
    /// What the tie may serve.
    pub policy: EdgePolicy,
}

/// One organisation in front of a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrganisationView {
    /// The record, if a member confirmed one.
    pub organisation: Option<OrgRecordId>,
    /// What it is called.
    pub name: Private<String>,
    /// Other names and spellings confirmed.
    pub aliases: Vec<Private<String>>,
    /// Its domains.
    pub domains: Vec<Private<String>>,
    /// How many own contacts are there.
    pub contacts: usize,
    /// The member's own tie.
    pub tie: Option<OrgTie>,
    /// Other spellings among the own contacts that may be the same organisation.
    pub resembling: Vec<Private<String>>,
}
