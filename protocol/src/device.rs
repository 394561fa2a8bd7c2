//! The member's side: what only their own keys can make, open and check.
//!
//! A device makes the keys, signs certificates, bridge terms and consents, seals letters, receipts and
//! answers, pins the people next to it on a path, and believes an answer only after the whole chain held.
//! It is saved before anything it made is sent; asked again for the same, it gives the same bytes.
//! It reads no clock and draws from named streams; the node never sees a private key of it.

mod alert;
mod appraisal;
mod bridge;
pub mod compare;
mod fall_over;
mod keys;
mod knock;
mod note;
mod path;
pub mod permission;
mod recovery;
mod stay;
mod succession;
mod verdict;
mod word;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rand_core::Rng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::crypto::seal::{self, SealSecret};
use crate::crypto::sign::{DeviceSecret, MemberSecret};
use crate::crypto::stream::{Purpose, Randomness};
use crate::crypto::{Label, digest, sign};
use crate::id::{
    Blob, BridgeId, DeviceKey, InviteId, ItemId, LetterKeyId, MemberKey, OrgId, RequestId, SealKey, Signature,
};
use crate::invitation::{LinkSecret, MemberLink};
use crate::limits;
use crate::local::keys::EndedOf;
use crate::local::view::ColleagueView;
use crate::local::{Enrolment, LetterKeyUpload};
use crate::message::{Card, CoSigned, Consent, MemberCert, Signed};
use crate::time::Timestamp;
use crate::wire::verify;

pub use alert::AlertDraft;
pub use appraisal::{AnswerDraft, PermissionRead};
pub use fall_over::Spacing;
pub use keys::NewDevice;
pub use knock::{KnockDraft, open_knock};
pub use note::{NOTE_TEXT, OUTCOME_TEXT};
pub use path::{Draft, Letter};
pub use recovery::{NewPhrase, Others};
pub use stay::{FarEnd, StayWish};
pub use verdict::VerifiedAnswer;
pub use word::{Heard, SealedWord, Standing, Voice};

/// Why a device does not do or believe something. The text is shown to its member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// No certificate yet.
    #[error("this device has no certificate yet; join your organisation first")]
    NotEnrolled,
    /// The certificate is not the one asked for.
    #[error("the node's certificate is not the one this device asked for; nothing was changed, ask your admin")]
    ForeignCertificate,
    /// A link for somebody else.
    #[error("this bridge link was made in your own organisation; it is for a person you know in another one")]
    OwnLink,
    /// A link whose time is over.
    #[error("this link has expired; ask for a new one")]
    LinkExpired,
    /// A link this device did not make, or dealt with before.
    #[error("this device has no such open link")]
    LinkUnknown,
    /// A proof that does not fit the link.
    #[error("the other side could not prove that it holds your link; decline it and send a new link")]
    LinkProof,
    /// Somebody unknown to the device stands next to it.
    #[error("the person next to you on this path is not one this device knows; it will not sign")]
    NotPinned,
    /// A key that is not the one pinned.
    #[error("a key changed since this device first saw it; it will not sign until you have checked with the person")]
    KeyChanged,
    /// Something signed does not hold.
    #[error("a signature on this request does not hold; it will not be signed further, nothing was sent")]
    BadSignature,
    /// Past its date.
    #[error("this has expired")]
    Expired,
    /// Longer than it may be, or with characters no text may hold.
    #[error("the text is longer than fits, or holds tabs or other control characters; nothing was signed")]
    TextTooLong,
    /// An item of another sort.
    #[error("that can't be done with this item")]
    OtherSort,
    /// A letter that does not open.
    #[error("this letter can't be opened with this device's keys; ask for it to be sent again along a new offer")]
    Unopenable,
    /// A note that does not open.
    #[error("this note can't be opened with this device's keys, or is another contact's; write it anew")]
    NoteClosed,
    /// An answer to something this device did not ask.
    #[error("this device did not make that request")]
    RequestUnknown,
    /// A further device was asked for what only the member's own key can do.
    #[error("this device does not hold your own key; do it on your first device, or on one recovered with your phrase")]
    NoMemberKey,
    /// As many devices as a certificate lists.
    #[error("you have four devices, as many as may be; take one out with `stn me device remove`, then try again")]
    DevicesFull,
    /// The only device, or none of the member's.
    #[error("that is your only device or none of yours; nothing was changed; add another device first")]
    LastDevice,
    /// Words that open nothing.
    #[error("the recovery phrase does not open this copy; check the words; nothing was changed")]
    Phrase,
    /// Signed by a key that ended.
    #[error("this was signed with a key that was taken out of use or reported lost; nothing was signed or sent")]
    KeyEnded,
    /// An answer whose chain does not hold.
    #[error("this answer could not be verified; do not rely on it, and take another path")]
    Unverified,
    /// A word that is not from who it says, or not for this.
    #[error("this word does not hold: it was altered, or is not from the one it should be from; do not rely on it")]
    WordUnfit,
    /// Both are members of one organisation.
    #[error("they are in your own organisation; colleagues need no bridge, see `stn me trust`")]
    OwnColleague,
    /// Requests that can't go one after another.
    #[error("these offers end too soon to be tried one after another; nothing was signed; take fewer, or ask again")]
    OffersTooShort,
    /// A permission that does not hold.
    #[error("the candidate's permission does not hold for this request; nothing was signed")]
    PermissionUnfit,
    /// An appraisal from elsewhere without a permission.
    #[error("this appraisal comes without the candidate's permission; it will not be opened; decline it")]
    PermissionMissing,
    /// Terms where the kind has none, or none where it has.
    #[error("only an appraisal has a permission and a date of deletion, and it needs both; nothing was signed")]
    TermsUnfit,
    /// A date of deletion that is over or too far away.
    #[error("what belongs to an appraisal is deleted on a date within a year; nothing was signed")]
    RetentionDate,
    /// The card of the person sought, where none may be handed over.
    #[error("an answer of this kind carries no card but your own; nothing was signed")]
    CardKeptBack,
    /// The card of the person sought without their yes.
    #[error("the card of the person sought goes out only with the day on which they agreed; nothing was signed")]
    CardNotAgreed,
    /// An answer whose time is over.
    #[error("this answer was to be deleted by now, and is not shown")]
    AnswerOver,
    /// Nobody, too many people, or somebody twice.
    #[error("an alert goes to one to twenty people, each named once; nothing was signed")]
    PeopleCount,
    /// A date that is over before anybody could read it.
    #[error("an alert must end at least an hour from now; nothing was signed")]
    TooSoon,
}

/// A member's device: keys, certificate, pins, and what it must remember of links and requests.
#[derive(Clone, Serialize, Deserialize)]
pub struct Device {
    org: OrgId,
    /// Keys the organisation had before.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    former: BTreeSet<OrgId>,
    /// The member's own key; a further device has none.
    #[serde(default)]
    member_seed: Option<[u8; 32]>,
    sign_seed: [u8; 32],
    vault_key: [u8; 32],
    card: Card,
    cert_payload: Blob,
    cert: Option<CoSigned<MemberCert>>,
    /// Bridge links made or taken up, until they are tied.
    links: BTreeMap<BridgeId, LinkSecret>,
    /// Who is at the far end of each bridge.
    bridge_pins: BTreeMap<BridgeId, (OrgId, MemberKey)>,
    /// Colleagues as first seen.
    colleague_pins: BTreeMap<MemberKey, ()>,
    /// Own requests, until they are answered or over.
    requests: BTreeMap<RequestId, OwnRequest>,
    /// What was signed for an item, so that it is never signed twice.
    passed: BTreeMap<ItemId, (Signed<Consent>, Blob)>,
    /// What was answered to an item.
    answered: BTreeMap<ItemId, Blob>,
    /// Open the words that follow an answer of this device.
    #[serde(default)]
    reply_secrets: BTreeMap<RequestId, [u8; 32]>,
    /// What it asked, replied and proposed along requests.
    #[serde(default)]
    words: word::Words,
    /// Bridges that came about by a knock, until their two members have compared six words.
    #[serde(default)]
    uncompared: BTreeSet<BridgeId>,
    /// Who the member is, where the member's own key is elsewhere.
    #[serde(default)]
    member_key: Option<MemberKey>,
    /// Links for further devices, until one was taken up.
    #[serde(default)]
    device_links: BTreeMap<InviteId, LinkSecret>,
    /// Keys of others that ended.
    #[serde(default)]
    ended: BTreeMap<DeviceKey, EndedOf>,
    /// Colleagues' keys that took another's place and were not checked yet, with those they replace.
    #[serde(default)]
    changed: BTreeMap<MemberKey, MemberKey>,
    /// The hash of the pins the node keeps.
    #[serde(default)]
    vault_told: Option<[u8; 32]>,
    /// Terms and dates of appraisals, and when people agreed that their card is handed over.
    #[serde(default)]
    appraisals: appraisal::Appraisals,
    /// Own alerts, until they are over.
    #[serde(default)]
    alerts: BTreeMap<RequestId, alert::OwnAlert>,
    /// What was signed for alerts that were passed on.
    #[serde(default)]
    passed_alerts: BTreeMap<ItemId, alert::PassedAlert>,
}

/// What a device keeps of an own request.
#[derive(Clone, Serialize, Deserialize)]
struct OwnRequest {
    answer_secret: [u8; 32],
    core: Blob,
    consent: Signed<Consent>,
    letter_key: SealKey,
    expires: Timestamp,
}

impl Device {
    /// Makes a member's keys for an invitation, and what proves both to the node.
    pub fn enrol(rng: &mut dyn Randomness, link: &MemberLink, card: Card, now: Timestamp) -> (Self, Enrolment) {
        let member_seed: [u8; 32] = draw(rng);
        let sign_seed: [u8; 32] = draw(rng);
        let member = MemberSecret::from_seed(&member_seed);
        let content = MemberCert {
            org: link.org,
            member: member.public(),
            devices: vec![crate::message::Device { sign_key: DeviceSecret::from_seed(&sign_seed).public() }],
            version: 1,
            issued: now,
            expires: now.plus(limits::CERT_LIFE),
        };
        let signed = verify::sign(&member, &content);
        let mut device = Self::blank(link.org, sign_seed, draw(rng), card);
        device.member_seed = Some(member_seed);
        device.cert_payload = Blob(signed.payload.clone());
        let mac = digest::mac(link.secret.as_bytes(), Label::Join, &[&signed.payload]);
        let enrolment =
            Enrolment { invite: link.invite, mac, cert_payload: signed.payload, member_signature: signed.signature };
        (device, enrolment)
    }

    /// Makes the enrolment again, for a node that may not have received the first.
    pub fn enrolment(&self, link: &MemberLink) -> Enrolment {
        let member = MemberSecret::from_seed(&self.member_seed.unwrap_or_default());
        Enrolment {
            invite: link.invite,
            mac: digest::mac(link.secret.as_bytes(), Label::Join, &[&self.cert_payload.0]),
            cert_payload: self.cert_payload.0.clone(),
            member_signature: member.sign(Label::Member, &self.cert_payload.0),
        }
    }

    /// A device that knows nobody yet.
    fn blank(org: OrgId, sign_seed: [u8; 32], vault_key: [u8; 32], card: Card) -> Self {
        Self {
            org,
            former: BTreeSet::new(),
            member_seed: None,
            sign_seed,
            vault_key,
            card,
            cert_payload: Blob::default(),
            cert: None,
            links: BTreeMap::new(),
            bridge_pins: BTreeMap::new(),
            colleague_pins: BTreeMap::new(),
            requests: BTreeMap::new(),
            passed: BTreeMap::new(),
            answered: BTreeMap::new(),
            reply_secrets: BTreeMap::new(),
            words: word::Words::default(),
            uncompared: BTreeSet::new(),
            member_key: None,
            device_links: BTreeMap::new(),
            ended: BTreeMap::new(),
            changed: BTreeMap::new(),
            vault_told: None,
            appraisals: appraisal::Appraisals::default(),
            alerts: BTreeMap::new(),
            passed_alerts: BTreeMap::new(),
        }
    }

    /// Takes the certificate the node countersigned.
    ///
    /// # Errors
    /// [`DeviceError::ForeignCertificate`] if it is not the one asked for or not signed by the invited organisation.
    pub fn accept_cert(&mut self, cert: CoSigned<MemberCert>, now: Timestamp) -> Result<(), DeviceError> {
        let content = verify::verify_cert(&cert, now).map_err(|_| DeviceError::ForeignCertificate)?;
        if cert.payload != self.cert_payload.0 || content.org != self.org {
            return Err(DeviceError::ForeignCertificate);
        }
        self.cert = Some(cert);
        Ok(())
    }

    /// The organisation.
    pub const fn org(&self) -> OrgId {
        self.org
    }

    /// The member.
    pub fn member(&self) -> MemberKey {
        let own = self.member_seed.as_ref().map(|seed| MemberSecret::from_seed(seed).public());
        own.or(self.member_key).unwrap_or(MemberKey::from_bytes([0; 32]))
    }

    /// The key this device signs with.
    pub fn device_key(&self) -> DeviceKey {
        self.sign_secret().public()
    }

    /// How the member introduces themselves.
    pub const fn card(&self) -> &Card {
        &self.card
    }

    /// Whether the node has countersigned the certificate.
    pub const fn is_enrolled(&self) -> bool {
        self.cert.is_some()
    }

    /// Makes fresh letter keys for the pool; their private halves leave only under the vault key.
    pub fn letter_keys(&self, rng: &mut dyn Randomness, count: usize) -> Vec<LetterKeyUpload> {
        let mut stream = rng.stream(Purpose::Device);
        let make = |_| {
            let secret = SealSecret::generate(&mut stream);
            let (mut id, mut nonce) = ([0; 16], [0; 12]);
            stream.fill_bytes(&mut id);
            stream.fill_bytes(&mut nonce);
            let wrapped = Blob(seal::wrap(&self.vault_key, &nonce, secret.to_bytes().as_slice()));
            LetterKeyUpload { id: LetterKeyId::from_bytes(id), public: secret.public(), wrapped }
        };
        (0..count).map(make).collect()
    }

    /// Remembers a colleague's key at first sight.
    ///
    /// # Errors
    /// [`DeviceError::ForeignCertificate`] if their certificate is not of this organisation,
    /// [`DeviceError::KeyChanged`] if it took another's place and was not checked yet.
    pub fn pin_colleague(&mut self, colleague: &ColleagueView, now: Timestamp) -> Result<(), DeviceError> {
        let cert = verify::verify_cert(&colleague.cert, now).map_err(|_| DeviceError::ForeignCertificate)?;
        if !self.is_own(&cert.org) || cert.member != colleague.member {
            return Err(DeviceError::ForeignCertificate);
        }
        if self.changed.contains_key(&cert.member) {
            return Err(DeviceError::KeyChanged);
        }
        self.colleague_pins.insert(cert.member, ());
        Ok(())
    }

    /// Whether this device has seen a colleague before.
    pub fn knows_colleague(&self, colleague: &MemberKey) -> bool {
        self.colleague_pins.contains_key(colleague)
    }

    /// Signs a call to the node's API.
    pub fn sign_call(&self, method: &str, path: &str, at: Timestamp, body: &[u8]) -> Signature {
        self.sign_secret().sign(Label::Api, &call_bytes(&self.org, method, path, at, body))
    }

    /// Forgets what is over: requests past their date, words along them, and what of an appraisal was kept until its own.
    pub fn tidy(&mut self, now: Timestamp) {
        let kept = &self.appraisals;
        self.requests
            .retain(|id, request| kept.until(id).unwrap_or_else(|| request.expires.plus(limits::QUERY_LIFE_MAX)) > now);
        self.tidy_appraisals(now);
        self.tidy_words(now);
        self.alerts.retain(|_, alert| alert.expires.plus(limits::QUERY_LIFE_MAX) > now);
        self.passed_alerts.retain(|_, passed| passed.expires > now);
    }

    fn sign_secret(&self) -> DeviceSecret {
        DeviceSecret::from_seed(&self.sign_seed)
    }

    fn enrolled_cert(&self) -> Result<&CoSigned<MemberCert>, DeviceError> {
        self.cert.as_ref().ok_or(DeviceError::NotEnrolled)
    }
}

/// Whether a call to a node's API was signed by this device for this node.
pub fn call_holds(org: &OrgId, device: &DeviceKey, call: &Call<'_>, signature: &Signature) -> bool {
    let bytes = call_bytes(org, call.method, call.path, call.at, call.body);
    sign::verify(device, Label::Api, &bytes, signature).is_ok()
}

/// A call to a node's API, as it is signed.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The HTTP method in capitals.
    pub method: &'a str,
    /// The path and query as sent, without the host.
    pub path: &'a str,
    /// When it was signed.
    pub at: Timestamp,
    /// The body.
    pub body: &'a [u8],
}

/// `org ‖ method ‖ 0 ‖ path ‖ 0 ‖ u64 BE milliseconds ‖ SHA-256(body)`
fn call_bytes(org: &OrgId, method: &str, path: &str, at: Timestamp, body: &[u8]) -> Vec<u8> {
    let mut bytes = org.as_bytes().to_vec();
    bytes.extend_from_slice(method.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(path.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(&at.as_millis().to_be_bytes());
    bytes.extend_from_slice(&digest::sha256(body));
    bytes
}

fn draw<const N: usize>(rng: &mut dyn Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    rng.stream(Purpose::Device).fill_bytes(&mut bytes);
    bytes
}

impl Drop for Device {
    fn drop(&mut self) {
        self.member_seed.zeroize();
        self.sign_seed.zeroize();
        self.vault_key.zeroize();
        self.reply_secrets.values_mut().for_each(Zeroize::zeroize);
    }
}

impl Drop for OwnRequest {
    fn drop(&mut self) {
        self.answer_secret.zeroize();
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Device(…)")
    }
}
