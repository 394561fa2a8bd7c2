//! One node of a run: its engine, its disk, its clock, and what its links have not seen settled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use stn_protocol::change::Change;
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::engine::Engine;
use stn_protocol::exchange::{Arrival, Ticket};
use stn_protocol::id::OrgId;
use stn_protocol::time::{Span, Timestamp};

use crate::simulation::chance::Seed;
use crate::world::Sleeper;

/// A clock that is off by as much, ahead or behind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// How far.
    pub off: Span,
    /// Whether it is late.
    pub is_behind: bool,
}

/// A node.
pub struct Node {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// `None` while it is down.
    pub engine: Option<Engine>,
    /// What is durable.
    pub disk: BTreeMap<Vec<u8>, Vec<u8>>,
    /// What it is told of the time.
    pub clock: Clock,
    /// How often it started: streams, workers and settlements of an earlier life are gone.
    pub life: u32,
    /// Its randomness, new in each life.
    pub rng: SeededStreams,
    /// Peers it keeps a link to.
    pub links: BTreeSet<usize>,
    /// Blocks that were sent and not settled.
    pub unsettled: BTreeMap<(usize, Ticket), Arc<Vec<u8>>>,
    /// Peers for which a new stream is due.
    pub impatient: BTreeSet<usize>,
    /// Blocks that came and were not settled: the sender, its life and its ticket.
    pub received: BTreeMap<Arrival, (usize, u32, Ticket)>,
    sleeper: Sleeper,
}

impl Clock {
    /// What it shows at a moment.
    pub const fn shows(self, at: Timestamp) -> Timestamp {
        if self.is_behind { at.minus(self.off) } else { at.plus(self.off) }
    }

    /// The moment at which it shows this.
    pub const fn moment(self, shown: Timestamp) -> Timestamp {
        if self.is_behind { shown.plus(self.off) } else { shown.minus(self.off) }
    }
}

impl Node {
    /// A node that is still down.
    pub fn asleep(sleeper: &Sleeper, clock: Clock, seed: Seed) -> Self {
        Self {
            org: sleeper.identity.public(),
            name: sleeper.name.clone(),
            engine: None,
            disk: sleeper.disk.clone(),
            clock,
            life: 0,
            rng: seed.streams(&sleeper.name),
            links: BTreeSet::new(),
            unsettled: BTreeMap::new(),
            impatient: BTreeSet::new(),
            received: BTreeMap::new(),
            sleeper: Sleeper { disk: BTreeMap::new(), ..sleeper.clone() },
        }
    }

    /// Starts it from its disk.
    pub fn wake(&mut self, seed: Seed) {
        self.life += 1;
        self.rng = seed.streams(&format!("{} in life {}", self.name, self.life));
        let records: Vec<_> = self.disk.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        let (identity, settings) = (self.sleeper.identity.clone(), self.sleeper.settings.clone());
        self.engine = Some(Engine::wake(identity, settings, records).expect("own records read"));
    }

    /// Takes it down: what is not on the disk is gone.
    pub fn fall(&mut self) {
        self.engine = None;
        self.links.clear();
        self.unsettled.clear();
        self.impatient.clear();
        self.received.clear();
    }

    /// The organisation's key, for liars.
    pub fn identity(&self) -> &stn_protocol::crypto::sign::OrgSecret {
        &self.sleeper.identity
    }

    /// When it wants to be called, if nothing happens before.
    pub fn deadline(&self) -> Option<Timestamp> {
        let deadline = self.engine.as_ref().and_then(Engine::next_deadline)?;
        Some(self.clock.moment(deadline))
    }

    /// Writes a batch.
    pub fn write(&mut self, changes: &[Change]) {
        for Change { key, value } in changes {
            match value {
                Some(value) => self.disk.insert(key.clone(), value.clone()),
                None => self.disk.remove(key),
            };
        }
    }
}
