//! The valley's organisations as real nodes in this process: own store, own identity, own ports on loopback.
//!
//! The organisation whose node is off is not started. Everything lies in one directory, removed at the end.

use std::fs::{self, DirBuilder};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use futures::future::{join_all, try_join_all};
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::exchange::view::{AdminLook, AdminSight, PeerView, StatusView};
use stn_protocol::exchange::{AdminCommand, Reply};
use stn_protocol::id::OrgId;

use super::traffic::Traffic;
use super::trouble::{Otherwise, Stage, Trouble};
use super::valley::{Organisation, Slug, Valley};
use crate::clock;
use crate::config::Config;
use crate::driver::{Node, RunningNode, STORE_DIR};
use crate::store::SledStore;

/// How far release moments are apart in the valley, so that nobody waits long for a story.
pub const RELEASE_GRID_MS: u64 = 200;
/// How soon a lost link is tried again.
const RECONNECT_MIN_MS: u64 = 100;

/// The running nodes.
#[derive(Debug)]
pub struct Nodes {
    nodes: Vec<Site>,
    ground: Ground,
}

/// One organisation at work.
#[derive(Debug)]
pub struct Site {
    /// Its short name.
    pub id: Slug,
    /// Its name.
    pub name: String,
    node: RunningNode,
}

impl Nodes {
    /// Starts a node for every organisation that is not off.
    ///
    /// # Errors
    /// If a directory, store or node can't be made.
    pub async fn start(valley: &Valley, traffic: &Traffic) -> Result<Self, Trouble> {
        let ground = Ground::make().map_err(Trouble::Ground)?;
        let up = valley.organisations.iter().filter(|org| !org.offline);
        let nodes = try_join_all(up.map(|org| Site::start(org, &ground.path, traffic))).await?;
        Ok(Self { nodes, ground })
    }

    /// Every running node.
    pub fn all(&self) -> &[Site] {
        &self.nodes
    }

    /// The node of an organisation, if it runs.
    pub fn of(&self, id: &Slug) -> Option<&Site> {
        self.nodes.iter().find(|site| site.id == *id)
    }

    /// The name of an organisation whose node runs.
    ///
    /// # Errors
    /// If there is none in the valley.
    pub fn name(&self, org: &OrgId) -> Result<&str, Otherwise> {
        let site = self.nodes.iter().find(|site| site.org() == *org);
        site.map(|site| site.name.as_str()).ok_or(Otherwise::Nobody)
    }

    /// Stops every node and removes what they wrote.
    ///
    /// # Errors
    /// If a node could not write on its way out.
    pub async fn stop(self) -> Result<(), Trouble> {
        let stopped = join_all(self.nodes.into_iter().map(|site| site.node.shutdown())).await;
        drop(self.ground);
        stopped.into_iter().collect::<Result<(), _>>().map_err(Trouble::from)
    }
}

impl Site {
    async fn start(org: &Organisation, ground: &Path, traffic: &Traffic) -> Result<Self, Trouble> {
        let data_dir = ground.join(org.id.as_str());
        DirBuilder::new().mode(0o700).create(&data_dir).map_err(Trouble::Ground)?;
        let identity = OrgSecret::from_seed(&clock::random());
        drop(SledStore::create(&data_dir.join(STORE_DIR))?);
        let hooks = traffic.tap(identity.public());
        let node = Node::start(&settings(org, data_dir), identity, hooks).await?;
        Ok(Self { id: org.id.clone(), name: org.name.clone(), node })
    }

    /// The organisation's key.
    pub fn org(&self) -> OrgId {
        self.node.org()
    }

    /// Where its members reach it.
    pub fn api(&self) -> String {
        format!("http://{}", self.node.api_addr())
    }

    /// Where peers reach it.
    pub fn listen_addrs(&self) -> &[String] {
        self.node.listen_addrs()
    }

    /// Does what its admin says.
    ///
    /// # Errors
    /// What the node said.
    pub async fn admin(&self, during: Stage, command: AdminCommand) -> Result<Reply, Trouble> {
        self.node.desk().admin_act(command).await.map_err(|source| Trouble::Admin { during, source })
    }

    /// The node at a glance.
    ///
    /// # Errors
    /// If the node stops.
    pub async fn status(&self, during: Stage) -> Result<Option<StatusView>, Trouble> {
        let sight = self.look(during, AdminLook::Status).await?;
        Ok(if let AdminSight::Status(status) = sight { Some(*status) } else { None })
    }

    /// The organisations it is connected to, or about to be.
    ///
    /// # Errors
    /// If the node stops.
    pub async fn peers(&self, during: Stage) -> Result<Vec<PeerView>, Trouble> {
        let sight = self.look(during, AdminLook::Peers).await?;
        Ok(if let AdminSight::Peers(peers) = sight { peers } else { Vec::new() })
    }

    async fn look(&self, during: Stage, look: AdminLook) -> Result<AdminSight, Trouble> {
        self.node.desk().admin_look(look).await.map_err(|source| Trouble::Admin { during, source })
    }
}

fn settings(org: &Organisation, data_dir: PathBuf) -> Config {
    let any = |port: &str| format!("/ip4/127.0.0.1/{port}").parse().expect("written like an address, and tested");
    Config {
        data_dir,
        organisation: org.name.clone(),
        domain: org.domain.clone(),
        listen: vec![any("tcp/0"), any("udp/0/quic-v1")],
        api_listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        release_grid_ms: RELEASE_GRID_MS,
        reconnect_min_ms: RECONNECT_MIN_MS,
        ..Config::default()
    }
}

/// A directory of the demo's own. Dropped, it is removed.
#[derive(Debug)]
struct Ground {
    path: PathBuf,
}

impl Ground {
    fn make() -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("stn-demo-{}", HEXLOWER.encode(&clock::random::<4>())));
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        // Invented data in the system's directory for such things: if it can't be removed, the system will.
        let _ = fs::remove_dir_all(&self.path);
    }
}
