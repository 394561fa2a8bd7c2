//! Sends one frame with parts of another, or with something drawn anew.

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::{AnswerId, BranchId, EvalId, OfferRef};
use stn_protocol::limits;
use stn_protocol::message::{Cancel, Frame, Offer, Query, Request};
use stn_protocol::wire;

use super::{Heard, Liar, shorter};
use crate::network::wire_of;
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Mixer;

impl Liar for Mixer {
    fn name(&self) -> &'static str {
        "mixes"
    }

    fn lie(&self, _: Place, heard: &Heard, chance: &mut Chance, _: &OrgSecret) -> Option<Vec<u8>> {
        let (one, other) = (heard.any(chance)?, heard.any(chance)?);
        let mixed = mix(heard, chance, wire_of(&one)?, wire_of(&other)?);
        Some(wire::frame::encode(&mixed))
    }
}

/// Changes one part of a frame: to that of another frame of its sort, or to something drawn.
fn mix(heard: &Heard, chance: &mut Chance, frame: Frame, other: Frame) -> Frame {
    let (drawn, coin) = (chance.bytes::<16>(), chance.below(5));
    match (frame, other) {
        (Frame::Query(query), other) => Frame::Query(mix_query(heard, chance, query, (other, drawn))),
        (Frame::Request(request), Frame::Request(other)) => Frame::Request(mix_request(request, other, coin)),
        (Frame::Request(request), _) => Frame::Request(Request { offer: OfferRef::from_bytes(drawn), ..request }),
        (Frame::Answer(mut answer), Frame::Answer(other)) => {
            match coin {
                0 => answer.answer = AnswerId::from_bytes(drawn),
                1 => answer.sealed = other.sealed,
                2 => answer.receipts.rotate_left(1),
                3 => answer.receipts = other.receipts,
                _ => answer.offer = other.offer,
            }
            Frame::Answer(answer)
        }
        (Frame::Answer(mut answer), _) => {
            answer.sealed[200] ^= 1;
            Frame::Answer(answer)
        }
        (Frame::Offer(offer), _) => match coin {
            0 => Frame::Offer(Offer { ways: vec![shorter(39)], ..offer }),
            1 => Frame::Offer(Offer { branch: BranchId::from_bytes(drawn), ..offer }),
            _ => Frame::Offer(Offer { offer: OfferRef::from_bytes(drawn), ..offer }),
        },
        (Frame::EvalResponse(mut response), Frame::EvalResponse(other)) => {
            match coin {
                0 => response.proof = other.proof,
                1 => response.evaluated = other.evaluated,
                2 => response.evaluated.rotate_left(32),
                3 => response.evaluated[..32].copy_from_slice(&[0; 32]),
                _ => response.eval = other.eval,
            }
            Frame::EvalResponse(response)
        }
        (Frame::EvalRequest(mut request), _) => {
            match coin {
                0 => request.epoch = request.epoch.wrapping_add(1),
                1 => request.branch = Some(BranchId::from_bytes(drawn)),
                2 => request.elements[..32].copy_from_slice(&[0; 32]),
                _ => request.eval = EvalId::from_bytes(drawn),
            }
            Frame::EvalRequest(request)
        }
        (Frame::Cancel(cancel), _) => Frame::Cancel(Cancel { offer: OfferRef::from_bytes(drawn), ..cancel }),
        (frame, _) => frame,
    }
}

fn mix_query(heard: &Heard, chance: &mut Chance, mut query: Query, (other, drawn): (Frame, [u8; 16])) -> Query {
    match chance.below(5) {
        0 => query.credit = u32::MAX,
        1 => query.branch = BranchId::from_bytes(drawn),
        2 => query.entries.iter_mut().for_each(|entry| entry.hops_left = limits::HOPS),
        3 => {
            query.core.signature =
                if let Frame::Query(other) = other { other.core.signature } else { query.core.signature }
        }
        _ => {
            query.branch = BranchId::from_bytes(drawn);
            query.entries = heard.entries(chance);
        }
    }
    query
}

fn mix_request(mut request: Request, other: Request, coin: usize) -> Request {
    match coin {
        0 => request.consent = other.consent,
        1 => request.cert = other.cert,
        2 => request.offer = other.offer,
        3 => request.core = other.core,
        _ => request.connector_note = "nobody signed this".into(),
    }
    request
}
