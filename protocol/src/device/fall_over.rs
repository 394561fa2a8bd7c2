//! The asker's device signs requests along several paths at once, each for the day it is to leave.
//!
//! The day stands in the request as the day it was created, and the consent says the same: on its path a second
//! request looks like any first one. All share one letter; each has its own keys and its own id.

use crate::crypto::stream::Randomness;
use crate::device::{Device, DeviceError, Draft};
use crate::local::PreparedRequest;
use crate::local::view::OfferView;
use crate::time::{Span, Timestamp};

/// How requests follow each other, and how long each lives.
#[derive(Clone, Copy, Debug)]
pub struct Spacing {
    /// How long a request lives; longer where more people decide.
    pub life: Span,
    /// How long to wait before each further path; a third of the life unless said otherwise.
    pub every: Option<Span>,
    /// The least the node allows.
    pub least: Span,
}

impl Device {
    /// Composes requests along offers of one ask: the first leaves at once, each other on its own day.
    ///
    /// # Errors
    /// [`DeviceError::OffersTooShort`] if an offer ends before its turn could come, else as [`Device::compose`].
    pub fn compose_several(
        &mut self,
        rng: &mut dyn Randomness,
        offers: &[OfferView],
        draft: &Draft,
        (spacing, now): (Spacing, Timestamp),
    ) -> Result<Vec<PreparedRequest>, DeviceError> {
        let every = spacing.step(offers, now)?;
        let mut prepared = Vec::new();
        let mut leaves = now;
        for offer in offers {
            let until = leaves.plus(offer.request_life(spacing.life));
            let until = draft.terms.as_ref().map_or(until, |terms| until.min(terms.retain_until));
            let (core, consent) = self.compose(rng, offer, draft, until, leaves)?;
            prepared.push(PreparedRequest { offer: offer.offer, core, consent });
            leaves = Timestamp::from_secs(leaves.plus(every).as_secs());
        }
        Ok(prepared)
    }
}

impl Spacing {
    /// The time between two requests: as asked for, or shorter so that each leaves before its offer ends.
    fn step(self, offers: &[OfferView], now: Timestamp) -> Result<Span, DeviceError> {
        let wanted = self.every.unwrap_or(Span::millis(self.life.as_millis() / 3));
        let turns = (1..).zip(offers.iter().skip(1));
        let room = turns.map(|(turn, offer)| offer.expires.minus(MARGIN).since(now).as_millis() / turn).min();
        let Some(room) = room else { return Ok(wanted) };
        // A second for dates that are whole seconds.
        let least = self.least.as_millis() + 1_000;
        if room < least {
            return Err(DeviceError::OffersTooShort);
        }
        Ok(Span::millis(wanted.as_millis().clamp(least, room)))
    }
}

/// A request leaves this long before its offer ends, at the latest.
const MARGIN: Span = Span::secs(3_600);
