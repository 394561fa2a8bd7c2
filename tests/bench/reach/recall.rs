//! How many of those within four degrees are found: by whole engines, and by the light federation with any credit,
//! beside a planner who sees everything.

use std::collections::BTreeSet;

use stn_protocol::limits::CREDIT;
use stn_protocol::time::Span;
use stn_tests::reach::{Federation, Light, Plan, Whole, planner};

use crate::pairs::{Asker, askers};
use crate::sources::Effort;

/// What was found of what can be.
#[derive(Default)]
struct Tally {
    asked: usize,
    found: usize,
    /// Of those not found: somebody who knows them was reached, but first by a bridge too far from the asker.
    /// The light federation alone knows.
    astray: Option<usize>,
    /// Pairs with a way of two approvals or fewer.
    near: usize,
    /// Of those, how many were offered one first.
    near_first: usize,
    frames: u64,
    most_frames: u32,
    orgs: u64,
    questions: u64,
}

/// Measures on one federation and prints its tables; says whether everything that must hold did.
pub(crate) fn print(federation: &Federation, effort: Effort) -> bool {
    let ties: usize = federation.ties.iter().map(Vec::len).sum();
    println!(
        "\n## {}: {} organisations, {} members, {ties} ties, {} bridges\n",
        federation.name,
        federation.orgs.len(),
        federation.org_of.len(),
        federation.bridges.len()
    );
    let knows = planner::contacts(federation);
    println!(
        "| who asks | credit | recall | two approvals offered first | reached astray | frames, mean and most | organisations |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut holds = true;
    for (name, latency) in [("whole engines", Span::millis(20)), ("whole engines, blocks up to 30 s", Span::secs(30))] {
        let pairs = askers(federation, &knows, effort.whole, 1, PAIRS);
        let (tally, is_sound) = whole(federation, &pairs, latency);
        tally.print(name, &CREDIT.to_string());
        holds &= is_sound;
    }
    let asked = askers(federation, &knows, effort.askers, effort.persons, PAIRS + 1);
    for credit in [CREDIT, 2 * CREDIT, 4 * CREDIT, u32::MAX] {
        let shown = if credit == u32::MAX { "unbounded".to_owned() } else { credit.to_string() };
        let tally = light(federation, &asked, credit);
        tally.print("light", &shown);
        holds &= tally.most_frames <= credit;
        if credit != u32::MAX {
            planned(federation, &knows, &asked, credit).print("planner", &shown);
        }
    }
    holds
}

fn whole(federation: &Federation, pairs: &[Asker], latency: Span) -> (Tally, bool) {
    let whole = Whole::new(federation, latency);
    let (mut tally, mut is_sound) = (Tally::default(), true);
    for (asker, seed) in pairs.iter().zip(0..) {
        let pair = asker.pair(asker.persons[0]);
        let found = whole.ask(pair, seed);
        let offered = found.offers.first().map(|offer| offer.hops);
        let shortest = asker.truth.to(federation, pair);
        is_sound &= found.frames <= CREDIT && offered.is_none_or(|steps| shortest.is_none_or(|least| steps >= least));
        tally.pair(shortest, offered);
        tally.question(found.frames, found.orgs.saturating_sub(1));
    }
    (tally, is_sound)
}

fn light(federation: &Federation, asked: &[Asker], credit: u32) -> Tally {
    let light = Light::new(federation);
    let plan = Plan::of_credit(credit);
    let mut tally = Tally::default();
    for (asker, seed) in asked.iter().zip(0..) {
        let spreading = light.spread(federation.org_of(asker.asker), plan, seed);
        tally.question(spreading.frames, spreading.orgs);
        for person in &asker.persons {
            let pair = asker.pair(*person);
            let offered = light.found(&spreading, &asker.truth, pair, plan);
            let is_reached =
                federation.known_by[*person as usize].iter().any(|owner| spreading.reached.contains_key(owner));
            *tally.astray.get_or_insert(0) += usize::from(offered.is_none() && is_reached);
            tally.pair(asker.truth.to(federation, pair), offered);
        }
    }
    tally
}

fn planned(federation: &Federation, knows: &[Vec<u32>], asked: &[Asker], credit: u32) -> Tally {
    let mut tally = Tally::default();
    for asker in asked.iter().take(PLANNED) {
        let reached: BTreeSet<u32> = planner::reach(federation, knows, asker.asker, credit);
        for person in &asker.persons {
            let shortest = asker.truth.to(federation, asker.pair(*person));
            tally.pair(shortest, shortest.filter(|_| reached.contains(person)));
        }
        tally.question(credit, 0);
    }
    tally
}

impl Tally {
    fn pair(&mut self, shortest: Option<u8>, offered: Option<u8>) {
        self.asked += 1;
        self.found += usize::from(offered.is_some());
        if shortest.is_some_and(|steps| steps <= 2) {
            self.near += 1;
            self.near_first += usize::from(offered.is_some_and(|steps| steps <= 2));
        }
    }

    fn question(&mut self, frames: u32, orgs: usize) {
        self.questions += 1;
        self.frames += u64::from(frames);
        self.orgs += orgs as u64;
        self.most_frames = self.most_frames.max(frames);
    }

    fn print(&self, who: &str, credit: &str) {
        let asked = self.asked.max(1) as f64;
        let mean = |sum: u64| sum as f64 / self.questions.max(1) as f64;
        let near = self.near_first as f64 / self.near.max(1) as f64;
        let astray = self.astray.map_or_else(|| "–".to_owned(), |count| format!("{:.3}", count as f64 / asked));
        println!(
            "| {who} | {credit} | {:.3} of {} | {near:.3} of {} | {astray} | {:.1}, {} | {:.1} |",
            self.found as f64 / asked,
            self.asked,
            self.near,
            mean(self.frames),
            self.most_frames,
            mean(self.orgs)
        );
    }
}

const PAIRS: u64 = 5;
/// Askers the planner plans for.
const PLANNED: usize = 40;
