//! `stn me ask`, `asks`, `withdraw` and `offers`: a question, where it stands, and the paths offered to it.

mod about;

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AskState, AskView, MeView, MemberLook, OfferView};
use stn_protocol::id::{self, OrgId};
use stn_protocol::limits::{HANDLES_PER_ASK, QUERY_LIFE_MAX, RETENTION, RETENTION_MAX};
use stn_protocol::local::AppraisalTerms;
use stn_protocol::message::{Attribute, Kind};
use stn_protocol::time::Timestamp;
use stn_protocol::trust::{CountryCode, Handle, HandleType};

use super::outcome;
use crate::cli::Usage;
use crate::cli::kinds;
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
    /// Whom it is about: a mail address, phone number, profile, ORCID iD, `Name at Organisation`, or an
    /// organisation's domain; up to four of the same person or organisation
    #[arg(long = "for", value_name = "HANDLE", required_unless_present = "about")]
    handles: Vec<String>,
    /// What they have, such as topic=water,region=KE,role=director,org=example.org; every organisation the question
    /// reaches can read it
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    about: Vec<String>,
    /// Send what others can read without asking you once more
    #[arg(long)]
    yes: bool,
    /// How long to look, such as 7d; your organisation's usual time if you don't say
    #[arg(long, value_name = "TIME")]
    until: Option<Lasting>,
    /// Keep away from an organisation, by its domain; up to eight. Of an appraisal: the candidate's employer
    #[arg(long, value_name = "DOMAIN")]
    avoid: Vec<String>,
    /// Of an appraisal: the candidate has no employer at present
    #[arg(long, conflicts_with = "avoid")]
    no_employer: bool,
    /// Of an appraisal: the candidate's permission, from `stn me permission`, signed by them or not
    #[arg(long, value_name = "FILE")]
    permission: Option<PathBuf>,
    /// Of an appraisal: how long letters and answers are kept, such as 90d, which is usual; a year at most
    #[arg(long, value_name = "TIME")]
    retain: Option<Lasting>,
    /// Ask afresh when your organisation reaches further, for so long, such as 180d; a year at most
    #[arg(long, value_name = "TIME")]
    keep_looking: Option<Lasting>,
}

/// Names an ask.
#[derive(Debug, Args)]
pub(in crate::cli) struct AskId {
    /// The ask or alert, by its first digits
    ask: String,
}

/// Asks.
pub(super) async fn run(session: &mut Session, args: AskArgs) -> anyhow::Result<Told> {
    if args.handles.len() > 4 {
        bail!(Usage("an ask takes one to four handles of one person; give each with --for"));
    }
    if args.kind == KindWord::Opportunity {
        bail!(Usage("an opportunity is not searched for, it is passed on: use `stn me alert`; nothing was sent"));
    }
    expect_fitting(&args)?;
    let me: MeView = session.look(&MemberLook::Me).await?;
    let life = args.until.map_or(me.query_life, |until| until.0);
    if life > QUERY_LIFE_MAX {
        bail!("an ask may look for 14 days at most; nothing was sent");
    }
    let handles = sought(&args.handles, me.country)?;
    let attributes = about::read(&args.about)?;
    let kind: Kind = args.kind.into();
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    if let Some(open) = open_already(&asks, kind, &handles, &attributes) {
        // Perhaps an earlier command whose answer was lost: asked twice, people would be disturbed twice.
        return Ok(Told::json(json!({ "ask": open.ask, "kind": kind, "until": open.until }))?
            .line(format!("You asked this already ({}), until {}.", short(open.ask), words::moment(open.until)))
            .line(format!(
                "See what came with `stn me offers {id}`, end it with `stn me withdraw {id}`.",
                id = short(open.ask)
            )));
    }
    if !attributes.is_empty() && !about::agreed(&about::sentence(&attributes, !handles.is_empty()), args.yes)? {
        return Ok(Told::json(json!({ "sent": false }))?.line("Nothing was sent."));
    }
    let (ask, until) = (id::AskId::from_bytes(clock::random()), clock::now().plus(life));
    let keep_looking_until = args.keep_looking.map(|lasting| clock::now().plus(lasting.0));
    let avoid = read_avoid(&args.avoid)?;
    let terms = read_terms(&args, me.org)?;
    if let Some(terms) = &terms {
        session.make(|device, _| device.keep_terms(ask, terms, clock::now()))?;
    }
    let retain_until = terms.as_ref().map(|terms| terms.retain_until);
    let terms = terms.map(Box::new);
    let named_in_clear = attributes.len();
    let command = MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until };
    session.act(&command).await?;
    let deleted = retain_until.map(|at| format!("Everything about it is deleted on {}.", words::day(at)));
    let again = keep_looking_until.map(|last| {
        format!("Asked afresh until {}, weekly at most, when your organisation reaches further.", words::moment(last))
    });
    Ok(Told::json(json!({
        "ask": ask, "kind": kind, "until": until, "retain_until": retain_until, "keep_looking_until": keep_looking_until,
    }))?
        .line(format!("Asked for {} ({}), until {}.", words::kind(kind), short(ask), words::moment(until)))
        .lines(again)
        .lines(deleted)
        .lines(kinds::who_sees_what(kind, named_in_clear))
        .line(format!("See what comes with `stn me offers {}`.", short(ask))))
}

/// The handles of whom is sought, as many as travel: each text's first before what else it stands for.
fn sought(texts: &[String], country: Option<CountryCode>) -> anyhow::Result<Vec<Handle>> {
    let read: Result<Vec<Vec<Handle>>, _> = texts.iter().map(|text| Handle::parse_all(text, country)).collect();
    let read = read.map_err(|error| anyhow!("{error}; nothing was sent"))?;
    let mut handles: Vec<Handle> = Vec::new();
    for place in 0..HANDLES_PER_ASK {
        for handle in read.iter().filter_map(|all| all.get(place)) {
            if handles.len() < HANDLES_PER_ASK && !handles.contains(handle) {
                handles.push(handle.clone());
            }
        }
    }
    Ok(handles)
}

/// Refuses what does not belong together.
fn expect_fitting(args: &AskArgs) -> anyhow::Result<()> {
    if args.kind != KindWord::Appraisal {
        if args.permission.is_some() || args.retain.is_some() || args.no_employer {
            bail!(Usage("--permission, --retain and --no-employer belong to an appraisal; nothing was sent"));
        }
        return Ok(());
    }
    if !args.about.is_empty() {
        bail!(Usage("an appraisal names the candidate with --for and takes no --about; nothing was sent"));
    }
    if args.avoid.is_empty() && !args.no_employer {
        bail!(Usage(
            "who does the candidate work for at present? Keep their employer out of it with --avoid DOMAIN, \
             or say --no-employer; nothing was sent"
        ));
    }
    Ok(())
}

fn read_avoid(domains: &[String]) -> anyhow::Result<Vec<Handle>> {
    let read = |text: &String| Handle::of_type(HandleType::Org, text, None);
    let domains: Result<Vec<Handle>, _> = domains.iter().map(read).collect();
    domains.map_err(|error| anyhow!("--avoid: {error}; nothing was sent"))
}

/// The terms of an appraisal; none for any other kind.
fn read_terms(args: &AskArgs, own: OrgId) -> anyhow::Result<Option<AppraisalTerms>> {
    if args.kind != KindWord::Appraisal {
        return Ok(None);
    }
    let keep = args.retain.map_or(RETENTION, |retain| retain.0);
    if keep > RETENTION_MAX {
        bail!("an appraisal may be kept for a year at most; nothing was sent");
    }
    let file = args.permission.as_deref().map(kinds::read_permission).transpose()?;
    if file.as_ref().is_some_and(|file| file.asking != own) {
        bail!("this permission is for another organisation to ask; nothing was sent; have one written for yours");
    }
    let retain_until = Timestamp::from_secs(clock::now().plus(keep).as_secs());
    Ok(Some(AppraisalTerms { permission: file.map(|file| file.permission), retain_until }))
}

/// The open ask that is about the same person and for the same thing.
fn open_already<'a>(
    asks: &'a [AskView],
    kind: Kind,
    handles: &[Handle],
    attributes: &[Attribute],
) -> Option<&'a AskView> {
    let wanted: BTreeSet<&Handle> = handles.iter().collect();
    let is_same = |one: &&AskView| {
        one.kind == kind
            && one.handles.iter().collect::<BTreeSet<_>>() == wanted
            && one.attributes.len() == attributes.len()
            && one.attributes.iter().all(|attribute| attributes.contains(attribute))
    };
    asks.iter().filter(|one| one.state != AskState::Closed && one.until > clock::now()).find(is_same)
}

/// Lists what the member asked.
pub(super) async fn list(session: &Session) -> anyhow::Result<Told> {
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    let line = |one: &AskView| {
        let mut sought: Vec<_> = one.handles.iter().map(|handle| one_line(handle.canonical())).collect();
        if !one.attributes.is_empty() {
            sought.push(about::told(&one.attributes));
        }
        let state = serde_json::to_value(one.state).unwrap_or_default();
        let state = state.as_str().unwrap_or_default().replace('-', " ");
        let (kind, until) = (words::kind(one.kind), words::moment(one.until));
        let deleted = one.retain_until.map(|at| format!(", deleted on {}", words::day(at))).unwrap_or_default();
        let again = if one.keeps_looking { ", keeps looking" } else { "" };
        let (id, handles) = (short(one.ask), sought.join(", "));
        let paths = words::counted(one.offers, "path", "paths");
        let said = format!("  {id}  {kind}, {handles}: {state}, {paths}, until {until}{again}{deleted}");
        let led_to = outcome::opened(session.device(), one).map(|text| format!("      led to: {}", one_line(&text)));
        std::iter::once(said).chain(led_to)
    };
    Ok(Told::json(&asks)?.line(format!("{} asked", asks.len())).lines(asks.iter().flat_map(line)))
}

/// Ends an ask.
pub(super) async fn withdraw(session: &Session, args: AskId) -> anyhow::Result<Told> {
    if let Some(told) = super::alert::withdraw(session, &args.ask).await? {
        return Ok(told);
    }
    let ask = named(session, &args.ask).await?.ask;
    session.act(&MemberCommand::CloseAsk { ask }).await?;
    Ok(Told::json(json!({ "closed": ask }))?.line(format!("Ask {}… is over, its requests are withdrawn.", short(ask))))
}

/// Lists the paths offered to an ask.
pub(super) async fn offers(session: &Session, args: AskId) -> anyhow::Result<Told> {
    let ask = named(session, &args.ask).await?.ask;
    let offers: Vec<OfferView> = session.look(&MemberLook::Offers { ask }).await?;
    let told = Told::json(&offers)?.line(words::counted(offers.len(), "path", "paths")).lines(all_lines(&offers));
    Ok(if offers.is_empty() {
        told.line("Nothing has come so far. That may mean that nobody knows the person, or that nobody has said yes.")
    } else {
        let first: Vec<String> = offers.iter().filter(|one| !one.used).take(3).map(|one| short(one.offer)).collect();
        told.line("Send a request with `stn me request OFFER --note TEXT --letter FILE`; with several offers they are")
            .line(format!("tried one after another, each in its time: `stn me request {}`.", first.join(" ")))
    })
}

/// Each path, and whether one before it leads to the same person.
fn all_lines(offers: &[OfferView]) -> Vec<String> {
    let mut told = Vec::new();
    for (at, one) in offers.iter().enumerate() {
        told.extend(lines(one));
        if let Some(same) = offers[..at].iter().find(|before| before.letter_key == one.letter_key) {
            told.push(format!(
                "      another way to the person of {}, for when that one stays silent",
                short(same.offer)
            ));
        }
    }
    told
}

fn lines(one: &OfferView) -> Vec<String> {
    let used = match one.held_until {
        Some(leaves) => format!(", a request waits to go along it at {}", words::moment(leaves)),
        None if one.used => ", a request went along it".to_owned(),
        None => String::new(),
    };
    let (floor, until) = (words::strength(one.floor), words::moment(one.expires));
    let mut lines = vec![format!("  {}  {} steps, at least {floor}, until {until}{used}", short(one.offer), one.hops)];
    if !one.blurb.is_empty() {
        lines.push(format!("      “{}”", one_line(&one.blurb)));
    }
    lines
}

pub(super) async fn named(session: &Session, given: &str) -> anyhow::Result<AskView> {
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    Ok(pick("ask", given, asks, |one| one.ask)?)
}
