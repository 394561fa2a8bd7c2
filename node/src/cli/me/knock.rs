//! `stn me knock` and `stn me knocks`: a bridge offered to somebody who may be a member of a connected organisation.

use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::device::KnockDraft;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{KnockState, KnockView, MeView, MemberLook};
use stn_protocol::id::OrgId;
use stn_protocol::limits;
use stn_protocol::local::insight::PartnerView;
use stn_protocol::trust::Handle;

use super::expect_at_most;
use crate::cli::Usage;
use crate::cli::prefix::{is_prefix, pick};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words::{self, Lasting, PolicyFlags, counted};
use crate::clock;

/// `stn me knock`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("where").required(true).args(["at", "everywhere"])))]
pub(in crate::cli) struct KnockArgs {
    /// Whom: a mail address, phone number, profile or ORCID iD; up to four of the same person
    #[arg(required = true, value_name = "HANDLE")]
    handles: Vec<String>,
    /// A connected organisation, by its name or the first digits of its key; give each anew
    #[arg(long, value_name = "PARTNER")]
    at: Vec<String>,
    /// At all organisations yours is connected to
    #[arg(long)]
    everywhere: bool,
    /// Why you knock; only the person you seek reads it, and both nodes on the way (280 bytes)
    #[arg(long, value_name = "TEXT")]
    note: String,
    /// How long it may be answered
    #[arg(long = "until", value_name = "TIME", default_value = "30d")]
    until: Lasting,
    #[command(flatten)]
    policy: PolicyFlags,
}

/// Knocks.
pub(super) async fn run(session: &mut Session, args: KnockArgs) -> anyhow::Result<Told> {
    if args.handles.len() > limits::HANDLES_PER_ASK {
        bail!(Usage("a knock takes one to four handles of one person"));
    }
    if args.until.0 > limits::KNOCK_LIFE {
        bail!("a knock may be answered for 30 days at most; nothing was sent");
    }
    expect_at_most("the note", &args.note, limits::CONNECTOR_NOTE)?;
    let me: MeView = session.look(&MemberLook::Me).await?;
    let handles: Result<Vec<Handle>, _> = args.handles.iter().map(|text| Handle::parse(text, me.country)).collect();
    let handles = handles.map_err(|error| anyhow!("{error}; nothing was sent"))?;
    let at = partners(session, &args.at).await?;
    let expires = clock::now().plus(args.until.0);
    let draft = KnockDraft { handles, at, note: args.note, policy: args.policy.over(Default::default()) };
    let knock = Box::new(session.make(|device, streams| device.knock(streams, draft, expires))?);
    let id = knock.knock;
    session.act(&MemberCommand::Knock { knock }).await?;
    Ok(Told::json(json!({ "knock": id, "expires": expires }))?
        .line(format!("Knock {}… leaves within a day, with the batch that leaves every day.", short(id)))
        .line("It reaches the person only if they let themselves be found; nobody else learns that you knocked.")
        .line("If they say yes, it appears in your inbox. No word means nothing: nobody there, not found, or not now."))
}

/// Lists the member's knocks.
pub(super) async fn list(session: &Session) -> anyhow::Result<Told> {
    let knocks: Vec<KnockView> = session.look(&MemberLook::Knocks).await?;
    Ok(Told::json(&knocks)?.line(counted(knocks.len(), "knock", "knocks")).lines(knocks.iter().map(line)))
}

fn line(one: &KnockView) -> String {
    let handles: Vec<_> = one.handles.iter().map(|handle| one_line(handle.canonical())).collect();
    let state = match one.state {
        KnockState::Open => format!("open until {}", words::moment(one.expires)),
        KnockState::Answered => "they said yes, see `stn me inbox`".to_owned(),
        KnockState::Bridge => format!("bridge {}… stands", short(one.bridge)),
        KnockState::Over => "over".to_owned(),
    };
    let partners = counted(one.peers, "partner", "partners");
    format!("  {}  {}, left for {} of {partners}: {state}", short(one.knock), handles.join(", "), one.left)
}

/// The connected organisations named.
async fn partners(session: &Session, given: &[String]) -> anyhow::Result<Vec<OrgId>> {
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<PartnerView> = session.look(&MemberLook::Partners).await?;
    given.iter().map(|given| partner(&all, given)).collect()
}

fn partner(all: &[PartnerView], given: &str) -> anyhow::Result<OrgId> {
    let called: Vec<&PartnerView> =
        all.iter().filter(|one| one.name.to_lowercase() == given.to_lowercase() || one.domain == *given).collect();
    match called[..] {
        [one] => Ok(one.org),
        [] if is_prefix(given) => Ok(pick("partner", given, all.to_vec(), |one| one.org)?.org),
        [] => bail!("your organisation is connected to none called {}; nothing was sent", words::quoted(given)),
        [_, _, ..] => {
            bail!("several partners are called {}: name one by its key; nothing was sent", words::quoted(given))
        }
    }
}
