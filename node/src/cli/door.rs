//! The command line's way to a node: the member API over HTTP, or the admin's Unix socket.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, ClientBuilder, StatusCode, redirect};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::Said;

/// How long an answer may take: the node answers once its disk has.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a whole backup may take.
const LONG_PATIENCE: Duration = Duration::from_secs(3_600);
/// How long it may take to reach the node at all.
const REACH: Duration = Duration::from_secs(10);

/// One of a node's doors.
pub(super) struct Door {
    client: Client,
    base: String,
}

/// Why a call brought nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum DoorError {
    /// Nobody is there.
    #[error("the node can't be reached; nothing was done; {remedy}")]
    Unreachable {
        /// What to do.
        remedy: String,
    },
    /// The way broke while the node had the call.
    #[error("the node did not answer in time, so it may or may not have done it; try again, repeating does no harm")]
    Lost,
    /// The node says no.
    #[error("{}", .0.says)]
    Refused(Said),
    /// An answer from something else.
    #[error("what answers at {0} is no stn node of this version; check the address and the versions of both")]
    NotANode(String),
}

impl DoorError {
    /// The node's code for a refusal.
    pub(super) fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(said) => Some(&said.refused),
            Self::Unreachable { .. } | Self::Lost | Self::NotANode(_) => None,
        }
    }
}

impl Door {
    /// The members' door.
    pub(super) fn of_members(api: &str) -> anyhow::Result<Self> {
        Ok(Self { client: build(client())?, base: api.trim_end_matches('/').to_owned() })
    }

    /// The admin's door.
    pub(super) fn of_admin(socket: &Path) -> anyhow::Result<Self> {
        Ok(Self { client: build(client().unix_socket(socket))?, base: "http://node".to_owned() })
    }

    /// Posts a body that is signed or needs no signature.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Vec<u8>,
        mut headers: HeaderMap,
    ) -> Result<T, DoorError> {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let request = self.client.post(format!("{}{path}", self.base)).headers(headers).body(body);
        self.answer(request).await
    }

    /// Reads something that needs no signature.
    pub(super) async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T, DoorError> {
        self.answer(self.client.get(format!("{}{path}", self.base))).await
    }

    /// Reads bytes piece by piece, telling how many have come of how many.
    pub(super) async fn bytes(&self, path: &str, mut told: impl FnMut(u64, Option<u64>)) -> Result<Vec<u8>, DoorError> {
        let request = self.client.get(format!("{}{path}", self.base)).timeout(LONG_PATIENCE);
        let mut response = request.send().await.map_err(|error| self.not_sent(&error))?;
        if response.status() != StatusCode::OK {
            let body = response.bytes().await.map_err(|_| DoorError::Lost)?;
            let said = serde_json::from_slice(&body).map_err(|_| DoorError::NotANode(self.base.clone()))?;
            return Err(DoorError::Refused(said));
        }
        let length = response.content_length();
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|_| DoorError::Lost)? {
            bytes.extend_from_slice(&piece);
            told(bytes.len() as u64, length);
        }
        Ok(bytes)
    }

    async fn answer<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Result<T, DoorError> {
        let response = request.send().await.map_err(|error| self.not_sent(&error))?;
        let status = response.status();
        let body = response.bytes().await.map_err(|_| DoorError::Lost)?;
        if status == StatusCode::OK {
            return serde_json::from_slice(&body).map_err(|_| DoorError::NotANode(self.base.clone()));
        }
        match serde_json::from_slice(&body) {
            Ok(said) => Err(DoorError::Refused(said)),
            Err(_) => Err(DoorError::NotANode(self.base.clone())),
        }
    }

    fn not_sent(&self, error: &reqwest::Error) -> DoorError {
        if error.is_connect() || error.is_builder() {
            let remedy = format!("check that it runs and that {} is its address", self.base);
            return DoorError::Unreachable { remedy };
        }
        DoorError::Lost
    }
}

/// A body as JSON.
pub(super) fn body(content: &impl Serialize) -> anyhow::Result<Vec<u8>> {
    serde_json::to_vec(content).context("writing a request")
}

fn client() -> ClientBuilder {
    Client::builder().no_proxy().redirect(redirect::Policy::none()).connect_timeout(REACH).timeout(PATIENCE)
}

fn build(client: ClientBuilder) -> anyhow::Result<Client> {
    client.build().context("setting up HTTP")
}
