//! The command line: one file per command. Arguments become one call to a node, the answer becomes sentences or JSON.
//!
//! Exit code 0: done; 1: failed; 2: wrong usage. Errors say what happened, what stayed safe and what to do next.
//! `serve` is the node itself; admin commands reach it over a Unix socket, `me` over the member API.

mod admin;
mod backup;
mod browser;
mod config;
mod confirm;
mod demo;
mod doctor;
mod door;
mod erase;
mod export;
mod init;
mod invites;
mod key_file;
mod kinds;
pub(crate) mod ledger_words;
mod me;
mod member;
mod org;
mod peer;
mod permission;
mod policy;
mod prefix;
mod private_file;
mod restore;
mod serve;
mod session;
mod status;
mod suppress;
mod told;
pub(crate) mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use serde_json::json;

use crate::clock;
use crate::driver::Hooks;
use admin::DataArg;
use told::Told;

/// Introductions between people who trust each other, across organisations.
#[derive(Debug, Parser)]
#[command(name = "stn", version, max_term_width = 100)]
struct Args {
    /// Answer with JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up a node: its identity, settings and store
    Init(init::InitArgs),
    /// Run the node
    Serve(config::SettingsArg),
    /// The running node at a glance
    Status(DataArg),
    /// Members of the organisation
    Member(member::MemberArgs),
    /// The organisation itself: how it changes its key
    Org(org::OrgArgs),
    /// The admin's pages in a browser
    Admin(browser::BrowserArgs),
    /// Connections to other organisations
    Peer(peer::PeerArgs),
    /// The node's settings
    Config(config::ConfigArgs),
    /// A story in invented organisations, played through real nodes on this computer
    Demo(demo::DemoArgs),
    /// What the organisation lets its node serve
    Policy(policy::PolicyArgs),
    /// What may need your hand, each with its remedy; exit code 1 if something is wrong
    Doctor(config::SettingsArg),
    /// People who do not want to be held as anybody's contact
    Suppress(suppress::SuppressArgs),
    /// Write the whole running node into one file
    Backup(backup::BackupArgs),
    /// Put a node back from a backup, into an empty directory
    Restore(restore::RestoreArgs),
    /// Write what you may see of the node into one file: no contacts
    Export(export::ExportArgs),
    /// Remove a stopped node for good
    Erase(erase::EraseArgs),
    /// What a member does
    Me(Box<me::MeArgs>),
    /// What a candidate does about whom an appraisal asks
    Permission(permission::PermissionArgs),
}

/// The command was not used as it is meant.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(&'static str);

/// A command as it is defined: its subcommands and arguments.
pub type Definition = clap::Command;

/// Returns the whole command line as it is defined.
pub fn commands() -> Definition {
    Args::command()
}

/// Runs the command the arguments say, and returns the program's exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, hooks: Hooks) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are printed to standard output; if even that fails there is nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let as_json = args.json;
    clock::live_ahead(hooks.ahead);
    match carry_out(args, hooks) {
        Ok(told) => {
            let code = if told.is_alarming() { ExitCode::from(1) } else { ExitCode::SUCCESS };
            told.print(as_json);
            code
        }
        Err(error) => {
            complain(&error, as_json);
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

fn carry_out(args: Args, hooks: Hooks) -> anyhow::Result<Told> {
    let json = args.json;
    match args.command {
        Command::Init(args) => init::run(args),
        Command::Config(args) => config::run(args),
        Command::Serve(settings) => many_threads()?.block_on(serve::run(settings, hooks, json)),
        Command::Demo(args) => many_threads()?.block_on(demo::run(args, json)),
        Command::Status(data) => block_on(status::run(data)),
        Command::Member(args) => block_on(member::run(args)),
        Command::Org(args) => block_on(org::run(args)),
        Command::Admin(args) => block_on(browser::run(args)),
        Command::Peer(args) => block_on(peer::run(args)),
        Command::Policy(args) => block_on(policy::run(args)),
        Command::Doctor(settings) => block_on(doctor::run(settings)),
        Command::Suppress(args) => block_on(suppress::run(args)),
        Command::Backup(args) => block_on(backup::run(args)),
        Command::Restore(args) => restore::run(&args),
        Command::Export(args) => block_on(export::run(args)),
        Command::Erase(args) => erase::run(&args),
        Command::Me(args) => block_on(me::run(*args)),
        Command::Permission(args) => permission::run(&args),
    }
}

/// Where nodes run.
fn many_threads() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

/// Runs a command that only talks to a node.
fn block_on(command: impl Future<Output = anyhow::Result<Told>>) -> anyhow::Result<Told> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(command)
}

fn complain(error: &anyhow::Error, as_json: bool) {
    if as_json {
        let code = error.downcast_ref::<door::DoorError>().and_then(door::DoorError::code);
        eprintln!("{}", json!({ "refused": code.unwrap_or("failed"), "says": format!("{error:#}") }));
    } else {
        eprintln!("stn: {error:#}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn wrong_usage_has_an_exit_code_of_its_own() {
        let run = |args: &[&str]| run(args.iter().map(OsString::from), Hooks::none());

        assert_eq!(run(&["stn", "no-such-command"]), ExitCode::from(2));
        assert_eq!(run(&["stn", "me", "bridge"]), ExitCode::from(2));
        assert_eq!(run(&["stn", "demo", "--script", "3"]), ExitCode::from(2));
        assert_eq!(run(&["stn", "--version"]), ExitCode::SUCCESS);
    }
}
