//! `stn me tag`, `stn me note` and `stn me about`: what the member keeps of their people beside how well they know
//! them. A note is sealed on this computer; the node holds bytes it can't read.

use anyhow::bail;
use clap::Args;
use serde_json::json;
use stn_protocol::device::NOTE_TEXT;
use stn_protocol::exchange::view::ContactView;
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::limits::ABOUT_LEN;
use stn_protocol::local::About;
use stn_protocol::local::command::Tags;
use stn_protocol::private::Private;
use stn_protocol::trust::{Region, Word};

use super::{expect_at_most, read_text, who};
use crate::cli::Usage;
use crate::cli::session::Session;
use crate::cli::told::{Told, one_line, set_in};
use crate::cli::words;
use crate::since::is_since;

/// `stn me tag`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TagArgs {
    /// People: parts of names, or numbers from `stn me people`
    #[arg(required_unless_present = "all_at")]
    who: Vec<String>,
    /// Everybody at an organisation, by any of its names or domains
    #[arg(long, value_name = "ORGANISATION")]
    all_at: Option<String>,
    /// A topic they work on, such as social-housing; may be given several times
    #[arg(long)]
    topic: Vec<Word>,
    /// A country such as KE or a part of one such as DE-BY; may be given several times
    #[arg(long, value_name = "CODE")]
    region: Vec<Region>,
    /// A topic to take away
    #[arg(long, value_name = "TOPIC")]
    remove_topic: Vec<Word>,
    /// A region to take away
    #[arg(long, value_name = "CODE")]
    remove_region: Vec<Region>,
}

/// `stn me note`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NoteArgs {
    /// A person: part of the name, or the number from `stn me people`
    who: String,
    /// The note; `-` reads it from standard input, an empty text takes it away. Without it the note is shown
    text: Option<String>,
}

/// `stn me about`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AboutArgs {
    /// A person: part of the name, or the number from `stn me people`
    who: String,
    /// How you know each other
    #[arg(long, value_name = "TEXT")]
    how: Option<String>,
    /// Since when: a year, month or day, such as 2019 or 2019-04
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Who or what you met through
    #[arg(long, value_name = "TEXT")]
    through: Option<String>,
}

/// Adds topics and regions to people, or takes them away.
pub(super) async fn tag(session: &Session, args: TagArgs) -> anyhow::Result<Told> {
    let add = Tags { topics: args.topic, regions: args.region };
    let remove = Tags { topics: args.remove_topic, regions: args.remove_region };
    if add == Tags::default() && remove == Tags::default() {
        bail!(Usage("say what: --topic, --region, --remove-topic or --remove-region; nothing was changed"));
    }
    let contacts = who::contacts(session, &args.who, args.all_at.as_deref()).await?;
    let told = Told::json(json!({ "tagged": contacts, "added": add, "removed": remove }))?
        .line(format!("{} tagged. Only you see it.", words::counted(contacts.len(), "person", "people")));
    session.act(&MemberCommand::TagContacts { contacts, add, remove, import: None }).await?;
    Ok(told)
}

/// Sets or shows the private note.
pub(super) async fn note(session: &mut Session, args: NoteArgs) -> anyhow::Result<Told> {
    let contact = who::contact(session, &args.who).await?;
    let name = one_line(&contact.name);
    let Some(text) = args.text else { return show_note(session, &contact) };
    let text: Private<String> = match text.as_str() {
        "-" => read_text(std::path::Path::new("-"))?.into(),
        _ => text.into(),
    };
    expect_at_most("the note", &text, NOTE_TEXT)?;
    let is_empty = text.trim().is_empty();
    let id = contact.contact;
    let mut about = contact.about.clone();
    about.note = if is_empty { None } else { Some(session.make(|device, rng| device.seal_note(rng, id, &text))?) };
    keep(session, contact, about).await?;
    let told = Told::json(json!({ "contact": id, "noted": !is_empty }))?;
    Ok(match is_empty {
        true => told.line(format!("Your note on {name} is gone.")),
        false => told.line(format!("Noted on {name}, sealed on this computer: your node can't read it.")),
    })
}

/// Says how the two know each other.
pub(super) async fn about(session: &mut Session, args: AboutArgs) -> anyhow::Result<Told> {
    if args.how.is_none() && args.since.is_none() && args.through.is_none() {
        bail!(Usage("say what: --how, --since or --through; nothing was changed"));
    }
    if args.since.as_ref().is_some_and(|since| !is_since(since)) {
        bail!(Usage("--since takes a year, month or day, such as 2019, 2019-04 or 2019-04-07; nothing was changed"));
    }
    let contact = who::contact(session, &args.who).await?;
    let mut about = contact.about.clone();
    let AboutArgs { how, since, through, .. } = args;
    for (what, field, said) in [
        ("--how", &mut about.how, how),
        ("--since", &mut about.since, since),
        ("--through", &mut about.through, through),
    ] {
        if let Some(text) = said {
            expect_at_most(what, &text, ABOUT_LEN)?;
            *field = text.into();
        }
    }
    let (id, name) = (contact.contact, one_line(&contact.name));
    let told = json!({ "contact": id, "how": about.how, "since": about.since, "through": about.through });
    keep(session, contact, about).await?;
    Ok(Told::json(told)?.line(format!("Kept of {name}. Only you see it.")))
}

fn show_note(session: &Session, contact: &ContactView) -> anyhow::Result<Told> {
    let opened = match &contact.about.note {
        Some(sealed) => session.device().open_note(contact.contact, sealed)?,
        None => Private::default(),
    };
    let told = Told::json(json!({ "contact": contact.contact, "note": opened }))?;
    Ok(match opened.is_empty() {
        true => told.line(format!("You have no note on {}.", one_line(&contact.name))),
        false => told.line(format!("Your note on {}:", one_line(&contact.name))).lines(set_in(&opened)),
    })
}

/// Records a contact again with what is kept of them. An entry about which nothing is said leaves everything as it
/// was; what shall hold nothing any more therefore carries a sealed empty note.
async fn keep(session: &mut Session, contact: ContactView, mut about: About) -> anyhow::Result<()> {
    if about == About::default() {
        about.note = Some(session.make(|device, rng| device.seal_note(rng, contact.contact, &Private::default()))?);
    }
    let contacts = vec![ContactEntry { about: Some(about), ..who::entry(contact) }];
    session.act(&MemberCommand::RecordContacts { contacts, import: None }).await?;
    Ok(())
}
