//! How often one place may knock at a door that anybody may knock at: joining, and opening a session in a browser.
//!
//! A place is an address, or for IPv6 the network of one household. Behind a proxy of the operator's own it is what
//! that proxy wrote last into `X-Forwarded-For`; otherwise that header is anybody's and is not read.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, Request};
use stn_protocol::time::{Span, Timestamp};

/// Knocks that may come at once from one place.
const AT_ONCE: u64 = 20;
/// From this computer itself: a whole organisation may be set up at once.
const AT_ONCE_HERE: u64 = 1_000;
/// After how long one more may come.
const ONE_MORE_AFTER: Span = Span::secs(6);
/// Places remembered; beyond, those that were quiet longest are forgotten.
const PLACES_MAX: usize = 4_096;

/// Who knocked how often.
#[derive(Debug)]
pub struct Pace {
    is_behind_proxy: bool,
    /// For each place, when everything it took will have come back.
    places: Mutex<BTreeMap<IpAddr, Timestamp>>,
}

impl Pace {
    /// Nobody knocked so far. `is_behind_proxy` says whether a proxy of the operator's stands in front.
    pub fn new(is_behind_proxy: bool) -> Self {
        Self { is_behind_proxy, places: Mutex::default() }
    }

    /// Whether this request may knock now; it counts as a knock if so.
    pub fn admits<B>(&self, request: &Request<B>, now: Timestamp) -> bool {
        self.admits_from(self.place(request), now)
    }

    fn admits_from(&self, place: IpAddr, now: Timestamp) -> bool {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= PLACES_MAX {
            forget_the_quiet(&mut places, now);
        }
        let at_once = if place.is_loopback() && !self.is_behind_proxy { AT_ONCE_HERE } else { AT_ONCE };
        let back = places.entry(place).or_insert(now);
        let after = (*back).max(now).plus(ONE_MORE_AFTER);
        if after.since(now).as_millis() > at_once * ONE_MORE_AFTER.as_millis() {
            return false;
        }
        *back = after;
        true
    }

    fn place<B>(&self, request: &Request<B>) -> IpAddr {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        // Who came without an address shares one place.
        let peer = peer.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        let told = || request.headers().get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?.rsplit(',').next();
        let told = || told()?.trim().parse().ok();
        household(if self.is_behind_proxy { told().unwrap_or(peer) } else { peer })
    }
}

/// An IPv6 address without what one household may choose itself.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) if !six.is_loopback() => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        plain @ (IpAddr::V4(_) | IpAddr::V6(_)) => plain,
    }
}

/// Makes room: who has everything back is as good as never seen; if all are busy, the one that will be first goes.
fn forget_the_quiet(places: &mut BTreeMap<IpAddr, Timestamp>, now: Timestamp) {
    places.retain(|_, back| *back > now);
    if places.len() >= PLACES_MAX
        && let Some(first) = places.iter().min_by_key(|(_, back)| **back).map(|(place, _)| *place)
    {
        places.remove(&first);
    }
}

const FORWARDED_FOR: &str = "x-forwarded-for";

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn request(peer: &str, forwarded: &str) -> Request<()> {
        let mut request = Request::builder().header(FORWARDED_FOR, forwarded).body(()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4_000)));
        request
    }

    #[test]
    fn a_place_that_knocks_too_often_waits_and_others_do_not() {
        let pace = Pace::new(false);
        let far = request("203.0.113.7", "");
        let admitted = (0..100).filter(|_| pace.admits(&far, NOW)).count();

        assert_eq!(admitted, 20);
        assert!(pace.admits(&request("203.0.113.8", ""), NOW));
        assert!(pace.admits(&far, NOW.plus(ONE_MORE_AFTER)));
        assert!(!pace.admits(&far, NOW.plus(ONE_MORE_AFTER)));
    }

    #[test]
    fn what_anybody_may_write_into_a_header_is_read_behind_a_proxy_alone() {
        let (open, behind) = (Pace::new(false), Pace::new(true));
        let forged = request("203.0.113.7", "10.0.0.1, 198.51.100.2");

        assert_eq!(open.place(&forged), "203.0.113.7".parse::<IpAddr>().unwrap());
        assert_eq!(behind.place(&forged), "198.51.100.2".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn a_household_is_one_place() {
        let pace = Pace::new(false);
        let place = |text: &str| pace.place(&request(text, ""));

        assert_eq!(place("2001:db8:1:2::3"), place("2001:db8:1:2:ffff::9"));
        assert_ne!(place("2001:db8:1:2::3"), place("2001:db8:1:3::3"));
        assert_eq!(place("::ffff:192.0.2.1"), place("192.0.2.1"));
    }

    #[test]
    fn places_are_bounded() {
        let pace = Pace::new(false);
        for number in 0..PLACES_MAX + 50 {
            let [.., a, b] = number.to_be_bytes();
            pace.admits_from(IpAddr::from([10, 1, a, b]), NOW);
        }

        assert!(pace.places.lock().unwrap().len() <= PLACES_MAX);
    }
}
