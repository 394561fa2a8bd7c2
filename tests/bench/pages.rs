//! How long the node takes for each page of a member's, with 100 000 people in its records, beside an empty page of
//! the same server library in the same run.
//!
//! Pages are found by following links from the inbox, one of each shape. Every page and the empty one are asked for in
//! turn, over kept connections on loopback, so that whatever else the machine does falls on both alike.
//! `cargo bench -p stn-tests --bench pages`; with `-- --few`, each member knows as many as a node lets one know.
#![allow(clippy::unwrap_used, reason = "a bench stops where something is amiss")]

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Client, StatusCode};
use stn_node::clock::{self, OsStreams};
use stn_node::config::Config;
use stn_node::driver::{Hooks, Node, RunningNode, STORE_DIR};
use stn_node::store::SledStore;
use stn_node::{keys, signed};
use stn_protocol::device::Device;
use stn_protocol::exchange::{AdminCommand, ContactEntry, MemberCommand, Reply};
use stn_protocol::id::AskId;
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::limits::CONTACTS_PER_MEMBER;
use stn_protocol::message::{Card, Kind, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy, Handle};

/// Everybody whom members know.
const PEOPLE: usize = 100_000;
/// Members who know them, where each knows no more than most people do.
const MEMBERS: usize = 100;
/// How many people one command records.
const BATCH: usize = 500;
/// How often each page is asked for.
const SAMPLES: usize = 400;
/// Questions that wait in the inbox.
const ITEMS: usize = 20;

#[tokio::main]
async fn main() -> io::Result<()> {
    let members = if std::env::args().any(|arg| arg == "--few") { PEOPLE / CONTACTS_PER_MEMBER } else { MEMBERS };
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let node = start(dir.path()).await;
    let visitor = peopled(&node, members).await;
    let browser = Browser::of(&node, &visitor).await;
    let pages = browser.pages().await;
    writeln!(io::stdout(), "{PEOPLE} people of {members} members, {SAMPLES} of each page, in ms")?;

    let mut taken: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for _ in 0..SAMPLES {
        for (shape, address) in &pages {
            taken.entry(shape).or_default().push(browser.time(address).await);
        }
    }
    let floor = high(taken.get_mut(EMPTY).unwrap());
    for (shape, waits) in &mut taken {
        let (middle, high) = (middle(waits), high(waits));
        writeln!(
            io::stdout(),
            "{shape:<28} median {:>7.2}  p99 {:>7.2}  ({:.1} x the empty page's)",
            millis(middle),
            millis(high),
            high.as_secs_f64() / floor.as_secs_f64(),
        )?;
    }
    node.shutdown().await.map_err(io::Error::other)
}

/// A page of the same library with nothing behind it.
const EMPTY: &str = "(empty)";

/// A member's browser.
struct Browser {
    client: Client,
    top: String,
    cookie: String,
    empty: String,
}

impl Browser {
    async fn of(node: &RunningNode, visitor: &Device) -> Self {
        let client = Client::builder().no_proxy().build().unwrap();
        let top = format!("http://{}", node.api_addr());
        let headers = signed::headers(visitor, "/session", clock::now(), b"");
        let answer = client.post(format!("{top}/session")).headers(headers).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let empty = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/", get(|| async { "" }))).await });
        Self { client, top, cookie, empty }
    }

    async fn get(&self, address: &str) -> (StatusCode, String) {
        let answer = self.client.get(address).header(COOKIE, &self.cookie).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    async fn time(&self, address: &str) -> Duration {
        let begun = Instant::now();
        let (status, _) = self.get(address).await;
        assert_eq!(status, StatusCode::OK, "{address}");
        begun.elapsed()
    }

    /// Every page that links lead to, one of each shape, and the empty one.
    async fn pages(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::from([(EMPTY.to_owned(), self.empty.clone())]);
        let mut open = vec!["/inbox".to_owned(), "/people?q=Person%207".to_owned()];
        while let Some(path) = open.pop() {
            let shape = shape(&path);
            let is_file = [".json", ".html"].iter().any(|end| path.ends_with(end)) || path.starts_with("/assets/");
            if is_file || found.contains_key(&shape) {
                continue;
            }
            let address = format!("{}{path}", self.top);
            let (_, text) = self.get(&address).await;
            found.insert(shape, address);
            open.extend(
                text.split("href=\"/")
                    .skip(1)
                    .filter_map(|rest| rest.split(['"', '#']).next())
                    .map(|one| format!("/{}", one.replace("&amp;", "&").replace("&#38;", "&"))),
            );
        }
        found
    }
}

/// An address without the names of things, which are numbers, or eight digits or more.
fn shape(path: &str) -> String {
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let is_name = |part: &&str| {
        !part.is_empty() && (is_number(part) || part.len() >= 8 && part.chars().all(|c| c.is_ascii_hexdigit()))
    };
    path.split('/').map(|part| if is_name(&part) { ":id" } else { part }).collect::<Vec<_>>().join("/")
}

fn middle(waits: &mut [Duration]) -> Duration {
    waits.sort_unstable();
    waits[waits.len() / 2]
}

/// Under which 99 of 100 stay.
fn high(waits: &mut [Duration]) -> Duration {
    waits.sort_unstable();
    waits[waits.len() * 99 / 100]
}

fn millis(wait: Duration) -> f64 {
    wait.as_secs_f64() * 1_000.0
}

async fn start(dir: &Path) -> RunningNode {
    let identity = keys::create(dir).unwrap();
    drop(SledStore::create(&dir.join(STORE_DIR)).unwrap());
    let config = Config {
        data_dir: dir.to_owned(),
        organisation: "Riverbend Trust".to_owned(),
        listen: vec!["/ip4/127.0.0.1/tcp/0".parse().unwrap()],
        api_listen: "127.0.0.1:0".parse().unwrap(),
        ..Config::default()
    };
    Node::start(&config, identity, Hooks::none()).await.unwrap()
}

/// Members with their people, and questions that wait for the first of them, who is given back.
async fn peopled(node: &RunningNode, members: usize) -> Device {
    let visitor = enrol(node, "Nadia Rahmani").await;
    know(node, &visitor, 0, PEOPLE / members).await;
    for member in 1..members {
        let device = enrol(node, &format!("Member {member}")).await;
        know(node, &device, member, PEOPLE / members).await;
    }
    let asker = enrol(node, "Omar Feldkamp").await;
    let (strength, policy) = (Strength::KnowWell, EdgePolicy::default());
    act(node, &asker, MemberCommand::TrustColleague { colleague: visitor.member(), strength, policy }).await;
    for item in 0..ITEMS {
        act(node, &asker, ask(item, &address(0, item))).await;
    }
    act(node, &visitor, ask(ITEMS, "somebody@else.example")).await;
    visitor
}

async fn enrol(node: &RunningNode, name: &str) -> Device {
    let expires = clock::now().plus(Span::days(1));
    let invited = node.desk().admin_act(AdminCommand::InviteMember { name: name.into(), expires }).await;
    let Ok(Reply::Invited { invite, secret, .. }) = invited else { panic!("a member is invited") };
    let secret = LinkSecret::from_bytes(secret.0.as_slice().try_into().unwrap());
    let link = MemberLink { org: node.org(), api: String::new(), invite, secret, expires };
    let card = Card { name: name.into(), ..Card::default() };
    let (mut device, enrolment) = Device::enrol(&mut OsStreams, &link, card, clock::now());
    let Ok(Reply::Enrolled { cert }) = node.desk().join(enrolment).await else { panic!("the link serves") };
    device.accept_cert(cert, clock::now()).unwrap();
    let keys = device.letter_keys(&mut OsStreams, ITEMS + 4);
    act(node, &device, MemberCommand::StockLetterKeys { keys }).await;
    device
}

async fn know(node: &RunningNode, device: &Device, member: usize, people: usize) {
    for from in (0..people).step_by(BATCH) {
        let contacts = (from..people.min(from + BATCH)).map(|person| contact(member, person)).collect();
        act(node, device, MemberCommand::RecordContacts { contacts, import: None }).await;
    }
}

fn contact(member: usize, person: usize) -> ContactEntry {
    ContactEntry {
        contact: None,
        name: format!("Person {person} of {member}").into(),
        org: format!("Organisation {}", person % 300).into(),
        role: "Programme officer".into(),
        handles: vec![Handle::parse(&address(member, person), None).unwrap()],
        strength: Strength::KnowWell,
        policy: EdgePolicy { own_org: AnswerMode::Ask, ..EdgePolicy::default() },
        about: None,
    }
}

fn address(member: usize, person: usize) -> String {
    format!("person{person}@of{member}.example")
}

async fn act(node: &RunningNode, device: &Device, command: MemberCommand) {
    node.desk().member_act(device.device_key(), command).await.unwrap();
}

fn ask(number: usize, handle: &str) -> MemberCommand {
    MemberCommand::Ask {
        ask: AskId::from_bytes([u8::try_from(number + 1).unwrap(); 16]),
        kind: Kind::Introduction,
        handles: vec![Handle::parse(handle, None).unwrap()],
        until: clock::now().plus(Span::days(5)),
        keep_looking_until: None,
        attributes: Vec::new(),
        avoid: Vec::new(),
        terms: None,
    }
}
