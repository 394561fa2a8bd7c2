//! `stn suppress`: people who don't want to be held as anybody's contact here. Kept as salted hashes alone.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use serde_json::json;
use stn_protocol::exchange::view::{AdminLook, SuppressionView};
use stn_protocol::exchange::{AdminCommand, Reply};
use stn_protocol::trust::Handle;

use super::admin::{Admin, DataArg};
use super::told::Told;
use super::words::{self, counted};

/// `stn suppress`.
#[derive(Debug, Args)]
pub(super) struct SuppressArgs {
    #[command(flatten)]
    data: DataArg,
    #[command(subcommand)]
    command: SuppressCommand,
}

#[derive(Debug, Subcommand)]
enum SuppressCommand {
    /// Forget every contact with this address, number or profile, and refuse it from now on
    Add {
        /// A mail address, a phone number with its country, a profile, an ORCID iD
        handle: String,
    },
    /// How many are on the list, and since when; the node can't say who
    List,
    /// Take one off the list; what was forgotten stays forgotten
    Remove {
        /// As it was added
        handle: String,
    },
}

/// Runs the command.
pub(super) async fn run(args: SuppressArgs) -> anyhow::Result<Told> {
    let admin = Admin::of(&args.data.dir)?;
    match args.command {
        SuppressCommand::Add { handle } => add(&admin, &handle).await,
        SuppressCommand::List => list(&admin).await,
        SuppressCommand::Remove { handle } => {
            admin.act(&AdminCommand::LiftSuppression { handle: parsed(&handle)? }).await?;
            Ok(Told::json(json!({ "removed": true }))?.line("It is off the list: members may record it again."))
        }
    }
}

async fn add(admin: &Admin, handle: &str) -> anyhow::Result<Told> {
    let Reply::Suppressed { forgotten } = admin.act(&AdminCommand::Suppress { handle: parsed(handle)? }).await? else {
        bail!("the node answered something else than expected; it is probably of another version");
    };
    Ok(Told::json(json!({ "forgotten": forgotten }))?
        .line("It is on the list, as a hash: nobody here can hold it as a contact, and partners are told nothing.")
        .line(format!("{} of members went with it.", counted(forgotten, "contact", "contacts")))
        .line("Backups made before still hold them: delete those when you can."))
}

async fn list(admin: &Admin) -> anyhow::Result<Told> {
    let list: Vec<SuppressionView> = admin.look(AdminLook::Suppressed).await?;
    let line = |one: &SuppressionView| format!("  since {}", words::day(one.since));
    Ok(Told::json(&list)?
        .line(format!("{} on the suppression list; only hashes are kept", counted(list.len(), "handle", "handles")))
        .lines(list.iter().map(line)))
}

fn parsed(handle: &str) -> anyhow::Result<Handle> {
    Handle::parse(handle, None).map_err(|error| anyhow!("{error}; nothing was changed"))
}
