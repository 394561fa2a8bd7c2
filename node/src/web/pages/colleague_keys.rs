//! Keys of colleagues that changed, colleagues who lost every key, and the six words two people compare. Words are
//! made in the browser from the keys its device knows; this page brings the names.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::{KeysCommand, MemberCommand};
use stn_protocol::id::MemberKey;
use stn_protocol::local::keys::{KeyChange, ReEnrolmentView};

use super::frame::Frame;
use super::{Section, shown};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "colleague_keys.html")]
struct ColleagueKeysPage {
    t: &'static Tongue,
    frame: Frame,
    /// Whether somebody is about to take over this very membership.
    takeover: Option<Moment>,
    lost: Vec<Lost>,
    changed: Vec<Changed>,
    colleagues: Vec<Colleague>,
}

/// A colleague who lost every key.
struct Lost {
    name: String,
    old: MemberKey,
    /// None until they brought it.
    new: Option<MemberKey>,
    count: String,
    until: Moment,
    by_me: bool,
}

/// A colleague whose key changed.
struct Changed {
    name: String,
    new: MemberKey,
    at: Moment,
}

/// Somebody to compare words with.
struct Colleague {
    name: String,
    key: MemberKey,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/me/keys", get(show)).route("/me/keys/stop", post(stop))
}

async fn show(visitor: Visitor) -> Result<Response, Response> {
    let (t, now) = (visitor.guest.tongue, visitor.now);
    let (keys, me) = (visitor.keys().await?, visitor.me().await?.member);
    let (own, others): (Vec<_>, Vec<_>) = keys.re_enrolments.iter().partition(|one| one.old == me);
    let lost = |one: &ReEnrolmentView| Lost {
        name: tongue::shown(&one.name),
        old: one.old,
        new: one.new,
        count: t.say2("lost-count", "confirmed", one.confirmed, "needed", one.needed),
        until: t.day(one.expires, now),
        by_me: one.by_me,
    };
    let changed = |one: &KeyChange| Changed { name: tongue::shown(&one.name), new: one.new, at: t.day(one.at, now) };
    let colleagues = visitor.colleagues().await?;
    let page = ColleagueKeysPage {
        t,
        frame: visitor.frame(Section::Me).await?,
        takeover: own.first().map(|one| t.day(one.expires, now)),
        lost: others.into_iter().map(lost).collect(),
        changed: keys.changed.iter().map(changed).collect(),
        colleagues: colleagues
            .iter()
            .map(|one| Colleague { name: tongue::shown(&one.name), key: one.member })
            .collect(),
    };
    Ok(shown(&visitor.guest, &page))
}

/// Refuses whoever asks to take over the own membership; no key signs that.
async fn stop(visitor: Visitor) -> Result<Redirect, Response> {
    visitor.act(MemberCommand::Keys(KeysCommand::StopReEnrolment), "/me/keys?said=takeover").await
}
