//! One step of one node, opened for the promises: what came, what leaves, and what the disk gets.

use std::sync::Arc;

use stn_protocol::change::Change;
use stn_protocol::exchange::Effect;
use stn_protocol::id::{AskId, BridgeId, EvalId, ItemId, MemberKey, OfferRef, OrgId};
use stn_protocol::local::Entry;
use stn_protocol::message::Frame;
use stn_protocol::state::{Ask, Bridge, Evaluation, Item, MatchTable, Peer, Route, Table};
use stn_protocol::time::Timestamp;
use stn_protocol::wire;

/// A step.
pub struct Step<'a> {
    /// Whose.
    pub org: OrgId,
    /// When, by the node's own clock.
    pub at: Timestamp,
    /// The block that came, and from whom.
    pub arrived: Option<(OrgId, Arc<Vec<u8>>)>,
    /// Everything it wants done.
    pub effects: &'a [Effect],
    /// The blocks among that, read.
    pub sent: Vec<Sent<'a>>,
    /// The rows written that promises look at.
    pub rows: Vec<Row>,
    /// Whether the node is a liar: nothing is promised of it.
    pub is_liar: bool,
}

/// A block that leaves.
pub struct Sent<'a> {
    /// To whom.
    pub to: OrgId,
    /// As it is.
    pub block: &'a [u8],
    /// Read; `None` if it can't be.
    pub frame: Option<Frame>,
}

/// A row that was written.
pub enum Row {
    /// A member's question.
    Ask(AskId, Ask),
    /// A path.
    Route(OfferRef, Box<Route>),
    /// Something that waits for a member.
    Item(MemberKey, ItemId, Box<Item>),
    /// A match table.
    Table(OrgId, u32, MatchTable),
    /// A chunk.
    Evaluation(EvalId, Evaluation),
    /// A bridge.
    Bridge(BridgeId, Box<Bridge>),
    /// A peer.
    Peer(OrgId, Box<Peer>),
    /// A record of a ledger.
    Left(MemberKey, u64, Entry),
}

impl<'a> Step<'a> {
    /// Opens a step.
    pub fn new(
        (org, at): (OrgId, Timestamp),
        arrived: Option<(OrgId, Arc<Vec<u8>>)>,
        effects: &'a [Effect],
        is_liar: bool,
    ) -> Self {
        let (mut sent, mut rows) = (Vec::new(), Vec::new());
        for effect in effects {
            if let Effect::Send { peer, block, .. } = effect {
                sent.push(Sent { to: *peer, block, frame: wire::frame::decode(block).ok() });
            }
            if let Effect::Persist(changes) = effect {
                rows.extend(changes.iter().filter_map(row));
            }
        }
        Self { org, at, arrived, effects, sent, rows, is_liar }
    }
}

fn row(change: &Change) -> Option<Row> {
    let (number, key) = change.key.split_first()?;
    let value = change.value.as_ref()?;
    match number {
        8 => only::<BridgeId, Bridge>(key, value).map(|(bridge, row)| Row::Bridge(bridge, Box::new(row))),
        9 => only::<OrgId, Peer>(key, value).map(|(peer, row)| Row::Peer(peer, Box::new(row))),
        11 => only::<AskId, Ask>(key, value).map(|(ask, row)| Row::Ask(ask, row)),
        14 => only::<OfferRef, Route>(key, value).map(|(offer, row)| Row::Route(offer, Box::new(row))),
        15 => only::<(MemberKey, ItemId), Item>(key, value).map(|(id, row)| Row::Item(id.0, id.1, Box::new(row))),
        17 => only::<(OrgId, u32), MatchTable>(key, value).map(|(id, row)| Row::Table(id.0, id.1, row)),
        18 => only::<EvalId, Evaluation>(key, value).map(|(eval, row)| Row::Evaluation(eval, row)),
        49 => only::<(MemberKey, u64), Entry>(key, value).map(|(id, row)| Row::Left(id.0, id.1, row)),
        _ => None,
    }
}

/// Reads one row through a table of its kind.
fn only<K, V>(key: &[u8], value: &[u8]) -> Option<(K, V)>
where
    K: Ord + Clone + serde::Serialize + serde::de::DeserializeOwned,
    V: Clone + serde::Serialize + serde::de::DeserializeOwned,
{
    let mut table = Table::<K, V>::new(0);
    table.restore(key, value).ok()?;
    table.iter().next().map(|(key, row)| (key.clone(), row.clone()))
}
