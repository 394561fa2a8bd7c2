//! Every way a secret could be written down by accident: as it is, in another case, in another alphabet, hashed.
//!
//! Encryption is not among them: what a key would open is no leak to who lacks the key.

use std::fmt::Write;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, Encoding, HEXLOWER, HEXUPPER};
use sha2::{Digest, Sha256, Sha512};

/// One way of writing something down, and what is then seen.
pub(crate) struct Written {
    /// How it is called.
    pub(crate) encoding: &'static str,
    /// The bytes to look for.
    pub(crate) bytes: Vec<u8>,
}

/// Every way to write something down. `handle_type` is the word of its type, if it is a handle.
pub(crate) fn every(secret: &[u8], handle_type: Option<&str>) -> Vec<Written> {
    let mut written = alphabets(secret);
    written.extend(cases(secret));
    for (raw, hashed) in [(secret.to_vec(), ["sha-256", "sha-512"])]
        .into_iter()
        .chain(handle_type.map(|word| (oprf_input(word, secret), ["sha-256 of oprf input", "sha-512 of oprf input"])))
    {
        written.extend(digests(&raw, hashed));
    }
    if let Some(word) = handle_type {
        written.push(Written { encoding: "oprf input", bytes: oprf_input(word, secret) });
    }
    written
}

/// The same bytes in other alphabets.
fn alphabets(secret: &[u8]) -> Vec<Written> {
    let mut written = vec![
        Written { encoding: "raw", bytes: secret.to_vec() },
        Written { encoding: "hex", bytes: HEXLOWER.encode(secret).into_bytes() },
        Written { encoding: "upper hex", bytes: HEXUPPER.encode(secret).into_bytes() },
        Written { encoding: "list of numbers", bytes: numbers(secret) },
        Written { encoding: "percent", bytes: percent(secret, true) },
        Written { encoding: "lower percent", bytes: percent(secret, false) },
    ];
    for (encoding, base64) in [("base64", &BASE64_NOPAD), ("base64url", &BASE64URL_NOPAD)] {
        written.extend((0..3).map(|offset| Written { encoding, bytes: within(base64, secret, offset) }));
    }
    written
}

/// Text in another case or in wider characters.
fn cases(secret: &[u8]) -> Vec<Written> {
    let Ok(text) = std::str::from_utf8(secret) else { return Vec::new() };
    let wide = |of: &str| of.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (lower, upper) = (text.to_lowercase(), text.to_uppercase());
    vec![
        Written { encoding: "utf-16", bytes: wide(text) },
        Written { encoding: "lower utf-16", bytes: wide(&lower) },
        Written { encoding: "lower case", bytes: lower.into_bytes() },
        Written { encoding: "upper case", bytes: upper.into_bytes() },
    ]
}

/// Hashes of something and of its lower-case form, in bytes and written out.
fn digests(raw: &[u8], [short, long]: [&'static str; 2]) -> Vec<Written> {
    let mut written = Vec::new();
    for form in [raw.to_vec(), raw.to_ascii_lowercase()] {
        for (encoding, digest) in [(short, Sha256::digest(&form).to_vec()), (long, Sha512::digest(&form).to_vec())] {
            written.extend(alphabets(&digest).into_iter().map(|one| Written { encoding, ..one }));
        }
    }
    written
}

/// What is blinded for a handle.
fn oprf_input(word: &str, canonical: &[u8]) -> Vec<u8> {
    [b"stn/1/handle".as_slice(), word.as_bytes(), canonical].join(&0)
}

/// What stands in a base64 text for bytes that begin so far behind a multiple of three, whatever stands around them.
fn within(base64: &Encoding, secret: &[u8], offset: usize) -> Vec<u8> {
    let all = base64.encode(&[vec![0; offset].as_slice(), secret].concat()).into_bytes();
    let (first, last) = ((offset * 8).div_ceil(6), (offset + secret.len()) * 8 / 6);
    all[first..last].to_vec()
}

fn numbers(secret: &[u8]) -> Vec<u8> {
    let numbers: Vec<String> = secret.iter().map(u8::to_string).collect();
    numbers.join(",").into_bytes()
}

fn percent(secret: &[u8], is_upper: bool) -> Vec<u8> {
    let mut text = String::new();
    for byte in secret {
        let written = if is_upper { write!(text, "%{byte:02X}") } else { write!(text, "%{byte:02x}") };
        written.expect("a string takes every text");
    }
    text.into_bytes()
}
