//! One person the member knows, or one colleague: how well, what the tie may serve, and how to change either.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use data_encoding::BASE64URL_NOPAD;
use stn_protocol::exchange::view::{ColleagueView, ContactView};
use stn_protocol::exchange::{ContactEntry, MemberCommand};
use stn_protocol::id::{ContactId, MemberKey};
use stn_protocol::local::{EdgeOf, PolicyChange};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::trust::EdgePolicy;

use super::frame::Frame;
use super::people::{is_stale, place, rated};
use super::trouble::Trouble;
use super::words::{AUDIENCES, KINDS, MODES, STRENGTHS, chosen};
use super::{Section, shown, words};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    t: &'static Tongue,
    frame: Frame,
    /// What the forms of this person are sent to begins with.
    at: String,
    name: String,
    place: String,
    facts: Vec<(String, String)>,
    strengths: Vec<Choice>,
    said_on: Option<Moment>,
    is_stale: bool,
    /// The sealed note, as a device in the browser opens it; empty where there is none.
    note: String,
    is_contact: bool,
    contact: String,
    policy: Option<Policy>,
}

/// What a tie serves, as a form shows it.
pub(super) struct Policy {
    pub(super) kinds: Vec<Choice>,
    pub(super) audiences: Vec<Choice>,
    pub(super) own_org: Vec<Choice>,
    pub(super) beyond: Vec<Choice>,
    pub(super) search: bool,
}

/// One choice of a form.
pub(super) struct Choice {
    pub(super) word: &'static str,
    pub(super) name: String,
    pub(super) is_set: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/people/{contact}", get(contact))
        .route("/people/{contact}/strength", post(rate_contact))
        .route("/people/{contact}/policy", post(change_contact))
        .route("/people/{contact}/forget", post(forget))
        .route("/colleagues/{member}", get(colleague))
        .route("/colleagues/{member}/strength", post(rate_colleague))
        .route("/colleagues/{member}/policy", post(change_colleague))
}

async fn contact(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let one = known(&visitor, &id).await?;
    let t = visitor.guest.tongue;
    let page = PersonPage {
        t,
        frame: visitor.frame(Section::People).await?,
        at: format!("/people/{}", one.contact),
        name: tongue::shown(&one.name),
        place: place(&one.role, &one.org),
        facts: facts(t, &one),
        strengths: strengths(t, Some(one.strength)),
        said_on: Some(t.day(one.confirmed, visitor.now)),
        is_stale: is_stale(&one, visitor.now),
        note: one.about.note.as_ref().map(|note| BASE64URL_NOPAD.encode(&note.0)).unwrap_or_default(),
        is_contact: true,
        contact: one.contact.to_string(),
        policy: Some(Policy::of(t, &one.policy)),
    };
    Ok(shown(&visitor.guest, &page))
}

async fn colleague(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let one = known_colleague(&visitor, &id).await?;
    let t = visitor.guest.tongue;
    let page = PersonPage {
        t,
        frame: visitor.frame(Section::People).await?,
        at: format!("/colleagues/{}", one.member),
        name: tongue::shown(&one.name),
        place: t.say("place-colleague"),
        facts: vec![(t.say("fact-strength"), rated(t, one.strength))],
        strengths: strengths(t, one.strength),
        said_on: None,
        is_stale: false,
        note: String::new(),
        is_contact: false,
        contact: String::new(),
        policy: one.policy.as_ref().map(|policy| Policy::of(t, policy)),
    };
    Ok(shown(&visitor.guest, &page))
}

async fn rate_contact(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let strength = strength(&body).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    let one = known(&visitor, &id).await?;
    let then = format!("/people/{}?said=strength", one.contact);
    let contacts = vec![ContactEntry { strength, ..entry(one) }];
    visitor.act(MemberCommand::RecordContacts { contacts, import: None }, &then).await
}

async fn rate_colleague(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let strength = strength(&body).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    let one = known_colleague(&visitor, &id).await?;
    let (colleague, policy) = (one.member, one.policy.unwrap_or_default());
    let then = format!("/colleagues/{colleague}?said=strength");
    visitor.act(MemberCommand::TrustColleague { colleague, strength, policy }, &then).await
}

async fn change_contact(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let contact: ContactId = known(&visitor, &id).await?.contact;
    change(&visitor, EdgeOf::Contact(contact), &body, format!("/people/{contact}?said=policy")).await
}

async fn change_colleague(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let member = known_colleague(&visitor, &id).await?.member;
    change(&visitor, EdgeOf::Colleague(member), &body, format!("/colleagues/{member}?said=policy")).await
}

async fn forget(visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Response> {
    let contact = known(&visitor, &id).await?.contact;
    visitor.act(MemberCommand::ForgetContact { contact }, "/people?said=forgotten").await
}

async fn change(visitor: &Visitor, edge: EdgeOf, body: &Bytes, then: String) -> Result<Redirect, Response> {
    let change = policy_said(&Fields::of_form(body)).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    visitor.act(MemberCommand::ChangePolicy { edge, change }, &then).await
}

/// What a form says a tie may serve; nothing if a part is missing or is no word of ours.
pub(super) fn policy_said(fields: &Fields) -> Option<PolicyChange> {
    let kinds: BTreeSet<Kind> = fields.all("kind").map(|word| chosen(&KINDS, word)).collect::<Option<_>>()?;
    Some(PolicyChange {
        kinds: Some(kinds),
        search: Some(fields.is_ticked("search")),
        audience: Some(chosen(&AUDIENCES, fields.text("audience"))?),
        own_org: Some(chosen(&MODES, fields.text("own-org"))?),
        beyond: Some(chosen(&MODES, fields.text("beyond"))?),
    })
}

fn strength(body: &Bytes) -> Option<Strength> {
    chosen(&STRENGTHS, Fields::of_form(body).text("strength"))
}

pub(super) async fn known(visitor: &Visitor, id: &str) -> Result<ContactView, Response> {
    let nothing = || visitor.trouble(Trouble::NothingHere);
    let id = id.parse().map_err(|_| nothing())?;
    visitor.contact(ContactId(id)).await?.ok_or_else(nothing)
}

async fn known_colleague(visitor: &Visitor, id: &str) -> Result<ColleagueView, Response> {
    let id: Option<MemberKey> = id.parse().ok();
    let found = visitor.colleagues().await?.into_iter().find(|one| Some(one.member) == id);
    found.ok_or_else(|| visitor.trouble(Trouble::NothingHere))
}

/// A contact as it is recorded again, with everything as it was.
pub(super) fn entry(one: ContactView) -> ContactEntry {
    ContactEntry {
        contact: Some(one.contact),
        name: one.name,
        org: one.org,
        role: one.role,
        handles: one.handles,
        strength: one.strength,
        policy: one.policy,
        about: None,
    }
}

/// What is kept of a contact, each with its name.
fn facts(t: &'static Tongue, one: &ContactView) -> Vec<(String, String)> {
    let handles: Vec<_> = one.handles.iter().map(|handle| handle.canonical().as_str()).collect();
    let topics: Vec<_> = one.about.topics.iter().map(|word| word.as_str()).collect();
    let regions: Vec<_> = one.about.regions.iter().map(|region| region.as_str()).collect();
    let kept = [
        ("fact-strength", t.say(words::strength(one.strength))),
        ("fact-handles", handles.join(", ")),
        ("fact-how", one.about.how.to_string()),
        ("fact-since", one.about.since.to_string()),
        ("fact-through", one.about.through.to_string()),
        ("fact-topics", topics.join(", ")),
        ("fact-regions", regions.join(", ")),
    ];
    let kept = kept.into_iter().filter(|(_, text)| !text.is_empty());
    kept.map(|(key, text)| (t.say(key), tongue::shown(&text))).collect()
}

/// How well, as radio buttons.
pub(super) fn strengths(t: &'static Tongue, set: Option<Strength>) -> Vec<Choice> {
    choices(t, &STRENGTHS, words::strength, |strength| Some(strength) == set)
}

/// What a form lets choose, with what is set.
pub(super) fn choices<T: Copy>(
    t: &'static Tongue,
    all: &[(T, &'static str)],
    key: impl Fn(T) -> &'static str,
    is_set: impl Fn(T) -> bool,
) -> Vec<Choice> {
    let choice = |(value, word): &(T, &'static str)| Choice { word, name: t.say(key(*value)), is_set: is_set(*value) };
    all.iter().map(choice).collect()
}

impl Policy {
    /// The policy as it is.
    pub(super) fn of(t: &'static Tongue, policy: &EdgePolicy) -> Self {
        Self {
            kinds: choices(t, &KINDS, words::kind, |kind| policy.kinds.contains(&kind)),
            audiences: choices(t, &AUDIENCES, words::audience, |audience| audience == policy.audience),
            own_org: choices(t, &MODES, words::mode, |mode| mode == policy.own_org),
            beyond: choices(t, &MODES, words::mode, |mode| mode == policy.beyond),
            search: policy.search,
        }
    }
}
