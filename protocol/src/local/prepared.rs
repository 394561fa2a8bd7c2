//! A request on its way from the asker's device to the own node.

use serde::{Deserialize, Serialize};

use crate::id::OfferRef;
use crate::message::{Consent, Signed};

/// A request as the asker's device made it, for the organisation to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedRequest {
    /// The offer.
    pub offer: OfferRef,
    /// A `RequestCore` as the device wrote it. The date it says it was created is when it leaves.
    #[serde(with = "crate::id::bytes")]
    pub core: Vec<u8>,
    /// The member's own consent.
    pub consent: Signed<Consent>,
}
