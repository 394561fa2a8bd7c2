//! The trust index beside the plain model: equal answers on small organisations, on a larger one, after changes.
//!
//! Policies are drawn as people choose them, and the model is given only the edges whose policy carries the question,
//! so that what the index packs is checked as well. Every path the index gives must exist and be worth what it says.

use stn_protocol::trust::paths::Path;
use stn_protocol::trust::{EdgePolicy, MemberNo, Node, Passes};
use stn_tests::graphs::policy::{QUESTION, drawn_policy};
use stn_tests::graphs::{
    Change, Draw, Edge, Graph, Indexed, Model, Organisation, Searcher, Workload, drawn_level, strength,
};

#[test]
fn small_organisations_answer_as_the_plain_model() {
    for seed in 0..600 {
        let mut draw = Draw::new(seed);
        let (policies, graph) = with_policies(small(&mut draw), &mut draw);
        let workload = Workload::new(&graph, 60, 0, seed);

        expect_equal(&graph, &policies, &workload, seed);
    }
}

#[test]
fn a_larger_organisation_answers_as_the_plain_model() {
    let size = Organisation { members: 400, contacts: 120, outside: 6_000 };
    let mut draw = Draw::new(3);
    let (policies, graph) = with_policies(size.graph("larger", 2), &mut draw);
    let workload = Workload::new(&graph, 40, 0, 4);

    expect_equal(&graph, &policies, &workload, 2);
}

#[test]
fn after_many_changes_the_index_answers_as_if_built_anew() {
    for seed in 0..20 {
        let mut draw = Draw::new(seed);
        let (policies, graph) = with_policies(small(&mut draw), &mut draw);
        let workload = Workload::new(&graph, 60, 400, seed);
        let mut index = Indexed::new(&graph);
        let mut model = Model::new(&carried(&graph, &policies));

        for change in &workload.changes {
            apply(&mut index, change);
            let Edge { from, to, passes, .. } = *change.edge();
            if passes.lets(QUESTION) {
                apply(&mut model, change);
            }
            assert_eq!(index.best_path(from, to, 1), model.best_path(from, to, 1), "seed {seed}");
        }

        expect_equal_answers(&mut index, &mut model, &workload, seed);
    }
}

#[test]
fn paths_that_are_given_exist_and_are_worth_what_is_said() {
    for seed in 0..60 {
        let mut draw = Draw::new(seed);
        let (policies, graph) = with_policies(small(&mut draw), &mut draw);
        let mut index = Indexed::new(&graph);
        let model = Model::new(&carried(&graph, &policies));
        for (from, to) in Workload::new(&graph, 60, 0, seed).pairs {
            let (start, goal) = (index.numbers.member(from), index.numbers.node(to));
            if let Some(found) = index.search().strongest_path(start, goal, 4).found {
                let levels = levels_along(&model, &index, &found.path);
                assert!(levels.len() <= 4 && found.path.to() == goal && found.path.members()[0] == start);
                let product: f64 = levels.iter().map(|level| strength(*level)).product();
                assert!((product - found.product.as_f64()).abs() < CLOSE, "seed {seed}");
            }
            if let Some(found) = index.search().shortest_path(start, goal, 4).found {
                let levels = levels_along(&model, &index, &found.path);
                assert_eq!(levels.iter().min(), Some(&found.floor.number()), "seed {seed}");
            }
            let introducers = index.search().introducers(start, goal, 3, 5).found;
            let expected = model.introducer_strengths(from, to);
            for found in &introducers {
                let levels = levels_along(&model, &index, &found.path);
                let product: f64 = levels.iter().map(|level| strength(*level)).product();
                assert!((product - found.product.as_f64()).abs() < CLOSE, "seed {seed}");
                assert_eq!(found.path.members()[1], found.first);
                let first = person(&index, Node::Member(found.first));
                let best = expected.iter().find(|(known, _)| *known == first).map_or(0.0, |(_, strength)| *strength);
                assert!((best - product).abs() < CLOSE, "seed {seed}: not this introducer's best");
            }
        }
    }
}

#[test]
fn owners_within_reach_and_who_knows_are_those_of_the_plain_model() {
    for seed in 0..60 {
        let mut draw = Draw::new(seed);
        let (policies, graph) = with_policies(small(&mut draw), &mut draw);
        let mut index = Indexed::new(&graph);
        let model = Model::new(&carried(&graph, &policies));
        let outside: Vec<u32> = (0..).zip(&graph.members).filter(|(_, member)| !**member).map(|(at, _)| at).collect();
        for (from, _) in Workload::new(&graph, 20, 0, seed).pairs {
            let entry = index.numbers.member(from);
            let looked_for = [(); 3].map(|()| outside[draw.below(outside.len())]);
            let numbers = looked_for.map(|at| match index.numbers.node(at) {
                Node::Person(person) => person,
                Node::Member(_) => unreachable!("they are outside"),
            });
            let within = model.strengths_within(from, 2);
            let near = |member: &u32| graph.members[*member as usize] && within[*member as usize] > 0.0;
            let knowing = |persons: &[u32]| -> Vec<u32> {
                let knows = |member: &u32| persons.iter().any(|person| model.level(*member, *person) > 0);
                (0..graph.people() as u32).filter(|member| near(member) && knows(member)).collect()
            };

            let owners = index.search().reached_owners(entry, numbers[0], 2).found;
            let mut owners: Vec<u32> = owners.iter().map(|found| person(&index, Node::Member(found.owner))).collect();
            owners.sort_unstable();
            let knowers = index.search().who_knows(entry, &numbers, 2).found;
            let mut knowers: Vec<u32> =
                knowers.iter().map(|found| person(&index, Node::Member(found.member))).collect();
            knowers.sort_unstable();

            assert_eq!(owners, knowing(&looked_for[..1]), "seed {seed}");
            assert_eq!(knowers, knowing(&looked_for), "seed {seed}");
        }
    }
}

fn small(draw: &mut Draw) -> Graph {
    let size =
        Organisation { members: 8 + draw.below(60), contacts: 6 + draw.below(30), outside: 30 + draw.below(200) };
    size.graph("small", draw.below(1 << 30) as u64)
}

/// Gives every edge a policy of chance, and packs it.
fn with_policies(graph: Graph, draw: &mut Draw) -> (Vec<EdgePolicy>, Graph) {
    let policies: Vec<EdgePolicy> = graph.edges.iter().map(|_| drawn_policy(draw)).collect();
    let edges = graph.edges.iter().zip(&policies).map(|(edge, policy)| Edge {
        level: drawn_level(draw),
        passes: Passes::of_tie(policy),
        ..*edge
    });
    let edges = edges.collect();
    (policies, Graph { edges, ..graph })
}

/// Only the edges whose policy carries the question.
fn carried(graph: &Graph, policies: &[EdgePolicy]) -> Graph {
    let carries = |(_, policy): &(&Edge, &EdgePolicy)| policy.carries(QUESTION.kind, QUESTION.from);
    let edges = graph.edges.iter().zip(policies).filter(carries).map(|(edge, _)| *edge);
    Graph { edges: edges.collect(), ..graph.clone() }
}

fn expect_equal(graph: &Graph, policies: &[EdgePolicy], workload: &Workload, seed: u64) {
    let (mut index, mut model) = (Indexed::new(graph), Model::new(&carried(graph, policies)));
    expect_equal_answers(&mut index, &mut model, workload, seed);
}

fn expect_equal_answers(index: &mut Indexed, model: &mut Model, workload: &Workload, seed: u64) {
    for (from, to) in workload.pairs.iter().copied() {
        let told = |searcher: &mut dyn Searcher| {
            let paths = [1, 2, 3, 4, 5].map(|hops| searcher.best_path(from, to, hops));
            let others = [searcher.shortest_path(from, to), searcher.introducers(from, to), searcher.nearest(from)];
            let figures: Vec<f64> = paths.into_iter().chain(others).collect();
            (figures, searcher.reach(from))
        };
        let ((ours, our_reach), (plain, plain_reach)) = (told(index), told(model));
        let is_equal = ours.iter().zip(&plain).all(|(ours, plain)| (ours - plain).abs() < CLOSE);
        assert!(is_equal, "seed {seed}, {from} to {to}: {ours:?}, the model {plain:?}");
        assert_eq!(our_reach, plain_reach, "seed {seed}, {from}");
    }
}

/// The levels of a path's edges in the graph; panics where one is not there or doesn't carry the question.
fn levels_along(model: &Model, index: &Indexed, path: &Path) -> Vec<u8> {
    let nodes = path.members().iter().map(|MemberNo(member)| Node::Member(MemberNo(*member))).chain([path.to()]);
    let people: Vec<u32> = nodes.map(|node| person(index, node)).collect();
    let levels: Vec<u8> = people.windows(2).map(|pair| model.level(pair[0], pair[1])).collect();
    assert!(levels.iter().all(|level| *level > 0), "an edge of the path isn't there");
    levels
}

fn person(index: &Indexed, node: Node) -> u32 {
    index.numbers.person(node)
}

fn apply(searcher: &mut dyn Searcher, change: &Change) {
    match change {
        Change::Add(edge) => searcher.set(*edge),
        Change::Remove(edge) => {
            searcher.remove(edge.from, edge.to);
        }
    }
}

const CLOSE: f64 = 1e-9;
