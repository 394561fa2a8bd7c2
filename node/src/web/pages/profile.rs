//! What the member says of themselves, each field with who may read it.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::response::{Redirect, Response};
use axum::routing::get;
use stn_protocol::exchange::MemberCommand;
use stn_protocol::local::{Field, Profile};
use stn_protocol::private::Private;
use stn_protocol::trust::{Audience, Language, NotAWord, Region, Word};

use super::frame::Frame;
use super::trouble::Trouble;
use super::words::{AUDIENCES, chosen};
use super::{Section, shown, words};
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "profile.html")]
struct ProfilePage {
    t: &'static Tongue,
    frame: Frame,
    fields: Vec<Shown>,
    findable: bool,
    counted: bool,
}

/// One field of the form.
struct Shown {
    code: &'static str,
    name: String,
    hint: String,
    says: String,
    is_long: bool,
    readers: Vec<Reader>,
}

/// Who may read a field.
struct Reader {
    word: &'static str,
    name: String,
    is_set: bool,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/me/profile", get(show).post(set))
}

async fn show(visitor: Visitor) -> Result<Response, Response> {
    let (t, profile) = (visitor.guest.tongue, visitor.profile().await?);
    let page = ProfilePage {
        t,
        frame: visitor.frame(Section::Me).await?,
        fields: shown_fields(t, &profile),
        findable: profile.findable,
        counted: profile.counted,
    };
    Ok(shown(&visitor.guest, &page))
}

async fn set(visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let profile = read(&Fields::of_form(&body)).ok_or_else(|| visitor.trouble(Trouble::Unfit))?;
    visitor.act(MemberCommand::SetProfile { profile: Box::new(profile) }, "/me/profile?said=profile").await
}

/// The profile a form says; nothing if a word or code in it is none.
fn read(fields: &Fields) -> Option<Profile> {
    Some(Profile {
        topics: list(fields, "topics", Word::parse)?,
        regions: list(fields, "regions", Region::parse)?,
        languages: list(fields, "languages", Language::parse)?,
        can_help: text(fields, "can-help")?,
        looks_for: text(fields, "looks-for")?,
        findable: fields.is_ticked("findable"),
        counted: fields.is_ticked("counted"),
    })
}

fn list<T: Ord>(fields: &Fields, code: &str, parse: impl Fn(&str) -> Result<T, NotAWord>) -> Option<Field<Vec<T>>> {
    let parts = fields.text(code).split(',').map(str::trim).filter(|part| !part.is_empty());
    let mut says: Vec<T> = parts.map(|part| parse(part).ok()).collect::<Option<_>>()?;
    says.sort_unstable();
    says.dedup();
    Some(Field { says, audience: audience(fields, code)? })
}

fn text(fields: &Fields, code: &str) -> Option<Field<Private<String>>> {
    // A browser sends line breaks as two characters, and one of them is none that a text may have.
    let says = fields.text(code).replace('\r', "").into();
    Some(Field { says, audience: audience(fields, code)? })
}

/// Who may read a field; the outer nothing where that was not said.
fn audience(fields: &Fields, code: &str) -> Option<Option<Audience>> {
    match fields.text(&format!("{code}-for")) {
        ONLY_I => Some(None),
        word => chosen(&AUDIENCES, word).map(Some),
    }
}

fn shown_fields(t: &'static Tongue, profile: &Profile) -> Vec<Shown> {
    fn joined<T>(field: &Field<Vec<T>>, text: impl Fn(&T) -> &str) -> String {
        field.says.iter().map(text).collect::<Vec<_>>().join(", ")
    }
    let Profile { topics, regions, languages, can_help, looks_for, .. } = profile;
    let field = |code, name, hint, says, audience: Option<Audience>, is_long| Shown {
        code,
        name: t.say(name),
        hint: t.say(hint),
        says,
        is_long,
        readers: readers(t, audience),
    };
    let (help, look) = (can_help.says.to_string(), looks_for.says.to_string());
    vec![
        field("topics", "profile-topics", "hint-topics", joined(topics, Word::as_str), topics.audience, false),
        field("regions", "profile-regions", "hint-regions", joined(regions, Region::as_str), regions.audience, false),
        field(
            "languages",
            "profile-languages",
            "hint-languages",
            joined(languages, Language::as_str),
            languages.audience,
            false,
        ),
        field("can-help", "profile-can-help", "hint-can-help", help, can_help.audience, true),
        field("looks-for", "profile-looks-for", "hint-looks-for", look, looks_for.audience, true),
    ]
}

fn readers(t: &'static Tongue, set: Option<Audience>) -> Vec<Reader> {
    let only_i = [(None, ONLY_I)].into_iter();
    let all = only_i.chain(AUDIENCES.iter().map(|(audience, word)| (Some(*audience), *word)));
    let reader = |(audience, word)| Reader { word, name: t.say(words::reader(audience)), is_set: audience == set };
    all.map(reader).collect()
}

/// What a form says of a field that is for the member alone.
const ONLY_I: &str = "me";

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "topics=&topics-for=me&regions=&regions-for=me&languages=&languages-for=me&can-help=\
        &can-help-for=me&looks-for=&looks-for-for=me";

    fn said(form: &str) -> Option<Profile> {
        read(&Fields::of_query(Some(form)))
    }

    #[test]
    fn an_empty_form_is_an_empty_profile() {
        assert_eq!(said(EMPTY), Some(Profile::default()));
    }

    #[test]
    fn words_are_read_with_their_readers() {
        let form = EMPTY.replace("topics=&topics-for=me", "topics=Water, social housing,,water&topics-for=peers");
        let profile = said(&format!("{form}&findable=on")).unwrap();

        assert_eq!(profile.topics.says, [Word::parse("social-housing").unwrap(), Word::parse("water").unwrap()]);
        assert_eq!((profile.topics.audience, profile.findable), (Some(Audience::Peers), true));
    }

    #[test]
    fn a_code_that_is_none_or_a_reader_that_is_missing_changes_nothing() {
        assert_eq!(said(&EMPTY.replace("regions=&", "regions=Kenya&")), None);
        assert_eq!(said(&EMPTY.replace("&can-help-for=me", "")), None);
    }
}
