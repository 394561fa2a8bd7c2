//! No member stands twice on a path, from the asker to who would answer, over all organisations.

use std::collections::BTreeMap;

use stn_protocol::id::{MemberKey, OfferRef, OrgId};
use stn_protocol::state::Exit;

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
#[derive(Default)]
pub struct NeverAMemberTwiceOnAPath {
    /// The members from an offer on, by the node and the name it has there.
    beyond: BTreeMap<(OrgId, OfferRef), Vec<MemberKey>>,
}

impl Promise for NeverAMemberTwiceOnAPath {
    fn name(&self) -> &'static str {
        "never_a_member_twice_on_a_path"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in &step.rows {
            let Row::Route(offer, route) = row else { continue };
            let mut path = route.segment.clone();
            if let Exit::Bridge { peer, offer: far, .. } = &route.exit {
                path.extend(self.beyond.get(&(*peer, *far)).into_iter().flatten());
            }
            let twice = path.iter().enumerate().find(|(place, member)| path[..*place].contains(member));
            if let Some((_, member)) = twice {
                let (name, org) = (facts.name_of(member), facts.org_name(&step.org));
                return Err(format!("{name} stands twice on a path kept at {org}"));
            }
            self.beyond.insert((step.org, *offer), path);
        }
        Ok(())
    }
}
