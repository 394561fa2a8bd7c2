//! `stn config`: shows the settings in force, and checks them before the node starts.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::admin::DataArg;
use super::told::Told;
use crate::config::Config;
use crate::keys;

/// The settings' file inside the data directory.
pub(super) const FILE_NAME: &str = "node.toml";

/// Which settings.
#[derive(Clone, Debug, Args)]
pub(super) struct SettingsArg {
    #[command(flatten)]
    data: DataArg,
    /// The node's settings [default: node.toml in the data directory]
    #[arg(id = "settings-file", long = "config", value_name = "FILE", global = true)]
    file: Option<PathBuf>,
}

impl SettingsArg {
    /// Where the settings are.
    pub(super) fn path(&self) -> PathBuf {
        self.file.clone().unwrap_or_else(|| self.data.dir.join(FILE_NAME))
    }

    /// Where the node's data are.
    pub(super) fn data_dir(&self) -> &Path {
        &self.data.dir
    }
}

/// `stn config`.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    #[command(flatten)]
    settings: SettingsArg,
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Every setting in force
    Show,
    /// Whether the node would start with them
    Check,
}

/// Reads the settings and refuses unsafe ones.
pub(super) fn load(which: &SettingsArg) -> anyhow::Result<Config> {
    let path = which.path();
    if !path.exists() {
        bail!(
            "there are no settings at {}; nothing was started; set up a node with `stn init`, \
             or name the right directory with --data",
            path.display()
        );
    }
    let config = Config::load(&path)?;
    // A copy of a node's directory still names the original: starting it would open the old data.
    let is_elsewhere = which.file.is_none() && same_place(&config.data_dir) != same_place(&which.data.dir);
    if is_elsewhere {
        bail!(
            "the settings at {} are of the node in {}; nothing was started; write data_dir = \"{}\" in them to run \
             the node from this directory, or name the other one with --data",
            path.display(),
            config.data_dir.display(),
            which.data.dir.display()
        );
    }
    Ok(config)
}

/// The directory as the system knows it, or as it was written where there is none.
fn same_place(dir: &Path) -> PathBuf {
    dir.canonicalize().unwrap_or_else(|_| dir.to_owned())
}

/// Shows or checks them.
pub(super) fn run(args: ConfigArgs) -> anyhow::Result<Told> {
    let config = load(&args.settings)?;
    match args.command {
        ConfigCommand::Show => show(&config),
        ConfigCommand::Check => {
            let org = keys::load(&config.data_dir)?.public();
            Ok(Told::json(json!({ "org": org, "fit": true }))?
                .line(format!("The settings are fit, and the identity {org} can be read by its owner only.")))
        }
    }
}

fn show(config: &Config) -> anyhow::Result<Told> {
    let shown = config.shown();
    let lines: Vec<String> = shown.as_object().into_iter().flatten().map(line).collect();
    Ok(Told::json(shown)?.lines(lines))
}

/// A setting as its file has it: TOML writes texts, numbers, truth values and lists of texts as JSON does.
fn line((key, value): (&String, &Value)) -> String {
    format!("{key} = {value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_there_is_is_shown() {
        let known: toml::Table = include_str!("../../../config/node.toml").parse().unwrap();

        let shown = Config::default().shown();

        for key in known.keys() {
            assert!(shown.get(key).is_some(), "{key} is not shown");
        }
    }
}
