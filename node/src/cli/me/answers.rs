//! `stn me answers`: answers to the member's requests. Each chain of signatures is checked on this computer,
//! from the member's own pin to who answered; the node is told only whether it held.

use anyhow::Context;
use serde_json::{Value, json};
use stn_protocol::device::DeviceError;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AnswerView, MemberLook};
use stn_protocol::message::RequestCore;
use stn_protocol::time::Timestamp;
use stn_protocol::wire::payload::Payload;

use super::inbox::card;
use crate::cli::kinds;
use crate::cli::session::Session;
use crate::cli::told::{Told, set_in, short};
use crate::clock;

/// Shows and checks every answer.
pub(super) async fn run(session: &mut Session) -> anyhow::Result<Told> {
    let answers: Vec<AnswerView> = session.look(&MemberLook::Answers).await?;
    let mut lines = Vec::new();
    let mut all = Vec::new();
    for answer in &answers {
        let core = RequestCore::from_bytes(&answer.core.payload);
        let core =
            core.ok().context("the node handed over a request that can't be read; it may be of another version")?;
        let Checked { lines: shown, json, until } = check(session, answer);
        if let Some(verified) = json["verified"].as_bool().filter(|held| answer.verified != Some(*held)) {
            session.act(&MemberCommand::RecordOutcome { request: core.request, verified }).await?;
        }
        if let Some(until) = until {
            session.act(&MemberCommand::LimitAnswer { request: core.request, until }).await?;
        }
        lines.extend(shown);
        all.push(json);
    }
    Ok(Told::json(all)?.line(format!("{} answers", answers.len())).lines(lines))
}

/// An answer for people and for programs, and the date on which the node must let go of it, if that is news.
struct Checked {
    lines: Vec<String>,
    json: Value,
    until: Option<Timestamp>,
}

fn check(session: &Session, answer: &AnswerView) -> Checked {
    let id = short(answer.ask);
    let verified = match session.device().verify_answer(answer, clock::now()) {
        Ok(verified) => verified,
        Err(error @ DeviceError::RequestUnknown) => {
            let line = format!("{id}  an answer came to another device of yours: {error}");
            let json = json!({ "ask": answer.ask, "verified": null, "says": error.to_string() });
            return Checked { lines: vec![line], json, until: None };
        }
        Err(error @ DeviceError::AnswerOver) => {
            let json = json!({ "ask": answer.ask, "verified": null, "says": error.to_string() });
            return Checked { lines: vec![format!("{id}  {error}")], json, until: Some(clock::now()) };
        }
        Err(error) => {
            let line = format!("{id}  an answer came that does not hold, so it is not shown: {error}");
            let json = json!({ "ask": answer.ask, "verified": false, "says": error.to_string() });
            return Checked { lines: vec![line], json, until: None };
        }
    };
    let endpoint = verified.signers.last();
    let by = endpoint.map_or_else(String::new, |(org, member)| format!(" by {} of {}", short(member), short(org)));
    let mut lines = vec![format!("{id}  answered{by}")];
    lines.extend(verified.path.iter().map(|one| format!("    through {}", card(one))));
    lines.extend(set_in(&verified.text));
    lines.extend(verified.cards.iter().map(|one| format!("    card: {}", card(one))));
    let json = json!({
        "ask": answer.ask, "verified": true, "text": verified.text, "cards": verified.cards,
        "path": verified.path, "signers": verified.signers, "retain_until": verified.retain_until,
    });
    lines.extend(verified.retain_until.map(kinds::deleted_line));
    Checked { lines, json, until: verified.retain_until.filter(|until| answer.retain_until != Some(*until)) }
}
