//! Signatures: what holds, and that nothing else does.

mod mutations;

use crate::time::Span;
use std::fmt::Debug;

use super::*;
use crate::crypto::sign::{DeviceSecret, MemberSecret};
use crate::id::DeviceKey;
use crate::message::Device;
use crate::wire::sample::{CREATED, Fill, device, member, org, with_unknown_field};

#[test]
fn what_was_signed_opens_under_its_own_key_alone() {
    let signed = sign(&org(), &Fill::Usual.query_core());
    let other = OrgSecret::from_seed(&[0x12; 32]).public();

    assert_eq!(*verify(&signed, &org().public()).unwrap(), Fill::Usual.query_core());
    assert_eq!(verify(&signed, &other), Err(Refused::BadSignature));
}

#[test]
fn a_core_opens_only_by_the_origin_it_names() {
    let stranger = OrgSecret::from_seed(&[0x12; 32]);

    assert!(verify_by_origin(&sign(&org(), &Fill::Usual.query_core())).is_ok());
    assert!(verify_by_origin(&sign(&org(), &Fill::Usual.request_core())).is_ok());
    assert_eq!(verify_by_origin(&sign(&stranger, &Fill::Usual.query_core())), Err(Refused::BadSignature));
    assert_eq!(verify_by_origin(&sign(&stranger, &Fill::Usual.request_core())), Err(Refused::BadSignature));
}

#[test]
fn a_signature_does_not_carry_over_to_another_kind_of_object() {
    let query = sign(&org(), &Fill::Usual.query_core());
    let as_request = Signed::<RequestCore>::new(query.payload, query.signature);

    assert_eq!(verify(&as_request, &org().public()), Err(Refused::BadSignature));
}

#[test]
fn one_changed_byte_anywhere_makes_a_signed_object_void() {
    let cert = Fill::Usual.member_cert();

    no_mutation_opens(&sign(&org(), &Fill::Usual.query_core()), verify_by_origin);
    no_mutation_opens(&sign(&device(), &Fill::Usual.consent()), |signed| verify_by_device(signed, &cert));
    no_mutation_opens(&sign(&device(), &Fill::Usual.bridge_terms()), |signed| verify_terms(signed, &cert));
    no_mutation_opens(&sign(&device(), &Fill::Usual.answer_body()), |signed| verify_by_device(signed, &cert));
    no_mutation_opens(&sign(&device(), &Fill::Usual.letter_body()), |signed| verify_by_device(signed, &cert));
    no_mutation_opens(&sign(&device(), &Fill::Usual.receipt_body()), |signed| verify_by_device(signed, &cert));
    sampled_mutations_open_nothing(&sign(&org(), &Fill::Usual.request_core()));
}

#[test]
fn one_changed_byte_anywhere_makes_a_certificate_void() {
    let cert = Fill::Usual.cert();
    assert!(verify_cert(&cert, CREATED).is_ok());

    for at in 0..cert.payload.len() {
        let mut payload = cert.payload.clone();
        payload[at] ^= 1;
        let cert = CoSigned::new(payload, cert.org_signature, cert.member_signature);
        assert!(verify_cert(&cert, CREATED).is_err(), "payload byte {at}");
    }
    for at in 0..Signature::LEN {
        let by_org = CoSigned::new(cert.payload.clone(), flipped(cert.org_signature, at), cert.member_signature);
        let by_member =
            CoSigned::new(cert.payload.clone(), cert.org_signature, cert.member_signature.map(|s| flipped(s, at)));
        assert_eq!(verify_cert(&by_org, CREATED), Err(Refused::BadSignature), "signature byte {at}");
        assert_eq!(verify_cert(&by_member, CREATED), Err(Refused::BadSignature), "signature byte {at}");
    }
}

#[test]
fn fields_of_a_later_version_stay_under_the_signature_because_the_bytes_are_kept() {
    let payload = with_unknown_field(Fill::Usual.query_core().to_bytes(), 800);
    let signature = org().sign(Label::Query, &payload);
    let signed = Signed::<QueryCore>::new(payload.clone(), signature);

    let opened = verify_by_origin(&signed).unwrap();
    let encoded_anew = Signed::<QueryCore>::new(opened.to_bytes(), signature);

    assert_eq!(*opened, Fill::Usual.query_core());
    assert_eq!(signed.payload, payload);
    assert_eq!(verify_by_origin(&encoded_anew), Err(Refused::BadSignature));
}

#[test]
fn a_signature_over_unreadable_bytes_opens_nothing() {
    let payload = vec![0xff; 8];
    let signature = org().sign(Label::Query, &payload);

    assert_eq!(verify(&Signed::<QueryCore>::new(payload, signature), &org().public()), Err(Refused::Malformed));
}

#[test]
fn a_certificate_is_fit_from_five_minutes_before_its_issue_until_it_expires() {
    let cert = Fill::Usual.cert();
    let expires = Fill::Usual.member_cert().expires;
    let early = CREATED.minus(Span::secs(300));

    assert!(verify_cert(&cert, early).is_ok());
    assert!(verify_cert(&cert, expires.minus(Span::millis(1))).is_ok());
    assert_eq!(verify_cert(&cert, early.minus(Span::millis(1))), Err(Refused::UnfitCertificate));
    assert_eq!(verify_cert(&cert, expires), Err(Refused::UnfitCertificate));
}

#[test]
fn a_certificate_lives_ninety_days_at_most() {
    let lives = |span| MemberCert { expires: CREATED.plus(span), ..Fill::Usual.member_cert() };

    assert!(verify_cert(&both_sign(&lives(Span::days(90))), CREATED).is_ok());
    for span in [Span::secs(90 * 86_400 + 1), Span::secs(0)] {
        assert_eq!(verify_cert(&both_sign(&lives(span)), CREATED), Err(Refused::UnfitCertificate));
    }
}

#[test]
fn a_certificate_without_a_device_or_with_an_unsound_key_is_unfit() {
    let mut identity = [0; 32];
    identity[0] = 1;
    let unsound = Device { sign_key: DeviceKey::from_bytes(identity) };

    for devices in [vec![], vec![unsound], vec![Fill::Usual.member_cert().devices[0], unsound]] {
        let cert = both_sign(&MemberCert { devices, ..Fill::Usual.member_cert() });
        assert_eq!(verify_cert(&cert, CREATED), Err(Refused::UnfitCertificate));
    }
}

#[test]
fn a_certificate_needs_the_organisation_and_the_member() {
    let cert = Fill::Usual.cert();
    let by_org_alone = CoSigned::new(cert.payload.clone(), cert.org_signature, None);
    let swapped = CoSigned::new(cert.payload.clone(), cert.member_signature.unwrap(), Some(cert.org_signature));

    assert_eq!(verify_cert(&by_org_alone, CREATED), Err(Refused::BadSignature));
    assert_eq!(verify_cert(&swapped, CREATED), Err(Refused::BadSignature));
}

#[test]
fn an_organisation_alone_can_remove_a_member_and_do_nothing_else() {
    let removal = MemberCert { devices: vec![], ..Fill::Usual.member_cert() };
    let full = Fill::Usual.cert();

    assert_eq!(*verify_removal(&sign_removal(&org(), &removal)).unwrap(), removal);
    assert_eq!(verify_removal(&sign_removal(&OrgSecret::from_seed(&[0x12; 32]), &removal)), Err(Refused::BadSignature));
    assert_eq!(verify_removal(&full), Err(Refused::UnfitCertificate));
}

#[test]
fn a_device_speaks_for_its_own_member_alone() {
    let cert = Fill::Largest.member_cert();
    let fourth = DeviceSecret::from_seed(&[0x34; 32]);
    let stranger = DeviceSecret::from_seed(&[0x40; 32]);
    let somebody_else = MemberSecret::from_seed(&[0x22; 32]).public();
    let elsewhere = Consent { org: OrgId::from_bytes([12; 32]), ..Fill::Usual.consent() };

    assert!(verify_by_device(&sign(&fourth, &Fill::Usual.consent()), &cert).is_ok());
    assert_eq!(verify_by_device(&sign(&stranger, &Fill::Usual.consent()), &cert), Err(Refused::BadSignature));
    assert_eq!(
        verify_by_device(&sign(&fourth, &Consent { member: somebody_else, ..Fill::Usual.consent() }), &cert),
        Err(Refused::WrongSigner)
    );
    assert_eq!(verify_by_device(&sign(&fourth, &elsewhere), &cert), Err(Refused::WrongSigner));
}

#[test]
fn a_receipt_is_by_whoever_gave_the_consent_inside() {
    let cert = Fill::Usual.member_cert();
    let other = MemberSecret::from_seed(&[0x22; 32]).public();
    let consent = sign(&device(), &Consent { member: other, ..Fill::Usual.consent() });
    let of_another = ReceiptBody { consent, ..Fill::Usual.receipt_body() };

    assert!(verify_by_device(&sign(&device(), &Fill::Usual.receipt_body()), &cert).is_ok());
    assert_eq!(verify_by_device(&sign(&device(), &of_another), &cert), Err(Refused::WrongSigner));
}

#[test]
fn what_brings_its_certificate_opens_with_it() {
    let letter = sign(&device(), &Fill::Usual.letter_body());
    let by_another = sign(&DeviceSecret::from_seed(&[0x40; 32]), &Fill::Usual.letter_body());

    let (opened, cert) = verify_with_own_cert(&letter, CREATED).unwrap();

    assert_eq!(*opened, Fill::Usual.letter_body());
    assert_eq!(*cert, Fill::Usual.member_cert());
    assert!(verify_with_own_cert(&sign(&device(), &Fill::Usual.answer_body()), CREATED).is_ok());
    assert!(verify_with_own_cert(&sign(&device(), &Fill::Usual.receipt_body()), CREATED).is_ok());
    assert_eq!(verify_with_own_cert(&by_another, CREATED).unwrap_err(), Refused::BadSignature);
    assert_eq!(verify_with_own_cert(&letter, CREATED.plus(Span::days(60))).unwrap_err(), Refused::UnfitCertificate);
}

#[test]
fn terms_open_for_either_end_and_for_nobody_else() {
    let terms = Fill::Usual.bridge_terms();
    let turned = BridgeTerms {
        a_org: terms.b_org,
        a_member: terms.b_member,
        b_org: terms.a_org,
        b_member: terms.a_member,
        ..terms.clone()
    };
    let crossed = BridgeTerms { a_org: terms.b_org, b_org: terms.a_org, ..terms.clone() };
    let cert = Fill::Usual.member_cert();

    assert!(verify_terms(&sign(&device(), &terms), &cert).is_ok());
    assert!(verify_terms(&sign(&device(), &turned), &cert).is_ok());
    assert_eq!(verify_terms(&sign(&device(), &crossed), &cert), Err(Refused::WrongSigner));
}

fn both_sign(cert: &MemberCert) -> CoSigned<MemberCert> {
    countersign(&org(), &sign(&member(), cert))
}

fn flipped(signature: Signature, at: usize) -> Signature {
    let mut bytes = *signature.as_bytes();
    bytes[at] ^= 1;
    Signature::from_bytes(bytes)
}

fn no_mutation_opens<T: Payload + Debug>(
    signed: &Signed<T>,
    open: impl Fn(&Signed<T>) -> Result<Verified<T>, Refused>,
) {
    assert!(open(signed).is_ok());
    for at in 0..signed.payload.len() {
        let mut payload = signed.payload.clone();
        payload[at] ^= 1;
        assert!(open(&Signed::new(payload, signed.signature)).is_err(), "payload byte {at}");
    }
    for at in 0..Signature::LEN {
        let void = Signed::new(signed.payload.clone(), flipped(signed.signature, at));
        assert_eq!(open(&void).unwrap_err(), Refused::BadSignature, "signature byte {at}");
    }
}

// A request core is mostly sealed letter: every byte around it, every hundredth inside.
fn sampled_mutations_open_nothing(signed: &Signed<RequestCore>) {
    let len = signed.payload.len();
    for at in (0..300).chain((300..len).step_by(100)) {
        let mut payload = signed.payload.clone();
        payload[at] ^= 1;
        assert!(verify_by_origin(&Signed::<RequestCore>::new(payload, signed.signature)).is_err(), "byte {at}");
    }
}
