//! A trust edge: what one member says of one person, and what it may serve.
//!
//! Edges are made by people, never inferred, and never leave the node.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::message::{Kind, Strength};
use crate::private::Private;
use crate::time::Timestamp;

/// Who may reach through an edge. Each is checkable by the node itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Questions of the own organisation.
    OwnOrg,
    /// Also questions whose origin is a direct peer.
    Peers,
    /// Also questions from anywhere in the network.
    Network,
}

/// What happens when a question matches the person at the end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerMode {
    /// An offer leaves without asking; every request is still signed by hand.
    Standing,
    /// The owner is asked first.
    Ask,
    /// Nothing happens.
    Never,
}

/// What an edge may serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgePolicy {
    /// The kinds of question it may serve.
    pub kinds: BTreeSet<Kind>,
    /// Whether questions may travel along it.
    pub search: bool,
    /// How far away a question may come from.
    pub audience: Audience,
    /// How it answers colleagues.
    pub own_org: AnswerMode,
    /// How it answers others, within the audience.
    pub beyond: AnswerMode,
}

impl Default for EdgePolicy {
    /// Search yes; colleagues: standing; partner organisations: ask me; the network: off.
    fn default() -> Self {
        Self {
            kinds: [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal, Kind::Opportunity].into(),
            search: true,
            audience: Audience::Peers,
            own_org: AnswerMode::Standing,
            beyond: AnswerMode::Ask,
        }
    }
}

impl EdgePolicy {
    /// Whether a question of this kind from this far away may travel along the edge.
    pub fn carries(&self, kind: Kind, from: Audience) -> bool {
        self.search && self.admits(kind, from)
    }

    /// How the edge answers a question of this kind from this far away.
    pub fn answer(&self, kind: Kind, from: Audience) -> AnswerMode {
        if !self.admits(kind, from) {
            return AnswerMode::Never;
        }
        match from {
            Audience::OwnOrg => self.own_org,
            Audience::Peers | Audience::Network => self.beyond,
        }
    }

    fn admits(&self, kind: Kind, from: Audience) -> bool {
        self.kinds.contains(&kind) && from <= self.audience
    }
}

/// What one member says of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// How the owner calls the person.
    pub name: Private<String>,
    /// The person's organisation as the owner knows it.
    pub org: Private<String>,
    /// The person's role as the owner knows it.
    pub role: Private<String>,
    /// How well the owner knows the person.
    pub strength: Strength,
    /// What the edge may serve.
    pub policy: EdgePolicy,
    /// When the owner last said so.
    pub confirmed: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_edge_asks_partners_and_ignores_the_network() {
        let policy = EdgePolicy::default();

        assert_eq!(policy.answer(Kind::Introduction, Audience::OwnOrg), AnswerMode::Standing);
        assert_eq!(policy.answer(Kind::Introduction, Audience::Peers), AnswerMode::Ask);
        assert_eq!(policy.answer(Kind::Introduction, Audience::Network), AnswerMode::Never);
        assert!(!policy.carries(Kind::Introduction, Audience::Network));
    }
}
