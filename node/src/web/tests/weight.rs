//! How much a browser has to fetch.

use reqwest::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING};

use super::canned::PLAIN;
use super::*;

/// What the first page may weigh, packed, with everything it loads.
const FIRST_PAGE_MAX: usize = 14_000;
/// In so many requests.
const REQUESTS_MAX: usize = 4;

#[tokio::test]
async fn the_first_page_is_light_and_its_files_are_kept_for_good() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for page in ["/", "/inbox"] {
        let cookie = if page == "/" { "" } else { cookie.as_str() };
        let text = world.get(page, cookie).await.text().await.unwrap();
        let mut loaded: Vec<&str> = text.split('"').filter(|part| part.starts_with("/assets/")).collect();
        loaded.sort_unstable();
        loaded.dedup();

        let mut bytes = 0;
        for path in loaded.iter().copied().chain([page]) {
            let call = world.call(Method::GET, path).header(ACCEPT_ENCODING, "gzip").header("cookie", cookie);
            let answer = call.send().await.unwrap();
            assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip", "{path}");
            if path != page {
                assert_eq!(answer.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
            }
            bytes += answer.bytes().await.unwrap().len();
        }
        assert!(loaded.len() < REQUESTS_MAX, "{page} loads {loaded:?}");
        assert!(bytes <= FIRST_PAGE_MAX, "{page} weighs {bytes} bytes");
    }
}

#[tokio::test]
async fn a_file_of_another_version_is_not_served_for_this_one() {
    let world = World::open(PLAIN).await;

    let other = world.get("/assets/0000000000000000/style.css", "").await;
    let none = world.get(&format!("{}/../../Cargo.toml", assets::below()), "").await;
    let plain = world.get(&format!("{}/style.css", assets::below()), "").await;

    assert_eq!((other.status(), none.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert!(!plain.headers().contains_key(CONTENT_ENCODING));
    assert!(plain.text().await.unwrap().starts_with("/*"));
}
