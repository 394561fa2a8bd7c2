//! Plain types to the generated ones and back. On the way back every field is bounded and of its exact length.
//!
//! One file per conversation, as in `message`. Nobody outside `wire` sees a generated type.

mod answer;
mod bridge;
mod certificate;
mod evaluation;
mod frame;
mod knock;
mod offer;
mod peering;
mod query;
mod request;
mod signed;
mod succession;
mod word;

use crate::limits;
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::{Malformed, text};

/// The version of everything an origin signs.
pub(super) const PROTOCOL_VERSION: u32 = 1;

/// A plain type that has a generated one.
pub(super) trait Shape: Sized {
    /// The generated type.
    type Proto: prost::Message + Default;

    /// Writes the plain type down.
    fn shape(&self) -> Self::Proto;

    /// Reads it back, if every field is as it should be.
    fn check(proto: Self::Proto) -> Result<Self, Malformed>;
}

/// A message that must be there.
fn required<T: Shape>(proto: Option<T::Proto>) -> Result<T, Malformed> {
    proto.ok_or(Malformed).and_then(T::check)
}

/// At most `max` messages.
fn up_to<T: Shape>(max: usize, protos: Vec<T::Proto>) -> Result<Vec<T>, Malformed> {
    if protos.len() > max {
        return Err(Malformed);
    }
    protos.into_iter().map(T::check).collect()
}

/// Exactly `N` bytes.
fn exact<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Malformed> {
    bytes.try_into().map_err(|_| Malformed)
}

/// Sixteen bytes of which zeros mean that there is nothing.
fn unless_zero(bytes: &[u8]) -> Result<Option<[u8; 16]>, Malformed> {
    exact(bytes).map(|bytes| (bytes != [0; 16]).then_some(bytes))
}

/// A blob of exactly `len` bytes.
fn blob(bytes: Vec<u8>, len: usize) -> Result<Vec<u8>, Malformed> {
    if bytes.len() == len { Ok(bytes) } else { Err(Malformed) }
}

/// A line of text, see [`text::is_line`].
fn line(line: String, max: usize) -> Result<String, Malformed> {
    if text::is_line(&line, max) { Ok(line) } else { Err(Malformed) }
}

/// What people write to each other, see [`text::is_prose`].
fn prose(prose: String, max: usize) -> Result<Private<String>, Malformed> {
    if text::is_prose(&prose, max) { Ok(Private(prose)) } else { Err(Malformed) }
}

/// A number of steps.
fn hops(hops: u32) -> Result<u8, Malformed> {
    u8::try_from(hops).ok().filter(|hops| *hops <= limits::HOPS).ok_or(Malformed)
}

/// A date that may be absent: zero.
fn date_if_any(secs: u64) -> Option<Timestamp> {
    (secs != 0).then(|| date(secs))
}

/// A date.
fn date(secs: u64) -> Timestamp {
    Timestamp::from_secs(secs)
}

/// Our version.
fn ours(version: u32) -> Result<(), Malformed> {
    if version == PROTOCOL_VERSION { Ok(()) } else { Err(Malformed) }
}
