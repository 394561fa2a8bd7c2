//! A run: nodes wake, things happen in the order of their moments, and every step is shown to every promise.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use stn_protocol::exchange::{Call, Effect, Input, Refused, Reply};
use stn_protocol::id::{MemberKey, OrgId};
use stn_protocol::time::{Span, Timestamp};

use crate::simulation::chance::{Chance, Seed};
use crate::simulation::ends::{self, PlannedEnd};
use crate::simulation::fault::{Crash, Fates, Faults};
use crate::simulation::happening::{Happening, Place};
use crate::simulation::liar::Liars;
use crate::simulation::node::{Clock, Node};
use crate::simulation::oracle;
use crate::simulation::part::{Kept, Part, Sort};
use crate::simulation::people::{CLOSING, Human, PlannedAsk, plan};
use crate::simulation::promise::{Broken, Promise, all};
use crate::simulation::record::{Record, Told};
use crate::simulation::setting::Setting;
use crate::simulation::sight::Sight;
use crate::simulation::standin::StandIn;
use crate::simulation::step::Step;

/// How long a run lasts: more than people and repeats take after everything works again, and to close an ask.
const LASTING: Span = Span::secs(4 * 3_600);
/// No run takes more steps; one that does goes round in circles.
const STEPS_MAX: u64 = 200_000;

/// Changes what a node wants done, for tests that break a promise on purpose.
pub type Doctor = Box<dyn FnMut(OrgId, &mut Vec<Effect>)>;

/// What a run is drawn from: the same draw in the same setting is the same run.
#[derive(Clone, Debug)]
pub struct Draw {
    /// Draws what people ask and decide.
    pub plan: Seed,
    /// Draws everything that goes wrong.
    pub seed: Seed,
    /// How bad it is.
    pub faults: Faults,
    /// Whether people end things on the way.
    pub has_ends: bool,
    /// Which parts of all that are there.
    pub kept: Kept,
}

/// Everything of a run.
pub struct Simulation<'s> {
    /// What is true.
    pub setting: &'s Setting,
    /// The time nobody knows: every clock is off by something.
    pub now: Timestamp,
    /// The nodes, in the setting's order.
    pub nodes: Vec<Node>,
    /// The members.
    pub people: Vec<Human>,
    /// What is asked.
    pub asks: Vec<PlannedAsk>,
    /// What is ended.
    pub ends: Vec<PlannedEnd>,
    /// What is told of it.
    pub record: Record,
    /// The first promise found broken.
    pub broken: Option<Broken>,
    /// Steps taken.
    pub steps: u64,
    /// Changes effects on their way.
    pub doctor: Option<Doctor>,
    /// Whether nothing goes wrong from the beginning: then every answer is altered in every way.
    pub is_calm: bool,
    pub(super) seed: Seed,
    pub(super) plan: Seed,
    pub(super) fates: Fates,
    pub(super) pace: Chance,
    pub(super) liars: Option<Liars>,
    pub(super) cut: BTreeSet<(Place, Place)>,
    pub(super) worker: StandIn,
    pub(super) places: BTreeMap<OrgId, Place>,
    promises: Vec<Box<dyn Promise>>,
    members: BTreeMap<MemberKey, usize>,
    queue: BTreeMap<(Timestamp, u64), Happening>,
    next: u64,
    reply: Option<(Call, Result<Reply, Refused>)>,
    end: Timestamp,
    /// Whether the run is over and only alarms ring: nothing is carried any more, and nobody works.
    pub(super) is_over: bool,
}

/// What is left of a run.
pub struct Run {
    /// What everybody sees at its end.
    pub sight: Sight,
    /// What happened.
    pub record: Record,
    /// Steps taken.
    pub steps: u64,
    /// What was promised and did not hold.
    pub broken: Option<Broken>,
    /// The parts it was made of, as they came.
    pub parts: Vec<Part>,
}

impl<'s> Simulation<'s> {
    /// A run that is about to begin, whole. `plan` draws what people ask and decide, `seed` everything that goes wrong.
    pub fn new(setting: &'s Setting, plan: Seed, seed: Seed, faults: Faults) -> Self {
        Self::of(setting, Draw { plan, seed, faults, has_ends: false, kept: Kept::All })
    }

    /// A run that is about to begin.
    pub fn of(setting: &'s Setting, draw: Draw) -> Self {
        let Draw { plan: plan_seed, seed, faults, has_ends, kept } = draw;
        let mut fates = Fates::new(seed, faults, kept);
        let mut clock = || {
            let (off, is_behind) = fates.skew();
            Clock { off, is_behind }
        };
        let nodes: Vec<Node> = setting.nodes.iter().map(|sleeper| Node::asleep(sleeper, clock(), seed)).collect();
        let places: BTreeMap<OrgId, Place> = nodes.iter().enumerate().map(|(place, node)| (node.org, place)).collect();
        let people: Vec<Human> = setting
            .devices
            .iter()
            .map(|(name, device)| Human::new(name, device.clone(), clock(), &places, seed))
            .collect();
        let members = people.iter().enumerate().map(|(who, human)| (human.member, who)).collect();
        let names = nodes.iter().map(|node| node.name.clone()).collect();
        let record = Record::new(setting.at, names, people.iter().map(|human| human.name.clone()).collect());
        let liars = (faults.liars > 0).then(|| Liars::new(seed, faults.liars, nodes.len()));
        let mut run = Self {
            setting,
            now: setting.at,
            asks: plan(plan_seed, people.len()),
            ends: Vec::new(),
            nodes,
            people,
            record,
            broken: None,
            steps: 0,
            doctor: None,
            is_calm: faults == Faults::none(),
            seed,
            plan: plan_seed,
            fates,
            pace: seed.chance("pace"),
            liars,
            cut: BTreeSet::new(),
            worker: setting.worker.clone(),
            places,
            promises: all(setting),
            members,
            queue: BTreeMap::new(),
            next: 0,
            reply: None,
            end: setting.at.plus(LASTING),
            is_over: false,
        };
        if has_ends {
            run.ends = ends::plan(plan_seed, &run);
        }
        run.expect_all(faults);
        run
    }

    /// Runs to the end. A panic on the way is as good as a broken promise.
    pub fn run(mut self) -> Run {
        let ended = catch_unwind(AssertUnwindSafe(|| self.last()));
        let sight = ended.unwrap_or_else(|_| {
            self.broken = Some(Broken { promise: "never_a_panic", what: "a step panicked".to_owned() });
            Sight::default()
        });
        let parts = self.fates.happened().to_vec();
        Run { sight, record: self.record, steps: self.steps, broken: self.broken, parts }
    }

    /// Goes on to the last moment and looks at what is left.
    fn last(&mut self) -> Sight {
        self.go_on();
        let sight = Sight::of(self);
        if self.liars.is_none() {
            // A liar may claim more steps left than there are: then a way looks shorter than it is.
            self.check_offers();
            self.check_afterwards();
        }
        sight
    }

    /// Lets happen what happens until the end, or until a promise is broken.
    pub fn go_on(&mut self) {
        while let Some(at) = self.next_moment().filter(|at| *at <= self.end && self.broken.is_none()) {
            self.now = self.now.max(at);
            self.happen();
            assert!(self.steps < STEPS_MAX, "run {:?} goes round in circles", self.seed);
        }
        self.now = self.now.max(self.end);
    }

    /// Lets happen what happens until a moment.
    pub fn go_to(&mut self, until: Timestamp) {
        while let Some(at) = self.next_moment().filter(|at| *at <= until) {
            self.now = self.now.max(at);
            self.happen();
        }
        self.now = self.now.max(until);
    }

    fn expect_all(&mut self, faults: Faults) {
        for at in 0..self.nodes.len() {
            self.expect(Span::millis(at as u64), Happening::Wake { at });
        }
        for number in 0..self.asks.len() {
            if self.fates.has(Part { sort: Sort::Ask, number: number as u32 }) {
                self.expect(self.asks[number].at, Happening::Ask { number });
                if self.asks[number].is_closed {
                    self.expect(CLOSING, Happening::Close { number });
                }
            }
        }
        for number in 0..self.ends.len() {
            if self.fates.has(Part { sort: Sort::End, number: number as u32 }) {
                self.expect(self.ends[number].at, Happening::End { number });
            }
        }
        for who in 0..self.people.len() {
            let first = self.pace.between(Span::secs(60), Span::secs(900));
            self.expect(first, Happening::Look { who });
        }
        self.expect(faults.until, Happening::Calm);
        if faults.cut > 0 {
            self.expect(Span::secs(1), Happening::Minute);
        }
        if faults.liars > 0 {
            self.expect(Span::secs(1), Happening::Lie);
        }
    }

    /// Something will happen after a while.
    pub(super) fn expect(&mut self, after: Span, what: Happening) {
        self.next += 1;
        self.queue.insert((self.now.plus(after), self.next), what);
    }

    /// A number nothing else of this run has.
    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn next_moment(&self) -> Option<Timestamp> {
        let queued = self.queue.keys().next().map(|(at, _)| *at);
        queued.into_iter().chain(self.nodes.iter().filter_map(Node::deadline)).min()
    }

    fn happen(&mut self) {
        if let Some(first) = self.queue.first_entry().filter(|first| first.key().0 <= self.now) {
            let what = first.remove();
            return self.let_happen(what);
        }
        let is_due = |node: &Node| node.deadline().is_some_and(|at| at <= self.now);
        if let Some(at) = self.nodes.iter().position(is_due) {
            self.step(at, Input::DeadlinePassed, None);
        }
    }

    fn let_happen(&mut self, what: Happening) {
        match what {
            Happening::Block { from, life, to, ticket, block } => self.arrive((from, life), to, ticket, block),
            Happening::Settled { to, life, by, ticket, status, retry_after_secs } => {
                self.hear_settlement((to, life), by, ticket, (status, retry_after_secs));
            }
            Happening::Done { at, life, done } => {
                if self.nodes[at].life == life {
                    self.step(at, Input::WorkDone(*done), None);
                }
            }
            Happening::Again { from, life, to } => self.send_again((from, life), to),
            Happening::Wake { at } => self.wake(at),
            Happening::Minute => self.cut_links(),
            Happening::Heal { from, to } => self.heal(from, to),
            Happening::Calm => {
                self.fates.calm();
                self.record.tell(self.now, Told::Calm);
            }
            Happening::Look { who } => self.look(who),
            Happening::Ask { number } => self.ask(number),
            Happening::Close { number } => self.close(number),
            Happening::End { number } => self.end(number),
            Happening::Lie => self.lie(),
        }
    }

    fn wake(&mut self, at: Place) {
        let seed = self.seed;
        self.nodes[at].wake(seed);
        self.record.tell(self.now, Told::Woke(at));
        self.step(at, Input::Started, None);
    }

    /// One step of a node, as far as it gets.
    pub(super) fn step(&mut self, at: Place, input: Input, arrived: Option<(OrgId, Arc<Vec<u8>>)>) {
        let node = &mut self.nodes[at];
        let (org, shown) = (node.org, node.clock.shows(self.now));
        let Some(engine) = node.engine.as_mut() else { return };
        self.steps += 1;
        let mut effects = engine.step(shown, &mut node.rng, input);
        if let Some(doctor) = &mut self.doctor {
            doctor(org, &mut effects);
        }
        let crash = self.fates.crash(effects.len());
        if let Some((Crash::BeforeTheDisk, downtime)) = crash {
            return self.fall(at, "before the disk took the step", downtime);
        }
        self.show_to_promises(at, shown, arrived, &effects);
        let others = match crash {
            Some((Crash::After(others), _)) => others,
            Some((Crash::BeforeTheDisk, _)) | None => usize::MAX,
        };
        let mut carried_out = 0;
        for effect in effects {
            if let Effect::Persist(changes) = &effect {
                self.nodes[at].write(changes);
            } else if carried_out < others {
                carried_out += 1;
                self.carry_out(at, effect);
            }
        }
        if let Some((_, downtime)) = crash {
            self.fall(at, "after the disk took the step", downtime);
        }
    }

    fn fall(&mut self, at: Place, how: &'static str, downtime: Span) {
        self.nodes[at].fall();
        self.record.tell(self.now, Told::Crashed(at, how));
        self.expect(downtime, Happening::Wake { at });
    }

    fn show_to_promises(
        &mut self,
        at: Place,
        shown: Timestamp,
        arrived: Option<(OrgId, Arc<Vec<u8>>)>,
        effects: &[Effect],
    ) {
        let is_liar = self.liars.as_ref().is_some_and(|liars| liars.has(at));
        let step = Step::new((self.nodes[at].org, shown), arrived, effects, is_liar);
        if let Some(liars) = &mut self.liars {
            liars.overhear(at, &step);
        }
        let worker = &mut self.worker;
        for promise in &mut self.promises {
            if let Err(what) = promise.see(&self.setting.facts, worker, &step) {
                self.broken.get_or_insert(Broken { promise: promise.name(), what });
            }
        }
    }

    fn carry_out(&mut self, at: Place, effect: Effect) {
        if self.is_over {
            return;
        }
        match effect {
            Effect::Persist(_) | Effect::Count(_) | Effect::Stop => {}
            Effect::Settle { arrival, taken, .. } => self.settle(at, arrival, taken),
            Effect::Send { peer, ticket, block } => self.send(at, &peer, ticket, block),
            Effect::Link { peer, .. } => self.link(at, &peer),
            Effect::Unlink { peer } => {
                if let Some(peer) = self.places.get(&peer) {
                    self.nodes[at].links.remove(peer);
                }
            }
            // Settings are at rest: no organisation meets another during a run.
            Effect::Join { .. } | Effect::AnswerJoin { .. } => {}
            Effect::Reply { call, reply } => self.reply = Some((call, reply)),
            Effect::Work(work) => {
                let done = Box::new(self.worker.run(work));
                let life = self.nodes[at].life;
                self.expect(EFFORT, Happening::Done { at, life, done });
            }
            Effect::Show { member } => self.nudge(&member),
        }
    }

    fn check_offers(&mut self) {
        let what = oracle::never_an_offer_without_a_way(self).err();
        if let Some(what) = what {
            self.broken.get_or_insert(Broken { promise: oracle::NAME, what });
        }
    }

    /// Something changed in front of somebody: they look after a while.
    fn nudge(&mut self, member: &MemberKey) {
        let Some(who) = self.members.get(member).copied() else { return };
        if !std::mem::replace(&mut self.people[who].is_called, true) {
            let after = self.pace.between(Span::secs(1), Span::secs(300));
            self.expect(after, Happening::Look { who });
        }
    }

    /// A member's command; `None` if the node was down, or fell before it answered.
    pub(super) fn command(&mut self, at: Place, input: impl FnOnce(Call) -> Input) -> Option<Result<Reply, Refused>> {
        let call = Call(self.number());
        self.reply = None;
        self.step(at, input(call), None);
        self.reply.take().filter(|(of, _)| *of == call).map(|(_, reply)| reply)
    }
}

/// How long a worker takes.
const EFFORT: Span = Span::millis(5);
