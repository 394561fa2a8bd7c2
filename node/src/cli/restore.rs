//! `stn restore`: puts a node back from a backup, into an empty directory and without starting it.
//!
//! The directory appears whole or not at all. What the node must not take for granted after a restore is taken out
//! of the records before they are written (see `Engine::restored`).

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::change::Change;
use stn_protocol::engine::Engine;

use super::admin::DataArg;
use super::config::FILE_NAME;
use super::told::Told;
use super::words::{counted, moment};
use super::{backup, private_file};
use crate::backup::{Backup, Record};
use crate::config::Config;
use crate::driver::STORE_DIR;
use crate::keys;
use crate::store::{SledStore, Store};

/// `stn restore`.
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    data: DataArg,
}

/// Restores it.
pub(super) fn run(args: &RestoreArgs) -> anyhow::Result<Told> {
    let data = std::path::absolute(&args.data.dir).context("finding the data directory")?;
    expect_empty(&data)?;
    let mut backup = read(&args.file)?;
    let settings = moved(&backup.settings, &data)?;
    let config = Config::parse(&settings)?;
    let records = Engine::restored(std::mem::take(&mut backup.records))
        .map_err(|error| anyhow!("{error}; nothing was restored; use the version of stn that wrote the backup"))?;
    let incarnation = Engine::incarnation_of(&records);
    let count = records.len();
    let fresh = beside(&data);
    remove_leftover(&fresh)?;
    fill(&fresh, &backup, &settings, records)
        .and_then(|()| publish(&fresh, &data).with_context(|| format!("{} could not be made", data.display())))
        .inspect_err(|_| drop(fs::remove_dir_all(&fresh)))?;
    let (dir, made) = (data.display(), moment(backup.made));
    Ok(Told::json(json!({
        "org": backup.org, "data": data, "records": count, "made": backup.made, "incarnation": incarnation,
    }))?
    .line(format!("{dir} holds {} as it was on {made}: {}.", config.organisation, counted(count, "record", "records")))
    .line("What came since then is lost. Members' devices make new letter keys when they are used next;")
    .line("contacts recorded from now on can be found by partners once those change their key, within 90 days.")
    .line("Never start another copy of this organisation's node beside it: partners refuse the older one.")
    .line(format!("Start it with `stn serve --data {dir}`.")))
}

fn expect_empty(data: &Path) -> anyhow::Result<()> {
    match fs::read_dir(data) {
        Ok(mut entries) => match entries.next() {
            Some(_) => bail!(
                "{} is not empty; nothing was restored or changed; name an empty directory with --data",
                data.display()
            ),
            None => Ok(()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("{} can't be read; nothing was restored", data.display())),
    }
}

fn read(file: &Path) -> anyhow::Result<Backup> {
    let bytes = fs::read(file).with_context(|| format!("{} can't be read; nothing was restored", file.display()))?;
    let bytes = zeroize::Zeroizing::new(bytes);
    Backup::from_bytes(&bytes).map_err(|error| anyhow!("{}: {error}; nothing was restored", file.display()))
}

/// The settings with the directory they are to be used from; everything else stays as it was written.
fn moved(settings: &str, data: &Path) -> anyhow::Result<String> {
    let data = data.to_str().context("the data directory's name is no text; choose another with --data")?;
    let named = format!("data_dir = {}", toml::Value::String(data.to_owned()));
    let is_dir = |line: &str| line.split('=').next().is_some_and(|key| key.trim() == "data_dir");
    let mut lines: Vec<&str> = settings.lines().collect();
    match lines.iter().position(|line| is_dir(line)) {
        Some(at) => lines[at] = &named,
        None => lines.insert(0, &named),
    }
    Ok(lines.join("\n") + "\n")
}

/// Makes the directory beside its place.
fn fill(fresh: &Path, backup: &Backup, settings: &str, records: Vec<Record>) -> anyhow::Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(fresh);
    made.with_context(|| format!("{} could not be made; nothing was restored", fresh.display()))?;
    keys::put(fresh, &backup.identity())?;
    let mut store = SledStore::create(&fresh.join(STORE_DIR))?;
    let bar = backup::bar();
    bar.set_length(records.len() as u64);
    for part in parts(records) {
        store.commit(&part).context("writing the records; nothing was restored")?;
        bar.inc(part.len() as u64);
    }
    bar.finish_and_clear();
    drop(store);
    private_file::write(&fresh.join(FILE_NAME), settings.as_bytes())
}

/// Records as batches of a size the disk takes in one go.
fn parts(records: Vec<Record>) -> Vec<Vec<Change>> {
    let mut parts: Vec<Vec<Change>> = Vec::new();
    let mut bytes = BATCH_BYTES;
    for (key, value) in records {
        let size = key.len() + value.len();
        if bytes + size > BATCH_BYTES {
            parts.push(Vec::new());
            bytes = 0;
        }
        bytes += size;
        if let Some(part) = parts.last_mut() {
            part.push(Change { key, value: Some(value) });
        }
    }
    parts
}

fn publish(fresh: &Path, data: &Path) -> io::Result<()> {
    fs::rename(fresh, data)?;
    data.parent().map_or(Ok(()), |dir| File::open(dir)?.sync_all())
}

/// What an earlier try left that was cut off.
fn remove_leftover(fresh: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} is in the way; nothing was restored; remove it", fresh.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn beside(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_owned();
    name.push(".restoring");
    data.with_file_name(name)
}

const BATCH_BYTES: usize = 4 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_name_the_new_directory_and_keep_the_rest() {
        let settings = "# ours\ndata_dir = \"/old\"\norganisation = \"Riverbend\"\n";

        let moved_there = moved(settings, Path::new("/new/place")).unwrap();
        let named_now = moved("organisation = \"Riverbend\"", Path::new("/new")).unwrap();

        assert_eq!(moved_there, "# ours\ndata_dir = \"/new/place\"\norganisation = \"Riverbend\"\n");
        assert_eq!(named_now, "data_dir = \"/new\"\norganisation = \"Riverbend\"\n");
    }

    #[test]
    fn large_records_go_in_parts_and_none_is_lost() {
        let records: Vec<Record> = (0..9).map(|at| (vec![at], vec![at; 1 << 20])).collect();

        let parts = parts(records);

        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 3]);
        assert!(super::parts(Vec::new()).is_empty());
    }
}
