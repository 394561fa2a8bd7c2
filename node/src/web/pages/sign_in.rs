//! Signing in and out. A device signs one call, as it signs every other, and the browser gets a cookie for it.
//!
//! | address | body | answer |
//! |---|---|---|
//! | `POST /session` | nothing, signed | 204 with the cookie, or `{"refused": "<code>", "says": "<sentence>"}` |
//! | `GET /session` | nothing | 204 to whom is signed in, else the front page with 401 |
//! | `POST /session/end` | nothing | the front page |

use std::sync::Arc;

use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router, body::Bytes};
use serde::Serialize;
use stn_protocol::exchange::view::MemberLook;
use stn_protocol::id::DeviceKey;

use crate::clock;
use crate::desk::NotDone;
use crate::signed::{self, SIGNATURE_HEADER, SignedCall};
use crate::web::guest::Guest;
use crate::web::visitor::Visitor;
use crate::web::{Door, cookie};

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug)]
enum Closed {
    /// Not signed by a current device of a member, or with a signature that was used; why exactly is not said.
    Stranger,
    /// From one place too often.
    Hurried,
    /// The node can't at present.
    Stopping,
}

/// What a script is told then.
#[derive(Serialize)]
struct Said {
    refused: &'static str,
    says: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/session", post(open).get(is_open)).route("/session/end", post(end))
}

async fn open(State(door): State<Arc<Door>>, guest: Guest, request: Request) -> Response {
    match signed_in(&door, request).await {
        Ok(device) => {
            let token = door.sessions.open(device, clock::now());
            (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::set_session(&door.site, &token))]).into_response()
        }
        Err(closed) => closed.said_to(&guest),
    }
}

async fn signed_in(door: &Door, request: Request) -> Result<DeviceKey, Closed> {
    let now = clock::now();
    if !door.pace.admits(&request, now) {
        return Err(Closed::Hurried);
    }
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let headers = request.headers().clone();
    let body = Bytes::from_request(request, &()).await.map_err(|_| Closed::Stranger)?;
    let call = SignedCall { method: method.as_str(), path: &path, headers: &headers, body: &body };
    let device = signed::signer(&door.site.org(), now, call).map_err(|_| Closed::Stranger)?;
    let signature = headers.get(SIGNATURE_HEADER).map(|value| value.as_bytes().to_ascii_lowercase());
    // The engine is asked first: a stranger's signatures take no room.
    door.desk.member_look(device, MemberLook::Me).await?;
    if !door.sessions.spend(&signature.unwrap_or_default(), now) {
        return Err(Closed::Stranger);
    }
    Ok(device)
}

/// Whether a session is still open: a page asks before it sends what somebody typed.
async fn is_open(_: Visitor) -> StatusCode {
    StatusCode::NO_CONTENT
}

async fn end(visitor: Visitor) -> Response {
    visitor.leave()
}

impl Closed {
    fn said_to(self, guest: &Guest) -> Response {
        let (status, refused, key) = match self {
            Self::Stranger => (StatusCode::UNAUTHORIZED, "stranger", "closed-stranger"),
            Self::Hurried => (StatusCode::TOO_MANY_REQUESTS, "hurried", "trouble-hurried"),
            Self::Stopping => (StatusCode::SERVICE_UNAVAILABLE, "stopping", "trouble-stopping"),
        };
        (status, Json(Said { refused, says: guest.tongue.say(key) })).into_response()
    }
}

impl From<NotDone> for Closed {
    fn from(why: NotDone) -> Self {
        match why {
            NotDone::Stranger | NotDone::Refused(_) => Self::Stranger,
            NotDone::DiskFailed | NotDone::Stopping => Self::Stopping,
        }
    }
}
