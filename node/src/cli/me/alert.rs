//! `stn me alert`, `alerts` and `pass`: a job or an open call, handed from person to person by choice.
//!
//! Everybody it comes to reads all of it. What each person will see is told before anything is signed.

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use serde_json::json;
use stn_protocol::device::AlertDraft;
use stn_protocol::exchange::view::{
    AlertStage, AlertView, AlertsView, ItemView, MemberLook, Neighbour, OwnAlertView, Waiting,
};
use stn_protocol::exchange::{AlertCommand, MemberCommand};
use stn_protocol::id::RequestId;
use stn_protocol::limits::{ALERT_EDGES, ALERT_LINK, ALERT_TEXT, ATTRIBUTES, CONNECTOR_NOTE, REQUEST_LIFE_MAX};
use stn_protocol::message::{Alert, Attribute, AttributeType, Kind, RequestBody, RequestCore};
use stn_protocol::time::Span;
use stn_protocol::trust::{Handle, Region, Word};
use stn_protocol::wire::payload::Payload;

use super::recipients::{self, Recipient, called};
use super::{expect_at_most, read_text};
use crate::cli::Usage;
use crate::cli::prefix::pick;
use crate::cli::session::Session;
use crate::cli::told::{self, Told, one_line, set_in, short};
use crate::cli::words::{self, KindWord, Lasting};
use crate::clock;

/// `stn me alert`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AlertArgs {
    /// What it is about: a file, or `-` for standard input; at most 4 KiB
    #[arg(long, value_name = "FILE")]
    text: PathBuf,
    /// Where more is to be read; at most 300 bytes
    #[arg(long, default_value = "", value_name = "ADDRESS")]
    link: String,
    /// Whom it may fit: topic=…, role=…, region=… or org=…; up to eight
    #[arg(long, value_name = "WHAT=VALUE")]
    about: Vec<String>,
    /// A colleague or somebody you have a bridge with, by name or first digits; up to twenty
    #[arg(long, required = true, value_name = "WHO")]
    to: Vec<String>,
    /// What for: an opportunity, or an open call for an introduction, intelligence or influence
    #[arg(long, value_enum, default_value = "opportunity")]
    kind: KindWord,
    /// Your own word to the first people; at most 280 bytes
    #[arg(long, default_value = "")]
    note: String,
    /// How long it may travel, at most 30d
    #[arg(long, value_name = "TIME", default_value = "21d")]
    until: Lasting,
    /// Only tell what each person would see; nothing is signed or sent
    #[arg(long)]
    preview: bool,
}

/// `stn me pass`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PassArgs {
    /// The alert, by the first digits of its item
    item: String,
    /// A colleague or somebody you have a bridge with, by name or first digits; up to twenty
    #[arg(long, required = true, value_name = "WHO")]
    to: Vec<String>,
    /// Your own word to them; at most 280 bytes
    #[arg(long, default_value = "")]
    note: String,
    /// Only tell what each person would see; nothing is signed or sent
    #[arg(long)]
    preview: bool,
}

/// Sends an alert.
pub(super) async fn send(session: &mut Session, args: AlertArgs) -> anyhow::Result<Told> {
    let draft = draft(&args)?;
    if args.until.0 > REQUEST_LIFE_MAX || args.until.0 < LIFE_MIN {
        bail!("an alert may travel for 2 hours at least and 30 days at most; nothing was sent");
    }
    let open: AlertsView = session.look(&MemberLook::Alerts).await?;
    if let Some(open) = open.own.iter().find(|one| one.is_open && says_the_same(one, &draft)) {
        // Perhaps an earlier command whose answer was lost: sent twice, people would be disturbed twice.
        return Ok(Told::json(json!({ "alert": open.request, "until": open.expires }))?.line(format!(
            "You sent this already ({}), until {}.",
            short(open.request),
            words::moment(open.expires)
        )));
    }
    let people = recipients::named(session, &args.to).await?;
    let seen = seen(&people, &draft.note, "that your organisation asks, and not that it is you who asks");
    if args.preview {
        return Ok(Told::json(json!({ "preview": true, "to": ways(&people) }))?.lines(seen));
    }
    told::announce(&seen);
    let to = ways(&people);
    session.pin_colleagues(&to).await?;
    let now = clock::now();
    let until = now.plus(args.until.0);
    let (core, edges) = session.make(|device, streams| device.compose_alert(streams, &draft, &to, until, now))?;
    let request = RequestCore::from_bytes(&core).context("the alert could not be read back; nothing was sent")?;
    session.act(&MemberCommand::Alert(AlertCommand::SendAlert { core, edges })).await?;
    let (id, until) = (short(request.request), words::moment(request.expires));
    Ok(Told::json(json!({ "alert": request.request, "to": to, "until": request.expires }))?
        .line(format!("Sent to {} ({id}), until {until}.", words::counted(to.len(), "person", "people")))
        .line("Each decides alone whether to pass it on; who is interested appears in `stn me answers`.")
        .line(format!("Take it back with `stn me withdraw {id}`.")))
}

/// Passes an alert on.
pub(super) async fn pass(session: &mut Session, args: PassArgs) -> anyhow::Result<Told> {
    expect_at_most("your word to the next people", &args.note, CONNECTOR_NOTE)?;
    let came: AlertsView = session.look(&MemberLook::Alerts).await?;
    let item = pick("alert", &args.item, came.came, |one| one.item)?;
    let Waiting::Alert { alert } = &item.waiting else { bail!("this item is no alert; nothing was sent") };
    if alert.hops_left == 0 {
        bail!("this came as far as it may; you can answer it, but not pass it on; nothing was sent");
    }
    let people = recipients::named(session, &args.to).await?;
    let seen = seen(&people, &args.note, "which organisation asks");
    if args.preview {
        return Ok(Told::json(json!({ "preview": true, "to": ways(&people) }))?.lines(seen));
    }
    told::announce(&seen);
    let to = ways(&people);
    let near: Vec<Neighbour> = to.iter().copied().chain([alert.request.predecessor]).collect();
    session.pin_colleagues(&near).await?;
    let now = clock::now();
    let edges = session.make(|device, streams| device.pass_alert(streams, &item, &to, &args.note, now))?;
    session.act(&MemberCommand::Alert(AlertCommand::PassAlert { item: item.item, from: alert.offer, edges })).await?;
    Ok(Told::json(json!({ "passed": item.item, "to": to }))?
        .line(format!("Signed and passed on to {}.", words::counted(to.len(), "person", "people")))
        .line("Whoever asks learns your card only if somebody you passed it to answers."))
}

/// Lists own alerts, and those others brought.
pub(super) async fn list(session: &mut Session) -> anyhow::Result<Told> {
    let alerts: AlertsView = session.look(&MemberLook::Alerts).await?;
    let mut lines = vec![format!("{} of yours", words::counted(alerts.own.len(), "alert", "alerts"))];
    for one in &alerts.own {
        let state = if one.is_open { "under way until" } else { "over, was until" };
        let to = words::counted(one.to.len(), "person", "people");
        let answers = words::counted(one.answers, "answer", "answers");
        lines.push(format!(
            "  {}  {state} {}, sent to {to}, {answers}",
            short(one.request),
            words::moment(one.expires)
        ));
        if let Ok(core) = RequestCore::from_bytes(&one.core.payload) {
            lines.extend(head(&core));
        }
    }
    lines.push(format!("{} others brought", words::counted(alerts.came.len(), "alert", "alerts")));
    for item in &alerts.came {
        if let Waiting::Alert { alert } = &item.waiting {
            lines.push(format!("  {}  {} (until {})", short(item.item), stage(alert), words::moment(item.expires)));
            lines.extend(RequestCore::from_bytes(&alert.request.core.payload).ok().iter().flat_map(head));
        }
    }
    Ok(Told::json(&alerts)?.lines(lines))
}

/// Takes an own alert back, if the digits name one.
pub(super) async fn withdraw(session: &Session, given: &str) -> anyhow::Result<Option<Told>> {
    let alerts: AlertsView = session.look(&MemberLook::Alerts).await?;
    let Ok(own) = pick("alert", given, alerts.own, |one| one.request) else { return Ok(None) };
    let request: RequestId = own.request;
    session.act(&MemberCommand::Alert(AlertCommand::WithdrawAlert { request })).await?;
    Ok(Some(Told::json(json!({ "withdrawn": request }))?.line(format!(
        "Alert {}… is taken back; whoever it still waits for does not see it any more.",
        short(request)
    ))))
}

/// An alert in front of the member, line by line.
pub(super) fn show(
    session: &Session,
    near: &[Recipient],
    item: &ItemView,
    lines: &mut Vec<String>,
) -> serde_json::Value {
    let Waiting::Alert { alert } = &item.waiting else { return serde_json::Value::Null };
    let id = short(item.item);
    lines.push(format!("    handed to you by {}", called(near, &alert.request.predecessor)));
    if !alert.others.is_empty() {
        lines.push(format!("    also by {}", words::counted(alert.others.len(), "other", "others")));
    }
    if !alert.request.connector_note.is_empty() {
        lines.push("    with this word:".to_owned());
        lines.extend(set_in(&alert.request.connector_note));
    }
    let mut json = json!({ "origin_name": alert.request.origin_name, "from": alert.request.predecessor,
        "others": alert.others, "connector_note": alert.request.connector_note, "steps_left": alert.hops_left });
    match session.device().read_alert(item, clock::now()) {
        Ok(core) => {
            json["kind"] = json!(core.kind);
            if let RequestBody::Alert(Alert { text, link, attributes }) = &core.body {
                json["alert"] = json!({ "text": text, "link": link, "attributes": attributes });
                lines.extend(head(&core));
                lines.extend(set_in(text));
            }
        }
        Err(error) => {
            json["unreadable"] = json!(error.to_string());
            lines.push(format!("    it does not hold, so it is not shown: {error}"));
        }
    }
    lines.push(format!("    interested: `stn me answer {id} --text TEXT`; only who asks reads it"));
    if alert.hops_left > 0 {
        lines.push(format!("    you know somebody: `stn me pass {id} --to NAME`"));
    }
    lines.push(format!("    no: `stn me decline {id}`; nothing leaves"));
    json
}

/// What an alert is, in a line.
pub(super) fn headline(alert: &AlertView) -> String {
    let Ok(core) = RequestCore::from_bytes(&alert.request.core.payload) else { return "An alert".to_owned() };
    let org = words::org(&alert.request.origin_name, core.origin);
    let org = if alert.request.origin_is_known { org } else { format!("{org}, name not verified") };
    match core.kind {
        Kind::Opportunity => format!("{org} looks for people who fit: are you, or do you know somebody?"),
        Kind::Introduction | Kind::Intelligence | Kind::Influence | Kind::Appraisal => {
            format!("{org} asks openly for {}: can you, or do you know somebody?", words::kind(core.kind))
        }
    }
}

fn head(core: &RequestCore) -> Vec<String> {
    let RequestBody::Alert(alert) = &core.body else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(first) = alert.text.lines().next() {
        lines.push(format!("      {}: {}", words::kind(core.kind), one_line(first)));
    }
    if !alert.attributes.is_empty() {
        let about: Vec<String> = alert.attributes.iter().map(|one| one_line(&one.value)).collect();
        lines.push(format!("      about: {}", about.join(", ")));
    }
    if !alert.link.is_empty() {
        lines.push(format!("      more: {}", one_line(&alert.link)));
    }
    lines
}

fn stage(alert: &AlertView) -> String {
    let passed = words::counted(alert.passed.len(), "person", "people");
    match alert.stage {
        AlertStage::Waiting => "waits for you".to_owned(),
        AlertStage::Passed => format!("passed on to {passed}"),
        AlertStage::Answered if alert.passed.is_empty() => "answered".to_owned(),
        AlertStage::Answered => format!("answered, and passed on to {passed}"),
        AlertStage::Own | AlertStage::PutAway | AlertStage::Withdrawn => "over".to_owned(),
    }
}

/// What each person will see, line by line.
fn seen(people: &[Recipient], note: &str, about_you: &str) -> Vec<String> {
    let mut lines = vec!["Each of these people will read the whole text, the link and whom it may fit:".to_owned()];
    lines.extend(people.iter().map(|one| format!("  {}", one.shown)));
    lines.push(format!("They also see that it is you who hands it to them, and {about_you}."));
    if !note.is_empty() {
        lines.push(format!("With your word: “{}” (their node and yours can read it too)", one_line(note)));
    }
    lines.push(
        "They may pass it on to people of their choice, who read the same; the nodes on the way can read it.".into(),
    );
    lines
}

fn ways(people: &[Recipient]) -> Vec<Neighbour> {
    people.iter().map(|one| one.way).collect()
}

fn draft(args: &AlertArgs) -> anyhow::Result<AlertDraft> {
    if args.kind == KindWord::Appraisal {
        bail!(Usage(
            "an appraisal is never asked openly: a candidate must not be named to people by chance; nothing was sent"
        ));
    }
    if args.to.len() > ALERT_EDGES || args.about.len() > ATTRIBUTES {
        bail!(Usage("an alert goes to at most twenty people and names at most eight things it is about"));
    }
    let text = read_text(&args.text)?;
    expect_at_most("the text", &text, ALERT_TEXT)?;
    expect_at_most("the link", &args.link, ALERT_LINK)?;
    expect_at_most("your word to the first people", &args.note, CONNECTOR_NOTE)?;
    if text.trim().is_empty() {
        bail!("the text is empty; nothing was sent");
    }
    let attributes: anyhow::Result<Vec<Attribute>> = args.about.iter().map(|given| attribute(given)).collect();
    let (kind, link) = (args.kind.into(), args.link.clone());
    Ok(AlertDraft { kind, text: text.into(), link, attributes: attributes?, note: args.note.clone().into() })
}

/// `topic=social housing` in its agreed form.
fn attribute(given: &str) -> anyhow::Result<Attribute> {
    let unfit = |error: &dyn std::fmt::Display| anyhow!("--about {}: {error}; nothing was sent", one_line(given));
    let (what, value) = given.split_once('=').ok_or_else(|| unfit(&"expected topic=…, role=…, region=… or org=…"))?;
    let (r#type, value) = match what.trim() {
        "topic" => (AttributeType::Topic, Word::parse(value).map(String::from).map_err(|error| unfit(&error))?),
        "role" => (AttributeType::Role, Word::parse(value).map(String::from).map_err(|error| unfit(&error))?),
        "region" => (AttributeType::Region, Region::parse(value).map(String::from).map_err(|error| unfit(&error))?),
        "org" => {
            let handle = Handle::parse(value, None).map_err(|error| unfit(&error))?;
            (AttributeType::Org, handle.canonical().to_string())
        }
        _ => return Err(unfit(&"expected topic=…, role=…, region=… or org=…")),
    };
    Ok(Attribute { r#type, value })
}

fn says_the_same(own: &OwnAlertView, draft: &AlertDraft) -> bool {
    RequestCore::from_bytes(&own.core.payload).is_ok_and(|core| match core.body {
        RequestBody::Alert(alert) => core.kind == draft.kind && alert.text == draft.text && alert.link == draft.link,
        RequestBody::Letter(_) => false,
    })
}

/// Dates are rounded down to the hour.
const LIFE_MIN: Span = Span::secs(2 * 3_600);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_alert_is_about_is_brought_into_its_agreed_form() {
        let of = |given: &str| attribute(given).map(|one| (one.r#type, one.value)).ok();

        assert_eq!(of("topic=Social Housing"), Some((AttributeType::Topic, "social-housing".to_owned())));
        assert_eq!(of("region=de-by"), Some((AttributeType::Region, "DE-BY".to_owned())));
        assert_eq!(of("role=Head of Grants"), Some((AttributeType::Role, "head-of-grants".to_owned())));
        for bad in ["hedges", "colour=green", "topic=", "region=Bavaria"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
