//! `stn me limits`, `mute`, `unmute`, `no-go` and `snooze`: what the member lets come before them, and when.
//!
//! All of it happens on the own node; whoever asked sees what they would see if nobody were known.

mod parse;

use anyhow::bail;
use clap::{Args, Subcommand};
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{ItemView, LimitsView, MemberLook, Waiting};
use stn_protocol::id::{ItemId, OrgId};
use stn_protocol::local::insight::PartnerView;
use stn_protocol::message::RequestCore;
use stn_protocol::policy::{ConnectorLimits, Mute, Muted};
use stn_protocol::time::Span;
use stn_protocol::wire::payload::Payload as _;

use self::parse::{Batch, Cap, CoolDown, Offset, Quiet};
use super::who;
use crate::cli::Usage;
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, KindWord, Lasting};
use crate::clock;

/// `stn me limits`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LimitsArgs {
    /// New matters in 30 days at most, or `none`
    #[arg(long, value_name = "NUMBER")]
    per_month: Option<Cap>,
    /// When nothing comes, such as 20:00-07:00, or `none`
    #[arg(long, value_name = "FROM-TO")]
    quiet: Option<Quiet>,
    /// The one day things come on, such as mon or tue@14 for 14 o'clock, or `none`
    #[arg(long, value_name = "DAY")]
    batch_day: Option<Batch>,
    /// How long after a no nothing more of that organisation about the same comes, such as 90d, or `none`
    #[arg(long, value_name = "TIME")]
    cool_down: Option<CoolDown>,
    /// How far your clock is ahead of UTC, such as +02:00 or -05:30
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    utc_offset: Option<Offset>,
}

/// `stn me mute` and `stn me unmute`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MuteCommand {
    /// What an organisation asks
    Org {
        /// The organisation: part of its name, or the digits of its key
        org: String,
        #[command(flatten)]
        until: UntilArg,
    },
    /// What is asked about somebody I know
    Contact {
        /// A person: part of the name, or the number from `stn me people`
        who: String,
        #[command(flatten)]
        until: UntilArg,
    },
    /// What is asked for this
    Kind {
        /// What for
        kind: KindWord,
        #[command(flatten)]
        until: UntilArg,
    },
}

/// How long.
#[derive(Debug, Args)]
pub(in crate::cli) struct UntilArg {
    /// For how long, such as 30d; without it for good
    #[arg(long, value_name = "TIME")]
    until: Option<Lasting>,
}

/// `stn me no-go`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NoGoCommand {
    /// Do nothing for an organisation from now on
    Add {
        /// The organisation: part of its name, or the digits of its key
        org: String,
    },
    /// Take an organisation off the list
    Remove {
        /// The organisation: part of its name, or the digits of its key
        org: String,
    },
    /// Organisations I do nothing for
    List,
}

/// `stn me snooze`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SnoozeArgs {
    /// The item, by its first digits
    item: String,
    /// For how long, such as 3d or 4h
    #[arg(long, value_name = "TIME")]
    until: Lasting,
}

/// Shows or changes the limits.
pub(super) async fn run(session: &Session, args: LimitsArgs) -> anyhow::Result<Told> {
    let view: LimitsView = session.look(&MemberLook::Limits).await?;
    let changed = over(view.limits.clone(), &args);
    if args.needs_clock() && changed.hours.utc_offset == 0 && args.utc_offset.is_none() {
        bail!(Usage("say how far your clock is ahead of UTC with --utc-offset, such as +02:00; nothing was changed"));
    }
    if changed != view.limits {
        set(session, &changed).await?;
    }
    let names = Names::of(session).await?;
    let view = LimitsView { limits: changed, ..view };
    Ok(Told::json(&view)?.lines(told(&view, &names)))
}

/// Leaves something alone.
pub(super) async fn mute(session: &Session, command: MuteCommand) -> anyhow::Result<Told> {
    let (what, name, lasting) = meant(session, &command).await?;
    let until = lasting.map(|lasting| clock::now().plus(lasting.0));
    let mut limits = limits(session).await?;
    limits.mutes.retain(|mute| mute.what != what);
    limits.mutes.push(Mute { what, until });
    set(session, &limits).await?;
    let ends = until.map_or_else(String::new, |until| format!(" until {}", words::moment(until)));
    Ok(Told::json(json!({ "muted": what, "until": until }))?
        .line(format!("Muted: {name}{ends}. Nobody learns of it; what waits already stays.")))
}

/// Leaves it alone no more.
pub(super) async fn unmute(session: &Session, command: MuteCommand) -> anyhow::Result<Told> {
    let (what, name, _) = meant(session, &command).await?;
    let mut limits = limits(session).await?;
    let before = limits.mutes.len();
    limits.mutes.retain(|mute| mute.what != what);
    if limits.mutes.len() == before {
        bail!("that was not muted; nothing was changed; see `stn me limits`");
    }
    set(session, &limits).await?;
    Ok(Told::json(json!({ "unmuted": what }))?.line(format!("{name} may come before you again.")))
}

/// Changes or shows the no-go list.
pub(super) async fn no_go(session: &Session, command: NoGoCommand) -> anyhow::Result<Told> {
    let names = Names::of(session).await?;
    let mut limits = limits(session).await?;
    let (org, told) = match command {
        NoGoCommand::List => {
            let listed = limits.no_go.iter().map(|org| format!("  {}", names.org(org)));
            return Ok(Told::json(&limits.no_go)?
                .line(words::counted(limits.no_go.len(), "organisation", "organisations"))
                .lines(listed));
        }
        NoGoCommand::Add { org } => {
            let org = names.named(&org)?;
            limits.no_go.insert(org);
            (org, format!("{}: nothing of theirs comes before you. Nobody learns of it.", names.org(&org)))
        }
        NoGoCommand::Remove { org } => {
            let org = names.named(&org)?;
            if !limits.no_go.remove(&org) {
                bail!("that organisation is not on your list; nothing was changed; see `stn me no-go list`");
            }
            (org, format!("{} is off the list.", names.org(&org)))
        }
    };
    set(session, &limits).await?;
    Ok(Told::json(json!({ "org": org, "no_go": limits.no_go }))?.line(told))
}

/// Puts something off.
pub(super) async fn snooze(session: &Session, args: SnoozeArgs) -> anyhow::Result<Told> {
    let items: Vec<ItemView> = session.look(&MemberLook::Inbox).await?;
    let view: LimitsView = session.look(&MemberLook::Limits).await?;
    let all = items.iter().map(|one| one.item).chain(view.later.iter().map(|one| one.item));
    let item: ItemId = pick("item", &args.item, all, |one| *one)?;
    let until = clock::now().plus(args.until.0);
    session.act(&MemberCommand::Snooze { item, until }).await?;
    Ok(Told::json(json!({ "snoozed": item, "until": until }))?.line(format!(
        "{}… shows again on {}. Nobody learns of it.",
        short(item),
        words::moment(until)
    )))
}

impl LimitsArgs {
    /// Whether hours are set, which need the member's clock.
    fn needs_clock(&self) -> bool {
        matches!(self.quiet, Some(Quiet(Some(_)))) || matches!(self.batch_day, Some(Batch(Some(_))))
    }
}

fn over(mut limits: ConnectorLimits, args: &LimitsArgs) -> ConnectorLimits {
    if let Some(Cap(cap)) = args.per_month {
        limits.per_month = cap;
    }
    if let Some(Quiet(quiet)) = args.quiet {
        limits.hours.quiet = quiet;
    }
    if let Some(Batch(batch)) = args.batch_day {
        limits.hours.batch = batch;
    }
    if let Some(CoolDown(span)) = args.cool_down {
        limits.cool_down = span;
    }
    if let Some(Offset(minutes)) = args.utc_offset {
        limits.hours.utc_offset = minutes;
    }
    limits
}

fn told(view: &LimitsView, names: &Names) -> Vec<String> {
    let limits = &view.limits;
    let cap = limits.per_month.map_or_else(|| "no cap".to_owned(), |cap| format!("at most {cap}"));
    let mut lines = vec![
        format!("new matters in 30 days: {cap}; {} came", view.of_month),
        format!("quiet hours: {}", Quiet(limits.hours.quiet)),
        format!("batch day: {}", Batch(limits.hours.batch)),
        format!("your clock: UTC{}", Offset(limits.hours.utc_offset)),
        format!("after a no: {}", CoolDown(limits.cool_down)),
    ];
    lines.extend(limits.no_go.iter().map(|org| format!("no-go: {}", names.org(org))));
    for Mute { what, until } in &limits.mutes {
        let ends = until.map_or_else(String::new, |until| format!(", until {}", words::moment(until)));
        lines.push(format!("muted: {}{ends}", names.muted(*what)));
    }
    lines.extend(
        view.later.iter().map(|one| format!("put off: {}, until {}", short(one.item), words::moment(one.from))),
    );
    lines
}

async fn limits(session: &Session) -> anyhow::Result<ConnectorLimits> {
    let view: LimitsView = session.look(&MemberLook::Limits).await?;
    Ok(view.limits)
}

async fn set(session: &Session, limits: &ConnectorLimits) -> anyhow::Result<()> {
    session.act(&MemberCommand::SetLimits { limits: Box::new(limits.clone()) }).await?;
    Ok(())
}

async fn meant<'a>(
    session: &Session,
    command: &'a MuteCommand,
) -> anyhow::Result<(Muted, String, Option<&'a Lasting>)> {
    Ok(match command {
        MuteCommand::Org { org, until } => {
            let names = Names::of(session).await?;
            let org = names.named(org)?;
            (Muted::Org(org), names.org(&org), until.until.as_ref())
        }
        MuteCommand::Contact { who, until } => {
            let contact = who::contact(session, who).await?;
            (
                Muted::Contact(contact.contact),
                format!("questions about {}", one_line(&contact.name)),
                until.until.as_ref(),
            )
        }
        MuteCommand::Kind { kind, until } => {
            let kind = (*kind).into();
            (Muted::Kind(kind), format!("questions for {}", words::kind(kind)), until.until.as_ref())
        }
    })
}

/// Organisations the member may mean: partners, those whose questions wait, and those in the limits.
struct Names(Vec<(OrgId, String)>);

impl Names {
    async fn of(session: &Session) -> anyhow::Result<Self> {
        let partners: Vec<PartnerView> = session.look(&MemberLook::Partners).await?;
        let items: Vec<ItemView> = session.look(&MemberLook::Inbox).await?;
        let limits = limits(session).await?;
        let mut names: Vec<_> = partners.into_iter().map(|one| (one.org, one.name)).collect();
        let asking = items.into_iter().filter_map(|item| match item.waiting {
            Waiting::Prompt { origin, origin_name, .. } => Some((origin, origin_name)),
            Waiting::Knock { org, org_name, .. } => Some((org, org_name)),
            Waiting::Hop { .. } | Waiting::Letter { .. } => None,
            Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } => None,
            Waiting::Alert { alert } => {
                let core = RequestCore::from_bytes(&alert.request.core.payload).ok()?;
                Some((core.origin, alert.request.origin_name))
            }
        });
        names.extend(asking);
        let muted = limits.mutes.iter().filter_map(|mute| match mute.what {
            Muted::Org(org) => Some(org),
            Muted::Contact(_) | Muted::Kind(_) => None,
        });
        names.extend(limits.no_go.iter().copied().chain(muted).map(|org| (org, String::new())));
        Ok(Self::known(names))
    }

    fn known(all: Vec<(OrgId, String)>) -> Self {
        let mut names: Vec<(OrgId, String)> = Vec::new();
        for (org, name) in all {
            if names.iter().all(|(known, _)| *known != org) {
                names.push((org, name));
            }
        }
        Self(names)
    }

    /// The organisation that is meant: by part of its name, by digits, or by the whole key.
    fn named(&self, given: &str) -> anyhow::Result<OrgId> {
        if let Ok(org) = given.trim().parse() {
            return Ok(org);
        }
        let wanted = given.trim().to_lowercase();
        let by_name: Vec<_> = self.0.iter().filter(|(_, name)| name.to_lowercase().contains(&wanted)).collect();
        match by_name.as_slice() {
            [(org, _)] if !wanted.is_empty() => Ok(*org),
            [_, _, ..] if !wanted.is_empty() => {
                bail!("several organisations have that in their name; nothing was changed; give digits of the key")
            }
            _ => Ok(pick("organisation", given, &self.0, |(org, _)| *org)?.0),
        }
    }

    fn org(&self, org: &OrgId) -> String {
        let name = self.0.iter().find(|(known, _)| known == org).map_or("", |(_, name)| name);
        words::org(name, *org)
    }

    fn muted(&self, what: Muted) -> String {
        match what {
            Muted::Org(org) => self.org(&org),
            Muted::Contact(contact) => format!("questions about #{contact}"),
            Muted::Kind(kind) => format!("questions for {}", words::kind(kind)),
        }
    }
}

/// The span of no cool-down at all.
const NONE: Span = Span::secs(0);

#[cfg(test)]
mod tests;
