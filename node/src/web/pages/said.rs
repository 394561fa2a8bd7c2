//! What is said along requests beside request and answer: questions to the asker, replies, and whether to stay
//! connected. The node keeps sealed words; the browser opens them in their places.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use stn_protocol::exchange::view::{AnswerView, AnsweredView, WordView};
use stn_protocol::exchange::{MemberCommand, WordCommand};
use stn_protocol::id::{OrgId, RequestId, WordId};
use stn_protocol::message::{RequestCore, Strength};
use stn_protocol::wire::payload::Payload as _;

use super::frame::Frame;
use super::person::{Choice, strengths};
use super::trouble::Trouble;
use super::{Section, shown, words};
use crate::tongue::{Moment, Tongue};
use crate::web::Door;
use crate::web::fields::Fields;
use crate::web::names;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "said.html")]
struct SaidPage {
    t: &'static Tongue,
    frame: Frame,
    words: Vec<Word>,
    met: Vec<Met>,
    strengths: Vec<Choice>,
}

/// One word, sealed.
struct Word {
    word: WordId,
    request: RequestId,
    kind: String,
    came: Moment,
    replied: bool,
}

/// A request that was answered: its two ends may stay connected.
struct Met {
    request: RequestId,
    /// Whether the member asked; else they answered.
    asked: bool,
    kind: String,
    /// The organisation at the other end, as far as it is known here.
    org: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/words", get(list)).route("/words/drop", post(drop_word))
}

async fn list(visitor: Visitor) -> Result<Response, Response> {
    let (t, here) = (visitor.guest.tongue, visitor.me().await?.org);
    let words = visitor.heard().await?;
    let mut met: Vec<Met> = visitor.answers_that_came().await?.iter().filter_map(|one| Met::asked(t, one)).collect();
    let answered = visitor.letters_answered().await?;
    met.extend(answered.iter().filter_map(|one| Met::answered(t, here, one)));
    let page = SaidPage {
        t,
        frame: visitor.frame(Section::Asks).await?,
        words: words.iter().filter_map(|one| Word::of(&visitor, one)).collect(),
        met,
        strengths: strengths(t, Some(Strength::HaveMet)),
    };
    Ok(shown(&visitor.guest, &page))
}

/// Puts a word away: nothing leaves the node.
async fn drop_word(visitor: Visitor, body: Bytes) -> Result<Redirect, Response> {
    let fields = Fields::of_form(&body);
    let (Some(request), Some(word)) = (fields.one("request"), fields.one("word")) else {
        return Err(visitor.trouble(Trouble::Unfit));
    };
    visitor.act(MemberCommand::Word(WordCommand::DropWord { request, word }), "/words?said=word-dropped").await
}

impl Word {
    fn of(visitor: &Visitor, one: &WordView) -> Option<Self> {
        let (core, t) = (RequestCore::from_bytes(&one.core.payload).ok()?, visitor.guest.tongue);
        let (kind, came) = (t.say(words::kind(core.kind)), t.day(one.came, visitor.now));
        Some(Self { word: one.word, request: core.request, kind, came, replied: one.replied })
    }
}

impl Met {
    /// As the one who asked, once the device has verified the answer.
    fn asked(t: &'static Tongue, one: &AnswerView) -> Option<Self> {
        let core = RequestCore::from_bytes(&one.core.payload).ok().filter(|_| one.verified == Some(true))?;
        let kind = t.say(words::kind(core.kind));
        Some(Self { request: core.request, asked: true, kind, org: String::new() })
    }

    /// As the one who answered; colleagues need no bridge.
    fn answered(t: &'static Tongue, here: OrgId, one: &AnsweredView) -> Option<Self> {
        let core = RequestCore::from_bytes(&one.core.payload).ok().filter(|core| core.origin != here)?;
        let kind = t.say(words::kind(core.kind));
        let org = names::org(&one.origin_name, &core.origin);
        Some(Self { request: core.request, asked: false, kind, org })
    }
}
