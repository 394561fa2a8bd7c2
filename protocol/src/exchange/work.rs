//! Work too heavy for a step: searching, matching and blind evaluation. Pure: all it needs is inside,
//! a worker runs it at low priority, and what it found comes back as an input.
//!
//! Searching and matching run together for every question that comes, whole tables always, so that
//! neither a match nor its place in a table shows in how long anything takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::crypto::oprf::{Blinds, CHUNK, Evaluated, MatchKey, matches_any};
use crate::exchange::knocked;
use crate::id::{EpochKey, EvalId, KnockId, MemberKey, OrgId, QueryId, Tag};
use crate::limits;
use crate::state::{Epoch, Network, TableEntry};
use crate::trust::search::{Ground, spread};
use crate::trust::{Handle, Label, Question};

/// Something a worker does.
#[derive(Clone)]
pub enum Work {
    /// Spread questions inside the organisation, and match them.
    Spread(Box<Spread>),
    /// Match a question again, because a table grew.
    Match(Match),
    /// Blind a chunk of handles.
    Blind {
        /// The chunk.
        eval: EvalId,
        /// Its handles.
        handles: Vec<Handle>,
        /// Seeds the blinds.
        seed: [u8; 32],
    },
    /// Evaluate a chunk under this node's key.
    Evaluate {
        /// The waiting frame.
        number: u64,
        /// Under this epoch's key.
        epoch: Epoch,
        /// The blinded elements.
        elements: Vec<u8>,
        /// Seeds the proof.
        seed: [u8; 32],
    },
    /// Check and unblind an evaluated chunk.
    Finalize(Box<Finalize>),
    /// Open a knock for whoever let themselves be found.
    Knock(Box<knocked::Opening>),
}

/// A question to spread, with everything that arrived of it by this tick.
#[derive(Clone)]
pub struct Spread {
    /// What to match it against.
    pub matching: Match,
    /// The waiting frames it came in.
    pub numbers: Vec<u64>,
    /// The members' edges.
    pub network: Network,
    /// What every edge is asked.
    pub question: Question,
    /// Where it comes in.
    pub starts: Vec<(MemberKey, Label)>,
    /// Where it was before.
    pub known: BTreeMap<MemberKey, Label>,
}

/// A question's tags and the table to match them against.
#[derive(Clone)]
pub struct Match {
    /// Who asked.
    pub origin: OrgId,
    /// The question.
    pub query: QueryId,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// The origin's table, if there is one.
    pub table: Option<Arc<Vec<TableEntry>>>,
}

/// An evaluated chunk.
#[derive(Clone)]
pub struct Finalize {
    /// The waiting frame.
    pub number: u64,
    /// The chunk.
    pub eval: EvalId,
    /// Under whose key.
    pub origin: OrgId,
    /// Of which epoch.
    pub epoch: u32,
    /// That key.
    pub key: EpochKey,
    /// The handles inside.
    pub handles: Vec<Handle>,
    /// What unblinds them.
    pub blinds: Blinds,
    /// The evaluated elements.
    pub evaluated: Vec<u8>,
    /// Their proof.
    pub proof: Vec<u8>,
}

/// What a worker found.
#[derive(Clone)]
pub enum Done {
    /// A question was spread and matched.
    Spread {
        /// Who asked.
        origin: OrgId,
        /// The question.
        query: QueryId,
        /// The waiting frames it came in.
        numbers: Vec<u64>,
        /// Members it reached better than before.
        labels: BTreeMap<MemberKey, Label>,
        /// Handles it matched.
        matched: Vec<Handle>,
    },
    /// A question was matched again.
    Matched {
        /// Who asked.
        origin: OrgId,
        /// The question.
        query: QueryId,
        /// Handles it matched.
        matched: Vec<Handle>,
    },
    /// A chunk was blinded.
    Blinded {
        /// The chunk.
        eval: EvalId,
        /// What unblinds it.
        blinds: Blinds,
        /// Its elements.
        elements: Vec<u8>,
    },
    /// A chunk was evaluated; `None` if its elements are no group elements.
    Evaluated {
        /// The waiting frame.
        number: u64,
        /// The result and its proof.
        evaluated: Option<Evaluated>,
    },
    /// A chunk was checked and unblinded; no entries if the proof did not hold.
    Finalized {
        /// The waiting frame.
        number: u64,
        /// The chunk.
        eval: EvalId,
        /// What goes into the table.
        entries: Option<Vec<TableEntry>>,
    },
    /// A knock was tried.
    Knocked {
        /// The waiting frame.
        number: u64,
        /// Who sent it.
        peer: OrgId,
        /// The knock.
        knock: KnockId,
        /// What it holds, if it is for somebody who may be found here.
        opened: Option<knocked::Opened>,
    },
}

impl Work {
    /// Does it. Takes as long as it takes; touches nothing.
    pub fn run(self) -> Done {
        match self {
            Self::Spread(spread) => spread.run(),
            Self::Match(matching) => {
                Done::Matched { origin: matching.origin, query: matching.query, matched: matching.run() }
            }
            Self::Blind { eval, handles, seed } => {
                let inputs: Vec<_> = handles.iter().map(Handle::oprf_input).collect();
                let (blinds, elements) = Blinds::chunk(&inputs, &mut ChaCha20Rng::from_seed(seed));
                Done::Blinded { eval, blinds, elements }
            }
            Self::Evaluate { number, epoch, elements, seed } => {
                let evaluated = epoch.secret().evaluate_chunk(&elements, &mut ChaCha20Rng::from_seed(seed)).ok();
                Done::Evaluated { number, evaluated }
            }
            Self::Finalize(finalize) => finalize.run(),
            Self::Knock(opening) => opening.run(),
        }
    }
}

impl Spread {
    fn run(self) -> Done {
        let Network { index, roster, .. } = &self.network;
        let ground = Ground { index, roster, question: self.question };
        let labels = spread(ground, self.starts, &self.known, limits::SEARCH_BUDGET);
        let Match { origin, query, .. } = self.matching;
        Done::Spread { origin, query, numbers: self.numbers, labels, matched: self.matching.run() }
    }
}

impl Match {
    /// Compares every entry with every tag; where there is no table, does as much for nothing.
    fn run(&self) -> Vec<Handle> {
        let Some(table) = &self.table else {
            self.run_for_nothing();
            return Vec::new();
        };
        let hits = table.iter().filter(|entry| matches_any(&entry.key.tag(&self.query), &self.tags));
        hits.map(|entry| entry.handle.clone()).collect()
    }

    fn run_for_nothing(&self) {
        let nobody = MatchKey::from_bytes([0; 32]);
        for _ in 0..CHUNK {
            std::hint::black_box(matches_any(&nobody.tag(&self.query), &self.tags));
        }
    }
}

impl Finalize {
    fn run(self) -> Done {
        let inputs: Vec<_> = self.handles.iter().map(Handle::oprf_input).collect();
        let outputs = self.blinds.finalize(&inputs, &self.evaluated, &self.proof, &self.key).ok();
        let entries = outputs.map(|outputs| {
            let keys = outputs.iter().map(|output| MatchKey::derive(output, &self.origin, self.epoch));
            keys.zip(self.handles).map(|(key, handle)| TableEntry { key, handle }).collect()
        });
        Done::Finalized { number: self.number, eval: self.eval, entries }
    }
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Spread(_) => "Spread(…)",
            Self::Match(_) => "Match(…)",
            Self::Blind { .. } => "Blind(…)",
            Self::Evaluate { .. } => "Evaluate(…)",
            Self::Finalize(_) => "Finalize(…)",
            Self::Knock(_) => "Knock(…)",
        })
    }
}

impl std::fmt::Debug for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Spread { .. } => "Spread(…)",
            Self::Matched { .. } => "Matched(…)",
            Self::Blinded { .. } => "Blinded(…)",
            Self::Evaluated { .. } => "Evaluated(…)",
            Self::Finalized { .. } => "Finalized(…)",
            Self::Knocked { .. } => "Knocked(…)",
        })
    }
}
