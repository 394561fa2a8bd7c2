//! Nodes that run for days and do what nodes do unasked: they tell their peers of their keys, have handles evaluated,
//! chunk by chunk, within the engines' own quotas, and pass questions on. What a table holds is read from the disk.
//!
//! Each node wakes from a disk made for it. Blind evaluation is stood in for at its real sizes; what is found is not
//! looked at. Knocks are left out: they count on no quota.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::engine::Settings;
use stn_protocol::exchange::view::{BridgeState, PeerState};
use stn_protocol::exchange::{Effect, Input, MemberCommand};
use stn_protocol::id::{AskId, ContactId, OrgId};
use stn_protocol::local::About;
use stn_protocol::message::{Kind, OrgProfile, PeerInfo, Strength};
use stn_protocol::state::{Bridge, Contact, Details, Far, NodeRecord, Peer, State, format};
use stn_protocol::time::Span;
use stn_protocol::trust::{Audience, Edge, EdgePolicy, Handle};

use crate::World;
use crate::graphs::Draw;
use crate::network::kind_of;
use crate::reach::Federation;
use crate::reach::federation::{bridge_id, drawn_strength, member_key};
use crate::reach::whole::{EPOCH, epoch_of, far_off, identity, member_row, start};
use crate::simulation::standin::StandIn;
use crate::world::Sleeper;

/// Whom edges serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// As new edges do: the own organisation and its peers.
    Default,
    /// Everybody in the network.
    Network,
}

/// All nodes of a federation, running.
pub struct Land<'f> {
    federation: &'f Federation,
    world: World,
    ids: Vec<OrgId>,
    asks: u64,
    draw: Draw,
}

impl Openness {
    /// The policy of every edge.
    pub fn policy(self) -> EdgePolicy {
        match self {
            Self::Default => EdgePolicy::default(),
            Self::Network => EdgePolicy { audience: Audience::Network, ..EdgePolicy::default() },
        }
    }
}

impl<'f> Land<'f> {
    /// Wakes every node; peers begin each other's tables as soon as they hear of each other's keys.
    pub fn wake(federation: &'f Federation, openness: Openness) -> Self {
        let ids: Vec<OrgId> = (0..federation.orgs.len()).map(|org| identity(org).public()).collect();
        let mut worker = StandIn::tally();
        let mut world = World::with_worker(1, Box::new(move |work| worker.run(work)));
        world.doctor = Some(Box::new(|_, effects| effects.retain(|effect| !is_knock(effect))));
        let knows = contacts(federation);
        for org in 0..ids.len() {
            let settings = settings(org);
            let disk = disk(federation, &knows, &ids, (org, openness)).into_iter().collect();
            world.lay_down(Sleeper { name: settings.name.clone(), identity: identity(org), settings, disk });
        }
        let mut land = Self { federation, world, ids, asks: 0, draw: Draw::new(ASKS) };
        for org in land.ids.clone() {
            land.world.inject(org, Input::Started);
        }
        land.pass(HOUR);
        land
    }

    /// Somebody of every organisation asks for somebody, and an hour passes.
    pub fn everybody_asks(&mut self) {
        for org in 0..self.ids.len() {
            let members = &self.federation.orgs[org];
            if members.is_empty() {
                continue;
            }
            let member = member_key(members[self.draw.below(members.len())]);
            let person = self.draw.below(self.federation.known_by.len()) as u32;
            self.asks += 1;
            let mut ask = [7; 16];
            ask[..8].copy_from_slice(&self.asks.to_be_bytes());
            let command = MemberCommand::Ask {
                ask: AskId::from_bytes(ask),
                kind: Kind::Introduction,
                handles: vec![handle_of(person, 0)],
                until: self.world.now.plus(Span::days(1)),
                keep_looking_until: None,
                attributes: Vec::new(),
                avoid: Vec::new(),
                terms: None,
            };
            let asked = self.world.call(self.ids[org], |call| Input::MemberActed { call, member, command });
            asked.expect("a member may ask");
        }
        self.pass(HOUR);
    }

    /// Lets time pass.
    pub fn pass(&mut self, span: Span) {
        self.world.run(span);
        self.world.trace.clear();
        self.world.settlements.clear();
        self.world.called.clear();
    }

    /// Which handles each other organisation had evaluated under an organisation's key so far.
    pub fn evaluated_for(&self, origin: usize, holders: &BTreeSet<usize>) -> BTreeMap<usize, BTreeSet<Handle>> {
        let of = |holder: &usize| {
            let records = self.world.disk(&self.ids[*holder]).iter();
            let tables = records.filter(|(key, _)| key.first() == Some(&MATCH_TABLES));
            let records = tables.map(|(key, value)| (key.clone(), value.clone()));
            let state = State::restore_all(records).expect("a disk is read");
            let table = state.match_tables.row(&(self.ids[origin], EPOCH));
            let handles = table.iter().flat_map(|table| table.entries.iter().map(|entry| entry.handle.clone()));
            (*holder, handles.collect())
        };
        holders.iter().map(of).collect()
    }
}

/// One of the two handles a person is known by.
pub fn handle_of(person: u32, which: u32) -> Handle {
    let text = match which {
        0 => format!("https://linkedin.com/in/person{person}"),
        _ => format!("https://github.com/person{person}"),
    };
    Handle::parse(&text, None).expect("a page")
}

/// Whom each member knows.
fn contacts(federation: &Federation) -> Vec<Vec<u32>> {
    let mut knows = vec![Vec::new(); federation.org_of.len()];
    for (person, owners) in (0..).zip(&federation.known_by) {
        for owner in owners {
            knows[*owner as usize].push(person);
        }
    }
    knows
}

fn settings(org: usize) -> Settings {
    Settings { name: format!("Org {org}"), addrs: vec![format!("/memory/{}", org + 1)], ..Settings::default() }
}

fn disk(
    federation: &Federation,
    knows: &[Vec<u32>],
    ids: &[OrgId],
    (org, openness): (usize, Openness),
) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut state = State::default();
    let edge = |strength: Strength| Edge { strength, policy: openness.policy(), confirmed: start() };
    let mut draw = Draw::new(STRENGTHS + org as u64);
    state.format.put((), format::FORMAT);
    // It told its peers of another self once, so it tells them of this one.
    let told = Some(told_before(org));
    state.node.put((), NodeRecord { incarnation: 0, update_seq: 0, told, epochs: vec![epoch_of(org)] });
    for (member, number) in federation.orgs[org].iter().zip(0..) {
        let known = &knows[*member as usize];
        let row = member_row(ids[org], *member, number);
        let contacts_made = known.len() as u32 + 1;
        state.members.put(member_key(*member), stn_protocol::state::Member { contacts_made, ..row });
        for (person, id) in known.iter().zip(1..) {
            let contact = Contact { edge: edge(drawn_strength(&mut draw)), details: details(*person) };
            state.put_contact(member_key(*member), ContactId(id), &contact);
        }
    }
    for member in &federation.orgs[org] {
        for (to, strength) in &federation.ties[*member as usize] {
            state.put_tie(member_key(*member), member_key(*to), Some(edge(*strength)));
        }
    }
    for (number, member) in federation.bridges_at(org) {
        let bridge = federation.bridges[number as usize];
        let here = usize::from(bridge.ends[0] != member);
        let far = bridge.ends[1 - here];
        let (peer, strength) = (ids[federation.org_of(far)], bridge.strengths[here]);
        let far = Some(Far { org: peer, member: member_key(far), card: None });
        let (member, policy) = (member_key(member), openness.policy());
        let state_of = BridgeState::Active;
        let row = Bridge { member, state: state_of, expires: far_off(), strength, policy, far, terms: None };
        state.bridges.put(bridge_id(number), row);
        state.peers.put(peer, Peer::new(PeerState::Active));
    }
    state.records()
}

fn details(person: u32) -> Details {
    Details {
        name: "".into(),
        org: "".into(),
        role: "".into(),
        handles: vec![handle_of(person, 0), handle_of(person, 1)],
        about: About::default(),
        import: None,
    }
}

fn told_before(org: usize) -> PeerInfo {
    let epoch = epoch_of(org);
    PeerInfo {
        name: String::new(),
        domain: String::new(),
        addrs: Vec::new(),
        grant: 0,
        epoch: EPOCH,
        epoch_key: epoch.secret().public(),
        epoch_until: epoch.until,
        profile: OrgProfile::default(),
    }
}

fn is_knock(effect: &Effect) -> bool {
    matches!(effect, Effect::Send { block, .. } if kind_of(block) == "knock")
}

const HOUR: Span = Span::secs(3_600);
/// The number that records of match tables begin with.
const MATCH_TABLES: u8 = 17;
const ASKS: u64 = 11;
const STRENGTHS: u64 = 1 << 32;
