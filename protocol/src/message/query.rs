//! A question on its way: what the origin signed, and what each link adds.

use serde::{Deserialize, Serialize};

use crate::id::{AvoidMark, BranchId, BridgeId, EpochKey, OrgId, QueryId, SealKey, Tag};
use crate::message::Signed;
use crate::time::Timestamp;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// "Who can introduce me to …?"
    Introduction,
    /// "Who can tell me how … decides?"
    Intelligence,
    /// "Who can put in a word with …?"
    Influence,
    /// "Who has worked with this candidate?"
    Appraisal,
    /// "We are hiring; pass it to people who fit."
    Opportunity,
}

/// How well one person knows another. The order is the order of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Have met.
    HaveMet = 1,
    /// Know well.
    KnowWell = 2,
    /// Would vouch.
    WouldVouch = 3,
}

/// The part of a question that travels unchanged, signed by its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryCore {
    /// The asking organisation.
    pub origin: OrgId,
    /// Its name as it calls itself, at most 64 B.
    pub origin_name: String,
    /// The question.
    pub query: QueryId,
    /// What is asked for.
    pub kind: Kind,
    /// When it was asked.
    pub created: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Offers are sealed to this.
    pub reply_key: SealKey,
    /// The origin's epoch its tags belong to.
    pub epoch: u32,
    /// The matching key of that epoch.
    pub epoch_key: EpochKey,
    /// 4 tags in random order, or none.
    pub tags: Vec<Tag>,
    /// At most 8, 320 B in all.
    pub attributes: Vec<Attribute>,
    /// Exactly 8; unused ones are random.
    pub avoid: Vec<AvoidMark>,
}

/// Something a question asks for in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Which property.
    pub r#type: AttributeType,
    /// Its normalised token, at most 64 B.
    pub value: String,
}

/// The properties a question may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttributeType {
    /// A subject.
    Topic,
    /// An organisation's domain.
    Org,
    /// A role.
    Role,
    /// ISO 3166-1 or -2.
    Region,
}

/// One way a question enters an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The bridge it came over.
    pub bridge: BridgeId,
    /// Further steps allowed from the bridge's member on.
    pub hops_left: u8,
    /// The weakest strength so far, not counting this bridge.
    pub floor: Strength,
}

/// A question on one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// What the origin signed.
    pub core: Signed<QueryCore>,
    /// Names this frame; offers and evaluations refer to it.
    pub branch: BranchId,
    /// How many further frames this branch may cost the network.
    pub credit: u32,
    /// 1 to 16 ways in.
    pub entries: Vec<Entry>,
}
