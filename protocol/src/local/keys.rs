//! Lives of keys between a member's devices, the admin and their own node: certificates, further devices,
//! recovery copies and re-enrolments. None of it crosses a link.
//!
//! The node keeps sealed bytes and public keys; what opens them stays on the devices and in the phrase.

use serde::{Deserialize, Serialize};

use crate::crypto::Label;
use crate::crypto::sign::{self, DeviceSecret};
use crate::id::{Blob, DeviceKey, InviteId, Mac, MemberKey, OrgId, RecoveryLocator, SealKey, Signature};
use crate::message::{Card, CoSigned, EndReason, EndedKey, MemberCert, Succession};
use crate::private::Private;
use crate::time::{Span, Timestamp};

/// The next version of a member's certificate, as one of the member's devices wrote it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CertDraft {
    /// A [`MemberCert`].
    #[serde(with = "crate::id::bytes")]
    pub cert_payload: Vec<u8>,
    /// The member's signature over it; the organisation adds its own.
    pub member_signature: Signature,
    /// Keys of the version before that this one leaves out, and why.
    pub ended: Vec<EndedKey>,
}

/// A further device of a member asks to be taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceEnrolment {
    /// The link's name.
    pub invite: InviteId,
    /// The key the device will sign with.
    pub sign_key: DeviceKey,
    /// What the member's first device gives it is sealed to this.
    pub seal_key: SealKey,
    /// `HMAC(link secret, "stn/1/device" ‖ sign key ‖ seal key)`: the first device checks it, the node can't.
    pub mac: Mac,
}

/// What somebody may ask of a node without being a member's device yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum KeyCall {
    /// A further device brings its keys. Repeating it fetches what was sealed to it, once the first device agreed.
    EnrolDevice {
        /// Its keys.
        device: DeviceEnrolment,
    },
    /// Whoever holds a recovery phrase fetches the wrapped copy.
    FetchCopy {
        /// Where it lies.
        locator: RecoveryLocator,
    },
    /// A device that knows the node by an earlier key of its organisation asks what became of that key.
    FollowOrganisation {
        /// The organisation as the device knows it.
        org: OrgId,
    },
    /// Whoever holds the member's own key signs the next certificate: from a machine recovered by the phrase, or
    /// after the last certificate ran out.
    Renew {
        /// The next certificate.
        draft: CertDraft,
    },
}

/// What the member's first device gives a further one, sealed to its key.
#[derive(Clone, Serialize, Deserialize)]
pub struct DeviceBundle {
    /// Opens letter keys, notes and pins.
    pub vault_key: [u8; 32],
    /// How the member introduces themselves.
    pub card: Card,
}

/// What a recovery copy holds, wrapped under the phrase.
#[derive(Clone, Serialize, Deserialize)]
pub struct RecoveryContent {
    /// The organisation.
    pub org: OrgId,
    /// The member's own key.
    pub member_seed: [u8; 32],
    /// Opens letter keys, notes and pins.
    pub vault_key: [u8; 32],
    /// How the member introduces themselves.
    pub card: Card,
}

/// A recovery copy as the node hands it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyView {
    /// A [`RecoveryContent`], wrapped.
    pub sealed: Blob,
    /// The member's certificate.
    pub cert: CoSigned<MemberCert>,
    /// The keys the member's devices have seen, under the vault key.
    pub vault: Option<Blob>,
    /// The organisation's changes of key, in order: the copy may have been made before them.
    #[serde(default)]
    pub successions: Vec<Succession>,
}

/// A further device that waits for the member's yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingDevice {
    /// What it brought.
    pub device: DeviceEnrolment,
    /// Until when it waits.
    pub expires: Timestamp,
}

/// A key of somebody that no longer signs for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedOf {
    /// Their organisation.
    pub org: OrgId,
    /// Whose key.
    pub member: MemberKey,
    /// Which key, why, and from when on.
    pub key: EndedKey,
}

/// A colleague who lost every key and asks to be known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReEnrolmentView {
    /// As the organisation calls them.
    pub name: Private<String>,
    /// The key that was lost.
    pub old: MemberKey,
    /// The key that takes its place, once the person has brought it.
    pub new: Option<MemberKey>,
    /// Until when colleagues may confirm.
    pub expires: Timestamp,
    /// How many have.
    pub confirmed: usize,
    /// How many it takes.
    pub needed: usize,
    /// Whether the viewing member has.
    pub by_me: bool,
}

/// A colleague whose key changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyChange {
    /// As the organisation calls them.
    pub name: Private<String>,
    /// The key that was lost.
    pub old: MemberKey,
    /// The key that took its place.
    pub new: MemberKey,
    /// When.
    pub at: Timestamp,
}

/// Why somebody at the far end of a bridge can't be reached any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerGone {
    /// Their organisation.
    pub org: OrgId,
    /// Their key.
    pub member: MemberKey,
    /// `Compromised`: their keys were lost and they may come back with another; `Retired`: they left.
    pub reason: EndReason,
    /// From when on.
    pub from: Timestamp,
}

/// Everything a member's device needs to know of keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysView {
    /// The member's certificate.
    pub cert: CoSigned<MemberCert>,
    /// Whether a recovery copy lies at the node.
    pub has_copy: bool,
    /// The keys the member's devices have seen, under the vault key.
    pub vault: Option<Blob>,
    /// Further devices that wait for the member's yes.
    pub waiting: Vec<WaitingDevice>,
    /// Ended keys of colleagues, of the member, and of those at the far end of bridges.
    pub ended: Vec<EndedOf>,
    /// Colleagues whose key changed.
    pub changed: Vec<KeyChange>,
    /// Those at the far end of the member's bridges who are gone.
    pub gone: Vec<PartnerGone>,
    /// Colleagues who lost every key.
    pub re_enrolments: Vec<ReEnrolmentView>,
    /// Changes of key of partner organisations that this node has followed.
    #[serde(default)]
    pub successions: Vec<Succession>,
}

/// A colleague's word that a member lost every key and holds new ones, signed by the colleague's device.
pub fn vouch(device: &DeviceSecret, org: &OrgId, old: &MemberKey, new: &MemberKey) -> Signature {
    device.sign(Label::ReEnrolment, &vouched_bytes(org, old, new))
}

/// Whether one of these devices gave that word.
pub fn vouch_holds(cert: &MemberCert, old: &MemberKey, new: &MemberKey, signature: &Signature) -> bool {
    let bytes = vouched_bytes(&cert.org, old, new);
    let by = |key: &DeviceKey| sign::verify(key, Label::ReEnrolment, &bytes, signature).is_ok();
    cert.devices.iter().any(|device| by(&device.sign_key))
}

fn vouched_bytes(org: &OrgId, old: &MemberKey, new: &MemberKey) -> Vec<u8> {
    [org.as_bytes().as_slice(), old.as_bytes(), new.as_bytes()].concat()
}

/// Whether something signed by an ended key still holds when it arrives: what a retired key signed before its end
/// does; a stolen one can write any date, so nothing of it does.
pub fn holds_on_arrival(ended: &EndedKey, issued: Timestamp) -> bool {
    ended.reason == EndReason::Retired && holds_by_date(ended, issued)
}

/// Whether something signed by an ended key holds by its date alone. Dates are rounded down to the hour.
pub fn holds_by_date(ended: &EndedKey, issued: Timestamp) -> bool {
    issued.floor_hour().plus(Span::secs(3_599)) < ended.from
}
