//! All chance of a run, from one number: a stream for each purpose, so that one draw more for one thing shifts no other.
//!
//! What a person decides is no stream at all: it follows from the seed and what they decide about, so that the same
//! thing is decided alike whenever, and in whatever order, it comes before them.

use rand_core::Rng;
use stn_protocol::crypto::digest;
use stn_protocol::crypto::stream::{Purpose, Randomness, SeededStreams};
use stn_protocol::time::Span;

use chacha20::ChaCha20Rng;

/// Makes a run; printed when a promise is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seed(pub u64);

impl Seed {
    /// The stream of one purpose.
    pub fn chance(self, purpose: &str) -> Chance {
        Chance(SeededStreams::new(self.bytes(), purpose).stream(Purpose::Reference))
    }

    /// The streams a node or a device draws from.
    pub fn streams(self, whose: &str) -> SeededStreams {
        SeededStreams::new(self.bytes(), whose)
    }

    /// A number that follows from what it is drawn for alone.
    pub fn decide(self, about: &str) -> u64 {
        let hash = digest::sha256(&[self.bytes().as_slice(), about.as_bytes()].concat());
        u64::from_be_bytes(hash[..8].try_into().expect("eight of thirty-two bytes"))
    }

    fn bytes(self) -> [u8; 32] {
        digest::sha256(&self.0.to_be_bytes())
    }
}

/// One purpose's chance.
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// A number below the bound, or 0 if that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let drawn = u128::from(self.0.next_u64()) * bound as u128;
        (drawn >> 64) as usize
    }

    /// Whether something happens that happens so often in ten thousand.
    pub fn happens(&mut self, of_ten_thousand: u32) -> bool {
        self.below(10_000) < of_ten_thousand as usize
    }

    /// A length of time between two.
    pub fn between(&mut self, least: Span, most: Span) -> Span {
        let width = most.as_millis().saturating_sub(least.as_millis());
        Span::millis(least.as_millis() + self.below(width as usize + 1) as u64)
    }

    /// One of several; `None` of none.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// A number over its whole range.
    pub fn number(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Bytes.
    pub fn bytes<const LEN: usize>(&mut self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}
