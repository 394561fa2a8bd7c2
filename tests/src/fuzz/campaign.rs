//! Mutations of the committed seeds, drawn from one number: the same number tries the same inputs.

use std::time::{Duration, Instant};

use crate::fuzz::{Found, Target};
use crate::simulation::chance::Seed;

/// How many inputs that were tried are begun from again, besides the committed ones.
const KEPT: usize = 512;

/// How long to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// So many cases.
    Cases(u64),
    /// As many as fit into a time.
    Over(Duration),
}

/// Tries mutations of the seeds until something is found or the end is reached. Gives the number of cases tried.
///
/// # Errors
/// The first input of which something does not hold, made shorter as far as that goes.
pub fn mutate(target: &Target, seeds: &[Vec<u8>], number: u64, until: Until) -> Result<u64, Found> {
    let mut chance = Seed(number).chance(target.name);
    let mut kept: Vec<Vec<u8>> = seeds.to_vec();
    let began = Instant::now();
    let mut tried = 0;
    while goes_on(until, tried, began) {
        let from = chance.one_of(&kept).cloned().unwrap_or_default();
        let other = chance.one_of(&kept).cloned().unwrap_or_default();
        let input = (target.mutate)(&mut chance, &from, &other);
        tried += 1;
        target.try_input(&input).map_err(|found| shortened(target, found))?;
        // A chain of changes gets further than one change of a seed.
        if chance.below(4) == 0 {
            if kept.len() < seeds.len() + KEPT {
                kept.push(input);
            } else {
                let place = seeds.len() + chance.below(KEPT);
                kept[place] = input;
            }
        }
    }
    Ok(tried)
}

/// The shortest input this finds that fails as well: stretches are left out, then bytes made zero.
pub fn shortened(target: &Target, mut found: Found) -> Found {
    let began = Instant::now();
    let mut stretch = found.input.len().div_ceil(2).max(1);
    while stretch > 0 && began.elapsed() < SHORTENING {
        let mut at = 0;
        while at < found.input.len() {
            let mut shorter = found.input.clone();
            shorter.drain(at..(at + stretch).min(shorter.len()));
            match target.try_input(&shorter) {
                Err(as_well) => found = as_well,
                Ok(()) => at += stretch,
            }
        }
        stretch /= 2;
    }
    found
}

fn goes_on(until: Until, tried: u64, began: Instant) -> bool {
    match until {
        Until::Cases(cases) => tried < cases,
        Until::Over(time) => began.elapsed() < time,
    }
}

/// How long an input is made shorter.
const SHORTENING: Duration = Duration::from_secs(20);
