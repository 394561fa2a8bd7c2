//! Identifiers and public keys as types of their own: an organisation is not a member is not a bridge.
//!
//! All are plain bytes that anybody may hold. They read and print as lower-case hexadecimal,
//! travel as text in JSON and as bytes everywhere else. Secret keys live in `crypto`.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The text is not the hexadecimal form of an identifier of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} hexadecimal digits, found {found} characters")]
pub struct NotAnId {
    expected: usize,
    found: usize,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Takes the bytes as they are.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Takes the bytes if there are exactly as many as this identifier has.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEX.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({}…)"), HEX.encode(&self.0[..4]))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let refused = NotAnId { expected: 2 * $len, found: text.chars().count() };
                let bytes = HEX.decode(text.as_bytes()).map_err(|_| refused)?;
                Self::from_slice(&bytes).ok_or(refused)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() {
                    to.collect_str(self)
                } else {
                    to.serialize_bytes(&self.0)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                if from.is_human_readable() {
                    String::deserialize(from)?.parse().map_err(D::Error::custom)
                } else {
                    from.deserialize_bytes(Exactly).map(Self)
                }
            }
        }
    };
}

identifier!(/// An organisation: its Ed25519 public key, which is also its node's libp2p identity.
    OrgId, 32);
identifier!(/// A member: the Ed25519 public key made on the member's first device.
    MemberKey, 32);
identifier!(/// The Ed25519 public key one device signs with.
    DeviceKey, 32);
identifier!(/// An X25519 public key to which something can be sealed: a reply, letter or answer key.
    SealKey, 32);
identifier!(/// One question, named by the asker's node.
    QueryId, 16);
identifier!(/// One frame of a question on one link; new at every forward.
    BranchId, 16);
identifier!(/// A bridge: the mutual tie of two members of different organisations.
    BridgeId, 16);
identifier!(/// One offer on one link; new at every hop. Requests and answers travel along it.
    OfferRef, 16);
identifier!(/// One request for an introduction, the same along the whole path.
    RequestId, 16);
identifier!(/// One evaluation chunk on one link; new at every hop.
    EvalId, 16);
identifier!(/// One answer; tells several answers to one alert apart.
    AnswerId, 16);
identifier!(/// One import of a file, as the member's device names it. Local; never sent.
    ImportId, 16);
identifier!(/// An organisation as this node's members know it; no peer needs to be behind it. Local; never sent.
    OrgRecordId, 16);
identifier!(/// Something that waits in a member's inbox. Local; never sent.
    ItemId, 16);
identifier!(/// A member's question as the member's device names it. Local; never sent.
    AskId, 16);
identifier!(/// A member's request to their own node, so that a repeat has no second effect. Local; never sent.
    CommandId, 16);
identifier!(/// One letter key in a member's pool.
    LetterKeyId, 16);
identifier!(/// An open invitation of a member, a peer or a bridge.
    InviteId, 16);
identifier!(/// SHA-256 of a connector's own note; 32 zero bytes where there is none.
    NoteHash, 32);
identifier!(/// A one-time public key of a VOPRF epoch, a ristretto255 point.
    EpochKey, 32);
identifier!(/// SHA-256 of a request core as received: what every consent on the path signs for.
    RequestDigest, 32);
identifier!(/// A hiding commitment to the predecessor on a path.
    PredecessorCommitment, 32);
identifier!(/// A query's private mark for one handle: 16 B, meaningful only to who had the handle evaluated.
    Tag, 16);
identifier!(/// An Ed25519 signature as it travels.
    Signature, 64);
identifier!(/// An HMAC-SHA-256 over something that only holders of a shared secret can make.
    Mac, 32);
identifier!(/// SHA-256 of a candidate's permission with its salt.
    PermissionDigest, 32);
identifier!(/// The Ed25519 public key a candidate signs a permission with; made on a page, used once.
    CandidateKey, 32);
identifier!(/// One word along a path, and the reply to it.
    WordId, 16);
identifier!(/// One knock, the same to every peer it goes to.
    KnockId, 16);
identifier!(/// A query's private mark for an organisation to avoid.
    AvoidMark, 8);
identifier!(/// Where a member's recovery copy lies at the node; follows from the phrase and tells nothing of it.
    RecoveryLocator, 16);

/// One of a member's own contacts, counted by that member alone: two members who know the same person can't
/// tell it from the number. Never given twice. Local; never sent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactId(pub u32);

impl fmt::Display for ContactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for ContactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContactId({})", self.0)
    }
}

/// Opaque bytes in a member's or node's keeping: base64 in JSON, bytes elsewhere.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(pub Vec<u8>);

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} B)", self.0.len())
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.serialize_str(&data_encoding::BASE64URL_NOPAD.encode(&self.0))
        } else {
            to.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if from.is_human_readable() {
            let text = String::deserialize(from)?;
            data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).map(Self).map_err(D::Error::custom)
        } else {
            from.deserialize_byte_buf(Bytes).map(Self)
        }
    }
}

/// Takes any number of bytes in one piece.
struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }
}

/// Takes as many bytes as an identifier has.
struct Exactly<const LEN: usize>;

impl<const LEN: usize> Visitor<'_> for Exactly<LEN> {
    type Value = [u8; LEN];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LEN} bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<[u8; LEN], E> {
        bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

/// Serde for byte fields: base64 in JSON, bytes elsewhere.
pub mod bytes {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Blob;

    /// Writes the bytes.
    ///
    /// # Errors
    /// As the serializer.
    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.serialize_str(&data_encoding::BASE64URL_NOPAD.encode(bytes))
        } else {
            to.serialize_bytes(bytes)
        }
    }

    /// Reads the bytes.
    ///
    /// # Errors
    /// As the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        Blob::deserialize(from).map(|blob| blob.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_what_it_prints() {
        let org = OrgId::from_bytes([0xab; 32]);

        assert_eq!(org.to_string().parse::<OrgId>(), Ok(org));
        assert!("abcd".parse::<OrgId>().is_err());
    }

    #[test]
    fn an_identifier_is_text_in_json() {
        let id = QueryId::from_bytes([7; 16]);

        let json = serde_json::to_string(&id).unwrap();

        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<QueryId>(&json).unwrap(), id);
    }

    #[test]
    fn bytes_are_stored_as_a_length_and_themselves() {
        let blob = Blob((0..=255).collect());
        let id = QueryId::from_bytes([7; 16]);

        let stored = [postcard::to_stdvec(&blob).unwrap(), postcard::to_stdvec(&id).unwrap()];

        assert_eq!(stored[0], [[0x80, 2].as_slice(), &blob.0].concat());
        assert_eq!(stored[1], [[16].as_slice(), id.as_bytes()].concat());
        assert_eq!(postcard::from_bytes::<Blob>(&stored[0]).unwrap(), blob);
        assert_eq!(postcard::from_bytes::<QueryId>(&stored[1]).unwrap(), id);
        assert!(postcard::from_bytes::<OrgId>(&stored[1]).is_err());
    }
}
