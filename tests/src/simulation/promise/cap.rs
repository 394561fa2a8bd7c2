//! Nobody who set a cap is shown more new matters in a month than that.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::id::{ItemId, MemberKey};
use stn_protocol::state::ItemKind;

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::setting::Setting;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file. No run is longer than a month.
pub struct NeverOverACap {
    caps: BTreeMap<String, u16>,
    shown: BTreeMap<MemberKey, BTreeSet<ItemId>>,
}

impl NeverOverACap {
    /// With the caps people set.
    pub fn new(setting: &Setting) -> Self {
        Self { caps: setting.caps.clone(), shown: BTreeMap::new() }
    }
}

impl Promise for NeverOverACap {
    fn name(&self) -> &'static str {
        "never_over_a_cap"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in &step.rows {
            let Row::Item(member, item, row) = row else { continue };
            if !is_new_matter(&row.kind) {
                continue;
            }
            let shown = self.shown.entry(*member).or_default();
            shown.insert(*item);
            let name = facts.name_of(member);
            if let Some(cap) = self.caps.get(name).filter(|cap| shown.len() > usize::from(**cap)) {
                return Err(format!("{name} is shown {} matters and wanted {cap}", shown.len()));
            }
        }
        Ok(())
    }
}

const fn is_new_matter(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Prompt { .. } | ItemKind::Found { .. } | ItemKind::Hop { .. } => true,
        ItemKind::Letter { .. } | ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => false,
        ItemKind::Alert { .. } | ItemKind::Knock { .. } => false,
    }
}
