//! Time and the system's randomness. No other file reads either.
//!
//! The time handed out never goes back while the process runs: if the machine's clock is set back,
//! it stands still until the clock has caught up.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use stn_protocol::crypto::stream::{Purpose, Randomness};
use stn_protocol::time::{Span, Timestamp};

/// The latest time handed out, in milliseconds.
static LATEST: AtomicU64 = AtomicU64::new(0);

/// How far ahead of the machine's clock this process lives, in milliseconds.
static AHEAD: AtomicU64 = AtomicU64::new(0);

/// How long to sleep at most before looking at the clock again: it may have been set, or the machine suspended.
const LONGEST_NAP: Duration = Duration::from_secs(30);

/// The time, never earlier than what this process was told before.
pub fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let read = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX).saturating_add(AHEAD.load(Ordering::Relaxed));
    Timestamp::from_millis(LATEST.fetch_max(read, Ordering::Relaxed).max(read))
}

/// Has this process live so far ahead of the machine's clock. Tests wind days by; the program itself never does.
pub fn live_ahead(by: Span) {
    AHEAD.store(by.as_millis(), Ordering::Relaxed);
}

/// A point on the steady clock, to measure how long something takes or has lasted; it knows no date.
pub fn steady() -> Instant {
    Instant::now()
}

/// Returns once the clock shows `moment`.
pub async fn sleep_until(moment: Timestamp) {
    loop {
        let left = Duration::from_millis(moment.as_millis().saturating_sub(now().as_millis()));
        if left.is_zero() {
            return;
        }
        tokio::time::sleep(left.min(LONGEST_NAP)).await;
    }
}

/// Draws `N` bytes from the operating system.
///
/// # Panics
/// If the operating system has no randomness to give: nothing safe can be done without.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// Fresh random streams, each seeded by the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsStreams;

impl Randomness for OsStreams {
    fn stream(&mut self, _purpose: Purpose) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(random())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_never_goes_back() {
        let mut earlier = now();
        for _ in 0..1_000 {
            let later = now();
            assert!(later >= earlier);
            earlier = later;
        }
    }

    #[test]
    fn two_draws_differ() {
        assert_ne!(random::<16>(), random::<16>());
    }
}
