//! The shortest way between two members, as a search would find it, with the whole valley in view.
//!
//! No node can see this much: it is the yardstick for what the nodes find together.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Audience, Organisation, Slug, Valley};

/// Who stands on the way with the fewest steps, both ends included; nothing where there is no way.
pub(super) fn shortest(valley: &Valley, from: &Slug, to: &Slug) -> Option<Vec<Slug>> {
    let reach = Reach::of(valley, &valley.member(from)?.0.id);
    let mut came_from: BTreeMap<Slug, Slug> = BTreeMap::new();
    let mut waiting = VecDeque::from([from.clone()]);
    while let Some(here) = waiting.pop_front() {
        if here == *to {
            return Some(walked_back(&came_from, from, here));
        }
        for next in reach.steps(&here) {
            if next != *from && !came_from.contains_key(&next) {
                came_from.insert(next.clone(), here.clone());
                waiting.push_back(next);
            }
        }
    }
    None
}

/// The valley as one organisation's questions may walk it.
struct Reach<'v> {
    valley: &'v Valley,
    asking: &'v Slug,
    peers: BTreeSet<&'v Slug>,
}

impl<'v> Reach<'v> {
    fn of(valley: &'v Valley, asking: &'v Slug) -> Self {
        let org = |id: &Slug| valley.member(id).map(|(org, _)| &org.id);
        let mut peers = BTreeSet::new();
        for bridge in &valley.bridges {
            let ends = (org(&bridge.a.member), org(&bridge.b.member));
            match ends {
                (Some(a), Some(b)) if a == asking => peers.insert(b),
                (Some(a), Some(b)) if b == asking => peers.insert(a),
                _ => false,
            };
        }
        Self { valley, asking, peers }
    }

    /// Whom a search goes on to from a member: colleagues first, then over bridges.
    fn steps(&self, from: &Slug) -> Vec<Slug> {
        let Some((org, member)) = self.valley.member(from) else {
            return Vec::new();
        };
        let ties = member.ties.iter().filter(|tie| tie.search && self.admits(org, tie.audience)).map(|tie| &tie.to);
        let over = self.valley.bridges.iter().flat_map(|bridge| [(&bridge.a, &bridge.b), (&bridge.b, &bridge.a)]);
        let over = over.filter(|(near, _)| near.member == *from && near.search && self.admits(org, near.audience));
        ties.chain(over.map(|(_, far)| &far.member)).filter(|id| self.is_up(id)).cloned().collect()
    }

    fn admits(&self, org: &Organisation, audience: Audience) -> bool {
        match audience {
            Audience::OwnOrg => org.id == *self.asking,
            Audience::Peers => org.id == *self.asking || self.peers.contains(&org.id),
            Audience::Network => true,
        }
    }

    /// Whether this is a member, and of an organisation whose node can be reached.
    fn is_up(&self, id: &Slug) -> bool {
        self.valley.member(id).is_some_and(|(org, _)| !org.offline)
    }
}

fn walked_back(came_from: &BTreeMap<Slug, Slug>, from: &Slug, end: Slug) -> Vec<Slug> {
    let mut path = vec![end];
    while let Some(previous) = path.last().filter(|last| *last != from).and_then(|last| came_from.get(last)) {
        path.push(previous.clone());
    }
    path.reverse();
    path
}
