//! Another language, kept in a cookie of its own.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use super::trouble::{Trouble, TroublePage};
use crate::tongue::Tongue;
use crate::web::fields::Fields;
use crate::web::guest::Guest;
use crate::web::site::Site;
use crate::web::{Door, cookie};

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/language", post(choose))
}

async fn choose(State(door): State<Arc<Door>>, guest: Guest, body: Bytes) -> Response {
    chosen(&door.site, &guest, &body)
}

/// Keeps the language that was chosen on a page of this site.
pub(super) fn chosen(site: &Site, guest: &Guest, body: &Bytes) -> Response {
    let fields = Fields::of_form(body);
    let Some(tongue) = Tongue::tagged(fields.text("language")) else {
        return TroublePage::show(guest, Trouble::Unfit);
    };
    let cookie = cookie::set_language(site, tongue.tag());
    ([(header::SET_COOKIE, cookie)], Redirect::to(way_back(fields.text("back")))).into_response()
}

/// A page of this site to go back to, whatever was sent.
fn way_back(sent: &str) -> &str {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    let is_ours = sent.starts_with('/') && !sent.starts_with("//") && sent.chars().all(is_plain);
    if is_ours { sent } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_a_page_of_this_site() {
        assert_eq!(way_back("/inbox/00ff"), "/inbox/00ff");
        for bad in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nset-cookie: a=b", "inbox"] {
            assert_eq!(way_back(bad), "/", "{bad:?}");
        }
    }
}
