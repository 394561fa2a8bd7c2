//! What each person will see of an ask of a kind: it stands before the button, and a script fills in what is typed.

use stn_protocol::message::Kind;
use stn_protocol::policy::kind::{Target, target};

use crate::tongue::Tongue;

/// What one person, or several, will see.
pub(in crate::web::pages) struct Seen {
    pub(in crate::web::pages) who: String,
    pub(in crate::web::pages) what: String,
    /// What of the form is repeated there while it is typed.
    pub(in crate::web::pages) live: &'static str,
}

/// Everybody an ask touches.
pub(in crate::web::pages) fn of(t: &'static Tongue, kind: Kind) -> Vec<Seen> {
    let seen = |who: &str, what: &str, live| Seen { who: t.say(who), what: t.say(what), live };
    // A member who lets themself be found may be the one who could help.
    let spoken = matches!(target(kind), Target::SpokenTo);
    let sought = seen("sees-sought", if spoken { "sees-ask-sought" } else { subject(kind) }, "");
    vec![
        seen("sees-node", "sees-ask-node", "whom"),
        seen("sees-reached", "sees-ask-reached", "about"),
        seen("sees-knows", "sees-ask-knows", ""),
        sought,
        seen("sees-avoided", "sees-ask-avoided", "avoid"),
    ]
}

/// What whom it is about learns.
pub(in crate::web::pages) const fn subject(kind: Kind) -> &'static str {
    match target(kind) {
        Target::SpokenTo => "sees-subject-spoken",
        Target::LeftAlone | Target::Nobody => "sees-subject-left",
        Target::KeptFrom => "sees-subject-kept",
    }
}
