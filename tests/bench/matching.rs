//! How many of the people somebody holds are found when sought by name and organisation as another export writes
//! them, and how many offers are for somebody else. `cargo bench -p stn-tests --bench matching [-- --small]`
//!
//! The factors are printed with their share on either side; the rates by factor say what a spelling costs.
#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::time::Instant;

use stn_tests::population::SHARES;
use stn_tests::population::rates::{Sizes, measure};

fn main() {
    let small = std::env::args().any(|arg| arg == "--small");
    let sizes = match small {
        true => Sizes { seed: 1, people: 2_000, holders: 4, each: 500, asks: 400 },
        false => Sizes { seed: 1, people: 20_000, holders: 10, each: 3_000, asks: 4_000 },
    };
    println!("{sizes:?}; one person in ten has an address; half the organisations are confirmed with their domain");
    println!("done to a spelling, each by itself on either side, in a hundred:");
    for (change, share) in SHARES {
        println!("  {change:?} {share}");
    }
    let begun = Instant::now();
    let rates = measure(&sizes);
    let secs = begun.elapsed().as_secs_f64();
    println!("found {:.3} ({} of {})", rates.found_share(), rates.found, rates.asks);
    println!("for somebody else {:.4} ({} of {} offers)", rates.others_share(), rates.others, rates.offers);
    println!("by what was done to the asker's spelling:");
    for (change, (asks, found)) in &rates.by_change {
        let name = change.map_or_else(|| "nothing".to_owned(), |change| format!("{change:?}"));
        println!("  {name}: {:.3} of {asks}", *found as f64 / *asks as f64);
    }
    println!("{secs:.1} s");
}
