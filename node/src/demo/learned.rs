//! What a message tells the node that receives it: one sentence for each type, role by role.
//!
//! It follows the leakage table of the protocol: what stands here is what the receiving node can read with its
//! own keys, from the message itself. What it may guess from the time a message comes is not told.

use stn_protocol::message::Frame;

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

/// A message as its receiver has it before it.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The organisation it came from.
    pub from: &'a str,
    /// The organisation that asks.
    pub asking: &'a str,
    /// The bridges it names, each in words that both ends' nodes know.
    pub bridges: &'a [String],
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
    let origin = if reading.from == reading.asking {
        format!("that {} asks for an introduction", reading.asking)
    } else {
        format!("that {} asks for an introduction, in a question that came through {}", reading.asking, reading.from)
    };
    let over = over(reading.bridges);
    let common =
        format!("{origin}, {over}, how many steps it may still go and how weak the weakest tie on its way was");
    match reading.role {
        Role::Asking | Role::Passing => format!("{common}; not whom it seeks, nor who asks"),
        Role::Knowing => format!(
            "{common}; whom it seeks, only because a member of its own knows that person and lets such questions \
             match; not who asks"
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
    let common = format!(
        "that a request from {asking} comes {over}, with the note, the consent of the one before and their word"
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
    match reading.role {
        Role::Asking => {
            "that an answer came, which the asker's device alone can open; not what it says, who wrote it, \
                         nor who passed the request on beyond the first bridge"
                .to_owned()
        }
        Role::Passing | Role::Knowing => format!(
            "that the request was answered, by or behind {}; not what the answer says, nor by way of how many people",
            reading.from
        ),
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

    fn sentences() -> Vec<(MessageType, Role, String)> {
        let bridges = ["Lucía Ferrer and Nadia Rahmani".to_owned(), "Baraka Mwangi and Ximena Arce".to_owned()];
        let mut sentences = Vec::new();
        for message in TYPES {
            for role in ROLES {
                for bridges in [&bridges[..0], &bridges[..1], &bridges[..]] {
                    let reading = Reading { from: "Riverbend Trust", asking: "Hillside Commons", bridges, role };
                    sentences.push((message, role, learned(message, &reading)));
                }
            }
        }
        sentences
    }

    #[test]
    fn every_type_of_message_has_a_sentence_and_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> = TYPES.iter().map(|message| message.name()).collect();

        assert_eq!(names.len(), TYPES.len());
        for (message, role, sentence) in sentences() {
            assert!(sentence.len() > 30, "{message:?} {role:?}: {sentence}");
            assert!(sentence.starts_with(char::is_alphanumeric) && !sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains("  ") && !sentence.contains('\n'), "{sentence}");
        }
    }

    #[test]
    fn no_sentence_says_whom_the_question_seeks() {
        let valley = Valley::load();
        let target = valley.contact(&valley.story.target).unwrap();
        let surname = target.name.split(' ').next_back().unwrap();

        for (message, role, sentence) in sentences() {
            let secrets = [valley.story.handle.as_str(), target.name.as_str(), surname];
            assert!(secrets.iter().all(|secret| !sentence.contains(secret)), "{message:?} {role:?}: {sentence}");
        }
    }

    #[test]
    fn only_who_knows_the_person_learns_who_is_sought() {
        for (message, role, sentence) in sentences() {
            let tells = sentence.contains("whom it seeks, only because") || sentence.contains("it seeks it knew");
            let may = role == Role::Knowing && [MessageType::Query, MessageType::Request].contains(&message);
            assert_eq!(tells, may, "{message:?} {role:?}: {sentence}");
        }
    }

    #[test]
    fn a_question_through_others_is_told_as_such() {
        let reading =
            Reading { from: "Riverbend Trust", asking: "Hillside Commons", bridges: &[], role: Role::Passing };
        let direct = Reading { from: "Hillside Commons", ..reading.clone() };

        assert!(learned(MessageType::Query, &reading).contains("came through Riverbend Trust"));
        assert!(!learned(MessageType::Query, &direct).contains("came through"));
    }
}
