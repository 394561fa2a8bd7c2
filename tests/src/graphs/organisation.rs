//! A made-up organisation: teams, fields of outside contacts, a few people whom everybody knows.
//!
//! Members have some 500 contacts each, widely spread. One in five is a colleague: most of one's team, then others
//! by fame. Of the outside contacts seven in ten are from the member's three fields, the rest from anywhere, all
//! skewed towards the well-known. Half of the edges between members are mutual. Numbers are shuffled at the end,
//! so no engine gains from their order.

use stn_protocol::trust::Passes;

use super::draw::Skewed;
use super::{Draw, Edge, Graph, drawn_level};

/// How large an organisation is made.
#[derive(Clone, Copy, Debug)]
pub struct Organisation {
    /// Its members.
    pub members: usize,
    /// Contacts of a member, about.
    pub contacts: usize,
    /// People outside.
    pub outside: usize,
}

impl Organisation {
    /// 2 000 members, 1.1 million edges.
    pub const MILLION: Self = Self { members: 2_000, contacts: 500, outside: 100_000 };

    /// 20 000 members, 11.6 million edges.
    pub const TEN_MILLION: Self = Self { members: 20_000, contacts: 500, outside: 1_000_000 };

    /// Makes it; the same seed gives the same people.
    pub fn graph(self, name: &str, seed: u64) -> Graph {
        let mut draw = Draw::new(seed);
        let draw = &mut draw;
        let society = Society::new(self, draw);
        let mut edges = Vec::new();
        for (member, contacts) in society.contact_counts(draw).into_iter().enumerate() {
            let from = member as u32;
            for to in society.contacts_of(member, contacts, draw) {
                edges.push(edge(from, to, draw));
                if (to as usize) < self.members && draw.below(2) == 0 {
                    edges.push(edge(to, from, draw));
                }
            }
        }
        let people = self.members + self.outside;
        let numbers = draw.distinct(people, people);
        for edge in &mut edges {
            (edge.from, edge.to) = (numbers[edge.from as usize], numbers[edge.to as usize]);
        }
        let mut members = vec![false; people];
        for number in &numbers[..self.members] {
            members[*number as usize] = true;
        }
        Graph::new(name, members, edges, draw)
    }
}

/// Who is in which team and field, and how famous.
struct Society {
    size: Organisation,
    team_of: Vec<usize>,
    teams: Vec<Vec<u32>>,
    fields: Vec<(Vec<u32>, Skewed)>,
    field: Skewed,
    colleagues_by_fame: (Vec<u32>, Skewed),
    outside_by_fame: (Vec<u32>, Skewed),
}

impl Society {
    fn new(size: Organisation, draw: &mut Draw) -> Self {
        let team = Skewed::new((size.members / 40).max(4), 0.6);
        let team_of: Vec<usize> = (0..size.members).map(|_| team.draw(draw)).collect();
        let mut teams = vec![Vec::new(); (size.members / 40).max(4)];
        for (member, team) in team_of.iter().enumerate() {
            teams[*team].push(member as u32);
        }
        let field = Skewed::new((size.members / 20).max(8), 0.8);
        let mut fields = vec![Vec::new(); (size.members / 20).max(8)];
        for person in size.members..size.members + size.outside {
            fields[field.draw(draw)].push(person as u32);
        }
        let with_fame = |people: Vec<u32>, exponent| {
            let fame = Skewed::new(people.len(), exponent);
            (people, fame)
        };
        let fields = fields.into_iter().map(|people| with_fame(people, 0.75)).collect();
        let colleagues = draw.distinct(size.members, size.members);
        let outside = draw.distinct(size.outside, size.outside);
        let outside = outside.into_iter().map(|person| person + size.members as u32).collect();
        Self {
            size,
            team_of,
            teams,
            fields,
            field,
            colleagues_by_fame: with_fame(colleagues, 0.5),
            outside_by_fame: with_fame(outside, 0.75),
        }
    }

    /// How many contacts each member names; doubles among them make the number smaller.
    fn contact_counts(&self, draw: &mut Draw) -> Vec<usize> {
        let shares: Vec<f64> = (0..self.size.members).map(|_| (draw.normal() * 0.6).exp().clamp(0.05, 10.0)).collect();
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        let wanted = self.size.contacts as f64 * DOUBLES;
        shares.iter().map(|share| ((share / mean * wanted) as usize).max(20)).collect()
    }

    fn contacts_of(&self, member: usize, count: usize, draw: &mut Draw) -> Vec<u32> {
        let inside = count / 5;
        let team = &self.teams[self.team_of[member]];
        let from_team = team.len().min(inside * 3 / 5 + 1);
        let mut contacts: Vec<u32> =
            draw.distinct(team.len(), from_team).into_iter().map(|at| team[at as usize]).collect();
        while contacts.len() < inside {
            contacts.push(famous(&self.colleagues_by_fame, draw));
        }
        let outside = (count - inside) as f64;
        for share in [0.4, 0.2, 0.1] {
            let field = &self.fields[self.field.draw(draw)];
            if !field.0.is_empty() {
                contacts.extend((0..(outside * share) as usize).map(|_| famous(field, draw)));
            }
        }
        while contacts.len() < count {
            contacts.push(famous(&self.outside_by_fame, draw));
        }
        contacts
    }
}

fn famous((people, fame): &(Vec<u32>, Skewed), draw: &mut Draw) -> u32 {
    people[fame.draw(draw)]
}

fn edge(from: u32, to: u32, draw: &mut Draw) -> Edge {
    Edge { from, to, level: drawn_level(draw), passes: Passes::ALL }
}

/// So many more contacts are drawn than wanted, because some are drawn twice.
const DOUBLES: f64 = 1.22;
