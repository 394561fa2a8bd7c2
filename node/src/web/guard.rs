//! What every page passes on its way: the name it was asked for under, who asks to change something, how much is
//! sent, and the headers that tell a browser what a page of ours may do. They are on every answer, also on a no.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use jiff::fmt::rfc2822;
use stn_protocol::time::Timestamp;
use tower_http::csrf::CsrfLayer;

use super::guest::Guest;
use super::pages::trouble::{Trouble, TroublePage};
use super::site::{Misplaced, Site};
use crate::clock;

/// The most a form of ours may hold.
pub(super) const FORM_MAX_BYTES: usize = 16 << 10;

/// What a page may load and do: only what this node serves, no script that is not a file of ours, in nobody's frame.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// What a page may use of the machine it is shown on: nothing.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// What a browser is told with every answer.
pub(super) const ON_EVERY_ANSWER: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// Puts the guard around routes.
pub(super) fn around<S: Clone + Send + Sync + 'static>(routes: Router<S>, site: Site) -> Router<S> {
    let crossed = |_| (StatusCode::FORBIDDEN, CROSSED).into_response();
    routes
        .layer(DefaultBodyLimit::max(FORM_MAX_BYTES))
        .layer(CsrfLayer::new().with_rejection_response(crossed))
        .layer(from_fn_with_state(Arc::new(site), keep))
}

async fn keep(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (asked, body) = request.into_parts();
    let mut response = match site.misplaced(&asked) {
        Some(why) => TroublePage::show(&Guest::of(&asked), trouble(why)),
        None => {
            let guest = Guest::of(&asked);
            let response = next.run(Request::from_parts(asked, body)).await;
            // Said by whatever read the body, in plain English and before any page of ours.
            let is_too_large = response.status() == StatusCode::PAYLOAD_TOO_LARGE;
            if is_too_large { TroublePage::show(&guest, Trouble::TooLarge) } else { response }
        }
    };
    let headers = response.headers_mut();
    for (name, value) in ON_EVERY_ANSWER {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    // A browser compares its clock with the one that judges its signatures.
    if let Some(date) = date(clock::now()) {
        headers.insert(header::DATE, date);
    }
    if site.is_behind_proxy() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// A moment as HTTP writes it (RFC 9110, section 5.6.7).
fn date(at: Timestamp) -> Option<HeaderValue> {
    let at = jiff::Timestamp::from_second(i64::try_from(at.as_secs()).ok()?).ok()?;
    let written = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()?;
    HeaderValue::from_str(&written).ok()
}

const fn trouble(why: Misplaced) -> Trouble {
    match why {
        Misplaced::NoAddress => Trouble::NoAddress,
        Misplaced::OtherHost => Trouble::OtherHost,
        Misplaced::InClear => Trouble::InClear,
    }
}

/// Said where another site's page sent a form here; nobody of ours reads it in the usual course.
const CROSSED: &str = "Another site sent this. Nothing was done. Open the page itself and try again there.\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_http_does() {
        assert_eq!(date(Timestamp::from_secs(784_111_777)).unwrap(), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(date(Timestamp::from_millis(u64::MAX)), None);
    }
}
