//! Frames: round trips, sizes, totality on arbitrary bytes, and each bound one past its limit.

mod golden;

use proptest::prelude::*;
use stn_proto::v1::frame::Body;

use super::*;
use crate::crypto::sign::OrgSecret;
use crate::id::BridgeId;
use crate::limits;
use crate::message::{Attribute, AttributeType, Entry, EvalRequest, Kind, Query, QueryCore, Request, Strength};
use crate::wire::block::HEADER_LEN;
use crate::wire::sample::{Fill, with_unknown_field};
use crate::wire::verify::sign;

/// Frame bytes that decoders have stumbled over: one in hexadecimal a line, after what it is.
const SEEDS: &str = include_str!("seeds.txt");

/// Each row is changed by itself in the one frame of its type, and refused for that alone.
macro_rules! refuses {
    ($($kind:ident $m:ident => $change:expr;)*) => {$(
        let refusals = refusal_where(&|body| {
            let Body::$kind($m) = body else { return false };
            $change;
            true
        });
        assert_eq!(refusals, [Refusal::Malformed], "{}", stringify!($change));
    )*};
}

#[test]
fn every_frame_comes_back_as_it_left() {
    for frame in [Fill::Smallest, Fill::Usual, Fill::Largest].into_iter().flat_map(Fill::frames) {
        let block = encode(&frame);

        assert_eq!(block.len(), frame.size_class().block_len());
        assert_eq!(decode(&block), Ok(frame));
    }
}

#[test]
fn every_largest_message_fits_its_class() {
    for frame in Fill::Largest.frames() {
        assert!(frame.shape().encoded_len() <= frame.size_class().block_len() - HEADER_LEN, "{frame:?}");
    }
    for join in Fill::Largest.join_frames() {
        assert!(join.shape().encoded_len() <= SizeClass::Small.block_len() - HEADER_LEN);
    }
}

#[test]
fn a_frame_in_a_block_of_the_other_class_is_malformed() {
    for frame in Fill::Usual.frames() {
        let other = match frame.size_class() {
            SizeClass::Small => SizeClass::Large,
            SizeClass::Large => SizeClass::Small,
        };
        if let Some(block) = block::encode(other, &frame.shape().encode_to_vec()) {
            assert_eq!(decode(&block), Err(Refusal::Malformed), "{frame:?}");
        }
    }
}

#[test]
fn a_core_of_another_version_is_unsupported_whatever_else_it_holds() {
    for version in [0, 2, u32::MAX] {
        let core = proto::CoreVersion { version }.encode_to_vec();
        let core = with_unknown_field(core, 200);

        let query = refusal(|frame| {
            if let Body::Query(query) = frame {
                set(&mut query.core, &core)
            }
        });
        let request = refusal(|frame| {
            if let Body::Request(r) = frame {
                set(&mut r.core, &core)
            }
        });

        assert_eq!(query, [Refusal::Unsupported]);
        assert_eq!(request, [Refusal::Unsupported]);
    }
}

#[test]
fn a_core_that_is_no_protobuf_is_malformed() {
    let refusals = refusal(|frame| {
        if let Body::Query(query) = frame {
            set(&mut query.core, &[0xff])
        }
    });

    assert_eq!(refusals, [Refusal::Malformed]);
}

#[test]
fn an_empty_or_unknown_frame_is_malformed() {
    for bytes in [&[][..], &[0x8a, 0x01, 0], &[0x92, 0x01, 0], &[0xa2, 0x06, 0]] {
        let block = block::encode(SizeClass::Small, bytes).unwrap();

        assert_eq!(decode(&block), Err(Refusal::Malformed), "{bytes:x?}");
    }
}

#[test]
fn a_branch_or_bridge_of_zeros_is_none() {
    let prefetch = EvalRequest { branch: None, ..Fill::Usual.eval_request() };
    let local = Request { bridge: None, ..Fill::Usual.request() };

    assert_eq!(prefetch.shape().branch_id, [0; 16]);
    assert_eq!(local.shape().bridge_id, [0; 16]);
    for frame in [Frame::EvalRequest(prefetch), Frame::Request(local)] {
        assert_eq!(decode(&encode(&frame)), Ok(frame));
    }
}

#[test]
fn each_bound_of_a_query_is_refused_one_past_its_limit() {
    let entry = Entry { bridge: BridgeId::from_bytes([1; 16]), hops_left: limits::HOPS, floor: Strength::HaveMet };
    let with = |entries: Vec<Entry>| Frame::Query(Query { entries, ..Fill::Usual.query() });

    assert!(decode(&encode(&with(vec![entry; limits::ENTRIES]))).is_ok());
    for entries in [vec![], vec![entry; limits::ENTRIES + 1], vec![Entry { hops_left: limits::HOPS + 1, ..entry }]] {
        assert_eq!(decode(&encode(&with(entries))), Err(Refusal::Malformed));
    }
}

#[test]
fn each_field_of_the_search_is_refused_one_past_its_bound() {
    refuses! {
        Query m => m.branch_id.push(0);
        Query m => m.core = None;
        Query m => m.core.as_mut().unwrap().signature.push(0);
        Query m => m.core.as_mut().unwrap().payload.clear();
        Query m => m.core.as_mut().unwrap().payload.resize(limits::QUERY_CORE + 1, 0);
        Query m => m.entries[0].bridge_id.truncate(15);
        Query m => m.entries[0].floor = 0;
        Query m => m.entries[0].floor = 4;
        Query m => m.entries[0].hops_left = u32::MAX;
        EvalRequest m => m.elements.push(0);
        EvalRequest m => m.elements.truncate(479 * 32);
        EvalRequest m => m.branch_id.clear();
        EvalRequest m => m.eval_id.push(0);
        EvalResponse m => m.evaluated.push(0);
        EvalResponse m => m.proof.truncate(63);
        EvalResponse m => m.eval_id.clear();
        Offer m => m.sealed.push(0);
        Offer m => m.ways.clear();
        Offer m => m.ways[0].entry = 40;
        Offer m => m.ways[0].entry = 256;
        Offer m => m.ways[0].detour = 13;
        Offer m => m.ways[0].detour = -13;
        Offer m => m.ways[0].floor = 0;
        Offer m => m.ways[1].entry = m.ways[0].entry;
        Offer m => m.offer_ref.push(0);
        Offer m => m.branch_id.clear();
    }
}

#[test]
fn each_field_of_the_way_to_an_answer_is_refused_one_past_its_bound() {
    refuses! {
        Request m => m.connector_note = "a".repeat(limits::CONNECTOR_NOTE + 1);
        Request m => m.connector_note.push('\u{1b}');
        Request m => m.core.as_mut().unwrap().payload.resize(limits::REQUEST_CORE + 1, 0);
        Request m => m.consent.as_mut().unwrap().payload.resize(limits::CONSENT + 1, 0);
        Request m => m.cert.as_mut().unwrap().payload.resize(limits::MEMBER_CERT + 1, 0);
        Request m => m.cert.as_mut().unwrap().member_signature.truncate(63);
        Request m => m.cert.as_mut().unwrap().org_signature.clear();
        Request m => m.bridge_id.clear();
        Request m => m.offer_ref.push(0);
        Request m => m.consent = None;
        Request m => m.cert = None;
        Answer m => m.receipts.truncate(4);
        Answer m => m.receipts[4].truncate(limits::SEALED_RECEIPT - 1);
        Answer m => m.receipts.push(vec![]);
        Answer m => m.sealed.push(0);
        Answer m => m.answer_id.clear();
        Answer m => m.offer_ref.clear();
        Cancel m => m.request_id.push(0);
        Cancel m => m.offer_ref.push(0);
    }
}

#[test]
fn each_field_of_peering_and_bridges_is_refused_one_past_its_bound() {
    refuses! {
        BridgeAccept m => m.mac.push(0);
        BridgeAccept m => m.terms.as_mut().unwrap().payload.resize(limits::BRIDGE_TERMS + 1, 0);
        BridgeAccept m => m.card = None;
        BridgeAccept m => m.card.as_mut().unwrap().name = "a".repeat(limits::CARD_NAME + 1);
        BridgeAccept m => m.card.as_mut().unwrap().org = "a".repeat(limits::CARD_ORG + 1);
        BridgeAccept m => m.card.as_mut().unwrap().role = "a".repeat(limits::CARD_ROLE + 1);
        BridgeAccept m => m.card.as_mut().unwrap().contact = "a".repeat(limits::CARD_CONTACT + 1);
        BridgeAccept m => m.card.as_mut().unwrap().name = "two\nlines".to_owned();
        BridgeConfirm m => m.signature.push(0);
        BridgeConfirm m => m.bridge_id.push(0);
        BridgeConfirm m => m.mac.clear();
        BridgeEnd m => m.bridge_id.push(0);
        CertUpdate m => m.cert = None;
        PeerUpdate m => m.info = None;
        PeerUpdate m => m.info.as_mut().unwrap().name = "a".repeat(limits::ORG_NAME + 1);
        PeerUpdate m => m.info.as_mut().unwrap().domain = "a".repeat(limits::DOMAIN + 1);
        PeerUpdate m => m.info.as_mut().unwrap().domain = "ä.example".to_owned();
        PeerUpdate m => m.info.as_mut().unwrap().addrs = vec!["a".repeat(limits::ADDR + 1)];
        PeerUpdate m => m.info.as_mut().unwrap().addrs = vec![String::new(); limits::ADDRS + 1];
        PeerUpdate m => m.info.as_mut().unwrap().oprf_pk.push(0);
        PeerUpdate m => m.next_epoch = Some(proto::NextEpoch { epoch: 1, oprf_pk: vec![0; 31], from: 1 });
    }
}

#[test]
fn bytes_that_decoders_stumbled_over_are_refused() {
    for line in SEEDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let bytes = data_encoding::HEXLOWER.decode(line.as_bytes()).unwrap();
        for class in [SizeClass::Small, SizeClass::Large] {
            let block = block::encode(class, &bytes).unwrap();

            assert_eq!(decode(&block), Err(Refusal::Malformed), "{line}");
            assert!(crate::wire::join::decode(&block).is_err(), "{line}");
        }
    }
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "a bounded message fits its class")]
fn a_message_beyond_its_bounds_is_our_own_fault() {
    let mut query = Fill::Usual.query();
    query.entries = vec![query.entries[0]; 200];

    encode(&Frame::Query(query));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for class in [SizeClass::Small, SizeClass::Large] {
            let block = block::encode(class, &bytes).unwrap();

            let _ = decode(&block);
            let _ = crate::wire::join::decode(&block);
        }
        let _ = decode(&bytes);
    }

    #[test]
    fn a_mutated_frame_never_panics_and_what_is_taken_is_sent_on_unchanged(
        which in 0..16_usize, at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let frame = Fill::Usual.frames().remove(which);
        let mut bytes = frame.shape().encode_to_vec();
        if !bytes.is_empty() {
            *at.get_mut(&mut bytes) = to;
        }
        let cut = cut.index(bytes.len() + 1);

        for bytes in [&bytes[..], &bytes[..cut]] {
            let block = block::encode(frame.size_class(), bytes).unwrap();
            if let Ok(taken) = decode(&block) {
                prop_assert_eq!(decode(&encode(&taken)), Ok(taken));
            }
        }
    }

    #[test]
    fn any_query_comes_back_as_it_left(query in any_query()) {
        let frame = Frame::Query(query);

        prop_assert_eq!(decode(&encode(&frame)), Ok(frame));
    }
}

fn any_query() -> impl Strategy<Value = Query> {
    let kinds = [Kind::Introduction, Kind::Intelligence, Kind::Influence, Kind::Appraisal];
    let floors = [Strength::HaveMet, Strength::KnowWell, Strength::WouldVouch];
    let entry = (any::<[u8; 16]>(), 0..=limits::HOPS, prop::sample::select(floors.to_vec()))
        .prop_map(|(bridge, hops_left, floor)| Entry { bridge: BridgeId::from_bytes(bridge), hops_left, floor });
    let entries = prop::collection::vec(entry, 1..=limits::ENTRIES);
    let values = prop::collection::vec("[a-z-]{1,40}", 0..=limits::ATTRIBUTES);
    (prop::sample::select(kinds.to_vec()), values, entries, any::<u32>(), "[^\\p{Cc}]{0,16}").prop_map(
        |(kind, values, entries, credit, origin_name)| {
            let attribute = |value| Attribute { r#type: AttributeType::Role, value };
            let attributes = values.into_iter().map(attribute).collect();
            let core = QueryCore { kind, attributes, origin_name, ..Fill::Usual.query_core() };
            let core = sign(&OrgSecret::from_seed(&[0x11; 32]), &core);
            Query { core, credit, entries, ..Fill::Usual.query() }
        },
    )
}

/// What becomes of the frames that `change` changes.
fn refusal_where(change: &dyn Fn(&mut Body) -> bool) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for frame in Fill::Usual.frames() {
        let mut shape = frame.shape();
        if change(shape.body.as_mut().unwrap()) {
            let block = block::encode(frame.size_class(), &shape.encode_to_vec()).unwrap();
            refusals.extend(decode(&block).err());
        }
    }
    refusals
}

fn refusal(change: impl Fn(&mut Body)) -> Vec<Refusal> {
    refusal_where(&|body| {
        change(body);
        true
    })
}

fn set(core: &mut Option<proto::Signed>, payload: &[u8]) {
    core.as_mut().unwrap().payload = payload.to_vec();
}
