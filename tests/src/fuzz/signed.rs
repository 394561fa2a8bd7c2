//! Everything that is signed: it opens for whoever it names and for nobody else, and with no byte changed.
//!
//! The payload is the input's; its signature is truly made, so that an opener is judged by contents a liar with keys of
//! their own could sign.

use std::fmt::Debug;

use stn_protocol::crypto::Label;
use stn_protocol::crypto::sign::{self, DeviceSecret, MemberSecret, OrgSecret, Signs};
use stn_protocol::id::Signature;
use stn_protocol::limits;
use stn_protocol::message::{
    AnswerBody, CoSigned, Consent, Device, KnockBody, LetterBody, MemberCert, QueryCore, ReceiptBody, RequestCore,
    Signed, Succession, WordBody,
};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::payload::Payload;
use stn_protocol::wire::verify::{
    CarriesCert, HasOrigin, HasSigner, Refused, verify_by_device, verify_by_origin, verify_cert, verify_removal,
    verify_succession, verify_terms, verify_with_own_cert,
};

use crate::fuzz::reader::Reader;
use crate::fuzz::{Target, mutation, object};
use crate::simulation::chance::Chance;

/// The first byte says which object, the second which day it is, the next three which bit is changed; the rest is the payload.
pub const TARGET: Target = Target { name: "signed", judge, mutate, cases: 5_000 };

/// The objects by their first byte: of those that are read, the first ones are signed, in the same order.
pub const OBJECTS: [&str; 11] = match object::OBJECTS.first_chunk() {
    Some(signed) => *signed,
    None => panic!("more is read than signed"),
};

/// How many bytes stand before the payload.
pub const KNOBS: usize = 5;

/// One case: a payload, a day, and the bit that is changed in what must not open.
pub struct Case<'i> {
    /// What is signed.
    pub payload: &'i [u8],
    /// When it is read.
    pub at: Timestamp,
    place: usize,
    bit: u8,
}

fn judge(input: &[u8]) -> Result<(), String> {
    let mut input = Reader::new(input);
    let which = input.byte() % OBJECTS.len() as u8;
    let (at, place, bit) = (day(input.byte()), usize::from(input.short()), 1 << (input.byte() % 8));
    let case = Case { payload: input.rest(), at, place, bit };
    match which {
        0 => by_origin::<QueryCore>(&case),
        1 => by_origin::<RequestCore>(&case),
        2 => by_device::<Consent>(&case),
        3 => with_own_cert::<ReceiptBody>(&case),
        4 => with_own_cert::<LetterBody>(&case),
        5 => with_own_cert::<AnswerBody>(&case),
        6 => with_own_cert::<WordBody>(&case),
        7 => with_own_cert::<KnockBody>(&case),
        8 => judge_with(&device(), &case, |signed| opened(verify_terms(signed, &cert()))),
        9 => judge_cert(&case),
        _ => judge_succession(&case),
    }
}

fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let (knobs, payload) = input.split_at(input.len().min(KNOBS));
    let mut knobs = knobs.to_vec();
    knobs.resize(KNOBS, 0);
    for knob in &mut knobs[1..] {
        *knob = chance.below(256) as u8;
    }
    if chance.below(16) == 0 {
        knobs[0] = chance.below(OBJECTS.len()) as u8;
    }
    // One in four is left as it is: then what is judged is the bit, the key, the label and the day.
    let changed = match chance.below(4) {
        0 => payload.to_vec(),
        _ => mutation::message(chance, payload, other.get(KNOBS..).unwrap_or_default()),
    };
    [knobs, changed].concat()
}

/// Judges an opener of what one key signed. It may open what that key signed under the object's own label, unchanged.
///
/// # Errors
/// What does not hold.
pub fn judge_with<T: Payload + PartialEq + Debug>(
    secret: &impl Signs,
    case: &Case<'_>,
    open: impl Fn(&Signed<T>) -> Option<T>,
) -> Result<(), String> {
    let signature = secret.sign(T::LABEL, case.payload);
    let signed = |payload: &[u8], signature| Signed::<T>::new(payload.to_vec(), signature);
    if let Some(content) = open(&signed(case.payload, signature))
        && T::from_bytes(case.payload).as_ref() != Ok(&content)
    {
        return Err("what opens is not what was signed".to_owned());
    }
    let stranger = OrgSecret::from_seed(&[0x77; 32]);
    let refused = [
        ("with a byte of its signature changed", signed(case.payload, case.changed_signature(signature))),
        ("with a byte of its payload changed", signed(&case.changed_payload(), signature)),
        ("signed by a stranger", signed(case.payload, stranger.sign(T::LABEL, case.payload))),
        ("signed as something else", signed(case.payload, secret.sign(other_label(T::LABEL), case.payload))),
    ];
    match refused.into_iter().find(|(_, signed)| open(signed).is_some()) {
        Some((how, _)) => Err(format!("{} opens {how}", std::any::type_name::<T>())),
        None => Ok(()),
    }
}

impl<'i> Case<'i> {
    /// A payload that is read on the samples' day, of which the first bit is changed.
    pub const fn of(payload: &'i [u8]) -> Self {
        Self { payload, at: CREATED, place: 0, bit: 1 }
    }

    fn changed_signature(&self, signature: Signature) -> Signature {
        let mut bytes = *signature.as_bytes();
        bytes[self.place % Signature::LEN] ^= self.bit;
        Signature::from_bytes(bytes)
    }

    /// The payload with one bit changed; with a byte more if it is empty.
    fn changed_payload(&self) -> Vec<u8> {
        let mut payload = self.payload.to_vec();
        match self.place.checked_rem(payload.len()) {
            Some(place) => payload[place] ^= self.bit,
            None => payload.push(self.bit),
        }
        payload
    }
}

fn by_origin<T: HasOrigin + PartialEq + Debug>(case: &Case<'_>) -> Result<(), String> {
    judge_with(&org(), case, |signed: &Signed<T>| opened(verify_by_origin(signed)))?;
    let signed = Signed::<T>::new(case.payload.to_vec(), org().sign(T::LABEL, case.payload));
    match verify_by_origin(&signed) {
        Ok(content) if *content.origin() != org().public() => Err("a core opens for another origin".to_owned()),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn by_device<T: HasSigner + PartialEq + Debug>(case: &Case<'_>) -> Result<(), String> {
    let cert = cert();
    judge_with(&device(), case, |signed: &Signed<T>| opened(verify_by_device(signed, &cert)))?;
    let signed = Signed::<T>::new(case.payload.to_vec(), device().sign(T::LABEL, case.payload));
    match verify_by_device(&signed, &cert) {
        Ok(content) if content.signer() != Ok((cert.org, cert.member)) => {
            Err("something opens for another member than it names".to_owned())
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

fn with_own_cert<T: CarriesCert + PartialEq + Debug>(case: &Case<'_>) -> Result<(), String> {
    by_device::<T>(case)?;
    let open = |signed: &Signed<T>| verify_with_own_cert(signed, case.at).ok();
    judge_with(&device(), case, |signed| open(signed).map(|(content, _)| content.into_inner()))?;
    let signed = Signed::<T>::new(case.payload.to_vec(), device().sign(T::LABEL, case.payload));
    match open(&signed) {
        Some((_, cert)) => judge_fit(&cert, case.at),
        None => Ok(()),
    }
}

fn judge_cert(case: &Case<'_>) -> Result<(), String> {
    let by_org = org().sign(Label::Member, case.payload);
    let by_member = member().sign(Label::Member, case.payload);
    let signed = |org, member| CoSigned::<MemberCert>::new(case.payload.to_vec(), org, member);
    if let Ok(cert) = verify_cert(&signed(by_org, Some(by_member)), case.at) {
        judge_fit(&cert, case.at)?;
    }
    let changed = CoSigned::<MemberCert>::new(case.changed_payload(), by_org, Some(by_member));
    let refused = [
        ("without its member", signed(by_org, None)),
        ("by another organisation", signed(case.changed_signature(by_org), Some(by_member))),
        ("by another member", signed(by_org, Some(case.changed_signature(by_member)))),
        ("with a byte changed", changed),
    ];
    if let Some((how, _)) = refused.into_iter().find(|(_, cert)| verify_cert(cert, case.at).is_ok()) {
        return Err(format!("a certificate opens {how}"));
    }
    let removes = verify_removal(&signed(by_org, None));
    if removes.is_ok_and(|removal| !removal.devices.is_empty()) {
        return Err("a removal lists a device".to_owned());
    }
    match verify_removal(&signed(by_member, None)) {
        Ok(_) => Err("a member removes themselves in their organisation's name".to_owned()),
        Err(_) => Ok(()),
    }
}

fn judge_fit(cert: &MemberCert, at: Timestamp) -> Result<(), String> {
    let is_current = at < cert.expires && cert.issued <= at.plus(limits::CLOCK_SKEW);
    let lives = cert.issued < cert.expires && cert.expires <= cert.issued.plus(limits::CERT_LIFE);
    let is_listed = (1..=limits::DEVICES).contains(&cert.devices.len());
    let is_sound = cert.devices.iter().all(|device| sign::is_sound(&device.sign_key));
    if is_current && lives && is_listed && is_sound { Ok(()) } else { Err("an unfit certificate opens".to_owned()) }
}

fn judge_succession(case: &Case<'_>) -> Result<(), String> {
    let (old, new) = (org(), next_org());
    let signatures = [old.sign(Label::Succession, case.payload), new.sign(Label::Succession, case.payload)];
    let succession = |payload: &[u8], [old_signature, new_signature]: [Signature; 2]| Succession {
        payload: payload.to_vec(),
        old_signature,
        new_signature,
    };
    if let Ok(terms) = verify_succession(&succession(case.payload, signatures))
        && (terms.old_org, terms.new_org) != (old.public(), new.public())
    {
        return Err("a change of key opens for other keys".to_owned());
    }
    let refused = [
        ("signed by the old key alone", succession(case.payload, [signatures[0]; 2])),
        ("signed by the new key alone", succession(case.payload, [signatures[1]; 2])),
        ("with its keys changed about", succession(case.payload, [signatures[1], signatures[0]])),
        ("with a byte changed", succession(&case.changed_payload(), signatures)),
    ];
    match refused.into_iter().find(|(_, succession)| verify_succession(succession).is_ok()) {
        Some((how, _)) => Err(format!("a change of key opens {how}")),
        None => Ok(()),
    }
}

/// The content, whatever refused it otherwise.
fn opened<T>(result: Result<stn_protocol::wire::verify::Verified<T>, Refused>) -> Option<T> {
    result.ok().map(stn_protocol::wire::verify::Verified::into_inner)
}

fn other_label(label: Label) -> Label {
    if label == Label::Consent { Label::Query } else { Label::Consent }
}

/// Days around the samples' own, and the ends of time.
fn day(byte: u8) -> Timestamp {
    match byte % 6 {
        0 | 1 => CREATED,
        2 => CREATED.minus(Span::days(1)),
        3 => CREATED.plus(Span::days(u64::from(byte))),
        4 => Timestamp::from_secs(0),
        _ => Timestamp::from_millis(u64::MAX),
    }
}

/// The certificate of the samples' member.
pub fn cert() -> MemberCert {
    MemberCert {
        org: org().public(),
        member: member().public(),
        devices: vec![Device { sign_key: device().public() }],
        version: 3,
        issued: CREATED,
        expires: CREATED.plus(Span::days(60)),
    }
}

/// The samples' organisation.
pub fn org() -> OrgSecret {
    OrgSecret::from_seed(&[0x11; 32])
}

/// The key it changes to.
fn next_org() -> OrgSecret {
    OrgSecret::from_seed(&[0x12; 32])
}

fn member() -> MemberSecret {
    MemberSecret::from_seed(&[0x21; 32])
}

/// The samples' device.
pub fn device() -> DeviceSecret {
    DeviceSecret::from_seed(&[0x31; 32])
}

/// When the samples were made.
const CREATED: Timestamp = Timestamp::from_secs(1_790_000_000);
