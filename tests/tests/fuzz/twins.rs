//! Each family of targets judges something weakened, and says so: a judge that can't fail judges nothing.

use std::sync::OnceLock;

use stn_protocol::exchange::{Effect, Taken};
use stn_protocol::message::{OfferBody, QueryCore, Signed};
use stn_protocol::trust::HandleType;
use stn_protocol::wire::frame;
use stn_protocol::wire::payload::{Encoded, Payload};
use stn_tests::fuzz::campaign::{Until, mutate};
use stn_tests::fuzz::engine::scene::Scene;
use stn_tests::fuzz::frame::judge_with as judge_frame;
use stn_tests::fuzz::handle::{canonical, judge_with as judge_handle};
use stn_tests::fuzz::object::{Codec, encoded, judge_with as judge_object};
use stn_tests::fuzz::signed::{Case, judge_with as judge_signed, org};
use stn_tests::fuzz::{Found, Target, engine, golden, handle, link, object, signed};

#[test]
fn a_decoder_that_panics_on_a_byte_too_many_is_seen() {
    fn judge(input: &[u8]) -> Result<(), String> {
        let decode = |block: &[u8]| {
            assert!(block.len() <= 16_384, "index out of bounds");
            frame::decode(block)
        };
        judge_frame(decode, input)
    }

    assert!(found(stn_tests::fuzz::frame::TARGET, judge).what.contains("panicked: index out of bounds"));
}

#[test]
fn a_decoder_that_overlooks_its_padding_is_seen() {
    fn judge(input: &[u8]) -> Result<(), String> {
        let decode = |block: &[u8]| {
            let mut block = block.to_vec();
            if let Some(last) = block.last_mut() {
                *last = 0;
            }
            frame::decode(&block)
        };
        judge_frame(decode, input)
    }

    assert!(found(stn_tests::fuzz::frame::TARGET, judge).what.contains("padding that is not zero"));
}

#[test]
fn an_object_that_is_written_otherwise_than_it_was_read_is_seen() {
    fn judge(input: &[u8]) -> Result<(), String> {
        let write =
            |body: &OfferBody| OfferBody { hops_left: body.hops_left.saturating_sub(1), ..body.clone() }.to_bytes();
        judge_object(&Codec { write, ..encoded::<OfferBody>() }, input.get(1..).unwrap_or_default())
    }

    assert!(found(object::TARGET, judge).what.contains("reads otherwise"));
}

#[test]
fn an_opener_that_checks_no_signature_is_seen() {
    fn judge(input: &[u8]) -> Result<(), String> {
        let Some(payload) = input.get(signed::KNOBS..) else { return Ok(()) };
        judge_signed(&org(), &Case::of(payload), |signed: &Signed<QueryCore>| {
            QueryCore::from_bytes(&signed.payload).ok()
        })
    }

    assert!(found(signed::TARGET, judge).what.contains("opens with a byte of its"));
}

#[test]
fn a_signature_that_serves_for_any_object_is_seen() {
    let payload = golden::objects().into_iter().find(|golden| golden.name == "QueryCore").unwrap().bytes;
    let open = |signed: &Signed<QueryCore>| {
        let by_any = [QueryCore::LABEL, stn_protocol::crypto::Label::Consent].into_iter().any(|label| {
            stn_protocol::crypto::sign::verify(&org().public(), label, &signed.payload, &signed.signature).is_ok()
        });
        by_any.then(|| QueryCore::from_bytes(&signed.payload).ok())?
    };

    let said = judge_signed(&org(), &Case::of(&payload), open);

    assert!(said.is_err_and(|what| what.contains("signed as something else")));
}

#[test]
fn an_agreed_form_that_is_not_its_own_is_seen() {
    fn judge(input: &[u8]) -> Result<(), String> {
        let read = |r#type: Option<HandleType>, text: &str, home| {
            // One label goes each time, where all of them should go at once.
            let short = text.strip_prefix("example.").unwrap_or(text);
            canonical(r#type, short, home)
        };
        judge_handle(&read, input)
    }
    let seeds = vec![[&[4, 0], "example.example.example.org".as_bytes()].concat()];

    let found = mutate(&Target { judge, ..handle::TARGET }, &seeds, 1, Until::Cases(10_000)).unwrap_err();

    assert!(found.what.contains("agreed form"), "{}", found.what);
}

#[test]
fn a_link_that_prints_as_another_is_seen() {
    fn judge(input: &[u8]) -> Result<(), String> {
        (link::TARGET.judge)(input)?;
        if input.len() > 40 { Err("twin".to_owned()) } else { Ok(()) }
    }

    // The campaign is what is looked at here: it comes by an input of this length, and makes it as short as may be.
    assert_eq!(found(link::TARGET, judge).input.len(), 41);
}

#[test]
fn a_node_that_panics_at_a_peers_word_is_seen() {
    let said = attacked(|effects| {
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Settle { .. })), "a block came");
    });

    assert!(said.is_some_and(|what| what.contains("panicked: a block came")));
}

#[test]
fn an_acknowledgement_that_differs_for_the_same_block_is_seen() {
    let said = attacked(|effects| {
        for effect in effects {
            if let Effect::Settle { arrival, taken, .. } = effect
                && arrival.0.is_multiple_of(2)
            {
                *taken = Taken::Unsupported;
            }
        }
    });

    assert!(said.is_some_and(|what| what.contains("always_an_acknowledgement_of_the_block_alone")));
}

#[test]
fn a_block_of_another_size_is_seen() {
    let said = attacked(|effects| {
        for effect in effects {
            if let Effect::Send { block, .. } = effect {
                block.push(0);
            }
        }
    });

    assert!(said.is_some_and(|what| what.contains("always_a_block_of_its_class")));
}

#[test]
fn a_row_that_is_not_made_durable_is_seen() {
    let said = attacked(|effects| {
        for effect in effects {
            if let Effect::Persist(changes) = effect {
                changes.retain(|change| change.value.is_none());
            }
        }
    });

    assert!(said.is_some_and(|what| what.contains("not what its disk holds")));
}

#[test]
fn a_node_that_keeps_more_than_came_is_seen() {
    let said = attacked(|effects| {
        for effect in effects {
            if let Effect::Persist(changes) = effect {
                for change in changes {
                    change.value = change.value.take().map(|value| value.repeat(4_096));
                }
            }
        }
    });

    assert!(said.is_some_and(|what| what.contains("bytes are kept")));
}

/// What the mutations of a target's seeds find in something weakened.
fn found(target: Target, judge: fn(&[u8]) -> Result<(), String>) -> Found {
    let seeds: Vec<Vec<u8>> = target.seeds().into_iter().map(|(_, seed)| seed).collect();
    mutate(&Target { judge, ..target }, &seeds, 1, Until::Cases(20_000)).unwrap_err()
}

/// What is said of a node whose effects are changed, by the first committed attack that shows it.
fn attacked(doctor: fn(&mut Vec<Effect>)) -> Option<String> {
    static SCENE: OnceLock<&Scene> = OnceLock::new();
    let scene = SCENE.get_or_init(Scene::of_all);
    engine::TARGET.seeds().into_iter().find_map(|(_, seed)| {
        let mut doctor = doctor;
        let judge = || engine::judge_with(scene, &mut doctor, &seed);
        let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(judge));
        judged.unwrap_or_else(|panic| Err(format!("panicked: {}", panic.downcast_ref::<&str>().unwrap_or(&"")))).err()
    })
}
