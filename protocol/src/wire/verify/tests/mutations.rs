//! Every field of everything signed, changed one at a time: altered, left out, said twice, or joined by one more.
//!
//! The fields are found by reading the bytes as protobuf, so a field added to the schema is mutated without
//! anybody thinking of it. Each mutation is what a relay could send on; none may open.

use super::*;
use crate::crypto::sign::CandidateSecret;
use crate::message::{KnockBody, Succession, SuccessionTerms, WordBody};
use crate::wire::verify::verify_succession;

/// One field as it stands: where it begins, where its content begins, where it ends.
struct Field {
    start: usize,
    content: usize,
    end: usize,
}

#[test]
fn no_mutated_field_of_what_an_origin_signed_opens() {
    for core in [Fill::Usual.request_core(), Fill::Largest.request_core(), Fill::Usual.alert_core()] {
        refuses_all(&sign(&org(), &core), |signed| verify_by_origin(signed).is_ok());
    }
    refuses_all(&sign(&org(), &Fill::Largest.query_core()), |signed| verify_by_origin(signed).is_ok());
}

#[test]
fn no_mutated_field_of_what_a_device_signed_opens() {
    let cert = Fill::Usual.member_cert();
    let by = |signed: &Signed<_>| verify_by_device(signed, &cert).is_ok();
    refuses_all(&sign(&device(), &Fill::Usual.consent()), by);
    refuses_all(&sign(&device(), &Fill::Usual.bridge_terms()), |signed| verify_terms(signed, &cert).is_ok());
    refuses_all(&sign(&device(), &Fill::Usual.receipt_body()), |signed| verify_with_own_cert(signed, CREATED).is_ok());
    refuses_all(&sign(&device(), &Fill::Usual.letter_body()), |signed| verify_with_own_cert(signed, CREATED).is_ok());
    refuses_all(&sign(&device(), &Fill::Usual.answer_body()), |signed| verify_with_own_cert(signed, CREATED).is_ok());
    let word = |signed: &Signed<WordBody>| verify_with_own_cert(signed, CREATED).is_ok();
    refuses_all(&sign(&device(), &Fill::Usual.word_body()), word);
    let knock = |signed: &Signed<KnockBody>| verify_with_own_cert(signed, CREATED).is_ok();
    refuses_all(&sign(&device(), &Fill::Usual.knock_body()), knock);
}

#[test]
fn no_mutated_field_of_a_certificate_opens() {
    let cert = both_sign(&Fill::Usual.member_cert());
    let opens = |payload: Vec<u8>| {
        verify_cert(&CoSigned::new(payload, cert.org_signature, cert.member_signature), CREATED).is_ok()
    };

    assert!(opens(cert.payload.clone()));
    for mutated in mutations(&cert.payload) {
        assert!(!opens(mutated));
    }
}

#[test]
fn no_mutated_field_of_a_succession_opens() {
    let new = OrgSecret::from_seed(&[0x12; 32]);
    let by_old = sign::<SuccessionTerms>(&org(), &Fill::Usual.succession_terms());
    let by_new = sign::<SuccessionTerms>(&new, &Fill::Usual.succession_terms());
    let opens = |payload: Vec<u8>, old_signature, new_signature| {
        verify_succession(&Succession { payload, old_signature, new_signature }).is_ok()
    };

    assert!(opens(by_old.payload.clone(), by_old.signature, by_new.signature));
    assert!(!opens(by_old.payload.clone(), by_new.signature, by_old.signature));
    assert!(!opens(by_old.payload.clone(), by_old.signature, by_old.signature));
    for mutated in mutations(&by_old.payload) {
        assert!(!opens(mutated, by_old.signature, by_new.signature));
    }
}

#[test]
fn a_candidates_signature_is_for_one_permission_and_one_organisation() {
    use crate::crypto::digest::permission_digest;
    use crate::crypto::{Label, sign};
    let candidate = CandidateSecret::from_seed(&[0x41; 32]);
    let permission = Fill::Usual.permission();
    let bytes = |org: &OrgId, salt: &[u8; 16], text: &str| {
        let digest = permission_digest(salt, permission.given_on, text);
        [org.as_bytes().as_slice(), digest.as_bytes()].concat()
    };
    let signed = bytes(&org().public(), &permission.salt, &permission.text);
    let signature = candidate.sign(Label::Permission, &signed);

    assert!(sign::verify(&candidate.public(), Label::Permission, &signed, &signature).is_ok());
    for other in [
        bytes(&OrgId::from_bytes([9; 32]), &permission.salt, &permission.text),
        bytes(&org().public(), &[0; 16], &permission.text),
        bytes(&org().public(), &permission.salt, "You may ask anybody."),
    ] {
        assert!(sign::verify(&candidate.public(), Label::Permission, &other, &signature).is_err());
    }
}

fn refuses_all<T: Payload + Debug>(signed: &Signed<T>, opens: impl Fn(&Signed<T>) -> bool) {
    assert!(opens(signed));
    for payload in mutations(&signed.payload) {
        assert!(!opens(&Signed::new(payload, signed.signature)));
    }
}

/// Every field altered, left out and said twice with the last one altered, and one field nobody knows added.
fn mutations(payload: &[u8]) -> Vec<Vec<u8>> {
    let mut mutated = vec![[payload, &[0xa2, 0x06, 0x01, 0x00]].concat()];
    for Field { start, content, end } in fields(payload) {
        let mut altered = payload.to_vec();
        altered[content.min(end - 1)] ^= 1;
        let again = &altered[start..end];
        mutated.push([&payload[..start], &payload[end..]].concat());
        mutated.push([&payload[..end], again, &payload[end..]].concat());
        mutated.push(altered.clone());
    }
    assert!(mutated.len() > 6, "a payload has fields");
    mutated
}

fn fields(payload: &[u8]) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = 0;
    while at < payload.len() {
        let start = at;
        let key = varint(payload, &mut at);
        let content = match key & 7 {
            0 => {
                let content = at;
                varint(payload, &mut at);
                content
            }
            2 => {
                let len = usize::try_from(varint(payload, &mut at)).unwrap();
                let content = at;
                at += len;
                content
            }
            other => panic!("wire type {other} is not used"),
        };
        fields.push(Field { start, content, end: at });
    }
    fields
}

fn varint(bytes: &[u8], at: &mut usize) -> u64 {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = bytes[*at];
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return value;
        }
    }
    panic!("a varint ends");
}
