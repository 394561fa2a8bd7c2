//! `stn serve`: runs the node until it is told to stop.

use anyhow::Context;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use super::config::{self, SettingsArg};
use super::told::{Told, print_line};
use crate::driver::{Hooks, Node};
use crate::{keys, report};

/// Runs the node.
pub(super) async fn run(settings: SettingsArg, hooks: Hooks, as_json: bool) -> anyhow::Result<Told> {
    let config = config::load(&settings)?;
    report::start_logging(config.log_level.as_str());
    let identity = keys::load(&config.data_dir)?;
    let mut terminate = signal(SignalKind::terminate()).context("waiting for signals")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("waiting for signals")?;
    let mut node = Node::start(&config, identity, hooks).await?;
    if as_json {
        let ready = json!({ "org": node.org(), "api": node.api_addr(), "listen": node.listen_addrs() });
        print_line(&ready.to_string());
    } else {
        print_line(&format!("{} runs as {}", config.organisation, node.org()));
        print_line(&format!("members: http://{}", node.api_addr()));
        node.listen_addrs().iter().for_each(|addr| print_line(&format!("peers: {addr}")));
    }
    tokio::select! {
        outcome = node.ended() => outcome?,
        _ = terminate.recv() => node.shutdown().await?,
        _ = interrupt.recv() => node.shutdown().await?,
    }
    Ok(Told::json(json!({ "stopped": true }))?.line("Stopped; everything confirmed is on the disk."))
}
