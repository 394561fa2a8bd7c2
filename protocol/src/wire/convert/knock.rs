//! Knocks.

use stn_proto::v1 as proto;

use super::{Shape, blob, date, exact, prose, required};
use crate::id::{BridgeId, KnockId, MemberKey, OrgId, Tag};
use crate::limits;
use crate::message::{Knock, KnockBody};
use crate::wire::Malformed;

impl Shape for Knock {
    type Proto = proto::Knock;

    fn shape(&self) -> proto::Knock {
        proto::Knock {
            knock_id: self.knock.as_bytes().to_vec(),
            oprf_epoch: self.epoch,
            tags: self.tags.iter().map(|tag| tag.as_bytes().to_vec()).collect(),
            wrapped: self.wrapped.clone(),
            sealed: self.sealed.clone(),
        }
    }

    fn check(proto: proto::Knock) -> Result<Self, Malformed> {
        if proto.tags.len() != limits::TAGS || proto.wrapped.len() != limits::TAGS {
            return Err(Malformed);
        }
        let wrapped = proto.wrapped.into_iter().map(|key| blob(key, limits::WRAPPED_KNOCK_KEY));
        Ok(Self {
            knock: KnockId::from_bytes(exact(&proto.knock_id)?),
            epoch: proto.oprf_epoch,
            tags: proto.tags.iter().map(|tag| exact(tag).map(Tag::from_bytes)).collect::<Result<_, _>>()?,
            wrapped: wrapped.collect::<Result<_, _>>()?,
            sealed: blob(proto.sealed, limits::SEALED_KNOCK)?,
        })
    }
}

impl Shape for KnockBody {
    type Proto = proto::KnockBody;

    fn shape(&self) -> proto::KnockBody {
        proto::KnockBody {
            org: self.org.as_bytes().to_vec(),
            member: self.member.as_bytes().to_vec(),
            bridge_id: self.bridge.as_bytes().to_vec(),
            secret: self.secret.to_vec(),
            expires: self.expires.as_secs(),
            card: Some(self.card.shape()),
            note: self.note.to_string(),
            cert: Some(self.cert.shape()),
        }
    }

    fn check(proto: proto::KnockBody) -> Result<Self, Malformed> {
        Ok(Self {
            org: OrgId::from_bytes(exact(&proto.org)?),
            member: MemberKey::from_bytes(exact(&proto.member)?),
            bridge: BridgeId::from_bytes(exact(&proto.bridge_id)?),
            secret: exact(&proto.secret)?,
            expires: date(proto.expires),
            card: required(proto.card)?,
            note: prose(proto.note, limits::CONNECTOR_NOTE)?,
            cert: required(proto.cert)?,
        })
    }
}
