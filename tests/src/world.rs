//! Engines by name, the network between them, and virtual time.
//!
//! Each step's changes go to the node's disk before anything else of it happens, so a crash at any
//! step can be tried: the node wakes from its disk, and links offer again what was not settled.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::change::Change;
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::engine::{Engine, Settings};
use stn_protocol::exchange::work::{Done, Work};
use stn_protocol::exchange::{Arrival, Call, Effect, Exchange, Input, Refused, Reply, Ticket};
use stn_protocol::id::{MemberKey, OrgId};
use stn_protocol::time::{Span, Timestamp};

use crate::network::{Event, Joining, Received, Traced, status_of};
use crate::people::Person;
use crate::simulation::run::Doctor;
use crate::simulation::standin::StandIn;

/// How long a block is under way.
const LATENCY: Span = Span::millis(20);
/// How long a worker takes.
const EFFORT: Span = Span::millis(5);
/// No stretch of a story needs more steps than this; a test that does has gone round in circles.
const STEPS_MAX: u64 = 2_000_000;

/// Does what nodes hand to workers.
pub type Worker = Box<dyn FnMut(Work) -> Done>;

/// Everything there is.
pub struct World {
    /// The time.
    pub now: Timestamp,
    /// Members by name.
    pub people: BTreeMap<String, Person>,
    /// Every block that crossed a link.
    pub trace: Vec<Traced>,
    /// Every settlement: when, by whom, to whom, what.
    pub settlements: Vec<(Timestamp, OrgId, OrgId, u8)>,
    /// Members whose nodes have something new to show them, until somebody takes them out.
    pub called: BTreeSet<(OrgId, MemberKey)>,
    /// Nodes that stopped by themselves.
    pub stopped: BTreeSet<OrgId>,
    /// Changes effects on their way, for tests that break a guarantee on purpose.
    pub doctor: Option<Doctor>,
    seed: [u8; 32],
    nodes: BTreeMap<OrgId, Node>,
    names: BTreeMap<String, OrgId>,
    queue: BTreeMap<(Timestamp, u64), (OrgId, Event)>,
    replies: BTreeMap<Call, Result<Reply, Refused>>,
    next: u64,
    steps: u64,
    crash: Option<(OrgId, u64)>,
    worker: Worker,
}

/// A node that is down: who it is, and what it will wake from.
#[derive(Clone)]
pub struct Sleeper {
    /// The organisation's name.
    pub name: String,
    /// Its key.
    pub identity: OrgSecret,
    /// What its admin decided.
    pub settings: Settings,
    /// Everything on its disk.
    pub disk: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// One node: its engine, and what survives it.
struct Node {
    engine: Engine,
    rng: SeededStreams,
    settings: Settings,
    identity: OrgSecret,
    disk: BTreeMap<Vec<u8>, Vec<u8>>,
    received: BTreeMap<Arrival, Received>,
    joining: BTreeMap<Exchange, Joining>,
    unsettled: BTreeMap<(OrgId, Ticket), Vec<u8>>,
    links: BTreeSet<OrgId>,
    steps: u64,
}

impl World {
    /// An empty world at a fixed date. Blind evaluation is stood in for ([`StandIn`]): it is nearly all that a world
    /// takes, and what is told of people does not turn on it.
    pub fn new(seed: u8) -> Self {
        let mut worker = StandIn::default();
        Self::with_worker(seed, Box::new(move |work| worker.run(work)))
    }

    /// An empty world at a fixed date, in which everything is real.
    pub fn in_earnest(seed: u8) -> Self {
        Self::with_worker(seed, Box::new(Work::run))
    }

    /// An empty world whose nodes have their work done by something else than the real worker.
    pub fn with_worker(seed: u8, worker: Worker) -> Self {
        Self {
            now: Timestamp::from_secs(1_800_000_000),
            people: BTreeMap::new(),
            trace: Vec::new(),
            settlements: Vec::new(),
            called: BTreeSet::new(),
            stopped: BTreeSet::new(),
            doctor: None,
            seed: [seed; 32],
            nodes: BTreeMap::new(),
            names: BTreeMap::new(),
            queue: BTreeMap::new(),
            replies: BTreeMap::new(),
            next: 0,
            steps: 0,
            crash: None,
            worker,
        }
    }

    /// Takes every node down: what is left is what is durable, in the order of the organisations' keys.
    pub fn put_to_sleep(self) -> (Vec<Sleeper>, BTreeMap<String, Person>) {
        let names: BTreeMap<OrgId, String> = self.names.into_iter().map(|(name, org)| (org, name)).collect();
        let sleepers = self.nodes.into_iter().map(|(org, node)| {
            let Node { identity, settings, disk, .. } = node;
            Sleeper { name: names.get(&org).cloned().unwrap_or_default(), identity, settings, disk }
        });
        (sleepers.collect(), self.people)
    }

    /// Founds an organisation with a node.
    pub fn found(&mut self, name: &str) -> OrgId {
        self.found_with(name, |_| {})
    }

    /// Founds an organisation that has a domain.
    pub fn found_at(&mut self, name: &str, domain: &str) -> OrgId {
        self.found_with(name, |settings| domain.clone_into(&mut settings.domain))
    }

    /// Founds an organisation whose admin decided something of their own.
    pub fn found_with(&mut self, name: &str, decide: impl FnOnce(&mut Settings)) -> OrgId {
        let number = u8::try_from(self.nodes.len() + 1).expect("a test has few organisations");
        let identity = OrgSecret::from_seed(&[number; 32]);
        let mut settings = Settings {
            name: name.to_owned(),
            addrs: vec![format!("/memory/{number}")],
            release_grid: Span::millis(200),
            ..Settings::default()
        };
        decide(&mut settings);
        let org = self.lay_down(Sleeper { name: name.to_owned(), identity, settings, disk: BTreeMap::new() });
        self.step(org, Input::Started);
        org
    }

    /// Puts a node into the world that wakes from what is on its disk, and has not begun to run.
    pub fn lay_down(&mut self, sleeper: Sleeper) -> OrgId {
        let Sleeper { name, identity, settings, disk } = sleeper;
        let records: Vec<_> = disk.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        let engine = Engine::wake(identity.clone(), settings.clone(), records).expect("what was made is read");
        let org = engine.org();
        let node = Node {
            engine,
            rng: SeededStreams::new(self.seed, &name),
            settings,
            identity,
            disk,
            received: BTreeMap::new(),
            joining: BTreeMap::new(),
            unsettled: BTreeMap::new(),
            links: BTreeSet::new(),
            steps: 0,
        };
        self.nodes.insert(org, node);
        self.names.insert(name, org);
        org
    }

    /// An organisation by name.
    pub fn org(&self, name: &str) -> OrgId {
        *self.names.get(name).expect("the story names an organisation it founded")
    }

    /// A fresh source of randomness for somebody.
    pub fn streams(&self, name: &str) -> SeededStreams {
        SeededStreams::new(self.seed, name)
    }

    /// A node's engine, to look at.
    pub fn engine(&self, org: &OrgId) -> &Engine {
        &self.node(org).engine
    }

    /// Everything on a node's disk.
    pub fn disk(&self, org: &OrgId) -> &BTreeMap<Vec<u8>, Vec<u8>> {
        &self.node(org).disk
    }

    /// How many steps a node has taken.
    pub fn steps_of(&self, org: &OrgId) -> u64 {
        self.node(org).steps
    }

    /// Lets a node crash right after its disk took the step that is its `nth`.
    pub fn crash_at(&mut self, org: OrgId, nth: u64) {
        self.crash = Some((org, nth));
    }

    /// A member's command and what the node says at once.
    pub fn call(&mut self, org: OrgId, input: impl FnOnce(Call) -> Input) -> Result<Reply, Refused> {
        let call = Call(self.number());
        self.step(org, input(call));
        // A crash swallows the reply after the effect is durable: the shell would ask again.
        self.replies.remove(&call).unwrap_or(Ok(Reply::Done))
    }

    /// Hands a node something that did not come over a link of this world.
    pub fn inject(&mut self, org: OrgId, input: Input) {
        self.step(org, input);
    }

    /// Lets a forged block arrive at a node as if a peer had sent it.
    pub fn deliver(&mut self, to: OrgId, from: OrgId, block: Vec<u8>) {
        let ticket = Ticket(u64::MAX - self.number());
        self.receive(to, from, ticket, block);
    }

    /// Cuts a link in one direction: what is sent over it waits until the link opens again.
    pub fn cut(&mut self, from: OrgId, to: OrgId) {
        self.nodes.get_mut(&from).expect("the node exists").links.remove(&to);
    }

    /// Lets time pass.
    pub fn run(&mut self, span: Span) {
        let (end, steps) = (self.now.plus(span), self.steps);
        while let Some(at) = self.next_moment().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.happen();
            assert!(self.steps - steps < STEPS_MAX, "the world goes round in circles");
        }
        self.now = end;
    }

    /// Takes a node down and wakes it from its disk.
    pub fn restart(&mut self, org: OrgId) {
        let node = self.nodes.get_mut(&org).expect("the node exists");
        let records: Vec<_> = node.disk.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        node.engine = Engine::wake(node.identity.clone(), node.settings.clone(), records).expect("own records read");
        node.received.clear();
        node.joining.clear();
        node.unsettled.clear();
        node.links.clear();
        self.queue.retain(|_, (to, _)| *to != org);
        self.step(org, Input::Started);
        let others: Vec<OrgId> = self.nodes.keys().copied().filter(|other| *other != org).collect();
        for other in others {
            let open = self.node(&other).unsettled.iter().filter(|((to, _), _)| *to == org);
            let open: Vec<_> = open.map(|((_, ticket), block)| (*ticket, block.clone())).collect();
            for (ticket, block) in open {
                self.schedule(LATENCY, org, Event::Block { from: other, ticket, block });
            }
        }
    }

    /// Takes a node down and wakes it under the key its organisation announced, on or after the date.
    pub fn wake_under(&mut self, name: &str, identity: &OrgSecret) {
        let (old, new) = (self.org(name), identity.public());
        let mut node = self.nodes.remove(&old).expect("the node exists");
        let records: Vec<_> = node.disk.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        node.engine = Engine::wake(identity.clone(), node.settings.clone(), records).expect("own records read");
        let changes = node.engine.succeed(self.now, &mut node.rng);
        node.identity = identity.clone();
        self.nodes.insert(new, node);
        self.names.insert(name.to_owned(), new);
        self.write(new, changes);
        self.queue.retain(|_, (to, _)| *to != old);
        self.restart(new);
    }

    /// Takes a node down and wakes it from other records than its own, as after a restore.
    pub fn replace_disk(&mut self, org: OrgId, records: Vec<(Vec<u8>, Vec<u8>)>) {
        self.nodes.get_mut(&org).expect("the node exists").disk = records.into_iter().collect();
        self.restart(org);
    }

    fn node(&self, org: &OrgId) -> &Node {
        self.nodes.get(org).expect("the node exists")
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn next_moment(&self) -> Option<Timestamp> {
        let event = self.queue.keys().next().map(|(at, _)| *at);
        let deadline = self.nodes.values().filter_map(|node| node.engine.next_deadline()).min();
        [event, deadline].into_iter().flatten().min()
    }

    /// What is due happens: first what is under way, then deadlines, node by node.
    fn happen(&mut self) {
        if let Some(first) = self.queue.first_entry().filter(|first| first.key().0 <= self.now) {
            let (to, event) = first.remove();
            match event {
                Event::Block { from, ticket, block } => self.receive(to, from, ticket, block),
                Event::Input(input) => self.step(to, input),
            }
            return;
        }
        let due = |node: &Node| node.engine.next_deadline().is_some_and(|at| at <= self.now);
        if let Some(org) = self.nodes.iter().find(|(_, node)| due(node)).map(|(org, _)| *org) {
            self.step(org, Input::DeadlinePassed);
        }
    }

    fn receive(&mut self, to: OrgId, from: OrgId, ticket: Ticket, block: Vec<u8>) {
        let arrival = Arrival(self.number());
        // Nobody answers under a key that was given up.
        let Some(node) = self.nodes.get_mut(&to) else { return };
        node.received.insert(arrival, Received { arrival, from, ticket });
        self.step(to, Input::FrameArrived { peer: from, arrival, block });
    }

    fn schedule(&mut self, after: Span, to: OrgId, event: Event) {
        let number = self.number();
        self.queue.insert((self.now.plus(after), number), (to, event));
    }

    fn step(&mut self, org: OrgId, input: Input) {
        self.steps += 1;
        let now = self.now;
        let node = self.nodes.get_mut(&org).expect("the node exists");
        node.steps += 1;
        let nth = node.steps;
        let mut effects = node.engine.step(now, &mut node.rng, input);
        if let Some(doctor) = &mut self.doctor {
            doctor(org, &mut effects);
        }
        let persists = effects.iter().filter(|effect| matches!(effect, Effect::Persist(_))).count();
        assert!(persists <= 1, "one batch a step");
        for (place, effect) in effects.into_iter().enumerate() {
            if let Effect::Persist(changes) = effect {
                assert_eq!(place, 0, "what must survive stands first");
                self.write(org, changes);
                if self.crash == Some((org, nth)) {
                    self.crash = None;
                    self.restart(org);
                    return;
                }
            } else {
                self.carry_out(org, effect);
            }
        }
    }

    fn write(&mut self, org: OrgId, changes: Vec<Change>) {
        let disk = &mut self.nodes.get_mut(&org).expect("the node exists").disk;
        for change in changes {
            match change.value {
                Some(value) => disk.insert(change.key, value),
                None => disk.remove(&change.key),
            };
        }
    }

    fn carry_out(&mut self, org: OrgId, effect: Effect) {
        match effect {
            Effect::Persist(_) | Effect::Count(_) => {}
            Effect::Show { member } => {
                self.called.insert((org, member));
            }
            Effect::Stop => {
                self.stopped.insert(org);
            }
            Effect::Settle { arrival, taken, .. } => self.settle(org, arrival, taken),
            Effect::Send { peer, ticket, block } => self.send(org, peer, ticket, block),
            Effect::Link { peer, .. } => self.link(org, peer),
            Effect::Unlink { peer } => {
                self.nodes.get_mut(&org).expect("the node exists").links.remove(&peer);
            }
            Effect::Join { org: inviter, block, .. } => {
                let exchange = Exchange(self.number());
                if let Some(node) = self.nodes.get_mut(&inviter) {
                    node.joining.insert(exchange, Joining { exchange, from: org });
                    self.schedule(LATENCY, inviter, Event::Input(Input::JoinArrived { exchange, from: org, block }));
                }
            }
            Effect::AnswerJoin { exchange, reply } => {
                let joining = self.nodes.get_mut(&org).and_then(|node| node.joining.remove(&exchange));
                if let Some(joining) = joining {
                    let input = Input::JoinAnswered { org, reply };
                    self.schedule(LATENCY, joining.from, Event::Input(input));
                }
            }
            Effect::Reply { call, reply } => {
                self.replies.insert(call, reply);
            }
            Effect::Work(work) => {
                let done = (self.worker)(work);
                self.schedule(EFFORT, org, Event::Input(Input::WorkDone(done)));
            }
        }
    }

    fn settle(&mut self, org: OrgId, arrival: Arrival, taken: stn_protocol::exchange::Taken) {
        let received = self.nodes.get_mut(&org).and_then(|node| node.received.remove(&arrival));
        let Some(received) = received else { return };
        let (status, retry_after_secs) = status_of(taken);
        self.settlements.push((self.now, org, received.from, status as u8));
        if let Some(sender) = self.nodes.get_mut(&received.from)
            && sender.unsettled.remove(&(org, received.ticket)).is_some()
        {
            let input = Input::FrameSettled { peer: org, ticket: received.ticket, status, retry_after_secs };
            self.schedule(LATENCY, received.from, Event::Input(input));
        }
    }

    fn send(&mut self, from: OrgId, to: OrgId, ticket: Ticket, block: Vec<u8>) {
        self.trace.push(Traced { at: self.now, from, to, block: block.clone() });
        let node = self.nodes.get_mut(&from).expect("the node exists");
        node.unsettled.insert((to, ticket), block.clone());
        if node.links.contains(&to) {
            self.schedule(LATENCY, to, Event::Block { from, ticket, block });
        }
    }

    fn link(&mut self, org: OrgId, peer: OrgId) {
        let node = self.nodes.get_mut(&org).expect("the node exists");
        node.links.insert(peer);
        let open = node.unsettled.iter().filter(|((to, _), _)| *to == peer);
        let open: Vec<_> = open.map(|((_, ticket), block)| (*ticket, block.clone())).collect();
        for (ticket, block) in open {
            self.schedule(LATENCY, peer, Event::Block { from: org, ticket, block });
        }
    }

    /// The member a person is.
    pub fn member(&self, name: &str) -> (OrgId, MemberKey) {
        let person = self.people.get(name).expect("the story names a person it introduced");
        (person.org, person.device.member())
    }
}
