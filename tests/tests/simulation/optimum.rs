//! What a search finds, beside an oracle that tries every way there is.
//!
//! Where one way leads to every organisation, the search finds the best. Where several do, what is offered is a way
//! there is, and the first way to each person is in all but a few cases the best: a relay sends an offer up one frame.

use std::collections::BTreeSet;

use stn_protocol::id::MemberKey;
use stn_protocol::message::Kind;
use stn_protocol::trust::{AnswerMode, Handle};
use stn_tests::simulation::facts::Facts;
use stn_tests::simulation::oracle::{Answerer, Way, answerers};
use stn_tests::simulation::people::{Choice, ask_id};
use stn_tests::simulation::setting::{stranger_handle, stranger_name};
use stn_tests::simulation::{Faults, Seed, Setting, Shape, Simulation};

/// Plans looked at in each setting.
const PLANS: u64 = 20;

#[test]
fn where_one_way_leads_everywhere_the_best_is_offered() {
    let mut offered = 0;
    for place in 0..10 {
        let setting = Setting::make(Shape::tree(3 + place % 3), Seed(100 + place as u64));
        for plan in 0..PLANS {
            let asked = Asked::of(&setting, plan);
            offered += asked.offers();
            assert_eq!(asked.faults(&setting.facts, |one| &one.best), Vec::<String>::new(), "{place}, plan {plan}");
        }
    }
    assert!(offered > 100, "only {offered} paths were offered");
}

#[test]
fn where_several_ways_lead_to_somebody_the_best_is_offered() {
    let (mut offered, mut further, mut worse) = (0, 0, 0);
    for place in 0..10 {
        let setting = Setting::make(Shape::mesh(4 + place % 3, 2 + place % 3), Seed(200 + place as u64));
        for plan in 0..PLANS {
            let mut asked = Asked::of(&setting, plan);
            offered += asked.offers();
            assert_eq!(asked.faults(&setting.facts, |one| &one.all), Vec::<String>::new(), "{place}, plan {plan}");
            further += asked.forget_further();
            worse += asked.faults(&setting.facts, |one| &one.best).len();
        }
    }
    eprintln!(
        "several ways: {offered} paths offered, {further} of them further ones; {worse} of the others not the best"
    );
    assert!(offered > 100 && worse * 50 < offered - further, "{worse} of {offered} paths are not the best");
}

#[test]
fn an_oracle_that_lacks_a_bridge_disagrees() {
    let setting = Setting::make(Shape::tree(4), Seed(101));
    let mut facts = setting.facts.clone();
    facts.bridges.clear();

    let disagrees = (0..PLANS).any(|plan| !Asked::of(&setting, plan).faults(&facts, |one| &one.best).is_empty());

    assert!(disagrees);
}

/// Who asked, for whom, and what was offered: each offer's word, its way, and whether a better way to the same person
/// was offered.
type Offered = (MemberKey, Vec<Handle>, Vec<(String, Way, bool)>);

/// What was asked in a calm run, and what was offered.
struct Asked {
    asks: Vec<Offered>,
    /// Who would not let an offer leave, and to which ask.
    unwilling: BTreeSet<(MemberKey, usize)>,
}

impl Asked {
    fn of(setting: &Setting, plan: u64) -> Self {
        let mut run = Simulation::new(setting, Seed(plan), Seed(plan), Faults::none());
        run.go_on();
        assert_eq!(run.broken, None);
        let mut asked = Self { asks: Vec::new(), unwilling: BTreeSet::new() };
        for (number, ask) in run.asks.clone().into_iter().enumerate() {
            let offers = run.offers_to(ask.who, ask_id(number));
            let mut known = Vec::new();
            let offers = offers.into_iter().map(|one| {
                let is_further = known.contains(&one.letter_key);
                known.push(one.letter_key);
                (one.blurb.0, Way { steps: one.hops, floor: one.floor }, is_further)
            });
            let asker = run.people[ask.who].member;
            asked.asks.push((asker, vec![stranger_handle(ask.stranger)], offers.collect()));
            let origin = setting.facts.org_of(&asker).unwrap();
            for human in &run.people {
                let about = format!("a prompt of {origin} for {}", stranger_name(ask.stranger));
                if Seed(plan).choice(&human.name, &about) != Choice::Yes {
                    asked.unwilling.insert((human.member, number));
                }
            }
        }
        asked
    }

    fn offers(&self) -> usize {
        self.asks.iter().map(|(_, _, offers)| offers.len()).sum()
    }

    /// Forgets all ways to somebody but the first, and says how many.
    fn forget_further(&mut self) -> usize {
        let before = self.offers();
        self.asks.iter_mut().for_each(|(_, _, offers)| offers.retain(|(_, _, is_further)| !is_further));
        before - self.offers()
    }

    /// Offers that are none of the allowed ways, and offers that are missing.
    fn faults(&self, facts: &Facts, allowed: impl Fn(&Answerer) -> &BTreeSet<Way>) -> Vec<String> {
        let mut faults = Vec::new();
        for (number, (asker, sought, offers)) in self.asks.iter().enumerate() {
            let answerers = answerers(facts, asker, sought);
            let (mut silent, mut unnamed) = (0, Vec::new());
            for (owner, answerer) in &answerers {
                let name = facts.name_of(owner);
                if stands(facts, asker, owner, sought) {
                    silent += usize::from(!answerer.may_be_missing);
                    unnamed.extend(allowed(answerer).iter().copied());
                    continue;
                }
                let from_owner = offers.iter().find(|(blurb, _, _)| *blurb == format!("from {name}"));
                let is_expected = !answerer.may_be_missing && !self.unwilling.contains(&(*owner, number));
                match from_owner {
                    Some((_, way, _)) if !allowed(answerer).contains(way) => {
                        faults.push(format!("{name} is offered by {way:?}, not {:?}", allowed(answerer)));
                    }
                    None if is_expected => faults.push(format!("{name} is not offered to ask {number}")),
                    Some(_) | None => {}
                }
            }
            let blank: Vec<Way> =
                offers.iter().filter(|(blurb, _, _)| blurb.is_empty()).map(|(_, way, _)| *way).collect();
            faults.extend(blank.iter().filter(|way| !unnamed.contains(way)).map(|way| format!("nobody is at {way:?}")));
            if blank.len() < silent {
                faults.push(format!("{silent} should be offered without a word, and {} are", blank.len()));
            }
            let named = offers.iter().filter(|(blurb, _, _)| !blurb.is_empty());
            let unknown = named.filter(|(blurb, _, _)| {
                !answerers.keys().any(|owner| *blurb == format!("from {}", facts.name_of(owner)))
            });
            faults.extend(unknown.map(|(blurb, _, _)| format!("nobody could offer {blurb:?}")));
        }
        faults
    }
}

/// Whether somebody's edge offers without a word.
fn stands(facts: &Facts, asker: &MemberKey, owner: &MemberKey, sought: &[Handle]) -> bool {
    let (origin, org) = (facts.org_of(asker).unwrap(), facts.org_of(owner).unwrap());
    let theirs = facts.known.iter().filter(|one| one.owner == *owner && sought.contains(&one.handle));
    theirs
        .map(|one| one.policy.answer(Kind::Introduction, facts.audience(&org, &origin)))
        .any(|mode| mode == AnswerMode::Standing)
}
