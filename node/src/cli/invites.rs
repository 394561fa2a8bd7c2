//! Links and tokens that were given and not taken up: how `stn member` and `stn peer` list them and take one back.

use serde_json::json;
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{AdminLook, InviteView, Invited};

use super::admin::Admin;
use super::prefix::pick;
use super::told::{Told, one_line, short};
use super::words;

/// A line for each that is open, of links for people or of tokens for organisations.
pub(super) async fn lines(admin: &Admin, what: &'static str) -> anyhow::Result<Vec<String>> {
    let line = |one: InviteView| {
        let whom = match &one.whom {
            Invited::Member { name } => format!(" for {}", one_line(name)),
            Invited::Organisation => String::new(),
        };
        format!("  {}  {what}{whom}, not taken up, until {}", short(one.invite), words::moment(one.expires))
    };
    Ok(open(admin, what).await?.into_iter().map(line).collect())
}

/// Takes one back.
pub(super) async fn withdraw(admin: &Admin, what: &'static str, given: &str) -> anyhow::Result<Told> {
    let found = pick(what, given, open(admin, what).await?, |one| one.invite)?;
    admin.act(&AdminCommand::WithdrawInvite { invite: found.invite }).await?;
    Ok(Told::json(json!({ "withdrawn": found.invite }))?
        .line(format!("Taken back: whoever has this {what} is a stranger to your node.")))
}

async fn open(admin: &Admin, what: &'static str) -> anyhow::Result<Vec<InviteView>> {
    let all: Vec<InviteView> = admin.look(AdminLook::Invites).await?;
    Ok(all.into_iter().filter(|one| (one.whom == Invited::Organisation) == (what == "token")).collect())
}
