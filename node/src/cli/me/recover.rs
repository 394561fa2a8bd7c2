//! `stn me phrase` and `stn me recover`: nine words make a new machine the member's own when every device is gone.
//! The words are shown once and read from standard input, so that no list of processes or commands holds them.

use anyhow::{Context, bail};
use clap::Args;
use reqwest::header::HeaderMap;
use serde_json::json;
use stn_protocol::crypto::{recovery, words};
use stn_protocol::device::{Device, Others};
use stn_protocol::exchange::{KeysCommand, MemberCommand, Reply};
use stn_protocol::local::keys::KeyCall;
use zeroize::Zeroizing;

use crate::cli::door::{Door, body};
use crate::cli::key_file::Lock;
use crate::cli::session::{KeysArg, Session};
use crate::cli::told::{Told, short};
use crate::cli::words::Lasting;
use crate::clock::{self, OsStreams};

/// `stn me recover`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RecoverArgs {
    /// Where your node's member API is, such as http://node.example:4380
    api: String,
    /// Every other device of yours is lost, since so long ago: they are reported lost
    #[arg(long, value_name = "TIME")]
    all_lost: Option<Lasting>,
}

/// Makes a phrase; one from before serves no more.
pub(super) async fn phrase(session: &mut Session) -> anyhow::Result<Told> {
    let made = session.make(|device, streams| device.new_phrase(streams))?;
    session.act(&MemberCommand::Keys(KeysCommand::KeepRecovery { locator: made.locator, sealed: made.sealed })).await?;
    session.keep_vault().await?;
    Ok(Told::json(json!({ "phrase": made.phrase.as_str() }))?
        .line(made.phrase.as_str())
        .line("Write these nine words down and keep them apart from your devices; they are shown only now.")
        .line("A phrase you made before opens nothing any more."))
}

/// Becomes the member on a machine that has nothing but the phrase.
pub(super) async fn run(keys: &KeysArg, args: RecoverArgs) -> anyhow::Result<Told> {
    let path = keys.path()?;
    let lock = Lock::take(&path)?;
    if lock.has_file() {
        bail!("there is a key file at {} already; nothing was sent; name another with --keys", path.display());
    }
    let mut said = Zeroizing::new(String::new());
    std::io::stdin().read_line(&mut said).context("reading the phrase failed; nothing was sent")?;
    let entropy = words::read_phrase(&said)?;
    let door = Door::of_members(&args.api)?;
    let call = KeyCall::FetchCopy { locator: recovery::locator(&entropy) };
    let Reply::Copy { copy } = door.post("/v1/keys", body(&call)?, HeaderMap::new()).await? else {
        bail!("the node answered something else than a copy; it is probably of another version");
    };
    let now = clock::now();
    let others = args.all_lost.map_or(Others::Stay, |ago| Others::Lost { since: now.minus(ago.0) });
    let (device, draft) = Device::recover(&mut OsStreams, &said, &copy, others, now)?;
    // The keys are on disk before the node lists them.
    let mut file = lock.begin(args.api.clone(), device)?;
    let reply = door.post("/v1/keys", body(&KeyCall::Renew { draft })?, HeaderMap::new()).await;
    let cert = match reply {
        Ok(Reply::Enrolled { cert }) => cert,
        Ok(_) => bail!("the node answered something else than a certificate; it is probably of another version"),
        Err(error) => {
            file.remove()?;
            return Err(error.into());
        }
    };
    file.keys.device.take_cert(cert, clock::now())?;
    file.save()?;
    let mut session = Session::with(file)?;
    session.fill_letter_keys().await?;
    let device = session.device();
    Ok(Told::json(json!({ "org": device.org(), "member": device.member(), "keys": path }))?
        .line(format!("You are back as a member of {}…; your keys are in {}.", short(device.org()), path.display()))
        .line("Requests and letters the lost machine was sent can be answered here; answers to its own requests can't.")
        .line("If a device was lost, report it: `stn me device lost DEVICE`."))
}
