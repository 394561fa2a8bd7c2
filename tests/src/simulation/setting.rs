//! A network of organisations that has come to rest: founded, connected and told through the same sentences as the
//! stories, then put to sleep. Every run wakes the same disks, so its making is paid once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use stn_protocol::device::Device;
use stn_protocol::message::Strength;
use stn_protocol::policy::ConnectorLimits;
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy, Handle};

use crate::World;
use crate::people::network;
use crate::simulation::chance::{Chance, Seed};
use crate::simulation::facts::{Facts, Known, Organisation, Span as Bridged, Tie};
use crate::simulation::standin::StandIn;
use crate::world::Sleeper;

/// How many organisations, how connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Organisations.
    pub orgs: usize,
    /// Members of each, at most.
    pub members: usize,
    /// Peerings beyond those that connect everybody once.
    pub more_peerings: usize,
    /// Whether some members set a cap.
    pub is_capped: bool,
    /// Whether blind evaluation is done in earnest.
    pub is_real: bool,
}

/// A network at rest.
pub struct Setting {
    /// How it is called when a run is told about.
    pub name: String,
    /// When it came to rest.
    pub at: Timestamp,
    /// The nodes, each on its disk.
    pub nodes: Vec<Sleeper>,
    /// The members' devices, by name.
    pub devices: BTreeMap<String, Device>,
    /// What is true.
    pub facts: Facts,
    /// How many matters a month members let come, where they said so.
    pub caps: BTreeMap<String, u16>,
    /// Does the nodes' work.
    pub worker: StandIn,
}

/// How many people there are outside that anybody knows.
pub const STRANGERS: usize = 6;

impl Shape {
    /// Three to five organisations, each pair connected in one way.
    pub const fn tree(orgs: usize) -> Self {
        Self { orgs, members: 3, more_peerings: 0, is_capped: false, is_real: false }
    }

    /// The same with more ways than one.
    pub const fn mesh(orgs: usize, more_peerings: usize) -> Self {
        Self { orgs, members: 3, more_peerings, is_capped: false, is_real: false }
    }

    /// With members who set a cap.
    pub const fn capped(self) -> Self {
        Self { is_capped: true, ..self }
    }

    /// With the cryptography of the blind evaluation done in earnest.
    pub const fn real(self) -> Self {
        Self { is_real: true, ..self }
    }
}

impl Setting {
    /// Makes a network. The same shape and seed make the same one.
    pub fn make(shape: Shape, seed: Seed) -> Self {
        let worker = Arc::new(Mutex::new(if shape.is_real { StandIn::real() } else { StandIn::default() }));
        let hired = Arc::clone(&worker);
        let work = move |work| hired.lock().unwrap_or_else(PoisonError::into_inner).run(work);
        let world = World::with_worker(seed.decide("world") as u8, Box::new(work));
        let mut making =
            Making { world, facts: Facts::default(), chance: seed.chance("setting"), shape, people: Vec::new() };
        making.found();
        making.tell_of_people();
        making.connect();
        let caps = making.set_caps();
        // A table's next batch follows after twice its age: after two days none falls into a run of hours.
        making.world.run(Span::days(2));
        let Making { world, facts, .. } = making;
        let at = world.now;
        let (nodes, people) = world.put_to_sleep();
        let devices = people.into_iter().map(|(name, person)| (name, person.device)).collect();
        let worker = worker.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Self { name: format!("{shape:?} of {seed:?}"), at, nodes, devices, facts, caps, worker }
    }
}

/// A setting that is being made.
struct Making {
    world: World,
    facts: Facts,
    chance: Chance,
    shape: Shape,
    /// Members' names by organisation.
    people: Vec<Vec<String>>,
}

impl Making {
    fn found(&mut self) {
        for number in 0..self.shape.orgs {
            let name = org_name(number);
            let domain = if self.chance.happens(3_000) { format!("org{number}.example") } else { String::new() };
            let org = self.world.found_at(&name, &domain);
            self.facts.orgs.insert(org, Organisation { name: name.clone(), domain, ..Organisation::default() });
            let members = 1 + self.chance.below(self.shape.members);
            let names: Vec<String> = (0..members).map(|place| format!("{name}.{place}")).collect();
            for member in &names {
                self.world.join(&name, member);
                let (org, key) = self.world.member(member);
                self.facts.members.insert(key, (org, member.clone()));
            }
            self.people.push(names);
        }
    }

    fn tell_of_people(&mut self) {
        for names in self.people.clone() {
            for name in &names {
                self.know_strangers(name);
                self.trust_colleagues(name, &names);
            }
            for name in &names {
                self.world.see_colleagues(name);
            }
        }
    }

    fn know_strangers(&mut self, name: &str) {
        let (_, owner) = self.world.member(name);
        for stranger in 0..STRANGERS {
            if !self.chance.happens(2_500) {
                continue;
            }
            let (handle, policy) = (stranger_handle(stranger), self.contact_policy());
            self.world.knows(name, &stranger_name(stranger), handle.canonical(), policy.clone());
            self.facts.known.push(Known { owner, handle, strength: Strength::KnowWell, policy });
        }
    }

    fn trust_colleagues(&mut self, name: &str, colleagues: &[String]) {
        let (_, from) = self.world.member(name);
        for colleague in colleagues.iter().filter(|colleague| *colleague != name) {
            if !self.chance.happens(7_000) {
                continue;
            }
            let strength = self.strength();
            let policy = if self.chance.happens(8_000) { network() } else { EdgePolicy::default() };
            self.world.trust(name, colleague, strength, policy.clone());
            let (_, to) = self.world.member(colleague);
            self.facts.ties.push(Tie { from, to, strength, policy });
        }
    }

    /// Peerings that connect everybody once, then more of them; one or two bridges over each.
    fn connect(&mut self) {
        let mut pairs: Vec<(usize, usize)> =
            (1..self.shape.orgs).map(|number| (number, self.chance.below(number))).collect();
        for _ in 0..self.shape.more_peerings {
            let (one, other) = (self.chance.below(self.shape.orgs), self.chance.below(self.shape.orgs));
            let pair = (one.max(other), one.min(other));
            if one != other && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        for (one, other) in pairs {
            let (inviter, joiner) = (org_name(one), org_name(other));
            self.world.peer(&inviter, &joiner);
            let ids = [self.world.org(&inviter), self.world.org(&joiner)];
            for (here, there) in [(ids[0], ids[1]), (ids[1], ids[0])] {
                self.facts.orgs.entry(here).or_default().peers.insert(there);
            }
            for _ in 0..1 + self.chance.below(2) {
                self.bridge(one, other);
            }
        }
    }

    fn bridge(&mut self, one: usize, other: usize) {
        let maker = self.chance.one_of(&self.people[one]).cloned().unwrap_or_default();
        let taker = self.chance.one_of(&self.people[other]).cloned().unwrap_or_default();
        let strengths = [self.strength(), self.strength()];
        let before: Vec<_> = self.world.bridges(&maker).iter().map(|view| view.bridge).collect();
        self.world.bridge_rated((&maker, strengths[0]), (&taker, strengths[1]), &network());
        let made = self.world.bridges(&maker).into_iter().find(|view| !before.contains(&view.bridge));
        let made = made.expect("a bridge was tied").bridge;
        let ends = [self.world.member(&maker).1, self.world.member(&taker).1];
        self.facts.bridges.insert(made, Bridged { ends, strengths, policy: network() });
    }

    fn set_caps(&mut self) -> BTreeMap<String, u16> {
        let mut caps = BTreeMap::new();
        for name in self.people.concat() {
            if self.shape.is_capped && self.chance.happens(4_000) {
                let cap = 1 + self.chance.below(2) as u16;
                self.world.limit(&name, ConnectorLimits { per_month: Some(cap), ..ConnectorLimits::default() });
                caps.insert(name, cap);
            }
        }
        caps
    }

    fn strength(&mut self) -> Strength {
        if self.chance.happens(5_000) { Strength::WouldVouch } else { Strength::KnowWell }
    }

    fn contact_policy(&mut self) -> EdgePolicy {
        let audience = match self.chance.below(8) {
            0 => Audience::OwnOrg,
            1 => Audience::Peers,
            _ => Audience::Network,
        };
        let beyond = match self.chance.below(8) {
            0 => AnswerMode::Never,
            1 | 2 => AnswerMode::Standing,
            _ => AnswerMode::Ask,
        };
        EdgePolicy { audience, beyond, ..EdgePolicy::default() }
    }
}

fn org_name(number: usize) -> String {
    format!("Org{number}")
}

/// The handle of somebody outside.
pub fn stranger_handle(number: usize) -> Handle {
    Handle::parse(&format!("stranger{number}@outside{number}.example"), None).expect("an address")
}

/// What everybody calls somebody outside: one word, which is no name at an organisation.
pub fn stranger_name(number: usize) -> String {
    format!("Stranger{number}")
}
