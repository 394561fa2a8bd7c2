//! Offers.

use stn_proto::v1 as proto;

use super::query::{read_strength, write_strength};
use super::{Shape, blob, date, exact, hops, prose};
use crate::id::{BranchId, OfferRef, SealKey};
use crate::limits;
use crate::message::{Offer, OfferBody};
use crate::wire::Malformed;

impl Shape for Offer {
    type Proto = proto::Offer;

    fn shape(&self) -> proto::Offer {
        proto::Offer {
            branch_id: self.branch.as_bytes().to_vec(),
            entry: self.entry.into(),
            offer_ref: self.offer.as_bytes().to_vec(),
            sealed: self.sealed.clone(),
        }
    }

    fn check(proto: proto::Offer) -> Result<Self, Malformed> {
        Ok(Self {
            branch: BranchId::from_bytes(exact(&proto.branch_id)?),
            entry: read_entry(proto.entry)?,
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

fn read_entry(entry: u32) -> Result<u8, Malformed> {
    u8::try_from(entry).ok().filter(|entry| usize::from(*entry) < limits::ENTRIES).ok_or(Malformed)
}
