//! The style sheet and the scripts, part of the program, packed once.
//!
//! Their addresses carry a hash over all of them, so a browser may keep each for good and never mixes two versions;
//! modules name each other by their place beside one another.

mod device;

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

/// Files of the pages' own: name, type, content.
const OWN: [(&str, &str, &str); 9] = [
    ("style.css", CSS, include_str!("../../web/style.css")),
    ("js/admin.js", SCRIPT, include_str!("../../web/js/admin.js")),
    ("js/enter.js", SCRIPT, include_str!("../../web/js/enter.js")),
    ("js/item.js", SCRIPT, include_str!("../../web/js/item.js")),
    ("js/join.js", SCRIPT, include_str!("../../web/js/join.js")),
    ("js/live.js", SCRIPT, include_str!("../../web/js/live.js")),
    ("js/page.js", SCRIPT, include_str!("../../web/js/page.js")),
    ("js/sign-in.js", SCRIPT, include_str!("../../web/js/sign-in.js")),
    ("mark.svg", "image/svg+xml", include_str!("../../web/mark.svg")),
];

/// One file as it is sent.
struct Served {
    kind: &'static str,
    content: &'static str,
    packed: Bytes,
}

/// Every file by its name.
static FILES: LazyLock<BTreeMap<&str, Served>> = LazyLock::new(|| {
    let served = |(name, kind, content): (&'static str, &'static str, &'static str)| {
        (name, Served { kind, content, packed: Bytes::from(gzip(content.as_bytes())) })
    };
    let modules = device::MODULES.into_iter().map(|(name, content)| (name, SCRIPT, content));
    OWN.into_iter().chain(modules).map(served).collect()
});

static BELOW: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for (name, file) in &*FILES {
        hash.update(name);
        hash.update([0]);
        hash.update(file.content);
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
    let Some(file) = FILES.get(name.as_str()).filter(|_| below() == format!("/assets/{version}")) else {
        return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    };
    let about = [
        (header::CONTENT_TYPE, file.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    if takes_gzip(&asks) {
        return (about, [(header::CONTENT_ENCODING, "gzip")], file.packed.clone()).into_response();
    }
    (about, file.content).into_response()
}

/// Packs bytes, the same each time.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    packed.write_all(bytes).expect("a list of bytes takes all");
    packed.finish().expect("a list of bytes takes all")
}
