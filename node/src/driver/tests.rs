//! The driver around a real engine and store: what is done, what waits, what survives.

mod mail;
mod pages;

use std::path::Path;
use std::sync::Mutex;

use stn_protocol::exchange::view::{AdminLook, AdminSight};
use stn_protocol::exchange::{AdminCommand, Reply};
use stn_protocol::time::Span;

use super::*;
use crate::config::Config;
use crate::keys;
use crate::store::{OpenError, SledStore};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_leaves_after_its_batch_is_durable() {
    let dir = tempfile::tempdir().unwrap();
    let passed = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&passed);
    let hooks = Hooks { at: Arc::new(move |point| noted.lock().unwrap().push(point)), ..Hooks::none() };
    let node = start(dir.path(), hooks).await.unwrap();
    node.desk().admin_look(AdminLook::Status).await.unwrap();
    passed.lock().unwrap().clear();

    let reply = node.desk().admin_act(invite()).await;

    assert!(matches!(reply, Ok(Reply::Invited { .. })));
    node.shutdown().await.unwrap();
    let passed = passed.lock().unwrap();
    let first = |point| passed.iter().position(|at| *at == point).unwrap();
    assert!(first("step") < first("after-commit"));
    assert!(first("after-commit") < first("before-reply"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_at_a_time_holds_the_data() {
    let dir = tempfile::tempdir().unwrap();
    let node = start(dir.path(), Hooks::none()).await.unwrap();

    let second = start(dir.path(), Hooks::none()).await;

    assert!(matches!(second, Err(StartError::Store(OpenError::InUse { .. }))));
    node.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_node_starts_again_and_its_desk_says_that_it_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let node = start(dir.path(), Hooks::none()).await.unwrap();
    let (org, desk) = (node.org(), node.desk());
    node.shutdown().await.unwrap();

    assert_eq!(desk.admin_act(invite()).await, Err(NotDone::Stopping));
    let again = start(dir.path(), Hooks::none()).await.unwrap();
    let sight = again.desk().admin_look(AdminLook::Status).await.unwrap();
    assert!(matches!(sight, AdminSight::Status(status) if status.org == org));
    again.shutdown().await.unwrap();
}

fn invite() -> AdminCommand {
    AdminCommand::InvitePeer { expires: clock::now().plus(Span::days(1)) }
}

async fn start(dir: &Path, hooks: Hooks) -> Result<RunningNode, StartError> {
    start_with(dir, hooks, Config::default()).await
}

/// Starts a node with some settings of a test's own.
async fn start_with(dir: &Path, hooks: Hooks, config: Config) -> Result<RunningNode, StartError> {
    let identity = match keys::create(dir) {
        Ok(identity) => {
            drop(SledStore::create(&dir.join(STORE_DIR)).unwrap());
            identity
        }
        Err(_) => keys::load(dir).unwrap(),
    };
    let config = Config {
        data_dir: dir.to_owned(),
        organisation: "Riverbend Trust".to_owned(),
        listen: vec!["/ip4/127.0.0.1/tcp/0".parse().unwrap()],
        api_listen: "127.0.0.1:0".parse().unwrap(),
        release_grid_ms: 100,
        ..config
    };
    Node::start(&config, identity, hooks).await
}
