//! `stn me export`: everything the node holds of the member, and what the member's device can open of it, in one file:
//! JSON for programs, or a page for people that needs nothing but itself.
//!
//! Secret keys are not in it: the key file is their only place.

mod page;

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use serde_json::{Map, Value, json};
use stn_protocol::device::Device;
use stn_protocol::exchange::view::{ExportView, MemberLook};

use super::outcome;
use crate::cli::Usage;
use crate::cli::private_file;
use crate::cli::session::{KeysArg, Session};
use crate::cli::told::Told;
use crate::clock;

/// `stn me export`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    /// Where to write it: a name that ends in .json or .html, where there is nothing yet
    file: PathBuf,
}

/// What the member's device opened.
#[derive(Default, serde::Serialize)]
struct Opened {
    /// Letters that wait.
    letters: Vec<Value>,
    /// Answers whose whole chain held.
    answers: Vec<Value>,
    /// Notes on contacts.
    notes: Vec<Value>,
    /// What asks led to.
    outcomes: Vec<Value>,
}

/// Writes it.
pub(super) async fn run(session: &Session, keys: &KeysArg, args: &ExportArgs) -> anyhow::Result<Told> {
    let form = args.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if form != "json" && form != "html" {
        bail!(Usage("name a file that ends in .json or .html"));
    }
    private_file::expect_free(&args.file)?;
    let all: ExportView = session.look(&MemberLook::Export).await?;
    let mail = session.notices().await?;
    let opened = Opened::of(&all, session.device());
    let bytes = match form.as_str() {
        "html" => page::write(&all, mail.as_ref(), &opened).into_bytes(),
        _ => serde_json::to_vec_pretty(&json!({
            "format": 1, "node": all, "mail": mail, "device": device(session.device())?, "opened": opened,
        }))?,
    };
    private_file::write(&args.file, &bytes)?;
    let (file, own) = (args.file.display(), keys.path()?);
    Ok(Told::json(json!({ "file": args.file, "bytes": bytes.len() }))?
        .line(format!("{file} holds everything your node holds of you, and what your device could open of it."))
        .line("It can be read by everybody who has it: keep it as you keep your letters.")
        .line(format!("Your keys are not in it; they are in {}.", own.display())))
}

impl Opened {
    fn of(all: &ExportView, device: &Device) -> Self {
        let now = clock::now();
        let letters = all.inbox.iter().filter_map(|item| {
            let letter = device.open_letter(item, now).ok()?;
            Some(json!({ "item": item.item, "text": letter.text, "card": letter.card, "org": letter.org }))
        });
        let answers = all.answers.iter().filter_map(|answer| {
            let opened = device.verify_answer(answer, now).ok()?;
            Some(json!({ "ask": answer.ask, "text": opened.text, "cards": opened.cards, "path": opened.path }))
        });
        let notes = all.people.iter().filter_map(|person| {
            let note = device.open_note(person.contact, person.about.note.as_ref()?).ok()?;
            Some(json!({ "contact": person.contact, "note": note }))
        });
        let outcomes = all.asks.iter().filter_map(|ask| {
            let led_to = outcome::opened(device, ask)?;
            Some(json!({ "ask": ask.ask, "led_to": led_to }))
        });
        Self {
            letters: letters.collect(),
            answers: answers.collect(),
            notes: notes.collect(),
            outcomes: outcomes.collect(),
        }
    }
}

/// What the device keeps, without anything secret: only fields known to be none are taken.
fn device(device: &Device) -> anyhow::Result<Value> {
    let kept = serde_json::to_value(device)?;
    let open = ["org", "card", "cert", "bridge_pins", "colleague_pins", "passed", "answered"];
    let fields = open.into_iter().filter_map(|name| Some((name.to_owned(), kept.get(name)?.clone())));
    let mut fields: Map<String, Value> = fields.collect();
    fields.insert("member".to_owned(), json!(device.member()));
    fields.insert("device".to_owned(), json!(device.device_key()));
    Ok(Value::Object(fields))
}
