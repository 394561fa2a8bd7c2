//! Whom the member knows at connected organisations, and how to reach one of them: a word of their own, or a knock.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::exchange::view::{ContactView, KnockState, KnockView};
use stn_protocol::id::{ContactId, OrgId};
use stn_protocol::local::insight::{FoundView, HintStep, PartnerHint};
use stn_protocol::trust::HandleType;

use super::frame::Frame;
use super::people::place;
use super::person::known;
use super::{Section, shown};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::names;
use crate::web::visitor::Visitor;

/// Partners whose people are listed; beyond, their number is.
const LISTED_MAX: usize = 12;

#[derive(Template)]
#[template(path = "knock.html")]
struct HintsPage {
    t: &'static Tongue,
    frame: Frame,
    partners: Vec<Partner>,
    knocks: Vec<Knock>,
}

/// A partner at which the member knows somebody.
struct Partner {
    name: String,
    count: usize,
    step: String,
    people: Vec<Person>,
}

/// Somebody there.
struct Person {
    contact: ContactId,
    name: String,
    role: String,
}

/// One knock of the member's own.
struct Knock {
    whom: String,
    state: String,
    until: Moment,
}

#[derive(Template)]
#[template(path = "knock-one.html")]
struct KnockPage {
    t: &'static Tongue,
    frame: Frame,
    contact: ContactId,
    name: String,
    place: String,
    /// Where a mail may go, if an address is known.
    mail: String,
    draft: String,
    /// Whether a knock could name them.
    can_knock: bool,
    partners: Vec<(OrgId, String)>,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/knock", get(hints)).route("/knock/{contact}", get(one))
}

async fn hints(visitor: Visitor) -> Result<Response, Response> {
    let t = visitor.guest.tongue;
    let mut partners = Vec::new();
    for (number, hint) in visitor.hints().await?.partners.into_iter().enumerate() {
        let is_listed = number < LISTED_MAX && hint.contacts > 0;
        let people = if is_listed { visitor.at_organisation(&hint.name).await? } else { Vec::new() };
        partners.push(Partner::of(t, &hint, people));
    }
    let knocks = visitor.knocks().await?;
    let page = HintsPage {
        t,
        frame: visitor.frame(Section::People).await?,
        partners,
        knocks: knocks.iter().map(|one| Knock::of(&visitor, one)).collect(),
    };
    Ok(shown(&visitor.guest, &page))
}

async fn one(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let (t, me) = (visitor.guest.tongue, visitor.me().await?);
    let one = known(&visitor, &id).await?;
    let partners = visitor.partners().await?.into_iter().map(|one| (one.org, names::org(&one.name, &one.org)));
    let page = KnockPage {
        t,
        frame: visitor.frame(Section::People).await?,
        contact: one.contact,
        name: tongue::shown(&one.name),
        place: place(&one.role, &one.org),
        mail: mail(&one),
        draft: t.with("knock-draft", &[("name", &one.name), ("org", &me.org_name), ("me", &me.name)]),
        can_knock: one.handles.iter().any(|handle| names_one(handle.handle_type())),
        partners: partners.collect(),
    };
    Ok(shown(&visitor.guest, &page))
}

fn mail(one: &ContactView) -> String {
    let mut mails = one.handles.iter().filter(|handle| handle.handle_type() == HandleType::Email);
    mails.next().map_or_else(String::new, |handle| tongue::shown(handle.canonical()))
}

/// Whether a handle of this sort stands for one person, so that a knock may name it.
fn names_one(sort: HandleType) -> bool {
    sort.is_identity() && sort != HandleType::Org
}

impl Partner {
    fn of(t: &'static Tongue, hint: &PartnerHint, people: Vec<FoundView>) -> Self {
        let step = match hint.step {
            HintStep::None => t.say("knock-step-none"),
            HintStep::Knock => t.say("knock-step-knock"),
            HintStep::Link => t.say("knock-step-link"),
        };
        let person = |one: FoundView| Person {
            contact: one.contact,
            name: tongue::shown(&one.name),
            role: tongue::shown(&one.role),
        };
        let people = people.into_iter().map(person).collect();
        Self { name: names::org(&hint.name, &hint.org), count: hint.contacts, step, people }
    }
}

impl Knock {
    fn of(visitor: &Visitor, one: &KnockView) -> Self {
        let t = visitor.guest.tongue;
        let state = match one.state {
            KnockState::Open => t.say("knock-open"),
            KnockState::Answered => t.say("knock-answered"),
            KnockState::Bridge => t.say("knock-bridge"),
            KnockState::Over => t.say("knock-over"),
        };
        let whom: Vec<String> = one.handles.iter().map(|handle| tongue::shown(handle.canonical())).collect();
        Self { whom: whom.join(", "), state, until: t.day(one.expires, visitor.now) }
    }
}
