//! Whom the member knows, searched by anything half remembered, and who else is a member here.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::exchange::view::{ColleagueView, ContactView, PeopleByNameView};
use stn_protocol::id::{ContactId, MemberKey};
use stn_protocol::limits::CONFIRMED_FOR;
use stn_protocol::message::Strength;
use stn_protocol::time::Timestamp;

use super::frame::Frame;
use super::{Section, shown, words};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    t: &'static Tongue,
    frame: Frame,
    sought: String,
    people: Vec<Person>,
    /// How many there are, also beyond what is shown.
    count: usize,
    /// What asks for those before and behind these.
    before: Option<String>,
    behind: Option<String>,
    more: usize,
    colleagues: Vec<Colleague>,
}

/// One contact in the list.
struct Person {
    contact: ContactId,
    name: String,
    place: String,
    strength: String,
    serves: String,
    said_on: Moment,
    is_stale: bool,
}

/// One colleague in the list.
struct Colleague {
    member: MemberKey,
    name: String,
    strength: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/people", get(list))
}

async fn list(visitor: Visitor) -> Result<Response, Response> {
    let (t, query) = (visitor.guest.tongue, visitor.guest.query());
    let sought: String = query.text("q").chars().take(SOUGHT_MAX).collect();
    let from = query.one("from").unwrap_or(0);
    let PeopleByNameView { count, people } = if sought.is_empty() {
        visitor.people_by_name(from, SHOWN_MAX).await?
    } else {
        let found = visitor.found(&sought).await?;
        let asked = found.iter().skip(from).take(SHOWN_MAX).map(|hit| hit.contact).collect();
        PeopleByNameView { count: found.len(), people: visitor.contacts(asked).await? }
    };
    let mut colleagues = visitor.colleagues().await?;
    colleagues.retain(|one| one.name.to_lowercase().contains(&sought.to_lowercase()));
    let behind = from.saturating_add(SHOWN_MAX);
    let more = count.saturating_sub(behind);
    let page = PeoplePage {
        t,
        frame: visitor.frame(Section::People).await?,
        count,
        before: (from > 0).then(|| query_of(&sought, from.saturating_sub(SHOWN_MAX))),
        behind: (more > 0).then(|| query_of(&sought, behind)),
        more,
        people: people.iter().map(|one| Person::of(t, one, visitor.now)).collect(),
        colleagues: colleagues.iter().map(|one| Colleague::of(t, one)).collect(),
        sought,
    };
    Ok(shown(&visitor.guest, &page))
}

fn query_of(sought: &str, from: usize) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("q", sought)
        .append_pair("from", &from.to_string())
        .finish()
}

impl Person {
    fn of(t: &'static Tongue, one: &ContactView, now: Timestamp) -> Self {
        Self {
            contact: one.contact,
            name: tongue::shown(&one.name),
            place: place(&one.role, &one.org),
            strength: t.say(words::strength(one.strength)),
            serves: t.say(words::audience(one.policy.audience)),
            said_on: t.day(one.confirmed, now),
            is_stale: is_stale(one, now),
        }
    }
}

impl Colleague {
    fn of(t: &'static Tongue, one: &ColleagueView) -> Self {
        Self { member: one.member, name: tongue::shown(&one.name), strength: rated(t, one.strength) }
    }
}

/// How well a colleague is known, or that nobody said.
pub(super) fn rated(t: &'static Tongue, strength: Option<Strength>) -> String {
    t.say(strength.map_or("strength-none", words::strength))
}

/// Whether the member has not said for a year how well they know somebody: it then counts one step less.
pub(super) fn is_stale(one: &ContactView, now: Timestamp) -> bool {
    one.confirmed.plus(CONFIRMED_FOR) < now
}

/// Role and organisation, as far as there are any.
pub(super) fn place(role: &str, org: &str) -> String {
    let parts = [role, org].map(str::trim).into_iter().filter(|part| !part.is_empty());
    parts.map(tongue::shown).collect::<Vec<_>>().join(", ")
}

/// People on one page.
const SHOWN_MAX: usize = 100;
/// Signs of what is sought that are read.
const SOUGHT_MAX: usize = 100;
