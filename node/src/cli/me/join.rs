//! `stn me join LINK`: makes a member's keys here and lets the node enrol them.
//!
//! The keys are on disk before anything is sent. If the answer is lost, the same command finishes what was begun.

use anyhow::{anyhow, bail};
use clap::Args;
use reqwest::header::HeaderMap;
use serde_json::json;
use stn_protocol::device::Device;
use stn_protocol::exchange::view::{MeView, MemberLook};
use stn_protocol::exchange::{KeysCommand, MemberCommand, Reply};
use stn_protocol::invitation::MemberLink;
use stn_protocol::message::Card;

use super::fit_card;
use crate::cli::door::{Door, DoorError, body};
use crate::cli::key_file::{KeyFile, Lock};
use crate::cli::session::{KeysArg, Session};
use crate::cli::told::Told;
use crate::cli::words;
use crate::clock::{self, OsStreams};

/// `stn me join`.
#[derive(Debug, Args)]
pub(in crate::cli) struct JoinArgs {
    /// The link your organisation's admin gave you
    link: String,
    /// Your name, as people you answer or ask will read it
    #[arg(long)]
    name: String,
    /// Your role
    #[arg(long, default_value = "")]
    role: String,
    /// Your organisation
    #[arg(long, default_value = "")]
    org: String,
    /// How people reach you: a mail address, a phone number, a page
    #[arg(long, default_value = "")]
    contact: String,
}

/// Becomes a member.
pub(super) async fn run(keys: &KeysArg, args: JoinArgs) -> anyhow::Result<Told> {
    let link: MemberLink = args.link.parse().map_err(|error| anyhow!("{error}; nothing was sent"))?;
    if link.expires <= clock::now() {
        bail!("this invitation has expired; nothing was sent; ask your admin for a new one");
    }
    let path = keys.path()?;
    let lock = Lock::take(&path)?;
    let begun = lock.has_file();
    let file = if begun { unfinished(lock.open()?, &link)? } else { begin(lock, &link, &args)? };
    let file = enrol(file, &link, begun).await?;
    let mut session = Session::with(file)?;
    session.fill_letter_keys().await?;
    let phrase = session.make(|device, streams| device.new_phrase(streams))?;
    session
        .act(&MemberCommand::Keys(KeysCommand::KeepRecovery { locator: phrase.locator, sealed: phrase.sealed }))
        .await?;
    session.keep_vault().await?;
    let me: MeView = session.look(&MemberLook::Me).await?;
    let device = session.device();
    Ok(Told::json(json!({
        "org": device.org(), "member": device.member(), "keys": path, "phrase": phrase.phrase.as_str(),
    }))?
    .line(format!("You are a member of {}.", words::org(&me.org_name, me.org)))
    .line(format!("Your keys are in {}; nobody else has them.", path.display()))
    .line(format!("Your recovery phrase, shown only now: {}", phrase.phrase.as_str()))
    .line("Write the nine words down and keep them apart from this computer: they make a new machine yours.")
    .line("Next: bring the people you know with `stn me import Connections.csv`.")
    .notes(session.notes()))
}

fn begin(lock: Lock, link: &MemberLink, args: &JoinArgs) -> anyhow::Result<KeyFile> {
    let card = fit_card(Card {
        name: args.name.as_str().into(),
        org: args.org.as_str().into(),
        role: args.role.as_str().into(),
        contact: args.contact.as_str().into(),
    })?;
    let (device, _) = Device::enrol(&mut OsStreams, link, card, clock::now());
    Ok(lock.begin(link.api.clone(), device)?)
}

/// A key file made for this organisation whose node has not answered yet.
fn unfinished(file: KeyFile, link: &MemberLink) -> anyhow::Result<KeyFile> {
    if file.keys.device.org() != link.org {
        bail!(
            "your key file belongs to another organisation; nothing was sent; \
             name another file with --keys to join this one as well"
        );
    }
    if file.keys.device.is_enrolled() {
        bail!("your key file makes you a member of this organisation already; nothing was sent");
    }
    Ok(file)
}

async fn enrol(mut file: KeyFile, link: &MemberLink, begun: bool) -> anyhow::Result<KeyFile> {
    let enrolment = file.keys.device.enrolment(link);
    let door = Door::of_members(&file.keys.api)?;
    let reply = match door.post("/v1/join", body(&enrolment)?, HeaderMap::new()).await {
        Ok(reply) => reply,
        Err(DoorError::Refused(said)) if !begun => {
            // The node never accepted these keys, so another link may begin afresh.
            file.remove()?;
            return Err(DoorError::Refused(said).into());
        }
        Err(error) => return Err(error.into()),
    };
    let cert = match reply {
        Reply::Enrolled { cert } => cert,
        Reply::AwaitsColleagues { confirmed, needed } => {
            let shown = file.keys.device.key_words(&file.keys.device.member());
            bail!(
                "your new key waits for colleagues: {confirmed} of {needed} vouched; read them these six words and let \
                 them run `stn me vouch`, then run this command once more: {shown}"
            );
        }
        Reply::Done
        | Reply::Recorded { .. }
        | Reply::Undone { .. }
        | Reply::Named { .. }
        | Reply::Invited { .. }
        | Reply::Copy { .. }
        | Reply::Succeeded { .. }
        | Reply::Suppressed { .. }
        | Reply::DeviceWaits { .. }
        | Reply::DeviceTaken { .. } => {
            bail!("the node answered something else than a certificate; it is probably of another version")
        }
    };
    file.keys.device.accept_cert(cert, clock::now())?;
    file.save()?;
    Ok(file)
}
