//! How two members of different organisations tie a bridge: both sign the same terms.
//!
//! ```text
//!   p@P makes a link (secret inside), gives it to q personally
//!   q@Q ── BridgeAccept{terms, q's signature, cert, card, mac} ──► p@P
//!   q@Q ◄─ BridgeConfirm{p's signature, cert, card, mac} ───────── p@P
//! ```

use serde::{Deserialize, Serialize};

use crate::id::{BridgeId, Mac, MemberKey, OrgId, Signature};
use crate::message::{Card, CoSigned, MemberCert, Signed};
use crate::time::Timestamp;

/// What both ends of a bridge sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeTerms {
    /// The bridge.
    pub bridge: BridgeId,
    /// The organisation of the member who made the link.
    pub a_org: OrgId,
    /// The member who made the link.
    pub a_member: MemberKey,
    /// The organisation of the member who took it up.
    pub b_org: OrgId,
    /// The member who took it up.
    pub b_member: MemberKey,
    /// When the terms were made.
    pub created: Timestamp,
}

/// The member who was given a link takes it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeAccept {
    /// The terms with `b_member`'s device signature.
    pub terms: Signed<BridgeTerms>,
    /// `b_member`'s certificate.
    pub cert: CoSigned<MemberCert>,
    /// How `b_member` introduces themselves.
    pub card: Card,
    /// `HMAC(secret, "stn/1/bridge" ‖ terms ‖ SHA-256(cert) ‖ SHA-256(card))`.
    pub mac: Mac,
}

/// The member who made the link agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeConfirm {
    /// The bridge.
    pub bridge: BridgeId,
    /// `a_member`'s device signature over the same terms bytes.
    pub signature: Signature,
    /// `a_member`'s certificate.
    pub cert: CoSigned<MemberCert>,
    /// How `a_member` introduces themselves.
    pub card: Card,
    /// As in [`BridgeAccept`], under `"stn/1/bridge-confirm"`.
    pub mac: Mac,
}

/// Either node ends a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeEnd {
    /// The bridge.
    pub bridge: BridgeId,
}
