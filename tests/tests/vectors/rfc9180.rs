//! RFC 9180: HPKE with X25519, HKDF-SHA-256 and AES-256-GCM, base and pre-shared key.
//!
//! The published ciphertexts carry associated data, ours never do, and our pre-shared keys have one id. So the
//! key schedule is written out here a second time, held to the published values, and then used to make and
//! open what our own calls open and make.

use std::convert::Infallible;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use rand_core::{TryCryptoRng, TryRng};
use sha2::Sha256;
use stn_protocol::crypto::seal::{Psk, SealSecret, open, open_psk, seal, seal_psk};
use stn_protocol::id::SealKey;

use crate::data::{self, Vector};

const FILE: &str = include_str!("../../vectors/rfc9180.txt");

#[test]
fn the_published_key_schedules_and_ciphertexts_come_out() {
    for vector in data::vectors(FILE) {
        let (psk, psk_id) = match vector.text("mode") {
            "psk" => (vector.bytes("psk"), vector.bytes("psk_id")),
            _ => (Vec::new(), Vec::new()),
        };

        let schedule = schedule(&vector, &psk, &psk_id);

        assert_eq!(schedule.key, vector.array("key"));
        assert_eq!(schedule.nonce, vector.array("base_nonce"));
        assert_eq!(schedule.seal(&vector.bytes("aad"), &vector.bytes("pt")), vector.bytes("ct"));
    }
}

#[test]
fn our_seals_are_those_of_rfc_9180() {
    let vectors = data::vectors(FILE);
    let vector = &vectors[0];
    let info = vector.bytes("info");
    let plaintext = vector.bytes("pt");
    let expected = [vector.bytes("enc"), schedule(vector, &[], &[]).seal(&[], &plaintext)].concat();

    let secret = SealSecret::from_bytes(&vector.array("skRm"));
    let to = SealKey::from_bytes(vector.array("pkRm"));
    let sealed = seal(&mut Given(vector.bytes("ikmE")), &to, &info, &plaintext).unwrap();

    assert_eq!(secret.public(), to);
    assert_eq!(sealed, expected);
    assert_eq!(open(&secret, &info, &expected).unwrap().as_slice(), plaintext);
}

#[test]
fn our_seals_under_a_pre_shared_key_are_those_of_rfc_9180_with_our_id() {
    let vectors = data::vectors(FILE);
    let vector = &vectors[1];
    let info = vector.bytes("info");
    let plaintext = vector.bytes("pt");
    let schedule = schedule(vector, &vector.bytes("psk"), b"stn/1/offer");
    let expected = [vector.bytes("enc"), schedule.seal(&[], &plaintext)].concat();

    let secret = SealSecret::from_bytes(&vector.array("skRm"));
    let to = SealKey::from_bytes(vector.array("pkRm"));
    let psk = Psk::from_bytes(vector.array("psk"));
    let sealed = seal_psk(&mut Given(vector.bytes("ikmE")), &to, &info, &psk, &plaintext).unwrap();

    assert_eq!(sealed, expected);
    assert_eq!(open_psk(&secret, &info, &psk, &expected).unwrap().as_slice(), plaintext);
}

/// What RFC 9180 section 5.1 derives for one message.
struct Schedule {
    key: [u8; 32],
    nonce: [u8; 12],
}

impl Schedule {
    fn seal(&self, aad: &[u8], msg: &[u8]) -> Vec<u8> {
        Aes256Gcm::new(&self.key.into()).encrypt(&Nonce::from(self.nonce), Payload { msg, aad }).expect("a short text")
    }
}

/// KeySchedule of RFC 9180 section 5.1 for suite 0x0020, 0x0001, 0x0002.
fn schedule(vector: &Vector<'_>, psk: &[u8], psk_id: &[u8]) -> Schedule {
    let mode = [u8::from(!psk.is_empty())];
    let id_hash = extract(&[], b"psk_id_hash", psk_id).0;
    let info_hash = extract(&[], b"info_hash", &vector.bytes("info")).0;
    let context = [mode.as_slice(), &id_hash, &info_hash].concat();
    let secret = extract(&vector.bytes("shared_secret"), b"secret", psk).1;
    Schedule { key: expand(&secret, b"key", &context), nonce: expand(&secret, b"base_nonce", &context) }
}

fn extract(salt: &[u8], label: &[u8], ikm: &[u8]) -> (Vec<u8>, Hkdf<Sha256>) {
    let (key, hkdf) = Hkdf::extract(Some(salt), &[b"HPKE-v1", SUITE, label, ikm].concat());
    (key.to_vec(), hkdf)
}

fn expand<const LEN: usize>(secret: &Hkdf<Sha256>, label: &[u8], context: &[u8]) -> [u8; LEN] {
    let len = u16::try_from(LEN).expect("a key or nonce").to_be_bytes();
    let mut out = [0; LEN];
    secret.expand_multi_info(&[&len, b"HPKE-v1", SUITE, label, context], &mut out).expect("a key or nonce");
    out
}

const SUITE: &[u8] = b"HPKE\x00\x20\x00\x01\x00\x02";

/// Gives the published keying material where a fresh key is drawn.
struct Given(Vec<u8>);

impl TryRng for Given {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("keys are drawn as bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("keys are drawn as bytes")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.copy_from_slice(&self.0.drain(..bytes.len()).collect::<Vec<_>>());
        Ok(())
    }
}

impl TryCryptoRng for Given {}
