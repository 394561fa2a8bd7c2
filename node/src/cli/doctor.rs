//! `stn doctor`: one screen of what may need the admin's hand, each red line with its remedy.
//!
//! Where a node runs it is asked; where none runs, its store is opened and every record checked.

mod findings;

use std::path::Path;

use serde_json::json;
use stn_protocol::exchange::view::{AdminLook, HealthView};
use stn_protocol::time::Timestamp;

use super::admin::Admin;
use super::config::{self, SettingsArg};
use super::told::Told;
use crate::api::About;
use crate::config::Config;
use crate::driver::STORE_DIR;
use crate::store::{Options, SledStore, free_bytes};
use crate::{clock, keys};
use findings::{Finding, Running};

/// Looks at everything.
pub(super) async fn run(settings: SettingsArg) -> anyhow::Result<Told> {
    let data = settings.data_dir();
    let mut found = vec![settings_of(&settings), identity(data), disk(data)];
    match Admin::of(data) {
        Ok(admin) => found.extend(running(&admin).await),
        Err(_) => found.extend([Finding::not_running(data), store(data)]),
    }
    let is_red = found.iter().any(Finding::is_red);
    let last = if is_red { "Something needs your hand." } else { "Nothing needs your hand." };
    let json = json!({ "healthy": !is_red, "findings": found });
    Ok(Told::json(json)?.lines(found.iter().flat_map(Finding::lines)).line(last).alarming_if(is_red))
}

async fn running(admin: &Admin) -> Vec<Finding> {
    let health = admin.look::<HealthView>(AdminLook::Health).await;
    match (admin.about().await, health) {
        (Ok(about), Ok(health)) => asked_at(&about, &health, clock::now()),
        (Err(error), _) | (_, Err(error)) => vec![Finding::unanswered(&error)],
    }
}

/// Everything about a running node, by the time here.
fn asked_at(about: &About, health: &HealthView, now: Timestamp) -> Vec<Finding> {
    let running = Running { about, health, now };
    let mut found = vec![running.store(), running.clock(), running.epoch()];
    found.extend(running.peers());
    found.extend(running.certificates());
    found.extend(running.letter_keys());
    found.extend(running.quotas());
    found.extend(running.queues());
    found
}

fn settings_of(settings: &SettingsArg) -> Finding {
    match config::load(settings) {
        Ok(config) if says_no_address(&config) => Finding::note(
            "settings",
            "announce is empty: tokens name the addresses this computer has itself",
            "if partners are elsewhere, write the address they reach you at as announce, and start the node again",
        ),
        Ok(_) => Finding::fine("settings", "fit, and unsafe in nothing"),
        Err(error) => Finding::red("settings", format!("{error:#}"), "change them, then `stn config check`"),
    }
}

fn says_no_address(config: &Config) -> bool {
    let is_private = |address: &libp2p::Multiaddr| crate::driver::is_private(address);
    config.announce.is_empty() && !config.listen.iter().all(is_private)
}

fn identity(data: &Path) -> Finding {
    match keys::load(data) {
        Ok(identity) => Finding::fine("identity", format!("{}, readable by its owner alone", identity.public())),
        Err(error) => Finding::red("identity", error.to_string(), "do as it says before the node is started again"),
    }
}

fn disk(data: &Path) -> Finding {
    match free_bytes(data) {
        Ok(free) => findings::disk(free),
        Err(error) => Finding::red(
            "disk",
            format!("{} can't be measured: {error}", data.display()),
            "name the right directory with --data",
        ),
    }
}

/// The store of a node that does not run, every record read.
fn store(data: &Path) -> Finding {
    let opened = SledStore::open(&data.join(STORE_DIR), Options::default());
    match opened.map_err(|error| error.to_string()).and_then(|store| store.scrub().map_err(|error| error.to_string())) {
        Ok(scrub) => Finding::fine("store", format!("whole: {} records read and checked", scrub.records)),
        Err(error) => {
            Finding::red("store", error, "if it is damaged, `stn restore` the last backup into an empty directory")
        }
    }
}
