//! A whole node and a mail server on this computer: who asked for it is told that something waits, and nobody else.

use std::sync::Mutex;

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap};
use stn_protocol::exchange::MemberCommand;
use stn_protocol::message::Strength;
use stn_protocol::trust::EdgePolicy;
use tokio::net::TcpListener;

use super::pages::{Browser, FOR_JONAS, JONAS, act, ask, contact, enrol, waits};
use super::*;
use crate::clock::OsStreams;
use crate::notice::tests::{Mail, body, code, serve};
use crate::notice::{MailTls, Shown};
use crate::signed;

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_for_it_is_told_by_mail_that_something_waits_without_a_word_on_what() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mail_port = listener.local_addr().unwrap().port();
    let mails: Arc<Mutex<Vec<Mail>>> = Arc::default();
    let fine = Arc::new(Mutex::new("250 fine"));
    tokio::spawn(serve(listener, Arc::clone(&mails), fine, Arc::default()));
    let config = Config {
        mail_server: "127.0.0.1".to_owned(),
        mail_port,
        mail_tls: MailTls::None,
        mail_from: "stn@riverbend.example".to_owned(),
        ..Config::default()
    };
    let dir = tempfile::tempdir().unwrap();
    let node = start_with(dir.path(), Hooks::none(), config).await.unwrap();
    let (asker, friend) = (enrol(&node, "Omar Feldkamp").await, enrol(&node, "Nadia Rahmani").await);
    let keys = friend.letter_keys(&mut OsStreams, 4);
    act(&node, &friend, MemberCommand::StockLetterKeys { keys }).await;
    act(&node, &friend, MemberCommand::RecordContacts { contacts: vec![contact(JONAS)], import: None }).await;
    let (strength, policy) = (Strength::KnowWell, EdgePolicy::default());
    act(&node, &asker, MemberCommand::TrustColleague { colleague: friend.member(), strength, policy }).await;
    act(&node, &asker, ask(FOR_JONAS, JONAS, clock::now().plus(Span::days(5)))).await;
    waits(&node, &friend, JONAS).await;

    let browser = Browser::at(&node);
    let cookie = browser.sign_in(&friend).await;
    sent(&browser, &cookie, "/me/notices", "address=nadia%40riverbend.example&detail=something").await;
    let asked = next(&mails).await;
    sent(&browser, &cookie, "/me/notices/code", &format!("code={}", code(&asked))).await;
    let told = body(&next(&mails).await);

    assert!(told.contains("Something waits for you at Riverbend Trust."), "{told}");
    assert!(told.contains(&format!("http://{}/inbox", node.api_addr())), "{told}");
    for secret in ["Jonas", "jonas", "Omar", "Nadia", "ntroduction"] {
        assert!(!told.contains(secret), "{secret} stands in {told}");
    }
    for (device, says) in [(&friend, true), (&asker, false)] {
        let goes = browser.sign_in(device).await;
        for export in ["/me/export.json", "/me/export.html"] {
            let text = browser.get(export, &goes).await.text().await.unwrap();
            assert_eq!(text.contains("nadia@riverbend.example"), says, "{export}");
        }
        let headers = signed::headers(device, "/v1/notices", clock::now(), b"");
        let chosen: Option<Shown> = browser.send("/v1/notices", headers, "").await.json().await.unwrap();
        assert_eq!(chosen.map(|mail| mail.is_confirmed), says.then_some(true));
        let for_another = signed::headers(device, "/v1/look", clock::now(), b"");
        assert_eq!(browser.send("/v1/notices", for_another, "").await.status(), StatusCode::UNAUTHORIZED);
    }
    node.shutdown().await.unwrap();
}

async fn sent(browser: &Browser, cookie: &str, path: &str, form: &str) {
    let headers = HeaderMap::from_iter([
        (COOKIE, cookie.parse().unwrap()),
        (CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap()),
    ]);
    assert_eq!(browser.send(path, headers, form).await.status(), StatusCode::OK, "{path}");
}

/// The next mail, once it came.
async fn next(mails: &Mutex<Vec<Mail>>) -> Mail {
    loop {
        if let Some(mail) = mails.lock().unwrap().pop() {
            return mail;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}
