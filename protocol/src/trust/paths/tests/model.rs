//! What every search has to find, said as plainly as possible: list all ways, then look among them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::trust::{Level, MemberNo, Node, Passes, PersonNo, Product, Question, TrustIndex};

/// All edges, by who says them and whom they are about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) edges: BTreeMap<(MemberNo, Node), (Level, Passes)>,
}

/// A way that meets nobody twice, and the levels of its edges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) nodes: Vec<Node>,
    pub(crate) levels: Vec<Level>,
}

impl Way {
    pub(crate) fn end(&self) -> Node {
        self.nodes[self.nodes.len() - 1]
    }

    pub(crate) fn hops(&self) -> usize {
        self.levels.len()
    }

    pub(crate) fn product(&self) -> Product {
        Product::of(self.levels.iter().copied())
    }

    pub(crate) fn floor(&self) -> Level {
        self.levels.iter().copied().min().unwrap_or(Level::STRONGEST)
    }
}

impl Model {
    /// The index that holds these edges, filled at once.
    pub(crate) fn index(&self) -> TrustIndex {
        let edges = self.edges.iter().map(|((from, to), (level, passes))| (*from, *to, *level, *passes));
        TrustIndex::from_edges(0, 0, edges)
    }

    pub(crate) fn set(&mut self, from: MemberNo, to: Node, said: (Level, Passes)) {
        if to != Node::Member(from) {
            self.edges.insert((from, to), said);
        }
    }

    /// The edges somebody says that let the question through.
    pub(crate) fn said_by(&self, from: MemberNo, question: Question) -> Vec<(Node, Level)> {
        let said = self.edges.iter().filter(|((member, _), (_, passes))| *member == from && passes.lets(question));
        said.map(|((_, to), (level, _))| (*to, *level)).collect()
    }

    /// All ways of at most so many edges, the one of none included.
    pub(crate) fn ways(&self, from: MemberNo, hops: usize, question: Question) -> Vec<Way> {
        let mut ways = vec![Way { nodes: vec![Node::Member(from)], levels: Vec::new() }];
        let mut at = 0;
        while at < ways.len() {
            let way = ways[at].clone();
            at += 1;
            let Node::Member(end) = way.end() else { continue };
            if way.hops() == hops {
                continue;
            }
            for (to, level) in self.said_by(end, question) {
                if !way.nodes.contains(&to) {
                    let nodes = way.nodes.iter().copied().chain([to]).collect();
                    let levels = way.levels.iter().copied().chain([level]).collect();
                    ways.push(Way { nodes, levels });
                }
            }
        }
        ways
    }

    pub(crate) fn reach(&self, from: MemberNo, degree: usize, question: Question) -> usize {
        let nodes: BTreeSet<Node> = self.ways(from, degree, question).iter().map(Way::end).collect();
        nodes.len() - 1
    }

    /// Whom each tie leads to, and how many of them nothing else leads to, strongest tie first.
    pub(crate) fn reach_through(&self, from: MemberNo, question: Question) -> Vec<(MemberNo, usize, usize)> {
        let own = self.said_by(from, question);
        let led_to = |tie: Node| -> BTreeSet<Node> {
            let Node::Member(tie) = tie else { return BTreeSet::new() };
            let said = self.said_by(tie, question).into_iter().map(|(to, _)| to);
            said.filter(|to| *to != Node::Member(from)).collect()
        };
        let mut ties: Vec<_> = own.iter().filter(|(to, _)| matches!(to, Node::Member(_))).collect();
        ties.sort_by_key(|(to, level)| (Reverse(*level), *to));
        let through = |(tie, _): &(Node, Level)| {
            let others: BTreeSet<Node> =
                own.iter().filter(|(to, _)| to != tie).flat_map(|(to, _)| led_to(*to)).collect();
            let opens = led_to(*tie);
            let is_own = |node: &Node| own.iter().any(|(to, _)| to == node);
            let only = opens.iter().filter(|node| !others.contains(node) && !is_own(node)).count();
            let Node::Member(member) = *tie else { unreachable!("only ties are listed") };
            (member, opens.len(), only)
        };
        ties.into_iter().map(through).collect()
    }

    /// The members who know the person, within so many ties: hops, floor, level, in the order of the answer.
    pub(crate) fn reached_owners(
        &self,
        entry: MemberNo,
        person: PersonNo,
        hops: usize,
        question: Question,
    ) -> Vec<(usize, Reverse<Level>, Reverse<Level>, MemberNo)> {
        let mut best = BTreeMap::new();
        for way in self.ways(entry, hops, question) {
            let Node::Member(owner) = way.end() else { continue };
            let Some((level, passes)) = self.edges.get(&(owner, Node::Person(person))) else { continue };
            if passes.lets(question) {
                let found = (way.hops(), Reverse(way.floor()), Reverse(*level), owner);
                let known = best.entry(owner).or_insert(found);
                *known = found.min(*known);
            }
        }
        let mut found: Vec<_> = best.into_values().collect();
        found.sort();
        found
    }
}
