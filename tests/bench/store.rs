//! How many durable commits a second: one at a time and in groups, beside what the disk itself can do.
//!
//! The floor is an appended record and `fdatasync`, in the same run and on the same file system, because syncs
//! depend on the disk and on whoever else writes to it. `cargo bench -p stn-tests --bench store`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use stn_node::store::{Change, CommitHook, CommitThread, MemoryStore, Options, SledStore, Store};

fn main() -> io::Result<()> {
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let dir = root.path().join("store");
    let mut store = SledStore::create(&dir).map_err(io::Error::other)?;

    report("append + fdatasync (floor)", &append_and_sync(&root.path().join("floor"))?)?;
    report("commit, one at a time", &one_at_a_time(&mut store)?)?;
    report("commit of 10 000 records", &large_batches(&mut store)?)?;
    report("steps through the thread, 50 at a time", &in_groups(Box::new(store)))?;
    report("the same without a disk", &in_groups(Box::new(MemoryStore::new())))?;

    let start = Instant::now();
    let store = SledStore::open(&dir, Options::default()).map_err(io::Error::other)?;
    let records = store.scrub().map_err(io::Error::other)?.records;
    writeln!(io::stdout(), "open and scrub of {records} records: {} ms", start.elapsed().as_millis())
}

/// How often something was done, and how long each wait for it took.
struct Run {
    per_wait: u64,
    waits: Vec<Duration>,
}

fn append_and_sync(path: &Path) -> io::Result<Run> {
    let mut file = File::create(path)?;
    let mut waits = Vec::new();
    let end = Instant::now() + SPAN;
    while Instant::now() < end {
        let start = Instant::now();
        file.write_all(&[7; RECORD_BYTES])?;
        file.sync_data()?;
        waits.push(start.elapsed());
    }
    Ok(Run { per_wait: 1, waits })
}

fn one_at_a_time(store: &mut SledStore) -> io::Result<Run> {
    let mut waits = Vec::new();
    let end = Instant::now() + SPAN;
    while Instant::now() < end {
        let start = Instant::now();
        store.commit(&[record(b'a', waits.len())]).map_err(io::Error::other)?;
        waits.push(start.elapsed());
    }
    Ok(Run { per_wait: 1, waits })
}

fn large_batches(store: &mut SledStore) -> io::Result<Run> {
    let mut waits = Vec::new();
    for round in 0..5 {
        let batch: Vec<_> = (0..10_000).map(|n| record(b'b', round * 10_000 + n)).collect();
        let start = Instant::now();
        store.commit(&batch).map_err(io::Error::other)?;
        waits.push(start.elapsed());
    }
    Ok(Run { per_wait: 1, waits })
}

fn in_groups(store: Box<dyn Store>) -> Run {
    let thread = CommitThread::spawn(store, CommitHook::default());
    let (tell, heard) = mpsc::channel();
    let mut waits = Vec::new();
    let end = Instant::now() + SPAN;
    while Instant::now() < end {
        let start = Instant::now();
        for n in 0..GROUP {
            let tell = tell.clone();
            let batch = vec![record(b'c', waits.len() * GROUP + n)];
            thread.submit(batch, Box::new(move |result| tell.send(result.is_ok()).expect("the bench listens to all")));
        }
        let stored = heard.iter().take(GROUP).filter(|ok| *ok).count();
        assert_eq!(stored, GROUP, "a step was not stored");
        waits.push(start.elapsed());
    }
    thread.close();
    Run { per_wait: GROUP as u64, waits }
}

fn record(kind: u8, number: usize) -> Change {
    let key = [&[kind][..], &(number as u64).to_be_bytes()].concat();
    Change { key, value: Some(vec![kind; RECORD_BYTES]) }
}

fn report(what: &str, run: &Run) -> io::Result<()> {
    let mut waits = run.waits.clone();
    waits.sort();
    let total: Duration = waits.iter().sum();
    let rate = (run.per_wait * waits.len() as u64) as f64 / total.as_secs_f64();
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    writeln!(io::stdout(), "{what:40} {rate:9.0}/s   p50 {:7.2} ms   p99 {:7.2} ms", at(50), at(99))
}

const RECORD_BYTES: usize = 300;
const GROUP: usize = 50;
const SPAN: Duration = Duration::from_secs(3);
