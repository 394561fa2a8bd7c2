//! Links and tokens that were given and not taken up, each with a button to take it back. Their secrets are not kept in
//! a form that could be shown again.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::response::{Redirect, Response};
use axum::routing::post;
use stn_protocol::exchange::AdminCommand;
use stn_protocol::exchange::view::{InviteView, Invited};
use stn_protocol::id::InviteId;

use super::super::trouble::Trouble;
use crate::tongue::{self, Moment};
use crate::web::Door;
use crate::web::admin::Admin;
use crate::web::fields::Fields;
use crate::web::names::short;

/// One that is open.
pub(super) struct Open {
    pub(super) invite: InviteId,
    /// Whom it was made for; of a token, its first digits.
    pub(super) name: String,
    pub(super) until: Moment,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/admin/members/invites/withdraw", post(of_member))
        .route("/admin/peers/invites/withdraw", post(of_peer))
}

async fn of_member(admin: Admin, body: Bytes) -> Result<Redirect, Response> {
    withdraw(&admin, &body, "/admin/members?said=withdrawn").await
}

async fn of_peer(admin: Admin, body: Bytes) -> Result<Redirect, Response> {
    withdraw(&admin, &body, "/admin/peers?said=withdrawn").await
}

async fn withdraw(admin: &Admin, body: &Bytes, then: &str) -> Result<Redirect, Response> {
    let invite = Fields::of_form(body).one("invite").ok_or_else(|| admin.trouble(Trouble::Unfit))?;
    admin.act_then(AdminCommand::WithdrawInvite { invite }, then).await
}

impl Open {
    /// Those of one sort.
    pub(super) async fn all(admin: &Admin, is_meant: impl Fn(&InviteView) -> bool) -> Result<Vec<Self>, Response> {
        let one = |one: &InviteView| Self {
            invite: one.invite,
            name: match &one.whom {
                Invited::Member { name } => tongue::shown(name),
                Invited::Organisation => short(one.invite),
            },
            until: admin.guest.tongue.day(one.expires, admin.now),
        };
        Ok(admin.invites().await?.iter().filter(|one| is_meant(one)).map(one).collect())
    }
}
