//! Nothing new goes over a bridge that has ended, or to an organisation that is no peer any more. What had left before
//! may come again: a repeat is the same bytes.

use std::collections::BTreeSet;

use stn_protocol::id::{BridgeId, OrgId};
use stn_protocol::message::Frame;
use stn_protocol::state::{BridgeState, PeerState};

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
#[derive(Default)]
pub struct NeverOverWhatHasEnded {
    bridges: BTreeSet<(OrgId, BridgeId)>,
    peers: BTreeSet<(OrgId, OrgId)>,
    left: BTreeSet<(OrgId, OrgId, [u8; 16])>,
}

impl Promise for NeverOverWhatHasEnded {
    fn name(&self) -> &'static str {
        "never_over_what_has_ended"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        self.note_ends(step);
        for sent in step.sent.iter().filter(|_| !step.is_liar) {
            let Some((name, bridges)) = sent.frame.as_ref().and_then(of_question) else { continue };
            if !self.left.insert((step.org, sent.to, name)) {
                continue;
            }
            let (here, there) = (facts.org_name(&step.org), facts.org_name(&sent.to));
            if self.peers.contains(&(step.org, sent.to)) {
                return Err(format!("{here} sends something new to {there}, which is no peer any more"));
            }
            if bridges.iter().any(|bridge| self.bridges.contains(&(step.org, *bridge))) {
                return Err(format!("{here} sends something new to {there} over a bridge that has ended"));
            }
        }
        Ok(())
    }
}

impl NeverOverWhatHasEnded {
    fn note_ends(&mut self, step: &Step<'_>) {
        for row in &step.rows {
            match row {
                Row::Bridge(bridge, row) if row.state == BridgeState::Ended => {
                    self.bridges.insert((step.org, *bridge));
                }
                Row::Peer(peer, row) if row.state == PeerState::Ended => {
                    self.peers.insert((step.org, *peer));
                }
                Row::Bridge(..) | Row::Peer(..) | Row::Ask(..) | Row::Route(..) | Row::Item(..) => {}
                Row::Table(..) | Row::Evaluation(..) | Row::Left(..) => {}
            }
        }
    }
}

/// What tells a frame of a question from others, and the bridges it goes over.
fn of_question(frame: &Frame) -> Option<([u8; 16], Vec<BridgeId>)> {
    match frame {
        Frame::Query(query) => {
            Some((*query.branch.as_bytes(), query.entries.iter().map(|entry| entry.bridge).collect()))
        }
        Frame::Request(request) => Some((*request.offer.as_bytes(), request.bridge.into_iter().collect())),
        Frame::Offer(offer) => Some((*offer.offer.as_bytes(), Vec::new())),
        Frame::PeerUpdate(_) | Frame::PeerEnd(_) | Frame::Succession(_) | Frame::CertUpdate(_) => None,
        Frame::BridgeAccept(_) | Frame::BridgeConfirm(_) | Frame::BridgeEnd(_) => None,
        Frame::EvalRequest(_) | Frame::EvalResponse(_) | Frame::Knock(_) => None,
        Frame::Answer(_) | Frame::Cancel(_) | Frame::Word(_) => None,
    }
}
