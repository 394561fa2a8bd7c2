//! What goes with an appraisal from its ask to its end: the candidate's permission, and the date by which letter and
//! answer are deleted.

use serde::{Deserialize, Serialize};

use crate::crypto::digest;
use crate::id::PermissionDigest;
use crate::message::Permission;
use crate::time::Timestamp;

/// The terms of an appraisal, as the asker's device made them and the asker's node keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppraisalTerms {
    /// The candidate's permission; absent only where the asking organisation needs none.
    pub permission: Option<Permission>,
    /// When everything about it is deleted.
    pub retain_until: Timestamp,
}

impl AppraisalTerms {
    /// What the request says of the permission.
    pub fn digest(&self) -> Option<PermissionDigest> {
        self.permission.as_ref().map(permission_digest)
    }
}

/// The digest of a permission as it stands.
pub fn permission_digest(permission: &Permission) -> PermissionDigest {
    digest::permission_digest(&permission.salt, permission.given_on, &permission.text)
}
