//! A further device of a member is taken up: a short-lived link, the device's keys, six words said on both sides,
//! and the member's yes, made by the device that holds the member's own key.
//!
//! ```text
//!   first device ─ link (secret) ─► new device ─ keys, mac ─► node ─► first device
//!   first device ─ next certificate, vault key sealed to the new device ─► node ─► new device
//! ```
//!
//! The node never sees the link's secret, so it can't bring a device of its own; the words show it if somebody did.

use crate::crypto::sign;
use crate::exchange::{Effect, Refused, Reply, Turn, certificate};
use crate::id::{Blob, InviteId, MemberKey};
use crate::limits;
use crate::local::keys::{CertDraft, DeviceEnrolment};
use crate::state::{Alarm, DeviceInvite, State};
use crate::time::Timestamp;

/// A member's device made a link for a further one.
pub fn open(turn: &mut Turn<'_>, member: MemberKey, invite: InviteId, expires: Timestamp) -> Result<Reply, Refused> {
    if let Some(row) = turn.state.device_invites.row(&invite) {
        return if row.member == member { Ok(Reply::Done) } else { Err(Refused::DeviceLinkUnknown) };
    }
    let open = turn.state.device_invites.iter().filter(|(_, row)| row.member == member);
    if open.count() >= limits::DEVICES {
        return Err(Refused::Full);
    }
    let expires = expires.min(turn.now.plus(limits::DEVICE_LINK_LIFE));
    turn.state.device_invites.put(invite, DeviceInvite { member, expires, device: None, bundle: None });
    turn.state.wake_at(expires, Alarm::DeviceInvite(invite));
    Ok(Reply::Done)
}

/// A device comes with a link. The first wins; the same one may ask again, and gets what was sealed to it.
pub fn come(turn: &mut Turn<'_>, device: DeviceEnrolment) -> Result<Reply, Refused> {
    let now = turn.now;
    let row = turn.state.device_invites.row(&device.invite).filter(|row| row.expires > now);
    let row = row.ok_or(Refused::DeviceLinkUnknown)?;
    let member = row.member;
    match (&row.device, &row.bundle) {
        (None, _) if sign::is_sound(&device.sign_key) => {
            let invite = device.invite;
            if let Some(row) = turn.state.device_invites.edit(&invite) {
                row.device = Some(device);
            }
            turn.effects.push(Effect::Show { member });
            Ok(Reply::DeviceWaits { member })
        }
        (None, _) => Err(Refused::CertificateUnfit),
        (Some(known), _) if *known != device => Err(Refused::DeviceLinkUsed),
        (Some(_), None) => Ok(Reply::DeviceWaits { member }),
        (Some(_), Some(bundle)) => {
            let bundle = bundle.clone();
            let row = turn.state.members.row(&member).ok_or(Refused::DeviceLinkUnknown)?;
            Ok(Reply::DeviceTaken { bundle, cert: row.cert.clone(), vault: turn.state.vaults.row(&member).cloned() })
        }
    }
}

/// The member agrees: the next certificate lists the device, and what it needs lies ready, sealed to it.
pub fn admit(
    turn: &mut Turn<'_>,
    member: MemberKey,
    invite: InviteId,
    draft: CertDraft,
    bundle: Blob,
) -> Result<Reply, Refused> {
    let waiting = turn.state.device_invites.row(&invite).filter(|row| row.member == member);
    let key = waiting.and_then(|row| row.device.as_ref()).map(|device| device.sign_key);
    let key = key.ok_or(Refused::DeviceLinkUnknown)?;
    if bundle.0.len() > limits::KEY_COPY {
        return Err(Refused::Full);
    }
    let reply = certificate::update(turn, member, draft)?;
    let listed = turn.state.members.row(&member).map(|row| &row.content.devices);
    if !listed.is_some_and(|devices| devices.iter().any(|device| device.sign_key == key)) {
        return Err(Refused::CertificateUnfit);
    }
    let expires = turn.now.plus(limits::DEVICE_BUNDLE_LIFE);
    if let Some(row) = turn.state.device_invites.edit(&invite) {
        row.bundle = Some(bundle);
        row.expires = expires;
    }
    turn.state.wake_at(expires, Alarm::DeviceInvite(invite));
    Ok(reply)
}

/// The member wants no device by this link any more.
pub fn close(turn: &mut Turn<'_>, member: MemberKey, invite: InviteId) -> Result<Reply, Refused> {
    let mine = turn.state.device_invites.row(&invite).is_some_and(|row| row.member == member);
    if !mine {
        return Err(Refused::DeviceLinkUnknown);
    }
    turn.state.device_invites.remove(&invite);
    Ok(Reply::Done)
}

impl State {
    /// Forgets a link for a further device whose time is over.
    pub fn forget_device_invite(&mut self, invite: &InviteId, now: Timestamp) {
        if self.device_invites.row(invite).is_some_and(|row| row.expires <= now) {
            self.device_invites.remove(invite);
        }
    }
}
