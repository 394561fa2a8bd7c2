//! Weeks in a town: what is asked, seen, thought over, passed on, declined and answered, hour by hour.
//!
//! Nobody here knows what the engines decide: people see their inbox, offers and answers as the command line shows
//! them, and their devices check and sign everything in earnest.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::device::{DeviceError, Draft, Spacing};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{ItemView, MemberLook, MemberSight, OfferView, Waiting};
use stn_protocol::id::{AskId, ItemId, OrgId};
use stn_protocol::limits::{FALL_OVER, OFFERS_PER_QUERY, QUERY_LIFE, REQUEST_LIFE, REQUESTS_AT_ONCE};
use stn_protocol::local::{Left, OfferedBy};
use stn_protocol::message::{Kind, RequestCore, Signed};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::wire::payload::Payload;

use crate::completion::outcome::Bothered;
use crate::completion::temper::HOUR;
use crate::completion::town::{name_of, page_of};
use crate::completion::{Outcome, Sought, Temper, Town, ceiling};
use crate::simulation::people::Choice;

/// How askers use what the product offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit {
    /// How many requests one ask may write in all.
    pub in_all: usize,
    /// How long a question lives.
    pub question: Span,
}

/// A town whose people live.
pub struct Life {
    town: Town,
    temper: Temper,
    habit: Habit,
    asks: Vec<Sought>,
    begun: Vec<Option<(AskId, Timestamp)>>,
    outcomes: Vec<Outcome>,
    bothered: Vec<Bothered>,
    by_subject: BTreeMap<(OrgId, String), usize>,
    seen: BTreeSet<(u32, ItemId)>,
    will_look: BTreeSet<usize>,
    next: BTreeMap<(Timestamp, u64), Act>,
    count: u64,
}

/// Something somebody will do.
#[derive(Clone, Debug)]
enum Act {
    Ask(usize),
    Decide(u32, ItemId),
    Send(usize),
    Read(usize),
}

impl Habit {
    /// As the product has it: a question of seven days, up to three requests at once on different offers, and as many
    /// again along offers that came since.
    pub const DEFAULT: Self = Self { in_all: OFFERS_PER_QUERY, question: QUERY_LIFE };
    /// Three requests, and that is it.
    pub const THREE: Self = Self { in_all: REQUESTS_AT_ONCE, ..Self::DEFAULT };
    /// One request, and that is it: nothing falls over.
    pub const ONE: Self = Self { in_all: 1, ..Self::DEFAULT };
}

impl Life {
    /// Everybody is at home, and nothing was asked so far. Asks begin spread over so many days.
    pub fn new(town: Town, temper: Temper, habit: Habit, asks: Vec<Sought>, over: Span) -> Self {
        let members = 0..town.federation.org_of.len() as u32;
        let caps = members.map(|member| temper.limits_of(member).per_month);
        let bothered = caps.map(|cap| Bothered { cap, ..Bothered::default() }).collect();
        let mut life = Self {
            begun: vec![None; asks.len()],
            outcomes: vec![Outcome::default(); asks.len()],
            bothered,
            by_subject: BTreeMap::new(),
            seen: BTreeSet::new(),
            will_look: BTreeSet::new(),
            next: BTreeMap::new(),
            count: 0,
            town,
            temper,
            habit,
            asks,
        };
        for number in 0..life.asks.len() {
            let place = over.as_millis() * number as u64 / life.asks.len() as u64;
            life.expect(life.town.world.now.plus(Span::millis(place)), Act::Ask(number));
            let ask = &life.asks[number];
            life.outcomes[number].within = ceiling::is_within(&life.town.federation, &temper, number, ask);
            let (org, _) = life.town.world.member(&name_of(ask.pair.asker));
            life.by_subject.insert((org, page_of(ask.pair.person)), number);
        }
        life
    }

    /// Lets so much time pass.
    pub fn pass(&mut self, span: Span) {
        let end = self.town.world.now.plus(span);
        while self.town.world.now < end {
            let now = self.town.world.now;
            while let Some(first) = self.next.first_entry().filter(|first| first.key().0 <= now) {
                let act = first.remove();
                self.act(act);
            }
            self.town.world.run(HOUR);
            self.town.world.trace.clear();
            self.town.world.settlements.clear();
            for (_, member) in std::mem::take(&mut self.town.world.called) {
                let member = self.town.numbers[&member];
                self.notice(member);
            }
        }
    }

    /// What became of every ask, and what came before every member.
    pub fn finish(mut self) -> (Vec<(Sought, Outcome)>, Vec<Bothered>) {
        for member in 0..self.bothered.len() {
            let sight = self.town.world.look(&name_of(member as u32), &MemberLook::Ledger);
            let MemberSight::Ledger(ledger) = sight else { panic!("a ledger was asked for") };
            let standing = ledger
                .entries
                .into_iter()
                .filter(|entry| matches!(entry.left, Left::OfferLeft { by: OfferedBy::Standing, .. }));
            self.bothered[member].at.extend(standing.map(|entry| entry.at));
        }
        (self.asks.into_iter().zip(self.outcomes).collect(), self.bothered)
    }

    fn expect(&mut self, at: Timestamp, act: Act) {
        self.count += 1;
        self.next.insert((at, self.count), act);
    }

    /// When somebody comes to a thing they can see from now on.
    fn later(&mut self, member: u32, thing: &str, act: Act) {
        let at = self.temper.acts_at(member, thing, self.town.world.now);
        self.expect(at, act);
    }

    /// Somebody's node has something to show them.
    fn notice(&mut self, member: u32) {
        for item in self.town.world.inbox(&name_of(member)) {
            if !self.seen.insert((member, item.item)) {
                continue;
            }
            if matches!(item.waiting, Waiting::Prompt { .. } | Waiting::Hop { .. }) {
                self.bothered[member as usize].at.push(item.arrived);
            }
            self.later(member, &item.item.to_string(), Act::Decide(member, item.item));
        }
        for number in (0..self.asks.len()).filter(|number| self.asks[*number].pair.asker == member).collect::<Vec<_>>()
        {
            self.notice_ask(number);
        }
    }

    fn notice_ask(&mut self, number: usize) {
        let Some((ask, _)) = self.begun[number] else { return };
        let member = self.asks[number].pair.asker;
        let offers = self.town.world.offers(&name_of(member), ask);
        let is_new = offers.len() > self.outcomes[number].offers;
        self.outcomes[number].offers = offers.len().max(self.outcomes[number].offers);
        if is_new && self.outcomes[number].written < self.habit.in_all && self.will_look.insert(number) {
            self.later(member, &format!("offer {} of ask {number}", offers.len()), Act::Send(number));
        }
        let answers = self.town.world.answers(&name_of(member));
        let unread = answers.iter().filter(|answer| answer.ask == ask && answer.verified.is_none()).count();
        if unread > 0 && self.outcomes[number].answered.is_none() {
            self.later(member, &format!("answer {unread} of ask {number}"), Act::Read(number));
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Ask(number) => self.ask(number),
            Act::Decide(member, item) => self.decide(member, item),
            Act::Send(number) => self.send(number),
            Act::Read(number) => self.read(number),
        }
    }

    fn ask(&mut self, number: usize) {
        let pair = self.asks[number].pair;
        let (name, page) = (name_of(pair.asker), page_of(pair.person));
        let ask = self.town.world.ask_for(&name, &page, Kind::Introduction, self.habit.question);
        self.begun[number] = Some((ask.expect("nobody asks more than they may"), self.town.world.now));
    }

    fn decide(&mut self, member: u32, item: ItemId) {
        let name = name_of(member);
        let Some(item) = self.town.world.inbox(&name).into_iter().find(|waiting| waiting.item == item) else { return };
        let Some(number) = self.about(member, &item) else { return };
        let command = match self.temper.choice(member, number, &item.item.to_string()) {
            Choice::Yes => self.agree(member, &item),
            Choice::No => Some(MemberCommand::Decline { item: item.item }),
            Choice::Nothing => None,
        };
        if let Some(command) = command {
            // What is too late by now is refused, and the person shrugs.
            let _ = self.town.world.act(&name, command);
        }
        self.town.stock(member);
    }

    /// Which ask something is about.
    fn about(&self, member: u32, item: &ItemView) -> Option<usize> {
        match &item.waiting {
            Waiting::Prompt { origin, name, .. } => self.by_subject.get(&(*origin, name.to_string())).copied(),
            Waiting::Hop { request, .. } | Waiting::Letter { request, .. } => number_in(&request.core),
            Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } => None,
            Waiting::Knock { .. } | Waiting::Alert { .. } => panic!("nobody sent {member} that"),
        }
    }

    fn agree(&mut self, member: u32, item: &ItemView) -> Option<MemberCommand> {
        let now = self.town.world.now;
        let person = self.town.world.people.get_mut(&name_of(member))?;
        match &item.waiting {
            Waiting::Prompt { .. } => Some(MemberCommand::AllowOffer { item: item.item, blurb: "gladly".into() }),
            Waiting::Hop { .. } => {
                let passed = person.device.pass_on(&mut person.rng, item, "", now);
                let (consent, receipt) = passed.expect("an honest request can be passed on");
                Some(MemberCommand::PassOn { item: item.item, consent, receipt, note: "".into() })
            }
            Waiting::Letter { .. } => {
                let cards = vec![person.device.card().clone()];
                let sealed = person.device.answer(&mut person.rng, item, "gladly", cards, now);
                Some(MemberCommand::AnswerLetter { item: item.item, sealed: sealed.expect("an honest letter opens") })
            }
            Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } => None,
            Waiting::Knock { .. } | Waiting::Alert { .. } => None,
        }
    }

    /// The asker looks at the offers and signs for as many as the ask may still use, the best first.
    fn send(&mut self, number: usize) {
        self.will_look.remove(&number);
        let Some((ask, _)) = self.begun[number] else { return };
        if self.outcomes[number].answered.is_some() {
            return;
        }
        let name = name_of(self.asks[number].pair.asker);
        let mut offers = self.town.world.offers(&name, ask);
        let now = self.town.world.now;
        offers.retain(|offer| !offer.used && offer.expires > now);
        let room = self.habit.in_all - self.outcomes[number].written;
        offers.truncate(room.min(REQUESTS_AT_ONCE));
        while !offers.is_empty() {
            match self.write(&name, number, &offers) {
                Err(DeviceError::OffersTooShort) => drop(offers.pop()),
                written => {
                    self.outcomes[number].written += written.expect("an honest offer can be used");
                    return;
                }
            }
        }
    }

    fn write(&mut self, name: &str, number: usize, offers: &[OfferView]) -> Result<usize, DeviceError> {
        let now = self.town.world.now;
        let draft = Draft { note: note_of(number).into(), letter: "may we talk?".into(), terms: None };
        let spacing = Spacing { life: REQUEST_LIFE, every: None, least: FALL_OVER };
        let person = self.town.world.people.get_mut(name).expect("the asker lives here");
        let requests = person.device.compose_several(&mut person.rng, offers, &draft, (spacing, now))?;
        let count = requests.len();
        self.town.world.act(name, MemberCommand::SubmitRequests { requests }).expect("what a device wrote is taken");
        Ok(count)
    }

    /// The asker reads what came; the device says whether it holds.
    fn read(&mut self, number: usize) {
        let Some((ask, asked)) = self.begun[number] else { return };
        let (name, now) = (name_of(self.asks[number].pair.asker), self.town.world.now);
        for answer in self.town.world.answers(&name) {
            if answer.ask != ask || answer.verified.is_some() {
                continue;
            }
            let verified = self.town.world.device(&name).verify_answer(&answer, now).is_ok();
            let request = RequestCore::from_bytes(&answer.core.payload).expect("an own request reads").request;
            self.town.world.act(&name, MemberCommand::RecordOutcome { request, verified }).expect("it is noted");
            if verified {
                self.outcomes[number].answered.get_or_insert(now.since(asked));
            }
        }
    }
}

fn note_of(number: usize) -> String {
    format!("ask {number}")
}

fn number_in(core: &Signed<RequestCore>) -> Option<usize> {
    RequestCore::from_bytes(&core.payload).ok()?.note.strip_prefix("ask ")?.parse().ok()
}
