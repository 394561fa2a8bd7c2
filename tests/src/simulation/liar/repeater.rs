//! Sends again what it heard or sent before.

use stn_protocol::crypto::sign::OrgSecret;

use super::{Heard, Liar};
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Repeater;

impl Liar for Repeater {
    fn name(&self) -> &'static str {
        "repeats"
    }

    fn lie(&self, place: Place, heard: &Heard, chance: &mut Chance, _: &OrgSecret) -> Option<Vec<u8>> {
        heard.at(place, chance)
    }
}
