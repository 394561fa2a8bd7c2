//! What an admin sees of changes of key: of the own organisation, and of peers.

use serde::{Deserialize, Serialize};

use crate::crypto::words;
use crate::id::OrgId;
use crate::time::Timestamp;

/// The own organisation's latest change of key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSuccessionView {
    /// The organisation so far.
    pub old_org: OrgId,
    /// The organisation from then on.
    pub new_org: OrgId,
    /// From when on.
    pub effective: Timestamp,
    /// Peers that have taken the announcement.
    pub told: Vec<OrgId>,
    /// Peers that have not yet.
    pub not_told: Vec<OrgId>,
    /// When the node went over to the new key.
    pub done: Option<Timestamp>,
}

/// A change of key a peer announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessionView {
    /// Its key so far.
    pub old_org: OrgId,
    /// Its key from then on.
    pub new_org: OrgId,
    /// From when on.
    pub effective: Timestamp,
    /// Whether the admin here has confirmed it.
    pub is_confirmed: bool,
}

impl OwnSuccessionView {
    /// The six words both admins must see.
    pub fn words(&self) -> String {
        words::compared(&[self.old_org.as_bytes(), self.new_org.as_bytes()])
    }
}

impl SuccessionView {
    /// The six words both admins must see.
    pub fn words(&self) -> String {
        words::compared(&[self.old_org.as_bytes(), self.new_org.as_bytes()])
    }
}
