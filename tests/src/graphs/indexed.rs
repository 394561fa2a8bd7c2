//! The trust index as a contender: a graph's people numbered as the index wants them, its answers as plain figures.
//!
//! Members come first and persons are numbered apart, each in the graph's order. All searches ask one question,
//! with a budget that no graph here spends.

use stn_protocol::trust::paths::{Answer, Budget, Scratch, Search};
use stn_protocol::trust::{Level, MemberNo, Node, Passes, PersonNo, TrustIndex};

use super::policy::QUESTION;
use super::{Edge, Graph, Searcher};

/// An index over a graph, and what its searches keep.
pub struct Indexed {
    /// The index itself.
    pub index: TrustIndex,
    /// What the graph's numbers are in it.
    pub numbers: Numbers,
    scratch: Scratch,
    tagged: Vec<Node>,
}

/// What a graph's people are called in an index.
#[derive(Clone, Debug)]
pub struct Numbers {
    nodes: Vec<Node>,
    members: u32,
    persons: u32,
}

impl Indexed {
    /// Builds the index at once.
    pub fn new(graph: &Graph) -> Self {
        let numbers = Numbers::new(graph);
        let edges = graph.edges.iter().map(|edge| numbers.edge(edge));
        let index = TrustIndex::from_edges(numbers.members, numbers.persons, edges);
        Self::from_index(numbers, graph, index)
    }

    /// Takes an index that was built elsewhere with these numbers.
    pub fn from_index(numbers: Numbers, graph: &Graph, index: TrustIndex) -> Self {
        let tagged = graph.tagged.iter().map(|person| numbers.node(*person)).collect();
        Self { index, numbers, scratch: Scratch::new(), tagged }
    }

    /// The bytes the index holds.
    pub fn memory_bytes(&self) -> usize {
        self.index.memory_bytes()
    }

    /// A search that any number of edges may be looked at for.
    pub fn search(&mut self) -> Search<'_> {
        Search::new(&self.index, &mut self.scratch, QUESTION, Budget::edges(u32::MAX))
    }
}

impl Searcher for Indexed {
    fn best_path(&mut self, from: u32, to: u32, hops: u8) -> f64 {
        let (from, to) = (self.numbers.member(from), self.numbers.node(to));
        whole(self.search().strongest_path(from, to, hops)).map_or(0.0, |path| path.product.as_f64())
    }

    fn shortest_path(&mut self, from: u32, to: u32) -> f64 {
        let (from, to) = (self.numbers.member(from), self.numbers.node(to));
        let path = whole(self.search().shortest_path(from, to, 3));
        path.map_or(0.0, |path| f64::from(path.path.hops() * 10 + path.floor.number()))
    }

    fn introducers(&mut self, from: u32, to: u32) -> f64 {
        let (from, to) = (self.numbers.member(from), self.numbers.node(to));
        whole(self.search().introducers(from, to, 3, 5)).iter().map(|found| found.product.as_f64()).sum()
    }

    fn reach(&mut self, from: u32) -> [u32; 3] {
        let from = self.numbers.member(from);
        let reach = whole(self.search().reach(from, 3));
        [1, 2, 3].map(|degree| reach.people(degree))
    }

    fn nearest(&mut self, from: u32) -> f64 {
        let from = self.numbers.member(from);
        let Self { index, scratch, tagged, .. } = self;
        let search = Search::new(index, scratch, QUESTION, Budget::edges(u32::MAX));
        whole(search.nearest(from, tagged, 3, 10)).iter().map(|found| found.product.as_f64()).sum()
    }

    fn set(&mut self, edge: Edge) {
        let (from, to, level, passes) = self.numbers.edge(&edge);
        self.index.set(from, to, level, passes);
    }

    fn remove(&mut self, from: u32, to: u32) -> bool {
        self.index.remove(self.numbers.member(from), self.numbers.node(to))
    }
}

impl Numbers {
    /// Numbers everybody in the graph.
    pub fn new(graph: &Graph) -> Self {
        let (mut members, mut persons) = (0, 0);
        let next = |count: &mut u32| {
            *count += 1;
            *count - 1
        };
        let number = |is_member: &bool| match is_member {
            true => Node::Member(MemberNo(next(&mut members))),
            false => Node::Person(PersonNo(next(&mut persons))),
        };
        let nodes = graph.members.iter().map(number).collect();
        Self { nodes, members, persons }
    }

    /// How many members there are.
    pub fn members(&self) -> u32 {
        self.members
    }

    /// How many people are none.
    pub fn persons(&self) -> u32 {
        self.persons
    }

    /// Somebody's number.
    pub fn node(&self, person: u32) -> Node {
        self.nodes[person as usize]
    }

    /// Whom a number stands for; slow.
    pub fn person(&self, node: Node) -> u32 {
        let at = self.nodes.iter().position(|known| *known == node);
        at.expect("the number is one of these") as u32
    }

    /// A member's number.
    pub fn member(&self, person: u32) -> MemberNo {
        match self.node(person) {
            Node::Member(member) => member,
            Node::Person(_) => panic!("only members search and trust"),
        }
    }

    /// An edge as the index takes it.
    pub fn edge(&self, edge: &Edge) -> (MemberNo, Node, Level, Passes) {
        let level = Level::new(edge.level).expect("levels are 1 to 4");
        (self.member(edge.from), self.node(edge.to), level, edge.passes)
    }
}

fn whole<T>(answer: Answer<T>) -> T {
    assert!(answer.complete, "no budget was to be spent");
    answer.found
}
