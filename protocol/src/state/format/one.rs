//! From format 1: contacts move into pages and get numbers of their owners; rows that named persons name contacts.
//!
//! Format 1 wrote a record for each contact under (owner, person), a record for each person, and neither
//! profiles nor a count of contacts. Rows are read as far as they changed; what stands behind stays as it is.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{FORMAT_TABLE, Forward, Record, put};
use crate::change::Change;
use crate::id::{ContactId, EpochKey, LetterKeyId, MemberKey, OrgId, QueryId, SealKey};
use crate::local::About;
use crate::message::{CoSigned, Kind, MemberCert, OrgProfile, Strength};
use crate::private::Private;
use crate::state::record::OutgoingJoin;
use crate::state::table::{Unreadable, encoded};
use crate::state::{Contact, Details, Epoch, PeerState, Up};
use crate::time::Timestamp;
use crate::trust::{Edge, EdgePolicy, Handle};

/// Brings all records forward.
pub(super) fn forward(records: Vec<Record>) -> Result<Forward, Unreadable> {
    let mut forward = Forward::default();
    let mut numbers = Numbers::default();
    for (key, value) in records.iter().filter(|(key, _)| key.first() == Some(&CONTACTS)) {
        let ((owner, person), (edge, handles)): ((MemberKey, PersonId), (OldEdge, Vec<Handle>)) =
            (whole(&key[1..])?, whole(value)?);
        forward.contacts.push((owner, numbers.give(owner, person), edge.contact(handles)));
    }
    for (key, value) in records {
        let table = *key.first().ok_or(Unreadable)?;
        let value = match table {
            PEOPLE | CONTACTS => None,
            NODE => Some(node(&value)?),
            MEMBERS => Some(member(&key, &value, &numbers)?),
            PEERS => Some(peer(&value)?),
            ROUTES => Some(route(&value, &numbers)?),
            INBOX => Some(item(&key, &value, &numbers)?),
            _ => {
                forward.records.push((key, value));
                continue;
            }
        };
        if let Some(value) = &value {
            forward.records.push((key.clone(), value.clone()));
        }
        forward.changes.push(Change { key, value });
    }
    forward.changes.push(put(vec![FORMAT_TABLE], &super::FORMAT));
    Ok(forward)
}

/// A person's id of format 1.
type PersonId = Vec<u8>;

/// The numbers contacts get, in the order of their old keys.
#[derive(Default)]
struct Numbers {
    made: BTreeMap<MemberKey, u32>,
    of: BTreeMap<(MemberKey, PersonId), ContactId>,
}

impl Numbers {
    fn give(&mut self, owner: MemberKey, person: PersonId) -> ContactId {
        let made = self.made.entry(owner).or_default();
        *made += 1;
        self.of.insert((owner, person), ContactId(*made));
        ContactId(*made)
    }

    /// A contact's number; 0, which nobody has, if there is no such contact any more.
    fn of(&self, owner: &MemberKey, person: &PersonId) -> ContactId {
        self.of.get(&(*owner, person.clone())).copied().unwrap_or(ContactId(0))
    }
}

#[derive(Deserialize)]
struct OldEdge {
    name: Private<String>,
    org: Private<String>,
    role: Private<String>,
    strength: Strength,
    policy: EdgePolicy,
    confirmed: Timestamp,
}

impl OldEdge {
    fn contact(self, handles: Vec<Handle>) -> Contact {
        let Self { name, org, role, strength, policy, confirmed } = self;
        let details = Details { name, org, role, handles, about: About::default(), import: None };
        Contact { edge: Edge { strength, policy, confirmed }, details }
    }
}

/// What a peer tells of itself, without its profile.
type OldInfo = (String, String, Vec<String>, u32, u32, EpochKey, Timestamp);

/// What was told to peers is forgotten, so that they are told anew, with the profile.
fn node(value: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let (incarnation, seq, _, epochs): (u64, u64, Option<OldInfo>, Vec<Epoch>) = whole(value)?;
    Ok(encoded(&(incarnation, seq, None::<()>, epochs)))
}

fn member(key: &[u8], value: &[u8], numbers: &Numbers) -> Result<Vec<u8>, Unreadable> {
    let _: (Private<String>, CoSigned<MemberCert>, MemberCert, bool) = whole(value)?;
    let owner: MemberKey = whole(&key[1..])?;
    let made = numbers.made.get(&owner).copied().unwrap_or(0);
    Ok([value, &encoded(&made)].concat())
}

/// The persons a link was answered for are counted anew.
fn peer(value: &[u8]) -> Result<Vec<u8>, Unreadable> {
    type Rest = (Vec<String>, u64, u64, Option<OutgoingJoin>, u32, u32, u32, BTreeMap<PersonId, Timestamp>);
    let (state, info, rest): (PeerState, Option<OldInfo>, Rest) = whole(value)?;
    let (addrs, seq, incarnation, joining, epoch, own, behind, _) = rest;
    let info = info.map(|info| (info, OrgProfile::default()));
    let counted = (epoch, own, behind, BTreeMap::<u32, Timestamp>::new());
    Ok(encoded(&(state, info, (addrs, seq, incarnation, joining), counted)))
}

fn route(value: &[u8], numbers: &Numbers) -> Result<Vec<u8>, Unreadable> {
    type Before = (Kind, OrgId, String, QueryId, Up, Vec<MemberKey>);
    let (before, at_exit): (Before, &[u8]) = part(value)?;
    let (variant, at_end): (u32, &[u8]) = part(at_exit)?;
    if variant != ENDPOINT {
        return Ok(value.to_vec());
    }
    let ((person, letter_key, public), rest): ((PersonId, LetterKeyId, SealKey), &[u8]) = part(at_end)?;
    let contact = before.5.last().map_or(ContactId(0), |owner| numbers.of(owner, &person));
    let start = &value[..value.len() - at_exit.len()];
    Ok([start, &encoded(&(ENDPOINT, contact, letter_key, public)), rest].concat())
}

fn item(key: &[u8], value: &[u8], numbers: &Numbers) -> Result<Vec<u8>, Unreadable> {
    let (_, at_kind): ((Timestamp, Timestamp), &[u8]) = part(value)?;
    let (variant, at_prompt): (u32, &[u8]) = part(at_kind)?;
    if variant != PROMPT {
        return Ok(value.to_vec());
    }
    let (owner, _): (MemberKey, &[u8]) = part(&key[1..])?;
    let ((origin, query, person), rest): ((OrgId, QueryId, PersonId), &[u8]) = part(at_prompt)?;
    let start = &value[..value.len() - at_kind.len()];
    Ok([start, &encoded(&(PROMPT, origin, query, numbers.of(&owner, &person))), rest].concat())
}

fn whole<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    postcard::from_bytes(bytes).map_err(|_| Unreadable)
}

fn part<T: DeserializeOwned>(bytes: &[u8]) -> Result<(T, &[u8]), Unreadable> {
    postcard::take_from_bytes(bytes).map_err(|_| Unreadable)
}

// Tables and variants of format 1 whose rows changed.
const NODE: u8 = 1;
const MEMBERS: u8 = 2;
const PEOPLE: u8 = 5;
const CONTACTS: u8 = 6;
const PEERS: u8 = 9;
const ROUTES: u8 = 14;
const INBOX: u8 = 15;
const ENDPOINT: u32 = 1;
const PROMPT: u32 = 0;

#[cfg(test)]
mod tests;
