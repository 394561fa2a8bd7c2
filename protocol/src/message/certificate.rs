//! Who a member is to others: a key, up to four devices, and an organisation that vouches for both.

use serde::{Deserialize, Serialize};

use crate::id::{DeviceKey, MemberKey, OrgId};
use crate::message::CoSigned;
use crate::time::Timestamp;

/// A member's certificate, signed by the organisation and by the member. The highest version wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberCert {
    /// The organisation that vouches.
    pub org: OrgId,
    /// The member.
    pub member: MemberKey,
    /// The devices that may sign for the member, 0 to 4. None: the member has left.
    pub devices: Vec<Device>,
    /// Counts up with every change.
    pub version: u32,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends; at most 90 days after `issued`.
    pub expires: Timestamp,
}

/// One device of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The key it signs with.
    pub sign_key: DeviceKey,
}

/// A new version of a certificate, told to the peers that share a bridge with the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertUpdate {
    /// The certificate.
    pub cert: CoSigned<MemberCert>,
    /// At most 8 devices that sign no more.
    pub ended: Vec<EndedKey>,
}

/// The end of one device's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedKey {
    /// The key.
    pub key: DeviceKey,
    /// Why it ended.
    pub reason: EndReason,
    /// What it signed from then on does not count.
    pub from: Timestamp,
}

/// Why a device's key ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// The member laid the device aside.
    Retired,
    /// Somebody else may have it since the date.
    Compromised,
}
