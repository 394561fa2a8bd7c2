//! What is true in a setting, as people told it: who is where, who knows whom, and what they allow.
//!
//! Promises and the oracle compare with this, and never with what a node made of it.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::id::{BridgeId, MemberKey, OrgId};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle};

/// Everything told.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Organisations by key.
    pub orgs: BTreeMap<OrgId, Organisation>,
    /// Members by key: their organisation and name.
    pub members: BTreeMap<MemberKey, (OrgId, String)>,
    /// Who knows whom outside.
    pub known: Vec<Known>,
    /// Who knows which colleague.
    pub ties: Vec<Tie>,
    /// Bridges between members of two organisations.
    pub bridges: BTreeMap<BridgeId, Span>,
}

/// An organisation.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its domain, empty where it has none.
    pub domain: String,
    /// Its peers.
    pub peers: BTreeSet<OrgId>,
}

/// A member knows somebody.
#[derive(Clone, Debug)]
pub struct Known {
    /// The member.
    pub owner: MemberKey,
    /// Whom.
    pub handle: Handle,
    /// How well.
    pub strength: Strength,
    /// What that may serve.
    pub policy: EdgePolicy,
}

/// A member knows a colleague.
#[derive(Clone, Debug)]
pub struct Tie {
    /// The member.
    pub from: MemberKey,
    /// The colleague.
    pub to: MemberKey,
    /// How well.
    pub strength: Strength,
    /// What that may serve.
    pub policy: EdgePolicy,
}

/// A bridge: its two ends, and how well each knows the other.
#[derive(Clone, Debug)]
pub struct Span {
    /// The members.
    pub ends: [MemberKey; 2],
    /// How well the first knows the second, and the second the first.
    pub strengths: [Strength; 2],
    /// What it may serve, the same on both sides.
    pub policy: EdgePolicy,
}

impl Facts {
    /// A member's organisation.
    pub fn org_of(&self, member: &MemberKey) -> Option<OrgId> {
        self.members.get(member).map(|(org, _)| *org)
    }

    /// A member's name.
    pub fn name_of(&self, member: &MemberKey) -> &str {
        self.members.get(member).map_or("nobody", |(_, name)| name)
    }

    /// An organisation's name.
    pub fn org_name(&self, org: &OrgId) -> &str {
        self.orgs.get(org).map_or("a stranger", |org| &org.name)
    }

    /// How far away a question of this origin is, to an organisation.
    pub fn audience(&self, at: &OrgId, origin: &OrgId) -> Audience {
        if at == origin {
            Audience::OwnOrg
        } else if self.orgs.get(at).is_some_and(|org| org.peers.contains(origin)) {
            Audience::Peers
        } else {
            Audience::Network
        }
    }

    /// Whether a member knows one of these, and would answer a question from that far away.
    pub fn could_answer(&self, owner: &MemberKey, sought: &[Handle], from: Audience) -> bool {
        let theirs = self.known.iter().filter(|known| known.owner == *owner && sought.contains(&known.handle));
        theirs.into_iter().any(|known| known.policy.answer(Kind::Introduction, from) != AnswerMode::Never)
    }

    /// Everything an organisation may have evaluated for an origin: whom a member lets be found from that far away,
    /// where these work, and the domains by which neighbours are judged.
    pub fn eligible(&self, at: &OrgId, origin: &OrgId) -> BTreeSet<Handle> {
        let from = self.audience(at, origin);
        let lets = |known: &&Known| {
            let is_here = self.org_of(&known.owner) == Some(*at);
            is_here && known.policy.audience >= from && known.policy.beyond != AnswerMode::Never
        };
        let people = self.known.iter().filter(lets).map(|known| known.handle.clone());
        let mut eligible: BTreeSet<Handle> = people.collect();
        let employers: Vec<Handle> = eligible.iter().filter_map(employer).collect();
        let neighbours = self.orgs.get(at).into_iter().flat_map(|org| &org.peers).chain([at]);
        let domains = neighbours.filter_map(|org| domain(&self.orgs.get(org)?.domain));
        eligible.extend(domains.chain(employers).collect::<Vec<_>>());
        eligible
    }
}

fn employer(handle: &Handle) -> Option<Handle> {
    domain(handle.canonical().rsplit_once('@')?.1)
}

fn domain(text: &str) -> Option<Handle> {
    Handle::of_type(stn_protocol::trust::HandleType::Org, text, None).ok()
}
