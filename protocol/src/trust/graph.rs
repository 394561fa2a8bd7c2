//! Members, their ties and their bridges as a search sees them: who may pass a question to whom.
//!
//! ```text
//!   ann ──would vouch──► ben ──know well──► cleo
//!                         ╚══ bridge ══► another organisation
//! ```

use std::collections::BTreeMap;

use crate::id::{BridgeId, MemberKey, OrgId};
use crate::message::{Kind, Strength};
use crate::trust::{Audience, EdgePolicy};

/// A snapshot of an organisation's ties and active bridges.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    ties: BTreeMap<MemberKey, Vec<TieEdge>>,
    bridges: BTreeMap<BridgeId, BridgeEdge>,
    bridges_of: BTreeMap<MemberKey, Vec<BridgeId>>,
}

/// A tie to a colleague.
#[derive(Clone, Debug)]
pub struct TieEdge {
    /// The colleague.
    pub to: MemberKey,
    /// How well they are known.
    pub strength: Strength,
    /// What the tie may serve.
    pub policy: EdgePolicy,
}

/// A bridge to another organisation.
#[derive(Clone, Debug)]
pub struct BridgeEdge {
    /// The bridge.
    pub bridge: BridgeId,
    /// The own member on it.
    pub member: MemberKey,
    /// The organisation on its far side.
    pub to: OrgId,
    /// How well the own member knows the other.
    pub strength: Strength,
    /// What the bridge may serve.
    pub policy: EdgePolicy,
}

/// What a search asks of every edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked for.
    pub kind: Kind,
    /// How far away it was asked.
    pub from: Audience,
}

impl Graph {
    /// Adds a tie between colleagues.
    pub fn add_tie(&mut self, from: MemberKey, to: MemberKey, strength: Strength, policy: EdgePolicy) {
        self.ties.entry(from).or_default().push(TieEdge { to, strength, policy });
    }

    /// Adds an active bridge.
    pub fn add_bridge(
        &mut self,
        bridge: BridgeId,
        member: MemberKey,
        to: OrgId,
        strength: Strength,
        policy: EdgePolicy,
    ) {
        self.bridges_of.entry(member).or_default().push(bridge);
        self.bridges.insert(bridge, BridgeEdge { bridge, member, to, strength, policy });
    }

    /// The colleagues a question may be passed to.
    pub fn ties_of(&self, member: &MemberKey, question: Question) -> impl Iterator<Item = &TieEdge> {
        let ties = self.ties.get(member).map_or(&[][..], Vec::as_slice);
        ties.iter().filter(move |tie| tie.policy.carries(question.kind, question.from))
    }

    /// The bridges of a member a question may cross.
    pub fn bridges_of(&self, member: &MemberKey, question: Question) -> impl Iterator<Item = &BridgeEdge> {
        let bridges = self.bridges_of.get(member).map_or(&[][..], Vec::as_slice);
        bridges
            .iter()
            .filter_map(|bridge| self.bridges.get(bridge))
            .filter(move |bridge| bridge.policy.carries(question.kind, question.from))
    }

    /// All bridges a question may cross, whoever holds them.
    pub fn bridges(&self, question: Question) -> impl Iterator<Item = &BridgeEdge> {
        self.bridges.values().filter(move |bridge| bridge.policy.carries(question.kind, question.from))
    }

    /// One bridge, if a question may cross it.
    pub fn bridge(&self, bridge: &BridgeId, question: Question) -> Option<&BridgeEdge> {
        self.bridges.get(bridge).filter(|edge| edge.policy.carries(question.kind, question.from))
    }
}
