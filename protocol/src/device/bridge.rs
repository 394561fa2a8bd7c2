//! A device ties bridges: its links carry a secret no node sees, so no node can stand in between.

use rand_core::Rng;

use crate::crypto::sign::DeviceSecret;
use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, digest, sign};
use crate::device::{Device, DeviceError};
use crate::id::{BridgeId, Mac};
use crate::invitation::{BridgeLink, LinkSecret};
use crate::message::{BridgeAccept, BridgeConfirm, BridgeTerms, Card, CoSigned, MemberCert, Signed};
use crate::time::Timestamp;
use crate::wire::payload::{Encoded, Payload, cosigned_to_bytes};
use crate::wire::verify::{self, verify_cert, verify_terms};

impl Device {
    /// Makes a link to be given to a person in another organisation, by hand.
    pub fn open_bridge(&mut self, rng: &mut dyn Randomness, expires: Timestamp) -> BridgeLink {
        let (mut bridge, mut secret) = ([0; 16], [0; 16]);
        rng.stream(Purpose::BridgeId).fill_bytes(&mut bridge);
        rng.stream(Purpose::Device).fill_bytes(&mut secret);
        let (bridge, secret) = (BridgeId::from_bytes(bridge), LinkSecret::from_bytes(secret));
        self.links.insert(bridge, secret.clone());
        BridgeLink { org: self.org, member: self.member(), bridge, secret, expires }
    }

    /// Takes up a link somebody gave to this member, and pins its maker.
    ///
    /// # Errors
    /// If the link is of the own organisation, or its time is over.
    pub fn accept_bridge(&mut self, link: &BridgeLink, now: Timestamp) -> Result<BridgeAccept, DeviceError> {
        if link.org == self.org {
            return Err(DeviceError::OwnLink);
        }
        if link.expires <= now {
            return Err(DeviceError::LinkExpired);
        }
        if self.bridge_pins.get(&link.bridge).is_some_and(|pin| *pin != (link.org, link.member)) {
            return Err(DeviceError::KeyChanged);
        }
        let cert = self.enrolled_cert()?.clone();
        let terms = BridgeTerms {
            bridge: link.bridge,
            a_org: link.org,
            a_member: link.member,
            b_org: self.org,
            b_member: self.member(),
            created: now.floor_hour(),
        };
        let terms: Signed<BridgeTerms> = verify::sign(&self.sign_secret(), &terms);
        let mac = bridge_mac(&link.secret, Label::Bridge, &terms.payload, &cert, &self.card);
        self.links.insert(link.bridge, link.secret.clone());
        self.bridge_pins.insert(link.bridge, (link.org, link.member));
        Ok(BridgeAccept { terms, cert, card: self.card.clone(), mac })
    }

    /// Checks who took up this device's link, pins them, and agrees.
    ///
    /// # Errors
    /// If this device did not make the link, or what came was not made with it.
    pub fn confirm_bridge(&mut self, accept: &BridgeAccept, now: Timestamp) -> Result<BridgeConfirm, DeviceError> {
        let cert = verify_cert(&accept.cert, now).map_err(|_| DeviceError::BadSignature)?;
        let terms = verify_terms(&accept.terms, &cert).map_err(|_| DeviceError::BadSignature)?;
        let secret = self.links.get(&terms.bridge).ok_or(DeviceError::LinkUnknown)?;
        let expected = bridge_mac(secret, Label::Bridge, &accept.terms.payload, &accept.cert, &accept.card);
        let is_mine = terms.a_org == self.org && terms.a_member == self.member();
        let is_theirs = terms.b_org == cert.org && terms.b_member == cert.member;
        if expected != accept.mac || !is_mine || !is_theirs {
            return Err(DeviceError::LinkProof);
        }
        if self.bridge_pins.get(&terms.bridge).is_some_and(|pin| *pin != (terms.b_org, terms.b_member)) {
            return Err(DeviceError::KeyChanged);
        }
        let own = self.enrolled_cert()?.clone();
        let mac = bridge_mac(secret, Label::BridgeConfirm, &accept.terms.payload, &own, &self.card);
        let signature = sign_terms(&self.sign_secret(), &accept.terms.payload);
        self.bridge_pins.insert(terms.bridge, (terms.b_org, terms.b_member));
        Ok(BridgeConfirm { bridge: terms.bridge, signature, cert: own, card: self.card.clone(), mac })
    }

    /// Checks that the maker of the link this device took up has agreed.
    ///
    /// # Errors
    /// If what came was not made with the link by the pinned member.
    pub fn complete_bridge(
        &mut self,
        terms: &Signed<BridgeTerms>,
        confirm: &BridgeConfirm,
        now: Timestamp,
    ) -> Result<(), DeviceError> {
        let secret = self.links.get(&confirm.bridge).ok_or(DeviceError::LinkUnknown)?;
        let expected = bridge_mac(secret, Label::BridgeConfirm, &terms.payload, &confirm.cert, &confirm.card);
        let cert = verify_cert(&confirm.cert, now).map_err(|_| DeviceError::BadSignature)?;
        let pinned = self.bridge_pins.get(&confirm.bridge) == Some(&(cert.org, cert.member));
        let both = Signed::<BridgeTerms>::new(terms.payload.clone(), confirm.signature);
        if expected != confirm.mac || !pinned || verify_terms(&both, &cert).is_err() {
            return Err(DeviceError::LinkProof);
        }
        self.links.remove(&confirm.bridge);
        Ok(())
    }
}

pub(super) fn sign_terms(secret: &DeviceSecret, payload: &[u8]) -> crate::id::Signature {
    sign::Signs::sign(secret, BridgeTerms::LABEL, payload)
}

/// `HMAC(secret, label ‖ terms ‖ SHA-256(cert) ‖ SHA-256(card))`
fn bridge_mac(secret: &LinkSecret, label: Label, terms: &[u8], cert: &CoSigned<MemberCert>, card: &Card) -> Mac {
    let cert = digest::sha256(&cosigned_to_bytes(cert));
    let card = digest::sha256(&card.to_bytes());
    digest::mac(secret.as_bytes(), label, &[terms, &cert, &card])
}
