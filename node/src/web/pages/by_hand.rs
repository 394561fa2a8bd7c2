//! One person brought by hand, or put right: name, place, what they are found by, and what is kept of them. How well comes first and has a date,
//! the day it was said.

mod about;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use stn_protocol::exchange::view::ContactView;
use stn_protocol::exchange::{ContactEntry, MemberCommand, Recorded, Reply};
use stn_protocol::limits::{HANDLES_PER_CONTACT, LABEL_LEN};
use stn_protocol::local::About;
use stn_protocol::message::Strength;
use stn_protocol::trust::{CountryCode, EdgePolicy, Handle};

use self::about::AboutFilled;
use super::frame::Frame;
use super::person::{Choice, Policy, entry, known, policy_said, strengths};
use super::trouble::Trouble;
use super::words::{STRENGTHS, chosen};
use super::{Section, shown};
use crate::tongue::{self, Tongue};
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "by_hand.html")]
struct HandPage {
    t: &'static Tongue,
    frame: Frame,
    /// Where the form is sent, and where one goes back to.
    at: String,
    back: String,
    is_new: bool,
    /// What keeps it from being recorded, and the contact it has to do with.
    trouble: String,
    other: String,
    filled: Filled,
    strengths: Vec<Choice>,
    policy: Option<Policy>,
}

/// What the form's fields say.
#[derive(Clone, Default)]
struct Filled {
    name: String,
    org: String,
    role: String,
    /// One a line.
    handles: String,
    strength: Option<Strength>,
    policy: EdgePolicy,
    about: AboutFilled,
}

/// Why somebody can't be recorded as they were filled in.
enum Unfit {
    Name,
    Strength,
    NoHandle,
    /// This is no handle.
    Handle(String),
    TooMany,
    Since,
    /// This is no topic, or no region's code.
    Word(String),
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/people/new", get(show_new).post(record_new))
        .route("/people/{contact}/edit", get(show_known).post(record_known))
}

async fn show_new(visitor: Visitor) -> Result<Response, Response> {
    HandPage::show(&visitor, None, Filled::default(), None).await
}

async fn show_known(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let one = known(&visitor, &id).await?;
    let filled = Filled::of(&one);
    HandPage::show(&visitor, Some(&one), filled, None).await
}

async fn record_new(visitor: Visitor, body: Bytes) -> Result<Response, Response> {
    let fields = Fields::of_form(&body);
    let change = policy_said(&fields).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    let mut filled = Filled::said(&fields);
    change.apply(&mut filled.policy);
    record(&visitor, None, filled).await
}

async fn record_known(visitor: Visitor, Path(id): Path<String>, body: Bytes) -> Result<Response, Response> {
    let one = known(&visitor, &id).await?;
    let said = Filled::said(&Fields::of_form(&body));
    let filled = Filled { strength: Some(one.strength), policy: one.policy.clone(), ..said };
    record(&visitor, Some(one), filled).await
}

/// Records it and shows the person, or shows the form again with what is in the way, and nothing lost.
async fn record(visitor: &Visitor, one: Option<ContactView>, filled: Filled) -> Result<Response, Response> {
    let t = visitor.guest.tongue;
    let kept = one.as_ref().map(|one| &one.about);
    let made = match filled.entry(visitor.me().await?.country, kept) {
        Ok(made) => made,
        Err(unfit) => return HandPage::show(visitor, one.as_ref(), filled, Some((unfit.says(t), None))).await,
    };
    let made = match &one {
        Some(one) => ContactEntry {
            name: made.name,
            org: made.org,
            role: made.role,
            handles: made.handles,
            about: made.about,
            ..entry(one.clone())
        },
        None => made,
    };
    let said = if one.is_some() { "edited" } else { "brought" };
    let reply = visitor.told(MemberCommand::RecordContacts { contacts: vec![made], import: None }).await?;
    let Reply::Recorded { contacts } = reply else { return Ok(Redirect::to("/people").into_response()) };
    match contacts.into_iter().next() {
        Some(Recorded::New { contact } | Recorded::Updated { contact }) => {
            Ok(Redirect::to(&format!("/people/{contact}?said={said}")).into_response())
        }
        Some(Recorded::Question(question)) => {
            let says = t.say1("hand-question", "name", &question.name);
            let other = Some(question.contact.to_string());
            HandPage::show(visitor, one.as_ref(), filled, Some((says, other))).await
        }
        Some(Recorded::Suppressed) => {
            HandPage::show(visitor, one.as_ref(), filled, Some((t.say("hand-suppressed"), None))).await
        }
        None => Ok(Redirect::to("/people").into_response()),
    }
}

impl HandPage {
    async fn show(
        visitor: &Visitor,
        one: Option<&ContactView>,
        filled: Filled,
        trouble: Option<(String, Option<String>)>,
    ) -> Result<Response, Response> {
        let t = visitor.guest.tongue;
        let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let (trouble, other) = trouble.unwrap_or_default();
        let page = Self {
            t,
            frame: visitor.frame(Section::People).await?,
            at: one.map_or_else(|| "/people/new".to_owned(), |one| format!("/people/{}/edit", one.contact)),
            back: one.map_or_else(|| "/people".to_owned(), |one| format!("/people/{}", one.contact)),
            is_new: one.is_none(),
            trouble,
            other: other.unwrap_or_default(),
            strengths: strengths(t, filled.strength),
            policy: one.is_none().then(|| Policy::of(t, &filled.policy)),
            filled,
        };
        match status {
            StatusCode::OK => Ok(shown(&visitor.guest, &page)),
            status => Ok(visitor.guest.page(status, &page)),
        }
    }
}

impl Filled {
    fn of(one: &ContactView) -> Self {
        let handles: Vec<_> = one.handles.iter().map(|handle| handle.canonical().as_str()).collect();
        Self {
            name: tongue::shown(&one.name),
            org: tongue::shown(&one.org),
            role: tongue::shown(&one.role),
            handles: handles.join("\n"),
            strength: Some(one.strength),
            policy: one.policy.clone(),
            about: AboutFilled::of(&one.about),
        }
    }

    fn said(fields: &Fields) -> Self {
        Self {
            name: fields.text("name").to_owned(),
            org: fields.text("org").to_owned(),
            role: fields.text("role").to_owned(),
            handles: fields.text("handles").replace('\r', ""),
            strength: chosen(&STRENGTHS, fields.text("strength")),
            policy: EdgePolicy::default(),
            about: AboutFilled::said(fields),
        }
    }

    fn entry(&self, country: Option<CountryCode>, kept: Option<&About>) -> Result<ContactEntry, Unfit> {
        let labels = [&self.name, &self.org, &self.role];
        if self.name.is_empty() || labels.iter().any(|label| label.len() > LABEL_LEN) {
            return Err(Unfit::Name);
        }
        Ok(ContactEntry {
            contact: None,
            name: self.name.as_str().into(),
            org: self.org.as_str().into(),
            role: self.role.as_str().into(),
            handles: self.read_handles(country)?,
            strength: self.strength.ok_or(Unfit::Strength)?,
            policy: self.policy.clone(),
            // Who is brought once more keeps what was kept of them.
            about: if kept.is_none() && self.about.is_blank() { None } else { Some(self.about.read(kept)?) },
        })
    }

    /// What they are found by; with nothing said but an organisation, by the name there.
    fn read_handles(&self, country: Option<CountryCode>) -> Result<Vec<Handle>, Unfit> {
        let mut handles: Vec<Handle> = Vec::new();
        for line in self.handles.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let handle = Handle::parse(line, country).map_err(|_| Unfit::Handle(line.to_owned()))?;
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
        if handles.is_empty() {
            let named = format!("{} at {}", self.name, self.org);
            let named = (!self.org.is_empty()).then(|| Handle::parse(&named, country).ok()).flatten();
            handles.push(named.ok_or(Unfit::NoHandle)?);
        }
        if handles.len() > HANDLES_PER_CONTACT { Err(Unfit::TooMany) } else { Ok(handles) }
    }
}

impl Unfit {
    fn says(&self, t: &'static Tongue) -> String {
        match self {
            Self::Name => t.say("hand-unfit-name"),
            Self::Strength => t.say("hand-unfit-strength"),
            Self::NoHandle => t.say("hand-unfit-nothing"),
            Self::Handle(text) => t.say1("hand-unfit-handle", "text", text),
            Self::TooMany => t.say("hand-unfit-many"),
            Self::Since => t.say("hand-unfit-since"),
            Self::Word(text) => t.say1("hand-unfit-word", "text", text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(handles: &str) -> Filled {
        Filled {
            name: "Jonas Weidt".to_owned(),
            org: "Lindenhof Foundation".to_owned(),
            handles: handles.to_owned(),
            strength: Some(Strength::KnowWell),
            ..Filled::default()
        }
    }

    #[test]
    fn handles_stand_one_a_line_and_each_counts_once() {
        let entry =
            filled("Jonas@Lindenhof.example\n\n jonas@lindenhof.example\n0632 960001").entry("44".parse().ok(), None);
        let Ok(entry) = entry else { panic!("they are handles") };

        let found: Vec<_> = entry.handles.iter().map(|handle| handle.canonical().as_str()).collect();
        assert_eq!(found, ["jonas@lindenhof.example", "+44632960001"]);
    }

    #[test]
    fn who_has_no_address_is_found_by_name_and_organisation() {
        let Ok(entry) = filled("").entry(None, None) else { panic!("a name at an organisation is a handle") };

        assert!(entry.handles[0].name_and_org().is_some());
        let nowhere = Filled { org: String::new(), ..filled("") };
        assert!(matches!(nowhere.entry(None, None), Err(Unfit::NoHandle)));
    }

    #[test]
    fn what_is_no_handle_is_said_by_its_line() {
        assert!(
            matches!(filled("a@b.example\nnonsense").entry(None, None), Err(Unfit::Handle(line)) if line == "nonsense")
        );
        assert!(matches!(Filled { strength: None, ..filled("a@b.example") }.entry(None, None), Err(Unfit::Strength)));
    }
}
