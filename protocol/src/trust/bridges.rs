//! Active bridges as a search sees them: over which a question may leave, and whose they are.

use std::collections::BTreeMap;

use crate::id::{BridgeId, MemberKey, OrgId};
use crate::message::Strength;
use crate::trust::{EdgePolicy, Question};

/// An organisation's active bridges.
#[derive(Clone, Debug, Default)]
pub struct Bridges {
    bridges: BTreeMap<BridgeId, BridgeEdge>,
    by_member: BTreeMap<MemberKey, Vec<BridgeId>>,
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

impl Bridges {
    /// Adds a bridge.
    pub fn add(&mut self, edge: BridgeEdge) {
        self.by_member.entry(edge.member).or_default().push(edge.bridge);
        self.bridges.insert(edge.bridge, edge);
    }

    /// The bridges of a member a question may cross.
    pub fn of(&self, member: &MemberKey, question: Question) -> impl Iterator<Item = &BridgeEdge> {
        let bridges = self.by_member.get(member).map_or(&[][..], Vec::as_slice);
        bridges
            .iter()
            .filter_map(|bridge| self.bridges.get(bridge))
            .filter(move |bridge| bridge.policy.carries(question.kind, question.from))
    }

    /// All bridges a question may cross, whoever holds them.
    pub fn all(&self, question: Question) -> impl Iterator<Item = &BridgeEdge> {
        self.bridges.values().filter(move |bridge| bridge.policy.carries(question.kind, question.from))
    }

    /// One bridge, if a question may cross it.
    pub fn bridge(&self, bridge: &BridgeId, question: Question) -> Option<&BridgeEdge> {
        self.bridges.get(bridge).filter(|edge| edge.policy.carries(question.kind, question.from))
    }
}
