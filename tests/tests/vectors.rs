//! Known answers: RFC 8032, 9180 and 9497, the protocol's own values, keys nobody may use, and handles.
//!
//! The numbers lie in tests/vectors as data, with their source in the first line; code here only compares.
//! RFC 9497's batches of one and two are compared beside the code, where chunks may be smaller than 480.

#[path = "vectors/data.rs"]
mod data;
#[path = "vectors/handles.rs"]
mod handles;
#[path = "vectors/own_values.rs"]
mod own_values;
#[path = "vectors/rfc8032.rs"]
mod rfc8032;
#[path = "vectors/rfc9180.rs"]
mod rfc9180;
#[path = "vectors/transcript.rs"]
mod transcript;
#[path = "vectors/unfit_keys.rs"]
mod unfit_keys;
