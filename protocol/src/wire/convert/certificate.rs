//! Certificates.

use stn_proto::v1 as proto;

use super::{Shape, date, exact, required, up_to};
use crate::id::{DeviceKey, MemberKey, OrgId};
use crate::limits;
use crate::message::{CertUpdate, Device, EndReason, EndedKey, MemberCert};
use crate::wire::Malformed;

impl Shape for MemberCert {
    type Proto = proto::MemberCert;

    fn shape(&self) -> proto::MemberCert {
        proto::MemberCert {
            org: self.org.as_bytes().to_vec(),
            member: self.member.as_bytes().to_vec(),
            devices: self.devices.iter().map(Shape::shape).collect(),
            version: self.version,
            issued: self.issued.as_secs(),
            expires: self.expires.as_secs(),
        }
    }

    fn check(proto: proto::MemberCert) -> Result<Self, Malformed> {
        Ok(Self {
            org: OrgId::from_bytes(exact(&proto.org)?),
            member: MemberKey::from_bytes(exact(&proto.member)?),
            devices: up_to(limits::DEVICES, proto.devices)?,
            version: proto.version,
            issued: date(proto.issued),
            expires: date(proto.expires),
        })
    }
}

impl Shape for Device {
    type Proto = proto::Device;

    fn shape(&self) -> proto::Device {
        proto::Device { sign_key: self.sign_key.as_bytes().to_vec() }
    }

    fn check(proto: proto::Device) -> Result<Self, Malformed> {
        Ok(Self { sign_key: DeviceKey::from_bytes(exact(&proto.sign_key)?) })
    }
}

impl Shape for CertUpdate {
    type Proto = proto::CertUpdate;

    fn shape(&self) -> proto::CertUpdate {
        proto::CertUpdate { cert: Some(self.cert.shape()), ended: self.ended.iter().map(Shape::shape).collect() }
    }

    fn check(proto: proto::CertUpdate) -> Result<Self, Malformed> {
        Ok(Self { cert: required(proto.cert)?, ended: up_to(limits::ENDED_KEYS, proto.ended)? })
    }
}

impl Shape for EndedKey {
    type Proto = proto::EndedKey;

    fn shape(&self) -> proto::EndedKey {
        let reason = match self.reason {
            EndReason::Retired => proto::EndReason::Retired,
            EndReason::Compromised => proto::EndReason::Compromised,
        };
        proto::EndedKey { sign_key: self.key.as_bytes().to_vec(), reason: reason.into(), from: self.from.as_secs() }
    }

    fn check(proto: proto::EndedKey) -> Result<Self, Malformed> {
        let reason = match proto::EndReason::try_from(proto.reason) {
            Ok(proto::EndReason::Retired) => EndReason::Retired,
            Ok(proto::EndReason::Compromised) => EndReason::Compromised,
            Ok(proto::EndReason::Unspecified) | Err(_) => return Err(Malformed),
        };
        Ok(Self { key: DeviceKey::from_bytes(exact(&proto.sign_key)?), reason, from: date(proto.from) })
    }
}
