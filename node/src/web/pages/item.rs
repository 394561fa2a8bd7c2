//! One thing that waits: who asks, along which people, what each of them will see, and yes or no in one place.
//!
//! `told` says what it is, `chain` draws the way, `sees` who learns what, `decide` carries out what needs no key, `with` is
//! what may go with a yes.

pub(super) mod chain;
mod decide;
pub(super) mod sees;
pub(super) mod told;
mod with;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use stn_protocol::exchange::view::{ItemView, Waiting};
use stn_protocol::id::ItemId;

use super::frame::Frame;
use super::trouble::Trouble;
use super::{Section, shown};
use crate::tongue::{Moment, Tongue};
use crate::web::Door;
use crate::web::names::{Names, short};
use crate::web::visitor::Visitor;
use chain::Step;
use decide::MuteChoice;
use sees::Seen;
use told::Told;
use with::With;

#[derive(Template)]
#[template(path = "item.html")]
struct ItemPage {
    t: &'static Tongue,
    frame: Frame,
    item: ItemId,
    /// What names it on the command line.
    short: String,
    told: Told,
    yes: Yes,
    steps: Vec<Step>,
    sees: Vec<Seen>,
    mutes: Vec<MuteChoice>,
    snoozes: Vec<u64>,
    with: With,
    came: Moment,
    ends: Moment,
}

/// How a yes is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Yes {
    /// By a plain form: nothing is signed.
    Plain,
    /// With the member's key, which scripts alone can use: the act's name, what its button says, and the command that
    /// does the same.
    Signed(&'static str, &'static str, &'static str),
}

impl Yes {
    const fn is_plain(self) -> bool {
        matches!(self, Self::Plain)
    }
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .route("/inbox/{item}", get(item))
        .route("/inbox/{item}/decline", post(decide::decline))
        .route("/inbox/{item}/allow", post(decide::allow))
        .route("/inbox/{item}/snooze", post(decide::snooze))
        .route("/inbox/{item}/mute", post(decide::mute))
}

async fn item(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Response> {
    let items = visitor.inbox().await?;
    let frame = visitor.frame_with(Section::Inbox, items.len());
    let item = match named(items, &id) {
        Some(item) => item,
        // An alert may still be handed on or answered after its first click.
        None => named(visitor.alerts().await?.came, &id).ok_or_else(|| visitor.trouble(Trouble::NothingHere))?,
    };
    let (names, t, now) = (Names::of(&visitor).await?, visitor.guest.tongue, visitor.now);
    let told = Told::of(t, &names, &item, now);
    let page = ItemPage {
        t,
        frame,
        item: item.item,
        short: short(item.item),
        yes: Yes::to(&item),
        steps: chain::of(t, &names, &item, &told),
        sees: sees::of(t, &names, &item, &told),
        mutes: decide::mutes(t, &item, &told),
        snoozes: decide::snoozes(&item, now),
        with: With::of(&visitor, &item, &told).await?,
        came: t.day(item.arrived, now),
        ends: t.day(item.expires, now),
        told,
    };
    Ok(shown(&visitor.guest, &page))
}

/// The item of this id, if it still waits.
fn named(items: Vec<ItemView>, id: &str) -> Option<ItemView> {
    let id: ItemId = id.parse().ok()?;
    items.into_iter().find(|item| item.item == id)
}

impl Yes {
    fn to(item: &ItemView) -> Self {
        match item.waiting {
            Waiting::Prompt { .. } => Self::Plain,
            Waiting::Hop { .. } => Self::Signed("pass-on", "yes-pass-on", "approve"),
            Waiting::Letter { .. } => Self::Signed("answer-letter", "yes-answer", "answer"),
            Waiting::BridgeAccepted { .. } => Self::Signed("confirm-bridge", "yes-bridge", "approve"),
            Waiting::BridgeConfirmed { .. } => Self::Signed("complete-bridge", "yes-bridge", "approve"),
            Waiting::Knock { .. } => Self::Signed("answer-knock", "yes-bridge", "approve"),
            Waiting::Alert { .. } => Self::Signed("answer-alert", "yes-answer", "answer"),
        }
    }
}
