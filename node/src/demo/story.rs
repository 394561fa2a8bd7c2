//! The stories, played through real nodes. Each is one short file of steps; what a step does stands with its sort.
//!
//! ```text
//!   first_funder, hiring ─► steps (ask, offer, request, pass on, answer, judge), alert, permission ─► play
//! ```
//!
//! Each step waits for what the step before must bring, never for a length of time. A story ends as told, or the
//! demo says in what it differed.

mod alert;
mod first_funder;
mod hiring;
mod onlooker;
mod permission;
mod play;
mod steps;

use std::collections::BTreeMap;

use stn_protocol::id::OrgId;
use stn_protocol::time::Timestamp;

use super::account::Account;
use super::nodes::Nodes;
use super::settle::People;
use super::traffic::{Arrived, Traffic};
use super::trouble::Trouble;
use super::valley::{Script, Valley};
use crate::clock;

pub use onlooker::{Onlooker, PersonsDesk, Scene, Turn, Yes};
use play::{Play, since};

/// A story that ended as told.
#[derive(Debug)]
pub struct Played {
    /// Its account.
    pub account: Account,
    /// Every block that crossed a link, those of the setting up included.
    pub blocks: Vec<Arrived>,
    /// The names of the organisations whose nodes ran.
    pub organisations: BTreeMap<OrgId, String>,
}

/// Starts the valley, plays a story in it and removes everything again. The onlooker is told each step as it is
/// done.
///
/// # Errors
/// What went wrong, or in what the story did not end as told.
pub async fn run(script: Script, onlooker: impl Onlooker) -> Result<Played, Trouble> {
    let valley = Valley::load();
    let traffic = Traffic::default();
    let begun = clock::now();
    let nodes = Nodes::start(&valley, &traffic).await?;
    let organisations = nodes.all().iter().map(|site| (site.org(), site.name.clone())).collect();
    let outcome = play(script, &valley, (&nodes, &traffic), (begun, onlooker)).await;
    let stopped = nodes.stop().await;
    let account = outcome?;
    stopped?;
    Ok(Played { account, blocks: traffic.since(0), organisations })
}

async fn play(
    script: Script,
    valley: &Valley,
    (nodes, traffic): (&Nodes, &Traffic),
    (begun, onlooker): (Timestamp, impl Onlooker),
) -> Result<Account, Trouble> {
    let cast = valley.cast(script);
    let people = People::settle(valley, &cast, nodes).await?;
    let mut play = Play::new((valley, nodes, &cast), people, traffic, onlooker);
    let setup_ms = since(begun);
    play.open(setup_ms).await?;
    let ending = match script {
        Script::FirstFunder => first_funder::tell(&mut play, &valley.first_funder).await?,
        Script::Hiring => hiring::tell(&mut play, &valley.hiring).await?,
    };
    play.close(script, setup_ms, ending).await
}
