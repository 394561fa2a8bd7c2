//! What members do with keys: renew, add and lose devices, recover, vouch, and check who changed.

use stn_protocol::device::{Device, DeviceError, NewDevice, Others};
use stn_protocol::exchange::view::{AdminLook, AdminSight, MemberLook, MemberSight, PeerView};
use stn_protocol::exchange::{AdminCommand, Enrolment, Input, KeysCommand, MemberCommand, Refused, Reply};
use stn_protocol::id::{MemberKey, OrgId};
use stn_protocol::invitation::{DeviceLink, LinkSecret, MemberLink};
use stn_protocol::local::keys::{CertDraft, KeyCall, KeysView};
use stn_protocol::message::{Card, EndReason, EndedKey};
use stn_protocol::time::Span;

use crate::World;
use crate::people::Person;

impl World {
    /// What a member's device sees of keys.
    pub fn keys(&self, name: &str) -> KeysView {
        let MemberSight::Keys(keys) = self.look(name, &MemberLook::Keys) else { panic!("a member has keys") };
        *keys
    }

    /// Whether the node takes calls of this device.
    pub fn is_known(&mut self, name: &str) -> bool {
        let (org, member) = self.member(name);
        let key = self.device(name).device_key();
        self.engine(&org).member_of_device(&key, self.now) == Some(member)
    }

    /// A device opens a session: the newest certificate, ended keys, pins of the member's other devices.
    pub fn open_session(&mut self, name: &str) -> Vec<MemberKey> {
        let (now, keys) = (self.now, self.keys(name));
        let device = self.device(name);
        device.take_cert(keys.cert.clone(), now).expect("the node shows a certificate that lists the device");
        if let Some(vault) = &keys.vault {
            device.merge_vault(vault).expect("pins of an own device open");
        }
        let broken = device.learn(&keys);
        let person = self.people.get_mut(name).expect("the person exists");
        if let Some((sealed, hash)) = person.device.vault(&mut person.rng) {
            person.device.vault_is_kept(hash);
            self.act(name, MemberCommand::Keys(KeysCommand::KeepVault { sealed })).expect("pins are kept");
        }
        broken
    }

    /// A member brings the next certificate.
    pub fn bring_cert(&mut self, name: &str, draft: CertDraft) -> Result<(), Refused> {
        let now = self.now;
        let Reply::Enrolled { cert } = self.act(name, MemberCommand::Keys(KeysCommand::UpdateCert { draft }))? else {
            panic!("a draft is answered with a certificate")
        };
        self.device(name).take_cert(cert, now).expect("the node signs what the device wrote");
        Ok(())
    }

    /// A member renews the certificate.
    pub fn renew(&mut self, name: &str) {
        let now = self.now;
        let draft = self.device(name).renewal(now).expect("the device holds the member's key");
        self.bring_cert(name, draft).expect("a renewal is signed");
    }

    /// Everybody renews who is due.
    pub fn renew_all(&mut self) {
        let now = self.now;
        let names: Vec<String> = self.people.keys().cloned().collect();
        for name in names {
            let device = self.device(&name);
            if device.holds_member_key() && device.is_due(now) && self.is_known(&name) {
                self.renew(&name);
            }
        }
    }

    /// A member brings a further device, and compares the words.
    pub fn add_device(&mut self, first: &str, further: &str) {
        let link = self.device_link(first);
        let mut rng = self.streams(further);
        let new = NewDevice::begin(&mut rng, &link);
        let waits = self.ask_keys(link.org, KeyCall::EnrolDevice { device: new.enrolment() });
        assert!(matches!(waits, Ok(Reply::DeviceWaits { .. })));
        let waiting = self.keys(first).waiting.remove(0);
        assert_eq!(self.device(first).words_of(&waiting.device), new.words());
        let now = self.now;
        let person = self.people.get_mut(first).expect("the member exists");
        let (draft, bundle) =
            person.device.admit(&mut person.rng, &waiting.device, now).expect("the words are the same");
        let command = MemberCommand::Keys(KeysCommand::AdmitDevice { invite: link.invite, draft, bundle });
        let Ok(Reply::Enrolled { cert }) = self.act(first, command) else { panic!("a member may have two devices") };
        self.device(first).take_cert(cert, now).expect("the certificate lists both");
        let taken = self.ask_keys(link.org, KeyCall::EnrolDevice { device: new.enrolment() });
        let Ok(Reply::DeviceTaken { bundle, cert, vault }) = taken else { panic!("what was sealed lies ready") };
        let mut device = new.finish(&bundle, cert, now).expect("the bundle opens on the new device");
        if let Some(vault) = vault {
            device.merge_vault(&vault).expect("the vault key came along");
        }
        self.people.insert(further.to_owned(), Person { org: link.org, device, rng, asks: 100 });
    }

    /// A member makes a link for a further device.
    pub fn device_link(&mut self, name: &str) -> DeviceLink {
        let expires = self.now.plus(Span::secs(900));
        let person = self.people.get_mut(name).expect("the member exists");
        let link = person.device.open_device(&mut person.rng, String::new(), expires).expect("it may add devices");
        let command = MemberCommand::Keys(KeysCommand::OpenDevice { invite: link.invite, expires });
        self.act(name, command).expect("a link may be opened");
        link
    }

    /// A member takes another device out of use.
    pub fn end_device(&mut self, name: &str, other: &str, reason: EndReason) {
        let (now, key) = (self.now, self.device(other).device_key());
        let draft = self.device(name).without(EndedKey { key, reason, from: now }, now).expect("it is not the last");
        self.bring_cert(name, draft).expect("a device may be taken out");
    }

    /// A member writes a recovery phrase down.
    pub fn phrase(&mut self, name: &str) -> String {
        let person = self.people.get_mut(name).expect("the member exists");
        let made = person.device.new_phrase(&mut person.rng).expect("the device holds the member's key");
        let command = MemberCommand::Keys(KeysCommand::KeepRecovery { locator: made.locator, sealed: made.sealed });
        self.act(name, command).expect("a copy is kept");
        self.open_session(name);
        made.phrase.to_string()
    }

    /// Somebody with a phrase and a new machine becomes the member again.
    pub fn recover(&mut self, org: &str, phrase: &str, machine: &str, others: Others) -> Result<(), DeviceError> {
        let (org, now, mut rng) = (self.org(org), self.now, self.streams(machine));
        let entropy = stn_protocol::crypto::words::read_phrase(phrase).map_err(|_| DeviceError::Phrase)?;
        let locator = stn_protocol::crypto::recovery::locator(&entropy);
        let Ok(Reply::Copy { copy }) = self.ask_keys(org, KeyCall::FetchCopy { locator }) else {
            return Err(DeviceError::Phrase);
        };
        let (mut device, draft) = Device::recover(&mut rng, phrase, &copy, others, now)?;
        let Ok(Reply::Enrolled { cert }) = self.ask_keys(org, KeyCall::Renew { draft }) else {
            panic!("the member's own signature is enough")
        };
        device.take_cert(cert, now)?;
        self.people.insert(machine.to_owned(), Person { org, device, rng, asks: 150 });
        Ok(())
    }

    /// The admin lets a member in who lost every key; the person brings new keys under a new name in the story.
    pub fn re_enrol(&mut self, name: &str, anew: &str) -> (MemberKey, Enrolment) {
        let (org, old) = self.member(name);
        let command = AdminCommand::ReEnrolMember { member: old };
        let reply = self.call(org, |call| Input::AdminActed { call, command });
        let Ok(Reply::Invited { invite, secret, expires }) = reply else { panic!("an admin may begin") };
        let secret = LinkSecret::from_bytes(secret.0.as_slice().try_into().expect("a secret has 16 bytes"));
        let link = MemberLink { org, api: String::new(), invite, secret, expires };
        let (mut rng, card) = (self.streams(anew), Card { name: name.into(), ..Card::default() });
        let (device, enrolment) = Device::enrol(&mut rng, &link, card, self.now);
        self.people.insert(anew.to_owned(), Person { org, device, rng, asks: 200 });
        (old, enrolment)
    }

    /// The person brings the keys, or asks how it stands.
    pub fn bring_new_keys(&mut self, anew: &str, enrolment: &Enrolment) -> Reply {
        let (now, org) = (self.now, self.member(anew).0);
        let enrolment = enrolment.clone();
        let reply = self.call(org, |call| Input::NewcomerCame { call, enrolment }).expect("the link is open");
        if let Reply::Enrolled { cert } = &reply {
            self.device(anew).accept_cert(cert.clone(), now).expect("the node signed what the device wrote");
        }
        reply
    }

    /// A colleague vouches, after the words were the same.
    pub fn vouch(&mut self, name: &str, old: MemberKey, anew: &str) -> Result<Reply, Refused> {
        let (_, new) = self.member(anew);
        assert_eq!(self.device(name).key_words(&new), self.device(anew).key_words(&new));
        let signature = self.device(name).vouch(&old, &new);
        self.act(name, MemberCommand::Keys(KeysCommand::ConfirmReEnrolment { old, new, signature }))
    }

    /// Somebody who is no device yet asks a node about keys.
    pub fn ask_keys(&mut self, org: OrgId, ask: KeyCall) -> Result<Reply, Refused> {
        self.call(org, |call| Input::KeysAsked { call, ask })
    }

    /// The admin ends a membership.
    pub fn remove_member(&mut self, name: &str) {
        let (org, member) = self.member(name);
        let command = AdminCommand::RemoveMember { member };
        self.call(org, |call| Input::AdminActed { call, command }).expect("a member may be removed");
    }

    /// The admin ends a peering.
    pub fn end_peer(&mut self, org: &str, other: &str) {
        let (org, other) = (self.org(org), self.org(other));
        let command = AdminCommand::EndPeer { org: other };
        self.call(org, |call| Input::AdminActed { call, command }).expect("a peering may end");
    }

    /// A peer as an admin sees it.
    pub fn peer_view(&self, org: &str, other: &str) -> PeerView {
        let (org, other) = (self.org(org), self.org(other));
        let AdminSight::Peers(peers) = self.engine(&org).admin_look(AdminLook::Peers, self.now) else {
            panic!("peers were asked for")
        };
        peers.into_iter().find(|peer| peer.org == other).expect("the two are peers")
    }
}
