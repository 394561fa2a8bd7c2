//! `stn me ask-back`, `words`, `reply` and `ignore`: what is said along a request beside request and answer.
//! Everything is sealed and opened on this computer.

use anyhow::{Context, bail};
use clap::Args;
use serde_json::{Value, json};
use stn_protocol::device::{Heard, Standing, Voice};
use stn_protocol::exchange::view::{AnswerView, ItemView, MemberLook, Waiting, WordTo, WordView};
use stn_protocol::exchange::{MemberCommand, WordCommand};
use stn_protocol::id::RequestId;
use stn_protocol::limits::TEXT;
use stn_protocol::message::RequestCore;
use stn_protocol::wire::payload::Payload;

use super::inbox::{card, predecessor};
use super::{expect_at_most, item};
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{Told, set_in, short};
use crate::cli::words;
use crate::clock;

/// `stn me ask-back`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AskBackArgs {
    /// The item, by its first digits
    item: String,
    /// The question; at most 6 KiB. Only the asker can read it, with your name and card
    #[arg(long)]
    text: String,
}

/// `stn me reply`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReplyArgs {
    /// The question, by its first digits
    word: String,
    /// The reply; at most 6 KiB. Only who asked can read it; your name is not in it
    #[arg(long)]
    text: String,
}

/// Names a word.
#[derive(Debug, Args)]
pub(in crate::cli) struct WordArgs {
    /// The word, by its first digits
    word: String,
}

/// Asks back.
pub(super) async fn ask_back(session: &mut Session, args: AskBackArgs) -> anyhow::Result<Told> {
    expect_at_most("the question", &args.text, TEXT)?;
    let waiting = item(session, &args.item).await?;
    let from: Vec<_> = predecessor(&waiting).into_iter().collect();
    if from.is_empty() {
        bail!("nobody can be asked about this item; nothing was sent; see `stn me inbox` for what can be done with it");
    }
    if session.device().has_asked_back(&waiting.item) {
        bail!("you asked about this once, and one question is all that may go; the reply shows in `stn me inbox`");
    }
    session.pin_colleagues(&from).await?;
    let now = clock::now();
    let (word, sealed) = session.make(|device, streams| device.ask_back(streams, &waiting, &args.text, now))?;
    session.act(&MemberCommand::Word(WordCommand::AskBack { item: waiting.item, word, sealed })).await?;
    Ok(Told::json(json!({ "word": word, "item": waiting.item }))?
        .line(format!("Your question is on its way; {}… goes on waiting for you.", short(waiting.item)))
        .line("The asker may reply or not; a reply shows in `stn me inbox`."))
}

/// Lists what came.
pub(super) async fn list(session: &mut Session) -> anyhow::Result<Told> {
    let settled = settle(session).await?;
    let (came, answers) = all(session).await?;
    let (mut lines, mut json) = (Vec::new(), Vec::new());
    for view in &came {
        let (shown, value) = show(view, &session.device().hear(view, &answers, clock::now()))?;
        lines.extend(shown);
        json.push(value);
    }
    Ok(Told::json(json)?.line(words::counted(came.len(), "word", "words")).lines(lines).lines(settled))
}

/// Replies to a question.
pub(super) async fn reply(session: &mut Session, args: ReplyArgs) -> anyhow::Result<Told> {
    expect_at_most("the reply", &args.text, TEXT)?;
    let view = named(session, &args.word).await?;
    if view.to != WordTo::Asker {
        bail!("only a question about your own request takes a reply; nothing was sent; see `stn me words`");
    }
    let request = request_of(&view)?;
    let (word, sealed) = session.make(|device, streams| device.reply(streams, &view, &args.text))?;
    session.act(&MemberCommand::Word(WordCommand::SendWord { request, word, sealed })).await?;
    Ok(Told::json(json!({ "replied": word }))?
        .line(format!("Your reply to {}… is on its way; your name is not in it.", short(word))))
}

/// Puts a word away.
pub(super) async fn ignore(session: &mut Session, args: WordArgs) -> anyhow::Result<Told> {
    let view = named(session, &args.word).await?;
    let (request, word) = (request_of(&view)?, view.word);
    session.act(&MemberCommand::Word(WordCommand::DropWord { request, word })).await?;
    Ok(Told::json(json!({ "ignored": word }))?
        .line(format!("{}… is put away. Nothing left your node: nobody learns whether you read it.", short(word))))
}

/// Tells the node of bridges the other side has agreed to.
pub(super) async fn settle(session: &mut Session) -> anyhow::Result<Vec<String>> {
    let (came, answers) = all(session).await?;
    let mut lines = Vec::new();
    for view in &came {
        let Ok(Heard::Agreed(voice)) = session.device().hear(view, &answers, clock::now()) else { continue };
        let (tie, wish) = session.make(|device, _| device.tie_stay(view, &answers, clock::now()))?;
        let (strength, policy) = (wish.strength, wish.policy);
        session.act(&MemberCommand::Word(WordCommand::StayConnected { tie: Box::new(tie), strength, policy })).await?;
        lines.push(format!("{} agreed to stay connected; see `stn me bridges`.", card(&voice.card)));
    }
    Ok(lines)
}

/// Replies to questions about what waits.
pub(super) async fn replies(session: &Session, items: &[ItemView]) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    let came: Vec<WordView> = session.look(&MemberLook::Words).await?;
    for view in &came {
        let Ok(Heard::Reply { text, item }) = session.device().hear(view, &[], clock::now()) else { continue };
        let waits = items.iter().any(|one| one.item == item && !matches!(one.waiting, Waiting::Prompt { .. }));
        if waits {
            lines.push(format!("{}  the asker replied to your question:", short(item)));
            lines.extend(set_in(&text));
        }
    }
    Ok(lines)
}

/// Every word that came, and the answers it takes to judge them.
pub(super) async fn all(session: &Session) -> anyhow::Result<(Vec<WordView>, Vec<AnswerView>)> {
    Ok((session.look(&MemberLook::Words).await?, session.look(&MemberLook::Answers).await?))
}

/// The word that begins with these digits.
pub(super) async fn named(session: &Session, given: &str) -> anyhow::Result<WordView> {
    let came: Vec<WordView> = session.look(&MemberLook::Words).await?;
    Ok(pick("word", given, came, |one| one.word)?)
}

/// The request a word belongs to.
pub(super) fn request_of(view: &WordView) -> anyhow::Result<RequestId> {
    let core = RequestCore::from_bytes(&view.core.payload);
    Ok(core.context("the node handed over a request that can't be read; it may be of another version")?.request)
}

fn show(
    view: &WordView,
    heard: &Result<Heard, stn_protocol::device::DeviceError>,
) -> anyhow::Result<(Vec<String>, Value)> {
    let (id, request) = (short(view.word), request_of(view)?);
    let mut json = json!({ "word": view.word, "request": request, "came": view.came, "replied": view.replied });
    let (what, voice, next) = match heard {
        Ok(Heard::Question(voice)) => ("question", voice, format!("reply: `stn me reply {id} --text TEXT`")),
        Ok(Heard::Letter(voice)) => ("letter", voice, "it belongs to the request you answered".to_owned()),
        Ok(Heard::Stay(voice)) => ("stay", voice, format!("would stay connected; agree with `stn me stay {id}`")),
        Ok(Heard::Agreed(voice)) => ("agreed", voice, "agreed to stay connected".to_owned()),
        Ok(Heard::Reply { text, item }) => {
            json["what"] = json!("reply");
            json["item"] = json!(item);
            json["text"] = json!(text);
            let mut lines = vec![format!("{id}  the asker's reply to your question about {}", short(item))];
            lines.extend(set_in(text));
            return Ok((lines, json));
        }
        Err(error) => {
            json["unreadable"] = json!(error.to_string());
            return Ok((vec![format!("{id}  a word that does not open or hold: {error}")], json));
        }
    };
    json["what"] = json!(what);
    json["voice"] = json!({
        "org": voice.org, "member": voice.member, "card": voice.card, "text": voice.text, "standing": voice.standing,
    });
    let mut lines = vec![format!("{id}  about your request {}: {}", short(request), who(voice))];
    lines.extend(set_in(&voice.text));
    lines.push(format!("    {}", if view.replied { "you replied".to_owned() } else { next }));
    Ok((lines, json))
}

fn who(voice: &Voice) -> String {
    let says = format!("{} of {}", card(&voice.card), short(voice.org));
    match voice.standing {
        Standing::Claimed => format!("somebody who says to be {says}; not verified until the answer"),
        Standing::OnPath => format!("{says}, who stands on the path"),
        Standing::FarEnd => format!("{says}, at the other end"),
    }
}
