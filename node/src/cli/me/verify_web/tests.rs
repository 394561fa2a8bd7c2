//! Against a server that serves what this program does, but for one thing.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap as Headers, HeaderName, HeaderValue};
use axum::response::Response;
use futures::stream;
use tokio::net::TcpListener;

use super::*;

const ORG: &str = "Riverbend & Söhne";

/// What one address answers.
#[derive(Clone, Debug)]
struct Reply {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
    is_endless: bool,
}

/// Replies by path and language.
type Replies = BTreeMap<(String, String), Reply>;

/// Everything as this program has it.
fn honest() -> Replies {
    let served = release::files().into_iter().chain(release::pages_for_anybody(ORG));
    let reply = |one: Served| {
        let mut headers: Headers =
            release::HEADERS.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(one.kind));
        let reply = Reply { status: 200, headers, body: one.content.into_bytes(), is_endless: false };
        ((one.path, one.language.unwrap_or_default().to_owned()), reply)
    };
    served.map(reply).collect()
}

async fn serve(replies: Replies) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let routes = Router::new().fallback(answer).with_state(Arc::new(replies));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    at
}

async fn answer(State(replies): State<Arc<Replies>>, request: Request) -> Response {
    let language = request.headers().get(ACCEPT_LANGUAGE).map_or("", |value| value.to_str().unwrap());
    let reply = replies.get(&(request.uri().path().to_owned(), language.to_owned()));
    let Some(reply) = reply.cloned() else { return Response::builder().status(404).body(Body::empty()).unwrap() };
    let body = if reply.is_endless {
        let pieces = stream::repeat_with(move || Ok::<_, std::io::Error>(reply.body.clone()));
        Body::from_stream(pieces)
    } else {
        Body::from(reply.body)
    };
    let mut response = Response::builder().status(reply.status).body(body).unwrap();
    *response.headers_mut() = reply.headers;
    response
}

/// The lines about a server on which `change` was made to one address, without what every answer ends with.
async fn lines(path: &str, language: &str, change: impl FnOnce(&mut Reply)) -> Vec<String> {
    let mut replies = honest();
    change(replies.get_mut(&(path.to_owned(), language.to_owned())).unwrap());
    let found = compared(&serve(replies).await).await.unwrap();
    found.differs.iter().map(Difference::line).collect()
}

#[tokio::test]
async fn a_node_that_serves_what_this_program_does_differs_in_nothing() {
    let args = VerifyWebArgs { at: serve(honest()).await };

    let found = compared(&args.at).await.unwrap();
    let told = run(&args).await.unwrap();

    assert!(found.differs.is_empty(), "{:?}", found.differs);
    assert_eq!((found.organisation.as_str(), found.pages), (ORG, 21));
    assert!(found.files > 100 && !told.is_alarming());
}

#[tokio::test]
async fn one_byte_that_differs_is_found_and_the_file_is_named() {
    let script = format!("{}/device/sign.js", release::below());

    let found = lines(&script, "", |reply| reply.body[100] ^= 1).await;
    let page = lines("/join", "fr", |reply| reply.body.extend(b"<script>alert(1)</script>")).await;

    assert_eq!((found.len(), page.len()), (1, 1));
    assert!(found[0].starts_with(&format!("{script} holds other bytes")), "{found:?}");
    assert!(page[0].starts_with("/join (fr) holds other bytes: longer"), "{page:?}");
    let mut replies = honest();
    replies.get_mut(&(script, String::new())).unwrap().body[0] ^= 1;
    let told = run(&VerifyWebArgs { at: serve(replies).await }).await.unwrap();
    assert!(told.is_alarming());
}

#[tokio::test]
async fn what_a_browser_is_told_with_a_page_is_compared_too() {
    let policy = HeaderName::from_static("content-security-policy");
    let weak = HeaderValue::from_static("default-src *");
    let preload = HeaderValue::from_static("<https://evil.example/x.css>; rel=stylesheet");

    let removed = lines("/recover", "en", |reply| drop(reply.headers.remove(&policy))).await;
    let weakened = lines("/recover", "es", |reply| drop(reply.headers.insert(policy.clone(), weak))).await;
    let linked = lines("/recover", "fr", |reply| drop(reply.headers.insert("link", preload))).await;

    assert_eq!(removed, ["/recover (en) is sent without this program’s content-security-policy"]);
    assert_eq!(weakened, ["/recover (es) is sent without this program’s content-security-policy"]);
    assert_eq!(linked, ["/recover (fr) is sent with a header link, which this program never sends"]);
}

#[tokio::test]
async fn a_file_that_is_missing_leads_elsewhere_or_never_ends_is_told_in_a_line() {
    let style = format!("{}/style.css", release::below());
    let evil = HeaderValue::from_static("https://evil.example/style.css");

    let missing = lines(&style, "", |reply| reply.status = 404).await;
    let moved = lines(&style, "", |reply| (reply.status, _) = (302, reply.headers.insert("location", evil))).await;
    let endless = lines(&style, "", |reply| reply.is_endless = true).await;
    let front = lines("/", "en", |reply| reply.is_endless = true).await;
    let packed = lines(&style, "", |reply| {
        reply.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    });

    assert_eq!(missing, [format!("{style} is answered with 404")]);
    assert_eq!(moved, [format!("{style} is answered with 302")]);
    assert!(endless.len() == 1 && endless[0].contains("holds other bytes: longer"), "{endless:?}");
    assert!(front.len() == 1 && front[0] == "/ shows no page of stn", "{front:?}");
    assert_eq!(packed.await.len(), 1);
}

#[tokio::test]
async fn what_is_packed_to_more_than_it_should_be_is_not_unpacked_to_its_end() {
    let style = format!("{}/style.css", release::below());
    let bomb = {
        use flate2::Compression;
        use flate2::write::GzEncoder;
        use std::io::Write;
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![b' '; 8 << 20]).unwrap();
        packed.finish().unwrap()
    };

    let found = lines(&style, "", |reply| {
        reply.body = bomb;
        reply.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    });

    assert_eq!(found.await.len(), 1);
}

#[tokio::test]
async fn another_version_or_no_node_at_all_is_said_to_be_that_and_nothing_more_is_asked() {
    let other = lines("/", "en", |reply| {
        let page = String::from_utf8(reply.body.clone()).unwrap();
        reply.body = page.replace(release::below(), "/assets/0123456789abcdef").into_bytes();
    });
    let nothing = serve(BTreeMap::new()).await;
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();

    let other = other.await;
    let none = compared(&nothing).await.unwrap();
    let unreachable = compared(&format!("http://{closed}")).await.err().unwrap().to_string();

    assert!(other.len() == 1 && other[0].contains("has its files at /assets/0123456789abcdef"), "{other:?}");
    assert_eq!(none.differs[0].line(), "/ is answered with 404; no page was shown");
    assert!(unreachable.starts_with("the node can't be reached, at http://127.0.0.1"), "{unreachable}");
}

#[test]
fn an_address_is_https_or_on_this_computer_and_nothing_more() {
    assert_eq!(origin("https://stn.riverbend.example/").unwrap(), "https://stn.riverbend.example");
    assert_eq!(origin("http://127.0.0.1:4300").unwrap(), "http://127.0.0.1:4300");
    assert_eq!(origin("http://[::1]:4300").unwrap(), "http://[::1]:4300");
    for bad in [
        "stn.riverbend.example",
        "http://stn.riverbend.example",
        "http://127.0.0.1.evil.example",
        "https://stn.riverbend.example/join",
        "https://stn.riverbend.example/?q=1",
        "https://a:b@stn.riverbend.example",
        "file:///etc/passwd",
        "",
    ] {
        assert!(origin(bad).is_err(), "{bad}");
    }
}
