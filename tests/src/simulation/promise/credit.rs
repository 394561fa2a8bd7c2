//! How far a question spreads: never more frames than its credit, never twice over a bridge the same way.
//!
//! Frames are counted in the whole network. Where a liar spreads a question as well, honest nodes still clamp what they
//! are given: each sends no more for it than the credit of one frame for every frame it received.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::id::{BranchId, BridgeId, OrgId, QueryId};
use stn_protocol::limits;
use stn_protocol::message::{Frame, Query, QueryCore};
use stn_protocol::wire::payload::Payload;

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::Step;

type Question = (OrgId, QueryId);

/// See the file.
#[derive(Default)]
pub struct NeverMoreFramesThanCredit {
    /// Frames of each question, with the credit they left with.
    sent: BTreeMap<Question, BTreeMap<BranchId, u32>>,
    sent_by: BTreeMap<(OrgId, Question), BTreeSet<BranchId>>,
    given: BTreeMap<(OrgId, Question), BTreeMap<BranchId, u32>>,
    touched_by_liars: BTreeSet<Question>,
}

impl Promise for NeverMoreFramesThanCredit {
    fn name(&self) -> &'static str {
        "never_more_frames_than_credit"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        self.hear(step);
        for (question, query) in questions(step) {
            self.sent.entry(question).or_default().insert(query.branch, query.credit);
            self.sent_by.entry((step.org, question)).or_default().insert(query.branch);
            if step.is_liar {
                self.touched_by_liars.insert(question);
                continue;
            }
            let count = self.sent.get(&question).map_or(0, BTreeMap::len);
            if count > limits::CREDIT as usize && !self.touched_by_liars.contains(&question) {
                return Err(format!("{count} frames of one question, the last from {}", facts.org_name(&step.org)));
            }
            self.check_share(facts, step, question)?;
        }
        Ok(())
    }
}

impl NeverMoreFramesThanCredit {
    fn hear(&mut self, step: &Step<'_>) {
        let Some((_, block)) = &step.arrived else { return };
        if let Some(Frame::Query(query)) = crate::network::wire_of(block)
            && let Ok(core) = QueryCore::from_bytes(&query.core.payload)
        {
            let question = (core.origin, core.query);
            // A frame no step sent, or sent with another credit, is a liar's.
            let sent = self.sent.get(&question).and_then(|sent| sent.get(&query.branch));
            if sent != Some(&query.credit) {
                self.touched_by_liars.insert(question);
            }
            let given = self.given.entry((step.org, question)).or_default();
            given.insert(query.branch, query.credit.min(limits::CREDIT));
        }
    }

    /// A node spends and gives away no more than it was given, an origin no more than a question's credit.
    fn check_share(&self, facts: &Facts, step: &Step<'_>, question: Question) -> Result<(), String> {
        let sent = self.sent_by.get(&(step.org, question)).map_or(0, BTreeSet::len) as u64;
        let given = self.given.get(&(step.org, question));
        let given: u64 = match question.0 == step.org {
            true => u64::from(limits::CREDIT),
            false => given.into_iter().flatten().map(|(_, credit)| u64::from(*credit)).sum(),
        };
        if sent <= given {
            return Ok(());
        }
        Err(format!("{} sent {sent} frames of a question it had {given} for", facts.org_name(&step.org)))
    }
}

/// See the file.
#[derive(Default)]
pub struct NeverABridgeTwiceOneWay {
    used: BTreeMap<(OrgId, Question, BridgeId), BranchId>,
}

impl Promise for NeverABridgeTwiceOneWay {
    fn name(&self) -> &'static str {
        "never_a_bridge_twice_one_way"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for (question, query) in questions(step).filter(|_| !step.is_liar) {
            for entry in &query.entries {
                let first = self.used.entry((step.org, question, entry.bridge)).or_insert(query.branch);
                if *first != query.branch {
                    return Err(format!("{} sent a question twice over one bridge", facts.org_name(&step.org)));
                }
            }
        }
        Ok(())
    }
}

/// The questions that leave in a step.
fn questions<'s>(step: &'s Step<'_>) -> impl Iterator<Item = (Question, &'s Query)> {
    step.sent.iter().filter_map(|sent| {
        let Some(Frame::Query(query)) = &sent.frame else { return None };
        let core = QueryCore::from_bytes(&query.core.payload).ok()?;
        Some(((core.origin, core.query), query))
    })
}
