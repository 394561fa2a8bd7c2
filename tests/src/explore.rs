//! The request conversation tried in every order: what is under way arrives, arrives twice or arrives late, people say
//! yes or no, nodes fall, time runs out.
//!
//! A scene is what is durable at each node, what has not been settled and what people decided. From the first scene on,
//! breadth first, everything that can happen next happens to a copy, with the real engines woken from their disks. Two
//! scenes in which all of that is the same are one. A block that is lost arrives later: its sender keeps it until it is
//! settled. A settlement that is lost makes the block arrive again; how often that happens, and how often a node falls,
//! is bounded, so the search ends.

mod end;
mod scene;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use stn_protocol::device::Device;
use stn_protocol::time::Timestamp;

use crate::World;
use crate::world::Sleeper;

pub use scene::{Act, Place, Scene, What};

/// How often something goes wrong on one way through a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Faults {
    /// Settlements that are lost.
    pub repeats: u8,
    /// Nodes that fall after their disk took a step, before anything else of it happened.
    pub crashes: u8,
}

/// A conversation that is about to begin: the asker's request is signed and has left.
pub struct Conversation {
    /// When.
    pub at: Timestamp,
    /// Who asks.
    pub asker: String,
    /// Who is asked in turn; the last one answers.
    pub path: Vec<String>,
    /// The nodes, as they lie on their disks.
    pub(crate) nodes: Vec<Sleeper>,
    /// Each person's device.
    pub(crate) devices: BTreeMap<String, Device>,
}

/// What a search came by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explored {
    /// Different scenes.
    pub scenes: usize,
    /// Ways from one to another.
    pub acts: usize,
    /// Scenes in which nothing more can happen but time.
    pub ends: usize,
    /// How it ended, as people see it: who said no, or that an answer came.
    pub outcomes: BTreeSet<String>,
}

impl Conversation {
    /// Takes a world to the point where nothing is under way but what the asker just did.
    pub fn new(world: World, asker: &str, path: &[&str]) -> Self {
        let at = world.now;
        let (nodes, people) = world.put_to_sleep();
        let devices = people.into_iter().map(|(name, person)| (name, person.device)).collect();
        Self { at, asker: asker.to_owned(), path: path.iter().map(|name| (*name).to_owned()).collect(), nodes, devices }
    }

    /// Whether somebody is a member at one of the nodes.
    pub fn is_at(&self, node: usize, name: &str) -> bool {
        self.devices.get(name).is_some_and(|device| device.org() == self.nodes[node].identity.public())
    }

    /// When what an act left at the tick has left: what is held for a tick shows from that tick on.
    pub(crate) fn ticked(&self) -> Timestamp {
        self.at.plus(scene::TICK)
    }

    /// Tries everything.
    ///
    /// # Errors
    /// What is wrong with a scene, and how it came about.
    pub fn explore(&self, faults: Faults) -> Result<Explored, String> {
        self.explore_with(faults, &|_, _| true)
    }

    /// Tries everything that `may` happen: a search that leaves something out must find what comes of it.
    ///
    /// # Errors
    /// What is wrong with a scene, and how it came about.
    pub fn explore_with(&self, faults: Faults, may: &dyn Fn(&Scene, &Act) -> bool) -> Result<Explored, String> {
        let first = Scene::first(self, faults);
        let mut known = BTreeSet::from([first.fingerprint()]);
        let mut open = VecDeque::from([(first, Vec::<Act>::new())]);
        let (mut explored, mut looked_at) = (Explored::default(), BTreeSet::new());
        while let Some((scene, way)) = open.pop_front() {
            explored.scenes += 1;
            let told = |what: String| format!("{what}, after {way:?}");
            if looked_at.insert(scene.state()) {
                end::always_once(self, &scene).map_err(told)?;
                end::always_closed_in_time(self, &scene).map_err(told)?;
            }
            let acts: Vec<Act> = scene.acts(self).into_iter().filter(|act| may(&scene, act)).collect();
            if acts.iter().all(|act| !act.is_progress()) {
                explored.ends += 1;
                explored.outcomes.insert(end::always_an_outcome(self, &scene).map_err(told)?);
            }
            for act in acts {
                explored.acts += 1;
                let next = scene.after(self, &act);
                if known.insert(next.fingerprint()) {
                    open.push_back((next, [way.as_slice(), &[act]].concat()));
                }
            }
        }
        Ok(explored)
    }
}
