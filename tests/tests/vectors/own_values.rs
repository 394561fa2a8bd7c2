//! The protocol's own values: one evaluation from seed to tag, one signature, one commitment.

use stn_protocol::crypto::Label;
use stn_protocol::crypto::digest::predecessor_commitment;
use stn_protocol::crypto::oprf::{EpochSecret, MatchKey};
use stn_protocol::crypto::sign::{OrgSecret, signed_bytes, verify};
use stn_protocol::id::{MemberKey, QueryId, Signature};
use stn_protocol::trust::Handle;

use crate::data::{self, Vector};

#[test]
fn a_handle_leads_to_the_same_tag_and_key_everywhere() {
    let vector = own();
    let epoch = u32::from_be_bytes(vector.array("epoch"));
    let secret = EpochSecret::derive(&vector.array("seed"), epoch);
    let org = OrgSecret::from_seed(&vector.array("org_seed")).public();
    let query = QueryId::from_bytes(vector.array("query_id"));
    let handle = Handle::parse(vector.text("handle"), None).unwrap();

    let output = secret.output(&handle.oprf_input());
    let key = MatchKey::derive(&output, &org, epoch);

    assert_eq!(secret.public().as_bytes(), &vector.array("oprf_pk"));
    assert_eq!(output.as_bytes(), &vector.array("F"));
    assert_eq!(key.as_bytes(), &vector.array("match_key"));
    assert_eq!(key.tag(&query).as_bytes(), &vector.array("tag"));
    assert_eq!(key.psk(&query).as_bytes(), &vector.array("psk"));
    assert_eq!(key.avoid_mark(&query).as_bytes(), &vector.array("avoid_mark"));
}

#[test]
fn a_signature_covers_the_length_the_label_and_the_payload() {
    let vector = own();
    let org = OrgSecret::from_seed(&vector.array("org_seed"));
    let payload = vector.text("signed_payload").as_bytes();
    let signature = Signature::from_bytes(vector.array("signature"));

    assert_eq!(Label::Query.as_bytes(), vector.text("signed_label").as_bytes());
    assert_eq!(signed_bytes(Label::Query, payload), vector.bytes("signed_input"));
    assert_eq!(org.public().as_bytes(), &vector.array("org"));
    assert_eq!(org.sign(Label::Query, payload), signature);
    assert_eq!(verify(&org.public(), Label::Query, payload, &signature), Ok(()));
}

#[test]
fn a_commitment_covers_the_salt_the_organisation_and_the_member() {
    let vector = own();
    let org = OrgSecret::from_seed(&vector.array("org_seed")).public();
    let member = MemberKey::from_bytes(vector.array("pred_member"));

    let commitment = predecessor_commitment(&vector.array("salt"), &org, &member);

    assert_eq!(commitment.as_bytes(), &vector.array("pred_commit"));
}

fn own() -> Vector<'static> {
    data::vectors(include_str!("../../vectors/protocol.txt")).remove(0)
}
