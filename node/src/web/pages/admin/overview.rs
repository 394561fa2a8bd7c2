//! The node at a glance: what needs the admin's hand first, then counts and links.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::exchange::view::{HealthView, MemberView, PeerHealth, PeerState, ProposalView, StatusView};

use super::super::frame::Frame;
use super::super::shown;
use super::AdminSection;
use crate::report::LinkView;
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::admin::Admin;
use crate::web::names;

#[derive(Template)]
#[template(path = "admin.html")]
struct OverviewPage {
    t: &'static Tongue,
    frame: Frame,
    todo: Vec<Todo>,
    facts: Vec<(String, String)>,
    started: Moment,
    links: Vec<Link>,
    /// Where members' browsers go, and where partners' nodes do.
    site: String,
    addrs: Vec<String>,
}

/// Something that needs a hand.
struct Todo {
    says: String,
    next: String,
    href: Option<String>,
}

/// A link to a partner.
struct Link {
    name: String,
    is_up: bool,
    since: Moment,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/admin", get(show))
}

async fn show(admin: Admin) -> Result<Response, Response> {
    let (t, now) = (admin.guest.tongue, admin.now);
    let (status, health, proposals) = (admin.status().await?, admin.health().await?, admin.proposals().await?);
    let side = &admin.door.admin;
    let links = side.report.links();
    let page = OverviewPage {
        t,
        frame: admin.frame(AdminSection::Overview),
        todo: Needs { t, admin: &admin, health: &health, links: &links }.all(&proposals),
        facts: facts(t, &status, side.report.counts().frames_in, side.report.counts().frames_out),
        started: t.day(side.started, now),
        links: health.peers.iter().filter_map(|peer| link(&admin, peer, &links)).collect(),
        site: admin.door.site.address(),
        addrs: side.addrs.clone(),
    };
    Ok(shown(&admin.guest, &page))
}

fn facts(t: &'static Tongue, status: &StatusView, frames_in: u64, frames_out: u64) -> Vec<(String, String)> {
    let count = |number: usize| number.to_string();
    [
        ("admin-fact-members", count(status.members)),
        ("admin-fact-peers", count(status.peers)),
        ("admin-fact-bridges", count(status.bridges)),
        ("admin-fact-people", count(status.people)),
        ("admin-fact-edges", count(status.edges)),
        ("admin-fact-questions", count(status.queries)),
        ("admin-fact-waiting", count(status.outbox)),
        ("admin-fact-frames", t.say2("admin-frames", "in", frames_in, "out", frames_out)),
    ]
    .map(|(key, says)| (t.say(key), says))
    .into()
}

fn link(admin: &Admin, peer: &PeerHealth, links: &[LinkView]) -> Option<Link> {
    if peer.state != PeerState::Active {
        return None;
    }
    let known = links.iter().find(|link| link.org == peer.org);
    let since = known.map_or(admin.door.admin.started, |link| link.since);
    Some(Link {
        name: names::org(&peer.name, &peer.org),
        is_up: known.is_some_and(|link| link.is_up),
        since: admin.guest.tongue.day(since, admin.now),
    })
}

/// What is looked through for what needs a hand.
struct Needs<'a> {
    t: &'static Tongue,
    admin: &'a Admin,
    health: &'a HealthView,
    links: &'a [LinkView],
}

impl Needs<'_> {
    fn all(&self, proposals: &[ProposalView]) -> Vec<Todo> {
        let mut all: Vec<Todo> = self.health.peers.iter().flat_map(|peer| self.of_peer(peer)).collect();
        all.extend(self.of_node());
        all.extend(self.health.certificates.iter().map(|one| self.certificate(one)));
        all.extend(self.health.without_letter_keys.iter().map(|one| self.letter_keys(one)));
        if !proposals.is_empty() {
            let says = self.t.say1("admin-todo-proposals", "count", proposals.len());
            all.push(Todo { says, next: self.t.say("admin-next-proposals"), href: Some("/admin/peers".to_owned()) });
        }
        all
    }

    fn of_node(&self) -> Vec<Todo> {
        let mut all = Vec::new();
        if self.health.is_clock_behind {
            all.push(self.todo("admin-todo-clock", "admin-next-clock"));
        }
        let pending = self.health.succession.as_ref().filter(|view| view.done.is_none());
        if pending.is_some_and(|view| view.effective <= self.admin.now) {
            all.push(self.todo("admin-todo-own-key", "admin-next-own-key"));
        }
        all
    }

    fn of_peer(&self, peer: &PeerHealth) -> Vec<Todo> {
        let (t, name) = (self.t, names::org(&peer.name, &peer.org));
        let href = || Some(format!("/admin/peers/{}", peer.org));
        let about =
            |key: &str, next: &str| Todo { says: t.say1(key, "org", name.as_str()), next: t.say(next), href: href() };
        let mut all = Vec::new();
        match peer.state {
            PeerState::AwaitsConfirmation => all.push(about("admin-todo-confirm", "admin-next-confirm")),
            PeerState::AwaitsOther => all.push(about("admin-todo-other", "admin-next-other")),
            PeerState::Active if !self.is_up(peer) => all.push(about("admin-todo-link", "admin-next-link")),
            PeerState::Active | PeerState::Ended => {}
        }
        if peer.successions.iter().any(|one| !one.is_confirmed) {
            all.push(about("admin-todo-new-key", "admin-next-new-key"));
        }
        if peer.not_matchable > 0 {
            let says = t.say2("admin-todo-quota", "count", peer.not_matchable, "org", name.as_str());
            all.push(Todo { says, next: t.say("admin-next-quota"), href: href() });
        }
        all
    }

    fn is_up(&self, peer: &PeerHealth) -> bool {
        self.links.iter().any(|link| link.org == peer.org && link.is_up)
    }

    fn certificate(&self, one: &MemberView) -> Todo {
        let (t, day) = (self.t, self.t.day(one.expires, self.admin.now).said);
        let key = if one.expires <= self.admin.now { "admin-todo-asleep" } else { "admin-todo-certificate" };
        let says = t.say2(key, "name", tongue::shown(&one.name), "day", day);
        Todo { says, next: t.say("admin-next-certificate"), href: Some(format!("/admin/members/{}", one.member)) }
    }

    fn letter_keys(&self, one: &MemberView) -> Todo {
        let says = self.t.say1("admin-todo-letter-keys", "name", tongue::shown(&one.name));
        let next = self.t.say("admin-next-letter-keys");
        Todo { says, next, href: Some(format!("/admin/members/{}", one.member)) }
    }

    fn todo(&self, says: &str, next: &str) -> Todo {
        Todo { says: self.t.say(says), next: self.t.say(next), href: None }
    }
}
