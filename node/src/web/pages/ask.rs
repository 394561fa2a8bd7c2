//! Asking, in three steps: what for, whom, and what each person will see. No key signs an ask, so all of it is a plain
//! form; a script shows one step at a time, and keeps what was typed until it is sent.
//!
//! | address | what |
//! |---|---|
//! | `GET /ask` | the five kinds |
//! | `GET /ask/{kind}` | whom, and who will see what |
//! | `POST /ask/{kind}` | asks; the same form sent twice is one ask |
//! | `POST /ask/check` | says how a form would be read, and does nothing |

pub(super) mod sees;
mod wish;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AskState, AskView};
use stn_protocol::id::{AskId, ContactId};
use stn_protocol::message::Kind;
use stn_protocol::policy::kind::{Selector, has_terms, selectors};
use stn_protocol::trust::Handle;

use super::frame::Frame;
use super::trouble::Trouble;
use super::words::{KINDS, chosen};
use super::{Section, shown, words};
use crate::clock;
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;
use sees::Seen;
use wish::{ABOUT, AVOID, FOR, Said, Wish};

#[derive(Template)]
#[template(path = "ask-what.html")]
struct WhatPage {
    t: &'static Tongue,
    frame: Frame,
    kinds: Vec<KindChoice>,
}

/// One of the kinds, as somebody chooses it.
struct KindChoice {
    href: String,
    name: String,
    means: String,
    /// Whether whom it is about must have said yes before.
    needs_permission: bool,
}

#[derive(Template)]
#[template(path = "ask-whom.html")]
struct WhomPage {
    t: &'static Tongue,
    frame: Frame,
    kind: &'static str,
    name: String,
    means: String,
    /// Where its permission is to be asked for first.
    needs_permission: bool,
    ask: AskId,
    /// What is wrong with the form as a whole.
    faults: Vec<String>,
    handle: Field,
    more_handles: Vec<Field>,
    about: Vec<Field>,
    /// Whether the words alone will do.
    about_alone: bool,
    avoid: Field,
    days: Vec<Days>,
    again: Vec<Days>,
    /// Of an appraisal: for how long letters and answers are kept.
    retain: Vec<Days>,
    sees: Vec<Seen>,
}

impl WhomPage {
    fn has_more_handles(&self) -> bool {
        self.more_handles.iter().any(|field| !field.typed.is_empty())
    }

    fn has_about(&self) -> bool {
        self.about.iter().any(|field| !field.typed.is_empty())
    }
}

/// One field of the form.
struct Field {
    code: &'static str,
    name: String,
    hint: String,
    typed: String,
    /// What it was read as, or what is wrong with it.
    told: String,
    is_wrong: bool,
}

/// A span of days to choose.
struct Days {
    days: u64,
    name: String,
    is_set: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/ask", get(what)).route("/ask/check", post(check)).route("/ask/{kind}", get(whom).post(ask))
}

async fn what(visitor: Visitor) -> Result<Response, Response> {
    let t = visitor.guest.tongue;
    let choice = |(kind, word): (Kind, &str)| KindChoice {
        href: if kind == Kind::Opportunity { "/alerts".to_owned() } else { format!("/ask/{word}") },
        name: t.say(words::kind(kind)),
        means: t.say(means(kind)),
        needs_permission: has_terms(kind),
    };
    let page = WhatPage { t, frame: visitor.frame(Section::Asks).await?, kinds: KINDS.map(choice).into() };
    Ok(shown(&visitor.guest, &page))
}

async fn whom(visitor: Visitor, Path(word): Path<String>) -> Result<Response, Response> {
    let kind = named(&word).ok_or_else(|| visitor.trouble(Trouble::NothingHere))?;
    let known = known(&visitor).await?;
    let page = page(&visitor, kind, &Fields::default(), &known, &[]).await?;
    Ok(shown(&visitor.guest, &page))
}

async fn ask(visitor: Visitor, Path(word): Path<String>, body: Bytes) -> Result<Response, Response> {
    let kind = named(&word).ok_or_else(|| visitor.trouble(Trouble::NothingHere))?;
    let (fields, t) = (Fields::of_form(&body), visitor.guest.tongue);
    if has_terms(kind) {
        // Its terms are kept by the device before the node hears of the ask.
        return Err(visitor.trouble(Trouble::Unfit));
    }
    let me = visitor.me().await?;
    let wish = match Wish::of(t, kind, &fields, &me) {
        Ok(wish) => wish,
        Err(said) => {
            let page = page(&visitor, kind, &fields, &[], &said).await?;
            return Ok(visitor.guest.page(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let asks = visitor.asks().await?;
    if let Some(open) = asks.iter().find(|one| one.state != AskState::Closed && wish.is(one)) {
        // Sent twice, or asked again: people would be disturbed twice.
        return Ok(Redirect::to(&format!("/asks/{}?said=asked", open.ask)).into_response());
    }
    let ask = unused(fields.one("ask"), &asks);
    let (now, Wish { handles, attributes, avoid, life, again, .. }) = (visitor.now, wish);
    let (until, keep_looking_until) = (now.plus(life), again.map(|span| now.plus(span)));
    let command = MemberCommand::Ask { ask, kind, handles, until, keep_looking_until, attributes, avoid, terms: None };
    Ok(visitor.act(command, &format!("/asks/{ask}?said=asked")).await?.into_response())
}

async fn check(visitor: Visitor, body: Bytes) -> Result<Json<Vec<Said>>, Response> {
    let (me, fields) = (visitor.me().await?, Fields::of_form(&body));
    let kind = named(fields.text("kind")).ok_or_else(|| visitor.trouble(Trouble::NothingHere))?;
    Ok(Json(match Wish::of(visitor.guest.tongue, kind, &fields, &me) {
        Ok(_) => wish::said(visitor.guest.tongue, &fields, me.country),
        Err(said) => said,
    }))
}

/// The id a form came with, unless another ask has it: a page that was gone back to may say something else by now.
fn unused(wanted: Option<AskId>, asks: &[AskView]) -> AskId {
    let wanted = wanted.filter(|id| asks.iter().all(|one| one.ask != *id));
    wanted.unwrap_or_else(|| AskId::from_bytes(clock::random()))
}

/// The kind an address names; an opportunity is passed on, and not asked.
fn named(word: &str) -> Option<Kind> {
    chosen(&KINDS, word).filter(|kind| !selectors(*kind).is_empty())
}

/// The handles of the contact an address names: whom a member knows can be asked about too.
async fn known(visitor: &Visitor) -> Result<Vec<Handle>, Response> {
    let Some(id) = visitor.guest.query().one("contact").map(ContactId) else { return Ok(Vec::new()) };
    let found = visitor.contact(id).await?;
    Ok(found.map(|one| one.handles).unwrap_or_default())
}

async fn page(
    visitor: &Visitor,
    kind: Kind,
    fields: &Fields,
    known: &[Handle],
    said: &[Said],
) -> Result<WhomPage, Response> {
    let (t, me) = (visitor.guest.tongue, visitor.me().await?);
    let field = |code: &'static str, name: &str, hint: &str| {
        let told = said.iter().find(|one| one.field == code);
        Field {
            code,
            name: t.say(name),
            hint: if hint.is_empty() { String::new() } else { t.say(hint) },
            typed: fields.text(code).to_owned(),
            told: told.map(|one| one.says.clone()).unwrap_or_default(),
            is_wrong: told.is_some_and(|one| !one.fits),
        }
    };
    let mut handles = vec![field(FOR[0], "ask-for", "ask-for-hint")];
    for (code, name) in FOR[1..].iter().zip(["ask-for-2", "ask-for-3", "ask-for-4"]) {
        handles.push(field(code, name, ""));
    }
    for (place, handle) in handles.iter_mut().zip(known) {
        place.typed = handle.canonical().to_string();
    }
    let days = |name: &str, choices: &[u64], usual: u64| -> Vec<Days> {
        let set = fields.one(name).unwrap_or(usual);
        let choice = |days: &u64| Days { days: *days, name: span(t, *days), is_set: *days == set };
        choices.iter().map(choice).collect()
    };
    let avoid = if has_terms(kind) { "ask-employer" } else { "ask-avoid" };
    let about: Vec<_> = ABOUT.iter().map(|(code, _, name, hint)| field(code, name, hint)).collect();
    Ok(WhomPage {
        t,
        frame: visitor.frame(Section::Asks).await?,
        kind: KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word),
        name: t.say(words::kind(kind)),
        means: t.say(means(kind)),
        needs_permission: has_terms(kind),
        ask: AskId::from_bytes(clock::random()),
        faults: said.iter().filter(|one| one.field.is_empty()).map(|one| one.says.clone()).collect(),
        about: if has_terms(kind) { Vec::new() } else { about },
        about_alone: selectors(kind).contains(&Selector::AttributesAlone),
        handle: handles.remove(0),
        more_handles: handles,
        avoid: field(AVOID, avoid, "ask-avoid-hint"),
        days: days("until", &wish::DAYS, wish::usual_days(&me)),
        again: days("again", &wish::AGAIN, 0),
        retain: days("retain", &wish::RETAIN, wish::RETAIN_USUAL),
        sees: sees::of(t, kind),
    })
}

fn span(t: &'static Tongue, days: u64) -> String {
    if days == 0 { t.say("ask-again-never") } else { t.say1("ask-days", "days", days) }
}

/// What a kind is for, in a sentence.
const fn means(kind: Kind) -> &'static str {
    match kind {
        Kind::Introduction => "ask-means-introduction",
        Kind::Intelligence => "ask-means-intelligence",
        Kind::Influence => "ask-means-influence",
        Kind::Appraisal => "ask-means-appraisal",
        Kind::Opportunity => "ask-means-opportunity",
    }
}
