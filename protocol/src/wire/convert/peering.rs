//! Peering, and what nodes tell each other about themselves.

use stn_proto::v1 as proto;

use super::{Shape, date, exact, line, required};
use crate::id::{EpochKey, Mac};
use crate::limits;
use crate::message::{NextEpoch, OrgProfile, PeerAccept, PeerEnd, PeerInfo, PeerJoin, PeerUpdate};
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
            profile: (self.profile != OrgProfile::default()).then(|| self.profile.shape()),
        }
    }

    fn check(proto: proto::PeerInfo) -> Result<Self, Malformed> {
        Ok(Self {
            name: line(proto.name, limits::ORG_NAME)?,
            domain: read_domain(proto.domain)?,
            addrs: lines(proto.addrs, limits::ADDRS, limits::ADDR)?,
            grant: proto.grant,
            epoch: proto.oprf_epoch,
            epoch_key: EpochKey::from_bytes(exact(&proto.oprf_pk)?),
            epoch_until: date(proto.oprf_until),
            profile: proto.profile.map(OrgProfile::check).transpose()?.unwrap_or_default(),
        })
    }
}

impl Shape for OrgProfile {
    type Proto = proto::OrgProfile;

    fn shape(&self) -> proto::OrgProfile {
        let Self { about, topics, regions, languages } = self.clone();
        proto::OrgProfile { about, topics, regions, languages }
    }

    fn check(proto: proto::OrgProfile) -> Result<Self, Malformed> {
        Ok(Self {
            about: line(proto.about, limits::ORG_ABOUT)?,
            topics: lines(proto.topics, limits::ORG_TOPICS, limits::ORG_TOPIC)?,
            regions: lines(proto.regions, limits::ORG_CODES, limits::REGION)?,
            languages: lines(proto.languages, limits::ORG_CODES, limits::LANGUAGE)?,
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

fn lines(lines: Vec<String>, count: usize, bytes: usize) -> Result<Vec<String>, Malformed> {
    if lines.len() > count {
        return Err(Malformed);
    }
    lines.into_iter().map(|text| line(text, bytes)).collect()
}
