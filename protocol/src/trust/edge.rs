//! A trust edge: what one member says of one person, and what it may serve.
//!
//! Edges are made by people, never inferred, and never leave the node.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::message::{Kind, Strength};
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

/// What a search asks of every edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked for.
    pub kind: Kind,
    /// How far away it was asked.
    pub from: Audience,
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
            kinds: KINDS.into(),
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

    /// The policy in sixteen bits: kinds 0–4, search 5, audience 6–7, answers 8–9 and 10–11.
    pub fn to_bits(&self) -> u16 {
        let kinds = KINDS.iter().enumerate().filter(|(_, kind)| self.kinds.contains(kind)).map(|(bit, _)| 1 << bit);
        let answers = mode_bits(self.own_org) << 8 | mode_bits(self.beyond) << 10;
        kinds.sum::<u16>() | u16::from(self.search) << 5 | audience_bits(self.audience) << 6 | answers
    }

    /// Takes back what [`Self::to_bits`] gave; `None` for bits it never gives.
    pub fn from_bits(bits: u16) -> Option<Self> {
        if bits >> 12 != 0 {
            return None;
        }
        let kinds = KINDS.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, kind)| kind);
        let mode =
            |bits: u16| [AnswerMode::Standing, AnswerMode::Ask, AnswerMode::Never].get(usize::from(bits & 3)).copied();
        let audience = [Audience::OwnOrg, Audience::Peers, Audience::Network].get(usize::from(bits >> 6 & 3)).copied();
        Some(Self {
            kinds: kinds.collect(),
            search: bits >> 5 & 1 == 1,
            audience: audience?,
            own_org: mode(bits >> 8)?,
            beyond: mode(bits >> 10)?,
        })
    }

    fn admits(&self, kind: Kind, from: Audience) -> bool {
        self.kinds.contains(&kind) && from <= self.audience
    }
}

/// All kinds, in the order of their bits.
const KINDS: [Kind; 5] = [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal, Kind::Opportunity];

const fn audience_bits(audience: Audience) -> u16 {
    match audience {
        Audience::OwnOrg => 0,
        Audience::Peers => 1,
        Audience::Network => 2,
    }
}

const fn mode_bits(mode: AnswerMode) -> u16 {
    match mode {
        AnswerMode::Standing => 0,
        AnswerMode::Ask => 1,
        AnswerMode::Never => 2,
    }
}

/// What one member says of one person or colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// How well the owner knows them.
    pub strength: Strength,
    /// What the edge may serve.
    pub policy: EdgePolicy,
    /// When the owner last said so.
    pub confirmed: Timestamp,
}

impl Edge {
    /// What the edge counts as: one step weaker if it was not confirmed for [`limits::CONFIRMED_FOR`], and nothing
    /// if it was the weakest then.
    pub fn counts_as(&self, now: Timestamp) -> Option<Strength> {
        if self.ages_at() > now {
            return Some(self.strength);
        }
        match self.strength {
            Strength::HaveMet => None,
            Strength::KnowWell => Some(Strength::HaveMet),
            Strength::WouldVouch => Some(Strength::KnowWell),
        }
    }

    /// When it begins to count one step weaker.
    pub const fn ages_at(&self) -> Timestamp {
        self.confirmed.plus(limits::CONFIRMED_FOR)
    }

    /// How it answers a question of this kind from this far away.
    pub fn answer(&self, kind: Kind, from: Audience, now: Timestamp) -> AnswerMode {
        if self.counts_as(now).is_some() { self.policy.answer(kind, from) } else { AnswerMode::Never }
    }
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

    #[test]
    fn an_edge_counts_less_after_a_year_without_a_word() {
        let edge = |strength| Edge { strength, policy: EdgePolicy::default(), confirmed: Timestamp::from_secs(0) };
        let after = |days: u64| Timestamp::from_secs(days * 86_400);

        assert_eq!(edge(Strength::WouldVouch).counts_as(after(364)), Some(Strength::WouldVouch));
        assert_eq!(edge(Strength::WouldVouch).counts_as(after(365)), Some(Strength::KnowWell));
        assert_eq!(edge(Strength::HaveMet).counts_as(after(365)), None);
        let answer = edge(Strength::HaveMet).answer(Kind::Introduction, Audience::OwnOrg, after(365));
        assert_eq!(answer, AnswerMode::Never);
    }

    #[test]
    fn every_policy_comes_back_from_its_bits() {
        let known = (0..=u16::MAX).filter_map(|bits| EdgePolicy::from_bits(bits).map(|policy| (bits, policy)));

        let known: Vec<_> = known.collect();

        assert!(known.iter().all(|(bits, policy)| policy.to_bits() == *bits));
        assert_eq!(known.len(), 32 * 2 * 3 * 3 * 3);
        assert_eq!(EdgePolicy::from_bits(EdgePolicy::default().to_bits()), Some(EdgePolicy::default()));
    }
}
