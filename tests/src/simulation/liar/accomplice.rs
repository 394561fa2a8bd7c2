//! Sends what another liar heard, as if it had been said here.

use stn_protocol::crypto::sign::OrgSecret;

use super::{Heard, Liar};
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Accomplice;

impl Liar for Accomplice {
    fn name(&self) -> &'static str {
        "repeats what another liar heard"
    }

    fn lie(&self, place: Place, heard: &Heard, chance: &mut Chance, _: &OrgSecret) -> Option<Vec<u8>> {
        heard.elsewhere(place, chance)
    }
}
