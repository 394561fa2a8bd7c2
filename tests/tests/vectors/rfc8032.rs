//! RFC 8032 section 7.1: Ed25519.

use ed25519_dalek::{Signer, SigningKey};
use stn_protocol::crypto::sign::{OrgSecret, is_sound};

use crate::data;

#[test]
fn the_signatures_of_rfc_8032_come_out_and_hold() {
    let vectors = data::vectors(include_str!("../../vectors/rfc8032.txt"));
    assert_eq!(vectors.len(), 5);

    for vector in vectors {
        let key = SigningKey::from_bytes(&vector.array("seed"));
        let signature = key.sign(&vector.bytes("message"));

        assert_eq!(signature.to_bytes(), vector.array("signature"), "{}", vector.text("name"));
        assert!(key.verifying_key().verify_strict(&vector.bytes("message"), &signature).is_ok());
    }
}

#[test]
fn our_keys_are_those_of_rfc_8032_and_sound() {
    for vector in data::vectors(include_str!("../../vectors/rfc8032.txt")) {
        let public = OrgSecret::from_seed(&vector.array("seed")).public();

        assert_eq!(public.as_bytes(), &vector.array("public"));
        assert!(is_sound(&public));
    }
}
