//! Withdraws requests of others.

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::RequestId;
use stn_protocol::message::{Cancel, Frame, Request};
use stn_protocol::wire;

use super::{Heard, Liar};
use crate::network::wire_of;
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Withdrawer;

impl Liar for Withdrawer {
    fn name(&self) -> &'static str {
        "withdraws"
    }

    fn lie(&self, _: Place, heard: &Heard, chance: &mut Chance, _: &OrgSecret) -> Option<Vec<u8>> {
        withdraw(heard, chance).map(|frame| wire::frame::encode(&frame))
    }
}

fn withdraw(heard: &Heard, chance: &mut Chance) -> Option<Frame> {
    let requests = heard.blocks().filter_map(|block| match wire_of(block) {
        Some(Frame::Request(request)) => Some(request),
        _ => None,
    });
    let requests: Vec<Request> = requests.collect();
    let request = chance.one_of(&requests)?.clone();
    let guessed = RequestId::from_bytes(chance.bytes());
    Some(Frame::Cancel(Cancel { offer: request.offer, request: guessed }))
}
