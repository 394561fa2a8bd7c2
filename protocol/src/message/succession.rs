//! An organisation changes its key: the old key and the new one sign the same terms.

use serde::{Deserialize, Serialize};

use crate::id::{OrgId, Signature};
use crate::time::Timestamp;

/// The change, as it travels. Both signatures are over the payload as received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// [`SuccessionTerms`] as signed.
    #[serde(with = "crate::id::bytes")]
    pub payload: Vec<u8>,
    /// By the old key.
    pub old_signature: Signature,
    /// By the new key.
    pub new_signature: Signature,
}

/// What both keys sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessionTerms {
    /// The organisation so far.
    pub old_org: OrgId,
    /// The organisation from then on.
    pub new_org: OrgId,
    /// From when on.
    pub effective: Timestamp,
}
