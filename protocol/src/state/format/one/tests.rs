use super::*;
use crate::id::{BridgeId, InviteId, OfferRef};
use crate::state::{Exit, ItemKind, Route, State};

const ANN: MemberKey = MemberKey::from_bytes([1; 32]);
const JANE: [u8; 16] = [7; 16];

fn record(table: u8, key: &impl serde::Serialize, value: &impl serde::Serialize) -> Record {
    ([vec![table], encoded(key)].concat(), encoded(value))
}

fn jane() -> Vec<Handle> {
    vec![Handle::parse("jane@a.example", None).unwrap()]
}

/// A contact, its person, and rows of every sort that named persons, as format 1 wrote them.
fn old_records() -> Vec<Record> {
    let now = Timestamp::from_secs(1_790_000_000);
    let person: PersonId = JANE.to_vec();
    let edge = ("Jane", "Riverbend", "Chair", Strength::WouldVouch, EdgePolicy::default(), now);
    let (org, query) = (OrgId::from_bytes([3; 32]), QueryId::from_bytes([4; 16]));
    let label = (2_u8, Strength::KnowWell, None::<()>, vec![ANN]);
    let up = Up::Peer { peer: org, bridge: BridgeId::from_bytes([5; 16]) };
    let route = (Kind::Introduction, org, "Hillside", query, up, vec![ANN]);
    let exit = (ENDPOINT, &person, LetterKeyId::from_bytes([6; 16]), SealKey::from_bytes([8; 32]));
    let info: OldInfo = ("Hillside".into(), String::new(), Vec::new(), 32, 1, EpochKey::from_bytes([9; 32]), now);
    let counted = (1_u32, 2_u32, 3_u32, BTreeMap::from([(person.clone(), now)]));
    vec![
        record(NODE, &(), &(0_u64, 3_u64, Some(&info), Vec::<Epoch>::new())),
        record(3, &InviteId::from_bytes([2; 16]), &(vec![1_u8; 16], "Ben", now, None::<MemberKey>)),
        record(PEOPLE, &person, &jane()),
        record(CONTACTS, &(ANN, &person), &(edge, jane())),
        record(PEERS, &org, &(PeerState::Active, Some(&info), (Vec::<String>::new(), 1_u64, 0_u64, None::<()>), counted)),
        record(ROUTES, &OfferRef::from_bytes([10; 16]), &(route, exit, now, now, None::<()>)),
        record(INBOX, &(ANN, [11_u8; 16].to_vec()), &(now, now, PROMPT, org, query, &person, label)),
    ]
}

#[test]
fn a_store_of_format_1_keeps_its_contacts_and_what_named_them() {
    let mut state = State::restore_all(old_records()).unwrap();

    let (id, contact) = state.contacts_of(&ANN).next().unwrap();
    assert_eq!((contact.details.name.as_str(), &contact.details.handles), ("Jane", &jane()));
    assert_eq!(contact.edge.strength, Strength::WouldVouch);
    assert_eq!(state.people.len(), 1);
    let routes: Vec<&Route> = state.routes.iter().map(|(_, route)| route).collect();
    assert!(matches!(routes[0].exit, Exit::Endpoint { contact, .. } if contact == id));
    let items: Vec<_> = state.inbox.iter().map(|(_, item)| &item.kind).collect();
    assert!(matches!(items[0], ItemKind::Prompt { contact, label, .. } if *contact == id && label.path == [ANN]));
    let peers: Vec<_> = state.peers.iter().map(|(_, peer)| peer).collect();
    assert_eq!((peers[0].chunks_own, peers[0].standing.len()), (2, 0));
    assert_eq!(peers[0].info.as_ref().unwrap().profile, OrgProfile::default());
    assert!(state.node.row(&()).unwrap().told.is_none());

    let mut disk: BTreeMap<Vec<u8>, Vec<u8>> = old_records().into_iter().collect();
    for change in state.drain_changes() {
        match change.value {
            Some(value) => drop(disk.insert(change.key, value)),
            None => drop(disk.remove(&change.key)),
        }
    }
    let again = State::restore_all(disk.clone()).unwrap();
    assert!(again.contacts_of(&ANN).eq(state.contacts_of(&ANN)));
    assert!(!disk.keys().any(|key| [PEOPLE, CONTACTS].contains(&key[0])));
}

#[test]
fn a_newer_format_and_a_broken_row_are_refused() {
    let newer = record(FORMAT_TABLE, &(), &(super::super::FORMAT + 1));
    let mut broken = old_records();
    broken[3].1.truncate(20);

    assert!(State::restore_all([newer]).is_err());
    assert!(State::restore_all(broken).is_err());
}

#[test]
fn a_member_of_format_1_goes_on_counting_where_the_contacts_end() {
    let mut numbers = Numbers::default();
    let made = [numbers.give(ANN, JANE.to_vec()), numbers.give(ANN, vec![8; 16])];

    assert_eq!(made, [ContactId(1), ContactId(2)]);
    assert_eq!(numbers.of(&ANN, &vec![9; 16]), ContactId(0));
}
