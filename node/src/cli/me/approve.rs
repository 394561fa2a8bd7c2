//! `stn me approve` and `decline`: a yes of the right sort for what waits, or a no that leaves nothing behind.

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::limits;
use stn_protocol::trust::EdgePolicy;

use super::{expect_at_most, inbox, item};
use crate::cli::session::Session;
use crate::cli::told::{Told, short};
use crate::clock;

/// `stn me approve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArgs {
    /// The item, by its first digits
    item: String,
    /// Your own word: to the asker with an offer (400 bytes), to the next person with a request (280 bytes)
    #[arg(long, default_value = "")]
    note: String,
}

/// `stn me decline`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DeclineArgs {
    /// The item, by its first digits
    item: String,
}

/// Says yes.
pub(super) async fn run(session: &mut Session, args: ApproveArgs) -> anyhow::Result<Told> {
    let waiting = item(session, &args.item).await?;
    let (command, done) = consent(session, &waiting, args.note).await?;
    session.act(&command).await?;
    Ok(Told::json(json!({ "approved": waiting.item }))?.line(done))
}

/// Says no.
pub(super) async fn decline(session: &Session, args: DeclineArgs) -> anyhow::Result<Told> {
    let item = item(session, &args.item).await?.item;
    session.act(&MemberCommand::Decline { item }).await?;
    Ok(Told::json(json!({ "declined": item }))?
        .line(format!("{}… is gone. Nothing left your node: nobody learns that you were asked.", short(item))))
}

async fn consent(
    session: &mut Session,
    waiting: &ItemView,
    note: String,
) -> anyhow::Result<(MemberCommand, &'static str)> {
    let (item, now) = (waiting.item, clock::now());
    Ok(match &waiting.waiting {
        Waiting::Prompt { .. } => {
            expect_at_most("your word to the asker", &note, limits::BLURB)?;
            (MemberCommand::AllowOffer { item, blurb: note.into() }, "The offer leaves; who you are is not in it.")
        }
        Waiting::Hop { successor, .. } => {
            expect_at_most("your word to the next person", &note, limits::CONNECTOR_NOTE)?;
            let mut near = vec![*successor];
            near.extend(inbox::predecessor(waiting));
            session.pin_colleagues(&near).await?;
            let (consent, receipt) = session.make(|device, streams| device.pass_on(streams, waiting, &note, now))?;
            let command = MemberCommand::PassOn { item, consent, receipt, note: note.into() };
            (command, "Signed and passed on.")
        }
        Waiting::BridgeAccepted { accept } => {
            expect_no_note(&note)?;
            let confirm = Box::new(session.make(|device, _| device.confirm_bridge(accept, now))?);
            (
                MemberCommand::ConfirmBridge { item, confirm },
                "Confirmed. The bridge stands once they have said yes too; see `stn me bridges`.",
            )
        }
        Waiting::BridgeConfirmed { terms, confirm } => {
            expect_no_note(&note)?;
            session.make(|device, _| device.complete_bridge(terms, confirm, now))?;
            (MemberCommand::CompleteBridge { item }, "Checked: the bridge stands.")
        }
        Waiting::Knock { org, body, .. } => {
            expect_no_note(&note)?;
            let accept = Box::new(session.make(|device, _| device.accept_knock(*org, body, now))?);
            let command = MemberCommand::AnswerKnock { item, accept, policy: EdgePolicy::default() };
            (command, "Taken up: the bridge opens once they have confirmed it. Then compare six words with them.")
        }
        Waiting::Alert { .. } => bail!(
            "this is an alert: pass it on with `stn me pass {id} --to NAME`, answer it with \
             `stn me answer {id} --text TEXT`, or put it away with `stn me decline {id}`; nothing was sent",
            id = short(item)
        ),
        Waiting::Letter { .. } => bail!(
            "this is a letter to you: answer it with `stn me answer {id} --text TEXT`, \
             or say no with `stn me decline {id}`; nothing was sent",
            id = short(item)
        ),
    })
}

fn expect_no_note(note: &str) -> anyhow::Result<()> {
    if !note.is_empty() {
        bail!("no word travels with a bridge; nothing was sent; try again without --note");
    }
    Ok(())
}
