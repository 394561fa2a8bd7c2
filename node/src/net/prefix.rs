//! Where a stranger comes from: the /24 of an IPv4 address, the /56 of an IPv6 one.
//!
//! Identities cost nothing, so whatever is rationed among strangers is rationed by prefix.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use libp2p::Multiaddr;
use libp2p::multiaddr::Protocol;
use tokio::time::Instant;

/// An address prefix. An address that is none of IP shares one prefix with its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Prefix([u8; 8]);

impl Prefix {
    /// The prefix of an address.
    pub(super) fn of(address: &Multiaddr) -> Self {
        for protocol in address {
            if let Protocol::Ip4(ip) = protocol {
                return Self::of_v4(ip);
            }
            if let Protocol::Ip6(ip) = protocol {
                return Self::of_v6(ip);
            }
        }
        Self([0xff; 8])
    }

    fn of_v4(ip: Ipv4Addr) -> Self {
        let [a, b, c, _] = ip.octets();
        Self([4, a, b, c, 0, 0, 0, 0])
    }

    fn of_v6(ip: Ipv6Addr) -> Self {
        if let Some(v4) = ip.to_ipv4_mapped() {
            return Self::of_v4(v4);
        }
        let [a, b, c, d, e, f, g, ..] = ip.octets();
        Self([6, a, b, c, d, e, f, g])
    }
}

/// An allowance for every prefix: a burst, then one each so often. Bounded whatever strangers do.
#[derive(Debug)]
pub(super) struct Allowance {
    burst: u32,
    every: Duration,
    prefixes_max: usize,
    /// When each prefix will have its whole burst again; those that have it are not kept.
    full_again: BTreeMap<Prefix, Instant>,
}

impl Allowance {
    /// An allowance of `burst` at once and one more after each `every`.
    pub(super) fn new(burst: u32, every: Duration, prefixes_max: usize) -> Self {
        Self { burst, every, prefixes_max, full_again: BTreeMap::new() }
    }

    /// Takes one from a prefix's allowance; `false` if it is spent.
    pub(super) fn take(&mut self, prefix: Prefix, now: Instant) -> bool {
        let full_again = self.full_again.get(&prefix).map_or(now, |at| now.max(*at)) + self.every;
        if full_again > now + self.every * self.burst {
            return false;
        }
        self.make_room(prefix, now);
        self.full_again.insert(prefix, full_again);
        true
    }

    fn make_room(&mut self, prefix: Prefix, now: Instant) {
        if self.full_again.len() < self.prefixes_max || self.full_again.contains_key(&prefix) {
            return;
        }
        self.full_again.retain(|_, at| *at > now);
        if self.full_again.len() >= self.prefixes_max {
            let soonest = self.full_again.iter().min_by_key(|(_, at)| **at).map(|(prefix, _)| *prefix);
            soonest.map(|prefix| self.full_again.remove(&prefix));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn prefix(address: &str) -> Prefix {
        Prefix::of(&address.parse().unwrap())
    }

    #[test]
    fn neighbours_share_a_prefix() {
        assert_eq!(prefix("/ip4/192.0.2.1/tcp/1"), prefix("/ip4/192.0.2.200/udp/9/quic-v1"));
        assert_ne!(prefix("/ip4/192.0.2.1/tcp/1"), prefix("/ip4/192.0.3.1/tcp/1"));
        assert_eq!(prefix("/ip6/2001:db8:0:1::1/tcp/1"), prefix("/ip6/2001:db8:0:2::1/tcp/1"));
        assert_ne!(prefix("/ip6/2001:db8:0:1::1/tcp/1"), prefix("/ip6/2001:db8:0:100::1/tcp/1"));
        assert_eq!(prefix("/ip6/::ffff:192.0.2.1/tcp/1"), prefix("/ip4/192.0.2.1/tcp/1"));
    }

    #[test]
    fn an_allowance_is_a_burst_then_one_a_minute() {
        let (mut allowance, now) = (Allowance::new(8, MINUTE, 10), Instant::now());
        let here = prefix("/ip4/192.0.2.1");

        assert!((0..8).all(|_| allowance.take(here, now)));
        assert!(!allowance.take(here, now));
        assert!(allowance.take(prefix("/ip4/192.0.3.1"), now));
        assert!(allowance.take(here, now + MINUTE));
        assert!(!allowance.take(here, now + MINUTE));
    }

    #[test]
    fn ever_new_prefixes_take_no_more_room() {
        let (mut allowance, now) = (Allowance::new(1, MINUTE, 100), Instant::now());

        for n in 0..10_000_u32 {
            let [_, a, b, c] = n.to_be_bytes();
            assert!(allowance.take(Prefix([4, a, b, c, 0, 0, 0, 0]), now));
        }

        assert_eq!(allowance.full_again.len(), 100);
    }
}
