//! Whatever is lost, repeated or begun again: each effect comes once. One prompt of a question before a member, one
//! request before a member, one yes, one answer, and one person's offer to one question for each letter key, for which
//! nobody is asked twice, by whichever ways requests come.

use std::collections::BTreeMap;

use stn_protocol::id::{MemberKey, OfferRef, OrgId, QueryId};
use stn_protocol::local::Left;
use stn_protocol::state::ItemKind;

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
#[derive(Default)]
pub struct NeverAnEffectTwice {
    /// What happened to whom, and the row that says so.
    happened: BTreeMap<(OrgId, MemberKey, String), Vec<u8>>,
    /// Whose offer to which question a letter key was given to.
    given: BTreeMap<[u8; 32], (OrgId, Option<MemberKey>, QueryId)>,
    /// Along which of its paths a request was put before whom.
    asked: BTreeMap<([u8; 32], MemberKey), (OrgId, OfferRef)>,
}

impl Promise for NeverAnEffectTwice {
    fn name(&self) -> &'static str {
        "never_an_effect_twice"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in &step.rows {
            if let Row::Route(offer, route) = row
                && let Some(end) = route.exit.end()
            {
                let (key, owner) = (*end.public.as_bytes(), route.segment.last().copied());
                let to = (step.org, owner, route.query);
                let is_first = *self.given.entry(key).or_insert(to) == to;
                let along = (step.org, *offer);
                let asked =
                    route.hop.as_ref().filter(|hop| hop.item.is_some()).and_then(|hop| route.segment.get(hop.at));
                let is_only = asked.is_none_or(|member| *self.asked.entry((key, *member)).or_insert(along) == along);
                if !is_first || !is_only {
                    return Err(format!("a letter key served twice at {}", facts.org_name(&step.org)));
                }
            }
            let Some((member, what, by)) = effect(row) else { continue };
            let first = self.happened.entry((step.org, member, what.clone())).or_insert_with(|| by.clone());
            if *first != by {
                return Err(format!("{what} happened twice to {}", facts.name_of(&member)));
            }
        }
        Ok(())
    }
}

/// An effect that comes once, to whom, and the name of the row that tells of it.
fn effect(row: &Row) -> Option<(MemberKey, String, Vec<u8>)> {
    match row {
        Row::Item(member, item, row) => {
            let what = match &row.kind {
                ItemKind::Prompt { query, .. } | ItemKind::Found { query, .. } => format!("a prompt for {query}"),
                ItemKind::Hop { offer } | ItemKind::Letter { offer } => format!("a request along {offer}"),
                ItemKind::BridgeAccepted { .. } | ItemKind::BridgeConfirmed { .. } => return None,
                ItemKind::Alert { .. } | ItemKind::Knock { .. } => return None,
            };
            Some((*member, what, item.as_bytes().to_vec()))
        }
        Row::Left(member, number, entry) => {
            let what = match &entry.left {
                Left::Asked { ask, .. } => format!("the leaving of ask {ask}"),
                Left::RequestSent { request, .. } => format!("the sending of request {request}"),
                Left::PassedOn { request, .. } => format!("the passing on of request {request}"),
                Left::LedToAnswer { request, .. } => format!("an answer passing by to request {request}"),
                Left::Answered { request, .. } => format!("the answering of request {request}"),
                Left::Withdrawn { request, .. } => format!("the withdrawal of request {request}"),
                Left::OfferLeft { .. } | Left::Evaluated { .. } => return None,
                Left::BridgeTied { .. } | Left::BridgeEnded { .. } => return None,
                Left::WordSent { .. } | Left::Knocked { .. } => return None,
                Left::AlertSent { .. } => return None,
                Left::AlertAnswered { .. } => return None,
            };
            Some((*member, what, number.to_be_bytes().to_vec()))
        }
        Row::Ask(..) | Row::Route(..) | Row::Table(..) | Row::Evaluation(..) => None,
        Row::Bridge(..) | Row::Peer(..) => None,
    }
}
