//! Signed objects as they arrived: payload bytes beside signatures that nobody has checked yet.
//!
//! Only `wire::verify` turns one into its content, after checking the signature over these very bytes.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use crate::id::Signature;

/// A payload and one signature, unchecked. `T` is what the payload claims to hold.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Signed<T> {
    /// The bytes the signature covers, as received.
    #[serde(with = "crate::id::bytes")]
    pub payload: Vec<u8>,
    /// Ed25519 over `label ‖ payload`.
    pub signature: Signature,
    #[serde(skip)]
    holds: PhantomData<fn() -> T>,
}

impl<T> Signed<T> {
    /// Puts a payload beside its signature; checks nothing.
    pub const fn new(payload: Vec<u8>, signature: Signature) -> Self {
        Self { payload, signature, holds: PhantomData }
    }
}

/// A payload signed by an organisation and by its member, unchecked.
///
/// A removal (a certificate without devices) carries the organisation's signature alone.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct CoSigned<T> {
    /// The bytes both signatures cover, as received.
    #[serde(with = "crate::id::bytes")]
    pub payload: Vec<u8>,
    /// The organisation's signature.
    pub org_signature: Signature,
    /// The member's signature, absent only on a removal.
    pub member_signature: Option<Signature>,
    #[serde(skip)]
    holds: PhantomData<fn() -> T>,
}

impl<T> CoSigned<T> {
    /// Puts a payload beside its signatures; checks nothing.
    pub const fn new(payload: Vec<u8>, org_signature: Signature, member_signature: Option<Signature>) -> Self {
        Self { payload, org_signature, member_signature, holds: PhantomData }
    }
}

// Written out because a derive would ask the same of `T`, which is never stored.
impl<T> Clone for Signed<T> {
    fn clone(&self) -> Self {
        Self::new(self.payload.clone(), self.signature)
    }
}

impl<T> PartialEq for Signed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.payload == other.payload && self.signature == other.signature
    }
}

impl<T> Eq for Signed<T> {}

impl<T> fmt::Debug for Signed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signed({} B)", self.payload.len())
    }
}

impl<T> Clone for CoSigned<T> {
    fn clone(&self) -> Self {
        Self::new(self.payload.clone(), self.org_signature, self.member_signature)
    }
}

impl<T> PartialEq for CoSigned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.payload == other.payload
            && self.org_signature == other.org_signature
            && self.member_signature == other.member_signature
    }
}

impl<T> Eq for CoSigned<T> {}

impl<T> fmt::Debug for CoSigned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CoSigned({} B)", self.payload.len())
    }
}
