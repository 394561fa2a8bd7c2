//! Bringing a file of contacts: the file is read, sorted and rated in the member's browser, and only people they rated
//! come here, in portions of one import that can be undone as a whole.
//!
//! What somebody is found by is put into its agreed form here, as for every other way to bring people.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use stn_protocol::exchange::view::ContactView;
use stn_protocol::exchange::{ContactEntry, MemberCommand, Recorded, Reply};
use stn_protocol::id::{ContactId, ImportId};
use stn_protocol::local::ImportMark;
use stn_protocol::local::insight::ImportView;
use stn_protocol::message::Strength;
use stn_protocol::private::Private;
use stn_protocol::trust::{CountryCode, EdgePolicy, Handle, names_agree};

use super::frame::Frame;
use super::trouble::Trouble;
use super::words::{STRENGTHS, chosen};
use super::{Section, shown};
use crate::import::{Kind, MAX_VALUES, Row, fitting};
use crate::tongue::{self, Moment, Tongue};
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::names;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    t: &'static Tongue,
    frame: Frame,
    partners: Vec<Partner>,
    /// What colleagues work on, as far as they let the organisation read it.
    topics: Vec<String>,
    imports: Vec<Earlier>,
    refusals: Vec<(&'static str, String)>,
    /// Where the script puts a name into a sentence.
    place: &'static str,
}

/// An organisation at which people can be asked for: by what the script finds its people in a file.
struct Partner {
    name: String,
    domain: String,
}

/// A file that was brought.
struct Earlier {
    import: ImportId,
    when: Moment,
    says: String,
}

/// One portion of rated people, as the page's script sends it.
#[derive(Deserialize)]
struct Portion {
    import: ImportId,
    source: String,
    people: Vec<Rated>,
}

/// One person as the file has them, with how well the member knows them.
#[derive(Deserialize)]
struct Rated {
    strength: String,
    name: String,
    #[serde(default)]
    org: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    emails: Vec<String>,
    #[serde(default)]
    phones: Vec<String>,
    #[serde(default)]
    linkedin: String,
    #[serde(default)]
    orcid: String,
    #[serde(default)]
    is_org: bool,
}

/// What became of one of them.
#[derive(Serialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
enum Became {
    /// Somebody new.
    New,
    /// Somebody the member had.
    Updated,
    /// Nothing was recorded: a contact of another name is found by the same.
    Question { contact: u32, name: String },
    /// Nothing was recorded: they don't want to be held.
    Suppressed,
    /// Nothing was recorded: the file has nothing they could be found by.
    Nothing,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    let bring = post(bring).layer(DefaultBodyLimit::max(PORTION_MAX_BYTES));
    Router::new().route("/people/import", get(show).merge(bring)).route("/people/import/undo", post(undo))
}

async fn show(visitor: Visitor) -> Result<Response, Response> {
    let t = visitor.guest.tongue;
    let partners = visitor.partners().await?;
    let partner = |(name, domain): (&str, &str)| Partner { name: tongue::shown(name), domain: tongue::shown(domain) };
    let page = ImportPage {
        t,
        frame: visitor.frame(Section::People).await?,
        partners: partners.iter().map(|one| partner((&names::org(&one.name, &one.org), &one.domain))).collect(),
        topics: visitor
            .colleague_topics()
            .await?
            .iter()
            .take(TOPICS_MAX)
            .map(|topic| topic.as_str().to_owned())
            .collect(),
        imports: visitor.imports().await?.iter().map(|one| Earlier::of(t, one, visitor.now)).collect(),
        refusals: REFUSALS.map(|(code, key)| (code, t.say1(key, "line", PLACE))).into(),
        place: PLACE,
    };
    Ok(shown(&visitor.guest, &page))
}

async fn bring(visitor: Visitor, body: Bytes) -> Result<Response, Response> {
    let portion: Portion = serde_json::from_slice(&body).map_err(|_| visitor.trouble(Trouble::Unfit))?;
    if portion.people.len() > PORTION_MAX {
        return Err(visitor.trouble(Trouble::Unfit));
    }
    let country = visitor.me().await?.country;
    let held = visitor.people().await?;
    let held = Held::of(&held);
    let mut became = Vec::with_capacity(portion.people.len());
    let mut contacts = Vec::new();
    for rated in portion.people {
        let strength = chosen(&STRENGTHS, &rated.strength).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
        let entry = held.entry(&Row::from(rated), strength, country);
        // What the engine says of the others takes these places, in order.
        became.push((!entry.handles.is_empty()).then_some(Became::New).ok_or(Became::Nothing));
        contacts.extend((!entry.handles.is_empty()).then_some(entry));
    }
    let mut told = Vec::new();
    if !contacts.is_empty() {
        let mark = ImportMark { import: portion.import, source: portion.source };
        let reply = visitor.told(MemberCommand::RecordContacts { contacts, import: Some(mark) }).await?;
        if let Reply::Recorded { contacts } = reply {
            told = contacts;
        }
    }
    let mut told = told.into_iter().map(Became::from);
    let became: Vec<_> =
        became.into_iter().map(|one| one.map_or_else(|none| none, |new| told.next().unwrap_or(new))).collect();
    Ok(Json(became).into_response())
}

async fn undo(visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let import = Fields::of_form(&body).one("import").ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    visitor.act(MemberCommand::UndoImport { import }, "/people/import?said=import-undone").await
}

impl Earlier {
    fn of(t: &'static Tongue, one: &ImportView, now: stn_protocol::time::Timestamp) -> Self {
        Self {
            import: one.import,
            when: t.day(one.at, now),
            says: t.with(
                "import-earlier",
                &[("source", &tongue::shown(&one.source)), ("added", &one.added), ("changed", &one.changed)],
            ),
        }
    }
}

/// Contacts the member has, by what they are found by.
struct Held<'h> {
    by_handle: BTreeMap<&'h Handle, &'h ContactView>,
}

impl<'h> Held<'h> {
    fn of(people: &'h [ContactView]) -> Self {
        let handles = people.iter().flat_map(|one| one.handles.iter().map(move |handle| (handle, one)));
        Self { by_handle: handles.collect() }
    }

    /// Somebody as they are recorded. Who is known keeps what may be done for them: an import never opens what was
    /// closed.
    fn entry(&self, row: &Row, strength: Strength, country: Option<CountryCode>) -> ContactEntry {
        let handles = row.handles(country);
        let claimants: BTreeMap<ContactId, &ContactView> =
            handles.iter().filter_map(|handle| self.by_handle.get(handle)).map(|one| (one.contact, *one)).collect();
        let policy = match claimants.into_values().collect::<Vec<_>>().as_slice() {
            [one] if names_agree(&one.name, &row.name) => one.policy.clone(),
            _ => EdgePolicy::default(),
        };
        ContactEntry {
            contact: None,
            name: fitting(&row.name),
            org: fitting(&row.org),
            role: fitting(&row.title),
            handles,
            strength,
            policy,
            about: None,
        }
    }
}

impl From<Rated> for Row {
    fn from(rated: Rated) -> Self {
        let all = |values: Vec<String>| values.into_iter().take(MAX_VALUES).map(Private).collect();
        Self {
            name: rated.name.into(),
            org: rated.org.into(),
            title: rated.title.into(),
            emails: all(rated.emails),
            phones: all(rated.phones),
            linkedin: rated.linkedin.into(),
            orcid: rated.orcid.into(),
            kind: if rated.is_org { Kind::Organisation } else { Kind::Person },
            ..Self::default()
        }
    }
}

impl From<Recorded> for Became {
    fn from(recorded: Recorded) -> Self {
        match recorded {
            Recorded::New { .. } => Self::New,
            Recorded::Updated { .. } => Self::Updated,
            Recorded::Question(question) => {
                Self::Question { contact: question.contact.0, name: tongue::shown(&question.name) }
            }
            Recorded::Suppressed => Self::Suppressed,
        }
    }
}

/// Stands in a sentence where the script puts a line's number or a name.
const PLACE: &str = "\u{e000}";
/// Topics of colleagues a file is searched for.
const TOPICS_MAX: usize = 24;
/// People of one portion.
const PORTION_MAX: usize = 100;
/// As many with as many addresses as anybody was seen to have, and full names.
const PORTION_MAX_BYTES: usize = 256 << 10;

/// Why a file is not taken, by the script's code.
const REFUSALS: [(&str, &str); 14] = [
    ("too-large", "import-too-large"),
    ("empty", "import-empty"),
    ("archive", "import-archive"),
    ("no-connections", "import-no-connections"),
    ("archive-broken", "import-archive-broken"),
    ("spreadsheet", "import-spreadsheet"),
    ("web-page", "import-web-page"),
    ("other", "import-other"),
    ("too-many-rows", "import-too-many"),
    ("cell-too-long", "import-line"),
    ("row-too-long", "import-line"),
    ("swallowed-rows", "import-line"),
    ("unreadable", "import-line"),
    ("nobody", "import-nobody"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portion_is_read_as_the_script_writes_it() {
        let json = r#"{"import":"01010101010101010101010101010101","source":"LinkedIn","people":[
            {"strength":"know-well","name":"Ann Lee","emails":["ann@well.example"]}]}"#;

        let portion: Portion = serde_json::from_str(json).unwrap();
        let row = Row::from(portion.people.into_iter().next().unwrap());

        let entry = Held::of(&[]).entry(&row, Strength::KnowWell, None);
        assert_eq!((entry.name, entry.handles.len(), entry.policy), ("Ann Lee".into(), 1, EdgePolicy::default()));
    }

    #[test]
    fn what_became_of_somebody_is_told_in_words_the_script_knows() {
        let question = Became::Question { contact: 7, name: "Ann".to_owned() };

        assert_eq!(serde_json::to_string(&Became::New).unwrap(), r#"{"as":"new"}"#);
        assert_eq!(serde_json::to_string(&question).unwrap(), r#"{"as":"question","contact":7,"name":"Ann"}"#);
    }
}
