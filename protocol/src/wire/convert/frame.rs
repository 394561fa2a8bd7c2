//! Which message a frame holds. An empty frame, and one of a type we don't know, is malformed.

use stn_proto::v1 as proto;
use stn_proto::v1::frame::Body;
use stn_proto::v1::join_frame::Body as JoinBody;

use super::Shape;
use crate::message::{Frame, JoinFrame};
use crate::wire::Malformed;

impl Shape for Frame {
    type Proto = proto::Frame;

    fn shape(&self) -> proto::Frame {
        let body = match self {
            Self::PeerUpdate(message) => Body::PeerUpdate(message.shape()),
            Self::PeerEnd(message) => Body::PeerEnd(message.shape()),
            Self::BridgeAccept(message) => Body::BridgeAccept(message.shape()),
            Self::BridgeConfirm(message) => Body::BridgeConfirm(message.shape()),
            Self::BridgeEnd(message) => Body::BridgeEnd(message.shape()),
            Self::CertUpdate(message) => Body::CertUpdate(message.shape()),
            Self::Query(message) => Body::Query(message.shape()),
            Self::EvalRequest(message) => Body::EvalRequest(message.shape()),
            Self::EvalResponse(message) => Body::EvalResponse(message.shape()),
            Self::Offer(message) => Body::Offer(message.shape()),
            Self::Request(message) => Body::Request(message.shape()),
            Self::Answer(message) => Body::Answer(message.shape()),
            Self::Cancel(message) => Body::Cancel(message.shape()),
            Self::Knock(message) => Body::Knock(message.shape()),
            Self::Succession(message) => Body::Succession(message.shape()),
            Self::Word(message) => Body::Word(message.shape()),
        };
        proto::Frame { body: Some(body) }
    }

    fn check(proto: proto::Frame) -> Result<Self, Malformed> {
        Ok(match proto.body.ok_or(Malformed)? {
            Body::PeerUpdate(message) => Self::PeerUpdate(Shape::check(message)?),
            Body::PeerEnd(message) => Self::PeerEnd(Shape::check(message)?),
            Body::BridgeAccept(message) => Self::BridgeAccept(Shape::check(message)?),
            Body::BridgeConfirm(message) => Self::BridgeConfirm(Shape::check(message)?),
            Body::BridgeEnd(message) => Self::BridgeEnd(Shape::check(message)?),
            Body::CertUpdate(message) => Self::CertUpdate(Shape::check(message)?),
            Body::Query(message) => Self::Query(Shape::check(message)?),
            Body::EvalRequest(message) => Self::EvalRequest(Shape::check(message)?),
            Body::EvalResponse(message) => Self::EvalResponse(Shape::check(message)?),
            Body::Offer(message) => Self::Offer(Shape::check(message)?),
            Body::Request(message) => Self::Request(Shape::check(message)?),
            Body::Answer(message) => Self::Answer(Shape::check(message)?),
            Body::Cancel(message) => Self::Cancel(Shape::check(message)?),
            Body::Knock(message) => Self::Knock(Shape::check(message)?),
            Body::Succession(message) => Self::Succession(Shape::check(message)?),
            Body::Word(message) => Self::Word(Shape::check(message)?),
        })
    }
}

impl Shape for JoinFrame {
    type Proto = proto::JoinFrame;

    fn shape(&self) -> proto::JoinFrame {
        let body = match self {
            Self::Join(message) => JoinBody::Join(message.shape()),
            Self::Accept(message) => JoinBody::Accept(message.shape()),
        };
        proto::JoinFrame { body: Some(body) }
    }

    fn check(proto: proto::JoinFrame) -> Result<Self, Malformed> {
        Ok(match proto.body.ok_or(Malformed)? {
            JoinBody::Join(message) => Self::Join(Shape::check(message)?),
            JoinBody::Accept(message) => Self::Accept(Shape::check(message)?),
        })
    }
}
