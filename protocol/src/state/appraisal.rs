//! What a node keeps so that a question stays away from whom it must: keys of organisations' domains under an
//! origin's key, questions that wait until a neighbour can be judged, and dates by which answers go.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{AskId, Blob, MemberKey, OrgId, QueryId, RequestId};
use crate::state::{State, TableEntry};
use crate::time::Timestamp;
use crate::trust::Handle;

/// Members whom an open question is about, as far as this node recognises them.
pub type Recognised = BTreeMap<(OrgId, QueryId), BTreeSet<MemberKey>>;

/// Handles evaluated under an origin's key to keep its questions away from their organisations.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AvoidKeys {
    /// This node's own domain and its peers', as far as they came back.
    pub keys: Vec<TableEntry>,
    /// Handles that were sent for this alone: nobody is found by them.
    pub only: BTreeSet<Handle>,
    /// Questions that go on once the neighbour can be judged.
    pub waiting: Vec<WaitingQuestion>,
}

/// A question ready to go to a neighbour who can't be judged yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitingQuestion {
    /// The question.
    pub query: QueryId,
    /// The neighbour.
    pub peer: OrgId,
    /// The frame.
    pub block: Blob,
    /// When it stops waiting.
    pub until: Timestamp,
}

impl State {
    /// When an answer is deleted: on the date of its ask, or sooner where its endpoint said so.
    pub fn answer_retained(&self, request: &RequestId, ask: &AskId) -> Option<Timestamp> {
        let terms = self.permissions.row(ask).map(|terms| terms.retain_until);
        terms.into_iter().chain(self.retained.row(request).copied()).min()
    }

    /// Forgets a match table and what was kept apart with it.
    pub fn drop_table(&mut self, id: &(OrgId, u32)) {
        self.match_tables.remove(id);
        self.avoid_keys.remove(id);
    }
}
