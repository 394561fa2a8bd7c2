//! The way in: a code from the node's own machine, sent by a form, for a cookie of the admin's own.
//!
//! The code stands behind the `#` of the link, so it is in no log of a proxy and no `Referer`; opening the link sends
//! nothing. A script fills it in; without scripts it is pasted.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::super::frame::Frame;
use crate::admission::ENTER;
use crate::clock;
use crate::tongue::Tongue;
use crate::web::admin::Admin;
use crate::web::fields::Fields;
use crate::web::guest::Guest;
use crate::web::site::Site;
use crate::web::{Door, cookie};

/// The page that takes a code, shown in place of a page of the admin's too.
#[derive(Template)]
#[template(path = "admin-enter.html")]
pub(in crate::web) struct EnterPage {
    t: &'static Tongue,
    frame: Frame,
    /// Why nobody was let in.
    why: Option<&'static str>,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route(ENTER, get(show).post(enter)).route("/admin/leave", post(leave))
}

async fn show(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    guest.page(StatusCode::OK, &EnterPage::of(&guest, &door.site, None))
}

async fn enter(State(door): State<Arc<Door>>, guest: Guest, request: Request) -> Response {
    let now = clock::now();
    let refuse = |status, why| guest.page(status, &EnterPage::of(&guest, &door.site, Some(why)));
    if !door.pace.admits(&request, now) {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "trouble-hurried");
    }
    let fields = Bytes::from_request(request, &()).await.map(|body| Fields::of_form(&body)).unwrap_or_default();
    // Whoever pastes may paste the whole link.
    let code = fields.text("code").rsplit('#').next().unwrap_or_default();
    match door.admin.admission.enter(code, now) {
        Some(token) => {
            let cookie = cookie::set_admin(&door.site, &token);
            ([(header::SET_COOKIE, cookie)], Redirect::to("/admin")).into_response()
        }
        None => refuse(StatusCode::UNAUTHORIZED, "admin-enter-closed"),
    }
}

async fn leave(admin: Admin) -> Response {
    admin.leave()
}

impl EnterPage {
    /// In place of a page of the admin's, to whoever was not let in; what they wanted to do was not done.
    pub(in crate::web) fn instead(guest: &Guest, site: &Site, only_looked: bool) -> Response {
        let why = if only_looked { "admin-enter-looked" } else { "front-why-acted" };
        let mut page = Self::of(guest, site, Some(why));
        // Another language is chosen on a page that is there for everybody.
        ENTER.clone_into(&mut page.frame.path);
        guest.page(StatusCode::UNAUTHORIZED, &page)
    }

    fn of(guest: &Guest, site: &Site, why: Option<&'static str>) -> Self {
        Self { t: guest.tongue, frame: Frame::open(guest, site.name()), why }
    }
}
