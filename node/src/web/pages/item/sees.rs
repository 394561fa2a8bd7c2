//! What each person will see after a yes, and that nobody sees a no. It stands before the buttons.

use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::message::Kind;
use stn_protocol::policy::kind::{Target, target};

use super::told::Told;
use crate::tongue::Tongue;
use crate::web::names::Names;

/// What one person, or several, will see.
#[derive(Clone, Debug)]
pub(in crate::web::pages) struct Seen {
    /// Who.
    pub(in crate::web::pages) who: String,
    /// What.
    pub(in crate::web::pages) what: String,
}

/// Everybody a yes to this item touches.
pub(in crate::web::pages) fn of(t: &'static Tongue, names: &Names, item: &ItemView, told: &Told) -> Vec<Seen> {
    let asker = t.say1("chain-asker", "org", &told.org);
    match &item.waiting {
        Waiting::Prompt { .. } => {
            let mut seen = vec![said(t, asker, "sees-prompt-asker"), said(t, t.say("sees-node"), "sees-prompt-node")];
            seen.extend(subject(t, told));
            seen
        }
        Waiting::Hop { request, successor } => {
            let (from, next) = (names.called(&request.predecessor).0, names.called(successor).0);
            vec![
                said(t, next, "sees-hop-next"),
                said(t, asker, "sees-hop-asker"),
                said(t, from, "sees-hop-from"),
                said(t, t.say("sees-node"), "sees-hop-node"),
            ]
        }
        Waiting::Letter { .. } => {
            let mut seen = vec![
                said(t, asker, "sees-letter-asker"),
                said(t, t.say("sees-connectors"), "sees-letter-connectors"),
                said(t, t.say("sees-node"), "sees-letter-node"),
            ];
            seen.extend(subject(t, told));
            seen
        }
        Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } | Waiting::Knock { .. } => {
            vec![said(t, told.from.clone(), "sees-bridge-other"), said(t, t.say("sees-node"), "sees-bridge-node")]
        }
        Waiting::Alert { .. } => vec![
            said(t, asker, "sees-alert-asker"),
            said(t, t.say("sees-chosen"), "sees-alert-chosen"),
            said(t, t.say("sees-node"), "sees-letter-node"),
        ],
    }
}

/// What whom it is about learns.
fn subject(t: &'static Tongue, told: &Told) -> Option<Seen> {
    if told.subject.is_empty() || told.subject == t.say("you") {
        return None;
    }
    let key = match target(told.sort.unwrap_or(Kind::Introduction)) {
        Target::SpokenTo => "sees-subject-spoken",
        Target::LeftAlone => "sees-subject-left",
        Target::KeptFrom => "sees-subject-kept",
        Target::Nobody => return None,
    };
    Some(said(t, told.subject.clone(), key))
}

fn said(t: &'static Tongue, who: String, what: &str) -> Seen {
    Seen { who, what: t.say(what) }
}
