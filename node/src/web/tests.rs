//! The pages over real HTTP on this computer, in front of a driver that shows what a test wants shown.
//!
//! That a device which was taken back is out at once, and that a decline shows nowhere, is tested in front of a whole
//! node: `driver/tests/pages.rs`.

mod admin;
mod asking;
mod bring;
mod canned;
mod doors;
mod learn;
mod notices;
mod speech;
mod weight;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::http::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use stn_protocol::device::Device;
use stn_protocol::exchange::view::MemberSight;
use stn_protocol::exchange::{AdminCommand, MemberCommand, Reply};
use stn_protocol::id::{InviteId, ItemId, OrgId};
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::message::Card;
use stn_protocol::time::{Span, Timestamp};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::*;
use crate::admission::Admission;
use crate::clock::{self, OsStreams};
use crate::config::Config;
use crate::desk::{NotDone, Order};
use crate::notice::Notices;
use crate::signed;
use canned::Said;

const HERE: OrgId = OrgId::from_bytes([1; 32]);

/// Every page a member can open.
const PAGES: [&str; 39] = [
    "/inbox",
    "/ask",
    "/ask/introduction",
    "/ask/introduction?contact=7",
    "/ask/influence",
    "/ask/appraisal",
    "/asks",
    "/asks/01010101010101010101010101010101",
    "/asks/02020202020202020202020202020202",
    "/asks/03030303030303030303030303030303",
    "/people",
    "/people?q=jonas",
    "/people/7",
    "/people/7/edit",
    "/people/new",
    "/people/import",
    "/people?from=0",
    "/reach",
    "/colleagues/0303030303030303030303030303030303030303030303030303030303030303",
    "/ledger",
    "/ledger?all",
    "/me",
    "/me/profile",
    "/me/notices",
    "/me?said=limits",
    "/bridges",
    "/bridges/05050505050505050505050505050505",
    "/knock",
    "/knock/7",
    "/words",
    "/alerts",
    "/alerts/new",
    "/alerts/01010101010101010101010101010101",
    "/permission/new",
    "/me/devices",
    "/me/phrase",
    "/me/keys",
    "/me/erase",
    "/inbox?note=key-changed&note=certificate-renewed",
];

/// Lessons, for anybody: each, one with a choice made, and one of its last steps.
const LESSONS: [&str; 9] = [
    "/learn",
    "/learn/node",
    "/learn/rate",
    "/learn/rate/1?say=4",
    "/learn/ask",
    "/learn/ask/3?say=2",
    "/learn/approve",
    "/learn/approve/3?say=2",
    "/learn/coach/4?say=1",
];

/// Pages for anybody that read what stands behind the `#` of their address.
const LINK_PAGES: [&str; 2] = ["/bridge", "/permission"];

/// Every form there is, filled in.
const FORMS: [(&str, &str); 26] = [
    ("/inbox/02020202020202020202020202020202/decline", ""),
    ("/inbox/01010101010101010101010101010101/allow", "blurb=Happy+to"),
    ("/inbox/01010101010101010101010101010101/snooze", "days=3"),
    ("/inbox/01010101010101010101010101010101/mute", "what=kind&days=30"),
    ("/asks/01010101010101010101010101010101/close", ""),
    ("/asks/01010101010101010101010101010101/led-to", "outcome=AQID"),
    ("/people/7/strength", "strength=would-vouch"),
    ("/people/7/policy", "audience=peers&own-org=ask&beyond=never&kind=introduction&search=on"),
    ("/people/7/forget", ""),
    ("/people/7/note", "note=AQID"),
    ("/people/7/edit", "name=Jonas+Weidt&org=Lindenhof&role=&handles=jonas%40lindenhof.example"),
    (
        "/people/new",
        "name=Ana&org=&role=&handles=ana%40well.example&strength=know-well&audience=peers&own-org=ask&beyond=ask",
    ),
    ("/people/import/undo", "import=01010101010101010101010101010101"),
    ("/colleagues/0303030303030303030303030303030303030303030303030303030303030303/strength", "strength=have-met"),
    (
        "/colleagues/0303030303030303030303030303030303030303030303030303030303030303/policy",
        "audience=own-org&own-org=ask&beyond=ask",
    ),
    (
        "/me/limits",
        "per-month=9&quiet-from=20:00&quiet-to=07:00&batch-day=&batch-hour=8&utc-offset=%2B00:00&cool-down=90",
    ),
    ("/me/mutes/end", "what=kind-kind-appraisal"),
    ("/me/no-go/end", "what=0909090909090909090909090909090909090909090909090909090909090909"),
    (
        "/me/profile",
        "topics=water&topics-for=peers&regions=&regions-for=me&languages=&languages-for=me&can-help=&can-help-for=me\
         &looks-for=&looks-for-for=me",
    ),
    (
        "/ask/introduction",
        "ask=99999999999999999999999999999999&for-1=ada@wells.example&topic=water&until=7&again=90&avoid=a.example",
    ),
    ("/bridges/05050505050505050505050505050505/policy", "audience=network&own-org=ask&beyond=never&kind=introduction"),
    ("/bridges/05050505050505050505050505050505/end", ""),
    ("/words/drop", "request=01010101010101010101010101010101&word=01010101010101010101010101010101"),
    ("/alerts/01010101010101010101010101010101/withdraw", ""),
    ("/me/keys/stop", ""),
    ("/session/end", ""),
];

/// A door with a member's device before it, and behind it a driver that notes what it is told to do.
struct World {
    addr: SocketAddr,
    device: Device,
    acts: Arc<Mutex<Vec<MemberCommand>>>,
    /// Whether the device is a member's.
    known: watch::Sender<bool>,
    /// What lets the admin in, and what they had the node do.
    admission: Arc<Admission>,
    ordered: Arc<Mutex<Vec<AdminCommand>>>,
    /// What members chose about mail, and where it is kept.
    notices: Arc<Notices>,
    _kept: tempfile::TempDir,
    /// How many calls were signed: no two are signed for the same millisecond, or they would be one.
    signed: AtomicU64,
    client: Client,
}

impl World {
    async fn open(said: Said) -> Self {
        Self::with(said, Config::default()).await
    }

    async fn with(said: Said, config: Config) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (desk, orders) = Desk::open();
        let config = Config { organisation: "Riverbend Trust".to_owned(), ..config };
        let site = Site::of(&config, HERE, addr);
        let pace = Arc::new(Pace::new(site.is_behind_proxy()));
        let (admission, ordered) = (Arc::new(Admission::default()), Arc::default());
        let admin = canned::admin::side(&config, &admission);
        let kept = tempfile::tempdir().unwrap();
        let notices = Arc::new(Notices::open(kept.path(), !config.mail_server.is_empty()).unwrap());
        let routes =
            pages(site, desk, pace, admin, Arc::clone(&notices)).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let (known, is_known) = watch::channel(true);
        let acts = Arc::default();
        tokio::spawn(drive(orders, said, Arc::clone(&acts), Arc::clone(&ordered), is_known));
        let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        Self {
            addr,
            device: device(HERE),
            acts,
            known,
            admission,
            ordered,
            notices,
            _kept: kept,
            signed: AtomicU64::new(0),
            client,
        }
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.addr))
    }

    async fn get(&self, path: &str, cookie: &str) -> Response {
        self.call(Method::GET, path).header("cookie", cookie).send().await.unwrap()
    }

    async fn post(&self, path: &str, cookie: &str, form: &str) -> Response {
        let post = self.call(Method::POST, path).header("cookie", cookie).header("sec-fetch-site", "same-origin");
        let form_type = "application/x-www-form-urlencoded";
        post.header("content-type", form_type).body(form.to_owned()).send().await.unwrap()
    }

    fn signed(&self) -> HeaderMap {
        let later = Span::millis(self.signed.fetch_add(1, Ordering::Relaxed));
        signed::headers(&self.device, "/session", clock::now().plus(later), b"")
    }

    /// Signs in and gives the cookie as a browser sends it back.
    async fn sign_in(&self) -> String {
        let response = self.call(Method::POST, "/session").headers(self.signed()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Lets the admin in and gives the cookie as a browser sends it back.
    async fn let_admin_in(&self) -> String {
        let link = self.admission.link("", clock::now());
        let (path, code) = link.page.split_once('#').unwrap();
        let response = self.post(path, "", &format!("code={code}")).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()["location"], "/admin");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    fn ordered(&self) -> Vec<AdminCommand> {
        self.ordered.lock().unwrap().clone()
    }

    fn acts(&self) -> Vec<MemberCommand> {
        self.acts.lock().unwrap().clone()
    }
}

/// Shows what is canned, without what was declined, and notes what it is told to do.
async fn drive(
    mut orders: tokio::sync::mpsc::Receiver<Order>,
    said: Said,
    acts: Arc<Mutex<Vec<MemberCommand>>>,
    ordered: Arc<Mutex<Vec<AdminCommand>>>,
    known: watch::Receiver<bool>,
) {
    let changes = watch::Sender::new(1_u64);
    while let Some(order) = orders.recv().await {
        let is_known = *known.borrow();
        match order {
            Order::MemberLook { device, look, answer } => {
                let mut sight = canned::sight(&look, device, said).filter(|_| is_known);
                if let Some(MemberSight::Inbox(items)) = &mut sight {
                    items.retain(|item| !is_declined(&acts.lock().unwrap(), item.item));
                }
                let _ = answer.send(sight.ok_or(NotDone::Stranger));
            }
            Order::MemberAct { command, answer, .. } => {
                acts.lock().unwrap().push(*command);
                changes.send_modify(|count| *count += 1);
                let _ = answer.send(if is_known { Ok(Reply::Done) } else { Err(NotDone::Stranger) });
            }
            Order::MemberWatch { answer, .. } => {
                let _ = answer.send(Ok(changes.subscribe()));
            }
            Order::Join { .. } | Order::Keys { .. } => panic!("no page joins anybody"),
            Order::AdminLook { look, answer } => {
                let _ = answer.send(Ok(canned::admin::sight(look, said)));
            }
            Order::AdminAct { command, answer } => {
                let reply = canned::admin::reply(&command);
                ordered.lock().unwrap().push(command);
                let _ = answer.send(Ok(reply));
            }
            Order::Waits { .. } => panic!("no page mails anybody"),
            Order::AdminBackup { .. } => panic!("no page takes the node's data away"),
        }
    }
}

fn is_declined(acts: &[MemberCommand], id: ItemId) -> bool {
    acts.iter().any(|act| matches!(act, MemberCommand::Decline { item } if *item == id))
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

/// Every page a member can open, items too.
fn pages_to_open() -> Vec<String> {
    let items = (1..=canned::SORTS).map(|number| format!("/inbox/{}", format!("{number:02x}").repeat(16)));
    PAGES.iter().chain(&LINK_PAGES).chain(&LESSONS).map(|page| (*page).to_owned()).chain(items).collect()
}
