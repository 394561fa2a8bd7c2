//! `stn me verify-web`: holds a node to the pages of this program. Every script and style sheet, and every page that is
//! the same for everybody, is fetched as a browser fetches it and compared bit for bit.
//!
//! What a member sees is drawn for them and is not looked at; and what one answer was tells nothing of the next.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use flate2::read::MultiGzDecoder;
use reqwest::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use reqwest::{Client, StatusCode, Url, redirect};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::cli::told::{Told, one_line};
use crate::cli::words::counted;
use crate::web::release::{self, Served};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a front page may hold before it is known what it should be.
const PAGE_MAX: usize = 64 << 10;
/// Headers that could have a browser load or open something else.
const NEVER: [&str; 3] = ["link", "refresh", "location"];

/// Which node.
#[derive(Debug, Args)]
pub(super) struct VerifyWebArgs {
    /// Where its pages are, such as https://stn.riverbend.example
    #[arg(value_name = "URL", value_parser = origin)]
    at: String,
}

/// Something that is not as this program has it.
#[derive(Debug, Serialize)]
struct Difference {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    says: String,
}

/// What was found of one node.
struct Found {
    organisation: String,
    files: usize,
    pages: usize,
    differs: Vec<Difference>,
}

/// One answer, unpacked.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    /// Nothing if it is longer than it may be, or packed in a way that was not asked for.
    body: Option<Vec<u8>>,
}

/// Compares, and tells what differs.
pub(super) async fn run(args: &VerifyWebArgs) -> anyhow::Result<Told> {
    let found = compared(&args.at).await?;
    let program = env!("CARGO_PKG_VERSION");
    let told = Told::json(json!({
        "at": args.at,
        "program": program,
        "organisation": found.organisation,
        "files": found.files,
        "pages": found.pages,
        "same": found.differs.is_empty(),
        "differs": found.differs,
    }))?
    .lines(found.differs.iter().map(Difference::line));
    let told = if found.differs.is_empty() {
        told.line(format!(
            "The pages of {} at {}: {} and {} for anybody are those of this program, stn {program}, bit for bit.",
            named(&found.organisation),
            args.at,
            counted(found.files, "file", "files"),
            counted(found.pages, "page", "pages"),
        ))
    } else {
        told.line(format!(
            "{} at {} not as in this program, stn {program}. A node of another version differs too: ask which one it \
             runs. If it is this one, type no words and sign nothing on its pages; `stn me` does all of it without them.",
            counted(found.differs.len(), "thing", "things"),
            if found.differs.len() == 1 { format!("{} is", args.at) } else { format!("{} are", args.at) },
        ))
    };
    Ok(told.line(LIMITS).alarming_if(!found.differs.is_empty()))
}

/// What no comparison shows.
const LIMITS: &str = "This can't show what the node serves to another browser or at another time, nor the pages of who \
                      is signed in: those the node makes for them.";

/// An address as it was given, if pages could be there: `https`, or `http` on this computer.
fn origin(given: &str) -> Result<String, String> {
    let url = Url::parse(given).map_err(|_| "write it like https://stn.riverbend.example".to_owned())?;
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_here = host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    if !(url.scheme() == "https" || url.scheme() == "http" && is_here) {
        return Err("pages are at https://…, or at http://127.0.0.1:… on this computer".to_owned());
    }
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !is_bare || !url.username().is_empty() || url.password().is_some() {
        return Err("give the address alone, without a page, a name or anything behind it".to_owned());
    }
    Ok(url.origin().ascii_serialization())
}

async fn compared(at: &str) -> anyhow::Result<Found> {
    let client = Client::builder().no_proxy().redirect(redirect::Policy::none()).timeout(PATIENCE).build();
    let client = client.context("setting up HTTP")?;
    let front = fetch(&client, at, "/", Some("en"), PAGE_MAX).await?;
    let text = front.body.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    let organisation = release::name_on(&text);
    let mut found = Found { organisation, files: 0, pages: 0, differs: Vec::new() };
    if let Some(says) = elsewhere(&front, &text) {
        found.differs.push(Difference { path: "/".to_owned(), language: None, says });
        return Ok(found);
    }
    for expected in release::files().into_iter().chain(release::pages_for_anybody(&found.organisation)) {
        let answer = fetch(&client, at, &expected.path, expected.language, expected.content.len()).await?;
        let count = if expected.language.is_some() { &mut found.pages } else { &mut found.files };
        *count += 1;
        let differs = |says| Difference { path: expected.path.clone(), language: expected.language, says };
        found.differs.extend(answer.against(&expected).map(differs));
    }
    Ok(found)
}

/// Why nothing further is worth asking for: no page stands there, or one of another version.
fn elsewhere(front: &Answer, text: &str) -> Option<String> {
    if front.status != StatusCode::OK {
        return Some(format!("is answered with {}; no page was shown", front.status.as_u16()));
    }
    let Some(theirs) = release::below_on(text) else { return Some("shows no page of stn".to_owned()) };
    let says = || format!("has its files at {theirs}, and this program at {}: another version", release::below());
    (theirs != release::below()).then(says)
}

/// Asks for a path as a browser does, and reads no more than `most` bytes of it.
async fn fetch(client: &Client, at: &str, path: &str, language: Option<&str>, most: usize) -> anyhow::Result<Answer> {
    let lost = |error: &reqwest::Error| {
        let why = if error.is_connect() { "the node can't be reached" } else { "the node did not answer to its end" };
        format!("{why}, at {at}{path}; nothing is shown by that; check the address and try again")
    };
    let mut call = client.get(format!("{at}{path}")).header(ACCEPT_ENCODING, "gzip");
    if let Some(language) = language {
        call = call.header(ACCEPT_LANGUAGE, language);
    }
    let mut response = match call.send().await {
        Ok(response) => response,
        Err(error) => bail!(lost(&error)),
    };
    let (status, headers) = (response.status(), response.headers().clone());
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(piece)) => bytes.extend_from_slice(&piece),
            Ok(None) => break,
            Err(error) => bail!(lost(&error)),
        }
        if bytes.len() > most + SLACK {
            return Ok(Answer { status, headers, body: None });
        }
    }
    let body = unpacked(&headers, bytes, most);
    Ok(Answer { status, headers, body })
}

/// By how much packing may make something longer.
const SLACK: usize = 1 << 10;

/// What was sent, unpacked; nothing if that is more than `most` or was packed in another way.
fn unpacked(headers: &HeaderMap, bytes: Vec<u8>, most: usize) -> Option<Vec<u8>> {
    let body = match headers.get(CONTENT_ENCODING).map(|how| how.as_bytes()) {
        None => bytes,
        Some(b"gzip") => {
            let mut body = Vec::new();
            MultiGzDecoder::new(bytes.as_slice()).take(most as u64 + 1).read_to_end(&mut body).ok()?;
            body
        }
        Some(_) => return None,
    };
    (body.len() <= most).then_some(body)
}

impl Answer {
    /// In what it is not as expected, if in anything.
    fn against(&self, expected: &Served) -> Option<String> {
        if self.status != StatusCode::OK {
            return Some(format!("is answered with {}", self.status.as_u16()));
        }
        if self.body.as_deref() != Some(expected.content.as_bytes()) {
            let hash = |bytes: &[u8]| HEXLOWER.encode(&Sha256::digest(bytes)[..8]);
            let ours = hash(expected.content.as_bytes());
            let theirs = self.body.as_deref().map_or("longer, or packed in another way".to_owned(), hash);
            return Some(format!("holds other bytes: {theirs}, and in this program {ours} (SHA-256, its beginning)"));
        }
        if !self.has_once(CONTENT_TYPE.as_str(), expected.kind) {
            return Some("is sent as something else than it is".to_owned());
        }
        if let Some((name, _)) = release::HEADERS.iter().find(|(name, value)| !self.has_once(name.as_str(), value)) {
            return Some(format!("is sent without this program’s {name}"));
        }
        let more = NEVER.into_iter().find(|name| self.headers.contains_key(*name))?;
        Some(format!("is sent with a header {more}, which this program never sends"))
    }

    fn has_once(&self, name: &str, value: &str) -> bool {
        let mut all = self.headers.get_all(name).iter();
        all.next().is_some_and(|sent| sent.as_bytes() == value.as_bytes()) && all.next().is_none()
    }
}

impl Difference {
    fn line(&self) -> String {
        let language = self.language.map(|language| format!(" ({language})")).unwrap_or_default();
        format!("{}{language} {}", self.path, self.says)
    }
}

/// The organisation as it calls itself there.
fn named(organisation: &str) -> String {
    if organisation.is_empty() { "an organisation without a name".to_owned() } else { one_line(organisation) }
}

#[cfg(test)]
mod tests;
