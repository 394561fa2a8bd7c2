//! Persons against the obvious model: the connected sets of everybody's handles.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::local::About;
use crate::message::Strength;
use crate::state::{Details, State};
use crate::time::Timestamp;
use crate::trust::{Audience, Edge, EdgePolicy, Node, Question};

fn contact(handles: &[&str]) -> Contact {
    Contact {
        edge: Edge {
            strength: Strength::KnowWell,
            policy: EdgePolicy::default(),
            confirmed: Timestamp::from_secs(86_400),
        },
        details: Details {
            name: "Jane".into(),
            org: Default::default(),
            role: Default::default(),
            handles: handles.iter().map(|text| handle(text)).collect(),
            about: About::default(),
            import: None,
        },
    }
}

fn handle(text: &str) -> Handle {
    Handle::parse(text, None).unwrap()
}

fn member(byte: u8) -> MemberKey {
    MemberKey::from_bytes([byte; 32])
}

fn put(state: &mut State, owner: u8, id: u32, handles: &[&str]) {
    state.put_contact(member(owner), ContactId(id), &contact(handles));
}

fn restored(state: &mut State) -> State {
    let mut restored = State::default();
    for change in state.drain_changes() {
        if let Some(value) = change.value {
            restored.restore(&change.key, &value).unwrap();
        }
    }
    restored.derive();
    restored
}

#[test]
fn a_contact_that_connects_two_persons_joins_them_and_takes_that_back_when_it_goes() {
    let mut state = State::default();
    put(&mut state, 1, 1, &["jane@a.example"]);
    put(&mut state, 2, 1, &["jane@b.example"]);
    assert_eq!(state.people.len(), 2);

    put(&mut state, 3, 1, &["jane@a.example", "jane@b.example"]);
    let joined = state.person_with(&handle("jane@b.example")).unwrap();
    let knowers = state.knowers(joined);
    state.forget_contact(member(3), ContactId(1));

    assert_eq!(knowers.iter().map(|(owner, _)| *owner).collect::<Vec<_>>(), [1, 2, 3].map(member));
    let apart = ["jane@a.example", "jane@b.example"].map(|text| state.person_with(&handle(text)).unwrap());
    assert_ne!(apart[0], apart[1]);
    assert_eq!(state.knowers(apart[1]), [(member(2), ContactId(1))]);
    assert_eq!(state.people.len(), 2);
}

#[test]
fn what_others_record_changes_nothing_of_an_owners_contacts() {
    let mut state = State::default();
    put(&mut state, 1, 1, &["jane@a.example"]);
    put(&mut state, 1, 2, &["tom@b.example"]);
    let before: Vec<_> = state.contacts_of(&member(1)).collect();

    put(&mut state, 2, 1, &["jane@a.example", "tom@b.example"]);

    assert_eq!(state.contacts_of(&member(1)).collect::<Vec<_>>(), before);
    let person = state.person_with(&handle("jane@a.example")).unwrap();
    let both: Vec<_> = state.contacts_with(&member(1), person).collect();
    assert_eq!(both, [ContactId(1), ContactId(2)]);
}

#[test]
fn a_person_goes_with_the_last_owner_and_the_number_serves_again() {
    let mut state = State::default();
    put(&mut state, 1, 1, &["jane@a.example"]);
    put(&mut state, 2, 1, &["jane@a.example", "jane@b.example"]);

    assert!(state.forget_contact(member(2), ContactId(1)));
    assert_eq!(state.person_with(&handle("jane@b.example")), None);
    assert!(state.forget_contact(member(1), ContactId(1)));
    assert!(state.people.is_empty() && state.contacts.is_empty() && state.edges.is_empty());
    assert!(!state.forget_contact(member(1), ContactId(1)));

    put(&mut state, 1, 2, &["tom@c.example"]);
    assert_eq!(state.person_with(&handle("tom@c.example")), Some(PersonNo(0)));
}

#[test]
fn two_contacts_of_one_owner_who_are_one_person_make_one_edge() {
    let mut state = State::default();
    let mut strong = contact(&["jane@a.example"]);
    strong.edge.strength = Strength::WouldVouch;
    strong.edge.policy.audience = Audience::OwnOrg;
    state.put_contact(member(1), ContactId(1), &strong);
    put(&mut state, 1, 2, &["jane@b.example"]);
    put(&mut state, 2, 1, &["jane@a.example", "jane@b.example"]);

    for state in [&mut restored(&mut state), &mut state] {
        let person = state.person_with(&handle("jane@a.example")).unwrap();
        let network = &state.derived.network;
        let from = network.roster.number(&member(1)).unwrap();
        let (level, passes) = network.index.edge(from, Node::Person(person)).unwrap();

        assert_eq!(level.strength(), Some(Strength::WouldVouch));
        let partners = Question { kind: crate::message::Kind::Introduction, from: Audience::Peers };
        assert!(passes.lets(partners));
    }
}

/// The obvious model: everybody's contacts, and nothing derived.
type Model = BTreeMap<(u8, u32), BTreeSet<u8>>;

/// Handles that hang together.
fn components(model: &Model) -> BTreeSet<BTreeSet<u8>> {
    let mut sets: Vec<BTreeSet<u8>> = Vec::new();
    for handles in model.values() {
        let (touching, rest): (Vec<_>, Vec<_>) = sets.into_iter().partition(|set| !set.is_disjoint(handles));
        sets = rest;
        sets.push(touching.into_iter().flatten().chain(handles.iter().copied()).collect());
    }
    sets.into_iter().collect()
}

fn address(number: u8) -> Handle {
    handle(&format!("p{number}@a.example"))
}

fn agrees(state: &State, model: &Model) {
    let persons = state.people.iter().map(|((), number, person)| (number, person));
    let persons: BTreeMap<u32, Vec<Handle>> = persons.map(|(number, person)| (number, person.handles)).collect();
    let expected = components(model);
    assert_eq!(persons.len(), expected.len());
    for set in expected {
        let number = state.person_with(&address(*set.first().unwrap())).unwrap();
        let handles: BTreeSet<Handle> = persons[&number.0].iter().cloned().collect();
        assert_eq!(handles, set.iter().map(|number| address(*number)).collect());
        let owners = model.iter().filter(|(_, handles)| !handles.is_disjoint(&set));
        let owners: BTreeSet<_> = owners.map(|((owner, id), _)| (member(*owner), ContactId(*id))).collect();
        assert_eq!(state.knowers(number).into_iter().collect::<BTreeSet<_>>(), owners);
    }
    let edges: BTreeSet<_> = state.edges.iter().map(|(owner, _, row)| (owner, row.person)).collect();
    assert_eq!(state.derived.network.index.edge_count(), edges.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn persons_are_the_connected_sets_of_handles_after_every_change(
        ops in prop::collection::vec((0u8..4, 1u32..5, prop::collection::btree_set(0u8..10, 0..4)), 1..40)
    ) {
        let mut state = State::default();
        let mut model = Model::new();
        for (owner, id, handles) in ops {
            if handles.is_empty() {
                prop_assert_eq!(state.forget_contact(member(owner), ContactId(id)), model.remove(&(owner, id)).is_some());
            } else {
                let mut recorded = contact(&[]);
                recorded.details.handles = handles.iter().map(|number| address(*number)).collect();
                state.put_contact(member(owner), ContactId(id), &recorded);
                model.insert((owner, id), handles);
            }
            agrees(&state, &model);
        }
        agrees(&restored(&mut state), &model);
    }
}
