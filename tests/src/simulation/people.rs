//! People of a run: slow, sometimes silent, and of one mind: what somebody decides about a thing follows from the plan
//! and the thing, not from when it comes or how often.
//!
//! Whoever finds the node down, or hears nothing back, tries again later, as people and their programs do.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::crypto::stream::SeededStreams;
use stn_protocol::device::{Device, Draft};
use stn_protocol::exchange::view::{AnswerView, AskView, ItemView, MemberLook, MemberSight, OfferView, Waiting};
use stn_protocol::exchange::{Input, MemberCommand, Refused, Reply};
use stn_protocol::id::{AskId, Blob, ItemId, MemberKey, OfferRef, OrgId};
use stn_protocol::message::{Consent, Kind, RequestCore, Signed};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::payload::Payload;

use crate::simulation::chance::Seed;
use crate::simulation::happening::{Happening, Place};
use crate::simulation::node::Clock;
use crate::simulation::promise::{Broken, chain};
use crate::simulation::record::Told;
use crate::simulation::run::Simulation;
use crate::simulation::setting::{STRANGERS, stranger_handle};

/// How long an ask of a run lives.
pub const ASK_LIFE: Span = Span::days(2);
/// How long a request of a run lives.
const REQUEST_LIFE: Span = Span::days(2);
/// How often people look without being called.
const EVERY: Span = Span::secs(900);
/// When they close an ask: later than everything that goes wrong, and than what people and repeats take.
pub(super) const CLOSING: Span = Span::secs(3 * 3_600);
/// How soon they try again what did not work.
const SOON: Span = Span::secs(60);

/// A member and the device.
pub struct Human {
    /// As the organisation calls them.
    pub name: String,
    /// The member.
    pub member: MemberKey,
    /// Where their node is.
    pub place: Place,
    /// Their device.
    pub device: Device,
    /// Their device's clock.
    pub clock: Clock,
    /// Whether they were told that something waits.
    pub is_called: bool,
    pub(super) rng: SeededStreams,
    left_alone: BTreeSet<ItemId>,
    /// What they asked back about.
    pub(super) asked_back: BTreeSet<ItemId>,
    composed: BTreeMap<OfferRef, (Vec<u8>, Signed<Consent>)>,
    given_up: BTreeSet<OfferRef>,
}

/// Somebody will ask for somebody.
#[derive(Clone, Copy, Debug)]
pub struct PlannedAsk {
    /// When.
    pub at: Span,
    /// Who.
    pub who: usize,
    /// Which stranger.
    pub stranger: usize,
    /// Whether they close the ask in the end, when all is quiet.
    pub is_closed: bool,
}

/// What people of a plan ask for: one to three, each somebody else.
pub fn plan(seed: Seed, people: usize) -> Vec<PlannedAsk> {
    let mut chance = seed.chance("plan");
    let first = chance.below(STRANGERS);
    let count = 1 + chance.below(3);
    let ask = |number: usize| {
        let at = chance.between(Span::secs(1), Span::secs(900));
        let (who, is_closed) = (chance.below(people), chance.happens(2_500));
        PlannedAsk { at, who, stranger: (first + number) % STRANGERS, is_closed }
    };
    (0..count).map(ask).collect()
}

/// What somebody does about a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Says yes.
    Yes,
    /// Says no.
    No,
    /// Leaves it.
    Nothing,
}

impl Seed {
    /// What a person does about a thing.
    pub fn choice(self, who: &str, about: &str) -> Choice {
        match self.decide(&format!("{who} about {about}")) % 20 {
            0..=1 => Choice::No,
            2..=3 => Choice::Nothing,
            _ => Choice::Yes,
        }
    }
}

impl Human {
    /// A member as the setting left them.
    pub fn new(name: &str, device: Device, clock: Clock, places: &BTreeMap<OrgId, Place>, seed: Seed) -> Self {
        Self {
            name: name.to_owned(),
            member: device.member(),
            place: places.get(&device.org()).copied().expect("devices of the setting's organisations"),
            device,
            clock,
            is_called: false,
            rng: seed.streams(name),
            left_alone: BTreeSet::new(),
            asked_back: BTreeSet::new(),
            composed: BTreeMap::new(),
            given_up: BTreeSet::new(),
        }
    }
}

/// The name of a planned ask.
pub const fn ask_id(number: usize) -> AskId {
    AskId::from_bytes([number as u8 + 1; 16])
}

/// What everybody on the way reads of it.
pub fn note_of(number: usize) -> String {
    format!("about ask {number}")
}

impl Simulation<'_> {
    /// What a member sees; `None` while the node is down.
    pub fn member_look(&self, who: usize, look: &MemberLook) -> Option<MemberSight> {
        let human = &self.people[who];
        let node = &self.nodes[human.place];
        Some(node.engine.as_ref()?.member_look(&human.member, look, node.clock.shows(self.now)))
    }

    /// What waits for a member.
    pub fn inbox(&self, who: usize) -> Vec<ItemView> {
        match self.member_look(who, &MemberLook::Inbox) {
            Some(MemberSight::Inbox(items)) => items,
            _ => Vec::new(),
        }
    }

    /// A member's asks.
    pub fn asks_of(&self, who: usize) -> Vec<AskView> {
        match self.member_look(who, &MemberLook::Asks) {
            Some(MemberSight::Asks(asks)) => asks,
            _ => Vec::new(),
        }
    }

    /// Paths offered to an ask.
    pub fn offers_to(&self, who: usize, ask: AskId) -> Vec<OfferView> {
        match self.member_look(who, &MemberLook::Offers { ask }) {
            Some(MemberSight::Offers(offers)) => offers,
            _ => Vec::new(),
        }
    }

    /// Answers to a member's requests.
    pub fn answers_to(&self, who: usize) -> Vec<AnswerView> {
        match self.member_look(who, &MemberLook::Answers) {
            Some(MemberSight::Answers(answers)) => answers,
            _ => Vec::new(),
        }
    }

    /// What their device's clock shows.
    pub fn time_of(&self, who: usize) -> Timestamp {
        self.people[who].clock.shows(self.now)
    }

    /// Somebody asks what was planned.
    pub(super) fn ask(&mut self, number: usize) {
        let PlannedAsk { who, stranger, .. } = self.asks[number];
        let command = MemberCommand::Ask {
            ask: ask_id(number),
            kind: Kind::Introduction,
            handles: vec![stranger_handle(stranger)],
            until: self.time_of(who).plus(ASK_LIFE),
            attributes: Vec::new(),
            avoid: Vec::new(),
            terms: None,
            keep_looking_until: None,
        };
        if self.act(who, "asks", command).is_none() {
            self.expect(SOON, Happening::Ask { number });
        }
    }

    /// Somebody closes an ask.
    pub(super) fn close(&mut self, number: usize) {
        let command = MemberCommand::CloseAsk { ask: ask_id(number) };
        if self.act(self.asks[number].who, "closes an ask", command).is_none() {
            self.expect(SOON, Happening::Close { number });
        }
    }

    /// Somebody looks at everything that waits for them, and acts on it.
    pub(super) fn look(&mut self, who: usize) {
        self.people[who].is_called = false;
        let is_done = self.nodes[self.people[who].place].engine.is_some()
            && self.look_at_inbox(who)
            && self.look_at_offers(who)
            && self.look_at_answers(who)
            && self.look_at_words(who);
        self.expect(if is_done { EVERY } else { SOON }, Happening::Look { who });
    }

    /// Whether nothing has to be tried again.
    fn look_at_inbox(&mut self, who: usize) -> bool {
        for item in self.inbox(who) {
            if self.people[who].left_alone.contains(&item.item) {
                continue;
            }
            let Some(about) = about(&item) else { continue };
            if !self.ask_back(who, &item, &about) {
                return false;
            }
            let choice = self.plan.choice(&self.people[who].name, &about);
            let command = match choice {
                Choice::Yes => self.agree(who, &item),
                Choice::No => Some(("declines", MemberCommand::Decline { item: item.item })),
                Choice::Nothing => None,
            };
            let Some((what, command)) = command else {
                self.people[who].left_alone.insert(item.item);
                continue;
            };
            if self.act(who, what, command).is_none() {
                return false;
            }
        }
        true
    }

    /// What a yes is to what waits; `None` if the device refuses.
    fn agree(&mut self, who: usize, item: &ItemView) -> Option<(&'static str, MemberCommand)> {
        let now = self.time_of(who);
        let human = &mut self.people[who];
        let from = format!("from {}", human.name);
        match &item.waiting {
            Waiting::Prompt { .. } => {
                Some(("lets an offer leave", MemberCommand::AllowOffer { item: item.item, blurb: from.into() }))
            }
            Waiting::Hop { .. } => {
                let (consent, receipt) = human.device.pass_on(&mut human.rng, item, &from, now).ok()?;
                let command = MemberCommand::PassOn { item: item.item, consent, receipt, note: from.into() };
                Some(("passes a request on", command))
            }
            Waiting::Letter { .. } => {
                human.device.open_letter(item, now).ok()?;
                let cards = vec![human.device.card().clone()];
                let sealed: Blob = human.device.answer(&mut human.rng, item, &from, cards, now).ok()?;
                Some(("answers", MemberCommand::AnswerLetter { item: item.item, sealed }))
            }
            Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } => None,
            Waiting::Knock { .. } | Waiting::Alert { .. } => None,
        }
    }

    fn look_at_offers(&mut self, who: usize) -> bool {
        for number in (0..self.asks.len()).filter(|number| self.asks[*number].who == who).collect::<Vec<_>>() {
            for offer in self.offers_to(who, ask_id(number)) {
                let human = &self.people[who];
                let about = format!("the offer {} to ask {number}", *offer.blurb);
                let is_wanted = self.plan.choice(&human.name, &about) == Choice::Yes;
                if !is_wanted || offer.used || human.given_up.contains(&offer.offer) {
                    continue;
                }
                if !self.request(who, number, &offer) {
                    return false;
                }
            }
        }
        true
    }

    /// Sends a request along an offer. Whether that need not be tried again.
    fn request(&mut self, who: usize, number: usize, offer: &OfferView) -> bool {
        let now = self.time_of(who);
        let human = &mut self.people[who];
        if !human.composed.contains_key(&offer.offer) {
            let draft = Draft { note: note_of(number).into(), letter: note_of(number).into(), terms: None };
            match human.device.compose(&mut human.rng, offer, &draft, now.plus(REQUEST_LIFE), now) {
                Ok(made) => human.composed.insert(offer.offer, made),
                Err(_) => return human.given_up.insert(offer.offer),
            };
        }
        let Some((core, consent)) = human.composed.get(&offer.offer).cloned() else { return true };
        match self.act(who, "sends a request", MemberCommand::SubmitRequest { offer: offer.offer, core, consent }) {
            None => false,
            Some(Ok(_)) => true,
            Some(Err(_)) => {
                self.people[who].given_up.insert(offer.offer);
                true
            }
        }
    }

    fn look_at_answers(&mut self, who: usize) -> bool {
        let answers = self.answers_to(who);
        for answer in answers.iter().filter(|answer| answer.verified.is_none()) {
            let now = self.time_of(who);
            let human = &self.people[who];
            let verified = human.device.verify_answer(answer, now).is_ok();
            let judge = |answer: &AnswerView| Some(human.device.verify_answer(answer, now).ok()?.path.len());
            if self.is_calm
                && let Err(what) = chain::always_a_whole_chain(&judge, answer, &answers)
            {
                self.broken.get_or_insert(Broken { promise: chain::NAME, what });
            }
            let request = RequestCore::from_bytes(&answer.core.payload).expect("an own request reads").request;
            let what = if verified { "reads an answer that holds" } else { "is shown an answer that does not hold" };
            if self.act(who, what, MemberCommand::RecordOutcome { request, verified }).is_none() {
                return false;
            }
        }
        true
    }

    /// A member acts; `None` if the node was down, or fell before it answered.
    pub(super) fn act(
        &mut self,
        who: usize,
        what: &'static str,
        command: MemberCommand,
    ) -> Option<Result<Reply, Refused>> {
        let (place, member) = (self.people[who].place, self.people[who].member);
        self.record.tell(self.now, Told::Acted(who, what));
        self.command(place, |call| Input::MemberActed { call, member, command })
    }
}

/// What a thing is about, in words that are the same whatever went wrong on its way; `None` for what no run has.
pub fn about(item: &ItemView) -> Option<String> {
    match &item.waiting {
        Waiting::Prompt { origin, name, .. } => Some(format!("a prompt of {origin} for {}", **name)),
        Waiting::Hop { request, .. } => Some(format!("passing on {}", note(&request.core)?)),
        Waiting::Letter { request, .. } => Some(format!("the letter {}", note(&request.core)?)),
        Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } => None,
        Waiting::Knock { .. } | Waiting::Alert { .. } => None,
    }
}

fn note(core: &Signed<RequestCore>) -> Option<String> {
    RequestCore::from_bytes(&core.payload).ok().map(|core| core.note.into_inner())
}
