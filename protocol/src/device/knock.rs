//! A device knocks, or judges a knock and takes up the bridge it offers.
//!
//! Unlike a link given by hand, a knock is read by both nodes on its way. So a bridge that comes of it waits for
//! its two members to compare six words.

use rand_core::Rng;

use crate::crypto::seal;
use crate::crypto::stream::{Purpose, Randomness};
use crate::device::{Device, DeviceError, draw};
use crate::id::{Blob, KnockId, OrgId};
use crate::invitation::{BridgeLink, LinkSecret};
use crate::limits;
use crate::local::KnockEntry;
use crate::message::{BridgeAccept, KnockBody, Signed};
use crate::time::Timestamp;
use crate::trust::{EdgePolicy, Handle};
use crate::wire::payload::signed_to_bytes;
use crate::wire::text::is_prose;
use crate::wire::verify::{self, verify_with_own_cert};

/// Whom a member knocks at, and what they say.
#[derive(Clone, Debug)]
pub struct KnockDraft {
    /// 1 to 4 handles of one person.
    pub handles: Vec<Handle>,
    /// The peers it goes to; none for all.
    pub at: Vec<OrgId>,
    /// Why, at most 280 B.
    pub note: String,
    /// What the bridge may serve once it stands.
    pub policy: EdgePolicy,
}

impl Device {
    /// Makes a knock: a bridge link, a card and a note, signed, and sealed under a key that serves once.
    ///
    /// # Errors
    /// If the device is not enrolled, or the note is too long or holds control characters.
    pub fn knock(
        &mut self,
        rng: &mut dyn Randomness,
        draft: KnockDraft,
        expires: Timestamp,
    ) -> Result<KnockEntry, DeviceError> {
        let cert = self.enrolled_cert()?.clone();
        if !is_prose(&draft.note, limits::CONNECTOR_NOTE) {
            return Err(DeviceError::TextTooLong);
        }
        // On the wire dates are whole seconds.
        let link = self.open_bridge(rng, Timestamp::from_secs(expires.as_secs()));
        let body = KnockBody {
            org: self.org,
            member: self.member(),
            bridge: link.bridge,
            secret: *link.secret.as_bytes(),
            expires: link.expires,
            card: self.card.clone(),
            note: draft.note.into(),
            cert,
        };
        let signed: Signed<KnockBody> = verify::sign(&self.sign_secret(), &body);
        let padded = seal::pad(&signed_to_bytes(&signed), limits::KNOCK_BODY).ok_or(DeviceError::TextTooLong)?;
        self.uncompared.insert(link.bridge);
        let mut knock = [0; 16];
        rng.stream(Purpose::Device).fill_bytes(&mut knock);
        let key: [u8; 32] = draw(rng);
        Ok(KnockEntry {
            knock: KnockId::from_bytes(knock),
            handles: draft.handles,
            at: draft.at,
            key: Blob(key.to_vec()),
            sealed: Blob(seal::wrap_once(&key, &padded)),
            policy: draft.policy,
        })
    }

    /// Says yes to a knock: checks it once more and takes up its bridge.
    ///
    /// # Errors
    /// If it is not signed by the member it names, of the organisation it came from, or is over.
    pub fn accept_knock(
        &mut self,
        org: OrgId,
        signed: &Signed<KnockBody>,
        now: Timestamp,
    ) -> Result<BridgeAccept, DeviceError> {
        let body = open_knock(org, signed, now)?;
        let secret = LinkSecret::from_bytes(body.secret);
        let link =
            BridgeLink { org: body.org, member: body.member, bridge: body.bridge, secret, expires: body.expires };
        let accept = self.accept_bridge(&link, now)?;
        self.uncompared.insert(link.bridge);
        Ok(accept)
    }
}

/// What a knock says, once its certificate and signature hold and it is of the organisation it came from.
///
/// # Errors
/// [`DeviceError::BadSignature`], or [`DeviceError::Expired`].
pub fn open_knock(org: OrgId, signed: &Signed<KnockBody>, now: Timestamp) -> Result<KnockBody, DeviceError> {
    let (body, _) = verify_with_own_cert(signed, now).map_err(|_| DeviceError::BadSignature)?;
    if body.org != org {
        return Err(DeviceError::BadSignature);
    }
    if body.expires <= now {
        return Err(DeviceError::Expired);
    }
    Ok(body.into_inner())
}
