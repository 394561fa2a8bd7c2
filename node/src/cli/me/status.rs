//! `stn me status`: who the member is to the node, and how much waits.

use serde_json::json;
use stn_protocol::exchange::view::{AnswerView, AskView, ItemView, MeView, MemberLook};

use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, short};
use crate::cli::words;

/// Shows it.
pub(super) async fn run(session: &Session) -> anyhow::Result<Told> {
    let me: MeView = session.look(&MemberLook::Me).await?;
    let items: Vec<ItemView> = session.look(&MemberLook::Inbox).await?;
    let asks: Vec<AskView> = session.look(&MemberLook::Asks).await?;
    let answers: Vec<AnswerView> = session.look(&MemberLook::Answers).await?;
    let fresh = answers.iter().filter(|answer| answer.verified.is_none()).count();
    let about = json!({
        "org": me.org, "org_name": me.org_name, "member": me.member, "name": me.name,
        "letter_keys": me.letter_keys, "inbox": items.len(), "asks": asks.len(), "new_answers": fresh,
    });
    Ok(Told::json(about)?
        .line(format!("{} ({}), member of {}", one_line(&me.name), short(me.member), words::org(&me.org_name, me.org)))
        .line(format!("{} waiting, {} asked, {fresh} new answers", items.len(), asks.len())))
}
