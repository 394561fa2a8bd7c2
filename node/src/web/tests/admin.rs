//! The admin's pages: who gets in, what a form does, and that no page of a member's leads there.

use stn_protocol::invitation::PeerToken;
use stn_protocol::message::{AttributeType, Kind};
use stn_protocol::policy::{AppraisalRule, OrgPolicy, PeerAudience};

use super::canned::admin::{LINKED, MEMBER, NEXT, WAITS, policy};
use super::canned::{HOSTILE, PLAIN};
use super::*;
use crate::admission::{ENTER, IDLE};

/// Every page of the admin's.
fn admin_pages() -> Vec<String> {
    let mut pages =
        ["/admin", "/admin/members", "/admin/peers", "/admin/policy", "/admin/settings"].map(str::to_owned).to_vec();
    pages.push(format!("/admin/members/{MEMBER}"));
    pages.extend([LINKED, WAITS].map(|org| format!("/admin/peers/{org}")));
    pages
}

/// Every form of the admin's, filled in.
fn admin_forms() -> Vec<(String, String)> {
    let token = PeerToken {
        org: WAITS,
        addrs: vec!["/ip4/127.0.0.1/tcp/4301".to_owned()],
        invite: InviteId::from_bytes([7; 16]),
        secret: LinkSecret::from_bytes([8; 16]),
        expires: Timestamp::from_secs(clock::now().plus(Span::days(1)).as_secs()),
    };
    let policy = "kind=introduction&kind=influence&attribute=topic&keep-asks=30&keep-ledger=365&appraisal=without\
                  &reason=An+act";
    [
        ("/admin/members".to_owned(), "name=%C5%81ucja&days=7".to_owned()),
        (format!("/admin/members/{MEMBER}/back"), String::new()),
        (format!("/admin/members/{MEMBER}/stop"), String::new()),
        (format!("/admin/members/{MEMBER}/end"), String::new()),
        ("/admin/peers/propose".to_owned(), "days=30".to_owned()),
        ("/admin/peers/join".to_owned(), format!("token={token}")),
        (format!("/admin/peers/{WAITS}/confirm"), String::new()),
        (format!("/admin/peers/{LINKED}/new-key"), "digits=ABABABAB".to_owned()),
        (format!("/admin/peers/{LINKED}/rule"), "audience=relayed&kind=influence".to_owned()),
        (format!("/admin/peers/{LINKED}/end"), String::new()),
        ("/admin/policy".to_owned(), policy.to_owned()),
        ("/admin/policy/block".to_owned(), format!("peer=&key={NEXT}")),
        ("/admin/policy/unblock".to_owned(), format!("org={}", "0e".repeat(32))),
        ("/admin/members/invites/withdraw".to_owned(), format!("invite={}", "01".repeat(16))),
        ("/admin/peers/invites/withdraw".to_owned(), format!("invite={}", "02".repeat(16))),
    ]
    .into()
}

#[tokio::test]
async fn nobody_is_let_in_without_a_link_and_a_members_session_is_none() {
    let world = World::open(PLAIN).await;
    let member = world.sign_in().await;
    let forged = format!("stn-admin={}", "0".repeat(64));
    for cookie in ["", member.as_str(), forged.as_str(), &member.replace("stn=", "stn-admin=")] {
        for page in admin_pages() {
            let answer = world.get(&page, cookie).await;

            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{page}");
            let text = answer.text().await.unwrap();
            assert!(text.contains("stn admin open") && !text.contains("Henrike"), "{page}");
        }
        for (path, form) in admin_forms() {
            assert_eq!(world.post(&path, cookie, &form).await.status(), StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    assert_eq!((world.ordered().len(), world.acts().len()), (0, 0));
}

#[tokio::test]
async fn a_link_lets_one_browser_in_once_and_that_browser_is_no_member() {
    let world = World::open(PLAIN).await;
    let link = world.admission.link("", clock::now()).page;
    let code = link.split_once('#').unwrap().1;

    // Opening it sends no code and lets nobody in; a whole link may be pasted.
    let opened = world.get(ENTER, "").await;
    assert!(opened.status() == StatusCode::OK && !opened.headers().contains_key("set-cookie"));
    assert!(!world.get(&format!("{ENTER}?code={code}"), "").await.headers().contains_key("set-cookie"));
    let first = world.post(ENTER, "", &format!("code=http://here{}", link.replace('#', "%23"))).await;
    let second = world.post(ENTER, "", &format!("code={code}")).await;

    let cookie = first.headers()["set-cookie"].to_str().unwrap();
    let (name, rest) = cookie.split_once('=').unwrap();
    let (token, flags) = rest.split_once("; ").unwrap();
    assert_eq!((name, token.len(), flags), ("stn-admin", 64, "Path=/; HttpOnly; SameSite=Strict"));
    assert!(!cookie.contains(code));
    assert_eq!(second.status(), StatusCode::UNAUTHORIZED);
    assert!(second.text().await.unwrap().contains("the link was used before"));
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(world.get("/admin", cookie).await.status(), StatusCode::OK);
    assert_eq!(world.get("/inbox", cookie).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn behind_a_proxy_the_admins_cookie_is_held_to_its_host_and_to_tls() {
    let settings = "api_behind_tls = true\npages_at = \"https://stn.riverbend.example\"";
    let world = World::with(PLAIN, Config::parse(settings).unwrap()).await;
    let link = world.admission.link("https://stn.riverbend.example", clock::now()).page;
    let call = world.call(Method::POST, ENTER).header("host", "stn.riverbend.example");
    let call = call.header("x-forwarded-proto", "https").body(format!("code={}", link.split_once('#').unwrap().1));

    let opened = call.send().await.unwrap();

    let cookie = opened.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-stn-admin=") && cookie.ends_with("SameSite=Strict; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_session_ends_when_it_is_left_closed_or_idle() {
    let world = World::open(PLAIN).await;
    let (left, closed) = (world.let_admin_in().await, world.let_admin_in().await);

    let leave = world.post("/admin/leave", &left, "").await;
    assert!(leave.headers()["set-cookie"].to_str().unwrap().starts_with("stn-admin=; "));
    assert_eq!(world.get("/admin", &left).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(world.get("/admin", &closed).await.status(), StatusCode::OK);
    world.admission.close();
    assert_eq!(world.get("/admin", &closed).await.status(), StatusCode::UNAUTHORIZED);
    let idle = world.let_admin_in().await;
    assert!(!world.admission.is_in(idle.split_once('=').unwrap().1, clock::now().plus(IDLE)));
}

#[tokio::test]
async fn another_site_can_not_have_the_admin_do_anything_and_no_get_does() {
    let world = World::open(PLAIN).await;
    let cookie = world.let_admin_in().await;
    for (path, form) in admin_forms() {
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")]
        {
            let call = world.call(Method::POST, &path).header("cookie", &cookie).header(name, value);
            assert_eq!(call.body(form.clone()).send().await.unwrap().status(), StatusCode::FORBIDDEN, "{path}");
        }
        let looked = world.get(&format!("{path}?{form}"), &cookie).await;
        assert!(!looked.headers().contains_key("set-cookie"), "{path}");
    }
    let left = world.get("/admin/leave", &cookie).await;
    assert_eq!(left.status(), StatusCode::NOT_FOUND);
    assert!(left.text().await.unwrap().contains("href=\"/admin\""));
    assert_eq!(world.ordered().len(), 0);
    assert_eq!(world.get("/admin", &cookie).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn every_form_does_what_it_says() {
    let world = World::open(PLAIN).await;
    let cookie = world.let_admin_in().await;
    for (path, form) in admin_forms() {
        let answer = world.post(&path, &cookie, &form).await;
        let hands_out = path == "/admin/members" || path.ends_with("/back") || path.ends_with("/propose");
        assert_eq!(answer.status(), if hands_out { StatusCode::OK } else { StatusCode::SEE_OTHER }, "{path}");
        if hands_out {
            let text = answer.text().await.unwrap();
            let link = if path.ends_with("/propose") { ">stn:peer:" } else { "/join#stn:member:" };
            assert!(text.contains(link), "{path}");
        }
    }

    let ordered = world.ordered();
    assert_eq!(ordered.len(), admin_forms().len());
    assert!(matches!(&ordered[0], AdminCommand::InviteMember { name, .. } if name.as_str() == "Łucja"));
    assert!(matches!(ordered[3], AdminCommand::RemoveMember { member } if member == MEMBER));
    assert!(matches!(&ordered[5], AdminCommand::JoinPeer { org, addrs, .. } if *org == WAITS && addrs.len() == 1));
    assert!(matches!(ordered[7], AdminCommand::ConfirmSuccession { old, new } if old == LINKED && new == NEXT));
    let AdminCommand::SetPeerPolicy { policy: Some(rule), .. } = &ordered[8] else { panic!("{:?}", ordered[8]) };
    assert_eq!((rule.audience, &rule.kinds), (PeerAudience::Relayed, &[Kind::Influence].into()));
    let AdminCommand::SetPolicy { policy: set } = &ordered[10] else { panic!("{:?}", ordered[10]) };
    let expected = OrgPolicy {
        kinds: [Kind::Introduction, Kind::Influence].into(),
        attributes: [AttributeType::Topic].into(),
        blocked: policy(PLAIN).policy.blocked,
        keep_asks: Span::days(30),
        keep_ledger: Span::days(365),
        appraisal: AppraisalRule::WithoutPermission { reason: "An act".into() },
    };
    assert_eq!(**set, expected, "a form of the policy says everything but who is blocked");
    assert!(matches!(&ordered[11], AdminCommand::SetPolicy { policy } if policy.blocked.len() == 2));
    assert!(matches!(&ordered[12], AdminCommand::SetPolicy { policy } if policy.blocked.is_empty()));
}

#[tokio::test]
async fn a_form_that_is_unfit_orders_nothing() {
    let world = World::open(PLAIN).await;
    let cookie = world.let_admin_in().await;
    for (path, form) in [
        ("/admin/members".to_owned(), "name=&days=7"),
        ("/admin/members".to_owned(), "name=Omar&days=31"),
        ("/admin/members".to_owned(), "name=Omar&days=18446744073709551615"),
        ("/admin/peers/propose".to_owned(), "days=0"),
        ("/admin/peers/join".to_owned(), "token=stn:member:abc"),
        (format!("/admin/peers/{LINKED}/new-key"), "digits=ababab"),
        (format!("/admin/peers/{LINKED}/new-key"), "digits=abababac"),
        (format!("/admin/peers/{LINKED}/rule"), "audience=world"),
        ("/admin/policy".to_owned(), "kind=everything&keep-asks=30&keep-ledger=30&appraisal=with"),
        ("/admin/policy".to_owned(), "keep-asks=18446744073709551615&keep-ledger=30&appraisal=with"),
        ("/admin/policy".to_owned(), "keep-asks=30&keep-ledger=30"),
        ("/admin/policy/block".to_owned(), "peer=&key=abab"),
    ] {
        assert_eq!(world.post(&path, &cookie, form).await.status(), StatusCode::BAD_REQUEST, "{path} {form}");
    }
    for gone in [format!("/admin/members/{NEXT}"), format!("/admin/peers/{NEXT}"), "/admin/members/zz".to_owned()] {
        assert_eq!(world.get(&gone, &cookie).await.status(), StatusCode::NOT_FOUND, "{gone}");
    }
    assert_eq!(world.ordered().len(), 0);
}

#[tokio::test]
async fn every_page_is_whole_in_every_language_with_its_headers_and_names_as_text() {
    let world = World::open(HOSTILE).await;
    let cookie = world.let_admin_in().await;
    for language in ["en", "es", "fr"] {
        for page in admin_pages().iter().map(String::as_str).chain([ENTER]) {
            let call = world.call(Method::GET, page).header("accept-language", language).header("cookie", &cookie);
            let answer = call.send().await.unwrap();

            assert_eq!(answer.status(), StatusCode::OK, "{page} in {language}");
            assert_eq!(answer.headers()["cache-control"], "no-store", "{page}");
            assert!(answer.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
            let text = answer.text().await.unwrap();
            assert!(text.ends_with("</html>") && !text.contains("<img") && !text.contains("style="), "{page}");
            let ours = text.matches(r#"<script type="module" src="/assets/"#).count();
            assert_eq!(text.matches("<script").count(), ours, "our own alone: {page}");
        }
    }
    let made = world.post("/admin/members", &cookie, "name=%3Cscript%3E&days=7").await.text().await.unwrap();
    assert!(!made.contains("<script>") && made.contains("&#60;script&#62;"));
}

#[tokio::test]
async fn before_a_button_the_page_says_what_it_does_and_no_is_beside_yes() {
    let world = World::open(PLAIN).await;
    let cookie = world.let_admin_in().await;
    let member = world.get(&format!("/admin/members/{MEMBER}"), &cookie).await.text().await.unwrap();
    let peer = world.get(&format!("/admin/peers/{WAITS}"), &cookie).await.text().await.unwrap();
    let overview = world.get("/admin", &cookie).await.text().await.unwrap();
    let settings = world.get("/admin/settings", &cookie).await.text().await.unwrap();

    let at = |text: &str, part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is missing"));
    assert!(at(&member, "All their devices are refused at once") < at(&member, "/end\""));
    assert!(at(&member, "you alone can’t let anybody in") < at(&member, "/back\""));
    assert!(at(&peer, "What the other side learns") < at(&peer, "/confirm\""));
    assert!(at(&peer, "If you refuse, nothing is sent") < at(&peer, "/confirm\""));
    assert!(at(&peer, "/confirm\"") < at(&peer, "/end\""));
    for todo in ["waits for your confirmation", "announces a new key", "clock is behind", "has no letter keys left"] {
        at(&overview, todo);
    }
    assert!(settings.contains("release_grid_ms") && settings.contains("Riverbend Trust"));
}
