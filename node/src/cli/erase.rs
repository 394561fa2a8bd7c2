//! `stn erase`: removes a node's data for good. The organisation's key goes with them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::config::{self, FILE_NAME, SettingsArg};
use super::confirm;
use super::told::{Told, one_line};
use crate::driver::{ADMIN_SOCKET, STORE_DIR};
use crate::keys;
use crate::notice::BOOK_FILE;
use crate::store::SledStore;

/// `stn erase`.
#[derive(Debug, Args)]
pub(super) struct EraseArgs {
    #[command(flatten)]
    settings: SettingsArg,
    /// Don't ask for the organisation's name
    #[arg(long)]
    yes: bool,
}

/// Erases it.
pub(super) fn run(args: &EraseArgs) -> anyhow::Result<Told> {
    let settings = config::load(&args.settings)?;
    let data = settings.data_dir;
    // Held until the end: a node that runs holds it, and none may start meanwhile.
    let _lock = SledStore::lock_out(&data.join(STORE_DIR))?;
    let what = format!("This removes the node in {} with the organisation's key and all it knows.", data.display());
    confirm::by_name(&settings.organisation, &what, args.yes.into())?;
    let mut gone = vec![keys::FILE_NAME.into(), STORE_DIR.into(), ADMIN_SOCKET.into(), FILE_NAME.into()];
    gone.push(keys::NEXT_FILE_NAME.into());
    gone.push(BOOK_FILE.into());
    gone.extend(kept_aside(&data));
    for name in gone {
        let path = data.join(name);
        remove(&path)
            .with_context(|| format!("{} could not be removed; run the same command again", path.display()))?;
    }
    // Files of somebody else keep the directory.
    let is_empty = fs::remove_dir(&data).is_ok();
    let told = Told::json(json!({ "erased": data, "left": !is_empty }))?.line(format!(
        "The node of {} is gone. Backups of it, if there are any, are yours to delete.",
        one_line(&settings.organisation)
    ));
    Ok(if is_empty { told } else { told.line(format!("Other files are still in {}.", data.display())) })
}

/// Copies the store made of itself when it was damaged, and keys the organisation gave up.
fn kept_aside(data: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(data) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    let is_ours = |name: &str| name.starts_with("store.damaged-") || name.starts_with(keys::OLD_FILE_PREFIX);
    names.filter(|name| is_ours(&name.to_string_lossy())).map(PathBuf::from).collect()
}

fn remove(path: &Path) -> io::Result<()> {
    let removed = match path.symlink_metadata() {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
