//! The node's settings: one plain struct, read from one file, checked before anything starts.
//!
//! A key nobody knows is refused rather than ignored. Secrets are not settings: the node's key
//! lies in `data_dir`, in a file only its owner can read. `config/node.toml` shows every key.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use libp2p::Multiaddr;
use libp2p::multiaddr::Protocol;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use stn_protocol::limits;
use stn_protocol::message::OrgProfile;
use stn_protocol::trust::{Language, Region, Word};
use stn_protocol::wire::text::is_line;

use crate::notice::{MailServer, MailTls};

/// Everything an operator can set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the node keeps its key and everything it knows.
    pub data_dir: PathBuf,
    /// The organisation's name, as partner organisations read it.
    pub organisation: String,
    /// The organisation's domain; empty if it has none to prove.
    pub domain: String,
    /// The calling code for phone numbers written without one; empty: such numbers are not matched.
    pub country_code: String,
    /// What the organisation does, in a sentence partners read.
    pub about: String,
    /// What it works on.
    pub topics: Vec<Word>,
    /// Where.
    pub regions: Vec<Region>,
    /// In which languages.
    pub languages: Vec<Language>,
    /// Where the node listens for partner organisations.
    #[serde(deserialize_with = "addresses")]
    pub listen: Vec<Multiaddr>,
    /// The addresses under which partners reach the node; empty: it can call and can't be called.
    #[serde(deserialize_with = "addresses")]
    pub announce: Vec<Multiaddr>,
    /// Whether partners may be called at addresses inside a private network or on this computer.
    pub allow_private_addresses: bool,
    /// Where members' browsers and command lines reach the node.
    pub api_listen: SocketAddr,
    /// Whether a reverse proxy speaks TLS in front of `api_listen`.
    pub api_behind_tls: bool,
    /// The address of that proxy, which members' browsers open.
    pub pages_at: String,
    /// Offers, answers and searches leave on multiples of this many milliseconds.
    pub release_grid_ms: u64,
    /// For how many days a question travels unless the member chooses otherwise.
    pub query_life_days: u64,
    /// For how many days people may think about a request.
    pub request_life_days: u64,
    /// For how many days at least a second path waits for the first.
    pub fall_over_days: u64,
    /// After how many milliseconds a lost partner is called again first.
    pub reconnect_min_ms: u64,
    /// The mail server that takes notices to members; empty: nobody is mailed.
    pub mail_server: String,
    /// Its port.
    pub mail_port: u16,
    /// How the way there is protected.
    pub mail_tls: MailTls,
    /// The account there; empty: none is needed.
    pub mail_user: String,
    /// The file that holds its password.
    pub mail_password_file: PathBuf,
    /// The address mail comes from.
    pub mail_from: String,
    /// For how many hours after a mail a member gets no other.
    pub mail_digest_hours: u64,
    /// How much the node writes about itself.
    pub log_level: LogLevel,
}

/// How much the node writes about itself; each level includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// What stops the node.
    Error,
    /// What might wake someone.
    Warn,
    /// What an operator should know.
    Info,
    /// What a developer follows.
    Debug,
    /// Everything.
    Trace,
}

/// Why there are no settings to start with.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file can't be read.
    #[error("the settings {} can't be read; nothing was started", path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file isn't a file of settings.
    #[error("the settings don't read as settings; nothing was started: {0}")]
    NotSettings(#[from] toml::de::Error),
    /// The settings would put people or the node at risk.
    #[error("the settings are unsafe; nothing was started: {}", sentences(.0))]
    Unsafe(Vec<Unsafe>),
}

/// A setting with which the node doesn't start, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsafe {
    /// Nobody could tell whose node it is.
    #[error("organisation is empty: write the name by which partners know you")]
    NoName,
    /// The name doesn't fit into a question.
    #[error("organisation has {found} bytes: write a name of at most {MAX_NAME}")]
    LongName {
        /// How long it is.
        found: usize,
    },
    /// The domain is no domain.
    #[error("domain {found:?} is no domain: write it like riverbend.example, without https:// and in lower case")]
    NotADomain {
        /// What stands there.
        found: String,
    },
    /// What the organisation says of itself doesn't fit into what partners are told.
    #[error("{key} is longer than what partners are told: write at most {most}")]
    LongProfile {
        /// The key.
        key: &'static str,
        /// How much there may be.
        most: &'static str,
    },
    /// The calling code is none.
    #[error("country_code {found:?} is no calling code: write one to three digits without + or zeros, such as 49")]
    NotACallingCode {
        /// What stands there.
        found: String,
    },
    /// The directory depends on where the program was started.
    #[error("data_dir {} depends on where stn is started: write the whole path from /", .found.display())]
    RelativeDataDir {
        /// What stands there.
        found: PathBuf,
    },
    /// No partner could ever be met.
    #[error("listen is empty: write at least one address, such as /ip4/0.0.0.0/tcp/4301")]
    ListensNowhere,
    /// A transport that the node doesn't speak.
    #[error("the address {found} is neither tcp nor quic-v1: write it like /ip4/0.0.0.0/tcp/4301")]
    OtherTransport {
        /// What stands there.
        found: Multiaddr,
    },
    /// An address that leads nobody here.
    #[error("the address {found} in announce leads nowhere from outside: write the one partners can reach")]
    AnnouncesNowhere {
        /// What stands there.
        found: Multiaddr,
    },
    /// Members' requests could be read on the way.
    #[error(
        "api_listen {found} can be reached from other computers without TLS: write 127.0.0.1:4300, or put a proxy \
         with TLS in front and say api_behind_tls = true"
    )]
    OpenApi {
        /// What stands there.
        found: SocketAddr,
    },
    /// Browsers could not open that address, or it would not be the proxy's.
    #[error(
        "pages_at {found:?} is no address members' browsers could open: write it like https://stn.riverbend.example, \
         without a path, and only with api_behind_tls = true"
    )]
    NoPagesThere {
        /// What stands there.
        found: String,
    },
    /// A mail server elsewhere would be told addresses, and perhaps a password, in clear.
    #[error("mail_tls is none and mail_server {found:?} is not this computer: write starttls or wrapped")]
    MailInClear {
        /// The server.
        found: String,
    },
    /// Mail would come from nowhere.
    #[error("mail_from {found:?} is no address mail could come from: write it like stn@riverbend.example")]
    NoMailFrom {
        /// What stands there.
        found: String,
    },
    /// The account's password is nowhere.
    #[error(
        "mail_password_file {} is no whole path: write the password into a file only the node's user can read, \
         and its path here",
        .found.display()
    )]
    NoMailPassword {
        /// What stands there.
        found: PathBuf,
    },
    /// A number outside what is safe.
    #[error("{key} is {found}: write a number from {from} to {to}, because {why}")]
    OutOfBounds {
        /// The key.
        key: &'static str,
        /// What stands there.
        found: u64,
        /// At least.
        from: u64,
        /// At most.
        to: u64,
        /// What would go wrong.
        why: &'static str,
    },
}

impl Config {
    /// Reads the settings and refuses unsafe ones.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path).map_err(|source| ConfigError::Unread { path: path.to_owned(), source })?;
        let config = Self::parse(&text)?;
        let found = config.check();
        if found.is_empty() { Ok(config) } else { Err(ConfigError::Unsafe(found)) }
    }

    /// Reads settings as they are, safe or not. What isn't said is the default.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        Ok(toml::from_str(text)?)
    }

    /// Everything with which the node doesn't start.
    pub fn check(&self) -> Vec<Unsafe> {
        let mut found = self.naming();
        if !self.data_dir.is_absolute() {
            found.push(Unsafe::RelativeDataDir { found: self.data_dir.clone() });
        }
        found.extend(self.addressing());
        found.extend(self.mailing());
        for (key, value, from, to, why) in [
            ("release_grid_ms", self.release_grid_ms, 100, 600_000, "without a grid the delay tells what was found"),
            ("query_life_days", self.query_life_days, 1, 14, "partners refuse questions that live longer"),
            ("request_life_days", self.request_life_days, 1, 30, "partners refuse requests that live longer"),
            ("fall_over_days", self.fall_over_days, 1, 10, "people need a day to see what waits for them"),
            ("reconnect_min_ms", self.reconnect_min_ms, 100, 900_000, "a partner that restarts would be flooded"),
            ("mail_digest_hours", self.mail_digest_hours, 1, 168, "members would be mailed for each thing that comes"),
        ] {
            if !(from..=to).contains(&value) {
                found.push(Unsafe::OutOfBounds { key, found: value, from, to, why });
            }
        }
        found
    }

    fn naming(&self) -> Vec<Unsafe> {
        let mut found = Vec::new();
        if self.organisation.trim().is_empty() {
            found.push(Unsafe::NoName);
        } else if self.organisation.len() > MAX_NAME {
            found.push(Unsafe::LongName { found: self.organisation.len() });
        }
        if !self.domain.is_empty() && !is_domain(&self.domain) {
            found.push(Unsafe::NotADomain { found: self.domain.clone() });
        }
        found.extend(self.profiling());
        if !self.country_code.is_empty() && !is_calling_code(&self.country_code) {
            found.push(Unsafe::NotACallingCode { found: self.country_code.clone() });
        }
        found
    }

    fn profiling(&self) -> impl Iterator<Item = Unsafe> {
        let long_topic = self.topics.iter().any(|topic| topic.as_str().len() > limits::ORG_TOPIC);
        let found = [
            ("about", "200 bytes on one line", !is_line(&self.about, limits::ORG_ABOUT)),
            ("topics", "6 of at most 32 bytes", self.topics.len() > limits::ORG_TOPICS || long_topic),
            ("regions", "8", self.regions.len() > limits::ORG_CODES),
            ("languages", "8", self.languages.len() > limits::ORG_CODES),
        ];
        found.into_iter().filter(|(_, _, fails)| *fails).map(|(key, most, _)| Unsafe::LongProfile { key, most })
    }

    /// What partners are told of the organisation's work.
    pub fn profile(&self) -> OrgProfile {
        OrgProfile {
            about: self.about.clone(),
            topics: self.topics.iter().map(|topic| topic.as_str().to_owned()).collect(),
            regions: self.regions.iter().map(|region| region.as_str().to_owned()).collect(),
            languages: self.languages.iter().map(|language| language.as_str().to_owned()).collect(),
        }
    }

    /// Every setting in force, by its key. None of them is a secret.
    pub fn shown(&self) -> Value {
        json!({
            "data_dir": self.data_dir,
            "organisation": self.organisation,
            "domain": self.domain,
            "country_code": self.country_code,
            "about": self.about,
            "topics": self.topics,
            "regions": self.regions,
            "languages": self.languages,
            "listen": self.listen.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "announce": self.announce.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "allow_private_addresses": self.allow_private_addresses,
            "api_listen": self.api_listen,
            "api_behind_tls": self.api_behind_tls,
            "pages_at": self.pages_at,
            "release_grid_ms": self.release_grid_ms,
            "query_life_days": self.query_life_days,
            "request_life_days": self.request_life_days,
            "fall_over_days": self.fall_over_days,
            "reconnect_min_ms": self.reconnect_min_ms,
            "mail_server": self.mail_server,
            "mail_port": self.mail_port,
            "mail_tls": self.mail_tls.as_str(),
            "mail_user": self.mail_user,
            "mail_password_file": self.mail_password_file,
            "mail_from": self.mail_from,
            "mail_digest_hours": self.mail_digest_hours,
            "log_level": self.log_level.as_str(),
        })
    }

    /// Where mail goes out; nothing if nobody is mailed.
    pub fn mail(&self) -> Option<MailServer> {
        let account = || (self.mail_user.clone(), self.mail_password_file.clone());
        (!self.mail_server.is_empty()).then(|| MailServer {
            host: self.mail_server.clone(),
            port: self.mail_port,
            tls: self.mail_tls,
            account: (!self.mail_user.is_empty()).then(account),
            from: self.mail_from.clone(),
        })
    }

    fn mailing(&self) -> Vec<Unsafe> {
        if self.mail_server.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let is_here = ["localhost", "127.0.0.1", "::1"].contains(&self.mail_server.as_str());
        if self.mail_tls == MailTls::None && !is_here {
            found.push(Unsafe::MailInClear { found: self.mail_server.clone() });
        }
        let is_from = self.mail_from.parse::<lettre::Address>().is_ok_and(|from| is_domain(from.domain()));
        if !is_from {
            found.push(Unsafe::NoMailFrom { found: self.mail_from.clone() });
        }
        if !self.mail_user.is_empty() && !self.mail_password_file.is_absolute() {
            found.push(Unsafe::NoMailPassword { found: self.mail_password_file.clone() });
        }
        found
    }

    fn addressing(&self) -> Vec<Unsafe> {
        let mut found = Vec::new();
        if self.listen.is_empty() {
            found.push(Unsafe::ListensNowhere);
        }
        for address in self.listen.iter().chain(&self.announce) {
            if !is_tcp_or_quic(address) {
                found.push(Unsafe::OtherTransport { found: address.clone() });
            }
        }
        for address in &self.announce {
            if address.iter().any(|part| part == Protocol::Ip4(Ipv4Addr::UNSPECIFIED)) {
                found.push(Unsafe::AnnouncesNowhere { found: address.clone() });
            }
        }
        if !self.api_listen.ip().is_loopback() && !self.api_behind_tls {
            found.push(Unsafe::OpenApi { found: self.api_listen });
        }
        if !self.pages_at.is_empty() && (!self.api_behind_tls || !is_https_origin(&self.pages_at)) {
            found.push(Unsafe::NoPagesThere { found: self.pages_at.clone() });
        }
        found
    }
}

impl Default for Config {
    fn default() -> Self {
        let any = |port: &str| format!("/ip4/0.0.0.0/{port}").parse().expect("written like an address, and tested");
        Self {
            data_dir: PathBuf::from("/var/lib/stn"),
            organisation: String::new(),
            domain: String::new(),
            country_code: String::new(),
            about: String::new(),
            topics: Vec::new(),
            regions: Vec::new(),
            languages: Vec::new(),
            listen: vec![any("tcp/4301"), any("udp/4301/quic-v1")],
            announce: Vec::new(),
            allow_private_addresses: false,
            api_listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 4_300)),
            api_behind_tls: false,
            pages_at: String::new(),
            release_grid_ms: 10_000,
            query_life_days: 7,
            request_life_days: 21,
            fall_over_days: 1,
            reconnect_min_ms: 1_000,
            mail_server: String::new(),
            mail_port: 587,
            mail_tls: MailTls::StartTls,
            mail_user: String::new(),
            mail_password_file: PathBuf::new(),
            mail_from: String::new(),
            mail_digest_hours: 24,
            log_level: LogLevel::Info,
        }
    }
}

impl LogLevel {
    /// The level's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// Reads addresses, and says of one that doesn't parse how to write it.
fn addresses<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Multiaddr>, D::Error> {
    let written = Vec::<String>::deserialize(from)?;
    let parsed = written.iter().map(|text| match text.parse() {
        Ok(address) => Ok(address),
        Err(_) => Err(format!("{text:?} is no address: write it like /ip4/0.0.0.0/tcp/4301")),
    });
    parsed.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

fn sentences(found: &[Unsafe]) -> String {
    found.iter().map(Unsafe::to_string).collect::<Vec<_>>().join("; ")
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        let fits = !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
        fits && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

/// Whether it is `https://`, a host in lower case and perhaps a port, and nothing else, as browsers write an origin.
fn is_https_origin(text: &str) -> bool {
    let Some(authority) = text.strip_prefix("https://") else { return false };
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    is_domain(host) && port.is_none_or(|port| port != "443" && port.parse::<u16>().is_ok_and(|port| port > 0))
}

fn is_calling_code(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// Whether it is a host and a TCP port, or a host, a UDP port and QUIC.
fn is_tcp_or_quic(address: &Multiaddr) -> bool {
    let parts: Vec<&str> = address.protocol_stack().collect();
    let (host, port) = parts.split_first().unwrap_or((&"", &[]));
    ["ip4", "ip6", "dns", "dns4", "dns6"].contains(host) && (port == ["tcp"] || port == ["udp", "quic-v1"])
}

/// What fits into the name a question carries.
const MAX_NAME: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: &str = include_str!("../../config/node.toml");

    #[test]
    fn the_shown_settings_are_the_defaults() {
        assert_eq!(Config::parse(SHOWN).unwrap(), Config::default());
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn every_setting_is_shown_with_a_sentence_above_it() {
        let shown: toml::Table = SHOWN.parse().unwrap();
        let refused = Config::parse("nothing_like_it = 1").unwrap_err().to_string();

        let (_, known) = refused.split_once("expected one of").unwrap();
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        assert!(known.contains(&"data_dir"));
        for key in known {
            assert!(shown.contains_key(key), "{key} is not shown");
            let line = SHOWN.lines().position(|line| line.starts_with(&format!("{key} = "))).unwrap();
            assert!(SHOWN.lines().nth(line - 1).unwrap().starts_with("# "), "{key} has no sentence");
        }
    }

    #[test]
    fn only_the_name_is_missing_from_the_defaults() {
        assert_eq!(Config::default().check(), [Unsafe::NoName]);
        assert_eq!(named("").check(), []);
    }

    #[test]
    fn the_api_beyond_this_computer_needs_tls() {
        let open = named("api_listen = \"0.0.0.0:4300\"");
        let behind = named("api_listen = \"0.0.0.0:4300\"\napi_behind_tls = true");

        assert_eq!(open.check(), [Unsafe::OpenApi { found: "0.0.0.0:4300".parse().unwrap() }]);
        assert!(open.check()[0].to_string().contains("write 127.0.0.1:4300"));
        assert_eq!(behind.check(), []);
        assert_eq!(named("api_listen = \"[::1]:4300\"").check(), []);
    }

    #[test]
    fn the_pages_are_at_an_https_address_behind_the_proxy() {
        let fit = |address: &str| named(&format!("api_behind_tls = true\npages_at = {address:?}")).check().is_empty();

        assert!(fit("https://stn.riverbend.example") && fit("https://stn.riverbend.example:8443"));
        for bad in ["http://stn.example.org", "stn.example.org", "https://stn.example.org/", "https://A.example.org"] {
            assert!(!fit(bad), "{bad}");
        }
        let open = named("pages_at = \"https://stn.riverbend.example\"").check();
        assert!(matches!(open.as_slice(), [Unsafe::NoPagesThere { .. }]));
    }

    #[test]
    fn each_unsafe_setting_is_named_with_what_to_write() {
        for (text, sentence) in [
            ("release_grid_ms = 0", "release_grid_ms is 0: write a number from 100"),
            ("query_life_days = 15", "query_life_days is 15: write a number from 1 to 14"),
            ("request_life_days = 0", "request_life_days is 0"),
            ("fall_over_days = 0", "fall_over_days is 0: write a number from 1 to 10"),
            ("reconnect_min_ms = 0", "reconnect_min_ms is 0"),
            ("mail_digest_hours = 0", "mail_digest_hours is 0"),
            ("mail_server = \"mail.example.org\"", "is no address mail could come from"),
            ("mail_server = \"localhost\"\nmail_from = \"a@b.example\\r\\nBcc: c@d.example\"", "is no address"),
            ("mail_server = \"mx.example\"\nmail_tls = \"none\"\nmail_from = \"stn@b.example\"", "write starttls"),
            ("mail_server = \"mx.example\"\nmail_from = \"stn@b.example\"\nmail_user = \"stn\"", "no whole path"),
            ("domain = \"https://riverbend.example\"", "is no domain"),
            ("country_code = \"+49\"", "is no calling code"),
            ("data_dir = \"stn-data\"", "depends on where stn is started"),
            ("listen = []", "listen is empty"),
            ("listen = [\"/ip4/0.0.0.0/udp/4301\"]", "neither tcp nor quic-v1"),
            ("announce = [\"/ip4/0.0.0.0/tcp/4301\"]", "leads nowhere from outside"),
        ] {
            let found = named(text).check();

            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].to_string().contains(sentence), "{}", found[0]);
        }
    }

    #[test]
    fn an_address_that_does_not_parse_is_refused_with_how_to_write_it() {
        let error = Config::parse("listen = [\"0.0.0.0:4301\"]").unwrap_err().to_string();

        assert!(error.contains("write it like /ip4/0.0.0.0/tcp/4301"), "{error}");
    }

    #[test]
    fn an_unknown_key_and_an_unknown_level_are_refused() {
        assert!(Config::parse("releasegrid = 1").is_err());
        assert!(Config::parse("log_level = \"loud\"").is_err());
    }

    #[test]
    fn loading_refuses_what_is_unsafe_and_what_is_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("node.toml");
        assert!(matches!(Config::load(&path), Err(ConfigError::Unread { .. })));

        fs::write(&path, SHOWN).unwrap();
        assert!(matches!(Config::load(&path), Err(ConfigError::Unsafe(found)) if found == [Unsafe::NoName]));

        fs::write(&path, SHOWN.replace("organisation = \"\"", "organisation = \"Riverbend Trust\"")).unwrap();
        assert_eq!(Config::load(&path).unwrap().organisation, "Riverbend Trust");
    }

    fn named(text: &str) -> Config {
        Config::parse(&format!("organisation = \"Riverbend Trust\"\n{text}")).unwrap()
    }
}
