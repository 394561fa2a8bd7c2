//! A candidate's permission to be asked about. Its page is for anybody: the permission stands behind the `#` of the
//! address and is signed in the candidate's browser, so that this node reads and keeps nothing of it.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::id::OrgId;

use super::frame::Frame;
use super::{Section, shown};
use crate::tongue::{self, Tongue};
use crate::web::Door;
use crate::web::guest::Guest;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "permission.html")]
struct PermissionPage {
    t: &'static Tongue,
    frame: Frame,
}

#[derive(Template)]
#[template(path = "permission-new.html")]
struct NewPage {
    t: &'static Tongue,
    frame: Frame,
    /// Whose members would ask.
    org: OrgId,
    org_name: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/permission", get(show)).route("/permission/new", get(new))
}

async fn show(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    shown(&guest, &drawn(&guest, door.site.name()))
}

/// The page for anybody, for an organisation of this name.
pub(super) fn drawn(guest: &Guest, org: &str) -> impl Template {
    PermissionPage { t: guest.tongue, frame: Frame::open(guest, org) }
}

async fn new(visitor: Visitor) -> Result<Response, Response> {
    let me = visitor.me().await?;
    let page = NewPage {
        t: visitor.guest.tongue,
        frame: visitor.frame(Section::Asks).await?,
        org: me.org,
        org_name: tongue::shown(&me.org_name),
    };
    Ok(shown(&visitor.guest, &page))
}
