//! Bridges.

use stn_proto::v1 as proto;

use super::{Shape, date, exact, required};
use crate::id::{BridgeId, Mac, MemberKey, OrgId, Signature};
use crate::message::{BridgeAccept, BridgeConfirm, BridgeEnd, BridgeTerms};
use crate::wire::Malformed;

impl Shape for BridgeTerms {
    type Proto = proto::BridgeTerms;

    fn shape(&self) -> proto::BridgeTerms {
        proto::BridgeTerms {
            bridge_id: self.bridge.as_bytes().to_vec(),
            a_org: self.a_org.as_bytes().to_vec(),
            a_member: self.a_member.as_bytes().to_vec(),
            b_org: self.b_org.as_bytes().to_vec(),
            b_member: self.b_member.as_bytes().to_vec(),
            created: self.created.as_secs(),
        }
    }

    fn check(proto: proto::BridgeTerms) -> Result<Self, Malformed> {
        Ok(Self {
            bridge: BridgeId::from_bytes(exact(&proto.bridge_id)?),
            a_org: OrgId::from_bytes(exact(&proto.a_org)?),
            a_member: MemberKey::from_bytes(exact(&proto.a_member)?),
            b_org: OrgId::from_bytes(exact(&proto.b_org)?),
            b_member: MemberKey::from_bytes(exact(&proto.b_member)?),
            created: date(proto.created),
        })
    }
}

impl Shape for BridgeAccept {
    type Proto = proto::BridgeAccept;

    fn shape(&self) -> proto::BridgeAccept {
        proto::BridgeAccept {
            terms: Some(self.terms.shape()),
            cert: Some(self.cert.shape()),
            card: Some(self.card.shape()),
            mac: self.mac.as_bytes().to_vec(),
        }
    }

    fn check(proto: proto::BridgeAccept) -> Result<Self, Malformed> {
        Ok(Self {
            terms: required(proto.terms)?,
            cert: required(proto.cert)?,
            card: required(proto.card)?,
            mac: Mac::from_bytes(exact(&proto.mac)?),
        })
    }
}

impl Shape for BridgeConfirm {
    type Proto = proto::BridgeConfirm;

    fn shape(&self) -> proto::BridgeConfirm {
        proto::BridgeConfirm {
            bridge_id: self.bridge.as_bytes().to_vec(),
            signature: self.signature.as_bytes().to_vec(),
            cert: Some(self.cert.shape()),
            card: Some(self.card.shape()),
            mac: self.mac.as_bytes().to_vec(),
        }
    }

    fn check(proto: proto::BridgeConfirm) -> Result<Self, Malformed> {
        Ok(Self {
            bridge: BridgeId::from_bytes(exact(&proto.bridge_id)?),
            signature: Signature::from_bytes(exact(&proto.signature)?),
            cert: required(proto.cert)?,
            card: required(proto.card)?,
            mac: Mac::from_bytes(exact(&proto.mac)?),
        })
    }
}

impl Shape for BridgeEnd {
    type Proto = proto::BridgeEnd;

    fn shape(&self) -> proto::BridgeEnd {
        proto::BridgeEnd { bridge_id: self.bridge.as_bytes().to_vec() }
    }

    fn check(proto: proto::BridgeEnd) -> Result<Self, Malformed> {
        Ok(Self { bridge: BridgeId::from_bytes(exact(&proto.bridge_id)?) })
    }
}
