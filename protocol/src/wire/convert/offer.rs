//! Offers.

use std::collections::BTreeSet;

use stn_proto::v1 as proto;

use super::query::{read_strength, write_strength};
use super::{Shape, blob, date, exact, hops, prose, up_to};
use crate::id::{BranchId, OfferRef, SealKey};
use crate::limits;
use crate::message::{Offer, OfferBody, OfferWay};
use crate::wire::Malformed;

impl Shape for Offer {
    type Proto = proto::Offer;

    fn shape(&self) -> proto::Offer {
        proto::Offer {
            branch_id: self.branch.as_bytes().to_vec(),
            ways: self.ways.iter().map(Shape::shape).collect(),
            offer_ref: self.offer.as_bytes().to_vec(),
            sealed: self.sealed.clone(),
        }
    }

    fn check(proto: proto::Offer) -> Result<Self, Malformed> {
        Ok(Self {
            branch: BranchId::from_bytes(exact(&proto.branch_id)?),
            ways: read_ways(proto.ways)?,
            offer: OfferRef::from_bytes(exact(&proto.offer_ref)?),
            sealed: blob(proto.sealed, limits::SEALED_OFFER)?,
        })
    }
}

impl Shape for OfferBody {
    type Proto = proto::OfferBody;

    fn shape(&self) -> proto::OfferBody {
        proto::OfferBody {
            hops_left: self.hops_left.into(),
            floor: write_strength(self.floor),
            letter_key: self.letter_key.as_bytes().to_vec(),
            blurb: self.blurb.to_string(),
            expires: self.expires.as_secs(),
        }
    }

    fn check(proto: proto::OfferBody) -> Result<Self, Malformed> {
        Ok(Self {
            hops_left: hops(proto.hops_left)?,
            floor: read_strength(proto.floor)?,
            letter_key: SealKey::from_bytes(exact(&proto.letter_key)?),
            blurb: prose(proto.blurb, limits::BLURB)?,
            expires: date(proto.expires),
        })
    }
}

impl Shape for OfferWay {
    type Proto = proto::OfferWay;

    fn shape(&self) -> proto::OfferWay {
        proto::OfferWay { entry: self.entry.into(), detour: self.detour.into(), floor: write_strength(self.floor) }
    }

    fn check(proto: proto::OfferWay) -> Result<Self, Malformed> {
        let entry = u8::try_from(proto.entry).ok().filter(|entry| usize::from(*entry) < limits::ENTRIES);
        let detour = i8::try_from(proto.detour).ok().filter(|detour| detour.unsigned_abs() <= limits::DETOUR);
        Ok(Self {
            entry: entry.ok_or(Malformed)?,
            detour: detour.ok_or(Malformed)?,
            floor: read_strength(proto.floor)?,
        })
    }
}

/// At least one way, and no entry twice.
fn read_ways(ways: Vec<proto::OfferWay>) -> Result<Vec<OfferWay>, Malformed> {
    let ways: Vec<OfferWay> = up_to(limits::ENTRIES, ways)?;
    let entries: BTreeSet<u8> = ways.iter().map(|way| way.entry).collect();
    if ways.is_empty() || entries.len() < ways.len() { Err(Malformed) } else { Ok(ways) }
}
