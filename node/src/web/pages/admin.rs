//! The admin's pages: what runs, who is a member, with whom the organisation is connected, what it serves.
//!
//! All of it is plain forms. Each page says what its button does, and whom it concerns, before the button.

mod enter;
mod invites;
mod members;
mod overview;
mod peer;
mod peers;
mod policy;
mod settings;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use stn_protocol::exchange::Refused;

pub(in crate::web) use enter::EnterPage;

use super::frame::{Frame, Way};
use super::shown;
use crate::tongue::{Moment, Tongue};
use crate::web::Door;
use crate::web::admin::Admin;

/// A part of the admin's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum AdminSection {
    /// The node at a glance.
    Overview,
    /// Who is a member.
    Members,
    /// Other organisations.
    Peers,
    /// What is served.
    Policy,
}

/// Something to hand to somebody, shown once.
#[derive(Template)]
#[template(path = "admin-handout.html")]
struct HandoutPage {
    t: &'static Tongue,
    frame: Frame,
    head: String,
    lead: String,
    text: String,
    until: Moment,
    back: &'static str,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .merge(enter::routes())
        .merge(invites::routes())
        .merge(overview::routes())
        .merge(members::routes())
        .merge(peers::routes())
        .merge(peer::routes())
        .merge(policy::routes())
        .merge(settings::routes())
}

/// The parts, as the frame shows them.
pub(super) fn ways(t: &'static Tongue, here: AdminSection) -> Vec<Way> {
    let way = |(section, href, key)| Way { href, name: t.say(key), is_here: section == here, counts: false };
    WAYS.map(way).into()
}

/// What a page may say was just done, by the code in its address.
pub(super) fn done(code: &str) -> Option<&'static str> {
    DONE.iter().find(|(known, _)| *known == code).map(|(_, key)| *key)
}

impl HandoutPage {
    /// Shows it, as a page of this part of the site: loaded again, that part is shown and nothing is made.
    fn show(admin: &Admin, section: AdminSection, handout: Handout) -> Response {
        let back = WAYS.iter().find(|(known, _, _)| *known == section).map_or("/admin", |(_, href, _)| href);
        let t = admin.guest.tongue;
        let Handout { head, lead, text, expires } = handout;
        let mut frame = admin.frame(section);
        back.clone_into(&mut frame.path);
        let until = t.day(expires, admin.now);
        shown(&admin.guest, &Self { t, frame, head: t.say(head), lead, text, until, back })
    }
}

/// What stands on such a page.
struct Handout {
    head: &'static str,
    lead: String,
    text: String,
    expires: stn_protocol::time::Timestamp,
}

const WAYS: [(AdminSection, &str, &str); 4] = [
    (AdminSection::Overview, "/admin", "admin-way-overview"),
    (AdminSection::Members, "/admin/members", "admin-way-members"),
    (AdminSection::Peers, "/admin/peers", "admin-way-peers"),
    (AdminSection::Policy, "/admin/policy", "admin-way-policy"),
];

const DONE: [(&str, &str); 11] = [
    ("ended", "admin-done-ended"),
    ("stopped", "admin-done-stopped"),
    ("withdrawn", "admin-done-withdrawn"),
    ("joined", "admin-done-joined"),
    ("confirmed", "admin-done-confirmed"),
    ("new-key", "admin-done-new-key"),
    ("peer-ended", "admin-done-peer-ended"),
    ("rule", "admin-done-rule"),
    ("policy", "admin-done-policy"),
    ("blocked", "admin-done-blocked"),
    ("unblocked", "admin-done-unblocked"),
];

/// What the engine may refuse an admin, beside what it may refuse a member.
pub(super) const REFUSALS: [(Refused, &str, &str); 10] = [
    (Refused::PolicyUnfit, "admin-refused-policy", "next-unfit"),
    (Refused::PeerUnknown, "admin-refused-peer", "admin-next-peers"),
    (Refused::NotPeer, "admin-refused-peer", "admin-next-peers"),
    (Refused::AlreadyPeer, "admin-refused-connected", "admin-next-peers"),
    (Refused::OwnToken, "admin-refused-own-token", "admin-next-token"),
    (Refused::InviteExpired, "admin-refused-expired", "admin-next-token"),
    (Refused::InviteUnknown, "admin-refused-invite", "admin-next-members"),
    (Refused::InviteUsed, "admin-refused-invite", "admin-next-members"),
    (Refused::ColleagueUnknown, "admin-refused-member", "admin-next-members"),
    (Refused::Full, "admin-refused-full", "admin-next-full"),
];
