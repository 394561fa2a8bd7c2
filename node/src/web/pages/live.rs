//! What waits and where asks stand, told to an open page as it changes, so that nobody needs to load it again.
//!
//! The stream ends with the session, with the device's membership, and with the node. It looks again now and then
//! even if nothing changed, so that a device that was taken back does not go on listening. A page that is to stop is
//! told so, and does not ask again.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::stream;
use serde::Serialize;
use tokio::sync::watch;

use super::asks::{self, Stand};
use super::inbox::{Row, rows};
use crate::web::Door;
use crate::web::session::Listening;
use crate::web::visitor::Visitor;

/// After how long an open page looks again though nothing changed.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// How much of the inbox an event tells; a page that has more is loaded again.
const ROWS_MAX: usize = 50;

/// An open page.
struct Open {
    visitor: Visitor,
    changes: watch::Receiver<u64>,
    leave: Listening,
    told: Option<String>,
    is_over: bool,
}

/// What an event tells.
#[derive(Serialize)]
struct Waiting<'r> {
    count: usize,
    rows: Vec<Told<'r>>,
    asks: Vec<Stand>,
}

/// One thing that waits.
#[derive(Serialize)]
struct Told<'r> {
    href: String,
    kind: &'r str,
    head: &'r str,
    question: &'r str,
    iso: &'r str,
    ends: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/events", get(events))
}

async fn events(visitor: Visitor) -> Result<Response, Response> {
    let (changes, leave) = visitor.watch().await?;
    let open = Open { visitor, changes, leave, told: None, is_over: false };
    let events = stream::unfold(open, |open| async move { open.next().await });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

impl Open {
    /// The next event, once there is something new to tell; nothing once the page was told to stop.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        while !self.is_over {
            let Some(told) = self.look().await else { return Some(self.over()) };
            if self.told.as_ref() != Some(&told) {
                let event = Event::default().event("inbox").data(&told);
                self.told = Some(told);
                return Some((Ok(event), self));
            }
            tokio::select! {
                changed = self.changes.changed() => if changed.is_err() { return Some(self.over()) },
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                () = self.leave.over() => return Some(self.over()),
            }
        }
        None
    }

    fn over(mut self) -> (Result<Event, Infallible>, Self) {
        self.is_over = true;
        // A browser drops an event that has no data.
        (Ok(Event::default().event("over").data("over")), self)
    }

    async fn look(&mut self) -> Option<String> {
        self.changes.mark_unchanged();
        if !self.visitor.is_signed_in() {
            return None;
        }
        self.visitor.now = crate::clock::now();
        let items = self.visitor.inbox().await.ok()?;
        let count = items.len();
        let rows = rows(&self.visitor, items).await.ok()?;
        let asks = asks::stands(&self.visitor).await.ok()?;
        let waiting = Waiting { count, rows: rows.iter().take(ROWS_MAX).map(|row| self.told(row)).collect(), asks };
        serde_json::to_string(&waiting).ok()
    }

    fn told<'r>(&self, row: &'r Row) -> Told<'r> {
        Told {
            href: format!("/inbox/{}", row.item),
            kind: &row.told.kind,
            head: &row.told.head,
            question: &row.told.question,
            iso: &row.ends.iso,
            ends: self.visitor.guest.tongue.say1("until-day", "day", &row.ends.said),
        }
    }
}
