//! `stn me request OFFER`: a note everybody on the path reads, and a letter only the one who would answer can open.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::device::Draft;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AskView, MeView, MemberLook, OfferView};
use stn_protocol::id::AskId;
use stn_protocol::limits::{NOTE, REQUEST_LIFE_MAX, TEXT};
use stn_protocol::policy::kind::has_terms;

use super::{expect_at_most, read_text};
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, short};
use crate::cli::words::{self, Lasting};
use crate::clock;

/// `stn me request`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RequestArgs {
    /// The offer, by its first digits
    offer: String,
    /// Why you ask, as everybody on the path will read it; at most 600 bytes
    #[arg(long)]
    note: String,
    /// The letter, a file or `-` for standard input; at most 6 KiB
    #[arg(long, value_name = "FILE")]
    letter: PathBuf,
    /// How long the request may travel, such as 21d; your organisation's usual time if you don't say
    #[arg(long, value_name = "TIME")]
    until: Option<Lasting>,
}

/// Sends the request.
pub(super) async fn run(session: &mut Session, args: RequestArgs) -> anyhow::Result<Told> {
    let me: MeView = session.look(&MemberLook::Me).await?;
    let life = args.until.map_or(me.request_life, |until| until.0);
    if life > REQUEST_LIFE_MAX {
        bail!("a request may travel for 30 days at most; nothing was sent");
    }
    let letter = read_text(&args.letter)?;
    expect_at_most("the note", &args.note, NOTE)?;
    expect_at_most("the letter", &letter, TEXT)?;
    let (ask, offer) = find(session, &args.offer).await?;
    if offer.used {
        bail!("a request already went along this offer; each serves one request; nothing was sent");
    }
    session.pin_colleagues(&[offer.first]).await?;
    let now = clock::now();
    let until = now.plus(life);
    let terms = session.device().terms(&ask).cloned();
    if terms.is_none() && has_terms(offer.kind) {
        bail!(
            "this appraisal was asked on another device of yours, which keeps the candidate's permission; \
             nothing was sent; make the request there"
        );
    }
    let (until, retain_until) = match &terms {
        Some(terms) => (until.min(terms.retain_until), Some(terms.retain_until)),
        None => (until, None),
    };
    let draft = Draft { note: args.note.into(), letter: letter.into(), terms };
    let (core, consent) = session.make(|device, streams| device.compose(streams, &offer, &draft, until, now))?;
    session.act(&MemberCommand::SubmitRequest { offer: offer.offer, core, consent }).await?;
    let deleted = retain_until
        .map(|at| format!("The letter carries the permission; letter and answer are deleted on {}.", words::day(at)));
    Ok(Told::json(json!({ "offer": offer.offer, "until": until, "retain_until": retain_until }))?
        .line(format!("Your request is under way along {}, until {}.", short(offer.offer), words::moment(until)))
        .lines(deleted)
        .line("Each person on the path decides for themselves; answers appear in `stn me answers`."))
}

async fn find(session: &Session, given: &str) -> anyhow::Result<(AskId, OfferView)> {
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    let mut offers = Vec::new();
    for ask in asks.iter().filter(|ask| ask.offers > 0) {
        let of_ask: Vec<OfferView> = session.look(&MemberLook::Offers { ask: ask.ask }).await?;
        offers.extend(of_ask.into_iter().map(|offer| (ask.ask, offer)));
    }
    Ok(pick("offer", given, offers, |(_, one)| one.offer)?)
}
