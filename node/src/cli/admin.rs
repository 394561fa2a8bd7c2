//! How admin commands reach the running node: over the Unix socket in its data directory.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use stn_protocol::exchange::view::AdminLook;
use stn_protocol::exchange::{AdminCommand, Reply};
use stn_protocol::id::InviteId;
use stn_protocol::invitation::LinkSecret;
use stn_protocol::time::Timestamp;

use super::door::{Door, DoorError, body};
use crate::admission::AdminLink;
use crate::api::About;
use crate::backup::Record;

/// The socket's name inside the data directory.
pub(super) const SOCKET: &str = crate::driver::ADMIN_SOCKET;

/// Which node.
#[derive(Clone, Debug, Args)]
pub(super) struct DataArg {
    /// The node's data directory
    #[arg(
        id = "data-dir",
        long = "data",
        value_name = "DIR",
        env = "STN_DATA",
        default_value = "/var/lib/stn",
        global = true
    )]
    pub(super) dir: PathBuf,
}

/// What a link or token is made of.
pub(super) struct Invitation {
    /// Its name at the node.
    pub(super) invite: InviteId,
    /// Its secret.
    pub(super) secret: LinkSecret,
    /// Until when it serves.
    pub(super) expires: Timestamp,
}

/// The way to a running node.
pub(super) struct Admin {
    door: Door,
    data: PathBuf,
}

impl Admin {
    /// The node whose data lie there.
    pub(super) fn of(data: &Path) -> anyhow::Result<Self> {
        let socket = data.join(SOCKET);
        if !socket.exists() {
            bail!(not_running(data));
        }
        Ok(Self { door: Door::of_admin(&socket)?, data: data.to_owned() })
    }

    /// Does something.
    pub(super) async fn act(&self, command: &AdminCommand) -> anyhow::Result<Reply> {
        self.said(self.door.post("/v1/act", body(command)?, HeaderMap::new()).await)
    }

    /// Makes an invitation.
    pub(super) async fn invite(&self, command: &AdminCommand) -> anyhow::Result<Invitation> {
        let Reply::Invited { invite, secret, expires } = self.act(command).await? else {
            bail!("the node answered something else than an invitation; it is probably of another version");
        };
        match <[u8; 16]>::try_from(secret.0) {
            Ok(secret) => Ok(Invitation { invite, secret: LinkSecret::from_bytes(secret), expires }),
            Err(_) => bail!("the node answered with an invitation of another form; it is probably of another version"),
        }
    }

    /// Looks at something.
    pub(super) async fn look<T: DeserializeOwned>(&self, look: AdminLook) -> anyhow::Result<T> {
        self.said(self.door.post("/v1/look", body(&look)?, HeaderMap::new()).await)
    }

    /// What the node says of itself.
    pub(super) async fn about(&self) -> anyhow::Result<About> {
        self.said(self.door.read("/v1/about").await)
    }

    /// A link that lets the admin's browser in.
    pub(super) async fn open_pages(&self) -> anyhow::Result<AdminLink> {
        self.said(self.door.post("/v1/pages/open", Vec::new(), HeaderMap::new()).await)
    }

    /// Ends every session and link of the admin's pages.
    pub(super) async fn close_pages(&self) -> anyhow::Result<()> {
        self.said(self.door.post("/v1/pages/close", Vec::new(), HeaderMap::new()).await)
    }

    /// Every record the node holds.
    pub(super) async fn records(&self, told: impl FnMut(u64, Option<u64>)) -> anyhow::Result<Vec<Record>> {
        let bytes = self.said(self.door.bytes("/v1/records", told).await)?;
        postcard::from_bytes(&bytes)
            .context("the node answered something else than its records; it is probably of another version")
    }

    fn said<T>(&self, outcome: Result<T, DoorError>) -> anyhow::Result<T> {
        outcome.map_err(|error| match error {
            DoorError::Unreachable { .. } => anyhow::anyhow!(not_running(&self.data)),
            DoorError::Lost | DoorError::Refused(_) | DoorError::NotANode(_) => error.into(),
        })
    }
}

fn not_running(data: &Path) -> String {
    format!(
        "no node runs on the data in {dir}; nothing was done; start it with `stn serve --data {dir}`, \
         or name the right directory with --data",
        dir = data.display()
    )
}
