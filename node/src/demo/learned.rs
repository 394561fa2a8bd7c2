//! What a message tells the node that receives it: a sentence for each type, which chooses its words by the role.
//!
//! It follows the leakage table of the protocol: what stands here is what the receiving node can read with its
//! own keys, from the message itself. What it may guess from the time a message comes is not told.

use stn_protocol::message::{Frame, Kind};
use stn_protocol::policy::kind::has_terms;

use crate::tongue::Sentence;

/// The types of message between peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MessageType {
    /// [`Frame::PeerUpdate`]
    PeerUpdate,
    /// [`Frame::PeerEnd`]
    PeerEnd,
    /// [`Frame::BridgeAccept`]
    BridgeAccept,
    /// [`Frame::BridgeConfirm`]
    BridgeConfirm,
    /// [`Frame::BridgeEnd`]
    BridgeEnd,
    /// [`Frame::CertUpdate`]
    CertUpdate,
    /// [`Frame::Query`]
    Query,
    /// [`Frame::EvalRequest`]
    EvalRequest,
    /// [`Frame::EvalResponse`]
    EvalResponse,
    /// [`Frame::Offer`]
    Offer,
    /// [`Frame::Request`]
    Request,
    /// [`Frame::Answer`]
    Answer,
    /// [`Frame::Cancel`]
    Cancel,
    /// [`Frame::Knock`]
    Knock,
    /// [`Frame::Succession`]
    Succession,
    /// [`Frame::Word`]
    Word,
}

/// What a receiving node has to do with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Its member asked.
    Asking,
    /// None of its members knows the person sought.
    Passing,
    /// A member of its own knows the person sought, and lets such questions match.
    Knowing,
}

impl Role {
    /// The word by which a sentence chooses.
    const fn word(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Passing => "passing",
            Self::Knowing => "knowing",
        }
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A question of this kind, and what comes of it.
    Question(Kind),
    /// An alert, which its members hand on in clear.
    Alert,
}

/// A message as its receiver has it before it.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The organisation it came from.
    pub from: &'a str,
    /// The organisation that asks.
    pub asking: &'a str,
    /// The bridges it names, each by the names of those at its ends, which both nodes know.
    pub bridges: &'a [[String; 2]],
    /// What it is about.
    pub matter: Matter,
    /// What the receiver has to do with the question.
    pub role: Role,
}

impl MessageType {
    /// A frame's type.
    pub const fn of(frame: &Frame) -> Self {
        match frame {
            Frame::PeerUpdate(_) => Self::PeerUpdate,
            Frame::PeerEnd(_) => Self::PeerEnd,
            Frame::BridgeAccept(_) => Self::BridgeAccept,
            Frame::BridgeConfirm(_) => Self::BridgeConfirm,
            Frame::BridgeEnd(_) => Self::BridgeEnd,
            Frame::CertUpdate(_) => Self::CertUpdate,
            Frame::Query(_) => Self::Query,
            Frame::EvalRequest(_) => Self::EvalRequest,
            Frame::EvalResponse(_) => Self::EvalResponse,
            Frame::Offer(_) => Self::Offer,
            Frame::Request(_) => Self::Request,
            Frame::Answer(_) => Self::Answer,
            Frame::Cancel(_) => Self::Cancel,
            Frame::Knock(_) => Self::Knock,
            Frame::Succession(_) => Self::Succession,
            Frame::Word(_) => Self::Word,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PeerUpdate => "PeerUpdate",
            Self::PeerEnd => "PeerEnd",
            Self::BridgeAccept => "BridgeAccept",
            Self::BridgeConfirm => "BridgeConfirm",
            Self::BridgeEnd => "BridgeEnd",
            Self::CertUpdate => "CertUpdate",
            Self::Query => "Query",
            Self::EvalRequest => "EvalRequest",
            Self::EvalResponse => "EvalResponse",
            Self::Offer => "Offer",
            Self::Request => "Request",
            Self::Answer => "Answer",
            Self::Cancel => "Cancel",
            Self::Knock => "Knock",
            Self::Succession => "Succession",
            Self::Word => "Word",
        }
    }
}

/// What the receiver learned from a message of this type.
pub fn learned(message: MessageType, reading: &Reading<'_>) -> Sentence {
    let kind = match reading.matter {
        Matter::Question(kind) => kind,
        Matter::Alert => Kind::Opportunity,
    };
    let said = Sentence::new(key(message, reading.matter))
        .with("from", reading.from)
        .with("asking", reading.asking)
        .with("through", if reading.from == reading.asking { "nobody" } else { "somebody" })
        .with("kind", kind)
        .with("terms", if has_terms(kind) { "some" } else { "none" })
        .with("role", reading.role.word())
        .with("bridges", reading.bridges.len());
    match reading.bridges {
        [] => said,
        [[one, other], ..] => said.with("one", one.as_str()).with("other", other.as_str()),
    }
}

/// Which sentence says what a message of this type tells.
const fn key(message: MessageType, matter: Matter) -> &'static str {
    match (message, matter) {
        (MessageType::PeerUpdate, _) => "learned-peer-update",
        (MessageType::PeerEnd, _) => "learned-peer-end",
        (MessageType::BridgeAccept, _) => "learned-bridge-accept",
        (MessageType::BridgeConfirm, _) => "learned-bridge-confirm",
        (MessageType::BridgeEnd, _) => "learned-bridge-end",
        (MessageType::CertUpdate, _) => "learned-cert-update",
        (MessageType::Query, _) => "learned-query",
        (MessageType::EvalRequest, _) => "learned-eval-request",
        (MessageType::EvalResponse, _) => "learned-eval-response",
        (MessageType::Offer, _) => "learned-offer",
        (MessageType::Request, Matter::Question(_)) => "learned-request",
        (MessageType::Request, Matter::Alert) => "learned-alert",
        (MessageType::Answer, Matter::Question(_)) => "learned-answer",
        (MessageType::Answer, Matter::Alert) => "learned-alert-answer",
        (MessageType::Cancel, _) => "learned-cancel",
        (MessageType::Knock, _) => "learned-knock",
        (MessageType::Succession, _) => "learned-succession",
        (MessageType::Word, _) => "learned-word",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::valley::Valley;
    use crate::tongue::{LANGUAGES, Tongue};

    const TYPES: [MessageType; 16] = [
        MessageType::PeerUpdate,
        MessageType::PeerEnd,
        MessageType::BridgeAccept,
        MessageType::BridgeConfirm,
        MessageType::BridgeEnd,
        MessageType::CertUpdate,
        MessageType::Query,
        MessageType::EvalRequest,
        MessageType::EvalResponse,
        MessageType::Offer,
        MessageType::Request,
        MessageType::Answer,
        MessageType::Cancel,
        MessageType::Knock,
        MessageType::Succession,
        MessageType::Word,
    ];
    const ROLES: [Role; 3] = [Role::Asking, Role::Passing, Role::Knowing];
    const MATTERS: [Matter; 3] =
        [Matter::Question(Kind::Introduction), Matter::Question(Kind::Appraisal), Matter::Alert];

    /// In English.
    fn sentences() -> Vec<(MessageType, Matter, Role, String)> {
        let english = |(message, matter, role, said): (_, _, _, Sentence)| (message, matter, role, said.to_string());
        told().into_iter().map(english).collect()
    }

    fn told() -> Vec<(MessageType, Matter, Role, Sentence)> {
        let bridges = [["Lucía Ferrer", "Nadia Rahmani"], ["Baraka Mwangi", "Ximena Arce"]];
        let bridges = bridges.map(|ends| ends.map(str::to_owned));
        let mut sentences = Vec::new();
        for message in TYPES {
            for role in ROLES {
                for bridges in [&bridges[..0], &bridges[..1], &bridges[..]] {
                    for matter in MATTERS {
                        let (from, asking) = ("Riverbend Trust", "Hillside Commons");
                        let reading = Reading { from, asking, bridges, matter, role };
                        sentences.push((message, matter, role, learned(message, &reading)));
                    }
                }
            }
        }
        sentences
    }

    #[test]
    fn every_type_of_message_has_a_sentence_and_a_name_of_its_own() {
        let names: BTreeSet<&str> = TYPES.iter().map(|message| message.name()).collect();

        assert_eq!(names.len(), TYPES.len());
        for (message, matter, role, sentence) in sentences() {
            assert!(sentence.len() > 30, "{message:?} {matter:?} {role:?}: {sentence}");
            assert!(sentence.starts_with(char::is_alphanumeric) && !sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains("  ") && !sentence.contains('\n'), "{sentence}");
        }
    }

    #[test]
    fn every_sentence_is_said_in_each_language() {
        let tongues = LANGUAGES.map(|(tag, _, _)| Tongue::tagged(tag).unwrap());

        for (message, matter, role, sentence) in told() {
            let said: BTreeSet<String> = tongues.iter().map(|tongue| tongue.tell(&sentence)).collect();
            assert_eq!(said.len(), tongues.len(), "{message:?} {matter:?} {role:?}: {said:?}");
            assert!(said.iter().all(|one| one.len() > 30 && !one.ends_with('.') && !one.contains('\n')), "{said:?}");
            assert!(!sentence.to_string().contains(['\u{2068}', '\u{2069}', '’']), "{sentence}");
        }
    }

    #[test]
    fn no_sentence_says_whom_the_question_seeks() {
        let valley = Valley::load();

        for asking in [&valley.first_funder.asking, &valley.hiring.asking] {
            let target = valley.contact(&asking.target).unwrap();
            let surname = target.name.split(' ').next_back().unwrap();
            let secrets = [asking.handle.as_str(), target.name.as_str(), surname];
            for (message, matter, role, sentence) in sentences() {
                let tells = secrets.iter().any(|secret| sentence.contains(secret));
                assert!(!tells, "{message:?} {matter:?} {role:?}: {sentence}");
            }
        }
    }

    #[test]
    fn only_who_knows_the_person_learns_who_is_sought() {
        for (message, matter, role, sentence) in sentences() {
            let tells = sentence.contains("whom it seeks, only because") || sentence.contains("it seeks it knew");
            let is_told = message == MessageType::Query || (message == MessageType::Request && matter != Matter::Alert);
            let may = role == Role::Knowing && is_told;
            assert_eq!(tells, may, "{message:?} {matter:?} {role:?}: {sentence}");
        }
    }

    #[test]
    fn a_question_through_others_is_told_as_such() {
        let (matter, role) = (Matter::Question(Kind::Introduction), Role::Passing);
        let reading = Reading { from: "Riverbend Trust", asking: "Hillside Commons", bridges: &[], matter, role };
        let direct = Reading { from: "Hillside Commons", ..reading.clone() };

        assert!(learned(MessageType::Query, &reading).to_string().contains("came through Riverbend Trust"));
        assert!(!learned(MessageType::Query, &direct).to_string().contains("came through"));
    }

    #[test]
    fn only_an_alert_can_be_read_and_only_an_appraisal_brings_a_permission() {
        for (message, matter, _, sentence) in sentences() {
            let is_request = message == MessageType::Request;
            let is_appraisal = matter == Matter::Question(Kind::Appraisal);
            assert_eq!(sentence.contains("in clear"), is_request && matter == Matter::Alert, "{sentence}");
            assert_eq!(sentence.contains("permission"), is_request && is_appraisal, "{sentence}");
            let avoids = message == MessageType::Query && is_appraisal;
            assert_eq!(sentence.contains("keeps away from"), avoids, "{sentence}");
        }
    }
}
