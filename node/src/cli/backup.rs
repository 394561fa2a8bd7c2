//! `stn backup`: a running node in one file. The records come from the node as they belong together; identity and
//! settings are read from their files.

use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde_json::json;

use super::admin::Admin;
use super::config::SettingsArg;
use super::private_file;
use super::told::Told;
use super::words::counted;
use crate::backup::Backup;
use crate::{clock, keys};

/// `stn backup`.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// Where to write it; there must be nothing yet
    file: PathBuf,
    #[command(flatten)]
    settings: SettingsArg,
}

/// Writes it.
pub(super) async fn run(args: BackupArgs) -> anyhow::Result<Told> {
    private_file::expect_free(&args.file)?;
    let admin = Admin::of(args.settings.data_dir())?;
    let identity = keys::load(args.settings.data_dir())?;
    let settings = args.settings.path();
    let settings = std::fs::read_to_string(&settings).with_context(|| {
        format!("the settings {} can't be read; nothing was written; name them with --config", settings.display())
    })?;
    let bar = bar();
    let records = admin.records(|got, of| progress(&bar, got, of)).await?;
    bar.finish_and_clear();
    let (made, org, count) = (clock::now(), identity.public(), records.len());
    let backup = Backup { made, org, seed: *identity.seed(), settings, records };
    let bytes = zeroize::Zeroizing::new(backup.to_bytes());
    private_file::write(&args.file, &bytes)?;
    let file = args.file.display();
    let has_next = keys::load_next(args.settings.data_dir())?.is_some();
    let not_inside =
        has_next.then_some("The next key is not inside: copy identity.next.key as well, or go over first.");
    Ok(Told::json(json!({ "file": args.file, "bytes": bytes.len(), "records": count, "made": made }))?
        .line(format!(
            "{file} holds the whole node: {}, {} KiB.",
            counted(count, "record", "records"),
            bytes.len() >> 10
        ))
        .line("It holds the organisation's key and members' contacts: keep it as secret as the node's own directory.")
        .lines(not_inside.map(str::to_owned))
        .line("To put it back: `stn restore FILE --data DIR`, into an empty directory."))
}

/// A bar where somebody looks at it.
pub(super) fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    bar
}

fn progress(bar: &ProgressBar, got: u64, of: Option<u64>) {
    bar.set_length(of.unwrap_or(got));
    bar.set_position(got);
}
