//! Sends offers to branches that may not be its own.

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::{BranchId, OfferRef};
use stn_protocol::limits;
use stn_protocol::message::{Frame, Offer};
use stn_protocol::wire;

use super::{Heard, Liar, shorter};
use crate::network::wire_of;
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Foister;

impl Liar for Foister {
    fn name(&self) -> &'static str {
        "foists an offer"
    }

    fn lie(&self, _: Place, heard: &Heard, chance: &mut Chance, _: &OrgSecret) -> Option<Vec<u8>> {
        foist(heard, chance).map(|frame| wire::frame::encode(&frame))
    }
}

fn foist(heard: &Heard, chance: &mut Chance) -> Option<Frame> {
    let branches = heard.blocks().filter_map(|block| match wire_of(block) {
        Some(Frame::Query(query)) => Some(query.branch),
        _ => None,
    });
    let branches: Vec<BranchId> = branches.collect();
    let branch = *chance.one_of(&branches)?;
    let mut sealed = vec![0; limits::SEALED_OFFER];
    sealed[..32].copy_from_slice(&chance.bytes::<32>());
    let offer = OfferRef::from_bytes(chance.bytes());
    let ways = (0..1 + chance.below(3) as u8).map(shorter).collect();
    Some(Frame::Offer(Offer { branch, ways, offer, sealed }))
}
