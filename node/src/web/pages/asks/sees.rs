//! What each person will see of a request, before it is signed: a script puts beside it what is typed.

use stn_protocol::exchange::view::OfferView;
use stn_protocol::message::Kind;

use crate::tongue::Tongue;
use crate::web::names::Names;
use crate::web::pages::ask::sees::{Seen, subject};

/// Everybody a request along one of these offers touches; nobody where there is none.
pub(super) fn of(t: &'static Tongue, names: &Names, kind: Kind, offers: &[&OfferView]) -> Vec<Seen> {
    let seen = |who: String, what: &str, live| Seen { who, what: t.say(what), live };
    let mut all = vec![seen(t.say("sees-node"), "sees-request-node", "")];
    let mut first: Vec<String> =
        offers.iter().filter(|offer| offer.hops > 1).map(|offer| names.called(&offer.first).0).collect();
    first.sort_unstable();
    first.dedup();
    all.extend(first.into_iter().map(|name| seen(name, "sees-request-first", "note")));
    if offers.iter().any(|offer| offer.hops > 2) {
        all.push(seen(t.say("sees-further"), "sees-request-further", "note"));
    }
    all.push(seen(t.say("sees-answers"), "sees-request-answers", "letter"));
    all.push(seen(t.say("sees-sought"), subject(kind), ""));
    all
}
