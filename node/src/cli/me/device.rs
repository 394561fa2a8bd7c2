//! `stn me device`: the member's own devices. A further one is let in by a link and six words; one that is gone is
//! taken out, and what it signs from then on does not count.

use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use reqwest::header::HeaderMap;
use serde_json::json;
use stn_protocol::crypto::words::same_words;
use stn_protocol::device::NewDevice;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::exchange::{KeysCommand, MemberCommand, Reply};
use stn_protocol::id::DeviceKey;
use stn_protocol::invitation::DeviceLink;
use stn_protocol::limits::DEVICE_LINK_LIFE;
use stn_protocol::local::keys::{KeyCall, KeysView, WaitingDevice};
use stn_protocol::message::{EndReason, EndedKey};

use crate::cli::door::{Door, body};
use crate::cli::key_file::Lock;
use crate::cli::prefix::pick;
use crate::cli::session::{KeysArg, Session};
use crate::cli::told::{Told, short};
use crate::cli::words::{self, Lasting};
use crate::clock::{self, OsStreams};

/// `stn me device`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DeviceArgs {
    #[command(subcommand)]
    command: DeviceCommand,
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// Make a link for a further device of mine; run `join` with it there
    Add,
    /// Become a further device: run this on the new machine, with the link of the first
    Join {
        /// The link
        link: String,
    },
    /// Let in the device that came, after comparing its six words
    Admit {
        /// The six words the new machine shows
        words: Vec<String>,
    },
    /// Turn away the device that came, and close the link
    Decline,
    /// My devices
    List,
    /// Take a device out of use that I still have
    Remove {
        /// The device, by its first digits
        device: String,
    },
    /// Report a device lost or stolen: what it signed since then does not count
    Lost {
        /// The device, by its first digits
        device: String,
        /// How long ago it was lost
        #[arg(long, value_name = "TIME")]
        since: Option<Lasting>,
    },
}

impl DeviceArgs {
    /// Whether this is the one command that needs no membership on this machine.
    pub(super) const fn link(&self) -> Option<&String> {
        match &self.command {
            DeviceCommand::Join { link } => Some(link),
            DeviceCommand::Add
            | DeviceCommand::Admit { .. }
            | DeviceCommand::Decline
            | DeviceCommand::List
            | DeviceCommand::Remove { .. }
            | DeviceCommand::Lost { .. } => None,
        }
    }
}

/// Runs the command.
pub(super) async fn run(keys: &KeysArg, session: &mut Session, args: DeviceArgs) -> anyhow::Result<Told> {
    match args.command {
        DeviceCommand::Add => add(session).await,
        DeviceCommand::Join { link } => join(keys, &link).await,
        DeviceCommand::Admit { words } => admit(session, &words.join(" ")).await,
        DeviceCommand::Decline => decline(session).await,
        DeviceCommand::List => list(session).await,
        DeviceCommand::Remove { device } => end(session, &device, EndReason::Retired, None).await,
        DeviceCommand::Lost { device, since } => end(session, &device, EndReason::Compromised, since).await,
    }
}

/// Becomes a further device. The same command asks again until the first device has agreed.
pub(super) async fn join(keys: &KeysArg, link: &str) -> anyhow::Result<Told> {
    let link: DeviceLink = link.parse().map_err(|error| anyhow!("{error}; nothing was sent"))?;
    let path = keys.path()?;
    let lock = Lock::take(&path)?;
    if lock.has_file() {
        bail!("there is a key file at {} already; nothing was sent; name another with --keys", path.display());
    }
    let begun = beside(&path);
    let new: NewDevice = match lock.read_beside(&begun)? {
        Some(new) => new,
        None => {
            let new = NewDevice::begin(&mut OsStreams, &link);
            lock.write_beside(&begun, &new)?;
            new
        }
    };
    let door = Door::of_members(&link.api)?;
    let call = KeyCall::EnrolDevice { device: new.enrolment() };
    match door.post("/v1/keys", body(&call)?, HeaderMap::new()).await? {
        Reply::DeviceTaken { bundle, cert, vault } => {
            let mut device = new.finish(&bundle, cert, clock::now())?;
            if let Some(vault) = &vault {
                device.merge_vault(vault)?;
            }
            lock.remove_beside(&begun)?;
            let file = lock.begin(link.api.clone(), device)?;
            Ok(Told::json(json!({ "member": file.keys.device.member(), "keys": path }))?
                .line("This machine is a device of yours.")
                .line(format!("Its keys are in {}.", path.display())))
        }
        Reply::DeviceWaits { .. } => Ok(Told::json(json!({ "words": new.words() }))?
            .line(format!("On your first device run: stn me device admit {}", new.words()))
            .line("It must show the same six words. Then run this command here once more.")),
        Reply::Done
        | Reply::Enrolled { .. }
        | Reply::Recorded { .. }
        | Reply::Undone { .. }
        | Reply::Named { .. }
        | Reply::Invited { .. }
        | Reply::Copy { .. }
        | Reply::Succeeded { .. }
        | Reply::AwaitsColleagues { .. }
        | Reply::Suppressed { .. } => {
            bail!("the node answered something else; it is probably of another version; nothing was changed")
        }
    }
}

async fn add(session: &mut Session) -> anyhow::Result<Told> {
    let expires = clock::now().plus(DEVICE_LINK_LIFE);
    let api = session.api().to_owned();
    let link = session.make(|device, streams| device.open_device(streams, api, expires))?;
    session.act(&MemberCommand::Keys(KeysCommand::OpenDevice { invite: link.invite, expires })).await?;
    Ok(Told::json(json!({ "link": link.to_string(), "expires": expires }))?
        .line(link.to_string())
        .line(format!("On the new machine: `stn me device join LINK`, until {}.", words::moment(expires)))
        .line("It shows six words; come back with them: `stn me device admit WORDS`."))
}

async fn admit(session: &mut Session, said: &str) -> anyhow::Result<Told> {
    let waiting = waiting(session).await?;
    let shown = session.device().words_of(&waiting.device);
    if !same_words(said, &shown) {
        bail!(
            "the words differ: here they are “{shown}”; nothing was let in; if the new machine does show others, \
             turn it away with `stn me device decline`"
        );
    }
    let (device, invite) = (waiting.device.clone(), waiting.device.invite);
    let (draft, bundle) = session.make(|own, streams| own.admit(streams, &device, clock::now()))?;
    let reply = session.act(&MemberCommand::Keys(KeysCommand::AdmitDevice { invite, draft, bundle })).await?;
    session.take_cert(reply)?;
    session.make(|own, _| {
        own.close_device(&invite);
        Ok(())
    })?;
    Ok(Told::json(json!({ "admitted": device.sign_key }))?
        .line(format!("Device {}… is yours. Run `stn me device join LINK` there once more.", short(device.sign_key))))
}

async fn decline(session: &mut Session) -> anyhow::Result<Told> {
    let invite = waiting(session).await?.device.invite;
    session.act(&MemberCommand::Keys(KeysCommand::CloseDevice { invite })).await?;
    session.make(|own, _| {
        own.close_device(&invite);
        Ok(())
    })?;
    Ok(Told::json(json!({ "declined": true }))?.line("Turned away; it learnt nothing, and the link is closed."))
}

async fn list(session: &Session) -> anyhow::Result<Told> {
    let keys: KeysView = session.look(&MemberLook::Keys).await?;
    let devices = devices(session);
    let own = session.device().device_key();
    let line = |key: &DeviceKey| {
        let here = if *key == own { ", this one" } else { "" };
        format!("  {}{here}", short(*key))
    };
    let expires = session.device().cert_content().map(|cert| cert.expires);
    let phrase = if keys.has_copy { "you have a recovery phrase" } else { "no recovery phrase: `stn me phrase`" };
    let told = Told::json(json!({
        "devices": devices, "this": own, "expires": expires, "has_phrase": keys.has_copy,
        "waiting": keys.waiting.len(), "holds_member_key": session.device().holds_member_key(),
    }))?;
    let until = expires.map_or_else(String::new, |at| format!(", certificate until {}", words::moment(at)));
    Ok(told
        .line(format!("{}{until}; {phrase}", words::counted(devices.len(), "device", "devices")))
        .lines(devices.iter().map(line))
        .lines(
            keys.waiting.iter().map(|one| {
                format!("  waits: {} (`stn me device admit WORDS`)", session.device().words_of(&one.device))
            }),
        ))
}

async fn end(session: &mut Session, given: &str, reason: EndReason, ago: Option<Lasting>) -> anyhow::Result<Told> {
    let key = pick("device", given, devices(session), |key| *key)?;
    let from = ago.map_or_else(clock::now, |ago| clock::now().minus(ago.0));
    let draft = session.device().without(EndedKey { key, reason, from }, clock::now())?;
    let reply = session.act(&MemberCommand::Keys(KeysCommand::UpdateCert { draft })).await?;
    if key != session.device().device_key() {
        session.take_cert(reply)?;
    }
    let since = words::moment(from);
    Ok(Told::json(json!({ "ended": key, "reason": reason, "from": from }))?
        .line(format!("Device {}… is refused from here on; what it signed since {since} does not count.", short(key)))
        .line("Organisations you have bridges to are told."))
}

fn devices(session: &Session) -> Vec<DeviceKey> {
    let cert = session.device().cert_content();
    cert.map(|cert| cert.devices.iter().map(|device| device.sign_key).collect()).unwrap_or_default()
}

async fn waiting(session: &Session) -> anyhow::Result<WaitingDevice> {
    let keys: KeysView = session.look(&MemberLook::Keys).await?;
    match <[WaitingDevice; 1]>::try_from(keys.waiting) {
        Ok([only]) => Ok(only),
        Err(none) if none.is_empty() => {
            bail!("no device waits; nothing was changed; begin with `stn me device add`")
        }
        Err(_) => bail!("several devices wait, which you did not ask for; decline one after the other"),
    }
}

fn beside(path: &std::path::Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".joining");
    path.with_file_name(name)
}
