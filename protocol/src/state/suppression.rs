//! People who don't want to be held as anybody's contact: one salted hash for each handle, and no handle.
//!
//! All rows share one salt, so that a handle is hashed once to be looked for. The salt keeps the list from being
//! compared with another node's; who has the node's disk can still try handles one by one.

use serde::{Deserialize, Serialize};

use crate::crypto::{Label, digest};
use crate::state::State;
use crate::time::Timestamp;
use crate::trust::Handle;

/// One handle that is not to be held.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suppressed {
    /// The salt, the same in all rows.
    pub salt: [u8; 16],
    /// Since when.
    pub at: Timestamp,
}

impl State {
    /// Whether somebody with this handle is not to be held as a contact.
    pub fn is_suppressed(&self, handle: &Handle) -> bool {
        self.suppression_salt().is_some_and(|salt| self.suppressed.has(&suppression_hash(&salt, handle)))
    }

    /// The salt of the list; none while it is empty.
    pub fn suppression_salt(&self) -> Option<[u8; 16]> {
        self.suppressed.iter().next().map(|(_, row)| row.salt)
    }
}

/// What stands in the list for a handle: `HMAC(salt, "stn/1/suppress" ‖ the handle's VOPRF input)`.
pub fn suppression_hash(salt: &[u8; 16], handle: &Handle) -> [u8; 32] {
    *digest::mac(salt, Label::Suppression, &[&handle.oprf_input()]).as_bytes()
}
