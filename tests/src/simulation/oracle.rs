//! Which paths may be offered to somebody, by trying every way there is. It knows nothing of frames, credit or nodes:
//! only people, whom they know, and what they allow.
//!
//! ```text
//!   asker ─2 ties at most─► member ══ bridge ══► member ─2 steps at most, ties or bridges─► who could answer
//!   asker ─3 ties at most─► colleague who could answer
//! ```
//!
//! A question hides who asks: all bridges of the asker's organisation look alike in it. Its offer comes back by every
//! way there is, in each organisation one step longer at most than the question went, and the asker's node takes the
//! best of those the asker can use: fewer steps, then a stronger weakest strength. Further ways to the same person are
//! any others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use stn_protocol::id::{MemberKey, OrgId};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::trust::Handle;

use crate::simulation::facts::{Facts, Tie};
use crate::simulation::people::ask_id;
use crate::simulation::run::Simulation;
use crate::simulation::setting::stranger_handle;

/// Steps inside the asker's organisation to a colleague who could answer.
const INSIDE: u8 = 3;
/// Steps inside it to the member of a bridge.
const TO_A_BRIDGE: u8 = 2;
/// Steps a question goes from a bridge's far member on.
const BEYOND: u8 = 2;
/// Steps an offer may come back: one more in each of the organisations a question can be in.
const BACK: u8 = BEYOND + (BEYOND + 1);
/// Steps from the asker to who would answer.
const IN_ALL: u8 = 6;

/// How good a path is: its steps, and its weakest strength with the one to the person sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// Steps from the asker to who would answer.
    pub steps: u8,
    /// The weakest strength.
    pub floor: Strength,
}

/// What may be offered of somebody who could answer.
#[derive(Clone, Debug, Default)]
pub struct Answerer {
    /// The best way by which a question goes there, and those as good or better by which an offer may come back.
    pub best: BTreeSet<Way>,
    /// All ways.
    pub all: BTreeSet<Way>,
    /// Whether no way by which a question goes there begins near enough to the asker.
    pub may_be_missing: bool,
}

impl Way {
    /// Better ways sort first.
    fn goodness(self) -> (u8, Reverse<Strength>) {
        (self.steps, Reverse(self.floor))
    }
}

/// Everybody who could answer, with the ways to them.
pub fn answerers(facts: &Facts, asker: &MemberKey, sought: &[Handle]) -> BTreeMap<MemberKey, Answerer> {
    let Some(origin) = facts.org_of(asker) else { return BTreeMap::new() };
    let ground = Ground { facts, origin, sought };
    let near = ground.near(asker, TO_A_BRIDGE);
    let mut answerers = ground.inside(asker);
    for (owner, ways) in ground.beyond() {
        // Where no way is short enough for a question, there is nobody to offer.
        if ways.iter().all(|(_, beyond, _)| *beyond > BEYOND) {
            continue;
        }
        let whole = |(member, beyond, floor): &FromBridge| {
            let (steps, weakest) = near.get(member)?;
            Some((*beyond, Way { steps: steps + 1 + beyond, floor: *floor.min(weakest) }))
        };
        let usable: Vec<(u8, Way)> = ways.iter().filter_map(whole).filter(|(_, way)| way.steps <= IN_ALL).collect();
        let sure = usable.iter().filter(|(beyond, _)| *beyond <= BEYOND).map(|(_, way)| way.goodness()).min();
        let inside = answerers.remove(&owner).unwrap_or_default();
        let all: BTreeSet<Way> = usable.iter().map(|(_, way)| *way).chain(inside.all).collect();
        let is_best = |way: &Way| sure.is_none_or(|sure| way.goodness() <= sure);
        let best = all.iter().copied().filter(is_best).chain(inside.best).collect();
        answerers.insert(owner, Answerer { best, all, may_be_missing: sure.is_none() });
    }
    answerers
}

/// A promise's name.
pub(super) const NAME: &str = "never_an_offer_without_a_way";

/// Every path offered in a run is one there is: as long, and as strong, to somebody who could answer.
///
/// # Errors
/// Which offer leads nowhere.
pub(super) fn never_an_offer_without_a_way(run: &Simulation<'_>) -> Result<(), String> {
    for (number, ask) in run.asks.iter().enumerate() {
        let offers = run.offers_to(ask.who, ask_id(number));
        if offers.is_empty() {
            continue;
        }
        let asker = run.people[ask.who].member;
        let answerers = answerers(&run.setting.facts, &asker, &[stranger_handle(ask.stranger)]);
        let of = |blurb: &str| {
            let named = answerers.iter().filter(move |(owner, _)| {
                blurb.is_empty() || blurb == format!("from {}", run.setting.facts.name_of(owner))
            });
            named.flat_map(|(_, answerer)| answerer.all.iter().copied()).collect::<BTreeSet<Way>>()
        };
        for offer in offers {
            let way = Way { steps: offer.hops, floor: offer.floor };
            if !of(&offer.blurb).contains(&way) {
                return Err(format!("ask {number} is offered {way:?} {:?}, where no such way leads", *offer.blurb));
            }
        }
    }
    Ok(())
}

/// Whose question, and what it seeks.
struct Ground<'f> {
    facts: &'f Facts,
    origin: OrgId,
    sought: &'f [Handle],
}

/// A way from a bridge on: the bridge's member at the asker's organisation, steps from the far member, and the
/// weakest strength.
type FromBridge = (MemberKey, u8, Strength);

impl Ground<'_> {
    /// The best way inside the asker's organisation to each colleague.
    fn near(&self, asker: &MemberKey, most: u8) -> BTreeMap<MemberKey, (u8, Strength)> {
        let mut near = BTreeMap::new();
        self.walk(&mut vec![*asker], most, Strength::WouldVouch, false, &mut |here, left, floor| {
            let best = near.entry(here).or_insert((left, floor));
            *best = (*best).max((left, floor));
        });
        near.into_iter().map(|(member, (left, floor))| (member, (most - left, floor))).collect()
    }

    fn inside(&self, asker: &MemberKey) -> BTreeMap<MemberKey, Answerer> {
        let mut found = BTreeMap::new();
        for (member, (steps, floor)) in self.near(asker, INSIDE) {
            if let Some(last) = self.last_step(&member).filter(|_| member != *asker) {
                let way = Way { steps, floor: floor.min(last) };
                found.insert(member, Answerer { best: [way].into(), all: [way].into(), may_be_missing: false });
            }
        }
        found
    }

    /// Every way from every bridge of the asker's organisation to everybody who could answer.
    fn beyond(&self) -> BTreeMap<MemberKey, Vec<FromBridge>> {
        let mut found = BTreeMap::<_, Vec<FromBridge>>::new();
        for (near, far, rated) in self.bridges() {
            if self.facts.org_of(&near) != Some(self.origin) {
                continue;
            }
            self.walk(&mut vec![far], BACK, rated, true, &mut |here, left, floor| {
                if let Some(last) = self.last_step(&here) {
                    found.entry(here).or_default().push((near, BACK - left, floor.min(last)));
                }
            });
        }
        found
    }

    /// Walks every way on which nobody stands twice.
    fn walk(
        &self,
        path: &mut Vec<MemberKey>,
        left: u8,
        floor: Strength,
        may_cross: bool,
        visit: &mut dyn FnMut(MemberKey, u8, Strength),
    ) {
        let Some(here) = path.last().copied() else { return };
        visit(here, left, floor);
        let Some(fewer) = left.checked_sub(1) else { return };
        for (to, strength) in self.steps_from(&here, may_cross) {
            if !path.contains(&to) {
                path.push(to);
                self.walk(path, fewer, floor.min(strength), may_cross, visit);
                path.pop();
            }
        }
    }

    /// Ties that carry the question, and bridges that lead on. A bridge counts as its far end rates it.
    fn steps_from(&self, here: &MemberKey, may_cross: bool) -> Vec<(MemberKey, Strength)> {
        let Some(org) = self.facts.org_of(here) else { return Vec::new() };
        let from = self.facts.audience(&org, &self.origin);
        let carries = |tie: &&Tie| tie.from == *here && tie.policy.carries(Kind::Introduction, from);
        let ties = self.facts.ties.iter().filter(carries).map(|tie| (tie.to, tie.strength));
        let leads_on = |far: &MemberKey| may_cross && self.facts.org_of(far) != Some(self.origin);
        let bridges = self.bridges().filter(|(near, far, _)| near == here && leads_on(far));
        ties.chain(bridges.map(|(_, far, rated)| (far, rated))).collect()
    }

    /// Every bridge in both directions: from whom, to whom, and how well the latter knows the former.
    fn bridges(&self) -> impl Iterator<Item = (MemberKey, MemberKey, Strength)> {
        self.facts
            .bridges
            .values()
            .flat_map(|span| [(0, 1), (1, 0)].map(|(near, far)| (span.ends[near], span.ends[far], span.strengths[far])))
    }

    /// How well somebody knows the person sought, if they would answer.
    fn last_step(&self, owner: &MemberKey) -> Option<Strength> {
        let from = self.facts.audience(&self.facts.org_of(owner)?, &self.origin);
        if !self.facts.could_answer(owner, self.sought, from) {
            return None;
        }
        let theirs = self.facts.known.iter().filter(|one| one.owner == *owner && self.sought.contains(&one.handle));
        theirs.map(|known| known.strength).max()
    }
}
