//! `stn me ask`, `asks`, `withdraw` and `offers`: a question, where it stands, and the paths offered to it.

use std::collections::BTreeSet;

use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AskState, AskView, MeView, MemberLook, OfferView};
use stn_protocol::id;
use stn_protocol::limits::QUERY_LIFE_MAX;
use stn_protocol::message::Kind;
use stn_protocol::trust::Handle;

use crate::cli::Usage;
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, KindWord, Lasting};
use crate::clock;

/// `stn me ask`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AskArgs {
    /// What you ask for
    #[arg(long, value_enum, default_value = "introduction")]
    kind: KindWord,
    /// Whom it is about: a mail address, phone number, profile, ORCID iD or organisation's domain;
    /// up to four of the same person
    #[arg(long = "for", value_name = "HANDLE", required = true)]
    handles: Vec<String>,
    /// How long to look, such as 7d; your organisation's usual time if you don't say
    #[arg(long, value_name = "TIME")]
    until: Option<Lasting>,
    /// Ask afresh when your organisation reaches further, for so long, such as 180d; a year at most
    #[arg(long, value_name = "TIME")]
    keep_looking: Option<Lasting>,
}

/// Names an ask.
#[derive(Debug, Args)]
pub(in crate::cli) struct AskId {
    /// The ask, by its first digits
    ask: String,
}

/// Asks.
pub(super) async fn run(session: &Session, args: AskArgs) -> anyhow::Result<Told> {
    if args.handles.len() > 4 {
        bail!(Usage("an ask takes one to four handles of one person; give each with --for"));
    }
    if args.kind == KindWord::Opportunity {
        bail!(Usage("opportunities can't be asked yet; nothing was sent"));
    }
    let me: MeView = session.look(&MemberLook::Me).await?;
    let life = args.until.map_or(me.query_life, |until| until.0);
    if life > QUERY_LIFE_MAX {
        bail!("an ask may look for 14 days at most; nothing was sent");
    }
    let handles: Result<Vec<Handle>, _> = args.handles.iter().map(|text| Handle::parse(text, me.country)).collect();
    let handles = handles.map_err(|error| anyhow!("{error}; nothing was sent"))?;
    let kind: Kind = args.kind.into();
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    if let Some(open) = open_already(&asks, kind, &handles) {
        // Perhaps an earlier command whose answer was lost: asked twice, people would be disturbed twice.
        return Ok(Told::json(json!({ "ask": open.ask, "kind": kind, "until": open.until }))?
            .line(format!("You asked this already ({}), until {}.", short(open.ask), words::moment(open.until)))
            .line(format!(
                "See what came with `stn me offers {id}`, end it with `stn me withdraw {id}`.",
                id = short(open.ask)
            )));
    }
    let (ask, until) = (id::AskId::from_bytes(clock::random()), clock::now().plus(life));
    let keep_looking_until = args.keep_looking.map(|lasting| clock::now().plus(lasting.0));
    let attributes = Vec::new();
    session.act(&MemberCommand::Ask { ask, kind, handles, until, attributes, keep_looking_until }).await?;
    Ok(Told::json(json!({ "ask": ask, "kind": kind, "until": until, "keep_looking_until": keep_looking_until }))?
        .line(format!("Asked for {} ({}), until {}.", words::kind(kind), short(ask), words::moment(until)))
        .lines(keep_looking_until.map(|last| {
            format!(
                "Asked afresh until {}, weekly at most, when your organisation reaches further.",
                words::moment(last)
            )
        }))
        .line(format!("See what comes with `stn me offers {}`.", short(ask))))
}

/// The open ask that is about the same person and for the same thing.
fn open_already<'a>(asks: &'a [AskView], kind: Kind, handles: &[Handle]) -> Option<&'a AskView> {
    let wanted: BTreeSet<&Handle> = handles.iter().collect();
    let is_same = |one: &&AskView| one.kind == kind && one.handles.iter().collect::<BTreeSet<_>>() == wanted;
    asks.iter().filter(|one| one.state != AskState::Closed && one.until > clock::now()).find(is_same)
}

/// Lists what the member asked.
pub(super) async fn list(session: &Session) -> anyhow::Result<Told> {
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    let line = |one: &AskView| {
        let handles: Vec<_> = one.handles.iter().map(|handle| one_line(handle.canonical())).collect();
        let state = serde_json::to_value(one.state).unwrap_or_default();
        let state = state.as_str().unwrap_or_default().replace('-', " ");
        let (kind, until) = (words::kind(one.kind), words::moment(one.until));
        let again = if one.keeps_looking { ", keeps looking" } else { "" };
        format!(
            "  {}  {kind}, {}: {state}, {} paths, until {until}{again}",
            short(one.ask),
            handles.join(", "),
            one.offers
        )
    };
    Ok(Told::json(&asks)?.line(format!("{} asked", asks.len())).lines(asks.iter().map(line)))
}

/// Ends an ask.
pub(super) async fn withdraw(session: &Session, args: AskId) -> anyhow::Result<Told> {
    let ask = named(session, &args.ask).await?.ask;
    session.act(&MemberCommand::CloseAsk { ask }).await?;
    Ok(Told::json(json!({ "closed": ask }))?.line(format!("Ask {}… is over, its requests are withdrawn.", short(ask))))
}

/// Lists the paths offered to an ask.
pub(super) async fn offers(session: &Session, args: AskId) -> anyhow::Result<Told> {
    let ask = named(session, &args.ask).await?.ask;
    let offers: Vec<OfferView> = session.look(&MemberLook::Offers { ask }).await?;
    let told = Told::json(&offers)?.line(format!("{} paths", offers.len())).lines(offers.iter().flat_map(lines));
    Ok(if offers.is_empty() {
        told.line("Nothing has come so far. That may mean that nobody knows the person, or that nobody has said yes.")
    } else {
        told.line("Send a request with `stn me request OFFER --note TEXT --letter FILE`.")
    })
}

fn lines(one: &OfferView) -> Vec<String> {
    let used = if one.used { ", a request went along it" } else { "" };
    let (floor, until) = (words::strength(one.floor), words::moment(one.expires));
    let mut lines = vec![format!("  {}  {} steps, at least {floor}, until {until}{used}", short(one.offer), one.hops)];
    if !one.blurb.is_empty() {
        lines.push(format!("      “{}”", one_line(&one.blurb)));
    }
    lines
}

async fn named(session: &Session, given: &str) -> anyhow::Result<AskView> {
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    Ok(pick("ask", given, asks, |one| one.ask)?)
}
