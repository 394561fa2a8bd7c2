//! An organisation's change of key.

use stn_proto::v1 as proto;

use super::{Shape, date, exact};
use crate::id::{OrgId, Signature};
use crate::limits;
use crate::message::{Succession, SuccessionTerms};
use crate::wire::Malformed;

impl Shape for Succession {
    type Proto = proto::Succession;

    fn shape(&self) -> proto::Succession {
        proto::Succession {
            payload: self.payload.clone(),
            old_signature: self.old_signature.as_bytes().to_vec(),
            new_signature: self.new_signature.as_bytes().to_vec(),
        }
    }

    fn check(proto: proto::Succession) -> Result<Self, Malformed> {
        if proto.payload.is_empty() || proto.payload.len() > limits::SUCCESSION_TERMS {
            return Err(Malformed);
        }
        Ok(Self {
            payload: proto.payload,
            old_signature: Signature::from_bytes(exact(&proto.old_signature)?),
            new_signature: Signature::from_bytes(exact(&proto.new_signature)?),
        })
    }
}

impl Shape for SuccessionTerms {
    type Proto = proto::SuccessionTerms;

    fn shape(&self) -> proto::SuccessionTerms {
        proto::SuccessionTerms {
            old_org: self.old_org.as_bytes().to_vec(),
            new_org: self.new_org.as_bytes().to_vec(),
            effective: self.effective.as_secs(),
        }
    }

    fn check(proto: proto::SuccessionTerms) -> Result<Self, Malformed> {
        Ok(Self {
            old_org: OrgId::from_bytes(exact(&proto.old_org)?),
            new_org: OrgId::from_bytes(exact(&proto.new_org)?),
            effective: date(proto.effective),
        })
    }
}
