//! The ledger: what left the node about one member, to whom, and under which yes. One typed record each.
//!
//! It tells of the member's own things alone. What stayed inside leaves no record: a match without an offer,
//! a no, a prompt nobody answered. What others decided leaves none either.

use serde::{Deserialize, Serialize};

use crate::id::{AskId, BridgeId, OrgId, RequestId};
use crate::local::findable::Whom;
use crate::local::view::Neighbour;
use crate::message::{Attribute, Card, Kind};
use crate::private::Private;
use crate::time::Timestamp;

/// One record of a member's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it left.
    pub at: Timestamp,
    /// What left.
    pub left: Left,
}

/// What left about a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// A question of the member's. It names no member.
    Asked {
        /// The ask.
        ask: AskId,
        /// What for.
        kind: Kind,
        /// How many partner organisations it went to at first; none if it stayed inside.
        partners: usize,
        /// What it said in clear to everybody it reached.
        attributes: Vec<Attribute>,
    },
    /// A request of the member's, with a sealed letter.
    RequestSent {
        /// The request.
        request: RequestId,
        /// What for.
        kind: Kind,
        /// The first person on the path, who saw whose it is.
        first: Neighbour,
        /// What everybody on the path could read.
        note: Private<String>,
    },
    /// An offer: that somebody here could answer. It names neither the member nor the contact.
    OfferLeft {
        /// Who asked.
        origin: Origin,
        /// What for.
        kind: Kind,
        /// Whom or what the question found.
        whom: Whom,
        /// Under which consent.
        by: OfferedBy,
    },
    /// A request the member passed on, with the certificate and a receipt that opens only with an answer.
    PassedOn {
        /// Who asked.
        origin: Origin,
        /// The request.
        request: RequestId,
        /// What for.
        kind: Kind,
        /// The next person, who saw whom it came from.
        to: Neighbour,
        /// The member's word to the next person.
        note: Private<String>,
    },
    /// An answer went back along a request the member passed on; the member's card went with it, sealed to the asker.
    LedToAnswer {
        /// Who asked.
        origin: Origin,
        /// The request.
        request: RequestId,
        /// What for.
        kind: Kind,
    },
    /// The member's answer to a letter, with the card, sealed to the asker.
    Answered {
        /// Who asked.
        origin: Origin,
        /// The request.
        request: RequestId,
        /// What for.
        kind: Kind,
        /// Whom or what the question found.
        whom: Whom,
    },
    /// The withdrawal of a request of the member's.
    Withdrawn {
        /// The request.
        request: RequestId,
        /// What for.
        kind: Kind,
    },
    /// The member's card and certificate, to tie a bridge.
    BridgeTied {
        /// The bridge.
        bridge: BridgeId,
        /// With whom.
        with: Neighbour,
        /// The card.
        card: Card,
    },
    /// That a bridge is over.
    BridgeEnded {
        /// The bridge.
        bridge: BridgeId,
        /// With whom it was.
        with: Neighbour,
    },
    /// Contacts in unreadable form, so that an organisation's questions can find them. One record for each key
    /// of the organisation; which of them a question sought is not known to anybody but this node.
    Evaluated {
        /// Whose questions.
        origin: Origin,
        /// Which of its keys.
        epoch: u32,
        /// How many addresses, numbers and profiles of the member's contacts, or the member's own, were sent.
        handles: usize,
    },
    /// A word of the member's along a request, sealed for one person: a question or a letter with the card, a reply
    /// without it, or terms to stay connected.
    WordSent {
        /// Who asked.
        origin: Origin,
        /// The request.
        request: RequestId,
        /// What for.
        kind: Kind,
    },
    /// A knock of the member's: card, note and link, readable for who has the handle alone and lets themself be found.
    Knocked {
        /// The bridge it offers.
        bridge: BridgeId,
        /// To how many partner organisations it goes.
        partners: usize,
    },
    /// An alert of the member's, in clear, to people of the member's choice. They saw whose it is or who brought it.
    AlertSent {
        /// The alert.
        request: RequestId,
        /// What for.
        kind: Kind,
        /// Whom it went to.
        to: Vec<Neighbour>,
    },
    /// The member's answer to an alert, with the card, sealed to the asker.
    AlertAnswered {
        /// Who asked.
        origin: Origin,
        /// The alert.
        request: RequestId,
        /// What for.
        kind: Kind,
    },
}

/// Who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The organisation.
    pub org: OrgId,
    /// As it called itself.
    pub name: String,
    /// Whether it was the own organisation or a partner; otherwise nobody here verified its name.
    pub is_known: bool,
}

/// Under which consent an offer left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfferedBy {
    /// The standing yes on the member's edge. Such an offer says nothing.
    Standing,
    /// The member's yes to this ask.
    Prompt {
        /// What the member typed with it.
        blurb: Private<String>,
    },
}
