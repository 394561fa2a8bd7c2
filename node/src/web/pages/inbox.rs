//! What waits for the member, the newest first.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::exchange::view::ItemView;
use stn_protocol::id::ItemId;

use super::frame::Frame;
use super::item::told::Told;
use super::{Section, shown};
use crate::tongue::{Moment, Tongue};
use crate::web::Door;
use crate::web::names::Names;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    t: &'static Tongue,
    frame: Frame,
    rows: Vec<Row>,
}

/// One thing that waits.
pub(super) struct Row {
    pub(super) item: ItemId,
    pub(super) told: Told,
    pub(super) ends: Moment,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/inbox", get(inbox))
}

async fn inbox(visitor: Visitor) -> Result<Response, Response> {
    let items = visitor.inbox().await?;
    let frame = visitor.frame_with(Section::Inbox, items.len());
    let page = InboxPage { t: visitor.guest.tongue, frame, rows: rows(&visitor, items).await? };
    Ok(shown(&visitor.guest, &page))
}

/// Everything that waits, as it is listed.
pub(super) async fn rows(visitor: &Visitor, mut items: Vec<ItemView>) -> Result<Vec<Row>, Response> {
    let (names, t) = (Names::of(visitor).await?, visitor.guest.tongue);
    items.sort_by_key(|item| std::cmp::Reverse(item.arrived));
    let row = |item: &ItemView| Row {
        item: item.item,
        told: Told::of(t, &names, item, visitor.now),
        ends: t.day(item.expires, visitor.now),
    };
    Ok(items.iter().map(row).collect())
}
