//! Whole engines: each is woken from a disk made for it when the first frame of a question comes to it.
//!
//! A disk holds the members, their ties, bridges and peers, whoever knows the person sought, and a table under the
//! asker's key with as many entries as the members have contacts, as if all had been evaluated long before. From
//! the ask on everything is done by the engine: signed, drawn, spread, divided, matched, sealed, passed up, shown.
//! Every question finds all nodes as they were before the first, so no measure of how much is asked stops one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use stn_protocol::crypto::oprf::{EpochSecret, MatchKey};
use stn_protocol::crypto::seal::SealSecret;
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::engine::{Engine, Record, Settings};
use stn_protocol::exchange::view::{BridgeState, MemberLook, MemberSight, OfferView, PeerState};
use stn_protocol::exchange::{Arrival, Call, Effect, Input, MemberCommand};
use stn_protocol::id::{AskId, Blob, ContactId, LetterKeyId, OrgId, Signature};
use stn_protocol::local::About;
use stn_protocol::message::{CoSigned, Kind, MemberCert, Strength};
use stn_protocol::state::{
    Bridge, Contact, Details, Epoch, Far, LetterKey, MatchTable, Member, NodeRecord, Peer, State, TableEntry, format,
};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{AnswerMode, Audience, Edge, EdgePolicy, Handle};

use crate::graphs::Draw;
use crate::measure::timed;
use crate::network::kind_of;
use crate::reach::federation::{bridge_id, member_key};
use crate::reach::{Federation, Pair};

/// A federation whose nodes can be woken.
pub struct Whole<'f> {
    federation: &'f Federation,
    /// How long a block is under way at most; how long, is drawn.
    latency: Span,
    disks: RefCell<BTreeMap<usize, Rc<Vec<Record>>>>,
    ids: RefCell<BTreeMap<usize, OrgId>>,
}

/// What a question came to.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the asker is offered, first what is shown first.
    pub offers: Vec<OfferView>,
    /// Frames with the question.
    pub frames: u32,
    /// Their bytes.
    pub bytes: u64,
    /// Frames with offers.
    pub offer_frames: u32,
    /// Processor time of all nodes, workers included, in microseconds.
    pub micros: f64,
    /// Nodes it woke, the asker's included.
    pub orgs: usize,
}

/// One question on its way.
struct Going<'w, 'f> {
    whole: &'w Whole<'f>,
    pair: Pair,
    now: Timestamp,
    awake: BTreeMap<OrgId, Awake>,
    queue: BTreeMap<(Timestamp, u64), (OrgId, Input)>,
    places: BTreeMap<OrgId, usize>,
    next: u64,
    draw: Draw,
    found: Found,
}

struct Awake {
    engine: Engine,
    rng: SeededStreams,
}

impl<'f> Whole<'f> {
    /// Nothing is woken so far.
    pub fn new(federation: &'f Federation, latency: Span) -> Self {
        Self { federation, latency, disks: RefCell::default(), ids: RefCell::default() }
    }

    /// Asks, and lets two minutes pass: time for six steps there and back.
    pub fn ask(&self, pair: Pair, seed: u64) -> Found {
        let found = Found { offers: Vec::new(), frames: 0, bytes: 0, offer_frames: 0, micros: 0.0, orgs: 0 };
        let (now, draw) = (start(), Draw::new(seed));
        let (awake, queue, places) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut going = Going { whole: self, pair, now, awake, queue, places, next: 0, draw, found };
        going.begin();
        going.go_on(now.plus(self.lasting()));
        going.finish()
    }

    /// Twelve ticks, and as many times a block is under way.
    fn lasting(&self) -> Span {
        Span::millis(12 * (10_000 + self.latency.as_millis()))
    }

    fn id(&self, org: usize) -> OrgId {
        *self.ids.borrow_mut().entry(org).or_insert_with(|| identity(org).public())
    }

    /// What is on a node's disk whoever asks.
    fn disk(&self, org: usize) -> Rc<Vec<Record>> {
        if let Some(disk) = self.disks.borrow().get(&org) {
            return Rc::clone(disk);
        }
        let mut state = State::default();
        state.format.put((), format::FORMAT);
        state.node.put((), node_record(org));
        for (member, number) in self.federation.orgs[org].iter().zip(0..) {
            state.members.put(member_key(*member), member_row(self.id(org), *member, number));
        }
        for member in &self.federation.orgs[org] {
            for (to, strength) in &self.federation.ties[*member as usize] {
                state.put_tie(member_key(*member), member_key(*to), Some(edge(*strength)));
            }
        }
        for (number, member) in self.federation.bridges_at(org) {
            let (bridge, peer) = self.bridge(number, member);
            state.bridges.put(bridge_id(number), bridge);
            state.peers.put(peer, Peer::new(PeerState::Active));
        }
        let disk = Rc::new(state.records());
        self.disks.borrow_mut().insert(org, Rc::clone(&disk));
        disk
    }

    /// What is there because this question is asked: who knows the person, and the table of the asker's key.
    fn disk_for(&self, org: usize, pair: Pair) -> Vec<Record> {
        let mut state = State::default();
        let handle = handle_of(pair.person);
        let known_by = self.federation.known_by[pair.person as usize].iter();
        let owners: Vec<u32> = known_by.copied().filter(|owner| self.federation.org_of(*owner) == org).collect();
        for owner in &owners {
            state.put_contact(member_key(*owner), ContactId(1), &contact(&handle));
            for number in 1..=4 {
                let secret = SealSecret::from_bytes(&[number; 32]);
                let key = LetterKey { public: secret.public(), wrapped: Blob(vec![0; 48]), given: None };
                state.letter_keys.put((member_key(*owner), LetterKeyId::from_bytes([number; 16])), key);
            }
        }
        let origin = self.federation.org_of(pair.asker);
        if org != origin {
            let entries = self.table(origin, org, handle, !owners.is_empty());
            state.match_tables.put((self.id(origin), EPOCH), entries);
        }
        state.records()
    }

    fn table(&self, origin: usize, org: usize, handle: Handle, is_known: bool) -> MatchTable {
        let secret = epoch_secret(origin);
        let others = self.federation.contacts[org].saturating_sub(usize::from(is_known));
        let stranger = |number: usize| {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes());
            TableEntry { key: MatchKey::from_bytes(bytes), handle: handle_of(u32::MAX) }
        };
        let mut entries: Vec<TableEntry> = (0..others).map(stranger).collect();
        if is_known {
            let key = MatchKey::derive(&secret.output(&handle.oprf_input()), &self.id(origin), EPOCH);
            entries.push(TableEntry { key, handle });
        }
        let made = start().minus(Span::days(1));
        let entries = std::sync::Arc::new(entries);
        MatchTable { key: secret.public(), made, next_batch: far_off(), chunks: 1, entries }
    }

    fn bridge(&self, number: u32, member: u32) -> (Bridge, OrgId) {
        let bridge = self.federation.bridges[number as usize];
        let here = usize::from(bridge.ends[0] != member);
        let far = bridge.ends[1 - here];
        let org = self.id(self.federation.org_of(far));
        let row = Bridge {
            member: member_key(member),
            state: BridgeState::Active,
            expires: far_off(),
            strength: bridge.strengths[here],
            policy: open_policy(),
            far: Some(Far { org, member: member_key(far), card: None }),
            terms: None,
        };
        (row, org)
    }
}

impl Going<'_, '_> {
    fn begin(&mut self) {
        let org = self.whole.federation.org_of(self.pair.asker);
        let id = self.whole.id(org);
        self.places.insert(id, org);
        let command = MemberCommand::Ask {
            ask: ASK,
            kind: Kind::Introduction,
            handles: vec![handle_of(self.pair.person)],
            until: self.now.plus(Span::days(1)),
            keep_looking_until: None,
            attributes: Vec::new(),
            avoid: Vec::new(),
            terms: None,
        };
        let member = member_key(self.pair.asker);
        self.step(id, Input::MemberActed { call: Call(1), member, command });
    }

    fn go_on(&mut self, end: Timestamp) {
        loop {
            let queued = self.queue.first_key_value().map(|((at, _), _)| *at);
            let due = self.awake.iter().filter_map(|(org, awake)| Some((awake.engine.next_deadline()?, *org))).min();
            let next = queued.into_iter().chain(due.map(|(at, _)| at)).min().filter(|at| *at <= end);
            let Some(at) = next else { break };
            self.now = self.now.max(at);
            if queued.is_some_and(|queued| queued <= self.now)
                && let Some((_, (org, input))) = self.queue.pop_first()
            {
                self.step(org, input);
            } else if let Some((_, org)) = due {
                self.step(org, Input::DeadlinePassed);
            }
        }
        self.now = end;
    }

    fn step(&mut self, org: OrgId, input: Input) {
        self.wake(org);
        let Some(awake) = self.awake.get_mut(&org) else { return };
        let now = self.now;
        let (effects, micros) = timed(|| awake.engine.step(now, &mut awake.rng, input));
        self.found.micros += micros;
        for effect in effects {
            self.carry_out(org, effect);
        }
    }

    fn wake(&mut self, org: OrgId) {
        let Some(place) = self.places.get(&org).copied().filter(|_| !self.awake.contains_key(&org)) else { return };
        for member in &self.whole.federation.orgs[place] {
            for (_, far, _) in self.whole.federation.over_bridges(*member) {
                let far = self.whole.federation.org_of(far);
                self.places.insert(self.whole.id(far), far);
            }
        }
        let disk = self.whole.disk(place);
        let records = disk.iter().cloned().chain(self.whole.disk_for(place, self.pair));
        let settings = Settings { name: format!("Org {place}"), ..Settings::default() };
        let engine = Engine::wake(identity(place), settings, records).expect("what was made is read");
        let seed = [self.draw.below(256) as u8; 32];
        self.awake.insert(org, Awake { engine, rng: SeededStreams::new(seed, &format!("{place}")) });
        self.found.orgs += 1;
    }

    fn carry_out(&mut self, org: OrgId, effect: Effect) {
        match effect {
            Effect::Send { peer, block, .. } => self.send(org, peer, block),
            Effect::Work(work) => {
                let (done, micros) = timed(|| work.run());
                self.found.micros += micros;
                self.expect(Span::millis(5), org, Input::WorkDone(done));
            }
            Effect::Reply { reply, .. } => drop(reply.expect("a member may ask")),
            // Disks are not read again, links are always there, and what is settled changes nothing of a question.
            Effect::Persist(_) | Effect::Settle { .. } | Effect::Link { .. } | Effect::Unlink { .. } => {}
            Effect::Show { .. } | Effect::Count(_) | Effect::Stop => {}
            Effect::Join { .. } | Effect::AnswerJoin { .. } => {}
        }
    }

    fn send(&mut self, from: OrgId, to: OrgId, block: Vec<u8>) {
        match kind_of(&block) {
            "query" => {
                self.found.frames += 1;
                self.found.bytes += block.len() as u64;
            }
            "offer" => self.found.offer_frames += 1,
            _ => {}
        }
        let after = Span::millis(1 + self.draw.below(self.whole.latency.as_millis() as usize) as u64);
        let arrival = Arrival(self.next);
        self.expect(after, to, Input::FrameArrived { peer: from, arrival, block });
    }

    fn expect(&mut self, after: Span, org: OrgId, input: Input) {
        self.next += 1;
        self.queue.insert((self.now.plus(after), self.next), (org, input));
    }

    fn finish(mut self) -> Found {
        let asker = self.whole.id(self.whole.federation.org_of(self.pair.asker));
        let look = MemberLook::Offers { ask: ASK };
        let sight =
            self.awake.get(&asker).map(|one| one.engine.member_look(&member_key(self.pair.asker), &look, self.now));
        if let Some(MemberSight::Offers(offers)) = sight {
            self.found.offers = offers;
        }
        self.found
    }
}

/// Who is sought, by an address.
fn handle_of(person: u32) -> Handle {
    Handle::parse(&format!("person{person}@outside.example"), None).expect("an address")
}

pub(crate) fn identity(org: usize) -> OrgSecret {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&(org as u64 + 1).to_be_bytes());
    OrgSecret::from_seed(&seed)
}

pub(crate) fn epoch_of(org: usize) -> Epoch {
    let mut seed = [1; 32];
    seed[..8].copy_from_slice(&(org as u64).to_be_bytes());
    Epoch { epoch: EPOCH, seed, until: far_off() }
}

fn epoch_secret(org: usize) -> EpochSecret {
    epoch_of(org).secret()
}

fn node_record(org: usize) -> NodeRecord {
    NodeRecord { incarnation: 0, update_seq: 0, told: None, epochs: vec![epoch_of(org)] }
}

pub(crate) fn member_row(org: OrgId, member: u32, number: u32) -> Member {
    let (issued, expires) = (start().minus(Span::days(1)), far_off());
    let content = MemberCert { org, member: member_key(member), devices: Vec::new(), version: 1, issued, expires };
    let cert = CoSigned::new(Vec::new(), Signature::from_bytes([0; 64]), None);
    Member { name: "".into(), cert, content, removed: false, contacts_made: 1, number }
}

fn contact(handle: &Handle) -> Contact {
    let details = Details {
        name: "Somebody".into(),
        org: "".into(),
        role: "".into(),
        handles: vec![handle.clone()],
        about: About::default(),
        import: None,
    };
    Contact { edge: edge(Strength::KnowWell), details }
}

fn edge(strength: Strength) -> Edge {
    Edge { strength, policy: open_policy(), confirmed: start() }
}

/// Anybody may come, and is answered at once.
fn open_policy() -> EdgePolicy {
    EdgePolicy { audience: Audience::Network, beyond: AnswerMode::Standing, ..EdgePolicy::default() }
}

pub(crate) const fn start() -> Timestamp {
    Timestamp::from_secs(1_800_000_000)
}

pub(crate) const fn far_off() -> Timestamp {
    start().plus(Span::days(60))
}

pub(crate) const EPOCH: u32 = 7;
const ASK: AskId = AskId::from_bytes([9; 16]);
