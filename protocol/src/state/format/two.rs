//! From format 2: a request on its way says what it carries (a letter or an alert) and may name a permission.
//!
//! Only requests under way are written anew; everything else of a route stays byte for byte.

use serde::{Deserialize, Serialize};

use super::Forward;
use crate::change::Change;
use crate::id::{MemberKey, OrgId, QueryId, RequestId, SealKey};
use crate::message::{Kind, RequestBody, RequestCore, Signed};
use crate::private::Private;
use crate::state::table::{Unreadable, encoded};
use crate::state::{Exit, Up};
use crate::time::Timestamp;

/// Brings records of format 2 forward, beside what an earlier step changed.
pub(super) fn forward(mut forward: Forward) -> Result<Forward, Unreadable> {
    for (key, value) in forward.records.iter_mut().filter(|(key, _)| key.first() == Some(&ROUTES)) {
        if let Some(route) = route(value)? {
            value.clone_from(&route);
            forward.changes.push(Change { key: key.clone(), value: Some(route) });
        }
    }
    Ok(forward)
}

/// A route up to its request: kind, origin and its name, question, both directions, members, two dates.
type Head = (Kind, OrgId, String, QueryId, Up, Vec<MemberKey>, Exit, Timestamp, Timestamp);

/// What a request said in format 2: it always carried a letter.
#[derive(Serialize, Deserialize)]
struct OldCore {
    origin: OrgId,
    query: QueryId,
    request: RequestId,
    kind: Kind,
    created: Timestamp,
    expires: Timestamp,
    note: Private<String>,
    answer_key: SealKey,
    letter: Vec<u8>,
}

impl From<OldCore> for RequestCore {
    fn from(old: OldCore) -> Self {
        let OldCore { origin, query, request, kind, created, expires, note, answer_key, letter } = old;
        let body = RequestBody::Letter(letter);
        Self { origin, query, request, kind, created, expires, note, answer_key, permission: None, body }
    }
}

/// A route as this version writes it; `None` if no request came along it, so that nothing changes.
fn route(value: &[u8]) -> Result<Option<Vec<u8>>, Unreadable> {
    let (head, rest): (Head, _) = take(value)?;
    let Some((SOME, rest)) = rest.split_first() else { return Ok(None) };
    let (core, rest): (Signed<RequestCore>, _) = take(rest)?;
    let (content, rest): (OldCore, _) = take(rest)?;
    let content = RequestCore::from(content);
    Ok(Some([encoded(&head), vec![*SOME], encoded(&core), encoded(&content), rest.to_vec()].concat()))
}

fn take<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<(T, &'b [u8]), Unreadable> {
    postcard::take_from_bytes(bytes).map_err(|_| Unreadable)
}

/// The table of routes.
const ROUTES: u8 = 14;

/// How postcard marks that there is a value.
const SOME: &u8 = &1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{Blob, BridgeId, OfferRef, PredecessorCommitment, RequestDigest, Signature};
    use crate::message::{CoSigned, Consent, MemberCert};
    use crate::state::format::FORMAT_TABLE;
    use crate::state::{HopStage, State};

    #[test]
    fn a_request_under_way_in_format_2_goes_on() {
        let (org, query) = (OrgId::from_bytes([3; 32]), QueryId::from_bytes([4; 16]));
        let (member, now) = (MemberKey::from_bytes([1; 32]), Timestamp::from_secs(1_790_000_000));
        let signature = Signature::from_bytes([7; 64]);
        let bridge = BridgeId::from_bytes([5; 16]);
        let exit = Exit::Bridge { bridge, peer: org, offer: OfferRef::from_bytes([6; 16]) };
        let up = Up::Peer { peer: org, bridge };
        let head: Head = (Kind::Influence, org, "Hillside".to_owned(), query, up, vec![member], exit, now, now);
        let old = OldCore {
            origin: org,
            query,
            request: RequestId::from_bytes([9; 16]),
            kind: Kind::Influence,
            created: now,
            expires: now,
            note: "Hedges".into(),
            answer_key: SealKey::from_bytes([10; 32]),
            letter: vec![0x5a; 40],
        };
        let consent = Consent {
            digest: RequestDigest::from_bytes([11; 32]),
            org,
            member,
            successor_org: org,
            successor: member,
            predecessor: PredecessorCommitment::from_bytes([12; 32]),
            note_hash: crate::crypto::digest::note_hash(""),
            issued: now,
        };
        let signed = Signed::<Consent>::new(vec![1, 2], signature);
        let cert = CoSigned::<MemberCert>::new(vec![3], signature, Some(signature));
        let core = Signed::<RequestCore>::new(vec![4, 5], signature);
        let behind =
            (0_usize, &signed, &signed, &consent, &cert, "word", Vec::<Blob>::new(), None::<()>, HopStage::Passed);
        let value = [encoded(&head), vec![1], encoded(&core), encoded(&old), encoded(&behind)].concat();
        let offer = OfferRef::from_bytes([13; 16]);
        let records = vec![(vec![FORMAT_TABLE], encoded(&2_u32)), ([vec![ROUTES], encoded(&offer)].concat(), value)];

        let mut state = State::restore_all(records).unwrap();

        let hop = state.routes.row(&offer).and_then(|route| route.hop.clone()).unwrap();
        assert_eq!(hop.content, RequestCore::from(old));
        assert_eq!((hop.core, hop.consented, hop.stage), (core, consent, HopStage::Passed));
        let changes = state.drain_changes();
        assert_eq!(changes.len(), 3, "the route and the number, which is written by the step and by the table");
        let again = State::restore_all(changes.into_iter().filter_map(|change| Some((change.key, change.value?))));
        assert!(again.unwrap().routes.has(&offer));
    }
}
