//! Federations as they are before everybody has joined, and stars: one organisation in the middle that all are linked
//! with.

use crate::graphs::Draw;
use crate::reach::Federation;
use crate::reach::federation::drawn_strength;

/// A federation of which only so many in a hundred members are enrolled. Numbers stay; who is not there has no tie,
/// bridge or contact, and is in no organisation's list.
pub fn enrolled(whole: &Federation, percent: usize, seed: u64) -> Federation {
    let mut draw = Draw::new(seed);
    let members = whole.org_of.len();
    let is_there: Vec<bool> = (0..members).map(|_| draw.below(100) < percent).collect();
    let is_there = |member: u32| is_there[member as usize];
    let mut part = Federation::of_members(&whole.name, whole.org_of.clone(), whole.orgs.len(), whole.known_by.len());
    for org in &mut part.orgs {
        org.retain(|member| is_there(*member));
    }
    for member in (0..members as u32).filter(|member| is_there(*member)) {
        for (to, strength) in whole.ties[member as usize].iter().filter(|(to, _)| is_there(*to)) {
            part.tie(member, *to, *strength);
        }
    }
    for bridge in whole.bridges.iter().filter(|bridge| bridge.ends.into_iter().all(is_there)) {
        part.bridge(bridge.ends, bridge.strengths);
    }
    for (person, owners) in (0..).zip(&whole.known_by) {
        for owner in owners.iter().filter(|owner| is_there(**owner)) {
            part.knows(*owner, person);
        }
    }
    part
}

/// A star: the first organisation has ten bridges to each other one, and nobody else has any.
pub fn star(orgs: usize, seed: u64) -> Federation {
    let mut draw = Draw::new(seed);
    let members = orgs * MEMBERS;
    let org_of = (0..members).map(|member| (member / MEMBERS) as u32).collect();
    let persons = members * CONTACTS / KNOWN_BY;
    let mut star = Federation::of_members(&format!("star of {orgs}"), org_of, orgs, persons);
    for member in 0..members {
        let first = member - member % MEMBERS;
        for colleague in draw.distinct(MEMBERS, TIES) {
            star.tie(member as u32, first as u32 + colleague, drawn_strength(&mut draw));
        }
        for _ in 0..CONTACTS {
            star.knows(member as u32, draw.below(persons) as u32);
        }
    }
    for org in 1..orgs {
        for _ in 0..BRIDGES {
            let ends = [draw.below(MEMBERS) as u32, (org * MEMBERS + draw.below(MEMBERS)) as u32];
            star.bridge(ends, [drawn_strength(&mut draw), drawn_strength(&mut draw)]);
        }
    }
    star
}

/// Of each organisation of a star.
const MEMBERS: usize = 30;
/// Rated by each member.
const CONTACTS: usize = 100;
/// Members who know one person, on average.
const KNOWN_BY: usize = 4;
/// Colleagues each member has a tie to.
const TIES: usize = 12;
/// Between the middle and each other organisation.
const BRIDGES: usize = 10;
