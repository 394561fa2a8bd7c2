//! From format 3: an entry of a question that came by says how far it might go, and an offer knows all its ways.
//!
//! Questions under way lose nothing but ways back that only the entries' steps could have told.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{FORMAT_TABLE, Forward, put};
use crate::change::Change;
use crate::id::{BranchId, BridgeId, MemberKey, OrgId};
use crate::message::{QueryCore, Signed};
use crate::state::table::{Unreadable, encoded};
use crate::state::{Child, Relayed, UpBranch, UpEntry, Way};
use crate::time::Timestamp;
use crate::trust::Label;

/// Brings records of format 3 forward, beside what earlier steps changed.
pub(super) fn forward(mut forward: Forward) -> Result<Forward, Unreadable> {
    for (key, value) in &mut forward.records {
        let new = match key.first() {
            Some(&RELAYED) => encoded(&relayed(value)?),
            // The ways of a route come last.
            Some(&ROUTES) => [value.clone(), encoded(&Vec::<Way>::new())].concat(),
            Some(_) | None => continue,
        };
        value.clone_from(&new);
        forward.changes.retain(|change| change.key != *key);
        forward.changes.push(Change { key: key.clone(), value: Some(new) });
    }
    forward.changes.push(put(vec![FORMAT_TABLE], &super::FORMAT));
    Ok(forward)
}

/// Somebody else's query as format 3 kept it.
#[derive(Serialize, Deserialize)]
struct OldRelayed {
    core: Signed<QueryCore>,
    content: QueryCore,
    up: BTreeMap<BranchId, OldUp>,
    labels: BTreeMap<MemberKey, Label>,
    used: BTreeSet<BridgeId>,
    children: BTreeMap<BranchId, Child>,
    decided: BTreeSet<MemberKey>,
    keep_until: Timestamp,
}

/// One frame it came in.
#[derive(Serialize, Deserialize)]
struct OldUp {
    peer: OrgId,
    bridges: Vec<BridgeId>,
    offers: usize,
}

fn relayed(value: &[u8]) -> Result<Relayed, Unreadable> {
    let old: OldRelayed = postcard::from_bytes(value).map_err(|_| Unreadable)?;
    let OldRelayed { core, content, up, labels, used, children, decided, keep_until } = old;
    let up = up.into_iter().map(|(branch, up)| (branch, with_steps(up, branch, &labels))).collect();
    Ok(Relayed { core, content, up, labels, used, children, decided, keep_until })
}

/// An entry's steps are those of the member it reached first; of an entry that reached nobody better, none.
fn with_steps(old: OldUp, branch: BranchId, labels: &BTreeMap<MemberKey, Label>) -> UpBranch {
    let steps = |at: usize| {
        let is_first = |label: &&Label| {
            label.path.len() == 1 && label.up.is_some_and(|up| up.0 == branch && usize::from(up.1) == at)
        };
        labels.values().find(is_first).map_or(0, |label| label.hops_left)
    };
    let entries = old.bridges.iter().enumerate();
    let entries = entries.map(|(at, bridge)| UpEntry { bridge: *bridge, hops_left: steps(at) }).collect();
    UpBranch { peer: old.peer, entries, offers: old.offers }
}

/// The table of others' queries.
const RELAYED: u8 = 13;

/// The table of routes.
const ROUTES: u8 = 14;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{EpochKey, OfferRef, QueryId, SealKey, Signature};
    use crate::message::{Kind, Strength};
    use crate::state::{Exit, State, Up};

    const ORG: OrgId = OrgId::from_bytes([3; 32]);
    const ANN: MemberKey = MemberKey::from_bytes([1; 32]);
    const FIRST: BranchId = BranchId::from_bytes([8; 16]);

    fn bridge(byte: u8) -> BridgeId {
        BridgeId::from_bytes([byte; 16])
    }

    fn question() -> OldRelayed {
        let date = Timestamp::from_secs(1_790_000_000);
        let content = QueryCore {
            origin: ORG,
            origin_name: "Hillside".to_owned(),
            query: QueryId::from_bytes([4; 16]),
            kind: Kind::Introduction,
            created: date,
            expires: date,
            reply_key: SealKey::from_bytes([5; 32]),
            epoch: 1,
            epoch_key: EpochKey::from_bytes([6; 32]),
            tags: Vec::new(),
            attributes: Vec::new(),
            avoid: Vec::new(),
        };
        let label = Label { hops_left: 2, floor: Strength::KnowWell, up: Some((FIRST, 1)), path: vec![ANN] };
        OldRelayed {
            core: Signed::new(vec![1, 2], Signature::from_bytes([7; 64])),
            content,
            up: BTreeMap::from([(FIRST, OldUp { peer: ORG, bridges: vec![bridge(1), bridge(2)], offers: 3 })]),
            labels: BTreeMap::from([(ANN, label)]),
            used: BTreeSet::from([bridge(1), bridge(2)]),
            children: BTreeMap::new(),
            decided: BTreeSet::new(),
            keep_until: date,
        }
    }

    #[test]
    fn questions_and_offers_of_format_3_go_on() {
        let (old, offer) = (question(), OfferRef::from_bytes([13; 16]));
        let (query, date) = (old.content.query, old.keep_until);
        let exit = Exit::Bridge { bridge: bridge(2), peer: ORG, offer: OfferRef::from_bytes([6; 16]) };
        let up = Up::Peer { peer: ORG, bridge: bridge(1) };
        let route = (Kind::Introduction, ORG, "Hillside", query, up, vec![ANN], exit, date, date, None::<()>);
        let records = vec![
            (vec![FORMAT_TABLE], encoded(&3_u32)),
            ([vec![RELAYED], encoded(&(ORG, query))].concat(), encoded(&old)),
            ([vec![ROUTES], encoded(&offer)].concat(), encoded(&route)),
        ];

        let mut state = State::restore_all(records).unwrap();

        let row = state.relayed.row(&(ORG, query)).unwrap();
        let up = &row.up[&FIRST];
        assert_eq!((up.peer, up.offers, row.keep_until), (ORG, 3, date));
        let steps: Vec<(BridgeId, u8)> = up.entries.iter().map(|entry| (entry.bridge, entry.hops_left)).collect();
        assert_eq!(steps, [(bridge(1), 0), (bridge(2), 2)]);
        let route = state.routes.row(&offer).unwrap();
        assert_eq!((&route.segment, route.others.len()), (&vec![ANN], 0));
        let written = state.drain_changes().into_iter().filter_map(|change| Some((change.key, change.value?)));
        assert!(State::restore_all(written).unwrap().relayed.has(&(ORG, query)));
    }
}
