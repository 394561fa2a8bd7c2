//! `stn me inbox`: what waits for the member, with letters opened on this computer.

use serde_json::{Value, json};
use stn_protocol::device::open_knock;
use stn_protocol::device::permission::Giver;
use stn_protocol::exchange::view::{ItemView, MemberLook, Neighbour, RequestView, Waiting};
use stn_protocol::id::OrgId;
use stn_protocol::local::{MatchedBy, Whom};
use stn_protocol::message::{Card, KnockBody, RequestCore, Signed};
use stn_protocol::wire::payload::Payload;

use super::recipients::{self, Recipient, called};
use super::{alert, word};
use crate::cli::kinds;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, set_in, short};
use crate::cli::words;
use crate::clock;

/// An item for people and for programs.
struct Shown {
    lines: Vec<String>,
    json: Value,
}

/// Shows everything that waits.
pub(super) async fn run(session: &mut Session) -> anyhow::Result<Told> {
    let items: Vec<ItemView> = session.look(&MemberLook::Inbox).await?;
    let from: Vec<Neighbour> = items.iter().filter_map(predecessor).collect();
    session.pin_colleagues(&from).await?;
    let near = recipients::everybody(session).await?;
    let shown: Vec<Shown> = items.iter().map(|item| show(session, &near, item)).collect();
    let json: Vec<&Value> = shown.iter().map(|one| &one.json).collect();
    let told = Told::json(json)?.line(format!("{} waiting", shown.len()));
    let told = told.lines(shown.into_iter().flat_map(|one| one.lines));
    Ok(told.lines(word::replies(session, &items).await?))
}

/// Who handed a request to the member.
pub(super) fn predecessor(item: &ItemView) -> Option<Neighbour> {
    match &item.waiting {
        Waiting::Hop { request, .. } | Waiting::Letter { request, .. } => Some(request.predecessor),
        Waiting::Alert { alert } => Some(alert.request.predecessor),
        Waiting::Prompt { .. } | Waiting::Knock { .. } => None,
        Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } => None,
    }
}

fn show(session: &Session, near: &[Recipient], item: &ItemView) -> Shown {
    let id = short(item.item);
    let mut lines = vec![format!("{id}  {} (until {})", headline(item), words::moment(item.expires))];
    let mut json = json!({ "item": item.item, "arrived": item.arrived, "expires": item.expires });
    match &item.waiting {
        Waiting::Prompt { kind, whom, name, by, origin, origin_name, .. } => {
            json["what"] = json!("prompt");
            json["about"] = json!({
                "kind": kind, "whom": whom, "name": name, "by": by, "origin": origin, "origin_name": origin_name,
            });
            lines.extend(how_sure(*whom, *by).map(|line| format!("    {line}")));
            lines.extend(yes_or_no(&id));
        }
        Waiting::Hop { request, successor } => {
            json["what"] = json!("hop");
            json["successor"] = json!(successor);
            show_request(request, near, &mut lines, &mut json);
            lines.push(format!(
                "    yes: `stn me approve {id} [--note TEXT]`; it goes on to {}",
                called(near, successor)
            ));
            lines.push(no(&id));
            lines.push(asking_back(session, item));
        }
        Waiting::Letter { request, name, whom, .. } => {
            json["what"] = json!("letter");
            json["name"] = json!(name);
            json["whom"] = json!(whom);
            show_request(request, near, &mut lines, &mut json);
            show_letter(session, item, &mut lines, &mut json);
            lines.push(format!("    answer: `stn me answer {id} --text TEXT`"));
            lines.push(no(&id));
            lines.push(asking_back(session, item));
        }
        Waiting::BridgeAccepted { accept } => {
            json["what"] = json!("bridge-accepted");
            show_bridge(&accept.card, &mut lines, &mut json);
            lines.push(format!("    if this is the person you gave the link to: `stn me approve {id}`"));
            lines.push(format!("    if not: `stn me decline {id}`; the link waits for the right person"));
        }
        Waiting::BridgeConfirmed { confirm, .. } => {
            json["what"] = json!("bridge-confirmed");
            show_bridge(&confirm.card, &mut lines, &mut json);
            lines.push(format!("    open it: `stn me approve {id}`"));
            lines.push(format!("    no: `stn me decline {id}`; the bridge ends"));
        }
        Waiting::Knock { org, org_name, body } => {
            json["what"] = json!("knock");
            (json["org"], json["org_name"]) = (json!(org), json!(org_name));
            show_knock(&id, *org, body, &mut lines, &mut json);
        }
        Waiting::Alert { .. } => {
            let shown = alert::show(session, near, item, &mut lines);
            json["what"] = json!("alert");
            json["about"] = shown;
        }
    }
    Shown { lines, json }
}

fn yes_or_no(id: &str) -> [String; 2] {
    let yes = format!(
        "    yes: `stn me approve {id} [--note TEXT]`; the asker learns how far away somebody is, how strong the \
         weakest tie is, and your note; not who you are"
    );
    [yes, no(id)]
}

fn no(id: &str) -> String {
    format!("    no: `stn me decline {id}`; nothing leaves")
}

fn asking_back(session: &Session, item: &ItemView) -> String {
    if session.device().has_asked_back(&item.item) {
        return "    you asked the asker a question; their reply shows below once it is here".to_owned();
    }
    let id = short(item.item);
    format!("    ask them first: `stn me ask-back {id} --text TEXT`; the asker learns who you are")
}

fn headline(item: &ItemView) -> String {
    match &item.waiting {
        Waiting::Prompt { origin, origin_name, origin_is_peer, kind, name, whom, .. } => {
            let org = unverified(words::org(origin_name, *origin), *origin_is_peer);
            let (sought, name) = (kinds::sought(*kind), one_line(name));
            match whom {
                Whom::Contact(_) => format!("{org} asks for {sought} {name}: may we say that you know them?"),
                Whom::Themself => {
                    let kind = words::kind(*kind);
                    format!("Somebody at {org} seeks you, for {kind}: may we say that you can be reached?")
                }
                Whom::Organisation(_) => format!("{org} asks for {sought} {name}: may we say that you know it?"),
            }
        }
        Waiting::Hop { .. } => "Pass this request on?".to_owned(),
        Waiting::Letter { whom: Whom::Themself, .. } => "A letter for you, from somebody who sought you".to_owned(),
        Waiting::Letter { name, .. } => format!("A letter for you, about {}", one_line(name)),
        Waiting::BridgeAccepted { .. } => "Somebody took up your bridge link".to_owned(),
        Waiting::BridgeConfirmed { .. } => "The bridge you took up was confirmed".to_owned(),
        Waiting::Knock { org, org_name, .. } => format!("Somebody at {} knocks", words::org(org_name, *org)),
        Waiting::Alert { alert } => alert::headline(alert),
    }
}

/// What a member should look at before saying yes, if the match is less than sure.
fn how_sure(whom: Whom, by: MatchedBy) -> Option<&'static str> {
    match (by, whom) {
        (MatchedBy::Handle, _) | (MatchedBy::NameOrg, Whom::Themself) => None,
        (MatchedBy::NameOrg, Whom::Contact(_) | Whom::Organisation(_)) => {
            Some("found by name and organisation alone: say yes only if you are sure that they mean this person")
        }
        (MatchedBy::Organisation, _) => Some("found by the organisation"),
        (MatchedBy::Attributes, _) => Some("found by topic, region, role or organisation; nobody was named"),
    }
}

fn show_request(request: &RequestView, near: &[Recipient], lines: &mut Vec<String>, json: &mut Value) {
    json["origin_name"] = json!(request.origin_name);
    json["from"] = json!(request.predecessor);
    json["connector_note"] = json!(request.connector_note);
    // The device checks the signature before it signs anything; here the note is only shown.
    if let Ok(core) = RequestCore::from_bytes(&request.core.payload) {
        let org = unverified(words::org(&request.origin_name, core.origin), request.origin_is_known);
        lines.push(format!("    from {org}, for {}:", words::kind(core.kind)));
        lines.extend(set_in(&core.note));
        json["request"] = json!(core.request);
        json["kind"] = json!(core.kind);
        json["note"] = json!(core.note);
    }
    lines.push(format!("    handed to you by {}", called(near, &request.predecessor)));
    if !request.connector_note.is_empty() {
        lines.push("    with this word:".to_owned());
        lines.extend(set_in(&request.connector_note));
    }
}

fn show_bridge(theirs: &Card, lines: &mut Vec<String>, json: &mut Value) {
    json["card"] = json!(theirs);
    lines.push(format!("    {}", card(theirs)));
}

fn show_knock(id: &str, org: OrgId, body: &Signed<KnockBody>, lines: &mut Vec<String>, json: &mut Value) {
    match open_knock(org, body, clock::now()) {
        Ok(body) => {
            json["card"] = json!(body.card);
            json["note"] = json!(body.note);
            lines.push(format!("    {}, in their own words; nobody verified who they are", card(&body.card)));
            lines.extend(set_in(&body.note));
            lines.push(format!("    yes, tie a bridge: `stn me approve {id}`; they get your card"));
            lines.push(format!("    no: `stn me decline {id}`; nothing leaves, nobody learns that it reached you"));
        }
        Err(error) => {
            json["unreadable"] = json!(error.to_string());
            lines.push(format!("    the knock does not hold: {error}"));
        }
    }
}

fn show_letter(session: &Session, item: &ItemView, lines: &mut Vec<String>, json: &mut Value) {
    match session.device().open_letter(item, clock::now()) {
        Ok(letter) => {
            json["letter"] = json!({
                "text": letter.text, "card": letter.card, "org": letter.org, "member": letter.member,
                "retain_until": letter.retain_until,
                "permission": letter.permission.as_ref().map(|read| json!({
                    "text": read.text, "given_on": read.given_on,
                    "signed_by_candidate": matches!(read.giver, Giver::Candidate(_)),
                })),
            });
            lines.push(format!("    the letter, sealed for you alone, by {}:", card(&letter.card)));
            lines.extend(set_in(&letter.text));
            if let Some(until) = letter.retain_until {
                lines.extend(kinds::permission_lines(letter.permission.as_ref()));
                lines.push(kinds::deleted_line(until));
            }
        }
        Err(error) => {
            json["unreadable"] = json!(error.to_string());
            lines.push(format!("    the letter can't be opened: {error}"));
        }
    }
}

/// How somebody introduces themselves, on one line.
pub(super) fn card(card: &Card) -> String {
    let parts = [&card.name, &card.role, &card.org, &card.contact];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(|part| one_line(part)).collect();
    if parts.is_empty() { "somebody without a name".to_owned() } else { parts.join(", ") }
}

fn unverified(org: String, is_known: bool) -> String {
    if is_known { org } else { format!("{org}, name not verified") }
}
