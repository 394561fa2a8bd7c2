//! Whoever asks for a page: in which language they read, and how an answer may be packed. Nobody is signed in here.

use std::convert::Infallible;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::fields::Fields;
use super::{assets, cookie};
use crate::tongue::Tongue;

/// Somebody with a browser.
#[derive(Clone, Debug)]
pub(super) struct Guest {
    /// The language they read.
    pub(super) tongue: &'static Tongue,
    /// The address they asked for, without the query.
    pub(super) path: String,
    query: Option<String>,
    takes_gzip: bool,
}

impl Guest {
    /// Who sent this.
    pub(super) fn of(asked: &Parts) -> Self {
        let accepted = asked.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let chosen = cookie::language(asked).and_then(Tongue::tagged);
        Self {
            tongue: chosen.unwrap_or_else(|| Tongue::best(accepted.unwrap_or_default())),
            path: asked.uri.path().to_owned(),
            query: asked.uri.query().map(str::to_owned),
            takes_gzip: takes_gzip(&asked.headers),
        }
    }

    /// Who reads this language, and asks for a page at `path`.
    pub(super) fn reading(tongue: &'static Tongue, path: &str) -> Self {
        Self { tongue, path: path.to_owned(), query: None, takes_gzip: false }
    }

    /// What stands behind `?`.
    pub(super) fn query(&self) -> Fields {
        Fields::of_query(self.query.as_deref())
    }

    /// A page as this person's browser takes it.
    pub(super) fn page(&self, status: StatusCode, page: &impl Template) -> Response {
        let text = page.render().expect("a text takes all that is written to it").into_bytes();
        let about = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_LANGUAGE, self.tongue.tag()),
            (header::VARY, "accept-encoding, accept-language, cookie"),
        ];
        if !self.takes_gzip {
            return (status, about, text).into_response();
        }
        let mut response = (status, about, assets::gzip(&text)).into_response();
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// Whether a browser takes what is packed with gzip.
pub(super) fn takes_gzip(asks: &HeaderMap) -> bool {
    let said = asks.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut ways = said.flat_map(|value| value.split(','));
    ways.any(|way| {
        let mut parts = way.split(';').map(str::trim);
        parts.next() == Some("gzip") && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_says_whether_it_takes_gzip() {
        let takes = |said: &'static str| {
            takes_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(said))]))
        };

        assert!(takes("gzip") && takes("br, gzip;q=0.5"));
        assert!(!takes("br") && !takes("gzip;q=0") && !takes("") && !takes_gzip(&HeaderMap::new()));
    }
}
