//! The way a thing takes from who asks to who is sought, as this member may know it: the people next to them by name,
//! everybody else a blank. How many blanks there are nobody on the way is told, so one stands for all.

use stn_protocol::exchange::view::{ItemView, RequestView, Waiting};

use super::told::Told;
use crate::tongue::Tongue;
use crate::web::names::Names;

/// One person or several on the way.
#[derive(Clone, Debug)]
pub(in crate::web::pages) struct Step {
    /// Who, or that nobody is told.
    pub(in crate::web::pages) who: String,
    /// Where they are, or what they do here.
    pub(in crate::web::pages) place: String,
    /// How it is drawn.
    pub(in crate::web::pages) drawn: &'static str,
}

/// The way of one item.
pub(in crate::web::pages) fn of(t: &'static Tongue, names: &Names, item: &ItemView, told: &Told) -> Vec<Step> {
    match &item.waiting {
        Waiting::Prompt { .. } => {
            let mut steps = vec![asker(t, told), blank(t, "chain-perhaps"), you(t)];
            steps.extend(sought(t, told));
            steps
        }
        Waiting::Hop { request, successor } => {
            let (next, place) = names.called(successor);
            let mut steps = before(t, names, request, told);
            steps.push(you(t));
            steps.push(Step { who: next, place: or_say(t, place, "chain-next"), drawn: "known" });
            steps.push(blank(t, "chain-who-answers"));
            steps
        }
        Waiting::Letter { request, .. } => {
            let mut steps = before(t, names, request, told);
            steps.push(you(t));
            steps.extend(sought(t, told));
            steps
        }
        Waiting::Alert { alert } => {
            let mut steps = before(t, names, &alert.request, told);
            steps.extend([you(t), blank(t, "chain-you-choose")]);
            steps
        }
        Waiting::BridgeAccepted { .. } | Waiting::BridgeConfirmed { .. } | Waiting::Knock { .. } => {
            vec![Step { who: told.from.clone(), place: told.org.clone(), drawn: "known" }, you(t)]
        }
    }
}

/// Everybody before the member: who asks, perhaps others, and who handed it over.
fn before(t: &'static Tongue, names: &Names, request: &RequestView, told: &Told) -> Vec<Step> {
    let (who, place) = names.called(&request.predecessor);
    let handed = Step { who, place: or_say(t, place, "chain-handed"), drawn: "known" };
    vec![asker(t, told), blank(t, "chain-perhaps"), handed]
}

fn asker(t: &'static Tongue, told: &Told) -> Step {
    Step { who: t.say1("chain-asker", "org", &told.org), place: t.say("chain-asks"), drawn: "blank" }
}

fn blank(t: &'static Tongue, place: &str) -> Step {
    Step { who: t.say("chain-blank"), place: t.say(place), drawn: "blank" }
}

fn you(t: &'static Tongue) -> Step {
    Step { who: t.say("chain-you"), place: t.say("chain-you-decide"), drawn: "you" }
}

/// Whom it is about, where that is somebody else.
fn sought(t: &'static Tongue, told: &Told) -> Option<Step> {
    let is_other = !told.subject.is_empty() && told.subject != t.say("you");
    is_other.then(|| Step { who: told.subject.clone(), place: t.say("chain-sought"), drawn: "sought" })
}

fn or_say(t: &'static Tongue, place: String, key: &str) -> String {
    if place.is_empty() { t.say(key) } else { place }
}
