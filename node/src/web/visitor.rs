//! A member who is signed in, as a handler is given one: what they may look at and do, and nothing that is not theirs.
//!
//! Every page asks the engine on behalf of the device the session stands for, so a device that is no member's any
//! more finds out at its next click, and all its sessions are over.

mod looks;
mod ties;

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::exchange::{MemberCommand, Reply};
use stn_protocol::id::DeviceKey;
use stn_protocol::time::Timestamp;
use tokio::sync::watch;

use super::guest::Guest;
use super::pages::Section;
use super::pages::frame::Frame;
use super::pages::front::FrontPage;
use super::pages::trouble::{Trouble, TroublePage};
use super::session::{Listening, SessionId};
use super::{Door, cookie};
use crate::clock;
use crate::desk::NotDone;

/// Somebody signed in.
pub(super) struct Visitor {
    /// They, as anybody with a browser.
    pub(super) guest: Guest,
    /// The device they signed in with.
    pub(super) device: DeviceKey,
    /// When they asked.
    pub(super) now: Timestamp,
    session: SessionId,
    door: Arc<Door>,
}

impl Visitor {
    /// What the engine shows their device.
    pub(super) async fn look(&self, look: MemberLook) -> Result<MemberSight, Response> {
        self.door.desk.member_look(self.device, look).await.map_err(|why| self.not_done(why))
    }

    /// Does something for them, and then shows another page that says so.
    pub(super) async fn act(&self, command: MemberCommand, then: &str) -> Result<Redirect, Response> {
        self.door.desk.member_act(self.device, command).await.map_err(|why| self.not_done(why))?;
        Ok(Redirect::to(then))
    }

    /// Does something for them, and gives what the node answers.
    pub(super) async fn told(&self, command: MemberCommand) -> Result<Reply, Response> {
        self.door.desk.member_act(self.device, command).await.map_err(|why| self.not_done(why))
    }

    /// The frame around a page of theirs, with how much waits.
    pub(super) async fn frame(&self, section: Section) -> Result<Frame, Response> {
        let waiting = self.inbox().await?.len();
        Ok(self.frame_with(section, waiting))
    }

    /// The frame around a page of theirs where it is known how much waits.
    pub(super) fn frame_with(&self, section: Section, waiting: usize) -> Frame {
        Frame::signed_in(&self.guest, self.door.site.name(), section, waiting)
    }

    /// Says that something they did or looked for can't be.
    pub(super) fn trouble(&self, trouble: Trouble) -> Response {
        TroublePage::show(&self.guest, trouble)
    }

    /// A number that changes with what is in front of them, and leave to listen for it.
    pub(super) async fn watch(&self) -> Result<(watch::Receiver<u64>, Listening), Response> {
        let leave = self.door.sessions.listen(self.session).ok_or_else(|| self.stranger())?;
        let changes = self.door.desk.member_watch(self.device).await.map_err(|why| self.not_done(why))?;
        Ok((changes, leave))
    }

    /// Whether the session is still open, whoever asked the page.
    pub(super) fn is_signed_in(&self) -> bool {
        self.door.sessions.is_open(self.session, clock::now())
    }

    /// Signs out.
    pub(super) fn leave(&self) -> Response {
        self.door.sessions.end(self.session);
        ([(header::SET_COOKIE, cookie::end_session(&self.door.site))], Redirect::to("/")).into_response()
    }

    fn not_done(&self, why: NotDone) -> Response {
        match why {
            NotDone::Stranger => self.stranger(),
            NotDone::Refused(refused) => self.trouble(Trouble::Refused(refused)),
            NotDone::DiskFailed => self.trouble(Trouble::DiskFailed),
            NotDone::Stopping => self.trouble(Trouble::Stopping),
        }
    }

    /// The device is no member's: whoever has it is a guest from here on.
    fn stranger(&self) -> Response {
        self.door.sessions.end_all_of(&self.device);
        let front = FrontPage::ended(&self.guest, &self.door.site);
        ([(header::SET_COOKIE, cookie::end_session(&self.door.site))], front).into_response()
    }
}

impl FromRequestParts<Arc<Door>> for Visitor {
    type Rejection = Response;

    /// Whose session it is; whoever has none sees at the same address how to sign in.
    async fn from_request_parts(parts: &mut Parts, door: &Arc<Door>) -> Result<Self, Response> {
        let (guest, now) = (Guest::of(parts), clock::now());
        let shown = cookie::session(&door.site, parts);
        match shown.and_then(|token| door.sessions.find(token, now)) {
            Some((session, device)) => Ok(Self { guest, device, now, session, door: Arc::clone(door) }),
            None => Err(FrontPage::instead(&guest, &door.site, parts.method.is_safe())),
        }
    }
}
