//! A question leaves a trace only with members who know whom it seeks and would answer somebody that far away: no
//! prompt, no path that ends with them, no letter key given.

use std::collections::BTreeMap;

use stn_protocol::id::{MemberKey, OrgId, QueryId};
use stn_protocol::state::ItemKind;
use stn_protocol::trust::Handle;

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
#[derive(Default)]
pub struct NeverATraceOfWhoDoesNotMatch {
    sought: BTreeMap<(OrgId, QueryId), Vec<Handle>>,
}

impl Promise for NeverATraceOfWhoDoesNotMatch {
    fn name(&self) -> &'static str {
        "never_a_trace_of_who_does_not_match"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in &step.rows {
            if let Row::Ask(_, ask) = row {
                self.sought.insert((step.org, ask.query), ask.handles.clone());
            }
        }
        for (member, origin, query) in step.rows.iter().filter(|_| !step.is_liar).filter_map(trace) {
            let sought = self.sought.get(&(origin, query)).map_or(&[][..], Vec::as_slice);
            if !facts.could_answer(&member, sought, facts.audience(&step.org, &origin)) {
                let (name, org) = (facts.name_of(&member), facts.org_name(&origin));
                return Err(format!("a question of {org} left a trace with {name}, who knows nobody it seeks"));
            }
        }
        Ok(())
    }
}

/// With whom a question left a trace.
fn trace(row: &Row) -> Option<(MemberKey, OrgId, QueryId)> {
    match row {
        Row::Route(_, route) => {
            route.exit.end()?;
            Some((*route.segment.last()?, route.origin, route.query))
        }
        Row::Item(member, _, item) => match &item.kind {
            ItemKind::Prompt { origin, query, .. } | ItemKind::Found { origin, query, .. } => {
                Some((*member, *origin, *query))
            }
            ItemKind::Hop { .. } | ItemKind::Letter { .. } => None,
            ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => None,
            ItemKind::Alert { .. } | ItemKind::Knock { .. } => None,
        },
        Row::Ask(..) | Row::Table(..) | Row::Evaluation(..) | Row::Left(..) => None,
        Row::Bridge(..) | Row::Peer(..) => None,
    }
}
