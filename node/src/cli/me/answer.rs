//! `stn me answer ITEM`: the answer to a letter or an alert, sealed here for the asker alone.

use std::path::Path;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::device::{AnswerDraft, DeviceError, StayWish};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AlertsView, ContactView, ItemView, MemberLook, Waiting};
use stn_protocol::limits;
use stn_protocol::message::{Card, RequestCore};
use stn_protocol::wire::payload::Payload;

use super::{expect_at_most, fit_card, inbox, read_text, stay};
use crate::cli::Usage;
use crate::cli::kinds::read_day;
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, short};
use crate::cli::words::Lasting;
use crate::clock;

/// `stn me answer`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AnswerArgs {
    /// The item, by its first digits
    item: String,
    /// The answer: a text, a file, or `-` for standard input; at most 6 KiB
    #[arg(long, value_name = "TEXT|FILE")]
    text: String,
    /// Of an introduction: hand over the card of the person sought, who has agreed: a name from `stn me people`,
    /// or `NAME;ORGANISATION;ROLE;CONTACT`
    #[arg(long, alias = "card", value_name = "NAME", requires = "agreed_on")]
    their_card: Vec<String>,
    /// The day on which they agreed, such as 2026-11-20
    #[arg(long, value_name = "DAY", requires = "their_card")]
    agreed_on: Option<String>,
    /// Of an appraisal: how long the answer may be kept, if not as long as the letter says
    #[arg(long, value_name = "TIME")]
    retain: Option<Lasting>,
    /// Propose to stay connected with the asker, as somebody you have met
    #[arg(long)]
    stay: bool,
}

/// Answers.
pub(super) async fn run(session: &mut Session, args: AnswerArgs) -> anyhow::Result<Told> {
    if args.their_card.len() > 1 {
        bail!(Usage("an answer carries your own card and one more at most"));
    }
    let text = text(args.text)?;
    expect_at_most("the answer", &text, limits::TEXT)?;
    let waiting = answerable(session, &args.item).await?;
    let from: Vec<_> = inbox::predecessor(&waiting).into_iter().collect();
    session.pin_colleagues(&from).await?;
    let mut cards = vec![session.device().card().clone()];
    for given in &args.their_card {
        cards.push(card(session, given).await?);
    }
    let now = clock::now();
    let agreed_on = args.agreed_on.as_deref().map(read_day).transpose()?;
    let retain_until = args.retain.map(|retain| now.plus(retain.0));
    let draft = AnswerDraft { text: text.into(), cards, agreed_on, retain_until };
    let sealed = session.make(|device, streams| match &waiting.waiting {
        Waiting::Alert { .. } => device.answer_alert(streams, &waiting, &draft.text, draft.cards.clone(), now),
        Waiting::Prompt { .. } | Waiting::Hop { .. } | Waiting::Letter { .. } => {
            device.answer_with(streams, &waiting, draft.clone(), now)
        }
        Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } | Waiting::Knock { .. } => {
            Err(DeviceError::OtherSort)
        }
    })?;
    session.act(&MemberCommand::AnswerLetter { item: waiting.item, sealed }).await?;
    let told = Told::json(json!({ "answered": waiting.item }))?
        .line(format!("{}… is answered; only the one who asked can read it.", short(waiting.item)));
    if !args.stay {
        return Ok(told);
    }
    let Waiting::Letter { request, .. } = &waiting.waiting else { return Ok(told) };
    let core = RequestCore::from_bytes(&request.core.payload).context("the request can't be read")?;
    Ok(told.line(stay::propose_as_endpoint(session, core.request, StayWish::default(), "").await?))
}

/// The letter or alert that is meant; an alert may have been passed on before.
async fn answerable(session: &Session, given: &str) -> anyhow::Result<ItemView> {
    let mut items: Vec<ItemView> = session.look(&MemberLook::Inbox).await?;
    let alerts: AlertsView = session.look(&MemberLook::Alerts).await?;
    items.retain(|one| !matches!(one.waiting, Waiting::Alert { .. }));
    items.extend(alerts.came);
    let waiting = pick("item", given, items, |one| one.item)?;
    if !matches!(waiting.waiting, Waiting::Letter { .. } | Waiting::Alert { .. }) {
        bail!("this item is no letter and no alert; nothing was sent; see `stn me inbox` for what can be done with it");
    }
    Ok(waiting)
}

fn text(given: String) -> anyhow::Result<String> {
    let path = Path::new(&given);
    if given == "-" || (!given.contains('\n') && path.is_file()) {
        return read_text(path);
    }
    Ok(given)
}

async fn card(session: &Session, given: &str) -> anyhow::Result<Card> {
    if given.contains(';') {
        let mut parts = given.split(';').map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        return fit_card(Card { name: next().into(), org: next().into(), role: next().into(), contact: next().into() });
    }
    let people: Vec<ContactView> = session.look(&MemberLook::People).await?;
    let wanted = given.trim().to_lowercase();
    let mut fitting = people.into_iter().filter(|one| one.name.to_lowercase().contains(&wanted));
    let (Some(person), None) = (fitting.next(), fitting.next()) else {
        bail!("--their-card {given} names none or several of your people; nothing was sent; give the whole name");
    };
    let contact = person.handles.first().map_or_else(Default::default, |handle| handle.canonical().clone());
    fit_card(Card { name: person.name, org: person.org, role: person.role, contact })
}
