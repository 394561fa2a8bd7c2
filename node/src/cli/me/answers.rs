//! `stn me answers`: answers to the member's requests and alerts. Each chain of signatures is checked on this computer,
//! from the member's own pin to who answered; the node is told only whether it held.

use anyhow::Context;
use serde_json::{Value, json};
use stn_protocol::device::{DeviceError, VerifiedAnswer};
use stn_protocol::exchange::view::{AlertAnswerView, AlertsView, AnswerView, MemberLook};
use stn_protocol::exchange::{AlertCommand, MemberCommand, WordCommand};
use stn_protocol::id::RequestId;
use stn_protocol::message::RequestCore;
use stn_protocol::time::Timestamp;
use stn_protocol::wire::payload::Payload;

use super::inbox::card;
use super::word;
use crate::cli::kinds;
use crate::cli::session::Session;
use crate::cli::told::{Told, set_in, short};
use crate::cli::words::counted;
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
        if json["verified"] == json!(true) {
            lines.extend(send_letter(session, answer, core.request).await?);
            lines.push(format!("    stay connected with them: `stn me stay {}`", short(core.request)));
        }
        all.push(json);
    }
    lines.extend(word::settle(session).await?);
    let letters = all.len();
    of_alerts(session, &mut lines, &mut all).await?;
    let answers = counted(all.len(), "answer", "answers");
    Ok(Told::json(&all)?.line(format!("{answers}, {} of them to alerts", all.len() - letters)).lines(lines))
}

/// Sends the letter that was kept back until the answer held. Sent again, it has no second effect.
async fn send_letter(session: &mut Session, answer: &AnswerView, request: RequestId) -> anyhow::Result<Option<String>> {
    let made = session.make(|device, streams| device.letter_after(streams, answer, clock::now()))?;
    let Some((word, sealed)) = made else { return Ok(None) };
    session.act(&MemberCommand::Word(WordCommand::SendWord { request, word, sealed })).await?;
    Ok(Some("    your letter has followed, sealed for them".to_owned()))
}

/// Adds the answers to the member's alerts.
async fn of_alerts(session: &mut Session, lines: &mut Vec<String>, all: &mut Vec<Value>) -> anyhow::Result<()> {
    let alerts: AlertsView = session.look(&MemberLook::Alerts).await?;
    for own in alerts.own.iter().filter(|own| own.answers > 0) {
        let answers: Vec<AlertAnswerView> = session.look(&MemberLook::AlertAnswers { request: own.request }).await?;
        for answer in &answers {
            let judged = session.device().verify_alert_answer(answer, clock::now());
            let Checked { lines: shown, json, .. } = tell(("alert", short(own.request), json!(own.request)), judged);
            if let Some(verified) = json["verified"].as_bool().filter(|held| answer.verified != Some(*held)) {
                let (offer, answer) = (answer.offer, answer.answer);
                session
                    .act(&MemberCommand::Alert(AlertCommand::RecordAlertOutcome { offer, answer, verified }))
                    .await?;
            }
            lines.extend(shown);
            all.push(json);
        }
    }
    Ok(())
}

/// An answer for people and for programs, and the date on which the node must let go of it, if there is one.
struct Checked {
    lines: Vec<String>,
    json: Value,
    until: Option<Timestamp>,
}

impl Checked {
    fn unread(line: String, json: Value) -> Self {
        Self { lines: vec![line], json, until: None }
    }
}

fn check(session: &Session, answer: &AnswerView) -> Checked {
    let judged = session.device().verify_answer(answer, clock::now());
    let checked = tell(("ask", short(answer.ask), json!(answer.ask)), judged);
    Checked { until: checked.until.filter(|until| answer.retain_until != Some(*until)), ..checked }
}

/// Tells what the device found of an answer to an ask or alert.
fn tell((what, id, whole): (&str, String, Value), judged: Result<VerifiedAnswer, DeviceError>) -> Checked {
    let verified = match judged {
        Ok(verified) => verified,
        Err(error @ DeviceError::RequestUnknown) => {
            let line = format!("{id}  an answer came to another device of yours: {error}");
            return Checked::unread(line, json!({ what: whole, "verified": null, "says": error.to_string() }));
        }
        Err(error @ DeviceError::AnswerOver) => {
            let json = json!({ what: whole, "verified": null, "says": error.to_string() });
            return Checked { until: Some(clock::now()), ..Checked::unread(format!("{id}  {error}"), json) };
        }
        Err(error) => {
            let line = format!("{id}  an answer came that does not hold, so it is not shown: {error}");
            return Checked::unread(line, json!({ what: whole, "verified": false, "says": error.to_string() }));
        }
    };
    let endpoint = verified.signers.last();
    let by = endpoint.map_or_else(String::new, |(org, member)| format!(" by {} of {}", short(member), short(org)));
    let mut lines = vec![format!("{id}  answered{by}")];
    lines.extend(verified.path.iter().map(|one| format!("    through {}", card(one))));
    lines.extend(set_in(&verified.text));
    lines.extend(verified.cards.iter().map(|one| format!("    card: {}", card(one))));
    let json = json!({
        what: whole, "verified": true, "text": verified.text, "cards": verified.cards,
        "path": verified.path, "signers": verified.signers, "retain_until": verified.retain_until,
    });
    lines.extend(verified.retain_until.map(kinds::deleted_line));
    Checked { lines, json, until: verified.retain_until }
}
