//! `stn me request OFFER [OFFER2 [OFFER3]]`: a note everybody on the path reads, and a letter only the one who would
//! answer can open. Further offers are tried one after another, each at a date that is fixed here.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::device::{Draft, Spacing};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AskView, LetterRule, MeView, MemberLook, OfferView};
use stn_protocol::id::AskId;
use stn_protocol::limits::{NOTE, REQUEST_LIFE_MAX, TEXT};
use stn_protocol::local::PreparedRequest;
use stn_protocol::message::RequestCore;
use stn_protocol::policy::kind::has_terms;
use stn_protocol::time::Timestamp;
use stn_protocol::wire::payload::Payload;

use super::{expect_at_most, read_text};
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, short};
use crate::cli::words::{self, Lasting};
use crate::clock;

/// `stn me request`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RequestArgs {
    /// The offer, by its first digits; up to three, to be tried one after another
    #[arg(required = true, num_args = 1..=3)]
    offers: Vec<String>,
    /// Why you ask, as everybody on the path will read it; at most 600 bytes
    #[arg(long)]
    note: String,
    /// The letter, a file or `-` for standard input; at most 6 KiB
    #[arg(long, value_name = "FILE")]
    letter: PathBuf,
    /// How long the request may travel, such as 21d; your organisation's usual time if you don't say
    #[arg(long, value_name = "TIME")]
    until: Option<Lasting>,
    /// How long to wait before the next path is tried; a third of the time a request travels if you don't say
    #[arg(long, value_name = "TIME")]
    every: Option<Lasting>,
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
    let (asks, offers): (Vec<AskId>, Vec<OfferView>) = find(session, &args.offers).await?.into_iter().unzip();
    if offers.iter().any(|offer| offer.used) {
        bail!("a request already went along one of these offers; each serves one request; nothing was sent");
    }
    let first: Vec<_> = offers.iter().map(|offer| offer.first).collect();
    session.pin_colleagues(&first).await?;
    let spacing = Spacing { life, every: args.every.map(|every| every.0), least: me.fall_over };
    let terms = asks.first().and_then(|ask| session.device().terms(ask).cloned());
    if terms.is_none() && offers.iter().any(|offer| has_terms(offer.kind)) {
        bail!(
            "this appraisal was asked on another device of yours, which keeps the candidate's permission; \
             nothing was sent; make the request there"
        );
    }
    let deleted = terms.as_ref().map(|terms| terms.retain_until);
    let draft = Draft { note: args.note.into(), letter: letter.into(), terms };
    let timing = (spacing, clock::now());
    let requests = session.make(|device, streams| device.compose_several(streams, &offers, &draft, timing))?;
    session.act(&MemberCommand::SubmitRequests { requests: requests.clone() }).await?;
    tell(&offers, &requests, deleted)
}

fn tell(offers: &[OfferView], requests: &[PreparedRequest], deleted: Option<Timestamp>) -> anyhow::Result<Told> {
    let (mut lines, mut json) = (Vec::new(), Vec::new());
    for (at, (offer, request)) in offers.iter().zip(requests).enumerate() {
        let core = RequestCore::from_bytes(&request.core).context("this device wrote a request it can't read")?;
        let (id, until, leaves) = (short(offer.offer), words::moment(core.expires), words::moment(core.created));
        lines.push(match at {
            0 => format!("Your request is under way along {id}, until {until}."),
            _ => format!("Unless an answer came and held before, it goes along {id} too at {leaves}, until {until}."),
        });
        let strict = offer.letter_rule == LetterRule::AfterAnswer;
        if strict {
            lines.push(format!(
                "Whoever is along {id} was found by a description: your letter follows once they have answered."
            ));
        }
        json.push(json!({
            "offer": offer.offer, "request": core.request, "leaves": core.created, "until": core.expires,
            "letter_follows": strict, "retain_until": deleted,
        }));
    }
    Ok(Told::json(json)?
        .lines(lines)
        .lines(deleted.map(|at| {
            format!("The letter carries the permission; letter and answer are deleted on {}.", words::day(at))
        }))
        .line("Each person on the path decides for themselves; answers appear in `stn me answers`."))
}

async fn find(session: &Session, given: &[String]) -> anyhow::Result<Vec<(AskId, OfferView)>> {
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    let mut offers = Vec::new();
    for ask in asks.iter().filter(|ask| ask.offers > 0) {
        let of_ask: Vec<OfferView> = session.look(&MemberLook::Offers { ask: ask.ask }).await?;
        offers.extend(of_ask.into_iter().map(|offer| (ask.ask, offer)));
    }
    given.iter().map(|one| Ok(pick("offer", one, offers.iter().cloned(), |(_, offer)| offer.offer)?)).collect()
}
