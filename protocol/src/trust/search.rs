//! How a question spreads inside one organisation: best first, bounded, each member improved at most once.
//!
//! Best is fewer steps, then a stronger weakest edge. A member already reached as well is not passed again,
//! so no person is twice on a path.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{BranchId, MemberKey};
use crate::message::Strength;
use crate::trust::{Level, MemberNo, Passes, Question, Roster, TrustIndex};

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

/// Whom a question spreads among, and what every edge is asked.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The members' edges.
    pub index: &'a TrustIndex,
    /// Whose number is whose.
    pub roster: &'a Roster,
    /// The question.
    pub question: Question,
}

/// Spreads a question from `starts` and gives the labels that are better than `known`.
///
/// Looks at no more than `budget` edges; what is found until then counts.
pub fn spread(
    ground: Ground<'_>,
    starts: Vec<(MemberKey, Label)>,
    known: &BTreeMap<MemberKey, Label>,
    budget: usize,
) -> BTreeMap<MemberKey, Label> {
    walk(ground, Direction::Onward, starts, known, budget)
}

/// From whom a question could have come to a member in so many steps: the same ties, walked backwards.
///
/// A label's path begins with `to` here, and its `hops_left` is what is left of `steps`.
pub fn gather(ground: Ground<'_>, to: MemberKey, steps: u8, budget: usize) -> BTreeMap<MemberKey, Label> {
    let start = Label { hops_left: steps, floor: Strength::WouldVouch, up: None, path: vec![to] };
    walk(ground, Direction::Back, vec![(to, start)], &BTreeMap::new(), budget)
}

/// Which way ties are walked.
#[derive(Clone, Copy)]
enum Direction {
    Onward,
    Back,
}

impl Ground<'_> {
    fn next(&self, direction: Direction, member: MemberNo) -> impl Iterator<Item = (MemberNo, Level)> {
        let mask = Passes::mask(self.question);
        let ties = match direction {
            Direction::Onward => self.index.ties_out(member.0, mask),
            Direction::Back => self.index.ties_in(member.0, mask),
        };
        ties.iter().map(|entry| (MemberNo(entry.node()), entry.level()))
    }
}

fn walk(
    ground: Ground<'_>,
    direction: Direction,
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
        let Some(number) = ground.roster.number(&member) else { continue };
        for (to, level) in ground.next(direction, number) {
            if budget == 0 {
                return improved;
            }
            budget -= 1;
            let to = ground.roster.member(to);
            let floor = level.strength().map_or(label.floor, |strength| label.floor.min(strength));
            let present = improved.get(&to).or_else(|| known.get(&to));
            if present.is_some_and(|present| label_rank(present) >= (hops_left, floor)) {
                continue;
            }
            let path = label.path.iter().copied().chain([to]).collect();
            let next = Label { hops_left, floor, up: label.up, path };
            improve(to, next, known, &mut improved, &mut open);
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
    use crate::trust::{Audience, EdgePolicy, Level, Node, Passes};

    type Labels = BTreeMap<MemberKey, Label>;

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
    fn spread_from(question: Question, starts: Vec<(MemberKey, Label)>, known: &Labels) -> Labels {
        let mut roster = Roster::default();
        let mut index = TrustIndex::new();
        let passes = Passes::of_tie(&EdgePolicy::default());
        for (from, to, strength) in [
            (1, 3, Strength::HaveMet),
            (1, 2, Strength::WouldVouch),
            (3, 4, Strength::WouldVouch),
            (2, 4, Strength::WouldVouch),
            (4, 5, Strength::KnowWell),
        ] {
            let (from, to) = (roster.enrol(member(from)), roster.enrol(member(to)));
            index.set(from, Node::Member(to), Level::from(strength), passes);
        }
        spread(Ground { index: &index, roster: &roster, question }, starts, known, 100)
    }

    #[test]
    fn the_stronger_of_two_equally_short_ways_wins() {
        let labels = spread_from(QUESTION, start(1, 3), &BTreeMap::new());

        let four = &labels[&member(4)];
        assert_eq!((four.hops_left, four.floor), (1, Strength::WouldVouch));
        assert_eq!(four.path, [member(1), member(2), member(4)]);
        assert_eq!(labels[&member(5)].floor, Strength::KnowWell);
    }

    #[test]
    fn a_question_stops_when_its_steps_are_used() {
        let labels = spread_from(QUESTION, start(1, 1), &BTreeMap::new());

        assert_eq!(labels.keys().copied().collect::<Vec<_>>(), [member(1), member(2), member(3)]);
    }

    #[test]
    fn a_later_arrival_continues_only_through_members_it_improves() {
        let known = spread_from(QUESTION, start(1, 3), &BTreeMap::new());

        let again = spread_from(QUESTION, start(2, 1), &known);

        assert!(again.is_empty());
    }

    #[test]
    fn the_way_back_is_the_way_there() {
        let mut roster = Roster::default();
        let mut index = TrustIndex::new();
        for (from, to, strength) in [
            (1, 2, Strength::WouldVouch),
            (2, 4, Strength::KnowWell),
            (3, 4, Strength::HaveMet),
            (4, 3, Strength::KnowWell),
        ] {
            let (from, to) = (roster.enrol(member(from)), roster.enrol(member(to)));
            index.set(from, Node::Member(to), Level::from(strength), Passes::of_tie(&EdgePolicy::default()));
        }
        let ground = Ground { index: &index, roster: &roster, question: QUESTION };

        let back = gather(ground, member(4), 2, 100);

        assert_eq!(back.keys().copied().collect::<Vec<_>>(), [member(1), member(2), member(3), member(4)]);
        assert_eq!(back[&member(1)].path, [member(4), member(2), member(1)]);
        assert_eq!((back[&member(1)].hops_left, back[&member(1)].floor), (0, Strength::KnowWell));
        assert_eq!(back[&member(3)].floor, Strength::HaveMet, "how well 3 knows 4, not the reverse");
    }

    #[test]
    fn an_edge_outside_its_audience_carries_nothing() {
        let far = Question { kind: Kind::Introduction, from: Audience::Network };

        let labels = spread_from(far, start(1, 3), &BTreeMap::new());

        assert_eq!(labels.len(), 1);
    }
}
