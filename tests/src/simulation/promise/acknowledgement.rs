//! What a peer hears of a block follows from the block alone: the same bytes from a peer are settled alike, whenever they
//! come, wherever they come, and whatever they meet there.
//!
//! Left out are the two frames whose signature covers what the receiver keeps, blocks while a queue is full, and blocks
//! after a peering ended, which both know.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::crypto::digest;
use stn_protocol::exchange::{Effect, Taken};
use stn_protocol::id::OrgId;
use stn_protocol::message::Frame;
use stn_protocol::state::PeerState;

use super::Promise;
use crate::network::{status_of, wire_of};
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
#[derive(Default)]
pub struct AlwaysAnAcknowledgementOfTheBlockAlone {
    heard: BTreeMap<[u8; 32], u8>,
    /// Whose peering with whom has ended.
    ended: BTreeSet<(OrgId, OrgId)>,
}

impl Promise for AlwaysAnAcknowledgementOfTheBlockAlone {
    fn name(&self) -> &'static str {
        "always_an_acknowledgement_of_the_block_alone"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in &step.rows {
            if let Row::Peer(peer, row) = row
                && row.state != PeerState::Active
            {
                self.ended.insert((step.org, *peer));
            }
        }
        let Some((from, block)) = step.arrived.as_ref().filter(|_| !step.is_liar) else { return Ok(()) };
        let settled = step.effects.iter().find_map(|effect| {
            let Effect::Settle { taken, .. } = effect else { return None };
            Some(*taken)
        });
        let Some(taken) = settled else {
            return Err(format!("{} leaves a block unsettled", facts.org_name(&step.org)));
        };
        let is_of_terms = matches!(wire_of(block), Some(Frame::BridgeAccept(_) | Frame::BridgeConfirm(_)));
        let has_ended = taken == Taken::NotPeer && self.ended.contains(&(step.org, *from));
        if is_of_terms || has_ended || matches!(taken, Taken::Busy { .. }) {
            return Ok(());
        }
        let status = status_of(taken).0 as u8;
        let first = *self.heard.entry(digest::sha256(block)).or_insert(status);
        if first == status {
            return Ok(());
        }
        let (here, there) = (facts.org_name(&step.org), facts.org_name(from));
        Err(format!("{here} settles a block of {there} with {status}, as it was settled with {first} before"))
    }
}
