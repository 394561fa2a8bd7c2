//! One scene, what can happen in it, and what comes of that.
//!
//! A node takes one input at a time, then whatever follows within the tick: workers' results and held frames. It draws
//! from streams named for the input and for how often it came, so the order of two inputs changes no bytes that do not
//! depend on it, and a repeat never has the random bytes of the first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use stn_protocol::crypto::digest::sha256;
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::device::Device;
use stn_protocol::engine::Engine;
use stn_protocol::exchange::view::{ItemView, MemberLook, MemberSight, Waiting};
use stn_protocol::exchange::{Arrival, Call, Effect, Input, MemberCommand, Ticket};
use stn_protocol::id::OrgId;
use stn_protocol::time::{Span, Timestamp};

use super::{Conversation, Faults};
use crate::network::status_of;
use crate::world::Sleeper;

/// What follows an input within so long happens with it.
pub(crate) const TICK: Span = Span::secs(2);
/// Whose seed is everybody's: names tell streams apart.
const SEED: [u8; 32] = [61; 32];

/// A block under way: from, to, and the sender's name for it.
pub type Place = (usize, usize, Ticket);

/// Something that can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What.
    pub what: What,
    /// Whether the node falls when its disk took it.
    pub crashes: bool,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A block arrives, and its settlement comes back.
    Arrives(Place),
    /// A block arrives, and its settlement is lost.
    ArrivesUnsettled(Place),
    /// Somebody says yes to what waits for them: passes it on, or answers.
    Agrees(String),
    /// Somebody says no.
    Declines(String),
}

/// A scene.
#[derive(Clone)]
pub struct Scene {
    pub(super) nodes: Vec<Rc<Node>>,
    pub(super) under_way: BTreeMap<Place, Rc<Vec<u8>>>,
    pub(super) devices: BTreeMap<String, Rc<Device>>,
    /// Who said yes, or no.
    pub(super) decided: BTreeSet<(String, bool)>,
    faults: Faults,
}

/// A node as it lies on its disk.
#[derive(Clone)]
pub(super) struct Node {
    disk: BTreeMap<Vec<u8>, Vec<u8>>,
    /// How often each input came.
    heard: BTreeMap<[u8; 32], u32>,
    /// All of that in short.
    digest: [u8; 32],
    /// As it is awake, to be looked at.
    engine: Rc<Engine>,
}

impl Act {
    /// Whether it leads on, and is not only another way for things to go wrong.
    pub const fn is_progress(&self) -> bool {
        !self.crashes && !matches!(self.what, What::ArrivesUnsettled(_))
    }
}

impl Scene {
    /// The first: every node has just started.
    pub(super) fn first(of: &Conversation, faults: Faults) -> Self {
        let node = |sleeper: &Sleeper| {
            let (disk, engine) = (sleeper.disk.clone(), Rc::new(woken(sleeper, &sleeper.disk)));
            Node { disk, heard: BTreeMap::new(), digest: [0; 32], engine }
        };
        let devices = of.devices.iter().map(|(name, device)| (name.clone(), Rc::new(device.clone())));
        let mut scene = Self {
            nodes: of.nodes.iter().map(|sleeper| Rc::new(node(sleeper))).collect(),
            under_way: BTreeMap::new(),
            devices: devices.collect(),
            decided: BTreeSet::new(),
            faults,
        };
        for at in 0..of.nodes.len() {
            scene.take(of, at, of.at, ("start".to_owned(), Input::Started), false);
        }
        scene
    }

    /// Everything by which it differs from others.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        sha256(&[self.state().as_slice(), &[self.faults.repeats, self.faults.crashes]].concat())
    }

    /// The same without what may still go wrong.
    pub(super) fn state(&self) -> [u8; 32] {
        let mut all = Vec::new();
        for node in &self.nodes {
            all.extend(node.digest);
        }
        for ((from, to, ticket), block) in &self.under_way {
            all.extend(format!("{from} {to} {}", ticket.0).into_bytes());
            all.extend(sha256(block));
        }
        all.extend(format!("{:?}", self.decided).into_bytes());
        sha256(&all)
    }

    /// Everything that can happen, but for time.
    pub(super) fn acts(&self, of: &Conversation) -> Vec<Act> {
        let mut whats = Vec::new();
        for place in self.under_way.keys() {
            whats.push(What::Arrives(*place));
            if self.faults.repeats > 0 {
                whats.push(What::ArrivesUnsettled(*place));
            }
        }
        for name in &of.path {
            if self.waiting(of, name, of.at).iter().any(is_of_the_request) {
                whats.push(What::Agrees(name.clone()));
                whats.push(What::Declines(name.clone()));
            }
        }
        let crashing = |what: &What| (self.faults.crashes > 0).then(|| Act { what: what.clone(), crashes: true });
        let both = |what: What| [crashing(&what), Some(Act { what, crashes: false })];
        whats.into_iter().flat_map(both).flatten().collect()
    }

    /// What waits for somebody.
    pub(super) fn waiting(&self, of: &Conversation, name: &str, now: Timestamp) -> Vec<ItemView> {
        let MemberSight::Inbox(items) = self.look(of, name, &MemberLook::Inbox, now) else { panic!("an inbox") };
        items
    }

    /// What somebody sees.
    pub(super) fn look(&self, of: &Conversation, name: &str, look: &MemberLook, now: Timestamp) -> MemberSight {
        let device = &self.devices[name];
        let at = place(of, &device.org());
        self.nodes[at].engine.member_look(&device.member(), look, now)
    }

    /// The scene after something happened.
    pub(super) fn after(&self, of: &Conversation, act: &Act) -> Self {
        let mut next = self.clone();
        next.faults.crashes -= u8::from(act.crashes);
        match &act.what {
            What::Arrives(place) => next.arrive(of, *place, of.at, (act.crashes, true)),
            What::ArrivesUnsettled(place) => {
                next.faults.repeats -= 1;
                next.arrive(of, *place, of.at, (act.crashes, false));
            }
            What::Agrees(name) => next.decide(of, name, true, act.crashes),
            What::Declines(name) => next.decide(of, name, false, act.crashes),
        }
        next
    }

    /// A block arrives; its sender may hear of it.
    pub(super) fn arrive(&mut self, of: &Conversation, place: Place, now: Timestamp, (crashes, heard): (bool, bool)) {
        let (from, to, ticket) = place;
        let Some(block) = self.under_way.get(&place).cloned() else { return };
        let peer = of.nodes[from].identity.public();
        let input = Input::FrameArrived { peer, arrival: Arrival(1), block: block.to_vec() };
        let settled = self.take(of, to, now, (format!("block {:?}", sha256(&block)), input), crashes);
        if let (Some((status, retry_after_secs)), true) = (settled, heard) {
            self.under_way.remove(&place);
            let peer = of.nodes[to].identity.public();
            let input = Input::FrameSettled { peer, ticket, status, retry_after_secs };
            self.take(of, from, now, (format!("settled {place:?}"), input), false);
        }
    }

    fn decide(&mut self, of: &Conversation, name: &str, is_yes: bool, crashes: bool) {
        let item = self.waiting(of, name, of.at).into_iter().find(is_of_the_request).expect("a request waits");
        let mut device = (*self.devices[name]).clone();
        let (member, at) = (device.member(), place(of, &device.org()));
        let command =
            if is_yes { agree(&mut device, name, &item, of.at) } else { MemberCommand::Decline { item: item.item } };
        self.devices.insert(name.to_owned(), Rc::new(device));
        self.decided.insert((name.to_owned(), is_yes));
        let input = Input::MemberActed { call: Call(1), member, command };
        self.take(of, at, of.at, (format!("{name} {is_yes}"), input), crashes);
    }

    /// A node takes an input and what follows of it; gives how a block was settled.
    pub(super) fn take(
        &mut self,
        of: &Conversation,
        at: usize,
        now: Timestamp,
        (name, input): (String, Input),
        crashes: bool,
    ) -> Option<(stn_protocol::wire::record::Status, u32)> {
        let (mut engine, mut settled) = (woken(&of.nodes[at], &self.nodes[at].disk), None);
        let mut rng = self.streams(at, &name);
        let mut inputs = VecDeque::from([(now, input)]);
        loop {
            let due = engine.next_deadline().filter(|due| *due <= now.plus(TICK));
            let Some((then, input)) =
                inputs.pop_front().or_else(|| due.map(|due| (due.max(now), Input::DeadlinePassed)))
            else {
                self.rest(at, engine);
                return settled;
            };
            let effects = engine.step(then, &mut rng, input);
            if crashes && self.write(at, &effects) {
                self.under_way.retain(|(from, _, _), _| *from != at);
                self.take(of, at, now, ("start".to_owned(), Input::Started), false);
                return None;
            }
            self.write(at, &effects);
            for effect in effects {
                match effect {
                    Effect::Send { peer, ticket, block } => {
                        self.under_way.insert((at, place(of, &peer), ticket), Rc::new(block));
                    }
                    Effect::Settle { taken, .. } => settled = Some(status_of(taken)),
                    Effect::Work(work) => inputs.push_back((now, Input::WorkDone(work.run()))),
                    Effect::Persist(_) | Effect::Show { .. } | Effect::Count(_) | Effect::Reply { .. } => {}
                    Effect::Link { .. } | Effect::Unlink { .. } => {}
                    Effect::Join { .. } | Effect::AnswerJoin { .. } | Effect::Stop => panic!("no part of a request"),
                }
            }
        }
    }

    /// Writes what a step changed; gives whether it changed anything.
    fn write(&mut self, at: usize, effects: &[Effect]) -> bool {
        let Some(Effect::Persist(changes)) = effects.first() else { return false };
        let disk = &mut Rc::make_mut(&mut self.nodes[at]).disk;
        for change in changes {
            match &change.value {
                Some(value) => disk.insert(change.key.clone(), value.clone()),
                None => disk.remove(&change.key),
            };
        }
        true
    }

    /// A node's randomness for an input that came so often.
    fn streams(&mut self, at: usize, name: &str) -> SeededStreams {
        let heard = &mut Rc::make_mut(&mut self.nodes[at]).heard;
        let often = heard.entry(sha256(name.as_bytes())).or_default();
        *often += 1;
        SeededStreams::new(SEED, &format!("{at} {name} {often}"))
    }

    /// A node waits for what comes next.
    fn rest(&mut self, at: usize, engine: Engine) {
        let node = Rc::make_mut(&mut self.nodes[at]);
        let mut all = Vec::new();
        for (key, row) in &node.disk {
            all.extend(sha256(key));
            all.extend(sha256(row));
        }
        all.extend(format!("{:?}", node.heard).into_bytes());
        (node.digest, node.engine) = (sha256(&all), Rc::new(engine));
    }
}

/// A node's engine, woken from its disk.
fn woken(sleeper: &Sleeper, disk: &BTreeMap<Vec<u8>, Vec<u8>>) -> Engine {
    let records: Vec<_> = disk.iter().map(|(key, row)| (key.clone(), row.clone())).collect();
    Engine::wake(sleeper.identity.clone(), sleeper.settings.clone(), records).expect("own records read")
}

/// What a device makes of a yes.
fn agree(device: &mut Device, name: &str, item: &ItemView, now: Timestamp) -> MemberCommand {
    let mut rng = SeededStreams::new(SEED, name);
    if matches!(item.waiting, Waiting::Hop { .. }) {
        let (consent, receipt) = device.pass_on(&mut rng, item, "", now).expect("a request may be passed on");
        return MemberCommand::PassOn { item: item.item, consent, receipt, note: "".into() };
    }
    let cards = vec![device.card().clone()];
    let sealed = device.answer(&mut rng, item, "Yes", cards, now).expect("a letter may be answered");
    MemberCommand::AnswerLetter { item: item.item, sealed }
}

fn is_of_the_request(item: &ItemView) -> bool {
    matches!(item.waiting, Waiting::Hop { .. } | Waiting::Letter { .. })
}

fn place(of: &Conversation, org: &OrgId) -> usize {
    of.nodes.iter().position(|sleeper| sleeper.identity.public() == *org).expect("everybody is at one of the nodes")
}
