//! `stn me answer ITEM`: the answer to a letter, sealed here for the asker alone.

use std::path::Path;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::device::StayWish;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{ContactView, MemberLook, Waiting};
use stn_protocol::limits;
use stn_protocol::message::{Card, RequestCore};
use stn_protocol::wire::payload::Payload;

use super::{expect_at_most, fit_card, inbox, item, read_text, stay};
use crate::cli::Usage;
use crate::cli::session::Session;
use crate::cli::told::{Told, short};
use crate::clock;

/// `stn me answer`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AnswerArgs {
    /// The item, by its first digits
    item: String,
    /// The answer: a text, a file, or `-` for standard input; at most 6 KiB
    #[arg(long, value_name = "TEXT|FILE")]
    text: String,
    /// Hand over the card of the person sought, who has agreed: a name from `stn me people`,
    /// or `NAME;ORGANISATION;ROLE;CONTACT`
    #[arg(long, value_name = "NAME")]
    card: Vec<String>,
    /// Propose to stay connected with the asker, as somebody you have met
    #[arg(long)]
    stay: bool,
}

/// Answers.
pub(super) async fn run(session: &mut Session, args: AnswerArgs) -> anyhow::Result<Told> {
    if args.card.len() > 1 {
        bail!(Usage("an answer carries your own card and one more at most"));
    }
    let text = text(args.text)?;
    expect_at_most("the answer", &text, limits::TEXT)?;
    let waiting = item(session, &args.item).await?;
    if !matches!(waiting.waiting, Waiting::Letter { .. }) {
        bail!("this item is no letter; nothing was sent; see `stn me inbox` for what can be done with it");
    }
    let from: Vec<_> = inbox::predecessor(&waiting).into_iter().collect();
    session.pin_colleagues(&from).await?;
    let mut cards = vec![session.device().card().clone()];
    for given in &args.card {
        cards.push(card(session, given).await?);
    }
    let now = clock::now();
    let sealed = session.make(|device, streams| device.answer(streams, &waiting, &text, cards, now))?;
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
        bail!("--card {given} names none or several of your people; nothing was sent; give the whole name");
    };
    let contact = person.handles.first().map_or_else(Default::default, |handle| handle.canonical().clone());
    fit_card(Card { name: person.name, org: person.org, role: person.role, contact })
}
