//! A knock as a device hands it to its own node.

use serde::{Deserialize, Serialize};

use crate::id::{Blob, KnockId, OrgId};
use crate::trust::{EdgePolicy, Handle};

/// A knock as the device made it. Its node reads it, and wraps its key for those who hold a match.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KnockEntry {
    /// The knock, as the device names it.
    pub knock: KnockId,
    /// 1 to 4 handles of one person.
    pub handles: Vec<Handle>,
    /// The peers it goes to; none for all.
    #[serde(default)]
    pub at: Vec<OrgId>,
    /// The key the content is sealed under; it serves once.
    pub key: Blob,
    /// The content, 1 392 B.
    pub sealed: Blob,
    /// What the bridge may serve once it stands.
    pub policy: EdgePolicy,
}
