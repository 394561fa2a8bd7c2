//! The members' edges as searches see them: numbers in a compact index, kept in step with the tables edge by edge.
//!
//! Nothing of it is stored: a start fills it from the packed edges in one go. An edge that was not confirmed for
//! a year stands one step weaker, as of the day the index was last gone over.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::id::MemberKey;
use crate::state::contact::ContactEdge;
use crate::state::page::PackedRow;
use crate::state::{Alarm, BridgeState, State, Tie};
use crate::time::{Span, Timestamp};
use crate::trust::{
    AnswerMode, BridgeEdge, Bridges, Edge, EdgePolicy, Level, MemberNo, Node, Passes, PersonNo, Roster, TrustIndex,
};

/// Members, persons and the edges between them. Workers hold clones; a change copies what they hold.
#[derive(Clone, Default)]
pub struct Network {
    /// The edges.
    pub index: Arc<TrustIndex>,
    /// Whose number is whose.
    pub roster: Arc<Roster>,
    /// The time by which edges are judged old.
    today: Timestamp,
}

impl Network {
    /// Every member who has an edge to a person, whatever the edge may serve.
    pub fn owners(&self, person: PersonNo) -> impl Iterator<Item = MemberKey> {
        self.index.every_owner_of(person).map(|number| self.roster.member(number))
    }

    /// Puts another key in the place of a member who is forgotten.
    pub fn replace_member(&mut self, member: MemberKey, by: MemberKey) {
        Arc::make_mut(&mut self.roster).replace(&member, by);
    }

    fn set(&mut self, from: MemberKey, to: Node, edge: Option<(Level, Passes)>) {
        let from = Arc::make_mut(&mut self.roster).enrol(from);
        let index = Arc::make_mut(&mut self.index);
        match edge {
            Some((level, passes)) => index.set(from, to, level, passes),
            None => drop(index.remove(from, to)),
        }
    }

    fn tie(&self, edge: &Edge) -> (Level, Passes) {
        self.aged(edge, Passes::of_tie(&edge.policy))
    }

    fn contact(&self, edge: &Edge) -> (Level, Passes) {
        self.aged(edge, told(&edge.policy))
    }

    fn aged(&self, edge: &Edge, passes: Passes) -> (Level, Passes) {
        match edge.counts_as(self.today) {
            Some(strength) => (Level::from(strength), passes),
            None => (Level::from(edge.strength), Passes::NONE),
        }
    }
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Network({} members, {} edges)", self.roster.len(), self.index.edge_count())
    }
}

impl State {
    /// Brings the edge between an owner and a person in step with the owner's contacts. Where two contacts of one
    /// owner turned out to be one person, the edge is as strong as the stronger and serves what either serves.
    pub(super) fn index_edge(&mut self, owner: MemberKey, person: PersonNo) {
        let rows = self.edges.raw_of(&owner).filter(|(_, row)| ContactEdge::person_in(row) == person);
        let edges = rows.filter_map(|(_, row)| ContactEdge::read(ContactEdge::FORMAT, row).ok());
        let network = &self.derived.network;
        let edge = edges
            .map(|row| network.contact(&row.edge))
            .reduce(|one, other| (one.0.max(other.0), Passes::from_bits(one.1.bits() | other.1.bits())));
        let edge = edge.filter(|_| !self.derived.asleep.contains(&owner));
        self.derived.network.set(owner, Node::Person(person), edge);
    }

    /// Gives a new member the number in the index that the member's row has.
    pub fn enrol_in_network(&mut self, member: MemberKey, number: u32) {
        let given = Arc::make_mut(&mut self.derived.network.roster).enrol(member);
        debug_assert_eq!(given, MemberNo(number), "members are numbered in the order of joining, here and there");
    }

    /// What one member says of a colleague.
    pub fn tie(&self, from: &MemberKey, to: &MemberKey) -> Option<Edge> {
        Some(self.ties.row(from, self.members.row(to)?.number)?.0)
    }

    /// Records what one member says of a colleague, or that they say nothing any more.
    pub fn put_tie(&mut self, from: MemberKey, to: MemberKey, edge: Option<Edge>) {
        let Some(number) = self.members.row(&to).map(|row| row.number) else { return };
        match edge {
            Some(edge) => self.ties.put(from, number, &Tie(edge)),
            None if !self.ties.remove(from, number) => return,
            None => {}
        }
        self.index_tie(from, to);
        if let Some(edge) = self.tie(&from, &to) {
            self.expect_ageing(edge.ages_at());
        }
    }

    fn index_tie(&mut self, from: MemberKey, to: MemberKey) {
        let asleep = &self.derived.asleep;
        let awake = self.tie(&from, &to).filter(|_| !asleep.contains(&from) && !asleep.contains(&to));
        let edge = awake.map(|tie| self.derived.network.tie(&tie));
        let number = Arc::make_mut(&mut self.derived.network.roster).enrol(to);
        self.derived.network.set(from, Node::Member(number), edge);
    }

    /// Makes sure that edges are gone over when the next one ages. Later ones wait for that.
    pub fn expect_ageing(&mut self, at: Timestamp) {
        if self.derived.next_ageing.is_none_or(|next| at < next) {
            self.derived.next_ageing = Some(at);
            self.wake_at(at, Alarm::Ageing);
        }
    }

    /// Takes a member's edges out of searches, or back into them: those of the member and those that lead there.
    pub fn set_asleep(&mut self, member: MemberKey, asleep: bool) {
        let changed = if asleep { self.derived.asleep.insert(member) } else { self.derived.asleep.remove(&member) };
        if !changed {
            return;
        }
        self.derived.bridges = None;
        let persons: BTreeSet<PersonNo> =
            self.edges.raw_of(&member).map(|(_, row)| ContactEdge::person_in(row)).collect();
        for person in persons {
            self.index_edge(member, person);
        }
        let others: Vec<MemberKey> =
            self.members.iter().map(|(other, _)| *other).filter(|one| *one != member).collect();
        for other in others {
            self.index_tie(member, other);
            self.index_tie(other, member);
        }
    }

    /// Goes over all edges that may have aged since the last time. Returns when the next one will.
    pub fn age_edges(&mut self, now: Timestamp) -> Option<Timestamp> {
        self.derived.network.today = now;
        let mut next: Option<Timestamp> = None;
        let mut note = |edge: &Edge| {
            if edge.ages_at() > now {
                next = Some(next.map_or(edge.ages_at(), |next| next.min(edge.ages_at())));
            }
            edge.ages_at() <= now
        };
        let rows = self.edges.raw().filter_map(|(owner, _, row)| {
            let row = ContactEdge::read(ContactEdge::FORMAT, row).ok()?;
            note(&row.edge).then_some((owner, row.person))
        });
        let aged: Vec<_> = rows.collect();
        let ties = self.ties.iter().filter(|(_, _, tie)| note(&tie.0));
        let ties: Vec<_> = ties.map(|(from, number, _)| (from, number)).collect();
        for (owner, person) in aged {
            self.index_edge(owner, person);
        }
        for (from, number) in ties {
            let to = self.derived.network.roster.member(MemberNo(number));
            self.index_tie(from, to);
        }
        next.map(|next| next.max(now.plus(Span::days(1))))
    }

    /// Fills the index from the tables. Part of waking.
    pub(super) fn derive_network(&mut self) {
        let mut roster = Roster::default();
        let mut members: Vec<_> = self.members.iter().map(|(member, row)| (row.number, *member)).collect();
        members.sort_unstable();
        for (_, member) in members {
            roster.enrol(member);
        }
        let mut owners = None;
        for (owner, _, _) in self.edges.raw() {
            if owners.replace(owner) != Some(owner) {
                roster.enrol(owner);
            }
        }
        let network = Network { roster: Arc::new(roster), ..Network::default() };
        let judged = Judged::by(told);
        let ties_judged = Judged::by(Passes::of_tie);
        let ties = self.ties.raw().filter_map(|(from, number, row)| {
            let (level, passes) = ties_judged.row(row);
            Some((network.roster.number(&from)?, Node::Member(MemberNo(number)), level, passes))
        });
        let contacts = self.edges.raw().scan(None, |last: &mut Option<(MemberKey, _)>, (owner, _, row)| {
            let number = match last {
                Some((of, number)) if *of == owner => *number,
                _ => network.roster.number(&owner)?,
            };
            *last = Some((owner, number));
            let (level, passes) = judged.row(row);
            Some((number, Node::Person(ContactEdge::person_in(row)), level, passes))
        });
        let members = u32::try_from(network.roster.len()).unwrap_or(u32::MAX);
        let index = TrustIndex::from_edges(members, self.derived.next_person, ties.chain(contacts));
        let is_whole = index.edge_count() == self.edges.len() + self.ties.len();
        self.derived.network = Network { index: Arc::new(index), ..network.clone() };
        if !is_whole {
            self.index_doubles();
        }
    }

    /// Brings those edges in step where two contacts of one owner turned out to be one person.
    fn index_doubles(&mut self) {
        let mut seen = BTreeSet::new();
        let rows = self.edges.raw().map(|(owner, _, row)| (owner, ContactEdge::person_in(row)));
        let doubles: Vec<_> = rows.filter(|edge| !seen.insert(*edge)).collect();
        for (owner, person) in doubles {
            self.index_edge(owner, person);
        }
    }

    /// Bridges a question may cross, as the tables have them.
    pub(super) fn derive_bridges(&self) -> Bridges {
        let mut bridges = Bridges::default();
        for (bridge, row) in self.bridges.iter() {
            if self.derived.asleep.contains(&row.member) {
                continue;
            }
            if let (BridgeState::Active, Some(far)) = (row.state, &row.far) {
                let (member, to, strength) = (row.member, far.org, row.strength);
                bridges.add(BridgeEdge { bridge: *bridge, member, to, strength, policy: row.policy.clone() });
            }
        }
        bridges
    }
}

/// What an edge to a person tells when edges are counted: colleagues learn from counts no more than from asking,
/// so for them only edges count that answer without asking the owner.
fn told(policy: &EdgePolicy) -> Passes {
    match policy.own_org {
        AnswerMode::Standing | AnswerMode::Never => Passes::of_contact(policy),
        AnswerMode::Ask => Passes::of_contact(&EdgePolicy { own_org: AnswerMode::Never, ..policy.clone() }),
    }
}

/// What each policy lets through, worked out when it is first met: of a million edges most share a few.
struct Judged<J> {
    judge: J,
    by_policy: Vec<Cell<Option<Passes>>>,
}

impl<J: Fn(&EdgePolicy) -> Passes> Judged<J> {
    fn by(judge: J) -> Self {
        Self { judge, by_policy: vec![Cell::new(None); 1 << 12] }
    }

    fn row(&self, row: &[u8]) -> (Level, Passes) {
        let bits = row.last_chunk().map_or(0, |bytes: &[u8; 5]| u16::from_le_bytes([bytes[0], bytes[1]]));
        let level = row.last().copied().and_then(Level::new).unwrap_or(Level::HAVE_MET);
        (level, self.by_policy.get(usize::from(bits)).map_or(Passes::NONE, |known| self.passes(bits, known)))
    }

    fn passes(&self, bits: u16, known: &Cell<Option<Passes>>) -> Passes {
        let judge = || EdgePolicy::from_bits(bits).map_or(Passes::NONE, |policy| (self.judge)(&policy));
        let passes = known.get().unwrap_or_else(judge);
        known.set(Some(passes));
        passes
    }
}
