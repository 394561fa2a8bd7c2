//! The members' pages in front of a whole node: who is out at once, and what an asker can't tell from them.

use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use reqwest::{Client, Method, Response, StatusCode};
use stn_protocol::device::{Device, NewDevice};
use stn_protocol::exchange::view::{ItemView, MemberLook, MemberSight, Waiting};
use stn_protocol::exchange::{ContactEntry, KeysCommand, MemberCommand};
use stn_protocol::id::{AskId, ItemId};
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::local::keys::KeyCall;
use stn_protocol::message::{Card, EndReason, EndedKey, Kind, Strength};
use stn_protocol::time::Timestamp;
use stn_protocol::trust::{AnswerMode, EdgePolicy, Handle};

use super::*;
use crate::signed;

pub(super) const JONAS: &str = "jonas.weidt@lindenhof.example";
const ANA: &str = "ana.ferrer@kestrel.example";
pub(super) const FOR_JONAS: AskId = AskId::from_bytes([1; 16]);
const FOR_ANA: AskId = AskId::from_bytes([2; 16]);

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What whoever knows Jonas does when asked.
#[derive(Clone, Copy, Debug)]
enum Then {
    Declines,
    Allows,
    KnowsNobody,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_taken_back_is_signed_out_at_once_and_the_other_stays() {
    let dir = tempfile::tempdir().unwrap();
    let node = start(dir.path(), Hooks::none()).await.unwrap();
    let mut first = enrol(&node, "Nadia Rahmani").await;
    let second = further(&node, &mut first).await;
    let browser = Browser::at(&node);
    let (stays, goes) = (browser.sign_in(&first).await, browser.sign_in(&second).await);
    assert_eq!(browser.get("/inbox", &goes).await.status(), StatusCode::OK);

    let ended = EndedKey { key: second.device_key(), reason: EndReason::Compromised, from: clock::now() };
    let draft = first.without(ended, clock::now()).unwrap();
    act(&node, &first, MemberCommand::Keys(KeysCommand::UpdateCert { draft })).await;

    assert_eq!(browser.get("/inbox", &goes).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(browser.get("/me/export.json", &goes).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(browser.get("/inbox", &stays).await.status(), StatusCode::OK);
    let export: serde_json::Value = browser.get("/me/export.json", &stays).await.json().await.unwrap();
    assert_eq!(export["me"]["name"], "Nadia Rahmani");
    let again = browser.call(Method::POST, "/session", signed::headers(&second, "/session", clock::now(), b"")).await;
    assert_eq!(again.status(), StatusCode::UNAUTHORIZED);
    let beside = browser.get("/v1/nothing", &stays).await;
    assert_eq!((beside.status(), &beside.headers()["content-type"]), (StatusCode::NOT_FOUND, &JSON));
    node.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_askers_pages_are_the_same_byte_for_byte_after_a_no_and_where_nobody_is_known() {
    let until = clock::now().plus(Span::days(5));
    let declined = asker_sees(Then::Declines, until).await;
    let unknown = asker_sees(Then::KnowsNobody, until).await;
    let allowed = asker_sees(Then::Allows, until).await;

    assert!(declined.iter().any(|(_, body)| String::from_utf8_lossy(body).contains(JONAS)));
    for (declined, unknown) in declined.iter().zip(&unknown) {
        assert_eq!(declined, unknown);
    }
    assert_ne!(allowed, unknown, "a yes is seen, so a no could be");
}

/// The asker's pages, as bytes with what stands above them, once all has come to rest.
async fn asker_sees(then: Then, until: Timestamp) -> Vec<(String, Vec<u8>)> {
    let dir = tempfile::tempdir().unwrap();
    let node = start(dir.path(), Hooks::none()).await.unwrap();
    let (asker, friend) = (enrol(&node, "Omar Feldkamp").await, enrol(&node, "Nadia Rahmani").await);
    let keys = friend.letter_keys(&mut OsStreams, 4);
    act(&node, &friend, MemberCommand::StockLetterKeys { keys }).await;
    let knows_jonas = !matches!(then, Then::KnowsNobody);
    let handles = [JONAS, ANA].into_iter().filter(|handle| knows_jonas || *handle != JONAS);
    let contacts = handles.map(contact).collect();
    act(&node, &friend, MemberCommand::RecordContacts { contacts, import: None }).await;
    let (strength, policy) = (Strength::KnowWell, EdgePolicy::default());
    act(&node, &asker, MemberCommand::TrustColleague { colleague: friend.member(), strength, policy }).await;

    act(&node, &asker, ask(FOR_JONAS, JONAS, until)).await;
    if knows_jonas {
        let item = waits(&node, &friend, JONAS).await;
        let decision = match then {
            Then::Allows => MemberCommand::AllowOffer { item, blurb: "".into() },
            Then::Declines | Then::KnowsNobody => MemberCommand::Decline { item },
        };
        act(&node, &friend, decision).await;
    }
    if let Then::Allows = then {
        offered(&node, &asker).await;
    }
    // By the time a later question has come before her, everything that could come of the first one has.
    act(&node, &asker, ask(FOR_ANA, ANA, until)).await;
    waits(&node, &friend, ANA).await;

    let browser = Browser::at(&node);
    let cookie = browser.sign_in(&asker).await;
    let mut seen = Vec::new();
    for page in ["/inbox".to_owned(), "/asks".to_owned(), format!("/asks/{FOR_JONAS}"), "/ledger".to_owned()] {
        let answer = browser.get(&page, &cookie).await;
        assert_eq!(answer.status(), StatusCode::OK, "{page}");
        let mut headers = answer.headers().clone();
        headers.remove("date");
        seen.push((format!("{headers:?}"), answer.bytes().await.unwrap().to_vec()));
    }
    node.shutdown().await.unwrap();
    seen
}

/// Somebody's browser.
pub(super) struct Browser {
    client: Client,
    top: String,
}

impl Browser {
    pub(super) fn at(node: &RunningNode) -> Self {
        Self { client: Client::builder().no_proxy().build().unwrap(), top: format!("http://{}", node.api_addr()) }
    }

    pub(super) async fn call(&self, method: Method, path: &str, headers: HeaderMap) -> Response {
        self.client.request(method, format!("{}{path}", self.top)).headers(headers).send().await.unwrap()
    }

    /// Sends a form.
    pub(super) async fn send(&self, path: &str, headers: HeaderMap, form: &str) -> Response {
        let call = self.client.post(format!("{}{path}", self.top)).headers(headers).body(form.to_owned());
        call.send().await.unwrap()
    }

    pub(super) async fn get(&self, path: &str, cookie: &str) -> Response {
        let headers = HeaderMap::from_iter([(reqwest::header::COOKIE, cookie.parse().unwrap())]);
        self.call(Method::GET, path, headers).await
    }

    pub(super) async fn sign_in(&self, device: &Device) -> String {
        let signed = signed::headers(device, "/session", clock::now(), b"");
        let answer = self.call(Method::POST, "/session", signed).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        answer.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
    }
}

/// Becomes a member with a first device.
pub(super) async fn enrol(node: &RunningNode, name: &str) -> Device {
    let expires = clock::now().plus(Span::days(1));
    let invited = node.desk().admin_act(AdminCommand::InviteMember { name: name.into(), expires }).await;
    let Ok(Reply::Invited { invite, secret, .. }) = invited else { panic!("a member is invited: {invited:?}") };
    let secret = LinkSecret::from_bytes(secret.0.as_slice().try_into().unwrap());
    let link = MemberLink { org: node.org(), api: String::new(), invite, secret, expires };
    let card = Card { name: name.into(), ..Card::default() };
    let (mut device, enrolment) = Device::enrol(&mut OsStreams, &link, card, clock::now());
    let Ok(Reply::Enrolled { cert }) = node.desk().join(enrolment).await else { panic!("the link serves") };
    device.accept_cert(cert, clock::now()).unwrap();
    device
}

/// A second device of a member.
async fn further(node: &RunningNode, first: &mut Device) -> Device {
    let expires = clock::now().plus(Span::secs(600));
    let link = first.open_device(&mut OsStreams, String::new(), expires).unwrap();
    let invite = link.invite;
    act(node, first, MemberCommand::Keys(KeysCommand::OpenDevice { invite, expires })).await;
    let fresh = NewDevice::begin(&mut OsStreams, &link);
    let call = || KeyCall::EnrolDevice { device: fresh.enrolment() };
    node.desk().keys(call()).await.unwrap();
    let (draft, bundle) = first.admit(&mut OsStreams, &fresh.enrolment(), clock::now()).unwrap();
    let reply = act(node, first, MemberCommand::Keys(KeysCommand::AdmitDevice { invite, draft, bundle })).await;
    let Reply::Enrolled { cert } = reply else { panic!("a further device is listed: {reply:?}") };
    first.take_cert(cert, clock::now()).unwrap();
    let Ok(Reply::DeviceTaken { bundle, cert, .. }) = node.desk().keys(call()).await else { panic!("it is taken up") };
    fresh.finish(&bundle, cert, clock::now()).unwrap()
}

pub(super) async fn act(node: &RunningNode, device: &Device, command: MemberCommand) -> Reply {
    node.desk().member_act(device.device_key(), command).await.unwrap()
}

pub(super) fn ask(ask: AskId, handle: &str, until: Timestamp) -> MemberCommand {
    MemberCommand::Ask {
        ask,
        kind: Kind::Introduction,
        handles: vec![Handle::parse(handle, None).unwrap()],
        until,
        keep_looking_until: None,
        attributes: Vec::new(),
        avoid: Vec::new(),
        terms: None,
    }
}

/// A contact called as their address, whose owner is asked first also by colleagues.
pub(super) fn contact(handle: &str) -> ContactEntry {
    ContactEntry {
        contact: None,
        name: handle.into(),
        org: "".into(),
        role: "".into(),
        handles: vec![Handle::parse(handle, None).unwrap()],
        strength: Strength::KnowWell,
        policy: EdgePolicy { own_org: AnswerMode::Ask, ..EdgePolicy::default() },
        about: None,
    }
}

/// The item about somebody of this name, once it waits.
pub(super) async fn waits(node: &RunningNode, device: &Device, about: &str) -> ItemId {
    let is_it = |item: &&ItemView| matches!(&item.waiting, Waiting::Prompt { name, .. } if name.as_str() == about);
    let mut changes = node.desk().member_watch(device.device_key()).await.unwrap();
    loop {
        let sight = node.desk().member_look(device.device_key(), MemberLook::Inbox).await.unwrap();
        let MemberSight::Inbox(items) = sight else { panic!("an inbox was looked at") };
        if let Some(item) = items.iter().find(is_it) {
            return item.item;
        }
        changes.changed().await.unwrap();
    }
}

/// Returns once a path was offered to the first question.
async fn offered(node: &RunningNode, device: &Device) {
    let mut changes = node.desk().member_watch(device.device_key()).await.unwrap();
    loop {
        let look = MemberLook::Offers { ask: FOR_JONAS };
        let MemberSight::Offers(offers) = node.desk().member_look(device.device_key(), look).await.unwrap() else {
            panic!("offers were looked at")
        };
        if !offers.is_empty() {
            return;
        }
        changes.changed().await.unwrap();
    }
}
