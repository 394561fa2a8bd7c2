//! `stn me permission`: writes down what a candidate permits, for them to sign with `stn permission sign`.

use clap::Args;
use stn_protocol::device::permission::write_permission;
use stn_protocol::exchange::view::{MeView, MemberLook};
use stn_protocol::limits::PERMISSION_TEXT;

use super::expect_at_most;
use crate::cli::kinds::{PermissionFile, read_day};
use crate::cli::session::Session;
use crate::cli::told::Told;
use crate::clock::{self, OsStreams};

/// `stn me permission`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PermissionArgs {
    /// What the candidate permits: what may be asked, of whom, for what; at most 400 bytes
    #[arg(long)]
    text: String,
    /// The day on which they gave it, such as 2026-11-20; today if you don't say
    #[arg(long, value_name = "DAY")]
    given_on: Option<String>,
}

/// Writes the permission.
pub(super) async fn run(session: &Session, args: PermissionArgs) -> anyhow::Result<Told> {
    expect_at_most("the permission", &args.text, PERMISSION_TEXT)?;
    let given_on = args.given_on.as_deref().map(read_day).transpose()?.unwrap_or_else(clock::now);
    let me: MeView = session.look(&MemberLook::Me).await?;
    let permission = write_permission(&mut OsStreams, &args.text, given_on)?;
    let file = PermissionFile { asking: me.org, asking_name: me.org_name, permission };
    let notes = vec![
        "Keep this as a file. The candidate may sign it with `stn permission sign FILE`; \
         unsigned, it is your statement, and is shown as such."
            .to_owned(),
    ];
    Ok(Told::json(&file)?.line(serde_json::to_string_pretty(&file)?).notes(notes))
}
