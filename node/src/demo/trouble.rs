//! Why the demo could not tell its story to the end. Everything it made is invented and removed either way.

use std::io;
use std::time::Duration;

use stn_protocol::device::DeviceError;
use stn_protocol::trust::NotAHandle;

use crate::api::Said;
use crate::clock;
use crate::desk::NotDone;
use crate::driver::{Ended, StartError};
use crate::store::OpenError;

/// How often somebody looks whether something has come.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The directory for the nodes' data can't be made.
    #[error("the demo could not make a directory for its nodes' data: {0}")]
    Ground(#[source] io::Error),
    /// A node's store can't be made.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// A node did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A node did not stop as it should.
    #[error(transparent)]
    Ended(#[from] Ended),
    /// A node's admin was told no.
    #[error("while {during}: {source}")]
    Admin {
        /// What was going on.
        during: Stage,
        /// What the node said.
        source: NotDone,
    },
    /// A member was told no.
    #[error("while {during}: {}", .said.says)]
    Refused {
        /// What was going on.
        during: Stage,
        /// What the node said.
        said: Said,
    },
    /// A member's node did not answer.
    #[error("while {during}: a member's node did not answer")]
    Silent {
        /// What was going on.
        during: Stage,
        /// What HTTP said.
        source: reqwest::Error,
    },
    /// A device would not do it.
    #[error("while {during}: {source}")]
    Device {
        /// What was going on.
        during: Stage,
        /// Why.
        source: DeviceError,
    },
    /// A handle in the valley's files is none.
    #[error("a handle in config/demo can't be read: {0}")]
    Handle(#[from] NotAHandle),
    /// Something did not come in time.
    #[error("while {during}: it did not come within {} s", .waited.as_secs())]
    Late {
        /// What was waited for.
        during: Stage,
        /// For how long.
        waited: Duration,
    },
    /// It ended in another way than told.
    #[error("the story did not end as told: {0}")]
    Otherwise(Otherwise),
}

/// What is going on when something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stage {
    /// People join.
    #[error("the members joined")]
    Joining,
    /// People say whom they know.
    #[error("the members said whom they know")]
    Knowing,
    /// Organisations connect.
    #[error("the organisations connected")]
    Peering,
    /// People tie bridges.
    #[error("the bridges were tied")]
    Bridging,
    /// Nodes prepare for each other's questions.
    #[error("the nodes prepared for each other's questions")]
    Warming,
    /// A job is handed from person to person.
    #[error("the job was handed on and answered")]
    Alerting,
    /// A candidate permits that they are asked about.
    #[error("the permission was written and signed")]
    Permitting,
    /// Somebody asks.
    #[error("the question went out and the one who knows was asked")]
    Asking,
    /// The one who knows lets an offer leave.
    #[error("an offer came back")]
    Offering,
    /// A request goes along the offer.
    #[error("the request was sent")]
    Requesting,
    /// A connector passes it on.
    #[error("a connector was asked to pass the request on")]
    PassingOn,
    /// The last on the path reads and answers.
    #[error("the letter was opened and answered")]
    Answering,
    /// The asker's device checks what came.
    #[error("the answer came back and was checked")]
    Judging,
    /// People read what left about them.
    #[error("the ledgers were read")]
    Reading,
}

/// How a story can end in another way than told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Otherwise {
    /// Other people signed than the story says.
    #[error("other people stand on the path than the story says")]
    OtherPath,
    /// The letter that was opened is not the one that was written.
    #[error("the letter that was opened is not the one that was written")]
    OtherLetter,
    /// The answer is not the one that was written.
    #[error("the answer that came is not the one that was written")]
    OtherAnswer,
    /// More or fewer answers than one.
    #[error("there is not exactly one answer")]
    NotOneAnswer,
    /// The node does not call it an introduction.
    #[error("the asker's node does not show the ask as introduced")]
    NotIntroduced,
    /// The alert that came is not the one that was written.
    #[error("the alert that came is not the one that was written")]
    OtherAlert,
    /// An alert lies before somebody more than once.
    #[error("an alert was shown to the same member twice")]
    ShownTwice,
    /// The letter brings another permission than the candidate signed, or another date.
    #[error("the letter did not bring the permission that the candidate signed")]
    OtherPermission,
    /// An avoided organisation, or the candidate, saw something of an appraisal.
    #[error("something of the appraisal came to whom it was to be kept from")]
    NotKeptAway,
    /// A consent is for another request.
    #[error("the consents are not all for the same request")]
    OtherRequest,
    /// A block of a third size crossed a link.
    #[error("a block that is neither 2048 nor 16384 bytes long crossed a link")]
    OtherSize,
    /// A block holds in clear what no node on the way may read.
    #[error("whom the question seeks or what the letter says could be read on a link")]
    InClear,
    /// A block crossed a link that is no message.
    #[error("a block that can't be read crossed a link")]
    Unreadable,
    /// The valley's files name somebody who isn't there.
    #[error("the valley's files name somebody who isn't there, or whose node is off")]
    Nobody,
}

impl From<Otherwise> for Trouble {
    fn from(otherwise: Otherwise) -> Self {
        Self::Otherwise(otherwise)
    }
}

/// Looks again and again until there is something, at most for `patience`.
pub(super) async fn until<T>(
    during: Stage,
    patience: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>, Trouble>,
) -> Result<T, Trouble> {
    let begun = clock::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if Duration::from_millis(clock::now().as_millis() - begun.as_millis()) > patience {
            return Err(Trouble::Late { during, waited: patience });
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
