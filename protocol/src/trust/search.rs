//! How a question spreads inside one organisation: best first, bounded, each member improved at most once.
//!
//! Best is fewer steps, then a stronger weakest edge. A member already reached as well is not passed again,
//! so no person is twice on a path.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{BranchId, MemberKey};
use crate::message::Strength;
use crate::trust::{Graph, Question};

/// How a question reached a member: how far it may still go, how weak its weakest edge is, and by which way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Steps left.
    pub hops_left: u8,
    /// The weakest strength so far.
    pub floor: Strength,
    /// The way in: the upstream branch and the index of its entry; `None` at the asker's own node.
    pub up: Option<(BranchId, u8)>,
    /// Own members from the way in to this one, both included.
    pub path: Vec<MemberKey>,
}

/// Spreads a question from `starts` and gives the labels that are better than `known`.
///
/// Looks at no more than `budget` edges; what is found until then counts.
pub fn spread(
    graph: &Graph,
    question: Question,
    starts: Vec<(MemberKey, Label)>,
    known: &BTreeMap<MemberKey, Label>,
    mut budget: usize,
) -> BTreeMap<MemberKey, Label> {
    let mut improved = BTreeMap::new();
    let mut open = BTreeSet::new();
    for (member, label) in starts {
        improve(member, label, known, &mut improved, &mut open);
    }
    while let Some((Reverse(rank), member)) = open.pop_first() {
        let label: Label = match improved.get(&member) {
            Some(label) if label_rank(label) == rank => Label::clone(label),
            _ => continue,
        };
        let Some(hops_left) = label.hops_left.checked_sub(1) else { continue };
        for tie in graph.ties_of(&member, question) {
            if budget == 0 {
                return improved;
            }
            budget -= 1;
            let mut path = label.path.clone();
            path.push(tie.to);
            let next = Label { hops_left, floor: label.floor.min(tie.strength), up: label.up, path };
            improve(tie.to, next, known, &mut improved, &mut open);
        }
    }
    improved
}

/// How good a label is: steps left first, then the weakest strength.
pub fn label_rank(label: &Label) -> (u8, Strength) {
    (label.hops_left, label.floor)
}

type Open = BTreeSet<(Reverse<(u8, Strength)>, MemberKey)>;

fn improve(
    member: MemberKey,
    label: Label,
    known: &BTreeMap<MemberKey, Label>,
    improved: &mut BTreeMap<MemberKey, Label>,
    open: &mut Open,
) {
    let rank = label_rank(&label);
    let present = improved.get(&member).or_else(|| known.get(&member));
    if present.is_some_and(|present| label_rank(present) >= rank) {
        return;
    }
    open.insert((Reverse(rank), member));
    improved.insert(member, label);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Kind;
    use crate::trust::{Audience, EdgePolicy};

    const QUESTION: Question = Question { kind: Kind::Introduction, from: Audience::OwnOrg };

    fn member(byte: u8) -> MemberKey {
        MemberKey::from_bytes([byte; 32])
    }

    fn start(byte: u8, hops_left: u8) -> Vec<(MemberKey, Label)> {
        let path = vec![member(byte)];
        vec![(member(byte), Label { hops_left, floor: Strength::WouldVouch, up: None, path })]
    }

    /// ```text
    ///   1 ──vouch──► 2 ──vouch──► 4
    ///   1 ──met────► 3 ──vouch──► 4 ──► 5
    /// ```
    fn diamond() -> Graph {
        let mut graph = Graph::default();
        let tie = |graph: &mut Graph, from, to, strength| {
            graph.add_tie(member(from), member(to), strength, EdgePolicy::default());
        };
        tie(&mut graph, 1, 3, Strength::HaveMet);
        tie(&mut graph, 1, 2, Strength::WouldVouch);
        tie(&mut graph, 3, 4, Strength::WouldVouch);
        tie(&mut graph, 2, 4, Strength::WouldVouch);
        tie(&mut graph, 4, 5, Strength::KnowWell);
        graph
    }

    #[test]
    fn the_stronger_of_two_equally_short_ways_wins() {
        let labels = spread(&diamond(), QUESTION, start(1, 3), &BTreeMap::new(), 100);

        let four = &labels[&member(4)];
        assert_eq!((four.hops_left, four.floor), (1, Strength::WouldVouch));
        assert_eq!(four.path, [member(1), member(2), member(4)]);
        assert_eq!(labels[&member(5)].floor, Strength::KnowWell);
    }

    #[test]
    fn a_question_stops_when_its_steps_are_used() {
        let labels = spread(&diamond(), QUESTION, start(1, 1), &BTreeMap::new(), 100);

        assert_eq!(labels.keys().copied().collect::<Vec<_>>(), [member(1), member(2), member(3)]);
    }

    #[test]
    fn a_later_arrival_continues_only_through_members_it_improves() {
        let known = spread(&diamond(), QUESTION, start(1, 3), &BTreeMap::new(), 100);

        let again = spread(&diamond(), QUESTION, start(2, 1), &known, 100);

        assert!(again.is_empty());
    }

    #[test]
    fn an_edge_outside_its_audience_carries_nothing() {
        let far = Question { kind: Kind::Introduction, from: Audience::Network };

        let labels = spread(&diamond(), far, start(1, 3), &BTreeMap::new(), 100);

        assert_eq!(labels.len(), 1);
    }
}
