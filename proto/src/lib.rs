//! What crosses the wire, as generated from `stn/v1/*.proto`; nothing here is written by hand.
//!
//! Any bytes that are protobuf decode into these types. What is allowed in them, and how long it may be,
//! is `stn_protocol::wire`'s to say, which is also the only place that should use this crate.

/// Version 1 of the protocol.
#[allow(missing_docs, clippy::all, reason = "generated")]
pub mod v1 {
    include!(concat!(env!("OUT_DIR"), "/stn.v1.rs"));
}
