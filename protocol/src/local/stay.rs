//! Two people who met through an answered request stay connected: what a device tells its own node of it.

use serde::{Deserialize, Serialize};

use crate::id::Signature;
use crate::message::{BridgeTerms, Card, CoSigned, MemberCert, Signed};

/// A bridge both devices have signed, through the channel only the two can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayTie {
    /// The terms, signed by the own device.
    pub terms: Signed<BridgeTerms>,
    /// The other device's signature over the same bytes.
    pub far_signature: Signature,
    /// The other member's certificate.
    pub cert: CoSigned<MemberCert>,
    /// How they introduced themselves.
    pub card: Card,
}
