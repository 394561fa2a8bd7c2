//! The style sheet and the scripts, part of the program, packed once.
//!
//! Their addresses carry a hash over all of them, so a browser may keep each for good and never mixes two versions;
//! modules name each other by their place beside one another.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use data_encoding::HEXLOWER;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::Door;
use super::guest::takes_gzip;

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Every file: its name, its type, its content.
const FILES: [(&str, &str, &str); 3] = [
    ("style.css", CSS, include_str!("../../web/style.css")),
    ("live.js", SCRIPT, include_str!("../../web/js/live.js")),
    ("mark.svg", "image/svg+xml", include_str!("../../web/mark.svg")),
];

static PACKED: LazyLock<BTreeMap<&str, Bytes>> = LazyLock::new(|| {
    let packed = FILES.iter().map(|(name, _, content)| (*name, Bytes::from(gzip(content.as_bytes()))));
    packed.collect()
});

static BELOW: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for (name, _, content) in FILES {
        hash.update(name);
        hash.update([0]);
        hash.update(content);
        hash.update([0]);
    }
    format!("/assets/{}", HEXLOWER.encode(&hash.finalize()[..8]))
});

/// What the address of each file begins with.
pub(super) fn below() -> &'static str {
    &BELOW
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/assets/{version}/{*name}", get(file))
}

async fn file(State(_): State<Arc<Door>>, Path((version, name)): Path<(String, String)>, asks: HeaderMap) -> Response {
    let found = FILES.iter().find(|(known, _, _)| *known == name);
    let Some((name, kind, content)) = found.filter(|_| below().ends_with(&version)) else {
        return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    };
    let about = [
        (header::CONTENT_TYPE, *kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    match PACKED.get(name).filter(|_| takes_gzip(&asks)) {
        Some(packed) => (about, [(header::CONTENT_ENCODING, "gzip")], packed.clone()).into_response(),
        None => (about, *content).into_response(),
    }
}

/// Packs bytes, the same each time.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    packed.write_all(bytes).expect("a list of bytes takes all");
    packed.finish().expect("a list of bytes takes all")
}
