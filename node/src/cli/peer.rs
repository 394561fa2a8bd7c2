//! `stn peer`: connects two organisations' nodes. One invites, the other joins, the first confirms.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use serde_json::json;
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{AdminLook, EvaluationView, PeerState, PeerView, ProposalView, SuccessionView};
use stn_protocol::id::{Blob, OrgId};
use stn_protocol::invitation::PeerToken;
use stn_protocol::limits::INVITE_LIFE_MAX;
use stn_protocol::local::insight::WorthInviting;

use super::admin::{Admin, DataArg};
use super::invites;
use super::prefix::pick;
use super::told::{Told, one_line, short};
use super::words::{self, Lasting};
use crate::clock;

/// `stn peer`.
#[derive(Debug, Args)]
pub(super) struct PeerArgs {
    #[command(flatten)]
    data: DataArg,
    #[command(subcommand)]
    command: PeerCommand,
}

#[derive(Debug, Subcommand)]
enum PeerCommand {
    /// Make a token for another organisation's admin
    Invite {
        /// How long the token serves
        #[arg(long, value_name = "TIME", default_value = "7d")]
        until: Lasting,
    },
    /// Take up a token another organisation's admin gave you
    Join {
        /// The token
        token: String,
    },
    /// Confirm an organisation that took up your token, or the new key a connected one announced
    Confirm {
        /// The organisation or its new key, by the first digits
        org: String,
    },
    /// List the connections, and tokens that were not taken up
    List,
    /// Take a token back that was not taken up
    Withdraw {
        /// The token, by the first digits of its name in `stn peer list`
        token: String,
    },
    /// End a connection
    End {
        /// The organisation, by the first digits of its key
        org: String,
    },
    /// Organisations at which at least three members know somebody: counts, no names
    WorthInviting,
    /// Organisations members would stay connected with, once they are connected to mine: counts, no names
    Proposals,
}

/// Runs the command.
pub(super) async fn run(args: PeerArgs) -> anyhow::Result<Told> {
    let admin = Admin::of(&args.data.dir)?;
    match args.command {
        PeerCommand::Invite { until } => invite(&admin, until).await,
        PeerCommand::Join { token } => join(&admin, &token).await,
        PeerCommand::Confirm { org } => confirm(&admin, &org).await,
        PeerCommand::List => list(&admin).await,
        PeerCommand::Withdraw { token } => invites::withdraw(&admin, "token", &token).await,
        PeerCommand::End { org } => end(&admin, &org).await,
        PeerCommand::WorthInviting => worth_inviting(&admin).await,
        PeerCommand::Proposals => proposals(&admin).await,
    }
}

async fn invite(admin: &Admin, until: Lasting) -> anyhow::Result<Told> {
    if until.0 > INVITE_LIFE_MAX {
        bail!("a token may serve for 30 days at most; nothing was made");
    }
    let about = admin.about().await?;
    let expires = clock::now().plus(until.0);
    let made = admin.invite(&AdminCommand::InvitePeer { expires }).await?;
    let (invite, secret, expires) = (made.invite, made.secret, made.expires);
    let token = PeerToken { org: about.org, addrs: about.addrs, invite, secret, expires };
    Ok(Told::json(json!({ "token": token.to_string(), "expires": expires }))?
        .line(token.to_string())
        .line(format!("Give this token to the other admin; it serves once, until {}.", words::moment(expires)))
        .line("When they have taken it up, confirm them with `stn peer confirm ORG`."))
}

async fn join(admin: &Admin, text: &str) -> anyhow::Result<Told> {
    let token: PeerToken = text.parse().map_err(|error| anyhow!("{error}; nothing was sent"))?;
    if token.expires <= clock::now() {
        bail!("this token has expired; nothing was sent; ask the other admin for a new one");
    }
    if token.org == admin.about().await?.org {
        bail!("this token is your own organisation's; nothing was sent; give it to the other organisation's admin");
    }
    let secret = Blob(token.secret.as_bytes().to_vec());
    let command = AdminCommand::JoinPeer { org: token.org, addrs: token.addrs, invite: token.invite, secret };
    admin.act(&command).await?;
    Ok(Told::json(json!({ "org": token.org }))?
        .line(format!("Asked {}… to connect.", short(token.org)))
        .line("Their admin confirms; until then your node asks again from time to time."))
}

async fn confirm(admin: &Admin, given: &str) -> anyhow::Result<Told> {
    let peers: Vec<PeerView> = admin.look(AdminLook::Peers).await?;
    let announced = peers.iter().flat_map(|peer| peer.successions.iter().copied());
    if let Ok(succession) = pick("new key", given, announced, |one| one.new_org) {
        return confirm_key(admin, given, succession).await;
    }
    let org = named(admin, given).await?;
    admin.act(&AdminCommand::ConfirmPeer { org }).await?;
    Ok(Told::json(json!({ "confirmed": org }))?
        .line(format!("Connected to {}…; members can tie bridges from now on.", short(org))))
}

/// The admin has compared the new key with the other admin.
async fn confirm_key(admin: &Admin, given: &str, one: SuccessionView) -> anyhow::Result<Told> {
    if given.trim_end_matches('…').len() < NEW_KEY_DIGITS {
        bail!(
            "name a new key by its first {NEW_KEY_DIGITS} digits at least, as the other admin reads them to you; nothing was confirmed"
        );
    }
    let (old, new, from) = (one.old_org, one.new_org, words::moment(one.effective));
    admin.act(&AdminCommand::ConfirmSuccession { old, new }).await?;
    Ok(Told::json(json!({ "confirmed": new, "instead_of": old, "from": one.effective }))?
        .line(format!(
            "Confirmed: {}… takes the place of {}… on {from}; bridges stay as they are.",
            short(new),
            short(old)
        ))
        .line("If the six words were not the same on the telephone, end the connection now: `stn peer end`."))
}

/// What a partner said of its key.
fn announcement(one: &SuccessionView) -> String {
    let (new, from) = (short(one.new_org), words::moment(one.effective));
    if one.is_confirmed {
        return format!("      changes its key to {new}… on {from}, as you confirmed");
    }
    format!(
        "      announces a new key {new}… from {from}; compare by telephone: {}; then `stn peer confirm {new}`",
        one.words()
    )
}

async fn list(admin: &Admin) -> anyhow::Result<Told> {
    let peers: Vec<PeerView> = admin.look(AdminLook::Peers).await?;
    let line = |one: &PeerView| {
        let state = serde_json::to_value(one.state).unwrap_or_default();
        let state = state.as_str().unwrap_or_default().replace('-', " ");
        let org = words::org(&one.name, one.org);
        format!("  {org}: {state}, {} bridges, {} frames waiting", one.bridges, one.outbox)
    };
    let about = |one: &PeerView| {
        let announced = one.successions.iter().map(announcement);
        [Some(line(one)), quota(one)].into_iter().flatten().chain(announced).collect::<Vec<_>>()
    };
    let lines: Vec<String> = peers.iter().flat_map(about).collect();
    let told = Told::json(&peers)?.line(words::counted(peers.len(), "connection", "connections"));
    Ok(told.lines(lines).lines(invites::lines(admin, "token").await?))
}

/// What was evaluated in this epoch, both ways.
fn quota(one: &PeerView) -> Option<String> {
    let EvaluationView { granted_to_them, used_by_them, used_behind_them, granted_to_us, used_by_us, did_not_fit } =
        one.evaluation;
    if one.state != PeerState::Active {
        return None;
    }
    let vain = match did_not_fit {
        0 => String::new(),
        some => format!("; {some} handles of ours did not fit and can't be matched by them in this epoch"),
    };
    Some(format!(
        "      evaluated this epoch: they used {used_by_them} of {granted_to_them} chunks here ({used_behind_them} behind \
         them), we {used_by_us} of {granted_to_us} there{vain}"
    ))
}

async fn end(admin: &Admin, given: &str) -> anyhow::Result<Told> {
    let org = named(admin, given).await?;
    admin.act(&AdminCommand::EndPeer { org }).await?;
    Ok(Told::json(json!({ "ended": org }))?
        .line(format!("The connection to {}… is over, and with it the bridges across.", short(org))))
}

async fn worth_inviting(admin: &Admin) -> anyhow::Result<Told> {
    let worth: Vec<WorthInviting> = admin.look(AdminLook::WorthInviting).await?;
    let line = |one: &WorthInviting| {
        let peer = if one.is_peer { ", connected already" } else { "" };
        format!("  {}: {} members know somebody there{peer}", one_line(&one.name), one.members)
    };
    let told = Told::json(&worth)?;
    let told = match worth.len() {
        0 => told.line("No organisation at which at least three members who let their ties be counted know somebody."),
        _ => told.lines(worth.iter().map(line)),
    };
    Ok(told.line("Members choose to be counted: `stn me profile --counted yes`. Who knows whom is not shown."))
}

async fn proposals(admin: &Admin) -> anyhow::Result<Told> {
    let proposals: Vec<ProposalView> = admin.look(AdminLook::Proposals).await?;
    let line = |one: &ProposalView| {
        let bridges = words::counted(one.bridges, "bridge waits", "bridges wait");
        let org = words::org(&one.said_name, one.org);
        format!("  {org}, name not verified: {bridges}, until {}", words::moment(one.until))
    };
    let told = Told::json(&proposals)?;
    Ok(if proposals.is_empty() {
        told.line("No member waits for another organisation to be connected.")
    } else {
        told.lines(proposals.iter().map(line)).line(
            "Members met somebody there and both would stay connected. To open it, one admin invites the other with \
             `stn peer invite`; nothing happens by itself.",
        )
    })
}

async fn named(admin: &Admin, given: &str) -> anyhow::Result<OrgId> {
    let peers: Vec<PeerView> = admin.look(AdminLook::Peers).await?;
    Ok(pick("organisation", given, peers, |one| one.org)?.org)
}

/// Digits by which an admin names a new key: enough that nobody hits it by a slip.
const NEW_KEY_DIGITS: usize = 8;
