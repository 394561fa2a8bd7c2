//! `stn permission sign FILE`: a candidate signs a permission on their own computer. It needs no node and no key file:
//! a key is drawn for this one signature and forgotten.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use stn_protocol::crypto::sign::CandidateSecret;
use stn_protocol::device::permission::{check_permission, sign_permission};

use super::kinds::{self, PermissionFile};
use super::told::{Told, set_in};
use super::words;
use crate::clock;

/// `stn permission`.
#[derive(Debug, Args)]
pub(super) struct PermissionArgs {
    #[command(subcommand)]
    command: PermissionCommand,
}

#[derive(Debug, Subcommand)]
enum PermissionCommand {
    /// Sign a permission to be asked about; the signed one is printed
    Sign {
        /// The permission as the asker wrote it, or `-` for standard input
        file: PathBuf,
    },
}

/// Runs the command.
pub(super) fn run(args: &PermissionArgs) -> anyhow::Result<Told> {
    let PermissionCommand::Sign { file } = &args.command;
    let PermissionFile { asking, asking_name, permission } = kinds::read_permission(file)?;
    check_permission(&permission, &asking)?;
    let secret = CandidateSecret::from_seed(&clock::random());
    let signed = PermissionFile { permission: sign_permission(&secret, &asking, &permission), asking, asking_name };
    let mut notes = vec![format!(
        "You let {} ask people about you; given on {}:",
        words::org(&signed.asking_name, asking),
        words::day(permission.given_on)
    )];
    notes.extend(set_in(&permission.text));
    notes.push("Give the signed permission to who asks. Without your signature it is their statement alone.".into());
    Ok(Told::json(&signed)?.line(serde_json::to_string_pretty(&signed)?).notes(notes))
}
