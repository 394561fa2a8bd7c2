//! Rows about the lives of keys: certificates known, copies and pins kept for members, further devices and
//! re-enrolments that wait, epochs to come, what was evaluated in each, and how a node was restored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{Blob, MemberKey, RecoveryLocator, Signature};
use crate::invitation::LinkSecret;
use crate::local::keys::DeviceEnrolment;
use crate::message::{CoSigned, EndedKey, MemberCert, NextEpoch};
use crate::private::Private;
use crate::time::Timestamp;

/// The highest certificate seen of a member, here or at the far end of a bridge, and the keys it left out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KnownCert {
    /// The certificate's version.
    pub version: u32,
    /// Whether it lists no device: the member left, or lost every key.
    pub removed: bool,
    /// Keys that ended.
    pub ended: Vec<EndedKey>,
    /// Until when this is kept: until no certificate with an ended key can be fit any more.
    pub keep_until: Timestamp,
}

/// A recovery copy of one member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecoveryCopy {
    /// Where the phrase finds it.
    pub locator: RecoveryLocator,
    /// The member's keys, wrapped under the phrase.
    pub sealed: Blob,
}

/// A link that lets one further device of a member in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeviceInvite {
    /// Whose device.
    pub member: MemberKey,
    /// Until when.
    pub expires: Timestamp,
    /// What the device brought, once it came; the first wins.
    pub device: Option<DeviceEnrolment>,
    /// What the first device sealed to it, once the member said yes.
    pub bundle: Option<Blob>,
}

/// A member who lost every key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReEnrolment {
    /// As the organisation calls them.
    pub name: Private<String>,
    /// Names the link the admin gave them.
    pub invite: crate::id::InviteId,
    /// Proves that the link was given.
    pub secret: LinkSecret,
    /// When it was begun.
    pub opened: Timestamp,
    /// Until when this waits, or is remembered once it is done.
    pub expires: Timestamp,
    /// The new certificate, once the person brought it.
    pub new: Option<NewKey>,
    /// Colleagues who vouch.
    pub confirmed: BTreeMap<MemberKey, Signature>,
    /// When the new key took over.
    pub done: Option<Timestamp>,
}

/// The key that is to take a lost one's place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewKey {
    /// The certificate with both signatures.
    pub cert: CoSigned<MemberCert>,
    /// What it says.
    pub content: MemberCert,
}

/// What was evaluated for a peer in one epoch of this node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    /// Chunks for the peer's own table.
    pub own: u32,
    /// Chunks for tables behind the peer.
    pub behind: u32,
}

/// An epoch a peer announced, and when this node fetches its table ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The epoch.
    pub next: NextEpoch,
    /// A random moment before it begins.
    pub fetch_at: Timestamp,
}
