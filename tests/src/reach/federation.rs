//! A federation as plain data: organisations, members, their ties, bridges, and whom they know. All by number.

use stn_protocol::id::{BridgeId, MemberKey};
use stn_protocol::message::Strength;

use crate::graphs::Draw;

/// Organisations, their members, and who knows whom.
#[derive(Clone, Debug, Default)]
pub struct Federation {
    /// What it is called in tables.
    pub name: String,
    /// Each organisation's members.
    pub orgs: Vec<Vec<u32>>,
    /// Each member's organisation.
    pub org_of: Vec<u32>,
    /// Each member's ties to colleagues.
    pub ties: Vec<Vec<(u32, Strength)>>,
    /// The bridges.
    pub bridges: Vec<Bridge>,
    /// The bridges each member stands on.
    pub bridges_of: Vec<Vec<u32>>,
    /// The members who know each person outside.
    pub known_by: Vec<Vec<u32>>,
    /// How many persons each organisation's members know, as often as they do.
    pub contacts: Vec<usize>,
}

/// A bridge between members of two organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Who stands at its ends.
    pub ends: [u32; 2],
    /// How well each of them knows the other.
    pub strengths: [Strength; 2],
}

/// How large a drawn federation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Organisations.
    pub orgs: usize,
    /// Members of each.
    pub members: usize,
    /// Colleagues each member has a tie to.
    pub ties: usize,
    /// Bridges in all, between members drawn at random.
    pub bridges: usize,
    /// People each member knows.
    pub contacts: usize,
}

impl Federation {
    /// Members without anything between them.
    pub fn of_members(name: &str, org_of: Vec<u32>, orgs: usize, persons: usize) -> Self {
        let mut members = vec![Vec::new(); orgs];
        for (member, org) in (0..).zip(&org_of) {
            members[*org as usize].push(member);
        }
        let count = org_of.len();
        Self {
            name: name.to_owned(),
            orgs: members,
            org_of,
            ties: vec![Vec::new(); count],
            bridges: Vec::new(),
            bridges_of: vec![Vec::new(); count],
            known_by: vec![Vec::new(); persons],
            contacts: vec![0; orgs],
        }
    }

    /// Draws a federation. The same shape and seed draw the same one.
    pub fn drawn(name: &str, shape: Shape, seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let count = shape.orgs * shape.members;
        let org_of = (0..count).map(|member| (member / shape.members) as u32).collect();
        let persons = (count * shape.contacts / KNOWN_BY).max(1);
        let mut drawn = Self::of_members(name, org_of, shape.orgs, persons);
        for member in 0..count {
            let first = member - member % shape.members;
            for colleague in draw.distinct(shape.members, shape.ties.min(shape.members)) {
                drawn.tie(member as u32, first as u32 + colleague, drawn_strength(&mut draw));
            }
            for _ in 0..shape.contacts {
                drawn.knows(member as u32, draw.below(persons) as u32);
            }
        }
        while drawn.bridges.len() < shape.bridges {
            let ends = [draw.below(count) as u32, draw.below(count) as u32];
            drawn.bridge(ends, [drawn_strength(&mut draw), drawn_strength(&mut draw)]);
        }
        drawn
    }

    /// A tie to a colleague; none to oneself.
    pub fn tie(&mut self, from: u32, to: u32, strength: Strength) {
        if from != to {
            self.ties[from as usize].push((to, strength));
        }
    }

    /// A bridge, if its ends are in two organisations.
    pub fn bridge(&mut self, ends: [u32; 2], strengths: [Strength; 2]) {
        if self.org_of(ends[0]) == self.org_of(ends[1]) {
            return;
        }
        for end in ends {
            self.bridges_of[end as usize].push(self.bridges.len() as u32);
        }
        self.bridges.push(Bridge { ends, strengths });
    }

    /// A member knows a person, once.
    pub fn knows(&mut self, member: u32, person: u32) {
        let owners = &mut self.known_by[person as usize];
        if !owners.contains(&member) {
            owners.push(member);
            self.contacts[self.org_of[member as usize] as usize] += 1;
        }
    }

    /// A member's organisation.
    pub fn org_of(&self, member: u32) -> usize {
        self.org_of[member as usize] as usize
    }

    /// A member's bridges: their number, who stands at the far end, and how well that one knows the member.
    pub fn over_bridges(&self, member: u32) -> impl Iterator<Item = (u32, u32, Strength)> {
        self.bridges_of[member as usize].iter().map(move |number| {
            let Bridge { ends, strengths } = self.bridges[*number as usize];
            let far = usize::from(ends[0] == member);
            (*number, ends[far], strengths[far])
        })
    }

    /// An organisation's bridges: their number and its own member on them.
    pub fn bridges_at(&self, org: usize) -> impl Iterator<Item = (u32, u32)> {
        let members = self.orgs[org].iter();
        members.flat_map(|member| self.bridges_of[*member as usize].iter().map(|number| (*number, *member)))
    }
}

/// A member's key: nothing here is signed by one.
pub fn member_key(member: u32) -> MemberKey {
    MemberKey::from_bytes(spread_out(member, 1))
}

/// A bridge's id, in no order.
pub fn bridge_id(bridge: u32) -> BridgeId {
    BridgeId::from_bytes(spread_out(bridge, 2))
}

/// How well somebody knows somebody, where nothing says it.
pub fn drawn_strength(draw: &mut Draw) -> Strength {
    match draw.below(4) {
        0 => Strength::HaveMet,
        1 | 2 => Strength::KnowWell,
        _ => Strength::WouldVouch,
    }
}

/// Different bytes for different numbers, in an order that follows from nothing.
fn spread_out<const N: usize>(number: u32, sort: u64) -> [u8; N] {
    let mut draw = Draw::new(u64::from(number) << 8 | sort);
    let mut bytes = [0; N];
    for byte in &mut bytes {
        *byte = draw.below(256) as u8;
    }
    let (tail, number) = (N - 4, number.to_be_bytes());
    bytes[tail..].copy_from_slice(&number);
    bytes
}

/// Members who know one person, on average, in a drawn federation.
const KNOWN_BY: usize = 4;
