//! Edges and kills: ten thousand changes of edges, kill -9 among them, and no change is lost that was acknowledged.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use stn_tests::durable::Durable;
use stn_tests::updates::{BATCH, UPDATES, Updates, known_after, known_by};

#[test]
fn a_kill_among_ten_thousand_changes_loses_none_that_was_acknowledged() {
    let root = tempfile::tempdir().unwrap();
    let mut reference = Durable::create(&root.path().join("reference")).unwrap();
    let members = Updates::begin(&mut reference).members().to_vec();

    for kill_after in [0, 1_000, 3_740, 6_500, 9_980] {
        let dir = root.path().join(kill_after.to_string());
        let acknowledged = write_until(&dir, kill_after);

        let node = Durable::open(&dir).unwrap();
        let known = known_by(&node.engine, &members, node.now);

        // The commit under way may have reached the disk, whole; its acknowledgement did not.
        let kept = [acknowledged, acknowledged + BATCH].into_iter().find(|done| known_after(*done) == known);
        assert!(kept.is_some(), "after {acknowledged} acknowledged changes the node knows something else");
    }
}

/// Lets a process change edges, kills it once so many are acknowledged, and tells how many were when it died.
fn write_until(dir: &Path, kill_after: u32) -> u32 {
    let writer = Command::new(env!("CARGO_BIN_EXE_stn-edge-writer")).arg(dir).stdout(Stdio::piped()).spawn();
    let mut writer: Child = writer.unwrap();
    let mut told = BufReader::new(writer.stdout.take().unwrap()).lines();
    let acknowledged = |line: std::io::Result<String>| line.unwrap().parse::<u32>().unwrap();
    let reached = told.by_ref().map(acknowledged).find(|done| *done >= kill_after);
    assert!(reached.is_some(), "the writer ended before it was killed");
    writer.kill().unwrap();
    writer.wait().unwrap();
    // What it said before it died counts, read or not.
    let last = told.map(acknowledged).last().or(reached).unwrap();
    assert!(last <= UPDATES);
    last
}
