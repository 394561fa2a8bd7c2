//! Only handles are blinded whose owners let them be found by questions from that far away, and domains by which
//! neighbours are judged.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::exchange::Effect;
use stn_protocol::exchange::work::Work;
use stn_protocol::id::{EvalId, OrgId};
use stn_protocol::trust::Handle;

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
#[derive(Default)]
pub struct NeverAnIneligibleHandleBlinded {
    origins: BTreeMap<(OrgId, EvalId), OrgId>,
    eligible: BTreeMap<(OrgId, OrgId), BTreeSet<Handle>>,
}

impl Promise for NeverAnIneligibleHandleBlinded {
    fn name(&self) -> &'static str {
        "never_an_ineligible_handle_blinded"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in &step.rows {
            if let Row::Evaluation(eval, row) = row {
                self.origins.insert((step.org, *eval), row.origin);
            }
        }
        for effect in step.effects.iter().filter(|_| !step.is_liar) {
            let Effect::Work(Work::Blind { eval, handles, .. }) = effect else { continue };
            let Some(origin) = self.origins.get(&(step.org, *eval)).copied() else {
                return Err(format!("{} blinds a chunk it does not keep", facts.org_name(&step.org)));
            };
            let eligible =
                self.eligible.entry((step.org, origin)).or_insert_with(|| facts.eligible(&step.org, &origin));
            if !handles.iter().all(|handle| eligible.contains(handle)) {
                let (here, there) = (facts.org_name(&step.org), facts.org_name(&origin));
                return Err(format!("{here} has a handle evaluated by {there} that nobody there may find"));
            }
        }
        Ok(())
    }
}
