//! Reads what a browser made, an object a line as JSON, and says of each whether it holds: a line of JSON too, with
//! what was seen in it. `tests/browser` asks it, and asks again with a bit turned.
//!
//! It judges with the functions nodes and devices judge with, and with nothing of its own.
#![allow(clippy::print_stdout, reason = "whoever started it reads what it says")]

use std::io::{self, BufRead, Write};

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Deserialize;
use serde_json::{Value, json};
use stn_protocol::crypto::seal::{self, SealSecret};
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::crypto::{Label, digest, words};
use stn_protocol::device::{Call, Device, Heard, Others, StayWish, call_holds};
use stn_protocol::id::{Blob, DeviceKey, MemberKey, OrgId, RequestId, SealKey, Signature};
use stn_protocol::invitation::{BridgeLink, DeviceLink, MemberLink, PeerToken};
use stn_protocol::local::Enrolment;
use stn_protocol::local::keys::{CertDraft, CopyView, vouch_holds};
use stn_protocol::local::view::{AnswerView, ItemView, Neighbour, WordView};
use stn_protocol::message::{
    AnswerBody, BridgeAccept, BridgeConfirm, BridgeTerms, Card, CoSigned, Consent, KnockBody, LetterBody, MemberCert,
    OfferBody, QueryCore, ReceiptBody, ReplyBody, RequestCore, Signed, SuccessionTerms, WordBody,
};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::payload::{Encoded, Payload, signed_from_bytes};
use stn_protocol::wire::verify::{
    CarriesCert, HasSigner, verify, verify_by_device, verify_by_origin, verify_cert, verify_with_own_cert,
};

/// What a browser made, and what is needed to judge it.
#[derive(Deserialize)]
#[serde(tag = "object", rename_all = "kebab-case")]
enum Made {
    Enrolment { link: String, enrolment: Enrolment, at: Timestamp },
    Certificate { cert: CoSigned<MemberCert>, at: Timestamp },
    Draft { draft: CertDraft, member: MemberKey },
    RequestCore { core: Signed<RequestCore> },
    Consent { consent: Signed<Consent>, cert: CoSigned<MemberCert>, at: Timestamp },
    Receipt { sealed: Blob, secret: SealKey, request: RequestId },
    Answer { sealed: Blob, secret: SealKey, request: RequestId, at: Timestamp },
    Letter { device: Box<Device>, item: Box<ItemView>, at: Timestamp },
    Pass { device: Box<Device>, item: Box<ItemView>, at: Timestamp },
    Verdict { device: Box<Device>, answer: Box<AnswerView>, at: Timestamp },
    Word { device: Box<Device>, view: Box<WordView>, at: Timestamp },
    Stay { device: Box<Device>, view: Box<WordView>, at: Timestamp },
    Alert { device: Box<Device>, item: Box<ItemView>, to: Vec<Neighbour>, at: Timestamp },
    Knock { device: Box<Device>, org: OrgId, key: SealKey, sealed: Blob, at: Timestamp },
    BridgeAccept { device: Box<Device>, accept: Box<BridgeAccept>, at: Timestamp },
    BridgeConfirm { device: Box<Device>, terms: Signed<BridgeTerms>, confirm: Box<BridgeConfirm>, at: Timestamp },
    RecoveryCopy { phrase: String, copy: Box<CopyView>, at: Timestamp },
    Phrase { device: Box<Device> },
    Pins { device: Box<Device>, sealed: Blob },
    Voucher { cert: CoSigned<MemberCert>, old: MemberKey, new: MemberKey, signature: Signature },
    Call(SignedCall),
    Words { one: MemberKey, other: MemberKey },
    Link { text: String },
    Bytes { name: String, bytes: Blob },
    Code { text: String, mask: u8, rows: Vec<String> },
}

/// A call to a node as its headers and body say it.
#[derive(Deserialize)]
struct SignedCall {
    org: OrgId,
    device: DeviceKey,
    method: String,
    path: String,
    at: Timestamp,
    body: Blob,
    signature: Signature,
}

fn main() -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let said = match serde_json::from_str::<Made>(&line?) {
            Ok(made) => judge(made).map_or(json!({"holds": false}), |saw| json!({"holds": true, "saw": saw})),
            Err(error) => json!({"holds": false, "unread": error.to_string()}),
        };
        println!("{said}");
        io::stdout().flush()?;
    }
    Ok(())
}

/// What is seen in something that holds; nothing in what does not.
fn judge(made: Made) -> Option<Value> {
    match made {
        Made::Enrolment { link, enrolment, at } => enrolled(&link, &enrolment, at),
        Made::Certificate { cert, at } => Some(json!(verify_cert(&cert, at).ok()?.version)),
        Made::Draft { draft, member } => drafted(&draft, &member),
        Made::RequestCore { core } => Some(json!(verify_by_origin(&core).ok()?.note.as_str())),
        Made::Consent { consent, cert, at } => consented(&consent, &cert, at),
        Made::Receipt { sealed, secret, request } => receipt(&sealed, &secret, &request),
        Made::Answer { sealed, secret, request, at } => answer(&sealed, &secret, &request, at),
        Made::Letter { device, item, at } => Some(json!(device.open_letter(&item, at).ok()?.text.as_str())),
        Made::Pass { mut device, item, at } => {
            let (consent, receipt) = device.pass_on(&mut streams(), &item, "", at).ok()?;
            Some(json!({"consent": consent, "receipt": receipt}))
        }
        Made::Verdict { device, answer, at } => verdict(&device, &answer, at),
        Made::Word { device, view, at } => heard(&device, &view, at),
        Made::Stay { mut device, view, at } => {
            let agreed = device.agree_to_stay(&mut streams(), (&view, &[]), StayWish::default(), at);
            let ((word, sealed), tie) = agreed.ok()?;
            Some(json!({"word": word, "sealed": sealed, "tie": tie}))
        }
        Made::Alert { mut device, item, to, at } => {
            Some(json!(device.pass_alert(&mut streams(), &item, &to, "", at).ok()?))
        }
        Made::Knock { mut device, org, key, sealed, at } => {
            let padded = seal::unwrap_once(key.as_bytes(), &sealed.0).ok()?;
            let signed = signed_from_bytes(seal::unpad(&padded)?).ok()?;
            let accept = device.accept_knock(org, &signed, at).ok()?;
            Some(json!({"accept": accept, "signed": signed}))
        }
        Made::BridgeAccept { mut device, accept, at } => Some(json!(device.confirm_bridge(&accept, at).ok()?)),
        Made::BridgeConfirm { mut device, terms, confirm, at } => {
            device.complete_bridge(&terms, &confirm, at).ok()?;
            Some(json!(device.bridge_words(&confirm.bridge).ok()?))
        }
        Made::RecoveryCopy { phrase, copy, at } => {
            let (device, draft) = Device::recover(&mut streams(), &phrase, &copy, Others::Stay, at).ok()?;
            Some(json!({"member": device.member(), "card": device.card(), "draft": draft}))
        }
        Made::Phrase { device } => phrase(&device),
        Made::Pins { mut device, sealed } => {
            device.merge_vault(&sealed).ok()?;
            Some(json!(device))
        }
        Made::Voucher { cert, old, new, signature } => {
            vouch_holds(&cert_content(&cert)?, &old, &new, &signature).then_some(Value::Null)
        }
        Made::Call(call) => called(&call),
        Made::Words { one, other } => Some(json!(words::compared_keys(one.as_bytes(), other.as_bytes()))),
        Made::Link { text } => link(&text),
        Made::Bytes { name, bytes } => Some(json!(Blob(written_again(&name, &bytes.0)?))),
        Made::Code { text, mask, rows } => code(&text, mask, &rows),
    }
}

/// The same QR code, drawn by another program, is the same module by module.
fn code(text: &str, mask: u8, rows: &[String]) -> Option<Value> {
    let bytes = [QrSegment::make_bytes(text.as_bytes())];
    let (least, most, mask) = (Version::new(1), Version::new(20), Some(Mask::new(mask)));
    let code = QrCode::encode_segments_advanced(&bytes, QrCodeEcc::Medium, least, most, mask, false).ok()?;
    let row = |y| (0..code.size()).map(|x| if code.get_module(x, y) { '1' } else { '0' }).collect::<String>();
    (0..code.size()).map(row).eq(rows.iter().cloned()).then(|| json!(code.version().value()))
}

fn enrolled(link: &str, enrolment: &Enrolment, at: Timestamp) -> Option<Value> {
    let link: MemberLink = link.parse().ok()?;
    let payload = &enrolment.cert_payload;
    if enrolment.invite != link.invite
        || !digest::mac_holds(link.secret.as_bytes(), Label::Join, &[payload], &enrolment.mac)
    {
        return None;
    }
    let member = MemberCert::from_bytes(payload).ok()?.member;
    let cert = verify(&Signed::<MemberCert>::new(payload.clone(), enrolment.member_signature), &member).ok()?;
    (cert.org == link.org && cert.issued <= at && cert.version == 1).then(|| json!(cert.member))
}

fn drafted(draft: &CertDraft, member: &MemberKey) -> Option<Value> {
    let cert = verify(&Signed::<MemberCert>::new(draft.cert_payload.clone(), draft.member_signature), member).ok()?;
    let devices: Vec<DeviceKey> = cert.devices.iter().map(|device| device.sign_key).collect();
    (cert.member == *member).then(|| json!({"version": cert.version, "devices": devices}))
}

fn consented(consent: &Signed<Consent>, cert: &CoSigned<MemberCert>, at: Timestamp) -> Option<Value> {
    let cert = verify_cert(cert, at).ok()?;
    Some(json!(verify_by_device(consent, &cert).ok()?.digest))
}

/// A receipt opens its commitment, and its consent holds at the end of the hour it was given in.
fn receipt(sealed: &Blob, secret: &SealKey, request: &RequestId) -> Option<Value> {
    let signed: Signed<ReceiptBody> = opened(sealed, secret, Label::Receipt, request)?;
    let issued = Consent::from_bytes(&ReceiptBody::from_bytes(&signed.payload).ok()?.consent.payload).ok()?.issued;
    let (body, cert) = own(&signed, issued.plus(Span::secs(3_599)))?;
    let consent = verify_by_device(&body.consent, &cert).ok()?;
    let commitment = digest::predecessor_commitment(&body.predecessor_salt, &body.predecessor_org, &body.predecessor);
    (consent.predecessor == commitment).then(|| json!(body.card.name.as_str()))
}

fn answer(sealed: &Blob, secret: &SealKey, request: &RequestId, at: Timestamp) -> Option<Value> {
    let signed: Signed<AnswerBody> = opened(sealed, secret, Label::Answer, request)?;
    Some(json!(own(&signed, at)?.0.text.as_str()))
}

fn opened<T: Payload>(sealed: &Blob, secret: &SealKey, label: Label, request: &RequestId) -> Option<Signed<T>> {
    let secret = SealSecret::from_bytes(secret.as_bytes());
    let padded = seal::open(&secret, &seal::info(label, request.as_bytes()), &sealed.0).ok()?;
    signed_from_bytes(seal::unpad(&padded)?).ok()
}

fn own<T: CarriesCert + HasSigner>(signed: &Signed<T>, at: Timestamp) -> Option<(T, MemberCert)> {
    let (body, cert) = verify_with_own_cert(signed, at).ok()?;
    Some((body.into_inner(), cert.into_inner()))
}

fn verdict(device: &Device, answer: &AnswerView, at: Timestamp) -> Option<Value> {
    let verified = device.verify_answer(answer, at).ok()?;
    let path: Vec<&str> = verified.path.iter().map(|card| card.name.as_str()).collect();
    Some(json!({"text": verified.text.as_str(), "path": path}))
}

/// A phrase of a Rust device, with what its node keeps: for a browser to open.
fn phrase(device: &Device) -> Option<Value> {
    let made = device.new_phrase(&mut streams()).ok()?;
    let (vault, _) = device.vault(&mut streams())?;
    let cert = serde_json::to_value(device).ok()?.get("cert")?.clone();
    let copy = json!({"sealed": made.sealed, "cert": cert, "vault": vault, "successions": []});
    Some(json!({"phrase": made.phrase.as_str(), "copy": copy}))
}

fn heard(device: &Device, view: &WordView, at: Timestamp) -> Option<Value> {
    let (what, text) = match device.hear(view, &[], at).ok()? {
        Heard::Question(voice) => ("question", voice.text),
        Heard::Letter(voice) => ("letter", voice.text),
        Heard::Stay(voice) => ("stay", voice.text),
        Heard::Agreed(voice) => ("agreed", voice.text),
        Heard::Reply { text, .. } => ("reply", text),
    };
    Some(json!({"what": what, "text": text}))
}

fn called(call: &SignedCall) -> Option<Value> {
    let SignedCall { org, device, method, path, at, body, signature } = call;
    let call = Call { method, path, at: *at, body: &body.0 };
    call_holds(org, device, &call, signature).then_some(Value::Null)
}

/// A link of any sort, printed again.
fn link(text: &str) -> Option<Value> {
    let member = text.parse::<MemberLink>().map(|link| link.to_string());
    let peer = text.parse::<PeerToken>().map(|link| link.to_string());
    let bridge = text.parse::<BridgeLink>().map(|link| link.to_string());
    let device = text.parse::<DeviceLink>().map(|link| link.to_string());
    Some(json!(member.or(peer).or(bridge).or(device).ok()?))
}

fn cert_content(cert: &CoSigned<MemberCert>) -> Option<MemberCert> {
    MemberCert::from_bytes(&cert.payload).ok()
}

/// An object read and written, to compare which bytes two readers take and what they make of them.
fn written_again(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match name {
        "QueryCore" => QueryCore::from_bytes(bytes).map(|read| read.to_bytes()),
        "RequestCore" | "RequestCore with Alert" => RequestCore::from_bytes(bytes).map(|read| read.to_bytes()),
        "Consent" => Consent::from_bytes(bytes).map(|read| read.to_bytes()),
        "ReceiptBody" => ReceiptBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "LetterBody" => LetterBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "AnswerBody" => AnswerBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "WordBody" => WordBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "ReplyBody" => ReplyBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "OfferBody" => OfferBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "KnockBody" => KnockBody::from_bytes(bytes).map(|read| read.to_bytes()),
        "BridgeTerms" => BridgeTerms::from_bytes(bytes).map(|read| read.to_bytes()),
        "MemberCert" => MemberCert::from_bytes(bytes).map(|read| read.to_bytes()),
        "SuccessionTerms" => SuccessionTerms::from_bytes(bytes).map(|read| read.to_bytes()),
        "Card" => Card::from_bytes(bytes).map(|read| read.to_bytes()),
        _ => return None,
    }
    .ok()
}

/// What is drawn here proves nothing to anybody: it may be the same every time.
fn streams() -> SeededStreams {
    SeededStreams::new([9; 32], "browser-check")
}
