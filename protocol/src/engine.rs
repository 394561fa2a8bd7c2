//! The engine: an input comes in, an ordered list of effects goes out. That is the whole surface.
//!
//! The same inputs, times and streams give the same effects, byte for byte. What must survive a crash
//! stands before whatever is sent or shown because of it.

use crate::change::Change;
use crate::crypto::sign::OrgSecret;
use crate::crypto::stream::Randomness;
use crate::exchange::insight::Asked;
use crate::exchange::look::Eyes;
use crate::exchange::view::{AdminLook, AdminSight, MemberLook, MemberSight};
use crate::exchange::{Effect, Input, Turn, epoch, succession};
use crate::id::{DeviceKey, MemberKey, OrgId};
use crate::limits;
use crate::state::{NodeRecord, OwnSuccession, State};
use crate::time::Timestamp;

mod click;
mod clock;
mod frame;

pub use crate::exchange::settings::Settings;
pub use crate::state::Unreadable;

/// One stored record: its key and its value.
pub type Record = (Vec<u8>, Vec<u8>);

/// One organisation's node, without the world around it.
#[derive(Debug)]
pub struct Engine {
    identity: OrgSecret,
    settings: Settings,
    state: State,
}

impl Engine {
    /// Wakes a node from what it remembers. `records` is empty for a new node; their order does not matter.
    ///
    /// # Errors
    /// [`Unreadable`] if a record is not as this version writes it.
    pub fn wake(
        identity: OrgSecret,
        settings: Settings,
        records: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>,
    ) -> Result<Self, Unreadable> {
        let state = State::restore_all(records)?;
        let settings = Settings { hops: settings.hops.clamp(1, limits::HOPS_ORIGIN), ..settings };
        Ok(Self { identity, settings, state })
    }

    /// Everything the node remembers, as it would be stored: what a backup holds.
    pub fn records(&self) -> Vec<Record> {
        self.state.records()
    }

    /// The records of a backup as a node may go on with them; see [`State::restored`].
    ///
    /// # Errors
    /// [`Unreadable`] if a record is not as this version writes it.
    pub fn restored(records: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Result<Vec<Record>, Unreadable> {
        let mut state = State::restore_all(records)?;
        state.restored();
        Ok(state.records())
    }

    /// How often the node whose records these are was restored from a backup.
    pub fn incarnation_of(records: &[(Vec<u8>, Vec<u8>)]) -> u64 {
        State::incarnation_of(records)
    }

    /// How the key of the organisation whose records these are changes, or last changed.
    pub fn succession_of(records: &[(Vec<u8>, Vec<u8>)]) -> Option<OwnSuccession> {
        State::own_succession_in(records)
    }

    /// Goes over to the key this node was woken with, where that was announced. What it gives must be durable, all
    /// of it or nothing, before the node takes its first step; the key's file follows after that.
    pub fn succeed(&mut self, now: Timestamp, rng: &mut dyn Randomness) -> Vec<Change> {
        let (state, identity, settings) = (&mut self.state, &self.identity, &self.settings);
        // What would be sent lies in the outbox and is sent at the start.
        succession::take_over(&mut Turn { state, now, rng, identity, settings, effects: Vec::new() });
        self.state.drain_changes()
    }

    /// Takes one input and says what to do, in order.
    pub fn step(&mut self, now: Timestamp, rng: &mut dyn Randomness, input: Input) -> Vec<Effect> {
        let mut turn = Turn {
            state: &mut self.state,
            now,
            rng,
            identity: &self.identity,
            settings: &self.settings,
            effects: Vec::new(),
        };
        turn.take(input);
        let effects = turn.effects;
        let changes = self.state.drain_changes();
        let persist = (!changes.is_empty()).then_some(Effect::Persist(changes));
        persist.into_iter().chain(effects).collect()
    }

    /// When to come back with [`Input::DeadlinePassed`], if nothing happens before.
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.state.derived.alarms.first().map(|(at, _)| *at)
    }

    /// The organisation.
    pub fn org(&self) -> OrgId {
        self.identity.public()
    }

    /// How often this node was restored from a backup.
    pub fn incarnation(&self) -> u64 {
        self.state.node.row(&()).map_or(0, |node| node.incarnation)
    }

    /// The member one of whose current devices holds this key.
    pub fn member_of_device(&self, device: &DeviceKey, now: Timestamp) -> Option<MemberKey> {
        let holds = |row: &crate::state::Member| row.content.devices.iter().any(|known| known.sign_key == *device);
        let valid = self.state.members.iter().filter(|(_, row)| !row.removed && row.content.expires > now);
        valid.filter(|(_, row)| holds(row)).map(|(member, _)| *member).next()
    }

    /// What a member sees. Reads only.
    pub fn member_look(&self, member: &MemberKey, look: &MemberLook, now: Timestamp) -> MemberSight {
        let eyes = self.eyes(now);
        match look {
            MemberLook::Me => eyes.me(member).map_or(MemberSight::Nobody, |me| MemberSight::Me(Box::new(me))),
            MemberLook::Inbox => MemberSight::Inbox(eyes.inbox(member)),
            MemberLook::Asks => MemberSight::Asks(eyes.asks(member)),
            MemberLook::Offers { ask } => MemberSight::Offers(eyes.offers(member, ask)),
            MemberLook::Answers => MemberSight::Answers(eyes.answers(member)),
            MemberLook::People => MemberSight::People(eyes.people(member)),
            MemberLook::Contacts { contacts } => MemberSight::People(eyes.contacts(member, contacts)),
            MemberLook::PeopleByName { from, at_most } => {
                MemberSight::PeopleByName(eyes.people_by_name(member, *from, *at_most))
            }
            MemberLook::Colleagues => MemberSight::Colleagues(eyes.colleagues(member)),
            MemberLook::Bridges => MemberSight::Bridges(eyes.bridges(member)),
            MemberLook::Find { text } => MemberSight::Found(eyes.find(member, text)),
            MemberLook::Near { sought } => MemberSight::Near(Box::new(eyes.near(member, sought))),
            MemberLook::Reach => MemberSight::Reach(Box::new(eyes.reach(member))),
            MemberLook::Explain { contact, kind, from, steps, at_least } => {
                let (contact, kind, from, steps, at_least) = (*contact, *kind, *from, *steps, *at_least);
                let asked = Asked { contact, kind, from, steps, at_least };
                MemberSight::Explained(eyes.explain(member, &asked).map(Box::new))
            }
            MemberLook::Imports => MemberSight::Imports(eyes.imports(member)),
            MemberLook::Profile => MemberSight::Profile(Box::new(eyes.profile(member, member))),
            MemberLook::ProfileOf { member: other } => MemberSight::Profile(Box::new(eyes.profile(member, other))),
            MemberLook::ColleagueTopics => MemberSight::Topics(eyes.colleague_topics(member)),
            MemberLook::Organisations => MemberSight::Organisations(eyes.organisations(member)),
            MemberLook::Hints => MemberSight::Hints(eyes.hints(member)),
            MemberLook::Partners => MemberSight::Partners(eyes.partners()),
            MemberLook::Words => MemberSight::Words(eyes.words(member)),
            MemberLook::Answered => MemberSight::Answered(eyes.answered(member)),
            MemberLook::Knocks => MemberSight::Knocks(eyes.knocks(member)),
            MemberLook::Keys => eyes.keys(member).map_or(MemberSight::Nobody, |keys| MemberSight::Keys(Box::new(keys))),
            MemberLook::Alerts => MemberSight::Alerts(Box::new(eyes.alerts(member))),
            MemberLook::AlertAnswers { request } => MemberSight::AlertAnswers(eyes.alert_answers(member, request)),
            MemberLook::Limits => MemberSight::Limits(Box::new(eyes.limits(member))),
            MemberLook::OrgPolicy => MemberSight::OrgPolicy(Box::new(eyes.org_policy())),
            MemberLook::Ledger => MemberSight::Ledger(Box::new(eyes.ledger(member))),
            MemberLook::Export => {
                eyes.export(member).map_or(MemberSight::Nobody, |all| MemberSight::Export(Box::new(all)))
            }
            MemberLook::Findable => MemberSight::Findable(self.state.findable.row(member).cloned().map(Box::new)),
        }
    }

    /// What the admin sees. Reads only.
    pub fn admin_look(&self, look: AdminLook, now: Timestamp) -> AdminSight {
        let eyes = self.eyes(now);
        match look {
            AdminLook::Status => AdminSight::Status(Box::new(eyes.status())),
            AdminLook::Members => AdminSight::Members(eyes.members()),
            AdminLook::Invites => AdminSight::Invites(eyes.invites()),
            AdminLook::Peers => AdminSight::Peers(eyes.peers()),
            AdminLook::WorthInviting => AdminSight::WorthInviting(eyes.worth_inviting()),
            AdminLook::Proposals => AdminSight::Proposals(eyes.proposals()),
            AdminLook::Policy => AdminSight::Policy(Box::new(eyes.org_policy())),
            AdminLook::Health => AdminSight::Health(Box::new(eyes.health())),
            AdminLook::Succession => AdminSight::Succession(eyes.own_succession().map(Box::new)),
            AdminLook::Suppressed => AdminSight::Suppressed(eyes.state.suppressions()),
        }
    }

    fn eyes(&self, now: Timestamp) -> Eyes<'_> {
        Eyes { state: &self.state, settings: &self.settings, org: self.org(), now }
    }
}

impl Turn<'_> {
    fn take(&mut self, input: Input) {
        match input {
            Input::Started => self.start(),
            Input::LinkOpened { peer, incarnation } => self.link_opened(peer, incarnation),
            Input::FrameArrived { peer, arrival, block } => self.frame_arrived(peer, arrival, block),
            Input::FrameSettled { peer, ticket, status, retry_after_secs } => {
                self.frame_settled(peer, ticket, status, retry_after_secs);
            }
            Input::JoinArrived { exchange, from, block } => {
                crate::exchange::peering::on_join(self, exchange, from, &block);
            }
            Input::JoinAnswered { org, reply } => {
                crate::exchange::peering::on_join_answered(self, org, reply.as_deref());
            }
            Input::MemberActed { call, member, command } => {
                let reply = self.member_acted(member, command);
                self.effects.push(Effect::Reply { call, reply });
            }
            Input::NewcomerCame { call, enrolment } => {
                let reply = crate::exchange::membership::enrol(self, &enrolment);
                self.effects.push(Effect::Reply { call, reply });
            }
            Input::AdminActed { call, command } => {
                let reply = self.admin_acted(command);
                self.effects.push(Effect::Reply { call, reply });
            }
            Input::KeysAsked { call, ask } => {
                let reply = crate::exchange::recovery::on_call(self, ask);
                self.effects.push(Effect::Reply { call, reply });
            }
            Input::WorkDone(done) => self.work_done(done),
            Input::DeadlinePassed => self.deadline_passed(),
        }
    }

    /// A node wakes: it makes sure of itself, links to its peers, and goes on where it stopped.
    fn start(&mut self) {
        if self.state.node.is_empty() {
            let node = NodeRecord { incarnation: 0, update_seq: 0, told: None, epochs: Vec::new() };
            self.state.node.put((), node);
        }
        for (peer, addrs) in self.state.linked_peers() {
            self.effects.push(Effect::Link { peer, addrs });
        }
        let waiting: Vec<_> = self.state.outbox.iter().map(|((peer, number), _)| (*peer, *number)).collect();
        for (peer, number) in waiting {
            self.offer_again(peer, number);
        }
        epoch::renew(self);
        self.rouse();
        crate::exchange::peering::tell_changes(self);
        crate::exchange::succession::tell(self);
        crate::exchange::evaluation::resume(self);
        crate::exchange::knock::begin_all(self);
    }

    fn work_done(&mut self, done: crate::exchange::work::Done) {
        use crate::exchange::work::Done;
        use crate::exchange::{evaluation, relay};
        match done {
            Done::Spread { origin, query, numbers, labels, matched } => {
                relay::on_spread(self, (origin, query), &numbers, labels);
                relay::on_matched(self, (origin, query), &matched);
            }
            Done::Matched { origin, query, matched } => relay::on_matched(self, (origin, query), &matched),
            Done::Blinded { eval, blinds, elements } => evaluation::on_blinded(self, eval, (blinds, elements)),
            Done::Evaluated { number, evaluated } => evaluation::on_evaluated(self, number, evaluated),
            Done::Finalized { .. } => evaluation::on_finalized(self, done),
            Done::Knocked { number, peer, knock, opened } => {
                crate::exchange::knocked::on_opened(self, number, (peer, knock), opened);
            }
        }
        if self.state.has_idle_waiting() {
            self.wake_on_grid();
        }
    }
}
