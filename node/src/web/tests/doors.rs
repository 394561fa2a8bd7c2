//! Who gets in, and what every answer carries.

use stn_protocol::exchange::MemberCommand;

use super::canned::PLAIN;
use super::*;

#[tokio::test]
async fn every_answer_tells_the_browser_what_a_page_may_do() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let mut answers =
        vec![world.get("/", "").await, world.get("/inbox", "").await, world.get("/nothing", &cookie).await];
    answers.push(world.post("/inbox/zz/decline", &cookie, "").await);
    answers.push(world.get(&format!("{}/style.css", assets::below()), "").await);
    answers.push(world.call(Method::GET, "/inbox").header("host", "evil.example").send().await.unwrap());
    answers.push(world.call(Method::POST, "/session/end").header("sec-fetch-site", "cross-site").send().await.unwrap());
    for page in pages_to_open() {
        let answer = world.get(&page, &cookie).await;
        assert_eq!(answer.status(), StatusCode::OK, "{page}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{page}");
        answers.push(answer);
    }

    for answer in &answers {
        let headers = answer.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "form-action 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ] {
            assert!(policy.contains(rule), "{rule} at {}", answer.url());
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        assert!(headers["permissions-policy"].to_str().unwrap().contains("camera=()"));
    }
}

#[tokio::test]
async fn a_session_is_a_cookie_that_no_script_and_no_other_site_reads() {
    let world = World::open(PLAIN).await;

    let opened = world.call(Method::POST, "/session").headers(world.signed()).send().await.unwrap();

    let cookie = opened.headers()["set-cookie"].to_str().unwrap();
    let (name, rest) = cookie.split_once('=').unwrap();
    let (token, flags) = rest.split_once("; ").unwrap();
    assert_eq!((name, token.len(), flags), ("stn", 64, "Path=/; HttpOnly; SameSite=Strict"));
}

#[tokio::test]
async fn behind_a_proxy_the_cookie_is_held_to_its_host_and_to_tls() {
    let settings = "api_behind_tls = true\npages_at = \"https://stn.riverbend.example\"";
    let world = World::with(PLAIN, Config::parse(settings).unwrap()).await;
    let through_proxy =
        |call: RequestBuilder| call.header("host", "stn.riverbend.example").header("x-forwarded-proto", "https");

    let opened = through_proxy(world.call(Method::POST, "/session").headers(world.signed())).send().await.unwrap();
    let past_it = world.get("/", "").await;
    let in_clear = world.call(Method::GET, "/").header("host", "stn.riverbend.example").send().await.unwrap();

    let cookie = opened.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-stn=") && cookie.ends_with("Path=/; HttpOnly; SameSite=Strict; Secure"),
        "{cookie}"
    );
    assert!(opened.headers().contains_key("strict-transport-security"));
    assert_eq!((past_it.status(), in_clear.status()), (StatusCode::MISDIRECTED_REQUEST, StatusCode::FORBIDDEN));
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let inbox = through_proxy(world.call(Method::GET, "/inbox")).header("cookie", cookie).send().await.unwrap();
    assert_eq!(inbox.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_signature_opens_one_session_and_whatever_is_wrong_with_it_the_answer_is_the_same() {
    let world = World::open(PLAIN).await;
    let signed = world.signed();
    let open = |headers: HeaderMap| world.call(Method::POST, "/session").headers(headers).send();
    let (now, other) = (clock::now(), device(OrgId::from_bytes([2; 32])));

    let first = open(signed.clone()).await.unwrap();
    let mut refused = vec![
        ("used before", open(signed).await.unwrap()),
        ("not signed", open(HeaderMap::new()).await.unwrap()),
        ("of another organisation", open(signed::headers(&other, "/session", now, b"")).await.unwrap()),
        ("for something else", open(signed::headers(&world.device, "/v1/look", now, b"")).await.unwrap()),
        ("old", open(signed::headers(&world.device, "/session", now.minus(Span::secs(301)), b"")).await.unwrap()),
        ("over another body", open(signed::headers(&world.device, "/session", now, b"x")).await.unwrap()),
    ];
    world.known.send_replace(false);
    refused.push(("of no member", open(world.signed()).await.unwrap()));

    assert_eq!(first.status(), StatusCode::NO_CONTENT);
    let mut bodies = Vec::new();
    for (what, answer) in refused {
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{what}");
        assert!(!answer.headers().contains_key("set-cookie"), "{what}");
        bodies.push(answer.bytes().await.unwrap());
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn another_site_can_not_have_a_member_do_anything() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for (path, form) in FORMS {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let call = world.call(Method::POST, path).header("cookie", &cookie).header(name, value);
            let answer = call.body(form).send().await.unwrap();

            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path} with {name}: {value}");
        }
    }
    assert_eq!(world.acts().len(), 0);
    assert_eq!(world.get("/inbox", &cookie).await.status(), StatusCode::OK, "and is still signed in");
}

#[tokio::test]
async fn a_page_asked_for_under_another_name_is_refused() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    for host in ["evil.example", "localhost", "127.0.0.1:1"] {
        let call = world.call(Method::GET, "/inbox").header("host", host).header("cookie", &cookie);

        assert_eq!(call.send().await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let local = world.call(Method::GET, "/inbox").header("host", format!("localhost:{}", world.addr.port()));
    assert_eq!(local.header("cookie", &cookie).send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn no_get_does_anything_and_every_form_does_what_it_says() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let pages = pages_to_open();
    let forms = FORMS.iter().map(|(path, form)| format!("{path}?{form}"));
    for path in pages.into_iter().chain(forms).chain(["/session".to_owned(), "/language?language=fr".to_owned()]) {
        let answer = world.get(&path, &cookie).await;

        assert!(!answer.headers().contains_key("set-cookie"), "{path}");
    }
    assert_eq!(world.acts().len(), 0, "looking did something");
    assert_eq!(world.get("/inbox", &cookie).await.status(), StatusCode::OK, "and looking signed nobody out");

    for (path, form) in FORMS {
        let answer = world.post(path, &cookie, form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    }
    assert_eq!(world.acts().len(), FORMS.len() - 1, "signing out is nothing the engine does");
    let acts = world.acts();
    let [decline, allow, snooze, mute, close, ..] = acts.as_slice() else { panic!("{} acts came", acts.len()) };
    assert!(matches!(decline, MemberCommand::Decline { .. }) && matches!(snooze, MemberCommand::Snooze { .. }));
    assert!(matches!(allow, MemberCommand::AllowOffer { blurb, .. } if blurb.as_str() == "Happy to"));
    assert!(matches!(mute, MemberCommand::SetLimits { limits } if limits.mutes.len() == 4));
    assert!(matches!(close, MemberCommand::CloseAsk { .. }));
}

#[tokio::test]
async fn who_is_not_signed_in_sees_nothing_and_does_nothing() {
    let world = World::open(PLAIN).await;
    let forged = format!("stn={}", "0".repeat(64));
    for cookie in ["", forged.as_str(), "stn=", "stn"] {
        let for_anybody = |page: &String| LINK_PAGES.iter().chain(&LESSONS).any(|open| open == page);
        let theirs = pages_to_open().into_iter().filter(|page| !for_anybody(page));
        for page in theirs.chain(["/me/export.json", "/me/export.html", "/session", "/events"].map(str::to_owned)) {
            let page = page.as_str();
            let answer = world.get(page, cookie).await;

            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{page}");
            let text = answer.text().await.unwrap();
            assert!(text.contains("not signed in") && !text.contains("Jonas"), "{page}");
        }
        for (path, form) in FORMS {
            assert_eq!(world.post(path, cookie, form).await.status(), StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    assert_eq!(world.acts().len(), 0);
}

#[tokio::test]
async fn a_device_that_is_no_members_any_more_is_out_at_its_next_click() {
    let world = World::open(PLAIN).await;
    let (cookie, second) = (world.sign_in().await, world.sign_in().await);
    let mut events = world.get("/events", &cookie).await;
    assert!(events.chunk().await.unwrap().is_some());

    world.known.send_replace(false);
    let acted = world.post(FORMS[0].0, &cookie, "").await;
    world.known.send_replace(true);

    assert_eq!(acted.status(), StatusCode::UNAUTHORIZED);
    assert!(acted.headers()["set-cookie"].to_str().unwrap().starts_with("stn=; "));
    for ended in [&cookie, &second] {
        assert_eq!(world.get("/inbox", ended).await.status(), StatusCode::UNAUTHORIZED);
    }
    let last = events.chunk().await.unwrap().unwrap();
    assert!(last.starts_with(b"event: over\ndata: over\n"), "the open page is told to stop");
    assert_eq!(events.chunk().await.unwrap(), None, "and hears nothing more");
}

#[tokio::test]
async fn a_form_that_is_too_large_or_unfit_changes_nothing() {
    let world = World::open(PLAIN).await;
    let cookie = world.sign_in().await;
    let item = "/inbox/01010101010101010101010101010101";
    let large = format!("blurb={}", "x".repeat(guard::FORM_MAX_BYTES));

    let refused = world.post(&format!("{item}/allow"), &cookie, &large).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().await.unwrap().contains("more than a form here may hold"), "a page says so");
    for (path, form) in [
        (format!("{item}/allow"), format!("blurb={}", "x".repeat(401))),
        (format!("{item}/snooze"), "days=9999".to_owned()),
        (format!("{item}/mute"), "what=everything&days=30".to_owned()),
        (format!("{item}/mute"), "what=kind&days=31".to_owned()),
        ("/people/7/strength".to_owned(), "strength=9".to_owned()),
        ("/people/7/policy".to_owned(), "audience=world&own-org=ask&beyond=never".to_owned()),
        ("/me/limits".to_owned(), "per-month=-1".to_owned()),
        ("/me/profile".to_owned(), "regions=Kenya".to_owned()),
        ("/language".to_owned(), "language=xx".to_owned()),
    ] {
        assert_eq!(world.post(&path, &cookie, &form).await.status(), StatusCode::BAD_REQUEST, "{path} {form}");
    }
    assert_eq!(world.acts().len(), 0);
}

#[tokio::test]
async fn who_knocks_too_often_to_sign_in_is_told_to_wait() {
    let settings = "api_behind_tls = true\npages_at = \"https://stn.riverbend.example\"";
    let world = World::with(PLAIN, Config::parse(settings).unwrap()).await;
    let mut answers = Vec::new();
    for _ in 0..21 {
        let call = world.call(Method::POST, "/session").header("host", "stn.riverbend.example");
        let call = call.header("x-forwarded-proto", "https").header("x-forwarded-for", "203.0.113.7");
        answers.push(call.send().await.unwrap().status());
    }

    assert!(answers[..20].iter().all(|status| *status == StatusCode::UNAUTHORIZED));
    assert_eq!(answers[20], StatusCode::TOO_MANY_REQUESTS);
}
