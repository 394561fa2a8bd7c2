//! A device and the member's keys: the next certificate, further devices, and keys of others that ended.
//!
//! Only a device that holds the member's own key writes certificates: the first one, or one recovered by the phrase.
//! A further device signs and reads letters, and can't make a third.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::crypto::seal::{self, SealSecret};
use crate::crypto::sign::{self, DeviceSecret, MemberSecret};
use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, digest, words};
use crate::device::{Device, DeviceError, draw};
use crate::id::{Blob, DeviceKey, InviteId, Mac, MemberKey, OrgId, Signature};
use crate::invitation::{DeviceLink, LinkSecret};
use crate::limits;
use crate::local::keys::{self, CertDraft, DeviceBundle, DeviceEnrolment, KeysView};
use crate::message::{CoSigned, EndReason, EndedKey, MemberCert, Signed};
use crate::time::Timestamp;
use crate::wire::payload::Payload;
use crate::wire::verify;

/// A machine that is to become a further device, until the member's first device has said yes.
#[derive(Serialize, Deserialize)]
pub struct NewDevice {
    org: OrgId,
    member: MemberKey,
    invite: InviteId,
    sign_seed: [u8; 32],
    seal_seed: [u8; 32],
    mac: Mac,
}

impl NewDevice {
    /// Makes the machine's keys for a link the first device made.
    pub fn begin(rng: &mut dyn Randomness, link: &DeviceLink) -> Self {
        let (sign_seed, seal_seed): ([u8; 32], [u8; 32]) = (draw(rng), draw(rng));
        let sign_key = DeviceSecret::from_seed(&sign_seed).public();
        let seal_key = SealSecret::from_bytes(&seal_seed).public();
        let mac = device_mac(&link.secret, &sign_key, &seal_key);
        Self { org: link.org, member: link.member, invite: link.invite, sign_seed, seal_seed, mac }
    }

    /// What the node is told.
    pub fn enrolment(&self) -> DeviceEnrolment {
        let sign_key = DeviceSecret::from_seed(&self.sign_seed).public();
        let seal_key = SealSecret::from_bytes(&self.seal_seed).public();
        DeviceEnrolment { invite: self.invite, sign_key, seal_key, mac: self.mac }
    }

    /// The six words the first device must show too.
    pub fn words(&self) -> String {
        device_words(&self.org, &self.member, &self.enrolment())
    }

    /// Becomes a device with what the first one gave.
    ///
    /// # Errors
    /// If it does not open, or the certificate is another's or does not list this machine.
    pub fn finish(&self, bundle: &Blob, cert: CoSigned<MemberCert>, now: Timestamp) -> Result<Device, DeviceError> {
        let secret = SealSecret::from_bytes(&self.seal_seed);
        let info = seal::info(Label::Device, self.invite.as_bytes());
        let opened = seal::open(&secret, &info, &bundle.0).map_err(|_| DeviceError::Unopenable)?;
        let bundle: DeviceBundle = postcard::from_bytes(&opened).map_err(|_| DeviceError::Unopenable)?;
        let mut device = Device::blank(self.org, self.sign_seed, bundle.vault_key, bundle.card);
        device.member_key = Some(self.member);
        device.take_cert(cert, now)?;
        Ok(device)
    }
}

impl Device {
    /// Whether this device holds the member's own key, and so may change the certificate.
    pub const fn holds_member_key(&self) -> bool {
        self.member_seed.is_some()
    }

    /// What the certificate says.
    pub fn cert_content(&self) -> Option<MemberCert> {
        MemberCert::from_bytes(&self.cert.as_ref()?.payload).ok()
    }

    /// Whether the certificate should be renewed: it has little left, or is by a key the organisation gave up.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let is_due = |cert: &MemberCert| cert.expires <= now.plus(limits::CERT_RENEWED_BEFORE) || cert.org != self.org;
        self.cert_content().is_some_and(|cert| is_due(&cert))
    }

    /// The same certificate for another ninety days.
    ///
    /// # Errors
    /// [`DeviceError::NoMemberKey`] on a further device.
    pub fn renewal(&self, now: Timestamp) -> Result<CertDraft, DeviceError> {
        self.draft(now, Vec::new(), |_| {})
    }

    /// The certificate without one of the member's devices.
    ///
    /// # Errors
    /// As [`Device::renewal`], if there is no such device, or it is the last.
    pub fn without(&self, ended: EndedKey, now: Timestamp) -> Result<CertDraft, DeviceError> {
        let cert = self.cert_content().ok_or(DeviceError::NotEnrolled)?;
        if !lists(&cert, &ended.key) || cert.devices.len() == 1 {
            return Err(DeviceError::LastDevice);
        }
        self.draft(now, vec![ended], |devices| devices.retain(|device| device.sign_key != ended.key))
    }

    /// Takes the certificate as the node holds it, where another device of the member changed it.
    ///
    /// # Errors
    /// [`DeviceError::ForeignCertificate`] if it is not this member's, is older, or does not list this device.
    pub fn take_cert(&mut self, cert: CoSigned<MemberCert>, now: Timestamp) -> Result<(), DeviceError> {
        let content = verify::verify_cert(&cert, now).map_err(|_| DeviceError::ForeignCertificate)?;
        let before = self.cert_content().map_or(0, |before| before.version);
        let is_mine =
            self.is_own(&content.org) && content.member == self.member() && lists(&content, &self.device_key());
        if !is_mine || content.version < before {
            return Err(DeviceError::ForeignCertificate);
        }
        self.cert_payload = Blob(cert.payload.clone());
        self.cert = Some(cert);
        Ok(())
    }

    /// Makes a link for a further device of the member.
    ///
    /// # Errors
    /// [`DeviceError::NoMemberKey`] on a further device, [`DeviceError::DevicesFull`] with four.
    pub fn open_device(
        &mut self,
        rng: &mut dyn Randomness,
        api: String,
        expires: Timestamp,
    ) -> Result<DeviceLink, DeviceError> {
        let cert = self.cert_content().ok_or(DeviceError::NotEnrolled)?;
        if !self.holds_member_key() {
            return Err(DeviceError::NoMemberKey);
        }
        if cert.devices.len() >= limits::DEVICES {
            return Err(DeviceError::DevicesFull);
        }
        let (invite, secret) = (InviteId::from_bytes(draw(rng)), LinkSecret::from_bytes(draw(rng)));
        self.device_links.insert(invite, secret.clone());
        Ok(DeviceLink { org: self.org, member: self.member(), api, invite, secret, expires })
    }

    /// The six words a device that came must show too.
    pub fn words_of(&self, device: &DeviceEnrolment) -> String {
        device_words(&self.org, &self.member(), device)
    }

    /// Takes a further device up: the next certificate, and the vault key sealed to the device.
    ///
    /// # Errors
    /// [`DeviceError::LinkProof`] if it was not made with this device's link; otherwise as [`Device::open_device`].
    pub fn admit(
        &mut self,
        rng: &mut dyn Randomness,
        device: &DeviceEnrolment,
        now: Timestamp,
    ) -> Result<(CertDraft, Blob), DeviceError> {
        let secret = self.device_links.get(&device.invite).ok_or(DeviceError::LinkUnknown)?;
        if device_mac(secret, &device.sign_key, &device.seal_key) != device.mac {
            return Err(DeviceError::LinkProof);
        }
        let bundle = DeviceBundle { vault_key: self.vault_key, card: self.card.clone() };
        let bundle = Zeroizing::new(postcard::to_stdvec(&bundle).map_err(|_| DeviceError::Unopenable)?);
        let info = seal::info(Label::Device, device.invite.as_bytes());
        let sealed = seal::seal(&mut rng.stream(Purpose::Device), &device.seal_key, &info, &bundle);
        let sealed = Blob(sealed.map_err(|_| DeviceError::LinkProof)?);
        let fresh = crate::message::Device { sign_key: device.sign_key };
        let draft = self.draft(now, Vec::new(), |devices| devices.push(fresh))?;
        Ok((draft, sealed))
    }

    /// Forgets the links of devices that were taken up or turned away.
    pub fn close_device(&mut self, invite: &InviteId) {
        self.device_links.remove(invite);
    }

    /// Learns which keys of others ended, and which colleagues' keys changed. Returns the keys that changed and
    /// that this device knew: it signs nothing with them until the member has checked.
    pub fn learn(&mut self, view: &KeysView) -> Vec<MemberKey> {
        self.follow_partners(&view.successions);
        self.ended = view.ended.iter().map(|ended| (ended.key.key, *ended)).collect();
        let mut broken = Vec::new();
        for change in &view.changed {
            if self.colleague_pins.remove(&change.old).is_some() && !self.colleague_pins.contains_key(&change.new) {
                self.changed.insert(change.new, change.old);
                broken.push(change.new);
            }
        }
        broken
    }

    /// Colleagues whose key changed and whom the member has not checked since.
    pub fn unchecked(&self) -> impl Iterator<Item = &MemberKey> {
        self.changed.keys()
    }

    /// The six words that this member and another one must both see, each on an own device.
    pub fn words_with(&self, other: &MemberKey) -> String {
        words::compared_keys(self.member().as_bytes(), other.as_bytes())
    }

    /// The six words of one key in this organisation: a machine whose key nobody knows yet shows its own.
    pub fn key_words(&self, key: &MemberKey) -> String {
        words::compared(&[self.org.as_bytes(), key.as_bytes()])
    }

    /// Believes a colleague's changed key, after the member compared words with the person.
    pub fn accept_key(&mut self, colleague: &MemberKey) {
        if self.changed.remove(colleague).is_some() {
            self.colleague_pins.insert(*colleague, ());
        }
    }

    /// This member's word that a colleague lost every key and holds a new one.
    pub fn vouch(&self, old: &MemberKey, new: &MemberKey) -> Signature {
        keys::vouch(&self.sign_secret(), &self.org, old, new)
    }

    /// Whether something was signed by a key that ended and does not hold, as `holds` judges its end.
    pub(super) fn is_by_ended<T: Payload>(
        &self,
        signed: &Signed<T>,
        cert: &MemberCert,
        holds: impl Fn(&EndedKey) -> bool,
    ) -> bool {
        let ended = cert.devices.iter().filter_map(|device| self.ended.get(&device.sign_key));
        let of_signer = ended.filter(|ended| (ended.org, ended.member) == (cert.org, cert.member));
        of_signer
            .filter(|ended| !holds(&ended.key))
            .any(|ended| sign::verify(&ended.key.key, T::LABEL, &signed.payload, &signed.signature).is_ok())
    }

    /// The next version of the certificate, signed by the member's own key.
    pub(super) fn draft(
        &self,
        now: Timestamp,
        ended: Vec<EndedKey>,
        change: impl FnOnce(&mut Vec<crate::message::Device>),
    ) -> Result<CertDraft, DeviceError> {
        let seed = self.member_seed.as_ref().ok_or(DeviceError::NoMemberKey)?;
        let before = self.cert_content().ok_or(DeviceError::NotEnrolled)?;
        let mut devices = before.devices.clone();
        change(&mut devices);
        if devices.len() > limits::DEVICES {
            return Err(DeviceError::DevicesFull);
        }
        let next = MemberCert {
            org: self.org,
            devices,
            version: before.version.saturating_add(1),
            issued: now,
            expires: now.plus(limits::CERT_LIFE),
            ..before
        };
        let signed = verify::sign(&MemberSecret::from_seed(seed), &next);
        Ok(CertDraft { cert_payload: signed.payload, member_signature: signed.signature, ended })
    }
}

/// A stolen key can write any date: whatever of it can't be dated by somebody else does not hold.
pub(super) fn holds_undated(ended: &EndedKey) -> bool {
    ended.reason == EndReason::Retired
}

fn lists(cert: &MemberCert, key: &DeviceKey) -> bool {
    cert.devices.iter().any(|device| device.sign_key == *key)
}

fn device_words(org: &OrgId, member: &MemberKey, device: &DeviceEnrolment) -> String {
    words::compared(&[org.as_bytes(), member.as_bytes(), device.sign_key.as_bytes(), device.seal_key.as_bytes()])
}

/// `HMAC(link secret, "stn/1/device" ‖ sign key ‖ seal key)`
fn device_mac(secret: &LinkSecret, sign_key: &DeviceKey, seal_key: &crate::id::SealKey) -> Mac {
    digest::mac(secret.as_bytes(), Label::Device, &[sign_key.as_bytes(), seal_key.as_bytes()])
}

impl Drop for NewDevice {
    fn drop(&mut self) {
        self.sign_seed.zeroize();
        self.seal_seed.zeroize();
    }
}

impl fmt::Debug for NewDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewDevice(…)")
    }
}
