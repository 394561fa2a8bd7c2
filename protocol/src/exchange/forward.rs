//! Passing a question on: one frame per neighbour, each with its best ways in, within a credit of frames.
//!
//! Nothing here reads what matched. A credit counts frames in the whole network: what a node spends
//! and gives away never exceeds what it was given.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::id::{BridgeId, MemberKey, OrgId};
use crate::limits;
use crate::message::{Entry, Strength};

/// A way a question may leave: over which bridge, as what entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOut<L> {
    /// What travels.
    pub entry: Entry,
    /// What the sender keeps of how the question came here.
    pub label: L,
}

/// One frame to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branching<L> {
    /// To whom.
    pub peer: OrgId,
    /// Its share of the credit.
    pub credit: u32,
    /// 1 to 40 ways in, best first.
    pub ways: Vec<WayOut<L>>,
}

/// Puts the ways of members in turn, in the order they come: one of each before a second of anybody.
pub fn take_turns(ways: &mut [WayOut<MemberKey>]) {
    let mut taken: BTreeMap<MemberKey, usize> = BTreeMap::new();
    ways.sort_by_cached_key(|way| {
        let turn = taken.entry(way.label).or_default();
        *turn += 1;
        *turn
    });
}

/// Divides ways out and credit among neighbours: first those with most ways that go far, at most sixty-four, and
/// each frame costs one. What is left is shared by the root of that measure; the rest goes to the first.
pub fn divide<L>(ways: BTreeMap<OrgId, Vec<WayOut<L>>>, credit: u32) -> Vec<Branching<L>> {
    let mut frames: Vec<Branching<L>> = ways
        .into_iter()
        .map(|(peer, mut ways)| {
            ways.sort_by_key(|way| goodness(&way.entry));
            ways.truncate(limits::ENTRIES);
            Branching { peer, credit: 0, ways }
        })
        .filter(|frame| !frame.ways.is_empty())
        .collect();
    frames.sort_by_key(|frame| (Reverse(promise(frame)), frame.ways.first().map(|way| goodness(&way.entry))));
    let width = limits::FAN_OUT.min(usize::try_from(credit).unwrap_or(limits::FAN_OUT));
    frames.truncate(width);
    let spent = u32::try_from(frames.len()).unwrap_or(credit);
    share(&mut frames, credit.saturating_sub(spent));
    frames
}

fn share<L>(frames: &mut [Branching<L>], credit: u32) {
    let weights: Vec<u64> = frames.iter().map(weight).collect();
    let total: u64 = weights.iter().sum();
    if total == 0 {
        return;
    }
    let mut left = credit;
    for (frame, weight) in frames.iter_mut().zip(&weights) {
        let part = u32::try_from(u64::from(credit) * weight / total).unwrap_or(0);
        frame.credit = part;
        left -= part;
    }
    if let Some((best, _)) = frames.iter_mut().zip(&weights).find(|(_, weight)| **weight > 0) {
        best.credit += left;
    }
}

/// How much a frame may make of credit; nothing if none of its ways goes further.
fn weight<L>(frame: &Branching<L>) -> u64 {
    if frame.ways.iter().all(|way| way.entry.hops_left == 0) {
        return 0;
    }
    promise(frame).isqrt()
}

/// How much a frame may find: each of its ways by how far it still goes.
fn promise<L>(frame: &Branching<L>) -> u64 {
    frame.ways.iter().map(|way| (1 + u64::from(way.entry.hops_left)).pow(2)).sum()
}

/// Better ways sort first: more steps left, a stronger weakest edge, then by bridge.
fn goodness(entry: &Entry) -> (Reverse<u8>, Reverse<Strength>, BridgeId) {
    (Reverse(entry.hops_left), Reverse(entry.floor), entry.bridge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(bridge: u8, hops_left: u8) -> WayOut<()> {
        let bridge = BridgeId::from_bytes([bridge; 16]);
        WayOut { entry: Entry { bridge, hops_left, floor: Strength::KnowWell }, label: () }
    }

    fn org(byte: u8) -> OrgId {
        OrgId::from_bytes([byte; 32])
    }

    #[test]
    fn frames_and_shares_never_exceed_the_credit() {
        for credit in 0..100 {
            let ways = (0..80).map(|peer| (org(peer), vec![way(peer, peer % 4)])).collect();

            let frames = divide(ways, credit);

            let given: u32 = frames.iter().map(|frame| frame.credit).sum();
            assert!(u32::try_from(frames.len()).unwrap() + given <= credit);
            assert!(frames.len() <= limits::FAN_OUT);
        }
    }

    #[test]
    fn a_frame_that_can_not_go_on_gets_no_credit() {
        let ways = [(org(1), vec![way(1, 0)]), (org(2), vec![way(2, 2), way(3, 1)])].into();

        let frames = divide(ways, 128);

        assert_eq!(frames[0].peer, org(2));
        assert_eq!((frames[0].credit, frames[1].credit), (126, 0));
    }

    #[test]
    fn a_frame_holds_the_best_forty_ways() {
        let ways = [(org(1), (0..100).map(|n| way(n, n % 5)).collect())].into();

        let frames = divide(ways, 128);

        assert_eq!(frames[0].ways.len(), 40);
        assert!(frames[0].ways.iter().all(|way| way.entry.hops_left >= 3));
    }

    #[test]
    fn a_neighbour_many_ways_lead_to_comes_before_one_with_a_single_good_way() {
        let ways = [(org(1), vec![way(1, 2)]), (org(2), vec![way(2, 1), way(3, 1), way(4, 1)])].into();

        let frames = divide(ways, 1);

        assert_eq!(frames.iter().map(|frame| frame.peer).collect::<Vec<_>>(), [org(2)]);
    }

    #[test]
    fn nobody_comes_twice_before_everybody_came_once() {
        let [ann, ben] = [1, 2].map(|byte| MemberKey::from_bytes([byte; 32]));
        let of = |bridge, member| WayOut { entry: way(bridge, 2).entry, label: member };
        let mut ways = vec![of(1, ann), of(2, ann), of(3, ann), of(4, ben)];

        take_turns(&mut ways);

        assert_eq!(ways.iter().map(|way| way.label).collect::<Vec<_>>(), [ann, ben, ann, ann]);
        assert_eq!(ways[2].entry.bridge, BridgeId::from_bytes([2; 16]), "of one member in the order drawn");
    }
}
