//! The valley comes to life: people join and say whom they know, organisations connect, bridges are tied.
//!
//! It goes the ways a pilot would go, only faster: the members' API with real devices, both admins for every
//! connection, both devices for every bridge. Where a node is off, its people, connections and bridges are missing.
//!
//! ```text
//!   join, contacts ─► peering ∥ trust ─► bridges ─► a question about nobody, so that match tables stand
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures::future::try_join_all;
use futures::try_join;
use reqwest::Client;
use stn_protocol::exchange::view::{Neighbour, PeerState, Waiting};
use stn_protocol::exchange::{AdminCommand, ContactEntry, MemberCommand, Reply};
use stn_protocol::id::{AskId, BridgeId, MemberKey, OrgId};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle};

use super::nodes::{Nodes, Site};
use super::person::Person;
use super::trouble::{Otherwise, Stage, Trouble, until};
use super::valley::{self, Asking, Bridge, BridgeEnd, Cast, Contact, Member, Slug, Tie, Valley};
use crate::clock;

/// How long anything in the valley may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whom nobody in the valley knows.
const NOBODY: &str = "nobody@nowhere.example";

/// Everybody whose node runs.
pub struct People {
    by_id: BTreeMap<Slug, Person>,
    by_key: BTreeMap<(OrgId, MemberKey), Slug>,
    /// Each tied bridge with the members at its two ends.
    pub bridges: BTreeMap<BridgeId, [Slug; 2]>,
}

impl People {
    /// Lets everybody join, connect and get ready for the questions of a story.
    ///
    /// # Errors
    /// What went wrong first.
    pub async fn settle(valley: &Valley, cast: &Cast<'_>, nodes: &Nodes) -> Result<Self, Trouble> {
        let client = Client::builder().no_proxy().build();
        let client = client.map_err(|source| Trouble::Silent { during: Stage::Joining, source })?;
        let members = valley.memberships().filter_map(|(org, member)| Some((nodes.of(&org.id)?, member)));
        let joined = try_join_all(members.map(|(site, member)| join(&client, valley, site, member))).await?;
        let by_key = joined.iter().map(|one| ((one.device().org(), one.device().member()), one.id.clone())).collect();
        let by_id = joined.into_iter().map(|one| (one.id.clone(), one)).collect();
        let mut people = Self { by_id, by_key, bridges: BTreeMap::new() };
        try_join!(people.trust(valley), connect(valley, nodes))?;
        people.tie_bridges(valley).await?;
        people.warm_up(valley, cast, nodes).await?;
        Ok(people)
    }

    /// A person of the story.
    ///
    /// # Errors
    /// If nobody of that name has joined.
    pub fn person(&mut self, id: &Slug) -> Result<&mut Person, Trouble> {
        Ok(self.by_id.get_mut(id).ok_or(Otherwise::Nobody)?)
    }

    /// Who a member is.
    pub fn who(&self, org: &OrgId, member: &MemberKey) -> Option<&Slug> {
        self.by_key.get(&(*org, *member))
    }

    /// The way from one member to another: as a colleague, or over the bridge between them.
    ///
    /// # Errors
    /// If one of them has not joined, or nothing ties them.
    pub fn next_to(&self, from: &Slug, to: &Slug) -> Result<Neighbour, Trouble> {
        let (near, far) = (self.by_id.get(from), self.by_id.get(to));
        let (near, far) = near.zip(far).ok_or(Otherwise::Nobody)?;
        let (org, member) = (far.device().org(), far.device().member());
        if near.device().org() == org {
            return Ok(Neighbour { org, member, bridge: None });
        }
        let between = self.bridges.iter().find(|(_, ends)| ends.contains(from) && ends.contains(to));
        let (bridge, _) = between.ok_or(Otherwise::Nobody)?;
        Ok(Neighbour { org, member, bridge: Some(*bridge) })
    }

    /// Says whom every member knows among their colleagues.
    async fn trust(&mut self, valley: &Valley) -> Result<(), Trouble> {
        let key = |person: &Person| (person.id.clone(), person.device().member());
        let keys: BTreeMap<Slug, MemberKey> = self.by_id.values().map(key).collect();
        try_join_all(self.by_id.values_mut().map(|person| trust(person, valley, &keys))).await?;
        Ok(())
    }

    async fn tie_bridges(&mut self, valley: &Valley) -> Result<(), Trouble> {
        let mut ties = Vec::new();
        for bridge in &valley.bridges {
            // Both or none: an end whose node is off has not joined.
            let both = [&bridge.a, &bridge.b].iter().all(|end| self.by_id.contains_key(&end.member));
            if !both {
                continue;
            }
            let ends = [&bridge.a, &bridge.b].map(|end| self.by_id.remove(&end.member));
            let [Some(a), Some(b)] = ends else { return Err(Otherwise::Nobody.into()) };
            ties.push(tie(bridge, a, b));
        }
        for (id, a, b) in try_join_all(ties).await? {
            self.bridges.insert(id, [a.id.clone(), b.id.clone()]);
            self.by_id.extend([a, b].map(|person| (person.id.clone(), person)));
        }
        Ok(())
    }

    /// Somebody who has no part in the story asks for nobody: the question makes every node it reaches build its match table for the asking
    /// organisation, as any earlier question would have. Nothing else comes of it.
    async fn warm_up(&mut self, valley: &Valley, cast: &Cast<'_>, nodes: &Nodes) -> Result<(), Trouble> {
        const DURING: Stage = Stage::Warming;
        let asking = cast.asking;
        let (home, _) = valley.member(&asking.asker).ok_or(Otherwise::Nobody)?;
        let colleague = home.members.iter().find(|member| member.answers && !cast.people.contains(&&member.id));
        let colleague = self.person(&colleague.ok_or(Otherwise::Nobody)?.id)?;
        tables_stand(valley, asking, (nodes, &[])).await?;
        let ask = AskId::from_bytes(clock::random());
        let handles = vec![Handle::parse(NOBODY, None)?];
        let until = clock::now().plus(Span::days(1));
        let (kind, attributes, avoid, terms) = (Kind::Introduction, Vec::new(), Vec::new(), None);
        let command =
            MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until: None };
        colleague.act(DURING, &command).await?;
        let behind: Vec<&Slug> = asking.path.iter().filter_map(|id| Some(&valley.member(id)?.0.id)).collect();
        tables_stand(valley, asking, (nodes, &behind)).await?;
        colleague.act(DURING, &MemberCommand::CloseAsk { ask }).await?;
        Ok(())
    }
}

async fn join(client: &Client, valley: &Valley, site: &Site, member: &Member) -> Result<Person, Trouble> {
    let person = Person::join(client, site, member).await?;
    let known = member.ties.iter().filter_map(|tie| Some((tie, valley.contact(&tie.to)?)));
    let contacts: Vec<_> = known.map(|(tie, contact)| entry(tie, contact)).collect::<Result<_, _>>()?;
    person.act(Stage::Knowing, &MemberCommand::RecordContacts { contacts, import: None }).await?;
    Ok(person)
}

fn entry(tie: &Tie, contact: &Contact) -> Result<ContactEntry, Trouble> {
    let handles = contact.handles.iter().map(|handle| Handle::parse(handle, None)).collect::<Result<_, _>>()?;
    Ok(ContactEntry {
        contact: None,
        name: contact.name.clone(),
        org: contact.org.clone(),
        role: contact.role.clone(),
        handles,
        strength: strength(tie.strength),
        policy: policy(tie.audience, tie.answer, tie.search),
        about: None,
    })
}

async fn trust(person: &mut Person, valley: &Valley, keys: &BTreeMap<Slug, MemberKey>) -> Result<(), Trouble> {
    const DURING: Stage = Stage::Knowing;
    person.see_colleagues(DURING).await?;
    let Some((_, member)) = valley.member(&person.id) else { return Ok(()) };
    let colleagues = member.ties.iter().filter_map(|tie| Some((tie, *keys.get(&tie.to)?)));
    for (tie, colleague) in colleagues {
        let (strength, policy) = (strength(tie.strength), policy(tie.audience, tie.answer, tie.search));
        person.act(DURING, &MemberCommand::TrustColleague { colleague, strength, policy }).await?;
    }
    Ok(())
}

/// Connects every two organisations between which there is a bridge.
async fn connect(valley: &Valley, nodes: &Nodes) -> Result<(), Trouble> {
    let mut done = BTreeSet::new();
    let mut pairs = Vec::new();
    for bridge in &valley.bridges {
        let site = |end: &BridgeEnd| nodes.of(&valley.member(&end.member)?.0.id);
        let (Some(inviter), Some(joiner)) = (site(&bridge.a), site(&bridge.b)) else { continue };
        if done.insert([inviter.org(), joiner.org()]) && !done.contains(&[joiner.org(), inviter.org()]) {
            pairs.push(peer(inviter, joiner));
        }
    }
    try_join_all(pairs).await?;
    Ok(())
}

async fn peer(inviter: &Site, joiner: &Site) -> Result<(), Trouble> {
    const DURING: Stage = Stage::Peering;
    let expires = clock::now().plus(Span::days(1));
    let Reply::Invited { invite, secret, .. } = inviter.admin(DURING, AdminCommand::InvitePeer { expires }).await?
    else {
        return Err(Otherwise::Nobody.into());
    };
    let token = AdminCommand::JoinPeer { org: inviter.org(), addrs: inviter.listen_addrs().to_vec(), invite, secret };
    joiner.admin(DURING, token).await?;
    stands(inviter, joiner, PeerState::AwaitsConfirmation).await?;
    inviter.admin(DURING, AdminCommand::ConfirmPeer { org: joiner.org() }).await?;
    stands(joiner, inviter, PeerState::Active).await
}

async fn stands(at: &Site, other: &Site, state: PeerState) -> Result<(), Trouble> {
    until(Stage::Peering, PATIENCE, async || {
        let peers = at.peers(Stage::Peering).await?;
        Ok(peers.iter().any(|peer| peer.org == other.org() && peer.state == state).then_some(()))
    })
    .await
}

/// One gives the other a link; both devices check and sign.
async fn tie(bridge: &Bridge, mut a: Person, mut b: Person) -> Result<(BridgeId, Person, Person), Trouble> {
    const DURING: Stage = Stage::Bridging;
    let expires = clock::now().plus(Span::days(1));
    let link = a.make(DURING, |device, streams| Ok(device.open_bridge(streams, expires)))?;
    let (strength_a, policy_a) = held(&bridge.a);
    let opened = MemberCommand::OpenBridge { bridge: link.bridge, expires, strength: strength_a, policy: policy_a };
    a.act(DURING, &opened).await?;

    let accept = Box::new(b.make(DURING, |device, _| device.accept_bridge(&link, clock::now()))?);
    let (strength, policy) = held(&bridge.b);
    b.act(DURING, &MemberCommand::AcceptBridge { accept, strength, policy }).await?;

    let accepted = |waiting: &Waiting| matches!(waiting, Waiting::BridgeAccepted { .. });
    let item = until(DURING, PATIENCE, async || a.waiting(DURING, accepted).await).await?;
    if let Waiting::BridgeAccepted { accept } = &item.waiting {
        let confirm = Box::new(a.make(DURING, |device, _| device.confirm_bridge(accept, clock::now()))?);
        a.act(DURING, &MemberCommand::ConfirmBridge { item: item.item, confirm }).await?;
    }

    let confirmed = |waiting: &Waiting| matches!(waiting, Waiting::BridgeConfirmed { .. });
    let item = until(DURING, PATIENCE, async || b.waiting(DURING, confirmed).await).await?;
    if let Waiting::BridgeConfirmed { terms, confirm } = &item.waiting {
        b.make(DURING, |device, _| device.complete_bridge(terms, confirm, clock::now()))?;
        b.act(DURING, &MemberCommand::CompleteBridge { item: item.item }).await?;
    }
    Ok((link.bridge, a, b))
}

/// Waits until every node has a table for each of its peers, and those of `behind` one for the asking organisation,
/// and nothing is on its way to be evaluated.
async fn tables_stand(valley: &Valley, asking: &Asking, (nodes, behind): (&Nodes, &[&Slug])) -> Result<(), Trouble> {
    const DURING: Stage = Stage::Warming;
    let home = valley.member(&asking.asker).and_then(|(org, _)| nodes.of(&org.id)).ok_or(Otherwise::Nobody)?;
    until(DURING, PATIENCE, async || {
        for site in nodes.all() {
            let Some(status) = site.status(DURING).await? else { return Ok(None) };
            let peers = site.peers(DURING).await?;
            let is_behind = behind.contains(&&site.id)
                && site.org() != home.org()
                && peers.iter().all(|peer| peer.org != home.org());
            if status.evaluations > 0 || status.tables < status.peers + usize::from(is_behind) {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await
}

fn held(end: &BridgeEnd) -> (Strength, EdgePolicy) {
    (strength(end.strength), policy(end.audience, end.answer, end.search))
}

fn policy(audience: valley::Audience, answer: valley::Answer, search: bool) -> EdgePolicy {
    let audience = match audience {
        valley::Audience::OwnOrg => Audience::OwnOrg,
        valley::Audience::Peers => Audience::Peers,
        valley::Audience::Network => Audience::Network,
    };
    let answer = match answer {
        valley::Answer::Standing => AnswerMode::Standing,
        valley::Answer::Ask => AnswerMode::Ask,
        valley::Answer::Never => AnswerMode::Never,
    };
    EdgePolicy { search, audience, own_org: answer, beyond: answer, ..EdgePolicy::default() }
}

fn strength(strength: valley::Strength) -> Strength {
    match strength {
        valley::Strength::HaveMet => Strength::HaveMet,
        valley::Strength::KnowWell => Strength::KnowWell,
        valley::Strength::WouldVouch => Strength::WouldVouch,
    }
}
