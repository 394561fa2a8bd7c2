//! The node's doors: one for members over HTTP, one for the admin over a Unix socket.
//!
//! Handlers parse, give the driver one order and write down one answer; nothing is decided here.
//! Answers are JSON: what was asked for, or `{"refused": "<code>", "says": "<sentence>"}`. A GET changes nothing.
//! Names, handles and letters pass through and are never logged.

mod admin;
mod failure;
mod member;

use std::future::Future;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::Method;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use stn_protocol::id::OrgId;
use stn_protocol::time::Timestamp;
use tokio::net::UnixListener;

pub use failure::Said;

use crate::admission::Admission;
use crate::desk::{Desk, NotDone};
use crate::notice::Notices;
use crate::pace::Pace;
use crate::report::{Counts, LinkView};
use crate::signed::SignedCall;
use failure::Failure;

/// The largest body either door takes.
pub const BODY_MAX_BYTES: usize = 1 << 20;

/// What the admin's command line needs to know of the running node, to write links and tokens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct About {
    /// The organisation.
    pub org: OrgId,
    /// Where the member API is.
    pub api: String,
    /// Where peers reach the node.
    pub addrs: Vec<String>,
    /// What the node has counted since it started.
    pub counts: Counts,
    /// When it started.
    pub started: Timestamp,
    /// Its links to peers, as far as one opened or was lost since then.
    pub links: Vec<LinkView>,
}

/// The members' door: all that answers below `/v1/`, and nothing else. `pace` holds whoever would join to a speed.
pub fn members(org: OrgId, desk: Desk, pace: Arc<Pace>, notices: Arc<Notices>) -> Router {
    member::routes(org, desk, pace, notices)
}

/// Serves the admin until `stop` is over and the calls under way are answered. `admission` lets their browser in.
///
/// # Errors
/// If the listener fails for good.
pub async fn serve_admin(
    listener: UnixListener,
    desk: Desk,
    about: impl Fn() -> About + Send + Sync + 'static,
    admission: Arc<Admission>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, admin::routes(desk, about, admission)).with_graceful_shutdown(stop).await
}

/// A request taken whole: what a signature covers.
struct Whole {
    method: Method,
    path: String,
    query: String,
    headers: axum::http::HeaderMap,
    body: Bytes,
}

impl Whole {
    async fn read(request: Request) -> Result<Self, Failure> {
        let (head, body) = request.into_parts();
        let (path, query) = (head.uri.path().to_owned(), head.uri.query().unwrap_or_default().to_owned());
        let body = to_bytes(body, BODY_MAX_BYTES).await.map_err(|_| Failure::TooLarge)?;
        Ok(Self { method: head.method, path, query, headers: head.headers, body })
    }

    fn call(&self) -> SignedCall<'_> {
        SignedCall { method: self.method.as_str(), path: &self.path, headers: &self.headers, body: &self.body }
    }

    fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| Failure::Unreadable)
    }
}

/// Says in JSON that there is nothing at an address.
async fn nothing_here() -> Failure {
    Failure::NothingHere
}
