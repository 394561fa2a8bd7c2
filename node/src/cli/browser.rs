//! `stn admin`: lets the admin's browser into the node's pages, and out again.

use clap::{Args, Subcommand};
use serde_json::json;

use super::admin::{Admin, DataArg};
use super::told::Told;
use super::words;

/// `stn admin`.
#[derive(Debug, Args)]
pub(super) struct BrowserArgs {
    #[command(flatten)]
    data: DataArg,
    #[command(subcommand)]
    command: BrowserCommand,
}

#[derive(Debug, Subcommand)]
enum BrowserCommand {
    /// Make a link that lets one browser in, once, within five minutes
    Open,
    /// End every admin's session in a browser, and every link that was not used
    Close,
}

/// Runs the command.
pub(super) async fn run(args: BrowserArgs) -> anyhow::Result<Told> {
    let admin = Admin::of(&args.data.dir)?;
    match args.command {
        BrowserCommand::Open => open(&admin).await,
        BrowserCommand::Close => {
            admin.close_pages().await?;
            Ok(Told::json(json!({ "closed": true }))?.line("No browser is in any more, and no link lets one in."))
        }
    }
}

async fn open(admin: &Admin) -> anyhow::Result<Told> {
    let link = admin.open_pages().await?;
    Ok(Told::json(&link)?
        .line(link.page)
        .line(format!("Open this in your own browser; it serves once, until {}.", words::moment(link.expires)))
        .line("Whoever opens it first is the admin there. If that was not you: `stn admin close`."))
}
