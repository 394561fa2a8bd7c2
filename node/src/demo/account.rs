//! The account of a story: what the people did, and every message between the nodes with what it told its receiver.
//!
//! All people and words in it are invented. It is printed for whoever runs the demo and goes nowhere else.

use serde::Serialize;
use stn_protocol::id::OrgId;
use stn_protocol::message::{Card, Frame, Query, QueryCore, Request, SizeClass};
use stn_protocol::private::Private;
use stn_protocol::time::Timestamp;
use stn_protocol::wire::frame;
use stn_protocol::wire::payload::Payload;

use super::learned::{MessageType, Reading, Role, learned};
use super::nodes::Nodes;
use super::settle::People;
use super::traffic::Arrived;
use super::trouble::Otherwise;
use super::valley::{Answer, Audience, Slug, Valley};

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
    /// From the ask to the checked answer.
    pub whole_story_ms: u64,
    /// Before the story: starting nodes, joining, connecting.
    pub setup_ms: u64,
    /// How those who passed the request on introduce themselves, in order, as the answer's chain proved.
    pub path: Vec<Card>,
    /// Every consent, the asker's own first.
    pub consents: Vec<ConsentTold>,
    /// Every message between nodes, from the ask on.
    pub messages: Vec<Message>,
    /// The one answer.
    pub answer: AnswerTold,
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
    pub receiver_learned: String,
}

/// The answer, as the asker's device opened it.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerTold {
    /// What it says.
    pub text: Private<String>,
    /// The cards it carries: who answers, and the person sought, who agreed.
    pub cards: Vec<Card>,
}

/// Who reads the traffic: somebody with the whole valley in view.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) valley: &'a Valley,
    pub(super) nodes: &'a Nodes,
}

impl Reader<'_> {
    /// Says what a block was and what it told its receiver.
    pub(super) fn read(&self, n: usize, arrived: &Arrived, people: &People) -> Result<Message, Otherwise> {
        let bytes = arrived.block.len();
        if ![SizeClass::Small.block_len(), SizeClass::Large.block_len()].contains(&bytes) {
            return Err(Otherwise::OtherSize);
        }
        if self.secrets().any(|secret| arrived.block.windows(secret.len()).any(|part| part == secret.as_bytes())) {
            return Err(Otherwise::InClear);
        }
        let frame = frame::decode(&arrived.block).map_err(|_| Otherwise::Unreadable)?;
        let message = MessageType::of(&frame);
        let reading = Reading {
            from: self.nodes.name(&arrived.from),
            asking: &self.asking(&frame)?,
            bridges: &self.bridges(&frame, people),
            role: self.role(&arrived.to),
        };
        let receiver_learned = learned(message, &reading);
        let (from, to) = (reading.from.to_owned(), self.nodes.name(&arrived.to).to_owned());
        Ok(Message { n, from, to, r#type: message.name(), bytes, receiver_learned })
    }

    /// What no block may hold in clear: whom the question seeks, and what the letter and the answer say. Their
    /// shortest lines are greetings and first names, which may stand in a note as well.
    fn secrets(&self) -> impl Iterator<Item = &str> {
        let story = &self.valley.story;
        let name = self.valley.contact(&story.target).map(|contact| contact.name.as_str());
        let lines = story.letter.lines().chain(story.answer.text.lines()).filter(|line| line.split(' ').count() > 3);
        name.into_iter().chain([story.handle.as_str()]).chain(lines)
    }

    /// The name of the organisation that asks: as the question says, elsewhere as everybody here knows.
    fn asking(&self, frame: &Frame) -> Result<String, Otherwise> {
        if let Frame::Query(Query { core, .. }) = frame {
            return Ok(QueryCore::from_bytes(&core.payload).map_err(|_| Otherwise::Unreadable)?.origin_name);
        }
        let (org, _) = self.valley.member(&self.valley.story.asker).ok_or(Otherwise::Nobody)?;
        Ok(org.name.clone())
    }

    fn bridges(&self, frame: &Frame, people: &People) -> Vec<String> {
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
        ends.map(|[a, b]| format!("{} and {}", self.called(a), self.called(b))).collect()
    }

    /// What a member is called.
    pub(super) fn called(&self, id: &Slug) -> String {
        self.valley.member(id).map_or_else(String::new, |(_, member)| member.name.clone().into_inner())
    }

    fn role(&self, receiver: &OrgId) -> Role {
        let Some(site) = self.nodes.all().iter().find(|site| site.org() == *receiver) else { return Role::Passing };
        let home = self.valley.member(&self.valley.story.asker).map(|(org, _)| &org.id);
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
        ties.any(|tie| tie.to == self.valley.story.target && tie.answer != Answer::Never && admits(tie.audience))
    }

    fn are_peers(&self, one: &Slug, other: &Slug) -> bool {
        let org = |id: &Slug| self.valley.member(id).map(|(org, _)| &org.id);
        self.valley.bridges.iter().any(|bridge| {
            let ends = [org(&bridge.a.member), org(&bridge.b.member)];
            ends == [Some(one), Some(other)] || ends == [Some(other), Some(one)]
        })
    }
}
