//! Stands in for the blind evaluation: the same sizes, the same match keys, and a proof that breaks like the real one,
//! at a thousandth of the cost. Everything else a worker does is done by the real worker.
//!
//! The match keys are the real ones: this worker works for every node of one world and remembers which epoch a
//! public key belongs to. What would be a group element is a stretch of a hash stream.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use stn_protocol::crypto::digest::sha256;
use stn_protocol::crypto::oprf::{Blinds, Evaluated, MatchKey};
use stn_protocol::exchange::work::{Done, Finalize, Match, Work};
use stn_protocol::id::{EpochKey, OrgId};
use stn_protocol::limits::{CHUNK_BYTES, PROOF_BYTES};
use stn_protocol::state::{Epoch, TableEntry};
use stn_protocol::trust::Handle;

/// What epochs evaluated, by the epoch's key, its origin and the handle.
type Keys = BTreeMap<(EpochKey, OrgId, Handle), MatchKey>;

/// The worker of all nodes of a simulation or a [`World`](crate::world::World).
#[derive(Clone, Default)]
pub struct StandIn {
    epochs: BTreeMap<EpochKey, Epoch>,
    publics: BTreeMap<([u8; 32], u32), EpochKey>,
    /// Shared by all runs of a setting: what a match key is follows from what it is for.
    keys: Arc<Mutex<Keys>>,
    is_real: bool,
    is_tally: bool,
}

impl StandIn {
    /// A worker that does all of it in earnest.
    pub fn real() -> Self {
        Self { is_real: true, ..Self::default() }
    }

    /// A worker for measures of what is evaluated and not of what it matches: its match keys are hashes, and questions
    /// are compared with no table.
    pub fn tally() -> Self {
        Self { is_tally: true, ..Self::default() }
    }

    /// Does a piece of work.
    pub fn run(&mut self, work: Work) -> Done {
        if let Work::Evaluate { epoch, .. } = &work {
            self.public_of(epoch);
        }
        if self.is_real {
            return work.run();
        }
        match work {
            Work::Blind { eval, handles, seed } => {
                let mut elements = vec![0; CHUNK_BYTES];
                ChaCha20Rng::from_seed(seed).fill_bytes(&mut elements);
                Done::Blinded { eval, blinds: blinds(handles.len(), &elements), elements }
            }
            Work::Evaluate { number, epoch, elements, .. } => {
                Done::Evaluated { number, evaluated: evaluate(&self.public_of(&epoch), &elements) }
            }
            Work::Finalize(chunk) => self.finalize(*chunk),
            Work::Spread(mut spread) if self.is_tally => {
                spread.matching.table = None;
                Work::Spread(spread).run()
            }
            Work::Match(matching) if self.is_tally => Work::Match(Match { table: None, ..matching }).run(),
            Work::Spread(_) | Work::Match(_) | Work::Knock(_) => work.run(),
        }
    }

    /// The match key of a handle under an epoch's key, if that epoch has evaluated anything.
    pub fn key_of(&mut self, key: EpochKey, origin: &OrgId, handle: &Handle) -> Option<MatchKey> {
        if self.is_tally {
            return Some(MatchKey::from_bytes(sha256(&[key.as_bytes().as_slice(), &handle.oprf_input()].concat())));
        }
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let what = (key, *origin, handle.clone());
        if let Some(known) = keys.get(&what) {
            return Some(known.clone());
        }
        let epoch = self.epochs.get(&key)?;
        let made = MatchKey::derive(&epoch.secret().output(&handle.oprf_input()), origin, epoch.epoch);
        keys.insert(what, made.clone());
        Some(made)
    }

    /// The public key of an epoch, remembered with what it belongs to.
    fn public_of(&mut self, epoch: &Epoch) -> EpochKey {
        let public = self.publics.entry((epoch.seed, epoch.epoch)).or_insert_with(|| epoch.secret().public());
        self.epochs.entry(*public).or_insert_with(|| epoch.clone());
        *public
    }

    fn finalize(&mut self, chunk: Finalize) -> Done {
        let Finalize { number, eval, origin, key, handles, blinds: kept, evaluated, proof, .. } = chunk;
        let holds = kept.inputs() == handles.len() && proof == prove(&key, &elements_of(&kept), &evaluated);
        let entries = holds.then(|| {
            let entry = |handle: Handle| Some(TableEntry { key: self.key_of(key, &origin, &handle)?, handle });
            handles.into_iter().filter_map(entry).collect()
        });
        Done::Finalized { number, eval, entries }
    }
}

fn evaluate(key: &EpochKey, elements: &[u8]) -> Option<Evaluated> {
    if elements.len() != CHUNK_BYTES || elements.as_chunks::<32>().0.contains(&[0; 32]) {
        return None;
    }
    let of_elements = sha256(elements);
    let mut evaluated = vec![0; CHUNK_BYTES];
    ChaCha20Rng::from_seed(sha256(&[key.as_bytes().as_slice(), &of_elements].concat())).fill_bytes(&mut evaluated);
    let proof = prove(key, &of_elements, &evaluated);
    Some(Evaluated { elements: evaluated, proof })
}

fn prove(key: &EpochKey, of_elements: &[u8], evaluated: &[u8]) -> Vec<u8> {
    let once = sha256(&[key.as_bytes().as_slice(), of_elements, &sha256(evaluated)].concat());
    let proof = [once, sha256(&once)].concat();
    debug_assert_eq!(proof.len(), PROOF_BYTES);
    proof
}

/// What a holder keeps of a chunk: the count, and a hash of the elements in the place of blinds.
fn blinds(real: usize, elements: &[u8]) -> Blinds {
    let kept = serde_json::json!({ "real": real, "state": sha256(elements) });
    serde_json::from_value(kept).expect("blinds are a count and bytes")
}

fn elements_of(blinds: &Blinds) -> Vec<u8> {
    let kept = serde_json::to_value(blinds).expect("blinds are a count and bytes");
    serde_json::from_value(kept["state"].clone()).expect("bytes were kept")
}
