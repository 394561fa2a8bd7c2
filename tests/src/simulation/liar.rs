//! Peers that lie. Each is a node like any other, with members and bridges that are really there, and besides sends
//! whatever it makes of what it heard: repeats, forgeries, parts of one thing in another, more than it may. Several
//! pool what they heard, and send each other's frames.
//!
//! Each sort of liar is a type of its own. A lie reaches only the peers of who tells it, as a link is authenticated.

pub mod accomplice;
pub mod foister;
pub mod garbler;
pub mod mixer;
pub mod overdrawer;
pub mod repeater;
pub mod withdrawer;

use std::collections::BTreeSet;
use std::sync::Arc;

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::exchange::Ticket;
use stn_protocol::id::BridgeId;
use stn_protocol::limits;
use stn_protocol::message::{Entry, Frame, OfferWay, Strength};
use stn_protocol::time::Span;

use crate::network::wire_of;
use crate::simulation::chance::{Chance, Seed};
use crate::simulation::happening::{Happening, Place};
use crate::simulation::record::Told;
use crate::simulation::run::Simulation;
use crate::simulation::step::Step;

/// Blocks the liars of a run remember.
const HEARD_MAX: usize = 256;

/// A sort of liar.
pub trait Liar {
    /// What it does, as it is told.
    fn name(&self) -> &'static str;

    /// Makes a block of what was heard; nothing if nothing fit for it was.
    fn lie(&self, place: Place, heard: &Heard, chance: &mut Chance, identity: &OrgSecret) -> Option<Vec<u8>>;
}

/// The liars of a run.
pub struct Liars {
    places: BTreeSet<Place>,
    sorts: Vec<Box<dyn Liar>>,
    heard: Heard,
}

/// What passed by the liars, each block with where it did.
#[derive(Default)]
pub struct Heard {
    blocks: Vec<(Place, Arc<Vec<u8>>)>,
    bridges: BTreeSet<BridgeId>,
}

impl Liars {
    /// So many of the nodes lie, and two at least do not.
    pub fn new(seed: Seed, liars: usize, nodes: usize) -> Self {
        let mut chance = seed.chance("liars");
        let mut honest: Vec<Place> = (0..nodes).collect();
        let count = liars.min(nodes.saturating_sub(2));
        let places = (0..count).map(|_| honest.remove(chance.below(honest.len()))).collect();
        let sorts: Vec<Box<dyn Liar>> = vec![
            Box::new(repeater::Repeater),
            Box::new(garbler::Garbler),
            Box::new(mixer::Mixer),
            Box::new(overdrawer::Overdrawer),
            Box::new(foister::Foister),
            Box::new(withdrawer::Withdrawer),
            Box::new(accomplice::Accomplice),
        ];
        Self { places, sorts, heard: Heard::default() }
    }

    /// Whether a node lies.
    pub fn has(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// Remembers every block that passes a liar.
    pub fn overhear(&mut self, place: Place, step: &Step<'_>) {
        if !step.is_liar {
            return;
        }
        let sent = step.sent.iter().map(|sent| Arc::new(sent.block.to_vec()));
        let arrived = step.arrived.iter().map(|(_, block)| Arc::clone(block));
        for block in sent.chain(arrived) {
            if let Some(Frame::Query(query)) = wire_of(&block) {
                self.heard.bridges.extend(query.entries.iter().map(|entry| entry.bridge));
            }
            if self.heard.blocks.len() >= HEARD_MAX {
                self.heard.blocks.remove(0);
            }
            self.heard.blocks.push((place, block));
        }
    }
}

impl Heard {
    /// Everything that was heard, wherever that was.
    pub fn blocks(&self) -> impl Iterator<Item = &Vec<u8>> {
        self.blocks.iter().map(|(_, block)| block.as_ref())
    }

    /// One of the blocks, wherever it was heard.
    pub fn any(&self, chance: &mut Chance) -> Option<Vec<u8>> {
        chance.one_of(&self.blocks).map(|(_, block)| block.to_vec())
    }

    /// One of the blocks heard at a place.
    pub fn at(&self, place: Place, chance: &mut Chance) -> Option<Vec<u8>> {
        self.one_where(chance, |at| at == place)
    }

    /// One of the blocks heard at another place.
    pub fn elsewhere(&self, place: Place, chance: &mut Chance) -> Option<Vec<u8>> {
        self.one_where(chance, |at| at != place)
    }

    /// Entries of a question over bridges that were heard of, and one that nobody has.
    pub fn entries(&self, chance: &mut Chance) -> Vec<Entry> {
        let known: Vec<BridgeId> = self.bridges.iter().copied().take(limits::ENTRIES - 1).collect();
        let drawn = BridgeId::from_bytes(chance.bytes());
        let entry = |bridge| Entry { bridge, hops_left: limits::HOPS, floor: Strength::WouldVouch };
        known.into_iter().chain([drawn]).map(entry).collect()
    }

    fn one_where(&self, chance: &mut Chance, fits: impl Fn(Place) -> bool) -> Option<Vec<u8>> {
        let fitting: Vec<_> = self.blocks.iter().filter(|(at, _)| fits(*at)).collect();
        chance.one_of(&fitting).map(|(_, block)| block.to_vec())
    }
}

/// A way back that claims to be shorter than it is.
fn shorter(entry: u8) -> OfferWay {
    OfferWay { entry, detour: -1, floor: Strength::WouldVouch }
}

impl Simulation<'_> {
    /// A liar may do something.
    pub(super) fn lie(&mut self) {
        self.expect(Span::secs(10), Happening::Lie);
        let ticket = Ticket(u64::MAX - self.number());
        let (Some(liars), Some(number)) = (&self.liars, self.fates.lie()) else { return };
        let mut chance = self.seed.chance(&format!("lie {number}"));
        let places: Vec<Place> = liars.places.iter().copied().collect();
        let Some(from) = chance.one_of(&places).copied() else { return };
        let links: Vec<Place> = self.nodes[from].links.iter().copied().collect();
        let (Some(to), Some(liar)) = (chance.one_of(&links).copied(), chance.one_of(&liars.sorts)) else { return };
        let Some(block) = liar.lie(from, &liars.heard, &mut chance, self.nodes[from].identity()) else { return };
        self.record.tell(self.now, Told::Lied(from, to, liar.name()));
        let life = self.nodes[from].life;
        let block = Arc::new(block);
        for after in self.fates.arrivals() {
            self.expect(after, Happening::Block { from, life, to, ticket, block: Arc::clone(&block) });
        }
    }
}
