//! The members' pages: drawn by the node, for a browser that may have no scripts.
//!
//! A handler reads what was sent, gives the driver one order and draws one page; nothing is decided here. Words stand
//! in the templates and in `node/web/locales`. A GET changes nothing, since mail programs open every link. No page
//! says more than the look behind it: of a decline there is nothing to say.
//!
//! `guard` is what every answer passes, `session` who is signed in, `visitor` what a handler is given, `admin` the same
//! for who runs the node, `pages` the pages themselves.

mod admin;
mod assets;
mod cookie;
mod fields;
mod guard;
mod guest;
mod mail;
mod names;
mod pages;
pub mod release;
mod session;
mod site;
mod visitor;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;

pub use admin::AdminSide;
pub use mail::notice_words;
pub use site::Site;

use crate::demo::showing::Showing;
use crate::desk::Desk;
use crate::notice::Notices;
use crate::pace::Pace;
use session::Sessions;

/// What all pages share.
struct Door {
    site: Site,
    desk: Desk,
    pace: Arc<Pace>,
    sessions: Sessions,
    admin: AdminSide,
    notices: Arc<Notices>,
}

/// Every page of the site, for the members whose node `desk` leads to and, let in by `admin`, for who runs it. `pace`
/// holds who would sign in to a speed.
pub fn pages(site: Site, desk: Desk, pace: Arc<Pace>, admin: AdminSide, notices: Arc<Notices>) -> Router {
    let around = site.clone();
    let door = Arc::new(Door { site, desk, pace, sessions: Sessions::default(), admin, notices });
    guard::around(pages::routes(), around).with_state(door)
}

/// The one page of the demo, behind a door of its own on this computer: nobody signs in, and everybody is invented.
pub fn demo(at: SocketAddr, showing: Showing) -> Router {
    let site = Site::of_demo(at);
    guard::around(pages::showing::routes(), site.clone()).with_state(Arc::new((site, showing)))
}

#[cfg(test)]
mod tests;
