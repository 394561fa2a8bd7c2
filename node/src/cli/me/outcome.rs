//! `stn me led-to`: what an ask led to, for the member alone. Sealed on this computer; the node holds bytes it can't
//! read, and forgets them with the ask.

use clap::Args;
use serde_json::json;
use stn_protocol::device::{Device, OUTCOME_TEXT};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::AskView;
use stn_protocol::private::Private;

use super::{ask, expect_at_most};
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line};

/// `stn me led-to`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LedToArgs {
    /// The ask: the first digits of its name
    ask: String,
    /// What it led to; an empty text takes it away. Without it what you wrote is shown
    text: Option<String>,
}

/// Keeps or shows what an ask led to.
pub(super) async fn run(session: &mut Session, args: LedToArgs) -> anyhow::Result<Told> {
    let one = ask::named(session, &args.ask).await?;
    let Some(text) = args.text.map(Private) else { return Ok(show(session.device(), &one)) };
    expect_at_most("what it led to", &text, OUTCOME_TEXT)?;
    let is_empty = text.trim().is_empty();
    let id = one.ask;
    let outcome = if is_empty { None } else { Some(session.make(|device, rng| device.seal_outcome(rng, id, &text))?) };
    session.act(&MemberCommand::KeepOutcome { ask: id, outcome }).await?;
    let told = Told::json(json!({ "ask": id, "kept": !is_empty }))?;
    Ok(told.line(match is_empty {
        true => "What you wrote is gone.",
        false => "Kept, sealed on this computer: your node can't read it, and nobody is told.",
    }))
}

fn show(device: &Device, one: &AskView) -> Told {
    let opened = opened(device, one);
    let line = match (&opened, &one.outcome) {
        (Some(text), _) => one_line(text),
        (None, Some(_)) => "What you wrote can't be opened with the keys on this computer.".to_owned(),
        (None, None) => "You wrote nothing on what this ask led to.".to_owned(),
    };
    Told::json(json!({ "ask": one.ask, "led_to": opened })).unwrap_or_default().line(line)
}

/// What an ask led to, if the member wrote it down and this device can open it.
pub(super) fn opened(device: &Device, one: &AskView) -> Option<Private<String>> {
    device.open_outcome(one.ask, one.outcome.as_ref()?).ok()
}
