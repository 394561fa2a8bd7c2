//! Blind evaluation under the asker's key: 480 elements a chunk, always, whatever is inside.

use serde::{Deserialize, Serialize};

use crate::id::{BranchId, EvalId};

/// A holder's blinded handles, on their way up to the origin that holds the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvalRequest {
    /// The branch whose question this serves; `None` (16 zero bytes on the wire) at a direct peer's prefetch.
    pub branch: Option<BranchId>,
    /// Names the chunk on this link.
    pub eval: EvalId,
    /// The origin's epoch.
    pub epoch: u32,
    /// 480 ristretto255 elements of 32 B.
    pub elements: Vec<u8>,
}

/// The evaluated chunk with one proof for all its elements, on its way down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvalResponse {
    /// Names the chunk on this link.
    pub eval: EvalId,
    /// 480 ristretto255 elements of 32 B.
    pub evaluated: Vec<u8>,
    /// RFC 9497 batched DLEQ proof, 64 B.
    pub proof: Vec<u8>,
}
