//! A network at rest and in the middle of its introductions, made once: the node that is attacked at several moments,
//! and the blocks that came to it and left it until then.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::OnceLock;

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::exchange::Effect;
use stn_protocol::id::OrgId;
use stn_protocol::message::SizeClass;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::block;

use crate::fuzz::golden;
use crate::network::kind_of;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::{Faults, Seed, Setting, Shape, Simulation};
use crate::world::Sleeper;

/// What every case begins from.
pub struct Scene {
    /// The node that is attacked, without its disk.
    pub sleeper: Sleeper,
    /// When it may wake, and what its disk holds then.
    pub moments: Vec<Moment>,
    /// Its peers and their keys, and somebody who is none at the end.
    pub others: Vec<OrgSecret>,
    /// Blocks that crossed its links, and a golden one of every type.
    pub recorded: Vec<Recorded>,
    /// Golden join frames.
    pub joins: Vec<Vec<u8>>,
    /// What is true of the network.
    pub facts: Facts,
    /// Does its work.
    pub worker: StandIn,
}

/// A node's disk at a moment.
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What it holds.
    pub disk: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// A block, and the place among `others` of whom it came from or went to.
#[derive(Clone)]
pub struct Recorded {
    /// Whose link it crossed.
    pub other: usize,
    /// All of it.
    pub block: Vec<u8>,
}

/// A block that was sent: by whom, to whom.
type Sent = (OrgId, OrgId, Vec<u8>);

impl Scene {
    /// The one that all cases share.
    pub fn of_all() -> &'static Self {
        static SCENE: OnceLock<Scene> = OnceLock::new();
        SCENE.get_or_init(Self::make)
    }

    /// Makes one. The same every time.
    pub fn make() -> Self {
        let setting = Setting::make(Shape::mesh(4, 1), Seed(SETTING));
        let place = best_connected(&setting);
        let sent: Rc<RefCell<Vec<Sent>>> = Rc::default();
        let mut run = Simulation::new(&setting, Seed(PLAN), Seed(PLAN), Faults::none());
        let tap = Rc::clone(&sent);
        run.doctor = Some(Box::new(move |from, effects| {
            for effect in effects {
                if let Effect::Send { peer, block, .. } = effect {
                    tap.borrow_mut().push((from, *peer, block.clone()));
                }
            }
        }));
        let mut moments = vec![Moment { at: setting.at, disk: setting.nodes[place].disk.clone() }];
        for after in MOMENTS {
            let at = setting.at.plus(after);
            run.go_to(at);
            moments.push(Moment { at, disk: run.nodes[place].disk.clone() });
        }
        drop(run);
        let sleeper = Sleeper { disk: BTreeMap::new(), ..setting.nodes[place].clone() };
        let others = others(&setting, &sleeper.identity.public());
        let recorded = recorded(&sent.take(), &sleeper.identity.public(), &others);
        let Setting { facts, worker, .. } = setting;
        Self { sleeper, moments, others, recorded, joins: golden_joins(), facts, worker }
    }
}

fn best_connected(setting: &Setting) -> usize {
    let peers = |place: &usize| {
        let org = setting.nodes[*place].identity.public();
        setting.facts.orgs.get(&org).map_or(0, |org| org.peers.len())
    };
    (0..setting.nodes.len()).max_by_key(peers).unwrap_or(0)
}

fn others(setting: &Setting, victim: &OrgId) -> Vec<OrgSecret> {
    let peers = setting.facts.orgs.get(victim).map(|org| org.peers.clone()).unwrap_or_default();
    let keys = setting.nodes.iter().map(|sleeper| sleeper.identity.clone());
    let stranger = OrgSecret::from_seed(&[0x66; 32]);
    keys.filter(|key| peers.contains(&key.public())).chain([stranger]).collect()
}

/// Some blocks of every kind in either direction, then the golden ones.
fn recorded(sent: &[Sent], victim: &OrgId, others: &[OrgSecret]) -> Vec<Recorded> {
    let mut counts: BTreeMap<(bool, &'static str), usize> = BTreeMap::new();
    let mut recorded = Vec::new();
    for (from, to, block) in sent {
        let far = if from == victim { to } else { from };
        let Some(other) = others.iter().position(|key| key.public() == *far) else { continue };
        let count = counts.entry((from == victim, kind_of(block))).or_default();
        if (from == victim || to == victim) && *count < BLOCKS_OF_A_KIND {
            *count += 1;
            recorded.push(Recorded { other, block: block.clone() });
        }
    }
    let golden =
        golden::frames().into_iter().filter(|golden| !golden.name.starts_with("Join") && golden.fill != "largest");
    recorded.extend(golden.filter_map(|golden| Some(Recorded { other: 0, block: block_of(&golden.bytes)? })));
    recorded
}

/// A frame's bytes in the block of its class.
pub fn block_of(frame: &[u8]) -> Option<Vec<u8>> {
    let in_class = |class| block::encode(class, frame);
    let small = in_class(SizeClass::Small);
    // A frame that is readable in neither goes in the smallest that holds it.
    let readable = |block: &Vec<u8>| kind_of(block) != "unreadable";
    small
        .clone()
        .filter(readable)
        .or_else(|| in_class(SizeClass::Large).filter(readable))
        .or(small)
        .or_else(|| in_class(SizeClass::Large))
}

fn golden_joins() -> Vec<Vec<u8>> {
    golden::frames().into_iter().filter(|golden| golden.name.starts_with("Join")).map(|golden| golden.bytes).collect()
}

/// The network, and what people ask in it.
const SETTING: u64 = 1;
const PLAN: u64 = 1;
/// Blocks that are kept of each kind and direction.
const BLOCKS_OF_A_KIND: usize = 8;
/// When the node may wake, besides at rest: while questions spread, while people look, and when most is answered.
const MOMENTS: [Span; 3] = [Span::secs(300), Span::secs(1_800), Span::secs(7_200)];
