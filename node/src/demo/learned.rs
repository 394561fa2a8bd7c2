//! What a message tells the node that receives it: one sentence for each type, role by role.
//!
//! It follows the leakage table of the protocol: what stands here is what the receiving node can read with its
//! own keys, from the message itself. What it may guess from the time a message comes is not told.

use stn_protocol::message::{Frame, Kind};
use stn_protocol::policy::kind::has_terms;

use crate::cli::words;

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
    /// The bridges it names, each in words that both ends' nodes know.
    pub bridges: &'a [String],
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
pub fn learned(message: MessageType, reading: &Reading<'_>) -> String {
    let from = reading.from;
    match message {
        MessageType::PeerUpdate => format!(
            "what {from}'s node says of itself: name, domain, addresses and its public matching key; nothing of its members"
        ),
        MessageType::PeerEnd => format!("that {from} ends the connection; not why"),
        MessageType::BridgeAccept => format!(
            "that somebody at {from} took up a bridge link of one of its own members: their card and certificate, as they sent them"
        ),
        MessageType::BridgeConfirm => format!(
            "that the member at {from} who made the bridge link agrees: their card and certificate, as they sent them"
        ),
        MessageType::BridgeEnd => format!("that a bridge to {from} is over; not why"),
        MessageType::CertUpdate => {
            format!("new keys and dates of a member of {from} who shares a bridge with it; no name")
        }
        MessageType::Query => query(reading),
        MessageType::EvalRequest => evaluation_asked(reading),
        MessageType::EvalResponse => evaluation_given(reading),
        MessageType::Offer => offer(reading),
        MessageType::Request => request(reading),
        MessageType::Answer => answer(reading),
        MessageType::Cancel => "that the request is withdrawn; not why, nor by whom".to_owned(),
        MessageType::Knock => format!(
            "that somebody at {from} seeks a bridge; for whom and from whom only if the person let themselves be found \
             and had a handle evaluated that it was sent to"
        ),
        MessageType::Succession => format!("that {from} goes on under another key, signed by both"),
        MessageType::Word => {
            "that somebody on the path said something beside request and answer; not who, nor what".to_owned()
        }
    }
}

fn query(reading: &Reading<'_>) -> String {
    let asked = format!("that {} asks for {}", reading.asking, wanted(reading.matter));
    let origin = if reading.from == reading.asking {
        asked
    } else {
        format!("{asked}, in a question that came through {}", reading.from)
    };
    let over = over(reading.bridges);
    let common =
        format!("{origin}, {over}, how many steps it may still go and how weak the weakest tie on its way was");
    match reading.role {
        Role::Asking | Role::Passing => format!("{common}; not whom it seeks, nor who asks{}", avoids(reading.matter)),
        Role::Knowing => format!(
            "{common}; whom it seeks, only because a member of its own knows that person and lets such questions \
             match; not who asks{}",
            avoids(reading.matter)
        ),
    }
}

fn evaluation_asked(reading: &Reading<'_>) -> String {
    let from = reading.from;
    match reading.role {
        Role::Asking => format!(
            "that a node at or behind {from} prepares for its questions: 480 blinded values, always as many; \
             not one handle, nor how many of them are real"
        ),
        Role::Passing | Role::Knowing => format!(
            "that a node at or behind {from} has 480 blinded values evaluated, always as many; not one handle, \
             nor how many of them are real"
        ),
    }
}

fn evaluation_given(reading: &Reading<'_>) -> String {
    format!(
        "480 evaluated values from {}, of use to the node that blinded them alone; not whom anybody seeks or knows",
        reading.from
    )
}

fn offer(reading: &Reading<'_>) -> String {
    match reading.role {
        Role::Asking => {
            "that there is a path: its length, its weakest tie as far as known, the words typed for this ask \
                         and a key for one letter; not who offers, nor who stands on it beyond the first bridge"
                .to_owned()
        }
        Role::Passing | Role::Knowing => format!(
            "that some offer comes back through {} to this question; not what it says, who makes it or whom it is about",
            reading.from
        ),
    }
}

fn request(reading: &Reading<'_>) -> String {
    let over = over(reading.bridges);
    let asking = reading.asking;
    let Matter::Question(kind) = reading.matter else {
        return format!(
            "an alert of {asking} in clear, {over}: its text, its link and whom it may fit, and the consent and word of \
             the one before; not who sent it, nor to whom else it goes"
        );
    };
    let permission = if has_terms(kind) { ", a digest of the candidate's permission" } else { "" };
    let common = format!(
        "that a request from {asking} comes {over}, with the note, the consent of the one before and their word\
         {permission}"
    );
    match reading.role {
        Role::Asking | Role::Passing => {
            format!("{common}; not whom it seeks, not the letter, nor whether the one before is the one who asks")
        }
        Role::Knowing => {
            format!("{common}; whom it seeks it knew from its own member's offer; not the letter, nor who asks")
        }
    }
}

fn answer(reading: &Reading<'_>) -> String {
    let subject = match reading.matter {
        Matter::Question(_) => "the request",
        Matter::Alert => "the alert",
    };
    match reading.role {
        Role::Asking => format!(
            "that an answer came, which the asker's device alone can open; not what it says, who wrote it, \
             nor who passed {subject} on beyond the first bridge"
        ),
        Role::Passing | Role::Knowing => format!(
            "that {subject} was answered, by or behind {}; not what the answer says, nor by way of how many people",
            reading.from
        ),
    }
}

fn wanted(matter: Matter) -> &'static str {
    match matter {
        Matter::Question(kind) => words::kind(kind),
        Matter::Alert => words::kind(Kind::Opportunity),
    }
}

/// What is not told of an appraisal beside whom it seeks.
fn avoids(matter: Matter) -> &'static str {
    match matter {
        Matter::Question(kind) if has_terms(kind) => ", nor which organisations it keeps away from",
        Matter::Question(_) | Matter::Alert => "",
    }
}

fn over(bridges: &[String]) -> String {
    match bridges {
        [] => "over a bridge".to_owned(),
        [one] => format!("over the bridge of {one}"),
        [one, ..] => format!("over the bridge of {one} among others"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::valley::Valley;

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

    fn sentences() -> Vec<(MessageType, Matter, Role, String)> {
        let bridges = ["Lucía Ferrer and Nadia Rahmani".to_owned(), "Baraka Mwangi and Ximena Arce".to_owned()];
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
        let names: std::collections::BTreeSet<&str> = TYPES.iter().map(|message| message.name()).collect();

        assert_eq!(names.len(), TYPES.len());
        for (message, matter, role, sentence) in sentences() {
            assert!(sentence.len() > 30, "{message:?} {matter:?} {role:?}: {sentence}");
            assert!(sentence.starts_with(char::is_alphanumeric) && !sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains("  ") && !sentence.contains('\n'), "{sentence}");
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

        assert!(learned(MessageType::Query, &reading).contains("came through Riverbend Trust"));
        assert!(!learned(MessageType::Query, &direct).contains("came through"));
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
