//! `stn export`: what the admin may see, as one JSON file: counts, members by name, peers, settings. No contact.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use stn_protocol::exchange::view::AdminLook;

use super::admin::Admin;
use super::config::{self, SettingsArg};
use super::private_file;
use super::told::Told;
use crate::clock;

/// `stn export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Where to write it; there must be nothing yet
    file: PathBuf,
    #[command(flatten)]
    settings: SettingsArg,
}

/// Writes it.
pub(super) async fn run(args: ExportArgs) -> anyhow::Result<Told> {
    private_file::expect_free(&args.file)?;
    let admin = Admin::of(args.settings.data_dir())?;
    let status: Value = admin.look(AdminLook::Status).await?;
    let members: Value = admin.look(AdminLook::Members).await?;
    let peers: Value = admin.look(AdminLook::Peers).await?;
    let suppressed: Value = admin.look(AdminLook::Suppressed).await?;
    let settings = config::load(&args.settings)?.shown();
    let all = json!({
        "written": clock::now(), "status": status, "members": members, "peers": peers,
        "suppressed": suppressed, "settings": settings,
    });
    private_file::write(&args.file, &serde_json::to_vec_pretty(&all)?)?;
    let file = args.file.display();
    Ok(Told::json(json!({ "file": args.file }))?
        .line(format!("{file} holds what you may see of the node: counts, members by name, peers and settings."))
        .line("Members export their own with `stn me export`."))
}
