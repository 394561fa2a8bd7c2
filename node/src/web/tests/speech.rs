//! What pages say: to whom, in which language, and that a text of others is never anything but text.

use super::canned::{HOSTILE, HOSTILE_NAME, PLAIN};
use super::*;

#[tokio::test]
async fn a_script_in_a_name_is_shown_as_text_on_every_page() {
    let world = World::open(HOSTILE).await;
    let cookie = world.sign_in().await;
    let mut shown = 0;
    for page in pages_to_open() {
        let text = world.get(&page, &cookie).await.text().await.unwrap();

        assert!(!text.contains("<script>") && !text.contains("<img") && !text.contains("onerror=alert(1)>"), "{page}");
        assert_eq!(text.matches("</title>").count(), 1, "{page}");
        let ours = text.matches(r#"<script type="module" src="/assets/"#).count();
        assert_eq!(text.matches("<script").count(), ours, "our own alone: {page}");
        shown += usize::from(text.contains("&#60;script&#62;"));
    }
    assert!(shown > 15, "the name stood on {shown} pages only");
    assert!(HOSTILE_NAME.contains("<script>"));
}

#[tokio::test]
async fn no_page_has_a_script_or_style_of_its_own_or_anything_from_elsewhere() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for page in pages_to_open().iter().map(String::as_str).chain(["/nothing", "/", "/join", "/recover", "/device"]) {
        let text = world.get(page, &cookie).await.text().await.unwrap();

        for forbidden in ["style=", "<style", " onclick", " onload", "javascript:", "src=\"http", "href=\"http", "//"] {
            let found = text.replace("<!doctype html>", "").contains(forbidden);
            assert!(!found, "{forbidden} on {page}");
        }
    }
}

#[tokio::test]
async fn a_page_speaks_the_language_of_the_browser_until_another_is_chosen() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let read = async |language: &str, cookie: &str| {
        let call = world.call(Method::GET, "/inbox").header("accept-language", language).header("cookie", cookie);
        call.send().await.unwrap().text().await.unwrap()
    };

    assert!(read("es-MX, en;q=0.5", &cookie).await.contains("<html lang=\"es\" dir=\"ltr\">"));
    assert!(read("fr", &cookie).await.contains("À traiter"));
    let chosen = world.post("/language", &cookie, "language=fr&back=/inbox").await;
    let language = chosen.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!((chosen.headers()["location"].to_str().unwrap(), language.as_str()), ("/inbox", "stn-language=fr"));
    assert!(read("en", &format!("{cookie}; {language}")).await.contains("<html lang=\"fr\""));
}

#[tokio::test]
async fn every_page_is_whole_in_every_language() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for language in ["en", "es", "fr"] {
        for page in pages_to_open() {
            let call = world.call(Method::GET, &page).header("accept-language", language).header("cookie", &cookie);
            let answer = call.send().await.unwrap();

            assert_eq!(answer.status(), StatusCode::OK, "{page} in {language}");
            assert_eq!(answer.headers()["content-language"], language);
            assert!(answer.text().await.unwrap().ends_with("</html>"), "{page} in {language}");
        }
    }
}

#[tokio::test]
async fn before_a_yes_the_page_says_who_sees_what_and_no_is_beside_it() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for number in 1..=canned::SORTS {
        let item = ItemId::from_bytes([number; 16]);
        let text = world.get(&format!("/inbox/{item}"), &cookie).await.text().await.unwrap();

        let (sees, decide) = (text.find("What each person will see").unwrap(), text.find("class=\"decide\"").unwrap());
        let nobody = text.find("nobody sees anything").unwrap();
        assert!(sees < nobody && nobody < decide, "{number}");
        let decides = &text[decide..];
        assert!(decides.contains(&format!("action=\"/inbox/{item}/decline\"")), "{number}");
        let is_plain = decides.contains(&format!("action=\"/inbox/{item}/allow\""));
        let is_signed = decides.contains("data-sign=") && decides.contains("That needs scripts");
        assert!(is_plain != is_signed, "{number}");
    }
}

#[tokio::test]
async fn an_open_page_hears_of_what_changes() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let mut events = world.get("/events", &cookie).await;
    assert_eq!(events.headers()["content-type"], "text/event-stream");

    let before = told(&events.chunk().await.unwrap().unwrap());
    world.post(FORMS[0].0, &cookie, FORMS[0].1).await;
    let after = told(&events.chunk().await.unwrap().unwrap());

    assert_eq!(before["count"], u64::from(canned::SORTS));
    assert_eq!(before["rows"][1]["href"], "/inbox/02020202020202020202020202020202");
    let asks = before["asks"].as_array().unwrap().iter();
    let news: Vec<_> = asks.map(|ask| ask["news"].as_str().unwrap()).collect();
    assert!(news.iter().any(|one| one.starts_with("means-path-offered-2-")), "{news:?}");
    assert_eq!(after["count"], u64::from(canned::SORTS) - 1);
    assert_eq!(after["rows"][1]["href"], "/inbox/03030303030303030303030303030303");
}

/// What an event tells.
fn told(event: &[u8]) -> serde_json::Value {
    let event = std::str::from_utf8(event).unwrap();
    let data = event.strip_prefix("event: inbox\ndata: ").expect("an event about the inbox");
    serde_json::from_str(data.trim_end()).unwrap()
}

#[tokio::test]
async fn newer_pages_are_heard_before_those_that_were_left() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let mut open = Vec::new();
    for _ in 0..9 {
        let mut page = world.get("/events", &cookie).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(page.chunk().await.unwrap().unwrap().starts_with(b"event: inbox"));
        open.push(page);
    }

    let mut first = open.swap_remove(0);

    assert!(first.chunk().await.unwrap().unwrap().starts_with(b"event: over\ndata: over\n"));
    assert_eq!(first.chunk().await.unwrap(), None);
}

#[tokio::test]
async fn what_a_page_says_was_done_is_one_of_its_own_sentences() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;

    let own = world.get("/inbox?said=declined", &cookie).await.text().await.unwrap();
    let forged = world.get("/inbox?said=Your+account+was+closed", &cookie).await.text().await.unwrap();

    assert!(own.contains("Nothing left your node, and nobody learns of it."));
    assert!(!forged.contains("account was closed"));
}

#[tokio::test]
async fn what_the_device_learned_is_said_once_by_sentences_of_our_own() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;

    let text = world.get("/inbox?note=key-changed&note=Pay+now&note=key", &cookie).await.text().await.unwrap();

    assert!(text.contains("A colleague lost every key") && text.contains("href=\"/me/keys\""));
    assert!(!text.contains("Pay now"));
    assert_eq!(text.matches("class=\"notice\"").count(), 1);
}

#[tokio::test]
async fn everything_held_of_a_member_is_one_page_that_runs_and_loads_nothing() {
    let world = World::open(HOSTILE).await;
    let cookie = world.sign_in().await;
    for language in ["en", "es", "fr"] {
        let call = world.call(Method::GET, "/me/export.html").header("accept-language", language);
        let answer = call.header("cookie", &cookie).send().await.unwrap();
        let about = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
        let text = answer.text().await.unwrap();

        assert_eq!(about, "attachment; filename=\"stn-me.html\"");
        assert!(text.contains("&#60;script&#62;") && !text.contains("<script") && !text.contains("<img"), "{language}");
        assert!(!text.contains("src=\"") && !text.contains("href=\""), "{language}");
    }
}

#[tokio::test]
async fn scripts_find_every_sentence_in_the_language_of_the_page() {
    let world = World::open(PLAIN).await;
    let french = world.call(Method::GET, "/sentences").header("accept-language", "fr").send().await.unwrap();
    let said: serde_json::Value = serde_json::from_str(&french.text().await.unwrap()).unwrap();

    assert!(said["unreachable"].as_str().unwrap().starts_with("Le nœud est injoignable"));
    let head = world.call(Method::HEAD, "/sentences").send().await.unwrap();
    assert!(head.headers().contains_key("date"), "a page compares clocks by it");
}

#[tokio::test]
async fn the_ledger_leads_to_where_something_is_taken_back() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;

    let text = world.get("/ledger", &cookie).await.text().await.unwrap();

    assert_eq!(text.matches("action=\"/asks/01010101010101010101010101010101/close\"").count(), 1);
    assert_eq!(text.matches("<a href=\"/people/7\">").count(), 1, "the standing yes alone");
}
