//! `stn demo`: seven invented organisations on this computer, and two stories played through their nodes.
//!
//! It opens a page that plays them. With `--headless` or `--terminal` a story is told here, step by step, with every
//! message between nodes and what its receiver learned; with `--json` as one account at the end.

use std::future::IntoFuture as _;
use std::io::{BufRead, IsTerminal};
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::Usage;
use super::ledger_words::Ledger;
use super::told::{Told, one_line, print_line, set_in};
use crate::demo::account::{Account, AlertTold, Message};
use crate::demo::showing::Showing;
use crate::demo::story::{self, Scene};
use crate::demo::valley::Script;
use crate::web;

/// `stn demo`.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Which story to tell: 1, a first funder, or 2, hiring
    #[arg(long, value_name = "N", default_value_t = 1)]
    script: u8,
    /// Tell it here, without waiting between the steps
    #[arg(long)]
    headless: bool,
    /// Tell it here; each step waits for Enter
    #[arg(long, conflicts_with = "headless")]
    terminal: bool,
    /// Print the page's address and leave opening it to you
    #[arg(long, conflicts_with_all = ["headless", "terminal"])]
    no_open: bool,
}

/// What opens an address in the browser of whoever sits at this computer.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Tells the story.
pub(super) async fn run(args: DemoArgs, as_json: bool) -> anyhow::Result<Told> {
    let Some(script) = Script::of(args.script) else {
        bail!(Usage("there are story 1, a first funder, and story 2, hiring; try `stn demo --script 2`"));
    };
    if !as_json && !args.headless && !args.terminal {
        return page(args.no_open).await;
    }
    let pauses = !as_json && args.terminal && std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !as_json {
        print_line("Marrow Valley: invented organisations, invented people, real nodes. Setting up takes a moment.");
    }
    let tell = async |scene: &Scene| {
        if !as_json {
            lines(scene).iter().for_each(|line| print_line(line));
        }
        if pauses {
            enter().await;
        }
    };
    tokio::select! {
        played = story::run(script, tell) => {
            let account = played?.account;
            Ok(Told::json(&account)?.lines(closing(&account)))
        }
        _ = tokio::signal::ctrl_c() => bail!("stopped before the story was over; everything it made is removed"),
    }
}

/// Serves the page that plays both stories, until it is stopped.
async fn page(no_open: bool) -> anyhow::Result<Told> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no door for the demo's page")?;
    let at = listener.local_addr()?;
    let showing = Showing::new();
    print_line(&format!("Marrow Valley is at http://{at}/ in a browser on this computer. Ctrl-C ends it."));
    if !no_open {
        // Where nothing can open it, the address stands above.
        let _ = Command::new(OPENER).arg(format!("http://{at}/")).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
    tokio::select! {
        served = axum::serve(listener, web::demo(at, showing.clone())).into_future() => served?,
        () = showing.play() => {}
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    Ok(Told::json(json!({ "page": format!("http://{at}/") }))?.line("Everything it made is removed."))
}

/// A step as it stands on the screen.
fn lines(scene: &Scene) -> Vec<String> {
    let mut lines =
        vec![String::new(), format!("{}  ({})", one_line(&scene.title.to_string()), seconds(scene.took.as_millis()))];
    if let Some(words) = &scene.words {
        lines.extend(set_in(words.trim_end()));
    }
    for message in &scene.messages {
        lines.extend(message_lines(message));
    }
    lines
}

fn message_lines(message: &Message) -> [String; 2] {
    let Message { n, from, to, r#type, bytes, receiver_learned } = message;
    [
        format!("  {n:>3}  {from} -> {to}: {type}, {bytes} bytes"),
        format!("       {to} learned {}.", one_line(&receiver_learned.to_string())),
    ]
}

/// What is left to say when the story is over.
fn closing(account: &Account) -> Vec<String> {
    let mut lines = vec![String::new(), format!("\"{}\" ended as told: {}.", account.title, account.outcome)];
    lines.extend(account.alert.iter().map(job_line));
    lines.push(format!(
        "The request went through {}; each signed for it, for exactly this request:",
        names(account.path.iter().map(|card| card.name.as_str()))
    ));
    for consent in &account.consents {
        let from = consent.predecessor.as_ref().map_or_else(String::new, |name| format!(" from {}", one_line(name)));
        let (who, to) = (one_line(&consent.who), one_line(&consent.successor));
        lines.push(format!("    {who}, {}:{from} to {to}, request {}", consent.organisation, consent.digest));
    }
    lines.push(format!(
        "{} messages crossed between nodes, each 2048 or 16384 bytes long. No name of the person sought, no handle \
         and no word of the letter can be read in any of them.",
        account.messages.len(),
    ));
    if !account.kept_away.is_empty() {
        lines.push(format!(
            "No message of the question reached the node of {}, and nothing of it lies before anybody there.",
            names(account.kept_away.iter().map(String::as_str))
        ));
    }
    lines.extend(ledger_lines(account));
    lines.push(format!(
        "First offer {} after the ask, whole story {}, setting up {}. Everything it made is removed.",
        seconds(account.ask_to_first_offer_ms),
        seconds(account.whole_story_ms),
        seconds(account.setup_ms),
    ));
    lines
}

/// What became of the job that was handed on.
fn job_line(alert: &AlertTold) -> String {
    format!(
        "The job came to one person by way of {}, was shown once, and was answered by way of {}. Everybody it came to \
         could read it, and so could their nodes; the answer was sealed.",
        names(alert.brought_by.iter().map(|name| name.as_str())),
        names(alert.path.iter().map(|card| card.name.as_str())),
    )
}

/// What left about each of the story's people, as each of them alone may read it.
fn ledger_lines(account: &Account) -> Vec<String> {
    let mut lines =
        vec![String::new(), "What left about them, as `stn me ledger` tells each, and nobody else:".to_owned()];
    for ledger in &account.ledgers {
        lines.push(format!("    {}, {}:", one_line(&ledger.who), ledger.organisation));
        let told = Ledger(&ledger.left);
        lines.extend(ledger.left.entries.iter().map(|entry| format!("      - {}", told.sentence(entry))));
    }
    lines.push(String::new());
    lines
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(one_line).collect::<Vec<_>>().join(" and ")
}

fn seconds(millis: u64) -> String {
    format!("{}.{:02} s", millis / 1_000, millis % 1_000 / 10)
}

/// Waits for Enter, on a thread of its own: nobody waits for that thread when the demo is stopped.
async fn enter() {
    print_line("                                                       Enter to go on");
    let (pressed, waiting) = oneshot::channel();
    std::thread::spawn(move || {
        // At the end of input there is nobody to wait for; nor if the demo was stopped meanwhile.
        let _ = std::io::stdin().lock().read_line(&mut String::new());
        let _ = pressed.send(());
    });
    let _ = waiting.await;
}
