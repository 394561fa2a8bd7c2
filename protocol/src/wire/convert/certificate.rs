//! Certificates.

use stn_proto::v1 as proto;

use super::{Shape, date, exact, required, up_to};
use crate::id::{DeviceKey, MemberKey, OrgId};
use crate::limits;
use crate::message::{CertUpdate, Device, MemberCert};
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
        proto::CertUpdate { cert: Some(self.cert.shape()) }
    }

    fn check(proto: proto::CertUpdate) -> Result<Self, Malformed> {
        Ok(Self { cert: required(proto.cert)? })
    }
}
