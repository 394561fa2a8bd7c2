//! What the member asked, and where each stands. A decline has no state, no count and no place here: these pages are
//! the same, byte by byte, whether somebody said no or nobody was found.

mod sees;

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::exchange::view::{AskState, AskView, LetterRule, OfferView};
use stn_protocol::id::{AskId, Blob, OfferRef};
use stn_protocol::message::Attribute;
use stn_protocol::time::Timestamp;

use super::ask::sees::Seen;
use super::frame::Frame;
use super::trouble::Trouble;
use super::{Section, shown, words};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::names::{Names, short};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "asks.html")]
struct AsksPage {
    t: &'static Tongue,
    frame: Frame,
    asks: Vec<Asked>,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage {
    t: &'static Tongue,
    frame: Frame,
    ask: Asked,
    short: String,
    paths: Vec<Offered>,
    /// Whether a letter may go along one of them.
    can_write: bool,
    /// What differs once there is something new to show.
    news: String,
    /// Whether it may go along several, one after another.
    several: bool,
    sees: Vec<Seen>,
    /// How many answers came, for the device to judge.
    answers: usize,
    /// What it led to, sealed; empty where nothing was said.
    outcome: String,
}

/// One ask as it is shown.
struct Asked {
    id: AskId,
    kind: String,
    /// Whom or what it is about.
    about: Vec<String>,
    /// What it says in clear.
    in_clear: Vec<String>,
    state: String,
    means: String,
    /// How it is coloured.
    tint: &'static str,
    created: Moment,
    until: Moment,
    keeps_looking: bool,
    deleted: Option<Moment>,
    is_open: bool,
    paths: usize,
}

/// Where one ask stands, as an open page is told.
#[derive(Serialize)]
pub(super) struct Stand {
    ask: AskId,
    state: String,
    tint: &'static str,
    news: String,
}

/// One path that was offered.
struct Offered {
    id: OfferRef,
    short: String,
    steps: u64,
    strength: String,
    blurb: String,
    until: Moment,
    is_used: bool,
    leaves: Option<Moment>,
    /// Who comes first on the way.
    way: String,
    /// Which path before it leads to the same person, said in a sentence.
    same_as: String,
    /// Whether the letter follows only once they have answered.
    letter_waits: bool,
    /// Whether a request may still go along it.
    is_open: bool,
    /// Whether it is the first along which one may.
    is_first: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/asks", get(list))
        .route("/asks/{ask}", get(one))
        .route("/asks/{ask}/close", post(close))
        .route("/asks/{ask}/led-to", post(led_to))
}

async fn list(visitor: Visitor) -> Result<Response, Response> {
    let (t, now) = (visitor.guest.tongue, visitor.now);
    let mut asks = visitor.asks().await?;
    // Two that were made in one millisecond have an order too, or the page would tell how long a step took.
    asks.sort_by_key(|ask| (ask.state == AskState::Closed, Reverse((ask.created, ask.ask))));
    let asks = asks.iter().map(|ask| Asked::of(t, ask, now)).collect();
    let page = AsksPage { t, frame: visitor.frame(Section::Asks).await?, asks };
    Ok(shown(&visitor.guest, &page))
}

async fn one(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let (t, now) = (visitor.guest.tongue, visitor.now);
    let ask = named(&visitor, &id).await?;
    let (offers, names) = (visitor.offers(ask.ask).await?, Names::of(&visitor).await?);
    let answers = visitor.answers().await?.iter().filter(|answer| answer.ask == ask.ask).count();
    let open: Vec<&OfferView> = offers.iter().filter(|offer| is_open(offer, &ask, now)).collect();
    let mut paths: Vec<Offered> = offers.iter().map(|offer| Offered::of(t, &names, offer, now)).collect();
    for (at, path) in paths.iter_mut().enumerate() {
        path.is_open = open.iter().any(|offer| offer.offer == path.id);
        path.is_first = open.first().is_some_and(|offer| offer.offer == path.id);
        path.same_as = same_as(t, &offers, at);
    }
    let page = AskPage {
        t,
        frame: visitor.frame(Section::Asks).await?,
        short: short(ask.ask),
        can_write: !open.is_empty(),
        news: news(&ask, answers),
        several: open.len() > 1,
        sees: sees::of(t, &names, ask.kind, &open),
        ask: Asked::of(t, &ask, now),
        paths,
        answers,
        outcome: ask.outcome.as_ref().map(|sealed| BASE64URL_NOPAD.encode(&sealed.0)).unwrap_or_default(),
    };
    Ok(shown(&visitor.guest, &page))
}

/// Where every ask of theirs stands, for pages that are open.
pub(super) async fn stands(visitor: &Visitor) -> Result<Vec<Stand>, Response> {
    let (t, answers) = (visitor.guest.tongue, visitor.answers().await?);
    let mut asks = visitor.asks().await?;
    asks.sort_by_key(|ask| Reverse((ask.created, ask.ask)));
    let stand = |ask: &AskView| Stand {
        ask: ask.ask,
        state: t.say(words::state(ask.state)),
        tint: means(ask.state).1,
        news: news(ask, answers.iter().filter(|answer| answer.ask == ask.ask).count()),
    };
    Ok(asks.iter().take(STANDS_MAX).map(stand).collect())
}

/// What differs whenever an open page of an ask has something new to show.
fn news(ask: &AskView, answers: usize) -> String {
    format!("{}-{}-{answers}", means(ask.state).0, ask.offers)
}

/// The sentence that says what a state means, and how it is coloured.
const fn means(state: AskState) -> (&'static str, &'static str) {
    match state {
        AskState::Waiting => ("means-waiting", "calm"),
        AskState::PathOffered => ("means-path-offered", "lively"),
        AskState::InProgress => ("means-in-progress", "calm"),
        AskState::Introduced => ("means-introduced", "good"),
        AskState::Closed => ("means-closed", "over"),
    }
}

/// Whether a request may still go along an offer. The answer to one of an ask does not end the others.
fn is_open(offer: &OfferView, ask: &AskView, now: Timestamp) -> bool {
    !offer.used && offer.held_until.is_none() && offer.expires > now && ask.state != AskState::Closed
}

/// That a path leads to the same person as one before it, which is a second chance and not a second person.
fn same_as(t: &'static Tongue, offers: &[OfferView], at: usize) -> String {
    let before = offers[..at].iter().position(|before| before.letter_key == offers[at].letter_key);
    before.map(|place| t.say1("path-same", "number", place + 1)).unwrap_or_default()
}

async fn close(visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Response> {
    let ask = named(&visitor, &id).await?.ask;
    // What it led to is said where the ask stands.
    visitor.act(MemberCommand::CloseAsk { ask }, &format!("/asks/{ask}?said=closed")).await
}

/// Keeps what an ask led to, as the member's browser sealed it.
async fn led_to(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Redirect, Response> {
    let ask = named(&visitor, &id).await?.ask;
    let sealed = BASE64URL_NOPAD.decode(Fields::of_form(&body).text("outcome").as_bytes());
    let sealed = sealed.map_err(|_| visitor.trouble(Trouble::Unfit))?;
    let outcome = (!sealed.is_empty()).then_some(Blob(sealed));
    visitor.act(MemberCommand::KeepOutcome { ask, outcome }, &format!("/asks/{ask}?said=led-to")).await
}

async fn named(visitor: &Visitor, id: &str) -> Result<AskView, Response> {
    let id: Option<AskId> = id.parse().ok();
    let found = visitor.asks().await?.into_iter().find(|ask| Some(ask.ask) == id);
    found.ok_or_else(|| visitor.trouble(Trouble::NothingHere))
}

impl Asked {
    fn of(t: &'static Tongue, ask: &AskView, now: Timestamp) -> Self {
        let (means, tint) = means(ask.state);
        Self {
            id: ask.ask,
            kind: t.say(words::kind(ask.kind)),
            about: ask.handles.iter().map(|handle| tongue::shown(handle.canonical())).collect(),
            in_clear: ask.attributes.iter().map(attribute).collect(),
            state: t.say(words::state(ask.state)),
            means: t.say(means),
            tint,
            created: t.day(ask.created, now),
            until: t.day(ask.until, now),
            keeps_looking: ask.keeps_looking,
            deleted: ask.retain_until.map(|at| t.day(at, now)),
            is_open: ask.state != AskState::Closed,
            paths: ask.offers,
        }
    }
}

impl Offered {
    fn of(t: &'static Tongue, names: &Names, offer: &OfferView, now: Timestamp) -> Self {
        let (first, _) = names.called(&offer.first);
        let way = if offer.hops > 1 { "path-first" } else { "path-straight" };
        Self {
            id: offer.offer,
            short: short(offer.offer),
            steps: offer.hops.into(),
            strength: t.say(words::strength(offer.floor)),
            blurb: tongue::shown_lines(&offer.blurb),
            until: t.day(offer.expires, now),
            is_used: offer.used,
            leaves: offer.held_until.map(|at| t.day(at, now)),
            way: t.say1(way, "name", &first),
            same_as: String::new(),
            letter_waits: offer.letter_rule == LetterRule::AfterAnswer,
            is_open: false,
            is_first: false,
        }
    }
}

fn attribute(attribute: &Attribute) -> String {
    tongue::shown(&attribute.value)
}

/// Asks that an open page is told of: the newest.
const STANDS_MAX: usize = 50;
