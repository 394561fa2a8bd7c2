//! One node's engine over a real store, without doors and links: what a step changes is collected, and on the disk
//! once [`Durable::commit`] has returned.

use std::io;
use std::path::Path;

use stn_node::store::{Change, Options, SledStore, Store};
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::device::Device;
use stn_protocol::engine::{Engine, Settings};
use stn_protocol::exchange::{AdminCommand, Call, Effect, Input, MemberCommand, Refused, Reply};
use stn_protocol::id::MemberKey;
use stn_protocol::invitation::{LinkSecret, MemberLink};
use stn_protocol::message::Card;
use stn_protocol::time::{Span, Timestamp};

/// A node that remembers.
pub struct Durable {
    /// What it thinks.
    pub engine: Engine,
    /// The time it is told.
    pub now: Timestamp,
    store: SledStore,
    rng: SeededStreams,
    unwritten: Vec<Change>,
}

impl Durable {
    /// A new node in an empty directory.
    ///
    /// # Errors
    /// If the store can't be made.
    pub fn create(dir: &Path) -> io::Result<Self> {
        Self::wake(SledStore::create(dir).map_err(io::Error::other)?)
    }

    /// A node that was here before.
    ///
    /// # Errors
    /// If the store can't be opened or read.
    pub fn open(dir: &Path) -> io::Result<Self> {
        Self::wake(SledStore::open(dir, Options::default()).map_err(io::Error::other)?)
    }

    fn wake(store: SledStore) -> io::Result<Self> {
        let records = store.scan(&[]).map_err(io::Error::other)?;
        let identity = OrgSecret::from_seed(&[1; 32]);
        let engine = Engine::wake(identity, Settings::default(), records).map_err(io::Error::other)?;
        let rng = SeededStreams::new([7; 32], "durable");
        let mut node = Self { engine, now: Timestamp::from_secs(1_790_000_000), store, rng, unwritten: Vec::new() };
        node.step(Input::Started);
        Ok(node)
    }

    /// Somebody becomes a member.
    pub fn join(&mut self, name: &str) -> MemberKey {
        let expires = self.now.plus(Span::secs(1));
        let command = AdminCommand::InviteMember { name: name.into(), expires };
        let reply = self.call(|call| Input::AdminActed { call, command });
        let Ok(Reply::Invited { invite, secret, .. }) = reply else { panic!("an admin may invite") };
        let secret = LinkSecret::from_bytes(secret.0.as_slice().try_into().expect("a secret has 16 bytes"));
        let link = MemberLink { org: self.engine.org(), api: String::new(), invite, secret, expires };
        let mut rng = SeededStreams::new([7; 32], name);
        let (device, enrolment) = Device::enrol(&mut rng, &link, Card::default(), self.now);
        self.call(|call| Input::NewcomerCame { call, enrolment }).expect("an invited person is enrolled");
        // Used invitations are forgotten with their date: an organisation may be larger than their bound.
        self.now = expires;
        self.step(Input::DeadlinePassed);
        device.member()
    }

    /// A member does something.
    ///
    /// # Errors
    /// If the node refuses.
    pub fn act(&mut self, member: MemberKey, command: MemberCommand) -> Result<Reply, Refused> {
        self.call(|call| Input::MemberActed { call, member, command })
    }

    /// Makes everything done so far durable.
    ///
    /// # Errors
    /// If the disk can't take it.
    pub fn commit(&mut self) -> io::Result<()> {
        let batch = std::mem::take(&mut self.unwritten);
        self.store.commit(&batch).map_err(io::Error::other)
    }

    fn call(&mut self, input: impl FnOnce(Call) -> Input) -> Result<Reply, Refused> {
        let reply = self.step(input(Call(0)));
        reply.expect("a call is answered in its step")
    }

    fn step(&mut self, input: Input) -> Option<Result<Reply, Refused>> {
        let mut answer = None;
        for effect in self.engine.step(self.now, &mut self.rng, input) {
            match effect {
                Effect::Persist(changes) => self.unwritten.extend(changes),
                Effect::Reply { reply, .. } => answer = Some(reply),
                // There is no link, worker or page here; what would be sent or settled goes nowhere.
                Effect::Settle { .. } | Effect::Send { .. } | Effect::Link { .. } | Effect::Unlink { .. } => {}
                Effect::Join { .. } | Effect::AnswerJoin { .. } | Effect::Work(_) => {}
                Effect::Show { .. } | Effect::Count(_) | Effect::Stop => {}
            }
        }
        answer
    }
}
