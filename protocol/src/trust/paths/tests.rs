//! Every search against the plain model, on many small random graphs whose edges let different questions through.

mod model;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{Model, Way};
use proptest::prelude::*;

use crate::message::Kind;
use crate::trust::{
    Audience, Budget, Level, MemberNo, Node, Passes, Path, PersonNo, Product, Question, Scratch, Search, TrustIndex,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn the_strongest_path_is_the_strongest_of_all_ways(network in network(7), question in question()) {
        let mut scratch = Scratch::new();
        for from in network.members() {
            for hops in [1, 2, 3, 4, 5, 7] {
                let ways = network.model.ways(from, hops, question);
                for to in network.nodes() {
                    let best = ways_to(&ways, to, from).map(|way| (way.product(), Reverse(way.hops()))).max();

                    let answer = network.search(&mut scratch, question).strongest_path(from, to, hops as u8);

                    prop_assert!(answer.complete);
                    prop_assert_eq!(answer.found.map(|found| (found.product, Reverse(found.path.hops().into()))), best);
                    if let Some(found) = answer.found {
                        prop_assert_eq!(way_of(&found.path, &ways).product(), found.product);
                    }
                }
            }
        }
    }

    #[test]
    fn the_shortest_path_has_the_strongest_weakest_edge(network in network(7), question in question()) {
        let mut scratch = Scratch::new();
        for from in network.members() {
            for hops in [1, 2, 3, 4, 7] {
                let ways = network.model.ways(from, hops, question);
                for to in network.nodes() {
                    let best = ways_to(&ways, to, from).map(|way| (way.hops(), Reverse(way.floor()))).min();

                    let answer = network.search(&mut scratch, question).shortest_path(from, to, hops as u8);

                    prop_assert!(answer.complete);
                    prop_assert_eq!(answer.found.map(|found| (found.path.hops().into(), Reverse(found.floor))), best);
                    if let Some(found) = answer.found {
                        prop_assert_eq!(way_of(&found.path, &ways).floor(), found.floor);
                    }
                }
            }
        }
    }

    #[test]
    fn introducers_begin_the_strongest_ways(network in network(8), question in question(), most in 1_usize..6) {
        let mut scratch = Scratch::new();
        for from in network.members() {
            for hops in [2, 3, 4] {
                let ways = network.model.ways(from, hops, question);
                for to in network.nodes() {
                    let mut best: BTreeMap<Node, Product> = BTreeMap::new();
                    for way in ways_to(&ways, to, from).filter(|way| way.hops() >= 2) {
                        let product = best.entry(way.nodes[1]).or_default();
                        *product = way.product().max(*product);
                    }
                    let mut products: Vec<Product> = best.values().copied().collect();
                    products.sort_by_key(|product| Reverse(*product));
                    products.truncate(most);

                    let answer = network.search(&mut scratch, question).introducers(from, to, hops as u8, most);

                    prop_assert!(answer.complete);
                    prop_assert_eq!(answer.found.iter().map(|found| found.product).collect::<Vec<_>>(), products);
                    for found in &answer.found {
                        prop_assert_eq!(best.remove(&Node::Member(found.first)), Some(found.product));
                        prop_assert_eq!(found.path.members()[1], found.first);
                        prop_assert_eq!(way_of(&found.path, &ways).product(), found.product);
                    }
                }
            }
        }
    }

    #[test]
    fn reach_counts_everybody_once(network in network(8), question in question()) {
        let mut scratch = Scratch::new();
        for from in network.members() {
            let answer = network.search(&mut scratch, question).reach(from, 4);

            prop_assert!(answer.complete);
            for degree in 1..=4 {
                let expected = network.model.reach(from, degree, question);
                prop_assert_eq!(answer.found.people(degree) as usize, expected);
            }
        }
    }

    #[test]
    fn reach_through_a_tie_tells_what_only_it_opens(network in network(8), question in question()) {
        let mut scratch = Scratch::new();
        for from in network.members() {
            let answer = network.search(&mut scratch, question).reach_through(from);

            let found: Vec<_> = answer.found.iter().map(|t| (t.tie, t.opens as usize, t.only as usize)).collect();
            prop_assert!(answer.complete);
            prop_assert_eq!(found, network.model.reach_through(from, question));
        }
    }

    #[test]
    fn the_nearest_are_the_strongest_candidates(
        network in network(8),
        question in question(),
        chosen in any::<u16>(),
        most in 1_usize..5,
    ) {
        let mut scratch = Scratch::new();
        let candidates: Vec<Node> = network.nodes().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, node)| node).collect();
        for from in network.members() {
            for hops in [1, 2, 3, 4] {
                let ways = network.model.ways(from, hops, question);
                let best = |node: &Node| ways_to(&ways, *node, from).map(|way| (way.product(), Reverse(way.hops()))).max();
                let mut products: Vec<Product> = candidates.iter().filter_map(best).map(|best| best.0).collect();
                products.sort_by_key(|product| Reverse(*product));
                products.truncate(most);

                let answer = network.search(&mut scratch, question).nearest(from, &candidates, hops as u8, most);

                prop_assert!(answer.complete);
                prop_assert_eq!(answer.found.iter().map(|found| found.product).collect::<Vec<_>>(), products);
                for found in &answer.found {
                    prop_assert_eq!(best(&found.node), Some((found.product, Reverse(found.hops.into()))));
                }
                let nodes: BTreeSet<Node> = answer.found.iter().map(|found| found.node).collect();
                prop_assert_eq!(nodes.len(), answer.found.len());
            }
        }
    }

    #[test]
    fn owners_are_reached_by_the_shortest_way(network in network(8), question in question()) {
        let mut scratch = Scratch::new();
        for entry in network.members() {
            for (person, hops) in (0..PERSONS).flat_map(|person| [0, 1, 2, 3, 6].map(|hops| (PersonNo(person), hops))) {
                let ways = network.model.ways(entry, hops + 1, question);

                let answer = network.search(&mut scratch, question).reached_owners(entry, person, hops as u8);

                let found = |found: &crate::trust::ReachedOwner| {
                    (usize::from(found.hops), Reverse(found.floor), Reverse(found.level), found.owner)
                };
                let found: Vec<_> = answer.found.iter().map(found).collect();
                prop_assert!(answer.complete);
                prop_assert_eq!(found, network.model.reached_owners(entry, person, hops, question));
                for found in &answer.found {
                    let way = way_of(&found.path, &ways);
                    prop_assert_eq!(way.levels[..way.hops() - 1].iter().copied().min().unwrap_or(Level::STRONGEST), found.floor);
                    prop_assert_eq!(found.path.members().last(), Some(&found.owner));
                }
            }
        }
    }

    #[test]
    fn who_knows_counts_each_of_the_persons(network in network(8), question in question(), chosen in any::<u8>()) {
        let mut scratch = Scratch::new();
        let persons: Vec<PersonNo> = (0..PERSONS).filter(|at| chosen >> at & 1 == 1).map(PersonNo).collect();
        for (from, hops) in network.members().flat_map(|from| [0, 1, 2, 4].map(|hops| (from, hops))) {
            let mut expected: BTreeMap<MemberNo, (usize, u32, Level)> = BTreeMap::new();
            for person in &persons {
                for (hops, _, Reverse(level), member) in network.model.reached_owners(from, *person, hops, question) {
                    let known = expected.entry(member).or_insert((hops, 0, level));
                    *known = (hops, known.1 + 1, known.2.max(level));
                }
            }
            let mut expected: Vec<_> =
                expected.into_iter().map(|(member, (hops, count, best))| (hops, Reverse(best), Reverse(count), member)).collect();
            expected.sort();

            let answer = network.search(&mut scratch, question).who_knows(from, &persons, hops as u8);

            let found = |k: &crate::trust::Knower| (usize::from(k.hops), Reverse(k.best), Reverse(k.count), k.member);
            prop_assert!(answer.complete);
            prop_assert_eq!(answer.found.iter().map(found).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_spent_budget_says_so_and_what_it_found_is_real(network in network(7), question in question(), edges in 0_u32..40) {
        let mut scratch = Scratch::new();
        let budget = Budget::edges(edges);
        for (from, to) in network.members().flat_map(|from| network.nodes().map(move |to| (from, to))) {
            let ways = network.model.ways(from, 7, question);

            let strongest = network.search_within(budget, &mut scratch, question).strongest_path(from, to, 5);
            let shortest = network.search_within(budget, &mut scratch, question).shortest_path(from, to, 5);
            let introducers = network.search_within(budget, &mut scratch, question).introducers(from, to, 4, 3);
            let nearest = network.search_within(budget, &mut scratch, question).nearest(from, &[to], 3, 2);
            let reach = network.search_within(budget, &mut scratch, question).reach(from, 3);

            let best = ways_to(&ways, to, from).filter(|way| way.hops() <= 5).map(Way::product).max();
            prop_assert!(!strongest.complete || strongest.found.map(|found| found.product) == best);
            prop_assert!(strongest.found.is_none_or(|found| way_of(&found.path, &ways).product() == found.product));
            prop_assert!(shortest.found.is_none_or(|found| way_of(&found.path, &ways).floor() == found.floor));
            prop_assert!(introducers.found.iter().all(|found| way_of(&found.path, &ways).product() == found.product));
            let is_real = |product| ways_to(&ways, to, from).any(|way| way.product() == product);
            prop_assert!(nearest.found.iter().all(|found| is_real(found.product)));
            prop_assert!(reach.found.people(3) as usize <= network.model.reach(from, 3, question));
            if let Node::Person(person) = to {
                let expected = network.model.reached_owners(from, person, 3, question);
                prop_assert!(network.search_within(budget, &mut scratch, question).reached_owners(from, person, 3).found.iter().all(|found| expected.iter().any(|owner| owner.3 == found.owner)));
            }
        }
    }
}

#[test]
fn a_product_is_exact() {
    let level = |number| Level::new(number).unwrap();

    assert_eq!(Product::of([level(4), level(3)]).as_f64(), 0.76);
    assert_eq!(Product::of([level(2); 7]), Product::of([level(2); 8]));
    assert!(Product::of([level(4); 3]) > Product::of([level(3), level(4)]));
}

#[test]
fn strangers_and_oneself_are_not_found() {
    let mut scratch = Scratch::new();
    let nobody = Network { members: 0, model: Model::default(), index: TrustIndex::new() };
    let question = Question { kind: Kind::Introduction, from: Audience::OwnOrg };

    assert_eq!(
        nobody.search(&mut scratch, question).strongest_path(MemberNo(1), Node::Member(MemberNo(1)), 3).found,
        None
    );
    assert_eq!(
        nobody.search(&mut scratch, question).shortest_path(MemberNo(7), Node::Person(PersonNo(9)), 3).found,
        None
    );
    assert!(
        nobody
            .search(&mut scratch, question)
            .introducers(MemberNo(7), Node::Person(PersonNo(9)), 3, 5)
            .found
            .is_empty()
    );
    assert!(
        nobody.search(&mut scratch, question).nearest(MemberNo(7), &[Node::Person(PersonNo(9))], 3, 5).found.is_empty()
    );
    assert_eq!(nobody.search(&mut scratch, question).reach(MemberNo(7), 3).found.people(3), 0);
    assert!(nobody.search(&mut scratch, question).reach_through(MemberNo(7)).found.is_empty());
    assert!(nobody.search(&mut scratch, question).reached_owners(MemberNo(7), PersonNo(9), 3).found.is_empty());
    assert!(nobody.search(&mut scratch, question).who_knows(MemberNo(7), &[PersonNo(9)], 3).found.is_empty());
}

/// A small network, as the model has it and as the index has it after many changes.
#[derive(Debug)]
struct Network {
    members: u32,
    model: Model,
    index: TrustIndex,
}

impl Network {
    fn members(&self) -> impl Iterator<Item = MemberNo> + use<> {
        (0..self.members).map(MemberNo)
    }

    fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        self.members().map(Node::Member).chain((0..PERSONS).map(|person| Node::Person(PersonNo(person))))
    }

    fn search<'a>(&'a self, scratch: &'a mut Scratch, question: Question) -> Search<'a> {
        self.search_within(Budget::edges(u32::MAX), scratch, question)
    }

    fn search_within<'a>(&'a self, budget: Budget, scratch: &'a mut Scratch, question: Question) -> Search<'a> {
        Search::new(&self.index, scratch, question, budget)
    }
}

fn network(members: u32) -> impl Strategy<Value = Network> {
    let to = prop_oneof![
        3 => (0..members).prop_map(|member| Node::Member(MemberNo(member))),
        2 => (0..PERSONS).prop_map(|person| Node::Person(PersonNo(person))),
    ];
    let passes = prop_oneof![3 => Just(Passes::ALL), 2 => any::<u8>().prop_map(|bits| Passes::from_bits(bits | 0x25))
        , 1 => any::<u8>().prop_map(Passes::from_bits)];
    let said = (1_u8..=4, passes).prop_map(|(level, passes)| (Level::new(level).unwrap(), passes));
    let edge = ((0..members).prop_map(MemberNo), to);
    let first = proptest::collection::vec((edge.clone(), said.clone()), 0..25);
    let changes = proptest::collection::vec((edge, proptest::option::weighted(0.7, said)), 0..25);
    (first, changes).prop_map(move |(first, changes)| {
        let mut model = Model::default();
        for ((from, to), said) in first {
            model.set(from, to, said);
        }
        let mut index = model.index();
        for ((from, to), said) in changes {
            match said {
                Some((level, passes)) => {
                    model.set(from, to, (level, passes));
                    index.set(from, to, level, passes);
                }
                None => assert_eq!(index.remove(from, to), model.edges.remove(&(from, to)).is_some()),
            }
        }
        Network { members, model, index }
    })
}

fn question() -> impl Strategy<Value = Question> {
    let kinds = [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal, Kind::Opportunity];
    let froms = [Audience::OwnOrg, Audience::OwnOrg, Audience::Peers, Audience::Network];
    (0..kinds.len(), 0..froms.len()).prop_map(move |(kind, from)| {
        let kind = if from < 2 { Kind::Introduction } else { kinds[kind] };
        Question { kind, from: froms[from] }
    })
}

fn ways_to(ways: &[Way], to: Node, from: MemberNo) -> impl Iterator<Item = &Way> {
    ways.iter().filter(move |way| way.end() == to && to != Node::Member(from))
}

/// The way a path takes; there must be such a one.
fn way_of(path: &Path, ways: &[Way]) -> Way {
    let nodes: Vec<Node> = path.members().iter().copied().map(Node::Member).chain([path.to()]).collect();
    ways.iter().find(|way| way.nodes == nodes).expect("the path is one of the ways").clone()
}

const PERSONS: u32 = 5;
