//! Sends what it heard with bits changed.

use stn_protocol::crypto::sign::OrgSecret;

use super::{Heard, Liar};
use crate::simulation::chance::Chance;
use crate::simulation::happening::Place;

/// See the file.
pub struct Garbler;

impl Liar for Garbler {
    fn name(&self) -> &'static str {
        "garbles"
    }

    fn lie(&self, _: Place, heard: &Heard, chance: &mut Chance, _: &OrgSecret) -> Option<Vec<u8>> {
        let block = heard.any(chance)?;
        Some(garble(chance, block))
    }
}

fn garble(chance: &mut Chance, mut block: Vec<u8>) -> Vec<u8> {
    let filled = block.iter().rposition(|byte| *byte != 0).unwrap_or(0) + 1;
    for _ in 0..=chance.below(3) {
        let (place, bit) = (chance.below(filled), chance.below(8));
        block[place] ^= 1 << bit;
    }
    block
}
