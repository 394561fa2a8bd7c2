//! What an admin decides about a node, as far as the engine cares.

use crate::limits;
use crate::message::OrgProfile;
use crate::time::Span;
use crate::trust::CountryCode;

/// A node's settings. Plain values; the configuration file has checked them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The organisation's name as peers see it, at most 64 B.
    pub name: String,
    /// The organisation's domain, empty where it has none.
    pub domain: String,
    /// Where the node listens for peers, as multiaddresses.
    pub addrs: Vec<String>,
    /// How far apart the moments are at which questions are worked on, and offers and answers leave.
    pub release_grid: Span,
    /// How soon a request to become a peer is repeated at first; doubles from there.
    pub retry_min: Span,
    /// How long a question lives where the member does not say.
    pub query_life: Span,
    /// How long a request lives.
    pub request_life: Span,
    /// The country phone numbers without a calling code belong to.
    pub country: Option<CountryCode>,
    /// Further steps a question may take, counted from the asker: 1 to 4.
    pub hops: u8,
    /// Evaluation chunks granted to each peer's own table in an epoch: 32, 128 or 512.
    pub grant: u32,
    /// What the organisation tells peers about its work.
    pub profile: OrgProfile,
    /// The least time between requests that are signed at once.
    pub fall_over: Span,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            domain: String::new(),
            addrs: Vec::new(),
            release_grid: limits::RELEASE_GRID,
            retry_min: limits::RETRY_MIN,
            query_life: limits::QUERY_LIFE,
            request_life: limits::REQUEST_LIFE,
            country: None,
            hops: limits::HOPS_DEFAULT,
            grant: limits::GRANT_DEFAULT,
            profile: OrgProfile::default(),
            fall_over: limits::FALL_OVER,
        }
    }
}
