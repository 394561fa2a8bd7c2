//! The connections to other organisations, and how one comes about: one admin proposes, the other joins, the first
//! confirms.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::view::{Invited, PeerView};
use stn_protocol::exchange::{AdminCommand, Refused};
use stn_protocol::id::{Blob, OrgId};
use stn_protocol::invitation::PeerToken;
use stn_protocol::limits::INVITE_LIFE_MAX;
use stn_protocol::time::Span;

use super::super::frame::Frame;
use super::super::shown;
use super::super::trouble::Trouble;
use super::invites::Open;
use super::peer::state_key;
use super::{AdminSection, Handout, HandoutPage};
use crate::tongue::{self, Tongue};
use crate::web::Door;
use crate::web::admin::{Admin, Invitation};
use crate::web::fields::Fields;
use crate::web::names;

#[derive(Template)]
#[template(path = "admin-peers.html")]
struct PeersPage {
    t: &'static Tongue,
    frame: Frame,
    peers: Vec<Peer>,
    invites: Vec<Open>,
    /// Whom members would stay connected with.
    proposals: Vec<String>,
    /// Where several members know somebody.
    worth: Vec<String>,
}

/// One connection in the list.
struct Peer {
    org: OrgId,
    name: String,
    state: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/admin/peers", get(list))
        .route("/admin/peers/propose", post(propose))
        .route("/admin/peers/join", post(join))
}

async fn list(admin: Admin) -> Result<Response, Response> {
    let t = admin.guest.tongue;
    let (peers, proposals, worth) = (admin.peers().await?, admin.proposals().await?, admin.worth_inviting().await?);
    let proposed = proposals.iter().map(|one| {
        let org = names::org(&one.said_name, &one.org);
        t.say2("admin-proposal", "org", org, "count", one.bridges)
    });
    let known = worth.iter().filter(|one| !one.is_peer);
    let page = PeersPage {
        t,
        frame: admin.frame(AdminSection::Peers),
        peers: peers.iter().map(|one| Peer::of(t, one)).collect(),
        invites: Open::all(&admin, |one| one.whom == Invited::Organisation).await?,
        proposals: proposed.collect(),
        worth: known.map(|one| t.say2("admin-worth", "org", tongue::shown(&one.name), "count", one.members)).collect(),
    };
    Ok(shown(&admin.guest, &page))
}

async fn propose(admin: Admin, body: Bytes) -> Result<Response, Response> {
    let days = Fields::of_form(&body).one::<u64>("days").filter(|days| *days >= 1).map(Span::days);
    let life = days.filter(|life| *life <= INVITE_LIFE_MAX).ok_or_else(|| admin.trouble(Trouble::Unfit))?;
    let expires = admin.now.plus(life);
    let Invitation { invite, secret, expires } = admin.invite(AdminCommand::InvitePeer { expires }).await?;
    let (org, addrs) = (admin.door.site.org(), admin.door.admin.addrs.clone());
    let token = PeerToken { org, addrs, invite, secret, expires };
    let lead = admin.guest.tongue.say1("admin-proposed-lead", "key", names::short(org));
    let handout = Handout { head: "admin-proposed", lead, text: token.to_string(), expires };
    Ok(HandoutPage::show(&admin, AdminSection::Peers, handout))
}

async fn join(admin: Admin, body: Bytes) -> Result<Response, Response> {
    let token: Option<PeerToken> = Fields::of_form(&body).one("token");
    let Some(token) = token else { return Err(admin.trouble(Trouble::Unfit)) };
    if token.expires <= admin.now {
        return Err(admin.trouble(Trouble::Refused(Refused::InviteExpired)));
    }
    let (org, secret) = (token.org, Blob(token.secret.as_bytes().to_vec()));
    let command = AdminCommand::JoinPeer { org, addrs: token.addrs, invite: token.invite, secret };
    Ok(admin.act_then(command, &format!("/admin/peers/{org}?said=joined")).await?.into_response())
}

impl Peer {
    fn of(t: &'static Tongue, one: &PeerView) -> Self {
        Self { org: one.org, name: names::org(&one.name, &one.org), state: t.say(state_key(one.state)) }
    }
}
