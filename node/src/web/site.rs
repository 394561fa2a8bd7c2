//! Where the pages are: on this computer alone, or behind the operator's own proxy with TLS. Asked for in any other
//! way they are refused, so that no page of a stranger can pass for ours, and nothing goes in clear over a network.

use std::net::SocketAddr;

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use stn_protocol::id::OrgId;

use crate::config::Config;

/// Whose pages these are, and where.
#[derive(Clone, Debug)]
pub struct Site {
    org: OrgId,
    name: String,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    /// On this computer.
    Here(SocketAddr),
    /// At `https://` and this host, behind a proxy.
    Proxied(String),
    /// Behind a proxy whose address nobody has told.
    Unsaid(SocketAddr),
}

/// Why a page is not shown to whoever asks in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// The settings don't say where the pages are.
    NoAddress,
    /// It was asked for under a name that is not ours.
    OtherHost,
    /// It came over a connection that anybody on the way could read.
    InClear,
}

impl Site {
    /// The site that the settings describe, with its door at `api_addr`.
    pub fn of(config: &Config, org: OrgId, api_addr: SocketAddr) -> Self {
        let host = config.pages_at.strip_prefix("https://").unwrap_or_default();
        let place = match (config.api_behind_tls, host) {
            (false, _) => Place::Here(api_addr),
            (true, "") => Place::Unsaid(api_addr),
            (true, host) => Place::Proxied(host.to_owned()),
        };
        Self { org, name: config.organisation.clone(), place }
    }

    /// The demo's, on this computer.
    pub(super) fn of_demo(at: SocketAddr) -> Self {
        Self { org: OrgId::from_bytes([0; 32]), name: "Marrow Valley".to_owned(), place: Place::Here(at) }
    }

    /// The organisation.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What members' browsers and command lines open.
    pub fn address(&self) -> String {
        match &self.place {
            Place::Here(at) | Place::Unsaid(at) => format!("http://{at}"),
            Place::Proxied(host) => format!("https://{host}"),
        }
    }

    /// Whether a proxy of the operator's stands in front.
    pub fn is_behind_proxy(&self) -> bool {
        match self.place {
            Place::Here(_) => false,
            Place::Proxied(_) | Place::Unsaid(_) => true,
        }
    }

    /// Why a page asked for like this is not shown; nothing if it is.
    pub(super) fn misplaced(&self, asked: &Parts) -> Option<Misplaced> {
        let hosts = match &self.place {
            Place::Here(at) => vec![at.to_string(), format!("localhost:{}", at.port())],
            Place::Proxied(host) => vec![host.clone()],
            Place::Unsaid(_) => return Some(Misplaced::NoAddress),
        };
        let host = text(&asked.headers, header::HOST.as_str());
        let target = asked.uri.authority().map(|authority| authority.as_str());
        let is_ours = |named: &str| hosts.iter().any(|host| host.eq_ignore_ascii_case(named));
        if !host.is_some_and(is_ours) || !target.is_none_or(is_ours) {
            return Some(Misplaced::OtherHost);
        }
        let is_private = !self.is_behind_proxy() || text(&asked.headers, "x-forwarded-proto") == Some("https");
        (!is_private).then_some(Misplaced::InClear)
    }
}

/// A header that stands there once, as text.
fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut all = headers.get_all(name).iter();
    let only = all.next()?;
    if all.next().is_some() { None } else { only.to_str().ok() }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    const HERE: &str = "127.0.0.1:4300";

    fn site(settings: &str) -> Site {
        Site::of(&Config::parse(settings).unwrap(), OrgId::from_bytes([1; 32]), HERE.parse().unwrap())
    }

    fn asked(headers: &[(&str, &str)]) -> Parts {
        let request = headers.iter().fold(Request::builder(), |request, (name, value)| request.header(*name, *value));
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn on_this_computer_only_its_own_names_are_answered() {
        let here = site("");
        let found = |host| here.misplaced(&asked(&[("host", host)]));

        assert_eq!((found(HERE), found("localhost:4300")), (None, None));
        for host in ["localhost", "127.0.0.1:80", "evil.example", "evil.example:4300", ""] {
            assert_eq!(found(host), Some(Misplaced::OtherHost), "{host}");
        }
        assert_eq!(here.misplaced(&asked(&[])), Some(Misplaced::OtherHost));
        assert_eq!(here.misplaced(&asked(&[("host", HERE), ("host", "evil.example")])), Some(Misplaced::OtherHost));
    }

    #[test]
    fn behind_a_proxy_the_public_name_and_tls_are_asked_for() {
        let proxied = site("api_behind_tls = true\npages_at = \"https://stn.example.org\"");
        let tls = ("x-forwarded-proto", "https");

        assert_eq!(proxied.misplaced(&asked(&[("host", "stn.example.org"), tls])), None);
        assert_eq!(proxied.misplaced(&asked(&[("host", HERE), tls])), Some(Misplaced::OtherHost));
        for said in [vec![], vec![("x-forwarded-proto", "http")], vec![tls, tls]] {
            let headers = [vec![("host", "stn.example.org")], said].concat();
            assert_eq!(proxied.misplaced(&asked(&headers)), Some(Misplaced::InClear));
        }
        assert_eq!(proxied.address(), "https://stn.example.org");
    }

    #[test]
    fn what_a_proxy_says_counts_for_nothing_where_there_is_none() {
        let forged = asked(&[("host", "stn.example.org"), ("x-forwarded-proto", "https")]);

        assert_eq!(site("").misplaced(&forged), Some(Misplaced::OtherHost));
        assert_eq!(site("api_behind_tls = true").misplaced(&forged), Some(Misplaced::NoAddress));
    }
}
