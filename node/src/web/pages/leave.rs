//! Taking everything along, and leaving for good: all the node holds of the member as one file that is read without
//! anything else, and the page from which they have it erased. The erasing itself is signed by the member's key.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use stn_protocol::exchange::view::{AskView, BridgeView, ContactView, ExportView};
use stn_protocol::local::Profile;
use stn_protocol::message::{Card, MemberCert, Strength};
use stn_protocol::time::Timestamp;
use stn_protocol::trust::{Language, Region, Word};
use stn_protocol::wire::payload::Payload as _;

use super::frame::Frame;
use super::item::told;
use super::{Section, ledger, shown, words};
use crate::notice::{Detail, Shown};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::names::{Names, org, place, short};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage {
    t: &'static Tongue,
    frame: Frame,
    org: String,
}

/// The export, a file that asks for nothing and runs nothing.
#[derive(Template)]
#[template(path = "export.html")]
struct ExportFile {
    t: &'static Tongue,
    name: String,
    org: String,
    at: Moment,
    parts: Vec<Part>,
}

/// What belongs together in it.
struct Part {
    title: String,
    lines: Vec<String>,
}

/// All the node holds of a member, as it lies there.
#[derive(Serialize)]
struct Everything {
    #[serde(flatten)]
    all: ExportView,
    /// What they chose about mail: in a file of the node's, not in its store.
    mail: Option<Shown>,
}

/// An export to say in sentences.
struct Told<'e> {
    t: &'static Tongue,
    all: &'e ExportView,
    mail: Option<&'e Shown>,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/me/erase", get(erase))
        .route("/me/export.html", get(to_read))
        .route("/me/export.json", get(as_it_lies))
}

async fn erase(visitor: Visitor) -> Result<Response, Response> {
    let (t, org) = (visitor.guest.tongue, tongue::shown(&visitor.me().await?.org_name));
    let frame = visitor.frame(Section::Me).await?;
    Ok(shown(&visitor.guest, &ErasePage { t, frame, org }))
}

async fn to_read(State(door): State<Arc<Door>>, visitor: Visitor) -> Result<Response, Response> {
    let Everything { all, mail } = Everything::of(&door, &visitor).await?;
    let (t, names) = (visitor.guest.tongue, Names::of(&visitor).await?);
    let waits = all.inbox.iter().map(|item| told::Told::of(t, &names, item, visitor.now).head).collect();
    let file = ExportFile {
        t,
        name: tongue::shown(&all.me.name),
        org: tongue::shown(&all.me.org_name),
        at: t.day(all.at, visitor.now),
        parts: Told { t, all: &all, mail: mail.as_ref() }.parts(waits, visitor.now),
    };
    let about = [(header::CONTENT_DISPOSITION, "attachment; filename=\"stn-me.html\"")];
    Ok((about, shown(&visitor.guest, &file)).into_response())
}

async fn as_it_lies(State(door): State<Arc<Door>>, visitor: Visitor) -> Result<Response, Response> {
    let held = Everything::of(&door, &visitor).await?;
    let about = [(header::CONTENT_DISPOSITION, "attachment; filename=\"stn-me.json\"")];
    Ok((about, Json(held)).into_response())
}

impl Everything {
    async fn of(door: &Door, visitor: &Visitor) -> Result<Self, Response> {
        let all = visitor.export().await?;
        let mail = door.notices.of(&all.me.member);
        Ok(Self { all, mail })
    }
}

impl Told<'_> {
    fn parts(&self, waits: Vec<String>, now: Timestamp) -> Vec<Part> {
        let (t, all) = (self.t, self.all);
        let part = |title: &str, lines| Part { title: t.say(title), lines };
        vec![
            part("ledger-head", ledger::sentences(t, &all.ledger, now)),
            part("export-people", all.people.iter().map(|one| self.person(one)).collect()),
            part("export-trusted", all.trusted.iter().map(|one| self.rated(&one.name, one.strength)).collect()),
            part("bridges-head", all.bridges.iter().map(|one| self.bridge(&one.view)).collect()),
            part("way-asks", all.asks.iter().map(|one| self.ask(one, now)).collect()),
            part("way-inbox", waits),
            part("me-profile", self.profile(&all.profile)),
            part("notices-title", self.mail.iter().map(|mail| self.told_by_mail(mail)).collect()),
            part("export-passed", self.passed(now)),
            part("export-imports", all.imports.iter().map(|one| self.dated(one.at, &one.source, now)).collect()),
            part("export-orgs", all.organisations.iter().map(|one| tongue::shown(&one.name)).collect()),
            part("export-keys", self.keys(now)),
        ]
    }

    fn person(&self, one: &ContactView) -> String {
        let mut parts = vec![tongue::shown(&one.name), tongue::shown(&one.role), tongue::shown(&one.org)];
        parts.push(self.t.say(words::strength(one.strength)));
        parts.push(self.t.say(words::audience(one.policy.audience)));
        parts.extend(one.handles.iter().map(|handle| tongue::shown(handle.canonical())));
        joined(parts)
    }

    fn rated(&self, name: &str, strength: Option<Strength>) -> String {
        joined(vec![tongue::shown(name), strength.map_or_else(String::new, |how| self.t.say(words::strength(how)))])
    }

    fn bridge(&self, one: &BridgeView) -> String {
        let with = |card: &Card| joined(vec![tongue::shown(&card.name), place(card), tongue::shown(&card.contact)]);
        let nameless = || self.t.say1("bridge-nameless", "bridge", short(one.bridge));
        let with = one.card.as_ref().map_or_else(nameless, with);
        joined(vec![with, self.t.say(words::strength(one.strength)), self.t.say(words::bridge(one.state))])
    }

    fn ask(&self, one: &AskView, now: Timestamp) -> String {
        let mut parts = vec![self.t.day(one.created, now).iso, self.t.say(words::kind(one.kind))];
        parts.extend(one.handles.iter().map(|handle| tongue::shown(handle.canonical())));
        parts.push(self.t.say(words::state(one.state)));
        joined(parts)
    }

    fn told_by_mail(&self, mail: &Shown) -> String {
        let t = self.t;
        let what = match mail.detail {
            Detail::Something => "notices-something",
            Detail::Count => "notices-count",
        };
        let state = if mail.is_confirmed { String::new() } else { t.say("export-unconfirmed") };
        joined(vec![tongue::shown(&mail.address), t.say(what), state])
    }

    fn passed(&self, now: Timestamp) -> Vec<String> {
        let line = |one: &stn_protocol::exchange::view::ExportedPassing| {
            let from = org(&one.origin_name, &one.origin);
            joined(vec![from, self.t.say(words::kind(one.kind)), self.t.day(one.kept_until, now).iso])
        };
        self.all.passed.iter().map(line).collect()
    }

    fn profile(&self, profile: &Profile) -> Vec<String> {
        fn all<T>(says: &[T], text: impl Fn(&T) -> &str) -> String {
            says.iter().map(text).collect::<Vec<_>>().join(", ")
        }
        let Profile { topics, regions, languages, can_help, looks_for, .. } = profile;
        let fields = [
            ("profile-topics", all(&topics.says, Word::as_str), topics.audience),
            ("profile-regions", all(&regions.says, Region::as_str), regions.audience),
            ("profile-languages", all(&languages.says, Language::as_str), languages.audience),
            ("profile-can-help", can_help.says.to_string(), can_help.audience),
            ("profile-looks-for", looks_for.says.to_string(), looks_for.audience),
        ];
        let said = fields.into_iter().filter(|(_, says, _)| !says.is_empty());
        said.map(|field| {
            let (name, says, readers) = field;
            format!("{}: {} ({})", self.t.say(name), tongue::shown_lines(&says), self.t.say(words::reader(readers)))
        })
        .collect()
    }

    fn keys(&self, now: Timestamp) -> Vec<String> {
        let me = &self.all.me;
        let until = MemberCert::from_bytes(&me.cert.payload).map(|cert| self.t.day(cert.expires, now).iso);
        let own = self.t.say2("export-own-key", "key", me.member.to_string(), "until", until.unwrap_or_default());
        vec![own, self.t.say1("export-letter-keys", "count", self.all.letter_keys.len())]
    }

    fn dated(&self, at: Timestamp, what: &str, now: Timestamp) -> String {
        joined(vec![self.t.day(at, now).iso, tongue::shown(what)])
    }
}

/// Without what is empty.
fn joined(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
