//! Alerts: a job or an open call that members hand on. Those of the member's own, those others brought, and a new one.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::view::{AlertStage, AlertView, ItemView, OwnAlertView, Waiting};
use stn_protocol::exchange::{AlertCommand, MemberCommand};
use stn_protocol::id::{ItemId, RequestId};
use stn_protocol::message::{Kind, RequestBody, RequestCore};
use stn_protocol::wire::payload::Payload as _;

use super::frame::Frame;
use super::near::{self, NearPerson};
use super::person::{Choice, choices};
use super::trouble::Trouble;
use super::{Section, shown, words};
use crate::tongue::{Moment, Tongue, shown_lines};
use crate::web::Door;
use crate::web::names::Names;
use crate::web::visitor::Visitor;

/// The kinds an alert may have, with the words in forms: nobody is named openly as a candidate.
const OPEN_KINDS: [(Kind, &str); 4] = [
    (Kind::Opportunity, "opportunity"),
    (Kind::Introduction, "introduction"),
    (Kind::Intelligence, "intelligence"),
    (Kind::Influence, "influence"),
];

#[derive(Template)]
#[template(path = "alerts.html")]
struct AlertsPage {
    t: &'static Tongue,
    frame: Frame,
    own: Vec<Own>,
    came: Vec<Came>,
}

/// An alert of the member's own.
struct Own {
    request: RequestId,
    kind: String,
    text: String,
    until: Moment,
    to: Vec<String>,
    answers: usize,
    is_open: bool,
}

/// One somebody brought.
struct Came {
    item: ItemId,
    kind: String,
    line: String,
    stage: String,
    until: Moment,
}

#[derive(Template)]
#[template(path = "alert-new.html")]
struct NewPage {
    t: &'static Tongue,
    frame: Frame,
    kinds: Vec<Choice>,
    near: Vec<NearPerson>,
}

#[derive(Template)]
#[template(path = "alert.html")]
struct OwnPage {
    t: &'static Tongue,
    frame: Frame,
    own: Own,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/alerts", get(list))
        .route("/alerts/new", get(new))
        .route("/alerts/{request}", get(one))
        .route("/alerts/{request}/withdraw", post(withdraw))
}

async fn list(visitor: Visitor) -> Result<Response, Response> {
    let (names, alerts) = (Names::of(&visitor).await?, visitor.alerts().await?);
    let page = AlertsPage {
        t: visitor.guest.tongue,
        frame: visitor.frame(Section::Asks).await?,
        own: alerts.own.iter().rev().filter_map(|one| Own::of(&visitor, &names, one)).collect(),
        came: alerts.came.iter().filter_map(|item| Came::of(&visitor, item)).collect(),
    };
    Ok(shown(&visitor.guest, &page))
}

async fn new(visitor: Visitor) -> Result<Response, Response> {
    let t = visitor.guest.tongue;
    let page = NewPage {
        t,
        frame: visitor.frame(Section::Asks).await?,
        kinds: choices(t, &OPEN_KINDS, words::kind, |kind| kind == Kind::Opportunity),
        near: near::everybody(&visitor).await?,
    };
    Ok(shown(&visitor.guest, &page))
}

async fn one(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let (names, own) = (Names::of(&visitor).await?, known(&visitor, &id).await?);
    let own = Own::of(&visitor, &names, &own).ok_or_else(|| visitor.trouble(Trouble::NothingHere))?;
    let page = OwnPage { t: visitor.guest.tongue, frame: visitor.frame(Section::Asks).await?, own };
    Ok(shown(&visitor.guest, &page))
}

async fn withdraw(visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Response> {
    let request = known(&visitor, &id).await?.request;
    let command = MemberCommand::Alert(AlertCommand::WithdrawAlert { request });
    visitor.act(command, "/alerts?said=alert-withdrawn").await
}

async fn known(visitor: &Visitor, id: &str) -> Result<OwnAlertView, Response> {
    let id: Option<RequestId> = id.parse().ok();
    let found = visitor.alerts().await?.own.into_iter().find(|one| Some(one.request) == id);
    found.ok_or_else(|| visitor.trouble(Trouble::NothingHere))
}

/// The kind of an alert, and what it says.
fn read(core: &RequestCore) -> Option<(Kind, String)> {
    let RequestBody::Alert(alert) = &core.body else { return None };
    Some((core.kind, shown_lines(&alert.text)))
}

impl Own {
    fn of(visitor: &Visitor, names: &Names, one: &OwnAlertView) -> Option<Self> {
        let t = visitor.guest.tongue;
        let (kind, text) = read(&RequestCore::from_bytes(&one.core.payload).ok()?)?;
        Some(Self {
            request: one.request,
            kind: t.say(words::kind(kind)),
            text,
            until: t.day(one.expires, visitor.now),
            to: one.to.iter().map(|next| names.called(next).0).collect(),
            answers: one.answers,
            is_open: one.is_open,
        })
    }

    /// Its first line.
    fn line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }
}

impl Came {
    fn of(visitor: &Visitor, item: &ItemView) -> Option<Self> {
        let Waiting::Alert { alert } = &item.waiting else { return None };
        let t = visitor.guest.tongue;
        let (kind, text) = read(&RequestCore::from_bytes(&alert.request.core.payload).ok()?)?;
        Some(Self {
            item: item.item,
            kind: t.say(words::kind(kind)),
            line: text.lines().next().unwrap_or_default().to_owned(),
            stage: stage(t, alert),
            until: t.day(item.expires, visitor.now),
        })
    }
}

fn stage(t: &'static Tongue, alert: &AlertView) -> String {
    match alert.stage {
        AlertStage::Waiting | AlertStage::Own => t.say("alert-stage-waiting"),
        AlertStage::Passed => t.say1("alert-stage-passed", "count", alert.passed.len()),
        AlertStage::Answered => t.say("alert-stage-answered"),
        AlertStage::PutAway => t.say("alert-stage-away"),
        AlertStage::Withdrawn => t.say("alert-stage-withdrawn"),
    }
}
