//! How often a person is found who is sought as one export writes them and known as others do, and how often
//! somebody else is: through a node's engine, by commands, with its real reading and folding of names.
//!
//! The organisation's members hold people from exports; one member asks for persons at least one of them holds. A
//! prompt in an owner's inbox stands for an offer: by name and organisation nobody is offered without a look.

use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::exchange::view::Waiting;
use stn_protocol::exchange::{ContactEntry, MemberCommand, Recorded, Reply};
use stn_protocol::id::{AskId, ContactId};
use stn_protocol::local::Whom;
use stn_protocol::message::{Kind, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy, Handle};

use super::{Change, Population, Written};
use crate::World;
use crate::graphs::Draw;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Makes all of it.
    pub seed: u64,
    /// People there are.
    pub people: usize,
    /// Members who hold some of them.
    pub holders: usize,
    /// How many each holds.
    pub each: usize,
    /// Questions.
    pub asks: usize,
}

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    /// Questions for somebody at least one member holds.
    pub asks: usize,
    /// Of these, the person was found.
    pub found: usize,
    /// Offers in all.
    pub offers: usize,
    /// Offers for somebody else.
    pub others: usize,
    /// Questions and hits by what was done to the asker's spelling; `None` where nothing was.
    pub by_change: BTreeMap<Option<Change>, (usize, usize)>,
}

impl Rates {
    /// The share of persons sought who were found.
    pub fn found_share(&self) -> f64 {
        self.found as f64 / self.asks.max(1) as f64
    }

    /// The share of offers that were for somebody else.
    pub fn others_share(&self) -> f64 {
        self.others as f64 / self.offers.max(1) as f64
    }

    fn count(&mut self, sought: &Written, found: bool) {
        self.asks += 1;
        self.found += usize::from(found);
        let changes = sought.changes.iter().copied().map(Some);
        let none = sought.changes.is_empty().then_some(None);
        for change in changes.chain(none) {
            let (asks, hits) = self.by_change.entry(change).or_default();
            *asks += 1;
            *hits += usize::from(found);
        }
    }
}

const ASKER: &str = "Asker";

/// Makes the world, asks, and counts.
pub fn measure(sizes: &Sizes) -> Rates {
    let population = Population::new(sizes.seed, sizes.people);
    let mut draw = Draw::new(sizes.seed ^ 0x5eed);
    let mut world = World::in_earnest(7);
    world.found("Hillside");
    world.join("Hillside", ASKER);
    for employer in population.employers.iter().filter(|employer| employer.is_recorded) {
        world.names_organisation(ASKER, &employer.name(), &employer.domain);
    }
    let mut truth = BTreeMap::new();
    for holder in (0..sizes.holders).map(|at| format!("Holder {at}")) {
        world.join("Hillside", &holder);
        world.trust(ASKER, &holder, Strength::KnowWell, EdgePolicy::default());
        fill(&mut world, &population, &holder, sizes.each, &mut draw, &mut truth);
    }
    let held: Vec<usize> = truth.values().copied().collect::<BTreeSet<usize>>().into_iter().collect();
    let mut rates = Rates::default();
    for number in 0..sizes.asks {
        let person = held[draw.below(held.len())];
        let sought = population.sought(person, &mut draw);
        let offered = offered(&mut world, number, &sought, &truth);
        rates.offers += offered.len();
        rates.others += offered.iter().filter(|other| **other != person).count();
        rates.count(&sought, offered.contains(&person));
    }
    rates
}

/// Whose contact stands for which person.
type Truth = BTreeMap<(String, ContactId), usize>;

fn fill(world: &mut World, of: &Population, holder: &str, each: usize, draw: &mut Draw, truth: &mut Truth) {
    let people = draw.distinct(of.people.len(), each);
    for part in people.chunks(500) {
        let contacts: Vec<ContactEntry> =
            part.iter().map(|person| entry(*person, of.exported(*person as usize, draw))).collect();
        let command = MemberCommand::RecordContacts { contacts, import: None };
        let Ok(Reply::Recorded { contacts }) = world.act(holder, command) else { panic!("contacts are recorded") };
        for (person, recorded) in part.iter().zip(contacts) {
            let (Recorded::New { contact } | Recorded::Updated { contact }) = recorded else { continue };
            truth.insert((holder.to_owned(), contact), *person as usize);
        }
    }
}

/// A row as the import records it: the profile is the one handle most exports have, and the asker does not know it.
fn entry(person: u32, written: Written) -> ContactEntry {
    let profile = format!("https://linkedin.com/in/p{person}");
    let handles = written.email.iter().chain([&profile]).map(|text| Handle::parse(text, None).expect("a handle"));
    ContactEntry {
        contact: None,
        name: written.name.into(),
        org: written.org.into(),
        role: "".into(),
        handles: handles.collect(),
        strength: Strength::KnowWell,
        policy: EdgePolicy { own_org: AnswerMode::Ask, ..EdgePolicy::default() },
        about: None,
    }
}

/// Asks, looks into every inbox, and withdraws.
fn offered(world: &mut World, number: usize, sought: &Written, truth: &Truth) -> Vec<usize> {
    let mut handles: Vec<Handle> = sought.email.iter().filter_map(|text| Handle::parse(text, None).ok()).collect();
    let named = Handle::parse_all(&format!("{} at {}", sought.name, sought.org), None).unwrap_or_default();
    handles.extend(named);
    handles.truncate(stn_protocol::limits::HANDLES_PER_ASK);
    if handles.is_empty() {
        return Vec::new();
    }
    if number % 20 == 19 {
        // A member asks twenty questions a day at most, and renews the certificate in time.
        world.run(Span::days(1));
        world.renew_all();
    }
    let mut ask = [0; 16];
    ask[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes());
    let (ask, until) = (AskId::from_bytes(ask), world.now.plus(Span::days(1)));
    let (kind, attributes, avoid) = (Kind::Introduction, Vec::new(), Vec::new());
    let command =
        MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms: None, keep_looking_until: None };
    world.act(ASKER, command).expect("a member may ask");
    world.run(Span::millis(300));
    let holders: BTreeSet<&String> = truth.keys().map(|(holder, _)| holder).collect();
    let mut found = Vec::new();
    for holder in holders {
        for item in world.inbox(holder) {
            if let Waiting::Prompt { whom: Whom::Contact(contact), .. } = item.waiting {
                found.extend(truth.get(&(holder.clone(), contact)).copied());
            }
        }
    }
    world.act(ASKER, MemberCommand::CloseAsk { ask }).expect("an ask may be closed");
    found
}
