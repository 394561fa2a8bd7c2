//! The account of a story: what the people did, and every message between the nodes with what it told its receiver.
//!
//! All people and words in it are invented. It is printed for whoever runs the demo and goes nowhere else.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use stn_protocol::exchange::view::LedgerView;
use stn_protocol::id::{OfferRef, OrgId};
use stn_protocol::message::{Card, Frame, Query, QueryCore, Request, RequestBody, RequestCore, SizeClass};
use stn_protocol::private::Private;
use stn_protocol::time::Timestamp;
use stn_protocol::wire::frame;
use stn_protocol::wire::payload::Payload;

use super::learned::{Matter, MessageType, Reading, Role, learned};
use super::nodes::Nodes;
use super::settle::People;
use super::traffic::Arrived;
use super::trouble::Otherwise;
use super::valley::{self, Audience, Cast, Slug, Tie, Valley};
use crate::cli::ledger_words::Ledger;
use crate::tongue::Sentence;

/// How a story went.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Which story.
    pub story: u8,
    /// Its title.
    pub title: String,
    /// How it ended.
    pub outcome: &'static str,
    /// From the ask to the first offer in front of the asker, the yes of who offers included.
    pub ask_to_first_offer_ms: u64,
    /// From the story's first step to the checked answer.
    pub whole_story_ms: u64,
    /// Before the story: starting nodes, joining, connecting.
    pub setup_ms: u64,
    /// How those who passed the request on introduce themselves, in order, as the answer's chain proved.
    pub path: Vec<Card>,
    /// Every consent, the asker's own first.
    pub consents: Vec<ConsentTold>,
    /// Every message between nodes, from the story's first step on.
    pub messages: Vec<Message>,
    /// The one answer.
    pub answer: AnswerTold,
    /// What became of the job that was handed on, where the story has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<AlertTold>,
    /// The organisations that were avoided: no message of the question came to their nodes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept_away: Vec<String>,
    /// What left about each person of the story, as they may read it themselves.
    pub ledgers: Vec<LedgerTold>,
}

/// A job that was handed from person to person.
#[derive(Clone, Debug, Serialize)]
pub struct AlertTold {
    /// What everybody it came to could read.
    pub text: Private<String>,
    /// Who brought it to the one who answers, the first in front. It was shown once.
    pub brought_by: Vec<Private<String>>,
    /// How those by way of whom the answer came introduce themselves, in order, as its chain proved.
    pub path: Vec<Card>,
    /// The one answer, sealed for the asker.
    pub answer: AnswerTold,
}

/// A member's own ledger.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerTold {
    /// Whose it is.
    pub who: Private<String>,
    /// Their organisation.
    pub organisation: String,
    /// What left about them, newest first; written in the words of `stn me ledger`.
    #[serde(serialize_with = "in_sentences")]
    pub left: LedgerView,
}

/// One person's signed yes.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentTold {
    /// Who signed.
    pub who: Private<String>,
    /// Their organisation.
    pub organisation: String,
    /// From whom it came; nobody, where the signer asks.
    pub predecessor: Option<Private<String>>,
    /// To whom it may go.
    pub successor: Private<String>,
    /// The first digits of the request's digest, for which alone the consent is.
    pub digest: String,
    /// When it was signed, rounded down to the hour.
    pub issued: Timestamp,
}

/// One message between two nodes.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// Its number in the story.
    pub n: usize,
    /// Whose node sent it.
    pub from: String,
    /// Whose node received it.
    pub to: String,
    /// Its type.
    pub r#type: &'static str,
    /// How large it was on the link.
    pub bytes: usize,
    /// What the receiving node learned from it.
    pub receiver_learned: Sentence,
}

/// The answer, as the asker's device opened it.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerTold {
    /// What it says.
    pub text: Private<String>,
    /// The cards it carries: who answers, and the person sought, who agreed.
    pub cards: Vec<Card>,
}

fn in_sentences<S: Serializer>(left: &LedgerView, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(left.entries.iter().map(|entry| Ledger(left).sentence(entry)))
}

/// Who reads the traffic: somebody with the whole valley in view.
pub(super) struct Reader<'a> {
    pub(super) valley: &'a Valley,
    pub(super) nodes: &'a Nodes,
    pub(super) cast: &'a Cast<'a>,
    /// What alerts are called on the links they crossed: their answers come back under the same.
    alerts: BTreeSet<OfferRef>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(valley: &'a Valley, nodes: &'a Nodes, cast: &'a Cast<'a>) -> Self {
        Self { valley, nodes, cast, alerts: BTreeSet::new() }
    }

    /// Says what a block was and what it told its receiver.
    pub(super) fn read(&mut self, n: usize, arrived: &Arrived, people: &People) -> Result<Message, Otherwise> {
        let bytes = arrived.block.len();
        if ![SizeClass::Small.block_len(), SizeClass::Large.block_len()].contains(&bytes) {
            return Err(Otherwise::OtherSize);
        }
        let holds = |secret: &str| arrived.block.windows(secret.len()).any(|part| part == secret.as_bytes());
        if self.cast.secrets.iter().any(|secret| holds(secret)) {
            return Err(Otherwise::InClear);
        }
        let frame = frame::decode(&arrived.block).map_err(|_| Otherwise::Unreadable)?;
        let message = MessageType::of(&frame);
        let matter = self.matter(&frame)?;
        let reading = Reading {
            from: self.nodes.name(&arrived.from)?,
            asking: &self.asking(&frame)?,
            bridges: &self.bridges(&frame, people),
            matter,
            role: self.role(&arrived.to),
        };
        let receiver_learned = learned(message, &reading);
        let (from, to) = (reading.from.to_owned(), self.nodes.name(&arrived.to)?.to_owned());
        Ok(Message { n, from, to, r#type: message.name(), bytes, receiver_learned })
    }

    /// What a block is about: the story's question, or an alert, which says so itself or answers one.
    fn matter(&mut self, frame: &Frame) -> Result<Matter, Otherwise> {
        let question = Matter::Question(self.cast.asking.kind.of_protocol());
        match frame {
            Frame::Request(Request { core, offer, .. }) => {
                let core = RequestCore::from_bytes(&core.payload).map_err(|_| Otherwise::Unreadable)?;
                if matches!(core.body, RequestBody::Alert(_)) {
                    self.alerts.insert(*offer);
                    return Ok(Matter::Alert);
                }
                Ok(Matter::Question(core.kind))
            }
            Frame::Answer(answer) if self.alerts.contains(&answer.offer) => Ok(Matter::Alert),
            Frame::Query(Query { core, .. }) => {
                let core = QueryCore::from_bytes(&core.payload).map_err(|_| Otherwise::Unreadable)?;
                Ok(Matter::Question(core.kind))
            }
            Frame::PeerUpdate(_)
            | Frame::PeerEnd(_)
            | Frame::BridgeAccept(_)
            | Frame::BridgeConfirm(_)
            | Frame::BridgeEnd(_)
            | Frame::CertUpdate(_)
            | Frame::EvalRequest(_)
            | Frame::EvalResponse(_)
            | Frame::Offer(_)
            | Frame::Answer(_)
            | Frame::Cancel(_)
            | Frame::Knock(_)
            | Frame::Succession(_)
            | Frame::Word(_) => Ok(question),
        }
    }

    /// The name of the organisation that asks: as the question says, elsewhere as everybody here knows.
    fn asking(&self, frame: &Frame) -> Result<String, Otherwise> {
        if let Frame::Query(Query { core, .. }) = frame {
            return Ok(QueryCore::from_bytes(&core.payload).map_err(|_| Otherwise::Unreadable)?.origin_name);
        }
        let (org, _) = self.valley.member(&self.cast.asking.asker).ok_or(Otherwise::Nobody)?;
        Ok(org.name.clone())
    }

    fn bridges(&self, frame: &Frame, people: &People) -> Vec<[String; 2]> {
        let crossed: Vec<_> = match frame {
            Frame::Query(Query { entries, .. }) => entries.iter().map(|entry| entry.bridge).collect(),
            Frame::Request(Request { bridge, .. }) => bridge.iter().copied().collect(),
            Frame::PeerUpdate(_)
            | Frame::PeerEnd(_)
            | Frame::BridgeAccept(_)
            | Frame::BridgeConfirm(_)
            | Frame::BridgeEnd(_)
            | Frame::CertUpdate(_)
            | Frame::EvalRequest(_)
            | Frame::EvalResponse(_)
            | Frame::Offer(_)
            | Frame::Answer(_)
            | Frame::Cancel(_)
            | Frame::Knock(_)
            | Frame::Succession(_)
            | Frame::Word(_) => Vec::new(),
        };
        let ends = crossed.iter().filter_map(|bridge| people.bridges.get(bridge));
        ends.map(|ends| ends.each_ref().map(|end| self.called(end))).collect()
    }

    /// What a member is called.
    pub(super) fn called(&self, id: &Slug) -> String {
        self.valley.member(id).map_or_else(String::new, |(_, member)| member.name.clone().into_inner())
    }

    fn role(&self, receiver: &OrgId) -> Role {
        let Some(site) = self.nodes.all().iter().find(|site| site.org() == *receiver) else { return Role::Passing };
        let home = self.valley.member(&self.cast.asking.asker).map(|(org, _)| &org.id);
        if home == Some(&site.id) {
            return Role::Asking;
        }
        let from =
            if home.is_some_and(|home| self.are_peers(home, &site.id)) { Audience::Peers } else { Audience::Network };
        if self.knows(&site.id, from) { Role::Knowing } else { Role::Passing }
    }

    /// Whether a member of the organisation lets a question from this far away match the person sought.
    fn knows(&self, org: &Slug, from: Audience) -> bool {
        let admits = |audience: Audience| match audience {
            Audience::OwnOrg => false,
            Audience::Peers => from == Audience::Peers,
            Audience::Network => true,
        };
        let members = self.valley.memberships().filter(|(home, _)| home.id == *org);
        let mut ties = members.flat_map(|(_, member)| &member.ties);
        ties.any(|tie| self.matches(tie) && admits(tie.audience))
    }

    fn matches(&self, tie: &Tie) -> bool {
        tie.to == self.cast.asking.target && tie.answer != valley::Answer::Never
    }

    fn are_peers(&self, one: &Slug, other: &Slug) -> bool {
        let org = |id: &Slug| self.valley.member(id).map(|(org, _)| &org.id);
        self.valley.bridges.iter().any(|bridge| {
            let ends = [org(&bridge.a.member), org(&bridge.b.member)];
            ends == [Some(one), Some(other)] || ends == [Some(other), Some(one)]
        })
    }
}
