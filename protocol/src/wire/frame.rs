//! Whole blocks to frames and back: what travels on `/stn/link/1`.
//!
//! Only the shape is checked here. Signed objects come out as they arrived; [`verify`](crate::wire::verify)
//! opens them. Whether a frame was expected is the exchange's to say.

use prost::Message;
use stn_proto::v1 as proto;

use crate::message::{Frame, Signed, SizeClass};
use crate::wire::convert::{PROTOCOL_VERSION, Shape};
use crate::wire::{Malformed, Refusal, block};

/// Makes the block that carries a frame: 2 048 or 16 384 B, as its type has it.
///
/// A message within the bounds of [`limits`](crate::limits) always fits. One that does not is a fault of our own;
/// it becomes an empty block, which no peer takes, and in a debug build a panic.
pub fn encode(frame: &Frame) -> Vec<u8> {
    encode_shape(frame.size_class(), &frame.shape())
}

/// Takes a block apart into a frame whose every field is bounded and of its exact length.
///
/// # Errors
/// [`Refusal::Unsupported`] if what an origin signed has another version than ours, else [`Refusal::Malformed`].
pub fn decode(block: &[u8]) -> Result<Frame, Refusal> {
    let (class, bytes) = block::decode(block)?;
    let frame = Frame::check(proto::Frame::decode(bytes).map_err(|_| Malformed)?)?;
    if frame.size_class() != class {
        return Err(Refusal::Malformed);
    }
    check_version(&frame)?;
    Ok(frame)
}

pub(super) fn encode_shape(class: SizeClass, shape: &impl Message) -> Vec<u8> {
    let block = block::build(class, shape.encoded_len(), |block| {
        shape.encode(block).expect("a vector takes any number of bytes");
    });
    debug_assert!(block.is_some(), "a bounded message fits its class");
    block.unwrap_or_else(|| block::encode(class, &[]).expect("nothing fits any class"))
}

fn check_version(frame: &Frame) -> Result<(), Refusal> {
    match frame {
        Frame::Query(query) => check_core(&query.core),
        Frame::Request(request) => check_core(&request.core),
        Frame::PeerUpdate(_)
        | Frame::PeerEnd(_)
        | Frame::BridgeAccept(_)
        | Frame::BridgeConfirm(_)
        | Frame::BridgeEnd(_)
        | Frame::CertUpdate(_)
        | Frame::EvalRequest(_)
        | Frame::EvalResponse(_)
        | Frame::Offer(_)
        | Frame::Answer(_)
        | Frame::Cancel(_)
        | Frame::Knock(_)
        | Frame::Succession(_)
        | Frame::Word(_) => Ok(()),
    }
}

// Reads nothing but the version, so that a core of another one needn't be in our syntax.
fn check_core<T>(core: &Signed<T>) -> Result<(), Refusal> {
    let core = proto::CoreVersion::decode(core.payload.as_slice()).map_err(|_| Malformed)?;
    if core.version == PROTOCOL_VERSION { Ok(()) } else { Err(Refusal::Unsupported) }
}

#[cfg(test)]
mod tests;
