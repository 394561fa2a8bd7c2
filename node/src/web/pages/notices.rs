//! Whether, where and how fully a member is told by mail that something waits.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};

use super::frame::Frame;
use super::trouble::Trouble;
use super::{Section, shown};
use crate::notice::{Detail, NotTaken};
use crate::tongue::{self, Tongue};
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    t: &'static Tongue,
    frame: Frame,
    /// Whether this node mails at all.
    is_on: bool,
    address: String,
    counts: bool,
    has_chosen: bool,
    is_confirmed: bool,
    /// What could not be done.
    wrong: Option<&'static str>,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/me/notices", get(show).post(choose))
        .route("/me/notices/code", post(confirm))
        .route("/me/notices/end", post(end))
}

async fn show(State(door): State<Arc<Door>>, visitor: Visitor) -> Result<Response, Response> {
    let chosen = door.notices.of(&visitor.me().await?.member);
    let wrong = match visitor.guest.query().text("wrong") {
        "code" => Some("notices-wrong-code"),
        "often" => Some("notices-often"),
        "address" => Some("notices-wrong-address"),
        _ => None,
    };
    let page = NoticesPage {
        t: visitor.guest.tongue,
        frame: visitor.frame(Section::Me).await?,
        is_on: door.notices.is_on(),
        address: chosen.as_ref().map(|one| tongue::shown(&one.address)).unwrap_or_default(),
        counts: chosen.as_ref().is_some_and(|one| one.detail == Detail::Count),
        has_chosen: chosen.is_some(),
        is_confirmed: chosen.is_some_and(|one| one.is_confirmed),
        wrong,
    };
    Ok(shown(&visitor.guest, &page))
}

async fn choose(State(door): State<Arc<Door>>, visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let member = visitor.me().await?.member;
    let fields = Fields::of_form(&body);
    let detail = match fields.text("detail") {
        "something" => Detail::Something,
        "count" => Detail::Count,
        _ => return Err(visitor.trouble(Trouble::Unfit)),
    };
    if !door.notices.is_on() {
        return Err(visitor.trouble(Trouble::Unfit));
    }
    let tag = visitor.guest.tongue.tag();
    match door.notices.choose(member, fields.text("address"), detail, tag, visitor.now) {
        Ok(()) => Ok(Redirect::to("/me/notices")),
        Err(NotTaken::NoAddress) => Ok(Redirect::to("/me/notices?wrong=address")),
        Err(NotTaken::CodesOfTheDay) => Ok(Redirect::to("/me/notices?wrong=often")),
        Err(NotTaken::Unwritten(_)) => Err(visitor.trouble(Trouble::DiskFailed)),
    }
}

async fn confirm(State(door): State<Arc<Door>>, visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let member = visitor.me().await?.member;
    let fits = door.notices.confirm(member, Fields::of_form(&body).text("code"));
    let fits = fits.map_err(|_| visitor.trouble(Trouble::DiskFailed))?;
    Ok(Redirect::to(if fits { "/me/notices" } else { "/me/notices?wrong=code" }))
}

async fn end(State(door): State<Arc<Door>>, visitor: Visitor) -> Result<Redirect, Response> {
    let member = visitor.me().await?.member;
    door.notices.end(member).map_err(|_| visitor.trouble(Trouble::DiskFailed))?;
    Ok(Redirect::to("/me/notices"))
}
