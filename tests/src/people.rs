//! People with devices: what a member does, told in a sentence each.
//!
//! They act through the same commands and views as the command line does, and their devices are the real ones.

pub mod alerts;
mod keys;
pub mod knock;
pub mod matching;
pub mod policy;
pub mod succession;
pub mod upkeep;

use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::device::{Device, DeviceError, Draft, VerifiedAnswer};
use stn_protocol::exchange::view::{AnswerView, AskView, ItemView, MemberLook, MemberSight, OfferView, Waiting};
use stn_protocol::exchange::{AdminCommand, ContactEntry, Input, MemberCommand, Refused, Reply};
use stn_protocol::id::{AskId, OrgId};
use stn_protocol::invitation::{BridgeLink, LinkSecret, MemberLink};
use stn_protocol::message::{Card, Kind, Strength};
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::{Audience, EdgePolicy, Handle};

use crate::World;

mod appraisal;
pub mod words;

pub use appraisal::Appraised;

/// How long an ask of a story lives: short, so that a test can see its end.
pub const ASK_LIFE: Span = Span::days(1);
/// How long a request of a story lives.
pub const REQUEST_LIFE: Span = Span::days(2);

/// A member with a device.
pub struct Person {
    /// Their organisation.
    pub org: OrgId,
    /// Their device.
    pub device: Device,
    /// Their device's randomness.
    pub rng: SeededStreams,
    asks: u8,
}

/// An edge policy that lets anybody in the network ask first.
pub fn network() -> EdgePolicy {
    EdgePolicy { audience: Audience::Network, ..EdgePolicy::default() }
}

impl World {
    /// A person becomes a member, with a stock of letter keys, and sees their colleagues.
    pub fn join(&mut self, org: &str, name: &str) {
        let org = self.org(org);
        let expires = self.now.plus(Span::days(3));
        let command = AdminCommand::InviteMember { name: name.into(), expires };
        let reply = self.call(org, |call| Input::AdminActed { call, command });
        let Ok(Reply::Invited { invite, secret, .. }) = reply else { panic!("an admin may invite") };
        let secret = LinkSecret::from_bytes(secret.0.as_slice().try_into().expect("a secret has 16 bytes"));
        let link = MemberLink { org, api: String::new(), invite, secret, expires };
        let mut rng = self.streams(name);
        let card = Card { name: name.into(), contact: Private(format!("{name}@contact.example")), ..Card::default() };
        let (mut device, enrolment) = Device::enrol(&mut rng, &link, card, self.now);
        let reply = self.call(org, |call| Input::NewcomerCame { call, enrolment });
        let Ok(Reply::Enrolled { cert }) = reply else { panic!("an invited person is enrolled") };
        device.accept_cert(cert, self.now).expect("the node countersigns what the device made");
        let keys = device.letter_keys(&mut rng, 8);
        self.people.insert(name.to_owned(), Person { org, device, rng, asks: 0 });
        self.act(name, MemberCommand::StockLetterKeys { keys }).expect("letter keys are taken");
    }

    /// A member does something.
    pub fn act(&mut self, name: &str, command: MemberCommand) -> Result<Reply, Refused> {
        let (org, member) = self.member(name);
        self.call(org, |call| Input::MemberActed { call, member, command })
    }

    /// Two organisations become peers, both admins agreeing.
    pub fn peer(&mut self, inviter: &str, joiner: &str) {
        let (inviter, joiner) = (self.org(inviter), self.org(joiner));
        let expires = self.now.plus(Span::days(1));
        let reply =
            self.call(inviter, |call| Input::AdminActed { call, command: AdminCommand::InvitePeer { expires } });
        let Ok(Reply::Invited { invite, secret, .. }) = reply else { panic!("an admin may invite a peer") };
        let command = AdminCommand::JoinPeer { org: inviter, addrs: vec!["/memory/0".into()], invite, secret };
        self.call(joiner, |call| Input::AdminActed { call, command }).expect("a token may be taken up");
        self.run(Span::secs(1));
        let command = AdminCommand::ConfirmPeer { org: joiner };
        self.call(inviter, |call| Input::AdminActed { call, command }).expect("who was given a token is confirmed");
        self.run(Span::secs(20));
    }

    /// A member says that they know a colleague.
    pub fn trust(&mut self, name: &str, colleague: &str, strength: Strength, policy: EdgePolicy) {
        self.see_colleagues(name);
        let (_, colleague) = self.member(colleague);
        self.act(name, MemberCommand::TrustColleague { colleague, strength, policy }).expect("a colleague is known");
    }

    /// A member says that they know somebody.
    pub fn knows(&mut self, name: &str, whom: &str, handle: &str, policy: EdgePolicy) {
        let handles = vec![Handle::parse(handle, None).expect("the story's handles are handles")];
        let (strength, whom) = (Strength::KnowWell, Private::from(whom));
        let (org, role) = (Private::default(), Private::default());
        let contacts =
            vec![ContactEntry { contact: None, name: whom, org, role, handles, strength, policy, about: None }];
        self.act(name, MemberCommand::RecordContacts { contacts, import: None }).expect("a contact is recorded");
    }

    /// Two members of peers tie a bridge, by a link that one gives the other.
    pub fn bridge(&mut self, maker: &str, taker: &str, policy: &EdgePolicy) -> BridgeLink {
        self.bridge_rated((maker, Strength::WouldVouch), (taker, Strength::WouldVouch), policy)
    }

    /// The same, each saying how well they know the other. Gives the link, which no node sees.
    pub fn bridge_rated(
        &mut self,
        maker: (&str, Strength),
        taker: (&str, Strength),
        policy: &EdgePolicy,
    ) -> BridgeLink {
        let (now, expires) = (self.now, self.now.plus(Span::days(2)));
        let ((maker, strength), (taker, back)) = (maker, taker);
        let person = self.people.get_mut(maker).expect("the maker exists");
        let link = person.device.open_bridge(&mut person.rng, expires);
        let command = MemberCommand::OpenBridge { bridge: link.bridge, expires, strength, policy: policy.clone() };
        self.act(maker, command).expect("a link may be made");
        let accept = self.device(taker).accept_bridge(&link, now).expect("a link may be taken up");
        let command = MemberCommand::AcceptBridge { accept: Box::new(accept), strength: back, policy: policy.clone() };
        self.act(taker, command).expect("a link may be taken up");
        self.run(Span::secs(1));
        self.answer_bridges(maker);
        self.run(Span::secs(1));
        self.answer_bridges(taker);
        link
    }

    /// A member confirms or completes what waits of bridges.
    pub fn answer_bridges(&mut self, name: &str) {
        let now = self.now;
        for item in self.inbox(name) {
            let command = match &item.waiting {
                Waiting::BridgeAccepted { accept } => {
                    let confirm = self.device(name).confirm_bridge(accept, now).expect("the proof holds");
                    MemberCommand::ConfirmBridge { item: item.item, confirm: Box::new(confirm) }
                }
                Waiting::BridgeConfirmed { terms, confirm } => {
                    self.device(name).complete_bridge(terms, confirm, now).expect("the proof holds");
                    MemberCommand::CompleteBridge { item: item.item }
                }
                Waiting::Prompt { .. } | Waiting::Hop { .. } | Waiting::Letter { .. } => continue,
                Waiting::Alert { .. } | Waiting::Knock { .. } => continue,
            };
            self.act(name, command).expect("a bridge is confirmed");
        }
    }

    /// A member asks for an introduction.
    pub fn ask(&mut self, name: &str, handle: &str) -> AskId {
        self.ask_for(name, handle, Kind::Introduction, ASK_LIFE).expect("a member may ask")
    }

    /// A member sends a request along an offer.
    pub fn request(&mut self, name: &str, offer: &OfferView, letter: &str) -> Result<Reply, DeviceError> {
        self.see_colleagues(name);
        let (now, until) = (self.now, self.now.plus(REQUEST_LIFE));
        let draft = Draft { note: "an introduction".into(), letter: letter.into(), terms: None };
        let person = self.people.get_mut(name).expect("the asker exists");
        let (core, consent) = person.device.compose(&mut person.rng, offer, &draft, until, now)?;
        let command = MemberCommand::SubmitRequest { offer: offer.offer, core, consent };
        Ok(self.act(name, command).expect("a request may go along an offer"))
    }

    /// A member says yes to the first thing of the kind that waits: lets an offer leave, or passes a request on.
    pub fn approve(&mut self, name: &str, note: &str) -> Result<(), DeviceError> {
        self.see_colleagues(name);
        let now = self.now;
        let item = self.inbox(name).into_iter().next().expect("something waits");
        let person = self.people.get_mut(name).expect("the connector exists");
        let command = match &item.waiting {
            Waiting::Prompt { .. } => MemberCommand::AllowOffer { item: item.item, blurb: note.into() },
            Waiting::Hop { .. } => {
                let (consent, receipt) = person.device.pass_on(&mut person.rng, &item, note, now)?;
                MemberCommand::PassOn { item: item.item, consent, receipt, note: note.into() }
            }
            Waiting::Letter { .. }
            | Waiting::BridgeAccepted { .. }
            | Waiting::BridgeConfirmed { .. }
            | Waiting::Knock { .. } => {
                panic!("that is not approved, but answered or confirmed")
            }
            Waiting::Alert { .. } => panic!("an alert is passed on or answered"),
        };
        self.act(name, command).expect("a yes is taken");
        Ok(())
    }

    /// A member declines the first thing that waits.
    pub fn decline(&mut self, name: &str) {
        let item = self.inbox(name).into_iter().next().expect("something waits").item;
        self.act(name, MemberCommand::Decline { item }).expect("a no is taken");
    }

    /// The endpoint reads the letter and answers it. Gives what was read.
    pub fn answer(&mut self, name: &str, text: &str) -> Result<String, DeviceError> {
        self.see_colleagues(name);
        let now = self.now;
        let item = self.inbox(name).into_iter().next().expect("a letter waits");
        let person = self.people.get_mut(name).expect("the endpoint exists");
        let letter = person.device.open_letter(&item, now)?;
        let cards = vec![person.device.card().clone()];
        let sealed = person.device.answer(&mut person.rng, &item, text, cards, now)?;
        self.act(name, MemberCommand::AnswerLetter { item: item.item, sealed }).expect("an answer is taken");
        Ok(letter.text.into_inner())
    }

    /// The asker's device judges the first answer.
    pub fn judge(&mut self, name: &str) -> Result<VerifiedAnswer, DeviceError> {
        let now = self.now;
        let answer = self.answers(name).into_iter().next().expect("an answer came");
        self.device(name).verify_answer(&answer, now)
    }

    /// What waits for a member.
    pub fn inbox(&self, name: &str) -> Vec<ItemView> {
        let MemberSight::Inbox(items) = self.look(name, &MemberLook::Inbox) else { panic!("an inbox was asked for") };
        items
    }

    /// Paths offered to an ask.
    pub fn offers(&self, name: &str, ask: AskId) -> Vec<OfferView> {
        let MemberSight::Offers(offers) = self.look(name, &MemberLook::Offers { ask }) else {
            panic!("offers were asked for")
        };
        offers
    }

    /// Answers to a member's requests.
    pub fn answers(&self, name: &str) -> Vec<AnswerView> {
        let MemberSight::Answers(answers) = self.look(name, &MemberLook::Answers) else {
            panic!("answers were asked for")
        };
        answers
    }

    /// A member's asks.
    pub fn asks(&self, name: &str) -> Vec<AskView> {
        let MemberSight::Asks(asks) = self.look(name, &MemberLook::Asks) else { panic!("asks were asked for") };
        asks
    }

    /// A member's device.
    pub fn device(&mut self, name: &str) -> &mut Device {
        &mut self.people.get_mut(name).expect("the story names a person it introduced").device
    }

    /// What a member sees.
    pub fn look(&self, name: &str, look: &MemberLook) -> MemberSight {
        let (org, member) = self.member(name);
        self.engine(&org).member_look(&member, look, self.now)
    }

    /// A member's device pins the colleagues it sees.
    pub fn see_colleagues(&mut self, name: &str) {
        let now = self.now;
        let MemberSight::Colleagues(colleagues) = self.look(name, &MemberLook::Colleagues) else {
            panic!("colleagues were asked for")
        };
        for colleague in colleagues {
            self.device(name).pin_colleague(&colleague, now).expect("a colleague's certificate holds");
        }
    }
}
