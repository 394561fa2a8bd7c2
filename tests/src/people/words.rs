//! What members say along requests: they ask back, reply, try several paths, and stay connected.

use stn_protocol::device::{DeviceError, Draft, Heard, Spacing, StayWish};
use stn_protocol::exchange::view::{
    AdminLook, AdminSight, AnsweredView, BridgeView, MemberLook, MemberSight, OfferView, ProposalView, WordView,
};
use stn_protocol::exchange::{MemberCommand, Refused, Reply, WordCommand};
use stn_protocol::id::{AskId, RequestId, WordId};
use stn_protocol::local::PreparedRequest;
use stn_protocol::message::{Kind, RequestCore, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_protocol::wire::payload::Payload;

use super::network;
use crate::World;
use crate::valley::JONAS;

/// A policy under which a match is offered without asking.
pub fn standing() -> EdgePolicy {
    EdgePolicy { beyond: AnswerMode::Standing, ..network() }
}

/// Two ways to Jonas that share nobody.
///
/// ```text
///   Lucía ══ Nadia ── Henrike ══ Matthias ── knows Jonas
///   Lucía ══ Piet ── knows Jonas
/// ```
pub fn two_paths(seed: u8) -> World {
    let mut world = crate::valley::valley(seed, JONAS, standing());
    world.found("Millbrook");
    world.join("Millbrook", "Piet");
    world.knows("Piet", "Jonas Weidt", JONAS, standing());
    world.peer("Millbrook", "Hillside");
    world.bridge("Lucía", "Piet", &network());
    world.run(Span::secs(700));
    world
}

impl World {
    /// A member asks for an introduction for longer than a day.
    pub fn ask_long(&mut self, name: &str, handle: &str, life: Span) -> AskId {
        self.ask_for(name, handle, Kind::Introduction, life).expect("a member may ask")
    }

    /// A member signs requests along several offers at once.
    pub fn request_several(
        &mut self,
        name: &str,
        offers: &[OfferView],
        letter: &str,
    ) -> Result<Vec<PreparedRequest>, DeviceError> {
        self.see_colleagues(name);
        let now = self.now;
        let draft = Draft { note: "an introduction".into(), letter: letter.into(), terms: None };
        let spacing = Spacing { life: Span::days(21), every: None, least: Span::days(1) };
        let person = self.people.get_mut(name).expect("the asker exists");
        let requests = person.device.compose_several(&mut person.rng, offers, &draft, (spacing, now))?;
        self.act(name, MemberCommand::SubmitRequests { requests: requests.clone() }).expect("requests are taken");
        Ok(requests)
    }

    /// A member asks back about the first thing that waits.
    pub fn ask_back(&mut self, name: &str, text: &str) -> Result<Reply, Refused> {
        self.see_colleagues(name);
        let now = self.now;
        let item = self.inbox(name).into_iter().next().expect("something waits");
        let person = self.people.get_mut(name).expect("the connector exists");
        let (word, sealed) = person.device.ask_back(&mut person.rng, &item, text, now).expect("a question is sealed");
        self.act(name, MemberCommand::Word(WordCommand::AskBack { item: item.item, word, sealed }))
    }

    /// Words that came for a member.
    pub fn words(&self, name: &str) -> Vec<WordView> {
        let MemberSight::Words(words) = self.look(name, &MemberLook::Words) else { panic!("words were asked for") };
        words
    }

    /// Words that came for a member, as their device opens them.
    pub fn heard(&mut self, name: &str) -> Vec<Result<Heard, DeviceError>> {
        let (now, words, answers) = (self.now, self.words(name), self.answers(name));
        let device = self.device(name);
        words.iter().map(|word| device.hear(word, &answers, now)).collect()
    }

    /// The asker replies to the first word.
    pub fn reply(&mut self, name: &str, text: &str) -> Result<Reply, Refused> {
        let view = self.words(name).into_iter().next().expect("a question came");
        let person = self.people.get_mut(name).expect("the asker exists");
        let (word, sealed) = person.device.reply(&mut person.rng, &view, text).expect("a reply is sealed");
        self.act(name, MemberCommand::Word(WordCommand::SendWord { request: request_of(&view), word, sealed }))
    }

    /// The asker's device judges every answer and tells its node.
    pub fn record_outcomes(&mut self, name: &str) {
        let now = self.now;
        for answer in self.answers(name) {
            let verified = self.device(name).verify_answer(&answer, now).is_ok();
            let core = RequestCore::from_bytes(&answer.core.payload).expect("a core reads");
            self.act(name, MemberCommand::RecordOutcome { request: core.request, verified }).expect("noted");
        }
    }

    /// The asker sends the letter that was kept back until the answer held.
    pub fn send_letter(&mut self, name: &str) -> Option<WordId> {
        let (now, answer) = (self.now, self.answers(name).remove(0));
        let person = self.people.get_mut(name).expect("the asker exists");
        let made = person.device.letter_after(&mut person.rng, &answer, now).expect("the answer holds");
        let (word, sealed) = made?;
        let core = RequestCore::from_bytes(&answer.core.payload).expect("a core reads");
        self.act(name, MemberCommand::Word(WordCommand::SendWord { request: core.request, word, sealed }))
            .expect("a letter may follow");
        Some(word)
    }

    /// The asker proposes to the one who answered to stay connected.
    pub fn propose_to_endpoint(&mut self, name: &str) -> Result<Reply, Refused> {
        let (now, answer) = (self.now, self.answers(name).remove(0));
        let person = self.people.get_mut(name).expect("the asker exists");
        let far = person.device.endpoint(&answer, now).expect("the answer holds");
        let said = ("shall we?".into(), StayWish::default());
        let made = person.device.propose_stay(&mut person.rng, &far, said, now);
        let (word, sealed) = made.expect("a proposal is sealed");
        self.act(name, MemberCommand::Word(WordCommand::SendWord { request: far.request, word, sealed }))
    }

    /// The one who answered proposes to the asker to stay connected.
    pub fn propose_to_asker(&mut self, name: &str) -> Result<Reply, Refused> {
        let now = self.now;
        let MemberSight::Answered(answered) = self.look(name, &MemberLook::Answered) else { panic!("asked for") };
        let AnsweredView { core, .. } = answered.into_iter().next().expect("a letter was answered");
        let request = RequestCore::from_bytes(&core.payload).expect("a core reads").request;
        let person = self.people.get_mut(name).expect("the endpoint exists");
        let far = person.device.asker(&request).expect("this device answered it");
        let said = ("shall we?".into(), StayWish::default());
        let made = person.device.propose_stay(&mut person.rng, &far, said, now);
        let (word, sealed) = made.expect("a proposal is sealed");
        self.act(name, MemberCommand::Word(WordCommand::SendWord { request, word, sealed }))
    }

    /// A member agrees to the last proposal that came.
    pub fn agree(&mut self, name: &str) -> Result<(), DeviceError> {
        let (now, answers) = (self.now, self.answers(name));
        let view = self.words(name).pop().expect("a proposal came");
        let person = self.people.get_mut(name).expect("they exist");
        let wish = StayWish::default();
        let ((word, sealed), tie) =
            person.device.agree_to_stay(&mut person.rng, (&view, &answers), wish.clone(), now)?;
        let (strength, policy) = (wish.strength, wish.policy);
        self.act(name, MemberCommand::Word(WordCommand::StayConnected { tie: Box::new(tie), strength, policy }))
            .expect("it is kept");
        let request = request_of(&view);
        self.act(name, MemberCommand::Word(WordCommand::SendWord { request, word, sealed }))
            .expect("an agreement goes back");
        Ok(())
    }

    /// A member's device ties what the other side agreed to.
    pub fn tie_agreed(&mut self, name: &str) -> Result<(), DeviceError> {
        let (now, answers) = (self.now, self.answers(name));
        for view in self.words(name) {
            if !matches!(self.device(name).hear(&view, &answers, now), Ok(Heard::Agreed(_))) {
                continue;
            }
            let (tie, wish) = self.device(name).tie_stay(&view, &answers, now)?;
            assert_eq!(wish.strength, Strength::HaveMet, "a first tie says no more than that they have met");
            let (strength, policy) = (wish.strength, wish.policy);
            self.act(name, MemberCommand::Word(WordCommand::StayConnected { tie: Box::new(tie), strength, policy }))
                .expect("kept");
        }
        Ok(())
    }

    /// A member's bridges.
    pub fn bridges(&self, name: &str) -> Vec<BridgeView> {
        let MemberSight::Bridges(bridges) = self.look(name, &MemberLook::Bridges) else { panic!("asked for") };
        bridges
    }

    /// What an admin sees of members who would stay connected.
    pub fn proposals(&self, org: &str) -> Vec<ProposalView> {
        let sight = self.engine(&self.org(org)).admin_look(AdminLook::Proposals, self.now);
        let AdminSight::Proposals(proposals) = sight else { panic!("proposals were asked for") };
        proposals
    }
}

/// The request a word belongs to.
pub fn request_of(view: &WordView) -> RequestId {
    RequestCore::from_bytes(&view.core.payload).expect("a core reads").request
}
