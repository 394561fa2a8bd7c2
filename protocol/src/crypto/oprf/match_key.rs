//! What follows from a handle's evaluation: a key per handle, asking organisation and epoch, and from it
//! a query's tags, pre-shared keys and avoid marks.
//!
//! All are bound to the query's id: two queries for one person have nothing in common for who lacks the key.

use std::fmt;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::crypto::Label;
use crate::crypto::oprf::Output;
use crate::crypto::seal::Psk;
use crate::id::{AvoidMark, KnockId, OrgId, QueryId, Tag};

/// The key of one handle under one organisation's epoch: a row of a holder's table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct MatchKey([u8; 32]);

impl MatchKey {
    /// Derives it with HKDF-SHA-256 from the handle's evaluation.
    pub fn derive(output: &Output, org: &OrgId, epoch: u32) -> Self {
        let mut key = Self([0; 32]);
        Hkdf::<Sha256>::new(Some(Label::Match.as_bytes()), output.as_bytes())
            .expand_multi_info(&[org.as_bytes(), &epoch.to_be_bytes()], &mut key.0)
            .expect("HKDF gives up to 8 160 bytes");
        key
    }

    /// The key with these bytes, as a packed table keeps it.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for a packed table.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The tag that stands for this handle in the query.
    pub fn tag(&self, query: &QueryId) -> Tag {
        Tag::from_bytes(self.code(b"tag", query.as_bytes()))
    }

    /// The secret an offer to the query is sealed under.
    pub fn psk(&self, query: &QueryId) -> Psk {
        Psk::from_bytes(self.code(b"psk", query.as_bytes()))
    }

    /// The mark that keeps the query away from this organisation.
    pub fn avoid_mark(&self, query: &QueryId) -> AvoidMark {
        AvoidMark::from_bytes(self.code(b"avoid", query.as_bytes()))
    }

    /// The key a knock's content key is wrapped under for this handle.
    pub fn knock_key(&self, knock: &KnockId) -> [u8; 32] {
        self.code(b"knock", knock.as_bytes())
    }

    /// The tag that stands for this handle in a knock.
    pub fn knock_tag(&self, knock: &KnockId) -> Tag {
        Tag::from_bytes(self.code(b"knock-tag", knock.as_bytes()))
    }

    fn code<const LEN: usize>(&self, word: &[u8], id: &[u8; 16]) -> [u8; LEN] {
        let mut code = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        code.update(word);
        code.update(id);
        let code: [u8; 32] = code.finalize().into_bytes().into();
        *code.first_chunk().expect("marks, tags and keys have at most 32 bytes")
    }
}

impl fmt::Debug for MatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MatchKey(…)")
    }
}

/// Whether `tag` is among `tags`, looking at all of them and in constant time.
pub fn matches_any(tag: &Tag, tags: &[Tag]) -> bool {
    let mut found = Choice::from(0);
    for other in tags {
        found |= tag.as_bytes().ct_eq(other.as_bytes());
    }
    found.into()
}
