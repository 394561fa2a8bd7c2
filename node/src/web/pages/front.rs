//! The page for whoever is not signed in: what stn is, that this browser is not signed in, and what needs scripts.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::frame::Frame;
use crate::tongue::Tongue;
use crate::web::guest::Guest;
use crate::web::site::Site;
use crate::web::{Door, cookie};

/// The front page, shown in place of a page that is a member's.
#[derive(Template)]
#[template(path = "front.html")]
pub(in crate::web) struct FrontPage {
    t: &'static Tongue,
    frame: Frame,
    /// Why the page that was asked for is not shown, if one was.
    why: Option<&'static str>,
    /// The page to go on to.
    on: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/", get(front))
}

async fn front(State(door): State<Arc<Door>>, guest: Guest, asked: Parts) -> Response {
    let shown = cookie::session(&door.site, &asked);
    if shown.is_some_and(|token| door.sessions.find(token, crate::clock::now()).is_some()) {
        return Redirect::to("/inbox").into_response();
    }
    guest.page(StatusCode::OK, &drawn(&guest, door.site.name()))
}

/// The page itself, for an organisation of this name.
pub(super) fn drawn(guest: &Guest, org: &str) -> impl Template {
    FrontPage::of(guest, org, None, "/inbox")
}

impl FrontPage {
    /// In place of a page of a member, to whoever has no session; what they wanted to do was not done.
    pub(in crate::web) fn instead(guest: &Guest, site: &Site, only_looked: bool) -> Response {
        let why = if only_looked { "front-why-looked" } else { "front-why-acted" };
        let on = if only_looked { guest.path.as_str() } else { "/inbox" };
        guest.page(StatusCode::UNAUTHORIZED, &Self::of(guest, site.name(), Some(why), on))
    }

    /// To whoever had a session until their device was no member's any more.
    pub(in crate::web) fn ended(guest: &Guest, site: &Site) -> Response {
        guest.page(StatusCode::UNAUTHORIZED, &Self::of(guest, site.name(), Some("front-why-ended"), "/inbox"))
    }

    fn of(guest: &Guest, org: &str, why: Option<&'static str>, on: &str) -> Self {
        let frame = Frame::open(guest, org);
        Self { t: guest.tongue, frame, why, on: on.to_owned() }
    }
}
