//! One introduction over three organisations, whole: every block that crosses a link, in order, in
//! tests/vectors/transcript.txt, with the seeds and device secrets that open what is sealed inside.
//!
//! All randomness comes from one seed, so the same story gives the same bytes on every machine. A block that differs
//! is a change of the protocol or of the order in which a node draws; either is written down with its reason.
//! With `STN_WRITE_VECTORS=1` this test writes the file.

#![allow(clippy::unwrap_used, reason = "a transcript that goes wrong is a failed test")]

use std::fmt::Write as _;
use std::path::PathBuf;

use stn_protocol::crypto::digest::sha256;
use stn_protocol::local::view::Waiting;
use stn_protocol::time::{Span, Timestamp};
use stn_tests::World;
use stn_tests::network::Traced;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley_in_earnest};

const SEED: u8 = 77;
const ORGANISATIONS: [&str; 3] = ["Hillside", "Riverbend", "Lindenhof"];
const PEOPLE: [&str; 4] = ["Lucía", "Nadia", "Henrike", "Matthias"];

#[test]
fn one_introduction_has_its_golden_transcript() {
    let (world, letter_key) = introduction();
    let begun = world.trace.first().unwrap().at;

    let mut text = String::from(HEADER);
    for (number, org) in (1_u8..).zip(ORGANISATIONS) {
        writeln!(text, "organisation | {org} | seed ({number:02x}*32) | {}", world.org(org)).unwrap();
    }
    for name in PEOPLE {
        let device = serde_json::to_string(&world.people[name].device).unwrap();
        writeln!(text, "device | {name} | {device}").unwrap();
    }
    writeln!(text, "letter key | Matthias | {letter_key}").unwrap();
    for traced in &world.trace {
        block_line(&mut text, &world, traced, begun);
    }

    compare(&text);
}

/// Lucía asks, Matthias lets an offer leave, Nadia and Henrike pass the request on, Matthias answers. Beside the world,
/// the key the letter was sealed to as Matthias' node keeps it: no device holds its private half afterwards.
fn introduction() -> (World, String) {
    let mut world = valley_in_earnest(SEED, JONAS, &network());
    world.request_jonas("Dear whoever knows Jonas");
    world.run(Span::secs(1));
    world.approve("Nadia", "Lucía is worth an hour").unwrap();
    world.run(Span::secs(1));
    world.approve("Henrike", "").unwrap();
    world.run(Span::secs(1));
    let letter_key = letter_key(&world);
    world.answer("Matthias", "Gladly: Jonas expects your call").unwrap();
    world.run(Span::secs(2));
    let answer = world.judge("Lucía").unwrap();
    assert_eq!(answer.path.len(), 2, "the story ends with a verified answer");
    (world, letter_key)
}

/// The public half, and the private half under the vault key.
fn letter_key(world: &World) -> String {
    let item = world.inbox("Matthias").into_iter().next().unwrap();
    let Waiting::Letter { letter_key_public, wrapped, .. } = item.waiting else { panic!("a letter waits") };
    let wrapped: String = wrapped.0.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{letter_key_public} | {wrapped}")
}

/// Blinded elements are points drawn from a worker's seed: of those blocks the file holds the hash.
fn block_line(text: &mut String, world: &World, traced: &Traced, begun: Timestamp) {
    let name = |org| ORGANISATIONS.into_iter().find(|name| world.org(name) == org).unwrap();
    let kind = traced.kind();
    let at = traced.at.since(begun).as_millis();
    write!(text, "block | {at} | {} | {} | {kind} | ", name(traced.from), name(traced.to)).unwrap();
    if kind.starts_with("eval") {
        sha256(&traced.block).iter().for_each(|byte| write!(text, "{byte:02x}").unwrap());
        text.push_str(" (SHA-256)\n");
        return;
    }
    for run in traced.block.chunk_by(|one, other| one == other) {
        if run.len() >= 16 {
            write!(text, "({:02x}*{})", run[0], run.len()).unwrap();
        } else {
            run.iter().for_each(|byte| write!(text, "{byte:02x}").unwrap());
        }
    }
    text.push('\n');
}

fn compare(text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/transcript.txt");
    if std::env::var_os("STN_WRITE_VECTORS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    for (number, (found, expected)) in (1..).zip(text.lines().zip(golden.lines())) {
        let same = found.bytes().zip(expected.bytes()).take_while(|(one, other)| one == other).count();
        assert!(found == expected, "line {number} differs at byte {same}: {}…", &found[..found.len().min(60)]);
    }
    assert_eq!(text.lines().count(), golden.lines().count());
}

const HEADER: &str = "\
# One introduction over three organisations: docs/protocol.md, \"Vectors\".
# organisation | name | seed of its key | key
# device | whose | its secrets at the end, as the command line keeps them
# letter key | whose | key | its private half, wrapped under the device's vault key as the own node keeps it
# block | milliseconds since the first | from | to | message | hexadecimal, a byte repeated n times as (xx*n)
";
