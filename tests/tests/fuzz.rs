//! What holds of any bytes: every committed seed is replayed, and mutations of the seeds are tried, drawn from one number.
//!
//! `STN_FUZZ_SECONDS=n` goes on for so long with every target, `STN_FUZZ_NUMBER=n` draws from another number,
//! `STN_WRITE_SEEDS=1` writes the seeds that are made of golden values. docs/fuzzing.md tells the rest.

#![allow(clippy::unwrap_used, reason = "these are tests")]
#![allow(clippy::print_stdout, reason = "how much was tried is worth reading")]

#[path = "fuzz/made.rs"]
mod made;
#[path = "fuzz/twins.rs"]
mod twins;

use std::time::Duration;

use data_encoding::HEXLOWER;
use stn_tests::fuzz::campaign::{Until, mutate};
use stn_tests::fuzz::{Found, TARGETS, Target, engine, frame, handle, link, object, signed};

#[test]
fn everything_holds_of_every_seed() {
    for target in &TARGETS {
        for (name, seed) in target.seeds() {
            if let Err(found) = target.try_input(&seed) {
                panic!("seed {name}: {}", told(&found));
            }
        }
    }
}

#[test]
fn everything_holds_of_mutated_blocks() {
    try_mutations(&frame::TARGET);
}

#[test]
fn everything_holds_of_mutated_objects() {
    try_mutations(&object::TARGET);
}

#[test]
fn everything_holds_of_mutated_contents_that_are_signed() {
    try_mutations(&signed::TARGET);
}

#[test]
fn everything_holds_of_mutated_names() {
    try_mutations(&handle::TARGET);
}

#[test]
fn everything_holds_of_mutated_links() {
    try_mutations(&link::TARGET);
}

#[test]
fn everything_holds_of_a_node_among_hostile_peers() {
    try_mutations(&engine::TARGET);
}

fn try_mutations(target: &Target) {
    let until = match environment("STN_FUZZ_SECONDS") {
        Some(seconds) => Until::Over(Duration::from_secs(seconds)),
        None => Until::Cases(target.cases),
    };
    let seeds: Vec<Vec<u8>> = target.seeds().into_iter().map(|(_, seed)| seed).collect();
    match mutate(target, &seeds, environment("STN_FUZZ_NUMBER").unwrap_or(1), until) {
        Ok(tried) => println!("{}: {tried} cases", target.name),
        Err(found) => panic!("{}", told(&found)),
    }
}

/// What was found, and the input as it would be written down.
fn told(found: &Found) -> String {
    format!("{}: {}\ninput: {}", found.target, found.what, HEXLOWER.encode(&found.input))
}

fn environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
