//! The day a device is gone: a phrase of nine words opens a copy of the member's keys on a new machine.
//!
//! The phrase is made here, shown once and never stored. The pins go along under the vault key, so that a new
//! machine knows whom the lost one had checked; where two devices disagree, each keeps its own pin.

use std::collections::BTreeMap;

use rand_core::Rng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, digest, recovery, seal, words};
use crate::device::{Device, DeviceError, draw};
use crate::id::{Blob, BridgeId, MemberKey, OrgId, RecoveryLocator};
use crate::invitation::LinkSecret;
use crate::local::keys::{CertDraft, CopyView, RecoveryContent};
use crate::message::{EndReason, EndedKey, MemberCert};
use crate::time::Timestamp;
use crate::wire::payload::Payload;
use crate::wire::verify::verify_cert;

/// What becomes of the devices a recovered machine joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They go on.
    Stay,
    /// They are lost: what they sign from this date on does not count.
    Lost {
        /// The date.
        since: Timestamp,
    },
}

/// A new phrase with what the node keeps of it.
pub struct NewPhrase {
    /// The words, to be written down.
    pub phrase: Zeroizing<String>,
    /// Where the copy lies.
    pub locator: RecoveryLocator,
    /// The copy.
    pub sealed: Blob,
}

/// The keys a member's devices have seen.
#[derive(Default, Serialize, Deserialize)]
struct Pins {
    bridges: BTreeMap<BridgeId, (OrgId, MemberKey)>,
    colleagues: Vec<MemberKey>,
    changed: BTreeMap<MemberKey, MemberKey>,
    links: BTreeMap<BridgeId, LinkSecret>,
}

impl Device {
    /// Makes a phrase, and the copy it opens. A phrase from before serves no more once the node keeps this one.
    ///
    /// # Errors
    /// [`DeviceError::NoMemberKey`] on a further device.
    pub fn new_phrase(&self, rng: &mut dyn Randomness) -> Result<NewPhrase, DeviceError> {
        let member_seed = self.member_seed.ok_or(DeviceError::NoMemberKey)?;
        let entropy: Zeroizing<[u8; 16]> = Zeroizing::new(draw(rng));
        let content =
            RecoveryContent { org: self.org, member_seed, vault_key: self.vault_key, card: self.card.clone() };
        let content = Zeroizing::new(postcard::to_stdvec(&content).map_err(|_| DeviceError::Unopenable)?);
        let sealed = wrap(rng, &recovery::wrapping_key(&entropy), Label::Recovery, &content);
        Ok(NewPhrase { phrase: words::phrase(&entropy), locator: recovery::locator(&entropy), sealed })
    }

    /// Becomes a device of a member again, on a machine that has nothing but the phrase. The draft must be accepted
    /// by the node before anything else is done with the device.
    ///
    /// # Errors
    /// [`DeviceError::Phrase`] for words that are no phrase, or don't open the copy.
    pub fn recover(
        rng: &mut dyn Randomness,
        phrase: &str,
        copy: &CopyView,
        others: Others,
        now: Timestamp,
    ) -> Result<(Self, CertDraft), DeviceError> {
        let entropy = words::read_phrase(phrase).map_err(|_| DeviceError::Phrase)?;
        let opened = unwrap(&recovery::wrapping_key(&entropy), Label::Recovery, &copy.sealed);
        let content: RecoveryContent =
            postcard::from_bytes(&opened.ok_or(DeviceError::Phrase)?).map_err(|_| DeviceError::Phrase)?;
        let mut device = Self::blank(content.org, draw(rng), content.vault_key, content.card);
        device.member_seed = Some(content.member_seed);
        device.follow_organisation(&copy.successions);
        let cert = MemberCert::from_bytes(&copy.cert.payload).map_err(|_| DeviceError::ForeignCertificate)?;
        // A certificate that has run out is one to renew; its signatures must hold all the same.
        verify_cert(&copy.cert, cert.issued).map_err(|_| DeviceError::ForeignCertificate)?;
        if !device.is_own(&cert.org) || cert.member != device.member() {
            return Err(DeviceError::ForeignCertificate);
        }
        device.cert_payload = Blob(copy.cert.payload.clone());
        device.cert = Some(copy.cert.clone());
        if let Some(vault) = &copy.vault {
            device.merge_vault(vault)?;
        }
        let draft = device.joining(others, &cert, now)?;
        Ok((device, draft))
    }

    /// What this device has seen of others' keys, to be kept at the node, and a hash to say so by afterwards;
    /// nothing if the node has it already.
    pub fn vault(&self, rng: &mut dyn Randomness) -> Option<(Blob, [u8; 32])> {
        let pins = Pins {
            bridges: self.bridge_pins.clone(),
            colleagues: self.colleague_pins.keys().copied().collect(),
            changed: self.changed.clone(),
            links: self.links.clone(),
        };
        let content = Zeroizing::new(postcard::to_stdvec(&pins).ok()?);
        let hash = digest::sha256(&content);
        if self.vault_told == Some(hash) {
            return None;
        }
        Some((wrap(rng, &self.vault_key, Label::Vault, &content), hash))
    }

    /// The node keeps it.
    pub fn vault_is_kept(&mut self, hash: [u8; 32]) {
        self.vault_told = Some(hash);
    }

    /// Takes over what another device of the member has seen. A pin of this device's own is never replaced.
    ///
    /// # Errors
    /// [`DeviceError::Unopenable`] if it was not made by a device of this member.
    pub fn merge_vault(&mut self, sealed: &Blob) -> Result<(), DeviceError> {
        let opened = unwrap(&self.vault_key, Label::Vault, sealed).ok_or(DeviceError::Unopenable)?;
        let pins: Pins = postcard::from_bytes(&opened).map_err(|_| DeviceError::Unopenable)?;
        for (bridge, pin) in pins.bridges {
            self.bridge_pins.entry(bridge).or_insert(pin);
        }
        for (bridge, secret) in pins.links {
            self.links.entry(bridge).or_insert(secret);
        }
        for (new, old) in pins.changed {
            if !self.colleague_pins.contains_key(&new) {
                self.changed.entry(new).or_insert(old);
            }
        }
        for colleague in pins.colleagues {
            if !self.changed.contains_key(&colleague) {
                self.colleague_pins.insert(colleague, ());
            }
        }
        Ok(())
    }

    /// The certificate that lists this machine beside the others, or alone.
    fn joining(&self, others: Others, cert: &MemberCert, now: Timestamp) -> Result<CertDraft, DeviceError> {
        let fresh = crate::message::Device { sign_key: self.device_key() };
        match others {
            Others::Stay => self.draft(now, Vec::new(), |devices| devices.push(fresh)),
            Others::Lost { since } => {
                let lost = |device: &crate::message::Device| EndedKey {
                    key: device.sign_key,
                    reason: EndReason::Compromised,
                    from: since,
                };
                let ended = cert.devices.iter().map(lost).collect();
                self.draft(now, ended, |devices| *devices = vec![fresh])
            }
        }
    }
}

/// AES-256-GCM under a fresh nonce; what it is for stands inside.
fn wrap(rng: &mut dyn Randomness, key: &[u8; 32], label: Label, content: &[u8]) -> Blob {
    let mut nonce = [0; 12];
    rng.stream(Purpose::Device).fill_bytes(&mut nonce);
    let labelled = Zeroizing::new([label.as_bytes(), content].concat());
    Blob(seal::wrap(key, &nonce, &labelled))
}

fn unwrap(key: &[u8; 32], label: Label, sealed: &Blob) -> Option<Zeroizing<Vec<u8>>> {
    let opened = seal::unwrap_sealed(key, &sealed.0).ok()?;
    opened.strip_prefix(label.as_bytes()).map(|content| Zeroizing::new(content.to_vec()))
}

impl std::fmt::Debug for NewPhrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPhrase(…)")
    }
}
