//! A running node: store, identity, engine, net and doors put together, in the order that makes each safe.
//!
//! The store is opened first: it holds the lock that keeps a second process out. Several nodes may run in one process.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use libp2p::Multiaddr;
use libp2p::multiaddr::Protocol;
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::engine::{Engine, Settings, Unreadable};
use stn_protocol::id::OrgId;
use stn_protocol::time::Span;
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use super::{Books, Driver, Ended, Hooks, Inlets, Pipeline, Worker, succession};
use crate::admission::Admission;
use crate::api::{self, About};
use crate::clock::{self, OsStreams};
use crate::config::Config;
use crate::desk::Desk;
use crate::keys::KeyError;
use crate::net::{Net, NetConfig, NetError};
use crate::notice::{BOOK_FILE, Notices, Post, PostError, Rounds};
use crate::pace::Pace;
use crate::report::{Counts, Report};
use crate::store::{CommitHook, CommitPoint, CommitThread, OpenError, Options, SledStore, StoreError};
use crate::web::{self, AdminSide, Site};

/// The store's directory inside the data directory.
pub const STORE_DIR: &str = "store";
/// The admin's socket inside the data directory.
pub const ADMIN_SOCKET: &str = "admin.sock";

/// Join exchanges one address prefix may begin at once where all peers share it, as on one computer.
const JOIN_BURST_AMONG_NEIGHBOURS: u32 = 256;

/// A node that can be started.
#[derive(Debug)]
pub struct Node;

/// A node at work. Dropped without [`RunningNode::shutdown`], it stops as well, without waiting.
#[derive(Debug)]
pub struct RunningNode {
    org: OrgId,
    api_addr: SocketAddr,
    listen_addrs: Vec<String>,
    desk: Desk,
    report: Arc<Report>,
    stop: watch::Sender<bool>,
    driver: JoinHandle<Result<(), Ended>>,
    doors: Vec<JoinHandle<io::Result<()>>>,
}

/// Why a node did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store can't be opened.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The store was opened and can't be read.
    #[error("the node did not start: {0}")]
    Unread(#[from] StoreError),
    /// A key's file can't be read or moved.
    #[error("the node did not start: {0}")]
    Key(#[from] KeyError),
    /// The records belong to another key of the organisation.
    #[error(
        "the node did not start, and nothing was changed: what it knows belongs to the key {}…, which is not in \
         identity.key or identity.next.key; put that key back from your copy",
        needs.to_string().chars().take(8).collect::<String>()
    )]
    OtherKey {
        /// The key.
        needs: OrgId,
    },
    /// The store holds records of another form.
    #[error("the node did not start, and nothing was changed: {0}; start the version that wrote them")]
    Unreadable(#[from] Unreadable),
    /// The network can't be started.
    #[error("the node did not start: {0} ({why}); another program may use that port", why = cause(.0))]
    Net(#[from] NetError),
    /// Members' choices about mail can't be read.
    #[error(
        "the node did not start: {BOOK_FILE} in its directory can't be read ({0}); mend it, or remove it, and members choose anew"
    )]
    Notices(io::Error),
    /// There is no way to the mail server.
    #[error("the node did not start: {0}")]
    Post(#[from] PostError),
    /// A door can't be opened.
    #[error("the node did not start, because it can't listen on {at}: {source}")]
    Door {
        /// Where.
        at: String,
        /// What the system said.
        source: io::Error,
    },
}

impl Node {
    /// Starts a node on the current tokio runtime: opens its store, listens, and takes its first step.
    ///
    /// # Errors
    /// [`StartError`]; everything opened so far is closed again.
    pub async fn start(config: &Config, identity: OrgSecret, hooks: Hooks) -> Result<RunningNode, StartError> {
        let post = config.mail().map(|server| Post::to(&server)).transpose()?;
        let mut store = SledStore::open(&config.data_dir.join(STORE_DIR), Options::default())?;
        let (identity, records) = succession::settle(&config.data_dir, identity, &mut store, &hooks)?;
        let api = TcpListener::bind(config.api_listen).await.map_err(door(config.api_listen.to_string()))?;
        let api_addr = api.local_addr().map_err(door(config.api_listen.to_string()))?;
        let socket = config.data_dir.join(ADMIN_SOCKET);
        let admin = bind_admin(&socket).map_err(door(socket.display().to_string()))?;
        let (net, events) = Net::start(&identity.seed(), net_config(config, Engine::incarnation_of(&records)))?;
        let listen_addrs = net.listen_addrs().await;
        let (org, settings) = (identity.public(), settings(config, &listen_addrs));
        let announced = settings.addrs.clone();
        let engine = Engine::wake(identity, settings, records)?;

        let notices = Arc::new(Notices::open(&config.data_dir, post.is_some()).map_err(StartError::Notices)?);
        let report = Arc::new(Report::default());
        let (stop, stopping) = watch::channel(false);
        let (desk, orders) = Desk::open();
        let (worker, done) = Worker::start();
        let (committed, commits_done) = mpsc::unbounded_channel();
        let driver = Driver {
            engine,
            streams: OsStreams,
            net,
            commits: CommitThread::spawn(Box::new(store), commit_hook(&hooks)),
            committed,
            worker,
            books: Books::default(),
            pipeline: Pipeline::new(),
            report: Arc::clone(&report),
            hooks,
            stops: false,
        };
        let inlets = Inlets { orders, events, committed: commits_done, done, stop: stopping.clone() };
        let driver = tokio::spawn(driver.run(inlets));
        let site = Site::of(config, org, api_addr);
        let opening = Opening { config, site, desk: desk.clone(), report: Arc::clone(&report), announced, stopping };
        opening.begin_mail(post, &notices);
        let doors = opening.doors(api, admin, notices);
        tracing::info!(%api_addr, listening = listen_addrs.len(), "the node runs");
        Ok(RunningNode { org, api_addr, listen_addrs, desk, report, stop, driver, doors })
    }
}

/// What the doors of a node that starts are made of.
struct Opening<'c> {
    config: &'c Config,
    site: Site,
    desk: Desk,
    report: Arc<Report>,
    announced: Vec<String>,
    stopping: watch::Receiver<bool>,
}

impl Opening<'_> {
    /// Begins to go round by those who asked for mail, where there is a way to a mail server.
    fn begin_mail(&self, post: Option<Post>, notices: &Arc<Notices>) {
        let Some(post) = post else { return };
        let rounds = Rounds {
            notices: Arc::clone(notices),
            desk: self.desk.clone(),
            post,
            words: web::notice_words,
            org: self.config.organisation.clone(),
            site: self.site.address(),
            digest: Span::secs(self.config.mail_digest_hours * 3_600),
        };
        tokio::spawn(rounds.run(stopped(self.stopping.clone())));
    }

    /// Opens the members' door with the pages, and the admin's.
    fn doors(self, api: TcpListener, admin: UnixListener, notices: Arc<Notices>) -> Vec<JoinHandle<io::Result<()>>> {
        let Self { config, site, desk, report, announced, stopping } = self;
        let (admission, started) = (Arc::new(Admission::default()), clock::now());
        let side = AdminSide {
            admission: Arc::clone(&admission),
            report: Arc::clone(&report),
            addrs: announced.clone(),
            started,
            settings: config.shown(),
        };
        let (org, api_url) = (site.org(), site.address());
        let about = move || About {
            org,
            api: api_url.clone(),
            addrs: announced.clone(),
            counts: report.counts(),
            started,
            links: report.links(),
        };
        let pages = members(site, desk.clone(), side, notices);
        vec![
            tokio::spawn(serve_members(api, pages, stopped(stopping.clone()))),
            tokio::spawn(api::serve_admin(admin, desk, about, admission, stopped(stopping))),
        ]
    }
}

impl RunningNode {
    /// The organisation.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// Where the member API listens.
    pub fn api_addr(&self) -> SocketAddr {
        self.api_addr
    }

    /// Where the node listens for peers, with the ports the system chose.
    pub fn listen_addrs(&self) -> &[String] {
        &self.listen_addrs
    }

    /// A way to the driver, past the doors.
    pub fn desk(&self) -> Desk {
        self.desk.clone()
    }

    /// What the node has counted since it started.
    pub fn counts(&self) -> Counts {
        self.report.counts()
    }

    /// Waits until the node ends by itself, which it does only if it can't go on.
    ///
    /// # Errors
    /// Why it ended.
    pub async fn ended(&mut self) -> Result<(), Ended> {
        let outcome = (&mut self.driver).await;
        // The doors close with the driver: nobody is there to answer.
        self.stop.send_replace(true);
        outcome.unwrap_or(Err(Ended::PartEnded("driver")))
    }

    /// Stops the node: takes nothing new, answers what is under way, and closes the store.
    ///
    /// # Errors
    /// If something could not be written on the way out.
    pub async fn shutdown(self) -> Result<(), Ended> {
        self.stop.send_replace(true);
        let outcome = self.driver.await;
        for door in self.doors {
            // A door that failed or panicked is closed as well; the driver's outcome is what counts.
            let _ = tokio::time::timeout(DOOR_PATIENCE, door).await;
        }
        outcome.unwrap_or(Err(Ended::PartEnded("driver")))
    }
}

/// How long a door may take to answer what is under way once the driver has ended.
const DOOR_PATIENCE: Duration = Duration::from_secs(5);

/// The members' pages, and beside them what their command lines call.
fn members(site: Site, desk: Desk, admin: AdminSide, notices: Arc<Notices>) -> Router {
    let pace = Arc::new(Pace::new(site.is_behind_proxy()));
    let calls = api::members(site.org(), desk.clone(), Arc::clone(&pace), Arc::clone(&notices));
    web::pages(site, desk, pace, admin, notices).merge(calls)
}

/// Serves members until `stop` is over and the calls under way are answered.
async fn serve_members(
    listener: TcpListener,
    members: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let members = members.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, members).with_graceful_shutdown(stop).await
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error means that the node was dropped: stop as well.
    let _ = stop.wait_for(|stop| *stop).await;
}

fn settings(config: &Config, listen_addrs: &[String]) -> Settings {
    let announced: Vec<String> = config.announce.iter().map(Multiaddr::to_string).collect();
    Settings {
        name: config.organisation.clone(),
        domain: config.domain.clone(),
        addrs: if announced.is_empty() { listen_addrs.to_vec() } else { announced },
        release_grid: Span::millis(config.release_grid_ms),
        query_life: Span::days(config.query_life_days),
        request_life: Span::days(config.request_life_days),
        fall_over: Span::days(config.fall_over_days),
        retry_min: Span::millis(config.reconnect_min_ms),
        country: config.country_code.parse().ok(),
        profile: config.profile(),
        ..Settings::default()
    }
}

fn net_config(config: &Config, incarnation: u64) -> NetConfig {
    // Who listens on private addresses alone has peers there alone, and they share one address prefix.
    let is_among_neighbours = config.listen.iter().all(is_private);
    let usual = NetConfig::default();
    NetConfig {
        listen: config.listen.clone(),
        incarnation,
        reconnect_min: Duration::from_millis(config.reconnect_min_ms),
        allow_private: config.allow_private_addresses || is_among_neighbours,
        join_burst: if is_among_neighbours { JOIN_BURST_AMONG_NEIGHBOURS } else { usual.join_burst },
        ..usual
    }
}

/// Whether an address is of a private network or this computer.
pub fn is_private(address: &Multiaddr) -> bool {
    address.iter().any(|part| {
        if let Protocol::Ip4(ip) = part {
            return ip.is_loopback() || ip.is_private() || ip.is_link_local();
        }
        matches!(part, Protocol::Ip6(ip) if ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local())
    })
}

/// Binds the socket beside its place, closes it to others and moves it there: nobody finds it open, not even briefly.
fn bind_admin(path: &Path) -> io::Result<UnixListener> {
    let mut fresh = PathBuf::from(path);
    fresh.set_extension("new");
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let listener = UnixListener::bind(&fresh)?;
    fs::set_permissions(&fresh, fs::Permissions::from_mode(0o600))?;
    fs::rename(&fresh, path)?;
    Ok(listener)
}

fn commit_hook(hooks: &Hooks) -> CommitHook {
    let hooks = hooks.clone();
    CommitHook::new(move |point| match point {
        CommitPoint::BeforeCommit(_) => hooks.pass("before-commit"),
        CommitPoint::AfterCommit(_) => hooks.pass("after-commit"),
    })
}

fn door(at: String) -> impl FnOnce(io::Error) -> StartError {
    move |source| StartError::Door { at, source }
}

/// The innermost reason the system gave.
fn cause(error: &NetError) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}
