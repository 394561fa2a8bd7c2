//! Signed objects: the payload stays the bytes it is.

use stn_proto::v1 as proto;

use super::{Shape, exact};
use crate::id::Signature;
use crate::message::{CoSigned, Signed};
use crate::wire::Malformed;
use crate::wire::payload::Payload;

impl<T: Payload> Shape for Signed<T> {
    type Proto = proto::Signed;

    fn shape(&self) -> proto::Signed {
        proto::Signed { payload: self.payload.clone(), signature: self.signature.as_bytes().to_vec() }
    }

    fn check(proto: proto::Signed) -> Result<Self, Malformed> {
        let payload = payload::<T>(proto.payload)?;
        Ok(Self::new(payload, Signature::from_bytes(exact(&proto.signature)?)))
    }
}

impl<T: Payload> Shape for CoSigned<T> {
    type Proto = proto::CoSigned;

    fn shape(&self) -> proto::CoSigned {
        proto::CoSigned {
            payload: self.payload.clone(),
            org_signature: self.org_signature.as_bytes().to_vec(),
            member_signature: self.member_signature.map(|signature| signature.as_bytes().to_vec()).unwrap_or_default(),
        }
    }

    fn check(proto: proto::CoSigned) -> Result<Self, Malformed> {
        let payload = payload::<T>(proto.payload)?;
        let org_signature = Signature::from_bytes(exact(&proto.org_signature)?);
        let member_signature = match proto.member_signature.as_slice() {
            [] => None,
            bytes => Some(Signature::from_bytes(exact(bytes)?)),
        };
        Ok(Self::new(payload, org_signature, member_signature))
    }
}

fn payload<T: Payload>(payload: Vec<u8>) -> Result<Vec<u8>, Malformed> {
    if payload.is_empty() || payload.len() > T::MAX_LEN { Err(Malformed) } else { Ok(payload) }
}
