//! Questions. A question is never of the kind *opportunity*: those travel as requests.

use stn_proto::v1 as proto;

use super::{PROTOCOL_VERSION, Shape, date, exact, hops, line, ours, required, up_to};
use crate::id::{AvoidMark, BranchId, BridgeId, EpochKey, OrgId, QueryId, SealKey, Tag};
use crate::limits;
use crate::message::{Attribute, AttributeType, Entry, Kind, Query, QueryCore, Strength};
use crate::wire::Malformed;

impl Shape for QueryCore {
    type Proto = proto::QueryCore;

    fn shape(&self) -> proto::QueryCore {
        proto::QueryCore {
            version: PROTOCOL_VERSION,
            origin: self.origin.as_bytes().to_vec(),
            origin_name: self.origin_name.clone(),
            query_id: self.query.as_bytes().to_vec(),
            kind: write_kind(self.kind),
            created: self.created.as_secs(),
            expires: self.expires.as_secs(),
            reply_key: self.reply_key.as_bytes().to_vec(),
            oprf_epoch: self.epoch,
            oprf_pk: self.epoch_key.as_bytes().to_vec(),
            tags: self.tags.iter().map(|tag| tag.as_bytes().to_vec()).collect(),
            attributes: self.attributes.iter().map(Shape::shape).collect(),
            avoid: self.avoid.iter().map(|mark| mark.as_bytes().to_vec()).collect(),
        }
    }

    fn check(proto: proto::QueryCore) -> Result<Self, Malformed> {
        ours(proto.version)?;
        Ok(Self {
            origin: OrgId::from_bytes(exact(&proto.origin)?),
            origin_name: line(proto.origin_name, limits::ORG_NAME)?,
            query: QueryId::from_bytes(exact(&proto.query_id)?),
            kind: read_search_kind(proto.kind)?,
            created: date(proto.created),
            expires: date(proto.expires),
            reply_key: SealKey::from_bytes(exact(&proto.reply_key)?),
            epoch: proto.oprf_epoch,
            epoch_key: EpochKey::from_bytes(exact(&proto.oprf_pk)?),
            tags: read_tags(&proto.tags)?,
            attributes: read_attributes(proto.attributes)?,
            avoid: read_avoid(&proto.avoid)?,
        })
    }
}

impl Shape for Attribute {
    type Proto = proto::Attribute;

    fn shape(&self) -> proto::Attribute {
        proto::Attribute { r#type: write_attribute_type(self.r#type), value: self.value.clone() }
    }

    fn check(proto: proto::Attribute) -> Result<Self, Malformed> {
        if proto.value.is_empty() {
            return Err(Malformed);
        }
        Ok(Self { r#type: read_attribute_type(proto.r#type)?, value: line(proto.value, limits::ATTRIBUTE)? })
    }
}

impl Shape for Query {
    type Proto = proto::Query;

    fn shape(&self) -> proto::Query {
        proto::Query {
            core: Some(self.core.shape()),
            branch_id: self.branch.as_bytes().to_vec(),
            credit: self.credit,
            entries: self.entries.iter().map(Shape::shape).collect(),
        }
    }

    fn check(proto: proto::Query) -> Result<Self, Malformed> {
        if proto.entries.is_empty() {
            return Err(Malformed);
        }
        Ok(Self {
            core: required(proto.core)?,
            branch: BranchId::from_bytes(exact(&proto.branch_id)?),
            credit: proto.credit,
            entries: up_to(limits::ENTRIES, proto.entries)?,
        })
    }
}

impl Shape for Entry {
    type Proto = proto::Entry;

    fn shape(&self) -> proto::Entry {
        proto::Entry {
            bridge_id: self.bridge.as_bytes().to_vec(),
            hops_left: self.hops_left.into(),
            floor: write_strength(self.floor),
        }
    }

    fn check(proto: proto::Entry) -> Result<Self, Malformed> {
        Ok(Self {
            bridge: BridgeId::from_bytes(exact(&proto.bridge_id)?),
            hops_left: hops(proto.hops_left)?,
            floor: read_strength(proto.floor)?,
        })
    }
}

pub(super) fn write_kind(kind: Kind) -> i32 {
    match kind {
        Kind::Introduction => proto::Kind::Introduction,
        Kind::Intelligence => proto::Kind::Intelligence,
        Kind::Influence => proto::Kind::Influence,
        Kind::Appraisal => proto::Kind::Appraisal,
        Kind::Opportunity => proto::Kind::Opportunity,
    }
    .into()
}

pub(super) fn read_kind(kind: i32) -> Result<Kind, Malformed> {
    match proto::Kind::try_from(kind).map_err(|_| Malformed)? {
        proto::Kind::Introduction => Ok(Kind::Introduction),
        proto::Kind::Intelligence => Ok(Kind::Intelligence),
        proto::Kind::Influence => Ok(Kind::Influence),
        proto::Kind::Appraisal => Ok(Kind::Appraisal),
        proto::Kind::Opportunity => Ok(Kind::Opportunity),
        proto::Kind::Unspecified => Err(Malformed),
    }
}

pub(super) fn write_strength(strength: Strength) -> i32 {
    match strength {
        Strength::HaveMet => proto::Strength::HaveMet,
        Strength::KnowWell => proto::Strength::KnowWell,
        Strength::WouldVouch => proto::Strength::WouldVouch,
    }
    .into()
}

pub(super) fn read_strength(strength: i32) -> Result<Strength, Malformed> {
    match proto::Strength::try_from(strength).map_err(|_| Malformed)? {
        proto::Strength::HaveMet => Ok(Strength::HaveMet),
        proto::Strength::KnowWell => Ok(Strength::KnowWell),
        proto::Strength::WouldVouch => Ok(Strength::WouldVouch),
        proto::Strength::Unspecified => Err(Malformed),
    }
}

fn read_search_kind(kind: i32) -> Result<Kind, Malformed> {
    match read_kind(kind)? {
        Kind::Opportunity => Err(Malformed),
        kind @ (Kind::Introduction | Kind::Intelligence | Kind::Influence | Kind::Appraisal) => Ok(kind),
    }
}

fn write_attribute_type(of: AttributeType) -> i32 {
    match of {
        AttributeType::Topic => proto::AttributeType::Topic,
        AttributeType::Org => proto::AttributeType::Org,
        AttributeType::Role => proto::AttributeType::Role,
        AttributeType::Region => proto::AttributeType::Region,
    }
    .into()
}

fn read_attribute_type(of: i32) -> Result<AttributeType, Malformed> {
    match proto::AttributeType::try_from(of).map_err(|_| Malformed)? {
        proto::AttributeType::Topic => Ok(AttributeType::Topic),
        proto::AttributeType::Org => Ok(AttributeType::Org),
        proto::AttributeType::Role => Ok(AttributeType::Role),
        proto::AttributeType::Region => Ok(AttributeType::Region),
        proto::AttributeType::Unspecified => Err(Malformed),
    }
}

pub(super) fn read_attributes(attributes: Vec<proto::Attribute>) -> Result<Vec<Attribute>, Malformed> {
    let attributes: Vec<Attribute> = up_to(limits::ATTRIBUTES, attributes)?;
    let total: usize = attributes.iter().map(|attribute| attribute.value.len()).sum();
    if total > limits::ATTRIBUTES_TOTAL { Err(Malformed) } else { Ok(attributes) }
}

fn read_tags(tags: &[Vec<u8>]) -> Result<Vec<Tag>, Malformed> {
    if !tags.is_empty() && tags.len() != limits::TAGS {
        return Err(Malformed);
    }
    tags.iter().map(|tag| exact(tag).map(Tag::from_bytes)).collect()
}

fn read_avoid(marks: &[Vec<u8>]) -> Result<Vec<AvoidMark>, Malformed> {
    if marks.len() != limits::AVOID {
        return Err(Malformed);
    }
    marks.iter().map(|mark| exact(mark).map(AvoidMark::from_bytes)).collect()
}
