//! The three cookies there are: a member's session, the admin's, and the language a person chose. No other is set or read.

use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

use super::site::Site;

/// The session's name where TLS is in front: browsers then hold it to this host, all of it, and TLS.
const SESSION_PROXIED: &str = "__Host-stn";
/// Its name on this computer, where there is no TLS.
const SESSION_HERE: &str = "stn";
/// The admin's, where TLS is in front, and on this computer.
const ADMIN_PROXIED: &str = "__Host-stn-admin";
const ADMIN_HERE: &str = "stn-admin";
/// The language's name.
const LANGUAGE: &str = "stn-language";

/// What a cookie of this name says, if it stands there once.
fn value<'p>(asked: &'p Parts, name: &str) -> Option<&'p str> {
    let lines = asked.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut named = pairs.filter(|(found, _)| *found == name).map(|(_, value)| value);
    let only = named.next()?;
    if named.next().is_some() { None } else { Some(only) }
}

/// The session somebody shows.
pub(super) fn session<'p>(site: &Site, asked: &'p Parts) -> Option<&'p str> {
    value(asked, session_name(site))
}

/// The admin's session somebody shows.
pub(super) fn admin<'p>(site: &Site, asked: &'p Parts) -> Option<&'p str> {
    value(asked, admin_name(site))
}

/// The language somebody chose.
pub(super) fn language(asked: &Parts) -> Option<&str> {
    value(asked, LANGUAGE)
}

/// Sets the session until the browser is closed; the node ends it earlier by itself.
pub(super) fn set_session(site: &Site, token: &str) -> HeaderValue {
    set(site, session_name(site), token)
}

/// Takes the session away.
pub(super) fn end_session(site: &Site) -> HeaderValue {
    end(site, session_name(site))
}

/// Sets the admin's session until the browser is closed; the node ends it earlier by itself.
pub(super) fn set_admin(site: &Site, token: &str) -> HeaderValue {
    set(site, admin_name(site), token)
}

/// Takes the admin's session away.
pub(super) fn end_admin(site: &Site) -> HeaderValue {
    end(site, admin_name(site))
}

/// Keeps a language for a year.
pub(super) fn set_language(site: &Site, tag: &str) -> HeaderValue {
    written(format!("{LANGUAGE}={tag}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000{}", secure(site)))
}

fn set(site: &Site, name: &str, token: &str) -> HeaderValue {
    written(format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{}", secure(site)))
}

fn end(site: &Site, name: &str) -> HeaderValue {
    written(format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", secure(site)))
}

fn session_name(site: &Site) -> &'static str {
    if site.is_behind_proxy() { SESSION_PROXIED } else { SESSION_HERE }
}

fn admin_name(site: &Site) -> &'static str {
    if site.is_behind_proxy() { ADMIN_PROXIED } else { ADMIN_HERE }
}

fn secure(site: &Site) -> &'static str {
    if site.is_behind_proxy() { "; Secure" } else { "" }
}

fn written(cookie: String) -> HeaderValue {
    HeaderValue::try_from(cookie).expect("names, digits and language tags are fit for a header")
}
