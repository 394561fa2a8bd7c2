//! What an item is, in the reader's language: a headline, the question, and what people wrote with it.
//!
//! What is signed is only shown here; the device checks signatures before it signs anything itself.

use stn_protocol::device::open_knock;
use stn_protocol::exchange::view::{ItemView, RequestView, Waiting};
use stn_protocol::id::OrgId;
use stn_protocol::local::{MatchedBy, Whom};
use stn_protocol::message::{Alert, Card, Kind, KnockBody, RequestBody, RequestCore, Signed};
use stn_protocol::time::Timestamp;
use stn_protocol::wire::payload::Payload as _;

use crate::tongue::{Tongue, shown, shown_lines};
use crate::web::names::{self, Names};
use crate::web::pages::words;

/// One item in words.
#[derive(Clone, Debug, Default)]
pub(in crate::web::pages) struct Told {
    /// What it is.
    pub(in crate::web::pages) head: String,
    /// What the member is asked.
    pub(in crate::web::pages) question: String,
    /// What it is for, in a word.
    pub(in crate::web::pages) kind: String,
    /// The organisation it comes from.
    pub(in crate::web::pages) org: String,
    /// Whether nobody here verified that organisation's name.
    pub(in crate::web::pages) is_unverified: bool,
    /// Whom or what it is about, if the member knows.
    pub(in crate::web::pages) subject: String,
    /// What somebody wrote for everybody on the way.
    pub(in crate::web::pages) note: String,
    /// The word of the person it comes from.
    pub(in crate::web::pages) word: String,
    /// Who that person is.
    pub(in crate::web::pages) from: String,
    /// How somebody introduces themselves.
    pub(in crate::web::pages) card: String,
    /// What to look at before a yes.
    pub(in crate::web::pages) care: String,
    /// Where an alert says that more is to be read.
    pub(in crate::web::pages) link: String,
    /// Whether a letter lies with it, which this member's devices alone can open.
    pub(in crate::web::pages) has_letter: bool,
    /// Who asks and what for, as the settings know them, so that it can be muted.
    pub(in crate::web::pages) origin: Option<OrgId>,
    /// See `origin`.
    pub(in crate::web::pages) sort: Option<Kind>,
}

impl Told {
    /// What an item is.
    pub(in crate::web::pages) fn of(t: &'static Tongue, names: &Names, item: &ItemView, now: Timestamp) -> Self {
        match &item.waiting {
            Waiting::Prompt { origin, origin_name, origin_is_peer, kind, whom, name, by } => {
                let org = names::org(origin_name, origin);
                let asked = Self { sort: Some(*kind), ..Self::asking(t, *origin, org, *origin_is_peer, *kind) };
                asked.prompt(t, *whom, name, *by)
            }
            Waiting::Hop { request, .. } => {
                let told = Self::request(t, names, request);
                Self { head: t.say1("head-hop", "org", &told.org), question: t.say("question-hop"), ..told }
            }
            Waiting::Letter { request, name, whom, .. } => {
                let told = Self::request(t, names, request);
                let (head, subject) = match whom {
                    Whom::Themself => (t.say("head-letter-you"), t.say("you")),
                    Whom::Contact(_) | Whom::Organisation(_) => (t.say1("head-letter", "name", name), shown(name)),
                };
                Self { head, subject, question: t.say("question-letter"), has_letter: true, ..told }
            }
            Waiting::BridgeAccepted { accept } => Self::bridge(t, names, &accept.card, "head-bridge-accepted"),
            Waiting::BridgeConfirmed { confirm, .. } => Self::bridge(t, names, &confirm.card, "head-bridge-confirmed"),
            Waiting::Knock { org, org_name, body } => Self::knock(t, names, *org, org_name, body, now),
            Waiting::Alert { alert } => {
                let told = Self::request(t, names, &alert.request);
                let (head, question) = (t.say1("head-alert", "org", &told.org), t.say("question-alert"));
                Self { head, question, ..told }
            }
        }
    }

    fn asking(t: &'static Tongue, origin: OrgId, org: String, is_known: bool, kind: Kind) -> Self {
        let kind = t.say(words::kind(kind));
        Self { origin: Some(origin), org, is_unverified: !is_known, kind, ..Self::default() }
    }

    fn prompt(self, t: &'static Tongue, whom: Whom, name: &str, by: MatchedBy) -> Self {
        let (head, question) = match whom {
            Whom::Themself => (t.say1("head-prompt-you", "org", &self.org), "question-prompt-you"),
            Whom::Contact(_) => (self.seeking(t, name), "question-prompt"),
            Whom::Organisation(_) => (self.seeking(t, name), "question-prompt-org"),
        };
        let care = match (by, whom) {
            (MatchedBy::Handle, _) | (MatchedBy::NameOrg, Whom::Themself) => String::new(),
            (MatchedBy::NameOrg, Whom::Contact(_) | Whom::Organisation(_)) => t.say("care-by-name"),
            (MatchedBy::Organisation, _) => t.say("care-by-org"),
            (MatchedBy::Attributes, _) => t.say("care-by-attributes"),
        };
        let subject = if whom == Whom::Themself { t.say("you") } else { shown(name) };
        Self { head, question: t.say(question), care, subject, ..self }
    }

    fn seeking(&self, t: &'static Tongue, name: &str) -> String {
        let key = match self.sort {
            Some(Kind::Intelligence) => "head-prompt-intelligence",
            Some(Kind::Influence) => "head-prompt-influence",
            Some(Kind::Appraisal) => "head-prompt-appraisal",
            Some(Kind::Introduction | Kind::Opportunity) | None => "head-prompt-introduction",
        };
        t.say2(key, "org", &self.org, "name", name)
    }

    fn request(t: &'static Tongue, names: &Names, request: &RequestView) -> Self {
        let (from, _) = names.called(&request.predecessor);
        let word = shown_lines(&request.connector_note);
        let Ok(core) = RequestCore::from_bytes(&request.core.payload) else {
            return Self { from, word, org: shown(&request.origin_name), is_unverified: true, ..Self::default() };
        };
        let org = names::org(&request.origin_name, &core.origin);
        let told = Self::asking(t, core.origin, org, request.origin_is_known, core.kind);
        let (note, link) = match &core.body {
            RequestBody::Letter(_) => (shown_lines(&core.note), String::new()),
            RequestBody::Alert(Alert { text, link, .. }) => (shown_lines(text), shown(link)),
        };
        Self { from, word, note, link, sort: Some(core.kind), ..told }
    }

    fn bridge(t: &'static Tongue, names: &Names, card: &Card, head: &str) -> Self {
        let name = names.card_name(card);
        Self {
            head: t.say1(head, "name", &name),
            question: t.say("question-bridge"),
            card: on_one_line(card),
            org: shown(&card.org),
            from: name,
            care: t.say("care-card"),
            ..Self::default()
        }
    }

    fn knock(
        t: &'static Tongue,
        names: &Names,
        org: OrgId,
        org_name: &str,
        body: &Signed<KnockBody>,
        now: Timestamp,
    ) -> Self {
        let org_name = names::org(org_name, &org);
        let Ok(body) = open_knock(org, body, now) else {
            let head = t.say1("head-knock-broken", "org", &org_name);
            return Self { head, question: t.say("question-knock-broken"), org: org_name, ..Self::default() };
        };
        let name = names.card_name(&body.card);
        Self {
            head: t.say2("head-knock", "name", &name, "org", &org_name),
            question: t.say("question-bridge"),
            card: on_one_line(&body.card),
            note: shown_lines(&body.note),
            org: org_name,
            from: name,
            care: t.say("care-card"),
            ..Self::default()
        }
    }
}

/// How somebody introduces themselves, on one line.
fn on_one_line(card: &Card) -> String {
    let parts = [&card.name, &card.role, &card.org, &card.contact];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| shown(part)).collect::<Vec<_>>().join(", ")
}
