//! Peering, and what nodes tell each other about themselves.

use stn_proto::v1 as proto;

use super::{Shape, date, exact, line, required};
use crate::id::{EpochKey, Mac};
use crate::limits;
use crate::message::{NextEpoch, PeerAccept, PeerEnd, PeerInfo, PeerJoin, PeerUpdate};
use crate::wire::Malformed;

impl Shape for PeerInfo {
    type Proto = proto::PeerInfo;

    fn shape(&self) -> proto::PeerInfo {
        proto::PeerInfo {
            name: self.name.clone(),
            domain: self.domain.clone(),
            addrs: self.addrs.clone(),
            grant: self.grant,
            oprf_epoch: self.epoch,
            oprf_pk: self.epoch_key.as_bytes().to_vec(),
            oprf_until: self.epoch_until.as_secs(),
        }
    }

    fn check(proto: proto::PeerInfo) -> Result<Self, Malformed> {
        Ok(Self {
            name: line(proto.name, limits::ORG_NAME)?,
            domain: read_domain(proto.domain)?,
            addrs: read_addrs(proto.addrs)?,
            grant: proto.grant,
            epoch: proto.oprf_epoch,
            epoch_key: EpochKey::from_bytes(exact(&proto.oprf_pk)?),
            epoch_until: date(proto.oprf_until),
        })
    }
}

impl Shape for NextEpoch {
    type Proto = proto::NextEpoch;

    fn shape(&self) -> proto::NextEpoch {
        proto::NextEpoch { epoch: self.epoch, oprf_pk: self.epoch_key.as_bytes().to_vec(), from: self.from.as_secs() }
    }

    fn check(proto: proto::NextEpoch) -> Result<Self, Malformed> {
        Ok(Self { epoch: proto.epoch, epoch_key: EpochKey::from_bytes(exact(&proto.oprf_pk)?), from: date(proto.from) })
    }
}

impl Shape for PeerJoin {
    type Proto = proto::PeerJoin;

    fn shape(&self) -> proto::PeerJoin {
        proto::PeerJoin { info: Some(self.info.shape()), mac: self.mac.as_bytes().to_vec() }
    }

    fn check(proto: proto::PeerJoin) -> Result<Self, Malformed> {
        Ok(Self { info: required(proto.info)?, mac: Mac::from_bytes(exact(&proto.mac)?) })
    }
}

impl Shape for PeerAccept {
    type Proto = proto::PeerAccept;

    fn shape(&self) -> proto::PeerAccept {
        proto::PeerAccept { info: Some(self.info.shape()) }
    }

    fn check(proto: proto::PeerAccept) -> Result<Self, Malformed> {
        Ok(Self { info: required(proto.info)? })
    }
}

impl Shape for PeerUpdate {
    type Proto = proto::PeerUpdate;

    fn shape(&self) -> proto::PeerUpdate {
        proto::PeerUpdate {
            seq: self.seq,
            incarnation: self.incarnation,
            info: Some(self.info.shape()),
            next_epoch: self.next_epoch.as_ref().map(Shape::shape),
        }
    }

    fn check(proto: proto::PeerUpdate) -> Result<Self, Malformed> {
        Ok(Self {
            seq: proto.seq,
            incarnation: proto.incarnation,
            info: required(proto.info)?,
            next_epoch: proto.next_epoch.map(NextEpoch::check).transpose()?,
        })
    }
}

impl Shape for PeerEnd {
    type Proto = proto::PeerEnd;

    fn shape(&self) -> proto::PeerEnd {
        proto::PeerEnd {}
    }

    fn check(_: proto::PeerEnd) -> Result<Self, Malformed> {
        Ok(Self {})
    }
}

fn read_domain(domain: String) -> Result<String, Malformed> {
    if domain.is_ascii() { line(domain, limits::DOMAIN) } else { Err(Malformed) }
}

fn read_addrs(addrs: Vec<String>) -> Result<Vec<String>, Malformed> {
    if addrs.len() > limits::ADDRS {
        return Err(Malformed);
    }
    addrs.into_iter().map(|addr| line(addr, limits::ADDR)).collect()
}
