//! The node that is attacked: its engine, its disk, its clock, and what it waits for.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::engine::Engine;
use stn_protocol::exchange::work::Work;
use stn_protocol::exchange::{Arrival, Effect, Exchange, Input, Ticket};
use stn_protocol::id::OrgId;
use stn_protocol::message::{Frame, Query, QueryCore, Request, RequestCore, Signed, SizeClass};
use stn_protocol::time::Timestamp;
use stn_protocol::wire;
use stn_protocol::wire::block::HEADER_LEN;
use stn_protocol::wire::payload::Payload;
use stn_protocol::wire::record::Status;

use crate::fuzz::engine::action::Action;
use crate::fuzz::engine::scene::{Recorded, Scene, block_of};
use crate::fuzz::engine::watch::{Came, Watch};
use crate::fuzz::mutation;
use crate::network::wire_of;
use crate::simulation::Seed;
use crate::simulation::chance::Chance;
use crate::simulation::standin::StandIn;
use crate::world::Sleeper;

/// A node under attack.
pub struct Victim<'s, 'd> {
    scene: &'s Scene,
    doctor: &'d mut dyn FnMut(&mut Vec<Effect>),
    engine: Engine,
    rng: SeededStreams,
    now: Timestamp,
    disk: BTreeMap<Vec<u8>, Vec<u8>>,
    worker: StandIn,
    work: VecDeque<Work>,
    sent: Vec<(OrgId, Ticket)>,
    last: Option<(OrgId, Arc<Vec<u8>>)>,
    watch: Watch<'s>,
    lives: u64,
    number: u64,
}

impl<'s, 'd> Victim<'s, 'd> {
    /// Wakes the scene's node at one of its moments.
    pub fn wake(scene: &'s Scene, moment: usize, doctor: &'d mut dyn FnMut(&mut Vec<Effect>)) -> Self {
        let moment = &scene.moments[moment % scene.moments.len()];
        let mut worker = scene.worker.clone();
        let watch = Watch::new(scene, &mut worker, moment.at, &moment.disk);
        Self {
            scene,
            doctor,
            engine: woken(scene, &moment.disk),
            rng: Seed(0).streams("victim"),
            now: moment.at,
            disk: moment.disk.clone(),
            worker,
            work: VecDeque::new(),
            sent: Vec::new(),
            last: None,
            watch,
            lives: 0,
            number: 0,
        }
    }

    /// Lets it start.
    ///
    /// # Errors
    /// What does not hold.
    pub fn start(&mut self) -> Result<(), String> {
        self.lives += 1;
        self.rng = Seed(self.lives).streams("victim");
        self.step(Input::Started, None)
    }

    /// Lets something happen to it.
    ///
    /// # Errors
    /// What does not hold.
    pub fn suffer(&mut self, action: Action) -> Result<(), String> {
        let other = |from: u8| self.scene.others[usize::from(from) % self.scene.others.len()].public();
        match action {
            Action::Recorded { block } => {
                let recorded = self.recorded(block);
                self.arrive(self.scene.others[recorded.other].public(), recorded.block.clone())
            }
            Action::Misdirected { block, from } => self.arrive(other(from), self.recorded(block).block.clone()),
            Action::Altered { block, from, draw } => {
                let altered = altered(&self.recorded(block).block, &self.recorded(draw).block, draw);
                self.arrive(other(from), altered)
            }
            Action::Signed { block, from, draw } => {
                let key = &self.scene.others[usize::from(from) % self.scene.others.len()];
                match signed(&self.recorded(block).block, key, draw) {
                    Some(block) => self.arrive(key.public(), block),
                    None => Ok(()),
                }
            }
            Action::Arbitrary { from, draw, len } => self.arrive(other(from), arbitrary(draw, len)),
            Action::Repeated { times } => self.repeat(times),
            Action::Waited { span } => self.wait_until(self.now.plus(span)),
            Action::SetBack { span } => {
                self.now = self.now.minus(span);
                self.step(Input::DeadlinePassed, None)
            }
            Action::Settled { from, ticket, status, retry } => self.settle(other(from), ticket, status, retry),
            Action::Opened { from, incarnation } => {
                self.step(Input::LinkOpened { peer: other(from), incarnation: incarnation.into() }, None)
            }
            Action::Joined { block, draw } => self.join(block, draw),
            Action::Worked => self.work_once(),
            Action::Fell => self.fall(),
        }
    }

    /// Lets everything come to an end: what is in memory is what is on the disk.
    ///
    /// # Errors
    /// What does not hold.
    pub fn end(mut self) -> Result<(), String> {
        self.wait_until(self.now)?;
        let durable: Vec<_> = self.disk.into_iter().collect();
        if self.engine.records() != durable {
            return Err("what the node knows is not what its disk holds".to_owned());
        }
        Ok(())
    }

    fn recorded(&self, number: u16) -> &'s Recorded {
        &self.scene.recorded[usize::from(number) % self.scene.recorded.len()]
    }

    fn arrive(&mut self, from: OrgId, block: Vec<u8>) -> Result<(), String> {
        self.number += 1;
        let (arrival, block) = (Arrival(self.number), Arc::new(block));
        self.last = Some((from, Arc::clone(&block)));
        let input = Input::FrameArrived { peer: from, arrival, block: block.to_vec() };
        self.step(input, Some((from, arrival, block)))
    }

    fn repeat(&mut self, times: u8) -> Result<(), String> {
        let Some((from, block)) = self.last.clone() else { return Ok(()) };
        (0..times).try_for_each(|_| self.arrive(from, block.to_vec()))
    }

    fn settle(&mut self, from: OrgId, ticket: u16, status: u8, retry: u16) -> Result<(), String> {
        let sent = self.sent.get(usize::from(ticket) % self.sent.len().max(1)).copied();
        let (peer, ticket) = sent.filter(|_| ticket < 0x8000).unwrap_or((from, Ticket(ticket.into())));
        let status = STATUSES[usize::from(status) % STATUSES.len()];
        self.step(Input::FrameSettled { peer, ticket, status, retry_after_secs: u32::from(retry) << 16 }, None)
    }

    fn join(&mut self, block: u16, draw: u16) -> Result<(), String> {
        self.number += 1;
        let frame = &self.scene.joins[usize::from(block) % self.scene.joins.len()];
        let changed = mutation::message(&mut chance(draw), frame, &[]);
        let Some(block) = wire::block::encode(SizeClass::Small, &changed) else { return Ok(()) };
        let from = OrgSecret::from_seed(&[draw as u8; 32]).public();
        self.step(Input::JoinArrived { exchange: Exchange(self.number), from, block }, None)
    }

    fn fall(&mut self) -> Result<(), String> {
        self.engine = woken(self.scene, &self.disk);
        self.work.clear();
        self.start()
    }

    /// Everything that is due until then happens, and workers get done.
    fn wait_until(&mut self, until: Timestamp) -> Result<(), String> {
        for _ in 0..STEPS_MAX {
            while !self.work.is_empty() {
                self.work_once()?;
            }
            let Some(due) = self.engine.next_deadline().filter(|due| *due <= until) else {
                self.now = self.now.max(until);
                return Ok(());
            };
            self.now = self.now.max(due);
            self.step(Input::DeadlinePassed, None)?;
        }
        // A long wait is cut short, unless it does not get on at all.
        let due = self.engine.next_deadline();
        if due.is_some_and(|due| due <= self.now) {
            Err("it wants to be called again and again".to_owned())
        } else {
            Ok(())
        }
    }

    fn work_once(&mut self) -> Result<(), String> {
        let Some(work) = self.work.pop_front() else { return Ok(()) };
        let done = self.worker.run(work);
        self.step(Input::WorkDone(done), None)
    }

    fn step(&mut self, input: Input, came: Option<Came>) -> Result<(), String> {
        let mut effects = self.engine.step(self.now, &mut self.rng, input);
        (self.doctor)(&mut effects);
        self.watch.see(&mut self.worker, self.now, came.as_ref(), &effects)?;
        for effect in effects {
            self.carry_out(effect);
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Persist(changes) => {
                for change in changes {
                    match change.value {
                        Some(value) => drop(self.disk.insert(change.key, value)),
                        None => drop(self.disk.remove(&change.key)),
                    }
                }
            }
            Effect::Send { peer, ticket, .. } => self.sent.push((peer, ticket)),
            Effect::Work(work) => self.work.push_back(work),
            Effect::Settle { .. } | Effect::Link { .. } | Effect::Unlink { .. } | Effect::Join { .. } => {}
            Effect::AnswerJoin { .. } | Effect::Reply { .. } | Effect::Show { .. } => {}
            Effect::Count(_) | Effect::Stop => {}
        }
    }
}

fn woken(scene: &Scene, disk: &BTreeMap<Vec<u8>, Vec<u8>>) -> Engine {
    let records: Vec<_> = disk.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    let Sleeper { identity, settings, .. } = &scene.sleeper;
    Engine::wake(identity.clone(), settings.clone(), records).expect("own records read")
}

fn chance(draw: u16) -> Chance {
    Seed(draw.into()).chance("alteration")
}

/// The frame of a block with a field changed, in a block of its class.
fn altered(block: &[u8], other: &[u8], draw: u16) -> Vec<u8> {
    let changed = mutation::message(&mut chance(draw), content_of(block), content_of(other));
    block_of(&changed).unwrap_or_else(|| block.to_vec())
}

fn content_of(block: &[u8]) -> &[u8] {
    wire::block::decode(block).map(|(_, content)| content).unwrap_or_default()
}

/// A question or request that a peer changed and signed as its own, if it is still one that fits.
fn signed(block: &[u8], key: &OrgSecret, draw: u16) -> Option<Vec<u8>> {
    let frame = wire_of(block)?;
    if let Frame::Query(query) = &frame {
        let core = QueryCore { origin: key.public(), ..QueryCore::from_bytes(&query.core.payload).ok()? };
        let core = resigned(&core, key, draw)?;
        return Some(wire::frame::encode(&Frame::Query(Query { core, ..query.clone() })));
    }
    let Frame::Request(request) = frame else { return None };
    let core = RequestCore { origin: key.public(), ..RequestCore::from_bytes(&request.core.payload).ok()? };
    let core = resigned(&core, key, draw)?;
    Some(wire::frame::encode(&Frame::Request(Request { core, ..request })))
}

fn resigned<T: Payload>(core: &T, key: &OrgSecret, draw: u16) -> Option<Signed<T>> {
    let payload = mutation::message(&mut chance(draw), &core.to_bytes(), &[]);
    let signature = key.sign(T::LABEL, &payload);
    (1..=T::MAX_LEN).contains(&payload.len()).then(|| Signed::new(payload, signature))
}

/// Drawn bytes in a block that is otherwise right, or as they are.
fn arbitrary(draw: u16, len: u16) -> Vec<u8> {
    let bytes: Vec<u8> = chance(draw).bytes::<16_384>().to_vec();
    let class = if draw.is_multiple_of(2) { SizeClass::Small } else { SizeClass::Large };
    let content = &bytes[..usize::from(len) % (class.block_len() - HEADER_LEN)];
    match draw % 3 {
        0 => content.to_vec(),
        _ => wire::block::encode(class, content).unwrap_or_default(),
    }
}

/// What a peer may say of a block.
const STATUSES: [Status; 6] =
    [Status::Taken, Status::Busy, Status::Malformed, Status::Unsupported, Status::NotPeer, Status::Outdated];
/// Steps one wait may take.
const STEPS_MAX: usize = 256;
