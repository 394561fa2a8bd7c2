//! `stn init`: makes a node's data directory, identity, settings and empty store. Asks four things, or takes flags.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;

use super::admin::DataArg;
use super::config::FILE_NAME;
use super::told::Told;
use super::{Usage, told};
use crate::config::Config;
use crate::driver::STORE_DIR;
use crate::keys;
use crate::store::SledStore;

/// `stn init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[command(flatten)]
    data: DataArg,
    /// The organisation's name, as partners read it
    #[arg(long)]
    name: Option<String>,
    /// The organisation's domain, such as riverbend.example
    #[arg(long)]
    domain: Option<String>,
    /// Where to listen for partners, such as /ip4/0.0.0.0/tcp/4301; may be given several times
    #[arg(long, value_name = "MULTIADDR")]
    listen: Vec<String>,
    /// Where members reach the node
    #[arg(long, value_name = "ADDR")]
    api: Option<SocketAddr>,
    /// Ask nothing; take the default where no flag is given
    #[arg(long)]
    yes: bool,
}

/// Sets a node up.
pub(super) fn run(args: InitArgs) -> anyhow::Result<Told> {
    let data = std::path::absolute(&args.data.dir).context("finding the data directory")?;
    let settings_path = data.join(FILE_NAME);
    if settings_path.exists() {
        bail!("there is a node in {} already; nothing was changed; name another directory with --data", data.display());
    }
    let text = settings(&args, &data)?;
    let config = Config::parse(&text)?;
    let unsafe_ones = config.check();
    if let Some(first) = unsafe_ones.first() {
        bail!("{first}; nothing was made");
    }
    let made = DirBuilder::new().recursive(true).mode(0o700).create(&data);
    made.with_context(|| format!("{} could not be made; choose another directory with --data", data.display()))?;
    let identity = match keys::create(&data) {
        Err(keys::KeyError::Exists(_)) => keys::load(&data)?,
        made => made?,
    };
    let store = data.join(STORE_DIR);
    if !store.exists() {
        SledStore::create(&store)?;
    }
    // The settings come last: a set-up that was cut off is carried on by the same command.
    write_new(&settings_path, &text).with_context(|| format!("writing {}", settings_path.display()))?;
    let org = identity.public();
    let dir = data.display();
    Ok(Told::json(json!({ "org": org, "data": data, "config": settings_path }))?
        .line(format!("{} has a node in {dir}.", config.organisation))
        .line(format!("Its identity is {org}; keep a copy of {dir}/{} in a safe place.", keys::FILE_NAME))
        .line(format!("Start it with `stn serve --data {dir}`, then `stn member invite NAME --data {dir}`.")))
}

fn settings(args: &InitArgs, data: &Path) -> anyhow::Result<String> {
    let defaults = Config::default();
    let asks = !args.yes && std::io::stdin().is_terminal();
    let name = match &args.name {
        Some(name) => name.clone(),
        None if asks => ask("The organisation's name", "")?,
        None => bail!(Usage("say the organisation's name with --name")),
    };
    let domain = match &args.domain {
        None if asks => ask("Its domain (empty if it has none)", "")?,
        given => given.clone().unwrap_or_default(),
    };
    let listen = if args.listen.is_empty() {
        let default: Vec<String> = defaults.listen.iter().map(ToString::to_string).collect();
        let said = if asks { ask("Where to listen for partners", &default.join(" "))? } else { default.join(" ") };
        said.split_whitespace().map(str::to_owned).collect()
    } else {
        args.listen.clone()
    };
    let api = match args.api {
        Some(api) => api.to_string(),
        None if asks => ask("Where members reach the node", &defaults.api_listen.to_string())?,
        None => defaults.api_listen.to_string(),
    };
    let mut table = toml::Table::new();
    let data = data.to_str().context("the data directory's name is no text; choose another with --data")?;
    table.insert("data_dir".to_owned(), data.into());
    table.insert("organisation".to_owned(), name.trim().into());
    table.insert("domain".to_owned(), domain.trim().into());
    table.insert("listen".to_owned(), listen.into());
    table.insert("api_listen".to_owned(), api.into());
    Ok(format!("# Settings of this node. Every key, with its default and a sentence: config/node.toml.\n\n{table}"))
}

fn ask(what: &str, default: &str) -> anyhow::Result<String> {
    told::print_line(&if default.is_empty() { format!("{what}:") } else { format!("{what} [{default}]:") });
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("reading your answer; nothing was made")?;
    let said = line.trim();
    Ok(if said.is_empty() { default.to_owned() } else { said.to_owned() })
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let fresh = path.with_extension("toml.new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    path.parent().map_or(Ok(()), |dir| File::open(dir)?.sync_all())
}
