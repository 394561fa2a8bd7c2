//! Payloads: round trips, bounds, fields of a later version, and room in the padded plaintexts.

use proptest::prelude::*;
use stn_proto::v1 as proto;

use super::*;
use crate::id::Signature;
use crate::private::Private;
use crate::time::Timestamp;
use crate::wire::sample::{Fill, with_unknown_field};

/// What padding may spend on saying how long the plaintext is.
const PADDING_HEADER: usize = 4;

/// Each row is changed by itself, and refused for that alone.
macro_rules! refuses {
    ($($type:ident $sample:ident $m:ident => $change:expr;)*) => {$(
        let mut $m = Fill::Usual.$sample().shape();
        assert!($type::from_bytes(&$m.encode_to_vec()).is_ok());
        $change;
        assert_eq!($type::from_bytes(&$m.encode_to_vec()), Err(Malformed), "{}", stringify!($change));
    )*};
}

#[test]
fn every_payload_comes_back_as_it_was() {
    for fill in [Fill::Smallest, Fill::Usual, Fill::Largest] {
        comes_back(&fill.query_core());
        comes_back(&fill.request_core());
        comes_back(&fill.consent());
        comes_back(&fill.receipt_body());
        comes_back(&fill.letter_body());
        comes_back(&fill.answer_body());
        comes_back(&fill.bridge_terms());
        comes_back(&fill.member_cert());
        comes_back(&fill.alert_core());
        comes_back(&fill.word_body());
        comes_back(&fill.knock_body());
        comes_back(&fill.succession_terms());
        assert_eq!(ReplyBody::from_bytes(&fill.reply_body().to_bytes()), Ok(fill.reply_body()));
        assert_eq!(OfferBody::from_bytes(&fill.offer_body().to_bytes()), Ok(fill.offer_body()));
        assert_eq!(Card::from_bytes(&fill.card().to_bytes()), Ok(fill.card()));
    }
}

#[test]
fn an_empty_card_is_a_card_and_a_certificate_may_be_without_devices() {
    assert_eq!(Card::from_bytes(&[]), Ok(Card::default()));
    comes_back(&MemberCert { devices: vec![], ..Fill::Usual.member_cert() });
}

#[test]
fn a_card_has_one_way_to_be_written_because_it_is_hashed() {
    let card = Card { role: "".into(), contact: "a@f.example".into(), name: "Ada".into(), org: "F".into() };

    assert_eq!(card.to_bytes(), b"\x0a\x03Ada\x12\x01F\x22\x0ba@f.example");
}

#[test]
fn every_largest_sealed_thing_fits_its_padded_plaintext() {
    let receipt = signed_to_bytes(&signed(&Fill::Largest.receipt_body()));
    let letter = signed_to_bytes(&signed(&Fill::Largest.letter_body()));
    let answer = signed_to_bytes(&signed(&Fill::Largest.answer_body()));
    let word = signed_to_bytes(&signed(&Fill::Largest.word_body()));
    let knock = signed_to_bytes(&signed(&Fill::Largest.knock_body()));
    let reply = Fill::Largest.reply_body().to_bytes();
    let offer = Fill::Largest.offer_body().to_bytes();

    assert!(receipt.len() + PADDING_HEADER <= limits::RECEIPT_BODY, "{}", receipt.len());
    assert!(letter.len() + PADDING_HEADER <= limits::LETTER_BODY, "{}", letter.len());
    assert!(answer.len() + PADDING_HEADER <= limits::ANSWER_BODY, "{}", answer.len());
    assert!(word.len() + PADDING_HEADER <= limits::WORD_BODY, "{}", word.len());
    assert!(knock.len() + PADDING_HEADER <= limits::KNOCK_BODY, "{}", knock.len());
    assert!(reply.len() + PADDING_HEADER <= limits::WORD_BODY, "{}", reply.len());
    assert!(offer.len() + PADDING_HEADER <= limits::OFFER_BODY, "{}", offer.len());
}

#[test]
fn every_payload_leaves_room_for_fields_of_a_later_version() {
    fn room<T: Payload>(content: &T) -> usize {
        T::MAX_LEN - content.to_bytes().len()
    }

    assert!(room(&Fill::Largest.query_core()) > 190);
    assert!(room(&Fill::Largest.request_core()) > 1_000);
    assert!(room(&Fill::Largest.consent()) >= 34);
    assert!(room(&Fill::Largest.member_cert()) >= 34);
    assert!(room(&Fill::Largest.bridge_terms()) >= 34);
    assert!(room(&Fill::Largest.alert_core()) > 1_000);
    assert!(room(&Fill::Largest.succession_terms()) >= 34);
}

#[test]
fn signed_bytes_come_back_with_fields_we_do_not_know() {
    let consent = Fill::Usual.consent();
    let payload = with_unknown_field(consent.to_bytes(), Consent::MAX_LEN);
    let signed = Signed::<Consent>::new(payload, Signature::from_bytes([7; 64]));

    let back = signed_from_bytes::<Consent>(&signed_to_bytes(&signed)).unwrap();

    assert_eq!(back, signed);
    assert_eq!(Consent::from_bytes(&back.payload), Ok(consent));
}

#[test]
fn a_cosigned_thing_comes_back_with_or_without_the_members_signature() {
    let full = Fill::Usual.cert();
    let removal = CoSigned::<MemberCert>::new(full.payload.clone(), full.org_signature, None);

    for cert in [full, removal] {
        assert_eq!(cosigned_from_bytes(&cosigned_to_bytes(&cert)), Ok(cert));
    }
}

#[test]
fn a_payload_one_byte_too_long_is_malformed() {
    let payload = with_unknown_field(Fill::Usual.consent().to_bytes(), Consent::MAX_LEN + 1);
    let signed = Signed::<Consent>::new(payload.clone(), Signature::from_bytes([7; 64]));

    assert_eq!(Consent::from_bytes(&payload), Err(Malformed));
    assert_eq!(signed_from_bytes::<Consent>(&signed_to_bytes(&signed)), Err(Malformed));
    assert_eq!(signed_from_bytes::<Consent>(&vec![0; 1 << 20]), Err(Malformed));
}

#[test]
fn each_field_of_a_query_is_refused_one_past_its_bound() {
    refuses! {
        QueryCore query_core m => m.version = 2;
        QueryCore query_core m => m.origin.push(0);
        QueryCore query_core m => m.origin_name = "a".repeat(limits::ORG_NAME + 1);
        QueryCore query_core m => m.origin_name = "\u{7}".to_owned();
        QueryCore query_core m => m.query_id.clear();
        QueryCore query_core m => m.kind = 0;
        QueryCore query_core m => m.kind = 5;
        QueryCore query_core m => m.kind = 6;
        QueryCore query_core m => m.kind = -1;
        QueryCore query_core m => m.reply_key.truncate(31);
        QueryCore query_core m => m.oprf_pk.truncate(31);
        QueryCore query_core m => m.tags.truncate(3);
        QueryCore query_core m => m.tags.push(vec![0; 16]);
        QueryCore query_core m => m.tags[3].push(0);
        QueryCore query_core m => m.avoid.truncate(7);
        QueryCore query_core m => m.avoid.push(vec![0; 8]);
        QueryCore query_core m => m.avoid[0].truncate(7);
        QueryCore query_core m => m.attributes = vec![attribute(1, 1); limits::ATTRIBUTES + 1];
        QueryCore query_core m => m.attributes = vec![attribute(1, limits::ATTRIBUTE + 1)];
        QueryCore query_core m => m.attributes = vec![attribute(1, 41); limits::ATTRIBUTES];
        QueryCore query_core m => m.attributes = vec![attribute(1, 0)];
        QueryCore query_core m => m.attributes = vec![attribute(0, 1)];
        QueryCore query_core m => m.attributes = vec![attribute(5, 1)];
    }
}

#[test]
fn each_field_of_a_request_and_a_consent_is_refused_one_past_its_bound() {
    refuses! {
        RequestCore request_core m => m.version = 0;
        RequestCore request_core m => m.kind = 6;
        RequestCore request_core m => m.note = "a".repeat(limits::NOTE + 1);
        RequestCore request_core m => m.note = "a\r\nb".to_owned();
        RequestCore request_core m => m.letter.push(0);
        RequestCore request_core m => m.letter.clear();
        RequestCore request_core m => m.answer_key.push(0);
        RequestCore request_core m => m.origin.clear();
        RequestCore request_core m => m.query_id.push(0);
        RequestCore request_core m => m.request_id.push(0);
        Consent consent m => m.digest.push(0);
        Consent consent m => m.org.push(0);
        Consent consent m => m.member.push(0);
        Consent consent m => m.successor_org.push(0);
        Consent consent m => m.successor.push(0);
        Consent consent m => m.predecessor.push(0);
        Consent consent m => m.note_hash.push(0);
    }
}

#[test]
fn each_field_of_what_is_sealed_is_refused_one_past_its_bound() {
    refuses! {
        ReceiptBody receipt_body m => m.consent = None;
        ReceiptBody receipt_body m => m.cert = None;
        ReceiptBody receipt_body m => m.card = None;
        ReceiptBody receipt_body m => m.predecessor_salt.push(0);
        ReceiptBody receipt_body m => m.predecessor_org.push(0);
        ReceiptBody receipt_body m => m.predecessor.push(0);
        LetterBody letter_body m => m.request_id.push(0);
        LetterBody letter_body m => m.letter_key.push(0);
        LetterBody letter_body m => m.answer_key.push(0);
        LetterBody letter_body m => m.org.push(0);
        LetterBody letter_body m => m.member.push(0);
        LetterBody letter_body m => m.text = "a".repeat(limits::TEXT + 1);
        LetterBody letter_body m => m.card = None;
        LetterBody letter_body m => m.cert = None;
        AnswerBody answer_body m => m.digest.push(0);
        AnswerBody answer_body m => m.letter_key.push(0);
        AnswerBody answer_body m => m.org.push(0);
        AnswerBody answer_body m => m.member.push(0);
        AnswerBody answer_body m => m.text = "a".repeat(limits::TEXT + 1);
        AnswerBody answer_body m => m.cards = vec![proto::Card::default(); limits::CARDS + 1];
        AnswerBody answer_body m => m.cert = None;
        OfferBody offer_body m => m.hops_left = 7;
        OfferBody offer_body m => m.floor = 4;
        OfferBody offer_body m => m.letter_key.clear();
        OfferBody offer_body m => m.blurb = "a".repeat(limits::BLURB + 1);
    }
}

#[test]
fn each_field_of_terms_and_certificates_is_refused_one_past_its_bound() {
    refuses! {
        BridgeTerms bridge_terms m => m.bridge_id.push(0);
        BridgeTerms bridge_terms m => m.a_org.push(0);
        BridgeTerms bridge_terms m => m.a_member.push(0);
        BridgeTerms bridge_terms m => m.b_org.push(0);
        BridgeTerms bridge_terms m => m.b_member.push(0);
        MemberCert member_cert m => m.org.push(0);
        MemberCert member_cert m => m.member.push(0);
        MemberCert member_cert m => m.devices = vec![proto::Device { sign_key: vec![0; 32] }; limits::DEVICES + 1];
        MemberCert member_cert m => m.devices[0].sign_key.push(0);
    }
}

proptest! {
    #[test]
    fn any_letter_comes_back_as_it_was(text in "[^\\p{Cc}]{0,500}", name in "[^\\p{Cc}]{0,20}", lines in 0..9_usize) {
        let text = Private(text + &"\n".repeat(lines));
        let card = Card { name: Private(name), ..Fill::Usual.card() };
        let letter = LetterBody { text, card, ..Fill::Usual.letter_body() };

        prop_assert_eq!(LetterBody::from_bytes(&letter.to_bytes()), Ok(letter));
    }

    #[test]
    fn any_date_in_whole_seconds_comes_back_as_it_was(created in 0..=u64::MAX / 1_000) {
        let terms = BridgeTerms { created: Timestamp::from_secs(created), ..Fill::Usual.bridge_terms() };

        prop_assert_eq!(BridgeTerms::from_bytes(&terms.to_bytes()), Ok(terms));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = QueryCore::from_bytes(&bytes);
        let _ = RequestCore::from_bytes(&bytes);
        let _ = Consent::from_bytes(&bytes);
        let _ = ReceiptBody::from_bytes(&bytes);
        let _ = LetterBody::from_bytes(&bytes);
        let _ = AnswerBody::from_bytes(&bytes);
        let _ = BridgeTerms::from_bytes(&bytes);
        let _ = MemberCert::from_bytes(&bytes);
        let _ = OfferBody::from_bytes(&bytes);
        let _ = Card::from_bytes(&bytes);
        let _ = signed_from_bytes::<Consent>(&bytes);
        let _ = cosigned_from_bytes::<MemberCert>(&bytes);
    }
}

fn comes_back<T: Payload + PartialEq + std::fmt::Debug>(content: &T) {
    assert_eq!(T::from_bytes(&content.to_bytes()).as_ref(), Ok(content));
}

fn attribute(r#type: i32, len: usize) -> proto::Attribute {
    proto::Attribute { r#type, value: "a".repeat(len) }
}

fn signed<T: Payload>(content: &T) -> Signed<T> {
    Signed::new(content.to_bytes(), Signature::from_bytes([7; 64]))
}
