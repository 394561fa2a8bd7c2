//! What left the node about the member, in plain sentences, the newest first.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::exchange::view::{AskState, AskView, LedgerView, Neighbour};
use stn_protocol::id::{AskId, ContactId, MemberKey};
use stn_protocol::local::{Entry, Left, OfferedBy, Origin, Whom};
use stn_protocol::time::Timestamp;

use super::frame::Frame;
use super::{Section, shown, words};
use crate::tongue::{self, Moment, Tongue, Worth};
use crate::web::Door;
use crate::web::names;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "ledger.html")]
struct LedgerPage {
    t: &'static Tongue,
    frame: Frame,
    rows: Vec<Row>,
    count: usize,
    older: usize,
}

/// One record.
struct Row {
    at: Moment,
    says: String,
    /// What the member wrote with it.
    words: String,
    back: Back,
}

/// How it is taken back, where this page can say.
enum Back {
    Nothing,
    /// A question that is still open is closed.
    Close(AskId),
    /// What a tie may serve is changed with the contact.
    Tie(ContactId),
}

/// A ledger to read names from.
struct Told<'l> {
    t: &'static Tongue,
    ledger: &'l LedgerView,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/ledger", get(ledger))
}

async fn ledger(visitor: Visitor) -> Result<Response, Response> {
    let (t, ledger) = (visitor.guest.tongue, visitor.ledger().await?);
    let count = ledger.entries.len();
    let shows = if visitor.guest.query().is_ticked("all") { count } else { count.min(LATEST) };
    let told = Told { t, ledger: &ledger };
    let open: Vec<AskId> = visitor.asks().await?.iter().filter(|ask| is_open(ask)).map(|ask| ask.ask).collect();
    let row = |entry: &Entry| Row {
        at: t.day(entry.at, visitor.now),
        says: told.sentence(&entry.left),
        words: wrote(&entry.left),
        back: Back::of(&entry.left, &open),
    };
    let rows = ledger.entries.iter().take(shows).map(row).collect();
    let page = LedgerPage { t, frame: visitor.frame(Section::Ledger).await?, rows, count, older: count - shows };
    Ok(shown(&visitor.guest, &page))
}

/// Each record in a sentence, with what the member wrote.
pub(super) fn records(t: &'static Tongue, ledger: &LedgerView) -> Vec<(String, String)> {
    let told = Told { t, ledger };
    ledger.entries.iter().map(|entry| (told.sentence(&entry.left), wrote(&entry.left))).collect()
}

/// The whole ledger, each record on a line with its day.
pub(super) fn sentences(t: &'static Tongue, ledger: &LedgerView, now: Timestamp) -> Vec<String> {
    let told = Told { t, ledger };
    let line = |entry: &Entry| {
        let (day, says, words) = (t.day(entry.at, now).iso, told.sentence(&entry.left), wrote(&entry.left));
        if words.is_empty() { format!("{day} · {says}") } else { format!("{day} · {says}\n{words}") }
    };
    ledger.entries.iter().map(line).collect()
}

fn is_open(ask: &AskView) -> bool {
    ask.state != AskState::Closed
}

impl Back {
    fn of(left: &Left, open: &[AskId]) -> Self {
        match left {
            Left::Asked { ask, .. } if open.contains(ask) => Self::Close(*ask),
            Left::OfferLeft { whom: Whom::Contact(contact), by: OfferedBy::Standing, .. } => Self::Tie(*contact),
            Left::Asked { .. } | Left::OfferLeft { .. } | Left::RequestSent { .. } | Left::PassedOn { .. } => {
                Self::Nothing
            }
            Left::LedToAnswer { .. } | Left::Answered { .. } | Left::Withdrawn { .. } => Self::Nothing,
            Left::BridgeTied { .. } | Left::BridgeEnded { .. } | Left::Evaluated { .. } | Left::WordSent { .. } => {
                Self::Nothing
            }
            Left::Knocked { .. } | Left::AlertSent { .. } | Left::AlertAnswered { .. } => Self::Nothing,
        }
    }
}

impl Told<'_> {
    /// What left, in a sentence.
    fn sentence(&self, left: &Left) -> String {
        let t = self.t;
        match left {
            Left::Asked { kind, partners, attributes, .. } => {
                let clear = attributes.len();
                let values: [(&str, &dyn Worth); 3] =
                    [("kind", &t.say(words::kind(*kind))), ("partners", partners), ("clear", &clear)];
                t.with("left-asked", &values)
            }
            Left::RequestSent { kind, first, .. } => {
                t.say2("left-request", "kind", t.say(words::kind(*kind)), "who", self.next(first))
            }
            Left::OfferLeft { origin, whom, by, .. } => {
                let key = match by {
                    OfferedBy::Standing => "left-offer-standing",
                    OfferedBy::Prompt { .. } => "left-offer",
                };
                t.say2(key, "org", self.origin(origin), "name", self.whom(*whom))
            }
            Left::PassedOn { origin, to, .. } => {
                t.say2("left-passed", "org", self.origin(origin), "who", self.next(to))
            }
            Left::LedToAnswer { origin, .. } => t.say1("left-led", "org", self.origin(origin)),
            Left::Answered { origin, whom, .. } => {
                t.say2("left-answered", "org", self.origin(origin), "name", self.whom(*whom))
            }
            Left::Withdrawn { kind, .. } => t.say1("left-withdrawn", "kind", t.say(words::kind(*kind))),
            Left::BridgeTied { with, .. } => t.say1("left-bridge", "who", self.next(with)),
            Left::BridgeEnded { with, .. } => t.say1("left-bridge-ended", "who", self.next(with)),
            Left::Evaluated { origin, handles, .. } => {
                t.say2("left-evaluated", "org", self.origin(origin), "count", handles)
            }
            Left::WordSent { origin, .. } => t.say1("left-word", "org", self.origin(origin)),
            Left::Knocked { partners, .. } => t.say1("left-knocked", "partners", partners),
            Left::AlertSent { to, .. } => {
                let to: Vec<String> = to.iter().map(|next| self.next(next)).collect();
                t.say1("left-alert", "who", to.join(", "))
            }
            Left::AlertAnswered { origin, .. } => t.say1("left-alert-answered", "org", self.origin(origin)),
        }
    }

    fn next(&self, next: &Neighbour) -> String {
        let name = self.person(next.member);
        if next.bridge.is_none() {
            return self.t.say1("who-colleague", "name", name);
        }
        let org = self.ledger.organisations.iter().find(|one| one.org == next.org);
        let org = org.map_or_else(|| names::short(next.org), |one| names::org(&one.name, &one.org));
        self.t.say2("who-at", "name", name, "org", org)
    }

    fn person(&self, member: MemberKey) -> String {
        let known = self.ledger.people.iter().find(|one| one.member == member && !one.name.is_empty());
        known.map_or_else(|| self.t.say("somebody"), |one| tongue::shown(&one.name))
    }

    fn whom(&self, whom: Whom) -> String {
        match whom {
            Whom::Contact(contact) => self.contact(contact),
            Whom::Themself => self.t.say("you"),
            Whom::Organisation(record) => {
                let known = self.ledger.records.iter().find(|one| one.record == record);
                known.map_or_else(|| self.t.say("an-organisation"), |one| tongue::shown(&one.name))
            }
        }
    }

    fn contact(&self, contact: ContactId) -> String {
        let known = self.ledger.contacts.iter().find(|one| one.contact == contact);
        known.map_or_else(|| self.t.say("a-former-contact"), |one| tongue::shown(&one.name))
    }

    /// Who asked, as it called itself then.
    fn origin(&self, origin: &Origin) -> String {
        let org = names::org(&origin.name, &origin.org);
        if origin.is_known { org } else { self.t.say1("org-unverified", "org", org) }
    }
}

/// What the member wrote with it, if anything.
fn wrote(left: &Left) -> String {
    let text = match left {
        Left::RequestSent { note, .. } | Left::PassedOn { note, .. } => note.as_str(),
        Left::OfferLeft { by: OfferedBy::Prompt { blurb }, .. } => blurb.as_str(),
        Left::OfferLeft { by: OfferedBy::Standing, .. } => "",
        Left::Asked { .. } | Left::LedToAnswer { .. } | Left::Answered { .. } | Left::Withdrawn { .. } => "",
        Left::BridgeTied { .. } | Left::BridgeEnded { .. } | Left::Evaluated { .. } | Left::WordSent { .. } => "",
        Left::Knocked { .. } | Left::AlertSent { .. } | Left::AlertAnswered { .. } => "",
    };
    tongue::shown_lines(text)
}

/// Records on the first page.
const LATEST: usize = 50;
