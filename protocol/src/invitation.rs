//! Links and tokens people hand to each other: to become a member, to connect two organisations,
//! to tie a bridge, to bring a further device. Each carries a secret, serves once and is plain text that survives a mail or a QR code.
//!
//! `stn:<what>:<base64url of the fields>`; whoever holds the text holds the invitation.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::id::{BridgeId, InviteId, MemberKey, OrgId};
use crate::time::Timestamp;

/// The secret inside a link. Prints as `…`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkSecret([u8; 16]);

impl LinkSecret {
    /// Takes freshly drawn bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes, to key a MAC with.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Drop for LinkSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSecret(…)")
    }
}

/// Invites a person to become a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLink {
    /// The inviting organisation.
    pub org: OrgId,
    /// Where its node's member API is.
    pub api: String,
    /// The invitation.
    pub invite: InviteId,
    /// Its secret.
    pub secret: LinkSecret,
    /// Until when it serves.
    pub expires: Timestamp,
}

/// Invites an organisation's node to connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerToken {
    /// The inviting organisation.
    pub org: OrgId,
    /// Where its node listens, as multiaddresses.
    pub addrs: Vec<String>,
    /// The invitation.
    pub invite: InviteId,
    /// Its secret.
    pub secret: LinkSecret,
    /// Until when it serves.
    pub expires: Timestamp,
}

/// Invites a person one knows, in another organisation, to tie a bridge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeLink {
    /// The organisation of the member who made the link.
    pub org: OrgId,
    /// The member who made it; pinned by whoever takes it up.
    pub member: MemberKey,
    /// The bridge.
    pub bridge: BridgeId,
    /// Its secret; no node ever sees it.
    pub secret: LinkSecret,
    /// Until when it serves.
    pub expires: Timestamp,
}

/// Lets a further device of a member in; the member gives it to themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceLink {
    /// The member's organisation.
    pub org: OrgId,
    /// The member.
    pub member: MemberKey,
    /// Where the node's member API is.
    pub api: String,
    /// Names it at the node.
    pub invite: InviteId,
    /// Its secret; no node ever sees it.
    pub secret: LinkSecret,
    /// Until when it serves.
    pub expires: Timestamp,
}

/// Why a text is no link of the expected sort.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALink {
    /// Something else altogether.
    #[error("this is no stn link: expected a text that begins with stn:{expected}:")]
    OfOtherForm {
        /// What was expected.
        expected: &'static str,
    },
    /// A link of another sort.
    #[error("this is a {found} link where a {expected} link is needed")]
    OfOtherSort {
        /// What was expected.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
    /// Cut off or altered.
    #[error("the {expected} link is damaged: it was cut off or altered on the way; ask for it to be sent again")]
    Damaged {
        /// What was expected.
        expected: &'static str,
    },
}

/// Every sort of link by its word.
const SORTS: [&str; 4] = [MEMBER, PEER, BRIDGE, DEVICE];
const MEMBER: &str = "member";
const PEER: &str = "peer";
const BRIDGE: &str = "bridge";
const DEVICE: &str = "device";

macro_rules! link_text {
    ($link:ident, $sort:ident) => {
        impl fmt::Display for $link {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(f, $sort, self)
            }
        }

        impl FromStr for $link {
            type Err = NotALink;

            fn from_str(text: &str) -> Result<Self, NotALink> {
                read(text, $sort)
            }
        }
    };
}

link_text!(MemberLink, MEMBER);
link_text!(PeerToken, PEER);
link_text!(BridgeLink, BRIDGE);
link_text!(DeviceLink, DEVICE);

fn write(f: &mut fmt::Formatter<'_>, sort: &str, fields: &impl Serialize) -> fmt::Result {
    let bytes = postcard::to_stdvec(fields).map_err(|_| fmt::Error)?;
    write!(f, "stn:{sort}:{}", BASE64URL_NOPAD.encode(&bytes))
}

fn read<T: DeserializeOwned>(text: &str, expected: &'static str) -> Result<T, NotALink> {
    let rest = text.trim().strip_prefix("stn:").ok_or(NotALink::OfOtherForm { expected })?;
    let (found, fields) = rest.split_once(':').ok_or(NotALink::OfOtherForm { expected })?;
    if found != expected {
        let found = SORTS.into_iter().find(|sort| *sort == found).ok_or(NotALink::OfOtherForm { expected })?;
        return Err(NotALink::OfOtherSort { expected, found });
    }
    let bytes = BASE64URL_NOPAD.decode(fields.as_bytes()).map_err(|_| NotALink::Damaged { expected })?;
    postcard::from_bytes(&bytes).map_err(|_| NotALink::Damaged { expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> PeerToken {
        PeerToken {
            org: OrgId::from_bytes([1; 32]),
            addrs: vec!["/ip4/127.0.0.1/tcp/4301".to_owned()],
            invite: InviteId::from_bytes([2; 16]),
            secret: LinkSecret::from_bytes([3; 16]),
            expires: Timestamp::from_secs(4),
        }
    }

    #[test]
    fn a_token_reads_what_it_prints() {
        assert_eq!(token().to_string().parse(), Ok(token()));
    }

    #[test]
    fn a_link_of_another_sort_says_which() {
        let refused = token().to_string().parse::<BridgeLink>();

        assert_eq!(refused, Err(NotALink::OfOtherSort { expected: "bridge", found: "peer" }));
    }

    #[test]
    fn a_cut_off_link_is_damaged() {
        let text = token().to_string();

        assert_eq!(text[..text.len() - 4].parse::<PeerToken>(), Err(NotALink::Damaged { expected: "peer" }));
        assert!(matches!("hello".parse::<PeerToken>(), Err(NotALink::OfOtherForm { .. })));
    }
}
