//! Asks questions of its own with more credit than there is, over bridges of others and with tags of others.

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::{BranchId, QueryId, Tag};
use stn_protocol::limits;
use stn_protocol::message::{Frame, Query, QueryCore};
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;

use super::{Heard, Liar};
use crate::network::wire_of;
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Overdrawer;

impl Liar for Overdrawer {
    fn name(&self) -> &'static str {
        "overdraws"
    }

    fn lie(&self, _: Place, heard: &Heard, chance: &mut Chance, identity: &OrgSecret) -> Option<Vec<u8>> {
        overdraw(heard, chance, identity).map(|frame| wire::frame::encode(&frame))
    }
}

fn overdraw(heard: &Heard, chance: &mut Chance, identity: &OrgSecret) -> Option<Frame> {
    let of_others: Vec<QueryCore> = heard.blocks().filter_map(|block| core_of(block)).collect();
    let mut core = chance.one_of(&of_others)?.clone();
    core.origin = identity.public();
    core.query = QueryId::from_bytes(chance.bytes());
    if chance.happens(5_000) {
        core.tags = (0..limits::TAGS).map(|_| Tag::from_bytes(chance.bytes())).collect();
    }
    let branch = BranchId::from_bytes(chance.bytes());
    let core = wire::verify::sign(identity, &core);
    Some(Frame::Query(Query { core, branch, credit: u32::MAX, entries: heard.entries(chance) }))
}

fn core_of(block: &[u8]) -> Option<QueryCore> {
    let Frame::Query(query) = wire_of(block)? else { return None };
    QueryCore::from_bytes(&query.core.payload).ok()
}
