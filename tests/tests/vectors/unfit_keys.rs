//! Keys with which somebody could sign or read without a secret: none may be enrolled, none seals.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use stn_protocol::crypto::Label;
use stn_protocol::crypto::seal::{Psk, SealError, SealSecret, open, open_psk, seal, seal_psk};
use stn_protocol::crypto::sign::{is_sound, verify};
use stn_protocol::id::{MemberKey, SealKey, Signature};

use crate::data;

#[test]
fn small_order_mixed_order_and_non_canonical_keys_are_not_sound() {
    let rows = data::rows::<3>(include_str!("../../vectors/ed25519-unfit-keys.tsv"));
    assert_eq!(rows.iter().filter(|[why, ..]| *why == "small-order").count(), 8);

    for [why, detail, key] in rows {
        assert!(!is_sound(&MemberKey::from_bytes(data::array(key))), "{why}: {detail}");
    }
}

#[test]
fn nothing_is_signed_by_a_small_order_key() {
    let rows = data::rows::<3>(include_str!("../../vectors/ed25519-unfit-keys.tsv"));
    let small: Vec<&str> = rows
        .iter()
        .filter(|[why, detail, _]| *why == "small-order" || detail.contains("small order") || detail.contains("minus"))
        .map(|[.., key]| *key)
        .collect();
    assert_eq!(small.len(), 14);

    // With s = 0 and R of small order the equation of a lenient check holds for one message in at most eight.
    for key in &small {
        for r in &small {
            let signature = Signature::from_bytes([data::array::<32>(r), [0; 32]].concat().try_into().unwrap());
            for message in 0..16_u8 {
                let key = MemberKey::from_bytes(data::array(key));
                assert!(verify(&key, Label::Consent, &[message], &signature).is_err());
            }
        }
    }
}

#[test]
fn nothing_is_sealed_to_or_opened_from_a_small_order_key() {
    let rows = data::rows::<2>(include_str!("../../vectors/x25519-small-order.tsv"));
    let secret = SealSecret::from_bytes(&[7; 32]);
    let psk = Psk::from_bytes([8; 32]);
    assert_eq!(rows.len(), 14);

    for [detail, key] in rows {
        let to = SealKey::from_bytes(data::array(key));
        let sealed = [data::bytes(key), vec![0; 48]].concat();

        assert_eq!(seal(&mut Fixed, &to, b"info", b"text"), Err(SealError::UnfitKey), "{detail}");
        assert_eq!(seal_psk(&mut Fixed, &to, b"info", &psk, b"text"), Err(SealError::UnfitKey), "{detail}");
        assert_eq!(open(&secret, b"info", &sealed), Err(SealError::Closed), "{detail}");
        assert_eq!(open_psk(&secret, b"info", &psk, &sealed), Err(SealError::Closed), "{detail}");
    }
}

/// Draws the same bytes always: what is drawn doesn't matter here.
struct Fixed;

impl TryRng for Fixed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(9)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(9)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(9);
        Ok(())
    }
}

impl TryCryptoRng for Fixed {}
