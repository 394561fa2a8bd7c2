//! Why the demo could not tell its story to the end. Everything it made is invented and removed either way.
//!
//! What went wrong is told in no language: the page says it in its reader's, the command line in English.

use std::fmt;
use std::io;
use std::time::Duration;

use stn_protocol::device::DeviceError;
use stn_protocol::trust::NotAHandle;

use crate::api::Said;
use crate::clock;
use crate::desk::NotDone;
use crate::driver::{Ended, StartError};
use crate::store::OpenError;
use crate::tongue::Sentence;

/// How often somebody looks whether something has come.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The directory for the nodes' data can't be made.
    Ground(#[source] io::Error),
    /// A node's store can't be made.
    Store(#[from] OpenError),
    /// A node did not start.
    Start(#[from] StartError),
    /// A node did not stop as it should.
    Ended(#[from] Ended),
    /// A node's admin was told no.
    Admin {
        /// What was going on.
        during: Stage,
        /// What the node said.
        source: NotDone,
    },
    /// A member was told no.
    Refused {
        /// What was going on.
        during: Stage,
        /// What the node said.
        said: Said,
    },
    /// A member's node did not answer.
    Silent {
        /// What was going on.
        during: Stage,
        /// What HTTP said.
        source: reqwest::Error,
    },
    /// A device would not do it.
    Device {
        /// What was going on.
        during: Stage,
        /// Why.
        source: DeviceError,
    },
    /// A handle in the valley's files is none.
    Handle(#[from] NotAHandle),
    /// Something did not come in time.
    Late {
        /// What was waited for.
        during: Stage,
        /// For how long.
        waited: Duration,
    },
    /// It ended in another way than told.
    Otherwise(Otherwise),
}

/// What is going on when something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// People join.
    Joining,
    /// People say whom they know.
    Knowing,
    /// Organisations connect.
    Peering,
    /// People tie bridges.
    Bridging,
    /// Nodes prepare for each other's questions.
    Warming,
    /// A job is handed from person to person.
    Alerting,
    /// A candidate permits that they are asked about.
    Permitting,
    /// Somebody asks.
    Asking,
    /// The one who knows lets an offer leave.
    Offering,
    /// A request goes along the offer.
    Requesting,
    /// A connector passes it on.
    PassingOn,
    /// The last on the path reads and answers.
    Answering,
    /// The asker's device checks what came.
    Judging,
    /// People read what left about them.
    Reading,
}

/// How a story can end in another way than told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// Other people signed than the story says.
    OtherPath,
    /// The letter that was opened is not the one that was written.
    OtherLetter,
    /// The answer is not the one that was written.
    OtherAnswer,
    /// More or fewer answers than one.
    NotOneAnswer,
    /// The node does not call it an introduction.
    NotIntroduced,
    /// The alert that came is not the one that was written.
    OtherAlert,
    /// An alert lies before somebody more than once.
    ShownTwice,
    /// The letter brings another permission than the candidate signed, or another date.
    OtherPermission,
    /// An avoided organisation, or the candidate, saw something of an appraisal.
    NotKeptAway,
    /// A consent is for another request.
    OtherRequest,
    /// A block of a third size crossed a link.
    OtherSize,
    /// A block holds in clear what no node on the way may read.
    InClear,
    /// A block crossed a link that is no message.
    Unreadable,
    /// The valley's files name somebody who isn't there.
    Nobody,
}

impl Trouble {
    /// What was going on, or what is wrong.
    pub(crate) fn sentence(&self) -> Sentence {
        match self {
            Self::Ground(_) => Sentence::new("trouble-of-ground"),
            Self::Store(_) | Self::Start(_) | Self::Ended(_) => Sentence::new("trouble-of-node"),
            Self::Admin { during, .. } | Self::Refused { during, .. } | Self::Device { during, .. } => {
                Sentence::new("trouble-while").with("stage", during.sentence())
            }
            Self::Silent { during, .. } => Sentence::new("trouble-silent").with("stage", during.sentence()),
            Self::Handle(_) => Sentence::new("trouble-of-handle"),
            Self::Late { during, waited } => {
                let secs = usize::try_from(waited.as_secs()).unwrap_or(usize::MAX);
                Sentence::new("trouble-late").with("stage", during.sentence()).with("secs", secs)
            }
            Self::Otherwise(otherwise) => Sentence::new("trouble-otherwise").with("how", otherwise.sentence()),
        }
    }

    /// What a node, a device or the system said of it, where one did: in English, as they speak.
    pub(crate) fn cause(&self) -> Option<String> {
        match self {
            Self::Ground(source) => Some(source.to_string()),
            Self::Store(source) => Some(source.to_string()),
            Self::Start(source) => Some(source.to_string()),
            Self::Ended(source) => Some(source.to_string()),
            Self::Admin { source, .. } => Some(source.to_string()),
            Self::Refused { said, .. } => Some(said.says.clone()),
            Self::Device { source, .. } => Some(source.to_string()),
            Self::Handle(source) => Some(source.to_string()),
            Self::Silent { .. } | Self::Late { .. } | Self::Otherwise(_) => None,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.cause()) {
            // What a node says of its own start and end says it all.
            (Self::Store(_) | Self::Start(_) | Self::Ended(_), Some(cause)) => f.write_str(&cause),
            (_, Some(cause)) => write!(f, "{}: {cause}", self.sentence()),
            (_, None) => self.sentence().fmt(f),
        }
    }
}

impl Stage {
    /// What is going on.
    fn sentence(self) -> Sentence {
        Sentence::new(match self {
            Self::Joining => "stage-joining",
            Self::Knowing => "stage-knowing",
            Self::Peering => "stage-peering",
            Self::Bridging => "stage-bridging",
            Self::Warming => "stage-warming",
            Self::Alerting => "stage-alerting",
            Self::Permitting => "stage-permitting",
            Self::Asking => "stage-asking",
            Self::Offering => "stage-offering",
            Self::Requesting => "stage-requesting",
            Self::PassingOn => "stage-passing-on",
            Self::Answering => "stage-answering",
            Self::Judging => "stage-judging",
            Self::Reading => "stage-reading",
        })
    }
}

impl Otherwise {
    /// In what the story differs.
    fn sentence(self) -> Sentence {
        Sentence::new(match self {
            Self::OtherPath => "otherwise-path",
            Self::OtherLetter => "otherwise-letter",
            Self::OtherAnswer => "otherwise-answer",
            Self::NotOneAnswer => "otherwise-not-one-answer",
            Self::NotIntroduced => "otherwise-not-introduced",
            Self::OtherAlert => "otherwise-alert",
            Self::ShownTwice => "otherwise-shown-twice",
            Self::OtherPermission => "otherwise-permission",
            Self::NotKeptAway => "otherwise-not-kept-away",
            Self::OtherRequest => "otherwise-request",
            Self::OtherSize => "otherwise-size",
            Self::InClear => "otherwise-in-clear",
            Self::Unreadable => "otherwise-unreadable",
            Self::Nobody => "otherwise-nobody",
        })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::Tongue;

    #[test]
    fn a_trouble_is_told_in_each_language_and_plainly_in_english() {
        let late = Trouble::Late { during: Stage::Bridging, waited: Duration::from_secs(60) };
        let other = Trouble::from(Otherwise::Nobody);
        let said = |tag| Tongue::tagged(tag).unwrap().tell(&late.sentence()).replace(['\u{2068}', '\u{2069}'], "");

        assert_eq!(late.to_string(), "while the bridges were tied: it did not come within 60 s");
        assert_eq!(said("es"), "mientras se tendían los puentes: no llegó en 60 s");
        assert_eq!(said("fr"), "pendant que les ponts s’établissaient : rien n’est venu en 60 s");
        assert_eq!(
            other.to_string(),
            "the story did not end as told: the valley's files name somebody who isn't there, or whose node is off"
        );
    }

    #[test]
    fn what_the_system_says_of_it_follows_as_it_came() {
        let ground = Trouble::Ground(io::Error::other("no room"));

        assert_eq!(ground.to_string(), "the demo could not make a directory for its nodes' data: no room");
        assert_eq!(ground.cause().as_deref(), Some("no room"));
    }
}
