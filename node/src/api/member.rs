//! The members' door. Every request but `join` and `keys` is signed by one of the member's devices.
//!
//! | address | body | answer |
//! |---|---|---|
//! | `POST /v1/join` | [`Enrolment`] | [`Reply`] |
//! | `POST /v1/keys` | [`KeyCall`] | [`Reply`] |
//! | `POST /v1/act` | [`MemberCommand`] | [`Reply`] |
//! | `POST /v1/look` | [`MemberLook`] | the view that belongs to it |
//! | `POST /v1/notices` | | [`Shown`], what they chose about mail, or `null` |
//! | `GET /v1/wait?since=N` | | `{"changes": M}` once M differs from N, or after 25 s |

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde::Serialize;
use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::exchange::{Enrolment, MemberCommand, Reply};
use stn_protocol::id::OrgId;
use stn_protocol::local::keys::KeyCall;

use super::failure::Failure;
use super::{Desk, NotDone, Whole, nothing_here};
use crate::clock;
use crate::notice::{Notices, Shown};
use crate::pace::Pace;
use crate::signed;

/// How long a waiting request is held: shorter than what proxies usually allow.
const WAIT_MAX: Duration = Duration::from_secs(25);

#[derive(Clone)]
struct Door {
    org: OrgId,
    desk: Desk,
    pace: Arc<Pace>,
    notices: Arc<Notices>,
}

/// Changes in front of a member, counted since the node started.
#[derive(Serialize)]
struct Changes {
    changes: u64,
}

pub(super) fn routes(org: OrgId, desk: Desk, pace: Arc<Pace>, notices: Arc<Notices>) -> Router {
    let routes = Router::new()
        .route("/v1/join", post(join))
        .route("/v1/keys", post(keys))
        .route("/v1/act", post(act))
        .route("/v1/look", post(look))
        .route("/v1/notices", post(notices_of))
        .route("/v1/wait", get(wait))
        .route("/v1/{*rest}", any(nothing_here))
        .method_not_allowed_fallback(nothing_here);
    routes.with_state(Door { org, desk, pace, notices })
}

async fn join(State(door): State<Door>, request: Request) -> Result<Json<Reply>, Failure> {
    if !door.pace.admits(&request, clock::now()) {
        return Err(Failure::Hurried);
    }
    let enrolment: Enrolment = Whole::read(request).await?.json()?;
    Ok(Json(door.desk.join(enrolment).await?))
}

async fn keys(State(door): State<Door>, request: Request) -> Result<Json<Reply>, Failure> {
    let call: KeyCall = Whole::read(request).await?.json()?;
    Ok(Json(door.desk.keys(call).await?))
}

async fn act(State(door): State<Door>, request: Request) -> Result<Json<Reply>, Failure> {
    let request = Whole::read(request).await?;
    let device = signed::signer(&door.org, clock::now(), request.call())?;
    let command: MemberCommand = request.json()?;
    Ok(Json(door.desk.member_act(device, command).await?))
}

async fn look(State(door): State<Door>, request: Request) -> Result<Json<MemberSight>, Failure> {
    let request = Whole::read(request).await?;
    let device = signed::signer(&door.org, clock::now(), request.call())?;
    let look: MemberLook = request.json()?;
    Ok(Json(door.desk.member_look(device, look).await?))
}

async fn notices_of(State(door): State<Door>, request: Request) -> Result<Json<Option<Shown>>, Failure> {
    let request = Whole::read(request).await?;
    let device = signed::signer(&door.org, clock::now(), request.call())?;
    let MemberSight::Me(me) = door.desk.member_look(device, MemberLook::Me).await? else {
        return Err(NotDone::Stranger.into());
    };
    Ok(Json(door.notices.of(&me.member)))
}

async fn wait(State(door): State<Door>, request: Request) -> Result<Json<Changes>, Failure> {
    let request = Whole::read(request).await?;
    let device = signed::signer(&door.org, clock::now(), request.call())?;
    let mut changes = door.desk.member_watch(device).await?;
    let since = since(&request.query);
    let changed = changes.wait_for(|count| Some(*count) != since);
    match tokio::time::timeout(WAIT_MAX, changed).await {
        Ok(Ok(count)) => return Ok(Json(Changes { changes: *count })),
        Ok(Err(_)) => return Err(NotDone::Stopping.into()),
        Err(_) => {}
    }
    let count = *changes.borrow();
    Ok(Json(Changes { changes: count }))
}

/// The number after `since=`, if there is one.
fn since(query: &str) -> Option<u64> {
    query.split('&').find_map(|part| part.strip_prefix("since="))?.parse().ok()
}

#[cfg(test)]
mod tests;
