//! What holds after every step of a node, whoever its peers are and whatever they do.

use std::collections::BTreeMap;
use std::sync::Arc;

use stn_protocol::change::Change;
use stn_protocol::exchange::{Arrival, Effect, Taken};
use stn_protocol::id::OrgId;
use stn_protocol::limits;
use stn_protocol::time::Timestamp;

use crate::fuzz::engine::scene::Scene;
use crate::simulation::Promise;
use crate::simulation::promise::acknowledgement::AlwaysAnAcknowledgementOfTheBlockAlone;
use crate::simulation::promise::block::AlwaysABlockOfItsClass;
use crate::simulation::promise::once::NeverAnEffectTwice;
use crate::simulation::promise::table::NeverATableRowThatWasNotEvaluated;
use crate::simulation::standin::StandIn;
use crate::simulation::step::Step;

/// Watches one node.
pub struct Watch<'s> {
    scene: &'s Scene,
    promises: Vec<Box<dyn Promise>>,
    /// Bytes of every row on the disk.
    kept: BTreeMap<Vec<u8>, usize>,
    /// Bytes there are at most, with what came so far.
    allowed: usize,
    total: usize,
}

/// A block that came, and from whom.
pub type Came = (OrgId, Arrival, Arc<Vec<u8>>);

impl<'s> Watch<'s> {
    /// Begins to watch a node with what is on its disk.
    pub fn new(scene: &'s Scene, worker: &mut StandIn, at: Timestamp, disk: &BTreeMap<Vec<u8>, Vec<u8>>) -> Self {
        let promises: Vec<Box<dyn Promise>> = vec![
            Box::new(AlwaysABlockOfItsClass),
            Box::new(NeverAnEffectTwice::default()),
            Box::new(AlwaysAnAcknowledgementOfTheBlockAlone::default()),
            Box::new(NeverATableRowThatWasNotEvaluated),
        ];
        let mut watch = Self { scene, promises, kept: BTreeMap::new(), allowed: usize::MAX, total: 0 };
        let rows = disk.iter().map(|(key, value)| Change { key: key.clone(), value: Some(value.clone()) }).collect();
        let before = [Effect::Persist(rows)];
        // What happened before the node slept counts: it must not happen once more.
        let seen = watch.see(worker, at, None, &before);
        debug_assert!(seen.is_ok(), "a disk at rest breaks nothing");
        watch.allowed = watch.total + GROWTH;
        watch
    }

    /// Looks at a step.
    ///
    /// # Errors
    /// What does not hold.
    pub fn see(
        &mut self,
        worker: &mut StandIn,
        at: Timestamp,
        came: Option<&Came>,
        effects: &[Effect],
    ) -> Result<(), String> {
        self.count(effects);
        let arrived = match came {
            Some((from, arrival, block)) => settled_once(*arrival, effects)?.then(|| (*from, Arc::clone(block))),
            None => None,
        };
        if came.is_some() {
            self.allowed = self.allowed.saturating_add(GROWTH_OF_A_BLOCK);
        }
        let first_only = effects.iter().skip(1).all(|effect| !matches!(effect, Effect::Persist(_)));
        if !first_only {
            return Err("something is made durable after something else is done".to_owned());
        }
        let step = Step::new((self.scene.sleeper.identity.public(), at), arrived, effects, false);
        for promise in &mut self.promises {
            promise.see(&self.scene.facts, worker, &step).map_err(|what| format!("{}: {what}", promise.name()))?;
        }
        self.bounded()
    }

    fn count(&mut self, effects: &[Effect]) {
        let changes = effects.iter().flat_map(|effect| {
            let Effect::Persist(changes) = effect else { return [].as_slice() };
            changes
        });
        for Change { key, value } in changes {
            let before = match value {
                Some(value) => self.kept.insert(key.clone(), value.len()),
                None => self.kept.remove(key),
            };
            let after = value.as_ref().map_or(0, |value| key.len() + value.len());
            self.total = self.total + after - before.map_or(0, |len| key.len() + len);
        }
    }

    fn bounded(&self) -> Result<(), String> {
        if self.total > self.allowed {
            return Err(format!("{} bytes are kept where {} may be", self.total, self.allowed));
        }
        // Rows of one peer's frames: those that wait for a tick, and those that wait to be settled.
        for (table, most) in [(20, limits::ARRIVALS_MAX), (22, limits::OUTBOX_PER_PEER)] {
            let rows = self.kept.range(vec![table]..vec![table + 1]).count();
            if rows > most * self.scene.others.len() {
                return Err(format!("table {table} has {rows} rows"));
            }
        }
        Ok(())
    }
}

/// Whether what was said of a block follows from the block: a peer that ended hears another thing than before.
fn settled_once(arrival: Arrival, effects: &[Effect]) -> Result<bool, String> {
    let mut settled = effects.iter().filter_map(|effect| {
        let Effect::Settle { arrival, taken, .. } = effect else { return None };
        Some((*arrival, *taken))
    });
    match (settled.next(), settled.next()) {
        (Some((of, taken)), None) if of == arrival => Ok(!matches!(taken, Taken::NotPeer | Taken::Outdated)),
        (Some(_), None) => Err("another block than the one that came is settled".to_owned()),
        (Some(_), Some(_)) => Err("a block is settled twice".to_owned()),
        (None, _) => Err("a block is left unsettled".to_owned()),
    }
}

/// What a node may write by itself over the time of a case: its tables, its epochs, its own members' matters.
const GROWTH: usize = 2 << 20;
/// What one block may make a node keep: itself, its repetition to each peer, and what is derived from it.
const GROWTH_OF_A_BLOCK: usize = 8 * 16_384;
