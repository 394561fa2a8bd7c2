//! The index against a plain map of edges, through many changes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::message::{Kind, Strength};
use crate::trust::{AnswerMode, Audience, EdgePolicy};

const QUESTION: Question = Question { kind: Kind::Influence, from: Audience::Peers };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_list_says_what_was_said_last(changes in proptest::collection::vec(change(), 0..300)) {
        let mut index = TrustIndex::new();
        let mut edges = BTreeMap::new();
        for (from, to, said) in changes {
            match said {
                Some((level, passes)) => {
                    index.set(from, to, level, passes);
                    edges.insert((from, to), (level, passes));
                }
                None => prop_assert_eq!(index.remove(from, to), edges.remove(&(from, to)).is_some()),
            }
            edges.remove(&(from, Node::Member(from)));
        }

        prop_assert_eq!(index.edge_count(), edges.len());
        same_edges(&index, &edges)?;
        let at_once = edges.iter().map(|((from, to), (level, passes))| (*from, *to, *level, *passes));
        same_edges(&TrustIndex::from_edges(12, 40, at_once), &edges)?;
    }

    #[test]
    fn of_an_edge_said_twice_the_last_word_counts(said in proptest::collection::vec(change(), 0..200)) {
        let said: Vec<_> = said.into_iter().filter_map(|(from, to, said)| said.map(|(l, p)| (from, to, l, p))).collect();
        let last: BTreeMap<_, _> = said.iter().map(|(from, to, level, passes)| ((*from, *to), (*level, *passes))).collect();
        let edges = last.into_iter().filter(|((from, to), _)| *to != Node::Member(*from)).collect();

        let index = TrustIndex::from_edges(0, 0, said.into_iter());

        same_edges(&index, &edges)?;
    }
}

#[test]
fn a_tie_passes_what_its_policy_carries_and_a_contact_what_it_answers() {
    let kinds = [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal, Kind::Opportunity];
    let froms = [Audience::OwnOrg, Audience::Peers, Audience::Network];
    let modes = [AnswerMode::Standing, AnswerMode::Ask, AnswerMode::Never];
    for (audience, search) in froms.into_iter().flat_map(|audience| [(audience, true), (audience, false)]) {
        for (own_org, beyond) in modes.into_iter().flat_map(|own| modes.map(|beyond| (own, beyond))) {
            let kinds_served = [Kind::Influence, Kind::Opportunity].into();
            let policy = EdgePolicy { kinds: kinds_served, search, audience, own_org, beyond };
            for (kind, from) in kinds.into_iter().flat_map(|kind| froms.map(|from| (kind, from))) {
                let question = Question { kind, from };
                assert_eq!(Passes::of_tie(&policy).lets(question), policy.carries(kind, from));
                assert_eq!(Passes::of_contact(&policy).lets(question), policy.answer(kind, from) != AnswerMode::Never);
            }
        }
    }
}

#[test]
fn strengths_are_levels() {
    for strength in [Strength::HaveMet, Strength::KnowWell, Strength::WouldVouch] {
        assert_eq!(Level::from(strength).strength(), Some(strength));
    }
    assert_eq!(Level::new(5), None);
    assert_eq!(Level::new(0), None);
    assert_eq!(Level::STRONGEST.strength(), None);
}

#[test]
fn long_lists_stay_in_order_and_give_their_room_back() {
    let mut index = TrustIndex::new();
    let level = |number: u32| Level::new((number % 4 + 1) as u8).unwrap();
    for number in 0..40_000 {
        let person = number * 7919 % 40_000;
        index.set(MemberNo(0), Node::Person(PersonNo(person)), level(person), Passes::ALL);
    }
    let full = index.memory_bytes();
    let before = index.clone();

    let contacts: Vec<_> = index.contacts_of(MemberNo(0), QUESTION).collect();
    assert_eq!(contacts.len(), 40_000);
    assert!(contacts.is_sorted_by_key(|(person, level)| (Reverse(*level), *person)));

    for person in 0..40_000 {
        assert!(index.remove(MemberNo(0), Node::Person(PersonNo(person))));
    }
    assert_eq!(index.edge_count(), 0);
    assert!(index.memory_bytes() < full);
    assert_eq!(before.contacts_of(MemberNo(0), QUESTION).count(), 40_000);
}

#[test]
fn growth_edge_by_edge_leaves_little_unused() {
    let mut index = TrustIndex::new();
    for number in 0..200_000_u32 {
        let (from, to) = (number % 400, number / 400 * 13 % 5_000);
        index.set(MemberNo(from), Node::Person(PersonNo(to)), Level::STRONGEST, Passes::ALL);
    }

    let per_edge = index.memory_bytes() / index.edge_count();

    assert!(per_edge <= 24, "{per_edge} bytes an edge");
}

type Change = (MemberNo, Node, Option<(Level, Passes)>);

fn change() -> impl Strategy<Value = Change> {
    let to = prop_oneof![
        (0..12_u32).prop_map(|member| Node::Member(MemberNo(member))),
        (0..40_u32).prop_map(|person| Node::Person(PersonNo(person))),
    ];
    let passes = prop_oneof![Just(Passes::ALL), any::<u8>().prop_map(Passes::from_bits)];
    let said = (1_u8..=4, passes).prop_map(|(level, passes)| (Level::new(level).unwrap(), passes));
    ((0..12_u32).prop_map(MemberNo), to, proptest::option::weighted(0.7, said))
}

type Said = BTreeMap<(MemberNo, Node), (Level, Passes)>;

/// Both directions of every edge, by every way of reading.
fn same_edges(index: &TrustIndex, edges: &Said) -> Result<(), TestCaseError> {
    let members = (0..13).map(MemberNo);
    let persons = (0..41).map(PersonNo);
    let nodes = members.clone().map(Node::Member).chain(persons.clone().map(Node::Person));
    let ends = |wanted: &dyn Fn(MemberNo, Node) -> Option<Node>| {
        let open = edges.iter().filter(|(_, (_, passes))| passes.lets(QUESTION));
        let mut ends: Vec<(Node, Level)> =
            open.filter_map(|((from, to), (level, _))| wanted(*from, *to).map(|end| (end, *level))).collect();
        ends.sort_by_key(|(end, level)| (Reverse(*level), *end));
        ends
    };
    for from in members.clone() {
        for to in nodes.clone() {
            prop_assert_eq!(index.edge(from, to), edges.get(&(from, to)).copied());
        }
        let ties: Vec<_> = index.ties_of(from, QUESTION).map(|(to, level)| (Node::Member(to), level)).collect();
        prop_assert_eq!(ties, ends(&|f, to| (f == from && matches!(to, Node::Member(_))).then_some(to)));
        let contacts: Vec<_> = index.contacts_of(from, QUESTION).map(|(to, level)| (Node::Person(to), level)).collect();
        prop_assert_eq!(contacts, ends(&|f, to| (f == from && matches!(to, Node::Person(_))).then_some(to)));
    }
    for node in nodes {
        let known: Vec<_> = index.known_by(node, QUESTION).map(|(from, level)| (Node::Member(from), level)).collect();
        prop_assert_eq!(known, ends(&|from, to| (to == node).then_some(Node::Member(from))));
    }
    Ok(())
}
