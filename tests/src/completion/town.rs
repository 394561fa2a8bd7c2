//! A federation that people live in: engines founded by commands, members with real devices, every tie and bridge
//! with the product's default policy, and all organisations peers, so that a peer's question is what every question is.

use std::collections::BTreeMap;

use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::id::MemberKey;
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::{EdgePolicy, Handle};

use crate::World;
use crate::completion::Temper;
use crate::graphs::Draw;
use crate::reach::{Federation, Shape};
use crate::simulation::standin::StandIn;

/// Nodes, members and their devices.
pub struct Town {
    /// Everything there is.
    pub world: World,
    /// What it was made from.
    pub federation: Federation,
    /// Each member's number.
    pub numbers: BTreeMap<MemberKey, u32>,
}

/// What a member is called.
pub fn name_of(member: u32) -> String {
    format!("Member {member}")
}

/// By what a person is sought: a page, which says nothing of an organisation.
pub fn page_of(person: u32) -> String {
    format!("https://linkedin.com/in/person{person}")
}

/// How large a town is, and by how many of its members somebody is known.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Organisations, members, ties, bridges and contacts.
    pub shape: Shape,
    /// Members who know one person, on average.
    pub known_by: usize,
}

impl Plan {
    /// Draws it. The same plan and seed draw the same federation.
    pub fn drawn(self, seed: u64) -> Federation {
        let mut federation = Federation::drawn("town", Shape { contacts: 0, ..self.shape }, seed);
        let mut draw = Draw::new(seed ^ CONTACTS);
        let members = federation.org_of.len();
        let persons = (members * self.shape.contacts / self.known_by).max(1);
        federation.known_by = vec![Vec::new(); persons];
        for member in 0..members as u32 {
            for _ in 0..self.shape.contacts {
                federation.knows(member, draw.below(persons) as u32);
            }
        }
        federation
    }
}

impl Town {
    /// Founds it. Blind evaluation is stood in for; everything else is done in earnest.
    pub fn found(federation: Federation, temper: &Temper) -> Self {
        let mut worker = StandIn::default();
        let seed = temper.seed.decide("the town") as u8;
        let world = World::with_worker(seed, Box::new(move |work| worker.run(work)));
        let mut town = Self { world, federation, numbers: BTreeMap::new() };
        for org in 0..town.federation.orgs.len() {
            town.settle(org, temper);
        }
        for org in 0..town.federation.orgs.len() {
            for other in 0..org {
                town.world.peer(&org_name(org), &org_name(other));
            }
        }
        town.tie_bridges();
        town.world.run(SETTLES);
        town.world.called.clear();
        town.world.trace.clear();
        town
    }

    /// An organisation, its members, whom they know and how they stand to each other.
    fn settle(&mut self, org: usize, temper: &Temper) {
        let org_name = org_name(org);
        self.world.found(&org_name);
        let members = self.federation.orgs[org].clone();
        for member in &members {
            self.world.join(&org_name, &name_of(*member));
            let (_, key) = self.world.member(&name_of(*member));
            self.numbers.insert(key, *member);
        }
        let knows = contacts(&self.federation);
        for member in &members {
            let name = name_of(*member);
            self.stock(*member);
            self.world.limit(&name, temper.limits_of(*member));
            self.world.see_colleagues(&name);
            for (to, strength) in self.federation.ties[*member as usize].clone() {
                let (_, colleague) = self.world.member(&name_of(to));
                let command = MemberCommand::TrustColleague { colleague, strength, policy: EdgePolicy::default() };
                self.world.act(&name, command).expect("a colleague is trusted");
            }
            let contacts = knows[*member as usize].iter().map(|person| contact(*person)).collect();
            self.world.act(&name, MemberCommand::RecordContacts { contacts, import: None }).expect("people are kept");
        }
    }

    fn tie_bridges(&mut self) {
        let mut tied = std::collections::BTreeSet::new();
        for bridge in self.federation.bridges.clone() {
            let [one, other] = bridge.ends;
            if !tied.insert((one.min(other), one.max(other))) {
                continue;
            }
            let [to_other, to_one] = bridge.strengths;
            let (one, other) = (name_of(one), name_of(other));
            self.world.bridge_rated((&one, to_other), (&other, to_one), &EdgePolicy::default());
        }
    }

    /// A device fills its stock of letter keys, as it does whenever its member looks.
    pub fn stock(&mut self, member: u32) {
        let person = self.world.people.get_mut(&name_of(member)).expect("a member of the town");
        let keys = person.device.letter_keys(&mut person.rng, STOCK);
        // A pool that is full takes no more, which is well.
        let _ = self.world.act(&name_of(member), MemberCommand::StockLetterKeys { keys });
    }
}

/// Whom each member knows.
pub fn contacts(federation: &Federation) -> Vec<Vec<u32>> {
    let mut knows = vec![Vec::new(); federation.org_of.len()];
    for (person, owners) in (0..).zip(&federation.known_by) {
        for owner in owners {
            knows[*owner as usize].push(person);
        }
    }
    knows
}

fn contact(person: u32) -> ContactEntry {
    let (org, role) = (Private::default(), Private::default());
    ContactEntry {
        contact: None,
        name: page_of(person).into(),
        org,
        role,
        handles: vec![Handle::parse(&page_of(person), None).expect("a page")],
        strength: stn_protocol::message::Strength::KnowWell,
        policy: EdgePolicy::default(),
        about: None,
    }
}

fn org_name(org: usize) -> String {
    format!("Org {org}")
}

const CONTACTS: u64 = 0xC0;
const STOCK: usize = 16;
/// Tables are filled and batches have become rare.
const SETTLES: Span = Span::secs(6 * 3_600);
