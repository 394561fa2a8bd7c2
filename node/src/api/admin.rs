//! The admin's door, a Unix socket: who may open it is who may read the node's data anyway.
//!
//! | address | body | answer |
//! |---|---|---|
//! | `POST /v1/act` | [`AdminCommand`] | [`Reply`] |
//! | `POST /v1/look` | [`AdminLook`] | the view that belongs to it |
//! | `GET /v1/about` | | [`About`] |
//! | `POST /v1/pages/open` | | [`AdminLink`]: lets a browser in, once |
//! | `POST /v1/pages/close` | | `null`: every browser of the admin is out |
//! | `GET /v1/records` | | every record, as postcard writes a list of pairs of bytes |

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use stn_protocol::exchange::view::{AdminLook, AdminSight};
use stn_protocol::exchange::{AdminCommand, Reply};

use super::failure::Failure;
use super::{About, Desk, Whole, nothing_here};
use crate::admission::{AdminLink, Admission};
use crate::clock;

#[derive(Clone)]
struct Door {
    desk: Desk,
    about: Arc<dyn Fn() -> About + Send + Sync>,
    admission: Arc<Admission>,
}

pub(super) fn routes(
    desk: Desk,
    about: impl Fn() -> About + Send + Sync + 'static,
    admission: Arc<Admission>,
) -> Router {
    let routes = Router::new()
        .route("/v1/act", post(act))
        .route("/v1/look", post(look))
        .route("/v1/about", get(tell_about))
        .route("/v1/records", get(records))
        .route("/v1/pages/open", post(open_pages))
        .route("/v1/pages/close", post(close_pages))
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here);
    routes.with_state(Door { desk, about: Arc::new(about), admission })
}

async fn act(State(door): State<Door>, request: Request) -> Result<Json<Reply>, Failure> {
    let command: AdminCommand = Whole::read(request).await?.json()?;
    Ok(Json(door.desk.admin_act(command).await?))
}

async fn look(State(door): State<Door>, request: Request) -> Result<Json<AdminSight>, Failure> {
    let look: AdminLook = Whole::read(request).await?.json()?;
    Ok(Json(door.desk.admin_look(look).await?))
}

async fn records(State(door): State<Door>) -> Result<Vec<u8>, Failure> {
    let records = door.desk.admin_backup().await?;
    Ok(postcard::to_stdvec(&records).expect("lists of bytes are always written"))
}

async fn tell_about(State(door): State<Door>) -> Json<About> {
    Json((door.about)())
}

async fn open_pages(State(door): State<Door>) -> Json<AdminLink> {
    Json(door.admission.link(&(door.about)().api, clock::now()))
}

async fn close_pages(State(door): State<Door>) -> Json<()> {
    door.admission.close();
    Json(())
}
