//! What nodes and people upstream can see, to compare two worlds that differ only in a secret.
//!
//! Compared is each block's bytes, its moment, and every settlement. Blinded elements are fresh random points in each
//! world, so of evaluation frames only type, size and moment are compared.

use stn_protocol::exchange::view::{AskView, OfferView};
use stn_protocol::id::OrgId;
use stn_protocol::time::Timestamp;

use crate::World;

/// What a tap at one organisation's door sees: moment, direction, type, size, and the bytes where they compare.
pub type Seen = (Timestamp, OrgId, OrgId, &'static str, usize, Option<Vec<u8>>);

/// What a tap at one organisation's door sees.
pub fn seen_at(world: &World, org: &str) -> Vec<Seen> {
    let org = world.org(org);
    let of_org = world.trace.iter().filter(|traced| traced.from == org || traced.to == org);
    of_org
        .map(|traced| {
            let blinded = ["eval-request", "eval-response"].contains(&traced.kind());
            let bytes = (!blinded).then(|| traced.block.clone());
            (traced.at, traced.from, traced.to, traced.kind(), traced.block.len(), bytes)
        })
        .collect()
}

/// One settlement: when, by whom, to whom, what.
pub type Settled = (Timestamp, OrgId, OrgId, u8);

/// What an organisation said of blocks and heard of its own.
pub fn settled_at(world: &World, org: &str) -> Vec<Settled> {
    let org = world.org(org);
    world.settlements.iter().filter(|(_, by, to, _)| *by == org || *to == org).copied().collect()
}

/// Two worlds look the same from these organisations, and to the asker.
pub fn assert_same_from(one: &World, other: &World, orgs: &[&str]) {
    View::of(one, orgs).assert_same(&View::of(other, orgs));
}

/// Whether two worlds look the same from these organisations, and to the asker.
pub fn is_same_from(one: &World, other: &World, orgs: &[&str]) -> bool {
    View::of(one, orgs) == View::of(other, orgs)
}

/// All that some organisations and the asker see of a world: what is left of one to compare many others with.
#[derive(PartialEq, Eq)]
pub struct View {
    frames: Vec<(String, Vec<Seen>)>,
    settled: Vec<(String, Vec<Settled>)>,
    shown: (Vec<String>, usize),
}

impl View {
    /// What they see.
    pub fn of(world: &World, orgs: &[&str]) -> Self {
        let frames = orgs.iter().map(|org| ((*org).to_owned(), seen_at(world, org))).collect();
        let settled = orgs.iter().map(|org| ((*org).to_owned(), settled_at(world, org))).collect();
        Self { frames, settled, shown: shown(world) }
    }

    /// Panics if another world looks different.
    pub fn assert_same(&self, other: &Self) {
        for ((org, one), (_, other)) in self.frames.iter().zip(&other.frames) {
            assert!(!one.is_empty(), "something is seen at {org}");
            assert_eq!(one, other, "frames at {org}");
        }
        assert_eq!(self.settled, other.settled, "settlements");
        assert_eq!(self.shown, other.shown, "what the asker is shown");
    }
}

/// What Lucía's page could show of her asks.
pub fn shown(world: &World) -> (Vec<String>, usize) {
    let asks: Vec<AskView> = world.asks("Lucía");
    let offers: Vec<OfferView> = asks.iter().flat_map(|ask| world.offers("Lucía", ask.ask)).collect();
    (asks.iter().map(|ask| format!("{:?} {}", ask.state, ask.offers)).collect(), offers.len())
}
