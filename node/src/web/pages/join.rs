//! The page by which an invited person becomes a member. Everything happens in their browser: the invitation stands
//! behind the `#` of the address, so this node never reads it there, and keys are made where they stay.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::frame::Frame;
use super::shown;
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::guest::Guest;

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    t: &'static Tongue,
    frame: Frame,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/join", get(show))
}

async fn show(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    shown(&guest, &drawn(&guest, door.site.name()))
}

/// The page, for an organisation of this name.
pub(super) fn drawn(guest: &Guest, org: &str) -> impl Template {
    JoinPage { t: guest.tongue, frame: Frame::open(guest, org) }
}
