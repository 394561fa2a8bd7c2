//! `stn me erase`: ends the membership, has the node forget everything of the member, and removes the key file.

use anyhow::anyhow;
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{MeView, MemberLook};

use crate::cli::confirm;
use crate::cli::door::DoorError;
use crate::cli::session::{KeysArg, Session};
use crate::cli::told::{Told, one_line};

/// `stn me erase`.
#[derive(Debug, Args)]
pub(in crate::cli) struct EraseArgs {
    /// Don't ask for the organisation's name
    #[arg(long)]
    yes: bool,
}

/// Erases it all.
pub(super) async fn run(keys: &KeysArg, args: &EraseArgs) -> anyhow::Result<Told> {
    let path = keys.path()?;
    let session = Session::open(keys).await.map_err(|error| explain(error, &path))?;
    let me: MeView = session.look(&MemberLook::Me).await?;
    let what =
        "This ends your membership, has your node forget everything of you, ends your bridges and removes your keys.";
    confirm::by_name(&me.org_name, what, args.yes.into())?;
    session.act(&MemberCommand::EraseMe).await?;
    session.forget_keys()?;
    Ok(Told::json(json!({ "erased": me.member, "keys": path }))?
        .line(format!("You are no member of {} any more, and its node holds nothing of you.", one_line(&me.org_name)))
        .line("Requests you had passed on stay until their date. Partners you had bridges to were told that your")
        .line("certificate has ended. Backups the admin made before still hold what you had: ask for their deletion."))
}

/// A node that was told before, and whose answer was lost, knows the keys no more.
fn explain(error: anyhow::Error, path: &std::path::Path) -> anyhow::Error {
    match error.downcast_ref::<DoorError>().and_then(DoorError::code) {
        Some("stranger") => anyhow!(
            "{error}; if you have erased yourself before, the node has forgotten you, and only your key file is left: remove {}",
            path.display()
        ),
        _ => error,
    }
}
