//! What crossed the links between the valley's nodes: every block, as its receiver got it.
//!
//! The tap sits where a node takes blocks from libp2p, so what stands here has really travelled.
//! It knows who sent what to whom, and nothing of what it means.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use stn_protocol::id::OrgId;

use crate::driver::{Hooks, Tap};

/// One block that arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Whose node sent it.
    pub from: OrgId,
    /// Whose node received it.
    pub to: OrgId,
    /// Its bytes.
    pub block: Vec<u8>,
}

/// Everything that arrived so far, in order. Clones share it. A demo lasts seconds, which bounds it.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Traffic {
    /// Hooks for a node whose arrivals are to be kept.
    pub fn tap(&self, to: OrgId) -> Hooks {
        let traffic = self.clone();
        let tap: Tap = Arc::new(move |from, block| {
            traffic.lock().push(Arrived { from, to, block: block.to_vec() });
        });
        Hooks::tapping(tap)
    }

    /// How many blocks have arrived.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether nothing has arrived.
    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// What arrived after the first `seen` blocks.
    pub fn since(&self, seen: usize) -> Vec<Arrived> {
        self.lock().iter().skip(seen).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arrived>> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
