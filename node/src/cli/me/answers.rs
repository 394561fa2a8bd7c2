//! `stn me answers`: answers to the member's requests. Each chain of signatures is checked on this computer,
//! from the member's own pin to who answered; the node is told only whether it held.

use anyhow::Context;
use serde_json::{Value, json};
use stn_protocol::device::DeviceError;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AnswerView, MemberLook};
use stn_protocol::id::RequestId;
use stn_protocol::message::RequestCore;
use stn_protocol::wire::payload::Payload;

use super::inbox::card;
use super::word;
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
        let (shown, json) = check(session, answer);
        if let Some(verified) = json["verified"].as_bool().filter(|held| answer.verified != Some(*held)) {
            session.act(&MemberCommand::RecordOutcome { request: core.request, verified }).await?;
        }
        lines.extend(shown);
        if json["verified"] == json!(true) {
            lines.extend(send_letter(session, answer, core.request).await?);
            lines.push(format!("    stay connected with them: `stn me stay {}`", short(core.request)));
        }
        all.push(json);
    }
    lines.extend(word::settle(session).await?);
    Ok(Told::json(all)?.line(format!("{} answers", answers.len())).lines(lines))
}

/// Sends the letter that was kept back until the answer held. Sent again, it has no second effect.
async fn send_letter(session: &mut Session, answer: &AnswerView, request: RequestId) -> anyhow::Result<Option<String>> {
    let made = session.make(|device, streams| device.letter_after(streams, answer, clock::now()))?;
    let Some((word, sealed)) = made else { return Ok(None) };
    session.act(&MemberCommand::SendWord { request, word, sealed }).await?;
    Ok(Some("    your letter has followed, sealed for them".to_owned()))
}

fn check(session: &Session, answer: &AnswerView) -> (Vec<String>, Value) {
    let id = short(answer.ask);
    let verified = match session.device().verify_answer(answer, clock::now()) {
        Ok(verified) => verified,
        Err(error @ DeviceError::RequestUnknown) => {
            let line = format!("{id}  an answer came to another device of yours: {error}");
            return (vec![line], json!({ "ask": answer.ask, "verified": null, "says": error.to_string() }));
        }
        Err(error) => {
            let line = format!("{id}  an answer came that does not hold, so it is not shown: {error}");
            return (vec![line], json!({ "ask": answer.ask, "verified": false, "says": error.to_string() }));
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
        "path": verified.path, "signers": verified.signers,
    });
    (lines, json)
}
