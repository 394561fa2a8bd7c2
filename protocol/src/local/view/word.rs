//! What a member sees of words, of letters they answered, and of paths they may try one after another.

use serde::{Deserialize, Serialize};

use super::OfferView;
use crate::id::{Blob, OrgId, WordId};
use crate::limits;
use crate::message::{RequestCore, Signed};
use crate::time::{Span, Timestamp};

/// A word that came for a member. Who says it and whether it holds, only the device can tell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WordView {
    /// The request it belongs to, as signed.
    pub core: Signed<RequestCore>,
    /// The word.
    pub word: WordId,
    /// To whom it came.
    pub to: WordTo,
    /// The word, sealed.
    pub sealed: Blob,
    /// When it came.
    pub came: Timestamp,
    /// Whether the member sent one back under this id.
    pub replied: bool,
}

/// As whom a member gets a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordTo {
    /// As the one who asked.
    Asker,
    /// As the one who sent a word up: this comes back to it.
    Sender,
    /// As the one who answered.
    Endpoint,
}

/// A letter a member has answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnsweredView {
    /// The request, as signed.
    pub core: Signed<RequestCore>,
    /// The asking organisation as it calls itself.
    pub origin_name: String,
    /// Until when words may follow.
    pub until: Timestamp,
}

/// Members would stay connected with somebody at an organisation that is no peer. The admin isn't told who.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// The organisation.
    pub org: OrgId,
    /// As the cards of its people call it; not verified.
    pub said_name: String,
    /// How many bridges wait for the two organisations to be connected.
    pub bridges: usize,
    /// When the last of them is given up.
    pub until: Timestamp,
}

/// When the letter follows a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterRule {
    /// It goes with the request.
    #[default]
    WithRequest,
    /// The offer was made to a description, and a node on the way could have made it: the letter follows the
    /// verified answer.
    AfterAnswer,
}

impl OfferView {
    /// How long a request along this offer should live: the usual time, or longer where so many people decide that
    /// each could not think for a week.
    pub fn request_life(&self, usual: Span) -> Span {
        let week = limits::DECISION_PATIENCE.as_millis();
        let needed = Span::millis(week * u64::from(self.hops)).as_millis() + Span::days(1).as_millis();
        Span::millis(needed.max(usual.as_millis()).min(limits::REQUEST_LIFE_MAX.as_millis()))
    }
}
