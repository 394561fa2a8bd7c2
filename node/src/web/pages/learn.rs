//! Lessons on the invented people of the demo, and plain words on what a dishonest node could do. For anybody, without
//! scripts and without a session: a choice stands in the address, and changes nothing but what the page says of it.

mod lessons;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

use super::frame::Frame;
use super::trouble::{Trouble, TroublePage};
use super::{nothing_here, shown};
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::guest::Guest;
use lessons::{LESSONS, Lesson, Step};

#[derive(Template)]
#[template(path = "learn.html")]
struct LearnPage {
    t: &'static Tongue,
    frame: Frame,
}

#[derive(Template)]
#[template(path = "lesson.html")]
struct LessonPage {
    t: &'static Tongue,
    frame: Frame,
    lesson: &'static Lesson,
    step: &'static Step,
    /// Which step it is, from one.
    number: usize,
    /// Which choice was made, from one; none before that.
    chosen: Option<usize>,
    /// The lesson to go on with after the last step of this one.
    after: Option<&'static Lesson>,
}

#[derive(Template)]
#[template(path = "learn-node.html")]
struct NodePage {
    t: &'static Tongue,
    frame: Frame,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/learn", get(all))
        .route("/learn/node", get(node))
        .route("/learn/{lesson}", get(first))
        .route("/learn/{lesson}/{step}", get(any))
}

async fn all(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    let frame = Frame::open(&guest, door.site.name());
    shown(&guest, &LearnPage { t: guest.tongue, frame })
}

async fn node(State(door): State<Arc<Door>>, guest: Guest) -> Response {
    shown(&guest, &drawn_node(&guest, door.site.name()))
}

/// The page about a dishonest node, for an organisation of this name.
pub(super) fn drawn_node(guest: &Guest, org: &str) -> impl Template {
    NodePage { t: guest.tongue, frame: Frame::open(guest, org) }
}

async fn first(door: State<Arc<Door>>, guest: Guest, Path(lesson): Path<String>) -> Response {
    any(door, guest, Path((lesson, "1".to_owned()))).await
}

async fn any(State(door): State<Arc<Door>>, guest: Guest, Path((name, step)): Path<(String, String)>) -> Response {
    let Some(at) = LESSONS.iter().position(|lesson| lesson.name == name) else { return nothing_here(guest).await };
    let lesson = &LESSONS[at];
    let number = step.parse().unwrap_or(0);
    let Some(step) = lesson.step(number) else { return TroublePage::show(&guest, Trouble::NothingHere) };
    let page = LessonPage {
        t: guest.tongue,
        frame: Frame::open(&guest, door.site.name()),
        lesson,
        step,
        number,
        chosen: guest.query().one("say").filter(|choice| step.choice(*choice).is_some()),
        after: LESSONS.get(at + 1),
    };
    shown(&guest, &page)
}

impl LearnPage {
    fn lessons(&self) -> &'static [Lesson] {
        &LESSONS
    }
}

impl LessonPage {
    /// What may be chosen: its number, its name, and whether it was.
    fn choices(&self) -> impl Iterator<Item = (usize, String, bool)> {
        let numbered = (1..).zip(self.step.choices);
        numbered.map(|(number, (name, _))| (number, self.t.say(name), self.chosen == Some(number)))
    }

    fn is_last(&self) -> bool {
        self.number == self.lesson.steps.len()
    }

    /// Where one is in the lesson.
    fn place(&self) -> String {
        let values: [(&str, &dyn crate::tongue::Worth); 3] =
            [("lesson", &self.t.say(self.lesson.title)), ("step", &self.number), ("steps", &self.lesson.steps.len())];
        self.t.with("learn-step", &values)
    }

    /// What was chosen, and what it would do.
    fn told(&self) -> Option<(String, String)> {
        let (name, means) = self.step.choice(self.chosen?)?;
        Some((self.t.say1("learn-chosen", "choice", self.t.say(name)), self.t.say(means)))
    }
}
