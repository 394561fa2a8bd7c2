//! What a device hands its node so that an alert goes on to one more person.

use serde::{Deserialize, Serialize};

use crate::id::Blob;
use crate::local::view::Neighbour;
use crate::message::{Consent, Signed};
use crate::private::Private;

/// One person a member lets an alert go on to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertEdge {
    /// Whom.
    pub to: Neighbour,
    /// The member's consent, naming exactly them.
    pub consent: Signed<Consent>,
    /// The member's receipt, sealed to the asker; none from the asker.
    pub receipt: Option<Blob>,
    /// The member's own word to them, at most 280 B; may be empty.
    pub note: Private<String>,
}
