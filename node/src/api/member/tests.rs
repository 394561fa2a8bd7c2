//! Whom the member API lets in: every wrong signature gets the same answer.

use std::net::SocketAddr;
use std::path::Path;

use reqwest::{Client, StatusCode};
use stn_protocol::device::Device;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::id::InviteId;
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::message::Card;
use stn_protocol::time::{Span, Timestamp};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::super::Said;
use super::*;
use crate::clock::OsStreams;
use crate::desk::Order;
use crate::signed::{DEVICE_HEADER, SIGNATURE_HEADER, TIME_HEADER};

const HERE: OrgId = OrgId::from_bytes([1; 32]);
const ELSEWHERE: OrgId = OrgId::from_bytes([2; 32]);

/// A request as somebody might send it.
struct Call {
    device: String,
    time: String,
    signature: String,
    path: &'static str,
    body: Vec<u8>,
}

#[tokio::test]
async fn whatever_is_wrong_with_a_signature_the_answer_is_the_same() {
    let (addr, mut orders) = door().await;
    // The engine knows no device: even a call whose signature holds comes from a stranger.
    tokio::spawn(async move {
        while let Some(order) = orders.recv().await {
            let Order::MemberLook { answer, .. } = order else { panic!("only looks are sent") };
            let _ = answer.send(Err(NotDone::Stranger));
        }
    });
    let device = device(HERE);
    let stale = clock::now().minus(Span::secs(301));
    let early = clock::now().plus(Span::secs(400));
    let good = || signed(&device, clock::now());
    let cases = [
        ("unknown device", good()),
        ("no device", Call { device: String::new(), ..good() }),
        ("no time", Call { time: String::new(), ..good() }),
        ("no signature", Call { signature: String::new(), ..good() }),
        ("stale", signed(&device, stale)),
        ("too early", signed(&device, early)),
        ("other organisation", signed(&self::device(ELSEWHERE), clock::now())),
        ("wrong body", Call { body: br#"{"see":"asks"}"#.to_vec(), ..good() }),
        ("wrong path", Call { path: "/v1/act", ..good() }),
        ("wrong time", Call { time: clock::now().plus(Span::secs(1)).as_millis().to_string(), ..good() }),
        ("no hexadecimal", Call { signature: "zz".repeat(64), ..good() }),
    ];
    let mut answers = Vec::new();
    for (what, call) in cases {
        answers.push((what, send(addr, call).await));
    }

    let (_, first) = &answers[0];
    assert_eq!(first.0, StatusCode::UNAUTHORIZED);
    for (what, answer) in &answers {
        assert_eq!(answer, first, "{what}");
    }
}

#[tokio::test]
async fn a_call_signed_by_a_device_reaches_the_driver_with_that_device() {
    let (addr, mut orders) = door().await;
    let device = device(HERE);
    let key = device.device_key();
    let driver = tokio::spawn(async move {
        let Some(Order::MemberLook { device, answer, .. }) = orders.recv().await else { panic!("one look is sent") };
        let _ = answer.send(Ok(MemberSight::Inbox(Vec::new())));
        device
    });

    let (status, body) = send(addr, signed(&device, clock::now())).await;

    assert_eq!((status, body.as_slice()), (StatusCode::OK, b"[]".as_slice()));
    assert_eq!(driver.await.unwrap(), key);
}

#[tokio::test]
async fn a_signed_body_that_can_not_be_read_is_said_to_be_so() {
    let (addr, _orders) = door().await;
    let mut call = signed(&device(HERE), clock::now());
    resign(&mut call, &device(HERE), b"{}".to_vec());

    let (status, body) = send(addr, call).await;

    let said: Said = serde_json::from_slice(&body).unwrap();
    assert_eq!((status, said.refused.as_str()), (StatusCode::BAD_REQUEST, "unreadable"));
}

#[tokio::test]
async fn a_body_larger_than_the_bound_is_refused_before_it_is_checked() {
    let (addr, _orders) = door().await;
    let mut call = signed(&device(HERE), clock::now());
    call.body = vec![b' '; super::super::BODY_MAX_BYTES + 1];

    let (status, _) = send(addr, call).await;

    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn the_count_to_wait_for_stands_in_the_query() {
    assert_eq!(since("since=7"), Some(7));
    assert_eq!(since(""), None);
    assert_eq!(since("since=x"), None);
}

async fn door() -> (SocketAddr, mpsc::Receiver<Order>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let (desk, orders) = Desk::open();
    let notices = Notices::open(Path::new("/nowhere"), false).unwrap();
    let routes = routes(HERE, desk, Arc::new(Pace::new(false)), Arc::new(notices));
    tokio::spawn(axum::serve(listener, routes).into_future());
    (addr, orders)
}

fn device(org: OrgId) -> Device {
    let link = MemberLink {
        org,
        api: String::new(),
        invite: InviteId::from_bytes([2; 16]),
        secret: LinkSecret::from_bytes([3; 16]),
        expires: Timestamp::from_secs(2_000_000_000),
    };
    Device::enrol(&mut OsStreams, &link, Card::default(), clock::now()).0
}

fn signed(device: &Device, at: Timestamp) -> Call {
    let body = serde_json::to_vec(&MemberLook::Inbox).unwrap();
    let signature = device.sign_call("POST", "/v1/look", at, &body).to_string();
    Call {
        device: device.device_key().to_string(),
        time: at.as_millis().to_string(),
        signature,
        path: "/v1/look",
        body,
    }
}

fn resign(call: &mut Call, device: &Device, body: Vec<u8>) {
    let at = clock::now();
    *call = Call {
        device: device.device_key().to_string(),
        time: at.as_millis().to_string(),
        signature: device.sign_call("POST", call.path, at, &body).to_string(),
        path: call.path,
        body,
    };
}

async fn send(addr: SocketAddr, call: Call) -> (StatusCode, Vec<u8>) {
    let client = Client::builder().no_proxy().build().unwrap();
    let mut request = client.post(format!("http://{addr}{}", call.path));
    for (name, value) in [(DEVICE_HEADER, call.device), (TIME_HEADER, call.time), (SIGNATURE_HEADER, call.signature)] {
        if !value.is_empty() {
            request = request.header(name, value);
        }
    }
    let response = request.body(call.body).send().await.unwrap();
    (response.status(), response.bytes().await.unwrap().to_vec())
}
