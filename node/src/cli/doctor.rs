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
use crate::store::{OpenError, Options, SledStore, free_bytes};
use crate::{clock, keys};
use findings::{Finding, Running};

/// Looks at everything.
pub(super) async fn run(settings: SettingsArg) -> anyhow::Result<Told> {
    let data = settings.data_dir();
    let mut found = vec![settings_of(&settings), identity(data), disk(data)];
    found.extend(match Admin::of(data) {
        Ok(admin) => running(data, &admin).await.unwrap_or_else(|error| silent(data, &error)),
        Err(error) => silent(data, &error),
    });
    let is_red = found.iter().any(Finding::is_red);
    let last = if is_red { "Something needs your hand." } else { "Nothing needs your hand." };
    let json = json!({ "healthy": !is_red, "findings": found });
    Ok(Told::json(json)?.lines(found.iter().flat_map(Finding::lines)).line(last).alarming_if(is_red))
}

async fn running(data: &Path, admin: &Admin) -> anyhow::Result<Vec<Finding>> {
    let about = admin.about().await?;
    let health: HealthView = admin.look(AdminLook::Health).await?;
    let mut found = asked_at(&about, &health, clock::now());
    found.extend(next_key(data, &health));
    Ok(found)
}

/// Whether the key the organisation changes to is where the node will look for it.
fn next_key(data: &Path, health: &HealthView) -> Option<Finding> {
    let pending = health.succession.as_ref().filter(|view| view.done.is_none())?;
    let says = match keys::load_next(data) {
        Ok(Some(next)) if next.public() == pending.new_org => return None,
        Ok(_) => "identity.next.key does not hold the key that was announced".to_owned(),
        Err(error) => error.to_string(),
    };
    Some(Finding::red("next key", says, "put it back from your copy, or announce another: `stn org succeed`"))
}

/// Everything about a running node, by the time here.
fn asked_at(about: &About, health: &HealthView, now: Timestamp) -> Vec<Finding> {
    let running = Running { about, health, now };
    let mut found = vec![running.store(), running.clock(), running.epoch()];
    found.extend(running.own_key());
    found.extend(running.peers());
    found.extend(running.partners_keys());
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

/// A node that does not answer: if its store is free, none runs, and every record is read.
fn silent(data: &Path, error: &anyhow::Error) -> Vec<Finding> {
    match SledStore::open(&data.join(STORE_DIR), Options::default()) {
        Err(OpenError::InUse { .. }) => vec![Finding::unanswered(error)],
        Err(error) => vec![Finding::not_running(data), damaged(error.to_string())],
        Ok(store) => vec![Finding::not_running(data), scrubbed(&store)],
    }
}

fn scrubbed(store: &SledStore) -> Finding {
    match store.scrub() {
        Ok(scrub) => Finding::fine("store", format!("whole: {} records read and checked", scrub.records)),
        Err(error) => damaged(error.to_string()),
    }
}

fn damaged(says: String) -> Finding {
    Finding::red("store", says, "if it is damaged, `stn restore` the last backup into an empty directory")
}
