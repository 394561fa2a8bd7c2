//! The pages, one file for what belongs together. Each handler gives the driver an order and draws one page.

pub(super) mod admin;
mod alerts;
mod ask;
mod asks;
mod bridges;
mod by_hand;
mod colleague_keys;
mod devices;
pub(super) mod frame;
pub(super) mod front;
mod import;
mod inbox;
mod item;
mod join;
mod knock;
mod language;
mod learn;
mod leave;
mod ledger;
mod limits;
mod live;
mod me;
mod near;
mod note;
mod notices;
mod people;
mod permission;
mod person;
mod profile;
mod reach;
mod said;
mod sentences;
pub(super) mod showing;
mod sign_in;
pub(super) mod trouble;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;

use super::guest::Guest;
use super::{Door, assets};
use trouble::{Trouble, TroublePage};

/// Which part of the site a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// What waits.
    Inbox,
    /// What was asked.
    Asks,
    /// Whom the member knows.
    People,
    /// What left.
    Ledger,
    /// The member's own.
    Me,
}

/// All of them.
pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new()
        .merge(assets::routes())
        .merge(front::routes())
        .merge(sign_in::routes())
        .merge(join::routes())
        .merge(language::routes())
        .merge(learn::routes())
        .merge(inbox::routes())
        .merge(item::routes())
        .merge(ask::routes())
        .merge(asks::routes())
        .merge(people::routes())
        .merge(by_hand::routes())
        .merge(import::routes())
        .merge(note::routes())
        .merge(reach::routes())
        .merge(person::routes())
        .merge(ledger::routes())
        .merge(me::routes())
        .merge(notices::routes())
        .merge(limits::routes())
        .merge(profile::routes())
        .merge(live::routes())
        .merge(bridges::routes())
        .merge(knock::routes())
        .merge(said::routes())
        .merge(alerts::routes())
        .merge(permission::routes())
        .merge(devices::routes())
        .merge(colleague_keys::routes())
        .merge(leave::routes())
        .merge(sentences::routes())
        .merge(admin::routes())
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
}

async fn nothing_here(guest: Guest) -> Response {
    TroublePage::show(&guest, Trouble::NothingHere)
}

/// The pages on which keys are made and words are typed, and what else is for anybody: each as it is drawn for an
/// organisation of this name.
pub(super) fn for_anybody(org: &str, asked: impl Fn(&str) -> Guest) -> Vec<(&'static str, String)> {
    let pages: [(&str, Draw); 7] = [
        ("/", |guest, org| text(&front::drawn(guest, org))),
        ("/join", |guest, org| text(&join::drawn(guest, org))),
        ("/recover", |guest, org| text(&devices::drawn_recover(guest, org))),
        ("/device", |guest, org| text(&devices::drawn_new(guest, org))),
        ("/bridge", |guest, org| text(&bridges::drawn(guest, org))),
        ("/permission", |guest, org| text(&permission::drawn(guest, org))),
        ("/learn/node", |guest, org| text(&learn::drawn_node(guest, org))),
    ];
    pages.map(|(path, draw)| (path, draw(&asked(path), org))).into()
}

/// Draws a page for an organisation of this name.
type Draw = fn(&Guest, &str) -> String;

fn text(page: &impl askama::Template) -> String {
    page.render().expect("a text takes all that is written to it")
}

/// A page that was found.
fn shown(guest: &Guest, page: &impl askama::Template) -> Response {
    guest.page(StatusCode::OK, page)
}
