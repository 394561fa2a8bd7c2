//! The demo's page: three members side by side, the play bar, and every message between nodes with what its receiver
//! learned. It shows what `demo::showing` has; a press of a button is told to it.
//!
//! | address | what |
//! |---|---|
//! | `GET /` | the page, as things stand |
//! | `GET /events` | `changed`, whenever something has |
//! | `POST /press` | a button: `button`, and with `begin` the `story`, with `approve` whether by `myself` |

use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use futures::stream;
use stn_protocol::exchange::view::AskView;

use super::frame::Frame;
use super::item::chain::{self, Step};
use super::item::sees::{self, Seen};
use super::item::told::Told;
use super::trouble::{Trouble, TroublePage};
use super::{assets, language, ledger, shown, words};
use crate::clock;
use crate::demo::account::{Account, LedgerTold, Message};
use crate::demo::showing::{Button, Pace, Showing, Shown};
use crate::demo::story::{PersonsDesk, Turn, Yes};
use crate::demo::trouble;
use crate::demo::valley::{self, Member, Organisation, Script, Slug, Valley};
use crate::tongue::{self, Sentence, Tongue};
use crate::web::fields::Fields;
use crate::web::guest::Guest;
use crate::web::names::Names;
use crate::web::site::Site;

/// Where the demo's page is, and what it shows.
type DemoDoor = Arc<(Site, Showing)>;

static VALLEY: LazyLock<Valley> = LazyLock::new(Valley::load);

#[derive(Template)]
#[template(path = "showing.html")]
struct ShowingPage {
    t: &'static Tongue,
    frame: Frame,
    bar: Bar,
    people: Vec<PersonShown>,
    scenes: Vec<SceneShown>,
    messages: Vec<Message>,
    ending: Option<EndingShown>,
}

/// The play bar.
struct Bar {
    is_idle: bool,
    is_under_way: bool,
    plays: bool,
    approves: bool,
    turn: Option<String>,
}

/// One of the three people.
struct PersonShown {
    id: String,
    name: String,
    place: String,
    part: String,
    /// What they asked, and where it stands.
    asks: Vec<(String, String)>,
    items: Vec<ItemShown>,
    turn: Option<TurnShown>,
}

/// Something that lies before them.
struct ItemShown {
    told: Told,
    steps: Vec<Step>,
    sees: Vec<Seen>,
}

/// What they are about to say.
struct TurnShown {
    words: String,
    button: String,
    is_mine: bool,
}

/// One step of the story.
struct SceneShown {
    title: String,
    words: String,
}

/// How it ended.
struct EndingShown {
    says: String,
    is_good: bool,
    /// What a node, a device or the system said, where it went wrong.
    cause: String,
    answer: String,
    cards: Vec<String>,
    /// Whose each is, and its records, each with what they wrote.
    ledgers: Vec<(String, Vec<(String, String)>)>,
}

pub(in crate::web) fn routes() -> Router<DemoDoor> {
    Router::new()
        .merge(assets::routes())
        .route("/", get(page))
        .route("/events", get(events))
        .route("/press", post(press))
        .route("/language", post(choose))
        .fallback(super::nothing_here)
        .method_not_allowed_fallback(super::nothing_here)
}

async fn page(State(door): State<DemoDoor>, guest: Guest) -> Response {
    let showing = door.1.watch().borrow().clone();
    shown(&guest, &ShowingPage::of(&guest, door.0.name(), &showing))
}

async fn events(State(door): State<DemoDoor>) -> Response {
    let events = stream::unfold(door.1.watch(), |mut shown| async move {
        shown.changed().await.ok()?;
        shown.mark_unchanged();
        Some((Ok::<_, Infallible>(Event::default().event("changed").data("changed")), shown))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

async fn press(State(door): State<DemoDoor>, guest: Guest, body: Bytes) -> Response {
    let Some(button) = button(&Fields::of_form(&body)) else { return TroublePage::show(&guest, Trouble::Unfit) };
    door.1.press(button);
    Redirect::to("/").into_response()
}

async fn choose(State(door): State<DemoDoor>, guest: Guest, body: Bytes) -> Response {
    language::chosen(&door.0, &guest, &body)
}

fn button(fields: &Fields) -> Option<Button> {
    match fields.text("button") {
        "begin" => Some(Button::Begin(Script::of(fields.one("story")?)?)),
        "play" => Some(Button::Play),
        "pause" => Some(Button::Pause),
        "step" => Some(Button::Step),
        "yes" => Some(Button::Yes),
        "approve-myself" => Some(Button::ApproveMyself(true)),
        "let-them" => Some(Button::ApproveMyself(false)),
        "end" => Some(Button::ToTheEnd),
        _ => None,
    }
}

impl ShowingPage {
    fn of(guest: &Guest, name: &str, shown: &Shown) -> Self {
        let t = guest.tongue;
        let desks = shown.scenes.last().map_or(&[][..], |scene| &scene.desks);
        let people = shown.seats.iter().enumerate().map(|(seat, id)| {
            let desk = desks.iter().find(|desk| desk.person == *id);
            PersonShown::of(t, (seat, id), desk, shown)
        });
        let scenes = shown.scenes.iter().map(|scene| SceneShown {
            title: t.tell(&scene.title),
            words: scene.words.as_ref().map_or_else(String::new, |words| tongue::shown_lines(words)),
        });
        Self {
            t,
            frame: Frame::open(guest, name),
            bar: Bar::of(t, shown),
            people: people.collect(),
            scenes: scenes.collect(),
            messages: shown.scenes.iter().flat_map(|scene| scene.messages.iter().cloned()).collect(),
            ending: shown.ending.as_ref().map(|ending| EndingShown::of(t, ending)),
        }
    }

    fn learned(&self, message: &Message) -> String {
        let learned = message.receiver_learned.clone();
        self.t.tell(&Sentence::new("showing-learned").with("org", message.to.as_str()).with("what", learned))
    }
}

impl Bar {
    fn of(t: &'static Tongue, shown: &Shown) -> Self {
        let (is_under_way, plays) = (shown.is_under_way(), shown.pace != Pace::Pauses);
        let turn = shown.turn.as_ref().filter(|_| shown.approves);
        let turn = turn.map(|turn| t.say1("showing-your-turn", "name", called(&turn.person)));
        Self { is_idle: shown.script.is_none(), is_under_way, plays, approves: shown.approves, turn }
    }
}

impl PersonShown {
    fn of(t: &'static Tongue, (seat, id): (usize, &Slug), desk: Option<&PersonsDesk>, shown: &Shown) -> Self {
        let turn = shown.turn.as_ref().filter(|turn| turn.person == *id);
        let place = VALLEY.member(id).map_or_else(String::new, place);
        Self {
            id: id.to_string(),
            name: called(id),
            place,
            part: t.say(["showing-asks", "showing-on-the-way", "showing-knows"][seat.min(2)]),
            asks: desk.map_or_else(Vec::new, |desk| desk.asks.iter().map(|ask| asked(t, ask)).collect()),
            items: desk.map_or_else(Vec::new, |desk| items(t, desk)),
            turn: turn.map(|turn| TurnShown::of(t, turn, shown.approves)),
        }
    }
}

impl TurnShown {
    fn of(t: &'static Tongue, turn: &Turn, is_mine: bool) -> Self {
        let button = match turn.yes {
            Yes::Allow => "yes-allow",
            Yes::PassOn => "yes-pass-on",
            Yes::Answer => "yes-answer",
        };
        Self { words: tongue::shown_lines(&turn.words), button: t.say(button), is_mine }
    }
}

impl EndingShown {
    fn of(t: &'static Tongue, ending: &Result<Account, Arc<trouble::Trouble>>) -> Self {
        let account = match ending {
            Ok(account) => account,
            Err(trouble) => return Self::failed(t, trouble),
        };
        let says = match account.outcome {
            "appraised" => t.say("showing-appraised"),
            _ => t.say("showing-introduced"),
        };
        let cards = account.answer.cards.iter().map(|card| tongue::shown(&card.name));
        let ledger = |told: &LedgerTold| (tongue::shown(&told.who), ledger::records(t, &told.left));
        Self {
            says,
            is_good: true,
            cause: String::new(),
            answer: tongue::shown_lines(&account.answer.text),
            cards: cards.collect(),
            ledgers: account.ledgers.iter().map(ledger).collect(),
        }
    }

    fn failed(t: &'static Tongue, trouble: &trouble::Trouble) -> Self {
        let says = t.tell(&Sentence::new("showing-failed").with("trouble", trouble.sentence()));
        let cause = tongue::shown(&trouble.cause().unwrap_or_default());
        Self { says, is_good: false, cause, answer: String::new(), cards: Vec::new(), ledgers: Vec::new() }
    }
}

/// How somebody introduces themselves, in their own words.
fn place((org, member): (&Organisation, &Member)) -> String {
    format!("{}, {}", *member.role, org.name)
}

/// Whether this is how somebody of the story introduces themselves.
fn is_theirs(said: &str) -> bool {
    VALLEY.memberships().any(|one| place(one) == said)
}

fn called(id: &Slug) -> String {
    VALLEY.member(id).map_or_else(String::new, |(_, member)| tongue::shown(&member.name))
}

fn asked(t: &'static Tongue, ask: &AskView) -> (String, String) {
    (t.say(words::kind(ask.kind)), t.say(words::state(ask.state)))
}

fn items(t: &'static Tongue, desk: &PersonsDesk) -> Vec<ItemShown> {
    let (names, now) = (Names::beside(t, &desk.colleagues, &desk.bridges), clock::now());
    let item = |item| {
        let told = Told::of(t, &names, item, now);
        let (steps, sees) = (chain::of(t, &names, item, &told), sees::of(t, &names, item, &told));
        ItemShown { told, steps, sees }
    };
    desk.inbox.iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_story_that_fails_says_so_in_the_pages_language_and_why_apart() {
        let trouble = trouble::Trouble::Ground(io::Error::other("no room"));
        let ending = EndingShown::of(Tongue::tagged("es").unwrap(), &Err(Arc::new(trouble)));

        assert!(!ending.is_good && ending.says.starts_with("La historia no pudo llegar a su final"), "{}", ending.says);
        assert!(ending.says.contains("un directorio") && !ending.says.contains("no room"), "{}", ending.says);
        assert_eq!(ending.cause, "no room");
    }

    #[test]
    fn what_somebody_of_the_story_says_of_themself_is_known_as_theirs() {
        let nadia = place(VALLEY.member(&"nadia-rahmani".into()).unwrap());

        assert!(is_theirs(&nadia));
        assert!(!is_theirs(&Tongue::tagged("es").unwrap().say("place-colleague")));
    }
}
