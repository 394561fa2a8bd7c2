//! How long to wait before the next try: doubling, with a fifth of chance, so that nodes don't march in step.
//!
//! The chance here decides only about moments of dialling, which depend on nothing anybody asks;
//! it comes from the system and not from the engine's streams.

use std::time::Duration;

use super::bounds::RECONNECT_MAX;
use crate::clock;

/// The pauses of one link.
#[derive(Debug)]
pub(super) struct Backoff {
    min: Duration,
    next: Duration,
}

impl Backoff {
    /// Starts with a pause of `min`.
    pub(super) fn new(min: Duration) -> Self {
        Self { min, next: min }
    }

    /// Begins again with the shortest pause, after a success.
    pub(super) fn reset(&mut self) {
        self.next = self.min;
    }

    /// The pause before the next try; the one after it is twice as long.
    pub(super) fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = pause.saturating_mul(2).min(RECONNECT_MAX);
        pause.mul_f64(0.8 + 0.4 * chance())
    }
}

/// A number from 0 to 1.
fn chance() -> f64 {
    let [byte] = clock::random();
    f64::from(byte) / 255.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_to_a_quarter_of_an_hour() {
        let mut backoff = Backoff::new(Duration::from_secs(1));

        let pauses: Vec<_> = (0..12).map(|_| backoff.pause().as_secs_f64()).collect();

        for (n, pause) in pauses.iter().enumerate() {
            let middle = f64::from(1 << n).min(900.0);
            assert!((middle * 0.79..=middle * 1.21).contains(pause), "pause {n} was {pause}");
        }
    }

    #[test]
    fn a_success_begins_again() {
        let mut backoff = Backoff::new(Duration::from_secs(1));
        for _ in 0..9 {
            backoff.pause();
        }

        backoff.reset();

        assert!(backoff.pause() < Duration::from_secs(2));
    }
}
