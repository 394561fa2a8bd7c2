//! A knock: a member seeks a bridge to somebody at a direct peer who let themselves be found.
//!
//! The content opens only under the match key of one of the handles it was sent to.

use serde::{Deserialize, Serialize};

use crate::id::{BridgeId, KnockId, MemberKey, OrgId, Tag};
use crate::message::{Card, CoSigned, MemberCert};
use crate::private::Private;
use crate::time::Timestamp;

/// A knock on one link. It is never passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knock {
    /// The knock.
    pub knock: KnockId,
    /// The sender's epoch its tags belong to.
    pub epoch: u32,
    /// 4 tags in random order; unused ones are random.
    pub tags: Vec<Tag>,
    /// 4 of 48 B, in the order of the tags: the content key under each handle's match key; unused ones are random.
    pub wrapped: Vec<Vec<u8>>,
    /// A signed [`KnockBody`] under the content key; 1 392 B.
    #[serde(with = "crate::id::bytes")]
    pub sealed: Vec<u8>,
}

/// A bridge link and who offers it. Signed by the knocking member's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnockBody {
    /// The member's organisation.
    pub org: OrgId,
    /// The member.
    pub member: MemberKey,
    /// The bridge that may be taken up.
    pub bridge: BridgeId,
    /// As in a bridge link.
    pub secret: [u8; 16],
    /// Until when it may be taken up.
    pub expires: Timestamp,
    /// How the member introduces themselves.
    pub card: Card,
    /// Why they knock, at most 280 B.
    pub note: Private<String>,
    /// The member's certificate.
    pub cert: CoSigned<MemberCert>,
}
