//! Ten thousand changes of edges in a fixed order, and what a node knows after any number of them.

use std::collections::BTreeMap;

use stn_protocol::engine::Engine;
use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::id::{ContactId, MemberKey};
use stn_protocol::message::Strength;
use stn_protocol::time::Timestamp;
use stn_protocol::trust::{EdgePolicy, Handle};

use crate::durable::Durable;

/// Changes in all.
pub const UPDATES: u32 = 10_000;
/// Changes in one commit.
pub const BATCH: u32 = 20;
/// Members who make them in turn.
const MEMBERS: u32 = 10;

/// Who knows whom how well: contact and strength by owner's place and handle.
pub type Known = BTreeMap<(u32, String), (ContactId, Strength)>;

/// The changes, as far as they were made.
pub struct Updates {
    members: Vec<MemberKey>,
    done: u32,
}

/// One change.
enum Update {
    Record { owner: u32, whom: u32, strength: Strength },
    Forget { owner: u32, whom: u32 },
}

impl Updates {
    /// Lets the members join. Their keys follow from their names.
    pub fn begin(node: &mut Durable) -> Self {
        let members = (0..MEMBERS).map(|place| node.join(&format!("member {place}"))).collect();
        Self { members, done: 0 }
    }

    /// How many changes were made.
    pub const fn done(&self) -> u32 {
        self.done
    }

    /// The members, in their order.
    pub fn members(&self) -> &[MemberKey] {
        &self.members
    }

    /// Makes the next change.
    pub fn next(&mut self, node: &mut Durable) {
        let (owner, command) = match update(self.done) {
            Update::Record { owner, whom, strength } => (owner, record(whom, strength)),
            Update::Forget { owner, whom } => {
                let contact = known_after(self.done)[&(owner, address(whom))].0;
                (owner, MemberCommand::ForgetContact { contact })
            }
        };
        node.act(self.members[owner as usize], command).expect("each change is one a member may make");
        self.done += 1;
    }
}

/// What is known after so many changes.
pub fn known_after(done: u32) -> Known {
    let mut known = Known::new();
    let mut made = BTreeMap::<u32, u32>::new();
    for number in 0..done {
        match update(number) {
            Update::Record { owner, whom, strength } => {
                let entry = known.entry((owner, address(whom)));
                let contact = entry.or_insert_with(|| {
                    let made = made.entry(owner).or_default();
                    *made += 1;
                    (ContactId(*made), strength)
                });
                contact.1 = strength;
            }
            Update::Forget { owner, whom } => drop(known.remove(&(owner, address(whom)))),
        }
    }
    known
}

/// What a node knows.
pub fn known_by(engine: &Engine, members: &[MemberKey], now: Timestamp) -> Known {
    let mut known = Known::new();
    for (place, member) in (0..).zip(members) {
        let MemberSight::People(people) = engine.member_look(member, &MemberLook::People, now) else { continue };
        for contact in people {
            let address = contact.handles[0].canonical().0.clone();
            known.insert((place, address), (contact.contact, contact.strength));
        }
    }
    known
}

/// Mostly somebody new, now and then a change of heart, now and then somebody forgotten.
fn update(number: u32) -> Update {
    let owner = number % MEMBERS;
    let strength = [Strength::HaveMet, Strength::KnowWell, Strength::WouldVouch][(number / 7 % 3) as usize];
    match number / MEMBERS % 10 {
        8 => Update::Record { owner, whom: number - 2 * MEMBERS, strength },
        9 => Update::Forget { owner, whom: number - 4 * MEMBERS },
        _ => Update::Record { owner, whom: number, strength },
    }
}

fn record(whom: u32, strength: Strength) -> MemberCommand {
    let handle = Handle::parse(&address(whom), None).expect("an address is a handle");
    let entry = ContactEntry {
        contact: None,
        name: format!("Who has {}", address(whom)).into(),
        org: "Riverbend".into(),
        role: "Reader".into(),
        handles: vec![handle],
        strength,
        policy: EdgePolicy::default(),
        about: None,
    };
    MemberCommand::RecordContacts { contacts: vec![entry], import: None }
}

/// Every third person is known to several owners.
fn address(whom: u32) -> String {
    if whom.is_multiple_of(3) { format!("shared{}@many.example", whom / 60) } else { format!("p{whom}@one.example") }
}
