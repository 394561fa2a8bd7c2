//! A member at work: the open key file and the way to the own node.
//!
//! What the device makes is saved before it is sent. Letter keys are filled up along the way, and colleagues
//! are pinned the first time the device has to rely on their keys.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use stn_protocol::device::{Device, DeviceError};
use stn_protocol::exchange::view::{ColleagueView, MeView, MemberLook, Neighbour};
use stn_protocol::exchange::{KeysCommand, MemberCommand, Reply};
use stn_protocol::limits::LETTER_POOL;
use stn_protocol::local::keys::{KeyCall, KeysView};
use stn_protocol::message::{CoSigned, MemberCert};
use stn_protocol::wire::payload::Payload;

use super::door::{Door, DoorError, body};
use super::key_file::{KeyFile, Lock};
use super::told::{one_line, short};
use crate::clock::{self, OsStreams};
use crate::notice::Shown;
use crate::signed;

/// With fewer unused letter keys than this, the pool is filled up.
const LETTER_KEYS_LOW: usize = 16;

/// Which member.
#[derive(Clone, Debug, Args)]
pub(super) struct KeysArg {
    /// The member's key file [default: $XDG_DATA_HOME/stn/me.json]
    #[arg(id = "keys-file", long = "keys", value_name = "FILE", env = "STN_KEYS", global = true)]
    file: Option<PathBuf>,
}

impl KeysArg {
    /// Where the key file is.
    pub(super) fn path(&self) -> anyhow::Result<PathBuf> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|dir| dir.is_absolute());
        let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")));
        let data = data.context("neither XDG_DATA_HOME nor HOME is set; name your key file with --keys")?;
        Ok(data.join("stn/me.json"))
    }
}

/// A member with an open key file.
pub(super) struct Session {
    file: KeyFile,
    door: Door,
    notes: Vec<String>,
}

impl Session {
    /// Opens the key file of somebody who is a member, and fills up the letter keys.
    pub(super) async fn open(keys: &KeysArg) -> anyhow::Result<Self> {
        let file = Lock::take(&keys.path()?)?.open()?;
        if !file.keys.device.is_enrolled() {
            bail!(
                "your key file is waiting for the node to accept it; your keys are safe; \
                 run `stn me join` once more with the same link"
            );
        }
        let mut session = Self::with(file)?;
        session.be_known().await?;
        session.keep_up().await?;
        Ok(session)
    }

    /// Where the node's member API is.
    pub(super) fn api(&self) -> &str {
        &self.file.keys.api
    }

    /// Keeps the certificate the node answered with.
    pub(super) fn take_cert(&mut self, reply: Reply) -> anyhow::Result<()> {
        let Reply::Enrolled { cert } = reply else {
            bail!("the node answered something else than a certificate; it is probably of another version");
        };
        self.make(|device, _| device.take_cert(cert, clock::now()))
    }

    /// Keeps the pins at the node, sealed, where they changed since the last time.
    pub(super) async fn keep_vault(&mut self) -> anyhow::Result<()> {
        let Some((sealed, hash)) = self.device().vault(&mut OsStreams) else { return Ok(()) };
        self.act(&MemberCommand::Keys(KeysCommand::KeepVault { sealed })).await?;
        self.make(|device, _| {
            device.vault_is_kept(hash);
            Ok(())
        })
    }

    /// Makes sure that the node takes this device's calls, and fills up the letter keys.
    ///
    /// A node that does not know the device may have another key by now, or the certificate has run out.
    async fn be_known(&mut self) -> anyhow::Result<()> {
        let me: anyhow::Result<MeView> = self.look(&MemberLook::Me).await;
        match me {
            Ok(me) => self.stock_letter_keys(me.letter_keys).await,
            Err(error) if is_stranger(&error) => {
                self.follow_organisation().await?;
                self.renew_if_over().await?;
                self.fill_letter_keys().await
            }
            Err(error) => Err(error),
        }
    }

    /// Asks what became of the organisation's key as this device knows it, and goes along. The device checks by
    /// itself that the old key says so.
    async fn follow_organisation(&mut self) -> anyhow::Result<()> {
        let call = KeyCall::FollowOrganisation { org: self.device().org() };
        let reply: Result<Reply, DoorError> = self.door.post("/v1/keys", body(&call)?, HeaderMap::new()).await;
        // A node that knows of no change says so, and the next call tells what is wrong.
        let Ok(Reply::Succeeded { successions }) = reply else { return Ok(()) };
        if self.make(|device, _| Ok(device.follow_organisation(&successions)))? {
            let key = short(self.device().org());
            self.notes
                .push(format!("Your organisation has a new key, {key}…, as its old key says; nothing else changes."));
            if !self.device().holds_member_key() {
                self.notes.push("Use your first device once: until then nothing is signed with this one.".to_owned());
            }
        }
        Ok(())
    }

    /// A certificate that has run out is renewed first: without it the node takes no call.
    async fn renew_if_over(&mut self) -> anyhow::Result<()> {
        let now = clock::now();
        let is_over = self.device().cert_content().is_some_and(|cert| cert.expires <= now);
        if !is_over || !self.device().holds_member_key() {
            return Ok(());
        }
        let draft = self.device().renewal(now)?;
        let reply = self.door.post("/v1/keys", body(&KeyCall::Renew { draft })?, HeaderMap::new()).await?;
        self.take_cert(reply)?;
        self.notes.push("Your certificate had run out; it is renewed.".to_owned());
        Ok(())
    }

    /// Keeps up with the member's other devices and with others' keys; renews the certificate when it is due.
    async fn keep_up(&mut self) -> anyhow::Result<()> {
        let keys: KeysView = self.look(&MemberLook::Keys).await?;
        let is_news = self.device().cert_content().map(|cert| cert.version) != version_of(&keys.cert);
        let broken = self.make(|device, _| {
            if is_news {
                device.take_cert(keys.cert.clone(), clock::now())?;
            }
            if let Some(vault) = &keys.vault {
                device.merge_vault(vault)?;
            }
            Ok(device.learn(&keys))
        })?;
        for change in keys.changed.iter().filter(|change| broken.contains(&change.new)) {
            let name = one_line(&change.name);
            self.notes.push(format!(
                "KEY CHANGED: {name} lost every key and holds a new one, as colleagues vouch. This device signs nothing \
                 with them until you have compared words: `stn me pin {name}`."
            ));
        }
        if keys.re_enrolments.iter().any(|one| one.old == self.device().member()) {
            self.notes.push(
                "Somebody with a link of your admin asks to take over your membership; see `stn me vouch`.".to_owned(),
            );
        }
        if self.device().is_due(clock::now()) && self.device().holds_member_key() {
            let draft = self.device().renewal(clock::now())?;
            let reply = self.act(&MemberCommand::Keys(KeysCommand::UpdateCert { draft })).await?;
            self.take_cert(reply)?;
        }
        self.keep_vault().await
    }

    /// A session with a key file that is open already.
    pub(super) fn with(file: KeyFile) -> anyhow::Result<Self> {
        let door = Door::of_members(&file.keys.api)?;
        Ok(Self { file, door, notes: Vec::new() })
    }

    /// Removes the key file: the node has forgotten the member.
    pub(super) fn forget_keys(self) -> anyhow::Result<()> {
        Ok(self.file.remove()?)
    }

    /// What the member's device knows.
    pub(super) fn device(&self) -> &Device {
        &self.file.keys.device
    }

    /// What the commands have to say beside their answer.
    pub(super) fn notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// Lets the device make something, and saves what it must remember of it.
    pub(super) fn make<T>(
        &mut self,
        make: impl FnOnce(&mut Device, &mut OsStreams) -> Result<T, DeviceError>,
    ) -> anyhow::Result<T> {
        let made = make(&mut self.file.keys.device, &mut OsStreams)?;
        self.file.keys.device.tidy(clock::now());
        self.file.save()?;
        Ok(made)
    }

    /// Does something.
    pub(super) async fn act(&self, command: &MemberCommand) -> anyhow::Result<Reply> {
        self.call("/v1/act", body(command)?).await
    }

    /// Looks at something.
    pub(super) async fn look<T: DeserializeOwned>(&self, look: &MemberLook) -> anyhow::Result<T> {
        self.call("/v1/look", body(look)?).await
    }

    /// Fills up the pool of letter keys if it is low.
    pub(super) async fn fill_letter_keys(&mut self) -> anyhow::Result<()> {
        let me: MeView = self.look(&MemberLook::Me).await?;
        self.stock_letter_keys(me.letter_keys).await
    }

    async fn stock_letter_keys(&self, unused: usize) -> anyhow::Result<()> {
        if unused >= LETTER_KEYS_LOW {
            return Ok(());
        }
        let keys = self.device().letter_keys(&mut OsStreams, LETTER_POOL - unused);
        self.act(&MemberCommand::StockLetterKeys { keys }).await?;
        Ok(())
    }

    /// Pins those colleagues among `neighbours` whom the device has not met, and says so.
    pub(super) async fn pin_colleagues(&mut self, neighbours: &[Neighbour]) -> anyhow::Result<()> {
        let own = self.device().member();
        let local: Vec<_> = neighbours.iter().filter(|next| next.bridge.is_none() && next.member != own).collect();
        if local.is_empty() {
            return Ok(());
        }
        let colleagues: Vec<ColleagueView> = self.look(&MemberLook::Colleagues).await?;
        for colleague in colleagues.iter().filter(|one| local.iter().any(|next| next.member == one.member)) {
            self.pin(colleague)?;
        }
        Ok(())
    }

    /// Pins a colleague's key on first sight, and says so.
    pub(super) fn pin(&mut self, colleague: &ColleagueView) -> anyhow::Result<()> {
        if self.device().knows_colleague(&colleague.member) {
            return Ok(());
        }
        self.make(|device, _| device.pin_colleague(colleague, clock::now()))?;
        let (name, key) = (one_line(&colleague.name), short(colleague.member));
        self.notes.push(format!(
            "First time with {name}: their key {key}… is kept from here on. \
             Compare it with them in person when you can; if it ever changes, this device will not sign."
        ));
        Ok(())
    }

    /// What the member chose about mail, if they did.
    pub(super) async fn notices(&self) -> anyhow::Result<Option<Shown>> {
        self.call("/v1/notices", Vec::new()).await
    }

    async fn call<T: DeserializeOwned>(&self, path: &str, body: Vec<u8>) -> anyhow::Result<T> {
        let headers = signed::headers(self.device(), path, clock::now(), &body);
        Ok(self.door.post(path, body, headers).await?)
    }
}

fn is_stranger(error: &anyhow::Error) -> bool {
    error.downcast_ref::<DoorError>().and_then(DoorError::code) == Some("stranger")
}

fn version_of(cert: &CoSigned<MemberCert>) -> Option<u32> {
    MemberCert::from_bytes(&cert.payload).ok().map(|cert| cert.version)
}
