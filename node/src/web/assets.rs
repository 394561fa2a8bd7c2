//! The style sheet and the scripts, part of the program, packed once.
//!
//! Their addresses carry a hash over all of them, so a browser may keep each for good and never mixes two versions;
//! modules name each other by their place beside one another.

mod device;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use data_encoding::HEXLOWER;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::guest::takes_gzip;

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Files of the pages' own: name, type, content.
const OWN: [(&str, &str, &str); 55] = [
    ("app.webmanifest", "application/manifest+json", include_str!("../../web/app.webmanifest")),
    ("style.css", CSS, include_str!("../../web/style.css")),
    ("js/admin.js", SCRIPT, include_str!("../../web/js/admin.js")),
    ("js/alert.js", SCRIPT, include_str!("../../web/js/alert.js")),
    ("js/answers.js", SCRIPT, include_str!("../../web/js/answers.js")),
    ("js/appraisal.js", SCRIPT, include_str!("../../web/js/appraisal.js")),
    ("js/ask.js", SCRIPT, include_str!("../../web/js/ask.js")),
    ("js/bridge-link.js", SCRIPT, include_str!("../../web/js/bridge-link.js")),
    ("js/bridge.js", SCRIPT, include_str!("../../web/js/bridge.js")),
    ("js/bridges.js", SCRIPT, include_str!("../../web/js/bridges.js")),
    ("js/clock.js", SCRIPT, include_str!("../../web/js/clock.js")),
    ("js/colleague-keys.js", SCRIPT, include_str!("../../web/js/colleague-keys.js")),
    ("js/decide.js", SCRIPT, include_str!("../../web/js/decide.js")),
    ("js/devices.js", SCRIPT, include_str!("../../web/js/devices.js")),
    ("js/draft.js", SCRIPT, include_str!("../../web/js/draft.js")),
    ("js/enter.js", SCRIPT, include_str!("../../web/js/enter.js")),
    ("js/erase.js", SCRIPT, include_str!("../../web/js/erase.js")),
    ("js/hand.js", SCRIPT, include_str!("../../web/js/hand.js")),
    ("js/import.js", SCRIPT, include_str!("../../web/js/import.js")),
    ("js/import/archive.js", SCRIPT, include_str!("../../web/js/import/archive.js")),
    ("js/import/card.js", SCRIPT, include_str!("../../web/js/import/card.js")),
    ("js/import/cell.js", SCRIPT, include_str!("../../web/js/import/cell.js")),
    ("js/import/csv.js", SCRIPT, include_str!("../../web/js/import/csv.js")),
    ("js/import/decode.js", SCRIPT, include_str!("../../web/js/import/decode.js")),
    ("js/import/draft.js", SCRIPT, include_str!("../../web/js/import/draft.js")),
    ("js/import/groups.js", SCRIPT, include_str!("../../web/js/import/groups.js")),
    ("js/import/header.js", SCRIPT, include_str!("../../web/js/import/header.js")),
    ("js/import/kept.js", SCRIPT, include_str!("../../web/js/import/kept.js")),
    ("js/import/lines.js", SCRIPT, include_str!("../../web/js/import/lines.js")),
    ("js/import/looks.js", SCRIPT, include_str!("../../web/js/import/looks.js")),
    ("js/import/rates.js", SCRIPT, include_str!("../../web/js/import/rates.js")),
    ("js/import/read.js", SCRIPT, include_str!("../../web/js/import/read.js")),
    ("js/import/table.js", SCRIPT, include_str!("../../web/js/import/table.js")),
    ("js/import/text.js", SCRIPT, include_str!("../../web/js/import/text.js")),
    ("js/import/unread.js", SCRIPT, include_str!("../../web/js/import/unread.js")),
    ("js/item.js", SCRIPT, include_str!("../../web/js/item.js")),
    ("js/join.js", SCRIPT, include_str!("../../web/js/join.js")),
    ("js/knock.js", SCRIPT, include_str!("../../web/js/knock.js")),
    ("js/letter.js", SCRIPT, include_str!("../../web/js/letter.js")),
    ("js/live.js", SCRIPT, include_str!("../../web/js/live.js")),
    ("js/new-device.js", SCRIPT, include_str!("../../web/js/new-device.js")),
    ("js/note.js", SCRIPT, include_str!("../../web/js/note.js")),
    ("js/outcome.js", SCRIPT, include_str!("../../web/js/outcome.js")),
    ("js/page.js", SCRIPT, include_str!("../../web/js/page.js")),
    ("js/permission.js", SCRIPT, include_str!("../../web/js/permission.js")),
    ("js/phrase.js", SCRIPT, include_str!("../../web/js/phrase.js")),
    ("js/qr.js", SCRIPT, include_str!("../../web/js/qr.js")),
    ("js/recover.js", SCRIPT, include_str!("../../web/js/recover.js")),
    ("js/request.js", SCRIPT, include_str!("../../web/js/request.js")),
    ("js/said.js", SCRIPT, include_str!("../../web/js/said.js")),
    ("js/showing.js", SCRIPT, include_str!("../../web/js/showing.js")),
    ("js/sign-in.js", SCRIPT, include_str!("../../web/js/sign-in.js")),
    ("js/wish.js", SCRIPT, include_str!("../../web/js/wish.js")),
    ("js/words.js", SCRIPT, include_str!("../../web/js/words.js")),
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

/// Every file: its address, its type and its content.
pub(super) fn all() -> impl Iterator<Item = (String, &'static str, &'static str)> {
    FILES.iter().map(|(name, file)| (format!("{}/{name}", below()), file.kind, file.content))
}

pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{version}/{*name}", get(file))
}

async fn file(Path((version, name)): Path<(String, String)>, asks: HeaderMap) -> Response {
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    #[test]
    fn every_script_is_served() {
        let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
        let mut open = vec![web.join("js")];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let name: PathBuf = path.strip_prefix(&web).unwrap().to_owned();
            assert!(FILES.contains_key(name.to_str().unwrap()), "{}", name.display());
        }
    }
}
