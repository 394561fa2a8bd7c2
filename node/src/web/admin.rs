//! The admin, as a handler is given them: let in by a link made on the node's own machine, and apart from every member.
//!
//! No key of an admin is in a browser. What stands on these pages is what the admin's socket can do, without what
//! takes the node's data away or ends it: backup, export, erasing and a new key stay with the command line.

use std::fmt;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::Value;
use stn_protocol::exchange::view::{
    AdminLook, AdminSight, HealthView, InviteView, MemberView, OrgPolicyView, PeerView, ProposalView, StatusView,
};
use stn_protocol::exchange::{AdminCommand, Reply};
use stn_protocol::id::InviteId;
use stn_protocol::invitation::LinkSecret;
use stn_protocol::local::insight::WorthInviting;
use stn_protocol::time::Timestamp;

use super::guest::Guest;
use super::pages::admin::{AdminSection, EnterPage};
use super::pages::frame::Frame;
use super::pages::trouble::{Trouble, TroublePage};
use super::{Door, cookie};
use crate::admission::Admission;
use crate::clock;
use crate::desk::NotDone;
use crate::report::Report;

/// What the admin's pages need besides the driver.
#[derive(Clone)]
pub struct AdminSide {
    /// Who may open them.
    pub admission: Arc<Admission>,
    /// What the node counted, and its links.
    pub report: Arc<Report>,
    /// Where partners reach the node.
    pub addrs: Vec<String>,
    /// When the node started.
    pub started: Timestamp,
    /// The settings in force, by their keys.
    pub settings: Value,
}

impl fmt::Debug for AdminSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AdminSide")
    }
}

/// The admin in a browser.
pub(super) struct Admin {
    /// They, as anybody with a browser.
    pub(super) guest: Guest,
    /// When they asked.
    pub(super) now: Timestamp,
    pub(super) door: Arc<Door>,
    token: String,
}

/// What a link or token is made of.
pub(super) struct Invitation {
    /// Its name at the node.
    pub(super) invite: InviteId,
    /// Its secret.
    pub(super) secret: LinkSecret,
    /// Until when it serves.
    pub(super) expires: Timestamp,
}

impl Admin {
    /// Does something.
    pub(super) async fn act(&self, command: AdminCommand) -> Result<Reply, Response> {
        self.door.desk.admin_act(command).await.map_err(|why| self.not_done(why))
    }

    /// Does something, and then shows another page that says so.
    pub(super) async fn act_then(&self, command: AdminCommand, then: &str) -> Result<Redirect, Response> {
        self.act(command).await?;
        Ok(Redirect::to(then))
    }

    /// Makes an invitation.
    pub(super) async fn invite(&self, command: AdminCommand) -> Result<Invitation, Response> {
        let Reply::Invited { invite, secret, expires } = self.act(command).await? else { return Err(self.ended()) };
        let secret = <[u8; 16]>::try_from(secret.0).map_err(|_| self.ended())?;
        Ok(Invitation { invite, secret: LinkSecret::from_bytes(secret), expires })
    }

    /// The frame around one of their pages.
    pub(super) fn frame(&self, section: AdminSection) -> Frame {
        Frame::of_admin(&self.guest, self.door.site.name(), section)
    }

    /// Says that something can't be.
    pub(super) fn trouble(&self, trouble: Trouble) -> Response {
        TroublePage::show(&self.guest, trouble)
    }

    /// Signs out.
    pub(super) fn leave(&self) -> Response {
        self.door.admin.admission.leave(&self.token);
        ([(header::SET_COOKIE, cookie::end_admin(&self.door.site))], Redirect::to("/")).into_response()
    }

    /// Counts.
    pub(super) async fn status(&self) -> Result<StatusView, Response> {
        let AdminSight::Status(status) = self.look(AdminLook::Status).await? else { return Err(self.ended()) };
        Ok(*status)
    }

    /// What may need their hand.
    pub(super) async fn health(&self) -> Result<HealthView, Response> {
        let AdminSight::Health(health) = self.look(AdminLook::Health).await? else { return Err(self.ended()) };
        Ok(*health)
    }

    /// Who is a member.
    pub(super) async fn members(&self) -> Result<Vec<MemberView>, Response> {
        let AdminSight::Members(members) = self.look(AdminLook::Members).await? else { return Err(self.ended()) };
        Ok(members)
    }

    /// Invitations that were not taken up.
    pub(super) async fn invites(&self) -> Result<Vec<InviteView>, Response> {
        let AdminSight::Invites(invites) = self.look(AdminLook::Invites).await? else { return Err(self.ended()) };
        Ok(invites)
    }

    /// The connections to other organisations.
    pub(super) async fn peers(&self) -> Result<Vec<PeerView>, Response> {
        let AdminSight::Peers(peers) = self.look(AdminLook::Peers).await? else { return Err(self.ended()) };
        Ok(peers)
    }

    /// Whom members would stay connected with.
    pub(super) async fn proposals(&self) -> Result<Vec<ProposalView>, Response> {
        let AdminSight::Proposals(all) = self.look(AdminLook::Proposals).await? else { return Err(self.ended()) };
        Ok(all)
    }

    /// Where several members know somebody.
    pub(super) async fn worth_inviting(&self) -> Result<Vec<WorthInviting>, Response> {
        let look = AdminLook::WorthInviting;
        let AdminSight::WorthInviting(all) = self.look(look).await? else { return Err(self.ended()) };
        Ok(all)
    }

    /// What the organisation lets its node serve.
    pub(super) async fn policy(&self) -> Result<OrgPolicyView, Response> {
        let AdminSight::Policy(policy) = self.look(AdminLook::Policy).await? else { return Err(self.ended()) };
        Ok(*policy)
    }

    async fn look(&self, look: AdminLook) -> Result<AdminSight, Response> {
        self.door.desk.admin_look(look).await.map_err(|why| self.not_done(why))
    }

    /// An answer that does not belong to its order: the driver is on its way out.
    fn ended(&self) -> Response {
        self.trouble(Trouble::Stopping)
    }

    fn not_done(&self, why: NotDone) -> Response {
        match why {
            NotDone::Refused(refused) => self.trouble(Trouble::Refused(refused)),
            NotDone::DiskFailed => self.trouble(Trouble::DiskFailed),
            NotDone::Stopping | NotDone::Stranger => self.trouble(Trouble::Stopping),
        }
    }
}

impl FromRequestParts<Arc<Door>> for Admin {
    type Rejection = Response;

    /// Who is let in; anybody else sees at the same address how to be.
    async fn from_request_parts(parts: &mut Parts, door: &Arc<Door>) -> Result<Self, Response> {
        let (guest, now) = (Guest::of(parts), clock::now());
        let shown = cookie::admin(&door.site, parts).filter(|token| door.admin.admission.is_in(token, now));
        match shown {
            Some(token) => Ok(Self { token: token.to_owned(), guest, now, door: Arc::clone(door) }),
            None => Err(EnterPage::instead(&guest, &door.site, parts.method.is_safe())),
        }
    }
}
