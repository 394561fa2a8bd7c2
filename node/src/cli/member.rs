//! `stn member`: invites people to become members, lists them, ends a membership.

use anyhow::bail;
use clap::{Args, Subcommand};
use serde_json::json;
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{AdminLook, MemberView};
use stn_protocol::invitation::MemberLink;
use stn_protocol::limits::INVITE_LIFE_MAX;

use super::admin::{Admin, DataArg};
use super::invites;
use super::prefix::pick;
use super::told::{Told, one_line, short};
use super::words::{self, Lasting};
use crate::clock;

/// `stn member`.
#[derive(Debug, Args)]
pub(super) struct MemberArgs {
    #[command(flatten)]
    data: DataArg,
    #[command(subcommand)]
    command: MemberCommand,
}

#[derive(Debug, Subcommand)]
enum MemberCommand {
    /// Make a link that lets one person become a member
    Invite {
        /// How the organisation calls them
        name: String,
        /// How long the link serves
        #[arg(long, value_name = "TIME", default_value = "7d")]
        until: Lasting,
        /// Where they reach the member API, if not at the address it listens on
        #[arg(long, value_name = "URL")]
        api: Option<String>,
    },
    /// List the members, and links that were not taken up
    List,
    /// Take a link back that was not taken up
    Withdraw {
        /// The link, by the first digits of its name in `stn member list`
        link: String,
    },
    /// Let a member in who lost every key and the phrase: two colleagues must vouch
    ReEnrol {
        /// The member, by the first digits of their key
        member: String,
        /// Where they reach the member API, if not at the address it listens on
        #[arg(long, value_name = "URL")]
        api: Option<String>,
        /// Stop it
        #[arg(long)]
        stop: bool,
    },
    /// End a membership
    Remove {
        /// The member, by the first digits of their key
        member: String,
    },
}

/// Runs the command.
pub(super) async fn run(args: MemberArgs) -> anyhow::Result<Told> {
    let admin = Admin::of(&args.data.dir)?;
    match args.command {
        MemberCommand::Invite { name, until, api } => invite(&admin, name, until, api).await,
        MemberCommand::List => list(&admin).await,
        MemberCommand::Withdraw { link } => invites::withdraw(&admin, "link", &link).await,
        MemberCommand::ReEnrol { member, stop: true, .. } => stop(&admin, &member).await,
        MemberCommand::ReEnrol { member, api, stop: false } => re_enrol(&admin, &member, api).await,
        MemberCommand::Remove { member } => remove(&admin, &member).await,
    }
}

async fn invite(admin: &Admin, name: String, until: Lasting, api: Option<String>) -> anyhow::Result<Told> {
    if until.0 > INVITE_LIFE_MAX {
        bail!("a link may serve for 30 days at most; nothing was made");
    }
    let about = admin.about().await?;
    let expires = clock::now().plus(until.0);
    let called = one_line(&name);
    let made = admin.invite(&AdminCommand::InviteMember { name: name.into(), expires }).await?;
    let (api, expires) = (api.unwrap_or(about.api), made.expires);
    let link = MemberLink { org: about.org, api, invite: made.invite, secret: made.secret, expires };
    let page = format!("{}/join#{link}", link.api.trim_end_matches('/'));
    Ok(Told::json(json!({ "link": link.to_string(), "page": page, "expires": expires }))?
        .line(page.clone())
        .line(format!("Give this link to {called} and nobody else; it serves once, until {}.", words::moment(expires)))
        .line("They open it in a browser, or become a member with `stn me join LINK --name NAME`, where LINK is what")
        .line(format!("stands behind `#`: {link}")))
}

async fn list(admin: &Admin) -> anyhow::Result<Told> {
    let members: Vec<MemberView> = admin.look(AdminLook::Members).await?;
    let line = |one: &MemberView| {
        format!("  {}  {}, until {}", short(one.member), one_line(&one.name), words::moment(one.expires))
    };
    let told = Told::json(&members)?.line(words::counted(members.len(), "member", "members"));
    Ok(told.lines(members.iter().map(line)).lines(invites::lines(admin, "link").await?))
}

async fn re_enrol(admin: &Admin, given: &str, api: Option<String>) -> anyhow::Result<Told> {
    let members: Vec<MemberView> = admin.look(AdminLook::Members).await?;
    let found = pick("member", given, members, |one| one.member)?;
    let about = admin.about().await?;
    let made = admin.invite(&AdminCommand::ReEnrolMember { member: found.member }).await?;
    let (api, expires, name) = (api.unwrap_or(about.api), made.expires, one_line(&found.name));
    let link = MemberLink { org: about.org, api, invite: made.invite, secret: made.secret, expires };
    Ok(Told::json(json!({ "link": link.to_string(), "expires": expires }))?
        .line(link.to_string())
        .line(format!("Give this link to {name}, in person if you can; it serves until {}.", words::moment(expires)))
        .line("They run `stn me join LINK --name NAME`; two colleagues compare six words with them: `stn me vouch`.")
        .line("People, ties and profile stay with them. Their bridges end and must be tied anew."))
}

async fn stop(admin: &Admin, given: &str) -> anyhow::Result<Told> {
    let members: Vec<MemberView> = admin.look(AdminLook::Members).await?;
    let found = pick("member", given, members, |one| one.member)?;
    admin.act(&AdminCommand::StopReEnrolment { member: found.member }).await?;
    Ok(Told::json(json!({ "stopped": found.member }))?.line("Stopped; the link serves no more."))
}

async fn remove(admin: &Admin, given: &str) -> anyhow::Result<Told> {
    let members: Vec<MemberView> = admin.look(AdminLook::Members).await?;
    let found = pick("member", given, members, |one| one.member)?;
    admin.act(&AdminCommand::RemoveMember { member: found.member }).await?;
    Ok(Told::json(json!({ "removed": found.member }))?
        .line(format!("{} is no member any more; their devices are refused from now on.", one_line(&found.name))))
}
